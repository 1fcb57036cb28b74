// Two executions at once: the second one runs inside the first, at every service call of it. Google runs them in parallel; an
// execution that is suspended in a call while another one goes its whole way is what that comes to.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { ExecutionResult } from '../../local/runtime/environment';
import type { RunView } from '../../src/rpc/contract-run';
import { threeKinds } from '../support/people';
import { USER } from '../support/addon';
import { brokenPromises, states } from '../support/witness';
import { OTHER_RUN, pictureOf, QUICK, RUN, type Setup, Stage } from './stage';
import { differences } from './verdict';

const BOB = 'bob@sample.example';
const SECOND_KEY = 'clapi_demo_second';
const STRANGERS_KEY = 'clapi_stranger';
const SETUP: Setup = {
  rows: threeKinds(1).slice(0, 3),
  emulator: {
    ...QUICK,
    organizations: [
      ...DEMO_ORGANIZATIONS.map((one) => ({ ...one, keys: [DEMO_KEY, SECOND_KEY] })),
      { id: 'org_stranger', name: 'Strangers', keys: [STRANGERS_KEY], credits: 1_000 },
    ],
  },
  choice: { channels: ['email', 'phone'] },
};

interface First {
  readonly before: (stage: Stage) => void;
  readonly act: (stage: Stage) => void;
}

const FIRST: Readonly<Record<string, First>> = {
  start: {
    before: (stage) => {
      stage.confirm();
    },
    act: (stage) => {
      stage.start();
    },
  },
  'slice that sends': {
    before: (stage) => {
      stage.start();
    },
    act: (stage) => {
      stage.slice();
    },
  },
  'slice that places': {
    before: (stage) => {
      stage.start();
      stage.slice();
    },
    act: (stage) => {
      stage.slice();
    },
  },
  'firing of the trigger': {
    before: (stage) => {
      stage.start();
    },
    act: (stage) => {
      stage.fire();
    },
  },
  'decision to send again': {
    before: (stage) => {
      stage.start();
      stage.addon.vendor.faults.next('submit', 'timeout before');
      stage.slice();
    },
    act: (stage) => {
      stage.click('decide', { run: RUN, batch: 1, decision: 'send_again' });
    },
  },
};

type Second = (stage: Stage) => ExecutionResult;

const work: Second = ({ addon }) => addon.execute('work', { run: RUN });
const SECOND: Readonly<Record<string, Second>> = {
  'another tab’s slice': work,
  'a firing of the trigger': ({ addon }) =>
    addon.runtime.execute({ user: addon.user, fn: 'onHourlyTrigger', as: 'trigger' }),
  '“Get results now”': ({ addon }) =>
    addon.runtime.execute({ user: addon.user, fn: 'getResultsNow', as: 'menu' }),
  'another user’s slice': ({ addon }) => addon.execute('work', { run: RUN }, BOB),
  '*Stop*': ({ addon }) => addon.execute('stop', { run: RUN }),
  '*Continue*': ({ addon }) => addon.execute('resume', { run: RUN }),
  'the same confirm in another tab': (stage) => stage.addon.execute('start', stage.confirm()),
  'another confirm of the same rows': (stage) =>
    stage.addon.execute('start', stage.confirm(OTHER_RUN)),
  'a confirm of the same rows by a colleague with another key': (stage) =>
    stage.addon.execute('start', stage.confirm(OTHER_RUN, BOB, SECOND_KEY), BOB),
  'a confirm of the same rows by a user of another organisation': (stage) =>
    stage.addon.execute('start', stage.confirm(OTHER_RUN, BOB, STRANGERS_KEY), BOB),
  'a click that connects the key of another organisation': ({ addon }) =>
    addon.execute('connect', { vendor: 'cleanlist', key: STRANGERS_KEY }),
  'a click that disconnects the key': ({ addon }) =>
    addon.execute('disconnect', { vendor: 'cleanlist' }),
  'another user who closes it': ({ addon }) => addon.execute('close', { run: RUN }, BOB),
};

interface Told {
  readonly stage: Stage;
  readonly second: ExecutionResult | null;
  readonly ends: readonly (RunView | null)[];
  /** Requests that buy, from the second execution on. */
  readonly posts: number;
}

