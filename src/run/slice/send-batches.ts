// Owns sending a run's batches in a slice: whether one may go now, one after another. Sends nothing itself.
import type { AccountOutcome, VendorError } from '../../provider/provider';
import { serviceOf } from '../../provider/vendors';
import type { Batch } from '../state/batch';
import { REQUESTS_END_MS } from './collect';
import { rewriteMarks } from '../sheet/marks';
import { ListedMeanwhile } from './listed-meanwhile';
import { keptWords } from '../report/kept-words';
import { isDeclined, isUnprepared, leaveUnprepared } from './prepare-service';
import { PROBE_LIMIT, secondsToNextProbe } from '../state/pace';
import { readSheet, type SheetReading } from '../sheet/read-sheet';
import { type Run, sendable, withoutProbe } from '../state/run';
import { sendBatch } from './send';
import { creditsPause, keyPause, type Work } from './work';

/**
 * Sends what may be sent. Takes the slice's reading of the sheet, if there was one, and returns the reading in
 * use. Throws `SheetFault`.
 */
export function sendBatches(
  work: Work,
  runId: string,
  earlier: SheetReading | null,
): SheetReading | null {
  let reading = earlier;
  let isMarked = false;
  const listed = new ListedMeanwhile(work, runId);
  for (;;) {
    const batch = nextToSend(work, work.run(runId));
    if (batch === null || !isVendorReady(work, batch)) return reading;
    const prepared = prepare(work, batch);
    if (prepared.kind === 'not_yet') return reading;
    reading ??= readSheet(work, work.run(runId));
    if (reading.kind === 'gone') {
      const message = `${reading.message} Nothing more is sent. Undo that in the sheet and continue, or stop the run.`;
      work.pause(runId, { reason: 'sheet', message });
      return reading;
    }
    if (prepared.kind === 'declined') {
      leaveUnprepared(work, batch, prepared.error, reading);
      continue;
    }
    // While the reading is fresh, for all batches at once.
    if (!isMarked) rewriteMarks(work, work.run(runId), reading);
    isMarked = true;
    const sent = sendBatch(work, batch, reading, listed);
    reading = sent.reading;
    if (sent.go === 'enough') return reading;
  }
}

function nextToSend(work: Work, run: Run): Batch | null {
  if (run.pause !== null) return null;
  if (work.elapsedMs() > REQUESTS_END_MS || run.notBefore > work.now()) return null;
  const canGo = (batch: Batch): boolean => {
    const line = work.lineOf(batch);
    if (work.document.isStoppedFor(batch) || !work.isReachable(run, line.vendor.id)) return false;
    const before = [run.probe.includes(line.vendor.id), isUnprepared(run, batch)];
    return line.requestsLeft() > before.filter(Boolean).length;
  };
  return sendable(run, work.document.batches(run.id)).find(canGo) ?? null;
}

/**
 * One free read before the first POST and after every answer that was lost: an outage so costs one `unknown`
 * batch, not all.
 */
function isVendorReady(work: Work, batch: Batch): boolean {
  const run = work.run(batch.run);
  const line = work.lineOf(batch);
  const { vendor } = line;
  if (!run.probe.includes(vendor.id)) return true;
  line.countRequests(1);
  const request = vendor.balance(line.key());
  const outcome = vendor.readBalance(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  if (outcome.kind !== 'ok') {
    wait(work, batch, outcome);
    return false;
  }
  line.balance = outcome.value;
  work.save({ runs: [{ ...withoutProbe(run, vendor.id), probeFailures: 0, notBefore: 0 }] });
  return true;
}

type Prepared =
  | { readonly kind: 'ready' | 'not_yet' }
  /** Its batches cannot be sent. */
  | { readonly kind: 'declined'; readonly error: VendorError };

/** What a service needs before a run's first purchase there. */
function prepare(work: Work, batch: Batch): Prepared {
  const run = work.run(batch.run);
  const { prepare: preparation } = serviceOf(batch.service);
  if (preparation === undefined || !isUnprepared(run, batch)) return { kind: 'ready' };
  const line = work.lineOf(batch);
  line.countRequests(1);
  const request = preparation.request(line.key());
  const outcome = preparation.read(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  if (outcome.kind === 'ok') {
    const prepared = { ...run.prepared, [batch.service]: outcome.value };
    work.save({ runs: [{ ...run, prepared, probeFailures: 0, notBefore: 0 }] });
    return { kind: 'ready' };
  }
  if (isDeclined(outcome)) return { kind: 'declined', error: outcome.error };
  wait(work, batch, outcome);
  return { kind: 'not_yet' };
}

/** What a free call that gave no value means: the run waits, or pauses. */
function wait(
  work: Work,
  batch: Batch,
  outcome: Exclude<AccountOutcome<unknown>, { readonly kind: 'ok' }>,
): void {
  const run = work.run(batch.run);
  const line = work.lineOf(batch);
  const { vendor } = line;
  switch (outcome.kind) {
    case 'rate_limited':
      line.silence(outcome.error.retryAfterSeconds);
      work.save({});
      return;
    case 'out_of_credits':
      work.pause(run.id, creditsPause(outcome.error, batch));
      return;
    case 'key_refused':
      work.pause(run.id, keyPause(outcome.error, batch, [], true));
      return;
    case 'unreadable': {
      const probeFailures = run.probeFailures + 1;
      const seconds = Math.max(
        secondsToNextProbe(probeFailures),
        outcome.error.retryAfterSeconds ?? 0,
      );
      const said = keptWords(' (', outcome.error.message);
      const message = `${vendor.name} has not answered for about a day${said === '' ? '' : `${said})`}. Nothing is sent; what was bought is still collected. Continue to try again.`;
      const pause =
        probeFailures >= PROBE_LIMIT
          ? ({ reason: 'vendor', vendor: vendor.id, message } as const)
          : null;
      work.save({
        runs: [{ ...run, probeFailures, notBefore: work.now() + seconds * 1000, pause }],
      });
      return;
    }
  }
}
