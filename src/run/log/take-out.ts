// Owns taking lines out of the log, and the proof that no other went with them. Sheets has no compare-and-set: a person may sort
// the log, or insert rows, between a reading and the clearing of what was read.
import type { Area, Book, Sheet } from '../../ports';
import { LOG_HEADERS, type LoggedLine } from './log-line';
import { type LogRow, readLogRows } from './log-rows';

/** A log that moves under every clearing is left to the next slice after so many tries. */
const ROUNDS = 3;

/** Areas that one call clears: a log that somebody sorted has lines of a run all over. */
const AREAS = 1_000;

/**
 * Clears the chosen lines, whichever rows they are in; what else was cleared is written again at the end. True when
 * none of the chosen is left. Repeatable. Throws `SheetFault`.
 */
export function takeOut(
  sheet: Sheet,
  book: Book,
  choose: (lines: readonly LoggedLine[]) => ReadonlySet<LoggedLine>,
): boolean {
  let kept: readonly LogRow[] = [];
  for (let round = 0; ; round++) {
    let rows = readLogRows(sheet, sheet.usedRows());
    const lost = missingOf(kept, rows);
    if (lost.length > 0) {
      writeAgain(lost, sheet, book);
      rows = readLogRows(sheet, sheet.usedRows());
    }
    const chosen = choose(rows.flatMap(({ line }) => (line === null ? [] : [line])));
    const isChosen = ({ line }: LogRow): boolean => line !== null && chosen.has(line);
    const areas = areasOf(rows.filter(isChosen));
    if (areas.length === 0) return true;
    if (round === ROUNDS) return false;
    kept = rows.filter((row) => !isChosen(row));
    for (let at = 0; at < areas.length; at += AREAS) sheet.clear(areas.slice(at, at + AREAS));
    book.flush();
  }
}

/** Of the rows that should be there, those that are not, wherever they are now. */
function missingOf(wanted: readonly LogRow[], found: readonly LogRow[]): readonly LogRow[] {
  const counts = new Map<string, number>();
  for (const { cells } of found) {
    const key = JSON.stringify(cells);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return wanted.filter(({ cells }) => {
    const key = JSON.stringify(cells);
    const left = counts.get(key) ?? 0;
    counts.set(key, left - 1);
    return left <= 0;
  });
}

function writeAgain(rows: readonly LogRow[], sheet: Sheet, book: Book): void {
  const at = Math.max(1, sheet.usedRows());
  sheet.ensureGrid(at + rows.length, LOG_HEADERS.length);
  const values = rows.map(({ cells }) =>
    cells.map((text, column) =>
      NUMBERS.has(column) && String(Number(text)) === text ? Number(text) : text,
    ),
  );
  sheet.write({ row: at, column: 0 }, values);
  book.flush();
}

/** Columns that hold numbers. */
const NUMBERS: ReadonlySet<number> = new Set(
  (['Batch', 'Row', 'Credits'] as const).map((header) => LOG_HEADERS.indexOf(header)),
);

/** One for each run of adjacent rows. */
function areasOf(rows: readonly LogRow[]): Area[] {
  const areas: { row: number; rows: number }[] = [];
  for (const { row } of rows) {
    const open = areas[areas.length - 1];
    if (open !== undefined && open.row + open.rows === row) open.rows++;
    else areas.push({ row, rows: 1 });
  }
  return areas.map((area) => ({ ...area, column: 0, columns: LOG_HEADERS.length }));
}
