// Owns when the open sidebar asks for the next slice of work: one call at a time, never in a hidden tab. Knows no view.
import type { RunView } from '../src/rpc/contract-run';
import type { Outcome } from './client';
import type { Trouble } from './trouble';

export type LoopNote =
  /** The person has asked for results, and they are being looked for. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'retrying'; readonly trouble: Trouble; readonly inSeconds: number }
  /** Only a person can make it go on. */
  | { readonly kind: 'stopped'; readonly trouble: Trouble };

export interface LoopWorld {
  /** The run to work on now, or `null`. */
  target(): string | null;
  work(run: string): Promise<Outcome<'work'>>;
  hidden(): boolean;
  onRun(run: RunView): void;
  /** The document keeps the run no longer. */
  onGone(run: string, trouble: Trouble): void;
  onNote(note: LoopNote | null): void;
}

export interface RunLoop {
  /** A view of a run has come, from whatever call: its wish when to be called is noted. */
  heard(run: RunView): void;
  /** The person asks to go on after trouble. */
  retry(): void;
  /** The person asks for results: the next call is made at once. */
  now(): void;
  /** The tab is visible again. */
  shown(): void;
}

/** Between two slices; executions are shared by all users of the add-on. */
export const PAUSE_MS = 2_000;
/** After failures in a row: short enough to go on soon, long enough not to hammer a Google that is down. */
export const BACK_OFF_MS = [5_000, 10_000, 20_000, 40_000, 60_000] as const;

/**
 * While answers bring nothing new: executions are shared by all users of the add-on, 1,000 at once
 * (https://developers.google.com/apps-script/guides/services/quotas). The vendor takes half a minute to three for a batch, so the
 * steps reach the longest only when a run is slower than that.
 */
export const QUIET_MS = [
  2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000, 45_000, 60_000,
] as const;

/** Failures that the same call would only meet again. */
const LASTING: readonly Trouble['code'][] = [
  'several_accounts',
  'authorisation',
  'not_yours',
  'bad_request',
  'no_key',
  'key_refused',
];

export function createRunLoop(world: LoopWorld): RunLoop {
  const dueAt = new Map<string, number>();
  let last = '';
  let quiet = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  let stopped = false;
  let owed = false;
  let failures = 0;
  let notBefore = 0;
  let quietUntil = 0;

  const schedule = (): void => {
    clearTimeout(timer);
    const run = world.target();
    if (working || stopped || run === null) return;
    const at = Math.max(dueAt.get(run) ?? 0, notBefore, quietUntil);
    timer = setTimeout(() => void tick(), Math.max(0, at - Date.now()));
  };

  const tick = async (): Promise<void> => {
    const run = world.target();
    owed = world.hidden();
    if (owed || working || run === null) return;
    working = true;
    const outcome = await world.work(run);
    working = false;
    if (outcome.ok) succeed(outcome.value);
    else if (outcome.trouble.code === 'gone') world.onGone(run, outcome.trouble);
    else fail(outcome.trouble);
    schedule();
  };

  const succeed = (run: RunView): void => {
    failures = 0;
    const news = newsOf(run);
    quiet = news === last ? quiet + 1 : 0;
    last = news;
    const step = QUIET_MS[Math.min(quiet, QUIET_MS.length) - 1] ?? PAUSE_MS;
    quietUntil = Date.now() + step;
    notBefore = Date.now() + PAUSE_MS;
    note(run);
    world.onNote(null);
    world.onRun(run);
  };

  const fail = (trouble: Trouble): void => {
    if (LASTING.includes(trouble.code)) {
      stopped = true;
      world.onNote({ kind: 'stopped', trouble });
      return;
    }
    const wait = BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? PAUSE_MS;
    failures += 1;
    notBefore = Date.now() + wait;
    world.onNote({ kind: 'retrying', trouble, inSeconds: wait / 1000 });
  };

  const note = (run: RunView): void => {
    if (run.callAgainInMs === null) dueAt.delete(run.id);
    else dueAt.set(run.id, Date.now() + run.callAgainInMs);
  };

  /** What a click has changed is not waited for as long as what never changes. */
  const stir = (): void => {
    quiet = 0;
    last = '';
    quietUntil = 0;
  };

  const goOn = (said: LoopNote | null): void => {
    stopped = false;
    failures = 0;
    notBefore = 0;
    stir();
    dueAt.clear();
    world.onNote(said);
    schedule();
  };

  return {
    heard: (run) => {
      stir();
      note(run);
      schedule();
    },
    retry: () => {
      goOn(null);
    },
    now: () => {
      if (world.target() !== null) goOn({ kind: 'asked' });
    },
    shown: () => {
      if (owed) void tick();
    },
  };
}

/** What a person would notice: not the times, which pass by themselves. */
function newsOf(run: RunView): string {
  const { id, state, stopping, pause, done, found, notFound, incomplete, unplaced, leftOut } = run;
  const { costs, attention } = run;
  return JSON.stringify([
    [id, state, stopping, pause, done, found, notFound, incomplete, unplaced, leftOut],
    [costs, attention],
  ]);
}
