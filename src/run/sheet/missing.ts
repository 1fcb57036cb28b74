// Owns what a contact still lacks, as its rows show it now: the rule of the check, applied again before money and before a write.
import type { Channel } from '../../contact/contact';
import { holdsEmail } from '../../contact/email';
import type { BatchContact } from '../state/batch';
import type { Rows } from './rows';
import type { Run } from '../state/run';

/** Whether a cell's text is a value of the channel; other text is left alone, but is no value. */
export function isValue(channel: Channel, text: string): boolean {
  return channel === 'email' ? holdsEmail(text) : text !== '';
}

/** Whether a filled cell may be replaced: the user chose *always*, and identity does not lean on it. */
export function mayReplace(row: number, channel: Channel, run: Run, rows: Rows): boolean {
  if (!run.overwrite.includes(channel)) return false;
  if (rows.refusalAt(row, rows.columns.outputs[channel]) !== null) return false;
  const identity = rows.identityAt(row);
  return !(channel === 'email' && identity.kind === 'identified' && identity.leansOnEmail);
}

/** Whether a value of the channel would have a place: no row has one, and some row's cell is blank or replaceable. */
export function isMissing(contact: BatchContact, channel: Channel, run: Run, rows: Rows): boolean {
  const column = rows.columns.outputs[channel];
  const own = rows.of(contact);
  if (own.some((row) => mayReplace(row, channel, run, rows))) return true;
  return (
    own.some((row) => rows.text(row, column) === '') &&
    !own.some((row) => isValue(channel, rows.text(row, column)))
  );
}
