// The batch's state table, line by line: what is in it and nothing else is possible, and each line happens on the built
// bundle, seen in the records as they are saved.
import {
  advance,
  type Batch,
  type BatchEvent,
  type BatchState,
  TRANSITIONS,
} from '../../src/run/state/batch';
import { decodeBatch } from '../../src/run/state/records';
import type { Addon } from '../support/addon';
import { lines, records } from '../support/witness';
import { approveOnly, begin, decide, letPass, type Story } from './vendor-story';

const ALL_STATES = Object.keys(TRANSITIONS) as BatchState[];
const ALL_EVENTS: readonly BatchEvent[] = [
  ...([
    'take',
    'put_back',
    'accept',
    'answer',
    'refuse',
    'lose',
    'finish',
    'stall',
    'complete',
  ] as const),
  ...(['hold', 'place', 'keep', 'send_again', 'look_again', 'leave_out'] as const),
];

type Line = readonly [from: BatchState, event: BatchEvent, to: BatchState];

/** A line of the design's table; several of its lines may be one transition for different reasons. */
interface Told {
  readonly line: Line;
  readonly because: string;
  /** Brings a run to the point where it has happened. */
  readonly tell: () => Story;
}

const POST = '/enrich/bulk';

/** Calls a slice that ends at a call of the vendor. */
function dieAtPost({ addon, run }: Story): Story {
  addon.runtime.hooks.afterCall = (call) =>
    call.method === 'UrlFetchApp.fetch' && String(call.args[0]).endsWith(POST) ? 'kill' : undefined;
  addon.execute('work', { run: run.id });
  addon.runtime.hooks.afterCall = undefined;
  return { addon, run };
}

/** The execution that places dies before it writes a result. */
function diesPlacing({ addon, run }: Story): void {
  addon.work(run);
  addon.clock.advance(60_000);
  addon.runtime.hooks.beforeCall = ({ method }) =>
    method === 'Range.setValues' ? 'kill' : undefined;
  addon.execute('work', { run: run.id });
  addon.runtime.hooks.beforeCall = undefined;
}

function after(count: number, disturb: (story: Story) => void, minutes = 10): Story {
  const story = watched(begin(count));
  disturb(story);
  return { ...story, run: letPass(story.addon, story.run, 60, minutes / 60) };
}

const submitFault =
  (fault: Parameters<Addon['vendor']['faults']['next']>[1], times = 1, count = 2) =>
  (): Story =>
    after(count, ({ addon }) => {
      addon.vendor.faults.next('submit', fault, times);
    });
const mode =
  (change: Parameters<Addon['vendor']['faults']['nextWorkflow']>[0], count = 2) =>
  (): Story =>
    after(count, ({ addon }) => {
      addon.vendor.faults.nextWorkflow(change);
    });
const decided = (tell: () => Story, decision: Parameters<typeof decide>[2]) => (): Story => {
  const { addon, run } = tell();
  return { addon, run: addon.workToEnd(decide(addon, run, decision)) };
};
const goneInFlight = (): Story =>
  after(10, ({ addon, run }) => {
    addon.work(run);
    addon.sheet.deleteRows(2, 5);
  });
const lost = submitFault('timeout after');
const endless = (): Story => {
  const story = watched(begin(2));
  story.addon.vendor.faults.nextWorkflow({ seconds: Infinity });
  return { ...story, run: letPass(story.addon, story.run, 7_200, 30) };
};
const unheardOf = (): Story => {
  const story = mode({ hiddenSeconds: 200 })();
  story.addon.clock.advance(300_000);
  return story;
};
const anonymous = mode({ items: ['anonymous'], taskIds: 'missing' });

