// Owns what was lost at a service that repeats for free: it is sent again without asking. The log says so, as the first attempt may
// have been paid for, and the next may never come. Asks the vendor nothing.
import { closedLine } from '../log/closed-line';
import { advance, type Batch, worstCredits } from '../state/batch';
import type { Run } from '../state/run';
import type { Work } from './work';

/** Puts the batch back. Throws `SheetFault`, with that saved all the same. */
export function sendForNothing(work: Work, batch: Batch, runs: readonly Run[] = []): void {
  try {
    if (worstCredits(batch) > 0) {
      const line = closedLine(batch, 'To be sent again');
      work.log.append([line], batch.run, batch.number, work.now());
      work.book.flush();
    }
  } finally {
    const again = advance(batch, 'put_back', work.now(), { resent: true, logged: false });
    work.save({ batches: [again], runs });
  }
}
