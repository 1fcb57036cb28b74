// Owns the waiting marks in *Enrichment status*: decoration, rewritten from the truth whenever rows are read.
import type { Fingerprint } from '../contact/contact';
import type { CellPosition, Sheet } from '../ports';
import type { DocumentState } from './document';
import type { Rows } from './rows';
import { WAITING } from './send';

/** Fingerprints of the contacts that were sent and whose results are still to come or to be decided about. */
function awaitedFingerprints(document: DocumentState): ReadonlySet<Fingerprint> {
  const awaited = new Set<Fingerprint>();
  for (const run of document.runs()) {
    for (const batch of document.batches(run.id)) {
      const isAwaited = !['completed', 'refused', 'left_out'].includes(batch.state);
      if (!isAwaited || (batch.state === 'created' && !batch.logged)) continue;
      for (const prints of batch.contacts) for (const print of prints) awaited.add(print);
    }
  }
  return awaited;
}

/** Sets the marks that are missing and clears those that are no longer true: at most two writes. */
export function rewriteMarks(document: DocumentState, rows: Rows, sheet: Sheet): void {
  const column = rows.columns.outputs.status;
  if (column === undefined) return;
  const awaited = awaitedFingerprints(document);
  const stale: CellPosition[] = [];
  const missing: CellPosition[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const print = rows.printAt(row);
    const isAwaited = print !== null && awaited.has(print);
    const text = rows.text(row, column);
    if (text === WAITING && !isAwaited) stale.push({ row, column });
    if (text === '' && isAwaited) missing.push({ row, column });
  }
  if (stale.length > 0) sheet.writeSame(stale, '');
  if (missing.length > 0) sheet.writeSame(missing, WAITING);
  for (const cell of stale) rows.set(cell.row, cell.column, '');
  for (const cell of missing) rows.set(cell.row, cell.column, WAITING);
}
