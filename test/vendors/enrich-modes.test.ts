import type { BatchMode } from '../../local/vendors/enrich/batch-mode';
import {
  ALL,
  answered,
  buy,
  call,
  CREDITS,
  email,
  emulator,
  END,
  itemsOf,
  lead,
  many,
  NOTHING,
  NOW,
  post,
  results,
  status,
  type BatchName,
  type Item,
} from './enrich-calls';

const submit = post('/email-finder/batch', { leads: many(10, lead) });

describe('a batch that goes wrong', () => {
  const bought = (mode: BatchMode, name: BatchName = 'finder', shares = ALL) => {
    const vendor = emulator({ shares });
    vendor.faults.nextWorkflow(mode);
    return { vendor, id: buy(vendor, name) };
  };
  const items = (mode: BatchMode, name: BatchName = 'finder'): readonly Item[] => {
    const { vendor, id } = bought(mode, name);
    return itemsOf(vendor, name, id);
  };
  const lastNames = (list: readonly Item[]): unknown[] =>
    list.map(({ lastName }) => lastName).sort();

  test('drops, adds and doubles results', () => {
    const whole = lastNames(items({}));
    expect(whole).toHaveLength(10);
    expect(items({ items: ['missing'] })).toHaveLength(8);
    expect(lastNames(items({ items: ['extra'] }))).toEqual([
      ...whole,
      'Stranger1',
      'Stranger2',
      'Stranger3',
    ]);
    const doubled = lastNames(items({ items: ['doubled'] }));
    expect(doubled).toHaveLength(14);
    expect([...new Set(doubled)]).toEqual(whole);
  });

  test('charges for results that it does not deliver', () => {
    const { vendor, id } = bought({ items: ['missing'] });
    expect(itemsOf(vendor, 'finder', id)).toHaveLength(8);
    expect(vendor.ledger.charged()).toBe(100);
  });

  test.each<[BatchName, readonly string[]]>([
    ['finder', ['firstName', 'lastName', 'domain']],
    ['validation', ['email']],
    ['phones', ['email', 'linkedin']],
  ])('hides whose result it is (%s)', (name, echo) => {
    const list = items({ items: ['anonymous'] }, name);
    expect(list).toHaveLength(10);
    for (const item of list) for (const key of echo) expect(item).not.toHaveProperty(key);
    if (name === 'finder') expect(list[0]).toHaveProperty('email');
  });

  test('lists only who was found', () => {
    const shares = { email: 0.5, phone: 0.5, failed: 0 };
    const { vendor, id } = bought({ items: ['found_only'] }, 'finder', shares);
    const list = itemsOf(vendor, 'finder', id);
    expect(list.length).toBeLessThan(10);
    expect(list.length).toBeGreaterThan(0);
    expect(list.every(({ found }) => found)).toBe(true);
  });

  test('echoes in small letters', () => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ echo: 'lower' }, 2);
    const leads = [{ ...lead(1), domain: 'Company1.COM' }];
    const finder = itemsOf(vendor, 'finder', buy(vendor, 'finder', { leads }));
    expect(finder[0]).toMatchObject({ domain: 'company1.com', firstName: 'First1' });
    const linkedins = ['https://www.linkedin.com/in/Jane'];
    const emails = ['Jane@Acme.com'];
    const phones = itemsOf(vendor, 'phones', buy(vendor, 'phones', { emails, linkedins }));
    expect(phones.map((item) => item.email ?? item.linkedin).sort()).toEqual([
      linkedins[0],
      'jane@acme.com',
    ]);
  });

  test('takes people for duplicates, who are neither bought nor answered', () => {
    const { vendor, id } = bought({ duplicates: 'too_many' });
    expect(vendor.balance('org_a', NOW)).toBe(CREDITS - 80);
    expect(vendor.ledger.purchases).toHaveLength(8);
    expect(itemsOf(vendor, 'finder', id)).toHaveLength(8);
    const other = emulator();
    other.faults.nextWorkflow({ duplicates: 'too_many' });
    expect(call(other, submit).data).toMatchObject({
      originalCount: 10,
      itemCount: 8,
      duplicatesRemoved: 2,
    });
  });

  test('gives smaller pages than asked for, which hold everything together', () => {
    const { vendor, id } = bought({ pageSize: 3 }, 'phones');
    const pages = many(5, (n) => call(vendor, results('phones', id, n + 1, 100), END).data);
    const lists = pages.map((data) => data.results as Item[]);
    expect(lists.map(({ length }) => length)).toEqual([3, 3, 3, 1, 0]);
    expect(new Set(lists.flat().map((item) => item.email)).size).toBe(10);
    expect(pages[0]).toMatchObject({ totalItems: 10 });
  });

  test('ends with an unknown word, with or without counters', () => {
    for (const counters of [true, false]) {
      const { vendor, id } = bought({ word: 'settling', counters });
      const { data } = call(vendor, status('finder', id), END);
      expect(data.status).toBe('settling');
      expect('totalItems' in data).toBe(counters);
      expect('processedItems' in data).toBe(counters);
      expect(itemsOf(vendor, 'finder', id)).toHaveLength(10);
    }
  });

  test('delivers what a failed batch holds, and charges for it', () => {
    const { vendor, id } = bought({ word: 'failed' });
    const { data, meta } = call(vendor, results('finder', id), END);
    expect(data).toMatchObject({ status: 'failed', processedCount: 10 });
    expect(meta).toMatchObject({ creditsUsed: 100, creditsRefunded: 0 });
  });

  test('gives everything back when it fails without results, once they are fetched', () => {
    const { vendor, id } = bought({ word: 'failed', readsWithoutResults: Infinity });
    expect(vendor.balance('org_a', END)).toBe(CREDITS - 100);
    const { data, meta } = call(vendor, results('finder', id), END);
    expect(data).not.toHaveProperty('results');
    expect(meta).toMatchObject({ creditsUsed: 0, creditsRefunded: 100 });
    expect(vendor.balance('org_a', END)).toBe(CREDITS);
  });

  test('has its results two fetches later', () => {
    const { vendor, id } = bought({ readsWithoutResults: 2 });
    const has = () => 'results' in call(vendor, results('finder', id), END).data;
    expect([has(), has(), has()]).toEqual([false, false, true]);
  });

  test('is not known yet for a while', () => {
    const { vendor, id } = bought({ hiddenSeconds: 60 });
    for (const request of [status('finder', id), results('finder', id)]) {
      expect(answered(vendor.handle(request, NOW + 59_999)).status).toBe(404);
      expect(answered(vendor.handle(request, NOW + 60_000)).status).not.toBe(404);
    }
  });

  test('never ends, and keeps its reserve', () => {
    const { vendor, id } = bought({ seconds: Infinity });
    const later = END + 86_400_000;
    expect(call(vendor, status('finder', id), later).data).toMatchObject({
      status: 'processing',
      processedItems: 0,
      progress: 0,
    });
    expect(answered(vendor.handle(results('finder', id), later)).status).toBe(409);
    expect(vendor.balance('org_a', later)).toBe(CREDITS - 100);
  });

  test('says nothing of credits', () => {
    const vendor = emulator();
    vendor.faults.nextWorkflow({ meta: 'missing' }, 2);
    expect(call(vendor, submit)).not.toHaveProperty('meta');
    expect(call(vendor, post('/email-finder', lead(1)))).not.toHaveProperty('meta');
    expect(call(vendor, submit)).toHaveProperty('meta');
  });

  test('gives verdicts in the older shape', () => {
    const keys = ['email', 'status', 'subStatus', 'freeEmail', 'disposable', 'catchAll'];
    for (const item of items({ shape: 'older' }, 'validation')) {
      expect(Object.keys(item)).toEqual(keys);
    }
    const vendor = emulator();
    vendor.faults.nextWorkflow({ shape: 'older' });
    const { data } = call(vendor, post('/email-validation', { email: email(1) }));
    expect(Object.keys(data)).toEqual(keys);
  });

  test('answers about nobody with nothing', () => {
    const vendor = emulator({ shares: NOTHING });
    vendor.faults.nextWorkflow({ nobody: 'empty' }, 30);
    const answers = many(
      30,
      (n) =>
        Object.keys(
          call(vendor, post('/reverse-lookup/lookup', { email: email(n) }), NOW + n * 1_000).data,
        ).length,
    );
    expect(answers).toContain(0);
  });

  test('masks values, and gives hostile ones', () => {
    for (const item of items({ values: 'masked' })) expect(item.email).toMatch(/\*|\[/);
    for (const item of items({ values: 'masked' }, 'phones')) {
      expect(item.phones).toContain('+1 *** *** ****');
    }
    for (const item of items({ values: 'hostile' })) expect(item.email).toMatch(/^=/);
    const numbers = items({ values: 'hostile' }, 'phones').flatMap(
      (item) => item.phones as string[],
    );
    expect(numbers.every((number) => !/^\+1[2-9]/.test(number))).toBe(true);
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ values: 'hostile' });
    const { data } = call(vendor, post('/reverse-lookup/lookup', { email: email(1) }));
    expect(data.headline).not.toMatch(/Sample/);
  });
});
