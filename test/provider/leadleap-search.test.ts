// LeadLeap's search: what it is asked, and what is read of any answer. Masked values stay apart, and no answer throws.
import fc from 'fast-check';
import { HOSTILE } from '../../local/vendors/hostile';
import { LeadleapEmulator } from '../../local/vendors/leadleap/emulator';
import type { LeadFilters, LeadPage, LeadSearch } from '../../src/provider/lead-search';
import { vendorOf } from '../../src/provider/vendors';
import { answerProblems, requestProblems } from '../support/leadleap-contract';
import { answer, NOW } from './answers';

const search = searchOf('leadleap');
const KEY = `ll_${'0a'.repeat(32)}`;
const FILTERS: LeadFilters = { type: 'business', words: {}, ranges: {} };

const ROW = {
  id: 'c_7f3a2b9d1e8c5f4a',
  company_name: 'Acme Corp',
  company_domain: 'acme.example',
  contact_name: 'Sarah Mitchell',
  first_name: 'Sarah',
  last_name: 'Mitchell',
  email: 'sa***@acme.example',
  phone: '+1415****78',
  job_title: 'Engineer',
  department: 'Engineering',
  industry: 'Software & SaaS',
  company_size: '51-200',
  employee_count: 120,
  country: 'US',
  state: 'California',
  city: 'San Francisco',
  ai_score: 87,
  is_unlocked: false,
};
const META = { total: 142_500, page: 1, per_page: 5, total_pages: 28_500 };

function searchOf(vendor: string): LeadSearch {
  const { search: found } = vendorOf(vendor);
  if (found === undefined) throw new Error('It has no search.');
  return found;
}

function read(body: unknown, status = 200, page = 1) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return search.readPage(answer(status, text), page, NOW);
}

function pageOf(...rows: readonly unknown[]): LeadPage {
  const outcome = read({ data: rows, meta: META, error: null });
  if (outcome.kind !== 'ok') throw new Error(outcome.kind);
  return outcome.value;
}

describe('the request', () => {
  test.each<[string, LeadFilters, string]>([
    ['nothing but the type', FILTERS, 'type=business'],
    [
      'words, several of one sort, with signs in them',
      { ...FILTERS, words: { country: ['US', 'Côte d’Ivoire'], industry: ['Software & SaaS'] } },
      `type=business&country=${encodeURIComponent('US,Côte d’Ivoire')}&industry=Software%20%26%20SaaS`,
    ],
    [
      'ranges, open on either side',
      {
        type: 'consumer',
        words: {},
        ranges: { employee_count: { from: 5 }, year_founded: { to: 1999 } },
      },
      'type=consumer&employee_count_min=5&year_founded_max=1999',
    ],
    [
      'a range from nothing',
      { ...FILTERS, ranges: { employee_count: { from: 0, to: 0 } } },
      'type=business&employee_count_min=0&employee_count_max=0',
    ],
  ])('asks for %s', (_, filters, query) => {
    const request = search.request(KEY, filters, 7, 100);
    expect(request.url).toBe(`https://api.leadleap.net/api/v1/leads?${query}&page=7&per_page=100`);
    expect(requestProblems(request)).toEqual([]);
    expect(search.queryLength(filters)).toBeLessThanOrEqual(request.url.length);
  });

  test('is one that the vendor takes, whatever the words are', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((text) => text.trim() === text && !text.includes(','));
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (country) => {
        const request = search.request(KEY, { ...FILTERS, words: { country } }, 1, 100);
        expect(requestProblems(request)).toEqual([]);
        expect(new URL(request.url).searchParams.get('country')).toBe(country.join(','));
      }),
    );
  });
});

