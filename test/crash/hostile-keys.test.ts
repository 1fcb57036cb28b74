// The API key goes to the vendor and nowhere else: not when everything fails, not when the vendor or Google says it back.
import { FAULTS } from '../../local/vendors/fault';
import type { EmulatorId } from '../../local/vendors/emulators';
import type { HttpAnswer } from '../../local/vendors/http';
import type { Choice } from '../../src/rpc/contract';
import { Addon, choose, USER } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { people } from '../support/people';

/** With everything that a key may hold and a URL must escape. */
const KEY = "clapi_S3cretHead/+=&%!$'(*),;:?@[~.T41lEnd";
/** Parts that must not be seen either; the last four characters may. */
const PARTS = ['S3cretHead', 'T41lEnd', '41lEnd'];
const ORGANIZATIONS = [{ id: 'org_demo', name: 'Demo', keys: [KEY], credits: 10_000 }];
const ENCODED = encodeURIComponent(KEY);
const ECHOES = [
  `Unknown key ${KEY}.`,
  `Bearer ${KEY} is not allowed`,
  `bad token "${KEY}", sorry`,
  `https://api.cleanlist.ai/x?key=${ENCODED}&y=1`,
  `key=${ENCODED.replace('_', '%5F')}`,
  `{"authorization":"Bearer ${KEY}"}`,
  `<b>${KEY}</b>`,
  KEY,
];

/** A document that is looked through after each execution; `seen` says where the key, or a part of it, is to be seen. */
function watched(): { addon: Addon; seen: () => string[] } {
  const shares = { email: 1, phone: 1, failed: 0 };
  const addon = new Addon({
    rows: people(40),
    emulator: { shares, organizations: ORGANIZATIONS, duration: { min: 30, max: 30 } },
  });
  return { addon, seen: watch(addon, PARTS) };
}

/** Says where any of the parts is to be seen, from now on. */
function watch({ runtime, workbook }: Addon, parts: readonly string[]): () => string[] {
  const found: string[] = [];
  const look = (place: string, text: string): void => {
    for (const part of parts) {
      const at = text.indexOf(part);
      if (at >= 0) found.push(`${place}: …${text.slice(Math.max(0, at - 120), at + part.length)}`);
    }
  };
  const execute = runtime.execute.bind(runtime);
  runtime.execute = (call) => {
    const result = execute(call);
    look(`${call.fn} said`, JSON.stringify(result));
    look('document properties', JSON.stringify([...runtime.properties.document]));
    return result;
  };
  runtime.hooks.beforeCall = ({ service, args }) => {
    if (service === 'UrlFetchApp') look('an address', addressesIn(args).join());
    return undefined;
  };
  return () => {
    look('a cell', JSON.stringify(workbook.sheets.map((sheet) => sheet.displayed())));
    look('console lines', JSON.stringify(runtime.logs));
    look('a toast', JSON.stringify(runtime.ui.toasts));
    look('script properties', JSON.stringify([...runtime.properties.script]));
    return [...new Set(found)];
  };
}

function addressesIn(args: readonly unknown[]): string[] {
  const [first] = args;
  return Array.isArray(first)
    ? (first as { url: string }[]).map(({ url }) => url)
    : [String(first)];
}

/** A whole story: connect, confirm, start, slices, the menu, the trigger; whatever fails, fails. */
function live(addon: Addon): void {
  const rows = { kind: 'first', count: 2 } as const;
  const choice = choose({ channels: ['email', 'phone'], sheet: addon.sheet.id, rows });
  addon.execute('home', null);
  const quote = addon.call('quote', choice);
  if (quote.ok) {
    const { id, digest } = quote.value;
    addon.execute('start', { choice, quote: { id, digest }, pauseWhenUsedUp: false });
    addon.execute('start', { choice, quote: { id, digest }, pauseWhenUsedUp: true });
    for (let slice = 0; slice < 3; slice++) {
      addon.clock.advance(60_000);
      addon.execute('work', { run: id });
      addon.runtime.execute({ user: USER, fn: 'getResultsNow', as: 'menu' });
      addon.execute('resume', { run: id });
      addon.execute('decide', { run: id, batch: 1, decision: 'send_again' });
    }
    addon.clock.advance(3_600_000);
    addon.runtime.runDueTriggers();
    addon.execute('stop', { run: id });
    addon.execute('work', { run: id });
  }
  addon.execute('accounts', null);
  addon.execute('home', null);
}

