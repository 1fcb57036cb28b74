// Owns the decisions of the pages beside the way of a run: what is asked when, what an answer changes, where Back leads, the words.
import { createSideActions, type SideActions } from '../../sidebar/side-actions';
import {
  NO_SIDE,
  reduceSide,
  sideTrouble,
  type SideEvent,
  type SideState,
} from '../../sidebar/side-pages';
import {
  clock,
  fillSentence,
  heartbeatSentence,
  inOrder,
  outcomesOf,
  percent,
  standingOf,
  starterOf,
} from '../../sidebar/run-words';
import { channelNames, needsResume, rhythmName } from '../../sidebar/schedule-words';
import type { Client, Outcome } from '../../sidebar/client';
import { announcement } from '../../sidebar/announce';
import { initialState, reduce, type Event, type Page, type State } from '../../sidebar/state';
import type { Method, Methods } from '../../src/rpc/contract';
import type { ScheduleView } from '../../src/rpc/contract-schedule';
import { ended, home, inCredits, run } from './fixtures';
import { historyOf, outcomeRows, schedule, schedulesOf, settings } from './side-fixtures';

type Settle = (outcome: Outcome<Method>) => void;

/** The actions over a state of their own; answers come when the test says so, in any order. */
function setUp() {
  const asked: { method: Method; args: unknown; settle: Settle }[] = [];
  let state: SideState = NO_SIDE;
  let schedules: readonly ScheduleView[] = [];
  let deleted = 0;
  const gone: string[] = [];
  const client = {
    call: (method: Method, args: unknown) =>
      new Promise((settle) => {
        asked.push({ method, args, settle });
      }),
  } as Client;
  const actions: SideActions = createSideActions({
    state: () => state,
    dispatch: (event: SideEvent) => {
      state = reduceSide(state, event);
    },
    client,
    onSchedules: (change) => {
      schedules = change(schedules);
    },
    onDeleted: () => {
      deleted += 1;
    },
    onGone: (run) => gone.push(run),
  });
  const answer = async (at: number, outcome: Outcome<Method>): Promise<void> => {
    asked[at]?.settle(outcome);
    await Promise.resolve();
    await Promise.resolve();
  };
  const gives = <M extends Method>(at: number, _: M, value: Methods[M]['value']): Promise<void> =>
    answer(at, { ok: true, value });
  const fails = (at: number): Promise<void> => answer(at, { ok: false, trouble: TROUBLE });
  return {
    actions,
    answer,
    gone,
    asked,
    gives,
    fails,
    state: () => state,
    schedules: () => schedules,
    deleted: () => deleted,
    methods: () => asked.map(({ method }) => method),
  };
}

const TROUBLE = { code: 'internal', message: 'Broken.' } as const;

describe('a call', () => {
  test('of one page never keeps another page from its data', async () => {
    const { actions, methods, gives, state } = setUp();
    actions.loadHistory();
    actions.loadSettings();
    expect(methods()).toEqual(['history', 'settings']);
    await gives(1, 'settings', settings());
    expect(state()).toMatchObject({ settings: settings(), history: null, busy: ['history'] });
  });

  test('that is under way is not made twice', () => {
    const { actions, methods } = setUp();
    actions.loadHistory();
    actions.loadHistory();
    expect(methods()).toEqual(['history']);
  });

  test('that changes something keeps every other change waiting for a new click', async () => {
    const { actions, methods, gives } = setUp();
    actions.saveSettings({ keepsLog: false });
    actions.saveSettings({ runLimit: 5 });
    actions.deleteAll();
    actions.endSchedule('s1');
    expect(methods()).toEqual(['saveSettings']);
    await gives(0, 'saveSettings', settings({ keepsLog: false }));
    actions.deleteAll();
    expect(methods()).toEqual(['saveSettings', 'deleteAll']);
  });

  test('that fails is told where it was made, until the next one', async () => {
    const { actions, fails, state } = setUp();
    actions.loadHistory();
    await fails(0);
    expect(sideTrouble(state(), 'history')).toEqual(TROUBLE);
    expect(sideTrouble(state(), 'settings', 'saveSettings')).toBeNull();
    actions.loadSettings();
    expect(sideTrouble(state(), 'history')).toBeNull();
  });
});

