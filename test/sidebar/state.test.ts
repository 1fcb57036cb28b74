// Owns the reducer's decisions: which view comes next, which run is driven, what is kept.
import { isMappingCertain } from '../../sidebar/identity';
import { announcement } from '../../sidebar/announce';
import {
  canSend,
  capInForce,
  choiceInView,
  confirmOf,
  isPlanned,
  limitInForce,
  quoteInView,
  readCap,
  WHOLE,
  wholeCount,
  type Confirm,
  type ConfirmEvent,
  type Part,
} from '../../sidebar/confirm-state';
import { hasNoContacts, isFirstOpen } from '../../sidebar/first-open';
import { fixSentence, fixVerb, lastFixOf } from '../../sidebar/fix';
import { choiceNow } from '../../sidebar/retry';
import { initialState, reduce, runToDrive, type Event, type State } from '../../sidebar/state';
import {
  CONNECTED,
  ended,
  fixPreview,
  fixReport,
  home,
  inCredits,
  inspection,
  MARK,
  NOT_CONNECTED,
  quote,
  run,
} from './fixtures';

const after = (...events: readonly Event[]): State => events.reduce(reduce, initialState('home'));
const opened = (change: Parameters<typeof home>[0] = {}): Event => ({
  kind: 'opened',
  home: home(change),
});
const trouble = { code: 'internal', message: 'Broken.' } as const;

describe('opening', () => {
  test('lands on the sheet when no run of this user is open', () => {
    const runs = [run({ mine: false }), run({ id: 'r0', state: 'closed' })];
    expect(after(opened({ runs })).screen).toEqual({ kind: 'home' });
  });

  test('lands on this user’s open run, whatever it waits for', () => {
    expect(after(opened({ runs: [run({ id: 'r9', state: 'waiting' })] })).screen).toEqual({
      kind: 'run',
      id: 'r9',
    });
  });

  test('starts with the channels of last time, and keeps those of now on a second look', () => {
    const first = after(opened({ channels: ['phone'] }));
    expect(first.choice).toEqual({
      sheet: 7,
      headerMark: MARK,
      channels: ['phone'],
      rows: { kind: 'all' },
    });
    const chosen = reduce(first, { kind: 'chose', change: { channels: ['email', 'phone'] } });
    expect(reduce(chosen, opened({ channels: ['phone'] })).choice.channels).toEqual([
      'email',
      'phone',
    ]);
  });

  test('a second look at another sheet forgets the mapping of the first', () => {
    const mapped = reduce(after(opened()), {
      kind: 'chose',
      change: { mapping: { email: null }, headerRow: 3 },
    });
    const other = inspection({ sheet: { id: 8, name: 'Other', rows: 2 } });
    expect(reduce(mapped, opened({ inspection: other })).choice).toEqual({
      sheet: 8,
      headerMark: MARK,
      channels: ['email'],
      rows: { kind: 'all' },
    });
  });

  test('a failure closes an empty sidebar, but leaves a full one as it is', () => {
    expect(after({ kind: 'open_failed', trouble }).screen).toEqual({ kind: 'closed', trouble });
    const full = after(opened(), { kind: 'opening' }, { kind: 'open_failed', trouble });
    expect(full).toMatchObject({ screen: { kind: 'home' }, checking: false, trouble });
    expect(full.inspection?.check).not.toBeNull();
  });
});

