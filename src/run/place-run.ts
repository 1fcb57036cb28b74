// Owns placing what has arrived for one run: read the rows, match, log, write, prove, save. Asks the vendor nothing.
import type { Sheet } from '../ports';
import { advance, type Batch } from './batch';
import type { Arrival } from './collect';
import { readSheet, rereadRows, type SheetReading } from './read-sheet';
import { holdsValue, matchItems, type Matches } from './match';
import { ELSEWHERE, identitiesNow, placeBatch, type Placement } from './place';
import { LoggedLines, type LoggedLine, type LogLine } from './log-line';
import type { Rows } from './rows';
import { proveWrites, takeBackStrays, unquote, withBlanks, writeCells } from './write-results';
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
  if (arrivals.length === 0 || work.elapsedMs() > PLACING_END_MS) return null;
  const reading = readSheet(work, work.run(runId));
  if (reading.kind !== 'read') {
    for (const arrival of arrivals) hold(work, arrival, null, reading.message);
    return reading;
  }
  let rows = reading.rows;
  const open: Arrival[] = [];
  for (const arrival of arrivals) {
    const doubt = arrival.batch.insisted ? '' : doubtAbout(arrival, rows);
    if (doubt === '') open.push(arrival);
    else hold(work, arrival, rows, doubt);
  }
  if (open.length === 0) return reading;

  const logged = open.map(({ batch, isRepeat }) =>
    isRepeat ? work.log.read(batch.run, batch.number) : new LoggedLines([]),
  );
  open.forEach((arrival, index) => {
    takeBackLogged(work, arrival, logged[index]?.lines ?? [], rows, reading.sheet);
  });
  for (let round = 1; ; round++) {
    const placements = open.map((arrival) => place(work, arrival, rows));
    open.forEach((arrival, index) => {
      const lines = logged[index]?.take(placements[index]?.lines ?? []) ?? [];
      work.log.append(lines, runId, arrival.batch.number, work.now());
    });
    const writes = withBlanks(
      placements.flatMap((placement) => placement.writes),
      rows,
    );
    writeCells(writes, rows, reading.sheet, work.book);
    const proof = proveWrites(writes, rows, reading.sheet);
    if (proof.kind === 'stands') {
      unquote(proof.quoted, rows, reading.sheet, work.book);
      work.save({
        runs: [{ ...work.run(runId), faults: 0 }],
        batches: open.map((arrival, index) => completed(work, arrival, placements[index])),
      });
      return { ...reading, rows };
    }
    // The sheet moved between reading and writing: look again, take back strays, place anew.
    const now = rereadRows(reading.sheet, work.run(runId));
    if (now.kind !== 'read') return now;
    takeBackStrays(writes, rows, now.rows, reading.sheet, work.book);
    const again = readSheet(work, work.run(runId));
    if (again.kind !== 'read' || round === ROUNDS) return again;
    rows = again.rows;
  }
}

function place(work: Work, arrival: Arrival, rows: Rows): Placement {
  const run = work.run(arrival.batch.run);
  return placeBatch(arrival.batch, run, match(arrival, rows), arrival.charged, rows, work.provider);
}

function match(arrival: Arrival, rows: Rows | null): Matches {
  const { contacts, tasks } = arrival.batch;
  const identities = rows === null ? contacts.map(() => null) : identitiesNow(contacts, rows);
  return matchItems(arrival.items, contacts, identities, tasks);
}

function completed(work: Work, arrival: Arrival, placement: Placement | undefined): Batch {
  return advance(arrival.batch, 'complete', work.now(), {
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
  const { batch } = arrival;
  const placement = placeBatch(
    batch,
    work.run(batch.run),
    match(arrival, rows),
    arrival.charged,
    null,
    work.provider,
  );
  const lines = work.log.read(batch.run, batch.number).take(placement.lines);
  work.log.append(lines, batch.run, batch.number, work.now());
  work.book.flush();
  const { tally } = placement;
  work.save({ batches: [advance(batch, 'hold', work.now(), { note, tally, due: 0 })] });
}

/**
 * After a death between writing and proving: what the log says was written, and stands in another contact's row
 * and in none of its own, is a stray. It is cleared; placing follows.
 */
function takeBackLogged(
  work: Work,
  { batch }: Arrival,
  logged: readonly LoggedLine[],
  rows: Rows,
  sheet: Sheet,
): void {
  const contacts = new Map(batch.contacts.map((contact) => [contact[0], contact]));
  const moved: LogLine[] = [];
  for (const { event, contact: print, row, field, after, note } of logged) {
    const contact = contacts.get(print);
    if ((event !== 'written' && event !== 'copied') || contact === undefined) continue;
    if (field !== 'email' && field !== 'phone') continue;
    const column = rows.columns.outputs[field];
    // What somebody had already typed elsewhere proves nothing by standing there.
    if (column === undefined || after === '' || note.includes(ELSEWHERE)) continue;
    if (rows.of(contact).some((own) => rows.text(own, column) === after)) continue;
    const stray = strayRow(rows, column, after, row - 1);
    if (stray === null) continue;
    // What stands beside it came with it; placing writes anew what belongs there.
    for (const at of [column, rows.columns.outputs.emailStatus, rows.columns.outputs.status]) {
      if (at === undefined || rows.text(stray, at) === '') continue;
      sheet.write({ row: stray, column: at }, [['']]);
      rows.set(stray, at, '');
    }
    const blank = { before: after, after: '' };
    moved.push({
      ...{ event: 'moved', contact: print, row: stray + 1, field, ...blank, note: PUT_RIGHT },
      credits: null,
    });
  }
  work.log.append(moved, batch.run, batch.number, work.now());
}

const PUT_RIGHT = 'Written while the sheet was being sorted; put right.';

/** The row it was written to, if it stands there; else the only row that shows it: rows may have moved again. */
function strayRow(rows: Rows, column: number, text: string, written: number): number | null {
  if (rows.text(written, column) === text) return written;
  const found: number[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    if (rows.text(row, column) === text) found.push(row);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}
