import type { Identity } from '../../src/contact/contact';
import type { HttpResult, SubmitOutcome } from '../../src/provider/provider';
import { serviceOf } from '../../src/provider/vendors';
import { answer, FAILED, NOW, PAGE } from './answers';
import { BLANK_ITEM } from '../../src/provider/item';

const finder = serviceOf('enrich/finder');
const phones = serviceOf('enrich/phones');

const who = (fields: Partial<Identity>): Identity => ({
  linkedinUrl: '',
  firstName: '',
  lastName: '',
  companyName: '',
  companyDomain: '',
  ...fields,
});
const LEADS = ['a', 'b', 'c'].map((one) =>
  who({ firstName: one, lastName: 'X', companyDomain: `${one}.com` }),
);
const [LEAD = who({})] = LEADS;
const PROFILE = who({ linkedinUrl: 'https://www.linkedin.com/in/b' });
const PEOPLE = [who({ email: 'a@a.com' }), PROFILE, who({ email: 'c@c.com' })];

const batch = (result: HttpResult): SubmitOutcome => finder.readSubmit(result, LEADS, NOW);
const phoneBatch = (result: HttpResult): SubmitOutcome => phones.readSubmit(result, PEOPLE, NOW);
const single = (result: HttpResult): SubmitOutcome => finder.readSubmit(result, [LEAD], NOW);
const phone = (result: HttpResult): SubmitOutcome => phones.readSubmit(result, [PROFILE], NOW);
const ok = (data: unknown, meta?: unknown): HttpResult =>
  answer(200, { success: true, data, ...(meta === undefined ? {} : { meta }) });

const ECHO = { firstName: 'a', lastName: 'X', domain: 'a.com' };
const FOUND = { ...ECHO, found: true, email: 'a@a.com', confidence: 'high', isCatchAll: false };

/** An error in each of the four shapes that the vendor's pages show. */
const SHAPES: readonly (readonly [string, (status: number, words: string) => HttpResult])[] = [
  [
    'problem',
    (status, detail) =>
      answer(status, { type: 'https://dev.enrich.so/errors/x', title: 'X', status, detail }),
  ],
  ['flat', (status, error) => answer(status, { error })],
  [
    'status',
    (status, message) => answer(status, { statusCode: status, error: 'Some Title', message }),
  ],
  ['pair', (status, message) => answer(status, { error: 'Some Title', message })],
];

describe('what can go wrong with any purchase', () => {
  const TABLE: readonly (readonly [string, HttpResult, SubmitOutcome['kind']])[] = [
    ['400', answer(400, { error: 'Bad request' }), 'refused'],
    ['401', answer(401, { error: 'API key is disabled.' }), 'key_refused'],
    ['402', answer(402, { error: 'x' }), 'out_of_credits'],
    [
      '400 of the credits’ type',
      answer(400, { type: 'https://dev.enrich.so/errors/insufficient-credits', detail: 'x' }),
      'out_of_credits',
    ],
    ['403', answer(403, { error: 'Your account has been suspended.' }), 'key_refused'],
    ['404', answer(404, { error: 'x' }), 'refused'],
    ['409', answer(409, { error: 'Conflict', message: 'x' }), 'unknown'],
    ['410', answer(410, { error: 'Gone', message: 'x' }), 'unknown'],
    ['422', answer(422, { error: 'Unprocessable', message: 'x' }), 'refused'],
    ['429', answer(429, { statusCode: 429, error: 'x', retryAfter: 7 }), 'rate_limited'],
    ['301', answer(301, ''), 'unknown'],
    ['408', answer(408, ''), 'unknown'],
    ['500', answer(500, { error: 'x' }), 'unknown'],
    ['502 as a web page', answer(502, PAGE), 'unknown'],
    ['500 naming a contact', answer(500, { detail: 'body/leads/1 x' }), 'unknown'],
    ['404 naming a contact', answer(404, { detail: 'body/leads/1 x' }), 'refused'],
    ['200 as a web page', answer(200, PAGE), 'unknown'],
    ['200 with nothing', answer(200, ''), 'unknown'],
    ['200 with null', answer(200, 'null'), 'unknown'],
    ['200 cut in the middle', answer(200, '{"success":true,"data":{"batchId":"6'), 'unknown'],
    ['200 without data', answer(200, { success: true }), 'unknown'],
    ['200 that holds something else', ok({ id: '7', balance: 3 }), 'unknown'],
    ['200 that failed', answer(200, { success: false, data: {}, error: 'x' }), 'unknown'],
    [
      '200 without credits',
      answer(200, { success: false, error: { code: 'INSUFFICIENT_CREDITS' } }),
      'out_of_credits',
    ],
    ['no answer', FAILED, 'unknown'],
  ];

  test.each(TABLE)('%s', (name, result, kind) => {
    expect([single(result).kind, phone(result).kind]).toEqual([kind, kind]);
    if (name === '200 that holds something else') return;
    expect([batch(result).kind, phoneBatch(result).kind]).toEqual([kind, kind]);
  });

  test('says how long to wait', () => {
    const limited = answer(429, { statusCode: 429, error: 'Too Many Requests', retryAfter: 7 });
    expect(batch(limited)).toMatchObject({ error: { retryAfterSeconds: 7 } });
    const header = answer(429, { error: 'API key rate limit exceeded' }, { 'retry-after': '9' });
    expect(single(header)).toMatchObject({ error: { retryAfterSeconds: 9 } });
  });

  test('shows no key, whatever stands in it', () => {
    const outcome = batch(answer(401, { error: 'Key sk_prod_a1!b2@c3 is disabled' }));
    expect(outcome).toMatchObject({ error: { message: 'Key [key] is disabled' } });
  });
});