describe('going', () => {
  test.each<[string, Event[], unknown]>([
    [
      'from the help to where it was opened',
      [opened(), { kind: 'help' }, { kind: 'back' }],
      { kind: 'home' },
    ],
    ['from a run to the sheet', [opened({ runs: [run()] }), { kind: 'back' }], { kind: 'home' }],
    [
      'from the key that a run needs to that run',
      [
        opened({ runs: [run()] }),
        {
          kind: 'went',
          to: { kind: 'connect', vendor: 'cleanlist', then: { kind: 'run', id: 'r1' } },
        },
        { kind: 'back' },
      ],
      { kind: 'run', id: 'r1' },
    ],
    [
      'from the key that the confirm needs to the sheet',
      [
        opened(),
        { kind: 'went', to: { kind: 'connect', vendor: 'cleanlist', then: 'confirm' } },
        { kind: 'back' },
      ],
      { kind: 'home' },
    ],
  ])('back leads %s', (_, events, screen) => {
    expect(after(...events).screen).toEqual(screen);
  });

  test('the help opened from the menu leads back to an opening sidebar', () => {
    const help = initialState('help');
    expect(reduce(help, { kind: 'back' }).screen).toEqual({ kind: 'loading' });
  });

  test('trouble is gone in the next view', () => {
    const state = after(
      opened(),
      { kind: 'failed', trouble },
      { kind: 'went', to: { kind: 'home' } },
    );
    expect(state.trouble).toBeNull();
  });
});

