// Owns batches whose contacts an execution had put into others, to be sent there, when it died: halved, or passed on to the next
// vendor. This vendor has certainly not sold them this time: what is left of the batch goes again, or ends. Asks no vendor.
import { printsOf } from '../log/log-line';
import { NOT_BOUGHT } from '../log/perhaps-bought';
import { serviceOf } from '../../provider/vendors';
import { advance, type Batch, tallyWithout, vendorIdOf } from '../state/batch';
import { withoutHalved } from './halve';
import { logNotSent } from './leave-out';
import { loggedAnswer } from './logged-answer';
import type { Matches } from './match';
import { passedBefore } from './pass-on';
import { type Run, withProbe } from '../state/run';
import type { Work } from './work';

const WORDS = 'Not taken, or nothing found.';

/**
 * Settles a batch that was sent, or was to be. Throws `SheetFault`, with nothing changed.
 *
 * @returns whether there was anything to settle
 */
export function settleHalfDone(work: Work, batch: Batch): boolean {
  const unhalved = withoutHalved(work, batch);
  const passed = passedBefore(work, unhalved);
  if (unhalved === batch && passed.size === 0) return false;
  const contacts = unhalved.contacts.filter(([first]) => !passed.has(first));
  const wasSent = batch.state === 'submitting';
  const { lines } = work.log.read(batch.run, batch.number, batch.since * 1000);
  const told = new Set(lines.filter(({ event }) => NOT_BOUGHT.includes(event)).flatMap(printsOf));
  // What is left is announced anew where its lines are taken back.
  const isTold = contacts.some(([first]) => told.has(first));
  const untold = batch.contacts.filter(
    (contact) => !told.has(contact[0]) && ((wasSent && isTold) || !contacts.includes(contact)),
  );
  logNotSent(work.log, batch, untold, WORDS, work.now());
  work.book.flush();
  const tally = tallyWithout(unhalved, passed.size);
  const left = { ...unhalved, contacts, tally, logged: batch.logged && !isTold, note: '' };
  if (wasSent && unhalved === batch && !isTold && mayBeAnswered(left)) {
    lose(work, left);
    return true;
  }
  const event = contacts.length > 0 ? 'put_back' : wasSent ? 'refuse' : 'leave_out';
  const isBack = event === 'put_back' && !wasSent;
  work.save({ batches: [isBack ? left : advance(left, event, work.now())] });
  return true;
}

/** Whether results came with the answer, perhaps, of which no line tells, as each cell held its own already: paid for, all the same. */
function mayBeAnswered({ service, contacts }: Batch): boolean {
  const { answersAtOnce = 0, repeatsFree } = serviceOf(service);
  return !repeatsFree && contacts.length > 0 && contacts.length <= answersAtOnce;
}

/** A person decides about it. */
export function lose(work: Work, batch: Batch): void {
  const note = 'Google ended the script while they were being sent: they may have been bought.';
  work.save({
    batches: [advance(batch, 'lose', work.now(), { note })],
    runs: [withProbe(work.run(batch.run), vendorIdOf(batch))],
  });
}

/** Settles all of a run that ends, but for those whose answer is in the log. Throws `SheetFault`. */
export function settleRun(work: Work, { id, vendors }: Run): void {
  for (const batch of work.document.batches(id)) {
    const isUnsent = batch.state === 'created' && vendors.length > 1;
    if (isUnsent || (batch.state === 'submitting' && answerOf(work, batch) === null)) {
      settleHalfDone(work, batch);
    }
  }
}

/** What the log tells of the answer to this attempt, that came with the purchase; `null`: nothing. */
export function answerOf({ log }: Work, batch: Batch): Matches | null {
  const { lines } = log.read(batch.run, batch.number, batch.since * 1000);
  return loggedAnswer(batch, lines);
}
