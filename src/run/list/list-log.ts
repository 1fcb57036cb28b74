// Owns the lines about lists in the "Enrichment log": what is about to be bought, how it ended, what was given up. Names nobody.
import { vendorOf } from '../../provider/vendors';
import { keepsLog } from '../log/keep-log';
import type { LogEvent, LogLine } from '../log/log-line';
import { counted } from '../report/number-words';
import type { Work } from '../slice/work';
import type { ListRun } from './list-run';

/** Where the log is on. A repeat logs only what is missing. */
export function logList(work: Work, run: ListRun, note: string, credits: number | null): void {
  if (keepsLog(work.document)) append(work, run, [lineOf(run, 'list', note, credits)]);
}

/** Also where the log is off: an id of what may have been bought stands nowhere else. */
export function logGivenUp(work: Work, run: ListRun): void {
  append(work, run, [lineOf(run, 'closed', `${about(run)}, given up`, null)]);
}

/** Also where the log is off: its place in the records could not be saved. */
export function logAccepted(work: Work, run: ListRun, workflowId: string): void {
  append(work, run, [{ ...lineOf(run, 'accepted', about(run), null), after: workflowId }]);
}

/** The workflow id that stands in the log alone; `''`: none does. */
export function acceptedInLog(work: Work, { id }: ListRun): string {
  const { lines } = work.log.read(id, BATCH);
  return lines.filter(({ event }) => event === 'accepted').pop()?.after ?? '';
}

/** `List 8a1f, 40 rows, e-mails and phones`. */
export function about({ list, quote, type }: ListRun): string {
  return `List ${list}, ${counted(quote.rows, 'row')}, ${WHAT[type]}`;
}

const WHAT: Readonly<Record<ListRun['type'], string>> = {
  partial: 'e-mails',
  phone_only: 'phones',
  full: 'e-mails and phones',
};

/** A list is bought in one. */
const BATCH = 0;

function lineOf(run: ListRun, event: LogEvent, note: string, credits: number | null): LogLine {
  const nobody = { contact: '', row: null, field: '', before: '' } as const;
  return { ...nobody, event, after: run.workflowId, note, credits };
}

function append(work: Work, run: ListRun, lines: readonly LogLine[]): void {
  const { log } = work;
  const missing = log.read(run.id, BATCH).take(lines);
  log.append(missing, run.id, BATCH, work.now(), vendorOf(run.vendor).name);
}
