// Owns when a schedule is due: hours and days as the spreadsheet's time zone counts them. Pure; asks no clock.
import { isOn, type Schedule } from './schedule';

/** An instant as clocks and calendars show it. */
export interface LocalTime {
  /** `2026-09-01`. */
  readonly day: string;
  /** Since midnight, as the clock shows. */
  readonly minutes: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The trigger's hours are no exact hours. */
const LEAST_INTERVAL_MS = 50 * MINUTE_MS;

/** @param text `2026-09-01 14:05`, as the clock's port gives it */
export function localTime(text: string): LocalTime {
  const [day = '', time = ''] = text.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return { day, minutes: (hours ?? 0) * 60 + (minutes ?? 0) };
}

/** Whether a firing of the trigger is to look now. */
export function isDue(schedule: Schedule, local: LocalTime, nowMs: number): boolean {
  if (!isOn(schedule)) return false;
  if (schedule.last !== null && nowMs - schedule.last.at < LEAST_INTERVAL_MS) return false;
  if (isUsedUp(schedule, local)) return false;
  const { rhythm } = schedule;
  return rhythm.kind === 'hourly' || dayOfLook(local, rhythm.hour) > schedule.lookedDay;
}

/**
 * The day whose look is the last one that should have been: a firing that comes after midnight for the hour before it
 * still counts for the day that has ended.
 */
export function dayOfLook({ day, minutes }: LocalTime, hour: number): string {
  return minutes >= hour * 60 ? day : dayBefore(day);
}

/** Which day a new schedule takes as looked at: the hour that has gone is for tomorrow, the present one for today. */
export function firstLookedDay({ day, minutes }: LocalTime, hour: number): string {
  return minutes >= (hour + 1) * 60 ? day : dayBefore(day);
}

/** What today's runs may have cost; a time zone that was changed brings no day back. */
export function spentOn({ spent }: Pick<Schedule, 'spent'>, { day }: LocalTime): Schedule['spent'] {
  return day > spent.day ? { day, credits: {} } : spent;
}

/** The same in another time zone: it is over when it is so in both, as no change of the zone makes a day end. */
export function spentInZone(
  { spent, timeZone: own }: Pick<Schedule, 'spent' | 'timeZone'>,
  timeZone: string,
  localIn: (timeZone: string) => LocalTime,
): Schedule['spent'] {
  const { day } = localIn(timeZone);
  if (day <= spent.day) return spent;
  return { day, credits: localIn(own).day > spent.day ? {} : spent.credits };
}

/** Epoch milliseconds from which on a firing would look; `null` while it waits for its user. */
export function nextDueAt(
  schedule: Schedule,
  nowMs: number,
  localAt: (instantMs: number) => LocalTime,
): number | null {
  if (!isOn(schedule)) return null;
  const local = localAt(nowMs);
  const { rhythm, last, lookedDay } = schedule;
  const times = [nowMs];
  if (last !== null) times.push(last.at + LEAST_INTERVAL_MS);
  if (isUsedUp(schedule, local)) times.push(nextAt(0, nowMs, localAt));
  if (rhythm.kind === 'daily' && dayOfLook(local, rhythm.hour) <= lookedDay) {
    times.push(nextAt(rhythm.hour * 60, nowMs, localAt));
  }
  return Math.max(...times);
}

function isUsedUp({ pause, spent }: Schedule, { day }: LocalTime): boolean {
  return pause?.reason === 'ceiling' && day <= spent.day;
}

/** When clocks show so many minutes since midnight next; on a day that skips them, about then. */
function nextAt(minutes: number, nowMs: number, localAt: (instantMs: number) => LocalTime): number {
  const ahead = (minutes - localAt(nowMs).minutes + DAY_MINUTES) % DAY_MINUTES;
  const sharp = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const guess = sharp + (ahead === 0 ? DAY_MINUTES : ahead) * MINUTE_MS;
  // The clocks were put forward or back in between.
  const off = localAt(guess).minutes - minutes;
  const turned = off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off;
  const corrected = guess - turned * MINUTE_MS;
  return localAt(corrected).minutes === minutes ? corrected : guess;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MINUTES * MINUTE_MS)
    .toISOString()
    .slice(0, 10);
}
