import type { HttpResult, PollOutcome } from '../../src/provider/provider';
import { serviceOf } from '../../src/provider/vendors';
import { requestProblems } from '../support/enrich-contract';
import { answer, FAILED, NOW, PAGE } from './answers';

const finder = serviceOf('enrich/finder');
const phones = serviceOf('enrich/phones');
const CALL = { key: 'sk_x', workflowId: '665b', nowMs: NOW };

const status = (word: string, more: object = {}): HttpResult =>
  answer(200, { success: true, data: { batchId: '665b', status: word, ...more } });
const DONE = status('completed', { totalItems: 2, processedItems: 2, progress: 100 });
const BROKEN = status('failed');

const lead = (number: number) => ({
  firstName: `First${number}`,
  lastName: 'Last',
  domain: `c${number}.com`,
  found: true,
  email: `e${number}@c.com`,
  confidence: 'high',
});
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_none, index) => lead(from + index));

const page = (results: unknown, total?: number, meta: object = {}, more: object = {}): HttpResult =>
  answer(200, {
    success: true,
    data: { batchId: '665b', status: 'completed', totalItems: total, results, ...more },
    meta,
  });

const read = (first: HttpResult, ...pages: readonly HttpResult[]): PollOutcome =>
  finder.readPoll(first, pages, CALL);
const readPhones = (...pages: readonly HttpResult[]): PollOutcome =>
  phones.readPoll(DONE, pages, CALL);
function finished(outcome: PollOutcome) {
  if (outcome.kind !== 'finished') throw new Error(outcome.kind);
  return outcome;
}
/** Which page is asked for next; 0 for none. */
function nextPage(outcome: PollOutcome): number {
  if (outcome.kind !== 'more') return 0;
  expect(requestProblems(outcome.request)).toEqual([]);
  const [, number] =
    /\/batch\/665b\/results\?page=(\d+)&limit=250$/.exec(outcome.request.url) ?? [];
  return Number(number);
}

describe('the status of a batch', () => {
  test.each<[string, HttpResult, PollOutcome['kind']]>([
    ['queued', status('queued', { totalItems: 2, processedItems: 0 }), 'running'],
    ['processing, all done', status('processing', { totalItems: 2, processedItems: 2 }), 'running'],
    ['an unknown word', status('settling'), 'running'],
    ['an unknown word, half done', status('x', { totalItems: 2, processedItems: 1 }), 'running'],
    ['an unknown word, all done', status('x', { totalItems: 2, processedItems: 2 }), 'more'],
    ['completed', DONE, 'more'],
    ['partial', status('partial'), 'more'],
    ['failed', BROKEN, 'more'],
    ['completed with results, even', page([lead(1)], 1), 'more'],
    ['nothing', answer(200, { success: true, data: {} }), 'unreadable'],
    ['404', answer(404, { detail: 'No batch found with that ID' }), 'not_found'],
    ['401', answer(401, { error: 'x' }), 'key_refused'],
    ['402', answer(402, { error: 'x' }), 'out_of_credits'],
    ['429', answer(429, { error: 'x' }), 'rate_limited'],
    ['503', answer(503, { error: 'x' }), 'unreadable'],
    ['200 that failed', answer(200, { success: false, error: 'x' }), 'unreadable'],
    ['a web page', answer(200, PAGE), 'unreadable'],
    ['no answer', FAILED, 'unreadable'],
  ])('%s', (_name, result, kind) => {
    expect(read(result).kind).toBe(kind);
  });

  test('leads to the first page of results of its own product', () => {
    expect(nextPage(read(DONE))).toBe(1);
    expect(readPhones()).toMatchObject({
      request: {
        method: 'get',
        url: 'https://dev.enrich.so/api/v3/reverse-lookup/phones/bulk/665b/results?page=1&limit=250',
        headers: { 'x-api-key': 'sk_x', accept: 'application/json' },
      },
    });
  });
});

