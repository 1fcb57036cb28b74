// Owns *Fix*: under the lock, the check once more, and nothing changed unless it is what the user was shown. Logged first, so that it
// can be undone whatever dies in between. Buys nothing.
import type { Fix, FixKind } from '../../contact/find-fixes';
import { type Book, type Ports, SheetFault } from '../../ports';
import { Log } from '../log/log';
import type { LogLine } from '../log/log-line';
import { type Prepared, prepare, type Wish } from '../plan/prepare';
import { sourceOf } from '../plan/terms';
import type { SheetProblem } from '../plan/sheet-problem';
import { PATIENCE_MS } from '../plan/start';
import { type DocumentState, openDocument } from '../state/document';
import { changeCells, type ChangeOutcome } from './cell-changes';
import { cellsOf, digestOfFix, offeredFix } from './find-fix';
import { decodeFix, encodeFix, fixKey, type FixRecord } from './fix-record';

export type FixResult =
  | { readonly kind: 'fixed'; readonly record: FixRecord }
  /** The sheet changed since the user looked, or while it was written: nothing is changed. */
  | { readonly kind: 'changed' }
  /** Nothing is changed; a sentence says which cells refused. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'problem'; readonly problem: SheetProblem }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Throws `SheetFault`, `StoreFault`. */
export function applyFix(ports: Ports, wish: Wish, kind: FixKind, digest: string): FixResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const book = ports.openBook();
    const prepared = prepare(book, document, wish);
    if (prepared.problem !== null) return { kind: 'problem', problem: prepared.problem };
    const fix = offeredFix(prepared, kind);
    if (fix === null || digestOfFix(prepared, fix) !== digest) return { kind: 'changed' };
    const record = recordOf(prepared, fix, ports);
    return change(prepared, fix, record, book, document);
  } finally {
    ports.lock.release();
  }
}

/** What the log says of a fix is kept also where the log is switched off: these are the user's own texts, and the way back. */
function change(
  prepared: Prepared,
  fix: Fix,
  record: FixRecord,
  book: Book,
  document: DocumentState,
): FixResult {
  const { sheet } = prepared;
  const key = fixKey(sheet.id);
  const earlier = document.text(key);
  const log = new Log(book, document);
  const locked = log.protectedName();
  if (locked !== null) return { kind: 'refused', message: logProtected(locked) };
  log.append(linesOf(fix), record.id, 0, record.at);
  book.flush();
  document.save({ texts: { ...log.mark(), [key]: encodeFix(record) } });
  const outcome = changeCells(sheet, book, prepared, cellsOf(fix));
  if (outcome.kind === 'written') return { kind: 'fixed', record };
  const undone = linesOf(fix).map(unfixed);
  try {
    log.append(undone, record.id, 0, record.at);
    book.flush();
  } catch (error) {
    // What was not changed is found by no *Undo*, whatever the log says of it.
    if (!(error instanceof SheetFault)) throw error;
  }
  document.save({ texts: { ...log.mark(), [key]: earlier ?? '' } });
  return failed(outcome);
}

function failed(outcome: Exclude<ChangeOutcome, { kind: 'written' }>): FixResult {
  return outcome.kind === 'moved'
    ? { kind: 'changed' }
    : { kind: 'refused', message: outcome.message };
}

function recordOf(prepared: Prepared, fix: Fix, { clock, newId }: Ports): FixRecord {
  return {
    id: newId(),
    kind: fix.kind,
    at: clock.now(),
    rows: fix.rows.length,
    cells: cellsOf(fix).length,
    source: sourceOf(prepared, {}),
    undone: null,
  };
}

function linesOf({ kind, rows }: Fix): readonly LogLine[] {
  return rows.flatMap(({ row, print, cells }) =>
    cells.map(({ field, before, after }) => ({
      ...{ event: 'fixed' as const, contact: print, row: row + 1, field, before, after },
      ...{
        note: kind === 'split_names' ? 'Split names' : 'Website from another column',
        credits: null,
      },
    })),
  );
}

function unfixed(line: LogLine): LogLine {
  const { before, after } = line;
  return {
    ...line,
    event: 'unfixed',
    before: after,
    after: before,
    note: 'Not changed after all.',
  };
}

export function logProtected(name: string): string {
  return `You may not edit “${name}”, where every fix is noted so that it can be undone: ask its owner.`;
}

/** What was fixed last on a sheet, while the log knows how it was. */
export function lastFixOf(document: DocumentState, sheetId: number): FixRecord | null {
  return decodeFix(document.text(fixKey(sheetId)));
}
