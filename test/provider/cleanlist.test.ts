import type { Identity } from '../../src/contact/contact';
import { cleanlist } from '../../src/provider/cleanlist';
import { bulk } from '../vendors/bulk';

const KEY = 'clapi_abc';
const identity = (fields: Partial<Identity>): Identity => ({
  linkedinUrl: '',
  firstName: '',
  lastName: '',
  companyName: '',
  companyDomain: '',
  ...fields,
});

describe('Cleanlist', () => {
  test.each<[string, boolean]>([
    ['clapi_x', true],
    ['clapi_live_Ab-9_.~', true],
    [`clapi_${'x'.repeat(500)}`, true],
    ['clapi_', false],
    ['clext_x', false],
    [' clapi_x', false],
    ['clapi_x\n', false],
    ['clapi_x y', false],
    ['clapi_x\r\nHost: evil', false],
    ['clapi_é', false],
    ['CLAPI_x', false],
    ['', false],
  ])('tells whether %j can be a key', (text, can) => {
    expect(cleanlist.isKey(text)).toBe(can);
  });

  test('sends the documented fields that are not blank, and the type', () => {
    const request = bulk.submit(KEY, 'full', [
      identity({
        linkedinUrl: 'https://www.linkedin.com/in/jd',
        firstName: ' ',
        lastName: ' Doe ',
      }),
      {
        ...identity({ firstName: 'A', companyName: 'C', companyDomain: 'c.com' }),
        row: 7,
      } as Identity,
    ]);
    expect(request).toEqual({
      method: 'post',
      url: 'https://api.cleanlist.ai/api/v1/public/enrich/bulk',
      headers: {
        authorization: 'Bearer clapi_abc',
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        enrichment_type: 'full',
        contacts: [
          { linkedin_url: 'https://www.linkedin.com/in/jd', last_name: 'Doe' },
          { first_name: 'A', company_domain: 'c.com', company_name: 'C' },
        ],
      }),
    });
  });

  test('refuses to build a batch that the vendor would refuse', () => {
    const many = Array.from({ length: 251 }, () => identity({ firstName: 'A' }));
    expect(() => bulk.submit(KEY, 'partial', many)).toThrow('1 to 250 contacts, not 251');
    expect(() => bulk.submit(KEY, 'partial', [])).toThrow('1 to 250 contacts, not 0');
  });

  test('reads with GET, the key in the header only, the id encoded', () => {
    const base = 'https://api.cleanlist.ai/api/v1/public';
    expect(bulk.poll(KEY, 'a&b=c/d').url).toBe(`${base}/enrich/status?workflow_id=a%26b%3Dc%2Fd`);
    expect(cleanlist.account(KEY).url).toBe(`${base}/auth/validate-key`);
    expect(cleanlist.balance(KEY).url).toBe(`${base}/credits/balance`);
    for (const request of [bulk.poll(KEY, 'w'), cleanlist.account(KEY), cleanlist.balance(KEY)]) {
      expect(request).toMatchObject({ method: 'get', headers: { authorization: `Bearer ${KEY}` } });
      expect(request).not.toHaveProperty('body');
      expect(request.url).not.toContain(KEY);
    }
  });

  test('never puts a text into a header that could break out of it, nor into an error', () => {
    const bad = 'clapi_secret\r\nX: y';
    expect(() => cleanlist.balance(bad)).toThrow('This text cannot be an API key of Cleanlist.');
  });

  test('has the documented limits and prices', () => {
    expect(cleanlist).toMatchObject({
      id: 'cleanlist',
      origin: 'https://api.cleanlist.ai',
      requestsPerMinute: 30,
    });
    expect(bulk.batchSize).toBe(250);
    expect([bulk.credits(['email']), bulk.credits(['phone'])]).toEqual([1, 10]);
    expect(bulk.credits(['email', 'phone'])).toBe(11);
    expect(bulk.repeatsFree).toBe(false);
  });
});