test.each(['submit', 'status', 'balance', 'validate'] as const)(
  'with every fault of the vendor, one after another, at each %s',
  (endpoint) => {
    const { addon, seen } = watched();
    addon.connect(KEY);
    const names = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
    for (const name of names) addon.vendor.faults.next(endpoint, name);
    if (endpoint === 'validate') {
      names.forEach(() => addon.execute('connect', { vendor: 'cleanlist', key: KEY }));
    }
    const turns = endpoint === 'submit' ? 6 : 2;
    for (let turn = 0; turn < turns; turn++) live(addon);
    expect(addon.vendor.ledger.requests[endpoint]).toBeGreaterThan(6);
    expect(seen()).toEqual([]);
  },
);

test.each([200, 400, 401, 402, 403, 422, 429, 500])(
  'when the vendor answers with %i and the key in its words and headers',
  (status) => {
    const { addon, seen } = watched();
    addon.connect(KEY);
    const handle = addon.vendor.handle.bind(addon.vendor);
    let calls = 0;
    addon.vendor.handle = (request, now) => {
      const answer = handle(request, now);
      const words = ECHOES[calls++ % ECHOES.length] ?? '';
      // Of errors one in three is left out, so that the story gets somewhere.
      const isLeft = 'error' in answer || (status !== 200 && calls % 3 === 0);
      return isLeft ? answer : echoing(answer, status, words);
    };
    live(addon);
    expect(calls).toBeGreaterThan(2);
    expect(seen()).toEqual([]);
  },
);

/** The key in every place where a vendor could put words. */
function echoing(answer: HttpAnswer, status: number, words: string): HttpAnswer {
  const headers = { ...answer.headers, 'x-echo': words, 'retry-after': words, location: words };
  if (status !== 200) {
    const shapes = [
      { detail: words },
      { error: { code: words, problem: words, fix: words } },
      { detail: [{ loc: ['body', 'contacts', 0, words], msg: words }] },
      { message: words },
      words,
    ];
    const shape = shapes[words.length % shapes.length];
    return {
      ...answer,
      status,
      headers,
      body: typeof shape === 'string' ? shape : JSON.stringify(shape),
    };
  }
  const body = JSON.parse(answer.body) as { results?: Record<string, unknown>[] };
  const results = body.results?.map((item, index) => ({
    ...item,
    primary_email_status: words,
    personal_phone_numbers: [{ number: '+1 555 0100', type: words }],
    ...(index % 2 === 0 ? { error: words, primary_email: null, personal_phone_numbers: [] } : {}),
  }));
  const more = results === undefined ? {} : { results };
  return { ...answer, headers, body: JSON.stringify({ ...body, message: words, ...more }) };
}

test.each([0, 1, 2])('when Google says it in what it throws (%i)', (from) => {
  const { addon, seen } = watched();
  addon.connect(KEY);
  ['UrlFetchApp.fetch', 'UrlFetchApp.fetchAll'].forEach((method, second) => {
    for (const nth of [2, 4, 5]) {
      const message = ECHOES[(from * 3 + nth + second) % ECHOES.length] ?? '';
      addon.runtime.faults.add({ method, nth, message });
    }
  });
  live(addon);
  expect(seen()).toEqual([]);
});

test('of a wrong form is refused without being said', () => {
  const { addon, seen } = watched();
  for (const key of [`sk_${KEY}`, `${KEY}\nX-Evil: 1`, `clapi_ ${KEY}`])
    addon.execute('connect', { vendor: 'cleanlist', key });
  expect(addon.ask('accounts', null)[0]).toMatchObject({ connected: false });
  expect(seen()).toEqual([]);
  expect(addon.vendor.ledger.requests.validate).toBe(0);
});

