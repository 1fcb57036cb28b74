// What LeadLeap's emulator refuses, and how it says so: keys, scopes, plans, limits, bodies, filters.
import type { VendorRequest } from '../../local/vendors/http';
import { DEMO_KEY } from '../../local/vendors/leadleap/demo';
import { LeadleapEmulator } from '../../local/vendors/leadleap/emulator';
import type { Answered } from '../support/leadleap-contract';
import {
  ask,
  BASE,
  emulator,
  FOREIGN_KEY,
  FREE_KEY,
  get,
  KEY,
  kept,
  NOW,
  post,
  SECOND_KEY,
} from './leadleap-calls';

const vendor = emulator();
const [LEAD = '', OTHER = ''] = vendor.leadIds(2);
const EMAIL = 'ada@acme.example';
const UNLOCK = post('unlock', { lead_id: LEAD });

/** What a new vendor makes of one call; every refusal must keep the contract. */
function outcome(request: VendorRequest, endpoint: Answered = 'usage'): [number, string] {
  const { status, code } = kept(endpoint, emulator().handle(request, NOW));
  return [status, code];
}

const withHeaders = (headers: Record<string, string>): VendorRequest => ({
  ...get('/account/usage'),
  headers,
});

describe('the emulated LeadLeap lets in', () => {
  test.each<[string, VendorRequest, number, string]>([
    ['no key', withHeaders({}), 401, 'UNAUTHORIZED'],
    ['X-API-Key', withHeaders({ 'x-api-key': KEY }), 401, 'UNAUTHORIZED'],
    ['a key without Bearer', withHeaders({ authorization: KEY }), 401, 'UNAUTHORIZED'],
    ['a small bearer', withHeaders({ authorization: `bearer ${KEY}` }), 401, 'UNAUTHORIZED'],
    ['two spaces', withHeaders({ authorization: `Bearer  ${KEY}` }), 401, 'UNAUTHORIZED'],
    ['Basic', withHeaders({ authorization: `Basic ${KEY}` }), 401, 'UNAUTHORIZED'],
    ['an unknown key', get('/account/usage', `ll_${'0'.repeat(64)}`), 401, 'UNAUTHORIZED'],
    ['a short key', get('/account/usage', 'll_abc'), 401, 'UNAUTHORIZED'],
    ['a key in capitals', get('/account/usage', `ll_${'A'.repeat(64)}`), 401, 'UNAUTHORIZED'],
    [
      'a key in the address',
      { ...get(`/account/usage?api_key=${KEY}`), headers: {} },
      401,
      'UNAUTHORIZED',
    ],
    ['a plan below Scale', get('/account/usage', FREE_KEY), 403, 'PLAN_LIMIT'],
    ['a good key', get('/account/usage'), 200, 'ok'],
  ])('only good keys, in their place: %s', (_name, request, status, code) => {
    expect(outcome(request)).toEqual([status, code]);
  });

  test('no key whose form is wrong, even if an organisation has it', () => {
    const keys = ['ll_short', `LL_${'a'.repeat(64)}`, `ll_${'g'.repeat(64)}`, 'a'.repeat(64)];
    const lax = new LeadleapEmulator({
      organizations: [{ id: 'org', name: 'O', keys, credits: 1 }],
    });
    for (const key of keys) {
      expect(kept('usage', lax.handle(get('/account/usage', key), NOW)).status).toBe(401);
    }
  });

  test('nobody with a revoked key', () => {
    const own = emulator();
    own.accounts.revoke(KEY);
    expect(kept('usage', own.handle(get('/account/usage'), NOW)).status).toBe(401);
    expect(kept('usage', own.handle(get('/account/usage', SECOND_KEY), NOW)).status).toBe(200);
  });

  test('the key of the demonstration, when told of no other', () => {
    const demo = new LeadleapEmulator();
    expect(DEMO_KEY).toMatch(/^ll_[0-9a-f]{64}$/);
    expect(kept('usage', demo.handle(get('/account/usage', DEMO_KEY), NOW)).status).toBe(200);
  });
});

