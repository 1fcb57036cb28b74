// The provider's look-up of one person against the emulated vendor: what is sent, what is read, what it costs.
import type { CleanlistEmulator, EmulatorOptions } from '../../local/vendors/cleanlist/emulator';
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import { cleanlist } from '../../src/provider/cleanlist';
import type { PollOutcome } from '../../src/provider/provider';
import { serviceOf } from '../../src/provider/vendors';
import { call, emulator, END, identity, KEY, NOW } from './calls';

const person = serviceOf('cleanlist/person');
const ALL = { email: 1, phone: 1, failed: 0 };
const NONE = { email: 0, phone: 0, failed: 0 };
const ADA = identity({ email: 'ada@home.example' });

function listAt(vendor: CleanlistEmulator): string {
  const { prepare } = person;
  if (prepare === undefined) throw new Error('There is nothing to prepare.');
  const outcome = prepare.read(call(vendor, prepare.request(KEY)), NOW);
  if (outcome.kind !== 'ok') throw new Error(outcome.kind);
  return outcome.value;
}

function bought(options: EmulatorOptions = {}, mode: Partial<WorkflowMode> = {}) {
  const vendor = emulator({ shares: ALL, ...options });
  const prepared = listAt(vendor);
  vendor.faults.nextWorkflow(mode);
  const sent = [person.sends(ADA)];
  const request = person.submit(KEY, 'phone_only', sent, { prepared, webhookUrl: '' });
  const outcome = person.readSubmit(call(vendor, request), sent, NOW);
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  return { vendor, request, outcome, workflowId: outcome.workflowId };
}

function polled(vendor: CleanlistEmulator, workflowId: string, nowMs: number): PollOutcome {
  const result = call(vendor, person.poll(KEY, workflowId), nowMs);
  return person.readPoll(result, [], { key: KEY, workflowId, nowMs });
}

test('the list is made once: the same call finds it again', () => {
  const vendor = emulator();
  expect(listAt(vendor)).toBe(listAt(vendor));
});

test('nothing of the contact but its e-mail leaves, with the type and the list', () => {
  const { vendor, request, outcome } = bought();
  expect(JSON.parse(request.body ?? '')).toEqual({
    email: 'ada@home.example',
    enrichment_type: 'phone_only',
    lead_list_id: listAt(vendor),
  });
  expect(outcome).toMatchObject({ reserved: 10, taskIds: null });
  const full = { ...ADA, firstName: 'Ada', companyName: 'Firm', leadId: '7' };
  expect(person.sends(full)).toEqual({ ...ADA, email: 'ada@home.example' });
});

test.each([
  ['nothing but an e-mail', ADA, true],
  ['half a name', identity({ firstName: 'Ada', email: 'ada@home.example' }), true],
  [
    'a name and a company: they go with the others',
    identity({ firstName: 'A', lastName: 'B', companyName: 'C', email: 'a@b.example' }),
    false,
  ],
  [
    'a profile',
    identity({ linkedinUrl: 'https://www.linkedin.com/in/a', email: 'a@b.example' }),
    false,
  ],
  ['no e-mail', identity({ firstName: 'Ada' }), false],
  ['what is no e-mail', identity({ email: 'ada@home' }), false],
  ['a longer e-mail than there are', identity({ email: `${'a'.repeat(250)}@b.example` }), false],
])('a contact with %s', (_, contact, isTaken) => {
  expect(person.lacks(contact) === null).toBe(isTaken);
});

test.each([
  ['two contacts', [ADA, ADA], { prepared: 'list', webhookUrl: '' }],
  ['none', [], { prepared: 'list', webhookUrl: '' }],
  ['no list', [ADA], { prepared: '', webhookUrl: '' }],
])('%s make no request', (_, contacts, terms) => {
  expect(() => person.submit(KEY, 'phone_only', contacts, terms)).toThrow(RangeError);
});

test('runs, and brings the phone that the ledger knows at the price that was taken', () => {
  const { vendor, workflowId } = bought({ duration: { min: 60, max: 60 } });
  expect(polled(vendor, workflowId, NOW + 1_000)).toEqual({ kind: 'running', word: 'pending' });
  expect(polled(vendor, workflowId, NOW + 30_000)).toEqual({ kind: 'running', word: 'running' });
  const end = polled(vendor, workflowId, END);
  const { phones } = vendor.ledger.lookup(ADA);
  expect(end).toMatchObject({ kind: 'finished', word: 'completed', charged: 10, missing: {} });
  if (end.kind !== 'finished') throw new Error(end.kind);
  expect(end.items.map((item) => item.phones.map(({ number }) => number))).toEqual([phones]);
  expect(end.items[0]).toMatchObject({ echo: null, error: '' });
  expect(end).not.toHaveProperty('notice');
});

test('an empty lead_id is nobody found, not a look-up that broke', () => {
  const { vendor, workflowId } = bought({ shares: NONE });
  expect(polled(vendor, workflowId, END)).toMatchObject({
    kind: 'finished',
    charged: 0,
    items: [{ phones: [], email: '', error: '' }],
  });
});

