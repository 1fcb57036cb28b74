// What the sidebar may ask, on the built bundle: right and wrong requests, other people's runs, and where a key may never be.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { Choice, Failure, Method, Reply } from '../../src/rpc/contract';
import { Addon, choose, USER } from '../support/addon';
import { people } from '../support/people';
import { states } from '../support/witness';
import { credits } from '../support/credits';

const BOB = 'bob@sample.example';
const ORGANIZATIONS = [
  ...DEMO_ORGANIZATIONS,
  { id: 'org_other', name: 'Other', keys: ['clapi_other_key'], credits: 500 },
  { id: 'org_poor', name: 'Poor', keys: ['clapi_poor_key'], credits: 2 },
];

function fresh(count = 3): Addon {
  return new Addon({
    rows: people(count),
    emulator: { organizations: ORGANIZATIONS, shares: { email: 1, phone: 1, failed: 0 } },
  });
}

/** A request as text, however wrong. */
function raw(addon: Addon, text: unknown): Reply<Method> {
  const result = addon.runtime.execute({ user: USER, fn: 'rpc', args: [text], as: 'rpc' });
  if (result.kind !== 'returned') throw new Error(JSON.stringify(result));
  return JSON.parse(String(result.value)) as Reply<Method>;
}

function codeOf(reply: Reply<Method>): string {
  return reply.ok ? 'ok' : reply.code;
}

const RUN = 'AAAABBBBCCCC';
const CHOICE = choose({});
const WRONG: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['a number', 7],
  ['an object instead of text', { method: 'home', args: null }],
  ['no JSON', '{"method":'],
  ['an array', '[]'],
  ['null', 'null'],
  ['an unknown method', JSON.stringify({ method: 'deleteNothing', args: null })],
  ['a method of every object', JSON.stringify({ method: 'constructor', args: null })],
  ['a prototype', '{"method":"__proto__","args":null}'],
  ['a further field', JSON.stringify({ method: 'home', args: null, user: 'eve' })],
  ['no arguments', JSON.stringify({ method: 'work' })],
  ['21,000 characters', JSON.stringify({ method: 'connect', args: { key: 'k'.repeat(21_000) } })],
  ...Object.entries<unknown>({
    home: { ...CHOICE, channels: ['email', 'phone', 'email'] },
    inspect: { ...CHOICE, channels: ['fax'] },
    jump: { sheet: 0, row: 0 },
    connect: { key: 7 },
    disconnect: {},
    account: {},
    quote: { ...CHOICE, rows: { kind: 'first', count: -1 } },
    previewFix: { choice: { ...CHOICE, channels: [] }, kind: 'split_names' },
    start: { choice: CHOICE, quote: { id: 'short', digest: 'x' }, pauseWhenUsedUp: true },
    work: { run: '../../etc' },
    stop: { run: 12 },
    resume: { run: `${RUN}D` },
    decide: { run: RUN, batch: 1, decision: 'burn' },
    close: null,
  }).map(
    ([method, args]) =>
      [`${method} with wrong arguments`, JSON.stringify({ method, args })] as const,
  ),
];

test.each(WRONG)('%s is refused whole', (_, text) => {
  const reply = raw(fresh(), text) as Failure;
  expect(reply).toMatchObject({ ok: false, code: 'bad_request' });
});

describe.each(['work', 'stop', 'resume', 'close'] as const)('%s', (method) => {
  test('of a run that is not there is refused', () => {
    expect(codeOf(fresh().call(method, { run: RUN }))).toBe('gone');
  });
});