const TABLE: readonly Told[] = [
  told('created', 'take', 'submitting', 'taken by a slice, saved', () => after(2, () => undefined)),
  told('created', 'leave_out', 'left_out', 'stop', () =>
    after(2, ({ addon, run }) => {
      addon.ask('stop', { run: run.id });
    }),
  ),
  told('created', 'leave_out', 'left_out', 'maximum reached', () =>
    after(2, ({ addon, run }) => {
      approveOnly(addon, run.id, 1);
    }),
  ),
  told('created', 'leave_out', 'left_out', 'run closed', () =>
    after(
      2,
      ({ addon, run }) => {
        addon.clock.advance(8 * 86_400_000);
        addon.ask('close', { run: run.id }, 'grace@sample.example');
      },
      0,
    ),
  ),
  told('created', 'leave_out', 'left_out', 'every contact dropped', () =>
    after(1, ({ addon }) => {
      addon.sheet.type(2, 5, 'own@home.example');
    }),
  ),
  told('submitting', 'accept', 'submitted', '2xx with an id', () => after(2, () => undefined)),
  told('submitting', 'accept', 'submitted', 'its id found in the log', () =>
    after(2, ({ addon, run }) => {
      addon.runtime.hooks.beforeCall = (call) => {
        if (call.method === 'UrlFetchApp.fetch' && String(call.args[0]).endsWith(POST)) {
          addon.runtime.faults.add({ method: 'Properties.setProperties', message: 'Quota' });
        }
        return undefined;
      };
      addon.execute('work', { run: run.id });
      addon.runtime.hooks.beforeCall = undefined;
      expect(lines(addon, 'accepted')).toHaveLength(1);
    }),
  ),
  ...(['429', '401', '402', '403', '400 insufficient_credits'] as const).map((fault) =>
    told('submitting', 'put_back', 'created', fault, submitFault(fault)),
  ),
  told('submitting', 'put_back', 'created', '422 that names a contact', submitFault('422 contact')),
  told(
    ...(['submitting', 'refuse', 'refused', '422 for the eleventh time'] as const),
    submitFault('422 contact', 20, 14),
  ),
  ...(['400', '404', '413', '422'] as const).map((fault) =>
    told('submitting', 'refuse', 'refused', fault, submitFault(fault)),
  ),
  ...(['timeout after', '408', '503', '502 page', 'truncated', 'connection before'] as const).map(
    (fault) => told('submitting', 'lose', 'unknown', fault, submitFault(fault)),
  ),
  told('submitting', 'lose', 'unknown', '3xx', submitFault({ kind: 'status', status: 302 })),
  told('submitting', 'lose', 'unknown', 'found so by a later slice', () =>
    after(2, (story) => {
      dieAtPost(story);
    }),
  ),
  ...(['completed', 'failed', 'cancelled'] as const).map((word) =>
    told('submitted', 'finish', 'placing', `terminal answer ${word}`, mode({ word })),
  ),
  told(
    ...(['submitted', 'stall', 'stalled', '404 for more than 60 s'] as const),
    mode({ hiddenSeconds: Infinity }),
  ),
  told('submitted', 'stall', 'stalled', 'no end after 24 h and three reads', endless),
  told('placing', 'complete', 'completed', 'every item in a row or in the log', mode({})),
  told('placing', 'complete', 'completed', 'found by a later slice', () => after(2, diesPlacing)),
  told('placing', 'stall', 'stalled', 'its workflow is gone when a later slice reads again', () =>
    after(2, (story) => {
      diesPlacing(story);
      story.addon.vendor.faults.next('status', '404', Infinity);
    }),
  ),
  told('placing', 'hold', 'held', 'nothing ties items to contacts', anonymous),
  told('placing', 'hold', 'held', 'an identity column is gone', () =>
    after(2, ({ addon, run }) => {
      addon.work(run);
      addon.sheet.type(1, 2, 'Nachname');
    }),
  ),
  told('placing', 'hold', 'held', 'more than a fifth of the contacts are gone', goneInFlight),
  told('held', 'place', 'placing', 'Place', decided(goneInFlight, 'place')),
  told('held', 'keep', 'completed', 'Keep in the log', decided(anonymous, 'keep')),
  told('unknown', 'send_again', 'created', 'Send again', decided(lost, 'send_again')),
  told('unknown', 'leave_out', 'left_out', 'Leave out', decided(lost, 'leave_out')),
  told('stalled', 'look_again', 'submitted', 'Look again', decided(unheardOf, 'look_again')),
  told('stalled', 'leave_out', 'left_out', 'Leave out', decided(endless, 'leave_out')),
];

function told(...[from, event, to, because, tell]: [...Line, string, () => Story]): Told {
  return { line: [from, event, to], because, tell };
}

/** From the outcome of a line to the next, as saved: an execution may save two lines at once. */
const seen = new Map<Addon, string[]>();

function watched(story: Story): Story {
  const { addon } = story;
  const steps: string[] = [];
  const known = new Map<string, string>();
  const note = (): void => {
    for (const { key, state } of records(addon)) {
      const before = known.get(key);
      if (before !== undefined && before !== state) steps.push(`${before} > ${state}`);
      known.set(key, state);
    }
  };
  note();
  const store = addon.runtime.properties.document;
  const set = store.set.bind(store);
  store.set = (key, value) => {
    const result = set(key, value);
    note();
    return result;
  };
  seen.set(addon, steps);
  return story;
}

describe('the table', () => {
  const batch = decodeBatch('r', 1, '{"s":"c","t":"e","f":"","at":0}', undefined);
  if (batch === null) throw new Error('No batch.');
  // Told by the stories about vendors that answer at once.
  const atOnce: Line = ['submitting', 'answer', 'placing'];
  const table = [...TABLE.map(({ line }) => line), atOnce];
  const designed = new Map(table.map(([from, event, to]) => [`${from} ${event}`, to]));
  const pairs = ALL_STATES.flatMap((state) => ALL_EVENTS.map((event) => [state, event] as const));

  test('has ten states and fifteen events', () => {
    expect(ALL_STATES).toHaveLength(10);
    const events = new Set(Object.values(TRANSITIONS).flatMap((line) => Object.keys(line)));
    expect([...events].sort()).toEqual([...ALL_EVENTS].sort());
  });

  test.each(pairs)('%s, %s: is a line of the design, or a broken invariant', (state, event) => {
    const to = designed.get(`${state} ${event}`);
    const go = (): Batch => advance({ ...batch, state }, event, 7_000);
    if (to === undefined) expect(go).toThrow(`${event} is not possible in ${state}.`);
    else expect(go()).toEqual({ ...batch, state: to, since: 7 });
  });
});

describe('on the built bundle', () => {
  const every: string[] = [];

  test.each(TABLE.map((one) => [...one.line, one.because, one] as const))(
    '%s, %s, %s: %s',
    (from, _event, to, _because, { tell }) => {
      const { addon } = tell();
      const steps = seen.get(addon) ?? [];
      expect(steps).toContainEqual(expect.stringMatching(new RegExp(`^${from} > ${to}$`)));
      every.push(...steps);
    },
  );

  test('no other transition happened', () => {
    const one = TABLE.map(({ line: [from, , to] }) => [from, to] as const);
    const two = one.flatMap(([from, via]) =>
      one.filter(([again]) => again === via).map(([, to]) => [from, to] as const),
    );
    const possible = new Set([...one, ...two].map(([from, to]) => `${from} > ${to}`));
    expect(every.length).toBeGreaterThan(TABLE.length);
    expect(every.filter((step) => !possible.has(step))).toEqual([]);
  });
});