describe('rows of an outcome', () => {
  test('that come when another outcome is open are not shown under it', async () => {
    const { actions, gives, state } = setUp();
    actions.showOutcome('r1', 'found');
    actions.showOutcome('r1', 'risky');
    await gives(0, 'outcomeRows', outcomeRows());
    expect(state().outcome).toEqual({ run: 'r1', outcome: 'risky', rows: null });
    await gives(1, 'outcomeRows', outcomeRows({ total: 9 }));
    expect(state().outcome?.rows?.total).toBe(9);
  });

  test('that come when they were folded stay folded', async () => {
    const { actions, gives, state } = setUp();
    actions.showOutcome('r1', 'found');
    actions.showOutcome('r1', null);
    await gives(0, 'outcomeRows', outcomeRows());
    expect(state().outcome).toBeNull();
  });
});

describe('details for support', () => {
  test('stand where they were asked for, and the trouble that they are about stays', async () => {
    const { actions, gives, fails, state } = setUp();
    actions.loadHistory();
    await fails(0);
    actions.showSupport('trouble', { trouble: TROUBLE });
    expect(sideTrouble(state(), 'history')).toEqual(TROUBLE);
    await fails(1);
    expect(state().support).toEqual({ place: 'trouble', text: null, trouble: TROUBLE });
    expect(sideTrouble(state(), 'history')).toEqual(TROUBLE);
    actions.showSupport('trouble', {});
    await gives(2, 'support', { text: 'Status: 503' });
    expect(state().support).toEqual({ place: 'trouble', text: 'Status: 503', trouble: null });
  });

  test('asked for in one place are not shown in another', async () => {
    const { actions, gives, state } = setUp();
    actions.showSupport('batch 1', { run: 'r1' });
    actions.showSupport('help', {});
    await gives(0, 'support', { text: 'Of the batch' });
    expect(state().support?.text).toBeNull();
  });
});

describe('a schedule', () => {
  test('that is saved takes the place of this user’s on its sheet, and of no other', async () => {
    const { actions, gives, schedules, state } = setUp();
    actions.loadSchedules();
    const theirs = schedule({ id: 's2', mine: false });
    const elsewhere = schedule({ id: 's3', sheetId: 8 });
    await gives(0, 'schedules', schedulesOf(schedule(), theirs, elsewhere));
    actions.changeSchedule(true);
    actions.saveSchedule({
      choice: { channels: ['email'], rows: { kind: 'all' } },
      rhythm: { kind: 'hourly' },
      dailyCredits: { cleanlist: 5 },
    });
    const saved = schedule({ id: 's4', dailyCredits: inCredits(5) });
    await gives(1, 'schedule', saved);
    expect(schedules()).toEqual([saved, theirs, elsewhere]);
    expect(state().changing).toBe(false);
  });

  test('that could not be saved leaves the form open', async () => {
    const { actions, fails, state } = setUp();
    actions.changeSchedule(true);
    actions.saveSchedule({
      choice: { channels: ['email'], rows: { kind: 'all' } },
      rhythm: { kind: 'hourly' },
      dailyCredits: { cleanlist: 5 },
    });
    await fails(0);
    expect(state().changing).toBe(true);
  });

  test.each([
    ['that waits for its user', { pause: { reason: 'key', message: '' }, nextAt: null }, true],
    ['that tries again by itself', { pause: { reason: 'ceiling', message: '' }, nextAt: 1 }, false],
    ['that is on', { pause: null, nextAt: 1 }, false],
  ] as const)('%s: Resume is offered: %#', (_, change, offered) => {
    expect(needsResume(schedule(change))).toBe(offered);
  });

  test.each([
    [{ kind: 'hourly' }, 'Every hour'],
    [{ kind: 'daily', hour: 0 }, 'Every day at 00:00 (Europe/Berlin)'],
    [{ kind: 'daily', hour: 14 }, 'Every day at 14:00 (Europe/Berlin)'],
  ] as const)('is told in words: %j', (rhythm, words) => {
    expect(rhythmName(rhythm, 'Europe/Berlin')).toBe(words);
  });

  test('names what it finds', () => {
    expect(channelNames(['email'])).toBe('E-mail');
    expect(channelNames(['email', 'phone'])).toBe('E-mail and phone');
  });
});