describe('a batch that is bought', () => {
  test.each<[string, unknown, unknown, number | null]>([
    ['what is reserved', 3, { creditsReserved: 30, creditsPerItem: 500 }, 30],
    ['nothing reserved', 3, { creditsReserved: 0 }, 0],
    ['as text', 3, { creditsReserved: '7.5' }, 7.5],
    ['the price of one', 3, { creditsPerItem: 500 }, 1500],
    ['the price, not how many', undefined, { creditsPerItem: 500 }, null],
    ['nonsense', 3, { creditsReserved: -1 }, null],
    ['nonsense twice', -3, { creditsReserved: {}, creditsPerItem: 10 }, null],
    ['nothing', 3, undefined, null],
  ])('reserves what the vendor says: %s', (_name, itemCount, meta, reserved) => {
    const result = ok({ batchId: '665b', status: 'queued', itemCount }, meta);
    for (const read of [batch, phoneBatch]) {
      expect(read(result)).toEqual({
        kind: 'accepted',
        workflowId: '665b',
        taskIds: null,
        reserved,
      });
    }
  });
});

describe('contacts that the vendor cannot take', () => {
  test.each(SHAPES)('are named in any shape of error (%s)', (_name, error) => {
    const words = 'body/leads/2/domain Invalid domain, body/leads/0 Expected object';
    for (const status of [400, 422]) {
      expect(batch(error(status, words))).toMatchObject({
        kind: 'bad_contacts',
        contacts: [
          { index: 0, message: 'Expected object' },
          { index: 2, message: 'domain: Invalid domain' },
        ],
      });
    }
  });

  test('are found again behind the list of e-mails or of profiles', () => {
    const named = (words: string): unknown => {
      const outcome = phoneBatch(answer(400, { detail: words }));
      return outcome.kind === 'bad_contacts' ? outcome.contacts.map(({ index }) => index) : [];
    };
    expect(named('body/emails/1 Invalid email')).toEqual([2]);
    expect(named('body/linkedins/0 Invalid profile URL')).toEqual([1]);
    expect(named('body/linkedins/0 x, body/emails/0 y')).toEqual([0, 1]);
    expect(named('body/emails/2 Invalid email')).toEqual([]);
    expect(named('body/linkedins/1 x')).toEqual([]);
  });

  test.each([
    'body/leads/3/domain Invalid domain',
    'body/leads/-1 x',
    'body/leads/1e0 x',
    'body/leads/01234567 x',
    'body/emails/0 x',
    'body/__proto__/0 x',
    'body/constructor/0 x',
    'body/leads Array must contain at least 1 element(s)',
    'body/leads/1',
    'body is not valid JSON',
    'see body/leads/1 there',
    'leads/1 x',
    '',
  ])('are none where no contact that was sent is named: %j', (detail) => {
    expect(batch(answer(400, { detail })).kind).toBe('refused');
  });

  test('are named once, with words that can be shown', () => {
    const detail = 'body/leads/1/domain <b>no</b> sk_prod_1, body/leads/1/lastName again';
    expect(batch(answer(400, { detail }))).toMatchObject({
      contacts: [{ index: 1, message: 'This contact cannot be looked up.' }],
    });
    const long = { detail: `body/leads/1 ${'x'.repeat(1_000)}\u0000sk_prod_1` };
    const outcome = batch(answer(400, long));
    if (outcome.kind !== 'bad_contacts') throw new Error(outcome.kind);
    expect(outcome.contacts[0]?.message).toHaveLength(300);
  });

  test.each(SHAPES)('are the one that was asked for alone (%s)', (_name, error) => {
    const contacts = (outcome: SubmitOutcome): unknown =>
      outcome.kind === 'bad_contacts' ? outcome.contacts : outcome.kind;
    expect(contacts(single(error(400, 'body/domain Invalid domain')))).toEqual([
      { index: 0, message: 'domain: Invalid domain' },
    ]);
    expect(contacts(phone(error(400, 'querystring/linkedin Invalid profile URL')))).toEqual([
      { index: 0, message: 'linkedin: Invalid profile URL' },
    ]);
    expect(contacts(phone(error(400, 'Bad request')))).toBe('refused');
  });
});

