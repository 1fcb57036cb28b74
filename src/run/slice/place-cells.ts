// Owns which cells of a contact's rows take a value that was bought, and which stay as they are. Pure.
import type { Channel } from '../../contact/contact';
import { isValue } from '../../contact/channel-value';
import type { LoggedLine } from '../log/log-line';
import { mayReplace } from '../sheet/missing';
import type { Rows } from '../sheet/rows';
import type { BoughtField } from '../state/output-fields';
import type { Run } from '../state/run';

/** Rows in which an execution that died has put this e-mail in the place of another, by its log. */
export function rowsReplaced(
  own: readonly number[],
  email: string,
  logged: readonly LoggedLine[],
  rows: Rows,
): number[] {
  if (email === '' || logged.length === 0) return [];
  const prints = new Set(
    logged
      .filter(({ event, field }) => event === 'written' && field === 'email')
      .filter(({ before, after }) => before !== '' && after === email)
      .map(({ contact }) => contact),
  );
  return own.filter((row) => prints.has(rows.printAt(row) ?? ''));
}

/** One cell of a contact's rows in a field's column, and what is to become of it. */
export interface ValueCell {
  readonly row: number;
  readonly before: string;
  /** `null`: left as it is. */
  readonly after: string | null;
  /** The contact's other row that the text is copied from, or `null` when it was bought. */
  readonly from: number | null;
}

/** Blanks are filled; more only where the user chose *always*, and never an e-mail that identity leans on. */
export function cellsFor(
  own: readonly number[],
  channel: Channel,
  field: BoughtField,
  value: string,
  run: Run,
  rows: Rows,
): ValueCell[] {
  const column = rows.columns.outputs[field];
  // A value that one of the contact's rows has is offered to the others, free.
  const from = own.find((row) => isValue(channel, rows.text(row, column))) ?? null;
  const offered = value !== '' || from === null ? value : rows.text(from, column);
  return own.map((row) => {
    const shown = rows.text(row, column);
    // Ours, from an execution that ended before it wrote it bare: written anew.
    const before = offered !== '' && shown === `'${offered}` ? '' : shown;
    const isWritten =
      offered !== '' &&
      before !== offered &&
      rows.refusalAt(row, column) === null &&
      (before === '' || (value !== '' && mayReplace(row, channel, field, run, rows)));
    return { row, before, after: isWritten ? offered : null, from: value === '' ? from : null };
  });
}
