// Owns what becomes of what comes free with a contact: its details, and the word on its e-mail where the column for it is the
// user's own. Pure; it decides by the same rules as `place.ts`, but nothing here was paid for.
import type { Item } from '../../provider/provider';
import type { LogLine } from '../log/log-line';
import { HOLDS_NO_TEXT } from '../sheet/held-values';
import type { Rows } from '../sheet/rows';
import type { BatchContact } from '../state/batch';
import { DETAIL_FIELDS, type OutputField } from '../state/output-fields';
import type { Run } from '../state/run';
import type { CellWrite } from '../sheet/cell-write';
import { cellLine, unplacedLine } from './place-lines';

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
 * @param replaced those of them in which it took the place of another e-mail. The word beside it goes, whatever the policy: it was
 * about the other address, and would be a wrong claim about this one
 */
export function placeFree(
  contact: BatchContact,
  item: Item | null,
  own: readonly number[],
  withEmail: readonly number[],
  replaced: ReadonlySet<number>,
  run: Run,
  rows: Rows | null,
): FreePlacement {
  const parts: FreePlacement[] = [];
  if (item === null) return { writes: [], lines: [] };
  if (run.outputs.emailStatus?.ours === false && withEmail.length > 0) {
    parts.push(placeText(contact, 'emailStatus', item.emailStatus, withEmail, run, rows, replaced));
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
  /** Rows whose filled cells are written under any policy, also with nothing. */
  insisted: ReadonlySet<number> = NONE,
): FreePlacement {
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  const wanting = text === '' ? own.filter((row) => insisted.has(row)) : own;
  if (text === '' && wanting.length === 0) return { writes, lines };
  const column = rows?.columns.outputs[field];
  if (rows === null || column === undefined || own.length === 0) {
    if (text === '') return { writes, lines };
    return { writes, lines: [unplacedLine(contact, field, text, '', null, null, 0)] };
  }
  const always = run.outputs[field]?.always === true;
  let isPlaced = false;
  let refused: { readonly row: number; readonly before: string; readonly why: string } | null =
    null;
  for (const row of wanting) {
    const shown = rows.text(row, column);
    // Ours, from an execution that ended before it wrote it bare: written anew.
    const before = shown === `'${text}` ? '' : shown;
    const why = rows.refusalAt(row, column);
    const mayWrite = before === '' || always || insisted.has(row);
    if (why !== null && (mayWrite || why !== HOLDS_NO_TEXT)) refused ??= { row, before, why };
    else if (before === text) isPlaced = true;
    else if (mayWrite) {
      isPlaced = true;
      writes.push({ row, field, text, contact });
      const note = elsewhere(own, column, text, rows);
      const said = { event: 'written', before, note, credits: 0 } as const;
      lines.push(cellLine(row, field, text, rows, contact, said));
    }
  }
  if (!isPlaced && refused !== null && text !== '') {
    lines.push(unplacedLine(contact, field, text, '', refused, refused.why, 0));
  }
  return { writes, lines };
}

const NONE: ReadonlySet<number> = new Set();

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
