// Policy *always*: filled cells are bought again and replaced, counted apart before, and given back by Undo.
import { Addon, choose } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';
import { credits } from '../support/credits';

const ALL = { email: 1, phone: 1, failed: 0 };
const ALWAYS = { column: null, policy: 'always' } as const;
const EMAIL_ALWAYS = { outputs: { email: ALWAYS } } as const;
const BOTH_ALWAYS = {
  channels: ['email', 'phone'],
  outputs: { email: ALWAYS, phone: ALWAYS },
} as const;

const OLD = 'old@home.example';

/** Three people: with an e-mail, with both, and with neither. */
function mixed(): string[][] {
  return [
    [...HEADERS],
    person(0, { email: OLD }),
    person(1, { email: OLD, phone: '+49 30 5550100' }),
    person(2),
  ];
}

test('filled rows count as ready, and are told apart by channel', () => {
  const addon = new Addon({ rows: mixed() });
  addon.connect();
  expect(addon.quote()).toMatchObject({
    contacts: { total: 1 },
    replaced: { email: 0 },
  });
  const { check } = addon.ask('inspect', choose(BOTH_ALWAYS));
  expect(check).toMatchObject({
    counts: { ready: 3, filled: 0 },
    replaced: { email: 2, phone: 1 },
    maximumCredits: credits(33),
  });
  expect(addon.quote(BOTH_ALWAYS)).toMatchObject({
    contacts: { total: 3, full: 3 },
    replaced: { email: 2, phone: 1 },
  });
  expect(addon.quote({ ...EMAIL_ALWAYS, limit: 1 }).replaced).toEqual({ email: 1 });
});

test('it is remembered, and without a word about it only blanks are filled again', () => {
  const addon = new Addon({ rows: mixed() });
  addon.ask('inspect', choose(EMAIL_ALWAYS));
  const [email] = addon.home().inspection.outputs;
  expect(email).toMatchObject({ field: 'email', policy: 'always' });
  expect(addon.home().inspection.check?.counts.ready).toBe(3);
  addon.ask('inspect', choose({ outputs: { email: { column: null, policy: 'blanks' } } }));
  expect(addon.home().inspection.check?.counts.ready).toBe(1);
});

test('a start under another policy than the confirmed one makes nothing', () => {
  const addon = new Addon({ rows: people(2) });
  addon.connect();
  const { id, digest } = addon.quote();
  const request = { quote: { id, digest }, pauseWhenUsedUp: true };
  const reply = addon.call('start', { choice: choose(EMAIL_ALWAYS), ...request });
  expect(reply).toMatchObject({ ok: false, code: 'changed' });
  const details = choose({ outputs: { title: { column: null, policy: 'blanks' } } });
  expect(addon.call('start', { choice: details, ...request })).toMatchObject({ code: 'changed' });
});

test('a start that would replace more than was confirmed makes nothing', () => {
  const addon = new Addon({ rows: people(3) });
  addon.connect();
  const choice = choose(EMAIL_ALWAYS);
  const { id, digest, replaced } = addon.quote(EMAIL_ALWAYS);
  expect(replaced).toEqual({ email: 0 });
  addon.sheet.put([['mine@own.example']], { row: 2, column: 5 });
  const request = { choice, quote: { id, digest }, pauseWhenUsedUp: true };
  expect(addon.call('start', request)).toMatchObject({ ok: false, code: 'changed' });
});

test('values that are found replace what stood there, and Undo gives it back, with the word on it', () => {
  const addon = new Addon({ rows: mixed(), emulator: { shares: ALL } });
  addon.workToEnd(addon.start());
  const first = addon.shown();
  const status = first[0]?.indexOf('Email status') ?? -1;
  addon.sheet.type(2, status + 1, 'checked by hand');
  const before = addon.shown();
  const run = addon.workToEnd(addon.start(BOTH_ALWAYS));
  expect(run).toMatchObject({ state: 'closed', found: { email: 3, phone: 3 } });
  const after = addon.shown();
  expect(after.flat()).not.toContain(OLD);
  expect(after[1]?.[4]).toMatch(/^sample\./);
  expect(after[1]?.[status]).not.toBe('checked by hand');
  expect(brokenPromises(addon, { times: 2 })).toEqual([]);
  addon.ask('undo', { run: run.id });
  const column = before[0]?.indexOf('Enrichment status') ?? -1;
  const values = (rows: string[][]): string[][] => rows.map((row) => row.slice(0, status + 1));
  expect(values(addon.shown())).toEqual(values(before));
  expect(addon.shown().map((row) => row[column])).toHaveLength(4);
});

