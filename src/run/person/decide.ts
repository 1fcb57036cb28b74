// Owns what a person may say to a run: stop, continue, what to do with a batch that waits. Each is one change of records under the lock;
// the next slice acts on it.
import type { Ports } from '../../ports';
import { closedLine } from '../log/closed-line';
import { Log } from '../log/log';
import { PATIENCE_MS } from '../plan/start';
import {
  advance,
  type Batch,
  type BatchState,
  unsentTally,
  vendorIdOf,
  worstCredits,
} from '../state/batch';
import { type DocumentState, openDocument } from '../state/document';
import { stopKey } from '../state/records';
import { goesOnAlone, lookedAtWith, type Run, termsOf } from '../state/run';
import { readUser } from '../state/user';

export type Decision = 'place' | 'keep' | 'send_again' | 'leave_out' | 'look_again';

export type DecisionResult =
  | { readonly kind: 'done' }
  /** The run is closed, or its batch is no longer in a state to decide about. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'not_yours' }
  /** With it the run may cost more than this user lets a run cost. */
  | {
      readonly kind: 'over_limit';
      /** Its id. */
      readonly vendor: string;
      readonly credits: number;
      readonly limit: number;
    }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

export const DECISIONS: Readonly<Partial<Record<BatchState, readonly Decision[]>>> = {
  held: ['place', 'keep'],
  unknown: ['send_again', 'leave_out'],
  stalled: ['look_again', 'leave_out'],
};

/** Works without the lock, so that it is heard at once: it is read before every POST. */
export function stopRun(ports: Ports, runId: string): DecisionResult {
  const document = openDocument(ports);
  const run = document.run(runId);
  if (run === null) return { kind: 'outdated' };
  if (run.user !== readUser(ports.userStore, ports.newId).tag) return { kind: 'not_yours' };
  ports.documentStore.setAll({ [stopKey(runId)]: String(ports.clock.now()) });
  return { kind: 'done' };
}

/** Continues a paused run. What was the reason is tried again, and may pause it again. */
export function resumeRun(ports: Ports, runId: string): DecisionResult {
  return change(ports, runId, (document, run) => {
    const batches = document.batches(runId);
    const { reason, batch: number } = run.pause ?? {};
    const asked = batches.find((batch) => batch.number === number && batch.state === 'created');
    const accepted = reason === 'rows' && asked !== undefined ? lookedAtWith(asked, batches) : [];
    const resumedAt = ports.clock.now();
    const again = {
      resumedAt,
      pause: null,
      probe: run.vendors.map(({ id }) => id),
      probeFailures: 0,
      notBefore: 0,
      faults: 0,
    };
    document.save({
      runs: [{ ...run, ...again }],
      batches: accepted.map((batch) => ({ ...batch, isGoneAccepted: true })),
    });
    return { kind: 'done' };
  });
}

/** What a person decides about a batch that only a person can move. */
export function decideBatch(
  ports: Ports,
  runId: string,
  number: number,
  decision: Decision,
): DecisionResult {
  return change(ports, runId, (document, run) => {
    const batch = document.batch(runId, number);
    if (batch === null || DECISIONS[batch.state]?.includes(decision) !== true) {
      return { kind: 'outdated' };
    }
    // A person who wants it sent again takes a stop back for it, and for nothing else.
    const vendor = vendorIdOf(batch);
    const approved = termsOf(run, vendor)?.maximum ?? 0;
    const maximum = approved + (decision === 'send_again' ? worstCredits(batch) : 0);
    const { runLimit } = readUser(ports.userStore, ports.newId);
    if (runLimit !== null && maximum > Math.max(approved, runLimit)) {
      return { kind: 'over_limit', vendor, credits: maximum, limit: runLimit };
    }
    const vendors = run.vendors.map((terms) =>
      terms.id === vendor ? { ...terms, maximum } : terms,
    );
    const decided = decide(batch, decision, ports.clock.now());
    try {
      if (decision === 'leave_out' || decision === 'send_again') {
        logGivenUp(ports, document, batch, decision);
      }
    } finally {
      // Also when the log refuses to be written.
      document.save({ batches: [decided], runs: [{ ...run, vendors }] });
    }
    return { kind: 'done' };
  });
}

/** The batch after a decision that its state allows. */
export function decide(batch: Batch, decision: Decision, nowMs: number): Batch {
  switch (decision) {
    case 'place':
      return advance(batch, 'place', nowMs, { insisted: true, due: 0, note: '' });
    case 'keep':
      return advance(batch, 'keep', nowMs, { tasks: null, note: '' });
    case 'look_again':
      return advance(batch, 'look_again', nowMs, { due: 0, reads: 0, note: '' });
    case 'send_again':
      // Of what is sent for the third time, the second may have been bought, too.
      return advance(batch, 'send_again', nowMs, {
        ...{ logged: false, resent: true, note: '', unstoppedAt: nowMs },
        tally: unsentTally(batch),
      });
    case 'leave_out': {
      // It may have been bought, as often as it was sent: it keeps the worst case as its cost.
      const before = batch.resent ? unsentTally(batch).credits : 0;
      const credits = before + worstCredits(batch);
      const tally = { ...batch.tally, credits, estimated: true };
      return advance(batch, 'leave_out', nowMs, { tasks: null, tally });
    }
  }
}

/** What was given up is looked for in the log: once, also when this is the repeat of an execution that died. */
function logGivenUp(
  ports: Ports,
  document: DocumentState,
  batch: Batch,
  decision: 'leave_out' | 'send_again',
): void {
  const book = ports.openBook();
  const log = new Log(book, document);
  const line = closedLine(batch, decision === 'send_again' ? 'To be sent again' : 'Given up');
  // Since it waits: another attempt may have been given up before.
  const lines = log.read(batch.run, batch.number, batch.since * 1000).take([line]);
  log.append(lines, batch.run, batch.number, ports.clock.now());
  book.flush();
}

/** A change to a run of one's own. */
function change(
  ports: Ports,
  runId: string,
  act: (document: DocumentState, run: Run) => DecisionResult,
): DecisionResult {
  return locked(ports, (document) => {
    const run = document.run(runId);
    if (run === null) return { kind: 'outdated' };
    if (run.user !== readUser(ports.userStore, ports.newId).tag) return { kind: 'not_yours' };
    const result = act(document, run);
    const after = document.run(runId);
    if (after !== null && goesOnAlone(after, document.batches(runId))) ports.triggers.ensure();
    return result;
  });
}

/** One change of records, or nothing. */
export function locked(
  ports: Ports,
  act: (document: DocumentState) => DecisionResult,
): DecisionResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    return act(openDocument(ports));
  } finally {
    ports.lock.release();
  }
}
