// Owns sorting and filtering: which row stands where, and which one is hidden. Must not know who asks.
import { overlaps, type Area } from './area';
import { formulaOf, type Scalar, type Stored } from './cell';
import { rewriteReferences } from './formula';
import { cellAt, rowAt, type SheetState } from './sheet-state';

/**
 * Sorts the rows of an area by one of its columns, as Sheets does: numbers, then texts without regard to case, then booleans;
 * blanks last in both directions; equal rows keep their order. Cells outside the area stay, hidden rows are sorted too and
 * hidden places stay hidden.
 *
 * @param key the value by which a row is sorted
 * @throws Error when the area holds merged cells
 */
export function sortArea(
  state: SheetState,
  area: Area,
  ascending: boolean,
  key: (row: number) => Scalar,
): void {
  if (state.merges.some((merge) => overlaps(merge, area))) {
    throw new Error("You can't sort a range with merged cells.");
  }
  rowAt(state, area.row + area.rows - 1);
  const lines = Array.from({ length: area.rows }, (_, index) => {
    const row = area.row + index;
    const cells: Stored[] = [];
    for (let c = 0; c < area.columns; c++) cells.push(cellAt(state, row, area.column + c));
    return { row, key: key(row), cells };
  });
  lines.sort((a, b) => compare(a.key, b.key, ascending));
  lines.forEach((line, index) => {
    const { cells } = rowAt(state, area.row + index);
    while (cells.length < area.column + area.columns - 1) cells.push(undefined);
    const moved = area.row + index - line.row;
    line.cells.forEach((stored, c) => {
      cells[area.column - 1 + c] = moved === 0 ? stored : relocated(stored, moved);
    });
  });
}

/** Hides and shows rows by the filter's hidden values. */
export function applyFilter(
  state: SheetState,
  displayed: (row: number, column: number) => string,
): void {
  const { filter } = state;
  for (const row of state.rows) delete row.hiddenByFilter;
  if (!filter) return;
  const rules = Object.entries(filter.hidden);
  const bottom = filter.area.row + filter.area.rows - 1;
  for (let row = filter.area.row + 1; row <= bottom; row++) {
    if (rules.some(([column, values]) => values.includes(displayed(row, Number(column))))) {
      rowAt(state, row).hiddenByFilter = true;
    }
  }
}

/** A formula moves as if it had been copied: its relative row numbers move along. */
function relocated(stored: Stored, rows: number): Stored {
  if (typeof stored !== 'object' || formulaOf(stored) === '') return stored;
  const formula = rewriteReferences(formulaOf(stored), (row, column, fixed) => {
    if (fixed) return { row, column };
    return row + rows < 1 ? null : { row: row + rows, column };
  });
  return { ...stored, formula };
}

function compare(a: Scalar, b: Scalar, ascending: boolean): number {
  if (a === '' || b === '') return (a === '' ? 1 : 0) - (b === '' ? 1 : 0);
  const order = rank(a) - rank(b) || compareSame(a, b);
  return ascending ? order : -order;
}

const rank = (value: Scalar): number =>
  typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;

function compareSame(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b, 'en', { sensitivity: 'accent' });
  }
  return Number(a) - Number(b);
}
