// Owns what the sidebar asks of a search for leads and what it sees of it: types, and how many it may ask for.
import type { LeadFilters } from '../provider/lead-search';

export type { LeadFilters };

/** How many leads one press may fetch. */
export const LEAD_COUNTS = [100, 500, 1_000] as const;

export interface LeadQuery {
  /** Its id. */
  readonly vendor: string;
  /** At least one of them beside the type. */
  readonly filters: LeadFilters;
}

export interface LeadCount {
  /** Leads that fit; `null`: the vendor does not say. */
  readonly total: number | null;
}

export interface LeadRequest extends LeadQuery {
  /** Leads to fetch, at most. */
  readonly count: (typeof LEAD_COUNTS)[number];
  /** More for the tab that this search has; false: its tab as it stands, where it has one. */
  readonly more: boolean;
}

/** The tab of a search; `null`: nobody fits, so that no tab was made. */
export type LeadTab = {
  readonly sheet: number;
  readonly name: string;
  /** Leads in it. */
  readonly rows: number;
  /** Of those, what this request added. */
  readonly added: number;
  readonly total: number | null;
  /** Whether there are more of them. */
  readonly hasMore: boolean;
  /** It was there before, and was opened as it stands. */
  readonly isEarlier: boolean;
  /** Why fewer came than were asked for; `''`: nothing kept them away. */
  readonly short: string;
} | null;
