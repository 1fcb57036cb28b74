import { request as httpRequest } from 'node:http';
import { DEMO_KEY } from '../../local/vendors/enrich/demo';
import { EnrichEmulator } from '../../local/vendors/enrich/emulator';
import { serve, type Mounted } from '../../local/vendors/serve';
import { identityKey } from '../../src/contact/fingerprint';
import type { Identity } from '../../src/contact/contact';
import { enrich } from '../../src/provider/enrich';
import type { HttpRequest, HttpResult, Item } from '../../src/provider/provider';
import { ALL, CREDITS, emulator, END, FOREIGN_KEY, KEY, many, NOTHING, NOW } from './enrich-calls';
import {
  accepted,
  call,
  finder,
  finished,
  identity,
  person,
  phones,
  poll,
  SERVICES,
  submit,
} from './enrich-round-trip-calls';

const of = (items: readonly Item[], contact: Identity): Item | undefined => {
  const { fingerprint, email } = identityKey(contact);
  return items.find(({ echo }) => {
    const said = echo === null ? null : identityKey(echo);
    return said?.fingerprint === fingerprint && said.email === email;
  });
};

const truth = ({ ledger }: EnrichEmulator, contact: Identity) =>
  contact.email === undefined
    ? ledger.lookup(contact)
    : ledger.lookupContact({ email: contact.email });

