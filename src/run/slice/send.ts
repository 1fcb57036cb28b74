// Owns sending one batch: drop what is no longer wanted, log what is sent, save `submitting`, POST, save what came of it.
import { SheetFault, StoreFault } from '../../ports';
import type { Provider, SubmitOutcome } from '../../provider/provider';
import { serviceOf } from '../../provider/vendors';
import {
  advance,
  type Batch,
  mayBePaidBefore,
  tallyLeft,
  tallyWithout,
  unsentTally,
  vendorIdOf,
  worstCredits,
} from '../state/batch';
import { dueAfter } from './collect';
import type { LogLine } from '../log/log-line';
import { withSent } from '../log/sent-count';
import { taskHash } from './match';
import { questionOf } from '../plan/questions';
import { leaveOutAlike } from './asked-alike';
import { halve } from './halve';
import type { ListedMeanwhile } from './listed-meanwhile';
import { leaveOut, logNotSent } from './leave-out';
import { prepareAnew, purchaseTerms } from './prepare-service';
import { keptWords } from '../report/kept-words';
import { textsOf } from '../report/vendor-trouble';
import { withoutUrls } from '../report/without-urls';
import { announce } from './announce';
import { isMuchGone, placeAnswer } from './place-run';
import { lookTwice, type SheetReading } from '../sheet/read-sheet';
import { counted, givenBack, type LateCost, lateCost, notCounted } from '../schedule/budget';
import { localTime, type LocalTime } from '../schedule/calendar';
import { isStopFor, stopKey } from '../state/records';
import { isWithinMaximum, lookedAtWith, type Pause, withProbe } from '../state/run';
import { sendForNothing } from './send-for-nothing';
import type { VendorLine } from './vendor-line';
import { isWanted, sentIdentity } from './wanted';
import { dropBad, leftAfterPassing, ROUNDS, tell } from './refuse';
import { creditsPause, keyPause, type Work } from './work';

/** Whether the next batch may follow, or the slice is done with this run; and the sheet as it is known then, `null`: it is not. */
export interface Sent {
  readonly go: 'next' | 'enough';
  readonly reading: SheetReading | null;
}

/** Sends a batch in `created`. Throws `SheetFault` before anything is bought. */
export function sendBatch(
  work: Work,
  found: Batch,
  earlier: SheetReading & { kind: 'read' },
  listed: ListedMeanwhile,
): Sent {
  const reading = lookTwice(earlier, work.run(found.run), found.contacts);
  const batch = leaveOutAlike(work, listed.leaveOut(found, reading), reading);
  const { rows } = reading;
  const kept = batch.contacts.filter((contact) => isWanted(contact, batch, work, rows));
  const run = work.run(batch.run);
  const next = lookedAtWith(batch, work.document.batches(run.id))
    .filter(({ isGoneAccepted }) => isGoneAccepted !== true)
    .flatMap((one) => one.contacts);
  const gone = next.filter((contact) => rows.of(contact).length === 0).length;
  if (batch.isGoneAccepted !== true && isMuchGone(gone, next.length)) {
    const message = `${gone} of the next ${next.length} contacts are no longer in the sheet, so none of these was sent. Is a formula still loading, or a column changed? Continue sends the others; Stop sends nothing more.`;
    work.pause(run.id, { reason: 'rows', batch: batch.number, message });
    return { go: 'enough', reading };
  }
  const dropped = batch.contacts.filter((contact) => !kept.includes(contact));
  logNotSent(work.log, batch, dropped, 'Gone, or filled meanwhile.', work.now());
  if (dropped.length > 0) work.book.flush();
  const current: Batch = {
    ...unaccepted(batch),
    contacts: kept,
    tally: tallyLeft(batch, tallyWithout(batch, dropped.length), dropped, 'dropped'),
  };
  const others = work.document.batches(run.id).filter(({ number }) => number !== batch.number);
  const credits = worstCredits(current);
  if (kept.length === 0 || !isWithinMaximum(run, others, vendorIdOf(batch), credits)) {
    const note = kept.length === 0 ? '' : 'They could cost more than you approved.';
    leaveOut(work, [current], note);
    return { go: 'next', reading };
  }

  const identities = kept
    .map((contact) => sentIdentity(contact, batch, rows))
    .filter((one) => one !== null);
  announce(work, current, identities, rows);
  const isDistinct = new Set(identities.map(questionOf)).size === identities.length;
  const service = serviceOf(batch.service);
  const terms = purchaseTerms(work, batch);
  const taken = {
    ...advance(current, 'take', work.now(), { isDistinct, logged: true, note: '' }),
    ...(terms.webhookUrl === '' ? {} : ({ hasWebhook: true } as const)),
  };
  const late = lateCostOf(work, taken);
  const line = work.lineOf(batch);
  line.countRequests(1);
  if (isStoppedAtLast(work, taken, late, current.logged)) {
    leaveOut(work, [advance(taken, 'put_back', work.now())], '');
    work.save({ texts: givenBack(work.document, late) });
    return { go: 'enough', reading };
  }
  const bought = service.submit(line.key(), taken.type, identities, terms);
  const request = { ...bought, buys: true } as const;
  const result = work.ports.http.send(request);
  const read = service.readSubmit(result, identities, work.now());
  const outcome = terms.webhookUrl === '' ? read : withoutUrls(read);
  work.noteTrouble(request, outcome, { ...taken, sent: identities });
  return settle(work, taken, outcome, reading, late, textsOf(identities));
}

