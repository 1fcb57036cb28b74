import type { VendorRequest } from '../../local/vendors/http';
import { answerProblems } from '../support/cleanlist-contract';
import {
  answered,
  BASE,
  bodyOf,
  buy,
  emulator,
  END,
  FOREIGN_KEY,
  get,
  KEY,
  NOW,
  people,
  person,
  post,
  SECOND_KEY,
} from './calls';

const valid = { enrichment_type: 'partial', contacts: [person(1)] };
const status = (request: VendorRequest): number => answered(emulator().handle(request, NOW)).status;
const refusal = (contact: unknown, type: unknown = 'partial') => {
  const request = post({ enrichment_type: type, contacts: [person(0), contact] });
  const answer = answered(emulator().handle(request, NOW));
  expect(answerProblems('submit', answer)).toEqual([]);
  const { detail } = JSON.parse(answer.body) as { detail: { loc: unknown[]; type: string }[] };
  return { status: answer.status, loc: detail[0]?.loc, type: detail[0]?.type };
};

describe('the emulated Cleanlist', () => {
  test.each<[string, VendorRequest, number]>([
    [
      'a path beside the base',
      { ...get(''), url: 'https://api.cleanlist.ai/api/v2/credits/balance' },
      404,
    ],
    ['a path that ends with a slash', get('/credits/balance/'), 404],
    ['another path', get('/who'), 404],
    [
      'plain HTTP',
      { ...get(''), url: 'http://api.cleanlist.ai/api/v1/public/credits/balance' },
      403,
    ],
    ['GET where POST is due', { ...get('/enrich/bulk') }, 405],
    ['POST where GET is due', { ...post(valid), url: `${BASE}/credits/balance` }, 405],
    ['PUT', { ...post(valid), method: 'put' }, 405],
    ['no key', { ...get('/credits/balance'), headers: {} }, 401],
    ['X-API-Key', { ...get('/credits/balance'), headers: { 'x-api-key': KEY } }, 401],
    ['Basic', { ...get('/credits/balance'), headers: { authorization: `Basic ${KEY}` } }, 401],
    ['a key without Bearer', { ...get('/credits/balance'), headers: { authorization: KEY } }, 401],
    [
      'two spaces',
      { ...get('/credits/balance'), headers: { authorization: `Bearer  ${KEY}` } },
      401,
    ],
    [
      'a small bearer',
      { ...get('/credits/balance'), headers: { authorization: `bearer ${KEY}` } },
      401,
    ],
    ['an unknown key', get('/credits/balance', 'clapi_unknown'), 401],
    ['another sort of key', get('/credits/balance', 'clext_one'), 401],
    ['a plan without API', get('/credits/balance', 'clapi_free_plan'), 403],
    ['GET with a body', { ...get('/credits/balance'), body: '{}' }, 400],
    ['a stray parameter', get('/credits/balance?x=1'), 400],
    ['a stray parameter of a submit', { ...post(valid), url: `${BASE}/enrich/bulk?dry=1` }, 400],
    [
      'form data',
      {
        ...post(valid),
        headers: { ...post(valid).headers, 'content-type': 'application/x-www-form-urlencoded' },
      },
      422,
    ],
    ['no content type', { ...post(valid), headers: { authorization: `Bearer ${KEY}` } }, 422],
    ['no JSON', post('{"contacts":'), 422],
    ['a list', post([]), 422],
    ['a huge body', post(`"${'x'.repeat(1_000_001)}"`), 413],
    ['a body of too many bytes', post(`"${'山'.repeat(340_000)}"`), 413],
    ['no contacts', post({ enrichment_type: 'partial' }), 422],
    ['contacts that are no list', post({ ...valid, contacts: {} }), 422],
    ['an empty list', post({ ...valid, contacts: [] }), 400],
    ['251 contacts', post({ ...valid, contacts: people(251) }), 400],
    ['an unknown top-level field', post({ ...valid, external_id: 'x' }), 422],
    ['no enrichment type', post({ contacts: [person(1)] }), 422],
    ['an unknown enrichment type', post({ ...valid, enrichment_type: 'email' }), 422],
    ['250 contacts', post({ ...valid, contacts: people(250) }), 200],
  ])('answers %s as strictly as it must', (_name, request, expected) => {
    expect(status(request)).toBe(expected);
  });

  test('knows no other host', () => {
    const request = {
      ...get(''),
      url: 'https://api.cleanlist.ai.evil.example/api/v1/public/credits/balance',
    };
    expect(emulator().handle(request, NOW)).toEqual({ error: 'dns' });
  });

  test('says what it does not emulate', () => {
    for (const path of ['/usage', '/lead-lists', '/lead-lists/x', '/export/json']) {
      expect(() => emulator().handle(get(path), NOW)).toThrow('NotEmulated: cleanlist GET /');
    }
  });

  test('words the limit of a batch as documented', () => {
    const body = bodyOf(emulator().handle(post({ ...valid, contacts: people(251) }), NOW), 400);
    expect(body.detail).toBe('Bulk enrichment supports up to 250 contacts per request');
  });

  test.each<[string, unknown, readonly unknown[]]>([
    ['no object', 'x', []],
    ['nothing', {}, []],
    ['names alone', { first_name: 'A', last_name: 'B' }, []],
    ['a company without a last name', { first_name: 'A', company_name: 'C' }, []],
    ['an e-mail alone', { email: 'a@b.co' }, ['email']],
    ['an unknown field', { ...person(1), row_id: '7' }, ['row_id']],
    ['a field of a prototype’s name', JSON.parse('{"__proto__":"x"}'), ['__proto__']],
    ['a number', { ...person(1), first_name: 7 }, ['first_name']],
    ['null', { ...person(1), company_name: null }, ['company_name']],
    ['a blank field', { ...person(1), company_name: '' }, ['company_name']],
    ['a padded field', { ...person(1), company_name: ' x' }, ['company_name']],
    ['a control character', { ...person(1), company_name: 'a\u0000b' }, ['company_name']],
    ['half a character', { ...person(1), company_name: 'a\ud83d' }, ['company_name']],
    ['a long name', { ...person(1), first_name: 'x'.repeat(101) }, ['first_name']],
    [
      'a company’s page',
      { linkedin_url: 'https://www.linkedin.com/company/acme' },
      ['linkedin_url'],
    ],
    ['another site', { linkedin_url: 'https://evil.example/in/x' }, ['linkedin_url']],
    [
      'an address for a domain',
      { ...person(1), company_domain: 'https://acme.com/x' },
      ['company_domain'],
    ],
    ['a word for a domain', { ...person(1), company_domain: 'acme' }, ['company_domain']],
  ])('names the contact that has %s', (_name, contact, path) => {
    const { status: code, loc } = refusal(contact);
    expect(code).toBe(422);
    expect(loc).toEqual(['body', 'contacts', 1, ...path]);
  });

  test('takes every documented way to name a contact', () => {
    const contacts = [
      { linkedin_url: 'https://www.linkedin.com/in/jane-doe' },
      { first_name: 'A', last_name: 'B', company_domain: 'müller.example' },
      { first_name: '山', last_name: '田', company_name: '株式会社' },
    ];
    expect(status(post({ enrichment_type: 'full', contacts }))).toBe(200);
  });

  test('names the first bad contact, or all when told so', () => {
    const request = post({ ...valid, contacts: [{}, person(1), {}] });
    const named = (all: boolean) => {
      const body = bodyOf(emulator({ namesAllBadContacts: all }).handle(request, NOW), 422);
      return (body.detail as { loc: unknown[] }[]).map(({ loc }) => loc[2]);
    };
    expect(named(false)).toEqual([0]);
    expect(named(true)).toEqual([0, 2]);
  });

  test.each([
    ['neither id', '/enrich/status', 400],
    ['both ids', '/enrich/status?workflow_id=a&task_id=b', 400],
    ['an empty id', '/enrich/status?workflow_id=', 400],
    ['an id twice', '/enrich/status?workflow_id=a&workflow_id=a', 400],
    ['an unknown workflow', '/enrich/status?workflow_id=a', 404],
    ['an unknown task', '/enrich/status?task_id=a', 404],
  ])('answers a status read with %s', (_name, path, expected) => {
    expect(status(get(path))).toBe(expected);
  });

  test('shows a workflow to its organisation only, by any of its keys', () => {
    const vendor = emulator();
    const path = `/enrich/status?workflow_id=${buy(vendor, people(1))}`;
    expect(answered(vendor.handle(get(path, SECOND_KEY), NOW)).status).toBe(200);
    expect(answered(vendor.handle(get(path, FOREIGN_KEY), NOW)).status).toBe(404);
  });

  test('answers 30 calls a minute of a key, and says when it answers again', () => {
    const vendor = emulator();
    const call = (key: string, at: number) =>
      answered(vendor.handle(get('/credits/balance', key), at));
    for (let n = 0; n < 30; n++) expect(call(KEY, NOW + 20_000).status).toBe(200);
    const refused = call(KEY, NOW + 20_500);
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '40' } });
    expect(answerProblems('balance', refused)).toEqual([]);
    expect(call(KEY, NOW + 59_999).status).toBe(429);
    expect(call(KEY, NOW + 60_000).status).toBe(200);
  });

  test('answers 60 calls a minute of an organisation, whatever the key', () => {
    const vendor = emulator();
    const call = (key: string) => answered(vendor.handle(get('/credits/balance', key), NOW)).status;
    for (let n = 0; n < 30; n++) expect([call(KEY), call(SECOND_KEY)]).toEqual([200, 200]);
    expect(call('clapi_three')).toBe(429);
    expect(call(FOREIGN_KEY)).toBe(200);
  });

  test('keeps a revoked key out', () => {
    const vendor = emulator();
    vendor.accounts.revoke(KEY);
    expect(answered(vendor.handle(get('/auth/validate-key'), NOW)).status).toBe(401);
    expect(answered(vendor.handle(get('/auth/validate-key', SECOND_KEY), NOW)).status).toBe(200);
  });

  test('refuses a batch whose worst case the balance does not hold, and takes nothing', () => {
    const vendor = emulator();
    vendor.setBalance('org_a', 21);
    const request = post({ enrichment_type: 'full', contacts: people(2) });
    expect(bodyOf(vendor.handle(request, NOW), 402).detail).toBe('Insufficient credits');
    expect(vendor.balance('org_a', NOW)).toBe(21);
    expect(vendor.ledger.purchases).toEqual([]);
    vendor.setBalance('org_a', 22);
    expect(answered(vendor.handle(request, NOW)).status).toBe(200);
    expect(vendor.balance('org_a', NOW)).toBe(0);
  });

  test.each([
    ['partial', 1],
    ['phone_only', 10],
    ['full', 11],
  ])('reserves the worst case of %s and charges for what is found', (type, price) => {
    const vendor = emulator();
    const id = buy(vendor, people(100), type);
    expect(vendor.balance('org_a', NOW)).toBe(25_000 - 100 * price);
    const body = bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END));
    const { emails_found, phones_found } = body.summary as Record<string, number>;
    const cost = (emails_found ?? 0) + 10 * (phones_found ?? 0);
    expect(cost).toBeGreaterThan(0);
    expect(vendor.balance('org_a', END)).toBe(25_000 - cost);
    expect(vendor.ledger.charged('org_a')).toBe(cost);
  });

  test('stores contacts of type none for nothing, and finds nothing for them', () => {
    const vendor = emulator();
    const id = buy(vendor, people(3), 'none');
    const body = bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END));
    expect(body.summary).toMatchObject({ total: 3, successful: 0 });
    expect(vendor.balance('org_a', END)).toBe(25_000);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('discovers other people for prospecting_only, a credit each', () => {
    const vendor = emulator();
    const id = buy(vendor, people(3), 'prospecting_only');
    const { results } = bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END));
    expect(results).toHaveLength(3);
    expect(JSON.stringify(results)).not.toContain('First1');
    expect(vendor.balance('org_a', END)).toBe(24_997);
  });
});