test('after everything was deleted nothing of before is shown, and the first view is asked for again', async () => {
  const { actions, gives, state, deleted } = setUp();
  actions.loadHistory();
  await gives(0, 'history', historyOf(run()));
  actions.deleteAll();
  const nothing = { openRuns: 0, endedRuns: 0, schedules: 0, list: 'none', sheets: 0 } as const;
  const bare = settings({ stored: nothing });
  await gives(1, 'deleteAll', bare);
  expect(state()).toMatchObject({ history: historyOf(), settings: bare, deleted: true });
  expect(deleted()).toBe(1);
});

const after = (...events: readonly Event[]): State => events.reduce(reduce, initialState('home'));
const go = (to: Page): Event => ({ kind: 'went', to });
const OPENED: Event = { kind: 'opened', home: home() };
const BACK: Event = { kind: 'back' };
const AT_RUN: Page = { kind: 'run', id: 'r1' };
const STARTED: Event = { kind: 'started', run: run() };

describe('Back', () => {
  test.each<[string, Event[], Page['kind']]>([
    ['from a page of the menu to the first view', [go({ kind: 'history' })], 'home'],
    ['to the run from which the menu was opened', [STARTED, go({ kind: 'settings' })], 'run'],
    [
      'over several pages of the menu to where the first was opened',
      [STARTED, go({ kind: 'settings' }), go({ kind: 'automatic' })],
      'run',
    ],
    [
      'from a run of the history to the history',
      [go({ kind: 'history' }), go({ ...AT_RUN, back: { kind: 'history' } })],
      'history',
    ],
    [
      'from the history that was opened on one of its runs not to that run',
      [go({ ...AT_RUN, back: { kind: 'history' } }), go({ kind: 'history' })],
      'home',
    ],
    [
      'from a page opened in the help to where the help was opened',
      [STARTED, { kind: 'help' }, go({ kind: 'settings' })],
      'run',
    ],
    [
      'from the key that the settings ask for to the settings',
      [go({ kind: 'connect', vendor: 'cleanlist', then: { kind: 'settings' } })],
      'settings',
    ],
  ])('leads %s', (_, way, kind) => {
    expect(after(OPENED, ...way, BACK).screen.kind).toBe(kind);
  });

  test('folds what was open, and takes its trouble away', () => {
    const side: Event = { kind: 'side', event: { kind: 'outcome', run: 'r1', outcome: 'found' } };
    const failed: Event = {
      kind: 'side',
      event: { kind: 'refused', method: 'outcomeRows', trouble: TROUBLE },
    };
    const state = after(OPENED, go(AT_RUN), side, failed, BACK);
    expect(state.side).toMatchObject({ outcome: null, trouble: null });
  });
});

test('a run opened from the history is not taken for the last one', () => {
  const last = ended({}, { id: 'r9' });
  const state = after(
    { kind: 'opened', home: home({ runs: [last] }) },
    { kind: 'ran', run: ended({}, { id: 'r1' }) },
  );
  expect(state.runs.map(({ id }) => id)).toEqual(['r9', 'r1']);
});

describe('of two views of one run the newer holds', () => {
  const old = run({ asOf: 1, done: 100 });
  const now = run({ asOf: 2, done: 200 });
  test.each<[string, Event[]]>([
    [
      'when it comes',
      [
        { kind: 'ran', run: old },
        { kind: 'ran', run: now },
      ],
    ],
    [
      'when the older was overtaken',
      [
        { kind: 'ran', run: now },
        { kind: 'ran', run: old },
      ],
    ],
    [
      'over a look at the sheet that took longer',
      [
        { kind: 'ran', run: now },
        { kind: 'opened', home: home({ runs: [old] }) },
      ],
    ],
    [
      'when the list of runs brings it',
      [
        { kind: 'ran', run: old },
        { kind: 'side', event: { kind: 'history', history: historyOf(now) } },
      ],
    ],
  ])('%s', (_, events) => {
    expect(after(OPENED, ...events).runs).toEqual([now]);
  });

  test('and its end is heard on every page', () => {
    const end = ended({}, { asOf: 3, sheetName: '' });
    for (const page of ['history', 'settings', 'automatic'] as const) {
      const events: Event[] = [{ kind: 'ran', run: now }, go({ kind: page })];
      const state = after(OPENED, ...events, { kind: 'ran', run: end });
      expect(announcement(state)).toMatch(/^The run on Leads is finished\./);
      expect(announcement(reduce(state, BACK))).not.toContain('finished');
    }
  });

  test('and its sheet’s name stays, which not every answer tells', () => {
    const events = [old, { ...now, sheetName: '' }].map((one): Event => ({
      kind: 'ran',
      run: one,
    }));
    expect(after(OPENED, ...events).runs).toEqual([now]);
  });
});

