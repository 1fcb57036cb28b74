// Owns the strip's sorting: another order each time, as several people at one sheet would make. Knows no page.
import type { Grid } from '../runtime/grid';
import { headerRowOf } from './edits';

/** Columns further right are the add-on's own, and notes. */
const COLUMNS = 6;

/**
 * Sorts by one column after the other, then by all of them the other way round; `times` is how often that was done. Returns a
 * sentence about it.
 */
export function sortAgain(grid: Grid, times: number): string {
  const headerRow = headerRowOf(grid);
  const columns = Math.min(COLUMNS, Math.max(1, grid.extent().columns));
  const column = 1 + ((1 + times) % columns);
  const isAscending = Math.floor(times / columns) % 2 === 0;
  grid.sort(column, isAscending, headerRow);
  const header = headerRow > 0 ? grid.display(headerRow, column) : '';
  const by = header === '' ? `column ${column}` : `“${header}”`;
  return `Sorted by ${by}, ${isAscending ? 'A to Z' : 'Z to A'}.`;
}
