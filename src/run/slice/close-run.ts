// Owns the end of a run: its last marks, and the line that stays of it. Asks the vendor nothing.
import { SheetFault } from '../../ports';
import { keepsLog, noteEnd } from '../log/keep-log';
import { Log } from '../log/log';
import { countsOf, type OutcomeCounts } from '../report/outcome';
import { rewriteMarks } from '../sheet/marks';
import { readSheet, type SheetReading } from '../sheet/read-sheet';
import { type Batch, mayBePaidBefore } from '../state/batch';
import type { ClosedRun, Run } from '../state/run';
import {
  costsOf,
  givenUpOf,
  leastFound,
  mayHaveWritten,
  refusedOf,
  standingOf,
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
  const isLogged = keepsLog(desk.document);
  const told = toldOf(desk, run, batches);
  const refused = refusedOf(batches);
  const webhooks = webhooksOf(batches).slice(-WEBHOOKS_KEPT);
  noteEnd(desk.document, run.id);
  const closed: ClosedRun = {
    id: run.id,
    user: run.user,
    schedule: run.schedule,
    sheetId: run.source.sheetId,
    // Without its lines nothing but results without a row is found again.
    place:
      isLogged || told.tally.unplaced > 0 ? { source: run.source, outputs: run.outputs } : null,
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
    givenUpCredits: givenUpOf(batches).credits,
    ...(batches.some(mayBePaidBefore) ? { askedAgain: true } : {}),
    ...(webhooks.length === 0 ? {} : { webhooks }),
    ...(run.notices === undefined ? {} : { notices: run.notices }),
    ...(refused === null ? {} : { refused }),
    ...(mayHaveWritten(run, batches) ? {} : { wroteNothing: true }),
    ...told,
  };
  desk.document.close(closed);
}

/** What is told of its contacts; by the log where one may be in several batches: what became of it, none of them knows alone. */
function toldOf(
  desk: Desk,
  run: Run,
  batches: readonly Batch[],
): Pick<ClosedRun, 'leftOut' | 'givenUp' | 'counts' | 'tally'> {
  const { contacts } = run;
  const sums = toldTally(batches);
  const isShared = batches.some(({ isFurther }) => isFurther);
  const logged = isShared ? loggedCounts(desk, run) : null;
  if (logged === null) {
    const { found, leftOut, notFound, incomplete } = standingOf(run, batches);
    const givenUp = Math.min(contacts, givenUpOf(batches).contacts);
    const counts = { found, givenUpFound: Math.max(0, givenUp - leftOut) };
    const tally = { ...sums, notFound, incomplete };
    return { leftOut, givenUp, ...(isShared ? { counts } : {}), tally };
  }
  const { givenUpFound, broken, failed } = logged;
  const givenUp = Math.min(contacts, logged.givenUp);
  const leftOut = Math.min(contacts, logged.leftOut);
  const incomplete = Math.min(contacts - leftOut, logged.incomplete);
  const others = contacts - leftOut - incomplete;
  // A value that stood in its cell already has no line.
  const found = Math.min(others, Math.max(logged.found, leastFound(contacts, batches)));
  const none = others - found;
  const notFound = Math.min(logged.notFound, Math.max(0, none - broken));
  return {
    leftOut,
    givenUp,
    counts: { found, givenUpFound, notFound, failed },
    tally: { ...sums, notFound: none, failed: broken, incomplete },
  };
}

/** `null`: the log cannot be read, or somebody took lines of the run out. */
function loggedCounts({ book, document }: Desk, { id, contacts }: Run): OutcomeCounts | null {
  try {
    const lines = new Log(book, document).readAll().filter(({ run }) => run === id);
    const counts = countsOf(id, lines);
    return counts.contacts < contacts ? null : counts;
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    return null;
  }
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