describe('a run that is kept no longer', () => {
  const trouble = { code: 'gone', message: 'Deleted.' } as const;
  const fromList: Page = { ...AT_RUN, back: { kind: 'history' } };
  const listed: Event = { kind: 'side', event: { kind: 'history', history: historyOf(ended()) } };
  const none: Event = { kind: 'side', event: { kind: 'history', history: historyOf() } };
  const known: Event = { kind: 'ran', run: ended() };

  test('leads who looks at it to the runs there are, and says so', () => {
    const state = after(OPENED, known, listed, go(fromList), {
      ...{ kind: 'run_gone', id: 'r1' },
      trouble,
    });
    expect(state).toMatchObject({
      screen: { kind: 'history' },
      trouble,
      runs: [],
      side: { history: { runs: [] } },
    });
    expect(reduce(state, BACK).screen).toEqual({ kind: 'home' });
  });

  test('is found out by the list, if that comes when the run is in view', () => {
    const state = after(OPENED, known, go(fromList), none);
    expect(state).toMatchObject({ screen: { kind: 'history' }, trouble: { code: 'gone' } });
  });

  test('takes nobody from elsewhere, and ends a retry of it', () => {
    const retry = {
      rows: { kind: 'failed', run: 'r1' },
      operation: 'find',
      channels: ['email'],
    } as const;
    const state = after(OPENED, known, { kind: 'retried', retry }, none);
    expect(state).toMatchObject({ screen: { kind: 'home' }, trouble: null, retry: null, runs: [] });
  });

  test('is not one that the list is too old to know', () => {
    const state = after(OPENED, { kind: 'started', run: run() }, none);
    expect(state).toMatchObject({ screen: { kind: 'run' }, runs: [{ id: 'r1' }] });
  });

  test('is no way back, once everything was deleted', () => {
    const state = after(OPENED, known, go(AT_RUN), go({ kind: 'settings' }), {
      kind: 'side',
      event: { kind: 'deleted' },
    });
    expect(reduce(state, BACK).screen).toEqual({ kind: 'home' });
  });

  test('is told from what was asked of it beside its view', async () => {
    const { actions, answer, gone } = setUp();
    actions.showOutcome('r1', 'found');
    await answer(0, { ok: false, trouble });
    expect(gone).toEqual(['r1']);
  });
});

test.each<[string, Event[], string]>([
  [
    'how many runs there are',
    [
      go({ kind: 'history' }),
      { kind: 'side', event: { kind: 'history', history: historyOf(run()) } },
    ],
    '1 run.',
  ],
  [
    'that the sheet has no schedule',
    [go({ kind: 'automatic' })],
    'Automatic is off for this sheet.',
  ],
  [
    'that the sheet’s schedule is paused',
    [
      go({ kind: 'automatic' }),
      {
        kind: 'schedules',
        schedules: [schedule({ pause: { reason: 'key', message: '' } })],
      },
    ],
    'Automatic is paused for this sheet.',
  ],
  [
    'that everything was deleted',
    [go({ kind: 'settings' }), { kind: 'side', event: { kind: 'deleted' } }],
    'Everything was deleted.',
  ],
])('a screen reader hears %s', (_, events, sentence) => {
  expect(announcement(after(OPENED, ...events)).trim()).toBe(sentence);
});