/** What is gone from now on, nobody has accepted. */
function unaccepted({ isGoneAccepted: _accepted, ...batch }: Batch): Batch {
  return batch;
}

/** Saves `submitting`, then looks for a stop. Throws `StoreFault`: nothing was sent, and that is saved if it can be. */
function isStoppedAtLast(
  work: Work,
  taken: Batch,
  late: LateCost | null,
  wasLogged: boolean,
): boolean {
  const { document, ports } = work;
  const sent = wasLogged ? {} : withSent(document, taken.contacts.length);
  try {
    work.save({ batches: [taken], texts: { ...counted(document, late), ...sent } });
    return isStopFor(ports.documentStore.get(stopKey(taken.run)), taken.unstoppedAt);
  } catch (error) {
    if (error instanceof StoreFault) {
      const texts = { ...notCounted(document, late), ...sent };
      tryToSave(work, advance(taken, 'put_back', work.now()), texts);
    }
    throw error;
  }
}

function lateCostOf(work: Work, batch: Batch): LateCost | null {
  const { clock } = work.ports;
  const localIn = (at: number, zone: string): LocalTime => localTime(clock.local(at, zone));
  const { document } = work;
  return lateCost(document, work.run(batch.run), batch, localIn, work.now());
}

/** Whether it could be saved after all. */
function tryToSave(
  work: Work,
  batch: Batch,
  texts: Readonly<Record<string, string>> = {},
): boolean {
  try {
    work.save({ batches: [batch], texts });
    return true;
  } catch (error) {
    if (error instanceof StoreFault) return false;
    throw error;
  }
}

