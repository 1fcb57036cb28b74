// Owns the spreadsheet: its sheets, what is selected, and its whole state for the disk. Must not know Apps Script.
import type { ApostropheInText } from './entry';
import { Grid } from './grid';
import { LIMITS } from './limits';
import type { GridHost } from './sheet-cells';
import { emptySheet, type Row, type SheetState } from './sheet-state';

export interface WorkbookOptions {
  readonly id: string;
  readonly name: string;
  /** As in File > Settings, e.g. `en_US`. */
  readonly locale?: string;
  readonly timeZone?: string;
  /** Default `kept`, the stricter guess. */
  readonly apostropheInText?: ApostropheInText;
}

/** What the person has selected. */
export interface Selection {
  readonly sheetId: number;
  /** A1 names; the last one is the active range. */
  readonly areas: readonly string[];
}

export interface WorkbookState extends Required<WorkbookOptions> {
  readonly sheets: readonly SheetState[];
  readonly activeSheetId: number;
  readonly selection: Selection;
}

/** Called after every change; `null` when the change is about the spreadsheet and no one sheet. */
export type ChangeListener = (sheetId: number | null) => void;

const DEFAULT_ROWS = 1000;
const DEFAULT_COLUMNS = 26;

export class Workbook {
  readonly id: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly apostropheInText: ApostropheInText;
  #name: string;
  #sheets: Grid[] = [];
  #activeSheetId = 0;
  #selection: Selection = { sheetId: 0, areas: ['A1'] };
  readonly #listeners = new Set<ChangeListener>();
  #now: () => number = () => 0;

  constructor(options: WorkbookOptions) {
    this.id = options.id;
    this.#name = options.name;
    this.locale = options.locale ?? 'en_US';
    this.timeZone = options.timeZone ?? 'Etc/UTC';
    this.apostropheInText = options.apostropheInText ?? 'kept';
  }

  get name(): string {
    return this.#name;
  }
  get sheets(): readonly Grid[] {
    return this.#sheets;
  }
  get activeSheetId(): number {
    return this.#activeSheetId;
  }
  set activeSheetId(id: number) {
    this.sheet(id);
    this.#activeSheetId = id;
    this.#selection = { sheetId: id, areas: ['A1'] };
    this.#changed(null);
  }
  get selection(): Selection {
    return this.#selection;
  }
  set selection(selection: Selection) {
    this.sheet(selection.sheetId);
    this.#activeSheetId = selection.sheetId;
    this.#selection = selection;
    this.#changed(null);
  }

  /** The sheet with this id. @throws Error when it is gone. */
  sheet(id: number): Grid {
    const grid = this.find(id);
    if (!grid) throw new Error(`No sheet ${id}`);
    return grid;
  }

  find(id: number): Grid | undefined {
    return this.#sheets.find((grid) => grid.id === id);
  }

  named(name: string): Grid | undefined {
    return this.#sheets.find((grid) => grid.name === name);
  }

  /** Adds a sheet, at the end unless `index` (from 0) says otherwise. @throws Error for a name that is taken. */
  addSheet(name: string, options: { rows?: number; columns?: number; index?: number } = {}): Grid {
    const { rows = DEFAULT_ROWS, columns = DEFAULT_COLUMNS } = options;
    this.#requireFreeName(name);
    this.makeRoom(rows * columns);
    return this.#add(emptySheet(this.#nextId(), name, rows, columns), options.index);
  }

  duplicateSheet(id: number, name = `Copy of ${this.sheet(id).name}`): Grid {
    const { state, rowCount, columnCount } = this.sheet(id);
    this.#requireFreeName(name);
    this.makeRoom(rowCount * columnCount);
    return this.#add({ ...revive(structuredClone(state)), id: this.#nextId(), name });
  }

  deleteSheet(id: number): void {
    const index = this.#sheets.indexOf(this.sheet(id));
    if (this.#sheets.length === 1) throw new Error('The last sheet cannot be deleted');
    this.#sheets.splice(index, 1);
    const neighbour = this.#sheets[Math.min(index, this.#sheets.length - 1)];
    if (this.#activeSheetId === id && neighbour) this.activeSheetId = neighbour.id;
    this.#changed(null);
  }

  rename(name: string): void {
    this.#name = name;
    this.#changed(null);
  }

  renameSheet(id: number, name: string): void {
    const grid = this.sheet(id);
    if (grid.name !== name) this.#requireFreeName(name);
    grid.state.name = name;
    this.#changed(id);
  }

  setHidden(id: number, hidden: boolean): void {
    this.sheet(id).state.hidden = hidden;
    this.#changed(id);
  }

  /** "Make a copy": cells and rules are copied, sheet ids stay; an add-on's document properties are not the workbook's. */
  copy(newId: string, name = `Copy of ${this.#name}`): Workbook {
    return Workbook.fromJSON({ ...structuredClone(this.toJSON()), id: newId, name });
  }

  toJSON(): WorkbookState {
    return {
      id: this.id,
      name: this.#name,
      locale: this.locale,
      timeZone: this.timeZone,
      apostropheInText: this.apostropheInText,
      sheets: this.#sheets.map((grid) => grid.state),
      activeSheetId: this.#activeSheetId,
      selection: this.#selection,
    };
  }

  static fromJSON(state: WorkbookState): Workbook {
    const workbook = new Workbook(state);
    for (const sheet of state.sheets) workbook.#add(revive(sheet));
    workbook.#activeSheetId = state.activeSheetId;
    workbook.#selection = state.selection;
    return workbook;
  }

  /** Listens to every change; returns how to stop. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whose year an entry like `1/2` is in; the runtime sets its clock here. */
  useClock(now: () => number): void {
    this.#now = now;
  }

  /** @throws Error when so many more cells would break the limit. */
  makeRoom(cells: number): void {
    const now = this.#sheets.reduce((sum, grid) => sum + grid.rowCount * grid.columnCount, 0);
    if (now + cells > LIMITS.cellsOfAWorkbook.value) throw new Error(LIMITS.cellsOfAWorkbook.text);
  }

  #add(state: SheetState, index = this.#sheets.length): Grid {
    const host: GridHost = {
      locale: this.locale,
      timeZone: this.timeZone,
      apostropheInText: this.apostropheInText,
      now: () => this.#now(),
      changed: (id) => {
        this.#changed(id);
      },
      makeRoom: (cells) => {
        this.makeRoom(cells);
      },
    };
    const grid = new Grid(host, state);
    if (this.#sheets.length === 0) {
      this.#activeSheetId = grid.id;
      this.#selection = { sheetId: grid.id, areas: ['A1'] };
    }
    this.#sheets.splice(index, 0, grid);
    this.#changed(null);
    return grid;
  }

  #requireFreeName(name: string): void {
    if (this.named(name)) throw new Error(`A sheet with the name "${name}" already exists.`);
  }

  /** 0 for the first sheet, then numbers as large and irregular as Google's. */
  #nextId(): number {
    const last = this.#sheets.reduce((most, grid) => Math.max(most, grid.id), -1);
    return last < 0 ? 0 : last + 104_729 + (this.#sheets.length % 7);
  }

  #changed(sheetId: number | null): void {
    for (const listener of this.#listeners) listener(sheetId);
  }
}

/** JSON writes a cell that was never touched as `null`. */
function revive(state: SheetState): SheetState {
  const rows: Row[] = state.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell as typeof cell | null) ?? undefined),
  }));
  return { ...state, rows };
}
