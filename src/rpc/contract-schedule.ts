// Owns what the sidebar sees of schedules: a sheet whose new rows are enriched by themselves. Types only.
import type { Channel, ContactField } from '../contact/contact';
import type { Choice, OutputField, Policy } from './contract';
import type { VendorCredits } from './contract-check';

export type Rhythm =
  | { readonly kind: 'hourly' }
  /** `hour` 0 to 23, in the spreadsheet's time zone; the trigger comes within that hour or the next. */
  | { readonly kind: 'daily'; readonly hour: number };

export interface ScheduleRequest {
  /** Its mapping, outputs and channels are the schedule's; its rows are always those that are new. */
  readonly choice: Choice;
  readonly rhythm: Rhythm;
  /** Credits that a day's runs may cost at worst, together, by vendor id. */
  readonly dailyCredits: Readonly<Record<string, number>>;
}

/**
 * Why a schedule sends nothing. It tries again by itself after `ceiling` (the next day), `balance` and `vendor`; after the others
 * only when its user resumes it.
 */
export type SchedulePauseReason =
  'ceiling' | 'balance' | 'vendor' | 'key' | 'permission' | 'log' | 'columns' | 'sheet' | 'room';

export interface SchedulePauseView {
  /** The id of the vendor that it is about, where it is about one. */
  readonly vendor?: string;
  readonly reason: SchedulePauseReason;
  readonly message: string;
}

/** A column by its header; by its letter, as it was last seen, where the header is blank. */
export interface ReadColumn {
  readonly field: ContactField;
  readonly column: string;
}
export interface WrittenColumn {
  readonly field: OutputField;
  readonly column: string;
  readonly policy: Policy;
}

/** Everybody's schedules in this document, this user's first. */
export interface Schedules {
  readonly schedules: readonly ScheduleView[];
  /** Of the spreadsheet: the one that a new schedule will have. */
  readonly timeZone: string;
  /** By vendor, that it sends this user's contacts on to an address of theirs. */
  readonly told: Readonly<Record<string, string>>;
}

export interface ScheduleView {
  readonly id: string;
  /** Another user's schedule can be seen, not changed. */
  readonly mine: boolean;
  readonly sheetId: number;
  readonly sheetName: string;
  readonly rhythm: Rhythm;
  /** Of the spreadsheet, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  readonly channels: readonly Channel[];
  readonly route: NonNullable<Choice['route']>;
  /** At each vendor. */
  readonly dailyCredits: readonly VendorCredits[];
  /** Credits that today's runs of it have cost or may still cost at worst, at each vendor. */
  readonly spentToday: readonly VendorCredits[];
  /** What it reads and writes; empty for another user's. */
  readonly reads: readonly ReadColumn[];
  readonly writes: readonly WrittenColumn[];
  /** It sends nothing now. */
  readonly isPaused: boolean;
  /** Why; `null` also for another user's. */
  readonly pause: SchedulePauseView | null;
  /** About when it looks again; `null` while it waits for its user. */
  readonly nextAt: number | null;
  /** `null` until it has looked. */
  readonly last: {
    readonly at: number;
    /** Contacts that it had sent; 0 when nothing was new. */
    readonly contacts: number;
    /** The run that it started; `''` when none. */
    readonly run: string;
    /** One sentence. */
    readonly message: string;
  } | null;
}
