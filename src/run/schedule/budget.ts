// Owns how many new contacts a schedule may send: what is left of a day and of a balance, at worst. Pure.
import type { ReadyContact } from '../../contact/check';
import type { Provider } from '../../provider/provider';
import { typeOf } from '../plan/plan';
import { creditsPerContact, worstCredits } from '../state/batch';
import type { DocumentState } from '../state/document';
import type { Run } from '../state/run';
import { type LocalTime, spentOn } from './calendar';
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

/**
 * What a run of a schedule sends on a later day than it was started on counts on that day, too: the record that says so, to be
 * saved before the POST. Nothing for other runs, and where the schedule was ended.
 */
export function countedLate(
  document: DocumentState,
  run: Run,
  credits: number,
  localAt: (instantMs: number, timeZone: string) => LocalTime,
  nowMs: number,
): Readonly<Record<string, string>> {
  const schedule = schedulesOf(document).find(({ id }) => id === run.schedule);
  if (schedule === undefined) return {};
  const today = localAt(nowMs, schedule.timeZone);
  if (localAt(run.startedAt, schedule.timeZone).day === today.day) return {};
  const spent = spentOn(schedule, today);
  return recordOf({ ...schedule, spent: { ...spent, credits: spent.credits + credits } });
}

/** A run that was begun, and of which no record came to be, cost nothing: its credits are free again. */
export function settleBegun(schedule: Schedule, document: DocumentState): Schedule {
  const { begun, spent } = schedule;
  if (begun === null) return schedule;
  const isThere = document.run(begun.run) !== null || document.closedRun(begun.run) !== null;
  const credits = isThere ? spent.credits : Math.max(0, spent.credits - begun.credits);
  return { ...schedule, begun: null, spent: { ...spent, credits } };
}
