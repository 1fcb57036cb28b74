// What each answer to a purchase makes of the batch and the run, what the user reads, and how it goes on: the ledger is
// the witness that nothing is bought twice. Every other named fault is tried in test/disturbed, for every vendor.
import type { Fault, FaultName } from '../../local/vendors/fault';
import { DEMO_KEY } from '../../local/vendors/leadleap/demo';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { people, threeKinds } from '../support/people';
import { lines, states } from '../support/witness';
import { begin, decide, EMULATOR, faultsOf, letPass, tamper, tamperBody } from './vendor-story';

/** In the answer's place: whatever the vendor did is done. */
type Answer = FaultName | Fault | { readonly status: number; readonly body: string };

const PAGE = '<!doctype html><html><body><h1>Bad gateway</h1></body></html>';
const LONG = { channels: ['email', 'phone'] as const };
/** Two contacts for each of three batches. */
const ROWS = threeKinds(2);

function answered(answer: Answer): { story: ReturnType<typeof begin>; view: RunView } {
  const story = begin(ROWS, LONG);
  const { addon, run } = story;
  let posts = 0;
  if (typeof answer === 'object' && 'body' in answer) {
    // The second of three batches: half-way.
    tamper(addon, 'submit', (real) =>
      ++posts === 2 ? { ...answer, headers: { 'content-type': 'text/html' } } : real,
    );
  } else {
    addon.runtime.hooks.beforeCall = ({ method, args }) => {
      const isPost = method === 'UrlFetchApp.fetch' && String(args[0]).endsWith('/enrich/bulk');
      if (isPost && ++posts === 2) addon.vendor.faults.next('submit', answer);
      return undefined;
    };
  }
  return { story, view: addon.work(run) };
}

const NO_HARM = /Nothing more (?:was|is) sent/;

const PAUSES: readonly (readonly [string, Answer, 'key' | 'credits', RegExp])[] = [
  ['401', '401', 'key', /does not accept the key.*Not authenticated/],
  ['403 feature_gated', '403', 'key', /plan includes API access/],
  ['403 of another sort', code(403, 'insufficient_scope'), 'key', /does not allow this key/],
  ['403 list_protected', code(403, 'list_protected'), 'key', /does not allow this key/],
  ['403 as a web page', { kind: 'status', status: 403, as: 'html' }, 'key', /HTTP 403/],
  ['402', '402', 'credits', /credits are used up.*Top up/],
  ['400 insufficient_credits', '400 insufficient_credits', 'credits', /credits are used up/],
  ['400 spend_cap_exceeded', code(400, 'spend_cap_exceeded'), 'credits', /credits are used up/],
  ['500 insufficient_credits', '500 insufficient_credits', 'credits', /credits are used up/],
  ['429 CREDITS_EXHAUSTED', code(429, 'CREDITS_EXHAUSTED'), 'credits', /credits are used up/],
];

function code(status: number, word: string): Fault {
  return { kind: 'status', status, as: 'code', code: word };
}

describe('a purchase half-way that is refused for the key or the credits', () => {
  test.each(PAUSES)('%s: pauses the run, says why, and goes on', (name, answer, reason, words) => {
    const {
      story: { addon },
      view,
    } = answered(answer);
    expect(states(addon)).toEqual(['submitted', 'created', 'created']);
    expect(view).toMatchObject({ state: 'paused', pause: { reason } });
    expect(view.pause?.message).toMatch(words);
    expect(view.pause?.message).toMatch(NO_HARM);
    const later = letPass(addon, view, 60, 1);
    expect(addon.vendor.ledger.requests.submit).toBe(2);
    // What was bought is collected, unless it is the key itself that is refused.
    const isOfPurchases = ['403 feature_gated', '403 of another sort'].includes(name);
    expect(later.found.email).toBe(reason === 'credits' || isOfPurchases ? 2 : 0);
    expect(later.next).toMatch(/Paused until you continue/);
    expect(faultsOf(addon, later)).toEqual([]);
    const end = letPass(addon, addon.ask('resume', { run: view.id }), 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 4, phone: 4 } });
    expect(faultsOf(addon, end)).toEqual([]);
  });
});

