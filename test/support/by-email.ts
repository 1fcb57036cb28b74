// What Enrich knows of an e-mail, and whether a sheet and a log say just that: the witness of validations and look-ups.
import { profileBehind } from '../../local/vendors/enrich/profile';
import { verdictOf, type VerdictShares } from '../../local/vendors/enrich/verdict';
import type { Shares } from '../../local/vendors/results';
import type { Choice } from '../../src/rpc/contract';
import { Addon, type AddonOptions } from './addon';
import { lines, records } from './witness';

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

/** What users of the tests typed. */
const OWN = /^(?:Own|https:.*own)/;

/** Cells that say of somebody what is another's. */
export function wrongCells(addon: Addon, verdicts?: VerdictShares): string[] {
  const [headers = [], ...rows] = addon.shown();
  return rows.flatMap((row, index) => {
    const email = row[headers.indexOf('Email')] ?? '';
    const truth = { ...personBehind(email), 'Email validity': wordOn(email, verdicts) };
    return Object.entries(truth).flatMap(([header, text]) => {
      const shown = row[headers.indexOf(header)] ?? '';
      const isRight = shown === '' || OWN.test(shown) || shown === text;
      return isRight ? [] : [`row ${index + 2}: ${shown}, not ${text}`];
    });
  });
}

/** E-mails that were paid for, and of which neither the sheet, the log nor a batch that waits knows anything. */
export function lostAnswers(addon: Addon): string[] {
  const [headers = [], ...rows] = addon.shown();
  const written = lines(addon).filter(({ event }) => event === 'unplaced');
  const waits = records(addon).some(({ state }) => ['unknown', 'submitting'].includes(state));
  return addon.vendors.enrich.ledger.purchases.flatMap(({ contact, credits, channel }) => {
    const { email = '' } = contact;
    if (credits === 0 || waits) return [];
    const header = channel === 'validity' ? 'Email validity' : 'Job title';
    const own = rows.filter(
      (row) => row[headers.indexOf('Email')]?.toLowerCase() === email.toLowerCase(),
    );
    const isShown = own.some((row) => (row[headers.indexOf(header)] ?? '') !== '');
    const title = personBehind(email)['Job title'];
    const isLogged = written.some(({ after }) => [title, wordOn(email)].includes(after));
    return isShown || isLogged ? [] : [email];
  });
}
