// Owns how many new contacts a schedule may send: what is left of a day and of a balance, at worst. Pure.
import type { ReadyContact } from '../../contact/check';
import type { Provider } from '../../provider/provider';
import { typeOf } from '../plan/plan';
import { type Batch, creditsPerContact, worstCredits } from '../state/batch';
import type { DocumentState } from '../state/document';
import type { Run } from '../state/run';
import { type LocalTime, spentInZone, spentOn } from './calendar';
import { type EndedSchedule, endedSchedules, recordOfEnded } from './ended';
import { recordOf, type Schedule, schedulesOf } from './schedule';

/** How many contacts, the first ones, so many credits cover if everything is found. */
export function firstThatFit(
  contacts: readonly ReadyContact[],
  credits: number,
  provider: Provider,
): number {
  let left = credits;
  for (const [index, { missing }] of contacts.entries()) {
    left -= creditsPerContact(typeOf(missing), provider);
    if (left < 0) return index;
  }
  return contacts.length;
}

/** Credits that open runs of the same organisation may still spend on what they have not sent. */
export function pledged(
  document: DocumentState,
  { organization }: Schedule,
  provider: Provider,
): number {
  return document
    .runs()
    .filter((run) => run.organization === organization)
    .flatMap((run) => document.batches(run.id))
    .filter(({ state }) => state === 'created')
    .reduce((sum, batch) => sum + worstCredits(batch, provider), 0);
}

/** What clocks show, in the spreadsheet's time zone unless another one is said. */
export interface ZonedClock {
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly localAt: (at: number, timeZone?: string) => LocalTime;
}

/**
 * What was spent today stays spent: also when a schedule is made anew, or was ended before; and when the spreadsheet's time zone
 * is another one, in which today has begun earlier or ends later.
 */
export function spentToday(
  document: DocumentState,
  before: readonly (Pick<Schedule, 'spent' | 'timeZone'> | null)[],
  of: { readonly user: string; readonly sheetId: number },
  { timeZone, now, localAt }: ZonedClock,
): Schedule['spent'] {
  const { day } = localAt(now);
  const runs = [
    ...document.runs().map((run) => ({ ...run, sheetId: run.source.sheetId })),
    ...document.closedRuns(),
  ];
  const credits = runs
    .filter(
      ({ schedule, user, sheetId }) =>
        schedule !== '' && user === of.user && sheetId === of.sheetId,
    )
    .filter(({ startedAt }) => localAt(startedAt).day === day)
    .reduce((sum, { maximum }) => sum + maximum, 0);
  return before
    .filter((one) => one !== null)
    .map((one) => spentInZone(one, timeZone, (zone) => localAt(now, zone)))
    .reduce(
      (most, spent) => ({
        day: spent.day > most.day ? spent.day : most.day,
        credits: Math.max(most.credits, spent.credits),
      }),
      { day, credits },
    );
}

/** What is sent on a later day than its run was started on counts on that day, too. */
export interface LateCost {
  /** Of the schedule, also of one that was ended. */
  readonly schedule: string;
  readonly today: LocalTime;
  readonly credits: number;
}

/** `null` for other runs, and for what a person sends again, which that person approves. */
export function lateCost(
  document: DocumentState,
  run: Run,
  batch: Batch,
  provider: Provider,
  localIn: (instantMs: number, timeZone: string) => LocalTime,
  nowMs: number,
): LateCost | null {
  const account = accountOf(document, run.schedule);
  if (account === undefined || batch.resent) return null;
  const today = localIn(nowMs, account.timeZone);
  const isLate = localIn(run.startedAt, account.timeZone).day !== today.day;
  const credits = worstCredits(batch, provider);
  return isLate ? { schedule: run.schedule, today, credits } : null;
}

/** The record that counts it: to be saved before the POST. */
export function counted(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, late.credits);
}

/** The record without it: to be saved with what says that it was not bought, so that it rather counts twice than never. */
export function givenBack(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, -late.credits);
}

/** The record as it is: for a save that failed, and may have counted it all the same. */
export function notCounted(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, 0);
}

function spending(
  document: DocumentState,
  { schedule: id, today }: LateCost,
  credits: number,
): Readonly<Record<string, string>> {
  const account = accountOf(document, id);
  if (account === undefined) return {};
  const before = spentOn(account, today);
  const spent = { ...before, credits: Math.max(0, before.credits + credits) };
  return 'source' in account
    ? recordOf({ ...account, spent })
    : recordOfEnded({ ...account, spent });
}

/** Where the credits of a schedule's days are counted. */
function accountOf(document: DocumentState, id: string): Schedule | EndedSchedule | undefined {
  const isIt = (one: { readonly id: string }): boolean => one.id === id;
  return schedulesOf(document).find(isIt) ?? endedSchedules(document).find(isIt);
}

/** A run that was begun, and of which no record came to be, cost nothing: its credits are free again. */
export function settleBegun(schedule: Schedule, document: DocumentState): Schedule {
  const { begun, spent } = schedule;
  if (begun === null) return schedule;
  const isThere = document.run(begun.run) !== null || document.closedRun(begun.run) !== null;
  const credits = isThere ? spent.credits : Math.max(0, spent.credits - begun.credits);
  return { ...schedule, begun: null, spent: { ...spent, credits } };
}
