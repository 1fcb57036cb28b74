// Owns the loop's promises: one call at a time, pauses between, back-off, silence in a hidden tab.
import type { Outcome } from '../../sidebar/client';
import {
  BACK_OFF_MS,
  createRunLoop,
  PAUSE_MS,
  QUIET_MS,
  type LoopNote,
} from '../../sidebar/run-loop';
import type { RunView } from '../../src/rpc/contract-run';
import { batch, costsOf, run } from './fixtures';

type Answer = (outcome: Outcome<'work'>) => void;

/** A loop in a world whose answers come when the test says so. */
function setUp() {
  const pending: Answer[] = [];
  const notes: (LoopNote | null)[] = [];
  const heard: RunView[] = [];
  const gone: string[] = [];
  const world = { target: 'r1' as string | null, hidden: false, calls: 0 };
  const loop = createRunLoop({
    target: () => world.target,
    work: () => {
      world.calls += 1;
      return new Promise((resolve) => pending.push(resolve));
    },
    hidden: () => world.hidden,
    onRun: (view) => heard.push(view),
    onGone: (id) => {
      gone.push(id);
      world.target = null;
    },
    onNote: (note) => notes.push(note),
  });
  const answer = async (outcome: Outcome<'work'>): Promise<void> => {
    pending.shift()?.(outcome);
    await jest.advanceTimersByTimeAsync(0);
  };
  const works = (change: Partial<RunView> = {}): Promise<void> =>
    answer({ ok: true, value: run({ callAgainInMs: 0, ...change }) });
  const fails = (code: 'no_answer' | 'busy' | 'authorisation' | 'gone'): Promise<void> =>
    answer({ ok: false, trouble: { code, message: 'No.' } });
  return { loop, world, notes, heard, gone, works, fails };
}

const wait = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a run that has just started is worked on at once', async () => {
  const { loop, world } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  expect(world.calls).toBe(1);
});

test('a run that is kept no longer is told as such, and not asked for again', async () => {
  const { loop, world, gone, notes, fails } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await fails('gone');
  await wait(600_000);
  expect([gone, notes, world.calls]).toEqual([['r1'], [], 1]);
});

test('one call is in flight, however often the run is heard of', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  loop.heard(run({ callAgainInMs: 0 }));
  loop.retry();
  await wait(60_000);
  expect(world.calls).toBe(1);
  await works();
  await wait(PAUSE_MS);
  expect(world.calls).toBe(2);
});

test('two calls are at least two seconds apart', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await works({ callAgainInMs: 0 });
  await wait(1_999);
  expect(world.calls).toBe(1);
  await wait(1);
  expect(world.calls).toBe(2);
});

test('the server’s wish for a later call is obeyed', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await works({ callAgainInMs: 30_000 });
  await wait(29_999);
  expect(world.calls).toBe(1);
  await wait(1);
  expect(world.calls).toBe(2);
});

test('nothing is called when no run has anything to do', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  world.target = null;
  await works({ state: 'closed', callAgainInMs: null });
  await wait(600_000);
  expect(world.calls).toBe(1);
});

test('a person’s click that moves the run brings the next call forward', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await works({ callAgainInMs: 300_000 });
  await wait(10_000);
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  expect(world.calls).toBe(2);
});

test('failures in a row are answered with ever longer waits, and told', async () => {
  const { loop, world, notes, fails, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  for (const [index, ms] of [...BACK_OFF_MS, 60_000].entries()) {
    await fails('no_answer');
    expect(notes[notes.length - 1]).toMatchObject({ kind: 'retrying', inSeconds: ms / 1000 });
    await wait(ms - 1);
    expect(world.calls).toBe(index + 1);
    await wait(1);
    expect(world.calls).toBe(index + 2);
  }
  await works();
  expect(notes[notes.length - 1]).toBeNull();
  await wait(PAUSE_MS);
  await fails('busy');
  expect(notes[notes.length - 1]).toMatchObject({ inSeconds: 5 });
});

test('a failure that only a person can mend stops the loop until they say so', async () => {
  const { loop, world, notes, fails } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await fails('authorisation');
  expect(notes).toMatchObject([{ kind: 'stopped', trouble: { code: 'authorisation' } }]);
  await wait(600_000);
  expect(world.calls).toBe(1);
  loop.retry();
  await wait(0);
  expect(world.calls).toBe(2);
});

test('a hidden tab calls nothing, and makes up for it when it is shown', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  world.hidden = true;
  await works({ callAgainInMs: 5_000 });
  await wait(600_000);
  expect(world.calls).toBe(1);
  world.hidden = false;
  loop.shown();
  await wait(0);
  expect(world.calls).toBe(2);
});