describe('the confirm', () => {
  const choice = { sheet: 7, channels: ['email'], rows: { kind: 'all' } } as const;
  const quoted = (change: Parameters<typeof quote>[0] = {}, part: Part = WHOLE): Event => ({
    kind: 'quoted',
    confirm: confirmOf(choice, part, quote(change)),
  });
  const told = (event: ConfirmEvent): Event => ({ kind: 'confirm', event });
  const planned = (plan: Confirm['plan']): Event => told({ kind: 'planned', plan });
  const limited = told({ kind: 'limited', limited: quote({ id: 'r2' }) });
  const confirm = (...events: readonly Event[]): Confirm => {
    const { screen } = after(opened(), ...events);
    if (screen.kind !== 'confirm') throw new Error(`Not the confirm: ${screen.kind}`);
    return screen;
  };

  test('is ready at once when the balance covers the maximum', () => {
    expect(isPlanned(confirm(quoted()))).toBe(true);
  });

  test('waits for a plan when it does not', () => {
    expect(isPlanned(confirm(quoted({ affordable: 200 })))).toBe(false);
    expect(isPlanned(confirm(quoted({ affordable: 200 }), planned('pause')))).toBe(true);
  });

  test('sends the first contacts only by the numbers of a quote for them', () => {
    const first = [quoted({ affordable: 200 }), planned('first')] as const;
    expect(isPlanned(confirm(...first))).toBe(false);
    const screen = confirm(...first, limited);
    expect(isPlanned(screen)).toBe(true);
    expect(quoteInView(screen).id).toBe('r2');
    expect(choiceInView(screen)).toEqual({ ...choice, limit: 200 });
  });

  test('goes back to the first quote with the plan to pause', () => {
    const screen = confirm(
      quoted({ affordable: 200 }),
      planned('first'),
      limited,
      planned('pause'),
    );
    expect(quoteInView(screen).id).toBe('r1');
    expect(choiceInView(screen)).toEqual(choice);
  });

  const CAP: Part = { kind: 'cap', credits: 120 };
  test.each<[string, Part, Confirm['plan'], object]>([
    ['everything', WHOLE, 'all', {}],
    ['ten to try', { kind: 'first', count: 10 }, 'all', { limit: 10 }],
    ['what a number of credits covers', CAP, 'all', { maximum: 120 }],
    ['what both it and the balance cover', CAP, 'first', { maximum: 120, limit: 50 }],
    ['what it covers, with a pause', CAP, 'pause', { maximum: 120 }],
  ])('starts with what was quoted: %s', (_, part, plan, asked) => {
    const screen = confirm(quoted({ affordable: 50 }, part), planned(plan));
    expect(choiceInView(screen)).toEqual({ ...choice, ...asked });
  });

  test('ten to try are ten of the first that there is room for', () => {
    const few = confirmOf({ ...choice, limit: 4 }, { kind: 'first', count: 10 }, quote());
    expect(choiceInView(few).limit).toBe(4);
  });

  test('sends nothing while a typed number is not in force', () => {
    expect(canSend(confirm(quoted()))).toBe(true);
    const typed = [quoted(), told({ kind: 'cap_typed', text: '31' })] as const;
    expect(canSend(confirm(...typed))).toBe(false);
    expect(canSend(confirm(...typed, told({ kind: 'cap_refused', hint: 'No.' })))).toBe(false);
    expect(canSend(confirm(...typed, told({ kind: 'cap_typed', text: '312' })))).toBe(true);
    expect(canSend(confirm(...typed, quoted({ maximumCredits: inCredits(31) }, CAP)))).toBe(true);
  });

  test('sends no sample contacts', () => {
    expect(canSend(confirm(quoted({ canBeSent: false, balances: null })))).toBe(false);
  });

  test('says at the field alone what is wrong with a number', () => {
    const state = after(
      opened(),
      quoted(),
      { kind: 'failed', trouble },
      told({ kind: 'cap_refused', hint: 'No.' }),
    );
    expect(state.trouble).toBeNull();
    expect(state.screen).toMatchObject({ cap: { text: '312', hint: 'No.' } });
  });

  test.each([
    ['', 'Enter a whole number of credits: 1 or more.'],
    ['0', 'Enter a whole number of credits: 1 or more.'],
    ['-4', 'Enter a whole number of credits: 1 or more.'],
    ['1.5', 'Enter a whole number of credits: 1 or more.'],
    ['1e99', 'Enter 10,000,000 or less.'],
    ['9', 'One contact may cost 10 credits: enter that or more.'],
  ])('refuses “%s” as credits at most', (text, hint) => {
    const contacts = { total: 30, partial: 0, phone_only: 20, full: 10 };
    const reading = readCap(text, quote({ contacts, maximumCredits: inCredits(310), left: 2 }));
    expect(reading).toEqual({ kind: 'refused', hint });
  });

  test.each<[string, number, Part]>([
    ['120', 0, { kind: 'cap', credits: 120 }],
    ['312', 0, WHOLE],
    ['20000000', 0, WHOLE],
    ['400', 88, { kind: 'cap', credits: 400 }],
  ])('reads %s credits at most, with %i contacts left out now', (text, left, part) => {
    expect(readCap(text, quote({ left }))).toEqual({ kind: 'part', part });
  });

  test('with the person’s own limit for a run starts with what that limit was', () => {
    const runLimit = { credits: 100, isReached: true };
    const screen = confirm(quoted({ runLimit, left: 212, maximumCredits: inCredits(100) }));
    expect(limitInForce(screen)).toBe(100);
    expect(choiceInView(screen)).toEqual({ ...choice, maximum: 100 });
  });

  test('with a limit that leaves nobody out knows of none', () => {
    const screen = confirm(quoted({ runLimit: { credits: 400, isReached: false } }));
    expect(limitInForce(screen)).toBeNull();
    expect(choiceInView(screen)).toEqual(choice);
  });

  test.each<[string, Part, number, number | null]>([
    ['no limit', { kind: 'first', count: 10 }, Infinity, 312],
    ['a limit that covers all', { kind: 'first', count: 10 }, 312, 312],
    ['a limit that does not', { kind: 'first', count: 10 }, 311, null],
    ['a limit below what was typed', CAP, 100, null],
  ])('offers all again just where all can be sent: %s', (_, part, credits, whole) => {
    const total = 10;
    const contacts = { total, partial: total, phone_only: 0, full: 0 };
    const runLimit = credits === Infinity ? null : { credits, isReached: false };
    const change = { contacts, left: 302, maximumCredits: inCredits(total), runLimit };
    expect(wholeCount(confirmOf(choice, part, quote(change)))).toBe(whole);
  });

  test('counts as all no more than were chosen', () => {
    const first = { ...choice, rows: { kind: 'first', count: 50 } } as const;
    const contacts = { total: 10, partial: 10, phone_only: 0, full: 0 };
    const shown = quote({ contacts, left: 302, maximumCredits: inCredits(10) });
    expect(wholeCount(confirmOf(first, { kind: 'first', count: 10 }, shown))).toBe(50);
  });

  test('never shows more credits than the limit for a run, and takes none', () => {
    const runLimit = { credits: 100, isReached: true };
    const contacts = { total: 100, partial: 100, phone_only: 0, full: 0 };
    const change = { contacts, runLimit, left: 212, maximumCredits: inCredits(100) };
    expect(capInForce(confirm(quoted(change, CAP)))).toBe('100');
    expect(readCap('101', quote(change))).toEqual({
      kind: 'refused',
      hint: 'Your limit for a run is 100 credits.',
    });
    expect(readCap('100', quote(change))).toEqual({
      kind: 'part',
      part: { kind: 'cap', credits: 100 },
    });
  });

  test('takes nobody away from another view', () => {
    expect(after(opened(), { kind: 'help' }, quoted()).screen.kind).toBe('help');
  });

  test('brings the balance in the head up to date', () => {
    expect(after(opened(), quoted({ balances: inCredits(17) })).accounts).toMatchObject([
      { balance: 17 },
    ]);
  });
});

