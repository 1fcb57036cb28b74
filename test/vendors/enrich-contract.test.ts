import type { VendorRequest } from '../../local/vendors/http';
import { requestProblems } from '../support/enrich-contract';
import { BASE, email, get, KEY, lead, post, profile, status } from './enrich-calls';

describe('what we may send Enrich', () => {
  const ok = post('/email-finder', lead(1));
  const bad: readonly [string, VendorRequest][] = [
    ['Bearer', { ...ok, headers: { ...ok.headers, authorization: `Bearer ${KEY}` } }],
    ['no accept', { ...get('/wallets/balance'), headers: { 'x-api-key': KEY } }],
    ['another host', { ...ok, url: ok.url.replace('dev.', 'api.') }],
    [
      'a webhook',
      post('/email-finder/batch', { leads: [lead(1)], webhookUrl: 'https://a.example' }),
    ],
    ['a further field', post('/email-finder', { ...lead(1), row: '7' })],
    ['no leads', post('/email-finder/batch', { leads: [] })],
    ['neither list', post('/reverse-lookup/phones/bulk', {})],
    ['a batch of profiles', post('/reverse-lookup/bulk-lookup', { emails: [email(1)] })],
    ['results without a page', get('/email-finder/batch/a/results')],
    ['too large a page', get('/email-finder/batch/a/results?page=1&limit=1001')],
    [
      'another site that names the address',
      { ...get(''), url: `https://evil.example/?${BASE}/wallets/balance` },
    ],
    ['an address within an address', { ...get(''), url: `${BASE}/x?u=/api/v3/wallets/balance` }],
    ['a body of a GET', { ...get('/wallets/balance'), body: '' }],
  ];

  test.each(bad)('is not %s', (_name, request) => {
    expect(requestProblems(request)).not.toEqual([]);
  });

  test.each([
    ok,
    get(`/reverse-lookup/phones?linkedin=${encodeURIComponent(profile(1))}`),
    get('/reverse-lookup/phones?email=a%40b.co&linkedin=x'),
    get('/wallets/transactions?page=1&limit=10'),
    status('phones', 'a'),
  ])('is %j', (request) => {
    expect(requestProblems(request)).toEqual([]);
  });
});
