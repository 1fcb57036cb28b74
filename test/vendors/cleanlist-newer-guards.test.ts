// Who may call the newer generation, how often, and how it words what is wrong.
import { FAULTS, type FaultName } from '../../local/vendors/fault';
import { answerProblems, requestProblems, type Answered } from '../support/cleanlist-contract';
import { answered, BASE, emulator, FOREIGN_KEY, get, KEY, NOW, post, SECOND_KEY } from './calls';
import { ask, codeOf, listOf, newList, quoteFor, type Json } from './cleanlist-newer-calls';

type Vendor = ReturnType<typeof emulator>;

/** One good call of each endpoint. */
const CALLS: readonly (readonly [
  Answered,
  string,
  (vendor: Vendor) => readonly [string, unknown?],
])[] = [
  ['whoami', '', () => ['/whoami']],
  [
    'estimate',
    'credits:read',
    (vendor) => [
      '/credits/estimate',
      { tool: 'enrich_list', list_id: listOf(vendor, 1), scope: 'full' },
    ],
  ],
  [
    'person',
    'enrich:write',
    (vendor) => [
      '/enrichment/person',
      { email: 'a@b.example', enrichment_type: 'full', lead_list_id: newList(vendor) },
    ],
  ],
  [
    'list_run',
    'enrich:write',
    (vendor) => {
      const lead_list_id = listOf(vendor, 1);
      const quote_id = quoteFor(vendor, lead_list_id);
      return ['/enrichment/bulk', { lead_list_id, scope: 'full', quote_id }];
    },
  ],
  ['run_status', 'enrich:read', () => ['/enrichment/status/enrich-x']],
  ['new_list', 'lists:write', () => ['/lead-lists', { name: 'x' }]],
  [
    'csv_import',
    'lists:write',
    (vendor) => [
      `/lead-lists/${newList(vendor)}/csv-import`,
      { csv_content_base64: 'RQ==', column_mapping: { email: 'E' }, dispatch_enrichment: false },
    ],
  ],
  ['leads', 'lists:read', (vendor) => [`/lead-lists/${newList(vendor)}/leads`]],
];

const SCOPES = ['credits:read', 'enrich:read', 'enrich:write', 'lists:read', 'lists:write'];

test('whoami says whose key it is and what it may, and shows no address', () => {
  const { body } = ask(emulator(), 'whoami', '/whoami');
  expect(body).toMatchObject({
    organization_id: 'org_a',
    organization_name: 'A',
    auth_type: 'api_key',
    tier: 'pro',
    scopes: SCOPES,
    features: ['data_source_csv_upload', 'enrich_email', 'enrich_phone'],
  });
  expect(body.user_email).toMatch(/^.\*\*\*@/);
  const poor = emulator({ plan: { tier: 'starter', features: ['enrich_email'] } });
  expect(ask(poor, 'whoami', '/whoami').body).toMatchObject({
    tier: 'starter',
    features: ['enrich_email'],
  });
});

describe.each(CALLS)('%s', (endpoint, scope, make) => {
  const run = (vendor: Vendor, key = KEY) => {
    const [path, body] = make(emulator());
    return ask(vendor, endpoint, path, body, { key });
  };

  test('is answered to a key that exists and a plan that has it', () => {
    const vendor = emulator();
    const [path, body] = make(vendor);
    expect([200, 201, 404]).toContain(ask(vendor, endpoint, path, body).status);
    const wrong = run(emulator(), 'clapi_wrong');
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'unauthorized']);
    const gated = run(emulator(), 'clapi_free_plan');
    expect([gated.status, codeOf(gated)]).toEqual([403, 'feature_gated']);
  });

  test('needs its scope', () => {
    const vendor = emulator({ plan: { scopes: SCOPES.filter((one) => one !== scope) } });
    const reply = run(vendor);
    if (scope === '') {
      expect(reply.status).toBe(200);
      return;
    }
    expect([reply.status, codeOf(reply)]).toEqual([403, 'insufficient_scope']);
    expect((reply.body.error as Json).details).toMatchObject({ required_scopes: [scope] });
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('has one method, no stray parameter, and a body that says it is JSON', () => {
    const [path, body] = make(emulator());
    const right = body === undefined ? get(path) : { ...post(body), url: `${BASE}${path}` };
    const status = (change: object) =>
      answered(emulator().handle({ ...right, ...change }, NOW)).status;
    expect(status({ method: 'put' })).toBe(405);
    expect(status({ url: `${BASE}${path}?x=1` })).toBe(400);
    expect(status({ url: `${BASE}${path}/` })).toBe(404);
    if (body === undefined) expect(status({ body: '{}' })).toBe(400);
    else expect(status({ headers: { authorization: `Bearer ${KEY}` } })).toBe(422);
  });

  test('words a fault of its own as the newer generation does', () => {
    for (const name of ['400', '401', '404', '429 seconds', '500', '503'] as FaultName[]) {
      const vendor = emulator();
      vendor.faults.next('any', name);
      const reply = run(vendor);
      expect(reply.status).toBe((FAULTS[name] as { status: number }).status);
      expect(typeof codeOf(reply)).toBe('string');
    }
  });
});

