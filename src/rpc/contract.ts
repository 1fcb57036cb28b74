// Owns what the sidebar may ask and what it gets: types only. Everything crosses as JSON text; dates are epoch milliseconds.
import type { Channel, ContactField } from '../contact/contact';
import type { BatchState } from '../run/state/batch';
import type { Decision } from '../run/person/decide';
import type { SheetProblem } from '../run/plan/sheet-problem';
import type { BatchProgress, Progress } from '../run/progress';
import type { PlaceAgainReport, UndoReport } from '../run/state/run';

export type { BatchState, Decision, PlaceAgainReport, SheetProblem, UndoReport };

/** Which rows of the sheet a check or a run is about. Row counts are data rows below the header. */
export type RowChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'selected' }
  /** Rows that the sheet's filter shows; offered when the sheet has one. */
  | { readonly kind: 'visible' }
  /** Rows that no run has tried yet. */
  | { readonly kind: 'new' }
  | { readonly kind: 'first'; readonly count: number }
  /** Of a closed run: contacts of which nothing was found, as far as there is another way to ask for them. */
  | { readonly kind: 'not_found'; readonly run: string }
  /** Of a closed run: contacts that certainly were not bought. */
  | { readonly kind: 'failed'; readonly run: string };

/** A column number (0-based) for each mapped field; `null` says that the user wants the field unmapped. */
export type MappingChoice = Partial<Record<ContactField, number | null>>;

/** What the user has chosen so far; the server fills the rest from the sheet and what it remembers. */
export interface Choice {
  /** The sheet's id; absent: the one that is open. */
  readonly sheet?: number;
  /** 1-based row of the headers; absent: found. */
  readonly headerRow?: number;
  /** The user's changes; other fields are as remembered or matched. */
  readonly mapping?: MappingChoice;
  /** From the inspection that column numbers and header row refer to: columns may move meanwhile. */
  readonly headerMark?: string;
  readonly channels: readonly Channel[];
  readonly rows: RowChoice;
  /** Send at most this many contacts, the first ones. */
  readonly limit?: number;
}

export interface ColumnView {
  /** 0-based. */
  readonly index: number;
  /** `A`, `B` … */
  readonly letter: string;
  /** May be blank. */
  readonly header: string;
  /** Up to three, as displayed; untrusted text. */
  readonly samples: readonly string[];
}

export interface MappedField {
  readonly column: number;
  /** `chosen`: by the user, now or earlier. `guess`: by similar words or cell contents, worth a look. */
  readonly certainty: 'chosen' | 'exact' | 'guess';
}

export type VerdictKind = 'ready' | 'waiting' | 'duplicate' | 'filled' | 'incomplete' | 'blank';

export interface ProblemRow {
  /** 1-based row in the sheet. */
  readonly row: number;
  readonly kind: VerdictKind;
  /** One sentence. */
  readonly text: string;
}

export interface CheckView {
  readonly counts: Readonly<Record<VerdictKind, number>>;
  /** Contacts that would be sent, by what is bought for them. */
  readonly contacts: {
    readonly total: number;
    readonly partial: number;
    readonly phone_only: number;
    readonly full: number;
  };
  /** Credits if everything is found. */
  readonly maximumCredits: number;
  /** Rows that are not ready, in sheet order, at most 200 of each kind; blank rows are not listed. */
  readonly problems: readonly ProblemRow[];
}

export interface Inspection {
  readonly sheet: { readonly id: number; readonly name: string; readonly rows: number };
  /** 1-based; 0 when there is none. */
  readonly headerRow: number;
  /** Changes when columns are inserted, deleted, moved or renamed. */
  readonly headerMark: string;
  readonly columns: readonly ColumnView[];
  readonly mapping: Partial<Record<ContactField, MappedField>>;
  readonly hasFilter: boolean;
  /** `null` when there is a problem. */
  readonly check: CheckView | null;
  readonly problem: SheetProblem | null;
}

export type AccountView =
  | { readonly connected: false }
  | {
      readonly connected: true;
      readonly vendor: string;
      readonly keyLastFour: string;
      /** `null` when the vendor could not be asked now. */
      readonly balance: number | null;
    };

/** What the confirm shows, and what `start` must be given back. */
export interface Quote {
  /** The id that the run will have: one confirm, one run. */
  readonly id: string;
  readonly digest: string;
  readonly contacts: CheckView['contacts'];
  readonly maximumCredits: number;
  readonly balance: number;
  /** Never below 0. */
  readonly balanceAfterAtWorst: number;
  /** When the balance does not cover the maximum: how many contacts, the first ones, it covers at worst. */
  readonly affordable: number | null;
  /** Rows to send that are hidden; `null` when there are too many rows to tell (over 1,000). */
  readonly hidden: number | null;
  readonly batches: number;
  /** Blank cells that get, free, what another row of the same contact has. */
  readonly shared: number;
  /** Where results will go, e.g. `Email (column D)`, `Email status (new)`. */
  readonly outputs: readonly string[];
  /** E.g. merged cells, a sheet that is too wide to check; each a sentence. */
  readonly warnings: readonly string[];
}

