// Owns what Enrich answers about one contact, in the documented shape or disturbed as a mode says. Decides no cost.
import { HOSTILE } from '../hostile';
import type { VendorContact } from '../person';
import { findFor, type Found, type Shares } from '../results';
import { chance, hex } from '../seeded';
import type { BatchMode } from './batch-mode';
import type { Product } from './products';
import { profileBehind, type MadeUpProfile } from './profile';
import { verdictOf, type Verdict, type VerdictShares } from './verdict';

export type Body = Readonly<Record<string, unknown>>;

/** From what everything that is found follows. */
export interface World {
  readonly seed: string;
  readonly shares: Shares;
  readonly verdicts: VerdictShares;
}

export interface Item {
  readonly contact: VendorContact;
  readonly body: Body;
  /** Whether it costs anything. */
  readonly found: boolean;
}

/** The fields that say whose an item is. */
const ECHO: Readonly<Record<Product, readonly string[]>> = {
  finder: ['firstName', 'lastName', 'domain'],
  validation: ['email'],
  phones: ['email', 'linkedin'],
  profile: [],
};

const PROVIDERS = ['GOOGLE', 'MICROSOFT', 'SMTP'] as const;

export function itemOf(
  product: Product,
  contact: VendorContact,
  world: World,
  mode: BatchMode,
): Item {
  switch (product) {
    case 'finder':
      return finderItem(contact, findFor(contact, world.seed, world.shares), mode);
    case 'phones':
      return phonesItem(contact, findFor(contact, world.seed, world.shares), mode);
    case 'validation': {
      const { email = '' } = contact;
      const verdict = verdictOf(email, world.seed, world.verdicts);
      return {
        contact,
        body: verdictBody(email, verdict, mode),
        found: verdict.result !== 'risky',
      };
    }
    case 'profile': {
      const profile = profileBehind(contact.email ?? '', world.seed, world.shares);
      const empty = mode.nobody === 'empty' ? {} : { found: false, message: 'No profile found' };
      return profile === null
        ? { contact, body: empty, found: false }
        : { contact, body: profileBody(profile, mode), found: true };
    }
  }
}

export function anonymous(product: Product, item: Body): Body {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !ECHO[product].includes(name)));
}

export function lowerEcho(item: Body): Body {
  const small = Object.entries(item).map(([name, value]) => {
    const isEcho = (name === 'domain' || name === 'email') && typeof value === 'string';
    return [name, isEcho ? value.toLowerCase() : value] as const;
  });
  return Object.fromEntries(small);
}

function finderItem(contact: VendorContact, found: Found, mode: BatchMode): Item {
  const { first_name, last_name, company_domain } = contact;
  const echo = { firstName: first_name, lastName: last_name, domain: company_domain };
  if (found.email === '') {
    const message = found.failed
      ? 'The lookup could not be completed'
      : 'No professional email could be found for this person';
    return { contact, body: { ...echo, found: false, message }, found: false };
  }
  const confidence = confidenceOf(found);
  const body = {
    ...echo,
    found: true,
    email: emailOf(found.email, mode),
    confidence,
    isCatchAll: isCatchAll(found),
    provider: providerOf(company_domain ?? ''),
    message: `Email found with ${confidence} confidence`,
  };
  return { contact, body, found: true };
}

function phonesItem(contact: VendorContact, found: Found, mode: BatchMode): Item {
  const { email, linkedin_url } = contact;
  const echo = linkedin_url === undefined ? { email } : { linkedin: linkedin_url };
  const phones = found.phones.map((phone) => valueOf(phone, '+1 *** *** ****', mode));
  const error = found.failed
    ? 'The lookup could not be completed'
    : 'No phone numbers found for this profile';
  const body = { ...echo, phones, ...(phones.length === 0 ? { error } : {}) };
  return { contact, body, found: phones.length > 0 };
}

const VERDICTS: Readonly<Record<Verdict['result'], string>> = {
  valid: 'The mailbox exists and is accepting mail',
  invalid: 'The mailbox does not exist on this server',
  risky: 'Delivery cannot be guaranteed',
};

function verdictBody(email: string, verdict: Verdict, mode: BatchMode): Body {
  const { result, confidence, isCatchAll: catchAll } = verdict;
  if (mode.shape === 'older') {
    const subStatus = catchAll ? 'catch_all' : '';
    return { email, status: result, subStatus, freeEmail: false, disposable: false, catchAll };
  }
  const hasSEG = chance(`seg|${email.toLowerCase()}`) < 0.1;
  return {
    email,
    result,
    message: VERDICTS[result],
    isCatchAll: catchAll,
    isFederated: false,
    hasSEG,
    ...(hasSEG ? { segProvider: 'Sample Gateway' } : {}),
    provider: providerOf(email),
    confidence,
  };
}

function profileBody(profile: MadeUpProfile, mode: BatchMode): Body {
  const { id, firstName, lastName, companyName, profileUrl, connectionCount } = profile;
  const title = valueOf(profile.title, 'S*****', mode);
  const positions = [
    { title, companyName, startEndDate: { start: { month: 5, year: 2019 }, end: null } },
    {
      title: 'Sample Trainee',
      companyName: 'Northwind Sample',
      startEndDate: { start: { year: 2015 }, end: { month: 4, year: 2019 } },
    },
  ];
  const school = {
    degreeName: 'B.A. Samples',
    schoolName: 'Sample University',
    startEndDate: { start: { year: 2011 }, end: { year: 2015 } },
  };
  return {
    id,
    displayName: `${firstName} ${lastName}`,
    firstName,
    lastName,
    headline: mode.values === undefined ? `${title} at ${companyName}` : title,
    companyName: valueOf(companyName, 'S*****', mode),
    location: 'Sampletown',
    ...(profileUrl === '' ? {} : { profileUrl }),
    connectionCount,
    isConnectionCountObfuscated: connectionCount === 500,
    isPublic: true,
    skills: ['Sampling'],
    locale: { country: 'US', language: 'en' },
    schools: { educationsCount: 1, educationHistory: [school] },
    positions: { positionsCount: positions.length, positionHistory: positions },
    creditsConsumed: 10,
  };
}

/** What the vendor thinks of an address that it found itself. */
function confidenceOf({ emailStatus }: Found): 'high' | 'medium' | 'low' {
  if (emailStatus === 'reliable') return 'high';
  return emailStatus === 'risky' ? 'low' : 'medium';
}

function isCatchAll({ emailStatus, email }: Found): boolean {
  return emailStatus === 'risky' && chance(`catch-all|${email}`) < 0.5;
}

function providerOf(text: string): string {
  const index = Math.floor(chance(`provider|${text.toLowerCase()}`) * PROVIDERS.length);
  return PROVIDERS[index] ?? PROVIDERS[0];
}

function emailOf(email: string, mode: BatchMode): string {
  if (mode.values === 'hostile') return `=${email}`;
  if (mode.values === undefined) return email;
  return hex(email, 1) < '8' ? 's***@***.com' : '[email protected]';
}

function valueOf(value: string, mask: string, mode: BatchMode): string {
  if (mode.values === 'masked') return mask;
  if (mode.values === undefined) return value;
  return HOSTILE[parseInt(hex(value, 6), 16) % HOSTILE.length] ?? value;
}
