// Owns leaving contacts out that were never sent: what the log then says, and the batch's end. Asks the vendor nothing.
import { advance, type Batch, type BatchContact } from './batch';
import type { Work } from './work';

/** Ends a batch in `created`: nothing was bought for it. Throws `SheetFault`, with the batch ended all the same. */
export function leaveOut(work: Work, batch: Batch, note: string): void {
  try {
    if (!batch.logged) return;
    logNotSent(work, batch, batch.contacts, note === '' ? 'The run was stopped.' : note);
    work.book.flush();
  } finally {
    // Also when the log refuses to be written: the batch certainly is not sent.
    work.save({ batches: [advance(batch, 'leave_out', work.now(), { note })] });
  }
}

/** Takes back the lines that said these contacts were about to be sent. */
export function logNotSent(
  work: Work,
  batch: Batch,
  contacts: readonly BatchContact[],
  note: string,
): void {
  const blank = { row: null, field: '', before: '', after: '', credits: 0 } as const;
  const lines = contacts.map(
    ([contact]) => ({ ...blank, event: 'not sent', contact, note }) as const,
  );
  work.log.append(lines, batch.run, batch.number, work.now());
}