describe('a purchase at LeadLeap that its key or its plan does not allow', () => {
  const RIGHT =
    'The key lacks a right for it. Make a key that has it at LeadLeap, under Settings → API Keys,';
  const PLAN =
    'Your plan there does not cover it. Check at https://leadleap.net that your plan includes';

  test.each([
    ['a right of the key', RIGHT, { scopes: { [DEMO_KEY]: ['account:read'] } }],
    ['the plan', PLAN, {}],
  ] as const)('for %s says what to do about it', (_, advice, options) => {
    const addon = new Addon({
      rows: [['Email'], ['ann.lee@firm.example']],
      emulators: { leadleap: options },
    });
    const run = addon.start({
      ...{ operation: 'validate', channels: ['validity'] },
      route: { validity: ['leadleap'] },
    });
    if (advice === PLAN) addon.vendors.leadleap.faults.next('submit', '403');
    const view = addon.work(run);
    expect(view).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
    expect(view.pause?.message).toContain(`LeadLeap does not allow this key to do that. ${advice}`);
    expect(view.pause?.message).toMatch(NO_HARM);
  });
});

describe('a purchase at Enrich with a key that works no more', () => {
  test.each([
    ['disabled', /^Enrich does not accept the key any more: connect a valid one\./],
    ['orphaned', /^Enrich does not allow this key to do that\. Check at https:\/\/app\.enrich\.so/],
  ] as const)(
    'as it is %s pauses the run and says so, also where it is connected',
    (state, words) => {
      const addon = new Addon({ rows: people(2), emulators: { enrich: {} } });
      const { enrich } = addon.vendors;
      const run = addon.start({ route: { email: ['enrich'] } });
      enrich.keyStates.set(enrich.demoKey, state);
      const view = addon.work(run);
      expect(view).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
      expect(view.pause?.message).toMatch(words);
      expect(view.pause?.message).toMatch(NO_HARM);
      expect(enrich.ledger.purchases).toEqual([]);
      const refused = addon.call('connect', { vendor: 'enrich', key: enrich.demoKey });
      expect(refused).toMatchObject({
        code: 'key_refused',
        message: expect.stringMatching(
          /It said: (API key is disabled|The organization .* exists)/,
        ) as string,
      });
      enrich.keyStates.clear();
      expect(addon.goOn(addon.ask('resume', { run: run.id }).id)).toMatchObject({
        state: 'closed',
      });
    },
  );
});

const LOST: readonly (readonly [string, Answer, boolean])[] = [
  ['timeout after', 'timeout after', true],
  ['slower than anybody waits', { kind: 'slow', elapsedMs: 90_000 }, true],
  ['500 page', { kind: 'status', status: 500, as: 'html' }, false],
  ['302', { kind: 'status', status: 302 }, false],
  ['405', { kind: 'status', status: 405 }, false],
  ['409', { kind: 'status', status: 409 }, false],
  ['200 and a web page', { status: 200, body: PAGE }, true],
  ['200 and nothing', { status: 200, body: '' }, true],
  ['200 and null', { status: 200, body: 'null' }, true],
  ['200 and a list', { status: 200, body: '[{"workflow_id":"w"}]' }, true],
  ['200 without an id', { status: 200, body: '{"status":"processing"}' }, true],
  ['200 and an id that is no text', { status: 200, body: '{"workflow_id":{"a":1}}' }, true],
  ['200 and an id of two lines', { status: 200, body: '{"workflow_id":"a\\nb"}' }, true],
  ['200 and a huge id', { status: 200, body: `{"workflow_id":"${'x'.repeat(60_000)}"}` }, true],
  ['200 and a prototype’s id', { status: 200, body: '{"__proto__":{"workflow_id":"w"}}' }, true],
  ['200 and an error', { status: 200, body: '{"error":"no","request_id":"r"}' }, true],
  ['200 and 100,000 levels', { status: 200, body: '['.repeat(1e5) + ']'.repeat(1e5) }, true],
  ['204', { status: 204, body: '' }, true],
];