describe('the emulated LeadLeap knows', () => {
  test.each<[string, VendorRequest]>([
    ['another path', get('/whoami')],
    ['a path that ends with a slash', get('/leads/')],
    ['a path above the base', { ...get(''), url: 'https://api.leadleap.net/leads' }],
    ['another version', { ...get(''), url: 'https://api.leadleap.net/api/v2/leads' }],
    ['a lead by its path', get(`/leads/${LEAD}`)],
    ['GET where POST is due', get('/leads/unlock')],
    ['POST where GET is due', { ...UNLOCK, url: `${BASE}/leads` }],
    ['PUT', { ...UNLOCK, method: 'put' }],
  ])('no %s', (_name, request) => {
    expect(outcome(request)).toEqual([404, 'NOT_FOUND']);
  });

  test('no other host, and nothing but HTTPS', () => {
    const at = (url: string) => emulator().handle({ ...get(''), url }, NOW);
    expect(at('https://api.leadleap.net.evil.example/api/v1/leads')).toEqual({ error: 'dns' });
    expect(at('https://leadleap.net/api/v1/leads')).toEqual({ error: 'dns' });
    expect(at('http://api.leadleap.net/api/v1/leads')).toEqual({ error: 'connection' });
  });

  test.each<[string, VendorRequest]>([
    ['list', get('/webhooks')],
    ['create', { ...UNLOCK, url: `${BASE}/webhooks` }],
    ['delete', { ...get('/webhooks/wh_1'), method: 'delete' }],
  ])('and says that it does not emulate webhooks (%s)', (_name, request) => {
    expect(() => emulator().handle(request, NOW)).toThrow('NotEmulated: leadleap webhooks');
  });
});

describe('a key needs the scope', () => {
  const CALLS = [
    ['leads', get('/leads'), ['leads:read']],
    ['unlock', UNLOCK, ['leads:unlock']],
    ['export', post('export', { lead_ids: [LEAD], format: 'json' }), ['leads:export']],
    ['enrich', post('enrich', { lead_id: LEAD }), ['leads:enrich']],
    ['validate', post('validate', { email: EMAIL }), ['email:validate']],
    ['usage', get('/account/usage'), ['account:read', 'leads:read']],
  ] as const;
  const ALL_SCOPES = [...new Set(CALLS.flatMap(([, , scopes]) => [...scopes]))];

  test.each(CALLS)('of %s', (endpoint, request, scopes) => {
    for (const scope of ALL_SCOPES) {
      const own = emulator({ scopes: { [KEY]: [scope] }, lockedEnrich: 'full' });
      const { status, code } = kept(endpoint, own.handle(request, NOW));
      const opens = (scopes as readonly string[]).includes(scope);
      expect([scope, status]).toEqual([scope, opens ? 200 : 403]);
      expect(code).toBe(opens ? 'ok' : 'FORBIDDEN');
      expect(own.ledger.purchases.length > 0).toBe(opens && isSale(endpoint));
    }
  });

  test('which is the key’s own, not the organisation’s', () => {
    const own = emulator({ scopes: { [KEY]: ['account:read'] } });
    expect(kept('leads', own.handle(get('/leads'), NOW)).status).toBe(403);
    expect(kept('leads', own.handle(get('/leads', SECOND_KEY), NOW)).status).toBe(200);
  });

  test('of a kind of webhooks before it hears that there are none', () => {
    const own = emulator({ scopes: { [KEY]: ['webhooks:read'] } });
    const create = { ...UNLOCK, url: `${BASE}/webhooks` };
    expect(kept('usage', own.handle(create, NOW)).code).toBe('FORBIDDEN');
    expect(() => own.handle(get('/webhooks'), NOW)).toThrow('NotEmulated');
  });
});

function isSale(endpoint: Answered): boolean {
  return endpoint === 'unlock' || endpoint === 'export' || endpoint === 'validate';
}

