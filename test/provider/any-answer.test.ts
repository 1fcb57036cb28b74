// Any answer at all, made up or a real one that was damaged: nothing throws, nothing is bought that has no id, and no value
// comes out that did not go in.
import fc from 'fast-check';
import type { Identity } from '../../src/contact/contact';
import type { Item, PollOutcome, SubmitOutcome } from '../../src/provider/provider';
import { readAccount, readBalance } from '../../src/provider/read-account';
import { VENDORS } from '../../src/provider/vendors';
import { answer, NOW, PAGE } from './answers';

/** Answers tried of each sort; each is read in six ways. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 50);

const SENT: readonly Identity[] = ['ada', 'grace', 'alan'].map((name, index) => ({
  linkedinUrl: index === 0 ? `https://www.linkedin.com/in/${name}` : '',
  firstName: name,
  lastName: `Sent${index}`,
  companyName: 'Sent',
  companyDomain: `${name}.example`,
  email: `${name}@sent.example`,
  leadId: `c_${name}`,
}));

const ITEM = {
  task_id: 't1',
  status: 'completed',
  primary_email: 'ada@engine.example',
  primary_email_status: 'reliable',
  personal_phone_numbers: ['+14155550100', { number: '+14155550101', type: 'mobile' }],
  prospect: { first_name: 'Ada', last_name: 'Byron', full_name: 'Ada Byron' },
  company: { name: 'Engine', domain: 'engine.example' },
};
const ECHO = {
  task_id: 't2',
  status: 'failed',
  result: { email: 'grace@cobol.example', email_status: 'risky', phones: ['+12025550100'] },
  input: { first_name: 'Grace', last_name: 'Hopper', company_name: 'Cobol' },
  error: null,
};
const LEAD = { firstName: 'Ada', lastName: 'Byron', domain: 'engine.example', found: true };
const FOUND = { ...LEAD, email: 'ada@engine.example', confidence: 'high', isCatchAll: false };
const META = { requestId: '5f', creditsUsed: 10, creditsRefunded: 10, creditsRemaining: 7 };
const BATCH = { batchId: '665b12cf', status: 'completed', totalItems: 2, processedItems: 2 };
const REAL = {
  batch: {
    success: true,
    data: { batchId: '665b12cf', status: 'queued', itemCount: 3, duplicatesRemoved: 0 },
    meta: { requestId: '5f', creditsReserved: 30, creditsPerItem: 10, estimatedCredits: 30 },
  },
  ended: { success: true, data: { ...BATCH, progress: 100 } },
  found: { success: true, data: FOUND, meta: META },
  phones: { success: true, data: { phones: ['+14155550100', '+14155550101'] }, meta: META },
  page: {
    success: true,
    data: {
      ...BATCH,
      processedCount: 2,
      successful: 1,
      results: [
        FOUND,
        { ...LEAD, found: false, message: 'No' },
        { email: 'ada@sent.example', phones: ['+12025550100'] },
        { linkedin: 'https://www.linkedin.com/in/ada', phones: [], error: 'No phone' },
      ],
    },
    meta: META,
  },
  verdicts: {
    success: true,
    data: {
      batchId: '665b12cf3e4c9200138eaf10',
      status: 'completed',
      totalItems: 2,
      results: [
        { email: 'ada@sent.example', result: 'risky', isCatchAll: true, confidence: 'low' },
        { email: 'bob@sent.example', status: 'valid', subStatus: '', catchAll: false },
      ],
    },
    meta: META,
  },
  verdict: {
    success: true,
    data: { email: 'ada@sent.example', result: 'valid', isCatchAll: false, message: 'Fine' },
    meta: META,
  },
  profile: {
    success: true,
    data: {
      displayName: 'Ada Byron',
      firstName: 'Ada',
      lastName: 'Byron',
      headline: 'Analyst at Engine',
      companyName: 'Engine',
      profileUrl: 'https://www.linkedin.com/in/ada-byron',
      positions: {
        positionsCount: 1,
        positionHistory: [
          { title: 'Analyst', companyName: 'Engine', startEndDate: { start: {}, end: null } },
        ],
      },
    },
    meta: META,
  },
  problem: {
    type: 'https://dev.enrich.so/errors/validation-error',
    title: 'Validation Error',
    status: 400,
    detail: 'body/leads/1/domain Invalid domain, body/emails/0 Invalid email',
    instance: '/requests/1',
  },
  submit: {
    workflow_id: 'public_bulk_1',
    status: 'processing',
    task_ids: ['t1', 't2', 't3'],
    total_contacts: 3,
  },
  poll: {
    workflow_id: 'public_bulk_1',
    status: 'completed',
    summary: { total: 3, successful: 2, failed: 1, emails_found: 2, phones_found: 2 },
    results: [ITEM, ECHO],
    completed_at: '2026-04-06T15:00:42Z',
  },
  error: { error: { code: 'insufficient_credits', problem: 'No credits', retry_after: 7 } },
  detail: { detail: [{ type: 'x', loc: ['body', 'contacts', 1], msg: 'No', input: {} }] },
};

const NAMES = [
  ...['workflow_id', 'id', 'status', 'state', 'data', 'result', 'results', 'items', 'contacts'],
  ...['task_ids', 'task_id', 'email', 'primary_email', 'phones', 'input', 'prospect', 'company'],
  ...['error', 'detail', 'message', 'code', 'success', 'loc', 'msg', 'total', 'summary'],
  ...['emails_found', 'credits', 'organization_id', 'valid', 'retry_after', 'credits_charged'],
  ...[
    'batchId',
    'found',
    'confidence',
    'isCatchAll',
    'linkedin',
    'meta',
    'creditsUsed',
    'totalItems',
  ],
  ...['firstName', 'lastName', 'domain', 'creditsReserved', 'creditsPerItem', 'itemCount'],
  ...['__proto__', 'constructor', 'toString', 'length', 'hasOwnProperty', '', '0'],
];
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1e308, 1e-9, 7, '', ' ', '\u0000', '\ud800', 'completed'],
    ...[
      'a@b.example',
      'Ada <a@b.example>',
      'x***@b.example',
      '=1+1',
      '+1',
      '\t=1',
      '٠١٢',
      '\u202ex',
    ],
    ...['x'.repeat(60_000), [], {}, [[]], ['a', 'a'], { a: { b: {} } }],
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
);
const made = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    odd,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), tie('tree')), { maxLength: 5 })
      // As text, so that `__proto__` is a key and no prototype.
      .map((entries) => record(entries)),
  ),
})).tree;

function record(entries: readonly (readonly [string, unknown])[]): unknown {
  const parts = entries.map(([name, value]) => `${JSON.stringify(name)}:${text(value)}`);
  return JSON.parse(`{${parts.join(',')}}`) as unknown;
}

function text(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}

/** A real answer with some of its parts replaced, removed, doubled or put elsewhere. */
function damaged(real: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(real);
  const harm = fc.record({
    path: fc.constantFrom(...paths),
    how: fc.constantFrom('replace', 'remove', 'double', 'wrap'),
    value: odd,
  });
  return fc
    .array(harm, { minLength: 1, maxLength: 4 })
    .map((harms) =>
      harms.reduce((body, { path, how, value }) => change(body, path, how, value), real),
    );
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([name, part]) =>
      pathsOf(part).map((path) => [name, ...path]),
    ),
  ];
}

