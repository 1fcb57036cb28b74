// Owns the slice: one bounded piece of work of one execution on the user's runs. The only orchestrator: the open sidebar, the
// hourly trigger and "Get results now" all call this, with the same budget. Each step may be the last one before a death.
import { type Ports, SheetFault } from '../../ports';
import { serviceOf, vendorOf } from '../../provider/vendors';
import { advance, type Batch, isAwaited, isFinal, vendorIdOf } from '../state/batch';
import { closeRun } from './close-run';
import { type Arrival, collect } from './collect';
import { type DocumentState, openDocument } from '../state/document';
import { lose, settleHalfDone } from './half-done';
import { leaveOutStopped } from './leave-out';
import { loggedAnswer } from './logged-answer';
import { takeOutEnded } from '../log/keep-log';
import { type LoggedLine, logTime } from '../log/log-line';
import { rewriteMarks } from '../sheet/marks';
import { placeAnswer, placeArrivals } from './place-run';
import { driveList } from '../list/drive-list';
import { keptGoogleWords } from '../report/kept-words';
import { protectedPlace } from '../sheet/protected-place';
import type { SheetReading } from '../sheet/read-sheet';
import { goesOnAlone, type Run, sendable, stateOf, vendorNames } from '../state/run';
import { lookAtSchedules } from '../schedule/look';
import { sendBatches } from './send-batches';
import { sendForNothing } from './send-for-nothing';
import { settleTrigger } from './settle-trigger';
import { readUser } from '../state/user';
import { Work } from './work';

export type SliceResult =
  | {
      readonly kind: 'worked';
      /** Epoch milliseconds at which there is work again; `null` when there is none without a person. */
      readonly nextAt: number | null;
      /** The records as the slice left them, and whose slice it was: nobody has to read them again. */
      readonly document: DocumentState;
      readonly userTag: string;
    }
  /** Someone else works on this document: nothing was done. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Sheet faults in a row after which the run pauses and says so. */
const FAULT_LIMIT = 3;

/** A run notes that its user drives it at most so often: it is a write. */
const DRIVEN_INTERVAL_MS = 3_600_000;

/**
 * Does one slice. Does not wait for the lock. Throws `StoreFault` when nothing can be saved.
 *
 * @param by whose it is: a firing of the trigger looks at the user's schedules first
 */
export function runSlice(ports: Ports, by: 'person' | 'trigger' = 'person'): SliceResult {
  const lock = ports.lock.acquire(0);
  if (lock.kind !== 'held') return lock;
  try {
    const startedAt = ports.clock.now();
    const document = openDocument(ports);
    document.deleteLeftovers();
    const user = readUser(ports.userStore, ports.newId);
    if (by === 'trigger') lookAtSchedules(ports, document, user);
    const mine = document.runs().filter((run) => run.user === user.tag);
    let nextAt: number | null = null;
    if (mine.length > 0) {
      const work = new Work(ports, document, user);
      drive(
        work,
        mine.map((run) => run.id),
      );
      work.saveTrouble();
      nextAt = nextWorkAt(work, user.tag);
    }
    const listAt = driveList(ports, document, user, startedAt);
    if (listAt !== null) nextAt = Math.min(nextAt ?? listAt, listAt);
    takeOutEnded(ports, document);
    settleTrigger(ports, document, user.tag);
    return { kind: 'worked', nextAt, document, userTag: user.tag };
  } finally {
    ports.lock.release();
  }
}

function drive(work: Work, ids: readonly string[]): void {
  const runs = (): Run[] => ids.map((id) => work.document.run(id)).filter((run) => run !== null);
  for (const run of runs()) {
    noteDriven(work, run);
    onSheet(work, run.id, () => {
      decideSubmitting(work, run);
      if (work.document.isStopped(run.id)) leaveOutStopped(work, run.id);
    });
    lockOut(work, run.id);
  }
  const arrivals = collect(work, runs());
  for (const { id } of runs()) {
    workOnSheet(
      work,
      id,
      arrivals.filter(({ batch }) => batch.run === id),
    );
  }
  // Contacts may have been passed on to a vendor whose key is gone.
  for (const { id } of runs()) lockOut(work, id);
  for (const run of runs()) {
    if (stateOf(run, work.document.batches(run.id)) === 'closed') closeRun(work, run, work.now());
  }
}

function workOnSheet(work: Work, runId: string, arrivals: readonly Arrival[]): void {
  onSheet(work, runId, () => {
    let reading: SheetReading | null = placeArrivals(work, runId, arrivals);
    reading = sendBatches(work, runId, reading);
    if (reading?.kind !== 'read') return;
    rewriteMarks(work, work.run(runId), reading);
  });
}

/** What a refusing sheet keeps from being done for one run must not keep the rest from being done. */
function onSheet(work: Work, runId: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    pauseForSheet(work, work.run(runId), error);
  }
}

