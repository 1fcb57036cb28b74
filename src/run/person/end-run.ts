// Owns ending a run whose results nobody can collect any more: who may, what is given up by it, and what stays in the log. One change of
// records under the lock; asks no vendor.
import type { Ports } from '../../ports';
import { closedLine } from '../log/closed-line';
import { takeOutEnded } from '../log/keep-log';
import type { LogLine } from '../log/log-line';
import { closeRun } from '../slice/close-run';
import { ENDLESS_SECONDS } from '../slice/collect';
import { answerOf, settleRun } from '../slice/half-done';
import { logNotSent } from '../slice/leave-out';
import { placeAnswer } from '../slice/place-run';
import { Work } from '../slice/work';
import { advance, type Batch, isAwaited, unsentTally, vendorIdOf } from '../state/batch';
import { creditsOf } from '../state/credits';
import { type Run, stopsCollecting } from '../state/run';
import type { GivenUp } from '../state/sums';
import { readUser } from '../state/user';
import { decide, type DecisionResult, locked } from './decide';

/** Days after which anybody may close a run that its user no longer drives. */
const ABSENT_DAYS = 7;

/** Whether a run's user has been away so long that others may close it. */
export function isAbandoned(run: Run, nowMs: number): boolean {
  return nowMs - run.drivenAt > ABSENT_DAYS * 24 * 3600 * 1000;
}

/**
 * What the user of a run gives up who ends it while a key is gone that its results are read with. `null`: nothing is awaited there,
 * or results of another vendor still come in; they are waited for as long as a batch without an end is.
 */
export function endableOf(run: Run, batches: readonly Batch[], nowMs: number): GivenUp | null {
  const { pause } = run;
  if (pause?.reason !== 'key') return null;
  const isCut = (batch: Batch): boolean => stopsCollecting(pause, vendorIdOf(batch));
  const awaited = batches.filter(({ state }) => isAwaited(state));
  const isLate = ({ since }: Batch): boolean => nowMs / 1000 - since >= ENDLESS_SECONDS;
  if (!awaited.some(isCut) || awaited.some((batch) => !isCut(batch) && !isLate(batch))) return null;
  const given = batches.flatMap((batch) => {
    const after = abandon(batch, nowMs);
    const isSent = batch.state !== 'created' || after.tally.credits > 0;
    return after !== batch && after.state === 'left_out' && isSent ? [after] : [];
  });
  const contacts = new Set(given.flatMap((batch) => batch.contacts.map(([first]) => first))).size;
  return { contacts, credits: creditsOf(given.map((of) => [vendorIdOf(of), of.tally.credits])) };
}

/**
 * Closes a run whose results nobody can collect: that of an absent user, without whose key nobody can, or one of one's own whose
 * key is gone. What was not sent is left out; of what was bought, the workflow ids go to the log.
 */
export function closeUncollected(ports: Ports, runId: string): DecisionResult {
  return locked(ports, (document) => {
    const run = document.run(runId);
    if (run === null) return { kind: 'outdated' };
    const user = readUser(ports.userStore, ports.newId);
    const now = ports.clock.now();
    const isMine = run.user === user.tag;
    const mayEnd = isMine && endableOf(run, document.batches(runId), now) !== null;
    if (!mayEnd && !isAbandoned(run, now)) return { kind: isMine ? 'outdated' : 'not_yours' };
    const work = new Work(ports, document, user);
    const { book, log } = work;
    placeLogged(work, runId);
    settleRun(work, run);
    const why = isMine ? 'The run was ended.' : 'The run of an absent user was closed.';
    const ended: Batch[] = [];
    for (const batch of document.batches(runId)) {
      const after = abandon(batch, now);
      if (after === batch) continue;
      ended.push(after);
      if (batch.state === 'created') {
        logNotSent(log, batch, batch.contacts, why, now);
        continue;
      }
      const isKept = after.state === 'completed';
      const line = isKept ? keptLine(batch) : closedLine(batch, 'Given up');
      // Since it waits: another attempt may have been given up before.
      const lines = log.missing([line], runId, batch.number, batch.since * 1000);
      log.append(lines, runId, batch.number, now);
    }
    book.flush();
    document.save({ batches: ended });
    closeRun(work, work.run(runId), now);
    takeOutEnded(ports, document);
    return { kind: 'done' };
  });
}

/** Places what an execution that died has logged of answers that came with their purchase: nothing more comes of them. */
function placeLogged(work: Work, runId: string): void {
  for (const batch of work.document.batches(runId)) {
    const told = batch.state === 'submitting' ? answerOf(work, batch) : null;
    if (told === null) continue;
    placeAnswer(work, batch, { items: [], charged: null, missing: {} }, { told });
  }
}

function abandon(batch: Batch, nowMs: number): Batch {
  switch (batch.state) {
    case 'created':
      return advance(batch, 'leave_out', nowMs, { tally: unsentTally(batch) });
    case 'submitting':
      return decide(advance(batch, 'lose', nowMs), 'leave_out', nowMs);
    case 'submitted':
    case 'placing':
      // All that came was logged when it was held.
      if (batch.state === 'placing' && batch.insisted) {
        return decide(advance(batch, 'hold', nowMs), 'keep', nowMs);
      }
      return decide(advance(batch, 'stall', nowMs), 'leave_out', nowMs);
    case 'held':
      return decide(batch, 'keep', nowMs);
    case 'unknown':
    case 'stalled':
      return decide(batch, 'leave_out', nowMs);
    case 'completed':
    case 'refused':
    case 'left_out':
      return batch;
  }
}

/** Its results stand in the log already. */
function keptLine({ workflowId }: Batch): LogLine {
  const blank = { contact: '', row: null, field: '', before: '', credits: null } as const;
  return { ...blank, event: 'accepted', after: workflowId, note: 'Its results are in this log.' };
}
