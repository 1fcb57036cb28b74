// Owns reading the status of batches that were bought: which are due, and what an answer makes of a batch. Writes no sheet.
import type {
  HttpRequest,
  HttpResult,
  Item,
  PollOutcome,
  Results,
  VendorError,
} from '../../provider/provider';
import { serviceOf, vendorOf } from '../../provider/vendors';
import { keptWords } from '../report/kept-words';
import { advance, type Batch, channelsOf, isAwaited, vendorIdOf } from '../state/batch';
import { nextReadAt } from '../state/pace';
import type { Matches } from './match';
import type { Rows } from '../sheet/rows';
import { type Run, stopsCollecting } from '../state/run';
import { keyPause, type Work } from './work';

/** A terminal answer, waiting to be placed. */
export interface Arrival {
  readonly batch: Batch;
  readonly items: readonly Item[];
  readonly charged: number | null;
  /** Values that the vendor counts as found and has not given, of the channels bought. */
  readonly missing: number;
  /** What the vendor wants to be told about the credits, in its words; `''`: nothing. */
  readonly notice: string;
  /** An earlier slice already began to place this batch: its log lines may be there. */
  readonly isRepeat: boolean;
  /** It came with the answer to the purchase, and cannot be read again. */
  readonly isAtOnce: boolean;
  /** Whose its items are, where the log says so already. */
  readonly told?: Matches;
  /** The rows as they were when it was bought, where that was just now: they tell whose it is if they cannot be read any more. */
  readonly asked?: Rows;
}

/** No new request starts after this time of a slice. */
export const REQUESTS_END_MS = 20_000;

/** Status reads in one parallel call: enough to be quick, few enough to lose little when one fails. */
const PARALLEL_READS = 10;

/** Answers that one status may lead to: the results of a batch are a page, or two where they are just a page long. */
const FURTHER_READS = 5;

/** Seconds a workflow may be unknown to the vendor after its submit before it counts as lost. */
const MISSING_SECONDS = 60;
const MISSING_INTERVAL = 15;
/** A workflow without an end for so long, read at least three times, needs a person. */
export const ENDLESS_SECONDS = 24 * 3600;
const ENDLESS_READS = 3;
/** Failed reads, of all that were tried, after a day that has shown no end. */
const ENDLESS_FAILURES = 10;
/**
 * Reads of "finished, but without results" before it needs a person, and of "finished" with fewer values than the vendor
 * counts before they are placed as they are.
 */
const EMPTY_READS = 3;
const EMPTY_INTERVAL = 30;
/** After an answer that could not be used. */
const RETRY_SECONDS = 60;

/** Reads every due status, in parallel, and saves what follows; returns what has arrived. */
export function collect(work: Work, runs: readonly Run[]): Arrival[] {
  const arrivals: Arrival[] = [];
  let due = runs.flatMap((run) => dueBatches(work, run));
  while (due.length > 0 && work.elapsedMs() < REQUESTS_END_MS) {
    const reads = nextReads(work, due);
    if (reads.length === 0) break;
    due = due.filter((batch) => !reads.some((read) => read.batch === batch));
    const changed: Batch[] = [];
    for (const { batch, request, outcome } of readStatuses(work, reads)) {
      work.noteTrouble(request, outcome, batch);
      const isRepeat = batch.state === 'placing';
      const { name } = vendorOf(batch.service);
      const after = applyPoll(
        batch,
        outcome,
        dueAfter(work, batch, batch.reads + 1),
        name,
        work.now(),
      );
      if (outcome.kind === 'rate_limited') {
        work.lineOf(batch).silence(outcome.error.retryAfterSeconds);
      }
      if (outcome.kind === 'key_refused') work.pause(batch.run, keyPause(outcome.error, batch));
      changed.push(after);
      if (outcome.kind === 'finished' && after.state === 'placing') {
        const { items, charged, notice = '' } = outcome;
        const missing = missingOf(batch, outcome);
        const came = { batch: after, items, charged, missing, notice };
        arrivals.push({ ...came, isRepeat, isAtOnce: false });
      }
    }
    // Saves `placing` before anything is logged or written.
    work.save({ batches: changed });
  }
  return arrivals;
}

/** One status that is being read: what it was asked with last, and all answers so far. */
interface StatusRead {
  readonly batch: Batch;
  readonly request: HttpRequest;
  readonly answers: readonly HttpResult[];
}

/** As many as go in one parallel call, and as their vendors' limits leave; they are counted. */
function nextReads(work: Work, due: readonly Batch[]): StatusRead[] {
  const reads: StatusRead[] = [];
  for (const batch of due) {
    if (reads.length === PARALLEL_READS) break;
    const line = work.lineOf(batch);
    if (line.requestsLeft() === 0) continue;
    line.countRequests(1);
    const request = serviceOf(batch.service).poll(line.key(), batch.workflowId);
    reads.push({ batch, request, answers: [] });
  }
  return reads;
}

/** Reads on where an answer leads to another, as far as the vendors' limits leave. */
function readStatuses(
  work: Work,
  first: readonly StatusRead[],
): { batch: Batch; request: HttpRequest; outcome: Exclude<PollOutcome, { kind: 'more' }> }[] {
  const done = [];
  let open = first;
  for (let round = 0; open.length > 0; round++) {
    const results = work.ports.http.readAll(open.map(({ request }) => request));
    const next: StatusRead[] = [];
    for (const [index, read] of open.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      const { batch, request } = read;
      const answers = [...read.answers, result];
      const outcome = outcomeOf(work, batch, answers);
      if (outcome.kind !== 'more') {
        done.push({ batch, request, outcome });
        continue;
      }
      const line = work.lineOf(batch);
      // What cannot be read now is read anew when the batch is due again.
      if (round === FURTHER_READS || line.requestsLeft() === 0) continue;
      line.countRequests(1);
      next.push({ batch, request: outcome.request, answers });
    }
    open = next;
  }
  return done;
}

