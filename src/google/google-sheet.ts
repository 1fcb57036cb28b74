// Owns the Sheet port over Apps Script's Spreadsheet service. Translates positions, text and errors; decides nothing.
import type { Cells } from '../contact/table';
import { type Area, type CellPosition, type CellValue, type Sheet, SheetFault } from '../ports';
import { columnLetter } from '../contact/column-letter';
import { asEntry } from './cell-entry';

type GoogleRange = GoogleAppsScript.Spreadsheet.Range;

export class GoogleSheet implements Sheet {
  readonly id: number;

  constructor(readonly native: GoogleAppsScript.Spreadsheet.Sheet) {
    this.id = native.getSheetId();
  }

  name(): string {
    return guarded(() => this.native.getName());
  }

  displayed(): Cells {
    return guarded(() => this.native.getDataRange().getDisplayValues());
  }

  displayedIn(area: Area): Cells {
    return guarded(() => this.range(area).getDisplayValues());
  }

  formulasIn(area: Area): Cells {
    return guarded(() => this.range(area).getFormulas());
  }

  valuesIn(area: Area): readonly (readonly CellValue[])[] {
    return guarded(() => this.range(area).getValues() as CellValue[][]);
  }

  usedRows(): number {
    return guarded(() => this.native.getLastRow());
  }

  write(at: CellPosition, values: readonly (readonly CellValue[])[]): void {
    const rows = values.length;
    const columns = values[0]?.length ?? 0;
    guarded(() => {
      this.range({ ...at, rows, columns }).setValues(values.map((row) => row.map(asEntry)));
    });
  }

  writeBare(at: CellPosition, values: Cells): void {
    const area = { ...at, rows: values.length, columns: values[0]?.length ?? 0 };
    guarded(() => {
      this.range(area).setValues(values.map((row) => [...row]));
    });
  }

  clear(areas: readonly Area[]): void {
    guarded(() => {
      this.native.getRangeList(areas.map(nameOf)).clearContent();
    });
  }

  writeSame(cells: readonly CellPosition[], text: string): void {
    guarded(() => {
      this.native.getRangeList(rangesOf(cells)).setValue(asEntry(text));
    });
  }

  ensureGrid(rows: number, columns: number): void {
    guarded(() => {
      const missingRows = rows - this.native.getMaxRows();
      const missingColumns = columns - this.native.getMaxColumns();
      if (missingRows > 0) this.native.insertRowsAfter(rows - missingRows, missingRows);
      if (missingColumns > 0)
        this.native.insertColumnsAfter(columns - missingColumns, missingColumns);
    });
  }

  canEdit(area: Area): boolean {
    return guarded(() => this.range(area).canEdit());
  }

  show(): void {
    guarded(() => {
      this.native.showSheet();
    });
  }

  rename(name: string): void {
    guarded(() => {
      this.native.setName(name);
    });
  }

  dressHeaders(columns: number): void {
    guarded(() => {
      this.native.getRange(1, 1, 1, columns).setFontWeight('bold');
      this.native.setFrozenRows(1);
    });
  }

  private range({ row, column, rows, columns }: Area): GoogleRange {
    return this.native.getRange(row + 1, column + 1, rows, columns);
  }
}

/** Wraps what the Spreadsheet service throws, once, here: its texts are in the user's language, so none is read. */
export function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SheetFault(error instanceof Error ? error.message : String(error));
  }
}

function nameOf({ row, column, rows, columns }: Area): string {
  const first = `${columnLetter(column)}${row + 1}`;
  return `${first}:${columnLetter(column + columns - 1)}${row + rows}`;
}

/** A1 ranges that cover the cells, one for each run of adjacent rows of a column. */
function rangesOf(cells: readonly CellPosition[]): string[] {
  const sorted = [...cells].sort((a, b) => a.column - b.column || a.row - b.row);
  const ranges: { column: number; first: number; last: number }[] = [];
  for (const { row, column } of sorted) {
    const open = ranges[ranges.length - 1];
    if (open?.column === column && (open.last === row - 1 || open.last === row)) open.last = row;
    else ranges.push({ column, first: row, last: row });
  }
  return ranges.map(
    ({ column, first, last }) =>
      `${columnLetter(column)}${first + 1}:${columnLetter(column)}${last + 1}`,
  );
}