describe('a purchase of which nobody knows whether it was made', () => {
  test.each(LOST)('%s: is shown, never repeated, and left to a person', (_, answer, isSold) => {
    const {
      story: { addon },
      view,
    } = answered(answer);
    expect(states(addon)).toEqual(['submitted', 'unknown', 'created']);
    const sold = addon.vendor.ledger.purchases.length;
    expect(sold > 4).toBe(isSold);
    const later = letPass(addon, view, 60, 1);
    // The others went on: a free read came first.
    expect(later).toMatchObject({ state: 'waiting', next: 'Waits for your decision.' });
    expect(later.attention).toMatchObject([
      { number: 2, state: 'unknown', decisions: ['send_again', 'leave_out'] },
    ]);
    expect(later.attention[0]?.message).toMatch(/may have been bought/);
    expect(addon.vendor.ledger.requests.submit).toBe(3);
    expect(faultsOf(addon, later)).toEqual([]);
    const end = letPass(addon, decide(addon, later, 'leave_out'), 60, 1);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2 });
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  });
});

describe('a purchase that comes too fast', () => {
  test.each([
    ['in seconds', '429 seconds'],
    ['as a web page', { kind: 'status', status: 429, as: 'html' }],
    ['for a day', { kind: 'status', status: 429, retryAfter: { seconds: 9e6, as: 'seconds' } }],
    ['for no time', { kind: 'status', status: 429, retryAfter: { seconds: 0, as: 'seconds' } }],
  ] as const)('%s: waits, and goes on by itself', (_, answer) => {
    const {
      story: { addon },
      view,
    } = answered(answer);
    expect(states(addon)).toEqual(['submitted', 'created', 'created']);
    expect(view).toMatchObject({ state: 'open', pause: null });
    expect(faultsOf(addon, view)).toEqual([]);
    const end = letPass(addon, view, 60, 3);
    expect(end).toMatchObject({ state: 'closed', found: { email: 4, phone: 4 } });
    expect(addon.vendor.ledger.requests.submit).toBe(4);
    expect(faultsOf(addon, end)).toEqual([]);
  });
});

describe('a purchase that is declined', () => {
  test.each<[string, Answer]>([
    ['400', '400'],
    ['400 as a web page', { kind: 'status', status: 400, as: 'html' }],
    ['422 naming one who was not sent', { kind: 'bad_contact', index: 99 }],
  ])('%s: lists its contacts, costs nothing, and the next batch goes', (_, answer) => {
    const {
      story: { addon },
      view,
    } = answered(answer);
    const end = letPass(addon, view, 60, 1);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2 });
    expect(lines(addon, 'refused')).toHaveLength(2);
    const failed = addon.column('Enrichment status').filter((text) => text.startsWith('Failed'));
    expect(failed).toHaveLength(2);
    expect(addon.vendor.ledger.requests.submit).toBe(3);
    expect(faultsOf(addon, end)).toEqual([]);
  });
});

