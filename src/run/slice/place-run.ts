// Owns placing what has arrived for one run: read the rows, match, log, write, prove, save. Asks the vendor nothing.
import { type Sheet, SheetFault } from '../../ports';
import { partOf } from '../../contact/identity-part';
import type { Results } from '../../provider/provider';
import { serviceOf } from '../../provider/vendors';
import { advance, type Batch } from '../state/batch';
import { withBlanks } from '../sheet/blocks';
import { type Arrival, missingOf } from './collect';
import { giveWay, writtenCells } from '../sheet/give-way';
import {
  lookTwice,
  readSheet,
  rereadRows,
  type SheetReading,
  takeOtherColumns,
} from '../sheet/read-sheet';
import { mendFormulas, strayStatuses, takeBackLogged } from '../sheet/repair';
import { type Refusal, writeApart } from '../sheet/refused-cells';
import { holdsValue, matchItems, type Matches } from './match';
import type { CellWrite } from '../sheet/cell-write';
import { identitiesNow } from './identity-now';
import { placeBatch, type Placement } from './place';
import { type LoggedLine, LoggedLines } from '../log/log-line';
import type { Rows } from '../sheet/rows';
import { Beside, passedBefore, passOn } from './pass-on';
import { withNotices } from './notices';
import { proveAndUnquote, takeBackStrays, writeCells } from '../sheet/write-results';
import type { Work } from './work';

/** No new placing starts after this time of a slice. */
const PLACING_END_MS = 60_000;

/** A sheet that moves under every write is left to the next slice after so many tries. */
const ROUNDS = 3;

/** More than this share of a batch's contacts gone, and at least so many, is a question for a person. */
const GONE_SHARE = 0.2;
const GONE_COUNT = 5;

/**
 * Places the arrivals of one run. Returns the reading of the sheet for whoever needs it next, or `null` when
 * there was none. Throws `SheetFault` when the sheet refuses; the batches then stay in `placing`.
 */
export function placeArrivals(
  work: Work,
  runId: string,
  arrivals: readonly Arrival[],
): SheetReading | null {
  const isLate = work.elapsedMs() > PLACING_END_MS && !arrivals.some(({ isAtOnce }) => isAtOnce);
  if (arrivals.length === 0 || isLate) return null;
  work.log.ready();
  const logs = new Map(arrivals.map((arrival) => [arrival, loggedOf(work, arrival)]));
  const lines = [...logs.values()].flatMap((log) => log.lines);
  const mended = mend(work, runId, lines, readSheet(work, work.run(runId)));
  if (mended.kind !== 'read') {
    for (const arrival of arrivals) hold(work, arrival, null, mended.message);
    return mended;
  }
  const { sheet } = mended;
  const contacts = arrivals.flatMap(({ batch }) => batch.contacts);
  let { rows } = lookTwice(mended, work.run(runId), contacts);
  const open: Arrival[] = [];
  for (const arrival of arrivals) {
    const isDoubted = !arrival.batch.insisted && !arrival.isAtOnce;
    const doubt = isDoubted ? doubtAbout(arrival, rows) : '';
    if (doubt === '') open.push(arrival);
    else hold(work, arrival, rows, doubt);
  }
  if (open.length === 0) return mended;

  const logged = open.map((arrival) => logs.get(arrival) ?? new LoggedLines([]));
  open.forEach(({ batch }, index) => {
    const moved = takeBackLogged(batch.contacts, logged[index]?.lines ?? [], rows, sheet);
    work.log.append(moved, batch.run, batch.number, work.now());
  });
  for (let round = 1; ; round++) {
    const placements: Placement[] = [];
    open.forEach((arrival, index) => {
      const beside = besideOf(work, open, index, placements);
      placements.push(place(work, arrival, rows, logged[index]?.lines ?? [], beside));
    });
    appendMissing(work, open, placements, logged);
    const writes = [
      ...withBlanks(
        placements.flatMap((placement) => placement.writes),
        rows,
      ),
      ...statusesOfOthers(work, open, placements, rows),
    ];
    const refusals = writeOrHalve(work, open, placements, logged, writes, rows, sheet);
    const proof = proveAndUnquote(writes, rows, sheet, work.book);
    if (proof.kind === 'stands') {
      noteMissing(proof.missing, refusals, rows);
      if (proof.missing.length > 0 && round < ROUNDS) continue;
      if (proof.missing.length > 0) return { kind: 'read', sheet, rows };
      open.forEach(({ batch }, index) => {
        passOn(work, batch, placements[index]?.passed ?? []);
      });
      work.save({
        runs: [withNotices({ ...work.run(runId), faults: 0 }, open)],
        batches: open.map((arrival, index) => completed(work, arrival, placements[index])),
      });
      return { kind: 'read', sheet, rows };
    }
    const fields =
      proof.kind === 'broken'
        ? giveWay(proof.cells, writtenCells(writes, rows), sheet, work.book)
        : [];
    if (fields.length > 0) takeOtherColumns(work.document, work.run(runId), fields, rows);
    // The sheet moved between reading and writing: look again, take back strays, place anew.
    const now = rereadRows(sheet, work.run(runId));
    if (now.rows !== undefined) takeBackStrays(writes, rows, now.rows, sheet, work.book);
    if (now.kind !== 'read') return now;
    const again = readSheet(work, work.run(runId));
    if (again.kind !== 'read' || round === ROUNDS) return again;
    rows = again.rows;
  }
}