/**
 * A batch found in `submitting` was sent by an execution that died, or whose save failed: its workflow id may be
 * in the log, or the answer where that came with the purchase; or its contacts are by now in other batches. Otherwise nobody knows
 * whether it was bought, which only matters where it would cost something again.
 */
function decideSubmitting(work: Work, run: Run): void {
  for (const batch of work.document.batches(run.id)) {
    if (batch.state === 'created' && run.vendors.length > 1) settleHalfDone(work, batch);
    if (batch.state !== 'submitting') continue;
    const logged = work.log.read(run.id, batch.number).lines;
    const answer = loggedAnswer(batch, since(logged, batch));
    const accepted = logged.filter(({ event }) => event === 'accepted').pop();
    const now = work.now();
    if (accepted !== undefined && accepted.after !== '') {
      const workflow = { workflowId: accepted.after, tasks: null, due: 0 };
      work.save({ batches: [advance(batch, 'accept', now, workflow)] });
    } else if (answer === null && settleHalfDone(work, batch)) {
      continue;
    } else if (serviceOf(batch.service).repeatsFree) {
      sendForNothing(work, batch);
    } else if (answer !== null) {
      placeAnswer(work, batch, { items: [], charged: null, missing: {} }, { told: answer });
    } else {
      lose(work, batch);
    }
  }
}

/** Lines of this attempt alone: an earlier one may have been given up. */
function since(lines: readonly LoggedLine[], batch: Batch): readonly LoggedLine[] {
  const from = logTime(batch.since * 1000);
  return lines.filter(({ time }) => time >= from);
}

function noteDriven(work: Work, run: Run): void {
  if (work.now() - run.drivenAt < DRIVEN_INTERVAL_MS) return;
  work.save({ runs: [{ ...run, drivenAt: work.now() }] });
}

/** Says why a run of this user cannot go on at a vendor with the key that is connected, or without any. */
function lockOut(work: Work, runId: string): void {
  const run = work.run(runId);
  const batch = work.document
    .batches(runId)
    .find((one) => !isFinal(one.state) && !work.isReachable(run, vendorIdOf(one)));
  if (batch === undefined) return;
  const { id: vendor, name } = vendorOf(batch.service);
  const message =
    work.line(vendor).organization === ''
      ? `No ${name} key is connected. Nothing is sent without it, and what was bought is kept at ${name}. Connect a key of the same organisation to go on.`
      : `The connected key belongs to another ${name} organisation than this run. Nothing is sent with it, and what was bought is kept at ${name}. Connect a key of the first one to go on.`;
  if (run.pause?.message !== message) work.pause(runId, { reason: 'key', vendor, message });
}

/** The sheet refused to be read or written: a missing permission needs a person at once, other faults may pass. */
function pauseForSheet(work: Work, run: Run, fault: SheetFault): void {
  const refused = protectedFor(work, run);
  if (refused !== null) {
    const message = `You may not edit ${refused}: it is protected. Ask its owner, or remove the protection, then continue. What was bought is kept at ${vendorNames(run)} until then.`;
    work.pause(run.id, { reason: 'permission', message });
    return;
  }
  const faults = run.faults + 1;
  if (faults < FAULT_LIMIT) {
    work.save({ runs: [{ ...run, faults }] });
    return;
  }
  const message = `Google Sheets refused to be changed ${faults} times${keptGoogleWords(': ', fault.message) || '.'} Nothing that was bought is lost. Continue to try again.`;
  work.save({ runs: [{ ...run, faults: 0, pause: { reason: 'sheet', message } }] });
}

/** The column or sheet that this user may not edit, in words; `null` when there is none. */
function protectedFor(work: Work, { source, outputs }: Run): string | null {
  try {
    const sheet = work.book.sheet(source.sheetId);
    if (sheet === null) return null;
    const headers = sheet.displayed()[source.headerRow] ?? [];
    return protectedPlace(sheet, headers, source.headerRow, outputs, work.log);
  } catch (error) {
    if (error instanceof SheetFault) return null;
    throw error;
  }
}

/** A vendor that has had its requests of this minute makes its batches wait, and no other's. */
function nextWorkAt(work: Work, tag: string): number | null {
  const times = work.document
    .runs()
    .filter((run) => run.user === tag)
    .flatMap((run) => {
      const batches = work.document.batches(run.id);
      if (!goesOnAlone(run, batches)) return [];
      const toSend = sendable(run, batches);
      return batches.flatMap((batch) => {
        const freeAt = work.lineOf(batch).nextRequestAt();
        if (isAwaited(batch.state)) return [Math.max(batch.due * 1000, freeAt)];
        return toSend.includes(batch) ? [Math.max(run.notBefore, freeAt)] : [];
      });
    });
  return times.length === 0 ? null : Math.max(work.now(), Math.min(...times));
}
