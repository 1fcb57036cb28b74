import type { Identity } from '../../src/contact/contact';
import { leadleap } from '../../src/provider/leadleap';
import type { HttpResult, Service } from '../../src/provider/provider';
import { serviceOf, VENDORS, vendorOf } from '../../src/provider/vendors';
import { requestProblems } from '../support/leadleap-contract';
import { answer, FAILED, NOW, PAGE } from './answers';

const KEY = `ll_${'0a'.repeat(32)}`;
const BASE = 'https://api.leadleap.net/api/v1';
const validation = serviceOf('leadleap/validation');
const leads = serviceOf('leadleap/leads');
const enrichment = serviceOf('leadleap/enrich');

const identity = (fields: Partial<Identity>): Identity => ({
  ...{ linkedinUrl: '', firstName: '', lastName: '', companyName: '', companyDomain: '' },
  ...fields,
});
const lead = (leadId: string): Identity => identity({ leadId });
const address = (email: string): Identity => identity({ email });
const ok = (data: unknown, meta: object = {}): HttpResult =>
  answer(200, { data, meta: { request_id: 'req_1', ...meta }, error: null });

describe('LeadLeap as a vendor', () => {
  test('is one of those that there are', () => {
    expect(VENDORS).toContain(leadleap);
    expect(vendorOf('leadleap/leads')).toBe(leadleap);
    expect(leadleap).toMatchObject({ id: 'leadleap', name: 'LeadLeap', requestsPerMinute: 60 });
  });

  test.each<[string, boolean]>([
    [KEY, true],
    ['ll_sk_abc', true],
    ['llk_ext_abc', true],
    ['ll', false],
    ['sk_abc', false],
    ['ll_a b', false],
    ['ll_a\nx: y', false],
    ['ll_ü', false],
    ['', false],
  ])('%j is a key: %s', (key, isKey) => {
    expect(leadleap.isKey(key)).toBe(isKey);
    if (isKey) expect(leadleap.account(key).headers.authorization).toBe(`Bearer ${key}`);
    else expect(() => leadleap.account(key)).toThrow('cannot be an API key of LeadLeap');
  });

  test('sells nothing by name, profile or e-mail', () => {
    const ada = identity({
      linkedinUrl: 'https://www.linkedin.com/in/ada',
      ...{ firstName: 'Ada', lastName: 'Byron', companyDomain: 'engine.com' },
      email: 'ada@engine.com',
    });
    expect([leads, enrichment].map(({ lacks }) => lacks(ada))).toEqual([
      'no_lead_id',
      'no_lead_id',
    ]);
    expect(leadleap.services.map(({ operation }) => operation)).not.toContain('find');
  });

  test('reckons a credit for a lead or an e-mail, found or not, and repeats for nothing only what says so', () => {
    const terms = ({ batchSize, repeatsFree, credits }: Service): unknown[] => [
      batchSize,
      repeatsFree,
      credits([]),
      credits(['email', 'phone', 'profile']),
    ];
    expect(terms(leads)).toEqual([500, true, 1, 1]);
    expect(terms(enrichment)).toEqual([1, true, 0, 0]);
    expect(terms(validation)).toEqual([100, false, 1, 1]);
  });

  test('awaits nothing', () => {
    for (const service of leadleap.services) {
      expect(() => service.poll(KEY, 'w')).toThrow('Nothing is awaited');
      const call = { key: KEY, workflowId: 'w', nowMs: NOW };
      expect(service.readPoll(ok([]), [], call).kind).toBe('not_found');
      expect(service.readPoll(FAILED, [], call).kind).toBe('not_found');
    }
  });
});

describe('what is sent', () => {
  const sent = (service: Service, ...contacts: readonly Identity[]): unknown => {
    const request = service.submit(KEY, service.types[0] ?? 'lead', contacts);
    expect(requestProblems(request)).toEqual([]);
    return [request.url.slice(BASE.length), JSON.parse(request.body ?? '')];
  };

  test('is the least that the vendor needs', () => {
    const all = identity({ firstName: 'Ada', email: ' a@b.example ', leadId: ' c_1 ' });
    expect(leads.sends(all)).toEqual(lead('c_1'));
    expect(enrichment.sends(all)).toEqual(lead('c_1'));
    expect(validation.sends(all)).toEqual(address('a@b.example'));
  });

  test('goes out alone, or as a list', () => {
    expect(sent(leads, lead('c_1'))).toEqual(['/leads/unlock', { lead_id: 'c_1' }]);
    expect(sent(leads, lead('c_1'), lead('c_2'))).toEqual([
      '/leads/export',
      { lead_ids: ['c_1', 'c_2'], format: 'json' },
    ]);
    expect(sent(enrichment, lead('c_1'))).toEqual(['/leads/enrich', { lead_id: 'c_1' }]);
    expect(sent(validation, address('a@b.co'))).toEqual(['/email/validate', { email: 'a@b.co' }]);
    expect(sent(validation, address('a@b.co'), address('c@d.co'))).toEqual([
      '/email/validate',
      { emails: ['a@b.co', 'c@d.co'] },
    ]);
  });

  test.each<[Service, number]>([
    [leads, 501],
    [enrichment, 2],
    [validation, 101],
  ])('is never more than a request holds ($id)', (service, count) => {
    const many = (length: number) =>
      Array.from({ length }, (_, n) => identity({ leadId: `c_${n}`, email: `a${n}@b.co` }));
    const [type = 'lead'] = service.types;
    expect(() => service.submit(KEY, type, many(count))).toThrow(RangeError);
    expect(() => service.submit(KEY, type, [])).toThrow(RangeError);
    expect(requestProblems(service.submit(KEY, type, many(count - 1)))).toEqual([]);
  });

  test.each(['', '  ', '-', '???', 'call back', 'c_ü', 'c_\u0007', 'c'.repeat(201)])(
    'is no id: %j',
    (id) => {
      expect(leads.lacks(lead(id))).toBe('no_lead_id');
    },
  );

  test('is an e-mail that can be delivered to at all', () => {
    expect(validation.lacks(address('a@b.co'))).toBeNull();
    expect(validation.lacks(identity({}))).toBe('no_email');
    expect(validation.lacks(address(`${'a'.repeat(250)}@b.co`))).toBe('no_email');
  });
});

