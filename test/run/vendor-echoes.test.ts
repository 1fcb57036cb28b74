// The vendor, or Google, repeats a contact's name, address, number and the key in every place of an answer: no record keeps them.
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import { Addon, USER } from '../support/addon';
import { Automatic } from '../support/automatic';
import { people, person } from '../support/people';

const [FIRST = '', LAST = '', COMPANY = '', DOMAIN = ''] = person(0);
const EMAIL = `${FIRST}.${LAST}@${DOMAIN}`.toLowerCase();
const PHONE = '+49 30 555 0100';
const SECRETS = [FIRST, LAST, COMPANY, DOMAIN, EMAIL, PHONE, '555 0100', DEMO_KEY];
const WORDS = `The key ${DEMO_KEY} cannot send ${FIRST} ${LAST} of ${COMPANY} (${DOMAIN}), ${EMAIL}, ${PHONE}.`;

const BODIES: readonly (readonly [string, string])[] = [
  ['an error with a code', JSON.stringify({ error: { code: WORDS, problem: WORDS, fix: WORDS } })],
  ['a title', JSON.stringify({ type: WORDS, title: WORDS, detail: WORDS })],
  ['details', JSON.stringify({ detail: [{ loc: ['body', WORDS], msg: WORDS }], message: WORDS })],
  ['a named contact', JSON.stringify({ detail: [{ loc: ['body', 'contacts', 0], msg: WORDS }] })],
  ['nothing but words', WORDS],
  ['a status of its own', JSON.stringify({ success: false, status: WORDS, error: WORDS })],
];
const STATUSES = [200, 400, 401, 402, 404, 422, 429, 500];
const ENDPOINTS = ['/enrich/bulk', '/enrich/status', '/credits/balance'] as const;

/** Whatever is kept about the document and its user holds nothing of them. */
function kept(addon: Addon): string[] {
  const { document, script } = addon.runtime.properties;
  const stores = { document, script, user: addon.runtime.userProperties(USER) };
  return Object.entries(stores).flatMap(([store, properties]) =>
    [...properties].flatMap(([name, value]) => {
      // There the key lives.
      const text = store === 'user' ? value.split(DEMO_KEY).join('') : value;
      const isAlone = store !== 'user' || value.split(DEMO_KEY).length <= 2;
      const found = SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
      return found.length === 0 && isAlone ? [] : [`${store} ${name}: ${value}`];
    }),
  );
}

/** From now on the vendor answers so. */
function echo(addon: Addon, endpoint: string, status: number, body: string): void {
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, now) => {
    const answer = handle(request, now);
    if (!('body' in answer) || !request.url.includes(endpoint)) return answer;
    return { ...answer, status, body, headers: { ...answer.headers, 'retry-after': WORDS } };
  };
}

describe.each(ENDPOINTS)('what %s says back', (endpoint) => {
  test.each(BODIES)('as %s, with any status, is in no record', (_, body) => {
    const found: string[] = [];
    for (const status of STATUSES) {
      const addon = new Addon({ rows: people(2) });
      const run = addon.start();
      if (endpoint === '/enrich/status') addon.work(run);
      echo(addon, endpoint, status, body);
      // After a day without an answer it is said, too.
      const looks = body === WORDS ? 14 : 3;
      for (let look = 0; look < looks; look++) {
        addon.clock.advance(look < 2 ? 61_000 : 9_000_000);
        addon.call('work', { run: run.id });
      }
      found.push(...kept(addon).map((text) => `${status}: ${text}`));
    }
    expect([...new Set(found)]).toEqual([]);
  });
});

test('what is said when a schedule asks for the balance is in no record', () => {
  const found: string[] = [];
  for (const status of STATUSES) {
    for (const [, body] of BODIES.slice(0, 2)) {
      const automatic = new Automatic();
      automatic.addon.connect();
      automatic.make();
      automatic.add(2);
      echo(automatic.addon, '/credits/balance', status, body);
      automatic.hours(2);
      found.push(...kept(automatic.addon).map((text) => `${status}: ${text}`));
    }
  }
  expect([...new Set(found)]).toEqual([]);
});

test.each([
  'Range.setValues',
  'Range.getDisplayValues',
  'UrlFetchApp.fetch',
  'UrlFetchApp.fetchAll',
])('what Google says when %s fails is in no record', (method) => {
  const fault = { method, always: true, message: WORDS } as const;
  const addon = new Addon({ rows: people(2) });
  const run = addon.work(addon.start());
  addon.runtime.faults.add(fault);
  for (let look = 0; look < 14; look++) {
    addon.clock.advance(9_000_000);
    addon.execute('work', { run: run.id });
    expect(kept(addon)).toEqual([]);
  }
  const automatic = new Automatic();
  automatic.addon.connect();
  automatic.make();
  automatic.add(2);
  automatic.addon.runtime.faults.add(fault);
  automatic.hours(4);
  expect(kept(automatic.addon)).toEqual([]);
});

test('what is kept can still be read, and all of it stands in the log, which is the user’s own', () => {
  const said = (status: number): Addon => {
    const addon = new Addon({ rows: people(2) });
    const run = addon.start();
    const detail = `${FIRST} ${LAST} is unknown to us`;
    echo(addon, '/enrich/bulk', status, JSON.stringify({ detail }));
    addon.work(run);
    return addon;
  };
  const [run] = said(500).home().runs;
  expect(run?.attention[0]?.message).toBe(
    'They may have been bought: the answer was lost (… is unknown to us).',
  );
  expect(said(400).log().flat()).toContain(`${FIRST} ${LAST} is unknown to us`);
});
