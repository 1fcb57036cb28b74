import type { HttpResult, SubmitOutcome } from '../../src/provider/provider';
import { readSubmit } from '../../src/provider/read-submit';
import { answer, FAILED, NOW, PAGE } from './answers';

const SENT = 3;
const loc = (...path: unknown[]) => ({ detail: [{ type: 'value_error', loc: path, msg: 'no' }] });

const TABLE: readonly (readonly [string, HttpResult, SubmitOutcome['kind']])[] = [
  ['200 with an id', answer(200, { workflow_id: 'w' }), 'accepted'],
  ['201 with an id', answer(201, { id: 'w' }), 'accepted'],
  ['202 with an id', answer(202, { data: { batchId: 'w' } }), 'accepted'],
  [
    '200 with an id that also reports an error',
    answer(200, { workflow_id: 'w', success: false }),
    'accepted',
  ],
  ['429', answer(429, {}), 'rate_limited'],
  ['429 as a web page', answer(429, PAGE), 'rate_limited'],
  [
    '429 for used up credits',
    answer(429, { error: { code: 'CREDITS_EXHAUSTED' } }),
    'out_of_credits',
  ],
  ['402', answer(402, { detail: 'Insufficient credits' }), 'out_of_credits'],
  [
    '400 insufficient_credits',
    answer(400, { error: { code: 'insufficient_credits' } }),
    'out_of_credits',
  ],
  ['400 with the words alone', answer(400, { detail: 'Insufficient credits' }), 'out_of_credits'],
  [
    '400 at the spend cap',
    answer(400, { error: { code: 'spend_cap_exceeded' } }),
    'out_of_credits',
  ],
  ['403 insufficient_credits', answer(403, { error: 'insufficient_credits' }), 'out_of_credits'],
  [
    '500 insufficient_credits',
    answer(500, { error: { code: 'insufficient_credits' } }),
    'out_of_credits',
  ],
  [
    '200 insufficient_credits',
    answer(200, { success: false, error: { code: 'insufficient_credits' }, request_id: 'r' }),
    'out_of_credits',
  ],
  [
    'a type of insufficient credits',
    answer(400, { type: 'https://x.example/errors/insufficient-credits', title: 'No' }),
    'out_of_credits',
  ],
  ['401', answer(401, { detail: 'Not authenticated' }), 'key_refused'],
  ['403', answer(403, { error: { code: 'feature_gated' } }), 'key_refused'],
  ['422 naming a contact', answer(422, loc('body', 'contacts', 1)), 'bad_contacts'],
  [
    '422 naming a field of a contact',
    answer(422, loc('body', 'contacts', 2, 'first_name')),
    'bad_contacts',
  ],
  ['400 naming a contact', answer(400, loc('body', 'contacts', 0)), 'bad_contacts'],
  ['422 naming a contact that was not sent', answer(422, loc('body', 'contacts', 3)), 'refused'],
  ['422 naming a negative contact', answer(422, loc('body', 'contacts', -1)), 'refused'],
  ['422 naming another list', answer(422, loc('body', 'contact', 1)), 'refused'],
  ['422 naming no contact', answer(422, loc('body', 'enrichment_type')), 'refused'],
  ['422 without a list', answer(422, { detail: 'no' }), 'refused'],
  [
    '400',
    answer(400, { detail: 'Bulk enrichment supports up to 250 contacts per request' }),
    'refused',
  ],
  ['404', answer(404, { detail: 'Not Found' }), 'refused'],
  ['404 naming a contact', answer(404, loc('body', 'contacts', 1)), 'refused'],
  ['413', answer(413, ''), 'refused'],
  ['301', answer(301, ''), 'unknown'],
  ['405', answer(405, { detail: 'Method Not Allowed' }), 'unknown'],
  ['408', answer(408, ''), 'unknown'],
  ['409', answer(409, ''), 'unknown'],
  ['500', answer(500, { detail: 'Internal server error' }), 'unknown'],
  ['502 as a web page', answer(502, PAGE), 'unknown'],
  ['503', answer(503, { error: 'unavailable' }), 'unknown'],
  ['504', answer(504, ''), 'unknown'],
  ['500 naming a contact', answer(500, loc('body', 'contacts', 1)), 'unknown'],
  ['200 without an id', answer(200, { status: 'processing' }), 'unknown'],
  ['200 with an empty id', answer(200, { workflow_id: ' ' }), 'unknown'],
  ['200 with an id that is no text', answer(200, { workflow_id: { a: 1 } }), 'unknown'],
  ['200 with an id too long to keep', answer(200, { workflow_id: 'w'.repeat(201) }), 'unknown'],
  ['200 with an id of two lines', answer(200, { workflow_id: 'w\nx' }), 'unknown'],
  [
    '200 with an error that is not about credits',
    answer(200, { error: 'no', request_id: 'r' }),
    'unknown',
  ],
  ['200 cut in the middle', answer(200, '{"workflow_id":"w'), 'unknown'],
  ['200 as a web page', answer(200, PAGE), 'unknown'],
  ['200 with null', answer(200, 'null'), 'unknown'],
  ['204', answer(204, ''), 'unknown'],
  ['no answer', FAILED, 'unknown'],
];

describe('the answer to a purchase', () => {
  test.each(TABLE)('%s', (_name, result, kind) => {
    expect(readSubmit(result, SENT, NOW).kind).toBe(kind);
  });

  test.each([
    ['workflow_id', 'batchId'],
    ['batchId', 'jobId'],
    ['jobId', 'job_id'],
    ['job_id', 'id'],
    ['id', 'request_id'],
    ['request_id', 'enrichment_id'],
  ])('takes %s before %s, wherever they stand', (first, second) => {
    const outcome = readSubmit(answer(200, { [second]: 'b', data: { [first]: 'a' } }), SENT, NOW);
    expect(outcome).toMatchObject({ kind: 'accepted', workflowId: 'a' });
  });

  test.each<[string, unknown, readonly string[] | null]>([
    ['one for each contact', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['too few', ['a', 'b'], null],
    ['too many', ['a', 'b', 'c', 'd'], null],
    ['one twice', ['a', 'b', 'a'], null],
    ['one that is no text', ['a', 'b', 3], null],
    ['enough, and one that is no text', ['a', 'b', 'c', 3], null],
    ['one that is blank', ['a', 'b', ' '], null],
    ['no list', { 0: 'a', 1: 'b', 2: 'c', length: 3 }, null],
    ['missing', undefined, null],
  ])(
    'keeps the task ids only if there is exactly one distinct id a contact: %s',
    (_n, ids, kept) => {
      const outcome = readSubmit(answer(200, { workflow_id: 'w', task_ids: ids }), SENT, NOW);
      expect(outcome).toEqual({ kind: 'accepted', workflowId: 'w', taskIds: kept, reserved: null });
    },
  );

  test('names every bad contact once, in order, with the vendor’s words', () => {
    const detail = [
      { loc: ['body', 'contacts', 2], msg: 'Each contact must include linkedin_url' },
      { loc: ['body', 'contacts', '0', 'last_name'], msg: '<b>x</b>' },
      { loc: ['body', 'contacts', 2, 'first_name'], msg: 'again' },
      { loc: 'body', msg: 7 },
      null,
    ];
    expect(readSubmit(answer(422, { detail }), SENT, NOW)).toMatchObject({
      kind: 'bad_contacts',
      contacts: [
        { index: 0, message: 'This contact cannot be looked up.' },
        { index: 2, message: 'Each contact must include linkedin_url' },
      ],
    });
  });
});
