// Owns how many new contacts a schedule may send: what is left of a day and of a balance, at worst. Pure.
import { type Batch, vendorIdOf, worstCredits } from '../state/batch';
import { type Credits, creditsOf, less, most, together } from '../state/credits';
import type { DocumentState } from '../state/document';
import { type Run, termsOf } from '../state/run';
import { type LocalTime, spentInZone, spentOn } from './calendar';
import { type EndedSchedule, endedSchedules, recordOfEnded } from './ended';
import { recordOf, type Schedule, schedulesOf } from './schedule';

/** Credits that open runs of the same organisations may still spend on what they have not sent. */
export function pledged(document: DocumentState, { vendors }: Schedule): Credits {
  const isOurs = (run: Run, id: string): boolean => {
    const organization = termsOf(run, id)?.organization;
    return vendors.some((vendor) => vendor.id === id && vendor.organization === organization);
  };
  return creditsOf(
    document.runs().flatMap((run) =>
      document
        .batches(run.id)
        .filter((batch) => batch.state === 'created' && isOurs(run, vendorIdOf(batch)))
        .map((batch) => [vendorIdOf(batch), worstCredits(batch)] as const),
    ),
  );
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
    ...document.runs().map((run) => ({ ...run, sheetId: run.source.sheetId, costs: run.vendors })),
    ...document.closedRuns(),
  ];
  const started = runs
    .filter(
      ({ schedule, user, sheetId }) =>
        schedule !== '' && user === of.user && sheetId === of.sheetId,
    )
    .filter(({ startedAt }) => localAt(startedAt).day === day)
    .flatMap(({ costs }) => costs.map(({ id, maximum }) => [id, maximum] as const));
  return before
    .filter((one) => one !== null)
    .map((one) => spentInZone(one, timeZone, (zone) => localAt(now, zone)))
    .reduce(
      (sum, spent) => ({
        day: spent.day > sum.day ? spent.day : sum.day,
        credits: most(sum.credits, spent.credits),
      }),
      { day, credits: creditsOf(started) },
    );
}

/** What is sent on a later day than its run was started on counts on that day, too. */
export interface LateCost {
  /** Of the schedule, also of one that was ended. */
  readonly schedule: string;
  readonly today: LocalTime;
  readonly credits: Credits;
}

/** `null` for other runs, and for what a person sends again, which that person approves. */
export function lateCost(
  document: DocumentState,
  run: Run,
  batch: Batch,
  localIn: (instantMs: number, timeZone: string) => LocalTime,
  nowMs: number,
): LateCost | null {
  const account = accountOf(document, run.schedule);
  if (account === undefined || batch.resent) return null;
  const today = localIn(nowMs, account.timeZone);
  const isLate = localIn(run.startedAt, account.timeZone).day !== today.day;
  const credits = { [vendorIdOf(batch)]: worstCredits(batch) };
  return isLate ? { schedule: run.schedule, today, credits } : null;
}

/** The record that counts it: to be saved before the POST. */
export function counted(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, (spent) => together(spent, late.credits));
}

/** The record without it: to be saved with what says that it was not bought, so that it rather counts twice than never. */
export function givenBack(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, (spent) => less(spent, late.credits));
}

/** The record as it is: for a save that failed, and may have counted it all the same. */
export function notCounted(
  document: DocumentState,
  late: LateCost | null,
): Readonly<Record<string, string>> {
  return late === null ? {} : spending(document, late, (spent) => spent);
}

function spending(
  document: DocumentState,
  { schedule: id, today }: LateCost,
  change: (spent: Credits) => Credits,
): Readonly<Record<string, string>> {
  const account = accountOf(document, id);
  if (account === undefined) return {};
  const before = spentOn(account, today);
  const spent = { ...before, credits: change(before.credits) };
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
  const credits = isThere ? spent.credits : less(spent.credits, begun.credits);
  return { ...schedule, begun: null, spent: { ...spent, credits } };
}
