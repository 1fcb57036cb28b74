import { request as httpRequest } from 'node:http';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';
import { serve, type Mounted } from '../../local/vendors/serve';
import { cleanlist } from '../../src/provider/cleanlist';
import type { HttpRequest, HttpResult } from '../../src/provider/provider';
import { requestProblems } from '../support/cleanlist-contract';
import {
  call,
  emulator,
  END,
  FOREIGN_KEY,
  identities,
  identity,
  KEY,
  NOW,
  polled,
  submitted,
} from './calls';
import { bulk } from './bulk';

const ORIGIN = 'https://api.cleanlist.ai';

describe('Cleanlist’s provider against the emulated vendor', () => {
  test.each(['flat', 'echo'] as const)(
    'brings back what the ledger says, for every contact (%s)',
    (shape) => {
      const vendor = emulator({ shape });
      const contacts = [
        ...identities(240),
        identity({ linkedinUrl: 'https://www.linkedin.com/in/jane-doe-1a2b' }),
        identity({ firstName: '山', lastName: '田', companyName: '株式会社' }),
      ];
      const { workflowId, taskIds } = submitted(vendor, contacts);
      expect(polled(vendor, workflowId, NOW + 1_000)).toEqual({
        kind: 'running',
        word: 'processing',
      });
      const poll = polled(vendor, workflowId, END);
      if (poll.kind !== 'finished') throw new Error(poll.kind);
      contacts.forEach((contact, index) => {
        const item = poll.items.find(({ taskId }) => taskId === taskIds?.[index]);
        const { email, emailStatus, phones, bought } = vendor.ledger.lookup(contact);
        expect(item).toMatchObject({ email, emailStatus });
        expect(item?.phones.map(({ number }) => number)).toEqual(phones);
        expect(bought).toMatchObject({ email: 1, phone: 1, profile: 0 });
        if (shape === 'echo') expect(item?.echo).toEqual(contact);
        else if (contact.lastName !== '')
          expect(item?.identity).toMatchObject({ lastName: contact.lastName });
      });
      expect(vendor.ledger.requests).toMatchObject({ submit: 1, status: 2 });
      expect(vendor.ledger.boughtTwice()).toEqual([]);
    },
  );

  test('reads the key’s organisation and its balance', () => {
    const vendor = emulator();
    expect(cleanlist.readAccount(call(vendor, cleanlist.account(KEY)), NOW)).toEqual({
      kind: 'ok',
      value: { organizationId: 'org_a' },
    });
    vendor.setBalance('org_a', 1234.5);
    expect(cleanlist.readBalance(call(vendor, cleanlist.balance(KEY)), NOW)).toEqual({
      kind: 'ok',
      value: 1234.5,
    });
    const wrong = call(vendor, cleanlist.account('clapi_wrong'));
    expect(cleanlist.readAccount(wrong, NOW)).toMatchObject({ kind: 'key_refused' });
  });

  test('takes out the contacts that the vendor names, until the rest is bought', () => {
    const vendor = emulator();
    let contacts = [...identities(5)];
    contacts[1] = identity({ linkedinUrl: 'https://www.linkedin.com/company/acme' });
    contacts[3] = identity({ ...contacts[3], firstName: 'x'.repeat(101) });
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const result = call(vendor, bulk.submit(KEY, 'partial', contacts));
      const outcome = bulk.readSubmit(result, contacts, NOW);
      kinds.push(outcome.kind);
      if (outcome.kind !== 'bad_contacts') break;
      const bad = outcome.contacts.map(({ index }) => index);
      contacts = contacts.filter((_contact, index) => !bad.includes(index));
    }
    expect(kinds).toEqual(['bad_contacts', 'bad_contacts', 'accepted']);
    expect(vendor.ledger.purchases).toHaveLength(3);
  });

  test('is told to wait as long as the vendor’s window lasts', () => {
    const vendor = emulator();
    let result = call(vendor, cleanlist.balance(KEY), NOW + 15_000);
    for (let n = 0; n < 30; n++) result = call(vendor, cleanlist.balance(KEY), NOW + 15_000);
    expect(cleanlist.readBalance(result, NOW)).toMatchObject({
      kind: 'rate_limited',
      error: { message: 'Rate limit exceeded', retryAfterSeconds: 45 },
    });
  });

  test('does not see another organisation’s workflow', () => {
    const vendor = emulator();
    const { workflowId } = submitted(vendor, identities(1));
    const result = call(vendor, bulk.poll(FOREIGN_KEY, workflowId));
    expect(bulk.readPoll(result, [], { key: FOREIGN_KEY, workflowId, nowMs: NOW })).toMatchObject({
      kind: 'not_found',
    });
  });

  test('builds no request that breaks the contract', () => {
    const bad = { ...cleanlist.balance(KEY), headers: { 'x-api-key': KEY } };
    expect(requestProblems(bad)).not.toEqual([]);
    const extra = bulk.submit(KEY, 'full', identities(1));
    expect(requestProblems(extra)).toEqual([]);
    const body = (extra.body ?? '').replace('"first_name"', '"row":"1","first_name"');
    expect(requestProblems({ ...extra, body })).not.toEqual([]);
  });
});

describe('the emulated vendor on a real port', () => {
  let mounted: Mounted;
  let now = NOW;
  const vendor = new CleanlistEmulator();

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
    const contacts = [
      ...identities(20),
      identity({ firstName: '山', lastName: '田', companyName: 'ü' }),
    ];
    const sent = await send(bulk.submit(DEMO_KEY, 'partial', contacts));
    const outcome = bulk.readSubmit(sent, contacts, now);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    now = END;
    const { workflowId } = outcome;
    const read = await send(bulk.poll(DEMO_KEY, workflowId));
    const poll = bulk.readPoll(read, [], { key: DEMO_KEY, workflowId, nowMs: now });
    if (poll.kind !== 'finished') throw new Error(poll.kind);
    expect(poll.items.map(({ email }) => email)).toEqual(
      contacts.map((contact) => vendor.ledger.lookup(contact).email),
    );
  });

  test('breaks the connection when there is no answer', async () => {
    vendor.faults.next('submit', 'timeout after');
    const before = vendor.ledger.purchases.length;
    const sent = await send(bulk.submit(DEMO_KEY, 'partial', identities(2)));
    expect(bulk.readSubmit(sent, identities(2), now).kind).toBe('unknown');
    expect(vendor.ledger.purchases.length).toBe(before + 2);
  });

  test('answers 501 for what it does not emulate', async () => {
    const request = {
      ...cleanlist.balance(DEMO_KEY),
      url: `${ORIGIN}/api/v1/public/usage`,
    };
    expect(await send(request)).toMatchObject({ response: { status: 501 } });
  });
});
