import fc from 'fast-check';
import { type Check, checkRows, type CheckRequest, type Verdict } from '../../src/contact/check';
import type { Channel } from '../../src/contact/contact';

const HEADERS = ['LinkedIn', 'First', 'Last', 'Company', 'Email', 'Phone'];
const MAPPING = {
  linkedin_url: 0,
  first_name: 1,
  last_name: 2,
  company_name: 3,
  email: 4,
  phone: 5,
};

function check(rows: string[], options: Partial<CheckRequest> = {}): Check {
  const cells = [HEADERS, ...rows.map((row) => row.split('|').map((cell) => cell.trim()))];
  return checkRows({
    cells,
    headerRow: 0,
    mapping: MAPPING,
    channels: ['email', 'phone'],
    overwrite: [],
    isWaiting: () => false,
    selected: () => true,
    ...options,
  });
}

const verdicts = (result: Check): Verdict[] => result.verdicts.map(({ verdict }) => verdict);
const ready = (...missing: Channel[]): Verdict => ({ kind: 'ready', missing });

const JANE = '| Jane | Doe | Acme |';
const MAIL = 'jane@acme.example';

test.each<[string, string[], Verdict[]]>([
  ['nothing there is ready for both', [JANE], [ready('email', 'phone')]],
  ['an e-mail there is ready for the phone only', [`${JANE} ${MAIL} |`], [ready('phone')]],
  ['a phone there is ready for the e-mail only', [`${JANE} | +1 555 0100`], [ready('email')]],
  ['both there is filled', [`${JANE} ${MAIL} | +1 555 0100`], [{ kind: 'filled', from: null }]],
  [
    'the second row of a contact is a duplicate of the first',
    [JANE, JANE],
    [ready('email', 'phone'), { kind: 'duplicate', of: 1 }],
  ],
  [
    'what another row has is not bought',
    [JANE, `${JANE} ${MAIL} | 1`],
    [
      { kind: 'filled', from: 2 },
      { kind: 'filled', from: null },
    ],
  ],
  [
    'what no row has is bought once',
    [JANE, `${JANE} ${MAIL} |`],
    [ready('phone'), { kind: 'duplicate', of: 1 }],
  ],
  [
    'half a name is incomplete',
    ['| Jane | | Acme'],
    [{ kind: 'incomplete', reason: 'no_last_name' }],
  ],
  ['nothing is blank', ['', ' | | | - | | '], [{ kind: 'blank' }, { kind: 'blank' }]],
  [
    'a row that fits two profiles is ambiguous',
    ['linkedin.com/in/j1 | Jane | Doe | Acme', 'linkedin.com/in/j2 | Jane | Doe | Acme', JANE],
    [ready('email', 'phone'), ready('email', 'phone'), { kind: 'incomplete', reason: 'ambiguous' }],
  ],
])('%s', (_, rows, expected) => {
  expect(verdicts(check(rows))).toEqual(expected);
});

test('only wanted channels count', () => {
  expect(verdicts(check([`${JANE} ${MAIL} |`], { channels: ['email'] }))).toEqual([
    { kind: 'filled', from: null },
  ]);
  expect(verdicts(check([JANE, `${JANE} | 1`], { channels: ['email'] }))).toEqual([
    ready('email'),
    { kind: 'duplicate', of: 1 },
  ]);
});

test('all rows are grouped, but only selected ones get a verdict', () => {
  const rows = [`${JANE} ${MAIL} | 1`, JANE, '| Jim | Roe | Acme'];
  const result = check(rows, { selected: (row) => row === 2 });
  expect(result.verdicts).toEqual([{ row: 2, verdict: { kind: 'filled', from: 1 } }]);
  expect(result.ready).toEqual([]);
});

test('the first selected row carries the purchase, and the contact has all its rows', () => {
  const result = check([JANE, JANE, JANE], { selected: (row) => row > 1 });
  expect(verdicts(result)).toEqual([ready('email', 'phone'), { kind: 'duplicate', of: 2 }]);
  expect(result.ready.map(({ contact }) => contact.rows)).toEqual([[1, 2, 3]]);
});

test('a row is waiting when any row of its contact is in an open run', () => {
  const rows = ['linkedin.com/in/jd | Jane | Doe | Acme', JANE, '| Jim | Roe | Acme'];
  const result = check(rows, { isWaiting: (row) => row === 2 });
  expect(result.counts).toMatchObject({ waiting: 2, ready: 1 });
  expect(result.ready.map(({ contact }) => contact.rows)).toEqual([[3]]);
});

