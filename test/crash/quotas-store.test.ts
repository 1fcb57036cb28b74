// A property store that is nearly full: refused at the plan; filled by others in mid-run, at any save; and values near 9 KB.
import { LIMITS } from '../../local/runtime/limits';
import type { PropertyStore } from '../../local/runtime/property-store';
import { choose, USER } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines, states } from '../support/witness';
import { confirmed, differences, fresh, goOn } from './quotas-story';

const ROOM = LIMITS.propertyStoreBytes.value;
const FILLER = 'filler';

/** Fills a store up to so many bytes of its limit. */
function fill(store: PropertyStore, left: number): void {
  for (let part = 0; ; part++) {
    const key = `${FILLER}${part}`;
    const bytes = Math.min(8_000, ROOM - left - store.bytes() - key.length);
    if (bytes <= 0) return;
    store.set(key, 'x'.repeat(bytes));
  }
}

function empty(store: PropertyStore): void {
  for (const key of [...store.keys()]) if (key.startsWith(FILLER)) store.delete(key);
}

describe('a document store that is nearly full', () => {
  test.each([
    [0, 0],
    [14_000, 0],
    [20_000, 50],
  ])('refuses the plan with %i bytes left, and offers the first %i', (left, first) => {
    const addon = fresh(people(300));
    addon.connect();
    fill(addon.runtime.properties.document, left);
    const before = JSON.stringify([...addon.runtime.properties.document]);
    const reply = addon.call('quote', choose({}));
    const words =
      first === 0
        ? /no room .* Wait until an open run has ended\.$/
        : /the first [\d,]+ contacts? now/;
    expect(reply).toMatchObject({
      ok: false,
      code: 'too_many',
      message: expect.stringMatching(words) as string,
    });
    expect(JSON.stringify([...addon.runtime.properties.document])).toBe(before);
    if (first === 0) return;
    const limited = addon.start({ limit: first });
    expect(addon.workToEnd(limited)).toMatchObject({ state: 'closed', found: { email: first } });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('in mid-run, at any save: what was bought is found again, nothing goes twice', () => {
    const found: string[] = [];
    const logged: number[] = [];
    let saves = 0;
    for (let nth = 1; nth === 1 || nth <= saves; nth++) {
      const { addon, start } = confirmed();
      const run = { run: start.quote.id };
      addon.ask('start', start);
      const store = addon.runtime.properties.document;
      let save = 0;
      addon.runtime.hooks.beforeCall = ({ method }) => {
        if (method !== 'Properties.setProperties') return undefined;
        save++;
        if (save === nth) fill(store, 0);
        return undefined;
      };
      const replies = [0, 1, 2].map(() => {
        addon.clock.advance(60_000);
        return addon.call('work', run);
      });
      addon.runtime.hooks.beforeCall = undefined;
      saves = nth === 1 ? 10 : saves;
      logged.push(lines(addon, 'accepted').length);
      const inDoubt = states(addon).filter((state) => state === 'unknown');
      if (inDoubt.length > 0) found.push(`${nth}: ${inDoubt.join()}`);
      for (const reply of replies) {
        if (reply.ok || reply.message.includes(LIMITS.propertyStoreBytes.text)) continue;
        found.push(`${nth}: ${reply.message}`);
      }
      empty(store);
      const story = { addon, end: goOn(addon, start), failures: [], calls: [], meanwhile: null };
      found.push(...differences(story, 0).map((what) => `${nth}: ${what}`));
    }
    expect(found).toEqual([]);
    // Each of the three saves right after a purchase was hit, and its workflow id went to the log.
    expect(logged.filter((count) => count === 1).length).toBeGreaterThanOrEqual(3);
  });
});

describe('a contact with very many spellings', () => {
  /** One profile, another company in every row. */
  function spelled(rows: number): string[][] {
    const [first = '', last = ''] = person(0);
    return [
      [...HEADERS, 'LinkedIn'],
      ...Array.from({ length: rows }, (_, row) => {
        return [first, last, `Firm ${row} Ltd`, '', '', '', 'https://www.linkedin.com/in/fay-lund'];
      }),
    ];
  }

  test.each([900, 1_300])(
    '(%i) fits values of 9 KB, is bought once, and fills its rows',
    (rows) => {
      const addon = fresh(spelled(rows));
      addon.connect();
      let largest = 0;
      addon.runtime.hooks.afterCall = ({ method }) => {
        if (method !== 'Properties.setProperties') return undefined;
        for (const [key, value] of addon.runtime.properties.document) {
          largest = Math.max(largest, key.length + value.length);
        }
        return undefined;
      };
      const quote = addon.quote();
      expect(quote).toMatchObject({ contacts: { total: 1 }, batches: 1 });
      const end = addon.workToEnd(addon.start());
      expect(end).toMatchObject({ state: 'closed', found: { email: 1 } });
      expect(largest).toBeGreaterThan(7_000);
      expect(largest).toBeLessThanOrEqual(LIMITS.propertyValueBytes.value);
      expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(
        Math.min(rows, 1_000),
      );
      expect(addon.vendor.ledger.purchases).toHaveLength(1);
      // Rows beyond what one value holds are not bought again.
      expect(addon.call('quote', choose({}))).toMatchObject({ ok: false, code: 'nothing_to_send' });
    },
  );
});

test('a user store that is full: no key can be kept; with one, runs go on', () => {
  const { addon, start } = confirmed();
  const store = addon.runtime.userProperties(USER);
  addon.ask('disconnect', { vendor: 'cleanlist' });
  fill(store, 0);
  expect(addon.call('connect', { vendor: 'cleanlist', key: 'clapi_demo_key' })).toMatchObject({
    ok: false,
    message: expect.stringContaining(LIMITS.propertyStoreBytes.text) as string,
  });
  expect(addon.home().accounts[0]).toMatchObject({ connected: false });
  empty(store);
  addon.connect();
  fill(store, 0);
  expect(addon.home().accounts[0]).toMatchObject({ connected: true });
  const view = addon.ask('start', start);
  expect(view.background).toContain('Keep this sidebar open');
  const end = addon.workToEnd(view);
  expect(differences({ addon, end, failures: [], calls: [], meanwhile: null }, 0)).toEqual([]);
});
