// Owns what the sidebar asks of the enrichment of a list that is kept at a vendor, and what it sees of it: types only.
import type { ListDecision, ListState, ListTold } from '../run/list/list-run';
import type { Choice } from './contract';

export type { ListDecision, ListState };

/** What can be bought for a whole list. */
export type ListChannels = readonly ('email' | 'phone')[];

/** Which rows of which sheet go onto a new list. */
export interface MakeListRequest {
  /** The vendor's id. */
  readonly vendor: string;
  /** The sheet, its columns and the rows; what else is chosen says nothing here. */
  readonly choice: Choice;
  readonly channels: ListChannels;
}

/** A list that was made at the vendor. Nothing is bought yet. */
export interface MadeListView {
  /** Its id. */
  readonly list: string;
  /** As it is called there. */
  readonly name: string;
  readonly contacts: number;
  readonly rows: number;
  /** Sentences about rows that the vendor did not take, and contacts that are not on it. */
  readonly left: readonly string[];
}

export interface QuoteListRequest {
  readonly vendor: string;
  /** As typed. */
  readonly list: string;
  readonly channels: ListChannels;
}

/** How the one list of this document stands. */
export interface ListView extends ListTold {
  readonly id: string;
  readonly state: ListState;
  /** Something was, or may have been, bought, and no person has ended it. */
  readonly isUnderWay: boolean;
  /** Started by this user; another user's can be seen, not driven. */
  readonly mine: boolean;
  /** Its user has been away for seven days: anyone may close it. */
  readonly closable: boolean;
  readonly vendor: string;
  readonly vendorName: string;
  readonly portal: string;
  /** Its id. */
  readonly list: string;
  readonly channels: ListChannels;
  /** Of the last estimate. */
  readonly rows: number;
  readonly credits: number;
  readonly balance: number;
  readonly isSufficient: boolean;
  /** The user's limit for a run; `null`: none. */
  readonly runLimit: number | null;
  /** Credits that were confirmed; 0: none yet. */
  readonly maximum: number;
  readonly workflowId: string;
  /** Whom of it something else has paid for, or will: read before a confirm; `''`: nobody, as far as is known. */
  readonly warning: string;
  /** What happened, and what to do; `''`: nothing worth a word. */
  readonly message: string;
  /** It waits for a person. */
  readonly isPaused: boolean;
  readonly decisions: readonly ListDecision[];
  /** The tab of its rows; `null`: none was made, or it was deleted. */
  readonly tab: { readonly sheet: number; readonly name: string; readonly rows: number } | null;
  /** Until the next look is worth it; `null`: nothing goes on without a person. */
  readonly callAgainInMs: number | null;
}

/** Each method: what it takes and what it gives. */
export interface ListMethods {
  /** The list of this document; `null`: none. Asks nobody. */
  list: { args: null; value: ListView | null };
  /** Makes a list of contacts at the vendor. Free: nothing is looked up. */
  makeList: { args: MakeListRequest; value: MadeListView };
  /** What a list would cost at most. Buys nothing. */
  quoteList: { args: QuoteListRequest; value: ListView };
  /** Buys what was estimated, for at most so many credits. */
  buyList: { args: { id: string; maximum: number }; value: ListView };
  /** One slice of work, then how the list stands. */
  workList: { args: null; value: ListView | null };
  decideList: { args: { id: string; decision: ListDecision }; value: ListView | null };
}
