// Owns telling where rows and columns of a sheet went that moved while cells were written, and what its cells held before. Pure; reads
// no service.
import { findColumn, refer } from '../../contact/column';
import { type Cells, cellText } from '../../contact/table';

/** A reading of a sheet from its first cell. */
export interface Reading {
  readonly cells: Cells;
  /** 0-based. */
  readonly headerRow: number;
}

export interface CellText {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What was written since the first of two readings. */
export interface Written {
  /** The columns as they stood in the first reading. */
  readonly columns: readonly number[];
  /** Whether a cell shows one of the written texts. */
  readonly isOurs: (shown: string) => boolean;
  /** Columns of the second reading that change by themselves: they hold formulas. */
  readonly formulas: ReadonlySet<number>;
}

/**
 * The cells of `now` that show what was written, with what the same cells held in `before`: a row is found again by what stands in
 * the columns that were not written. Of rows that are alike there any may take any one's texts, always one row's together.
 * A cell whose row was not there before gets blank.
 */
export function findStrays(before: Reading, now: Cells, written: Written): readonly CellText[] {
  const columns = columnsOf(before, now, written);
  const left = new Pool(before.cells, columns.old);
  const open = now.flatMap((_, row) =>
    left.take(row, keyOf(now, row, columns.now)) === null ? [row] : [],
  );
  const pool = left.by(columns.tellingOld);
  const strays: CellText[] = [];
  const restore = (row: number, column: number, text: string): void => {
    const shown = now[row]?.[column] ?? '';
    if (written.isOurs(shown.trim()) && shown !== text) strays.push({ row, column, text });
  };
  for (const row of open) {
    const old = pool.take(row, keyOf(now, row, columns.telling));
    for (const [column, from] of columns.suspects) {
      restore(row, column, old === null ? '' : (before.cells[old]?.[from] ?? ''));
    }
  }
  for (const column of columns.added) for (const row of now.keys()) restore(row, column, '');
  return strays;
}

/** Whether `now` holds the rows of `wanted`, and no others, in whatever order. */
export function isSameRows(wanted: Reading, now: Cells, written: Written): boolean {
  const columns = columnsOf(wanted, now, written);
  const isWhole = columns.added.length === 0 && columns.suspects.length >= written.columns.length;
  const left = new Pool(wanted.cells, columns.old);
  const isBlank = (cells: Cells, row: number, of: readonly number[]): boolean =>
    of.every((column) => cellText(cells, row, column) === '');
  return (
    isWhole &&
    [...now.keys()].every(
      (row) =>
        left.take(row, keyOf(now, row, columns.now)) !== null || isBlank(now, row, columns.now),
    ) &&
    left.rest().every((row) => isBlank(wanted.cells, row, columns.old))
  );
}

interface Columns {
  /** Columns that stand in both readings and change by nobody but people and us: where they are now, and where they were. */
  readonly now: readonly number[];
  readonly old: readonly number[];
  /** Of these, the ones that were not written. */
  readonly telling: readonly number[];
  readonly tellingOld: readonly number[];
  /** The ones that may have been: those of the written positions, and those that stood there. */
  readonly suspects: readonly (readonly [now: number, old: number])[];
  /** Written positions at which a column stands that was not there before. */
  readonly added: readonly number[];
}

function columnsOf(before: Reading, now: Cells, { columns, formulas }: Written): Columns {
  const width = now.reduce((widest, row) => Math.max(widest, row.length), 0);
  const oldOf = columnMap(before, now, columns);
  const pairs: (readonly [number, number])[] = [];
  const added: number[] = [];
  for (let column = 0; column < width; column++) {
    const old = oldOf(column);
    if (old === null && columns.includes(column)) added.push(column);
    else if (old !== null && (!formulas.has(column) || columns.includes(old))) {
      pairs.push([column, old]);
    }
  }
  const isSuspect = ([column, old]: readonly [number, number]): boolean =>
    columns.includes(column) || columns.includes(old);
  const telling = pairs.filter((pair) => !isSuspect(pair));
  return {
    now: pairs.map(([column]) => column),
    old: pairs.map(([, old]) => old),
    telling: telling.map(([column]) => column),
    tellingOld: telling.map(([, old]) => old),
    suspects: pairs.filter(isSuspect),
    added,
  };
}

/** Where a column of `now` stood before; `null`: nowhere. */
function columnMap(
  { cells, headerRow }: Reading,
  now: Cells,
  written: readonly number[],
): (column: number) => number | null {
  const before = cells[headerRow] ?? [];
  const headers = now[headerOf(before, now, headerRow)] ?? [];
  const width = Math.max(before.length, headers.length);
  const isSame = (column: number): boolean =>
    (before[column] ?? '').trim() === (headers[column] ?? '').trim();
  const areInPlace = Array.from({ length: width }, (_, column) => column).every(
    (column) => written.includes(column) || isSame(column),
  );
  // A header that was written over tells nothing of its column; its neighbours do.
  if (areInPlace && written.every((column) => column < headers.length)) return (column) => column;
  return (column) => {
    const ref = refer(headers, column);
    return ref.header === '' ? null : findColumn(before, ref, '');
  };
}

/** Rows in which a header that moved is looked for. */
const HEADER_SEARCH = 50;

/** The row of `now` that is most like the header row. */
function headerOf(headers: readonly string[], now: Cells, headerRow: number): number {
  const known = new Set(headers.map((text) => text.trim()).filter((text) => text !== ''));
  const likeness = (row: number): number =>
    new Set((now[row] ?? []).map((text) => text.trim()).filter((text) => known.has(text))).size;
  let best = headerRow;
  for (let row = 0; row < Math.min(now.length, headerRow + HEADER_SEARCH); row++) {
    if (likeness(row) > likeness(best)) best = row;
  }
  return best;
}

/** Rows that have not been found again yet, by what they hold. */
class Pool {
  private readonly rows = new Map<string, Set<number>>();
  private readonly left = new Set<number>();

  constructor(
    private readonly cells: Cells,
    columns: readonly number[],
    among: Iterable<number> = cells.keys(),
  ) {
    for (const row of among) {
      const key = keyOf(cells, row, columns);
      const same = this.rows.get(key);
      if (same === undefined) this.rows.set(key, new Set([row]));
      else same.add(row);
      this.left.add(row);
    }
  }

  /** Takes a row with this content out, the same one where it is among them; `null` where none is left. */
  take(row: number, key: string): number | null {
    const same = this.rows.get(key);
    if (same === undefined || same.size === 0) return null;
    const [first = row] = same;
    const taken = same.has(row) ? row : first;
    same.delete(taken);
    this.left.delete(taken);
    return taken;
  }

  /** What is left, by other columns. */
  by(columns: readonly number[]): Pool {
    return new Pool(this.cells, columns, this.left);
  }

  /** The rows that are left. */
  rest(): readonly number[] {
    return [...this.left];
  }
}

function keyOf(cells: Cells, row: number, columns: readonly number[]): string {
  return JSON.stringify(columns.map((column) => cellText(cells, row, column)));
}
