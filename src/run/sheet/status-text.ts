// Owns the words of *Enrichment status*. They are for people; of them only the waiting mark decides, and only that nothing is bought.
import type { Channel } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import type { Item } from '../../provider/provider';

/** Shown while a row's contact is in an open run: such a row is not ready, whoever it says it is by then. */
export const WAITING = 'Waiting';

/** What is said of a row when there is an answer. */
export interface StatusWords {
  readonly found: string;
  readonly notFound: string;
  /** What begins why a contact could not be asked for, and why it was not answered. */
  readonly incomplete: string;
  readonly failed: string;
}

/** Of e-mails and phones that were sought. */
const FINDING: StatusWords = {
  found: 'Found',
  notFound: 'Not found',
  incomplete: 'Incomplete',
  failed: 'Failed',
};

const NOT_CHECKED = 'E-mail not checked';
const NO_PROFILE = 'Profile not found';

/** Of what is asked about an e-mail that is there. */
const BESIDE: Readonly<Record<'validity' | 'profile', StatusWords>> = {
  // Whatever came of it.
  validity: {
    found: 'E-mail checked',
    ...{ notFound: NOT_CHECKED, incomplete: NOT_CHECKED, failed: NOT_CHECKED },
  },
  profile: {
    found: 'Profile found',
    ...{ notFound: NO_PROFILE, incomplete: NO_PROFILE, failed: NO_PROFILE },
  },
};

const ALL: readonly StatusWords[] = [FINDING, BESIDE.validity, BESIDE.profile];

/** The words of a run that buys these channels. */
export function wordsFor(channels: readonly Channel[]): StatusWords {
  if (channels.includes('validity')) return BESIDE.validity;
  const isLookup = channels.every((channel) => channel === 'profile');
  return isLookup ? BESIDE.profile : FINDING;
}

/** Shown where a cell did not take what was found. */
export function inTheLog({ found }: StatusWords): string {
  return `${found}: kept in the log`;
}

const NAMES: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  phone: 'phone',
  validity: 'word on the e-mail',
  profile: 'profile',
};

/** What *Enrichment status* says of a row. */
export function statusText(
  isFound: (channel: Channel) => boolean,
  bought: readonly Channel[],
  item: Item | null,
): string {
  const words = wordsFor(bought);
  const has = bought.filter(isFound);
  if (has.length === 0) {
    return item?.error === undefined || item.error === ''
      ? words.notFound
      : `${words.failed}: ${item.error.slice(0, 200)}`;
  }
  const lacked = bought.find((channel) => !has.includes(channel));
  if (lacked !== undefined) return `${words.found}: no ${NAMES[lacked]}`;
  const risky = has.includes('email') && canonicalEmailStatus(item?.emailStatus ?? '') === 'risky';
  return risky ? 'Found: risky e-mail' : words.found;
}

/** Whether this add-on writes such a status. */
export function isOurStatus(text: string): boolean {
  return text === WAITING || wordsIn(text) !== null;
}

/**
 * Whether a status of such words may take the place of a text: what a person wrote stays, and so does what came of e-mails and
 * phones where something else is asked, as it says that the contact was sought.
 */
export function maySayOver(text: string, words: StatusWords): boolean {
  if (text === '' || text === WAITING) return true;
  const said = wordsIn(text);
  return said !== null && (said !== FINDING || words === FINDING);
}

/** Whether a text says that nobody sought the contact's e-mail or phone: nothing, or what was asked about its e-mail. */
export function isUnsought(text: string): boolean {
  const said = wordsIn(text);
  return text === '' || (said !== null && said !== FINDING);
}

/** Whose words a status is in that a run writes when it has an answer; `null`: a person may have written it. */
export function wordsIn(text: string): StatusWords | null {
  const isSaid = (words: StatusWords): boolean =>
    text === words.notFound ||
    isFoundIn(text, words) ||
    [words.failed, words.incomplete].some((word) => text.startsWith(`${word}: `));
  return ALL.find(isSaid) ?? null;
}

/** Whether a status says that something was found. */
export function isFoundIn(text: string, { found }: StatusWords): boolean {
  return text === found || text.startsWith(`${found}: `);
}
