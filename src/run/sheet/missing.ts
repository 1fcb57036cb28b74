// Owns what a contact still lacks, as its rows show it now: the rule of the check, applied again before money and before a write.
import type { Channel } from '../../contact/contact';
import { isValue } from '../../contact/channel-value';
import type { BatchContact } from '../state/batch';
import type { Rows } from './rows';
import { fieldsOf, isOneField, type OutputField } from '../state/output-fields';
import type { Run } from '../state/run';

/** Whether a filled cell may be replaced: the user chose *always*, and identity does not lean on it. */
export function mayReplace(
  row: number,
  channel: Channel,
  field: OutputField,
  run: Run,
  rows: Rows,
): boolean {
  const isAlways = isOneField(channel)
    ? run.overwrite.includes(channel)
    : run.outputs[field]?.always === true;
  if (!isAlways || rows.refusalAt(row, rows.columns.outputs[field]) !== null) return false;
  const identity = rows.identityAt(row);
  return !(channel === 'email' && identity.kind === 'identified' && identity.leansOnEmail);
}

/** Whether a value of the channel would have a place: no row has one, and some row's cell is blank or replaceable. */
export function isMissing(contact: BatchContact, channel: Channel, run: Run, rows: Rows): boolean {
  const own = rows.of(contact);
  return fieldsOf(channel).some((field) => {
    if (run.outputs[field] === undefined) return false;
    const column = rows.columns.outputs[field];
    if (own.some((row) => mayReplace(row, channel, field, run, rows))) return true;
    return (
      own.some((row) => rows.text(row, column) === '') &&
      !own.some((row) => isValue(channel, rows.text(row, column)))
    );
  });
}
