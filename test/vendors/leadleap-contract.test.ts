// The contract of LeadLeap as our tests hold it, and the emulated vendor on a real port.
import { request as httpRequest } from 'node:http';
import { DEMO_KEY } from '../../local/vendors/leadleap/demo';
import { LeadleapEmulator } from '../../local/vendors/leadleap/emulator';
import { serve } from '../../local/vendors/serve';
import { answerProblems, requestProblems, type Answered } from '../support/leadleap-contract';
import { answered, BASE, emulator, get, KEY, NOW, post } from './leadleap-calls';

const UNLOCK = post('unlock', { lead_id: 'c_1' });

describe('a request', () => {
  test.each([
    ['a search', get('/leads')],
    ['a search with filters', get('/leads?country=US%2CCanada&per_page=100&year_founded_min=1990')],
    ['the account', get('/account/usage')],
    ['an unlock', UNLOCK],
    ['an enrichment', post('enrich', { lead_id: 'c_1' })],
    ['an export', post('export', { lead_ids: ['c_1', 'c_2'], format: 'json' })],
    ['a validation', post('validate', { email: 'a@b.example' })],
    ['validations', post('validate', { emails: ['a@b.example', 'invalid'] })],
  ])('may be %s', (_name, request) => {
    expect(requestProblems(request)).toEqual([]);
  });

  test.each([
    ['another method', { ...UNLOCK, method: 'put' }],
    ['another path', { ...UNLOCK, url: `${BASE}/webhooks` }],
    ['another host', { ...UNLOCK, url: UNLOCK.url.replace('.net', '.example') }],
    ['plain HTTP', { ...UNLOCK, url: UNLOCK.url.replace('https', 'http') }],
    ['a key of another form', post('unlock', { lead_id: 'c_1' }, 'll_1')],
    ['the key elsewhere', { ...UNLOCK, headers: { ...UNLOCK.headers, 'x-api-key': KEY } }],
    ['no accept', { ...UNLOCK, headers: { ...UNLOCK.headers, accept: undefined } }],
    [
      'another content type',
      { ...UNLOCK, headers: { ...UNLOCK.headers, 'content-type': 'text/plain' } },
    ],
    ['a read with a body', { ...get('/account/usage'), body: '{}' }],
    ['an unknown filter', get('/leads?email=a')],
    ['a filter twice', get('/leads?country=US&country=Canada')],
    ['too many rows', get('/leads?per_page=101')],
    ['page 0', get('/leads?page=0')],
    ['a parameter of the account', get('/account/usage?x=1')],
    ['an unknown field', post('unlock', { lead_id: 'c_1', row: 1 })],
    ['a padded lead', post('unlock', { lead_id: 'c_1 ' })],
    ['no leads', post('export', { lead_ids: [], format: 'json' })],
    ['a lead twice', post('export', { lead_ids: ['c_1', 'c_1'], format: 'json' })],
    ['a CSV', post('export', { lead_ids: ['c_1'], format: 'csv' })],
    ['both kinds of validation', post('validate', { email: 'a', emails: ['a'] })],
    ['an address twice', post('validate', { emails: ['a@b.example', 'A@b.example'] })],
    ['no JSON', post('unlock', '{')],
  ])('may not be %s', (_name, request) => {
    expect(requestProblems(request)).not.toEqual([]);
  });

  test('may hold 500 leads or 100 addresses, and no more', () => {
    const many = (count: number) => Array.from({ length: count }, (_none, n) => `c${n}`);
    const leads = (count: number) =>
      requestProblems(post('export', { lead_ids: many(count), format: 'json' }));
    const emails = (count: number) => requestProblems(post('validate', { emails: many(count) }));
    expect([leads(500), emails(100)]).toEqual([[], []]);
    expect(leads(501)).not.toEqual([]);
    expect(emails(101)).not.toEqual([]);
  });
});

describe('an answer', () => {
  const vendor = emulator();
  const [lead_id = ''] = vendor.leadIds(1);
  const calls = [
    ['leads', get('/leads')],
    ['unlock', post('unlock', { lead_id })],
    ['enrich', post('enrich', { lead_id })],
    ['export', post('export', { lead_ids: [lead_id], format: 'json' })],
    ['validate', post('validate', { emails: ['a@b.example'] })],
    ['usage', get('/account/usage')],
  ] as const;

  test.each(calls)('keeps the contract, and a changed one does not: %s', (endpoint, request) => {
    const { status, headers, body } = answered(vendor.handle(request, NOW));
    const problems = (change: object) =>
      answerProblems(endpoint, { status, headers, body, ...change });
    expect(problems({})).toEqual([]);
    const fewer = Object.fromEntries(
      Object.entries(headers).filter(([name]) => name !== 'x-ratelimit-reset'),
    );
    expect(problems({ headers: fewer })).not.toEqual([]);
    expect(problems({ headers: { ...headers, 'retry-after': '1' } })).not.toEqual([]);
    expect(problems({ body: body.replace('"', '"x') })).not.toEqual([]);
    expect(problems({ status: 400 })).not.toEqual([]);
  });

  test('that is a refusal names a documented code of its status', () => {
    const { status, headers, body } = answered(vendor.handle(get('/leads?x=1'), NOW));
    const problems = (text: string, code = status) =>
      answerProblems('leads', { status: code, headers, body: text });
    expect(problems(body)).toEqual([]);
    expect(problems(body.replace('BAD_REQUEST', 'BAD'))).not.toEqual([]);
    expect(problems(body.replace('BAD_REQUEST', 'NOT_FOUND'))).not.toEqual([]);
    expect(problems(body, 404)).not.toEqual([]);
    expect(problems(body.replace('"status":400', '"status":400,"retry_after":3'))).not.toEqual([]);
  });
});

test('the vendor sells on a real port as in process, raw files too', async () => {
  const vendor = new LeadleapEmulator();
  const origin = 'https://api.leadleap.net';
  const mounted = await serve(vendor, { origin, now: () => NOW });
  const send = (endpoint: Answered, body: object) =>
    new Promise<{ headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
      const { url, headers, body: text = '' } = post(endpoint, body, DEMO_KEY);
      const options = { method: 'POST', headers };
      const out = httpRequest(url.replace(origin, mounted.url), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ headers: response.headers, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      out.on('error', reject);
      out.end(text);
    });
  try {
    const lead_ids = vendor.leadIds(30);
    const { headers, text } = await send('export', { lead_ids, format: 'json' });
    expect(headers).toMatchObject({ 'x-new-unlocks': '30', 'x-ratelimit-remaining': '59' });
    const items = JSON.parse(text) as { id: string; first_name: string }[];
    expect(items.map(({ id }) => id)).toEqual(lead_ids);
    expect(items.map(({ first_name }) => first_name)).toContain('Zoë');
    vendor.faults.next('submit', 'connection after');
    await expect(send('unlock', { lead_id: lead_ids[0] })).rejects.toThrow();
  } finally {
    await mounted.close();
  }
});