test('a tab hidden and shown before the call is due changes nothing', async () => {
  const { loop, world, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await works({ callAgainInMs: 5_000 });
  loop.shown();
  await wait(4_999);
  expect(world.calls).toBe(1);
});

test('what the server says about the run is passed on', async () => {
  const { loop, heard, works } = setUp();
  loop.heard(run({ callAgainInMs: 0 }));
  await wait(0);
  await works({ done: 250 });
  expect(heard.map(({ done }) => done)).toEqual([250]);
});

describe('while nothing changes', () => {
  /** Answers the call that is due, and expects no other before `ms` are over. */
  const restsFor = async (
    { world, works }: ReturnType<typeof setUp>,
    ms: number,
  ): Promise<void> => {
    const { calls } = world;
    await works();
    await wait(ms - 1);
    expect(world.calls).toBe(calls);
    await wait(1);
    expect(world.calls).toBe(calls + 1);
  };
  const begin = async (): Promise<ReturnType<typeof setUp>> => {
    const set = setUp();
    set.loop.heard(run({ callAgainInMs: 0 }));
    await wait(0);
    return set;
  };

  test('the calls grow ever rarer, up to one a minute', async () => {
    const set = await begin();
    await restsFor(set, PAUSE_MS);
    for (const ms of [...QUIET_MS, 60_000, 60_000]) await restsFor(set, ms);
    expect(QUIET_MS[QUIET_MS.length - 1]).toBe(60_000);
  });

  test('time that passes is no change', async () => {
    const { world, works } = await begin();
    await works({ secondsLeft: 90, next: 'The next look is in 20 seconds.' });
    await wait(PAUSE_MS);
    await works({ secondsLeft: 60, next: 'The next look is in 18 seconds.' });
    await wait(QUIET_MS[0]);
    await works({ secondsLeft: 30, heartbeat: { lastAt: 1, nextAt: 2 } });
    await wait(QUIET_MS[1] - 1);
    expect(world.calls).toBe(3);
    await wait(1);
    expect(world.calls).toBe(4);
  });

  test.each<[string, Partial<RunView>]>([
    ['a contact more', { done: 125 }],
    ['a credit more', { costs: costsOf(312, 97, false) }],
    ['a batch that waits for a decision', { attention: [batch()] }],
    ['a pause', { pause: { reason: 'credits', message: 'No credits.' } }],
  ])('%s makes them frequent again', async (_, change) => {
    const set = await begin();
    for (const ms of [PAUSE_MS, ...QUIET_MS.slice(0, 5)]) await restsFor(set, ms);
    const { calls } = set.world;
    await set.works(change);
    await wait(PAUSE_MS);
    expect(set.world.calls).toBe(calls + 1);
  });

  test('a click makes them frequent again', async () => {
    const set = await begin();
    for (const ms of [PAUSE_MS, ...QUIET_MS]) await restsFor(set, ms);
    await set.works();
    set.loop.heard(run({ callAgainInMs: 0 }));
    await wait(PAUSE_MS);
    await restsFor(set, PAUSE_MS);
  });

  test('a click does not shorten the wait after a failure', async () => {
    const set = await begin();
    await restsFor(set, PAUSE_MS);
    await restsFor(set, QUIET_MS[0]);
    await set.fails('no_answer');
    const { calls } = set.world;
    set.loop.heard(run({ callAgainInMs: 0 }));
    await wait(BACK_OFF_MS[0] - 1);
    expect(set.world.calls).toBe(calls);
    await wait(1);
    expect(set.world.calls).toBe(calls + 1);
  });
});

describe('asked for results', () => {
  test('it looks at once, whatever it was waiting for, and says so until the answer is there', async () => {
    const { loop, world, notes, works } = setUp();
    loop.heard(run({ callAgainInMs: 0 }));
    await wait(0);
    await works({ callAgainInMs: 300_000 });
    loop.now();
    await wait(0);
    expect(world.calls).toBe(2);
    expect(notes[notes.length - 1]).toEqual({ kind: 'asked' });
    await works();
    expect(notes[notes.length - 1]).toBeNull();
  });

  test('it makes no second call beside the one in flight', async () => {
    const { loop, world } = setUp();
    loop.heard(run({ callAgainInMs: 0 }));
    await wait(0);
    loop.now();
    loop.now();
    await wait(600_000);
    expect(world.calls).toBe(1);
  });

  test('it says nothing when there is no run to look at', async () => {
    const { loop, world, notes } = setUp();
    world.target = null;
    loop.now();
    await wait(600_000);
    expect(world.calls).toBe(0);
    expect(notes).toEqual([]);
  });
});