function change(body: unknown, [name, ...rest]: string[], how: string, value: unknown): unknown {
  if (name === undefined)
    return how === 'wrap' ? { data: body } : how === 'double' ? [body, body] : value;
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body);
  const changed = entries.flatMap(([key, part]): [string, unknown][] => {
    if (key !== name) return [[key, part]];
    if (rest.length === 0 && how === 'remove') return [];
    return [[key, change(part, rest, how, value)]];
  });
  return Array.isArray(body) ? changed.map(([, part]) => part) : record(changed);
}

/** The body as it goes over the wire, sometimes cut, sometimes no JSON at all. */
const onTheWire = (bodies: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: bodies.map(text) },
    {
      weight: 1,
      arbitrary: fc.tuple(bodies.map(text), fc.nat(500)).map(([all, at]) => all.slice(0, at)),
    },
    { weight: 1, arbitrary: fc.constantFrom('', PAGE, '\ufeff{}', 'OK', '['.repeat(99_999)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );

const statuses = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[0, 100, 201, 202, 204, 301, 302, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422],
      ...[429, 500, 502, 503, 504, 599],
    ),
  },
);
const headers = fc.constantFrom<Record<string, string>>(
  {},
  ...['7', '-7', '1e9', 'soon', '', 'Mon, 06 Apr 2026 15:00:30 GMT', '99999999999999999999'].map(
    (value) => ({ 'retry-after': value }),
  ),
  { 'x-ratelimit-reset': '1e400' },
);