function outcomeOf(work: Work, batch: Batch, answers: readonly HttpResult[]): PollOutcome {
  const [first, ...further] = answers;
  if (first === undefined) throw new Error('No status was read.');
  const { workflowId, service } = batch;
  const call = { key: work.lineOf(batch).key(), workflowId, nowMs: work.now() };
  return serviceOf(service).readPoll(first, further, call);
}

function dueBatches(work: Work, run: Run): Batch[] {
  return work.document.batches(run.id).filter((batch) => {
    const vendor = vendorIdOf(batch);
    const isDue = isAwaited(batch.state) && batch.due * 1000 <= work.now();
    return isDue && !stopsCollecting(run.pause, vendor) && work.isReachable(run, vendor);
  });
}

/** Epoch seconds at which a batch that was read so often is due again, with a view to all others of its vendor. */
export function dueAfter(work: Work, batch: Batch, reads: number): number {
  const vendor = vendorIdOf(batch);
  const { requestsPerMinute } = vendorOf(vendor);
  const inFlight = work.document
    .runs()
    .filter((run) => work.isReachable(run, vendor))
    .reduce((sum, run) => sum + Math.min(run.inFlight, unfinished(work, run, vendor)), 0);
  return nextReadAt(reads, inFlight, requestsPerMinute, work.now());
}

/** Batches of a vendor that await results, and those that are still to be sent. */
function unfinished(work: Work, run: Run, vendor: string): number {
  const isToGo = (batch: Batch): boolean =>
    run.pause === null && batch.state === 'created' && !work.document.isStoppedFor(batch);
  return work.document
    .batches(run.id)
    .filter((batch) => vendorIdOf(batch) === vendor)
    .filter((one) => one.state === 'submitting' || isAwaited(one.state) || isToGo(one)).length;
}

/** What a status answer makes of a batch that is awaited. */
function applyPoll(
  batch: Batch,
  outcome: Exclude<PollOutcome, { kind: 'more' }>,
  next: number,
  vendor: string,
  nowMs: number,
): Batch {
  const now = Math.floor(nowMs / 1000);
  const age = now - batch.since;
  switch (outcome.kind) {
    case 'finished': {
      // Perhaps the rest follows. A batch that was being placed had waited for it already.
      const isWhole = missingOf(batch, outcome) === 0 || batch.state === 'placing';
      const emptyReads = batch.emptyReads + 1;
      if (!isWhole && emptyReads < EMPTY_READS) {
        return { ...batch, reads: batch.reads + 1, emptyReads, due: now + EMPTY_INTERVAL };
      }
      const read = { reads: batch.reads + 1, missingSince: 0, emptyReads: 0, due: 0 };
      return batch.state === 'placing'
        ? { ...batch, ...read }
        : advance(batch, 'finish', nowMs, { ...read, since: batch.since });
    }
    case 'running': {
      const reads = batch.reads + 1;
      if (age >= ENDLESS_SECONDS && reads >= ENDLESS_READS) {
        return stalled(batch, nowMs, `${vendor} has not finished them within a day.`);
      }
      return { ...batch, reads, due: next, missingSince: 0, emptyReads: 0 };
    }
    case 'no_results': {
      const emptyReads = batch.emptyReads + 1;
      if (emptyReads >= EMPTY_READS) {
        return stalled(batch, nowMs, `${vendor} says that it is done, but gives no results.`);
      }
      return { ...batch, reads: batch.reads + 1, emptyReads, due: now + EMPTY_INTERVAL };
    }
    case 'not_found': {
      const missingSince = batch.missingSince === 0 ? now : batch.missingSince;
      if (now - missingSince > MISSING_SECONDS) {
        return stalled(batch, nowMs, `${vendor} does not know them by their id.`);
      }
      return { ...batch, missingSince, due: now + MISSING_INTERVAL };
    }
    case 'rate_limited': {
      const reads = batch.reads + 1;
      return age >= ENDLESS_SECONDS && reads >= ENDLESS_FAILURES
        ? stalled(batch, nowMs, unreadable(outcome.error))
        : { ...batch, reads };
    }
    case 'out_of_credits':
    case 'key_refused':
    case 'unreadable': {
      const reads = batch.reads + 1;
      if (age >= ENDLESS_SECONDS && reads >= ENDLESS_FAILURES && outcome.kind !== 'key_refused') {
        return stalled(batch, nowMs, unreadable(outcome.error));
      }
      const wait = Math.max(RETRY_SECONDS, outcome.error.retryAfterSeconds ?? 0);
      return { ...batch, reads, due: now + wait };
    }
  }
}

function unreadable({ message }: VendorError): string {
  return `What became of them could not be read for a day${keptWords(': ', message) || '.'}`;
}

export function missingOf(batch: Batch, { missing }: Results): number {
  return channelsOf(batch.type).reduce((sum, channel) => sum + (missing[channel] ?? 0), 0);
}

function stalled(batch: Batch, nowMs: number, note: string): Batch {
  return advance(batch, 'stall', nowMs, { note, due: 0, missingSince: 0, emptyReads: 0 });
}
