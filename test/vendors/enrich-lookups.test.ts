import { identity } from './calls';
import { profileBehind } from '../../local/vendors/enrich/profile';
import { verdictOf } from '../../local/vendors/enrich/verdict';
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/enrich/demo';
import { EnrichEmulator } from '../../local/vendors/enrich/emulator';
import type { VendorRequest } from '../../local/vendors/http';
import { answerProblems, type Answered } from '../support/enrich-contract';
import {
  ALL,
  answered,
  bodyOf,
  buy,
  call,
  CREDITS,
  email,
  emulator,
  END,
  get,
  itemsOf,
  lead,
  many,
  NOTHING,
  NOW,
  post,
  profile,
  results,
} from './enrich-calls';

const phoneOf = (address: string): VendorRequest =>
  get(`/reverse-lookup/phones?email=${encodeURIComponent(address)}`);

/** Every look-up that is answered at once: a request, its price, what is sold, and for whom. */
const SINGLES = {
  finder: { request: post('/email-finder', lead(1)), price: 10, sold: 'email' },
  validation: {
    request: post('/email-validation', { email: email(1) }),
    price: 1,
    sold: 'validity',
  },
  phones: { request: phoneOf(email(1)), price: 500, sold: 'phone' },
  profile: {
    request: post('/reverse-lookup/lookup', { email: email(1) }),
    price: 10,
    sold: 'profile',
  },
} as const;
type Single = keyof typeof SINGLES;
const NAMES = Object.keys(SINGLES) as Single[];

const VALID = { valid: 1, invalid: 0 };
const RISKY = { valid: 0, invalid: 0 };

/** An address of which nothing is known when nothing is found. */
const stranger = many(50, email).find(
  (address) => profileBehind(address, 'enrich', NOTHING) === null,
);
const unknown = (name: Single): VendorRequest =>
  name === 'profile' ? post('/reverse-lookup/lookup', { email: stranger }) : SINGLES[name].request;