describe("another user's run", () => {
  test('can be seen, but neither stopped, continued, decided about nor closed', () => {
    const addon = fresh();
    const run = addon.start();
    addon.vendor.faults.next('submit', 'timeout before');
    addon.work(run);
    addon.user = BOB;
    expect(addon.home().runs).toMatchObject([{ id: run.id, mine: false, callAgainInMs: null }]);
    for (const method of ['stop', 'resume', 'close'] as const) {
      expect(codeOf(addon.call(method, { run: run.id }))).toBe('not_yours');
    }
    const decision = { run: run.id, batch: 1, decision: 'send_again' } as const;
    expect(codeOf(addon.call('decide', decision))).toBe('not_yours');
    expect(states(addon)).toEqual(['unknown']);
  });

  test('is not driven by a slice of somebody else, key or no key', () => {
    const addon = fresh();
    const run = addon.start();
    addon.user = BOB;
    addon.connect();
    addon.ask('work', { run: run.id });
    expect(states(addon)).toEqual(['created']);
    expect(addon.vendor.ledger.requests.submit).toBe(0);
  });

  test('makes its contacts wait: nobody else buys them', () => {
    const addon = fresh();
    addon.start();
    addon.user = BOB;
    addon.connect('clapi_other_key');
    expect(addon.home().inspection.check?.counts).toMatchObject({ waiting: 3, ready: 0 });
    expect(codeOf(addon.call('quote', CHOICE))).toBe('nothing_to_send');
  });

  test('can be closed by anybody after seven days without its user; its workflow ids go to the log', () => {
    const addon = fresh();
    const run = addon.start();
    addon.work(run);
    addon.user = BOB;
    addon.clock.advance(6 * 86_400_000);
    expect(codeOf(addon.call('close', { run: run.id }))).toBe('not_yours');
    addon.clock.advance(2 * 86_400_000);
    expect(addon.home().runs).toMatchObject([{ closable: true }]);
    const closed = addon.ask('close', { run: run.id });
    expect(closed).toMatchObject({ state: 'closed', leftOut: 3, costs: [{ charged: 3 }] });
    const [line] = addon.log().filter((cells) => cells[3] === 'closed');
    expect(line?.[9]).toMatch(/^public_bulk_/);
    expect(addon.column('Enrichment status')).toEqual(['', '', '']);
  });
});

describe('two users with keys of two organisations', () => {
  test('run side by side, each with their own contacts and key', () => {
    const addon = fresh(4);
    const ada = addon.start({ rows: { kind: 'first', count: 2 } });
    addon.user = BOB;
    addon.connect('clapi_other_key');
    const { id, digest } = addon.quote();
    const request = { choice: CHOICE, quote: { id, digest }, pauseWhenUsedUp: true };
    const bob = addon.ask('start', request);
    let views = [ada, bob];
    for (let turn = 0; turn < 20; turn++) {
      views = views.map((view, index) => {
        addon.user = index === 0 ? USER : BOB;
        return addon.work(view);
      });
    }
    expect(views).toMatchObject([
      { state: 'closed', found: { email: 2 } },
      { state: 'closed', found: { email: 2 } },
    ]);
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
    const keys = addon.vendor.ledger.purchases.map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set([DEMO_KEY, 'clapi_other_key']));
  });
});

describe('a key', () => {
  test.each([
    ['without the prefix', 'sk_live_1234'],
    ['with a line break in it', 'clapi_a\nX-Evil: 1'],
    ['that nobody has', 'clapi_nobody'],
    ['blank', '   '],
  ])('%s is refused', (_, key) => {
    const addon = fresh();
    expect(codeOf(addon.call('connect', { vendor: 'cleanlist', key }))).toBe('key_refused');
    expect(addon.ask('accounts', null)[0]).toMatchObject({ connected: false });
  });

  test('is trimmed, shown by its last four characters, and forgotten on demand', () => {
    const addon = fresh();
    addon.ask('connect', { vendor: 'cleanlist', key: `  ${DEMO_KEY}\n` });
    expect(addon.ask('accounts', null)[0]).toMatchObject({
      connected: true,
      organizationEnd: 'org_demo',
      keyLastFour: '_key',
      balance: 25_000,
    });
    addon.ask('disconnect', { vendor: 'cleanlist' });
    expect(addon.ask('accounts', null)[0]).toMatchObject({ connected: false });
    expect(JSON.stringify([...addon.runtime.userProperties(USER)])).not.toContain('clapi_');
  });

  test('is in no reply, no cell, no document property, no console line and no address', () => {
    const addon = fresh();
    const replies: string[] = [];
    const execute = addon.runtime.execute.bind(addon.runtime);
    addon.runtime.execute = (call) => {
      const result = execute(call);
      replies.push(JSON.stringify(result));
      return result;
    };
    const addresses: string[] = [];
    addon.runtime.hooks.beforeCall = (call) => {
      if (call.service === 'UrlFetchApp') addresses.push(String(call.args[0]));
      return undefined;
    };
    for (const fault of ['401', '500', '422'] as const) addon.vendor.faults.next('submit', fault);
    const run = addon.start();
    addon.work(run);
    addon.ask('resume', { run: run.id });
    addon.work(run);
    addon.home();
    const everything = [
      ...replies,
      ...addresses,
      JSON.stringify(addon.workbook.toJSON()),
      JSON.stringify([...addon.runtime.properties.document]),
      JSON.stringify(addon.runtime.logs),
    ];
    expect(replies.length).toBeGreaterThan(5);
    expect(everything.filter((text) => text.includes(DEMO_KEY))).toEqual([]);
  });
});

