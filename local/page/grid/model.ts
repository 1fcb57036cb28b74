// Owns what the grid knows of the open sheet: texts, formulas, hidden rows, column widths. Knows no DOM and no server.
import type { CellText, SheetData } from '../protocol';

export const ROW_HEIGHT = 22;
const MIN_COLUMN_WIDTH = 48;
const MAX_COLUMN_WIDTH = 270;
/** More do not change what most of them are. */
const MEASURED_ROWS = 200;
/** About the width of a letter of the grid's font, in pixels. */
const LETTER_WIDTH = 6.6;

export class SheetModel {
  readonly id: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly hasFilter: boolean;
  /** Rows that are not hidden, below the frozen ones, ascending. */
  readonly shownRows: readonly number[];
  version: number;
  private readonly cells: string[][];
  private readonly formulas = new Map<string, string>();
  private readonly offsets: readonly number[];

  /** `before`: the same sheet as it was; its columns keep their widths, so that sorting does not shake them. */
  constructor(data: SheetData, before: SheetModel | null) {
    this.id = data.id;
    this.version = data.version;
    this.rowCount = data.rowCount;
    this.columnCount = data.columnCount;
    this.frozenRows = data.frozenRows;
    this.hasFilter = data.hasFilter;
    this.cells = data.cells.map((row) => [...row]);
    this.setFormulas(data.formulas);
    const hidden = new Set(data.hiddenRows);
    this.shownRows = range(data.frozenRows + 1, data.rowCount).filter((row) => !hidden.has(row));
    const isSame = before?.id === data.id && before.columnCount === data.columnCount;
    this.offsets = isSame && before.isFilled ? before.offsets : this.measureColumns();
  }

  text(row: number, column: number): string {
    return this.cells[row - 1]?.[column - 1] ?? '';
  }

  /** What an editor shows: the formula where there is one. */
  entry(row: number, column: number): string {
    return this.formulas.get(`${row},${column}`) ?? this.text(row, column);
  }

  apply(changes: readonly CellText[], formulas: readonly CellText[], version: number): void {
    this.version = version;
    for (const [row, column, text] of changes) {
      while (this.cells.length < row) this.cells.push([]);
      const line = this.cells[row - 1];
      if (!line) continue;
      while (line.length < column) line.push('');
      line[column - 1] = text;
      this.formulas.delete(`${row},${column}`);
    }
    this.setFormulas(formulas);
  }

  private get isFilled(): boolean {
    return this.cells.length > 0;
  }

  /** Last row and column with content. */
  used(): { readonly rows: number; readonly columns: number } {
    let rows = this.cells.length;
    while (rows > 0 && (this.cells[rows - 1] ?? []).every((text) => text === '')) rows -= 1;
    const columns = this.cells.reduce((most, line) => Math.max(most, line.length), 0);
    return { rows, columns };
  }

  left(column: number): number {
    return this.offsets[column - 1] ?? 0;
  }

  columnWidth(column: number): number {
    return this.left(column + 1) - this.left(column);
  }

  get width(): number {
    return this.offsets[this.columnCount] ?? 0;
  }

  columnAt(x: number): number {
    let column = 1;
    while (column < this.columnCount && this.left(column + 1) <= x) column += 1;
    return column;
  }

  /** The place of a row among those shown; of a hidden one, that of the next. */
  placeOf(row: number): number {
    let low = 0;
    let high = this.shownRows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.shownRows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private setFormulas(formulas: readonly CellText[]): void {
    for (const [row, column, text] of formulas) this.formulas.set(`${row},${column}`, text);
  }

  /** Left edges of the columns, and the right edge of the last: wide enough for their headers, and for most of what they hold. */
  private measureColumns(): number[] {
    const headers = this.cells[this.frozenRows - 1] ?? [];
    // A title above the table must not widen the first column.
    const rows = this.cells.slice(this.frozenRows > 1 ? 1 : 0);
    const step = Math.ceil(rows.length / MEASURED_ROWS);
    const sample = rows.filter((_, at) => at % step === 0);
    const offsets = [0];
    for (let column = 1; column <= this.columnCount; column += 1) {
      const lengths = sample
        .map((line) => (line[column - 1] ?? '').trim().length)
        .filter((length) => length > 0)
        .sort((a, b) => a - b);
      // The longest tenth is left to be cut off.
      const typical = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
      const letters = Math.max(typical, (headers[column - 1] ?? '').trim().length);
      const width = Math.min(MAX_COLUMN_WIDTH, Math.round(letters * LETTER_WIDTH) + 16);
      const blank = letters === 0 ? 100 : 0;
      offsets.push((offsets[column - 1] ?? 0) + Math.max(MIN_COLUMN_WIDTH, blank, width));
    }
    return offsets;
  }
}

export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
