// Owns halving a batch that a vendor refused whole because of some of its contacts, without saying which: each half goes again, until
// what is refused is one contact alone. Asks the vendor nothing.
import { vendorOf } from '../../provider/vendors';
import { STORE_BYTES } from '../plan/plan';
import { advance, type Batch, type BatchState, NO_TALLY, vendorIdOf } from '../state/batch';
import { bytesOf } from '../state/record-size';
import type { Run } from '../state/run';
import { gatherHalves } from './gather-halves';
import { logNotSent } from './leave-out';
import type { Work } from './work';

const WORDS = 'Not taken together with the others: sent again with fewer at a time.';

const HALF = { isHalf: true, isPassedOn: false, logged: false, note: '' } as const;

/**
 * A vendor that has taken nothing of a run when its batches were halved so often refuses everybody, for another reason than one of
 * them: a person decides. Halving a batch of 500 down to a bad contact at its end takes 9.
 */
const TAKEN_BY_NOW = 12;

/**
 * Halves a batch of several contacts. The second half is saved before the first one ends without it: an execution that dies in
 * between leaves its contacts in both, see {@link withoutHalved}.
 *
 * @param said the vendor's words, as far as they may be kept
 * @param unpaid saved with the first half
 * @returns whether the next batch may follow, or a person is to decide
 */
export function halve(
  work: Work,
  batch: Batch,
  said: string,
  unpaid: Readonly<Record<string, string>>,
): 'next' | 'enough' {
  gatherHalves(work, batch.run);
  const run = work.run(batch.run);
  const middle = Math.ceil(batch.contacts.length / 2);
  const again = advance(batch, 'put_back', work.now(), HALF);
  const first = { ...again, contacts: batch.contacts.slice(0, middle) };
  const numbers = work.document.batches(run.id).map(({ number }) => number);
  const last = Math.max(run.batches, ...numbers) + 1;
  const rest = batch.contacts.slice(middle);
  const second = { ...again, number: last, tally: NO_TALLY, contacts: rest };
  const bytes = bytesOf(first.contacts) + bytesOf(second.contacts) - bytesOf(batch.contacts);
  const spare = roomAfter(work, run, bytes);
  const halvings = (run.halvings?.[batch.service] ?? 0) + 1;
  const refusesAll = halvings === TAKEN_BY_NOW && !hasTaken(work, batch);
  const why = spare === null ? 'no_room' : refusesAll ? 'refuses_all' : null;
  const pause = why === null ? null : { ...pauseFor(why, batch, said) };
  try {
    logNotSent(work.log, batch, batch.contacts, WORDS, work.now());
  } finally {
    // Also when the log refuses to be written: nothing of it was bought.
    if (spare === null) {
      work.save({ batches: [again], runs: [{ ...run, pause }], texts: unpaid });
    } else {
      const count = { ...run.halvings, [batch.service]: halvings };
      const halved = { ...run, batches: last, spare, halvings: count, pause };
      work.save({ batches: [second], runs: [halved] });
      // After that: whoever finds both writes these lines. Before the other: from then on nobody does.
      try {
        work.book.flush();
      } finally {
        work.save({ batches: [first], texts: unpaid });
      }
    }
  }
  return pause === null ? 'next' : 'enough';
}

/** What is left of the run's spare room after so many bytes more, which may be what the store has free; `null`: there is none. */
function roomAfter({ document }: Work, { spare = 0 }: Run, bytes: number): number | null {
  if (spare >= bytes) return spare - bytes;
  if (document.bytes() + bytes > STORE_BYTES) return null;
  document.makeRoom(bytes, STORE_BYTES);
  return spare;
}

const TAKEN: readonly BatchState[] = [
  ...['submitted', 'placing', 'completed', 'held', 'stalled', 'unknown'],
] as const;

/** Also where it may have taken some: what was lost, and is or was sent again. */
function hasTaken({ document }: Work, { run, service }: Batch): boolean {
  return document
    .batches(run)
    .some(
      ({ service: asked, state, resent, tally }) =>
        asked === service && (TAKEN.includes(state) || resent || tally.credits > 0),
    );
}

function pauseFor(
  why: 'no_room' | 'refuses_all',
  batch: Batch,
  said: string,
): NonNullable<Run['pause']> {
  const { name } = vendorOf(batch.service);
  const message =
    why === 'refuses_all'
      ? `${name} has taken none of this run’s contacts so far, however few were sent at a time. Nothing was bought there.${said} Continue to ask for the others all the same; Stop leaves them out.`
      : `${name} refuses some of the next contacts, and does not say which. To ask for fewer at a time there is no room left in this spreadsheet’s memory. Nothing was bought for them. End other runs, or decide what waits for you, then continue.${said}`;
  return { reason: 'vendor', vendor: vendorIdOf(batch), message };
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
  if (contacts.length === batch.contacts.length) return batch;
  return { ...batch, ...HALF, contacts };
}