describe('a page', () => {
  test('of the document is read whole', () => {
    expect(pageOf(ROW)).toEqual({
      leads: [
        {
          ...{ id: 'c_7f3a2b9d1e8c5f4a', firstName: 'Sarah', lastName: 'Mitchell' },
          ...{ title: 'Engineer', company: 'Acme Corp', website: 'acme.example' },
          ...{ department: 'Engineering', industry: 'Software & SaaS', companySize: '51-200' },
          ...{
            employees: 120,
            country: 'US',
            state: 'California',
            city: 'San Francisco',
            score: 87,
          },
          ...{
            maskedEmail: 'sa***@acme.example',
            maskedPhone: '+1415****78',
            email: '',
            phone: '',
          },
        },
      ],
      total: 142_500,
      isLast: false,
    });
  });

  test('of the emulated vendor is read whole', () => {
    const vendor = new LeadleapEmulator();
    const request = search.request(vendor.demoKey, FILTERS, 1, 100);
    const answered = vendor.handle(request, NOW);
    if ('error' in answered) throw new Error(answered.error);
    expect(answerProblems('leads', answered)).toEqual([]);
    const outcome = read(answered.body);
    expect(outcome.kind === 'ok' ? outcome.value.leads : []).toHaveLength(100);
  });

  test.each<[string, object, object]>([
    [
      'masked',
      {},
      { maskedEmail: 'sa***@acme.example', email: '', maskedPhone: '+1415****78', phone: '' },
    ],
    [
      'whole, of a lead that was bought',
      { email: 'sarah@acme.example', phone: '+1 (415) 555-0178', is_unlocked: true },
      { maskedEmail: '', email: 'sarah@acme.example', maskedPhone: '', phone: '+1 (415) 555-0178' },
    ],
    [
      'whole, of a lead that was not bought',
      { email: 'sarah@acme.example', phone: '+14155550178' },
      { maskedEmail: 'sarah@acme.example', email: '', maskedPhone: '+14155550178', phone: '' },
    ],
    [
      'masked, of a lead that was bought',
      { is_unlocked: true },
      { maskedEmail: 'sa***@acme.example', email: '', maskedPhone: '+1415****78', phone: '' },
    ],
    [
      'with one mark only',
      { email: 's*@acme.example', phone: '+1415555017*', is_unlocked: true },
      { maskedEmail: 's*@acme.example', email: '', phone: '' },
    ],
    [
      'no values at all',
      { email: '[email protected]', phone: 'on request', is_unlocked: true },
      { maskedEmail: '[email protected]', email: '', maskedPhone: 'on request', phone: '' },
    ],
    ['two in one', { email: 'a@acme.example, b@acme.example', is_unlocked: true }, { email: '' }],
    ['bought by its word', { email: 'sarah@acme.example', is_unlocked: 'true' }, { email: '' }],
    [
      'missing',
      { email: null, phone: undefined },
      { maskedEmail: '', email: '', maskedPhone: '', phone: '' },
    ],
  ])('keeps apart values that are %s', (_, change, expected) => {
    expect(pageOf({ ...ROW, ...change }).leads[0]).toMatchObject(expected);
  });

  test('holds no lead without an id that can be asked for again', () => {
    const ids = [
      '',
      ' ',
      null,
      {},
      ['c_1'],
      'c 1',
      '=c_1',
      'c_1\nx',
      'c_1"',
      'ü',
      'x'.repeat(101),
      KEY,
    ];
    expect(
      pageOf(ROW, ...ids.map((id) => ({ ...ROW, id })), 'c_2', null, [ROW]).leads,
    ).toHaveLength(1);
    expect(read({ data: ids.map((id) => ({ ...ROW, id })), meta: META })).toMatchObject({
      kind: 'unreadable',
      error: { message: 'The answer has no lead with an id.' },
    });
    expect(pageOf({ ...ROW, id: 4711 }).leads[0]?.id).toBe('4711');
  });

  test('is the last when it is empty, or when the vendor counts no more', () => {
    const last = (data: unknown[], meta: unknown, page: number) => {
      const outcome = read({ data, meta }, 200, page);
      return outcome.kind === 'ok' ? [outcome.value.isLast, outcome.value.total] : outcome.kind;
    };
    expect(last([], META, 1)).toEqual([true, 142_500]);
    expect(last([ROW], META, 28_499)).toEqual([false, 142_500]);
    expect(last([ROW], META, 28_500)).toEqual([true, 142_500]);
    expect(last([ROW], { total: '12', total_pages: '2' }, 2)).toEqual([true, 12]);
    expect(last([ROW], { total: -5, total_pages: 0 }, 2)).toEqual([false, null]);
    expect(last([ROW], undefined, 2)).toEqual([false, null]);
    expect(last([ROW], { total: 1e300, total_pages: 'many' }, 2)).toEqual([false, null]);
  });

  test.each<[string, unknown]>([
    ['under data.leads', { data: { leads: [ROW] } }],
    ['under data.results', { data: { results: [ROW] } }],
    ['under leads', { leads: [ROW] }],
  ])('is found %s as well', (_, body) => {
    expect(read(body)).toMatchObject({ kind: 'ok', value: { leads: [{ id: ROW.id }] } });
  });
});

