// Owns the waiting marks in *Enrichment status*: rewritten from the truth whenever rows are read, and proved like any other write: a
// mark must not land on what is the user's.
import type { Fingerprint } from '../../contact/contact';
import { type Book, SheetFault } from '../../ports';
import { isFinal } from '../state/batch';
import { blocksOf, withStatusesBetween } from './blocks';
import type { DocumentState } from '../state/document';
import type { CellWrite } from './cell-write';
import { giveWay, writtenCells } from './give-way';
import { rereadRows, type SheetReading, takeOtherColumns } from './read-sheet';
import type { Rows } from './rows';
import type { Run } from '../state/run';
import { WAITING } from './status-text';
import { proveWrites, takeBackStrays, writeCells } from './write-results';

/** More rectangles than this are written cell by cell: two calls, however many cells. */
const FEW_BLOCKS = 4;

/**
 * Sets the marks that are missing and clears those that are no longer true: nothing, or a few writes and one
 * read. Throws `SheetFault`, also when the sheet moved meanwhile: then nothing of it stays.
 */
export function rewriteMarks(
  { document, book }: { readonly document: DocumentState; readonly book: Book },
  run: Run,
  { rows, sheet }: Pick<SheetReading & { kind: 'read' }, 'rows' | 'sheet'>,
): void {
  const column = rows.columns.outputs.status;
  if (column === undefined) return;
  const awaited = awaitedFingerprints(document);
  const known = isSomebodySought(document, run.source.sheetId, rows)
    ? document.openFingerprints()
    : null;
  const stale: CellWrite[] = [];
  const missing: CellWrite[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const print = rows.printAt(row);
    const isAwaited = print !== null && awaited.has(print);
    const text = rows.text(row, column);
    const mark = { row, field: 'status', contact: [print ?? ''] } as const;
    const maybeSought = known !== null && (print === null || !known.has(print));
    if (text === WAITING && !isAwaited && !maybeSought) stale.push({ ...mark, text: '' });
    if (text === '' && isAwaited) missing.push({ ...mark, text: WAITING });
  }
  const marks = [...stale, ...missing];
  if (marks.length === 0) return;
  const joined = withStatusesBetween(marks, rows);
  const isFew = blocksOf(joined, rows).length <= FEW_BLOCKS;
  const writes = isFew ? joined : marks;
  if (isFew) {
    writeCells(writes, rows, sheet, book);
  } else {
    const cellsOf = (cells: readonly CellWrite[]): { row: number; column: number }[] =>
      cells.map(({ row }) => ({ row, column }));
    if (stale.length > 0) sheet.writeSame(cellsOf(stale), '');
    if (missing.length > 0) sheet.writeSame(cellsOf(missing), WAITING);
    book.flush();
    for (const { row, text } of writes) rows.set(row, column, text);
  }
  const proof = proveWrites(writes, rows, sheet);
  if (proof.kind === 'stands') return;
  if (proof.kind === 'broken') {
    const fields = giveWay(proof.cells, writtenCells(writes, rows), sheet, book);
    if (fields.length > 0) takeOtherColumns(document, run, fields, rows);
  }
  const now = rereadRows(sheet, run);
  if (now.rows !== undefined) takeBackStrays(writes, rows, now.rows, sheet, book);
  throw new SheetFault('The sheet was changed at the same moment.');
}

/**
 * Whether a contact of this sheet that was sent, and has not come back, has no row: one whose cells were changed since keeps its
 * mark, by which the check knows that somebody of this row is bought already.
 */
function isSomebodySought(document: DocumentState, sheetId: number, rows: Rows): boolean {
  return document
    .runs()
    .filter(({ source }) => source.sheetId === sheetId)
    .flatMap(({ id }) => document.batches(id))
    .filter(({ state }) => !isFinal(state) && state !== 'created')
    .some(({ contacts }) => contacts.some((contact) => rows.of(contact).length === 0));
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
