// Owns making a workbook out of rows of text, as an import into Sheets does. Knows no file format.
import { Workbook } from '../runtime/workbook';

/** Sheets gives a new sheet this many columns; imports narrower than that get them too. */
const COLUMNS = 26;
/** A new sheet has these; an import has its own rows and some blank ones, to go on writing. */
const BLANK_ROWS = 1000;
const SPARE_ROWS = 20;

/** @throws Error in Sheets' words when the rows are more than a spreadsheet can hold. */
export function workbookOf(
  name: string,
  rows: readonly (readonly string[])[],
  id = 'local-document',
): Workbook {
  const workbook = new Workbook({ id, name });
  const columns = rows.reduce((most, row) => Math.max(most, row.length), COLUMNS);
  const grid = workbook.addSheet(sheetName(name), {
    rows: rows.length === 0 ? BLANK_ROWS : rows.length + SPARE_ROWS,
    columns,
  });
  grid.put(rows);
  return workbook;
}

function sheetName(name: string): string {
  // Longer names, and these characters, are refused by Sheets.
  return (
    name
      .replace(/\.[A-Za-z]{1,4}$/, '')
      .replace(/[[\]*?:/\\']/g, ' ')
      .trim()
      .slice(0, 90) || 'Sheet1'
  );
}