describe.each(SERVICES)('Enrich’s %s against the emulated vendor', (_name, service, contacts) => {
  const price = service.credits(['email', 'phone']);
  const shares = { email: 0.6, phone: 0.6, failed: 0.1 };

  test('brings back what the ledger says, for every contact of a batch', () => {
    const vendor = emulator({ shares });
    vendor.setBalance('org_a', 200_000);
    const people = contacts(250);
    const { workflowId, taskIds, reserved } = accepted(vendor, service, people);
    expect([taskIds, reserved]).toEqual([null, 250 * price]);
    expect(poll(vendor, service, workflowId, NOW + 1_000)).toEqual({
      kind: 'running',
      word: 'queued',
    });
    const { word, items, charged, missing } = finished(vendor, service, workflowId);
    expect([word, items.length]).toEqual(['completed', 250]);
    expect(Object.values(missing)).toEqual([0]);
    expect(charged).toBe(vendor.ledger.charged());
    let found = 0;
    for (const contact of people) {
      const item = of(items, contact);
      const { email, phones: numbers } = truth(vendor, contact);
      const isFinder = service.id === 'enrich/finder';
      expect(item?.email).toBe(isFinder ? email : '');
      expect(item?.phones.map(({ number }) => number)).toEqual(isFinder ? [] : numbers);
      if ((isFinder ? email : (numbers[0] ?? '')) !== '') found += 1;
    }
    expect(found).toBeGreaterThan(100);
    expect(charged).toBe(found * price);
    // A full page leaves open whether another one follows.
    expect(vendor.ledger.requests).toMatchObject({ submit: 1, status: 2, results: 2 });
    expect(vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('brings back one contact at once, as the batch would', () => {
    for (const [contact] of many(20, (number) => contacts(number + 1).slice(-1))) {
      if (contact === undefined) throw new Error('nobody');
      const vendor = emulator({ shares });
      const outcome = submit(vendor, service, [contact]);
      if (outcome.kind !== 'answered') throw new Error(outcome.kind);
      const [item, ...others] = outcome.items;
      expect(others).toEqual([]);
      const { email, phones: numbers } = truth(vendor, contact);
      expect(of(outcome.items, contact)).toBe(item);
      const values = service === finder ? [email].filter((one) => one !== '') : numbers;
      const got = service === finder ? [item?.email ?? ''] : item?.phones.map((one) => one.number);
      expect(got?.filter((one) => one !== '')).toEqual(values);
      expect(outcome.charged).toBe(values.length === 0 ? 0 : price);
      expect(vendor.ledger.requests).toMatchObject({ submit: 1, status: 0, results: 0 });
    }
  });

  test('gives duplicates one result', () => {
    const vendor = emulator({ shares: ALL });
    const people = contacts(4);
    const { workflowId, reserved } = accepted(vendor, service, [...people, ...people]);
    expect(reserved).toBe(4 * price);
    const { items, charged } = finished(vendor, service, workflowId);
    expect(items).toHaveLength(4);
    expect(charged).toBe(4 * price);
    for (const contact of people) expect(of(items, contact)).toBeDefined();
    expect(vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('settles a batch once, however often it is read, and gives back what was not found', () => {
    const vendor = emulator({ shares: NOTHING });
    const { workflowId } = accepted(vendor, service, contacts(10));
    expect(vendor.balance('org_a', END)).toBe(CREDITS - 10 * price);
    poll(vendor, service, workflowId, NOW + 1_000);
    expect(vendor.balance('org_a', END)).toBe(CREDITS - 10 * price);
    expect(finished(vendor, service, workflowId).charged).toBe(0);
    expect(vendor.balance('org_a', END)).toBe(CREDITS);
    const again = finished(vendor, service, workflowId);
    expect(again).toEqual(finished(vendor, service, workflowId));
    expect(vendor.balance('org_a', END)).toBe(CREDITS);
  });

  test('settles a batch that failed, too', () => {
    for (const readsWithoutResults of [0, Infinity]) {
      const vendor = emulator({ shares: ALL });
      vendor.faults.nextWorkflow({ word: 'failed', readsWithoutResults });
      const { workflowId } = accepted(vendor, service, contacts(5));
      const { word, items, charged } = finished(vendor, service, workflowId);
      const found = readsWithoutResults === 0 ? 5 : 0;
      expect([word, items.length, charged]).toEqual(['failed', found, found * price]);
      expect(vendor.balance('org_a', END)).toBe(CREDITS - found * price);
    }
  });

  test('does not see another organisation’s batch', () => {
    const vendor = emulator();
    const { workflowId } = accepted(vendor, service, contacts(3));
    expect(poll(vendor, service, workflowId, END, FOREIGN_KEY).kind).toBe('not_found');
  });
});

describe('Enrich’s prices and words', () => {
  test('the price that the vendor names for phones is believed', () => {
    const vendor = emulator({ shares: ALL, phoneBatchPrice: 10 });
    const people = [identity({ email: 'a@a.com' }), identity({ email: 'b@b.com' })];
    const { workflowId, reserved } = accepted(vendor, phones, people);
    expect([reserved, finished(vendor, phones, workflowId).charged]).toEqual([20, 20]);
  });

  test('an e-mail comes with how sure the vendor is', () => {
    const vendor = emulator({ shares: ALL });
    const { workflowId } = accepted(vendor, finder, many(100, person));
    const words = finished(vendor, finder, workflowId).items.map(({ emailStatus }) => emailStatus);
    expect([...new Set(words)].sort()).toEqual([
      'catch-all',
      'high confidence',
      'low confidence',
      'medium confidence',
    ]);
  });

  test('the key’s organisation and its balance are read with one sort of call', () => {
    const vendor = emulator();
    vendor.setBalance('org_a', 1234.5);
    const account = enrich.readAccount(call(vendor, enrich.account(KEY)), NOW);
    expect(account).toEqual({ kind: 'ok', value: { organizationId: 'org_a' } });
    const balance = enrich.readBalance(call(vendor, enrich.balance(KEY)), NOW);
    expect(balance).toEqual({ kind: 'ok', value: 1234.5 });
    for (const key of ['sk_wrong', 'sk_suspended']) {
      const wrong = call(vendor, enrich.account(key));
      expect(enrich.readAccount(wrong, NOW)).toMatchObject({ kind: 'key_refused' });
      expect(enrich.readBalance(wrong, NOW)).toMatchObject({ kind: 'key_refused' });
    }
  });

  test('a key that may spend nothing buys nothing', () => {
    const vendor = emulator();
    vendor.setBalance('org_a', 9);
    for (const people of [[person(1)], many(3, person)]) {
      expect(submit(vendor, finder, people).kind).toBe('out_of_credits');
    }
    expect(vendor.ledger.purchases).toEqual([]);
  });
});

describe('Enrich on a real port', () => {
  const ORIGIN = enrich.origin;
  let mounted: Mounted;
  let now = NOW;
  const vendor = new EnrichEmulator();

  beforeAll(async () => {
    mounted = await serve(vendor, { origin: ORIGIN, now: () => now });
  });
  afterAll(() => mounted.close());

  const send = (request: HttpRequest): Promise<HttpResult> =>
    new Promise((resolve) => {
      const url = request.url.replace(ORIGIN, mounted.url);
      const { method, headers } = request;
      const out = httpRequest(url, { method: method.toUpperCase(), headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          const flat = response.headers as Record<string, string>;
          const status = response.statusCode ?? 0;
          resolve({ kind: 'response', response: { status, headers: flat, body } });
        });
      });
      out.on('error', (error) => {
        resolve({ kind: 'failed', message: error.message });
      });
      out.end(request.body);
    });

  test('sells and delivers as in process', async () => {
    const people = [
      ...many(5, person),
      identity({ firstName: '山', lastName: 'Ü', companyDomain: 'bücher.de' }),
    ];
    const sent = await send(finder.submit(DEMO_KEY, 'partial', people));
    const outcome = finder.readSubmit(sent, people, now);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    now = END;
    const read = { key: DEMO_KEY, workflowId: outcome.workflowId, nowMs: now };
    const status = await send(finder.poll(DEMO_KEY, outcome.workflowId));
    const more = finder.readPoll(status, [], read);
    if (more.kind !== 'more') throw new Error(more.kind);
    const ended = finder.readPoll(status, [await send(more.request)], read);
    if (ended.kind !== 'finished') throw new Error(ended.kind);
    for (const contact of people) {
      expect(of(ended.items, contact)?.email).toBe(vendor.ledger.lookup(contact).email);
    }
    const [one = person(1)] = many(1, person);
    const asked = await send(
      phones.submit(DEMO_KEY, 'phone_only', [identity({ email: 'a@b.co' })]),
    );
    expect(phones.readSubmit(asked, [one], now).kind).toBe('answered');
  });
});
