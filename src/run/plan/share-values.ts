// Owns copying a value that one row of a contact has to its other rows, free, when a run starts. Asks the vendor nothing.
import { type Copy } from '../../contact/check';
import { cellText } from '../../contact/table';
import type { Book } from '../../ports';
import { giveWay, writtenCells } from '../sheet/give-way';
import type { Log } from '../log/log';
import type { LogLine } from '../log/log-line';
import type { CellWrite } from '../sheet/cell-write';
import type { Prepared } from './prepare';
import { cellLine } from '../slice/place-lines';
import { rereadRows } from '../sheet/read-sheet';
import { type FoundColumns, Rows } from '../sheet/rows';
import { fieldsOf } from '../state/output-fields';
import type { Run } from '../state/run';
import { proveAndUnquote, takeBackStrays, writeCells } from '../sheet/write-results';

/**
 * Copies what the check found, logs it, and proves that each stands in its contact's row. Values go only into
 * the column that they come from. Throws `SheetFault`; what is not copied is found again by the next check.
 */
export function shareValues(
  book: Book,
  log: Log,
  { sheet, cells }: Prepared,
  copies: readonly Copy[],
  columns: FoundColumns,
  run: Run,
  nowMs: number,
): void {
  const rows = new Rows(cells, columns);
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  for (const { channel, from, to } of copies) {
    const print = rows.printAt(to);
    if (print === null) continue;
    for (const field of fieldsOf(channel)) {
      const column = columns.outputs[field];
      const text = column === undefined ? '' : cellText(cells, from, column);
      if (column === undefined || text === '' || cellText(cells, to, column) !== '') continue;
      writes.push({ row: to, field, text, contact: [print] });
      const note = `From row ${from + 1}.`;
      const said = { event: 'copied', before: '', note, credits: 0 } as const;
      lines.push(cellLine(to, field, text, rows, [print], said));
    }
  }
  if (writes.length === 0) return;
  log.append(log.missing(lines, run.id, 0), run.id, 0, nowMs);
  writeCells(writes, rows, sheet, book);
  const proof = proveAndUnquote(writes, rows, sheet, book);
  if (proof.kind === 'stands') return;
  if (proof.kind === 'broken') giveWay(proof.cells, writtenCells(writes, rows), sheet, book);
  const now = rereadRows(sheet, run);
  if (now.rows !== undefined) takeBackStrays(writes, rows, now.rows, sheet, book);
}
