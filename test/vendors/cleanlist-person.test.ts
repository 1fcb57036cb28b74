// One person at a time: what identifies them, what it costs, and what the run says when it has ended.
import { RUN_FIXTURES } from '../../local/vendors/cleanlist/fixtures';
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import { emulator, END, FOREIGN_KEY, NOW } from './calls';
import {
  ask,
  codeOf,
  faultsOf,
  newList,
  runPerson,
  statusOf,
  type Json,
} from './cleanlist-newer-calls';

const ALL = { email: 1, phone: 1, failed: 0 };
const NONE = { email: 0, phone: 0, failed: 0 };
const EMAIL = { email: 'jane.van.doe+news@acme.example' };

const send = (fields: Json, options: Parameters<typeof emulator>[0] = {}) => {
  const vendor = emulator(options);
  const list = newList(vendor);
  const reply = ask(vendor, 'person', '/enrichment/person', {
    enrichment_type: 'full',
    lead_list_id: list,
    ...fields,
  });
  return { vendor, list, reply };
};

describe('a person is identified by', () => {
  test.each<[string, Json]>([
    ['an e-mail', EMAIL],
    ['a profile', { linkedin_url: 'https://www.linkedin.com/in/jane-doe' }],
    ['the vendor’s own id', { person_id: 'prospect_1' }],
    ['names and a company', { first_name: 'Jane', last_name: 'Doe', company_name: 'Acme' }],
    ['names and a domain', { first_name: 'Jane', last_name: 'Doe', domain: 'acme.example' }],
  ])('%s', (_name, fields) => {
    const { vendor, list, reply } = send(fields);
    expect(reply).toMatchObject({
      status: 200,
      body: { status: 'pending', credits_reserved: 11, lead_list_id: list },
    });
    expect(reply.body.poll_url).toBe(
      `https://api.cleanlist.ai/api/v1/public/enrichment/status/${String(reply.body.workflow_id)}`,
    );
    expect(vendor.ledger.purchases.map(({ channel }) => channel)).toEqual(['email', 'phone']);
  });

  test.each<[string, Json, string]>([
    ['nothing', {}, 'body value_error'],
    ['names alone', { first_name: 'A', last_name: 'B' }, 'body value_error'],
    ['a first name and a domain', { first_name: 'A', domain: 'a.example' }, 'body value_error'],
    [
      'the field of the other generation',
      { ...EMAIL, company_domain: 'acme.example' },
      'body.company_domain extra_forbidden',
    ],
    ['a field of our own', { ...EMAIL, row_id: '7' }, 'body.row_id extra_forbidden'],
    [
      'a field of a prototype’s name',
      JSON.parse('{"email":"a@b.example","__proto__":"x"}') as Json,
      'body.__proto__ extra_forbidden',
    ],
    ['no e-mail', { email: 'jane.acme.example' }, 'body.email value_error'],
    ['a blank e-mail', { email: '' }, 'body.email value_error'],
    ['null', { email: null }, 'body.email string_type'],
    ['a company’s page', { linkedin_url: 'https://www.linkedin.com/company/a' }, 'linkedin_url'],
    ['a word for a domain', { first_name: 'A', last_name: 'B', domain: 'acme' }, 'body.domain'],
    ['no type', { ...EMAIL, enrichment_type: undefined }, 'body.enrichment_type missing'],
    ['a hyphened type', { ...EMAIL, enrichment_type: 'phone-only' }, 'literal_error'],
    ['another type', { ...EMAIL, enrichment_type: 'none' }, 'literal_error'],
    ['no list', { ...EMAIL, lead_list_id: undefined }, 'body.lead_list_id missing'],
  ])('not by %s', (_name, fields, fault) => {
    const { vendor, reply } = send(fields);
    expect(reply.status).toBe(422);
    expect(faultsOf(reply)).toEqual([expect.stringContaining(fault)]);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('what the vendor would obey and the emulator does not', () => {
    expect(() => send({ ...EMAIL, include_phone: true })).toThrow('NotEmulated');
  });
});

test('without a list, where the vendor allows that, a person lands on one for all such people', () => {
  const vendor = emulator({ needsLeadList: false });
  const start = () =>
    ask(vendor, 'person', '/enrichment/person', { ...EMAIL, enrichment_type: 'partial' });
  const [one, two] = [start(), start()];
  expect(one.body.lead_list_id).toBe(two.body.lead_list_id);
  expect(newList(vendor, 'MCP Results')).toBe(one.body.lead_list_id);
});

test('another organisation’s list is none', () => {
  const vendor = emulator();
  const lead_list_id = newList(vendor, 'Theirs', { key: FOREIGN_KEY });
  const reply = ask(vendor, 'person', '/enrichment/person', {
    ...EMAIL,
    enrichment_type: 'partial',
    lead_list_id,
  });
  expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  expect(vendor.ledger.purchases).toEqual([]);
});

test('a run waits, goes on, ends, and only then says what was found', () => {
  const vendor = emulator({ shares: ALL, duration: { min: 100, max: 100 } });
  const id = runPerson(vendor, EMAIL);
  const at = (seconds: number) => statusOf(vendor, id, NOW + seconds * 1000);
  const open = { total: 1, processed: 0, result: null, credits_charged: null, summary: null };
  expect(at(1)).toMatchObject({ ...open, status: 'pending', progress: null, refund_status: null });
  expect(at(50)).toMatchObject({ ...open, status: 'running', progress: 50 });
  expect(at(99.9)).toMatchObject({ ...open, status: 'running', progress: 99 });
  expect(at(100)).toMatchObject({
    status: 'completed',
    progress: 100,
    total: 1,
    processed: 1,
    completed: 1,
    failed: 0,
    enrichment_type: 'full',
    summary: { emails_found: 1, phones_found: 1 },
    refund_status: 'not_applicable',
    refund_message: null,
    result: { status: 'completed', first_name: 'Jane', last_name: 'Van Doe', email: EMAIL.email },
    credits_charged: 11,
    credits_refunded: null,
  });
});

test('what the result says is what the ledger says, for whatever is asked', () => {
  const vendor = emulator();
  for (let n = 0; n < 8; n++) {
    const fields = { email: `p${n}.person@company.example` };
    const id = runPerson(vendor, fields, 'full', { nowMs: NOW + n * 60_000 });
    const result = statusOf(vendor, id, END + n * 60_000).result as Json;
    const { email, emailStatus, phones, bought } = vendor.ledger.lookupContact(fields);
    const orNull = (text: string | undefined) => text ?? null;
    expect(result.email).toBe(email === '' ? null : email);
    expect(result.email_status).toBe(email === '' ? null : emailStatus);
    expect(result.phone).toBe(orNull(phones[0]));
    expect(bought).toMatchObject({ email: 1, phone: 1, profile: 0 });
  }
});

test.each<[string, number, Json]>([
  ['partial', 1, { phone: null }],
  ['phone_only', 10, { email: null, email_status: null, title: null, linkedin_url: null }],
  ['full', 11, {}],
])('%s reserves %d credits and delivers nothing else', (type, price, without) => {
  const vendor = emulator({ shares: ALL });
  const id = runPerson(vendor, EMAIL, type);
  expect(vendor.balance('org_a', NOW)).toBe(25_000 - price);
  expect(statusOf(vendor, id, END)).toMatchObject({ credits_charged: price, result: without });
  expect(vendor.ledger.charged('org_a')).toBe(price);
});

test('of full, only what is found costs something; the rest comes back', () => {
  const vendor = emulator({ shares: { email: 1, phone: 0, failed: 0 } });
  const id = runPerson(vendor, EMAIL);
  expect(statusOf(vendor, id, END)).toMatchObject({
    credits_charged: 1,
    credits_refunded: 10,
    summary: { emails_found: 1, phones_found: 0 },
  });
  expect(vendor.balance('org_a', END)).toBe(24_999);
});

test('a person of whom nothing is known has a result that says so, and costs nothing', () => {
  const vendor = emulator({ shares: NONE });
  vendor.faults.nextWorkflow({ nothingFound: true });
  const id = runPerson(vendor, EMAIL);
  expect(statusOf(vendor, id, END)).toMatchObject({
    status: 'completed',
    completed: 0,
    failed: 1,
    result: { lead_id: '', status: 'failed', email: null, phone: null, full_name: null },
    credits_charged: 0,
    credits_refunded: 11,
  });
  expect(vendor.balance('org_a', END)).toBe(25_000);
});

test('some are known by their job though nothing is found: a lead without values', () => {
  const vendor = emulator({ shares: NONE });
  const results = Array.from({ length: 14 }, (_none, n) =>
    runPerson(vendor, { email: `p${n}@company.example` }, 'partial'),
  ).map((id) => statusOf(vendor, id, END).result as Json);
  const known = results.filter(({ lead_id }) => lead_id !== '');
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(results.length);
  for (const result of known) {
    expect(result).toMatchObject({ status: 'completed', email: null, email_status: null });
    expect(result.title).not.toBeNull();
  }
});

test('a person found lands on the list, once, however often asked for', () => {
  const vendor = emulator({ shares: ALL });
  const leads = () => {
    const path = `/lead-lists/${newList(vendor, 'People')}/leads`;
    return ask(vendor, 'leads', path, undefined, { nowMs: END }).body.leads as Json[];
  };
  const first = runPerson(vendor, EMAIL, 'partial');
  const second = runPerson(vendor, EMAIL, 'phone_only');
  const ids = [first, second].map((id) => (statusOf(vendor, id, END).result as Json).lead_id);
  expect(leads()).toMatchObject([{ lead_id: ids[0], email: EMAIL.email }]);
  expect(leads()[0]?.phone).not.toBeNull();
  expect(ids[1]).toBe(ids[0]);
});

test('the balance must hold the worst case, and what lacks is said', () => {
  const vendor = emulator();
  const list = newList(vendor);
  vendor.setBalance('org_a', 7);
  const reply = ask(vendor, 'person', '/enrichment/person', {
    ...EMAIL,
    enrichment_type: 'full',
    lead_list_id: list,
  });
  expect(reply.status).toBe(400);
  expect(reply.body.error).toMatchObject({
    code: 'insufficient_credits',
    retryable: false,
    estimated_cost_credits: 11,
    available_credits: 7,
    shortfall_credits: 4,
  });
  expect(vendor.balance('org_a', END)).toBe(7);
  expect(vendor.ledger.purchases).toEqual([]);
});

describe('a run that goes wrong', () => {
  const ended = (mode: WorkflowMode, nowMs = END) => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow(mode);
    const id = runPerson(vendor, EMAIL);
    return { vendor, id, body: () => statusOf(vendor, id, nowMs) };
  };

  test.each(['failed', 'cancelled'] as const)('%s gives everything back', (ends) => {
    const { vendor, body } = ended({ ends });
    expect(body()).toMatchObject({
      status: ends,
      completed: 0,
      result: null,
      refund_status: 'not_applicable',
      refund_message: null,
      credits_charged: 0,
      credits_refunded: 11,
    });
    expect(vendor.balance('org_a', END)).toBe(25_000);
    expect(vendor.ledger.charged()).toBe(0);
  });

  test.each(['failed', 'cancelled'] as const)('%s may keep the credits, and says so', (ends) => {
    const { vendor, body } = ended({ ends, keepsCredits: true });
    const status = body();
    expect(status).toMatchObject({
      status: ends,
      result: null,
      refund_status: 'pending_review',
      credits_charged: 11,
      credits_refunded: null,
    });
    expect(status.refund_message).toMatch(/under review/);
    expect(vendor.balance('org_a', END)).toBe(24_989);
    expect(vendor.ledger.charged()).toBe(11);
  });

  test('is not known for a while', () => {
    const vendor = emulator();
    vendor.faults.nextWorkflow({ hiddenSeconds: 20 });
    const path = `/enrichment/status/${runPerson(vendor, EMAIL)}`;
    const at = (nowMs: number) => ask(vendor, 'run_status', path, undefined, { nowMs });
    expect([at(NOW + 19_999).status, at(NOW + 20_000).status]).toEqual([404, 200]);
  });

  test('never ends, and keeps its reserve', () => {
    const { vendor, body } = ended({ seconds: Infinity }, END * 2);
    expect(body()).toMatchObject({ status: 'running', progress: 0, credits_charged: null });
    expect(vendor.balance('org_a', END * 2)).toBe(24_989);
  });

  test('has no result for a read or two', () => {
    const { body } = ended({ readsWithoutResults: 1 });
    expect(body()).toMatchObject({ status: 'completed', result: null });
    expect(body()).toMatchObject({ status: 'completed', result: { status: 'completed' } });
  });

  test('ends with another word', () => {
    expect(ended({ word: 'completed_with_errors' }).body()).toMatchObject({
      status: 'completed_with_errors',
      result: { status: 'completed' },
    });
  });

  test('has the situations of the fixture', () => {
    const vendor = emulator({ shares: ALL });
    RUN_FIXTURES.G.apply(vendor);
    const results = [runPerson(vendor, EMAIL), runPerson(vendor, { email: 'b@c.example' })].map(
      (id) => statusOf(vendor, id, END).result,
    );
    expect(results).toMatchObject([{ status: 'completed' }, { lead_id: '', status: 'failed' }]);
  });

  test('gives a broken lookup no lead', () => {
    const vendor = emulator({ shares: { email: 1, phone: 1, failed: 1 } });
    const id = runPerson(vendor, EMAIL);
    expect(statusOf(vendor, id, END)).toMatchObject({
      status: 'completed',
      result: { lead_id: '', status: 'failed' },
      credits_charged: 0,
    });
  });
});

test('another organisation sees no run, and neither generation the other’s', () => {
  const vendor = emulator();
  const id = runPerson(vendor, EMAIL);
  const path = `/enrichment/status/${id}`;
  expect(ask(vendor, 'run_status', path, undefined, { key: FOREIGN_KEY }).status).toBe(404);
  expect(ask(vendor, 'run_status', '/enrichment/status/public_bulk_x').status).toBe(404);
  expect(ask(vendor, 'status', `/enrich/status?workflow_id=${id}`).status).toBe(404);
});

test('the witness sees a person bought twice, whichever generation sold', () => {
  const vendor = emulator();
  runPerson(vendor, EMAIL, 'phone_only');
  runPerson(vendor, { email: EMAIL.email.toUpperCase() }, 'phone_only');
  expect(vendor.ledger.boughtTwice()).toMatchObject([{ channel: 'phone', times: 2 }]);
});
