// Owns the choice of an ended run's contacts to be asked for again: its words, and when it is dropped. Knows no view.
import type { Inspection, RowChoice, RunView } from '../src/rpc/contract';

export type RetryChoice = Extract<RowChoice, { readonly run: string }>;

/** The other choices: rows of the sheet, whatever was done with them. */
export type SheetChoice = Exclude<RowChoice, RetryChoice>;

interface RetryWords {
  /** In the list of rows to choose. */
  readonly name: string;
  readonly verb: string;
  /** At the confirm: which contacts these are. */
  readonly about: string;
}

export const RETRIES: Readonly<Record<RetryChoice['kind'], RetryWords>> = {
  not_found: {
    name: 'Not found in the last run',
    verb: 'Retry not found',
    about: 'contacts that were not found then, asked for in another way',
  },
  failed: {
    name: 'Not sent in the last run',
    verb: 'Retry failed',
    about: 'contacts that certainly were not bought then',
  },
};

export function isRetry(rows: RowChoice): rows is RetryChoice {
  return rows.kind === 'not_found' || rows.kind === 'failed';
}

/** Once another run has been started, the last one is not the last any more. */
export function withoutRetry(rows: RowChoice): SheetChoice {
  return isRetry(rows) ? { kind: 'all' } : rows;
}

/** A retry is of the last run that ended, on its own sheet. */
export function isRetryOf(
  rows: RowChoice,
  sheet: Inspection['sheet'],
  runs: readonly RunView[],
): boolean {
  const run = isRetry(rows) ? runs.find(({ id }) => id === rows.run) : undefined;
  return run?.state === 'closed' && run.sheetName === sheet.name;
}
