// Requests that no sidebar of ours would send: any text, any shape, other people's runs. They are refused whole and change nothing.
import fc from 'fast-check';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import type { Method, Reply } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { ARGUMENTS } from '../../src/rpc/requests';
import { Addon, choose, USER } from '../support/addon';
import { threeKinds } from '../support/people';
import { brokenPromises } from '../support/witness';

const EVE = 'eve@sample.example';
const RUN = 'AAAABBBBCCCC';
const CHOICE = choose({
  sheet: 0,
  headerRow: 1,
  headerMark: '6.abcde',
  mapping: { first_name: 0, phone: null },
  outputs: { title: { column: 2, policy: 'always' }, company: null },
  rows: { kind: 'first', count: 5 },
  limit: 3,
  maximum: 9,
});

const LEADS = {
  vendor: 'leadleap',
  filters: {
    type: 'business',
    words: { country: ['US', 'Canada'] },
    ranges: { employee_count: { from: 5, to: 50 } },
  },
};

/** A request of each method that is right; those that are not named here are about a run. */
const RIGHT: Readonly<Partial<Record<string, unknown>>> = {
  ...{ home: CHOICE, inspect: CHOICE, quote: CHOICE, jump: { sheet: 0, row: 2 } },
  connect: { vendor: 'cleanlist', key: 'clapi_x' },
  ...{ disconnect: { vendor: 'cleanlist' }, accounts: null },
  start: { choice: CHOICE, quote: { id: RUN, digest: 'x' }, pauseWhenUsedUp: true },
  decide: { run: RUN, batch: 1, decision: 'place' },
  ...{ history: null, outcomeRows: { run: RUN, outcome: 'found' }, sample: null },
  previewFix: { choice: CHOICE, kind: 'split_names' },
  applyFix: { choice: CHOICE, kind: 'take_domain', digest: 'x' },
  ...{ undoFix: { sheet: 0 }, schedules: null },
  schedule: { choice: CHOICE, rhythm: { kind: 'daily', hour: 6 }, dailyCredits: { cleanlist: 5 } },
  ...{ resumeSchedule: { id: RUN }, endSchedule: { id: RUN } },
  ...{ settings: null, saveSettings: { keepsLog: true, runLimit: 50 }, deleteAll: null },
  ...{ countLeads: LEADS, findLeads: { ...LEADS, count: 500, more: true } },
  ...{ list: null, workList: null, buyList: { id: RUN, maximum: 5 } },
  makeList: { vendor: 'cleanlist', choice: CHOICE, channels: ['email'] },
  quoteList: { vendor: 'cleanlist', list: 'list_x', channels: ['email', 'phone'] },
  decideList: { id: RUN, decision: 'read' },
  support: { run: RUN, trouble: { code: 'internal', message: 'x' } },
};
/** Methods that may be asked with nothing chosen. */
const OF_WISHES = ['saveSettings', 'support'];
/** Fields of which null says something. */
const NULLABLE = ['mapping', 'outputs'];
/** Fields that may say nothing. */
const EMPTIABLE = [...NULLABLE, 'words', 'ranges'];
/** Fields of any text. */
const TEXTS = /key|digest|headerMark|trouble|words|args,list$/;
const METHODS = Object.keys(ARGUMENTS);
const OF_RUN = METHODS.filter((method) => !(method in RIGHT));

function exampleOf(method: string): unknown {
  return { method, args: method in RIGHT ? RIGHT[method] : { run: RUN } };
}

/** A document with a run in it, and a second user with a key of their own. */
function begun(): { addon: Addon; run: RunView } {
  const shares = { email: 1, phone: 1, failed: 0 };
  const addon = new Addon({
    rows: threeKinds(1),
    emulator: { shares, duration: { min: 30, max: 30 } },
  });
  return { addon, run: addon.start({ channels: ['email', 'phone'] }) };
}

/** Everything that a request could change. */
function everything(addon: Addon): string {
  const { runtime, vendor } = addon;
  const { documents, users, script, triggers } = runtime.dump();
  const { requests, purchases } = vendor.ledger;
  return JSON.stringify([documents, users, script, triggers, shownIn(addon), requests, purchases]);
}

function shownIn({ workbook }: Addon): unknown {
  return workbook.sheets.map((sheet) => [sheet.name, sheet.hidden, sheet.displayed()]);
}

