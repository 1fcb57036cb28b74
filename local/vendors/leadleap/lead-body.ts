// Owns how a lead stands in an answer: masked, unlocked or enriched, or disturbed as a mode says. Decides no cost.
import { HOSTILE } from '../hostile';
import { isAnonymous, type AnswerMode } from './answer-mode';
import type { Lead } from './lead';

export type Body = Readonly<Record<string, string | number | boolean | null>>;

/** A row of `GET /leads`; it holds no profile. https://leadleap.net/docs/api */
export function searchBody(lead: Lead, unlocked: boolean): Body {
  const { company } = lead;
  return {
    id: lead.id,
    company_name: company.name,
    company_domain: company.domain,
    contact_name: `${lead.firstName} ${lead.lastName}`,
    first_name: lead.firstName,
    last_name: lead.lastName,
    email: unlocked ? lead.email : maskedEmail(lead.email),
    phone: unlocked ? lead.phone : maskedPhone(lead.phone),
    job_title: lead.jobTitle,
    department: lead.department,
    industry: company.industry,
    company_size: company.size,
    employee_count: company.employees,
    country: company.country,
    state: company.state,
    city: company.city,
    ai_score: lead.aiScore,
    is_unlocked: unlocked,
  };
}

/** The answer of `POST /leads/unlock`, and an item of an export. */
export function unlockedBody(lead: Lead, mode: AnswerMode): Body {
  const { company } = lead;
  return disturbed(lead, mode, {
    id: lead.id,
    full_name: `${lead.firstName} ${lead.lastName}`,
    first_name: lead.firstName,
    last_name: lead.lastName,
    email_primary: lead.email,
    email_second: lead.secondEmail,
    phone: lead.phone,
    company_phone: lead.companyPhone,
    job_title: lead.jobTitle,
    company_name: company.name,
    company_domain: company.domain,
    linkedin_url: lead.linkedinUrl,
    industry: company.industry,
    country: company.country,
    state: company.state,
    city: company.city,
    ai_score: lead.aiScore,
  });
}

/** The answer of `POST /leads/enrich`. */
export function enrichedBody(lead: Lead, mode: AnswerMode): Body {
  const { company } = lead;
  return {
    ...unlockedBody(lead, mode),
    middle_name: null,
    job_level: lead.jobLevel,
    department: lead.department,
    company_size: company.size,
    employee_count: company.employees,
    year_founded: company.founded,
    sector: company.sector,
    company_linkedin_url: `https://linkedin.com/company/${company.domain.split('.')[0] ?? ''}`,
    company_description: `${company.name} makes samples.`,
  };
}

/** `sa***@acme.com` */
function maskedEmail(email: string | null): string | null {
  return email === null ? null : email.replace(/^(..)[^@]*/, '$1***');
}

/** `+1415****78` */
function maskedPhone(phone: string | null): string | null {
  return phone === null ? null : `${phone.slice(0, 5)}****${phone.slice(-2)}`;
}

function disturbed(lead: Lead, mode: AnswerMode, body: Body): Body {
  const whose = isAnonymous(mode) ? withoutIdentity(body) : body;
  if (mode.values === undefined) return whose;
  return { ...whose, ...(mode.values === 'masked' ? maskedValues(lead) : hostileValues(lead)) };
}

/** All the ways in which a value can say that it is none. */
function maskedValues(lead: Lead): Body {
  const plain = lead.id < 'c_8';
  const masked = (email: string | null): string | null =>
    email === null ? null : plain ? maskedEmail(email) : '[email protected]';
  const number = (phone: string | null): string | null =>
    phone === null ? null : plain ? maskedPhone(phone) : '***';
  return {
    email_primary: masked(lead.email),
    email_second: masked(lead.secondEmail),
    phone: number(lead.phone),
    company_phone: number(lead.companyPhone),
    linkedin_url: lead.linkedinUrl === null ? null : 'https://linkedin.com/in/***',
  };
}

function hostileValues(lead: Lead): Body {
  const text = HOSTILE[parseInt(lead.id.slice(2, 8), 16) % HOSTILE.length] ?? '';
  return {
    email_primary: lead.email === null ? null : `=${lead.email}`,
    phone: lead.phone === null ? null : text,
    job_title: text,
    company_name: text,
  };
}

function withoutIdentity(body: Body): Body {
  const names = ['id', 'full_name', 'first_name', 'last_name', 'linkedin_url'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}
