// Owns who a contact is to the vendor. Normalises by its own simple rules: the witness must not share ours.
import type { Identity } from '../../src/contact/contact';

/** A contact as it stands in a request, in one spelling for all vendors. */
export interface VendorContact {
  readonly linkedin_url?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly company_domain?: string;
  readonly company_name?: string;
  readonly email?: string;
  readonly lead_id?: string;
}

/** Letters that have no decomposed form. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** The person: the LinkedIn slug, else the name with the domain, else the name with the company, else the e-mail or the lead's id. */
export function personOf(contact: VendorContact): string {
  const [first] = namesOf(contact);
  if (first === undefined) throw new Error('Nothing of this contact says who it is.');
  return first;
}

/** Every name under which the person can be looked up, the most exact first. */
export function namesOf(contact: VendorContact): readonly string[] {
  const slug = slugOf(contact);
  const first = fold(contact.first_name);
  const last = fold(contact.last_name);
  const names = slug === '' ? [] : [`in:${slug}`];
  const others = [
    ...(contact.email === undefined ? [] : [`mail:${contact.email.toLowerCase()}`]),
    ...(contact.lead_id === undefined ? [] : [`lead:${contact.lead_id}`]),
  ];
  if (first === '' || last === '') return [...names, ...others];
  const domain = (contact.company_domain ?? '').toLowerCase().replace(/^www\./, '');
  if (domain !== '') names.push(`at:${first}|${last}|${domain}`);
  const company = fold(contact.company_name);
  if (company !== '') names.push(`of:${first}|${last}|${company}`);
  return [...names, ...others];
}

export function contactOf(identity: Identity): VendorContact {
  return {
    linkedin_url: identity.linkedinUrl,
    first_name: identity.firstName,
    last_name: identity.lastName,
    company_domain: identity.companyDomain,
    company_name: identity.companyName,
    ...(identity.email === undefined ? {} : { email: identity.email }),
    ...(identity.leadId === undefined ? {} : { lead_id: identity.leadId }),
  };
}

/** The part of a personal profile's address that names the person; `''` when it is none. */
export function slugOf(contact: VendorContact): string {
  const match = /\/in\/([^/?#]+)/i.exec(contact.linkedin_url ?? '');
  if (match?.[1] === undefined) return '';
  try {
    return decodeURIComponent(match[1]).normalize('NFC').toLowerCase();
  } catch {
    return match[1].toLowerCase();
  }
}

/** Lower case, without marks, blanks and punctuation, in any script. */
function fold(text = ''): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæøœłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What of the folded text an e-mail address can hold. */
export function ascii(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}