describe('a purchase of which the vendor names contacts', () => {
  test('that it cannot take goes again without them, and says so in their rows', () => {
    const { addon, run } = begin(4);
    addon.vendor.faults.next('submit', { kind: 'bad_contact', index: 1 });
    addon.vendor.faults.next('submit', { kind: 'bad_contact', index: 2 });
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', incomplete: 2, found: { email: 2 }, done: 4 });
    const status = addon.column('Enrichment status');
    const words = 'Incomplete: This contact cannot be enriched';
    expect([status[1], status[3]]).toEqual([words, words]);
    expect(lines(addon, 'incomplete').map(({ row }) => row)).toEqual(['3', '5']);
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('all at once goes again once', () => {
    const emulator = { ...EMULATOR, namesAllBadContacts: true };
    // Longer than the vendor takes a company to be.
    const rows = people(6).map((row, index) =>
      [1, 3, 5].includes(index) ? row.with(2, 'x'.repeat(201)) : row,
    );
    const { addon, run } = begin(rows, {}, emulator);
    const end = letPass(addon, letPass(addon, run, 60, 1), 60, 1);
    expect(addon.vendor.ledger.requests.submit).toBe(2);
    expect(lines(addon, 'incomplete')).toHaveLength(3);
    expect(end).toMatchObject({ state: 'closed', incomplete: 3, found: { email: 3 } });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('one at a time, ten of them, goes in the end', () => {
    const { addon, run } = begin(14);
    addon.vendor.faults.next('submit', '422 contact', 10);
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', incomplete: 10, found: { email: 4 } });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('one at a time, more than ten, is refused and costs nothing', () => {
    const { addon, run } = begin(14);
    addon.vendor.faults.next('submit', '422 contact', 20);
    const end = letPass(addon, run, 60, 1);
    expect(addon.vendor.ledger.requests.submit).toBe(11);
    expect(end).toMatchObject({ state: 'closed', incomplete: 11, leftOut: 3, done: 14 });
    expect(addon.vendor.ledger.purchases).toEqual([]);
  });

  test('and there is no other is refused', () => {
    const { addon, run } = begin(1);
    addon.vendor.faults.next('submit', '422 contact');
    expect(letPass(addon, run, 60, 1)).toMatchObject({ state: 'closed', incomplete: 1, done: 1 });
  });
});

describe('the task ids of a purchase', () => {
  const bad: readonly (readonly [string, unknown])[] = [
    ['missing', undefined],
    ['null', null],
    ['no list', { 0: 'a', length: 3 }],
    ['numbers', [1, 2, 3]],
    ['too few', ['a', 'b']],
    ['too many', ['a', 'b', 'c', 'd']],
    ['one twice', ['a', 'b', 'a']],
    ['of other tasks', ['a', 'b', 'c']],
    ['250,000', Array.from({ length: 250_000 }, (_none, index) => `t${index}`)],
  ];
  test.each(bad)('%s: results are tied by name', (_, ids) => {
    const { addon, run } = begin(3);
    tamperBody(addon, 'submit', (body) => ({ ...body, task_ids: ids }));
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 }, unplaced: 0 });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('in another order than the contacts put no value into another row', () => {
    const headers = ['LinkedIn', 'First name', 'Last name', 'Website'];
    const rows = ['ada-lovelace', 'grace-hopper', 'joan-clarke', 'x9'].map((slug) => [
      `https://www.linkedin.com/in/${slug}`,
      ...['', '', ''],
    ]);
    const { addon, run } = begin([headers, ...rows]);
    addon.vendor.faults.nextWorkflow({ taskIds: 'reordered' });
    const view = letPass(addon, run, 60, 1);
    expect(view.attention).toMatchObject([{ state: 'held' }]);
    expect(lines(addon, 'unplaced')).toHaveLength(4);
    expect(faultsOf(addon, view)).toEqual([]);
  });

  describe('beside a namesake who is known by a company', () => {
    const headers = ['LinkedIn', 'First name', 'Last name', 'Website'];
    const profile = (slug: string): string[] => [`https://www.linkedin.com/in/${slug}`, '', '', ''];
    const rows = [
      headers,
      ['', 'Ada', 'Lovelace', 'engines.example'],
      profile('ada-lovelace'),
      profile('x9'),
    ];

    test('are what rows with profiles alone go by', () => {
      const { addon, run } = begin(rows);
      const end = letPass(addon, run, 60, 1);
      expect(end).toMatchObject({ state: 'closed', found: { email: 3 }, unplaced: 0 });
      expect(faultsOf(addon, end)).toEqual([]);
    });

    test('say nothing in another order', () => {
      const { addon, run } = begin(rows);
      addon.vendor.faults.nextWorkflow({ taskIds: 'reordered' });
      const end = letPass(addon, run, 60, 1);
      expect(end).toMatchObject({ found: { email: 1 }, unplaced: 2 });
      expect(faultsOf(addon, end)).toEqual([]);
    });
  });

  test('in the order of the contacts are what rows with profiles alone go by', () => {
    const headers = ['LinkedIn', 'First name', 'Last name', 'Website'];
    const rows = ['ada-lovelace', 'grace-hopper', 'joan-clarke', 'x9'].map((slug) => [
      `https://www.linkedin.com/in/${slug}`,
      ...['', '', ''],
    ]);
    const { addon, run } = begin([headers, ...rows]);
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 4 }, unplaced: 0 });
    expect(faultsOf(addon, end)).toEqual([]);
  });
});
