// Owns the waiting marks in *Enrichment status*: decoration, rewritten from the truth whenever rows are read, and proved like any
// other write: a mark must not land on what is the user's.
import type { Fingerprint } from '../contact/contact';
import { type Book, SheetFault } from '../ports';
import { isFinal } from './batch';
import type { DocumentState } from './document';
import type { CellWrite } from './place';
import { rereadRows, type SheetReading } from './read-sheet';
import type { Run } from './run';
import { proveWrites, takeBackStrays } from './write-results';

/** Shown in *Enrichment status* while a row's contact is in an open run. Nothing is decided by it. */
const WAITING = 'Waiting';

/**
 * Sets the marks that are missing and clears those that are no longer true: nothing, or at most two writes and
 * one read. Throws `SheetFault`, also when the sheet moved meanwhile: then nothing of it stays.
 */
export function rewriteMarks(
  { document, book }: { readonly document: DocumentState; readonly book: Book },
  run: Run,
  { rows, sheet }: SheetReading & { kind: 'read' },
): void {
  const column = rows.columns.outputs.status;
  if (column === undefined) return;
  const awaited = awaitedFingerprints(document);
  const stale: CellWrite[] = [];
  const missing: CellWrite[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const print = rows.printAt(row);
    const isAwaited = print !== null && awaited.has(print);
    const text = rows.text(row, column);
    const mark = { row, field: 'status', contact: [print ?? ''] } as const;
    if (text === WAITING && !isAwaited) stale.push({ ...mark, text: '' });
    if (text === '' && isAwaited) missing.push({ ...mark, text: WAITING });
  }
  const writes = [...stale, ...missing];
  if (writes.length === 0) return;
  const cellsOf = (marks: readonly CellWrite[]): { row: number; column: number }[] =>
    marks.map(({ row }) => ({ row, column }));
  if (stale.length > 0) sheet.writeSame(cellsOf(stale), '');
  if (missing.length > 0) sheet.writeSame(cellsOf(missing), WAITING);
  book.flush();
  for (const { row, text } of writes) rows.set(row, column, text);
  if (proveWrites(writes, rows, sheet).kind === 'stands') return;
  const now = rereadRows(sheet, run);
  if (now.kind === 'read') takeBackStrays(writes, rows, now.rows, sheet, book);
  throw new SheetFault('The sheet was changed at the same moment.');
}

/** Fingerprints of the contacts of every batch that has not ended. */
function awaitedFingerprints(document: DocumentState): ReadonlySet<Fingerprint> {
  const awaited = new Set<Fingerprint>();
  for (const run of document.runs()) {
    for (const batch of document.batches(run.id)) {
      if (isFinal(batch.state)) continue;
      for (const prints of batch.contacts) for (const print of prints) awaited.add(print);
    }
  }
  return awaited;
}