describe('the pages of a batch', () => {
  test.each<[string, readonly HttpResult[], number]>([
    ['all there are', [page(many(2), 2)], 0],
    ['fewer than all', [page(many(2), 3)], 2],
    ['fewer than all, and then none', [page(many(2), 3), page([], 3)], 0],
    ['no count', [page(many(2))], 2],
    ['no count, and then none', [page(many(2)), page([])], 0],
    ['a full page of all', [page(many(250), 250)], 2],
    ['a full page, and then none', [page(many(250), 250), page([], 250)], 0],
    ['a page filled by one that is doubled', [page([...many(249), lead(1)], 249)], 2],
    ['one twice for another', [page([lead(1), lead(1)], 2)], 2],
    ['smaller pages than asked for', [page(many(3), 7), page(many(3, 3), 7)], 3],
    [
      'smaller pages, the last one',
      [page(many(3), 7), page(many(3, 3), 7), page(many(1, 6), 7)],
      0,
    ],
  ])('are read until nothing can follow: %s', (_name, pages, next) => {
    const outcome = read(DONE, ...pages);
    expect(nextPage(outcome)).toBe(next);
    expect(outcome.kind).toBe(next === 0 ? 'finished' : 'more');
  });

  test('count together', () => {
    const pages = [page(many(250), 252), page(many(2, 250), 252)];
    const { items, missing } = finished(read(DONE, ...pages));
    expect(items).toHaveLength(252);
    expect(missing).toEqual({ email: 0 });
    expect(items[251]).toMatchObject({
      echo: { firstName: 'First251', lastName: 'Last', companyDomain: 'c251.com' },
      identity: null,
      email: 'e251@c.com',
      emailStatus: 'high confidence',
    });
  });

  test('are five at most: what is left is said', () => {
    const pages = Array.from({ length: 5 }, (_none, at) => page(many(3, 3 * at), 250));
    expect(nextPage(read(DONE, ...pages.slice(1)))).toBe(5);
    expect(finished(read(DONE, ...pages))).toMatchObject({ missing: { email: 235 } });
    const unknown = Array.from({ length: 5 }, (_none, at) => page(many(3, 3 * at)));
    expect(finished(read(DONE, ...unknown))).toMatchObject({ missing: { email: 0 } });
  });

  test('are never taken for all of more results than anybody asked for', () => {
    expect(read(DONE, page(many(2_001), 2_001))).toMatchObject({
      kind: 'unreadable',
      error: { httpStatus: 200 },
    });
  });

  test.each<[string, readonly (object | undefined)[], number | null]>([
    ['once for all pages', [{ creditsUsed: 20 }, { creditsUsed: 20 }], 20],
    ['on the first page alone', [{ creditsUsed: 20 }, undefined], 20],
    ['less the second time', [{ creditsUsed: 20 }, { creditsUsed: 0 }], 20],
    ['nothing', [{ creditsUsed: 0 }, { creditsUsed: 0 }], 0],
    ['not at all', [{}, {}], null],
    ['nonsense', [{ creditsUsed: -5 }, { creditsUsed: 'x' }], null],
  ])('say what was charged, which is never summed: %s', (_name, metas, charged) => {
    const pages = metas.map((meta, at) => page(many(1, at), 2, meta));
    expect(finished(read(DONE, ...pages)).charged).toBe(charged);
  });

  test.each<[string, HttpResult, PollOutcome['kind']]>([
    [
      '409 before the end',
      answer(409, { error: 'x', message: 'Batch is not yet completed. Current status: x' }),
      'running',
    ],
    ['409 of another sort', answer(409, { detail: 'Locked' }), 'unreadable'],
    ['404', answer(404, { detail: 'No batch found with that ID' }), 'not_found'],
    ['401', answer(401, { error: 'x' }), 'key_refused'],
    ['429', answer(429, { error: 'x' }), 'rate_limited'],
    ['502 as a web page', answer(502, PAGE), 'unreadable'],
    ['200 as a web page', answer(200, PAGE), 'unreadable'],
    ['200 that failed', answer(200, { success: false, data: { results: [] } }), 'unreadable'],
    ['no answer', FAILED, 'unreadable'],
    ['a batch that goes on after all', page([lead(1)], 2, {}, { status: 'processing' }), 'running'],
    ['no list', page(undefined, 2), 'no_results'],
    ['an empty list, though something was charged', page([], 2, { creditsUsed: 10 }), 'no_results'],
    [
      'an empty list, though something was found',
      page([], 2, { creditsUsed: 0 }, { successful: 1 }),
      'no_results',
    ],
    ['an empty list', page([], 2, { creditsUsed: 0 }), 'finished'],
  ])('mean what they mean as the first and as a later one: %s', (name, result, kind) => {
    expect(read(DONE, result).kind).toBe(kind);
    const later = name.startsWith('an empty list') ? 'finished' : kind;
    expect(read(DONE, page(many(1), 2), result).kind).toBe(later);
  });

  test('of a batch that failed hold what it found until then, and what it cost', () => {
    const failed = { status: 'failed' };
    expect(read(BROKEN).kind).toBe('more');
    const half = finished(read(BROKEN, page(many(2), 2, { creditsUsed: 20 }, failed)));
    expect(half).toMatchObject({ word: 'failed', charged: 20 });
    expect(half.items).toHaveLength(2);
    for (const results of [undefined, []]) {
      expect(read(BROKEN, page(results, 2, { creditsUsed: 3 }, failed))).toEqual({
        kind: 'finished',
        word: 'failed',
        items: [],
        charged: 3,
        missing: {},
      });
    }
    const kept = page(undefined, 2, {}, { ...failed, successful: 1 });
    expect(read(BROKEN, kept).kind).toBe('no_results');
    const refused = answer(409, { detail: 'Batch is not yet completed. Current status: failed' });
    expect(read(BROKEN, refused)).toEqual({ kind: 'no_results', word: 'failed' });
  });
});

