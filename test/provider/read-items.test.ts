import fc from 'fast-check';
import { BLANK_ITEM } from '../../src/provider/item';
import type { Item } from '../../src/provider/provider';
import { NO_DETAILS } from '../../src/provider/read-details';
import { MAX_ITEMS, readItems } from '../../src/provider/read-items';
import { readPoll } from '../../src/provider/read-poll';
import { answer, NOW } from './answers';

const EMPTY: Item = BLANK_ITEM;
const one = (raw: unknown): Item | undefined => readItems({ results: [raw] }, null)?.[0];

describe('the results of an answer', () => {
  test('are read from flat items', () => {
    const raw = {
      task_id: 'task_uuid_1',
      status: 'completed',
      primary_email: 'john.doe@acme.com',
      primary_email_status: 'reliable',
      personal_phone_numbers: ['+14155550100'],
      prospect: { first_name: 'John', last_name: 'Doe', full_name: 'John Doe' },
      company: { name: 'Acme Corp', domain: 'acme.com' },
    };
    expect(one(raw)).toEqual({
      ...BLANK_ITEM,
      taskId: 'task_uuid_1',
      identity: {
        linkedinUrl: '',
        firstName: 'John',
        lastName: 'Doe',
        companyName: 'Acme Corp',
        companyDomain: 'acme.com',
      },
      email: 'john.doe@acme.com',
      emailStatus: 'reliable',
      phones: [{ number: '+14155550100', type: '' }],
      details: { ...NO_DETAILS, company: 'Acme Corp' },
    });
  });

  test('are read from items that echo their input', () => {
    const raw = {
      task_id: 't',
      status: 'success',
      result: {
        email: 'j@acme.com',
        email_status: 'risky',
        phones: [{ number: '+14155550100', type: 'mobile' }],
        linkedin_url: 'https://www.linkedin.com/in/jd',
      },
      input: { first_name: 'John', last_name: 'Doe', company_name: 'Acme' },
      error: null,
    };
    expect(one(raw)).toEqual({
      ...BLANK_ITEM,
      taskId: 't',
      echo: {
        linkedinUrl: '',
        firstName: 'John',
        lastName: 'Doe',
        companyName: 'Acme',
        companyDomain: '',
      },
      identity: {
        linkedinUrl: 'https://www.linkedin.com/in/jd',
        firstName: '',
        lastName: '',
        companyName: '',
        companyDomain: '',
      },
      email: 'j@acme.com',
      emailStatus: 'risky',
      phones: [{ number: '+14155550100', type: 'mobile' }],
      details: { ...NO_DETAILS, linkedin: 'https://www.linkedin.com/in/jd' },
    });
  });

  test('never take the address of the echoed input for a result', () => {
    expect(one({ input: { email: 'a@acme.com' }, result: { email: null } })?.email).toBe('');
  });

  test.each<[string, unknown]>([
    ['results', { results: [{ email: 'a@b.co' }] }],
    ['data.results', { data: { results: [{ email: 'a@b.co' }] } }],
    ['result.results', { result: { results: [{ email: 'a@b.co' }] } }],
    ['data', { data: [{ email: 'a@b.co' }] }],
    ['contacts', { contacts: [{ email: 'a@b.co' }] }],
    ['items', { items: [{ email: 'a@b.co' }] }],
    ['leads', { leads: [{ email: 'a@b.co' }] }],
    ['tasks', { tasks: [{ email: 'a@b.co' }] }],
    ['matches', { matches: [null, { email: 'a@b.co' }] }],
    ['revealed', { revealed: [{ email: 'a@b.co' }] }],
    ['data.results.revealed', { data: { results: { revealed: [{ email: 'a@b.co' }] } } }],
    ['an empty list before a full one', { results: [], items: [{ email: 'a@b.co' }] }],
  ])('are found under %s', (_name, body) => {
    expect(readItems(body, null)).toEqual([{ ...EMPTY, email: 'a@b.co' }]);
  });

  test('are found in an object keyed by task id', () => {
    const body = '{"results":{"t1":{"email":"a@b.co"},"__proto__":{"email":"c@d.co"}}}';
    expect(readItems(JSON.parse(body), null)).toEqual([
      { ...EMPTY, taskId: 't1', email: 'a@b.co' },
      { ...EMPTY, taskId: '__proto__', email: 'c@d.co' },
    ]);
  });

  test('are found in an object keyed by task id that holds nothing for some', () => {
    const body = { results: { t1: null, t2: { email: 'a@b.co' }, t3: {} } };
    expect(readItems(body, null)?.map(({ taskId }) => taskId)).toEqual(['t2', 't3']);
    expect(readItems({ results: { t1: { email: 'a@b.co' }, count: 1 } }, null)).toBeNull();
  });

  test('are a single object under result only for a job of one contact', () => {
    const body = { result: { email: 'a@b.co' } };
    expect(readItems(body, 1)).toEqual([{ ...EMPTY, email: 'a@b.co' }]);
    expect(readItems(body, 2)).toBeNull();
    expect(readItems(body, null)).toBeNull();
  });

  test.each<[unknown, number | null]>([
    [{}, null],
    [{ results: null }, null],
    [{ results: {} }, null],
    [{ results: 'none' }, null],
    [{ summary: { total: 1 } }, null],
    [{ results: [] }, 0],
    [{ matches: [null, null] }, 0],
    [{ results: [1, 'x', [], { task_id: 't' }] }, 1],
  ])('are no list, an empty one, or the records of one: %j', (body, count) => {
    expect(readItems(body, null)?.length ?? null).toBe(count);
  });

  test.each<[string, unknown, string, string]>([
    [
      'primary_email',
      { primary_email: 'a@b.co', primary_email_status: 'risky' },
      'a@b.co',
      'risky',
    ],
    ['emailAddress', { emailAddress: 'a@b.co', emailStatus: 'valid' }, 'a@b.co', 'valid'],
    [
      'most_probable_work_email',
      { most_probable_work_email: { email: 'a@b.co', status: 'HIGH' } },
      'a@b.co',
      'HIGH',
    ],
    ['emails of text', { emails: ['n/a', 'a@b.co'] }, 'a@b.co', ''],
    [
      'emails of objects',
      { work_emails: [{ value: 'a@b.co', status: 'valid' }] },
      'a@b.co',
      'valid',
    ],
    [
      'the second field when the first is masked',
      { primary_email: 'j***@b.co', email: 'a@b.co' },
      'a@b.co',
      '',
    ],
    ['another script', { email: '用户@例え.jp' }, '用户@例え.jp', ''],
    ['a formula', { email: '=1+1@b.co' }, '=1+1@b.co', ''],
    ['no address', { email: 'none', email_status: 'unknown' }, '', ''],
    ['a masked one', { email: 'a***@b.co', email_status: 'valid' }, '', ''],
    ['a hidden one', { email: '[email protected]' }, '', ''],
    ['two in one', { email: 'a@b.co, c@d.co' }, 'a@b.co', ''],
    ['two in one, one masked', { email: 'a@b.co, c***@d.co' }, '', ''],
    ['a name around it', { email: 'Ada Byron <a@b.co>' }, 'a@b.co', ''],
    ['a link', { email: 'mailto:a@b.co?subject=x' }, 'a@b.co', ''],
    ['words beside it', { email: 'jane doe@b.co' }, '', ''],
    ['markup', { email: '<b>a@b.co</b>' }, '', ''],
    ['a huge one', { email: `${'a'.repeat(60_000)}@b.co` }, '', ''],
    ['a wrong type', { email: { a: 1 }, emails: 7, primary_email: ['x'] }, '', ''],
  ])('give an e-mail address: %s', (_name, raw, email, status) => {
    expect(one(raw)).toMatchObject({ email, emailStatus: status });
  });

  test.each<[string, unknown, Item['phones']]>([
    [
      'text',
      { phones: ['+1', ' +2 '] },
      [
        { number: '+1', type: '' },
        { number: '+2', type: '' },
      ],
    ],
    ['objects', { phones: [{ e164: '+1', kind: 'direct' }] }, [{ number: '+1', type: 'direct' }]],
    [
      'sanitized before raw',
      { phones: [{ raw_number: '1', sanitized_number: '+1' }] },
      [{ number: '+1', type: '' }],
    ],
    [
      'a field of its own',
      { mobile: '+1', work_phone: '+2' },
      [
        { number: '+1', type: 'mobile' },
        { number: '+2', type: 'work' },
      ],
    ],
    ['a number', { phone: 14155550100 }, [{ number: '14155550100', type: '' }]],
    ['the same twice', { phones: ['+1'], phone: '+1' }, [{ number: '+1', type: '' }]],
    ['the same under two names', { phone: '+1', mobile: '+1' }, [{ number: '+1', type: '' }]],
    ['a formula', { phones: ['=1+1'] }, [{ number: '=1+1', type: '' }]],
    ['masked ones', { phones: ['+1 415 *** ****', '+1415XXXXXXX', '••• 12'] }, []],
    ['words', { phones: ['N/A', null, true, {}, []] }, []],
    ['digits of another script', { phones: ['٠١٢٣٤٥'] }, [{ number: '٠١٢٣٤٥', type: '' }]],
  ])('give phone numbers: %s', (_name, raw, phones) => {
    expect(one(raw)?.phones).toEqual(phones);
  });

  test('never hold more text than a cell can', () => {
    const huge = 'x1'.repeat(40_000);
    const item = one({
      primary_email: 'a@b.co',
      email_status: huge,
      phones: [huge],
      prospect: { first_name: huge },
    });
    expect(item?.emailStatus).toHaveLength(300);
    expect(item?.phones[0]?.number).toHaveLength(50_000);
    expect(item?.identity?.firstName).toHaveLength(50_000);
    expect(one({ task_id: huge })?.taskId).toHaveLength(200);
  });

  test('never take a masked name for an identity', () => {
    expect(one({ prospect: { first_name: 'J***', last_name: 'D***' } })?.identity).toBeNull();
  });

  test('stand there once, however often they are sent', () => {
    const results = Array.from({ length: 5_000 }, (_, index) => ({ task_id: `t${index % 3}` }));
    expect(readItems({ results }, null)?.map(({ taskId }) => taskId)).toEqual(['t0', 't1', 't2']);
  });

  test('are read up to one more than a batch can have, which is no answer to go by', () => {
    const results = Array.from({ length: 5_000 }, (_, index) => ({ task_id: `t${index}` }));
    expect(readItems({ results }, null)).toHaveLength(MAX_ITEMS + 1);
    const poll = (count: number) =>
      readPoll(answer(200, { status: 'completed', results: results.slice(0, count) }), NOW).kind;
    expect([poll(MAX_ITEMS), poll(MAX_ITEMS + 1)]).toEqual(['finished', 'unreadable']);
  });

  test('survive any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        readItems({ results: [a, { result: b, input: a }, b], data: b }, null);
        readItems(a, 1);
      }),
      { numRuns: 300 },
    );
  });
});
