// Owns what the sidebar may ask and what it gets: types only. Everything crosses as JSON text; dates are epoch milliseconds.
import type { Channel, ContactField } from '../contact/contact';
import type { Operation } from '../contact/operation';
import type { KeyPlan } from '../provider/provider';
import type { SheetProblem } from '../run/plan/sheet-problem';
import type { Decision } from '../run/person/decide';
import type { OutputField } from '../run/state/output-fields';
import type { ByType, CheckView, Inspection, VendorCredits } from './contract-check';
import type { FixKind, FixPreview, FixReport } from './contract-fix';
import type { LeadCount, LeadQuery, LeadRequest, LeadTab } from './contract-leads';
import type { ListMethods, ListView } from './contract-list';
import type {
  Deliveries,
  History,
  OutcomeRows,
  RetryCount,
  RunOutcome,
  RunView,
} from './contract-run';
import type { ScheduleRequest, Schedules, ScheduleView } from './contract-schedule';
import type {
  SettingsChange,
  SettingsView,
  SupportRequest,
  TransactionsView,
} from './contract-settings';

export type { OutputField, SheetProblem };

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

/** What may be written into a column's cells: only blank ones, or filled ones, too. */
export type Policy = 'blanks' | 'always';

/** Where a kind of value goes. */
export interface OutputChoice {
  /**
   * 0-based; `null`: a new column, or the one that this add-on made earlier. For e-mail and phone it is the mapped column,
   * whatever stands here.
   */
  readonly column: number | null;
  readonly policy: Policy;
}

/**
 * An absent field is as the sheet remembers it, or as by default; `null`: its values are not written. E-mail and phone are
 * written when they are bought, and the enrichment status always.
 */
export type OutputChoices = Partial<Record<OutputField, OutputChoice | null>>;

/** What the user has chosen so far; the server fills the rest from the sheet and what it remembers. */
export interface Choice {
  /** The sheet's id; absent: the one that is open. */
  readonly sheet?: number;
  /** 1-based row of the headers; absent: found. */
  readonly headerRow?: number;
  /** The user's changes; other fields are as remembered or matched. */
  readonly mapping?: MappingChoice;
  readonly outputs?: OutputChoices;
  /** From the inspection that column numbers and header row refer to: columns may move meanwhile. */
  readonly headerMark?: string;
  /** Absent: `find`. */
  readonly operation?: Operation;
  /** May be empty only where nothing is confirmed: the inspection says that nothing is to be found. */
  readonly channels: readonly Channel[];
  /** For each channel, ids of vendors in the order in which they are asked; absent: the first one that is connected. */
  readonly route?: Readonly<Partial<Record<Channel, readonly string[]>>>;
  readonly rows: RowChoice;
  /** Send at most this many contacts, the first ones. */
  readonly limit?: number;
  /** Send the first contacts that cost at most so many credits at worst. */
  readonly maximum?: number;
}

/** A vendor, and the user's key of it. */
export type AccountView = VendorView &
  (
    | { readonly connected: false }
    | {
        readonly connected: true;
        /** The end of the vendor's id of the organisation that pays. */
        readonly organizationEnd: string;
        readonly keyLastFour: string;
        /** As the vendor said when the key was connected; absent: it did not. */
        readonly plan?: KeyPlan;
        /** `null` when the vendor could not be asked now. */
        readonly balance: number | null;
      }
  );

export interface VendorView {
  /** Its id. */
  readonly vendor: string;
  readonly name: string;
  /** One sentence: what it finds, and how. */
  readonly about: string;
  /** What can be bought of it in each operation. */
  readonly sells: Readonly<Record<Operation, readonly Channel[]>>;
  /** Leads can be searched for there, free; absent: they cannot. */
  readonly hasSearch?: true;
  /** Lists that are kept there can be enriched whole; absent: they cannot. */
  readonly hasLists?: true;
  /** How a key of it begins. */
  readonly keyPrefix: string;
  /** Where a person finds the key on the vendor's site. */
  readonly keyPlace: string;
  /** The vendor's site for its users: `https://…`. */
  readonly portal: string;
  /** It tells what credits were last used for. */
  readonly hasTransactions?: true;
}

