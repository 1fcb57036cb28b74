// Owns sending a run's batches in a slice: whether one may go now, one after another. Sends nothing itself.
import type { Batch } from '../state/batch';
import { REQUESTS_END_MS } from './collect';
import { rewriteMarks } from '../sheet/marks';
import { keptWords } from '../report/kept-words';
import { PROBE_LIMIT, secondsToNextProbe } from '../state/pace';
import { readSheet, type SheetReading } from '../sheet/read-sheet';
import { hasRoom, type Run } from '../state/run';
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
  for (;;) {
    const batch = nextToSend(work, work.run(runId));
    if (batch === null || !isVendorReady(work, runId)) return reading;
    reading ??= readSheet(work, work.run(runId));
    if (reading.kind === 'gone') {
      const message = `${reading.message} Nothing more is sent. Undo that in the sheet and continue, or stop the run.`;
      work.pause(runId, { reason: 'sheet', message });
      return reading;
    }
    // While the reading is fresh, for all batches at once.
    if (!isMarked) rewriteMarks(work, work.run(runId), reading);
    isMarked = true;
    if (sendBatch(work, batch, reading) === 'enough') return reading;
  }
}

function nextToSend(work: Work, run: Run): Batch | null {
  if (run.pause !== null || work.document.isStopped(run.id)) return null;
  if (work.elapsedMs() > REQUESTS_END_MS || run.notBefore > work.now()) return null;
  const batches = work.document.batches(run.id);
  if (!hasRoom(run, batches)) return null;
  if (work.requestsLeft() < (run.probe ? 2 : 1)) return null;
  return batches.find(({ state }) => state === 'created') ?? null;
}

/**
 * One free read before the first POST and after every answer that was lost: an outage so costs one `unknown`
 * batch, not all.
 */
function isVendorReady(work: Work, runId: string): boolean {
  const run = work.run(runId);
  if (!run.probe) return true;
  work.countRequests(1);
  const request = work.provider.balance(work.key());
  const outcome = work.provider.readBalance(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  switch (outcome.kind) {
    case 'ok':
      work.balance = outcome.value;
      work.save({ runs: [{ ...run, probe: false, probeFailures: 0, notBefore: 0 }] });
      return true;
    case 'rate_limited':
      work.silence(outcome.error.retryAfterSeconds);
      work.save({});
      return false;
    case 'out_of_credits':
      work.pause(runId, creditsPause(outcome.error, work.provider.name));
      return false;
    case 'key_refused':
      work.pause(runId, keyPause(outcome.error, work.provider.name));
      return false;
    case 'unreadable': {
      const probeFailures = run.probeFailures + 1;
      const wait = Math.max(
        secondsToNextProbe(probeFailures),
        outcome.error.retryAfterSeconds ?? 0,
      );
      const said = keptWords(' (', outcome.error.message);
      const message = `${work.provider.name} has not answered for about a day${said === '' ? '' : `${said})`}. Nothing is sent; what was bought is still collected. Continue to try again.`;
      const pause = probeFailures >= PROBE_LIMIT ? ({ reason: 'vendor', message } as const) : null;
      work.save({ runs: [{ ...run, probeFailures, notBefore: work.now() + wait * 1000, pause }] });
      return false;
    }
  }
}