test('document properties hold no name, no e-mail and no phone', () => {
  const addon = fresh();
  const run = addon.start({ channels: ['email', 'phone'] });
  const seen: string[] = [];
  for (let turn = 0; turn < 12; turn++) {
    seen.push(JSON.stringify([...addon.runtime.properties.document]));
    addon.work(run);
  }
  const words = people(3)
    .slice(1)
    .flat()
    .filter((word) => word !== '');
  const shown = [...words, '@firm', '+1'];
  expect(shown.filter((word) => seen.some((text) => text.includes(word)))).toEqual([]);
});

describe('the first look', () => {
  test('needs no key, writes no cell and asks the vendor nothing', () => {
    const addon = fresh();
    const before = JSON.stringify(addon.workbook.toJSON());
    const home = addon.home();
    expect(home.inspection.check?.contacts).toMatchObject({ total: 3, partial: 3 });
    expect(home.accounts[0]).toMatchObject({ connected: false });
    addon.ask('inspect', choose({ channels: ['phone'] }));
    expect(JSON.stringify(addon.workbook.toJSON())).toBe(before);
    expect(addon.vendor.ledger.requests).toMatchObject({ submit: 0, status: 0, balance: 0 });
  });

  test.each<[string, readonly (readonly string[])[], string]>([
    ['an empty sheet', [], 'empty'],
    [
      'a sheet without headers',
      [
        ['Ada', 'Lovelace', 'a.example'],
        ['Al', 'Turing', 'b.example'],
      ],
      'no_header',
    ],
    [
      'a sheet without names',
      [
        ['Email', 'Phone'],
        ['ada@firm.example', '+49 30 901820'],
      ],
      'no_identity',
    ],
  ])('at %s says what is wrong, and how many rows there are', (_, rows, code) => {
    const addon = new Addon({ rows });
    const { problem, check, sheet } = addon.home().inspection;
    expect(problem).toMatchObject({ code });
    expect(sheet.rows).toBe(code === 'no_identity' ? 1 : rows.length);
    expect(problem?.message).toMatch(/\.$/);
    expect(check).toBeNull();
  });

  test('at the log says that no contacts are enriched there', () => {
    const addon = fresh();
    addon.start();
    const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    addon.workbook.activeSheetId = log?.id ?? -1;
    expect(addon.home().inspection.problem).toMatchObject({ code: 'not_a_contact_sheet' });
  });

  test('jumps to a row, and says when it is gone', () => {
    const addon = fresh();
    expect(addon.call('jump', { sheet: addon.sheet.id, row: 3 })).toEqual({
      ok: true,
      value: null,
    });
    expect(addon.workbook.selection.areas).toEqual(['A3']);
    expect(codeOf(addon.call('jump', { sheet: addon.sheet.id, row: 1_000_000 }))).toBe('changed');
    expect(codeOf(addon.call('jump', { sheet: 999, row: 3 }))).toBe('changed');
  });
});

