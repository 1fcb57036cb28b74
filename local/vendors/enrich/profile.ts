// Owns who is behind an e-mail address. Everything is made up and says so; it follows from the address and the seed.
import type { VendorContact } from '../person';
import { extrasFor, findFor, SHARES, type Shares } from '../results';
import { between, hex } from '../seeded';

export interface MadeUpProfile {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly companyName: string;
  /** `''` where the vendor knows none. */
  readonly profileUrl: string;
  readonly connectionCount: number;
}

/** `null` for an address of which nothing is known. */
export function profileBehind(
  email: string,
  seed: string,
  shares: Shares = SHARES,
): MadeUpProfile | null {
  const key = `${seed}|profile|${email.toLowerCase()}`;
  const [firstName, lastName] = namesIn(email);
  const contact: VendorContact = { email, first_name: firstName, last_name: lastName };
  const extras = extrasFor(contact, findFor({ email }, seed, shares), undefined);
  if (extras === null) return null;
  return {
    id: `sample-${hex(key, 16)}`,
    firstName,
    lastName,
    title: extras.title,
    companyName: `${companyIn(email)} Sample`,
    profileUrl: extras.linkedinUrl,
    connectionCount: between(`${key}|connections`, 1, 500),
  };
}

/** `sample.jane.doe@…` is Jane Doe. */
function namesIn(email: string): readonly [first: string, last: string] {
  const parts = (email.toLowerCase().split('@')[0] ?? '')
    .split(/[^a-z]+/)
    .filter((part) => part !== '' && part !== 'sample')
    .map(capital);
  return [parts[0] ?? 'Sample', parts.slice(1).join(' ') || 'Person'];
}

/** `jane@mail.acme.co.uk` works for Acme as far as this goes: the longest part of the domain names it, the last of equal ones. */
function companyIn(email: string): string {
  const labels = (email.toLowerCase().split('@')[1] ?? '').split('.');
  return capital(labels.reduce((one, other) => (other.length >= one.length ? other : one)));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
