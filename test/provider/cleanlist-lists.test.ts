// What answers about lists mean, as tables: what was certainly not bought by a call, what may have been, when one has ended. And how
// contacts are put into files.
import fc from 'fast-check';
import type { Identity } from '../../src/contact/contact';
import { base64Length, base64Of } from '../../src/provider/base64';
import { lists } from '../../src/provider/cleanlist/list';
import { answer, FAILED, NOW, PAGE } from './answers';

const KEY = 'clapi_test';
const coded = (code: string, problem = 'No.'): object => ({ error: { code, problem } });
const detail = (...loc: string[]): object => ({
  detail: [{ type: 'x', loc, msg: 'No', input: 1 }],
});
const said = (problem: string) => answer(400, coded('quote_invalid', problem));
const USED = { kind: 'quote_refused', isUsed: true };
const UNUSED = { kind: 'quote_refused', isUsed: false };
const BOUGHT = { workflow_id: 'bulk-enrich-1', status: 'pending', credits_reserved: 40 };

test.each<[string, ReturnType<typeof answer> | typeof FAILED, object]>([
  ['an id', answer(200, BOUGHT), { kind: 'accepted', workflowId: 'bulk-enrich-1', reserved: 40 }],
  ['an id in an envelope', answer(202, { data: { workflow_id: 'w1' } }), { kind: 'accepted' }],
  ['no answer', FAILED, { kind: 'unknown' }],
  ['a good answer without an id', answer(200, { status: 'pending' }), { kind: 'unknown' }],
  ['half an answer', answer(200, '{"workflow_'), { kind: 'unknown' }],
  ['408', answer(408, coded('timeout')), { kind: 'unknown' }],
  ['a redirect', answer(302, ''), { kind: 'unknown' }],
  ['a broken vendor', answer(500, coded('quote_expired')), { kind: 'unknown' }],
  ['a web page', answer(502, PAGE), { kind: 'unknown' }],
  ['409 without words', answer(409, ''), { kind: 'unknown' }],
  ['a used quote', answer(400, coded('quote_used')), { kind: 'quote_refused', isUsed: true }],
  [
    'a used quote in words',
    answer(409, coded('conflict', 'This quote was already redeemed.')),
    { kind: 'quote_refused', isUsed: true },
  ],
  ['an old quote', answer(400, coded('quote_expired')), { kind: 'quote_refused', isUsed: false }],
  ['a quote that it says was used', said('It has already been used.'), USED],
  ['one that is used', said('The quote is used already. Request an unused one.'), USED],
  [
    'one that can be used no more',
    said('The quote has expired and can no longer be used.'),
    UNUSED,
  ],
  ['one that was refused', said('The quote was refused.'), UNUSED],
  ['one that was not used', said('It has not been used: request an unused quote.'), UNUSED],
  ['one of which it does not know', said('The quote is expired or was already used.'), UNUSED],
  ['another’s quote', answer(422, detail('body', 'quote_id')), { kind: 'quote_refused' }],
  ['a list that has grown', answer(400, coded('spend_cap_exceeded')), { kind: 'quote_refused' }],
  ['the field’s name', answer(422, detail('body', 'lead_list_id')), { kind: 'other_field' }],
  ['the other field’s', answer(422, detail('body', 'list_id')), { kind: 'other_field' }],
  ['another field', answer(422, detail('body', 'scope')), { kind: 'refused' }],
  ['a list that is not there', answer(404, coded('not_found')), { kind: 'not_found' }],
  ['a protected list', answer(403, coded('list_protected')), { kind: 'refused' }],
  ['the plan', answer(403, coded('feature_gated')), { kind: 'key_refused' }],
  ['the key', answer(401, { detail: 'Not authenticated' }), { kind: 'key_refused' }],
  ['credits', answer(400, coded('insufficient_credits')), { kind: 'out_of_credits' }],
  ['too many', answer(429, ''), { kind: 'rate_limited' }],
])('a purchase answered with %s', (_name, said, means) => {
  expect(lists.readBought(said, 'lead_list_id', NOW)).toMatchObject(means);
});

test.each<[object, object]>([
  [{ status: 'pending' }, { kind: 'running' }],
  [
    { status: 'running', processed: 3, total: 9 },
    { kind: 'running', processed: 3, total: 9 },
  ],
  [{ status: 'new_word', processed: 3, total: 9 }, { kind: 'running' }],
  [
    { status: 'new_word', processed: 9, total: 9 },
    { kind: 'ended', word: 'new_word' },
  ],
  [{ status: 'completed' }, { kind: 'ended', isBroken: false, charged: null, refunded: null }],
  [
    { status: 'completed_with_errors', credits_charged: 3, credits_refunded: 0 },
    { kind: 'ended', isBroken: false, charged: 3, refunded: 0 },
  ],
  [
    { status: 'failed', refund_message: '<b>hm</b>' },
    { kind: 'ended', isBroken: true, notice: '' },
  ],
  [
    { status: 'cancelled', refund_status: 'pending_review', refund_message: ' In  review ' },
    { kind: 'ended', isBroken: true, notice: 'In review' },
  ],
  [{ status: 'failed', refund_status: 'pending_review' }, { notice: /under review/ }],
  [
    { workflow_id: 'w1', status: 'failed', error: 'Outage', credits_charged: 20 },
    { kind: 'ended', isBroken: true, charged: 20 },
  ],
  [
    {
      workflow_id: 'w1',
      status: 'completed_with_errors',
      success: false,
      error: 'Two rows failed',
    },
    { kind: 'ended', isBroken: false },
  ],
  [{ status: 'failed', error: 'Try again later' }, { kind: 'unreadable' }],
  [{ workflow_id: 'w1', status: 'running', error: 'Try again later' }, { kind: 'unreadable' }],
  [{ processed: 9, total: 9 }, { kind: 'unreadable' }],
])('%j is how it stands', (body, means) => {
  const read = lists.readStatus(answer(200, body), NOW);
  for (const [name, value] of Object.entries(means)) {
    const found = (read as unknown as Record<string, unknown>)[name];
    if (value instanceof RegExp) expect(found).toMatch(value);
    else expect(found).toEqual(value);
  }
});