describe('60 calls a minute of a key', () => {
  const usage = (own: LeadleapEmulator, at: number, key = KEY) =>
    kept('usage', own.handle(get('/account/usage', key), at));

  test('are answered, each with how many are left and until when', () => {
    const own = emulator();
    for (let n = 59; n >= 0; n--) {
      const { status, headers } = usage(own, NOW + 20_000);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': String(n),
        'x-ratelimit-reset': String((NOW + 60_000) / 1000),
      });
    }
    const refused = usage(own, NOW + 20_500);
    expect(refused).toMatchObject({
      status: 429,
      headers: {
        'retry-after': '40',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String((NOW + 60_000) / 1000),
      },
      error: { code: 'RATE_LIMITED', status: 429, retry_after: 40 },
    });
    expect(usage(own, NOW + 59_999)).toMatchObject({
      status: 429,
      error: { retry_after: 1 },
    });
    expect(usage(own, NOW + 60_000)).toMatchObject({
      status: 200,
      headers: {
        'x-ratelimit-remaining': '59',
        'x-ratelimit-reset': String((NOW + 120_000) / 1000),
      },
    });
  });

  test('are each key’s own', () => {
    const own = emulator();
    for (let n = 0; n < 60; n++) usage(own, NOW);
    expect(usage(own, NOW).status).toBe(429);
    expect(usage(own, NOW, SECOND_KEY).status).toBe(200);
    expect(usage(own, NOW, FOREIGN_KEY).status).toBe(200);
  });

  test('count whatever the answer was, and sell nothing beyond', () => {
    const own = emulator();
    for (let n = 0; n < 60; n++) own.handle(post('unlock', { lead_id: 'c_0' }), NOW);
    expect(ask(own, 'unlock', { lead_id: LEAD }).status).toBe(429);
    expect(own.ledger.purchases).toEqual([]);
  });

  test('stand in the headers of a refusal and of a file too', () => {
    const own = emulator();
    const names = (request: VendorRequest, endpoint: Answered) =>
      kept(endpoint, own.handle(request, NOW)).headers['x-ratelimit-remaining'];
    expect(names(get('/whoami'), 'usage')).toBe('60');
    expect(names(withHeaders({}), 'usage')).toBe('60');
    expect(names(get('/leads?x=1'), 'leads')).toBe('59');
    expect(names(post('export', { lead_ids: [LEAD], format: 'json' }), 'export')).toBe('58');
  });
});