describe('a look-up that is answered at once', () => {
  test.each(NAMES)('costs its price, and again when it is asked again (%s)', (name) => {
    const { request, price, sold } = SINGLES[name];
    const vendor = emulator({ shares: ALL, verdicts: VALID });
    const first = call(vendor, request);
    expect(first.meta).toMatchObject({ creditsUsed: price, creditsRemaining: CREDITS - price });
    expect(call(vendor, request).data).toEqual(first.data);
    expect(vendor.balance('org_a', NOW)).toBe(CREDITS - 2 * price);
    expect(vendor.ledger.purchases).toMatchObject([
      { channel: sold, credits: price, organizationId: 'org_a' },
      { channel: sold, credits: price, organizationId: 'org_a' },
    ]);
    expect(vendor.ledger.paidTwice()).toMatchObject([{ channel: sold, times: 2 }]);
  });

  test.each(NAMES)('costs nothing when nothing is found (%s)', (name) => {
    const vendor = emulator({ shares: NOTHING, verdicts: RISKY });
    const { data, meta } = call(vendor, unknown(name));
    expect(meta).toMatchObject({ creditsUsed: 0, creditsRemaining: CREDITS });
    expect(vendor.ledger.purchases).toMatchObject([{ credits: 0 }]);
    const expected = {
      finder: { found: false },
      validation: { result: 'risky' },
      phones: { phones: [] },
      profile: { found: false },
    };
    expect(data).toMatchObject(expected[name]);
  });

  test.each(NAMES)('is refused when the balance does not hold its price (%s)', (name) => {
    const { request, price } = SINGLES[name];
    const vendor = emulator({ shares: NOTHING });
    vendor.setBalance('org_a', price - 1);
    expect(bodyOf(vendor.handle(request, NOW), 402)).toMatchObject({
      required: price,
      shortfall: 1,
    });
    expect(vendor.ledger.purchases).toEqual([]);
    vendor.setBalance('org_a', price);
    expect(answered(vendor.handle(request, NOW)).status).toBe(200);
  });

  test.each(NAMES)('keeps the contract (%s)', (name) => {
    for (const shares of [ALL, NOTHING, { email: 0.5, phone: 0.5, failed: 0.5 }]) {
      const vendor = emulator({ shares });
      for (const number of many(20, (n) => n)) {
        const text = (SINGLES[name].request.body ?? '').replace(/1/g, String(number));
        const url = SINGLES[name].request.url.replace('jane1', `jane${number}`);
        const body = text === '' ? {} : { body: text };
        const request = { ...SINGLES[name].request, url, ...body };
        const answer = answered(vendor.handle(request, NOW));
        expect(answer.status).toBe(200);
        expect(answerProblems(name, answer)).toEqual([]);
      }
    }
  });

  test('says the same as a batch', () => {
    const vendor = emulator();
    const finder = itemsOf(vendor, 'finder', buy(vendor, 'finder', { leads: [lead(1)] }));
    expect(finder).toEqual([call(vendor, SINGLES.finder.request, END).data]);
    const verdict = itemsOf(
      vendor,
      'validation',
      buy(vendor, 'validation', { emails: [email(1)] }),
    );
    expect(verdict).toEqual([call(vendor, SINGLES.validation.request, END).data]);
    const phones = itemsOf(vendor, 'phones', buy(vendor, 'phones', { emails: [email(1)] }));
    expect(phones[0]).toMatchObject(call(vendor, SINGLES.phones.request, END).data);
  });

  test('finds the phone of one person by e-mail and profile, for one price', () => {
    const vendor = emulator({ shares: ALL });
    const both = `${phoneOf(email(1)).url}&linkedin=${encodeURIComponent(profile(1))}`;
    call(vendor, { ...phoneOf(''), url: both });
    expect(vendor.balance('org_a', NOW)).toBe(CREDITS - 500);
    expect(vendor.ledger.purchases).toMatchObject([{ person: 'in:jane-1', credits: 500 }]);
  });

  test('knows who is behind an address, and never echoes it', () => {
    const vendor = emulator({ shares: ALL });
    const address = 'sample.jane.van.doe@mail.acme.co.uk';
    const { data } = call(vendor, post('/reverse-lookup/lookup', { email: address }));
    expect(data).toMatchObject({
      displayName: 'Jane Van Doe',
      firstName: 'Jane',
      lastName: 'Van Doe',
      companyName: 'Acme Sample',
      creditsConsumed: 10,
    });
    expect(data.headline).toMatch(/ at Acme Sample$/);
    expect(JSON.stringify(data)).not.toContain('@');
    const profiles = many(60, email).map((one) => profileBehind(one, 'enrich', ALL)?.profileUrl);
    const known = profiles.filter((url) => url !== '');
    expect(known.length).toBeGreaterThan(10);
    expect(known.length).toBeLessThan(60);
    for (const url of known) expect(url).toMatch(/^https:\/\/www\.linkedin\.com\/in\/sample-/);
  });

  test('gives confidence and verdicts in plausible shares', () => {
    const words = many(2_000, email).map((one) => verdictOf(one, 'enrich'));
    const share = (word: string) => words.filter(({ result }) => result === word).length / 2_000;
    expect(share('valid')).toBeCloseTo(0.62, 1);
    expect(share('invalid')).toBeCloseTo(0.14, 1);
    expect(share('risky')).toBeCloseTo(0.24, 1);
    const all = ['definitive', 'high', 'low', 'medium', 'none', 'temporary'];
    expect([...new Set(words.map(({ confidence }) => confidence))].sort()).toEqual(all);
    expect(words.every((one) => !one.isCatchAll || one.result === 'risky')).toBe(true);
    expect(verdictOf('JANE1@acme.com', 'enrich')).toEqual(verdictOf(email(1), 'enrich'));
    const vendor = emulator({ shares: ALL });
    const found = itemsOf(vendor, 'finder', buy(vendor, 'finder', { leads: many(100, lead) }));
    expect(new Set(found.map(({ confidence }) => confidence)).size).toBe(3);
    expect(new Set(found.map(({ isCatchAll }) => isCatchAll)).size).toBe(2);
  });
});

