import type { Identity } from '../../src/contact/contact';
import { enrich } from '../../src/provider/enrich';
import type { Service } from '../../src/provider/provider';
import { serviceOf, VENDORS, vendorOf } from '../../src/provider/vendors';
import { requestProblems } from '../support/enrich-contract';

const KEY = 'sk_prod_abc';
const BASE = 'https://dev.enrich.so/api/v3';
const finder = serviceOf('enrich/finder');
const phones = serviceOf('enrich/phones');

const identity = (fields: Partial<Identity>): Identity => ({
  linkedinUrl: '',
  firstName: '',
  lastName: '',
  companyName: '',
  companyDomain: '',
  ...fields,
});
const ADA: Identity = identity({
  linkedinUrl: 'https://www.linkedin.com/in/ada',
  firstName: 'Ada',
  lastName: 'Byron',
  companyName: 'Engine Ltd',
  companyDomain: 'engine.com',
  email: 'ada@engine.com',
});
const GRACE: Identity = identity({
  firstName: 'Grace',
  lastName: 'Hopper',
  companyDomain: 'cobol.com',
  email: 'grace+1@cobol.com',
});

describe('Enrich', () => {
  test('is one of the vendors, after Cleanlist', () => {
    expect(VENDORS.map(({ id }) => id).slice(0, 2)).toEqual(['cleanlist', 'enrich']);
    expect(vendorOf('enrich/phones')).toBe(enrich);
    expect(enrich).toMatchObject({
      name: 'Enrich',
      origin: 'https://dev.enrich.so',
      keyPrefix: 'sk_',
      portal: 'https://app.enrich.so',
      keyPlace: 'Dashboard → API Keys',
      requestsPerMinute: 60,
    });
  });

  test.each<[string, boolean]>([
    ['sk_x', true],
    ['sk_prod_a1b2', true],
    ['sk_live_Ab-9_.~', true],
    ['sk_', false],
    ['pk_x', false],
    ['clapi_x', false],
    [' sk_x', false],
    ['sk_x\n', false],
    ['sk_x y', false],
    ['sk_x\r\nHost: evil', false],
    ['sk_é', false],
    ['SK_x', false],
    ['', false],
  ])('tells whether %j can be a key', (text, can) => {
    expect(enrich.isKey(text)).toBe(can);
  });

  test('asks whose key it is, and what is left, with one free call', () => {
    const request = enrich.balance(KEY);
    expect(request).toEqual({
      method: 'get',
      url: `${BASE}/wallets/balance`,
      headers: { 'x-api-key': KEY, accept: 'application/json' },
    });
    expect(enrich.account(KEY)).toEqual(request);
    expect(requestProblems(request)).toEqual([]);
  });

  test('never puts a text into a header that could break out of it, nor into an error', () => {
    const bad = 'sk_secret\r\nX: y';
    for (const call of [() => enrich.balance(bad), () => finder.submit(bad, 'partial', [ADA])]) {
      expect(call).toThrow('This text cannot be an API key of Enrich.');
    }
  });

  test('sells e-mails and phones apart, at the documented prices', () => {
    expect(enrich.services.map(({ id, types }) => [id, types])).toEqual([
      ['enrich/finder', ['partial']],
      ['enrich/phones', ['phone_only']],
      ['enrich/validation', ['validity']],
      ['enrich/lookup', ['profile']],
    ]);
    const prices = (service: Service): number[] => [
      service.credits([]),
      service.credits(['email']),
      service.credits(['phone']),
      service.credits(['email', 'phone']),
    ];
    expect(prices(finder)).toEqual([0, 10, 0, 10]);
    expect(prices(phones)).toEqual([0, 0, 500, 500]);
    const sizes = enrich.services.map(({ batchSize }) => batchSize);
    expect(sizes).toEqual([250, 250, 250, 1]);
    expect(enrich.services.some(({ repeatsFree }) => repeatsFree)).toBe(false);
  });
});

