// Owns what is found for whom. Everything is made up and says so; it depends on the person, not on the batch.
import { ascii, personOf, slugOf, type VendorContact } from './person';
import { between, chance, hex } from './seeded';

export interface Found {
  /** `''` when no address is found. */
  readonly email: string;
  readonly emailStatus: 'reliable' | 'risky' | 'unknown' | '';
  readonly phones: readonly string[];
  /** The vendor's attempt broke; nothing is found. */
  readonly failed: boolean;
}

/** What the vendor knows about a person beside the values it sells. */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly domain: string;
}

/** What comes free with a person of whom anything is known. */
export interface Extras {
  readonly title: string;
  /** `''` where the vendor knows no profile. */
  readonly linkedinUrl: string;
  readonly otherEmails: readonly string[];
}

/** Shares of contacts, 0 to 1. */
export interface Shares {
  readonly email: number;
  readonly phone: number;
  readonly failed: number;
}

export const SHARES: Shares = { email: 0.72, phone: 0.45, failed: 0.004 };

/** Of the addresses found: 70 in 100 reliable, 20 risky, 10 unknown. */
const RELIABLE = 0.7;
const RISKY = 0.9;

/** One in ten people with a number has a second one. */
const SECOND_PHONE = 0.1;

/** Of the people without an address and a number, so many are known by their job. */
const KNOWN = 0.3;
const HAS_PROFILE = 0.6;
const OTHER_EMAIL = 0.3;
const TWO_OTHER_EMAILS = 0.1;

const TITLES = [
  'Head of Sample Procurement',
  'Sample Operations Manager',
  'VP Sample Sales',
  'Chief Sample Officer',
  'Sample Engineer',
  'Owner',
] as const;

/** Reserved names, so that no made-up address reaches anyone: https://www.rfc-editor.org/rfc/rfc2606 */
const EMPLOYERS: readonly (readonly [name: string, domain: string])[] = [
  ['Northwind Sample', 'northwind.example'],
  ['Contoso Sample', 'contoso.example'],
  ['Fabrikam Sample', 'fabrikam.example'],
  ['Tailspin Sample', 'tailspin.example'],
  ['Wingtip Sample', 'wingtip.example'],
  ['Litware Sample', 'litware.example'],
  ['Proseware Sample', 'proseware.example'],
  ['Lucerne Sample', 'lucerne.example'],
];

export function findFor(contact: VendorContact, seed: string, shares: Shares = SHARES): Found {
  const asked = JSON.stringify([contact, seed, shares]);
  const found = known.get(asked) ?? findAnew(contact, seed, shares);
  if (known.size < MOST_KNOWN) known.set(asked, found);
  return found;
}

/** A witness asks for the same people again and again. */
const known = new Map<string, Found>();
const MOST_KNOWN = 5_000;

function findAnew(contact: VendorContact, seed: string, shares: Shares): Found {
  const key = `${seed}|${personOf(contact)}`;
  if (chance(`${key}|failed`) < shares.failed) {
    return { email: '', emailStatus: '', phones: [], failed: true };
  }
  const hasEmail = chance(`${key}|email`) < shares.email;
  const phones = chance(`${key}|phone`) < shares.phone ? [phone(`${key}|1`)] : [];
  if (phones.length > 0 && chance(`${key}|second`) < SECOND_PHONE) phones.push(phone(`${key}|2`));
  return {
    email: hasEmail ? address(contact) : '',
    emailStatus: hasEmail ? status(chance(`${key}|status`)) : '',
    phones: [...new Set(phones)],
    failed: false,
  };
}

/** The names as sent; of a bare LinkedIn address or e-mail, the names in it and an employer from a table. */
export function profileOf(contact: VendorContact): Profile {
  const [first, last] = namesInside(contact);
  const [company, domain] = employer(contact);
  return {
    firstName: contact.first_name ?? first,
    lastName: contact.last_name ?? last,
    companyName: contact.company_name ?? company,
    domain: contact.company_domain ?? domain,
  };
}

/**
 * `null` for a person of whom nothing is known.
 *
 * @param found all that can be found, bought or not
 * @param profile the person's profile where it is known; `undefined`: one may be made up
 */
export function extrasFor(
  contact: VendorContact,
  found: Found,
  profile: string | undefined,
): Extras | null {
  const key = `extras|${personOf(contact)}`;
  const isFound = found.email !== '' || found.phones.length > 0;
  if (found.failed || (!isFound && chance(`${key}|known`) >= KNOWN)) return null;
  const { firstName, lastName } = profileOf(contact);
  const parts = [ascii(firstName).slice(0, 25), ascii(lastName).slice(0, 25), hex(key, 6)];
  const name = ['sample', ...parts.filter((part) => part !== '')];
  const others = chance(`${key}|others`);
  const count = others < TWO_OTHER_EMAILS ? 2 : others < OTHER_EMAIL ? 1 : 0;
  const made = `https://www.linkedin.com/in/${name.join('-')}`;
  return {
    title: TITLES[between(`${key}|title`, 0, TITLES.length - 1)] ?? TITLES[0],
    linkedinUrl: profile ?? (chance(`${key}|profile`) < HAS_PROFILE ? made : ''),
    otherEmails: ['mail', 'home']
      .slice(0, count)
      .map((provider) => `${name.join('.')}@${provider}.example`),
  };
}

function employer(contact: VendorContact): readonly [name: string, domain: string] {
  const name = ascii(contact.company_name ?? '');
  if (name !== '') return [contact.company_name ?? '', `${name.slice(0, 40)}.example`];
  if (contact.company_domain !== undefined) return ['', contact.company_domain];
  const index = between(`employer|${personOf(contact)}`, 0, EMPLOYERS.length - 1);
  return EMPLOYERS[index] ?? ['', 'sample.example'];
}

function address(contact: VendorContact): string {
  // Who is known by an e-mail alone has that one, and nobody else's address is made up.
  if (contact.email !== undefined && personOf(contact).startsWith('mail:')) return contact.email;
  const { firstName, lastName, domain } = profileOf(contact);
  const parts = [ascii(firstName).slice(0, 25), ascii(lastName).slice(0, 25)];
  const names = parts.filter((part) => part !== '').join('.');
  const local = names === '' ? `c${hex(personOf(contact), 8)}` : names;
  return `sample.${local}@${domain.toLowerCase()}`;
}

function status(share: number): Found['emailStatus'] {
  if (share < RELIABLE) return 'reliable';
  return share < RISKY ? 'risky' : 'unknown';
}

/** 555-0100 to 555-0199 of any area code are set aside for fiction: https://nationalnanpa.com/number_resource_info/555_numbers.html */
function phone(key: string): string {
  const area = `${between(`${key}|a`, 2, 9)}${between(`${key}|b`, 0, 8)}${between(`${key}|c`, 2, 9)}`;
  return `+1${area}55501${String(between(`${key}|n`, 0, 99)).padStart(2, '0')}`;
}

/** `jane-van-doe-1a2b3c` is Jane Van Doe: parts with digits are LinkedIn's. So is `jane.van.doe@…`. */
function namesInside(contact: VendorContact): readonly [first: string, last: string] {
  const [local = ''] = (contact.email ?? '').toLowerCase().split(/[@+]/);
  const parts = (slugOf(contact) || local)
    .split(/[-_.]+/)
    .filter((part) => part !== '' && !/\d/.test(part))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return [parts[0] ?? '', parts.slice(1).join(' ')];
}
