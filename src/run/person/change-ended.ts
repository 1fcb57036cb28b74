// Owns changing the sheet for a run that has ended, free: under the lock, from the log, logged, written and proved like any other
// write. What is to be changed is decided elsewhere. Asks the vendor nothing.
import type { Cells } from '../../contact/table';
import { type Book, type Ports, type Sheet, SheetFault } from '../../ports';
import { withBlanks } from '../sheet/blocks';
import { type DocumentState, openDocument } from '../state/document';
import { Log } from '../log/log';
import { LoggedLines, type LoggedLine, type LogLine } from '../log/log-line';
import type { CellWrite } from '../sheet/cell-write';
import { columnName } from '../plan/sheet-problem';
import { columnUses, strangerTo } from '../sheet/column-uses';
import { readHeld } from '../sheet/held-values';
import { doubtfulFields } from '../sheet/outputs';
import { formulaColumns } from '../sheet/read-sheet';
import { writeApart } from '../sheet/refused-cells';
import { findColumns, type FoundColumns, isKept, Rows } from '../sheet/rows';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from '../state/output-fields';
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
  /** Whether the lines are logged before anything is written, or when it is done, and of that alone. */
  readonly logged: 'first' | 'when_done';
  /** The run's line of history while it is being written; `null`: as it is. */
  readonly begun: ClosedRun | null;
  /** The run's line of history, with what was done. `refused`: the cells of values that did not take theirs. */
  readonly after: (refused: readonly CellWrite[]) => ClosedRun;
}

export type ChangeResult =
  | { readonly kind: 'done' }
  /** There is no such run, or too little is kept of it. */
  | { readonly kind: 'outdated' }
  /** The sheet, or a column that identity is read from, is gone. */
  | { readonly kind: 'gone'; readonly message: string }
  /** An open run or a schedule would no longer know its contacts. */
  | { readonly kind: 'in_use'; readonly message: string }
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
  /** Which of the run's lines it goes by: the log may have been switched off when the run ended. */
  needs: 'all' | 'unplaced',
): ChangeResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const run = document.closedRun(runId);
    const place = run?.place ?? null;
    if (run === null || place === null) return { kind: 'outdated' };
    if (run.user !== readUser(ports.userStore, ports.newId).tag) return { kind: 'not_yours' };
    if (needs === 'all' && run.isUnlogged === true) return { kind: 'gone', message: LOG_OFF };
    const book = ports.openBook();
    const sheet = book.sheet(place.source.sheetId);
    if (sheet === null) return { kind: 'gone', message: 'The sheet of this run was deleted.' };
    const log = new Log(book, document);
    const lines = log.readAll().filter((line) => isOfSheet(document, line, run));
    const logged = new Map<number, LoggedLines>();
    if (!lines.some((line) => line.run === run.id)) return { kind: 'gone', message: LOG_GONE };
    let current = run;
    for (let round = 1; round <= ROUNDS; round++) {
      const cells = sheet.displayed();
      const found = findColumns(cells, place.source, place.outputs);
      if (found.kind === 'lost') return { kind: 'gone', message: columnGone(found.header) };
      const columns = withoutDoubt(found.columns, place.outputs, cells);
      const { headerRow, outputs, mapping } = columns;
      const held = readHeld(sheet, cells, headerRow, Object.values(outputs), mapping);
      if (held === 'moved') continue;
      const rows = new Rows(cells, columns, held);
      const formulas = formulaColumns(sheet, cells, columns);
      const change = decide({ run: current, rows, formulas, log: lines });
      const refusal = whyNot(change.writes, rows, cells, document, sheet.id);
      if (refusal !== null) return { kind: 'in_use', message: refusal };
      const isFirst = change.logged === 'first';
      const append = (known: readonly LoggedLine[], without: readonly CellWrite[]): void => {
        logOnce(log, run.id, linesBut(change.lines, without), known, logged, ports.clock.now());
      };
      if (isFirst) append(lines, []);
      // Few rectangles instead of one for each row; never into a column with a formula.
      const writes = withBlanks(change.writes, rows).filter(
        ({ field }) => !formulas.has(rows.columns.outputs[field] ?? -1),
      );
      if (change.begun !== null && writes.length > 0) {
        if (current !== change.begun) document.saveClosed([change.begun]);
        current = change.begun;
      }
      const isOfChange = new Set(change.writes);
      const refused = write(writes, rows, sheet, book, place, () => {
        if (!isFirst) return;
        // Lines that were still to be applied may be lost with the write.
        logged.clear();
        append(log.readAll(), []);
        book.flush();
      });
      if (refused !== null) {
        const stayed = refused.filter((cell) => isOfChange.has(cell));
        if (!isFirst) append(lines, stayed);
        book.flush();
        document.save({ texts: log.mark() });
        document.saveClosed([change.after(stayed)]);
        return { kind: 'done' };
      }
    }
    throw new SheetFault('The sheet was changed at the same moment, again and again.');
  } finally {
    ports.lock.release();
  }
}

