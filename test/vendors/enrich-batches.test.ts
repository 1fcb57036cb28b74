import { answerProblems } from '../support/enrich-contract';
import {
  ALL,
  answered,
  BATCHES,
  bodyOf,
  buy,
  call,
  CREDITS,
  email,
  emulator,
  END,
  itemsOf,
  KEY,
  lead,
  many,
  NOTHING,
  NOW,
  post,
  profile,
  results,
  status,
  type BatchName,
  type Item,
} from './enrich-calls';

const NAMES = Object.keys(BATCHES) as BatchName[];
const PRICES: Readonly<Record<BatchName, number>> = { finder: 10, validation: 1, phones: 500 };

/** Whose an item is. */
const owner = (item: Item): string =>
  String(item.linkedin ?? (item.lastName === undefined ? item.email : item.lastName));

/** What an item costs. */
const price = (name: BatchName, item: Item): number => {
  const found = {
    finder: item.found === true,
    validation: item.result !== 'risky',
    phones: Array.isArray(item.phones) && item.phones.length > 0,
  };
  return found[name] ? PRICES[name] : 0;
};

describe('a batch of the emulated Enrich', () => {
  test.each(NAMES)('is queued, then worked on, then complete (%s)', (name) => {
    const vendor = emulator();
    const id = buy(vendor, name);
    const words: string[] = [];
    let processed = -1;
    for (let at = NOW; at <= END; at += 1_000) {
      const { data } = call(vendor, status(name, id), at);
      if (words.at(-1) !== data.status) words.push(String(data.status));
      expect(Number(data.processedItems)).toBeGreaterThanOrEqual(processed);
      processed = Number(data.processedItems);
      expect(data).toMatchObject({ batchId: id, totalItems: 10, progress: processed * 10 });
      expect(processed === 10).toBe(data.status === 'completed');
    }
    expect(words).toEqual(['queued', 'processing', 'completed']);
  });

  test('takes 30 to 180 seconds, different for each', () => {
    const vendor = emulator({ plan: 'pro' });
    const ids = many(10, () => buy(vendor, 'validation', { emails: [email(1)] }));
    const done = (at: number) =>
      ids.filter((id) => call(vendor, status('validation', id), at).data.status === 'completed');
    expect(done(NOW + 29_999)).toEqual([]);
    expect(done(NOW + 100_000).length).toBeGreaterThan(0);
    expect(done(NOW + 100_000).length).toBeLessThan(10);
    expect(done(NOW + 180_000)).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  test.each(NAMES)('reserves the worst case, and says at what price (%s)', (name) => {
    const vendor = emulator();
    const { data, meta } = call(vendor, post(BATCHES[name].path, BATCHES[name].body(10)));
    const reserved = 10 * PRICES[name];
    expect(data).toMatchObject({ status: 'queued', itemCount: 10, duplicatesRemoved: 0 });
    expect(meta).toMatchObject({
      creditsPerItem: PRICES[name],
      creditsReserved: reserved,
      estimatedCredits: reserved,
    });
    expect(vendor.balance('org_a', NOW)).toBe(CREDITS - reserved);
  });

  test('of phones may cost what the other page says', () => {
    const vendor = emulator({ phoneBatchPrice: 10, shares: ALL });
    const submit = call(vendor, post(BATCHES.phones.path, BATCHES.phones.body(10)));
    expect(submit.meta).toMatchObject({ creditsPerItem: 10, creditsReserved: 100 });
    const fetched = call(vendor, results('phones', String(submit.data.batchId)), END);
    expect(fetched.meta).toMatchObject({ creditsUsed: 100, creditsRefunded: 0 });
  });

  test.each(NAMES)('that the balance does not hold is refused, and costs nothing (%s)', (name) => {
    const vendor = emulator();
    const required = 10 * PRICES[name];
    vendor.setBalance('org_a', required - 1);
    vendor.faults.nextWorkflow({ word: 'failed' });
    const request = post(BATCHES[name].path, BATCHES[name].body(10));
    const answer = vendor.handle(request, NOW);
    expect(answerProblems('submit', answered(answer))).toEqual([]);
    expect(bodyOf(answer, 402)).toMatchObject({
      type: 'https://dev.enrich.so/errors/insufficient-credits',
      detail: `Not enough credits. Required: ${required}, available: ${required - 1}`,
      currentBalance: required - 1,
      required,
      shortfall: 1,
    });
    expect(vendor.balance('org_a', NOW)).toBe(required - 1);
    expect(vendor.ledger.purchases).toEqual([]);
    vendor.setBalance('org_a', required);
    const id = String(call(vendor, request).data.batchId);
    expect(vendor.balance('org_a', NOW)).toBe(0);
    expect(call(vendor, status(name, id), END).data.status).toBe('failed');
  });

  test.each(NAMES)('is charged on the first fetch of results, and not again (%s)', (name) => {
    const vendor = emulator();
    const id = buy(vendor, name, BATCHES[name].body(60));
    const reserved = 60 * PRICES[name];
    expect(vendor.balance('org_a', END + 86_400_000)).toBe(CREDITS - reserved);
    call(vendor, status(name, id), END);
    expect(vendor.balance('org_a', END)).toBe(CREDITS - reserved);
    expect(vendor.ledger.purchases.every(({ credits }) => credits === null)).toBe(true);
    const first = call(vendor, results(name, id, 1, 20), END);
    const items = itemsOf(vendor, name, id);
    const used = items.reduce((sum, item) => sum + price(name, item), 0);
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(reserved);
    const meta = {
      creditsUsed: used,
      creditsRefunded: reserved - used,
      creditsRemaining: CREDITS - used,
      totalItems: 60,
      processedItems: 60,
    };
    expect(first.meta).toMatchObject(meta);
    for (const page of [1, 2, 3]) {
      expect(call(vendor, results(name, id, page, 20), END).meta).toMatchObject(meta);
    }
    expect(vendor.balance('org_a', END)).toBe(CREDITS - used);
    expect(vendor.ledger.charged('org_a')).toBe(used);
  });

  test('can be charged when its results are lost on the way', () => {
    const vendor = emulator({ shares: ALL });
    const id = buy(vendor, 'finder');
    vendor.faults.next('results', 'timeout after');
    expect(vendor.handle(results('finder', id), END)).toMatchObject({ error: 'timeout' });
    expect(vendor.ledger.charged()).toBe(100);
    expect(itemsOf(vendor, 'finder', id)).toHaveLength(10);
    expect(vendor.ledger.charged()).toBe(100);
  });

  test.each(NAMES)('gives no results before its end, and charges nothing (%s)', (name) => {
    const vendor = emulator();
    const id = buy(vendor, name);
    for (const [at, word] of [
      [NOW, 'queued'],
      [NOW + 29_999, 'processing'],
    ] as const) {
      const answer = vendor.handle(results(name, id), at);
      expect(answerProblems('results finder', answered(answer))).toEqual([]);
      expect(bodyOf(answer, 409).detail).toBe(
        `Batch is not yet completed. Current status: ${word}`,
      );
    }
    expect(vendor.balance('org_a', NOW)).toBe(CREDITS - 10 * PRICES[name]);
  });

  test('without anybody found gives everything back', () => {
    const vendor = emulator({ shares: NOTHING });
    const { meta } = call(vendor, results('finder', buy(vendor, 'finder')), END);
    expect(meta).toMatchObject({ creditsUsed: 0, creditsRefunded: 100 });
    expect(vendor.balance('org_a', END)).toBe(CREDITS);
  });

  test.each<[BatchName, unknown, readonly string[]]>([
    [
      'finder',
      {
        leads: [
          lead(1),
          { firstName: 'FIRST1', lastName: 'last1', domain: 'Company1.COM' },
          lead(2),
          lead(1),
        ],
      },
      ['Last1', 'Last2'],
    ],
    [
      'validation',
      { emails: ['Jane@Acme.com', 'jane@acme.com', 'bob@acme.com', 'JANE@ACME.COM'] },
      ['Jane@Acme.com', 'bob@acme.com'],
    ],
    [
      'phones',
      {
        emails: ['Jane@Acme.com', 'jane@acme.com'],
        linkedins: [profile(1), profile(1), profile(1).toUpperCase().replace('HTTPS', 'https')],
      },
      ['Jane@Acme.com', profile(1), profile(1).toUpperCase().replace('HTTPS', 'https')],
    ],
  ])('counts what stands there twice once (%s)', (name, body, owners) => {
    const vendor = emulator();
    const sent = name === 'phones' ? 5 : 4;
    const { data, meta } = call(vendor, post(BATCHES[name].path, body));
    expect(data).toMatchObject({
      originalCount: sent,
      duplicatesRemoved: sent - owners.length,
      itemCount: owners.length,
    });
    expect(meta.creditsReserved).toBe(owners.length * PRICES[name]);
    const items = itemsOf(vendor, name, String(data.batchId));
    expect(items.map(owner).sort()).toEqual([...owners].sort());
    expect(vendor.ledger.purchases).toHaveLength(owners.length);
  });

  test.each(NAMES)('comes in an order of its own, the same on every page (%s)', (name) => {
    const vendor = emulator();
    const sent = many(100, (n) => (name === 'finder' ? lead(n).lastName : email(n)));
    const orders = many(2, () => {
      const id = buy(vendor, name, BATCHES[name].body(100));
      const whole = itemsOf(vendor, name, id);
      const pages = [1, 2, 3, 4].map(
        (page) => call(vendor, results(name, id, page, 30), END).data.results as Item[],
      );
      expect(pages.map(({ length }) => length)).toEqual([30, 30, 30, 10]);
      expect(pages.flat()).toEqual(whole);
      expect(call(vendor, results(name, id, 5, 30), END).data.results).toEqual([]);
      return whole.map(owner);
    });
    expect(orders[0]).not.toEqual(sent);
    expect(orders[0]).not.toEqual(orders[1]);
    for (const order of orders) expect([...order].sort()).toEqual([...sent].sort());
  });

  test('gives a hundred results a page when nothing is said', () => {
    const vendor = emulator();
    const id = buy(vendor, 'validation', BATCHES.validation.body(120));
    const request = { ...results('validation', id), url: '' };
    const url = results('validation', id).url.split('?')[0] ?? '';
    const body = bodyOf(vendor.handle({ ...request, url }, END)) as { data: Item };
    expect(body.data.results).toHaveLength(100);
    expect(JSON.stringify(body)).not.toContain('totalPages');
  });

  test.each(NAMES)('answers the same of the same people, in any batch (%s)', (name) => {
    const byOwner = (body: unknown) => {
      const vendor = emulator();
      return new Map(
        itemsOf(vendor, name, buy(vendor, name, body)).map((item) => [owner(item), item]),
      );
    };
    const whole = byOwner(BATCHES[name].body(40));
    for (const [who, item] of byOwner(BATCHES[name].body(15))) expect(whole.get(who)).toEqual(item);
  });

  test.each(NAMES)('keeps the contract in every answer (%s)', (name) => {
    for (const shares of [ALL, NOTHING, { email: 0.5, phone: 0.5, failed: 0.2 }]) {
      const vendor = emulator({ shares });
      const check = (
        endpoint: Parameters<typeof answerProblems>[0],
        request: ReturnType<typeof post>,
        at = NOW,
      ) => {
        const answer = answered(vendor.handle(request, at));
        expect(answer.status).toBe(200);
        expect(answerProblems(endpoint, answer)).toEqual([]);
      };
      const request = post(BATCHES[name].path, BATCHES[name].body(60));
      check(name === 'phones' ? 'submit phones' : 'submit', request);
      const id = buy(vendor, name, BATCHES[name].body(60));
      check('status', status(name, id));
      check('status', status(name, id), END);
      check(`results ${name}`, results(name, id), END);
    }
  });

  test('says of phones how many were found', () => {
    const vendor = emulator();
    const id = buy(vendor, 'phones', BATCHES.phones.body(60));
    const { data } = call(vendor, results('phones', id), END);
    const items = data.results as { phones: string[]; error?: string }[];
    const found = items.filter(({ phones }) => phones.length > 0);
    expect(data).toMatchObject({ successful: found.length, failed: 60 - found.length });
    expect(found.length).toBeGreaterThan(0);
    for (const { phones, error } of items) expect(error === undefined).toBe(phones.length > 0);
  });

  test('is in the ledger with who bought whom, when, and what it cost', () => {
    const vendor = emulator({ shares: { email: 1, phone: 0, failed: 0 } });
    const workflowId = buy(vendor, 'finder', { leads: [lead(1)] });
    const phones = buy(vendor, 'phones', { emails: [email(1)], linkedins: [profile(1)] });
    const validation = buy(vendor, 'validation', { emails: [email(1)] });
    const { firstName, lastName, domain } = lead(1);
    const bought = { organizationId: 'org_a', key: KEY, atMs: NOW, credits: null };
    const contact = { first_name: firstName, last_name: lastName, company_domain: domain };
    expect(vendor.ledger.purchases).toMatchObject([
      { ...bought, workflowId, channel: 'email', contact },
      { ...bought, workflowId: phones, channel: 'phone', contact: { email: email(1) } },
      { ...bought, workflowId: phones, channel: 'phone', contact: { linkedin_url: profile(1) } },
      { ...bought, workflowId: validation, channel: 'validity', contact: { email: email(1) } },
    ]);
    itemsOf(vendor, 'finder', workflowId);
    expect(vendor.ledger.purchases.map(({ credits }) => credits)).toEqual([10, null, null, null]);
    itemsOf(vendor, 'phones', phones);
    expect(vendor.ledger.purchases.map(({ credits }) => credits)).toEqual([10, 0, 0, null]);
    expect(vendor.ledger.requests).toEqual({
      submit: 3,
      status: 0,
      results: 2,
      balance: 0,
      validate: 0,
      other: 0,
      quote: 0,
      list: 0,
      import: 0,
    });
  });
});
