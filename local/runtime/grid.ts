// Owns what a person's hands can do to a sheet. Must not know Apps Script.
import type { Area } from './area';
import { LIMITS } from './limits';
import { SheetCells } from './sheet-cells';
import { applyFilter, sortArea } from './sheet-sort';
import { rowAt, type SheetFilter } from './sheet-state';
import * as structure from './sheet-structure';

/** One sheet. Rows and columns count from 1. Every change is immediate. */
export class Grid extends SheetCells {
  /** Types into a cell; `=1+1`, `007`, `'x`, `1/2`, `TRUE` are understood as Sheets does. @throws Error when validation rejects it. */
  type(row: number, column: number, text: string): void {
    const content = this.parse(row, column, text);
    if (!this.accepts(row, column, content)) {
      throw new Error('The data you entered violates the data validation rules set on this cell.');
    }
    this.enter(row, column, content);
    this.touched();
  }

  /** Puts plain text without coercion, as an import does that converts nothing. The grid grows as needed. */
  put(rows: readonly (readonly string[])[], at: { row: number; column: number } = ORIGIN): void {
    const columns = rows.reduce((most, line) => Math.max(most, line.length), 0);
    this.growTo(at.row + rows.length - 1, at.column + columns - 1);
    rows.forEach((line, r) => {
      line.forEach((text, c) => {
        this.enter(at.row + r, at.column + c, { value: text });
      });
    });
    this.touched();
  }

  /** Sorts all rows below the header rows. */
  sort(column: number, ascending = true, headerRows = 1): void {
    const { rows, columns } = this.extent();
    if (rows > headerRows) {
      this.sortRange(
        { row: headerRows + 1, column: 1, rows: rows - headerRows, columns },
        column,
        ascending,
      );
    }
  }

  /** Sorts the rows of an area only; the cells beside it stay. */
  sortRange(area: Area | string, column: number, ascending = true): void {
    sortArea(this.state, this.#area(area), ascending, (row) => this.value(row, column));
    this.touched();
  }

  /** Sorts from the filter's menu: the filter's area without its header; then the filter is applied again. */
  filterSort(column: number, ascending = true): void {
    if (!this.state.filter) throw new Error('There is no filter');
    const { area } = this.state.filter;
    this.sortRange({ ...area, row: area.row + 1, rows: area.rows - 1 }, column, ascending);
    this.#refilter();
  }

  createFilter(area: Area | string = this.#dataArea()): void {
    this.state.filter = { area: this.#area(area), hidden: {} };
    this.touched();
  }

  /** Hides the rows that show one of these values in the column. */
  setFilter(column: number, hiddenValues: readonly string[]): void {
    const filter: SheetFilter = this.state.filter ?? { area: this.#dataArea(), hidden: {} };
    this.state.filter = { ...filter, hidden: { ...filter.hidden, [column]: hiddenValues } };
    this.#refilter();
  }

  removeFilter(): void {
    this.state.filter = null;
    this.#refilter();
  }

  hideRow(row: number, by: 'user' | 'filter' = 'user'): void {
    rowAt(this.state, row)[by === 'user' ? 'hiddenByUser' : 'hiddenByFilter'] = true;
    this.touched();
  }

  showRow(row: number): void {
    const line = rowAt(this.state, row);
    delete line.hiddenByUser;
    delete line.hiddenByFilter;
    this.touched();
  }

  insertRows(at: number, count = 1): void {
    this.host.makeRoom(count * this.columnCount);
    structure.insertRows(this.state, at, count);
    this.touched();
  }

  deleteRows(at: number, count = 1): void {
    if (count >= this.rowCount) throw new Error("You can't delete all the rows on the sheet.");
    structure.deleteRows(this.state, at, count);
    this.touched();
  }

  insertColumns(at: number, count = 1): void {
    if (this.columnCount + count > LIMITS.columnsOfASheet.value) {
      throw new Error(LIMITS.columnsOfASheet.text);
    }
    this.host.makeRoom(count * this.rowCount);
    structure.insertColumns(this.state, at, count);
    this.touched();
  }

  deleteColumns(at: number, count = 1): void {
    if (count >= this.columnCount) {
      throw new Error("You can't delete all the columns on the sheet.");
    }
    structure.deleteColumns(this.state, at, count);
    this.touched();
  }

  /** Moves a column so that it stands at `to`. */
  moveColumn(from: number, to: number): void {
    structure.moveColumn(this.state, from, to);
    this.touched();
  }

  cutPaste(area: Area | string, row: number, column: number): void {
    const source = this.#area(area);
    this.growTo(row + source.rows - 1, column + source.columns - 1);
    structure.cutPaste(this.state, source, row, column);
    this.touched();
  }

  clear(area: Area | string = this.#dataArea()): void {
    structure.clearArea(this.state, this.#area(area));
    this.touched();
  }

  /** Protects an area, or with `null` the whole sheet, against all but the editors. */
  protect(area: Area | string | null, editors: readonly string[]): void {
    this.state.protections.push({ area: area === null ? null : this.#area(area), editors });
    this.touched();
  }

  unprotect(): void {
    this.state.protections = [];
    this.touched();
  }

  /** Rejects entries whose displayed text does not match. A pattern, not a function: it must survive on disk. */
  setValidation(area: Area | string, rule: { accepts: RegExp; description: string }): void {
    const { accepts, description } = rule;
    const { source, flags } = accepts;
    this.state.validations.push({ area: this.#area(area), accepts: source, flags, description });
    this.touched();
  }

  merge(area: Area | string): void {
    structure.mergeArea(this.state, this.#area(area));
    this.touched();
  }

  #refilter(): void {
    applyFilter(this.state, (row, column) => this.display(row, column));
    this.touched();
  }

  #area(area: Area | string): Area {
    return typeof area === 'string' ? structure.areaOf(this.state, area) : area;
  }

  #dataArea(): Area {
    const { rows, columns } = this.extent();
    return { row: 1, column: 1, rows: Math.max(1, rows), columns: Math.max(1, columns) };
  }
}

const ORIGIN = { row: 1, column: 1 };
