// Owns filling a tab that this add-on made: row by row below a header, each row known again by its first cell, so that whoever goes
// on after a death writes none twice. Knows neither whose rows they are nor which tab is whose.
import type { Book, CellValue, Sheet } from '../../ports';

/** In one write, below what stands there, with the headers where nothing does. A row that is there already is not written again. */
export function addRows(
  book: Book,
  sheet: Sheet,
  headers: readonly string[],
  rows: readonly (readonly CellValue[])[],
): { readonly rows: number; readonly added: number } {
  const used = sheet.usedRows();
  const isNew = used === 0;
  const known = new Set(isNew ? [] : firstCells(sheet, used));
  const fresh = rows.filter(([id]) => !known.has(String(id)));
  const written = [...(isNew ? [headers] : []), ...fresh];
  if (written.length > 0) {
    sheet.ensureGrid(used + written.length, headers.length);
    sheet.write({ row: used, column: 0 }, written);
    if (isNew) sheet.dressHeaders(headers.length);
    book.flush();
  }
  return { rows: Math.max(0, used - 1) + fresh.length, added: fresh.length };
}

/** As it was made; columns further right are the user's, or of runs. */
export function isHeaded(book: Book, sheet: Sheet, headers: readonly string[]): boolean {
  return book.sheetHeaded(sheet.name(), headers) !== null;
}

/** A tab that an execution made and could not note the id of. No sheet had this name before, and nothing is in it. */
export function justMade(book: Book, name: string): Sheet | null {
  const sheet = book.sheetNamed(name);
  return sheet?.usedRows() === 0 ? sheet : null;
}

/** Where the tab still says that it is unfinished; the user may have named it. */
export function finishName(book: Book, sheet: Sheet, unfinished: string, name: string): void {
  if (sheet.name().startsWith(unfinished)) sheet.rename(book.freeName(name));
}

/** Below the headers, where it has as many rows. */
function firstCells(sheet: Sheet, usedRows: number): readonly string[] {
  if (usedRows < 2) return [];
  const area = { row: 1, column: 0, rows: usedRows - 1, columns: 1 };
  return sheet.displayedIn(area).map(([id = '']) => id);
}
