// Owns the contacts of the sample sheet: people, profiles and companies that do not exist, one for everything that a check can
// say. Knows no sheet and no vendor.
import type { Identity } from './contact';
import { profileSlug } from './linkedin';

const HEADERS = [
  'First name',
  'Last name',
  'Job title',
  'Company',
  'Company domain',
  'Website',
  'LinkedIn profile',
  'Email',
  'Phone',
];

/** Domains under `.example` belong to nobody (RFC 6761), nor do the numbers 555-0100 to 555-0199. */
export const SAMPLE_ROWS: readonly (readonly string[])[] = [
  HEADERS,
  person('Ada', 'Larsen', 'Head of Sales', 'bakery'),
  person('Ben', 'Okafor', 'Buyer', 'cycles'),
  person('Chloe', 'Moreau', 'Marketing Lead', 'gardens'),
  person('Daniel', 'Weiss', 'Operations Manager', 'harbour'),
  person('Elif', 'Kaya', 'Founder', 'lighting'),
  person('Felix', 'Novak', 'Procurement', 'timber'),
  row('Grace', 'Lindholm', 'Analyst', '', '', '', profile('grace-lindholm')),
  row('', '', 'Designer', '', '', '', profile('hugo-fontaine')),
  row('Ines', 'Duarte', 'Consultant', 'Sample Travel', '', '', profile('ines-duarte')),
  person('Jonas', 'Berg', 'Store Manager', 'bakery', { phone: '+1 202-555-0134' }),
  person('Kira', 'Petrov', 'Team Lead', 'cycles', { phone: '+1 202-555-0151' }),
  person('Liam', 'Byrne', 'Accountant', 'gardens', {
    email: 'liam.byrne@sample-gardens.example',
    phone: '+1 202-555-0117',
  }),
  person('Mona', 'Haddad', 'Engineer', 'harbour', {
    email: 'mona.haddad@sample-harbour.example',
    phone: '+1 202-555-0162',
  }),
  // The same people as above, spelled otherwise.
  person('ADA', 'LARSEN', 'Sales', 'bakery'),
  row('Hugo', 'Fontaine', 'Art Director', '', '', '', profile('hugo-fontaine')),
  // Each of these four is put right by one click.
  row('Noah Eriksen', '', 'Sales Rep', 'Sample Lighting', domain('lighting')),
  row('', 'Rossi, Paola', 'Office Manager', 'Sample Timber', domain('timber')),
  row('Quinn', 'Foster', 'Director', '', '', `https://www.${domain('orchard')}/about`),
  row('Rosa', 'Jimenez', 'Partner', '', '', domain('pottery')),
  // Only a person can say what is missing in these.
  row('Sven', '', 'Assistant', 'Sample Travel', domain('travel')),
  row('Tara', 'Singh', 'Product Manager'),
  row('', '', 'Reception', 'Sample Harbour', domain('harbour')),
  row('Uwe', 'Brandt', 'Buyer', '', '', '', 'https://www.linkedin.com/company/sample-timber'),
  row('Vera', '#REF!', 'Planner', 'Sample Cycles', domain('cycles')),
];

/** Whether a contact is one of these, wherever its row was copied to. */
export function isSampleContact({ linkedinUrl, companyDomain, companyName }: Identity): boolean {
  if (linkedinUrl !== '') return SLUGS.has(profileSlug(linkedinUrl) ?? '');
  return companyDomain === '' ? COMPANIES.has(companyName) : DOMAINS.has(companyDomain);
}

const ROWS = SAMPLE_ROWS.slice(1);
const SLUGS = new Set(ROWS.map((cells) => profileSlug(cells[6] ?? '') ?? '').filter(isNamed));
const COMPANIES = new Set(ROWS.map((cells) => cells[3] ?? '').filter(isNamed));
const DOMAINS = new Set(
  ROWS.flatMap((cells) => [cells[4] ?? '', hostOf(cells[5] ?? '')]).filter(isNamed),
);

function isNamed(text: string): boolean {
  return text !== '';
}

function hostOf(website: string): string {
  return website.replace('https://www.', '').split('/')[0] ?? '';
}

function person(
  first: string,
  last: string,
  title: string,
  business: string,
  has: { readonly email?: string; readonly phone?: string } = {},
): readonly string[] {
  const company = `Sample ${business.charAt(0).toUpperCase()}${business.slice(1)}`;
  const { email = '', phone = '' } = has;
  return row(first, last, title, company, domain(business), '', '', email, phone);
}

function row(...cells: readonly string[]): readonly string[] {
  return HEADERS.map((_, column) => cells[column] ?? '');
}

function domain(business: string): string {
  return `sample-${business}.example`;
}

function profile(name: string): string {
  return `https://www.linkedin.com/in/sample-${name}`;
}