describe('runs', () => {
  test('a started run is shown and comes first', () => {
    const state = after(opened({ runs: [run({ id: 'r0', state: 'closed' })] }), {
      kind: 'started',
      run: run({ id: 'r1' }),
    });
    expect(state.screen).toEqual({ kind: 'run', id: 'r1' });
    expect(state.runs.map(({ id }) => id)).toEqual(['r1', 'r0']);
  });

  test('news of a run replaces what was known of it, and moves no view', () => {
    const state = after(
      opened(),
      { kind: 'ran', run: run() },
      { kind: 'ran', run: run({ done: 200 }) },
    );
    expect(state.runs.map(({ done }) => done)).toEqual([200]);
    expect(state.screen).toEqual({ kind: 'home' });
  });

  test('the run in view is driven, else the newest of this user that has something to do', () => {
    const runs = [
      run({ id: 'r4', mine: false }),
      run({ id: 'r3', callAgainInMs: null }),
      run({ id: 'r2' }),
      run({ id: 'r1' }),
    ];
    const state = after(opened({ runs }), { kind: 'went', to: { kind: 'home' } });
    expect(runToDrive(state)).toBe('r2');
    expect(runToDrive(reduce(state, { kind: 'went', to: { kind: 'run', id: 'r1' } }))).toBe('r1');
    expect(runToDrive(reduce(state, { kind: 'went', to: { kind: 'run', id: 'r3' } }))).toBe('r2');
  });

  test('another user’s run is never driven', () => {
    expect(runToDrive(after(opened({ runs: [run({ mine: false })] })))).toBeNull();
  });
});

