// Owns what becomes of what comes free with a contact: its details, and the word on its e-mail where the column for it is the
// user's own. Pure; it decides by the same rules as `place.ts`, but nothing here was paid for.
import type { Item } from '../../provider/provider';
import type { LogLine } from '../log/log-line';
import type { Rows } from '../sheet/rows';
import type { BatchContact } from '../state/batch';
import { DETAIL_FIELDS, type OutputField, type Run } from '../state/run';
import type { CellWrite } from './place';
import { unplacedLine } from './place-lines';

export interface FreePlacement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
}

/**
 * Where the details of a contact go, and a user's own e-mail status. A filled cell is left as it is, and nothing is said of
 * it, unless the user chose *always*; what has no row, or is refused by its cell, goes to the log.
 *
 * @param own the contact's rows; none when nothing may be written
 * @param withEmail those of them that show the e-mail that was found
 */
export function placeFree(
  contact: BatchContact,
  item: Item | null,
  own: readonly number[],
  withEmail: readonly number[],
  run: Run,
  rows: Rows | null,
): FreePlacement {
  const parts: FreePlacement[] = [];
  if (item === null) return { writes: [], lines: [] };
  if (run.outputs.emailStatus?.ours === false && withEmail.length > 0) {
    parts.push(placeText(contact, 'emailStatus', item.emailStatus, withEmail, run, rows));
  }
  for (const field of DETAIL_FIELDS) {
    if (run.outputs[field] === undefined) continue;
    parts.push(placeText(contact, field, item.details[field], own, run, rows));
  }
  return {
    writes: parts.flatMap(({ writes }) => writes),
    lines: parts.flatMap(({ lines }) => lines),
  };
}

function placeText(
  contact: BatchContact,
  field: OutputField,
  text: string,
  own: readonly number[],
  run: Run,
  rows: Rows | null,
): FreePlacement {
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  if (text === '') return { writes, lines };
  const column = rows?.columns.outputs[field];
  if (rows === null || column === undefined || own.length === 0) {
    return { writes, lines: [unplacedLine(contact, field, text, '', null, null, 0)] };
  }
  const always = run.outputs[field]?.always === true;
  let isPlaced = false;
  let refused: { readonly row: number; readonly before: string; readonly why: string } | null =
    null;
  for (const row of own) {
    const shown = rows.text(row, column);
    // Ours, from an execution that ended before it wrote it bare: written anew.
    const before = shown === `'${text}` ? '' : shown;
    const why = rows.refusalAt(row, column);
    if (why !== null) refused ??= { row, before, why };
    else if (before === text) isPlaced = true;
    else if (before === '' || always) {
      isPlaced = true;
      writes.push({ row, field, text, contact });
      const print = rows.printAt(row) ?? contact[0];
      const line = { contact: print, row: row + 1, field, before, after: text } as const;
      lines.push({
        ...line,
        event: 'written',
        note: elsewhere(own, column, text, rows),
        credits: 0,
      });
    }
  }
  if (!isPlaced && refused !== null) {
    lines.push(unplacedLine(contact, field, text, '', refused, refused.why, 0));
  }
  return { writes, lines };
}

/** Begins the note on a value that already stood in another contact's row when it was written. */
export const ELSEWHERE = 'the same stands in row';

export function elsewhere(
  own: readonly number[],
  column: number | undefined,
  text: string,
  rows: Rows | null,
): string {
  const row = column === undefined ? null : (rows?.showing(column, text, own) ?? null);
  return row === null ? '' : `${ELSEWHERE} ${row + 1}`;
}
