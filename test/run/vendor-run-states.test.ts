// How a run can stand, each reached, and the step that it offers: it goes on by itself, waits for a named reason, or has ended.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { RunView } from '../../src/rpc/contract-run';
import type { Addon } from '../support/addon';
import { begin, deadEnds, decide, EMULATOR, faultsOf, letPass } from './vendor-story';

const COUNT = 10;
const [DEMO] = DEMO_ORGANIZATIONS;
const EMULATED = {
  ...EMULATOR,
  organizations: [
    { ...DEMO, id: 'org_demo', name: 'Demo', keys: [DEMO_KEY, 'clapi_second'], credits: 1_000 },
  ],
};

interface Standing {
  readonly state: RunView['state'];
  readonly reason?: NonNullable<RunView['pause']>['reason'];
  /** Brings the run there. */
  readonly disturb: (addon: Addon, run: RunView) => void;
  readonly seconds?: number;
  readonly hours?: number;
  /** What the user reads. */
  readonly words: RegExp;
  /** What the user does about it. */
  readonly mend?: (addon: Addon, view: RunView) => RunView;
  readonly found?: number;
}

const resume = (addon: Addon, { id }: RunView): RunView => addon.ask('resume', { run: id });

const STANDINGS: Readonly<Record<string, Standing>> = {
  'open, sending': {
    state: 'open',
    disturb: () => undefined,
    hours: 0,
    words: /Sending: \d+ contacts? (is|are) still to be sent/,
    mend: (_addon, view) => view,
  },
  'open, waiting for the vendor': {
    state: 'open',
    disturb: (addon, run) => {
      addon.vendor.faults.nextWorkflow({ seconds: 4_000 });
      addon.work(run);
    },
    hours: 0.1,
    words: /Waiting for Cleanlist: \d+ contacts? (is|are) still being looked up/,
    mend: (_addon, view) => view,
  },
  'open, the vendor away': {
    state: 'open',
    disturb: ({ vendor, clock }) => {
      vendor.faults.outage(clock.now(), clock.now() + 1_200_000);
    },
    hours: 0.1,
    words: /does not answer at the moment; it is asked again soon/,
    mend: (_addon, view) => view,
  },
  'paused, credits': {
    state: 'paused',
    reason: 'credits',
    disturb: ({ vendor }) => {
      vendor.setBalance('org_demo', 0);
    },
    words: /balance \(\d+\) does not cover.*Nothing more was sent.*Top up, then continue/,
    mend: (addon, view) => {
      addon.vendor.setBalance('org_demo', 500);
      return resume(addon, view);
    },
  },
  'paused, key': {
    state: 'paused',
    reason: 'key',
    disturb: ({ vendor }) => {
      vendor.accounts.revoke(DEMO_KEY);
    },
    words: /does not accept the key any more: connect a valid one/,
    mend: (addon, view) => {
      addon.connect('clapi_second');
      return resume(addon, view);
    },
  },
  'paused, permission': {
    state: 'paused',
    reason: 'permission',
    disturb: (addon, run) => {
      addon.work(run);
      addon.sheet.protect('E2:F20', ['owner@sample.example']);
    },
    words: /You may not edit the column “Email”.*then continue.*kept at Cleanlist/,
    mend: (addon, view) => {
      addon.sheet.unprotect();
      return resume(addon, view);
    },
  },
  'paused, vendor': {
    state: 'paused',
    reason: 'vendor',
    disturb: ({ vendor, clock }) => {
      vendor.faults.outage(clock.now(), clock.now() + 3 * 86_400_000);
    },
    seconds: 3_600,
    hours: 30,
    words: /has not answered for about a day.*Nothing is sent.*Continue to try again/,
    mend: (addon, view) => {
      addon.clock.advance(3 * 86_400_000);
      return resume(addon, view);
    },
  },
  'paused, rows': {
    state: 'paused',
    reason: 'rows',
    disturb: ({ sheet }) => {
      sheet.deleteRows(2, 5);
    },
    words: /5 of the next 10 contacts.*Continue sends the others; Stop sends nothing more/,
    mend: resume,
    found: 5,
  },
  'paused, sheet': {
    state: 'paused',
    reason: 'sheet',
    disturb: ({ sheet }) => {
      sheet.type(1, 2, 'Nachname');
    },
    words: /Nothing more is sent. Undo that in the sheet and continue, or stop the run/,
    mend: (addon, view) => {
      addon.sheet.type(1, 2, 'Last name');
      return resume(addon, view);
    },
  },
  'waiting, unknown': {
    state: 'waiting',
    disturb: ({ vendor }) => {
      vendor.faults.next('submit', 'timeout before');
    },
    words: /Waits for your decision/,
    mend: (addon, view) => decide(addon, view, 'leave_out'),
    found: 0,
  },
  'waiting, stalled': {
    state: 'waiting',
    disturb: ({ vendor }) => {
      vendor.faults.nextWorkflow({ hiddenSeconds: 400 });
    },
    words: /Waits for your decision/,
    mend: (addon, view) => {
      addon.clock.advance(600_000);
      return decide(addon, view, 'look_again');
    },
  },
  'waiting, held': {
    state: 'waiting',
    disturb: (addon, run) => {
      addon.work(run);
      addon.sheet.type(1, 2, 'Nachname');
    },
    words: /Waits for your decision/,
    mend: (addon, view) => {
      addon.sheet.type(1, 2, 'Last name');
      return decide(addon, view, 'place');
    },
  },
  closed: { state: 'closed', disturb: () => undefined, words: /Finished/ },
  'closed, stopped': {
    state: 'closed',
    disturb: (addon, run) => {
      addon.ask('stop', { run: run.id });
    },
    words: /Finished/,
    found: 0,
  },
};

describe('a run', () => {
  test.each(Object.entries(STANDINGS))('can stand %s, and says what comes next', (_, standing) => {
    const { addon, run } = begin(COUNT, {}, EMULATED);
    standing.disturb(addon, run);
    const { seconds = 60, hours = 1, state, reason } = standing;
    const view = hours === 0 ? run : letPass(addon, run, seconds, hours);
    expect({ state: view.state, reason: view.pause?.reason }).toEqual({ state, reason });
    expect(`${view.next} ${view.pause?.message ?? ''}`).toMatch(standing.words);
    expect(deadEnds(view)).toEqual([]);
    expect(view.background === '').toBe(view.callAgainInMs === null);
    if (state === 'paused' || state === 'waiting') expect(addon.runtime.triggers()).toEqual([]);
    const end = letPass(addon, standing.mend?.(addon, view) ?? view, 60, 4);
    expect(end).toMatchObject({ state: 'closed', found: { email: standing.found ?? COUNT } });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('that is paused can be stopped instead', () => {
    for (const name of ['paused, credits', 'paused, rows', 'paused, sheet'] as const) {
      const { addon, run } = begin(COUNT, {}, EMULATED);
      STANDINGS[name]?.disturb(addon, run);
      letPass(addon, run, 60, 1);
      const stopped = addon.ask('stop', { run: run.id });
      const end = addon.work(stopped);
      expect(end).toMatchObject({ state: 'closed', leftOut: COUNT });
      expect(addon.vendor.ledger.purchases).toEqual([]);
    }
  });
});