describe('a body or an address is refused', () => {
  const ids = (count: number) => vendor.leadIds(count);
  const emails = (count: number) => Array.from({ length: count }, (_, n) => `a${n}@b.example`);
  const plain = (request: VendorRequest, type?: string): VendorRequest => {
    const { authorization = '' } = request.headers;
    const headers = { authorization };
    return {
      ...request,
      headers: type === undefined ? headers : { ...headers, 'content-type': type },
    };
  };

  test.each<[string, VendorRequest]>([
    ['no content type', plain(UNLOCK)],
    ['form data', plain(UNLOCK, 'application/x-www-form-urlencoded')],
    ['text', plain(UNLOCK, 'text/plain')],
    ['another charset', plain(UNLOCK, 'application/json; charset=latin1')],
    ['no JSON', post('unlock', '{"lead_id":')],
    ['no body', post('unlock', '')],
    ['a list', post('unlock', [LEAD])],
    ['null', post('unlock', 'null')],
    ['a huge body', post('unlock', `"${'x'.repeat(1_000_001)}"`)],
    ['a body of too many bytes', post('unlock', `"${'山'.repeat(340_000)}"`)],
    ['a parameter', { ...UNLOCK, url: `${UNLOCK.url}?dry=1` }],
    ['a parameter of a read', get('/account/usage?x=1')],
    ['a read with a body', { ...get('/account/usage'), body: '{}' }],
    ['no lead', post('unlock', {})],
    ['an unknown field', post('unlock', { lead_id: LEAD, row_id: '7' })],
    ['a field of a prototype’s name', post('unlock', `{"lead_id":"${LEAD}","__proto__":"x"}`)],
    ['a list for a lead', post('unlock', { lead_id: [LEAD] })],
    ['a number for a lead', post('enrich', { lead_id: 7 })],
    ['null for a lead', post('enrich', { lead_id: null })],
    ['a blank lead', post('enrich', { lead_id: '' })],
    ['a padded lead', post('enrich', { lead_id: ` ${LEAD}` })],
    ['a control character', post('enrich', { lead_id: 'c_\u0000' })],
    ['half a character', post('enrich', { lead_id: 'c_\ud83d' })],
    ['a long lead', post('enrich', { lead_id: 'c'.repeat(321) })],
    ['no leads', post('export', { format: 'json' })],
    ['an empty list of leads', post('export', { lead_ids: [], format: 'json' })],
    ['leads that are no list', post('export', { lead_ids: LEAD, format: 'json' })],
    ['501 leads', post('export', { lead_ids: ids(501), format: 'json' })],
    ['a lead twice', post('export', { lead_ids: [LEAD, OTHER, LEAD], format: 'json' })],
    ['a number among the leads', post('export', { lead_ids: [LEAD, 7], format: 'json' })],
    ['another format', post('export', { lead_ids: [LEAD], format: 'xlsx' })],
    ['null for a format', post('export', { lead_ids: [LEAD], format: null })],
    ['an unknown field of an export', post('export', { lead_ids: [LEAD], fields: [] })],
    ['neither address nor addresses', post('validate', {})],
    ['both', post('validate', { email: EMAIL, emails: [EMAIL] })],
    ['a list for an address', post('validate', { email: [EMAIL] })],
    ['a text for addresses', post('validate', { emails: EMAIL })],
    ['no addresses', post('validate', { emails: [] })],
    ['101 addresses', post('validate', { emails: emails(101) })],
    ['an address twice', post('validate', { emails: [EMAIL, 'b@c.example', EMAIL] })],
    [
      'an address twice in other letters',
      post('validate', { emails: [EMAIL, 'ADA@acme.example'] }),
    ],
    ['a blank address', post('validate', { emails: [EMAIL, ''] })],
    ['a padded address', post('validate', { email: `${EMAIL} ` })],
    ['null among the addresses', post('validate', { emails: [null] })],
    ['an unknown field of a validation', post('validate', { email: EMAIL, cached: false })],
    ['an unknown filter', get('/leads?email=x')],
    ['a filter by name', get('/leads?contact_name=Ada')],
    ['a filter twice', get('/leads?country=US&country=Canada')],
    ['a blank filter', get('/leads?country=')],
    ['a blank among several', get('/leads?country=US,')],
    ['a padded one among several', get('/leads?country=US,%20Canada')],
    ['another type', get('/leads?type=all')],
    ['page 0', get('/leads?page=0')],
    ['a page that is no number', get('/leads?page=x')],
    ['half a page', get('/leads?page=1.5')],
    ['no rows on a page', get('/leads?per_page=0')],
    ['101 rows on a page', get('/leads?per_page=101')],
    ['a year that is no number', get('/leads?year_founded_min=old')],
    ['a count below nothing', get('/leads?employee_count_min=-1')],
    ['years from late to early', get('/leads?year_founded_min=2010&year_founded_max=2000')],
  ])('for %s', (_name, request) => {
    const own = emulator();
    const { status, code } = kept('usage', own.handle(request, NOW));
    expect([status, code]).toEqual([400, 'BAD_REQUEST']);
    expect(own.ledger.purchases).toEqual([]);
    expect(own.balance('org_a', NOW)).toBe(2_000);
  });

  test('not for as much as may be', () => {
    const own = emulator();
    expect(ask(own, 'export', { lead_ids: ids(500), format: 'json' }).items).toHaveLength(500);
    expect(ask(own, 'validate', { emails: emails(100) }).items).toHaveLength(100);
    const { items } = kept('leads', own.handle(get('/leads?per_page=100'), NOW));
    expect(items).toHaveLength(100);
  });

  test('not for a content type with its charset, and names of headers in any case', () => {
    const request = {
      ...UNLOCK,
      headers: {
        Authorization: `Bearer ${KEY}`,
        'Content-Type': 'application/json; charset=UTF-8',
      },
    };
    expect(outcome(request, 'unlock')).toEqual([200, 'ok']);
  });
});
