// Owns halving a batch that a vendor refused whole because of some of its contacts, without saying which: each half goes again, until
// what is refused is one contact alone. Asks the vendor nothing.
import { advance, type Batch, NO_TALLY } from '../state/batch';
import { HALF_BYTES } from '../state/records';
import { logNotSent } from './leave-out';
import type { Work } from './work';

const WORDS = 'Not taken together with the others: sent again with fewer at a time.';

/**
 * Whether there was something to halve, and room for it. The second half is saved before the first one ends without it: an
 * execution that dies in between leaves its contacts in both, see {@link withoutHalved}.
 *
 * @param unpaid saved with the first half
 */
export function halve(work: Work, batch: Batch, unpaid: Readonly<Record<string, string>>): boolean {
  const run = work.run(batch.run);
  const spare = (run.spare ?? 0) - HALF_BYTES;
  if (batch.contacts.length < 2 || spare < 0) return false;
  const middle = Math.ceil(batch.contacts.length / 2);
  const numbers = work.document.batches(run.id).map(({ number }) => number);
  const last = Math.max(run.batches, ...numbers) + 1;
  const again = advance(batch, 'put_back', work.now(), { logged: false, note: '' });
  const second = {
    ...{ ...again, number: last, tally: NO_TALLY },
    contacts: batch.contacts.slice(middle),
  };
  try {
    logNotSent(work.log, batch, batch.contacts, WORDS, work.now());
  } finally {
    // Also when the log refuses to be written: nothing of it was bought.
    work.save({ batches: [second], runs: [{ ...run, batches: last, spare }] });
    const first = { ...again, contacts: batch.contacts.slice(0, middle) };
    work.save({ batches: [first], texts: unpaid });
  }
  return true;
}

/** The batch without contacts that a later one of its kind has: an execution died while it was halved. */
export function withoutHalved(work: Work, batch: Batch): Batch {
  const moved = new Set(
    work.document
      .batches(batch.run)
      .filter(({ number, service, type, isFurther }) => {
        const isSame = service === batch.service && type === batch.type;
        return number > batch.number && isSame && isFurther === batch.isFurther;
      })
      .flatMap(({ contacts }) => contacts.map(([first]) => first)),
  );
  const contacts = batch.contacts.filter(([first]) => !moved.has(first));
  return contacts.length === batch.contacts.length ? batch : { ...batch, contacts };
}
