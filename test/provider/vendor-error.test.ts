import { errorOf, errorWords, noAnswer, reportsError } from '../../src/provider/vendor-error';
import { answer, NOW, PAGE } from './answers';

const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  errorOf(answer(status, body, headers).response, NOW);

describe('an error of a vendor', () => {
  test.each<[string, unknown, string, string]>([
    ['detail', { detail: 'Not authenticated' }, '', 'Not authenticated'],
    [
      'code, problem and fix',
      { error: { code: 'feature_gated', problem: 'Not in your plan.', fix: 'Upgrade.' } },
      'feature_gated',
      'Not in your plan. Upgrade.',
    ],
    [
      'code and message',
      { data: null, error: { code: 'PLAN_LIMIT', message: 'No' } },
      'PLAN_LIMIT',
      'No',
    ],
    [
      'problem document',
      { type: 'https://x.example/errors/not-found', title: 'Not found', detail: 'No batch' },
      'not-found',
      'No batch',
    ],
    [
      'FastAPI list',
      { detail: [{ loc: ['body', 'contacts', 7], msg: 'Each contact must include' }] },
      '',
      'contacts.7: Each contact must include',
    ],
    ['detail as an object', { detail: { code: 'x_y', message: 'Why' } }, 'x_y', 'Why'],
    ['error as words', { error: 'Something broke' }, '', 'Something broke'],
    [
      'error as a code',
      { error: 'insufficient_credits' },
      'insufficient_credits',
      'insufficient_credits',
    ],
    [
      'error as a code with a message',
      { error: 'rate_limited', message: 'Slow' },
      'rate_limited',
      'Slow',
    ],
    ['message', { message: 'Down' }, '', 'Down'],
    ['reason', { reason: 'not ready yet' }, '', 'not ready yet'],
    ['error_code', { error_code: 'E_7' }, 'E_7', 'E_7'],
    ['plain text', 'upstream down', '', 'upstream down'],
    ['JSON text', '"upstream down"', '', 'upstream down'],
    ['a web page', PAGE, '', 'The answer was HTTP 500 with a web page instead of data.'],
    [
      'markup in JSON',
      { detail: '<p>x</p>' },
      '',
      'The answer was HTTP 500 with a web page instead of data.',
    ],
    ['nothing', '', '', 'The answer was HTTP 500 without a reason.'],
    ['a list', '[]', '', 'The answer was HTTP 500 without a reason.'],
    ['wrong types', { error: [1], detail: 5, message: {} }, '', '5'],
    [
      'prototype names',
      '{"__proto__":{"message":"x"}}',
      '',
      'The answer was HTTP 500 without a reason.',
    ],
  ])('is read from %s', (_name, body, code, message) => {
    expect(read(500, body)).toEqual({ httpStatus: 500, code, message, retryAfterSeconds: null });
  });

  test.each([
    'clapi_live_AbC-123.x',
    'sk_prod_9f8e7d',
    'll_9f8e7d',
    'll9f8e7d6c5b4a39281',
    'LL-9f8e7d6c5b4a39281.x',
    'Bearer eyJhbGciOi.J9-_x',
    'x_clapi_abc',
    'clapi_\u200babc',
  ])('never shows a key: %s', (key) => {
    for (const body of [{ detail: `Bad ${key} here` }, `Bad ${key} here`, { error: key }]) {
      const { code, message } = read(401, body);
      expect(code + message).not.toMatch(/abc|AbC|9f8|eyJ/);
      expect(message).toContain('[key]');
    }
    expect(noAnswer(`failed: ${key}`).message).not.toMatch(/abc|AbC|9f8|eyJ/);
  });

  test('leaves words alone that only look a little like a key', () => {
    const words =
      'Bearer token required; task_id, full_name, all_rows, risk_level, all, llama, llamas';
    expect(read(401, { detail: words }).message).toBe(words);
  });

  test('has at most 300 characters in one line, whole characters and nothing invisible', () => {
    const { message } = read(500, { detail: `a\u0000\u202eb\n\tc ${'😀'.repeat(400)}` });
    expect(message).toMatch(/^ab c 😀/u);
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(read(500, 'x'.repeat(1_000_000)).message).toHaveLength(200);
  });

  test.each<[string, Record<string, string>, unknown, number | null]>([
    ['seconds', { 'retry-after': '17' }, {}, 17],
    ['a part of a second', { 'retry-after': '0.2' }, {}, 1],
    ['a date', { 'retry-after': 'Mon, 06 Apr 2026 15:00:30 GMT' }, {}, 30],
    ['an old date', { 'retry-after': 'Monday, 06-Apr-26 15:00:30 GMT' }, {}, 30],
    ['a date that is over', { 'retry-after': 'Mon, 06 Apr 2026 14:00:00 GMT' }, {}, 0],
    ['nonsense', { 'retry-after': 'soon' }, {}, null],
    ['a negative number', { 'retry-after': '-5' }, {}, null],
    ['a year', { 'retry-after': '31536000' }, {}, 86_400],
    ['milliseconds in the body', {}, { retry_after_ms: 1500 }, 2],
    ['milliseconds in the error', {}, { error: { retry_after_ms: '4000' } }, 4],
    ['seconds in the error', {}, { error: { retry_after: 9 } }, 9],
    ['camel case', {}, { retryAfter: 8 }, 8],
    ['seconds in the text', {}, { detail: 'Rate limit, retry after 12 seconds' }, 12],
    ['minutes in the text', {}, { detail: 'Try again in 2 minutes' }, 120],
    ['milliseconds in the text', {}, { detail: 'retry after 300ms' }, 1],
    ['seconds to the reset', { 'x-ratelimit-reset': '40' }, {}, 40],
    ['the time of the reset', { 'x-ratelimit-reset': String(NOW / 1000 + 25) }, {}, 25],
    ['the header before the body', { 'retry-after': '3' }, { retry_after: 9 }, 3],
    ['nothing', {}, {}, null],
  ])('says how long to wait: %s', (_name, headers, body, seconds) => {
    expect(read(429, body, headers).retryAfterSeconds).toBe(seconds);
  });

  test('takes no wait from the reset of a call that was not too fast', () => {
    expect(read(503, {}, { 'x-ratelimit-reset': '40' }).retryAfterSeconds).toBeNull();
  });

  test.each<[unknown, boolean]>([
    [{ success: false }, true],
    [{ error: 'x' }, true],
    [{ error: { code: 'x' } }, true],
    [{ error: true }, true],
    [{ success: true, error: null }, false],
    [{ error: false }, false],
    [{ error: '' }, false],
    [{ error: {} }, false],
    [[], false],
    [null, false],
  ])('is reported by a body whatever the status: %j', (body, reported) => {
    expect(reportsError(body)).toBe(reported);
  });

  test.each<[unknown, string]>([
    [null, ''],
    [false, ''],
    ['', ''],
    ['No match', 'No match'],
    [{ message: 'No match' }, 'No match'],
    [{ odd: 1 }, 'Failed.'],
    [true, 'Failed.'],
    ['<b>x</b>', 'Failed.'],
  ])('of one contact is worded: %j', (error, words) => {
    expect(errorWords(error)).toBe(words);
  });
});