describe('what a contact must have, and what of it leaves', () => {
  test.each<[string, Partial<Identity>, string | null]>([
    ['a name and a domain', { firstName: 'A', lastName: 'B', companyDomain: 'c.com' }, null],
    ['no last name', { firstName: 'A', companyDomain: 'c.com' }, 'no_full_name'],
    ['a blank first name', { firstName: ' ', lastName: 'B', companyDomain: 'c' }, 'no_full_name'],
    ['a company’s name alone', { firstName: 'A', lastName: 'B', companyName: 'C' }, 'no_domain'],
    ['a blank domain', { firstName: 'A', lastName: 'B', companyDomain: ' ' }, 'no_domain'],
    ['a profile alone', { linkedinUrl: 'https://www.linkedin.com/in/a' }, 'no_full_name'],
    ['nothing', {}, 'no_full_name'],
  ])('an e-mail: %s', (_name, fields, lack) => {
    expect(finder.lacks(identity(fields))).toBe(lack);
  });

  test.each<[string, Partial<Identity>, string | null]>([
    ['a profile', { linkedinUrl: 'https://www.linkedin.com/in/a' }, null],
    ['an e-mail', { email: "o'neil.x+1@sub.acme.co.uk" }, null],
    ['a profile that is too long', { linkedinUrl: `https://${'a'.repeat(500)}` }, 'no'],
    ['an e-mail beside a profile', { linkedinUrl: 'x', email: 'a b' }, null],
    ['a name and a domain', { firstName: 'A', lastName: 'B', companyDomain: 'c.com' }, 'no'],
    ['an e-mail that the vendor does not take', { email: 'müller@acme.com' }, 'no'],
    ['two dots in one', { email: 'a..b@acme.com' }, 'no'],
    ['half a character in one', { email: 'a\ud800@acme.com' }, 'no'],
    ['one that is too long', { email: `${'a'.repeat(250)}@a.com` }, 'no'],
    ['nothing', {}, 'no'],
  ])('a phone: %s', (_name, fields, lack) => {
    expect(phones.lacks(identity(fields))).toBe(lack === null ? null : 'no_profile_or_email');
  });

  test('an e-mail is looked for with name and domain, a phone with the profile or else the e-mail', () => {
    const { firstName, lastName, companyDomain } = ADA;
    expect(finder.sends(ADA)).toEqual(identity({ firstName, lastName, companyDomain }));
    expect(phones.sends(ADA)).toEqual(identity({ linkedinUrl: ADA.linkedinUrl }));
    const linkedinUrl = `https://${'a'.repeat(500)}`;
    expect(phones.sends({ ...ADA, linkedinUrl })).toEqual(identity({ email: ADA.email ?? '' }));
    expect(phones.sends(GRACE)).toEqual(identity({ email: 'grace+1@cobol.com' }));
    const padded = identity({ firstName: ' A ', lastName: ' B\n', companyDomain: ' c.com ' });
    expect(finder.sends(padded)).toEqual(
      identity({ firstName: 'A', lastName: 'B', companyDomain: 'c.com' }),
    );
  });
});

describe('what is sent', () => {
  const sent = (service: Service, ...contacts: readonly Identity[]) => {
    const request = service.submit(KEY, service.types[0] ?? 'full', contacts);
    expect(requestProblems(request)).toEqual([]);
    expect(request.url).not.toContain(KEY);
    return request;
  };

  test('one contact goes to the single look-up of e-mails', () => {
    expect(sent(finder, { ...ADA, row: 7 } as Identity)).toEqual({
      method: 'post',
      url: `${BASE}/email-finder`,
      headers: { 'x-api-key': KEY, accept: 'application/json', 'content-type': 'application/json' },
      body: '{"firstName":"Ada","lastName":"Byron","domain":"engine.com"}',
    });
  });

  test('several go into one batch, in their order', () => {
    const { url, body } = sent(finder, ADA, GRACE, ADA);
    const lead = { firstName: 'Ada', lastName: 'Byron', domain: 'engine.com' };
    expect(url).toBe(`${BASE}/email-finder/batch`);
    expect(JSON.parse(body ?? '')).toEqual({
      leads: [lead, { firstName: 'Grace', lastName: 'Hopper', domain: 'cobol.com' }, lead],
    });
  });

  test('a phone of one contact is asked for by profile or by e-mail, never by both', () => {
    const path = `${BASE}/reverse-lookup/phones?`;
    const byProfile = sent(phones, ADA);
    expect(byProfile.url).toBe(`${path}linkedin=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fada`);
    expect(sent(phones, GRACE).url).toBe(`${path}email=grace%2B1%40cobol.com`);
    expect(byProfile).toMatchObject({ method: 'get' });
    expect(byProfile).not.toHaveProperty('body');
  });

  test('phones of several are asked for in two lists, of which an empty one is not sent', () => {
    const body = (...contacts: readonly Identity[]): unknown =>
      JSON.parse(sent(phones, ...contacts).body ?? '');
    const other = identity({ email: 'b@b.com' });
    expect(body(GRACE, ADA, other)).toEqual({
      emails: [GRACE.email, other.email],
      linkedins: [ADA.linkedinUrl],
    });
    expect(body(GRACE, other)).toEqual({ emails: [GRACE.email, other.email] });
    expect(body(ADA, ADA)).toEqual({ linkedins: [ADA.linkedinUrl, ADA.linkedinUrl] });
    expect(sent(phones, ADA, GRACE).url).toBe(`${BASE}/reverse-lookup/phones/bulk`);
  });

  test.each([finder, phones])('a batch that is none is not even built ($id)', (service) => {
    const many = Array.from({ length: 251 }, () => ADA);
    const [type = 'full'] = service.types;
    expect(() => service.submit(KEY, type, many)).toThrow('1 to 250 contacts, not 251');
    expect(() => service.submit(KEY, type, [])).toThrow('1 to 250 contacts, not 0');
    expect(requestProblems(service.submit(KEY, type, many.slice(1)))).toEqual([]);
  });

  test('a batch’s status is asked for with its id, encoded', () => {
    const request = finder.poll(KEY, '665b12');
    expect(request.url).toBe(`${BASE}/email-finder/batch/665b12`);
    expect(requestProblems(request)).toEqual([]);
    const odd = phones.poll(KEY, 'a/b?c=%');
    expect(odd.url).toBe(`${BASE}/reverse-lookup/phones/bulk/a%2Fb%3Fc%3D%25`);
    expect(requestProblems(odd)).toEqual([]);
  });
});