describe('the word on an e-mail that is replaced, in a column of the user’s own', () => {
  const WORDS = [
    [...HEADERS, 'Checked'],
    [...person(0, { email: OLD }), 'checked by hand'],
    [...person(1), 'to do'],
    [...person(2), ''],
  ];
  const outputs = { email: ALWAYS, emailStatus: { column: 6, policy: 'blanks' } } as const;

  test('goes with its address, whatever the policy, and comes back with it', () => {
    const addon = new Addon({ rows: WORDS, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start({ outputs }));
    const [replaced = '', filled, blank = ''] = addon.column('Checked');
    const word = lines(addon, 'written').find(({ field, row }) => field === 'email' && row === '2');
    expect(word?.note).toMatch(new RegExp(`^${replaced}`));
    expect(replaced).not.toBe('');
    // Nothing was said there about another address.
    expect(filled).toBe('to do');
    expect(blank).not.toBe('');
    addon.ask('undo', { run: run.id });
    expect(addon.column('Email')).toEqual([OLD, '', '']);
    expect(addon.column('Checked')).toEqual(['checked by hand', 'to do', '']);
  });

  test('is cleared where the vendor has no word on the new one', () => {
    const addon = new Addon({ rows: WORDS, emulator: { shares: ALL } });
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, now) => {
      const answer = handle(request, now);
      if (!('body' in answer)) return answer;
      return {
        ...answer,
        body: answer.body.replace(/"\w*(?:verification|email)_status":"[^"]*",?/g, ''),
      };
    };
    const run = addon.workToEnd(addon.start({ outputs }));
    expect(addon.column('Email').every((text) => text.startsWith('sample.'))).toBe(true);
    expect(addon.column('Checked')).toEqual(['', 'to do', '']);
    addon.ask('undo', { run: run.id });
    expect(addon.column('Checked')).toEqual(['checked by hand', 'to do', '']);
  });

  test('is never left beside another address by an execution that died', () => {
    const broken: string[] = [];
    for (const when of ['beforeCall', 'afterCall'] as const) {
      for (let nth = 1; ; nth++) {
        const rows = WORDS.map(([first = '', ...rest]) => [
          first,
          ...rest.slice(0, 5),
          'x',
          ...rest.slice(5),
        ]);
        const addon = new Addon({ rows, emulator: { shares: ALL } });
        const apart = { ...outputs, emailStatus: { column: 7, policy: 'blanks' } } as const;
        const run = addon.work(addon.start({ outputs: apart }));
        addon.clock.advance(300_000);
        let calls = 0;
        addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
        addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
        const killed = addon.execute('work', { run: run.id }).kind === 'killed';
        addon.runtime.hooks[when] = undefined;
        if (!killed) break;
        addon.goOn(run.id);
        if (addon.column('Checked')[0] === 'checked by hand') broken.push(`${when} ${nth}`);
        addon.ask('undo', { run: run.id });
        if (addon.column('Checked')[0] !== 'checked by hand') broken.push(`${when} ${nth}: undo`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('no policy is offered for a column of this add-on’s own, where none would make a difference', () => {
    const addon = new Addon({ rows: WORDS });
    const offered = (): readonly string[] =>
      addon
        .ask('inspect', choose({}))
        .outputs.filter(({ hasPolicy }) => hasPolicy)
        .map(({ field }) => field);
    expect(offered()).not.toContain('emailStatus');
    expect(offered()).not.toContain('status');
    addon.ask('inspect', choose({ outputs }));
    expect(offered()).toContain('emailStatus');
  });
});

test('what is not found leaves what stood there', () => {
  const none = { email: 0, phone: 0, failed: 0 };
  const addon = new Addon({ rows: mixed(), emulator: { shares: none } });
  const before = addon.shown().map((row) => row.slice(0, 6));
  const run = addon.workToEnd(addon.start(BOTH_ALWAYS));
  expect(run).toMatchObject({ notFound: 3, costs: [{ charged: 0 }] });
  expect(addon.shown().map((row) => row.slice(0, 6))).toEqual(before);
});

test('an e-mail that identity leans on is never replaced, nor bought', () => {
  const [first = '', last = ''] = person(0);
  const rows = [
    [...HEADERS],
    [first, last, '', '', `${first}@firm-a.example`, ''],
    person(1, { email: OLD }),
  ];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  addon.connect();
  const quote = addon.quote(BOTH_ALWAYS);
  expect(quote).toMatchObject({
    contacts: { total: 2, phone_only: 1, full: 1 },
    replaced: { email: 1, phone: 0 },
  });
  addon.workToEnd(addon.start(BOTH_ALWAYS));
  expect(addon.shown()[1]?.[4]).toBe(`${first}@firm-a.example`);
  expect(addon.shown()[1]?.[5]).not.toBe('');
  expect(addon.shown()[2]?.[4]).not.toBe(OLD);
});

test('a row that was not chosen and is the same contact is replaced, too, and counted', () => {
  const rows = [[...HEADERS], person(0), person(0, { email: OLD })];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  addon.connect();
  const choice = { ...EMAIL_ALWAYS, rows: { kind: 'first', count: 1 } } as const;
  expect(addon.quote(choice)).toMatchObject({ contacts: { total: 1 }, replaced: { email: 1 } });
  addon.workToEnd(addon.start(choice));
  expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  expect(new Set(addon.column('Email')).size).toBe(1);
});

test('a column of formulas stays as it is, and nothing counts as replaced', () => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  addon.sheet.type(2, 5, '="old@"&D2');
  addon.connect();
  const quote = addon.quote(EMAIL_ALWAYS);
  expect(quote.replaced).toEqual({ email: 0 });
  expect(quote.warnings.join()).toContain('“Email” holds formulas');
  addon.workToEnd(addon.start(EMAIL_ALWAYS));
  expect(addon.column('Email')).toEqual(['old@firm-a.example', '']);
  expect(addon.column('Email 2').every((text) => text.includes('@'))).toBe(true);
});

test('sorting while a run is open replaces each value in the row of its contact', () => {
  const rows = [
    [...HEADERS],
    ...Array.from({ length: 8 }, (_, index) =>
      person(index, { email: `old${index}@home.example` }),
    ),
  ];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const run = addon.start(EMAIL_ALWAYS);
  addon.work(run);
  addon.sheet.sort(1, false);
  const view = addon.workToEnd(addon.ask('work', { run: run.id }));
  expect(addon.column('Email').every((text) => text.startsWith('sample.'))).toBe(true);
  expect(brokenPromises(addon)).toEqual([]);
  addon.sheet.sort(1, true);
  expect(addon.ask('undo', { run: view.id }).afterwards?.undone).toMatchObject({ restored: 8 });
  expect(addon.column('Email')).toEqual(rows.slice(1).map((row) => row[4]));
});

describe('an execution that replaces may end at any service call', () => {
  test('and every value is replaced once, in its row, with the old one in the log', () => {
    const broken: string[] = [];
    let points = 0;
    for (const when of ['beforeCall', 'afterCall'] as const) {
      for (let nth = 1; ; nth++) {
        const addon = new Addon({ rows: mixed(), emulator: { shares: ALL } });
        const run = addon.work(addon.start(EMAIL_ALWAYS));
        addon.clock.advance(300_000);
        let calls = 0;
        addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
        addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
        const killed = addon.execute('work', { run: run.id }).kind === 'killed';
        addon.runtime.hooks[when] = undefined;
        if (!killed) break;
        points++;
        addon.goOn(run.id);
        const place = `${when} ${nth}: `;
        broken.push(...brokenPromises(addon).map((text) => place + text));
        if (addon.column('Email').includes(OLD)) broken.push(`${place}an old value is left`);
        const old = lines(addon, 'written').filter(({ before }) => before === OLD);
        if (old.length !== 2) broken.push(`${place}${old.length} old values in the log`);
      }
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });
});

describe('one cell that refuses keeps no other from being taken back or placed', () => {
  test('Undo restores the others, says what stayed, and logs only what it took out', () => {
    const addon = new Addon({ rows: people(5), emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    const kept = addon.shown()[3]?.[4] ?? '';
    const status = addon.column('Enrichment status')[2];
    addon.sheet.protect('E4', ['boss@sample.example']);
    const { afterwards } = addon.ask('undo', { run: run.id });
    expect(afterwards).toMatchObject({ canUndo: true, undone: { restored: 4, refused: 1 } });
    expect(addon.column('Email')).toEqual(['', '', kept, '', '']);
    expect(addon.column('Enrichment status')).toEqual(['', '', status, '', '']);
    const undone = lines(addon, 'undone').map(({ before }) => before);
    expect(undone).toHaveLength(4);
    expect(undone).not.toContain(kept);
  });

  test('also in the first row, and what stayed can be undone when it is free again', () => {
    const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    addon.sheet.protect('E2', ['boss@sample.example']);
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ refused: 1 });
    addon.sheet.unprotect();
    const { afterwards } = addon.ask('undo', { run: run.id });
    expect(afterwards?.undone).toEqual({ restored: 3, changed: 0, gone: 0, later: 0 });
    expect(addon.column('Email')).toEqual(['', '', '']);
    expect(lines(addon, 'undone')).toHaveLength(3);
  });

  test('Place again places the others, and what has no cell stays on offer', () => {
    const addon = new Addon({ rows: people(4), emulator: { shares: ALL } });
    const run = addon.work(addon.start());
    const rows = addon.shown().slice(2, 4);
    addon.sheet.deleteRows(3, 2);
    const { afterwards } = addon.workToEnd(run);
    expect(afterwards).toMatchObject({ placeable: 2 });
    addon.sheet.put(
      rows.map((row) => row.slice(0, 6)),
      { row: 8, column: 1 },
    );
    addon.sheet.protect('E8', ['boss@sample.example']);
    expect(addon.ask('placeAgain', { run: run.id }).afterwards).toMatchObject({
      placeable: 1,
      placedAgain: { placed: 1, left: 1 },
    });
    expect(addon.shown().map((row) => row[4])[7]).toBe('');
    expect(addon.shown().map((row) => row[4])[8]).toMatch(/^sample\./);
    addon.sheet.unprotect();
    expect(addon.ask('placeAgain', { run: run.id }).afterwards).toMatchObject({
      placeable: 0,
      placedAgain: { left: 0 },
    });
    expect(brokenPromises(addon)).toEqual([]);
  });
});