describe('an error', () => {
  const error = (status: number, code: string, message = 'x'): HttpResult =>
    answer(status, { data: null, meta: {}, error: { code, message, status } });
  const TABLE: readonly (readonly [string, HttpResult, string])[] = [
    ['BAD_REQUEST', error(400, 'BAD_REQUEST'), 'refused'],
    ['UNAUTHORIZED', error(401, 'UNAUTHORIZED'), 'key_refused'],
    ['CREDITS_EXHAUSTED', error(402, 'CREDITS_EXHAUSTED'), 'out_of_credits'],
    ['CREDITS_EXHAUSTED with another status', error(400, 'CREDITS_EXHAUSTED'), 'out_of_credits'],
    ['FORBIDDEN', error(403, 'FORBIDDEN'), 'key_refused'],
    ['PLAN_LIMIT', error(403, 'PLAN_LIMIT'), 'key_refused'],
    ['PLAN_LIMIT with another status', error(400, 'PLAN_LIMIT'), 'key_refused'],
    ['NOT_FOUND', error(404, 'NOT_FOUND'), 'refused'],
    ['GONE', error(410, 'GONE'), 'refused'],
    ['RATE_LIMITED', error(429, 'RATE_LIMITED'), 'rate_limited'],
    ['RATE_LIMITED with another status', error(400, 'RATE_LIMITED'), 'rate_limited'],
    ['PLAN_LIMIT in a 200', error(200, 'PLAN_LIMIT'), 'key_refused'],
    ['INTERNAL_ERROR', error(500, 'INTERNAL_ERROR'), 'unknown'],
    ['BAD_REQUEST in a 500', error(500, 'BAD_REQUEST'), 'unknown'],
    ['BAD_REQUEST in a 408', error(408, 'BAD_REQUEST'), 'unknown'],
    ['a code that nobody knows', error(409, 'CONFLICT'), 'unknown'],
    ['a code of every object', error(409, 'toString'), 'unknown'],
    ['a page', answer(502, PAGE), 'unknown'],
    ['a page in a 200', answer(200, PAGE), 'unknown'],
    ['nothing', answer(200, ''), 'unknown'],
    ['null', answer(200, 'null'), 'unknown'],
    ['data of something else', ok({ balance: 3 }), 'unknown'],
    ['no data', ok(null), 'unknown'],
    ['a redirect', answer(301, ''), 'unknown'],
    ['no answer', FAILED, 'unknown'],
  ];

  test.each(TABLE)('%s means the same for all that is bought', (name, result, kind) => {
    const several = leads.readSubmit(result, [lead('c_1'), lead('c_2')], NOW).kind;
    // One of them is not there, or is none: which one, the vendor does not say.
    expect(several).toBe(kind === 'refused' ? 'some_refused' : kind);
    expect(validation.readSubmit(result, [address('a@b.co')], NOW).kind).toBe(kind);
    const both = [address('a@b.co'), address('c@d.co')];
    // Nor which of several entries it does not take.
    expect(validation.readSubmit(result, both, NOW).kind).toBe(
      name === 'BAD_REQUEST' ? 'some_refused' : kind,
    );
    const one = leads.readSubmit(result, [lead('c_1')], NOW).kind;
    expect(one).toBe(kind === 'refused' ? 'bad_contacts' : kind);
  });

  test.each<[string, HttpResult, string]>([
    ['402', error(402, 'CREDITS_EXHAUSTED'), 'bad_contacts'],
    ['403 about the lead', error(403, 'FORBIDDEN', 'Unlock this lead first.'), 'bad_contacts'],
    ['403 without words', answer(403, ''), 'bad_contacts'],
    [
      '403 about the key',
      error(403, 'FORBIDDEN', 'API key lacks the required scope'),
      'key_refused',
    ],
    ['403 about the plan', error(403, 'PLAN_LIMIT'), 'key_refused'],
    ['401', error(401, 'UNAUTHORIZED'), 'key_refused'],
    ['429', error(429, 'RATE_LIMITED'), 'rate_limited'],
    ['500', error(500, 'INTERNAL_ERROR'), 'unknown'],
  ])(
    'of an enrichment, which is free, may say that an unlock is needed: %s',
    (_name, result, kind) => {
      expect(enrichment.readSubmit(result, [lead('c_1')], NOW).kind).toBe(kind);
    },
  );

  test('says how long to wait, and shows no key', () => {
    const limited = {
      code: 'RATE_LIMITED',
      message: `Key ${KEY} is slow`,
      status: 429,
      retry_after: 12,
    };
    expect(
      leads.readSubmit(answer(429, { data: null, error: limited }), [lead('c')], NOW),
    ).toMatchObject({
      error: { retryAfterSeconds: 12, message: 'Key [key] is slow' },
    });
    const other = { code: 'UNAUTHORIZED', message: 'Key llk_ext_1a!2 is unknown', status: 401 };
    expect(
      leads.readSubmit(answer(401, { data: null, error: other }), [lead('c')], NOW),
    ).toMatchObject({
      error: { message: 'Key [key] is unknown' },
    });
  });
});

