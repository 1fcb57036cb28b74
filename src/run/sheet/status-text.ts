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

export function isFoundStatus(text: string): boolean {
  return text === FOUND || text.startsWith(`${FOUND}: `);
}

/** What *Enrichment status* says of a row. */
export function statusText(
  found: Readonly<Record<Channel, string>>,
  bought: readonly Channel[],
  item: Item | null,
): string {
  const has = bought.filter((channel) => found[channel] !== '');
  if (has.length === 0) {
    return item?.error === undefined || item.error === ''
      ? NOT_FOUND
      : `Failed: ${item.error.slice(0, 200)}`;
  }
  if (has.length < bought.length)
    return has[0] === 'email' ? 'Found: no phone' : 'Found: no e-mail';
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
