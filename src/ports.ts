// Owns the contracts of the outside world as the engine sees it, with their failure modes. Names no Google service.
// Rows and columns are 0-based here; the adapters translate.
import type { Cells } from './contact/table';
import type { HttpRequest, HttpResult } from './provider/provider';

export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** What a cell holds beyond what it shows: a text (`''`: blank), a number, a tick, or a date or time. */
export type CellValue = string | number | boolean | Date;

/** A spreadsheet service refused or failed. `message` is the platform's, in the user's language. */
export class SheetFault extends Error {
  override readonly name = 'SheetFault';
}

/**
 * One sheet of the document. Reads happen at once; writes are lazy, and an error of a write comes at the next
 * read or `Book.flush`. Every method may throw `SheetFault`.
 */
export interface Sheet {
  readonly id: number;
  /** One read. */
  name(): string;
  /** Displayed text from A1 to the last cell with content: two reads, its size and its values. */
  displayed(): Cells;
  /** Displayed text of an area inside the grid: one read. */
  displayedIn(area: Area): Cells;
  /** Formulas of an area inside the grid, `''` where a cell has none: one read. */
  formulasIn(area: Area): Cells;
  /** What the cells of an area inside the grid hold; of a formula its result: one read. */
  valuesIn(area: Area): readonly (readonly CellValue[])[];
  /** Number of rows up to the last one with content: one read. */
  usedRows(): number;
  /** Writes values as they are, and text as text, never as a formula or date: one write. The area must lie inside the grid. */
  write(at: CellPosition, values: readonly (readonly CellValue[])[]): void;
  /** For cells that are formatted as text and would show what keeps others a text: one write. */
  writeBare(at: CellPosition, values: Cells): void;
  /** Blanks areas: one write. */
  clear(areas: readonly Area[]): void;
  /** The same text into many cells: one write. */
  writeSame(cells: readonly CellPosition[], text: string): void;
  /** Makes the grid at least this large: one read of its size, a write for each dimension that grows. */
  ensureGrid(rows: number, columns: number): void;
  /** Whether the running user may edit the area: one read. */
  canEdit(area: Area): boolean;
  show(): void;
  /** At once; fails where another sheet has this name. */
  rename(name: string): void;
  /** Makes the first row bold as far as these columns go, and keeps it in view: two writes. */
  dressHeaders(columns: number): void;
}

/** What the user has marked, or a filter shows, in the sheet that is open. */
export interface View {
  readonly sheet: Sheet;
  /** 0-based rows of the selected areas. */
  selectedRows(): ReadonlySet<number>;
  hasFilter(): boolean;
  /** One call a row, two where the sheet has a filter. */
  isHidden(row: number): boolean;
  hasMergedCells(area: Area): boolean;
}

/** The open document. */
export interface Book {
  readonly id: string;
  /** Sheets are listed once for each `Book`: one read. `null`: there is no such sheet (any more). */
  sheet(id: number): Sheet | null;
  /** The sheet of this name, if its first row begins with just these headers: up to three reads. */
  sheetHeaded(name: string, headers: readonly string[]): Sheet | null;
  /** E.g. `Europe/Berlin`: one read, once for each `Book`. */
  timeZone(): string;
  openView(): View;
  viewOf(sheet: Sheet): View;
  /** A new sheet with these rows, the first of them bold and frozen, in front; takes another name when this one is taken. */
  addSheet(name: string, rows: Cells): Sheet;
  /** This name, or with a number behind it where it is taken: a read for each that is. */
  freeName(name: string): string;
  /** The sheet of this name: one read. */
  sheetNamed(name: string): Sheet | null;
  /** A new blank sheet of just this name, in front. At once; fails where the name is taken. */
  addBlankSheet(name: string): Sheet;
  /** Makes a sheet the open one. */
  bringToFront(sheet: Sheet): void;
  /** A new hidden sheet with one bold, frozen header row; takes another name when this one is taken. */
  addHiddenSheet(name: string, headers: readonly string[]): Sheet;
  /** Moves the user's view to a row. */
  jumpTo(sheet: Sheet, row: number): void;
  /** Applies all lazy writes; throws `SheetFault` for any of them. */
  flush(): void;
}

/** The store's own limits. A write over them throws `StoreFault`, having perhaps written a part. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

export interface KeyValueStore {
  /** Everything, in one read. */
  all(): Readonly<Record<string, string>>;
  get(key: string): string | null;
  /** One call; not atomic. */
  setAll(entries: Readonly<Record<string, string>>): void;
  delete(key: string): void;
  /** Forgets everything: one call. */
  clear(): void;
}

export type LockResult =
  | { readonly kind: 'held' }
  /** Someone else works on this document. */
  | { readonly kind: 'busy' }
  /** There is no lock to be had here: nothing may be done. */
  | { readonly kind: 'unavailable'; readonly message: string };

export interface Lock {
  /** Waits up to `milliseconds`; 0 does not wait. */
  acquire(milliseconds: number): LockResult;
  release(): void;
}

export interface Http {
  /** One request; never throws. */
  send(request: HttpRequest): HttpResult;
  /** In parallel, for reads only: one that fails may fail all. Never throws. */
  readAll(requests: readonly HttpRequest[]): readonly HttpResult[];
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(milliseconds: number): void;
  /** What clocks and calendars show in a time zone at an instant: `2026-09-01 14:05`. */
  local(instantMs: number, timeZone: string): string;
}

export type TriggerResult =
  | { readonly kind: 'on' }
  /** `message` is the platform's. */
  | { readonly kind: 'refused'; readonly message: string };

/** When the hourly trigger last fired (`null`: not yet), and about when it will, in epoch milliseconds. */
export interface Heartbeat {
  readonly lastAt: number | null;
  readonly nextAt: number;
}

/** This user's one hourly trigger for this document. */
export interface Triggers {
  /** Makes it, or anew where it has not fired for hours: Google lists triggers that it has switched off. */
  ensure(): TriggerResult;
  remove(): void;
  /**
   * A firing, as it is to be kept in the user's properties with what else it saves there. It tells its trigger's id: an
   * execution that died after making it could not remember it.
   */
  fired(id: string): Readonly<Record<string, string>>;
  /** As remembered; `null` where there is no trigger. Asks no service but the user's properties. */
  heartbeat(): Heartbeat | null;
  /**
   * As remembered; asks no service but the user's properties. `unseen`: it was there, but nobody has looked for
   * a while; `silent`: it should have fired and has not, for hours. `ensure` puts both right.
   */
  status(): TriggerResult | { readonly kind: 'off' | 'unseen' | 'silent' };
}

/** Everything the engine needs of the outside world. */
export interface Ports {
  /** A fresh view of the document: sheets may have come and gone since the last one. */
  openBook(): Book;
  readonly documentStore: KeyValueStore;
  readonly userStore: KeyValueStore;
  readonly lock: Lock;
  readonly http: Http;
  readonly clock: Clock;
  readonly triggers: Triggers;
  /**
   * Whether the running user grants what a run needs while its page is open, or all that it takes to go on alone, as far
   * as the platform says: one call.
   */
  readonly isAuthorized: (to: 'run' | 'go_on_alone') => boolean;
  /** Whether sample contacts may be bought here, where a vendor is emulated: one read. */
  readonly sampleCanBeSent: () => boolean;
  /** A new random id, 12 characters of [A-Za-z0-9]. */
  readonly newId: () => string;
}
