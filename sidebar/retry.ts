// Owns the choice of an ended run's contacts to be asked for again: its words, and when it is dropped. Knows no view.
import type { Inspection, RowChoice } from '../src/rpc/contract';
import type { RunView } from '../src/rpc/contract-run';
import { count } from './words';

export type RetryChoice = Extract<RowChoice, { readonly run: string }>;

/** The other choices: rows of the sheet, whatever was done with them. */
export type SheetChoice = Exclude<RowChoice, RetryChoice>;

interface RetryWords {
  /** In the list of rows to choose. */
  readonly name: string;
  /** What became of the contacts. */
  readonly what: string;
  /** At the confirm: which contacts these are. */
  readonly about: string;
}

export const RETRIES: Readonly<Record<RetryChoice['kind'], RetryWords>> = {
  not_found: {
    name: 'Not found in that run',
    what: 'not found',
    about: 'contacts that were not found then, asked for in another way',
  },
  failed: {
    name: 'Not sent in that run',
    what: 'not sent',
    about: 'contacts that certainly were not bought then',
  },
};

/** `Retry 64 not found`. */
export function retryVerb(kind: RetryChoice['kind'], contacts: number): string {
  return `Retry ${count(contacts)} ${RETRIES[kind].what}`;
}

export function isRetry(rows: RowChoice): rows is RetryChoice {
  return rows.kind === 'not_found' || rows.kind === 'failed';
}

/** Once another run has been started, the last one is not the last any more. */
export function withoutRetry(rows: RowChoice): SheetChoice {
  return isRetry(rows) ? { kind: 'all' } : rows;
}

/** A retry is of a run that has ended, on its own sheet. */
export function isRetryOf(
  rows: RowChoice,
  sheet: Inspection['sheet'],
  runs: readonly RunView[],
): boolean {
  const run = isRetry(rows) ? runs.find(({ id }) => id === rows.run) : undefined;
  return run?.state === 'closed' && run.sheetId === sheet.id;
}