describe('the start', () => {
  function quoted(
    addon: Addon,
    choice: Partial<Choice> = {},
  ): Parameters<typeof addon.call<'start'>>[1] {
    addon.connect();
    const { id, digest } = addon.quote(choice);
    return { choice: choose(choice), quote: { id, digest }, pauseWhenUsedUp: true };
  }

  test('of one confirm makes one run, however often it is clicked', () => {
    const addon = fresh();
    const request = quoted(addon);
    const first = addon.ask('start', request);
    const second = addon.ask('start', request);
    expect(second.id).toBe(first.id);
    expect(states(addon)).toEqual(['created']);
    addon.workToEnd(second);
    addon.ask('start', request);
    expect(addon.vendor.ledger.requests.submit).toBe(1);
  });

  test('in a second tab, while the first one starts, waits and then makes nothing', () => {
    const addon = fresh();
    const request = quoted(addon);
    let inner: Reply<'start'> | null = null;
    addon.runtime.hooks.beforeCall = (call) => {
      if (call.method !== 'Properties.setProperties' || inner !== null) return undefined;
      inner = { ok: false, code: 'internal', message: '' };
      inner = addon.call('start', request);
      return undefined;
    };
    addon.ask('start', request);
    expect(inner).toMatchObject({ ok: false, code: 'busy' });
    expect(states(addon)).toEqual(['created']);
  });

  test('of two confirms of the same rows makes one run', () => {
    const addon = fresh();
    const one = quoted(addon);
    const two = quoted(addon);
    addon.ask('start', one);
    const reply = addon.call('start', two);
    expect(codeOf(reply)).toBe('changed');
    expect(states(addon)).toEqual(['created']);
  });

  test.each<[string, (addon: Addon) => void]>([
    [
      'a contact was added',
      ({ sheet }) => {
        sheet.put([people(9)[9] ?? []], { row: 5, column: 1 });
      },
    ],
    [
      'a contact was removed',
      ({ sheet }) => {
        sheet.deleteRows(2);
      },
    ],
    [
      'an e-mail was filled',
      ({ sheet }) => {
        sheet.type(2, 5, 'own@home.example');
      },
    ],
    [
      'a name was edited',
      ({ sheet }) => {
        sheet.type(2, 1, 'Zora');
      },
    ],
    [
      'a column was inserted',
      ({ sheet }) => {
        sheet.insertColumns(1);
      },
    ],
    [
      'rows were sorted',
      ({ sheet }) => {
        sheet.sort(1, false);
      },
    ],
  ])('after %s since the confirm makes nothing', (_, change) => {
    const addon = fresh();
    const request = quoted(addon);
    change(addon);
    expect(codeOf(addon.call('start', request))).toBe('changed');
    expect(states(addon)).toEqual([]);
    expect(addon.runtime.triggers()).toEqual([]);
  });

  test('with another price than the confirmed one makes nothing', () => {
    const addon = fresh();
    const request = quoted(addon);
    const wider = { ...request, choice: choose({ channels: ['email', 'phone'] }) };
    expect(codeOf(addon.call('start', wider))).toBe('changed');
  });

  test('with a balance that fell below the maximum asks anew', () => {
    const addon = fresh();
    const request = { ...quoted(addon), pauseWhenUsedUp: false };
    addon.vendor.setBalance('org_demo', 2);
    expect(codeOf(addon.call('start', request))).toBe('out_of_credits');
    expect(states(addon)).toEqual([]);
    expect(codeOf(addon.call('start', { ...request, pauseWhenUsedUp: true }))).toBe('ok');
  });

  test('without a key is refused', () => {
    const addon = fresh();
    const request = quoted(addon);
    addon.ask('disconnect', { vendor: 'cleanlist' });
    expect(codeOf(addon.call('start', request))).toBe('no_key');
    expect(codeOf(addon.call('quote', CHOICE))).toBe('no_key');
  });

  test.each(['refused', 'null', 'throws'] as const)('without a lock (%s) makes nothing', (lock) => {
    const addon = fresh();
    const request = quoted(addon);
    addon.runtime.faults.conditions.documentLock = lock;
    expect(codeOf(addon.call('start', request))).toBe('busy');
    expect(states(addon)).toEqual([]);
  });

  test('says how many the balance covers at worst, and sends just those on demand', () => {
    const addon = fresh();
    addon.ask('connect', { vendor: 'cleanlist', key: 'clapi_poor_key' });
    const quote = addon.quote();
    expect(quote).toMatchObject({
      maximumCredits: credits(3),
      balances: credits(2),
      balancesAfterAtWorst: credits(0),
      affordable: 2,
    });
    const limited = addon.quote({ limit: 2 });
    expect(limited).toMatchObject({
      maximumCredits: credits(2),
      affordable: null,
      contacts: { total: 2 },
    });
  });
});