/** What the answer to the POST makes of the batch. */
function settle(
  work: Work,
  batch: Batch,
  outcome: SubmitOutcome,
  reading: SheetReading & { kind: 'read' },
  late: LateCost | null,
  /** What the request held of its contacts. */
  known: readonly string[],
): Sent {
  const now = work.now();
  const line = work.lineOf(batch);
  const { id: vendor, name } = line.vendor;
  const unpaid = givenBack(work.document, late);
  switch (outcome.kind) {
    case 'accepted':
      // What is left now, nobody has said.
      line.balance = null;
      accept(work, batch, outcome);
      return { go: 'next', reading };
    case 'answered':
      line.balance = null;
      // Values stand in the sheet by now, and while it was asked a person may have changed anything.
      return { go: 'next', reading: placeAnswer(work, batch, outcome, { asked: reading.rows }) };
    case 'rate_limited':
      line.silence(outcome.error.retryAfterSeconds);
      work.save({ batches: [advance(batch, 'put_back', now)], texts: unpaid });
      return { go: 'enough', reading };
    case 'out_of_credits':
    case 'key_refused': {
      const pause =
        outcome.kind === 'key_refused'
          ? keyPause(outcome.error, batch, known, true)
          : creditsPause(outcome.error, batch, known, tooLittle(line, batch));
      work.pause(batch.run, pause, { batches: [advance(batch, 'put_back', now)], texts: unpaid });
      return { go: 'enough', reading };
    }
    case 'unprepared':
      prepareAnew(work, batch, outcome.error, ROUNDS, reading, unpaid);
      return { go: 'next', reading };
    case 'bad_contacts':
      dropBad(work, batch, outcome.contacts, reading, unpaid);
      return { go: 'next', reading };
    case 'some_refused':
    case 'refused': {
      const { message } = outcome.error;
      if (outcome.kind === 'some_refused' && batch.contacts.length > 1) {
        const said = keptWords(` ${name} said: `, message, known);
        return { go: halve(work, batch, said, unpaid), reading };
      }
      const paid = mayBePaidBefore(batch)
        ? 'Nothing was paid for them this time.'
        : 'Nothing was paid for them.';
      const note = `${paid}${keptWords(` ${name} said: `, message, known)}`;
      const left = leftAfterPassing(work, batch, batch.contacts, reading);
      try {
        const told = batch.contacts.map((contact) => ({ contact, words: message }));
        tell(work, batch, told, left, 'refused', reading);
      } finally {
        // Also when the sheet refuses to be told.
        const tally = unsentTally(batch);
        const refused = advance(batch, 'refuse', now, { contacts: left, note, tally });
        work.save({ batches: [refused], texts: unpaid });
      }
      return { go: 'next', reading };
    }
    case 'unknown': {
      // The note is cut: what matters comes first.
      const said = keptWords(' (', outcome.error.message, known);
      const note = `They may have been bought: the answer was lost${said === '' ? '' : `${said})`}.`;
      const isFree = serviceOf(batch.service).repeatsFree;
      const isSecond = isFree ? batch.resent : isSecondLost(work, batch);
      const pause = isSecond ? lostPause(line.vendor, isFree) : null;
      // An outage is everybody's: each of the vendor's runs asks for a free read first.
      const runs = work.document
        .runs()
        .filter((run) => work.isReachable(run, vendor))
        .map((run) => withProbe(run, vendor))
        .map((run) => ({ ...run, pause: run.id === batch.run ? pause : run.pause }));
      if (isFree) sendForNothing(work, batch, runs);
      else work.save({ batches: [advance(batch, 'lose', now, { note })], runs });
      return { go: 'enough', reading };
    }
  }
}

/** What is left, where that is known not to cover a batch; `null` where it is not known, or would do. */
function tooLittle(
  { balance }: VendorLine,
  batch: Batch,
): { readonly balance: number; readonly contacts: number } | null {
  const isShort = balance !== null && balance < worstCredits(batch);
  return isShort ? { balance, contacts: batch.contacts.length } : null;
}

/** The batch sent before this one was lost too, though free reads work: the next one would be lost like them. */
function isSecondLost(work: Work, { run, number, isHalf }: Batch): boolean {
  // Halves are not sent by number.
  return work.document
    .batches(run)
    .filter((batch) => batch.state === 'unknown' && batch.number !== number)
    .some((batch) => batch.number === number - 1 || (isHalf === true && batch.isHalf === true));
}

function lostPause({ id, name }: Provider, isFree: boolean): Pause {
  const next = isFree
    ? 'Continue to try again; what was bought already is free.'
    : 'Continue to try the next contacts.';
  const message = `${name} gave no usable answer twice in a row. Nothing more is sent; what was bought still arrives. ${next}`;
  return { reason: 'vendor', vendor: id, message };
}

/** Saves the workflow id; if that fails, the log keeps it, and the next slice looks for it there first. */
function accept(
  work: Work,
  batch: Batch,
  { workflowId, taskIds, reserved }: Extract<SubmitOutcome, { kind: 'accepted' }>,
): void {
  const due = dueAfter(work, batch, 0);
  const tasks = taskIds?.map(taskHash) ?? null;
  const hasUniqueTasks = tasks !== null && new Set(tasks).size === tasks.length;
  const submitted = advance(batch, 'accept', work.now(), {
    workflowId,
    reserved,
    tasks: hasUniqueTasks ? tasks : null,
    reads: 0,
    due,
  });
  try {
    work.save({ batches: [submitted] });
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const line = { contact: '', row: null, field: '', before: '', note: error.message } as const;
    const accepted: LogLine = { ...line, event: 'accepted', after: workflowId, credits: null };
    try {
      work.log.append([accepted], batch.run, batch.number, work.now());
      work.book.flush();
    } catch (fault) {
      if (!(fault instanceof SheetFault)) throw fault;
      // Neither place took it: the first one is asked once more.
      if (tryToSave(work, submitted)) return;
    }
    throw error;
  }
}
