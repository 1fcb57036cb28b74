// Owns what a user does with a schedule: makes, resumes and ends it. Each is one change of its record under the lock, with the
// trigger that it needs; runs are never touched.
import type { Ports } from '../../ports';
import { keepsLog, takeOutEnded } from '../log/keep-log';
import { Log } from '../log/log';
import { withAtLeast } from '../log/sent-count';
import { STORE_BYTES } from '../plan/plan';
import { prepare, type Prepared, type Wish } from '../plan/prepare';
import { termsOf } from '../plan/terms';
import { dearestAt, vendorsOf } from '../plan/route';
import { areSamples, SAMPLE_PROBLEM } from '../plan/sample';
import type { SheetProblem } from '../plan/sheet-problem';
import { PATIENCE_MS } from '../plan/start';
import { settleTrigger } from '../slice/settle-trigger';
import type { Credits } from '../state/credits';
import { type DocumentState, openDocument } from '../state/document';
import { readUser, type User } from '../state/user';
import { settleBegun, spentToday } from './budget';
import { firstLookedDay, localTime, type LocalTime } from './calendar';
import { endedKey, endedRecord, type EndedSchedule, endedSchedules, forgetEnded } from './ended';
import { LARGEST_MEMORY, type LogMemory, memoryOf } from './log-memory';
import { namesakesOf } from './new-contacts';
import {
  fitsItsRoom,
  isOn,
  recordOf,
  type Rhythm,
  SCHEDULE_BYTES,
  type Schedule,
  scheduleKey,
  schedulesOf,
} from './schedule';
import { logLacks, notAuthorised } from './words';

