// Owns the shape in which a sheet's cells reach the pure code: displayed text, nothing else.

/**
 * A rectangle of displayed values, row by row from the sheet's first row and column. Rows may be ragged;
 * a missing cell is blank.
 */
export type Cells = readonly (readonly string[])[];

/** The displayed text of a cell, trimmed; `''` when the cell is blank or outside the rectangle. */
export function cellText(cells: Cells, row: number, column: number): string {
  return (cells[row]?.[column] ?? '').trim();
}
