// Owns when the open sidebar looks after a list that is being enriched: one call at a time, never in a hidden tab. Knows no view.
import type { ListView } from '../src/rpc/contract-list';
import type { Outcome } from './client';
import { BACK_OFF_MS, QUIET_MS } from './run-loop';
import type { Trouble } from './trouble';

interface ListWorld {
  work(): Promise<Outcome<'workList'>>;
  hidden(): boolean;
  onView(view: ListView | null): void;
  /** It is not looked after any more until the person does something. */
  onTrouble(trouble: Trouble): void;
}

export interface ListLoop {
  /** A view has come, from whatever call: its wish when to be called is noted. */
  heard(view: ListView | null): void;
  /** The tab is visible again. */
  shown(): void;
}

/** Failures in a row after which a person is told: Google was down for a few minutes. */
const MOST_FAILURES = 8;

export function createListLoop(world: ListWorld): ListLoop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWorking = false;
  let owed = false;
  let failures = 0;
  let quiet = 0;
  let last = '';

  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void tick(), milliseconds);
  };

  const heard = (view: ListView | null): void => {
    const wished = view?.callAgainInMs ?? null;
    clearTimeout(timer);
    if (wished === null || isWorking) return;
    const news = newsOf(view);
    quiet = news === last ? quiet + 1 : 0;
    last = news;
    wait(Math.max(wished, QUIET_MS[Math.min(quiet, QUIET_MS.length) - 1] ?? 0));
  };

  const tick = async (): Promise<void> => {
    owed = world.hidden();
    if (owed || isWorking) return;
    isWorking = true;
    const outcome = await world.work();
    isWorking = false;
    if (outcome.ok) {
      failures = 0;
      world.onView(outcome.value);
      heard(outcome.value);
      return;
    }
    failures += 1;
    if (failures === MOST_FAILURES) world.onTrouble(outcome.trouble);
    else wait(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length) - 1] ?? 0);
  };

  return {
    heard: (view) => {
      failures = 0;
      heard(view);
    },
    shown: () => {
      if (owed) void tick();
    },
  };
}

/** What a person would notice: not the times, which pass by themselves. */
function newsOf(view: ListView | null): string {
  return JSON.stringify({ ...view, callAgainInMs: null });
}
