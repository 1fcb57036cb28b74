// Owns a firing of the hourly trigger: slices in a loop, asleep in between without the lock, within the day's minutes.
import type { Ports } from '../../ports';
import type { Provider } from '../../provider/provider';
import { runSlice } from './slice';
import { readUser, saveTriggerMs } from '../state/user';

/** A firing works at most so long; one slice more may follow. */
const FIRING_MS = 3 * 60_000;

/**
 * A user's triggers may run 90 minutes a day on a consumer account, over all documents
 * (https://developers.google.com/apps-script/guides/services/quotas); what is left is for other add-ons' last slices.
 */
const DAY_MS = 75 * 60_000;

/** Works on the user's runs of this document; ends early when nothing is due soon. */
export function runHourly(ports: Ports, provider: Provider, triggerId?: string): void {
  if (triggerId !== undefined) ports.triggers.fired(triggerId);
  const startedAt = ports.clock.now();
  const spent = readUser(ports.userStore, ports.newId).triggerMs(startedAt);
  if (spent >= DAY_MS) return;
  // Reserved first: an execution that is killed must not count as none.
  saveTriggerMs(ports.userStore, spent + EXECUTION_MS, startedAt);
  const until = startedAt + Math.min(FIRING_MS, DAY_MS - spent);
  for (;;) {
    const result = runSlice(ports, provider);
    if (result.kind !== 'worked' || result.nextAt === null || result.nextAt >= until) break;
    ports.clock.sleep(Math.max(PAUSE_MS, result.nextAt - ports.clock.now()));
  }
  saveTriggerMs(ports.userStore, spent + ports.clock.now() - startedAt, startedAt);
}

/** The most that Google lets an execution run (same page). */
const EXECUTION_MS = 6 * 60_000;

/** Between two slices of a firing, so that others get the lock. */
const PAUSE_MS = 2_000;