describe('the wallet', () => {
  const page = (vendor: EnrichEmulator, query = '') =>
    bodyOf(vendor.handle(get(`/wallets/transactions${query}`), END)).data as {
      transactions: { type: string; amount: number; balanceAfter: number; description: string }[];
      pagination: unknown;
    };

  test('says what is left, and when', () => {
    const vendor = emulator();
    vendor.setBalance('org_a', 1234.5);
    expect(call(vendor, get('/wallets/balance')).data).toEqual({
      organizationId: 'org_a',
      balance: 1234.5,
      currency: 'credits',
      asOf: '2026-04-06T15:00:00.000Z',
    });
  });

  test('lists every change, the newest first', () => {
    const vendor = emulator({ shares: { email: 0, phone: 1, failed: 0 } });
    const id = buy(vendor, 'finder', { leads: [lead(1)] });
    call(vendor, results('finder', id), END);
    call(vendor, phoneOf(email(1)), END);
    vendor.setBalance('org_a', 50_000);
    const { transactions, pagination } = page(vendor);
    expect(transactions).toMatchObject([
      { type: 'adjustment', amount: -49_500, balanceAfter: 50_000 },
      { type: 'deduction', amount: -500, balanceAfter: 99_500 },
      { type: 'refund', amount: 10, balanceAfter: CREDITS, description: `Batch refund: ${id}` },
      { type: 'deduction', amount: -10, balanceAfter: 99_990 },
      { type: 'topup', amount: CREDITS, balanceAfter: CREDITS },
    ]);
    expect(transactions[1]?.description).toBe(`Phone finder: ${email(1)}`);
    expect(transactions[3]?.description).toBe('Email finder batch: 1 lead');
    expect(pagination).toEqual({ page: 1, limit: 50, total: 5, totalPages: 1 });
    expect(page(vendor, '?type=deduction').transactions).toHaveLength(2);
    expect(page(vendor, '?page=2&limit=2').transactions).toEqual(transactions.slice(2, 4));
    expect(page(vendor, '?page=3&limit=2').pagination).toMatchObject({ totalPages: 3 });
  });

  test('shows nobody’s changes to others, and none where nothing was found', () => {
    const vendor = emulator({ shares: NOTHING });
    call(vendor, phoneOf(email(1)));
    expect(page(vendor).transactions).toMatchObject([{ type: 'topup', amount: CREDITS }]);
  });

  test.each(['type=gift', 'limit=101', 'limit=0', 'page=0', 'sort=asc'])('refuses %s', (query) => {
    const answer = answered(emulator().handle(get(`/wallets/transactions?${query}`), NOW));
    expect(answer.status).toBe(400);
    expect(answerProblems('transactions', answer)).toEqual([]);
  });

  test.each<[Answered, VendorRequest]>([
    ['balance', get('/wallets/balance')],
    ['transactions', get('/wallets/transactions?page=1&limit=10')],
  ])('keeps the contract (%s)', (endpoint, request) => {
    const vendor = emulator();
    buy(vendor, 'finder');
    expect(answerProblems(endpoint, answered(vendor.handle(request, NOW)))).toEqual([]);
  });

  test('of the demonstration holds the price of two hundred phones', () => {
    const vendor = new EnrichEmulator();
    const request = get('/wallets/balance', DEMO_KEY);
    expect(call(vendor, request).data).toMatchObject({
      organizationId: DEMO_ORGANIZATIONS[0]?.id,
      balance: 100_000,
    });
  });
});

describe('the ledger', () => {
  test('looks up a row whose e-mail was bought by name and whose phone by profile', () => {
    const vendor = emulator({ shares: ALL });
    const finder = itemsOf(vendor, 'finder', buy(vendor, 'finder', { leads: [lead(1)] }));
    const body = { linkedins: [profile(1)] };
    const phones = itemsOf(vendor, 'phones', buy(vendor, 'phones', body));
    const { firstName, lastName, domain: companyDomain } = lead(1);
    const row = identity({ firstName, lastName, companyDomain, linkedinUrl: profile(1) });
    const { email: found, phones: numbers, bought } = vendor.ledger.lookup(row);
    expect(found).toBe(finder[0]?.email);
    expect(numbers).toEqual(phones[0]?.phones);
    expect(bought).toMatchObject({ email: 1, phone: 1 });
  });

  test('looks up a row whose phone was bought by its address', () => {
    const vendor = emulator({ shares: ALL });
    buy(vendor, 'finder', { leads: [lead(1)] });
    const { phones } = call(vendor, phoneOf(email(1))).data;
    const { firstName, lastName, domain } = lead(1);
    const names = { first_name: firstName, last_name: lastName, company_domain: domain };
    const known = vendor.ledger.lookupContact({ ...names, email: email(1) });
    expect(known).toMatchObject({ phones, bought: { email: 1, phone: 1 } });
  });

  test('looks up the phone of an address', () => {
    const vendor = emulator({ shares: ALL });
    const { phones } = call(vendor, phoneOf(email(1))).data;
    const known = vendor.ledger.lookupContact({ email: email(1).toUpperCase() });
    expect(known).toMatchObject({ phones, bought: { email: 0, phone: 1 } });
  });

  test('sees that a verdict or a profile was bought twice', () => {
    const vendor = emulator({ verdicts: VALID, shares: ALL });
    buy(vendor, 'validation', { emails: [email(1), email(2)] });
    call(vendor, post('/email-validation', { email: 'JANE1@acme.com' }));
    call(vendor, SINGLES.profile.request);
    expect(vendor.ledger.paidTwice()).toMatchObject([
      { person: `mail:${email(1)}`, channel: 'validity', times: 2 },
    ]);
  });
});