/** A batch that needs a person, or that ended without its contacts being bought. */
export interface BatchView extends BatchProgress {
  /** At most three, for `held`: what came, as text. */
  readonly examples: readonly string[];
}

/** What a person may still do about a run that has ended. */
export interface Afterwards {
  /** What it wrote can be taken out of the sheet again; false once that was done, unless some rows or columns were gone. */
  readonly canUndo: boolean;
  /** What *Undo* did; `null` until then. */
  readonly undone: UndoReport | null;
  /** Contacts whose results have no row, and may have one again. */
  readonly placeable: number;
  /** What *Place again* did last; `null` until then. */
  readonly placedAgain: PlaceAgainReport | null;
  /** Contacts of which nothing was found: how many a retry is about at most. */
  readonly notFound: number;
  /** Contacts that certainly were not bought: stopped, refused, failed at the vendor. */
  readonly failed: number;
}

/** How a run stands. */
export interface RunView extends Omit<
  Progress,
  'sheetId' | 'nextAt' | 'attention' | 'goesOnAlone'
> {
  /** `''` in the answers of `work`: it costs a read of the sheet, and does not change every two seconds. */
  readonly sheetName: string;
  /** When the sidebar should call `work` again, in milliseconds; `null`: nothing to do without a person. */
  readonly callAgainInMs: number | null;
  readonly attention: readonly BatchView[];
  /** What becomes of it when the sidebar is closed, one sentence; `''` when nothing can go on alone. */
  readonly background: string;
  /** `null` while the run is open, and for runs of which too little is kept. */
  readonly afterwards: Afterwards | null;
}

export interface Home {
  readonly inspection: Inspection;
  readonly account: AccountView;
  /** Open runs of this document, newest first, then the last closed one. */
  readonly runs: readonly RunView[];
  /** What the user chose last on this sheet. */
  readonly channels: readonly Channel[];
}

export interface StartRequest {
  readonly choice: Choice;
  readonly quote: Pick<Quote, 'id' | 'digest'>;
  /** When the balance does not cover the maximum: the user agreed to pause when it is used up. */
  readonly pauseWhenUsedUp: boolean;
}

/** Each method: what it takes and what it gives. */
export interface Methods {
  /** Everything the first view needs. Needs no key. */
  home: { args: Choice | null; value: Home };
  /** Map and check again, e.g. after a changed mapping; remembers a changed mapping. Needs no key. */
  inspect: { args: Choice; value: Inspection };
  /** Selects a cell of the row in the grid. */
  jump: { args: { sheet: number; row: number }; value: null };
  connect: { args: { key: string }; value: AccountView };
  disconnect: { args: null; value: AccountView };
  account: { args: null; value: AccountView };
  /** The confirm's numbers. Writes and buys nothing. */
  quote: { args: Choice; value: Quote };
  start: { args: StartRequest; value: RunView };
  /** One slice of work on this user's runs, then how the run stands. */
  work: { args: { run: string }; value: RunView };
  stop: { args: { run: string }; value: RunView };
  resume: { args: { run: string }; value: RunView };
  decide: { args: { run: string; batch: number; decision: Decision }; value: RunView };
  /** Closes the run of a user who has been away for seven days. */
  close: { args: { run: string }; value: RunView };
  /** Takes what a closed run wrote out of the sheet again, where it still stands. Costs nothing. */
  undo: { args: { run: string }; value: RunView };
  /** Looks for rows of a closed run's results that had none, and writes them there. Costs nothing. */
  placeAgain: { args: { run: string }; value: RunView };
}
export type Method = keyof Methods;

export type FailureCode =
  | 'bad_request'
  | 'no_key'
  | 'key_refused'
  | 'vendor_down'
  | 'vendor_blocked'
  | 'out_of_credits'
  | 'busy'
  | 'changed'
  | 'already_started'
  | 'nothing_to_send'
  | 'too_many'
  | 'sheet_problem'
  | 'not_yours'
  | 'authorisation'
  | 'internal';

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  /** What happened, what was and was not paid where that is a question, and what to do. */
  readonly message: string;
  /** With `too_many`: how many contacts, the first ones, could be sent now; absent where none could. */
  readonly first?: number;
}

export type Reply<M extends Method> =
  { readonly ok: true; readonly value: Methods[M]['value'] } | Failure;