const LEAD_DATA = {
  id: 'c_ada',
  full_name: 'Ada Byron',
  first_name: 'Ada',
  last_name: 'Byron',
  email_primary: 'ada@engine.example',
  email_second: 'ada@home.example',
  phone: '+14155550100',
  company_phone: '+14155550101',
  job_title: 'Analyst',
  company_name: 'Engine',
  company_domain: 'engine.example',
  linkedin_url: 'https://linkedin.com/in/ada',
};
const CHECKED = { email: 'ada@sent.example', is_valid: true, reason: null, cached: false };
const REQUEST = { request_id: 'req_1', timestamp: '2026-02-26T14:31:00.000Z' };
const LEAP = {
  lead: {
    data: LEAD_DATA,
    meta: { ...REQUEST, credits_used: 1, credits_remaining: 249, cached: false },
    error: null,
  },
  file: [LEAD_DATA, { ...LEAD_DATA, id: 'c_grace', email_primary: 'gr***@cobol.example' }],
  checked: { data: CHECKED, meta: { ...REQUEST, cached: false }, error: null },
  checks: {
    data: [CHECKED, { ...CHECKED, email: 'grace@sent.example', is_valid: false }],
    meta: { ...REQUEST, total: 2, valid: 1, invalid: 1, cached_count: 0 },
    error: null,
  },
  error: {
    data: null,
    meta: REQUEST,
    error: { code: 'RATE_LIMITED', message: 'Slow down', status: 429, retry_after: 12 },
  },
};

const SERVICES = VENDORS.flatMap(({ services, keyPrefix }) =>
  services.map((service) => [service.id, service, `${keyPrefix}secret`] as const),
);
const BODIES = [
  ['made up', made],
  ['a damaged purchase', damaged(REAL.submit)],
  ['a damaged result', damaged(REAL.poll)],
  ['a damaged error', damaged(REAL.error)],
  ['a damaged list of errors', damaged(REAL.detail)],
  ['a damaged batch', damaged(REAL.batch)],
  ['a damaged end of a batch', damaged(REAL.ended)],
  ['a damaged answer at once', fc.oneof(damaged(REAL.found), damaged(REAL.phones))],
  ['a damaged page', damaged(REAL.page)],
  ['a damaged verdict', fc.oneof(damaged(REAL.verdict), damaged(REAL.verdicts))],
  ['a damaged profile', damaged(REAL.profile)],
  ['a damaged problem', damaged(REAL.problem)],
  ['a damaged lead', fc.oneof(damaged(LEAP.lead), damaged(LEAP.file))],
  ['a damaged check of e-mails', fc.oneof(damaged(LEAP.checked), damaged(LEAP.checks))],
  ['a damaged envelope', damaged(LEAP.error)],
] as const;

describe.each(SERVICES)('%s', (_id, service, key) => {
  const call = { key, workflowId: 'w', nowMs: NOW };
  const ended = answer(200, REAL.ended);
  const readsOn = service.readPoll(ended, [], call).kind === 'more';

  test.each(BODIES)(
    'throws nothing, buys nothing without an id, gives no value that it does not hold, keeps every limit: %s',
    (_name, bodies) => {
      fc.assert(
        fc.property(statuses, onTheWire(bodies), headers, (status, body, head) => {
          const result = answer(status, body, head);
          for (const sent of [SENT, SENT.slice(1, 2)]) {
            expectPurchase(service.readSubmit(result, sent, NOW), sent, status, body);
          }
          expectRead(service.readPoll(result, [], call), status, body);
          if (readsOn) expectRead(service.readPoll(ended, [result], call), status, body);
        }),
        { numRuns: RUNS, seed: 20_260_901 },
      );
    },
  );
});

const ACCOUNT_BODIES = [
  ...BODIES,
  [
    'a damaged account',
    damaged({
      data: {
        usage: { leads_used: 1, leads_limit: 5, leads_remaining: 4 },
        account: { user_id: 'usr_abc123', company_name: 'GrowthCo' },
      },
      meta: REQUEST,
      error: null,
    }),
  ],
] as const;
const READERS = [{ readAccount, readBalance }, ...VENDORS];

