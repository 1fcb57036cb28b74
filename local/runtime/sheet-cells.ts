// Owns one sheet's cells: what they hold, what they show, and what an entry would make of them.
// Must not know who changes them.
import { contains, overlaps, type Area } from './area';
import { formatOf, formulaOf, isBlank, valueOf, withContent, type Scalar } from './cell';
import { parseEntry, type ApostropheInText, type Content } from './entry';
import { localeOf } from './locale';
import { display } from './number-format';
import { cellAt, putCell, type SheetState } from './sheet-state';
import { computeFormulas, NO_RESULTS, positionKey, type Results } from './spill';

/** What a sheet needs of the spreadsheet around it. */
export interface GridHost {
  readonly locale: string;
  readonly timeZone: string;
  readonly apostropheInText: ApostropheInText;
  now(): number;
  changed(sheetId: number): void;
  /** @throws Error when so many more cells would break the limit of the spreadsheet. */
  makeRoom(cells: number): void;
}

/** Everything of a sheet but a person's hands. Rows and columns count from 1. */
export class SheetCells {
  readonly state: SheetState;
  protected readonly host: GridHost;
  #results: Results | null = null;
  /** False only when it is certain: a sheet without formulas need not be searched for them after every change. */
  #hasFormulas = true;
  #extent: { rows: number; columns: number } | null = null;

  constructor(host: GridHost, state: SheetState) {
    this.host = host;
    this.state = state;
  }

  get id(): number {
    return this.state.id;
  }
  get name(): string {
    return this.state.name;
  }
  get hidden(): boolean {
    return this.state.hidden;
  }
  get frozenRows(): number {
    return this.state.frozenRows;
  }
  get rowCount(): number {
    return this.state.rowCount;
  }
  get columnCount(): number {
    return this.state.columnCount;
  }

  value(row: number, column: number): Scalar {
    const stored = cellAt(this.state, row, column);
    if (typeof stored === 'string') return stored;
    return this.#computed().get(positionKey(row, column)) ?? valueOf(stored);
  }

  display(row: number, column: number): string {
    const stored = cellAt(this.state, row, column);
    if (typeof stored === 'string') return stored;
    const value = this.#computed().get(positionKey(row, column)) ?? valueOf(stored);
    if (value === '') return '';
    return display(value, formatOf(stored), localeOf(this.host.locale));
  }

  formula(row: number, column: number): string {
    return formulaOf(cellAt(this.state, row, column));
  }

  format(row: number, column: number): string {
    return formatOf(cellAt(this.state, row, column));
  }

  note(row: number, column: number): string {
    const stored = cellAt(this.state, row, column);
    return (typeof stored === 'object' ? stored.note : undefined) ?? '';
  }

  /** The last row and column with content, spilled values included; 0 for an empty sheet. */
  extent(): { readonly rows: number; readonly columns: number } {
    if (this.#extent) return this.#extent;
    let rows = 0;
    let columns = 0;
    this.state.rows.forEach(({ cells }, index) => {
      let last = cells.length;
      while (last > 0 && isBlank(cells[last - 1])) last--;
      if (last > 0) rows = index + 1;
      columns = Math.max(columns, last);
    });
    for (const [key, value] of this.#computed()) {
      if (value === '') continue;
      rows = Math.max(rows, Math.floor(key / positionKey(1, 0)));
      columns = Math.max(columns, key % positionKey(1, 0));
    }
    this.#extent = { rows, columns };
    return this.#extent;
  }

  /** The displayed text of the data range. */
  displayed(): string[][] {
    const { rows, columns } = this.extent();
    return this.displayedArea({ row: 1, column: 1, rows, columns });
  }

  displayedArea(area: Area): string[][] {
    return Array.from({ length: area.rows }, (_, r) => {
      const cells = this.state.rows[area.row + r - 1]?.cells ?? [];
      const line = new Array<string>(area.columns);
      for (let c = 0; c < area.columns; c++) {
        const stored = cells[area.column + c - 1];
        line[c] = typeof stored === 'string' ? stored : this.display(area.row + r, area.column + c);
      }
      return line;
    });
  }

  map<T>(area: Area, read: (row: number, column: number) => T): T[][] {
    return Array.from({ length: area.rows }, (_, r) => {
      const line = new Array<T>(area.columns);
      for (let c = 0; c < area.columns; c++) line[c] = read(area.row + r, area.column + c);
      return line;
    });
  }

  isHidden(row: number, by: 'user' | 'filter'): boolean {
    const line = this.state.rows[row - 1];
    return (by === 'user' ? line?.hiddenByUser : line?.hiddenByFilter) ?? false;
  }

  /** Whether every part of the area may be edited by the user. */
  canEdit(area: Area, user: string): boolean {
    return this.state.protections.every(
      (rule) => rule.editors.includes(user) || (rule.area !== null && !overlaps(rule.area, area)),
    );
  }

  /** Whether a content would pass the validation of its cell. */
  accepts(row: number, column: number, content: Content): boolean {
    const text = display(content.value, content.format ?? '', localeOf(this.host.locale));
    return this.state.validations.every(
      (rule) =>
        !contains(rule.area, row, column) ||
        text === '' ||
        new RegExp(rule.accepts, rule.flags).test(text),
    );
  }

  /** What an entry would make of a cell. */
  parse(row: number, column: number, text: string): Content {
    const { locale, apostropheInText } = this.host;
    const format = this.format(row, column);
    return parseEntry(text, format, localeOf(locale), this.host.now(), apostropheInText);
  }

  /** Whether the cell is covered by a merge and so shows nothing of its own. */
  isCovered(row: number, column: number): boolean {
    return this.state.merges.some(
      (area) => contains(area, row, column) && (area.row !== row || area.column !== column),
    );
  }

  /** Sets a content without telling anyone; `touched` follows. Cells under a merge take nothing. */
  enter(row: number, column: number, content: Content): void {
    if (this.isCovered(row, column)) return;
    if (content.formula !== undefined) this.#hasFormulas = true;
    putCell(this.state, row, column, withContent(cellAt(this.state, row, column), content));
  }

  growTo(rows: number, columns: number): void {
    const moreRows = Math.max(0, rows - this.rowCount);
    const moreColumns = Math.max(0, columns - this.columnCount);
    if (moreRows === 0 && moreColumns === 0) return;
    const after = (this.rowCount + moreRows) * (this.columnCount + moreColumns);
    this.host.makeRoom(after - this.rowCount * this.columnCount);
    this.state.rowCount += moreRows;
    this.state.columnCount += moreColumns;
  }

  /** Forgets what was computed and tells the listeners. */
  touched(): void {
    this.#results = null;
    this.#extent = null;
    this.host.changed(this.id);
  }

  #computed(): Results {
    if (this.#results) return this.#results;
    this.#results = this.#hasFormulas ? computeFormulas(this.state) : NO_RESULTS;
    this.#hasFormulas = this.#results.size > 0;
    return this.#results;
  }
}