test('both generations share the calls of a minute, and each says so in its words', () => {
  const vendor = emulator();
  const at = NOW + 20_000;
  for (let n = 0; n < 15; n++) {
    ask(vendor, 'whoami', '/whoami', undefined, { nowMs: at });
    ask(vendor, 'balance', '/credits/balance', undefined, { nowMs: at });
  }
  const reply = ask(vendor, 'whoami', '/whoami', undefined, { nowMs: at });
  expect(reply).toMatchObject({
    status: 429,
    headers: { 'retry-after': '40' },
    body: { error: { code: 'rate_limited', retryable: true, retry_after_ms: 40_000 } },
  });
  const older = ask(vendor, 'balance', '/credits/balance', undefined, { nowMs: at });
  expect(older).toMatchObject({ status: 429, body: { detail: 'Rate limit exceeded' } });
  expect(ask(vendor, 'whoami', '/whoami', undefined, { nowMs: at, key: SECOND_KEY }).status).toBe(
    200,
  );
});

test.each([
  ['partial', 'enrich_email'],
  ['phone_only', 'enrich_phone'],
  ['full', 'enrich_phone'],
])('a plan without what %s needs is told which feature lacks', (type, feature) => {
  const features = ['data_source_csv_upload', 'enrich_email', 'enrich_phone'];
  const vendor = emulator({ plan: { features: features.filter((one) => one !== feature) } });
  const lead_list_id = listOf(vendor, 1);
  const scope = type.replace('_', '-');
  const replies = [
    ask(vendor, 'person', '/enrichment/person', {
      email: 'a@b.example',
      enrichment_type: type,
      lead_list_id,
    }),
    ask(vendor, 'list_run', '/enrichment/bulk', {
      lead_list_id,
      scope,
      quote_id: quoteFor(vendor, lead_list_id, scope),
    }),
    ask(vendor, 'csv_import', `/lead-lists/${lead_list_id}/csv-import`, {
      csv_content_base64: 'RQ==',
      column_mapping: { email: 'E' },
      enrichment_type: type,
    }),
  ];
  for (const reply of replies) {
    expect([reply.status, codeOf(reply)]).toEqual([403, 'feature_gated']);
    expect(reply.body.error).toMatchObject({ details: { feature } });
  }
  expect(vendor.ledger.purchases).toEqual([]);
});

test('an import needs its feature, and one that spends the scope to spend', () => {
  const csv = { csv_content_base64: 'RQ==', column_mapping: { email: 'E' } };
  const noUpload = emulator({ plan: { features: ['enrich_email'] } });
  const path = (vendor: Vendor) => `/lead-lists/${newList(vendor)}/csv-import`;
  const gated = ask(noUpload, 'csv_import', path(noUpload), { ...csv, dispatch_enrichment: false });
  expect(codeOf(gated)).toBe('feature_gated');
  const reader = emulator({ plan: { scopes: ['lists:write'] } });
  const free = ask(reader, 'csv_import', path(reader), { ...csv, dispatch_enrichment: false });
  expect(free.status).toBe(201);
  const spends = ask(reader, 'csv_import', path(reader), { ...csv, enrichment_type: 'partial' });
  expect(codeOf(spends)).toBe('insufficient_scope');
});

test('the older generation asks for no scope and no feature', () => {
  const vendor = emulator({ plan: { scopes: [], features: [] } });
  const body = {
    enrichment_type: 'full',
    contacts: [{ linkedin_url: 'https://linkedin.com/in/a' }],
  };
  expect(ask(vendor, 'submit', '/enrich/bulk', body).status).toBe(200);
  const gated = answered(vendor.handle(get('/credits/balance', 'clapi_free_plan'), NOW));
  expect(JSON.parse(gated.body)).toEqual({
    error: { code: 'feature_gated', problem: 'No API access in your plan.' },
  });
});