describe('a retry', () => {
  const rows = { kind: 'not_found', run: 'r1' } as const;
  const order = { rows, channels: ['email', 'phone'] } as const;
  const retry = { ...order, operation: 'find' } as const;
  const retried: Event = { kind: 'retried', retry };
  const chosen = (...events: readonly Event[]): State =>
    after(opened({ runs: [ended()] }), retried, ...events);
  /** What was chosen of the sheet before. */
  const OWN = { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'all' } };
  const other = inspection({ sheet: { id: 8, name: 'Other', rows: 2 } });

  test('stays chosen through a check of its sheet, whichever was in view before', () => {
    const state = chosen(opened({ runs: [ended()] }));
    expect(choiceNow(state)).toEqual({ ...OWN, ...order });
    const elsewhere = after(
      opened({ runs: [ended()], inspection: other }),
      retried,
      opened({ runs: [ended()] }),
    );
    expect(choiceNow(elsewhere)).toMatchObject({ sheet: 7, rows });
  });

  test('has channels of its own: what was chosen of the sheet is not changed by them', () => {
    const phones = chosen({ kind: 'chose', change: { channels: ['phone'] } });
    expect(choiceNow(phones)).toMatchObject({ rows, channels: ['phone'] });
    expect(phones.choice.channels).toEqual(['email']);
  });

  test.each<[string, Event]>([
    ['the sheet changes', opened({ runs: [ended()], inspection: other })],
    ['its run is open after all', opened({ runs: [run()] })],
    ['its run is not among the document’s any more', opened()],
    ['a run is started', { kind: 'started', run: run({ id: 'r2' }) }],
  ])('is over, with its channels, when %s', (_, event) => {
    const state = chosen(event);
    expect(state.retry).toBeNull();
    expect(choiceNow(state)).toMatchObject({ channels: ['email'], rows: { kind: 'all' } });
  });

  test('is over when its confirm is left, and that of all rows ends nothing', () => {
    const asked = (choice: Parameters<typeof confirmOf>[0]): Event => ({
      kind: 'quoted',
      confirm: confirmOf(choice, WHOLE, quote()),
    });
    const left = chosen(asked({ ...retry }), { kind: 'back' });
    expect(choiceNow(left)).toEqual(OWN);
    const first = { kind: 'first', count: 5 } as const;
    const kept = after(
      opened(),
      { kind: 'chose', change: { rows: first } },
      asked({ channels: ['email'], rows: first }),
      { kind: 'back' },
    );
    expect(kept.choice.rows).toEqual(first);
  });

  test('is left by another choice of rows', () => {
    const state = chosen({ kind: 'chose', change: { rows: { kind: 'new' } } });
    expect(choiceNow(state)).toEqual({ ...OWN, rows: { kind: 'new' } });
  });

  test.each<[string, Event]>([
    ['the sheet changes', opened({ inspection: other })],
    ['a run is started', { kind: 'started', run: run() }],
  ])('any other choice of rows stays when %s', (_, event) => {
    const first = { kind: 'first', count: 5 } as const;
    const state = after(opened(), { kind: 'chose', change: { rows: first } }, event);
    expect(state.choice.rows).toEqual(first);
  });
});

describe('the first view is old', () => {
  const going = opened({ runs: [run()] });
  const home7: Event = { kind: 'went', to: { kind: 'home' } };
  const over: Event = { kind: 'ran', run: ended() };

  test('once a run has ended, until the sheet was looked at', () => {
    expect(after(going, home7, { kind: 'ran', run: run({ done: 200 }) }).isOld).toBe(false);
    expect(after(going, home7, over).isOld).toBe(true);
    expect(after(going, home7, over, { kind: 'refreshing' }).isOld).toBe(false);
    expect(after(going, home7, over, opened()).isOld).toBe(false);
  });

  test('not by a run that was opened from the history', () => {
    expect(after(opened(), over).isOld).toBe(false);
  });

  test('and made new changes nothing but the numbers', () => {
    const before = after(
      opened(),
      { kind: 'chose', change: { mapping: { email: 2 }, rows: { kind: 'new' } } },
      { kind: 'mapping_toggled', open: true },
      { kind: 'fixed', report: fixReport() },
      { kind: 'refreshing' },
    );
    const account = { ...CONNECTED, balance: 999 };
    const came = home({
      accounts: [account],
      runs: [ended()],
      inspection: inspection({ check: null }),
    });
    const { choice, screen, mappingOpen, fixed } = before;
    expect(reduce(before, { kind: 'refreshed', home: came })).toMatchObject({
      ...{ choice, screen, mappingOpen, fixed, accounts: [account], checking: false },
      ...{ inspection: { check: null }, runs: [{ id: 'r1' }] },
    });
  });
});

describe('a screen reader hears of the check', () => {
  const heard = (channels: readonly ('email' | 'phone')[]): string =>
    announcement(after(opened(), { kind: 'chose', change: { channels } }));
  test.each<[string, ('email' | 'phone')[], string]>([
    ['how many contacts would be sent', ['email'], 'Checked: 312 contacts to send.'],
    ['no contacts, where nothing is to be bought', [], 'Nothing is chosen to be found.'],
  ])('%s', (_, channels, sentence) => {
    expect(heard(channels)).toBe(sentence);
  });
});