describe('a result', () => {
  const items = (...results: readonly unknown[]) => finished(read(DONE, page(results, 1))).items;
  const found = (...results: readonly unknown[]) =>
    finished(readPhones(page(results, results.length))).items;

  test('without a word of whose it is stays nobody’s', () => {
    const [item] = items({ found: true, email: 'a@b.co', confidence: 'high' });
    expect(item).toMatchObject({ echo: null, identity: null, email: 'a@b.co' });
    expect(found({ phones: ['+14155550100'] })[0]).toMatchObject({ echo: null, identity: null });
  });

  test('of a look-up of e-mails that broke says why', () => {
    expect(
      items({ ...lead(1), email: undefined, found: false, error: 'Upstream timeout' })[0],
    ).toMatchObject({
      error: 'Upstream timeout',
    });
  });

  test('of a look-up of phones echoes the e-mail or the profile, and finds no e-mail', () => {
    const linkedin = 'https://www.linkedin.com/in/a';
    const [byEmail, byProfile] = found(
      { email: 'a@b.co', phones: ['+14155550100', '+14155550101'] },
      { linkedin, phones: ['+14155550102'] },
    );
    expect(byEmail).toMatchObject({ echo: { email: 'a@b.co', linkedinUrl: '' }, email: '' });
    expect(byEmail?.phones.map(({ number }) => number)).toEqual(['+14155550100', '+14155550101']);
    expect(byProfile?.echo).toEqual({
      linkedinUrl: linkedin,
      firstName: '',
      lastName: '',
      companyName: '',
      companyDomain: '',
    });
  });

  test.each<[unknown, string]>([
    ['No phone numbers found for this profile', ''],
    ['no_match', ''],
    ['Not found', ''],
    ['Upstream timeout', 'Upstream timeout'],
    [true, 'Failed.'],
    [null, ''],
  ])('of a look-up of phones tells nobody found from broken: %j', (error, words) => {
    expect(found({ email: 'a@b.co', phones: [], error })[0]?.error).toBe(words);
    const [item] = found({ email: 'a@b.co', phones: ['+14155550100'], error });
    expect(item?.error).toBe('');
  });
});