function tell(first: First, second: Second, nth: number): Told {
  const stage = new Stage(SETUP);
  const { requests } = stage.addon.vendor.ledger;
  let result: ExecutionResult | null = null;
  let postsBefore = 0;
  first.before(stage);
  stage.interrupt(nth, () => {
    result = second(stage);
    postsBefore = requests.submit;
  });
  stage.watch();
  first.act(stage);
  stage.rest();
  const { document } = stage.addon.runtime.properties;
  // The key is back; a start that found none is repeated.
  stage.confirm();
  if (!document.has(`run:${RUN}`) && !document.has(`run:${OTHER_RUN}`)) stage.start();
  const ends = [
    ...(document.has(`run:${RUN}`) ? [endOf(stage, RUN, USER)] : []),
    ...(document.has(`run:${OTHER_RUN}`) ? [endOf(stage, OTHER_RUN, ownerOf(stage))] : []),
  ];
  return { stage, second: result, ends, posts: requests.submit - postsBefore };
}

/** Goes on as far as it goes; *Continue* where a key was missing, with that of the run's organisation. */
function endOf(stage: Stage, run: string, user: string): RunView | null {
  let end = stage.heal('sidebar', run, user);
  for (const key of [DEMO_KEY, STRANGERS_KEY]) {
    if (end?.pause?.reason !== 'key') return end;
    stage.confirm(RUN, user, key);
    stage.click('resume', { run }, user);
    end = stage.heal('sidebar', run, user);
  }
  return end;
}

function ownerOf({ addon }: Stage): string {
  const record = addon.runtime.properties.document.get(`run:${OTHER_RUN}`) ?? '{}';
  return (JSON.parse(record) as { user?: string }).user ?? '';
}

// On an empty stage: later there is nothing to be confirmed any more.
new Stage(SETUP).confirm(RUN, USER, STRANGERS_KEY);

const UNDISTURBED = Object.fromEntries(
  Object.entries(FIRST).map(([name, first]) => {
    const { stage } = tell(first, work, 0);
    return [name, { calls: stage.calls, picture: pictureOf(stage.addon) }];
  }),
);

/** What is heard without the lock, and what must not make two runs of one: these at every call, the others at every twelfth. */
const CLOSELY = [
  ['*Stop*', 'slice that sends'],
  ['another tab’s slice', 'slice that sends'],
  ['the same confirm in another tab', 'start'],
  ['a confirm of the same rows by a colleague with another key', 'start'],
];
const STEP = process.env.CRASH_ALL === undefined ? 12 : 1;

const PAIRS = Object.keys(FIRST).flatMap((first) =>
  Object.keys(SECOND).map((second) => [second, first] as const),
);

test.each(PAIRS)('%s inside a %s does no harm', (secondName, firstName) => {
  const first = FIRST[firstName];
  const second = SECOND[secondName];
  const plain = UNDISTURBED[firstName];
  if (!first || !second || !plain) throw new Error('No such pair.');
  const isClose = CLOSELY.some(([one, other]) => one === secondName && other === firstName);
  const offset = PAIRS.findIndex(([one, other]) => one === secondName && other === firstName);
  const step = isClose ? 1 : STEP;
  const broken: string[] = [];
  for (let nth = 1 + (offset % step); nth <= plain.calls.length; nth += step) {
    const { stage, second: result, ends, posts } = tell(first, second, nth);
    const at = `${nth}, ${plain.calls[nth - 1]?.method ?? ''}`;
    const complain = (what: string): number => broken.push(`${at}: ${what}`);
    if (result?.kind !== 'returned') complain(`the second one ${JSON.stringify(result)}`);
    for (const promise of brokenPromises(stage.addon, { lost: 1 })) complain(promise);
    if (ends.length !== 1) complain(`${ends.length} runs`);
    if (ends[0]?.state !== 'closed') complain(`${ends[0]?.state}: ${states(stage.addon).join()}`);
    // One request may be on its way already; *Send again* takes the stop back.
    const isOnItsWay = plain.calls[nth - 1]?.method === 'UrlFetchApp.fetch';
    const isHeard = result?.kind === 'returned' && String(result.value).includes('"ok":true');
    const isStopped = secondName === '*Stop*' && firstName !== 'decision to send again' && isHeard;
    if (isStopped && posts > (isOnItsWay ? 1 : 0)) complain(`${posts} requests after *Stop*`);
    if (secondName !== '*Stop*') {
      for (const what of differences(pictureOf(stage.addon), plain.picture)) complain(what);
    }
    if (stage.triggersLeft() > 0) complain('a trigger is left');
  }
  expect(broken).toEqual([]);
});