function send(addon: Addon, text: unknown, user = USER): Reply<Method> {
  const result = addon.runtime.execute({ user, fn: 'rpc', args: [text], as: 'rpc' });
  if (result.kind !== 'returned') throw new Error(JSON.stringify(result));
  return JSON.parse(String(result.value)) as Reply<Method>;
}

const { addon: SHARED } = begun();
const BEFORE = everything(SHARED);

/** Why a text was not refused as it should; `null` when it was. */
function notRefused(text: unknown): string | null {
  const reply = send(SHARED, text);
  if (reply.ok || reply.code !== 'bad_request') return JSON.stringify(reply);
  return everything(SHARED) === BEFORE ? null : 'something was changed';
}

type Path = readonly string[];

/** Every place in a value, the outermost first. */
function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...at, key]))];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
}

/** The value as JSON text, with another text at the path. */
function textWith(value: unknown, path: Path, text: string, at: Path = []): string {
  if (at.length === path.length && at.every((key, depth) => key === path[depth])) return text;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => textWith(item, path, text, [...at, String(index)]));
    return `[${items.join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${textWith(item, path, text, [...at, key])}`,
  );
  return `{${fields.join(',')}}`;
}

describe('is refused whole and changes nothing:', () => {
  test('any text, and any JSON', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record({
          method: fc.constantFrom(...METHODS, '__proto__', 'constructor', 'toString'),
          args: fc.anything(),
        })
        .map((request) => JSON.stringify(request) + ' ,'),
      fc.jsonValue().map((value) => JSON.stringify({ method: value, args: null })),
      fc
        .constantFrom('undo_', 'rpc', 'toString', 'deleteEverything')
        .map((method) => JSON.stringify({ method, args: { run: RUN } })),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(notRefused(text)).toBeNull();
      }),
      { numRuns: 80 },
    );
  });

  test('what is no text', () => {
    const values = [
      undefined,
      null,
      7,
      true,
      [],
      {},
      { method: 'home', args: null },
      [['home']],
      NaN,
    ];
    expect(values.map(notRefused).filter((what) => what !== null)).toEqual([]);
  });

  test.each(METHODS)('%s with a wrong value at any place, or with a field too many', (method) => {
    const right = exampleOf(method);
    const wrong = [
      '{}',
      '[]',
      '[[]]',
      'true',
      '-1',
      '0.5',
      '1e308',
      '"x"',
      `"${'y'.repeat(600)}"`,
      '{"run":null}',
      'null',
    ];
    const broken = paths(right).flatMap((path) => {
      const value = valueAt(right, path);
      // What a place may hold: nothing of it is wrong there.
      const isAllowed = (text: string): boolean =>
        text === JSON.stringify(value) ||
        (text === 'null' &&
          (NULLABLE.includes(path[path.length - 2] ?? '') ||
            path[path.length - 1] === 'runLimit' ||
            (path.join() === 'args' && method === 'home'))) ||
        (text === 'true' && typeof value === 'boolean') ||
        // A list without items says as little as an object without fields.
        (['{}', '[]'].includes(text) &&
          (EMPTIABLE.includes(path[path.length - 1] ?? '') ||
            (path.join() === 'args' && OF_WISHES.includes(method)))) ||
        (typeof value === 'string' && TEXTS.test(path.join()) && text === '"x"') ||
        (path.join() === 'args,trouble,message' && text.length < 1_000 && text.startsWith('"y'));
      return wrong.filter((text) => !isAllowed(text)).map((text) => textWith(right, path, text));
    });
    const objects = paths(right).filter((path) => isObject(valueAt(right, path)));
    const more = objects.flatMap((path) =>
      ['__proto__', 'constructor', 'user', 'toString', ''].map((key) => {
        const inside = JSON.stringify(valueAt(right, path)).slice(1);
        const comma = inside === '}' ? '' : ',';
        return textWith(right, path, `{${JSON.stringify(key)}:{"isAdmin":true}${comma}${inside}`);
      }),
    );
    // Each is another text; a few of each kind are enough for one execution each.
    const texts = [...new Set([...broken, ...more])];
    const step = Math.max(1, Math.floor(texts.length / 24));
    const chosen = texts.filter((_, index) => index % step === 0);
    const found = chosen
      .map((text) => [text, notRefused(text)])
      .filter(([, what]) => what !== null);
    expect(chosen.length).toBeGreaterThan(2);
    expect(found).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test.each([
    ['20,001 characters', JSON.stringify({ method: 'connect', args: { key: 'k'.repeat(19_980) } })],
    ['a megabyte', JSON.stringify({ method: 'home', args: 'x'.repeat(1_000_000) })],
    ['ten thousand brackets', '['.repeat(10_000) + ']'.repeat(9_000)],
    [
      'a field ten thousand levels deep',
      `{"method":"home","args":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
    ],
    ['half a character', '{"method":"home","args":"\ud800"}'],
    ['a text that ends in the middle', '{"method":"home","args":nul'],
    ['the same field twice', `{"method":"home","method":"work","args":null}`],
    ['a comment', '{"method":"home",/**/"args":null}'],
  ])('%s', (_, text) => {
    expect(notRefused(text)).toBeNull();
  });
});

test.each([
  ['a date', new Date(0)],
  ['a function', () => 1],
  ['an error', new Error('x')],
  ['a map', { method: new Map() }],
])('%s does not even leave the page', (_, value) => {
  const result = SHARED.runtime.execute({ user: USER, fn: 'rpc', args: [value], as: 'rpc' });
  expect(result).toMatchObject({ kind: 'threw', name: 'TypeError' });
  expect(everything(SHARED)).toBe(BEFORE);
});

test.each([
  'drive',
  'runSlice',
  'googlePorts',
  'App',
  'dispatch',
  'constructor',
  '__proto__',
  'rpc_',
])('the page reaches no function “%s”', (fn) => {
  const result = SHARED.runtime.execute({ user: USER, fn, as: 'rpc' });
  expect(result).toMatchObject({ kind: 'threw', name: 'Exception' });
  expect(everything(SHARED)).toBe(BEFORE);
});

describe('somebody else', () => {
  const decisions = ['place', 'keep', 'send_again', 'leave_out', 'look_again'] as const;
  const stages: Readonly<Record<string, (addon: Addon, run: RunView) => void>> = {
    'that was started': () => undefined,
    'that is under way': (addon, run) => {
      addon.work(run);
    },
    'with a batch in doubt': (addon, run) => {
      addon.vendor.faults.next('submit', 'timeout after');
      addon.work(run);
    },
    'that paused': (addon, run) => {
      addon.vendor.faults.next('submit', '402');
      addon.work(run);
    },
    'whose results nothing ties to contacts': (addon, run) => {
      addon.vendor.faults.nextWorkflow({ items: ['anonymous'], taskIds: 'missing' }, Infinity);
      addon.work(run);
      addon.work(run);
    },
    'that has ended': (addon, run) => {
      addon.workToEnd(run);
    },
  };

  test.each(Object.entries(stages))('changes nothing of a run %s', (_, stage) => {
    const { addon, run } = begun();
    addon.ask('connect', { vendor: 'cleanlist', key: DEMO_KEY }, EVE);
    stage(addon, run);
    addon.clock.advance(60_000);
    addon.ask('home', null, EVE);
    const kept = (): string => {
      const { documents, triggers, users } = addon.runtime.dump();
      const { purchases, requests } = addon.vendor.ledger;
      const { submit, status } = requests;
      return JSON.stringify([
        documents,
        triggers,
        users[USER],
        shownIn(addon),
        purchases,
        submit,
        status,
      ]);
    };
    const before = kept();
    const replies = [
      ...OF_RUN.map((method) =>
        send(addon, JSON.stringify({ method, args: { run: run.id } }), EVE),
      ),
      ...decisions.flatMap((decision) =>
        [1, 2, 3].map((batch) =>
          send(
            addon,
            JSON.stringify({ method: 'decide', args: { run: run.id, batch, decision } }),
            EVE,
          ),
        ),
      ),
    ];
    expect(kept()).toBe(before);
    expect(replies.every((reply) => (reply.ok ? !(reply.value as RunView).mine : true))).toBe(true);
    const end = addon.ask('resume', { run: run.id });
    if (end.callAgainInMs !== null) addon.workToEnd(end);
    expect(brokenPromises(addon)).toEqual([]);
  });
});