/**
 * Places results that came with the answer to their purchase. They cannot be read again: what the sheet does not take goes to
 * the log, from where *Place again* takes it. Returns the reading of the sheet, as {@link placeArrivals} does.
 */
export function placeAnswer(
  work: Work,
  bought: Batch,
  results: Results,
  /** Whose it is: as an execution that died has logged it, or by the rows that it was just bought for. */
  known: Pick<Arrival, 'told' | 'asked'>,
): SheetReading | null {
  const batch = advance(bought, 'answer', work.now(), { since: bought.since });
  const { items, charged, notice = '' } = results;
  const missing = missingOf(batch, results);
  const isRepeat = known.told !== undefined || bought.resent;
  const came = { batch, items, charged, missing, notice, isRepeat };
  const arrival: Arrival = { ...came, ...known, isAtOnce: true };
  const isOpen = (): boolean =>
    work.document.batch(batch.run, batch.number)?.state === 'submitting';
  try {
    const reading = placeArrivals(work, batch.run, [arrival]);
    if (isOpen()) keepInLog(work, arrival, null);
    return reading;
  } catch (error) {
    if (!(error instanceof SheetFault) || !isOpen()) throw error;
    keepInLog(work, arrival, null);
    throw error;
  }
}

/** What an earlier slice, which died, may have logged of a batch. */
function loggedOf(work: Work, { batch, isRepeat }: Arrival): LoggedLines {
  return isRepeat ? work.log.read(batch.run, batch.number) : new LoggedLines([]);
}

/** Gives formulas their place again that an earlier slice, which died, took from them. */
function mend(
  work: Work,
  runId: string,
  lines: readonly LoggedLine[],
  reading: SheetReading,
): SheetReading {
  const { rows } = reading;
  const sheet = work.book.sheet(work.run(runId).source.sheetId);
  if (lines.length === 0 || rows === undefined || sheet === null) return reading;
  const fields = mendFormulas(lines, rows, sheet, work.book);
  if (fields.length === 0) return reading;
  takeOtherColumns(work.document, work.run(runId), fields, rows);
  return readSheet(work, work.run(runId));
}

/** Puts statuses right that an earlier slice, which died, may have written into rows of others. */
function statusesOfOthers(
  work: Work,
  open: readonly Arrival[],
  placements: readonly Placement[],
  rows: Rows,
): CellWrite[] {
  if (!open.some(({ isRepeat }) => isRepeat)) return [];
  const texts = placements
    .flatMap(({ writes }) => writes)
    .filter(({ field }) => field === 'status')
    .map(({ text }) => text);
  const contacts = open.flatMap(({ batch }) => batch.contacts);
  const prints = work.document.openFingerprints();
  return strayStatuses(new Set(texts), prints, contacts, work.log.readAll(), rows);
}

/** Logs what is to be written, as far as it is not logged yet. */
function appendMissing(
  work: Work,
  open: readonly Arrival[],
  placements: readonly Placement[],
  logged: readonly LoggedLines[],
): void {
  open.forEach(({ batch }, index) => {
    const lines = logged[index]?.take(placements[index]?.lines ?? []) ?? [];
    work.log.append(lines, batch.run, batch.number, work.now());
  });
}

/** Writes all at once or, when the sheet refuses that, in parts; returns what single cells refused. */
function writeOrHalve(
  work: Work,
  open: readonly Arrival[],
  placements: readonly Placement[],
  logged: LoggedLines[],
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
): readonly Refusal[] {
  try {
    writeCells(writes, rows, sheet, work.book);
    return [];
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    // Lines that were still to be applied may be lost with the write.
    open.forEach(({ batch }, index) => {
      logged[index] = work.log.read(batch.run, batch.number);
    });
    appendMissing(work, open, placements, logged);
    work.book.flush();
    const known = placements
      .flatMap((placement) => placement.writes)
      .find(({ field }) => field === 'status');
    return writeApart(writes, known, rows, sheet, work.book, error);
  }
}

/** Cells that do not show their value are not tried again: the value goes to the log. */
function noteMissing(
  missing: readonly { readonly write: CellWrite; readonly shown: string }[],
  refusals: readonly Refusal[],
  rows: Rows,
): void {
  for (const { write, shown } of missing) {
    const column = rows.columns.outputs[write.field];
    if (column === undefined) continue;
    const refusal = refusals.find(
      ({ write: refused }) => refused.row === write.row && refused.field === write.field,
    );
    const why = refusal?.why ?? (shown === '' ? NOT_KEPT : TYPED_MEANWHILE);
    rows.refuse(write.row, column, shown, why);
  }
}