/** What the confirm shows, and what `start` must be given back. */
export interface Quote {
  /** The id that the run will have: one confirm, one run. */
  readonly id: string;
  readonly digest: string;
  readonly contacts: CheckView['contacts'];
  /** Ready contacts that are not among them: they come after the limit, or the maximum, that was asked for. */
  readonly left: number;
  /** The user's own limit for a run; `null`: none. `isReached`: it leaves out contacts that were asked for. */
  readonly runLimit: { readonly credits: number; readonly isReached: boolean } | null;
  readonly maximumCredits: readonly VendorCredits[];
  /** Credits for one contact of each type at each vendor, if everything is found. */
  readonly creditsPerContact: ByType<readonly VendorCredits[]>;
  /** At each vendor; `null` on the sample sheet when no key is connected: all but the purchase can be seen there. */
  readonly balances: readonly VendorCredits[] | null;
  /** Never below 0; `null` as the balances are. */
  readonly balancesAfterAtWorst: readonly VendorCredits[] | null;
  /** False on the sample sheet, whose contacts do not exist, but for the page on your own computer. */
  readonly canBeSent: boolean;
  readonly replaced: CheckView['replaced'];
  /** False: the log is switched off, so that the run cannot be undone. */
  readonly keepsLog: boolean;
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

export interface Home {
  readonly inspection: Inspection;
  /** Every vendor there is, in the order in which they are offered. */
  readonly accounts: readonly AccountView[];
  /** Open runs of this document, newest first, then the last closed one, and the one that is to be retried. */
  readonly runs: readonly RunView[];
  /** What it was looked at for: as asked; else as the user chose last, on whichever sheet. */
  readonly operation: Operation;
  readonly channels: readonly Channel[];
  /** What the user wanted last in each operation, and of whom; absent: never chosen. */
  readonly orders: Readonly<Partial<Record<Operation, Pick<Choice, 'channels' | 'route'>>>>;
  /** Everybody's schedules in this document, this user's first. */
  readonly schedules: readonly ScheduleView[];
  /** The list that is, or was last, enriched in this document; absent: none is known. */
  readonly list?: ListView;
}

export interface StartRequest {
  readonly choice: Choice;
  readonly quote: Pick<Quote, 'id' | 'digest'>;
  /** When the balance does not cover the maximum: the user agreed to pause when it is used up. */
  readonly pauseWhenUsedUp: boolean;
}

/** `isAside`: asked for a number beside the first view; nothing of it is remembered as the user's choice. */
export type Look = Choice & { readonly isAside?: true };

/** Each method: what it takes and what it gives. */
export interface Methods extends ListMethods {
  /** Everything the first view needs. Needs no key. */
  home: { args: Choice | null; value: Home };
  /** Map and check again, e.g. after a changed mapping; remembers what is chosen. Needs no key. */
  inspect: { args: Look; value: Inspection };
  /** Selects a cell of the row in the grid. */
  jump: { args: { sheet: number; row: number }; value: null };
  connect: { args: { vendor: string; key: string }; value: readonly AccountView[] };
  disconnect: { args: { vendor: string }; value: readonly AccountView[] };
  accounts: { args: null; value: readonly AccountView[] };
  /** Of a connected vendor that tells them. Free; kept nowhere. */
  transactions: { args: { vendor: string }; value: TransactionsView };
  /** The confirm's numbers. Writes and buys nothing. */
  quote: { args: Choice; value: Quote };
  start: { args: StartRequest; value: RunView };
  /** One slice of work on this user's runs, then how the run stands. */
  work: { args: { run: string }; value: RunView };
  stop: { args: { run: string }; value: RunView };
  resume: { args: { run: string }; value: RunView };
  decide: { args: { run: string; batch: number; decision: Decision }; value: RunView };
  /** Closes the run of a user who has been away for seven days, or one of one's own whose results cannot be collected. */
  close: { args: { run: string }; value: RunView };
  /** Takes what a closed run wrote out of the sheet again, where it still stands. Costs nothing. */
  undo: { args: { run: string }; value: RunView };
  /** Looks for rows of a closed run's results that had none, and writes them there. Costs nothing. */
  placeAgain: { args: { run: string }; value: RunView };
  /** Every run of this document that is still known. */
  history: { args: null; value: History };
  /** What became of the calls to the user's own address. Asks the vendor, for free. */
  deliveries: { args: { run: string }; value: Deliveries };
  /** The rows of an ended run's contacts, by what became of them. Reads the log and the run's sheet. */
  outcomeRows: { args: { run: string; outcome: RunOutcome }; value: OutcomeRows };
  /** What a retry would be about now, in the operation of its run. Reads the log and the run's sheet; buys nothing. */
  retryCount: {
    args: { run: string; kind: 'not_found' | 'failed' } & Pick<Choice, 'channels' | 'route'>;
    value: RetryCount;
  };
  /** Makes a new tab of sample contacts and opens it. */
  sample: { args: null; value: Home };
  /** What a fix would change. Writes nothing. */
  previewFix: { args: { choice: Choice; kind: FixKind }; value: FixPreview };
  /** Changes just what the preview showed, or nothing. */
  applyFix: { args: { choice: Choice; kind: FixKind; digest: string }; value: FixReport };
  /** Gives the cells of the sheet's last fix their texts again, where nobody changed them since. */
  undoFix: { args: { sheet: number }; value: FixReport };
  schedules: { args: null; value: Schedules };
  /** Makes this user's schedule of the sheet, in place of the one that it had. */
  schedule: { args: ScheduleRequest; value: ScheduleView };
  resumeSchedule: { args: { id: string }; value: ScheduleView };
  endSchedule: { args: { id: string }; value: Schedules };
  settings: { args: null; value: SettingsView };
  saveSettings: { args: SettingsChange; value: SettingsView };
  /** Deletes everything that this add-on keeps in the document and, for it, about this user. Refused while runs are open. */
  deleteAll: { args: null; value: SettingsView };
  /** How many leads fit. Free; writes nothing. */
  countLeads: { args: LeadQuery; value: LeadCount };
  /** Leads into a tab of their own, and more of them into the same tab. Free. */
  findLeads: { args: LeadRequest; value: LeadTab };
  /** What a vendor's support needs to know, with keys, names and addresses taken out. */
  support: { args: SupportRequest; value: { readonly text: string } };
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
  /** It may cost more than the user lets one run cost. */
  | 'over_limit'
  /** The run is not kept any more: deleted, or too old. */
  | 'gone'
  /** Not possible as things stand; the message says what to do first. */
  | 'refused'
  | 'authorisation'
  | 'internal';

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  /** What happened, what was and was not paid where that is a question, and what to do. */
  readonly message: string;
  /** The id of the vendor that it is about; absent where it is about none, or several. */
  readonly vendor?: string;
  /** With `too_many`: how many contacts, the first ones, could be sent now; absent where none could. */
  readonly first?: number;
}

export type Reply<M extends Method> =
  { readonly ok: true; readonly value: Methods[M]['value'] } | Failure;