describe('what is answered at once', () => {
  const item = (outcome: SubmitOutcome) => {
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect(outcome.items).toHaveLength(1);
    expect(outcome.missing).toEqual({});
    return outcome.items[0];
  };

  test('is an e-mail, whose it is, and what it cost', () => {
    const outcome = single(ok(FOUND, { creditsUsed: 10, creditsRemaining: 5 }));
    expect(outcome).toEqual({
      kind: 'answered',
      charged: 10,
      missing: {},
      items: [{ ...BLANK_ITEM, echo: LEAD, email: 'a@a.com', emailStatus: 'high confidence' }],
    });
  });

  test('is nothing where nothing was found', () => {
    const nobody = { ...ECHO, found: false, message: 'No professional email could be found' };
    const outcome = single(ok(nobody, { creditsUsed: 0 }));
    expect(outcome).toMatchObject({ kind: 'answered', charged: 0 });
    expect(item(outcome)).toMatchObject({ echo: LEAD, email: '', emailStatus: '', error: '' });
    expect(item(single(ok({ ...FOUND, found: false })))?.email).toBe('');
    expect(single(ok(nobody))).toMatchObject({ charged: null });
  });

  test('is about the one asked for where it names nobody, and about whom it names otherwise', () => {
    const { email, found } = FOUND;
    expect(item(single(ok({ email, found })))?.echo).toEqual(LEAD);
    expect(item(single(ok({ ...FOUND, lastName: 'Other' })))?.echo).toMatchObject({
      lastName: 'Other',
    });
    expect(item(phone(ok({ phones: [] })))?.echo).toEqual(PROFILE);
  });

  test('is read without an envelope, too', () => {
    expect(item(single(answer(200, FOUND)))?.email).toBe('a@a.com');
    expect(item(phone(answer(200, { phones: ['+14155550100'] })))?.phones).toHaveLength(1);
  });

  test('is phones as they stand, without what is masked', () => {
    const outcome = phone(
      ok({ phones: ['+14155550100', '+1 *** *** ****'] }, { creditsUsed: 500 }),
    );
    expect(outcome).toMatchObject({ kind: 'answered', charged: 500 });
    expect(item(outcome)).toMatchObject({
      phones: [{ number: '+14155550100', type: '' }],
      email: '',
      echo: PROFILE,
    });
    expect(phone(ok({ phones: 'none' })).kind).toBe('unknown');
  });

  test.each<[unknown, unknown, string]>([
    ['high', false, 'high confidence'],
    ['medium', false, 'medium confidence'],
    ['low', undefined, 'low confidence'],
    ['high', true, 'catch-all'],
    ['medium', true, 'catch-all'],
    [undefined, true, 'catch-all'],
    ['Quantum\u202e', false, 'Quantum confidence'],
    [undefined, undefined, ''],
    [{}, 'yes', ''],
  ])('says how sure the vendor is: %j, catch-all %j', (confidence, isCatchAll, word) => {
    const body = { ...ECHO, found: true, email: 'a@a.com', confidence, isCatchAll };
    expect(item(single(ok(body)))?.emailStatus).toBe(word);
  });

  test.each(['s***@***.com', '[email protected]', 'nobody', '', 7, { a: 1 }])(
    'is no e-mail where it is none: %j',
    (email) => {
      expect(item(single(ok({ ...FOUND, email })))).toMatchObject({ email: '', emailStatus: '' });
    },
  );
});