describe('a run in words', () => {
  test.each([
    [0, 312, '0 %'],
    [1, 312, '1 %'],
    [241, 312, '77 %'],
    [311, 312, '99 %'],
    [312, 312, '100 %'],
    [0, 0, '0 %'],
  ])('%d of %d is %s', (part, all, words) => {
    expect(percent(part, all)).toBe(words);
  });

  test.each([
    ['You', {}],
    ['Automatic', { isAutomatic: true }],
    ['Another user', { mine: false }],
    ['Another user, automatic', { mine: false, isAutomatic: true }],
  ])('%s started it', (words, change) => {
    expect(starterOf(run(change))).toBe(words);
  });

  test.each([
    ['Running', {}],
    ['Stopping', { stopping: true }],
    ['Stopping', { state: 'paused', stopping: true }],
    ['Paused', { state: 'paused' }],
    ['Waits for you', { state: 'waiting' }],
    ['Waits for its user', { state: 'waiting', mine: false }],
    ['Finished', { state: 'closed' }],
  ] as const)('it stands: %s', (words, change) => {
    expect(standingOf(run(change)).name).toBe(words);
  });

  test('one that was undone says so', () => {
    const undone = { restored: 1, changed: 0, gone: 0, later: 0 };
    expect(standingOf(ended({ undone })).name).toBe('Undone');
  });

  test('those that wait for this user come first, the others stay in order', () => {
    const runs = [
      run({ id: 'a' }),
      run({ id: 'b', state: 'waiting', mine: false }),
      run({ id: 'c', state: 'waiting' }),
      run({ id: 'd', state: 'paused' }),
    ];
    expect(inOrder(runs).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
  });

  test('only outcomes that a contact had can be opened, with their numbers', () => {
    const known = ended({ failed: 0 }, { unplaced: 0, leftOut: 0 });
    expect(outcomesOf(known).map(({ outcome, contacts }) => [outcome, contacts])).toEqual([
      ['found', 241],
      ['risky', 39],
      ['not_found', 64],
    ]);
    expect(outcomesOf(ended({}, { afterwards: null }))).toEqual([]);
    const bad = ended({ failed: 9, broken: 2 }, { leftOut: 7, incomplete: 3 });
    const given = { ...bad, givenUp: { contacts: 5, credits: inCredits(5) } };
    expect(outcomesOf(given).slice(-4)).toMatchObject([
      { outcome: 'given_up', contacts: 5 },
      // Rows are listed as the sheet is now: not those three.
      {
        outcome: 'incomplete',
        contacts: null,
        meaning: expect.stringContaining(' 3 lacked ') as string,
      },
      { outcome: 'left_out', contacts: 2 },
      { outcome: 'broken', contacts: 2 },
    ]);
  });

  test('every outcome that is not found in the sheet says what was paid', () => {
    const all = ended(
      { broken: 2 },
      { incomplete: 3, givenUp: { contacts: 1, credits: inCredits(1) } },
    );
    const unclear = outcomesOf(all).filter(({ meaning }) => meaning === '');
    expect(unclear.map(({ outcome }) => outcome)).toEqual(['found', 'risky', 'not_found']);
    for (const { meaning } of outcomesOf(all).slice(3)) expect(meaning).toMatch(/paid|bought/);
  });

  test('each channel is told of the contacts that were asked for it, and found are the contacts of either', () => {
    const both = ended(
      {},
      {
        ...{ channels: ['email', 'phone'], contacts: 60, asked: { email: 46, phone: 48 } },
        ...{ found: { email: 36, phone: 12 }, foundContacts: 41 },
      },
    );
    expect(fillSentence('email', both)).toBe('E-mail found for 36 of 46');
    expect(fillSentence('phone', both)).toBe('Phone found for 12 of 48');
    expect(outcomesOf(both)[0]).toMatchObject({ outcome: 'found', contacts: 41 });
  });

  test('the automatic look is told by the clock, and by the day when it is another one', () => {
    const now = new Date(2026, 10, 14, 14, 20).getTime();
    const hour = 3_600_000;
    expect(heartbeatSentence({ lastAt: now - hour / 4, nextAt: now + (3 * hour) / 4 }, now)).toBe(
      'Last automatic look 14:05, next about 15:05.',
    );
    expect(heartbeatSentence({ lastAt: null, nextAt: now + hour }, now)).toBe(
      'First automatic look about 15:20.',
    );
    expect(clock(now - 24 * hour, now)).toMatch(/^13 Nov/);
  });
});