test('a value that one row has is offered to the others', () => {
  const result = check([JANE, `${JANE} ${MAIL} |`, `${JANE} | 1`]);
  expect(result.copies).toEqual([
    { channel: 'email', from: 2, to: 1 },
    { channel: 'phone', from: 3, to: 1 },
    { channel: 'phone', from: 3, to: 2 },
    { channel: 'email', from: 2, to: 3 },
  ]);
  expect(result.counts).toMatchObject({ filled: 3, ready: 0 });
});

describe('with the policy always', () => {
  test('a filled row is ready, and its cells are named', () => {
    const result = check([`${JANE} ${MAIL} | 1`], { overwrite: ['email'] });
    expect(verdicts(result)).toEqual([ready('email')]);
    expect(result.occupied).toEqual([{ kind: 'replaced', channel: 'email', row: 1, column: 4 }]);
  });

  test('an e-mail that identity leans on is never replaced', () => {
    const result = check([`| Jane | Doe | | ${MAIL} | 1`], { overwrite: ['email', 'phone'] });
    expect(verdicts(result)).toEqual([ready('phone')]);
    expect(result.occupied).toEqual([{ kind: 'replaced', channel: 'phone', row: 1, column: 5 }]);
    const emailOnly = check([`| Jane | Doe | | ${MAIL} | 1`], {
      channels: ['email'],
      overwrite: ['email'],
    });
    expect(verdicts(emailOnly)).toEqual([{ kind: 'filled', from: null }]);
  });
});

test('nothing is bought for a cell that holds other text: the text stays, and is named', () => {
  const result = check([`${JANE} not found | 1`]);
  expect(verdicts(result)).toEqual([{ kind: 'filled', from: null }]);
  expect(result.occupied).toEqual([{ kind: 'in_the_way', channel: 'email', row: 1, column: 4 }]);
});

test('other text in one row does not keep an e-mail from the blank row of the same contact', () => {
  const result = check([`${JANE} not found | 1`, `${JANE} | 1`]);
  expect(verdicts(result)).toEqual([{ kind: 'filled', from: null }, ready('email')]);
});

test('rows above the headers are no data, and a sheet may have no headers', () => {
  const cells = [['Contacts'], HEADERS, ['', 'Jane', 'Doe', 'Acme']];
  expect(check([], { cells, headerRow: 1 }).verdicts.map(({ row }) => row)).toEqual([2]);
  expect(
    check([], { cells: cells.slice(2), headerRow: -1 }).verdicts.map(({ row }) => row),
  ).toEqual([0]);
});

test('every selected row is counted once', () => {
  const { counts, verdicts: all } = check([
    JANE,
    JANE,
    '',
    '| Jane |',
    `| Jim | Roe | Acme | j@a.example | 1`,
  ]);
  expect(counts).toEqual({
    ready: 1,
    waiting: 0,
    duplicate: 1,
    filled: 1,
    incomplete: 1,
    tried: 0,
    blank: 1,
  });
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(all.length);
});

test('50,000 rows are checked in seconds, also on a slow machine', () => {
  const rows = Array.from({ length: 50_000 }, (_, row) => {
    const name = Array.from(String(row % 40_000), (digit) =>
      'abcdefghij'.charAt(Number(digit)),
    ).join('');
    return [
      row % 3 ? `linkedin.com/in/${name}` : '',
      'Zoë',
      name,
      `Firma ${row % 900} GmbH`,
      '',
      '',
    ];
  });
  const before = process.cpuUsage();
  const { counts } = check([], { cells: [HEADERS, ...rows] });
  const { user, system } = process.cpuUsage(before);
  expect(counts.ready + counts.duplicate + counts.incomplete).toBe(50_000);
  expect((user + system) / 1000).toBeLessThan(6000);
});

test('cells of 50,000 characters are checked as fast as others', () => {
  const long = (text: string): string =>
    text.repeat(Math.ceil(50_000 / text.length)).slice(0, 50_000);
  const texts = ['a', 'a-', 'a.', '(', ' ', 'a@', ' |', 'linkedin.com', 'á', '1 ', '"'].map(long);
  const before = process.cpuUsage();
  check([], { cells: [HEADERS, ...texts.map((text) => HEADERS.map(() => text))] });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
});

test('no text whatever breaks the check', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => `linkedin.com/in/${text}`),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => `${text}.example`),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 8 }), (rows) => {
      const { verdicts: all } = check([], { cells: [HEADERS, ...rows] });
      expect(all).toHaveLength(rows.length);
    }),
    { numRuns: 500 },
  );
});