describe('numbers of an earlier choice', () => {
  const failed = { kind: 'check_failed', trouble } as const;
  test.each<[string, Event[]]>([
    [
      'when the check of another choice fails',
      [{ kind: 'chose', change: { rows: { kind: 'new' } } }, { kind: 'checking' }, failed],
    ],
    [
      'when the sheet cannot be looked at for a retry',
      [
        {
          kind: 'retried',
          retry: { rows: { kind: 'failed', run: 'r1' }, operation: 'find', channels: ['email'] },
        },
        { kind: 'opening' },
        { kind: 'open_failed', trouble },
      ],
    ],
  ])('go %s', (_, events) => {
    const state = after(opened({ runs: [ended()] }), ...events);
    expect(state).toMatchObject({ checking: false, trouble, inspection: { check: null } });
  });
});

describe('what was done about a run that has ended is told', () => {
  const heard = (change: Parameters<typeof ended>[0]): string =>
    announcement(
      after(
        opened({ runs: [ended(change)] }),
        { kind: 'went', to: { kind: 'run', id: 'r1' } },
        { kind: 'ran', run: ended(change) },
      ),
    );
  test.each([
    ['nothing', {}, 'The run is finished.'],
    [
      'undone',
      { undone: { restored: 2, changed: 1, gone: 0, later: 0 } },
      'The run is finished. Undone: 2 cells are as before this run.',
    ],
    [
      'placed again',
      { placedAgain: { placed: 1, left: 0 } },
      'The run is finished. Placed again: 1 value is in the sheet now.',
    ],
  ])('%s', (_, change, sentence) => {
    expect(heard(change)).toBe(sentence);
  });
});

describe('the mapping is folded', () => {
  const exact = (column: number) => ({ column, certainty: 'exact' }) as const;
  test.each([
    ['with a LinkedIn profile', { linkedin_url: exact(0) }, true],
    ['with a full name and a company', { full_name: exact(0), company_name: exact(1) }, true],
    [
      'with both names and a website',
      { first_name: exact(0), last_name: exact(1), company_domain: exact(2) },
      true,
    ],
    ['not with half a name', { first_name: exact(0), company_name: exact(1) }, false],
    ['not with a name alone', { full_name: exact(0) }, false],
    ['not with a guess', { linkedin_url: { column: 0, certainty: 'guess' } as const }, false],
    ['not with nothing', {}, false],
  ])('%s', (_, mapping, folded) => {
    expect(isMappingCertain(mapping, 'find')).toBe(folded);
  });
});

describe('the mark of the header row', () => {
  test('is that of the last check, and goes with every question', () => {
    const checked = reduce(after(opened()), {
      kind: 'checked',
      inspection: inspection({ headerMark: '6.other' }),
    });
    expect(checked.choice.headerMark).toBe('6.other');
  });

  test('is not sent with another header row, which it says nothing about', () => {
    const chosen = reduce(after(opened()), { kind: 'chose', change: { headerRow: 3 } });
    expect(chosen.choice).not.toHaveProperty('headerMark');
  });

  test('stays when the columns moved, until the person checks again', () => {
    const problem = { code: 'columns_moved', message: 'Moved.' } as const;
    const moved = inspection({ headerMark: '7.moved', check: null, problem });
    const checked = reduce(after(opened()), { kind: 'checked', inspection: moved });
    expect(checked.choice.headerMark).toBe(MARK);
  });
});

