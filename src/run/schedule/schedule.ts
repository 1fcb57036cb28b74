// Owns a schedule: what a user approved to be enriched by itself, how far it has come, and its record in document properties.
// Hashes, ids, counters and column headers only. Knows no sheet, no clock and no vendor.
import type { Channel } from '../../contact/contact';
import type { Route } from '../plan/route';
import { type Credits, creditsOf } from '../state/credits';
import type { DocumentState } from '../state/document';
import { entryBytes } from '../state/record-size';
import type { Outputs } from '../state/output-fields';
import type { Source } from '../state/run';
import type { LogMemory } from './log-memory';

export type Rhythm =
  | { readonly kind: 'hourly' }
  /** `hour` 0 to 23, in the spreadsheet's time zone. */
  | { readonly kind: 'daily'; readonly hour: number };

export type SchedulePauseReason =
  'ceiling' | 'balance' | 'vendor' | 'key' | 'permission' | 'log' | 'columns' | 'sheet' | 'room';

export interface SchedulePause {
  /** The id of the vendor that it is about, where it is about one. */
  readonly vendor?: string;
  readonly reason: SchedulePauseReason;
  readonly message: string;
}

/** What its last look came to. */
export interface ScheduleLook {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Contacts that it had sent. */
  readonly contacts: number;
  /** The run that it started; `''`: none. */
  readonly run: string;
  readonly message: string;
}

/** What may be bought from one vendor. */
export interface ScheduleVendor {
  readonly id: string;
  /** Hash of its organisation: no other one's credits are spent. */
  readonly organization: string;
  /** Credits that a day's runs may cost there at worst, together. */
  readonly dailyCredits: number;
}

export interface Schedule {
  readonly id: string;
  /** The document that it was made in. */
  readonly book: string;
  /** The tag of its user, who alone changes it and whose trigger and key it uses. */
  readonly user: string;
  /** Where it may buy. */
  readonly vendors: readonly ScheduleVendor[];
  readonly madeAt: number;
  /** Epoch milliseconds since which it is as it is: what runs before that wrote is no longer said of its columns. */
  readonly termsSince: number;
  readonly source: Source;
  /** Columns whose headers are those of `source`: more or fewer of them, and nobody knows which is meant. */
  readonly namesakes: number;
  readonly outputs: Outputs;
  readonly channels: readonly Channel[];
  readonly route: Route;
  readonly overwrite: readonly Channel[];
  readonly rhythm: Rhythm;
  /** Of the spreadsheet, as it was last seen. */
  readonly timeZone: string;
  /** What the runs that were started on a day may cost at worst: never less than what they do. */
  readonly spent: { readonly day: string; readonly credits: Credits };
  /** A run whose cost is in `spent`, and of which only its own record can tell whether it came to be. */
  readonly begun: { readonly run: string; readonly credits: Credits } | null;
  /** Daily: the last day whose look is done. */
  readonly lookedDay: string;
  readonly memory: LogMemory;
  /** Sheet faults in a row. */
  readonly faults: number;
  readonly last: ScheduleLook | null;
  readonly pause: SchedulePause | null;
}

/** After these it tries again by itself; after the others its user resumes it. */
const PASSING: readonly SchedulePauseReason[] = ['ceiling', 'balance', 'vendor'];

/** Whether it goes on without a person: the reason to keep the hourly trigger. */
export function isOn({ pause }: Schedule): boolean {
  return pause === null || PASSING.includes(pause.reason);
}

/** Credits a day, by vendor. */
export function ceilingOf({ vendors }: Pick<Schedule, 'vendors'>): Credits {
  return creditsOf(vendors.map(({ id, dailyCredits }) => [id, dailyCredits]));
}

/** Every schedule of the document, in the order in which they were made; those of another document are not its. */
export function schedulesOf(document: DocumentState): Schedule[] {
  return document
    .idsOf(PREFIX)
    .map((id) => decode(document.text(scheduleKey(id))))
    .filter((schedule) => schedule?.book === document.book)
    .filter((schedule) => schedule !== null)
    .sort((a, b) => a.madeAt - b.madeAt);
}

export function scheduleKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** To be saved with what goes with it. */
export function recordOf(schedule: Schedule): Readonly<Record<string, string>> {
  const { pause, last } = schedule;
  const short = {
    ...schedule,
    pause: pause === null ? null : { ...pause, message: cut(pause.message) },
    last: last === null ? null : { ...last, message: cut(last.message) },
  };
  return { [scheduleKey(schedule.id)]: JSON.stringify(short) };
}

/** Bytes that the document's store keeps free for each schedule: with long headers, and two messages. */
export const SCHEDULE_BYTES = 6_000;

/** Whether its record stays within {@link SCHEDULE_BYTES}, whatever it comes to say. */
export function fitsItsRoom(schedule: Schedule): boolean {
  const text = JSON.stringify({ ...schedule, pause: null, last: null });
  return entryBytes(scheduleKey(schedule.id), text) + MESSAGES_BYTES <= SCHEDULE_BYTES;
}

const PREFIX = 'schedule:';

const MESSAGE_LENGTH = 400;
/** Two messages of characters of up to three bytes. */
const MESSAGES_BYTES = 2 * 3 * MESSAGE_LENGTH;

function cut(message: string): string {
  return message.length <= MESSAGE_LENGTH ? message : `${message.slice(0, MESSAGE_LENGTH - 1)}…`;
}

function decode(text: string | null): Schedule | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Schedule> | null;
    const isSchedule = typeof value?.id === 'string' && value.source !== undefined;
    return isSchedule ? (value as Schedule) : null;
  } catch {
    return null;
  }
}
