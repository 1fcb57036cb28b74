import type { VendorRequest } from '../../local/vendors/http';
import { answerProblems } from '../support/enrich-contract';
import {
  answered,
  BATCHES,
  bodyOf,
  buy,
  email,
  emulator,
  END,
  FOREIGN_KEY,
  get,
  KEY,
  lead,
  NOW,
  post,
  profile,
  results,
  SECOND_KEY,
  status,
  type BatchName,
} from './enrich-calls';

const code = (request: VendorRequest): number => answered(emulator().handle(request, NOW)).status;
const with_ = (headers: Record<string, string>): VendorRequest => ({
  ...get('/wallets/balance'),
  headers,
});
const typed = (type: string): VendorRequest => ({
  ...post('/email-finder', lead(1)),
  headers: { 'x-api-key': KEY, 'content-type': type },
});

describe('the emulated Enrich', () => {
  test.each<[string, VendorRequest, number]>([
    ['its own header', with_({ 'X-API-Key': KEY }), 200],
    ['Bearer', with_({ Authorization: `Bearer ${KEY}` }), 200],
    ['no key', with_({}), 401],
    ['both headers', with_({ 'x-api-key': KEY, authorization: `Bearer ${KEY}` }), 401],
    ['Basic', with_({ authorization: `Basic ${KEY}` }), 401],
    ['a key without Bearer', with_({ authorization: KEY }), 401],
    ['a small bearer', with_({ authorization: `bearer ${KEY}` }), 401],
    ['Bearer in its own header', with_({ 'x-api-key': `Bearer ${KEY}` }), 401],
    ['the beginning of a key', with_({ 'x-api-key': 'sk_' }), 401],
    ['a key of another form', get('/wallets/balance', 'prod_one'), 401],
    ['an unknown key', get('/wallets/balance', 'sk_unknown'), 401],
    ['the key in the address', { ...get(`/wallets/balance?key=${KEY}`), headers: {} }, 401],
    ['a suspended account', get('/wallets/balance', 'sk_suspended'), 403],
    ['another path', get('/whoami'), 404],
    ['a path that ends with a slash', get('/wallets/balance/'), 404],
    ['another version', { ...get(''), url: 'https://dev.enrich.so/api/v2/wallets/balance' }, 404],
    ['GET where POST is due', get('/email-finder'), 404],
    ['POST where GET is due', post('/reverse-lookup/phones', { email: email(1) }), 404],
    ['POST to a batch', post('/email-finder/batch/665b12cf3e4c9200138eaf10', {}), 404],
    ['GET with a body', { ...get('/wallets/balance'), body: '{}' }, 400],
    ['a stray parameter', get('/wallets/balance?x=1'), 400],
    ['a stray parameter of a submit', post('/email-finder?dry=1', lead(1)), 400],
    ['form data', typed('application/x-www-form-urlencoded'), 400],
    ['another charset', typed('application/json; charset=latin1'), 400],
    ['JSON with its charset', typed('application/json; charset=UTF-8'), 200],
    ['no JSON', post('/email-finder', '{"firstName":'), 400],
    ['a list', post('/email-finder', []), 400],
  ])('answers %s as strictly as it must', (_name, request, expected) => {
    expect(code(request)).toBe(expected);
  });

  test.each([
    ['disabled', 401, 'API key is disabled. Re-enable it from the dashboard.'],
    ['orphaned', 403, 'The organization associated with this API key no longer exists'],
  ] as const)('refuses a key that is %s in the documented words', (state, expected, error) => {
    const vendor = emulator({ errorShape: 'flat' });
    vendor.keyStates.set(KEY, state);
    const refused = answered(vendor.handle(post('/email-finder', lead(1)), NOW));
    expect([refused.status, JSON.parse(refused.body)]).toEqual([expected, { error }]);
    expect(vendor.ledger.purchases).toEqual([]);
    expect(answered(vendor.handle(get('/wallets/balance', SECOND_KEY), NOW)).status).toBe(200);
    vendor.keyStates.delete(KEY);
    expect(answered(vendor.handle(get('/wallets/balance'), NOW)).status).toBe(200);
  });

  test('knows no other host, and no plain HTTP', () => {
    const ask = (url: string) => emulator().handle({ ...get(''), url }, NOW);
    for (const host of ['https://api.enrich.so', 'https://dev.enrich.so.evil.example']) {
      expect(ask(`${host}/api/v3/wallets/balance`)).toEqual({ error: 'dns' });
    }
    expect(ask('http://dev.enrich.so/api/v3/wallets/balance')).toEqual({ error: 'connection' });
  });

  test.each([
    get('/company-follower/limit'),
    post('/reverse-lookup/bulk-lookup', { emails: [email(1)] }),
    get('/reverse-lookup/bulk-lookup/665b12cf3e4c9200138eaf10/results'),
    post('/lead-finder/search', {}),
    get('/lead-finder/reveal-jobs/rj_1'),
    post('/people-search/employee-finder', {}),
    get('/teams/t/members'),
    post('/ip-to-company', {}),
    post('/count-estimate', {}),
    ...Object.values(BATCHES).map(({ path, body }) =>
      post(path, { ...body(1), webhookUrl: 'https://a.example' }),
    ),
  ])('says that it does not emulate $url', (request) => {
    expect(() => emulator().handle(request, NOW)).toThrow('NotEmulated: enrich');
  });

  test('asks for the key before it says what it does not emulate', () => {
    expect(code(get('/company-follower/limit', 'sk_unknown'))).toBe(401);
  });

  test.each<[string, VendorRequest, string]>([
    ['no address', post('/email-validation', {}), 'body/email Required'],
    ['no e-mail', post('/email-validation', { email: 'jane' }), 'body/email Invalid email'],
    ['a padded e-mail', post('/email-validation', { email: ' a@b.co' }), 'body/email Padded'],
    [
      'a long e-mail',
      post('/email-validation', { email: `${'a'.repeat(250)}@b.co` }),
      'body/email String must contain at most 254',
    ],
    [
      'an e-mail of another script',
      post('/reverse-lookup/lookup', { email: 'é@b.co' }),
      'body/email Invalid email',
    ],
    ['a number', post('/reverse-lookup/lookup', { email: 7 }), 'body/email Expected string'],
    [
      'another field',
      post('/email-validation', { email: email(1), id: 1 }),
      "body Unrecognized key(s) in object: 'id'",
    ],
    [
      'a list for one',
      post('/email-validation', { emails: [email(1)] }),
      "body Unrecognized key(s) in object: 'emails'",
    ],
    ['no domain', post('/email-finder', { firstName: 'A', lastName: 'B' }), 'body/domain Required'],
    [
      'an empty name',
      post('/email-finder', { ...lead(1), firstName: '' }),
      'body/firstName String must contain at least 1',
    ],
    [
      'a long name',
      post('/email-finder', { ...lead(1), lastName: 'x'.repeat(101) }),
      'body/lastName String must contain at most 100',
    ],
    [
      'a long domain',
      post('/email-finder', { ...lead(1), domain: `${'x'.repeat(252)}.c` }),
      'body/domain String must contain at most 253',
    ],
    [
      'an address for a domain',
      post('/email-finder', { ...lead(1), domain: 'https://a.co/x' }),
      'body/domain Invalid domain',
    ],
    [
      'a company',
      post('/email-finder', { ...lead(1), company: 'A' }),
      "body Unrecognized key(s) in object: 'company'",
    ],
    [
      'a control character',
      post('/email-finder', { ...lead(1), firstName: 'a\u0000b' }),
      'body/firstName Padded',
    ],
    [
      'half a character',
      post('/email-finder', { ...lead(1), firstName: 'a\ud83d' }),
      'body/firstName Padded',
    ],
    ['nobody’s phone', get('/reverse-lookup/phones'), 'querystring At least one'],
    [
      'an e-mail’s phone that is none',
      get('/reverse-lookup/phones?email=x'),
      'querystring/email Invalid email',
    ],
    [
      'a company’s page',
      get('/reverse-lookup/phones?linkedin=https%3A%2F%2Fwww.linkedin.com%2Fcompany%2Fa'),
      'querystring/linkedin Invalid profile',
    ],
    [
      'a long profile',
      get(`/reverse-lookup/phones?linkedin=${profile(1)}${'x'.repeat(500)}`),
      'querystring/linkedin String must contain at most 500',
    ],
    [
      'two e-mails',
      get('/reverse-lookup/phones?email=a%40b.co&email=c%40b.co'),
      'querystring/email Expected string',
    ],
    [
      'a phone by name',
      get('/reverse-lookup/phones?email=a%40b.co&name=x'),
      "querystring Unrecognized key(s) in object: 'name'",
    ],
    ['no list', post('/email-finder/batch', {}), 'body/leads Required'],
    [
      'an object for a list',
      post('/email-finder/batch', { leads: {} }),
      'body/leads Expected array',
    ],
    [
      'an empty list',
      post('/email-validation/batch', { emails: [] }),
      'body/emails Array must contain at least 1',
    ],
    [
      'a stray field of a lead',
      post('/email-finder/batch', { leads: [lead(0), { ...lead(1), row: 1 }] }),
      "body/leads/1 Unrecognized key(s) in object: 'row'",
    ],
    [
      'a lead that is a text',
      post('/email-finder/batch', { leads: ['x'] }),
      'body/leads/0 Expected object',
    ],
    [
      'a stray field of a batch',
      post('/email-finder/batch', { leads: [lead(0)], name: 'x' }),
      "body Unrecognized key(s) in object: 'name'",
    ],
    [
      'a bad e-mail in a batch',
      post('/email-validation/batch', { emails: [email(0), 'x'] }),
      'body/emails/1 Invalid email',
    ],
    [
      'no phones at all',
      post('/reverse-lookup/phones/bulk', {}),
      'body Array must contain at least 1',
    ],
    [
      'no phones in two lists',
      post('/reverse-lookup/phones/bulk', { emails: [], linkedins: [] }),
      'body Array must contain at least 1',
    ],
    [
      'a bad profile in a batch',
      post('/reverse-lookup/phones/bulk', { emails: [email(0)], linkedins: [profile(0), 'x'] }),
      'body/linkedins/1 Invalid profile',
    ],
  ])('names what is wrong with %s', (_name, request, detail) => {
    const vendor = emulator();
    const answer = answered(vendor.handle(request, NOW));
    expect(answerProblems('finder', answer)).toEqual([]);
    const body = bodyOf(answer, 400);
    expect(body).toMatchObject({
      type: 'https://dev.enrich.so/errors/validation-error',
      title: 'Validation Error',
      status: 400,
    });
    expect(String(body.detail).startsWith(detail)).toBe(true);
    expect(vendor.ledger.purchases).toEqual([]);
    expect(vendor.balance('org_a', NOW)).toBe(100_000);
  });

  test('takes at most 500 000 items, of both lists together', () => {
    const vendor = emulator({ phoneBatchPrice: 0 });
    const emails = Array<string>(300_000).fill(email(1));
    const linkedins = Array<string>(200_000).fill(profile(1));
    const phones = '/reverse-lookup/phones/bulk';
    const most = bodyOf(vendor.handle(post(phones, { emails, linkedins }), NOW));
    expect(most.data).toMatchObject({ itemCount: 2 });
    const more = post(phones, { emails, linkedins: [...linkedins, profile(2)] });
    expect(bodyOf(vendor.handle(more, NOW), 400).detail).toContain('at most 500000');
    const leads = Array<unknown>(500_001).fill(lead(1));
    expect(code(post('/email-finder/batch', { leads }))).toBe(400);
  });

  test('names the first bad contact, or all when told so', () => {
    const request = post('/email-validation/batch', { emails: ['x', email(1), 'y'] });
    const detail = (namesAllBadContacts: boolean) =>
      bodyOf(emulator({ namesAllBadContacts }).handle(request, NOW), 400).detail;
    expect(detail(false)).toBe('body/emails/0 Invalid email');
    expect(detail(true)).toBe('body/emails/0 Invalid email, body/emails/2 Invalid email');
  });

  test.each([
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'page=',
    'limit=0',
    'limit=1001',
    'limit=10&limit=10',
    'offset=1',
  ])('refuses results with %s', (query) => {
    const vendor = emulator();
    const id = buy(vendor, 'finder');
    const path = `${BATCHES.finder.path}/${id}/results?${query}`;
    expect(answered(vendor.handle(get(path), END)).status).toBe(400);
    expect(vendor.ledger.charged()).toBe(0);
  });

  test('refuses a stray parameter of a status', () => {
    const vendor = emulator();
    const path = `${BATCHES.finder.path}/${buy(vendor, 'finder')}?page=1`;
    expect(answered(vendor.handle(get(path), NOW)).status).toBe(400);
  });

  test.each(Object.keys(BATCHES) as BatchName[])(
    'shows a batch to its organisation only, at its own address only (%s)',
    (name) => {
      const vendor = emulator();
      const id = buy(vendor, name);
      const others = (Object.keys(BATCHES) as BatchName[]).filter((other) => other !== name);
      const as = (request: VendorRequest, key: string) =>
        answered(vendor.handle({ ...request, headers: { 'x-api-key': key } }, END)).status;
      for (const request of [status(name, id), results(name, id)]) {
        expect(as(request, FOREIGN_KEY)).toBe(404);
        expect(vendor.ledger.charged()).toBe(0);
        expect(as(request, SECOND_KEY)).toBe(200);
      }
      for (const other of others) {
        expect(as(status(other, id), KEY)).toBe(404);
        expect(as(results(other, id), KEY)).toBe(404);
      }
      const unknown = status(name, '0'.repeat(24));
      expect(bodyOf(vendor.handle(unknown, NOW), 404).detail).toBe('No batch found with that ID');
    },
  );

  test('keeps a revoked key out', () => {
    const vendor = emulator();
    vendor.accounts.revoke(KEY);
    expect(answered(vendor.handle(get('/wallets/balance'), NOW)).status).toBe(401);
    expect(answered(vendor.handle(get('/wallets/balance', SECOND_KEY), NOW)).status).toBe(200);
  });
});
