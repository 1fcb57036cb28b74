// Owns the words of *Enrichment status*. They are for people; of them only the waiting mark decides, and only that nothing is bought.
import type { Channel } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import type { Item } from '../../provider/provider';

/** Shown while a row's contact is in an open run: such a row is not ready, whoever it says it is by then. */
export const WAITING = 'Waiting';

/** Shown where a cell did not take what was found. */
export const IN_THE_LOG = 'Found: kept in the log';

export const NOT_FOUND = 'Not found';
export const FOUND = 'Found';
/** Said of an e-mail that was validated, whatever came of it. */
const CHECKED = 'E-mail checked';

const NAMES: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  phone: 'phone',
  validity: 'word on the e-mail',
  profile: 'profile',
};

export function isFoundStatus(text: string): boolean {
  return text === FOUND || text === CHECKED || text.startsWith(`${FOUND}: `);
}

/** What *Enrichment status* says of a row. */
export function statusText(
  isFound: (channel: Channel) => boolean,
  bought: readonly Channel[],
  item: Item | null,
): string {
  const has = bought.filter(isFound);
  if (has.length === 0) {
    return item?.error === undefined || item.error === ''
      ? NOT_FOUND
      : `Failed: ${item.error.slice(0, 200)}`;
  }
  if (has.includes('validity')) return CHECKED;
  const lacked = bought.find((channel) => !has.includes(channel));
  if (lacked !== undefined) return `${FOUND}: no ${NAMES[lacked]}`;
  const risky = has.includes('email') && canonicalEmailStatus(item?.emailStatus ?? '') === 'risky';
  return risky ? 'Found: risky e-mail' : FOUND;
}

/** Whether this add-on writes such a status. */
export function isOurStatus(text: string): boolean {
  return text === WAITING || isOutcome(text);
}

/** Whether a status may take the place of such a text: what a person wrote stays. */
export function maySayOver(text: string): boolean {
  return text === '' || isOurStatus(text);
}

/** Whether a status is one that a run writes when it has an answer; a person may have written another. */
export function isOutcome(text: string): boolean {
  return text === NOT_FOUND || isFoundStatus(text) || /^(?:Failed|Incomplete): /.test(text);
}
