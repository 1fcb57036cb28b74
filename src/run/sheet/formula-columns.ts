// Owns which columns of a sheet hold a formula: no cell of theirs is ever written. One read.
import type { Cells } from '../../contact/table';
import type { Sheet } from '../../ports';

/** Of these columns those with a formula in any cell from the header down: one read, none where no column is asked for. */
export function columnsWithFormulas(
  sheet: Sheet,
  cells: Cells,
  headerRow: number,
  columns: readonly number[],
): ReadonlySet<number> {
  const rows = cells.length - headerRow;
  if (columns.length === 0 || rows <= 0) return new Set();
  const column = Math.min(...columns);
  const width = Math.max(...columns) - column + 1;
  const formulas = sheet.formulasIn({ row: headerRow, column, rows, columns: width });
  return new Set(
    columns.filter((index) => formulas.some((row) => (row[index - column] ?? '') !== '')),
  );
}
