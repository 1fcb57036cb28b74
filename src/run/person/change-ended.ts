// Owns changing the sheet for a run that has ended, free: under the lock, from the log, logged, written and proved like any other
// write. What is to be changed is decided elsewhere. Asks the vendor nothing.
import { type Book, type Ports, type Sheet, SheetFault } from '../../ports';
import { withBlanks } from '../sheet/blocks';
import { type DocumentState, openDocument } from '../state/document';
import { Log } from '../log/log';
import { LoggedLines, type LoggedLine, type LogLine } from '../log/log-line';
import type { CellWrite } from '../slice/place';
import { formulaColumns } from '../sheet/read-sheet';
import { findColumns, Rows } from '../sheet/rows';
import type { ClosedRun } from '../state/run';
import { PATIENCE_MS } from '../plan/start';
import { readUser } from '../state/user';
import { proveAndUnquote, takeBackStrays, writeCells } from '../sheet/write-results';

/** The sheet and the log as they are now. */
export interface Situation {
  readonly run: ClosedRun;
  readonly rows: Rows;
  /** Columns that must not be written: they hold a formula. */
  readonly formulas: ReadonlySet<number>;
  /** The whole log, in its order. */
  readonly log: readonly LoggedLine[];
}

export interface Change {
  readonly writes: readonly CellWrite[];
  /** By batch number. */
  readonly lines: ReadonlyMap<number, readonly LogLine[]>;
  /** The run's line of history, with what was done. */
  readonly after: ClosedRun;
}

export type ChangeResult =
  | { readonly kind: 'done' }
  /** There is no such run, or too little is kept of it. */
  | { readonly kind: 'outdated' }
  /** The sheet, or a column that identity is read from, is gone. */
  | { readonly kind: 'gone'; readonly message: string }
  | { readonly kind: 'not_yours' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** A sheet that moves under every write is left alone after so many tries. */
const ROUNDS = 3;

/** Repeatable: what an execution that died had done is found in the log and in the cells. Throws `SheetFault`. */
export function changeEnded(
  ports: Ports,
  runId: string,
  decide: (situation: Situation) => Change,
): ChangeResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const run = document.closedRun(runId);
    const place = run?.place ?? null;
    if (run === null || place === null) return { kind: 'outdated' };
    if (run.user !== readUser(ports.userStore, ports.newId).tag) return { kind: 'not_yours' };
    const book = ports.openBook();
    const sheet = book.sheet(place.source.sheetId);
    if (sheet === null) return { kind: 'gone', message: 'The sheet of this run was deleted.' };
    const log = new Log(book, document);
    const lines = log.readAll().filter((line) => isOfSheet(document, line, run));
    const logged = new Map<number, LoggedLines>();
    if (!lines.some((line) => line.run === run.id)) return { kind: 'gone', message: LOG_GONE };
    for (let round = 1; round <= ROUNDS; round++) {
      const cells = sheet.displayed();
      const found = findColumns(cells, place.source, place.outputs);
      if (found.kind === 'lost') return { kind: 'gone', message: columnGone(found.header) };
      const rows = new Rows(cells, found.columns);
      const formulas = formulaColumns(sheet, cells, found.columns);
      const change = decide({ run, rows, formulas, log: lines });
      logOnce(log, run.id, change, lines, logged, ports.clock.now());
      // Few rectangles instead of one for each row; never into a column with a formula.
      const writes = withBlanks(change.writes, rows).filter(
        ({ field }) => !formulas.has(rows.columns.outputs[field] ?? -1),
      );
      if (write(writes, rows, sheet, book, run)) {
        document.save({ texts: log.mark() });
        document.saveClosed([change.after]);
        return { kind: 'done' };
      }
    }
    throw new SheetFault('The sheet was changed at the same moment, again and again.');
  } finally {
    ports.lock.release();
  }
}

/** Whether what was written stands in the rows that it was meant for; if not, it is taken back. */
function write(
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
  { place }: ClosedRun,
): boolean {
  writeCells(writes, rows, sheet, book);
  const proof = proveAndUnquote(writes, rows, sheet, book);
  if (proof.kind === 'stands') return true;
  if (place === null) return false;
  const cells = sheet.displayed();
  const found = findColumns(cells, place.source, place.outputs);
  if (found.kind === 'found') {
    takeBackStrays(writes, rows, new Rows(cells, found.columns), sheet, book);
  }
  return false;
}

function logOnce(
  log: Log,
  run: string,
  change: Change,
  known: readonly LoggedLine[],
  /** What is logged of each batch, also by an earlier round. */
  logged: Map<number, LoggedLines>,
  nowMs: number,
): void {
  for (const [batch, lines] of change.lines) {
    const ofBatch =
      logged.get(batch) ??
      new LoggedLines(known.filter((line) => line.run === run && line.batch === batch));
    logged.set(batch, ofBatch);
    log.append(ofBatch.take(lines), run, batch, nowMs);
  }
}

/** What runs wrote on other sheets says nothing here; of a run that is forgotten nobody knows its sheet. */
function isOfSheet(document: DocumentState, line: LoggedLine, { sheetId }: ClosedRun): boolean {
  const of = document.run(line.run)?.source.sheetId ?? document.closedRun(line.run)?.sheetId;
  return of === undefined || of === sheetId;
}

const LOG_GONE =
  'The log no longer holds what this run did: its lines, or the sheet, were deleted.';

function columnGone(header: string): string {
  const name = header === '' ? 'A column without a header' : `The column “${header}”`;
  return `${name}, which tells who the contacts are, is gone or was renamed. Undo that in the sheet, then try again.`;
}