test('faults reach each step of a list by its own name', () => {
  const steps = ['list', 'import', 'quote', 'submit', 'status', 'results'] as const;
  for (const step of steps) {
    const vendor = emulator();
    vendor.faults.next(step, '503');
    const list = newList(vendor) === 'undefined' ? 'failed' : 'made';
    expect(list).toBe(step === 'list' ? 'failed' : 'made');
    if (step === 'list') continue;
    const codes = CALLS.filter(([, scope]) => scope !== '').map(([endpoint, , make]) => {
      const [path, body] = make(emulator());
      return `${endpoint} ${ask(vendor, endpoint, path, body).status}`;
    });
    expect(codes.filter((code) => code.endsWith(' 503'))).toHaveLength(1);
  }
});

describe('the contract of what we send', () => {
  const headers = { authorization: `Bearer ${KEY}`, accept: 'application/json' };
  const posting = (path: string, body: unknown) => ({
    method: 'post',
    url: `${BASE}${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reading = (path: string) => ({ method: 'get', url: `${BASE}${path}`, headers });
  const contacts = [{ linkedin_url: 'https://www.linkedin.com/in/a' }];
  const person = { email: 'a@b.example', enrichment_type: 'partial', lead_list_id: 'l' };
  const csv = {
    csv_content_base64: 'RQ==',
    column_mapping: { email: 'E' },
    dispatch_enrichment: false,
    idempotency_key: 'k',
  };
  const run = { lead_list_id: 'l', scope: 'phone-only', quote_id: 'qte_v1_1_a' };

  test.each([
    reading('/whoami'),
    reading('/webhooks/deliveries?workflow_id=public_bulk_1'),
    reading('/enrichment/status/enrich-1'),
    reading('/lead-lists/l/leads?limit=500'),
    reading('/lead-lists/l/leads?limit=500&cursor=abc'),
    posting('/enrich/bulk', {
      enrichment_type: 'full',
      contacts,
      webhook_url: 'https://a.example',
    }),
    posting('/enrichment/person', person),
    posting('/credits/estimate', { tool: 'enrich_list', list_id: 'l', scope: 'full' }),
    posting('/enrichment/bulk', run),
    posting('/enrichment/bulk', { list_id: 'l', scope: 'full', quote_id: 'qte_v1_1_a' }),
    posting('/lead-lists', { name: 'x' }),
    posting('/lead-lists/l/csv-import', csv),
  ])('allows $method $url', (request) => {
    expect(requestProblems(request)).toEqual([]);
  });

  test.each([
    reading('/usage'),
    reading('/whoami?x=1'),
    reading('/enrichment/status/'),
    reading('/lead-lists/l/leads?cursor=abc'),
    { ...reading('/whoami'), url: 'https://api.cleanlist.ai.evil.example/api/v1/public/whoami' },
    posting('/enrich/bulk', { enrichment_type: 'full', contacts, webhook_url: 'http://a.example' }),
    posting('/enrichment/person', { ...person, lead_list_id: undefined }),
    posting('/enrichment/person', { ...person, company_domain: 'a.example' }),
    posting('/enrichment/person', { ...person, email: undefined }),
    posting('/credits/estimate', { tool: 'enrich_list', list_id: 'l', scope: 'phone_only' }),
    posting('/enrichment/bulk', { ...run, list_id: 'l' }),
    posting('/enrichment/bulk', { ...run, quote_id: undefined }),
    posting('/lead-lists/l/csv-import', { ...csv, dispatch_enrichment: undefined }),
    posting('/lead-lists/l/csv-import', { ...csv, idempotency_key: undefined }),
    posting('/lead-lists/l/csv-import', { ...csv, column_mapping: { notes: 'E' } }),
  ])('forbids $method $url $body', (request) => {
    expect(requestProblems(request)).not.toEqual([]);
  });

  test('holds the vendor’s answers to their status', () => {
    const created = { status: 201, body: '{}' };
    expect(answerProblems('whoami', created)).not.toEqual([]);
    const plain = { status: 404, body: '{"detail":"Not found"}' };
    expect(answerProblems('run_status', plain)).not.toEqual([]);
    expect(answerProblems('status', plain)).toEqual([]);
    const foreign = ask(emulator(), 'run_status', '/enrichment/status/x', undefined, {
      key: FOREIGN_KEY,
    });
    expect(foreign.status).toBe(404);
  });
});