describe('however a vendor spells it, it is seen nowhere', () => {
  const CHOICES: Readonly<Record<EmulatorId, Partial<Choice>>> = {
    cleanlist: {},
    enrich: VALIDATE,
    leadleap: { ...VALIDATE, route: { validity: ['leadleap'] } },
  };
  const each = (key: string, spell: (hex: string) => string): string =>
    Array.from(key, (character) => spell(character.charCodeAt(0).toString(16))).join('');
  const SPELLINGS: Readonly<Record<string, (key: string) => string>> = {
    'after an escaped space': (key) => `authorization=Bearer%20${key}`,
    'after one that is escaped twice': (key) => `x-api-key:%2520${key}`,
    'after a letter': (key) => `header7${key}`,
    'as a URL may escape it': (key) => each(key, (hex) => `%${hex.toUpperCase()}`),
    'as a URL in a URL': (key) => each(key, (hex) => `%25${hex}`),
    'as JSON may escape it': (key) => each(key, (hex) => `\\u00${hex}`),
    'as a page may escape it': (key) => each(key, (hex) => `&#x${hex};`),
    'in base64': (key) => `Basic ${btoa(`:${key}`)}`,
  };

  const OTHERS = [200, 401, 422, 500];

  /** Words wherever an answer could have them: an error of any shape; beside the results of one that is none. */
  function saying(answer: HttpAnswer, status: number, words: string): HttpAnswer {
    if (status === 200) {
      const within = (value: unknown, depth: number): unknown => {
        if (Array.isArray(value)) return value.map((one) => within(one, depth + 1));
        if (typeof value !== 'object' || value === null) return value;
        const own = Object.entries(value).map(([name, one]) => [name, within(one, depth + 1)]);
        const said = depth === 0 ? {} : { error: words, message: words, reason: words };
        return { ...(Object.fromEntries(own) as object), ...said };
      };
      return { ...answer, body: JSON.stringify(within(JSON.parse(answer.body), 0)) };
    }
    const error = { code: 'BAD_REQUEST', message: words, status };
    const body = JSON.stringify({ data: null, error, detail: words, title: words, status });
    return { ...answer, status, body };
  }

  test.each(
    (['cleanlist', 'enrich', 'leadleap'] as const).flatMap((id, first) =>
      Object.keys(SPELLINGS).map((how, at) => [id, how, OTHERS[(first + at) % 4] ?? 0] as const),
    ),
  )('%s, %s, in a 400 and a %i', (id, how, other) => {
    for (const status of [400, other]) {
      const rows = [...people(2)].map((row, at) => [
        ...row,
        at === 0 ? 'Email' : `a${at}@b.example`,
      ]);
      const addon = new Addon({ rows: id === 'cleanlist' ? people(2) : rows });
      const vendor = addon.vendors[id];
      const spelled = SPELLINGS[how]?.(vendor.demoKey) ?? '';
      const tail = spelled.slice(-12);
      const parts = [vendor.demoKey.slice(3), tail, JSON.stringify(tail).slice(1, -1)];
      const seen = watch(addon, parts);
      const run = addon.start(CHOICES[id]);
      const handle = vendor.handle.bind(vendor);
      let said = 0;
      vendor.handle = (request, now) => {
        const answer = handle(request, now);
        if ('error' in answer || /balance|usage|validate-key|credits/.test(request.url))
          return answer;
        said++;
        return saying(answer, status, `Cannot read ${spelled}`);
      };
      for (let slice = 0; slice < 4; slice++) {
        addon.clock.advance(60_000);
        addon.execute('work', { run: run.id });
      }
      addon.execute('support', { run: run.id });
      addon.execute('connect', { vendor: id, key: vendor.demoKey });
      expect(said).toBeGreaterThan(0);
      expect(seen()).toEqual([]);
    }
  });
});