test.each([
  ['failed', 0, [{ error: 'The lookup broke.' }], false],
  ['cancelled', 0, [{ error: 'The lookup broke.' }], false],
  ['failed', 10, [], true],
  ['cancelled', 10, [], true],
] as const)('%s with %i credits kept', (ends, charged, items, isTold) => {
  const { vendor, workflowId } = bought({}, { ends, keepsCredits: charged > 0 });
  const end = polled(vendor, workflowId, END);
  expect(end).toMatchObject({ kind: 'finished', word: ends, charged, items });
  const notice = end.kind === 'finished' ? (end.notice ?? '') : '';
  expect(notice).toMatch(isTold ? /under review; contact support with the workflow id\.$/ : /^$/);
});

test('a result that comes later than the word is waited for', () => {
  const { vendor, workflowId } = bought({}, { readsWithoutResults: 1 });
  expect(polled(vendor, workflowId, END)).toEqual({ kind: 'no_results', word: 'completed' });
  expect(polled(vendor, workflowId, END)).toMatchObject({ kind: 'finished' });
});

test.each([
  ['a list that is gone', 'gone', ADA, 'unprepared'],
  ['an e-mail that it does not take', '', { ...ADA, email: 'ada@home' }, 'bad_contacts'],
])('%s is told from every other refusal', (_, list, contact, kind) => {
  const vendor = emulator();
  const prepared = list === '' ? listAt(vendor) : list;
  const request = person.submit(KEY, 'phone_only', [contact], { prepared, webhookUrl: '' });
  expect(person.readSubmit(call(vendor, request), [contact], NOW)).toMatchObject({ kind });
  expect(vendor.ledger.purchases).toEqual([]);
});

test.each([
  ['insufficient_scope', { scopes: ['credits:read'] }, 'key_refused'],
  ['feature_gated', { features: [] }, 'key_refused'],
])('%s says so by its code', (code, plan, kind) => {
  const vendor = emulator({ plan });
  const request = person.submit(KEY, 'phone_only', [ADA], { prepared: 'any', webhookUrl: '' });
  const outcome = person.readSubmit(call(vendor, request), [ADA], NOW);
  expect(outcome).toMatchObject({ kind, error: { httpStatus: 403, code } });
});

test('too few credits are told as such, though with HTTP 400', () => {
  const vendor = emulator();
  const prepared = listAt(vendor);
  vendor.setBalance('org_a', 9);
  const request = person.submit(KEY, 'phone_only', [ADA], { prepared, webhookUrl: '' });
  expect(person.readSubmit(call(vendor, request), [ADA], NOW)).toMatchObject({
    kind: 'out_of_credits',
    error: { httpStatus: 400 },
  });
});

test('the plan behind a key is read in the vendor’s words', () => {
  const { plan } = cleanlist;
  if (plan === undefined) throw new Error('No plan can be asked for.');
  expect(
    plan.read(call(emulator({ plan: { tier: 'starter' } }), plan.request(KEY)), NOW),
  ).toMatchObject({
    kind: 'ok',
    value: {
      tier: 'starter',
      features: ['data_source_csv_upload', 'enrich_email', 'enrich_phone'],
    },
  });
  expect(plan.read(call(emulator(), plan.request('clapi_wrong')), NOW)).toMatchObject({
    kind: 'key_refused',
  });
});

describe('the delivery log', () => {
  const bulk = serviceOf('cleanlist/bulk');

  test('is read attempt by attempt', () => {
    const { webhook } = bulk;
    if (webhook === undefined) throw new Error('No log can be asked for.');
    const vendor = emulator();
    const contacts = [identity({ firstName: 'A', lastName: 'B', companyName: 'C' })];
    const statuses = new Set<string>();
    for (let index = 0; index < 12; index++) {
      const request = bulk.submit(KEY, 'partial', contacts, {
        prepared: '',
        webhookUrl: 'https://hooks.example.com/in',
      });
      const outcome = bulk.readSubmit(call(vendor, request), contacts, NOW);
      if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
      const later = NOW + 600_000;
      const asked = call(vendor, webhook.deliveries(KEY, outcome.workflowId), later);
      const log = webhook.readDeliveries(asked, later);
      if (log.kind !== 'ok') throw new Error(log.kind);
      expect(log.value.map(({ attempt }) => attempt)).toEqual(log.value.map((_, at) => at + 1));
      for (const { status, httpStatus, message } of log.value) {
        statuses.add(status);
        expect(message === '').toBe(status === 'delivered');
        if (status === 'delivered') expect(httpStatus).toBe(200);
      }
    }
    expect([...statuses].sort()).toEqual(['delivered', 'failed']);
  });

  test.each([
    ['a bare list', '[{"attempt_number":2,"status":"failed"}]', 1],
    ['data', '{"data":[{"status":"delivered","response_status_code":"200"}]}', 1],
    ['nothing yet', '{"deliveries":[]}', 0],
  ])('is found as %s', (_, body, count) => {
    const result = { kind: 'response', response: { status: 200, headers: {}, body } } as const;
    const log = bulk.webhook?.readDeliveries(result, NOW);
    expect(log?.kind === 'ok' ? log.value : []).toHaveLength(count);
    expect(log?.kind).toBe('ok');
  });

  test('without any list is no empty one', () => {
    const result = {
      kind: 'response',
      response: { status: 200, headers: {}, body: '{"status":"ok"}' },
    } as const;
    expect(bulk.webhook?.readDeliveries(result, NOW)).toMatchObject({ kind: 'unreadable' });
  });
});