export type ScheduleResult =
  | { readonly kind: 'done'; readonly id: string; readonly document: DocumentState }
  | { readonly kind: 'no_key'; readonly vendor: string }
  | { readonly kind: 'problem'; readonly problem: SheetProblem }
  /** Without the log nobody knows what was sent before. */
  | { readonly kind: 'log_off' }
  /** Fewer credits a day, or a run, than one contact may cost. */
  | {
      readonly kind: 'too_little';
      readonly vendor: string;
      readonly least: number;
      readonly limit: 'day' | 'run';
    }
  | { readonly kind: 'no_room' }
  /** Google allows no hourly trigger; `message` is Google's. */
  | { readonly kind: 'no_trigger'; readonly message: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not_yours' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Makes this user's schedule of a sheet, in place of the one that it has. Throws `SheetFault`, `StoreFault`. */
export function makeSchedule(
  ports: Ports,
  asked: Wish,
  { rhythm, dailyCredits }: Pick<Schedule, 'rhythm'> & { readonly dailyCredits: Credits },
): ScheduleResult {
  const wish: Wish = { ...asked, rows: { kind: 'all' }, limit: null, maximum: null };
  return locked(ports, (document, user) => {
    const vendors = vendorsOf(wish.route);
    const unconnected = vendors.find((id) => user.connection(id) === null);
    if (unconnected !== undefined) return { kind: 'no_key', vendor: unconnected };
    if (!keepsLog(document)) return { kind: 'log_off' };
    for (const vendor of vendors) {
      const least = dearestAt(vendor, wish.channels, wish.route);
      const of = { vendor, least } as const;
      if ((dailyCredits[vendor] ?? 0) < least) return { kind: 'too_little', ...of, limit: 'day' };
      if ((user.runLimit ?? least) < least) return { kind: 'too_little', ...of, limit: 'run' };
    }
    const book = ports.openBook();
    const prepared = prepare(book, document, wish);
    const problem = problemOf(prepared, document, ports);
    if (problem !== null) return { kind: 'problem', problem };
    const earlier = earlierOf(document, user.tag, prepared.sheet.id);
    if (earlier === null && !hasRoom(document)) return { kind: 'no_room' };
    const ended = endedOf(document, user.tag, prepared.sheet.id);
    const terms = termsOf(prepared, document, wish);
    const timeZone = book.timeZone();
    const now = ports.clock.now();
    const localAt = (at: number, zone = timeZone): LocalTime =>
      localTime(ports.clock.local(at, zone));
    const headers = prepared.cells[prepared.headerRow] ?? [];
    const made: Schedule = {
      ...{ id: earlier?.id ?? ended?.id ?? ports.newId(), book: book.id, user: user.tag },
      vendors: vendors.map((id) => ({
        id,
        organization: user.connection(id)?.organization ?? '',
        dailyCredits: dailyCredits[id] ?? 0,
      })),
      madeAt: earlier?.madeAt ?? now,
      ...{ ...terms, termsSince: now },
      ...{ namesakes: namesakesOf(headers, terms.source), rhythm, timeZone },
      spent: spentToday(
        document,
        [earlier, ended],
        { user: user.tag, sheetId: prepared.sheet.id },
        { timeZone, now, localAt },
      ),
      begun: null,
      lookedDay: lookedDay(rhythm, earlier, localAt(now)),
      ...{ memory: earlier?.memory ?? LARGEST_MEMORY, faults: 0, last: earlier?.last ?? null },
      // What is wrong with the log is not put right by other columns.
      pause: earlier?.pause?.reason === 'log' ? earlier.pause : null,
    };
    if (!fitsItsRoom(made)) return { kind: 'no_room' };
    const trigger = ports.triggers.ensure();
    if (trigger.kind === 'refused') return { kind: 'no_trigger', message: trigger.message };
    if (earlier !== null) {
      document.save({ texts: recordOf(made) });
    } else {
      const memory = rememberLog(ports, document);
      const pause = memory.sent < memory.counted ? logLacks() : null;
      const texts = recordOf({ ...made, memory, pause });
      document.save({ texts: { ...texts, ...withAtLeast(document, memory.counted) } });
    }
    if (ended !== null) document.forgetText(endedKey(ended.id));
    settleTrigger(ports, document, user.tag);
    return { kind: 'done', id: made.id, document };
  });
}

/** Takes a pause back. What was the reason is looked at again; a log as it is now becomes the memory. */
export function resumeSchedule(ports: Ports, id: string): ScheduleResult {
  return changed(ports, id, (document, schedule) => {
    const isAboutLog = schedule.pause?.reason === 'log';
    if (isAboutLog && !keepsLog(document)) return { kind: 'log_off' };
    const trigger = ports.triggers.ensure();
    if (trigger.kind === 'refused') return { kind: 'no_trigger', message: trigger.message };
    const memory = isAboutLog ? rememberLog(ports, document) : schedule.memory;
    const resumed = recordOf({ ...schedule, pause: null, faults: 0, memory });
    document.save({ texts: { ...resumed, ...withAtLeast(document, memory.counted) } });
    return { kind: 'done', id, document };
  });
}

/** Its runs go on as they are, and what it spent stays spent. */
export function endSchedule(ports: Ports, id: string): ScheduleResult {
  return changed(ports, id, (document, schedule) => {
    document.save({ texts: endedRecord(settleBegun(schedule, document)) });
    document.forgetText(scheduleKey(id));
    const { clock } = ports;
    forgetEnded(document, (timeZone) => localTime(clock.local(clock.now(), timeZone)));
    settleTrigger(ports, document, schedule.user);
    return { kind: 'done', id, document };
  });
}

/** A firing without the permissions it needs: it may send nothing, and says why. Does not wait for the lock. */
export function pauseUnauthorised(ports: Ports): void {
  const result = ports.lock.acquire(0);
  if (result.kind !== 'held') return;
  try {
    const document = openDocument(ports);
    const { tag } = readUser(ports.userStore, ports.newId);
    const mine = schedulesOf(document).filter((schedule) => schedule.user === tag);
    const records = mine
      .filter(isOn)
      .map((schedule) => recordOf({ ...schedule, pause: notAuthorised() }));
    if (records.length > 0) {
      document.save({ texts: Object.assign({}, ...records) as Record<string, string> });
    }
  } finally {
    ports.lock.release();
  }
}

function problemOf(
  { sheet, problem, check }: Prepared,
  document: DocumentState,
  { sampleCanBeSent }: Ports,
): SheetProblem | null {
  if (problem !== null) return problem;
  const isSample = areSamples(document, sheet.id, check?.ready ?? []) && !sampleCanBeSent();
  return isSample ? SAMPLE_PROBLEM : null;
}

function earlierOf(document: DocumentState, tag: string, sheetId: number): Schedule | null {
  const own = schedulesOf(document).find(
    ({ user, source }) => user === tag && source.sheetId === sheetId,
  );
  return own === undefined ? null : settleBegun(own, document);
}

function hasRoom(document: DocumentState): boolean {
  document.makeRoom(SCHEDULE_BYTES, STORE_BYTES);
  return document.bytes() + SCHEDULE_BYTES <= STORE_BYTES;
}

/** The log as it is; makes the sheet where there is none. What it holds now must be there from now on. */
function rememberLog(ports: Ports, document: DocumentState): LogMemory {
  // Lines that are still to go, from when it was switched off, would be missed.
  takeOutEnded(ports, document);
  const log = new Log(ports.openBook(), document);
  log.ready();
  const memory = memoryOf(log.extent() ?? { sheet: -1, rows: 0 }, log.readAll(), document);
  return { ...memory, counted: Math.max(memory.counted, memory.sent) };
}

function endedOf(document: DocumentState, tag: string, sheetId: number): EndedSchedule | null {
  const isOfSheet = (ended: EndedSchedule): boolean =>
    ended.user === tag && ended.sheetId === sheetId;
  return endedSchedules(document).find(isOfSheet) ?? null;
}

/** A day that was looked at is not looked at again by another schedule of the sheet. */
function lookedDay(rhythm: Rhythm, earlier: Schedule | null, local: LocalTime): string {
  if (rhythm.kind === 'hourly') return '';
  const first = firstLookedDay(local, rhythm.hour);
  return earlier !== null && earlier.lookedDay > first ? earlier.lookedDay : first;
}

function changed(
  ports: Ports,
  id: string,
  change: (document: DocumentState, schedule: Schedule) => ScheduleResult,
): ScheduleResult {
  return locked(ports, (document, user) => {
    const schedule = schedulesOf(document).find((other) => other.id === id);
    if (schedule === undefined) return { kind: 'gone' };
    return schedule.user === user.tag ? change(document, schedule) : { kind: 'not_yours' };
  });
}

function locked(
  ports: Ports,
  act: (document: DocumentState, user: User) => ScheduleResult,
): ScheduleResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    return act(openDocument(ports), readUser(ports.userStore, ports.newId));
  } finally {
    ports.lock.release();
  }
}
