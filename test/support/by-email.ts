// Owns what tests of validations and look-ups ask of Enrich, and what it knows of an e-mail. Judges nothing.
import { profileBehind } from '../../local/vendors/enrich/profile';
import { verdictOf, type VerdictShares } from '../../local/vendors/enrich/verdict';
import type { Shares } from '../../local/vendors/results';
import type { Choice } from '../../src/rpc/contract';
import { Addon, type AddonOptions } from './addon';

export const VALIDATE: Partial<Choice> = {
  operation: 'validate',
  channels: ['validity'],
  route: { validity: ['enrich'] },
};
export const LOOKUP: Partial<Choice> = {
  operation: 'lookup',
  channels: ['profile'],
  route: { profile: ['enrich'] },
};

export const EVERYBODY: Shares = { email: 1, phone: 1, failed: 0 };

interface Known {
  readonly shares?: Shares;
  readonly verdicts?: VerdictShares;
  readonly plan?: 'free' | 'scale';
}

/** A sheet whose user has connected Enrich, which knows everybody. */
export function enriched(
  rows: AddonOptions['rows'],
  { shares = EVERYBODY, ...known }: Known = {},
): Addon {
  const duration = { min: 30, max: 30 };
  const addon = new Addon({ rows, emulators: { enrich: { shares, duration, ...known } } });
  addon.connect(undefined, 'enrich');
  return addon;
}

/** What goes into the cell: a reason says more than the word. */
export function wordOn(email: string, verdicts?: VerdictShares): string {
  const { result, isCatchAll } = verdictOf(email, 'enrich', verdicts);
  return isCatchAll ? 'catch-all' : result;
}

/** By the headers of the columns that a look-up fills. */
export function personBehind(email: string, shares = EVERYBODY): Readonly<Record<string, string>> {
  const person = profileBehind(email, 'enrich', shares);
  if (person === null) return {};
  const { firstName, lastName, title, companyName, profileUrl } = person;
  return {
    'First name': firstName,
    'Last name': lastName,
    'Full name': `${firstName} ${lastName}`,
    'Job title': title,
    Company: companyName,
    LinkedIn: profileUrl,
    'LinkedIn profile': profileUrl,
  };
}

export function sold(addon: Addon): string[] {
  return addon.vendors.enrich.ledger.purchases.map(({ contact }) => contact.email ?? '');
}
