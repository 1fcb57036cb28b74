import type { Plan } from '../../local/vendors/enrich/call-limits';
import type { VendorRequest } from '../../local/vendors/http';
import { answerProblems } from '../support/enrich-contract';
import {
  answered,
  bodyOf,
  email,
  emulator,
  FOREIGN_KEY,
  get,
  KEY,
  many,
  NOW,
  post,
  SECOND_KEY,
} from './enrich-calls';

describe('the limits of the emulated Enrich', () => {
  const balance = get('/wallets/balance');
  const single = post('/email-validation', { email: email(1) });
  const bulk = post('/email-validation/batch', { emails: [email(1)] });

  /** How many of `calls` pass, spread over a minute. */
  const passing = (plan: Plan, request: VendorRequest, calls: number, overMs: number): number => {
    const vendor = emulator({ plan });
    const codes = many(calls, (n) => {
      const at = NOW + Math.floor((n * overMs) / calls);
      return answered(vendor.handle(request, at)).status;
    });
    return codes.filter((one) => one === 200).length;
  };

  test.each<[Plan, string, VendorRequest, number, number]>([
    ['free', 'a read', balance, 5, 60],
    ['free', 'a look-up', single, 5, 10],
    ['free', 'a submit', bulk, 1, 2],
    ['growth', 'a read', balance, 25, 300],
    ['growth', 'a look-up', single, 25, 100],
    ['growth', 'a submit', bulk, 3, 10],
    ['scale', 'a read', balance, 50, 1000],
    ['scale', 'a look-up', single, 50, 500],
    ['scale', 'a submit', bulk, 5, 20],
    ['pro', 'a read', balance, 100, 5000],
    ['pro', 'a look-up', single, 100, 2000],
    ['pro', 'a submit', bulk, 10, 50],
  ])('of %s, for %s, are so many a second and a minute', (plan, _name, request, second, minute) => {
    expect(passing(plan, request, second + 5, 0)).toBe(second);
    expect(passing(plan, request, minute + 5, 59_999)).toBe(minute);
  });

  test('are those of Growth when nothing is said', () => {
    const vendor = emulator();
    const codes = many(26, () => answered(vendor.handle(balance, NOW)).status);
    expect(codes.filter((one) => one === 200)).toHaveLength(25);
  });

  test('are of the organisation, whatever the key', () => {
    const vendor = emulator({ plan: 'free' });
    const ask = (key: string) => answered(vendor.handle(get('/wallets/balance', key), NOW)).status;
    expect(many(6, (n) => ask(n % 2 === 0 ? KEY : SECOND_KEY))).toEqual([
      200, 200, 200, 200, 200, 429,
    ]);
    expect(ask(FOREIGN_KEY)).toBe(200);
  });

  test('are said in every answer, with the seconds that are left', () => {
    const vendor = emulator();
    const headers = (request: VendorRequest, at: number) =>
      answered(vendor.handle(request, at)).headers;
    expect(headers(balance, NOW + 20_500)).toMatchObject({
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '299',
      'x-ratelimit-reset': '40',
    });
    expect(headers(single, NOW + 20_500)).toMatchObject({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '99',
    });
    expect(headers(get('/email-finder/batch/x'), NOW)).toMatchObject({
      'x-ratelimit-remaining': '297',
    });
  });

  test('say when to come again, and a call that is refused does not count', () => {
    const vendor = emulator({ plan: 'free' });
    const ask = (at: number) => answered(vendor.handle(bulk, at));
    expect(ask(NOW + 10_000).status).toBe(200);
    const second = ask(NOW + 10_200);
    expect(second.headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-limit': '1' });
    expect(ask(NOW + 11_000).status).toBe(200);
    const minute = ask(NOW + 20_000);
    expect(minute.headers).toMatchObject({ 'retry-after': '40', 'x-ratelimit-remaining': '0' });
    expect(answerProblems('submit', minute)).toEqual([]);
    expect(bodyOf(minute, 429)).toMatchObject({
      type: 'https://dev.enrich.so/errors/rate-limit-exceeded',
      detail: 'Rate limit exceeded. Please retry after 40 seconds.',
    });
    expect(answered(vendor.handle(balance, NOW + 20_000)).status).toBe(200);
    expect(ask(NOW + 60_000).status).toBe(200);
  });
});