const NOT_KEPT = 'The cell did not keep it: is it merged with another?';
const TYPED_MEANWHILE = 'The cell was filled at the same moment; it was left as it is.';

/** Of batches that are placed together, each counts with those before it as ended. */
function besideOf(
  work: Work,
  open: readonly Arrival[],
  index: number,
  placements: readonly Placement[],
): Beside {
  const before = open.slice(0, index).map(({ batch }) => batch.number);
  const { batch } = open[index] ?? {};
  if (batch === undefined) throw new Error('There is no such arrival.');
  const found = placements.flatMap((placement) => placement.found);
  const goingOn = placements.flatMap(({ passed }) => passed);
  return new Beside(work.document.batches(batch.run), batch, new Set(before), found, goingOn);
}

function place(
  work: Work,
  arrival: Arrival,
  rows: Rows,
  logged: readonly LoggedLine[],
  beside: Beside,
): Placement {
  const { batch } = arrival;
  const run = work.run(batch.run);
  const matches = match(arrival, rows);
  // What was stopped asks nobody more.
  const asked = work.document.isStopped(batch.run) ? { ...run, route: {} } : run;
  const before = passedBefore(work, batch);
  return placeBatch(batch, asked, matches, arrival, rows, logged, beside, before);
}

function match(arrival: Arrival, now: Rows | null): Matches {
  if (arrival.told !== undefined) return arrival.told;
  const rows = now ?? arrival.asked ?? null;
  const { contacts, tasks, part, service, isDistinct } = arrival.batch;
  const identities = rows === null ? contacts.map(() => null) : identitiesNow(contacts, rows);
  const { sends, batchSize } = serviceOf(service);
  const asked = identities.map((identity) => {
    const own = identity === null ? null : partOf(identity, part);
    return own === null ? null : sends(own);
  });
  const questions = isDistinct ? asked : null;
  return matchItems(arrival.items, contacts, identities, tasks, questions, batchSize === 1);
}

function completed(work: Work, arrival: Arrival, placement: Placement | undefined): Batch {
  return advance(arrival.batch, 'complete', work.now(), {
    contacts: arrival.batch.contacts.filter((contact) => placement?.moved.has(contact) !== true),
    tasks: null,
    due: 0,
    note: '',
    tally: placement?.tally ?? arrival.batch.tally,
  });
}

/** Why a person should look before anything of this batch is written; `''` when there is no doubt. */
function doubtAbout(arrival: Arrival, rows: Rows): string {
  const { contacts } = arrival.batch;
  const gone = contacts.filter((contact) => rows.of(contact).length === 0).length;
  if (isMuchGone(gone, contacts.length)) {
    return `${gone} of ${contacts.length} contacts are no longer in the sheet. Is a formula still loading, or a column changed?`;
  }
  const { byContact } = match(arrival, rows);
  const isAnyTied = [...byContact.values()].some(holdsValue);
  if (!isAnyTied && arrival.items.some(holdsValue)) {
    return 'Nothing in the answer ties its results to your contacts.';
  }
  return '';
}

export function isMuchGone(gone: number, contacts: number): boolean {
  return gone >= GONE_COUNT && gone > contacts * GONE_SHARE;
}

/** Logs everything that came, so that it is safe, and asks a person. */
function hold(work: Work, arrival: Arrival, rows: Rows | null, note: string): void {
  if (arrival.isAtOnce) {
    keepInLog(work, arrival, rows);
    return;
  }
  const { tally } = logAll(work, arrival, rows);
  const held = advance(arrival.batch, 'hold', work.now(), { note, tally, due: 0 });
  work.save({ batches: [held], runs: [withNotices(work.run(held.run), [arrival])] });
}

/** Ends a batch with its results in the log alone. */
function keepInLog(work: Work, arrival: Arrival, rows: Rows | null): void {
  const { tally, moved } = logAll(work, arrival, rows);
  const contacts = arrival.batch.contacts.filter((contact) => !moved.has(contact));
  const changes = { contacts, tasks: null, due: 0, tally };
  const kept = advance(arrival.batch, 'complete', work.now(), changes);
  work.save({ batches: [kept], runs: [withNotices(work.run(kept.run), [arrival])] });
}

/** @param rows by which results are tied to contacts; nothing is written there */
function logAll(work: Work, arrival: Arrival, rows: Rows | null): Placement {
  const { batch } = arrival;
  const matches = match(arrival, rows);
  const alone = new Beside([], batch, new Set());
  const before = passedBefore(work, batch);
  const run = work.run(batch.run);
  const placement = placeBatch(batch, run, matches, arrival, null, [], alone, before);
  const missing = work.log.read(batch.run, batch.number).take(placement.lines);
  work.log.append(missing, batch.run, batch.number, work.now());
  work.book.flush();
  return placement;
}