describe('the charge', () => {
  const one = (meta: object): unknown => {
    const outcome = leads.readSubmit(ok({ id: 'c_1', phone: '+1 415' }, meta), [lead('c_1')], NOW);
    return outcome.kind === 'answered' ? outcome.charged : outcome.kind;
  };
  const file = (headers: Record<string, string>): unknown => {
    const outcome = leads.readSubmit(
      answer(200, [{ id: 'c_1' }], headers),
      [lead('c_1'), lead('c_2')],
      NOW,
    );
    return outcome.kind === 'answered' ? outcome.charged : outcome.kind;
  };

  test('of an unlock stands beside it', () => {
    expect([{ credits_used: 1 }, { credits_used: 0 }, { cached: true }].map(one)).toEqual([
      1, 0, 0,
    ]);
    expect([{}, { cached: false }, { credits_used: -1 }].map(one)).toEqual([null, null, null]);
  });

  test('of a file stands in its headers', () => {
    expect(file({ 'x-new-unlocks': '2', 'x-cached-unlocks': '0' })).toBe(2);
    expect(file({ 'x-new-unlocks': '0' })).toBe(0);
    expect([{}, { 'x-new-unlocks': 'two' }, { 'x-new-unlocks': '-1' }].map(file)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('of a validation is believed where it is said, and not made up', () => {
    const data = { email: 'a@b.co', is_valid: true, reason: null, cached: true };
    const charged = (meta: object): unknown =>
      validation.readSubmit(ok(data, meta), [address('a@b.co')], NOW);
    expect(charged({ cached: true })).toMatchObject({ charged: null });
    expect(charged({ credits_used: 0.5 })).toMatchObject({ charged: 0.5 });
  });
});

test('an e-mail without a verdict is not said to be either', () => {
  const data = [
    { email: 'a@b.co', is_valid: 'yes' },
    { email: 'c@d.co', is_valid: false, reason: 'invalid_format' },
  ];
  const outcome = validation.readSubmit(ok(data), [address('a@b.co'), address('c@d.co')], NOW);
  expect(outcome).toMatchObject({ items: [{ validity: '' }, { validity: 'invalid' }] });
  expect(validation.readSubmit(ok(data[0]), [address('a@b.co')], NOW).kind).toBe('unknown');
});

describe('an account', () => {
  const USAGE = { leads_used: 1250, leads_limit: 5000, leads_remaining: 3750 };

  test.each<[string, unknown, unknown]>([
    ['as documented', USAGE, 3750],
    ['what is left not said', { leads_used: 1250, leads_limit: 5000 }, 3750],
    ['more used than there is', { leads_used: 7, leads_limit: 5 }, 0],
    ['nothing said', {}, 'unreadable'],
    ['unlimited', { leads_remaining: null, leads_limit: -1 }, 'unreadable'],
  ])('has so much left: %s', (_name, usage, left) => {
    const outcome = leadleap.readBalance(ok({ usage }), NOW);
    expect(outcome.kind === 'ok' ? outcome.value : outcome.kind).toBe(left);
  });

  test('is told by its user, and by nothing that others may share', () => {
    const account = { user_id: 'usr_abc123', company_name: 'GrowthCo' };
    expect(leadleap.readAccount(ok({ account }), NOW)).toEqual({
      kind: 'ok',
      value: { organizationId: 'usr_abc123' },
    });
    const nobody = ok({ account: { company_name: 'GrowthCo' } });
    expect(leadleap.readAccount(nobody, NOW).kind).toBe('unreadable');
  });
});
