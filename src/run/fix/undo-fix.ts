// Owns *Undo* of a sheet's last fix: which cells still show what it wrote, and what they get back. Rows are found by who their
// contacts became. Never in a row that waits for results: its identity is how they find it.
import type { ContactField, Fingerprint } from '../../contact/contact';
import type { Ports } from '../../ports';
import { Log } from '../log/log';
import type { LoggedLine, LogLine } from '../log/log-line';
import { PATIENCE_MS } from '../plan/start';
import { columnsWithFormulas } from '../sheet/formula-columns';
import { findColumns, Rows } from '../sheet/rows';
import { openDocument } from '../state/document';
import { lastFixOf, logProtected } from './apply-fix';
import { type CellChange, changeCells } from './cell-changes';
import { encodeFix, fixKey, type FixRecord } from './fix-record';

export type UndoFixResult =
  | { readonly kind: 'undone'; readonly record: FixRecord }
  /** No fix of this sheet is remembered, or its lines in the log are gone. */
  | { readonly kind: 'gone'; readonly message: string }
  /** The sheet changed while it was written: all is as it was. */
  | { readonly kind: 'changed' }
  /** Nothing is changed; a sentence says which cells refused. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Repeatable: one that was undone stays so. Throws `SheetFault`, `StoreFault`. */
export function undoFix(ports: Ports, sheetId: number): UndoFixResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const record = lastFixOf(document, sheetId);
    if (record === null) return gone('Nothing was fixed here that is still remembered.');
    if (record.undone !== null) return { kind: 'undone', record };
    const book = ports.openBook();
    const sheet = book.sheet(sheetId);
    if (sheet === null) return gone('This sheet was deleted.');
    const log = new Log(book, document);
    const lines = log.readAll().filter(({ run }) => run === record.id);
    if (!lines.some(isFixed)) return gone(LINES_GONE);
    const locked = log.protectedName();
    if (locked !== null) return { kind: 'refused', message: logProtected(locked) };
    const cells = sheet.displayed();
    const found = findColumns(cells, record.source, {});
    if (found.kind === 'lost') return gone(columnGone(found.header));
    const rows = new Rows(cells, found.columns);
    const fields = new Set(lines.map(({ field }) => found.columns.mapping[field as ContactField]));
    const columns = [...fields].filter((column) => column !== undefined);
    const { headerRow } = found.columns;
    const formulas = columnsWithFormulas(sheet, cells, headerRow, columns);
    const undo = decideUndo(lines, rows, formulas, document.openFingerprints());
    const { changes } = undo;

    log.append(undo.lines, record.id, 0, ports.clock.now());
    book.flush();
    document.save({ texts: log.mark() });
    if (changes.length > 0) {
      const outcome = changeCells(sheet, book, { cells, headerRow }, changes);
      if (outcome.kind === 'moved') return { kind: 'changed' };
      if (outcome.kind === 'refused') return outcome;
    }
    const restored = changes.length + undo.earlier;
    const left = lines.filter(isFixed).length - restored;
    const after = { ...record, undone: { restored, left, at: ports.clock.now() } };
    document.save({ texts: { [fixKey(sheetId)]: encodeFix(after) } });
    return { kind: 'undone', record: after };
  } finally {
    ports.lock.release();
  }
}

interface FixUndo {
  readonly changes: readonly CellChange[];
  readonly lines: readonly LogLine[];
  /** Cells that an execution that died had given their texts again. */
  readonly earlier: number;
}

/** @param waiting fingerprints of the contacts in open runs */
function decideUndo(
  logged: readonly LoggedLine[],
  rows: Rows,
  formulas: ReadonlySet<number>,
  waiting: ReadonlySet<Fingerprint>,
): FixUndo {
  const changes: CellChange[] = [];
  const lines: LogLine[] = [];
  let earlier = 0;
  const tried = new Set(logged.filter(({ event }) => event === 'unfixed').map(cellKey));
  for (const { ofRow, row } of rowsNow(byRow(logged.filter(isFixed)), rows, waiting)) {
    const { contact } = ofRow[0];
    for (const line of ofRow) {
      const field = line.field as ContactField;
      const column = rows.columns.mapping[field];
      if (row === undefined) {
        const isGone = rows.of([contact]).length === 0;
        if (isGone && tried.has(cellKey(line))) earlier++;
        continue;
      }
      if (column === undefined || formulas.has(column)) continue;
      if (rows.text(row, column) !== line.after) continue;
      const { before, after } = line;
      changes.push({ row, column, before: after, after: before });
      const back = { before: after, after: before, note: '', credits: null };
      lines.push({ event: 'unfixed', contact, row: row + 1, field, ...back });
    }
  }
  return { changes, lines, earlier };
}

type LinesOfRow = readonly [LoggedLine, ...LoggedLine[]];

/**
 * The row that each fixed row is now: the same one where its contact still is there; else another that holds the contact, but only
 * where all that do were fixed: one that said so before is not ours.
 */
function rowsNow(
  fixed: readonly LinesOfRow[],
  rows: Rows,
  waiting: ReadonlySet<Fingerprint>,
): readonly { readonly ofRow: LinesOfRow; readonly row: number | undefined }[] {
  const free = new Map<Fingerprint, Set<number>>();
  const counts = new Map<Fingerprint, number>();
  for (const [{ contact }] of fixed) {
    free.set(contact, new Set(waiting.has(contact) ? [] : rows.of([contact])));
    counts.set(contact, (counts.get(contact) ?? 0) + 1);
  }
  const staying = new Set(
    fixed.filter(([{ contact, row }]) => free.get(contact)?.has(row - 1) === true),
  );
  const areOurs = (contact: Fingerprint): boolean =>
    rows.of([contact]).length <= (counts.get(contact) ?? 0);
  for (const [{ contact, row }] of staying) free.get(contact)?.delete(row - 1);
  return fixed.map((ofRow) => {
    const [{ contact, row }] = ofRow;
    if (staying.has(ofRow)) return { ofRow, row: row - 1 };
    const [other] = areOurs(contact) ? (free.get(contact) ?? []) : [];
    if (other !== undefined) free.get(contact)?.delete(other);
    return { ofRow, row: other };
  });
}

/** Lines of one row together, in the order of the log. */
function byRow(lines: readonly LoggedLine[]): readonly LinesOfRow[] {
  const rows = new Map<string, [LoggedLine, ...LoggedLine[]]>();
  for (const line of lines) {
    const key = `${line.contact} ${line.row}`;
    const same = rows.get(key);
    if (same === undefined) rows.set(key, [line]);
    else same.push(line);
  }
  return [...rows.values()];
}

function isFixed({ event }: LoggedLine): boolean {
  return event === 'fixed';
}

function cellKey({ contact, row, field }: LoggedLine): string {
  return `${contact} ${row} ${field}`;
}

function gone(message: string): UndoFixResult {
  return { kind: 'gone', message };
}

const LINES_GONE =
  'The log no longer holds what this fix did: its lines, or the sheet, were deleted. Nothing was changed.';

function columnGone(header: string): string {
  const name = header === '' ? 'A column without a header' : `The column “${header}”`;
  return `${name}, which tells who the contacts are, is gone or was renamed. Nothing was changed.`;
}