test.each([
  ['no id', { quote_id: '', estimated_cost: 1, row_count: 1, expires_at: 1, available_credits: 9 }],
  ['no price', { quote_id: 'qte_1', row_count: 1, expires_at: 1, available_credits: 9 }],
  [
    'a price below nothing',
    { quote_id: 'qte_1', estimated_cost: -1, row_count: 1, expires_at: 1, available_credits: 9 },
  ],
  ['no balance', { quote_id: 'qte_1', estimated_cost: 1, row_count: 1, expires_at: 1 }],
])('an estimate with %s is none', (_name, body) => {
  expect(lists.readQuote(answer(200, body), NOW)).toMatchObject({ kind: 'unreadable' });
});

test('an estimate suffices only where neither the vendor nor the numbers say otherwise', () => {
  const body = { quote_id: 'qte_1', estimated_cost: 10, row_count: 10, expires_at: 1 };
  const isEnough = (available_credits: number, sufficient?: boolean): boolean => {
    const read = lists.readQuote(answer(200, { ...body, available_credits, sufficient }), NOW);
    return read.kind === 'ok' && read.value.isSufficient;
  };
  expect([isEnough(10, true), isEnough(10)]).toEqual([true, true]);
  expect([isEnough(10, false), isEnough(9.5, true)]).toEqual([false, false]);
});

const LEFT = { missing_required: 1, row_cap_exceeded: 1 };
test.each<[string, object, readonly number[]]>([
  ['every row', {}, [0, 2]],
  ['no row', { sample_skip_rows: [] }, []],
  ['some of the rows', { sample_skip_rows: [2] }, []],
  ['a row twice', { sample_skip_rows: [2, 2] }, []],
  ['the header', { sample_skip_rows: [1, 2] }, []],
  ['a row below the last', { sample_skip_rows: [2, 6] }, []],
  ['rows beside other numbers', { rows_imported: 1 }, []],
  ['more rows than were skipped', { rows_skipped: 1 }, []],
  [
    'a row that is a duplicate',
    { skip_reasons: { ...LEFT, row_cap_exceeded: 0, duplicate_email: 1 } },
    [],
  ],
  ['a row for a new reason', { skip_reasons: { missing_required: 1, new_word: 1 } }, []],
])('of an import that skips two of four rows and names %s', (_name, change, left) => {
  const body = { rows_parsed: 4, rows_imported: 2, rows_skipped: 2, skip_reasons: LEFT };
  const said = { ...body, sample_skip_rows: [2, 4], ...change };
  expect(lists.readFilled(answer(201, said), NOW)).toMatchObject({ kind: 'ok', value: { left } });
});

test('base64 is that of everybody else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(base64Of(text)).toBe(Buffer.from(text).toString('base64'));
      expect(base64Length(text)).toBe(base64Of(text).length);
    }),
  );
});

const NOBODY: Identity = {
  ...{ linkedinUrl: '', firstName: '', lastName: '', companyName: '', companyDomain: '' },
};

function fileOf(contacts: readonly Identity[]): { csv: string; body: Record<string, unknown> } {
  const body = JSON.parse(lists.fill(KEY, 'l1', contacts, 't').body ?? '') as {
    csv_content_base64: string;
  };
  return { csv: Buffer.from(body.csv_content_base64, 'base64').toString(), body };
}

test('a file holds who a contact is and no more, each on one line, and buys nothing', () => {
  const named = {
    ...NOBODY,
    firstName: 'A "x"',
    lastName: 'B,\nC',
    companyName: 'Öl',
    email: 'a@b.co',
  };
  const { csv, body } = fileOf([named, { ...NOBODY, email: 'only@mail.example' }]);
  expect(csv.split('\r\n')).toEqual([
    'first_name,last_name,company_name,company_domain,linkedin_url,email',
    '"A ""x""","B, C","Öl",,,',
    ',,,,,"only@mail.example"',
  ]);
  expect(body).toMatchObject({ dispatch_enrichment: false, idempotency_key: 't' });
});

test('files stay within the vendor’s rows and characters, and lose nobody', () => {
  const contact = (n: number, size: number): Identity => ({
    ...{ ...NOBODY, firstName: `F${n}`, lastName: 'L', companyName: 'ö'.repeat(size) },
  });
  for (const size of [1, 400]) {
    const contacts = Array.from({ length: 1_300 }, (_none, n) => contact(n, size));
    const files = lists.filesOf(contacts);
    expect(files.flat()).toEqual(contacts);
    for (const file of files) {
      expect(file.length).toBeLessThanOrEqual(600);
      const { csv_content_base64: text } = fileOf(file).body as { csv_content_base64: string };
      expect(text.length).toBeLessThanOrEqual(150_000);
    }
  }
});
