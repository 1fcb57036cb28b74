// Owns bringing a sheet's results back into the input's form and onto disk. Knows no run.
import { enrichTable, firstStranger, tableBytes, type TableFile } from '../csv/table-file';
import { writeField } from '../csv/records';
import type { Workbook } from '../runtime/workbook';
import { writeOutput } from './output-file';
import type { Columns } from './run-file';

/** The input again, with its blanks filled and the sheet's new columns added. */
export function writeResults(
  table: TableFile,
  workbook: Workbook,
  columns: Columns,
  output: string,
): void {
  const sheet = workbook.sheets[0]?.displayed() ?? [];
  writeOutput(output, tableBytes(enrichTable(table, { sheet, ...columns })));
}

/** The first row, as a spreadsheet counts, in which the sheet holds another input; `null` when it is the input's sheet. */
export function rowOfAnotherInput(
  table: TableFile,
  workbook: Workbook,
  columns: Columns,
): number | null {
  const sheet = workbook.sheets[0]?.displayed() ?? [];
  const at = firstStranger(table, { sheet, ...columns });
  return at === -1 ? null : at + 1;
}

/** What the add-on logged: results without a row are kept there. */
export function writeLog(workbook: Workbook, output: string): void {
  const log = workbook.sheets.slice(1).at(-1)?.displayed() ?? [];
  writeOutput(output, Buffer.from(csvOf(log), 'utf8'));
}

function csvOf(rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string =>
    row.map((cell) => writeField(cell, ',', false).raw).join(',');
  return `${rows.map(line).join('\r\n')}\r\n`;
}