test.each(ACCOUNT_BODIES)(
  'an account and a balance are read without throwing: %s',
  (_name, bodies) => {
    fc.assert(
      fc.property(statuses, onTheWire(bodies), headers, (status, body, head) => {
        const result = answer(status, body, head);
        for (const reader of READERS) {
          const balance = reader.readBalance(result, NOW);
          if (balance.kind === 'ok') expect(Number.isFinite(balance.value)).toBe(true);
          else expectError(balance.error, status);
          const account = reader.readAccount(result, NOW);
          if (account.kind !== 'ok') continue;
          const { organizationId } = account.value;
          expect(organizationId).not.toBe('');
          expect(textsIn(body).some((given) => given.startsWith(organizationId))).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 20_260_901 },
    );
  },
);

function expectPurchase(
  outcome: SubmitOutcome,
  sent: readonly Identity[],
  status: number,
  body: string,
): void {
  if (outcome.kind === 'accepted') {
    const { workflowId, taskIds, reserved } = outcome;
    expect(status >= 200 && status < 300).toBe(true);
    expect(reserved ?? 0).toBeGreaterThanOrEqual(0);
    expect(workflowId).toMatch(/^[\x21-\x7e]{1,200}$/);
    expect(textsIn(body)).toContain(workflowId);
    if (taskIds === null) return;
    expect(new Set(taskIds).size).toBe(sent.length);
    for (const id of taskIds) expect(textsIn(body)).toContain(id);
    return;
  }
  if (outcome.kind === 'answered') {
    expect(status >= 200 && status < 300).toBe(true);
    expect(outcome.items.length).toBeGreaterThan(0);
    expect(outcome.items.length).toBeLessThanOrEqual(2_000);
    expect(outcome.charged ?? 0).toBeGreaterThanOrEqual(0);
    const asked = sent.flatMap((identity) => Object.values(identity) as string[]);
    for (const item of outcome.items) {
      expectHeld({ ...item, echo: null }, textsIn(body));
      expectHeld(item, [...textsIn(body), ...asked]);
    }
    return;
  }
  expectError(outcome.error, status);
  if (outcome.kind !== 'bad_contacts') return;
  expect(outcome.contacts.length).toBeGreaterThan(0);
  for (const { index, message } of outcome.contacts) {
    expect(Number.isInteger(index) && index >= 0 && index < sent.length).toBe(true);
    expect(message).not.toBe('');
  }
}

function expectRead(outcome: PollOutcome, status: number, body: string): void {
  if ('error' in outcome) expectError(outcome.error, status);
  if (outcome.kind === 'more') {
    expect(outcome.request.method).toBe('get');
    expect(outcome.request.url).not.toContain('secret');
  }
  if (outcome.kind !== 'finished') return;
  expect(status >= 200 && status < 300).toBe(true);
  expect(outcome.word.length).toBeLessThanOrEqual(60);
  expect(outcome.items.length).toBeLessThanOrEqual(2_000);
  expect(outcome.charged ?? 0).toBeGreaterThanOrEqual(0);
  expect(Math.min(...Object.values(outcome.missing))).toBeGreaterThanOrEqual(0);
  const given = textsIn(body);
  for (const item of outcome.items) expectHeld(item, given);
}

function expectError(
  error: { httpStatus: number; code: string; message: string; retryAfterSeconds: number | null },
  status: number,
): void {
  expect(error.httpStatus).toBe(status);
  expect(error.message).not.toBe('');
  expect(error.message.length).toBeLessThanOrEqual(300);
  expect(error.message).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
  expect(error.code.length).toBeLessThanOrEqual(80);
  const wait = error.retryAfterSeconds ?? 0;
  expect(Number.isInteger(wait) && wait >= 0 && wait <= 86_400).toBe(true);
}

function expectHeld(item: Item, given: readonly string[]): void {
  const isHeld = (value: string): boolean =>
    given.some((one) => one === value || (value.length >= 50_000 && one.startsWith(value)));
  if (item.email !== '') {
    expect(item.email.length).toBeLessThanOrEqual(254);
    expect(given.some((one) => one.includes(item.email))).toBe(true);
  }
  for (const { number, type } of item.phones) {
    expect(isHeld(number) && number.length <= 50_000).toBe(true);
    expect(['', 'mobile', 'work', 'company'].includes(type) || isHeld(type)).toBe(true);
  }
  expect(item.validity.length).toBeLessThanOrEqual(300);
  const parts: readonly string[] = item.profile === null ? [] : Object.values(item.profile);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(220);
    expect(part).not.toMatch(/[\u0000-\u001f\u202a-\u202e]|\*\*|sk_/);
  }
  expect(item.phones.length).toBeLessThanOrEqual(20);
  expect(item.taskId.length).toBeLessThanOrEqual(200);
  for (const identity of [item.echo, item.identity]) {
    const parts: readonly string[] = identity === null ? [] : Object.values(identity);
    for (const part of parts) expect(part === '' || isHeld(part)).toBe(true);
  }
}

/** Every text in the answer, with numbers as text and names of fields. */
function textsIn(body: string): readonly string[] {
  const texts: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value.trim(), value);
    else if (typeof value === 'number') texts.push(String(value));
    else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) {
        texts.push(name);
        look(part);
      }
    }
  };
  look(JSON.parse(body.startsWith('\ufeff') ? body.slice(1) : body));
  return texts;
}
