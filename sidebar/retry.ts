// Owns the choice of an ended run's contacts to be asked for again: its words, and when it is dropped. Knows no view.
import type { Channel } from '../src/contact/contact';
import type { Choice, Inspection, RowChoice } from '../src/rpc/contract';
import type { RetryCount, RunView } from '../src/rpc/contract-run';
import { count, counted } from './words';
import { creditsText } from './credits';

export type RetryChoice = Extract<RowChoice, { readonly run: string }>;

/** The other choices: rows of the sheet, whatever was done with them. */
export type SheetChoice = Exclude<RowChoice, RetryChoice>;

/** What was chosen of a sheet: it stays as it is while a retry goes on beside it. */
export type SheetWish = Omit<Choice, 'rows'> & { readonly rows: SheetChoice };

/** A retry under way: what it asks for, instead of what is chosen of the sheet. */
export interface Retry {
  readonly rows: RetryChoice;
  readonly channels: readonly Channel[];
}

interface RetryWords {
  /** In the list of rows to choose. */
  readonly name: string;
  /** What became of the contacts. */
  readonly what: string;
  /** At the confirm: which contacts these are. */
  readonly about: string;
  /** What may be done with them. */
  readonly can: string;
}

export const RETRIES: Readonly<Record<RetryChoice['kind'], RetryWords>> = {
  not_found: {
    name: 'Not found in that run',
    what: 'not found',
    about: 'contacts that were not found then, asked for in another way',
    can: 'can be asked for in another way',
  },
  failed: {
    name: 'Not sent or failed in that run',
    what: 'not sent or failed',
    about: 'contacts that certainly were not bought then',
    can: 'can be sent now',
  },
};

/** `Retry not found`, before it is known whom it would be about. */
export function retryName(kind: RetryChoice['kind']): string {
  return `Retry ${RETRIES[kind].what}`;
}

/** `Retry 40 not found`. */
export function retryVerb(kind: RetryChoice['kind'], contacts: number): string {
  return `Retry ${count(contacts)} ${RETRIES[kind].what}`;
}

/** Whom a retry is about, and what becomes of the others. `all`: the contacts that the run left so; `untied`: results not matched. */
export function retrySentences(
  kind: RetryChoice['kind'],
  all: number,
  { contacts, maximumCredits, tried }: RetryCount,
  untied: number,
): readonly string[] {
  const rest = Math.max(0, all - contacts - tried);
  const cost = contacts === 0 ? '' : `, for at most ${creditsText(maximumCredits)}`;
  return [
    `${count(contacts)} of ${count(all)} ${RETRIES[kind].can}${cost}.`,
    tried === 0
      ? ''
      : `${count(tried)} of them ${tried === 1 ? 'was' : 'were'} tried every way. A LinkedIn profile or a website added to a row makes it ready again, among all rows.`,
    rest === 0
      ? ''
      : `${counted(rest, 'other is', 'others are')} in no row as then: deleted, changed, filled since, or in an open run${untied > 0 ? '; or something that was not matched may be theirs' : ''}.`,
  ].filter((sentence) => sentence !== '');
}

export function isSameRetry(one: Retry, other: Retry): boolean {
  const isSameRun = one.rows.kind === other.rows.kind && one.rows.run === other.rows.run;
  return isSameRun && one.channels.join() === other.channels.join();
}

export function isRetry(rows: RowChoice): rows is RetryChoice {
  return rows.kind === 'not_found' || rows.kind === 'failed';
}

/** What is asked for now. */
export function choiceNow(state: {
  readonly choice: SheetWish;
  readonly retry: Retry | null;
}): Choice {
  return state.retry === null ? state.choice : { ...state.choice, ...state.retry };
}

/** A retry is of a run that has ended, on its own sheet. */
export function isRetryOf(
  { rows }: Retry,
  sheet: Inspection['sheet'],
  runs: readonly RunView[],
): boolean {
  const run = runs.find(({ id }) => id === rows.run);
  return run?.state === 'closed' && run.sheetId === sheet.id;
}
