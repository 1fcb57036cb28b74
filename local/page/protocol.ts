// Owns what the local page and its server say to each other: types only. Rows and columns count from 1, as in a sheet.

export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A whole sheet, as the grid shows it. */
export interface SheetData {
  readonly id: number;
  /** Grows by one with every change that is told; a gap means that a change was missed. */
  readonly version: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  /** Displayed text, up to the last row with content. */
  readonly cells: readonly (readonly string[])[];
  /** What is typed in cells whose text is computed. */
  readonly formulas: readonly CellText[];
  readonly hiddenRows: readonly number[];
  readonly hasFilter: boolean;
}

export type CellText = readonly [row: number, column: number, text: string];

/** Who changed cells: the grid flashes what the add-on wrote. */
export type Cause = 'person' | 'addon';

/** What a person's hands can do to the sheet that is open. */
export type Edit =
  | { readonly kind: 'type'; readonly row: number; readonly column: number; readonly text: string }
  | {
      readonly kind: 'paste';
      readonly row: number;
      readonly column: number;
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'move'; readonly area: Area; readonly row: number; readonly column: number }
  | { readonly kind: 'clear'; readonly area: Area }
  | {
      readonly kind: 'insertRows' | 'deleteRows' | 'insertColumns' | 'deleteColumns';
      readonly at: number;
      readonly count: number;
    }
  | { readonly kind: 'sort'; readonly column: number; readonly ascending: boolean }
  | { readonly kind: 'hideRows'; readonly from: number; readonly count: number }
  | { readonly kind: 'showRows' }
  | { readonly kind: 'filterBy'; readonly row: number; readonly column: number }
  | { readonly kind: 'removeFilter' }
  | { readonly kind: 'select'; readonly area: Area }
  | { readonly kind: 'openSheet'; readonly sheet: number }
  | { readonly kind: 'hideSheet'; readonly sheet: number };

/** The strip under the grid: what the outside world does to the add-on. */
export type Deed =
  | 'openSidebar'
  | 'closeSidebar'
  | 'fireTrigger'
  | 'skipHour'
  | 'otherUser'
  | 'wrongAccount'
  | 'kill'
  | 'sortSheet'
  | VendorDeed;

/** What happens between the add-on and one of the emulated vendors, by its id. */
export interface VendorDeed {
  readonly kind: 'connect' | 'emptyBalance' | 'refillBalance';
  readonly vendor: string;
}

export interface MenuEntry {
  readonly caption: string;
  /** The add-on's function; absent for a separator or a submenu. */
  readonly run?: string;
  readonly entries?: readonly MenuEntry[];
  readonly isSeparator?: boolean;
}

/** The vendors' ledgers together, compared with the sheet. */
export interface LedgerView {
  readonly contactsBought: number;
  readonly paidTwice: number;
  readonly valuesInSheet: number;
  readonly wrongRows: readonly { readonly row: number; readonly text: string }[];
  readonly submits: number;
}

/** One of the emulated vendors, as the page shows it. */
export interface VendorView {
  readonly id: string;
  readonly name: string;
  readonly demoKey: string;
  /** The id of a list that can be enriched there; absent: it keeps none. */
  readonly demoList?: string;
  /** The demo key is the one that the add-on uses for who sits at the page. */
  readonly isConnected: boolean;
  /** Credits that are left to the demo key. */
  readonly balance: number;
  /** Contacts and channels that it has sold. */
  readonly bought: number;
}

export interface PageState {
  readonly live: boolean;
  readonly fileName: string;
  readonly sheets: readonly {
    readonly id: number;
    readonly name: string;
    readonly hidden: boolean;
  }[];
  readonly activeSheet: number;
  readonly selection: Area;
  /** Grows when something else than the grid has moved the selection; only then the grid follows. */
  readonly selectionMoves: number;
  readonly clock: { readonly now: number; readonly speed: number };
  readonly menu: readonly MenuEntry[];
  readonly sidebar: { readonly title: string; readonly generation: number } | null;
  readonly dialog: {
    readonly title: string;
    readonly html: string;
    readonly width: number;
    readonly height: number;
    readonly generation: number;
  } | null;
  readonly triggers: readonly { readonly handler: string; readonly nextAt: number | null }[];
  /** A kill waits for an execution. */
  readonly killArmed: boolean;
  /** `null` outside the emulation: real vendors show no ledger. */
  readonly ledger: LedgerView | null;
  /** Those that the add-on can ask; none outside the emulation. */
  readonly vendors: readonly VendorView[];
  /** Who sits at the page: the document is shared with a colleague. */
  readonly isColleague: boolean;
  /** Google asks another account than the one that has the document open. */
  readonly isWrongAccount: boolean;
  /** Executions so far, the newest last; at most a few. */
  readonly executions: readonly ExecutionView[];
}

export interface ExecutionView {
  readonly at: number;
  readonly name: string;
  readonly outcome: 'returned' | 'threw' | 'killed';
  readonly text: string;
}

/** What the server tells without being asked. */
export type ServerEvent =
  | { readonly kind: 'state'; readonly state: PageState }
  | {
      readonly kind: 'cells';
      readonly sheet: number;
      readonly version: number;
      readonly cause: Cause;
      readonly cells: readonly CellText[];
      readonly formulas: readonly CellText[];
    }
  /** Rows or columns came or went, or another sheet is open: read it again. */
  | { readonly kind: 'sheet'; readonly version: number }
  | {
      readonly kind: 'toast';
      readonly title: string;
      readonly text: string;
      readonly isProblem: boolean;
    };

/** The answer to `google.script.run`. */
export type RunAnswer =
  | {
      readonly kind: 'returned';
      readonly value: unknown;
      readonly now: number;
      readonly speed: number;
    }
  | {
      readonly kind: 'failed';
      readonly name: string;
      readonly message: string;
      readonly now: number;
      readonly speed: number;
    };

/** Refused requests carry a sentence for the person. */
export interface Refused {
  readonly message: string;
}