describe('another answer', () => {
  const failed = (code: string, status: number) => ({
    data: null,
    meta: {},
    error: { code, message: 'No.', status },
  });
  test.each<[string, unknown, number, string]>([
    ['401', failed('UNAUTHORIZED', 401), 401, 'key_refused'],
    ['403 scope', failed('FORBIDDEN', 403), 403, 'key_refused'],
    ['403 plan', failed('PLAN_LIMIT', 403), 403, 'key_refused'],
    ['402', failed('CREDITS_EXHAUSTED', 402), 402, 'out_of_credits'],
    ['429', failed('RATE_LIMITED', 429), 429, 'rate_limited'],
    ['400', failed('BAD_REQUEST', 400), 400, 'unreadable'],
    ['500', failed('INTERNAL_ERROR', 500), 500, 'unreadable'],
    ['an error with status 200', failed('INTERNAL_ERROR', 500), 200, 'unreadable'],
    ['a web page', '<html><body>Bad gateway</body></html>', 200, 'unreadable'],
    ['a list instead of an envelope', [ROW], 200, 'unreadable'],
    ['no list', { data: { id: 1 }, meta: META }, 200, 'unreadable'],
    ['nothing', '', 200, 'unreadable'],
    ['a redirect', '', 302, 'unreadable'],
  ])('%s', (_, body, status, kind) => {
    expect(read(body, status).kind).toBe(kind);
  });

  test('none at all', () => {
    const outcome = search.readPage({ kind: 'failed', message: 'DNS' }, 1, NOW);
    expect(outcome).toMatchObject({ kind: 'unreadable', error: { httpStatus: 0 } });
  });

  test('of any text and shape throws nothing, and each text of it fits a cell', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...HOSTILE), fc.constant('<b>x</b>'));
    const row = fc.record(Object.fromEntries(Object.keys(ROW).map((name) => [name, value])), {
      requiredKeys: [],
    });
    const rows = fc.array(fc.oneof(row, value, fc.constant(ROW)));
    const body = fc.oneof(
      fc.record({
        data: fc.oneof(rows, value),
        meta: value,
        error: fc.oneof(value, fc.constant(null)),
      }),
      value,
    );
    fc.assert(
      fc.property(body, fc.constantFrom(200, 201, 400, 500), (said, status) => {
        const outcome = read(said, status);
        if (outcome.kind !== 'ok') return;
        for (const lead of outcome.value.leads) {
          for (const part of Object.values(lead)) {
            if (typeof part === 'number') expect(Number.isInteger(part)).toBe(true);
            if (typeof part !== 'string') continue;
            expect(part.length).toBeLessThanOrEqual(200);
            expect(part).not.toMatch(/[\u0000-\u001f\u202a-\u202e]|<[a-z]/i);
          }
          expect(`${lead.email}${lead.phone}`).not.toContain('*');
        }
      }),
    );
  });
});
