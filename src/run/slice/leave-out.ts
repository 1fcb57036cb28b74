// Owns leaving contacts out that were never sent: what the log then says, and their batches' end. Asks the vendor nothing.
import { advance, type Batch, type BatchContact, unsentTally } from '../state/batch';
import type { Log } from '../log/log';
import type { Work } from './work';

/**
 * Ends batches in `created`: nothing was bought for them. Throws `SheetFault`, with the batches ended all the same.
 *
 * @param note why, for the user; `''`: the run was stopped
 */
export function leaveOut(work: Work, batches: readonly Batch[], note: string): void {
  if (batches.length === 0) return;
  try {
    for (const batch of batches) {
      const why = note === '' ? 'The run was stopped.' : note;
      logNotSent(work.log, batch, batch.contacts, why, work.now());
    }
    work.book.flush();
  } finally {
    // Also when the log refuses to be written: the batches certainly are not sent.
    endUnsent(work, batches, note);
  }
}

/** All that a stopped run has not sent. Throws as {@link leaveOut} does. */
export function leaveOutStopped(work: Work, run: string): void {
  const unsent = work.document
    .batches(run)
    .filter((batch) => batch.state === 'created' && work.document.isStoppedFor(batch));
  leaveOut(work, unsent, '');
}

/** Ends batches in `created`, whose contacts' lines stand in the log. */
export function endUnsent(work: Work, batches: readonly Batch[], note: string): void {
  const now = work.now();
  work.save({
    batches: batches.map((batch) => {
      const tally = unsentTally(batch);
      return advance(batch, 'leave_out', now, { note, tally });
    }),
  });
}

/** Says of contacts that they are not sent, whether or not a line said that they would be: a retry reads it. */
export function logNotSent(
  log: Log,
  batch: Batch,
  contacts: readonly BatchContact[],
  note: string,
  nowMs: number,
): void {
  const blank = { row: null, field: '', before: '', after: '', credits: 0 } as const;
  const lines = contacts.map(
    (contact) => ({ ...blank, event: 'not sent', contact: contact.join(' '), note }) as const,
  );
  log.append(log.missing(lines, batch.run, batch.number), batch.run, batch.number, nowMs);
}
