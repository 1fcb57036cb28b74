// Owns the lines about lists in the "Enrichment log": what is about to be bought, and whether it was, how it ended, what was given up. Names nobody.
import { SheetFault } from '../../ports';
import { vendorOf } from '../../provider/vendors';
import { keepsLog } from '../log/keep-log';
import { beforeListed } from '../log/list-count';
import { boughtLists, mayTellLists, purchaseText, tellsLists } from '../log/listed';
import type { LogEvent, LogLine } from '../log/log-line';
import { counted } from '../report/number-words';
import type { Work } from '../slice/work';
import { type ListRun, listText } from './list-run';

/**
 * That a list is about to be bought: where the log is on, and where it knows who is on it. A repeat logs only what is missing.
 */
export function logPurchase(work: Work, run: ListRun): void {
  const { document } = work;
  if (!keepsLog(document) && !work.log.mayTellMore()) return;
  // The same call again has its line, and that is counted.
  const open = run.state === 'unknown' ? {} : beforeListed(document, run.id, run.attempt);
  work.save({ texts: { ...tellsLists(document, work.now()), ...open } });
  const note = `${about(run)}, at most ${counted(run.quote.credits, 'credit')}`;
  append(work, run, [{ ...lineOf(run, 'list', note, null), sentAs: purchaseText(run) }]);
  work.book.flush();
}

/**
 * That nothing was bought, where the record says so: of this attempt, and of any other that an execution announced and died. Until
 * then, and where the sheet refuses, the list counts as bought for whoever asks the log.
 */
export function logNotBought(work: Work, run: ListRun): void {
  const { document, log } = work;
  const isNotBought = run.state === 'quoted' || run.state === 'refused';
  if (!isNotBought || !mayTellLists(document)) return;
  try {
    const announced = boughtLists(log.readAll()).filter((one) => one.run === run.id);
    const attempt = Math.max(run.attempt, ...announced.map(({ batch }) => batch));
    // None that is bought later may have the number of one that was not.
    if (attempt > run.attempt) work.save({ texts: listText({ ...run, attempt }) });
    const line = lineOf(run, 'refused', `${about(run)}: nothing was bought`, null);
    const { name } = vendorOf(run.vendor);
    for (const { batch } of announced) log.append([line], run.id, batch, work.now(), name);
    work.book.flush();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
  }
}

/** How it ended, where the log is on. A repeat logs only what is missing. */
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
export function acceptedInLog(work: Work, { id, attempt }: ListRun): string {
  const { lines } = work.log.read(id, attempt);
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

function lineOf(run: ListRun, event: LogEvent, note: string, credits: number | null): LogLine {
  const nobody = { contact: '', row: null, field: '', before: '' } as const;
  return { ...nobody, event, after: run.workflowId, note, credits };
}

function append(work: Work, run: ListRun, lines: readonly LogLine[]): void {
  const { log } = work;
  const { id, attempt, vendor } = run;
  const missing = log.read(id, attempt).take(lines);
  log.append(missing, id, attempt, work.now(), vendorOf(vendor).name);
}