/** Of a column of ours with a namesake nobody knows which is ours: neither is looked at, nor written. */
function withoutDoubt(columns: FoundColumns, outputs: Outputs, cells: Cells): FoundColumns {
  const doubtful = doubtfulFields(outputs, columns, cells[columns.headerRow] ?? []);
  const told: Partial<Record<OutputField, number>> = {};
  for (const field of OUTPUT_FIELDS) {
    const column = columns.outputs[field];
    if (column !== undefined && !doubtful.includes(field)) told[field] = column;
  }
  return { ...columns, outputs: told };
}

/** Why nothing may be written, in words; `null` when it may. */
function whyNot(
  writes: readonly CellWrite[],
  rows: Rows,
  cells: Cells,
  document: DocumentState,
  sheetId: number,
): string | null {
  const texts = writes.flatMap(({ row, field, text }) => {
    const column = rows.columns.outputs[field];
    return column === undefined ? [] : [{ row, column, text }];
  });
  const uses = columnUses(document, sheetId, cells);
  const open = document.openFingerprints();
  const stranger = strangerTo(texts, cells, uses, (print) => open.has(print));
  if (stranger === null) return null;
  const name = columnName(cells[rows.columns.headerRow] ?? [], stranger.column);
  return stranger.use.by === 'run'
    ? `${name} tells a run that is still open who its contacts are, and would change. Wait until that run has ended, then try again.`
    : `${name} tells Automatic who the contacts are, and would change. End Automatic on this sheet, then try again.`;
}

/**
 * The cells of values that did not take theirs; `null` when the sheet moved meanwhile: what was written then is taken back.
 *
 * @param beforeParts what is to be done before a write that was refused as a whole is tried in parts
 */
function write(
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
  place: NonNullable<ClosedRun['place']>,
  beforeParts: () => void,
): readonly CellWrite[] | null {
  const refused = writeOrHalve(writes, rows, sheet, book, beforeParts);
  const proof = proveAndUnquote(writes, rows, sheet, book);
  if (proof.kind === 'stands') {
    const kept = proof.missing.map(({ write: cell }) => cell).filter((cell) => !refused.has(cell));
    const values = [...refused].filter(({ field }) => isKept(field, rows.columns));
    return [...values, ...kept];
  }
  const cells = sheet.displayed();
  const found = findColumns(cells, place.source, place.outputs);
  if (found.kind === 'found') {
    takeBackStrays(writes, rows, new Rows(cells, found.columns), sheet, book);
  }
  return null;
}

/** Writes all at once or, when the sheet refuses that, in parts; what is said beside a value that stays is left with it. */
function writeOrHalve(
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
  beforeParts: () => void,
): ReadonlySet<CellWrite> {
  try {
    writeCells(writes, rows, sheet, book);
    return new Set();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    beforeParts();
    const isValue = ({ field }: CellWrite): boolean => isKept(field, rows.columns);
    const values = writes.filter(isValue);
    const beside = writes.filter((cell) => !isValue(cell));
    const refused = new Set(
      writeApart(values, beside[0], rows, sheet, book, error).map(({ write: cell }) => cell),
    );
    const stay = new Set([...refused].map(({ row }) => row));
    const rest = beside.map((cell) => {
      const column = rows.columns.outputs[cell.field];
      if (!stay.has(cell.row) || column === undefined) return cell;
      return { ...cell, text: rows.textAsRead(cell.row, column) };
    });
    for (const refusal of writeApart(rest, values[0], rows, sheet, book, error)) {
      refused.add(refusal.write);
    }
    return refused;
  }
}

function linesBut(
  lines: Change['lines'],
  without: readonly CellWrite[],
): ReadonlyMap<number, readonly LogLine[]> {
  if (without.length === 0) return lines;
  const cells = new Set(without.map(({ row, field }) => `${row + 1} ${field}`));
  return new Map(
    [...lines].map(([batch, all]) => [
      batch,
      all.filter(({ row, field }) => !cells.has(`${row ?? 0} ${field}`)),
    ]),
  );
}

function logOnce(
  log: Log,
  run: string,
  lines: Change['lines'],
  known: readonly LoggedLine[],
  /** What is logged of each batch, also by an earlier round. */
  logged: Map<number, LoggedLines>,
  nowMs: number,
): void {
  for (const [batch, ofChange] of lines) {
    const ofBatch =
      logged.get(batch) ??
      new LoggedLines(known.filter((line) => line.run === run && line.batch === batch));
    logged.set(batch, ofBatch);
    log.append(ofBatch.take(ofChange), run, batch, nowMs);
  }
}

/** What runs wrote on other sheets says nothing here; of a run that is forgotten nobody knows its sheet. */
function isOfSheet(document: DocumentState, line: LoggedLine, { sheetId }: ClosedRun): boolean {
  const of = document.run(line.run)?.source.sheetId ?? document.closedRun(line.run)?.sheetId;
  return of === undefined || of === sheetId;
}

const LOG_GONE =
  'The log no longer holds what this run did: its lines, or the sheet, were deleted.';

const LOG_OFF = 'The log was switched off when this run ended: what it wrote was not kept.';

function columnGone(header: string): string {
  const name = header === '' ? 'A column without a header' : `The column “${header}”`;
  return `${name}, which tells who the contacts are, is gone or was renamed. Undo that in the sheet, then try again.`;
}
