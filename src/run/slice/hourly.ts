// Owns a firing of the hourly trigger: the user's schedules, then slices in a loop, asleep in between without the lock, within the
// day's minutes.
import type { Ports } from '../../ports';
import { runSlice } from './slice';
import { readUser, saveTriggerMs } from '../state/user';

/** A firing works at most so long; one slice more may follow. */
const FIRING_MS = 3 * 60_000;

/**
 * A user's triggers may run 90 minutes a day on a consumer account, over all documents
 * (https://developers.google.com/apps-script/guides/services/quotas); what is left is for other add-ons' last slices.
 */
const DAY_MS = 75 * 60_000;

/** Works on the user's schedules and runs of this document; ends early when nothing is due soon. */
export function runHourly(ports: Ports, triggerId?: string): void {
  const startedAt = ports.clock.now();
  const spent = readUser(ports.userStore, ports.newId).triggerMs(startedAt);
  const beat = triggerId === undefined ? {} : ports.triggers.fired(triggerId);
  if (spent >= DAY_MS) {
    ports.userStore.setAll(beat);
    return;
  }
  // Reserved first: an execution that is killed must not count as none.
  saveTriggerMs(ports.userStore, spent + EXECUTION_MS, startedAt, beat);
  const until = startedAt + Math.min(FIRING_MS, DAY_MS - spent);
  let misses = 0;
  for (;;) {
    const result = runSlice(ports, 'trigger');
    // A schedule that is due would else wait for another hour because of somebody's click.
    const isMissed = result.kind === 'busy' && misses++ < MOST_MISSES;
    if (isMissed) ports.clock.sleep(BUSY_MS);
    else if (result.kind !== 'worked' || result.nextAt === null || result.nextAt >= until) break;
    else ports.clock.sleep(Math.max(PAUSE_MS, result.nextAt - ports.clock.now()));
  }
  saveTriggerMs(ports.userStore, spent + ports.clock.now() - startedAt, startedAt);
}

/** The most that Google lets an execution run (same page). */
const EXECUTION_MS = 6 * 60_000;

/** Between two slices of a firing, so that others get the lock. */
const PAUSE_MS = 2_000;

/** Others' slices take seconds, seldom more than a minute. */
const BUSY_MS = 15_000;
const MOST_MISSES = 3;
