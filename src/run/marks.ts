// Owns the waiting marks in *Enrichment status*: decoration, rewritten from the truth whenever rows are read.
import type { Fingerprint } from '../contact/contact';
import type { CellPosition, Sheet } from '../ports';
import { isFinal } from './batch';
import type { DocumentState } from './document';
import type { Rows } from './rows';
import { WAITING } from './send';

/** Fingerprints by what their rows should show. */
interface Awaited {
  /** Sent, and its results are still to come or to be decided about. */
  readonly sent: ReadonlySet<Fingerprint>;
  /** To be sent: a mark on it tells the sender that it was logged before an execution died. */
  readonly unsent: ReadonlySet<Fingerprint>;
}

function awaitedFingerprints(document: DocumentState): Awaited {
  const sent = new Set<Fingerprint>();
  const unsent = new Set<Fingerprint>();
  for (const run of document.runs()) {
    for (const batch of document.batches(run.id)) {
      if (isFinal(batch.state)) continue;
      const prints = batch.state === 'created' && !batch.logged ? unsent : sent;
      for (const contact of batch.contacts) for (const print of contact) prints.add(print);
    }
  }
  return { sent, unsent };
}

/** Sets the marks that are missing and clears those that are no longer true: at most two writes. */
export function rewriteMarks(document: DocumentState, rows: Rows, sheet: Sheet): void {
  const column = rows.columns.outputs.status;
  if (column === undefined) return;
  const { sent, unsent } = awaitedFingerprints(document);
  const stale: CellPosition[] = [];
  const missing: CellPosition[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const print = rows.printAt(row);
    const isSent = print !== null && sent.has(print);
    const isUnsent = print !== null && unsent.has(print);
    const text = rows.text(row, column);
    if (text === WAITING && !isSent && !isUnsent) stale.push({ row, column });
    if (text === '' && isSent) missing.push({ row, column });
  }
  if (stale.length > 0) sheet.writeSame(stale, '');
  if (missing.length > 0) sheet.writeSame(missing, WAITING);
  for (const cell of stale) rows.set(cell.row, cell.column, '');
  for (const cell of missing) rows.set(cell.row, cell.column, WAITING);
}
