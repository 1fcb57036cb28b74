// Owns the end of a run: its last marks, and the line that stays of it. Asks the vendor nothing.
import { SheetFault } from '../../ports';
import { keepsLog, noteEnd } from '../log/keep-log';
import { Log } from '../log/log';
import { isOfValue, type LoggedLine, printsOf } from '../log/log-line';
import { contactsOf } from '../report/outcome';
import { rewriteMarks } from '../sheet/marks';
import { readSheet, type SheetReading } from '../sheet/read-sheet';
import { type Batch, mayBePaidBefore } from '../state/batch';
import type { ClosedRun, Run } from '../state/run';
import {
  costsOf,
  givenUpOf,
  leftOutContacts,
  mayHaveWritten,
  refusedOf,
  toldTally,
  webhooksOf,
} from '../state/sums';
import type { Work } from './work';

/** A line of history keeps the last ones: what became of each is one call to the vendor. */
const WEBHOOKS_KEPT = 8;

type Desk = Pick<Work, 'book' | 'document'>;

/** Closes a run all of whose batches are final. Whoever calls it then takes its lines out of the log, if it is switched off. */
export function closeRun(desk: Desk, run: Run, nowMs: number): void {
  clearMarks(desk, run);
  const batches = desk.document.batches(run.id);
  const sums = toldTally(batches);
  const isLogged = keepsLog(desk.document);
  const givenUp = givenUpOf(batches);
  const beside = givenUpBeside(desk, run, batches);
  const leftOut = leftOutContacts(batches) + beside;
  // Who was left out in one batch may be who another found nothing of.
  const answered = run.contacts - leftOut - sums.incomplete;
  const notFound = Math.max(0, Math.min(sums.notFound - beside, answered));
  const tally = { ...sums, notFound };
  const refused = refusedOf(batches);
  const webhooks = webhooksOf(batches).slice(-WEBHOOKS_KEPT);
  noteEnd(desk.document, run.id);
  const closed: ClosedRun = {
    id: run.id,
    user: run.user,
    schedule: run.schedule,
    sheetId: run.source.sheetId,
    // Without its lines nothing but results without a row is found again.
    place: isLogged || tally.unplaced > 0 ? { source: run.source, outputs: run.outputs } : null,
    ...(isLogged ? {} : { isUnlogged: true }),
    undone: null,
    placedAgain: null,
    ...(run.operation === 'find' ? {} : { operation: run.operation }),
    channels: run.channels,
    contacts: run.contacts,
    asked: run.asked,
    costs: costsOf(run, batches),
    incompleteRows: run.incompleteRows,
    startedAt: run.startedAt,
    closedAt: nowMs,
    leftOut,
    givenUp: givenUp.contacts + beside,
    givenUpCredits: givenUp.credits,
    ...(batches.some(mayBePaidBefore) ? { askedAgain: true } : {}),
    ...(webhooks.length === 0 ? {} : { webhooks }),
    ...(run.notices === undefined ? {} : { notices: run.notices }),
    ...(refused === null ? {} : { refused }),
    ...(mayHaveWritten(run, batches) ? {} : { wroteNothing: true }),
    tally,
  };
  desk.document.close(closed);
}

/**
 * Contacts given up in a batch that does not count them, and found nothing of in the one that does: which they are, the log knows
 * alone.
 */
function givenUpBeside({ book, document }: Desk, run: Run, batches: readonly Batch[]): number {
  const further = batches.filter(({ isFurther }) => isFurther);
  const own = further.map((batch) => ({ ...batch, isFurther: false }));
  if (givenUpOf(own).contacts === 0 && !further.some(mayBePaidBefore)) return 0;
  try {
    const lines = new Log(book, document).readAll().filter((line) => line.run === run.id);
    const found = new Set(lines.filter(isFound).flatMap(printsOf));
    const all = contactsOf(run.id, 'given_up', lines, () => true);
    const vain = all.filter(({ prints }) => !prints.some((print) => found.has(print)));
    return Math.max(0, vain.length - givenUpOf(batches).contacts);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    return 0;
  }
}

function isFound(line: LoggedLine): boolean {
  return (line.event === 'written' || line.event === 'unplaced') && isOfValue(line);
}

/** Where a column that tells who the contacts are is gone: nobody's row is known, but no other run has marks there either. */
function clearAll({ book, document }: Desk, run: Run, { rows }: SheetReading): void {
  const { sheetId } = run.source;
  const sheet = book.sheet(sheetId);
  const isShared = document
    .runs()
    .some((other) => other.id !== run.id && other.source.sheetId === sheetId);
  if (sheet === null || rows === undefined || isShared) return;
  rewriteMarks({ document, book }, run, { rows, sheet });
}

/** Marks of contacts that were left out would stay for ever. They are decoration: a fault here changes nothing. */
function clearMarks({ book, document }: Desk, run: Run): void {
  // A batch that was kept in the log is completed, too, and its rows were never written.
  const wasMarked = document
    .batches(run.id)
    .some(
      ({ state, tally, contacts }) =>
        state !== 'completed' || tally.unplaced > 0 || tally.notFound === contacts.length,
    );
  if (!wasMarked) return;
  try {
    const reading = readSheet({ book, document }, run);
    if (reading.kind === 'read') rewriteMarks({ document, book }, run, reading);
    else clearAll({ document, book }, run, reading);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
  }
}