describe('the first open', () => {
  const none = { runs: [], accounts: [NOT_CONNECTED] } as const;
  test.each<[string, Parameters<typeof home>[0], boolean]>([
    ['without a run and a key', none, true],
    ['with a key', { ...none, accounts: [CONNECTED] }, false],
    ['with a run of another user', { ...none, runs: [run({ mine: false })] }, false],
    ['on the sample sheet', { ...none, inspection: inspection({ isSample: true }) }, false],
  ])('is one %s', (_, change, isFirst) => {
    expect(isFirstOpen(after(opened(change)))).toBe(isFirst);
  });

  test('a sheet whose columns can be mapped is one with contacts', () => {
    const sheet = (code: 'empty' | 'no_identity'): boolean =>
      hasNoContacts(inspection({ check: null, problem: { code, message: 'No.' } }));
    expect([sheet('empty'), sheet('no_identity')]).toEqual([true, false]);
  });

  test('the sample sheet starts with nothing of what was chosen before', () => {
    const state = after(
      opened(),
      { kind: 'chose', change: { channels: ['phone'], rows: { kind: 'selected' }, mapping: {} } },
      { kind: 'outputs_toggled', open: true },
      {
        kind: 'sampled',
        home: home({ inspection: inspection({ sheet: { id: 9, name: 'Sample', rows: 24 } }) }),
      },
    );
    expect(state.choice).toEqual({
      sheet: 9,
      headerMark: MARK,
      channels: ['email'],
      rows: { kind: 'all' },
    });
    expect(state).toMatchObject({ screen: { kind: 'home' }, outputsOpen: false });
  });
});

describe('a fix', () => {
  const choice = { channels: ['email'], rows: { kind: 'all' } } as const;
  const offered = opened({
    inspection: inspection({ fixes: [{ kind: 'split_names', rows: 12 }] }),
  });
  const previewed: Event = {
    kind: 'previewed',
    page: { kind: 'fix', choice, preview: fixPreview() },
  };

  test('is shown before it is made, and takes nobody away from another view', () => {
    expect(after(offered, previewed).screen).toMatchObject({ kind: 'fix', choice });
    expect(after(offered, { kind: 'help' }, previewed).screen.kind).toBe('help');
    expect(after(offered, previewed, { kind: 'back' }).screen).toEqual({ kind: 'home' });
  });

  test('leads back to the sheet, is told at once and not offered again', () => {
    const state = after(offered, previewed, { kind: 'fixed', report: fixReport() });
    expect(state).toMatchObject({
      screen: { kind: 'home' },
      inspection: { fixes: [], lastFix: { cells: 24 } },
    });
    expect(announcement(state)).toMatch(/^Changed 24 cells\./);
  });

  test('its undoing stays told when the next check knows of no fix', () => {
    const undone = fixReport({ undone: { restored: 22, left: 2 } });
    const state = after(
      offered,
      { kind: 'fixed', report: undone },
      { kind: 'checked', inspection: inspection() },
    );
    expect(lastFixOf(inspection(), state.fixed)).toEqual(undone);
    expect(after(offered, { kind: 'fixed', report: undone }, offered).fixed).toBeNull();
  });

  test('that was undone another time is no news', () => {
    const lastFix = fixReport({ undone: { restored: 24, left: 0 } });
    expect(lastFixOf(inspection({ lastFix }), null)).toBeNull();
  });

  test.each([
    [fixReport(), 'Changed 24 cells.'],
    [fixReport({ undone: { restored: 24, left: 0 } }), 'Undone: 24 cells are as before.'],
    [
      fixReport({ undone: { restored: 1, left: 1 } }),
      'Undone: 1 cell is as before. 1 cell was changed since: left as it is.',
    ],
  ])('is told in words (%#)', (report, sentence) => {
    expect(fixSentence(report)).toBe(sentence);
  });

  test.each([
    ['split_names', 1, 'Split 1 full name'],
    ['split_names', 1200, 'Split 1,200 full names'],
    ['take_domain', 1, 'Fill in 1 website'],
    ['take_domain', 8, 'Fill in 8 websites'],
  ] as const)('%s of %i rows is offered as “%s”', (kind, rows, verb) => {
    expect(fixVerb(kind, rows)).toBe(verb);
  });
});
