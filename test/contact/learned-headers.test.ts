// What a user teaches by mapping columns by hand: what is kept of it, and what the next sheet is proposed.
import {
  isUnlearned,
  learn,
  learnableHeader,
  learnedField,
  MOST_LESSONS,
  type LearnedHeaders,
  type TaughtField,
} from '../../src/contact/learned-headers';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';

const HEADER = { kind: 'found', row: 0 } as const;

function taught(change: Partial<TaughtField>): TaughtField {
  return { field: 'company_name', chosen: 'Konto', proposed: null, ...change };
}

function match(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  lessons: LearnedHeaders,
): ReturnType<typeof matchHeaders> {
  return matchHeaders([headers, ...rows], HEADER, lessons);
}

const PEOPLE = [
  ['Jane', 'Doe', 'Acme'],
  ['Bob', 'Roe', 'Other'],
];

test.each([
  ['Konto', 'konto'],
  ['  Kontó (neu) ', 'konto neu'],
  ['', ''],
  ['B', ''],
  ['Column 3', ''],
  ['7', ''],
  ['x'.repeat(61), ''],
  ['***', ''],
])('of a header “%s” is kept “%s”', (text, kept) => {
  expect(learnableHeader(text)).toBe(kept);
});

describe('learning', () => {
  test('a header means what it was mapped to last', () => {
    const one = learn([], [taught({})]);
    expect(learnedField(one, 'konto')).toBe('company_name');
    const two = learn(one, [taught({ field: 'last_name' })]);
    expect(learnedField(two, 'konto')).toBe('last_name');
    expect(two).toHaveLength(1);
  });

  test('nothing new is nothing changed', () => {
    const one = learn([], [taught({})]);
    expect(learn(one, [taught({})])).toBe(one);
    expect(learn(one, [])).toBe(one);
    expect(learn(one, [taught({ chosen: 'B' })])).toBe(one);
  });

  test('what is known anyway is not kept', () => {
    const known = taught({ chosen: 'Company', proposed: { header: 'Company', isKnown: true } });
    expect(learn([], [known])).toEqual([]);
  });

  test('a guess that is mapped to nothing is blocked, a known header is not', () => {
    const guess = taught({ chosen: null, proposed: { header: 'Konto', isKnown: false } });
    expect(isUnlearned(learn([], [guess]), 'konto', 'company_name')).toBe(true);
    const known = taught({ chosen: null, proposed: { header: 'Company', isKnown: true } });
    expect(learn([], [known])).toEqual([]);
    expect(learn([], [taught({ chosen: null })])).toEqual([]);
  });

  test('what was learned is forgotten when it is mapped to nothing, and comes back when it is mapped again', () => {
    const one = learn([], [taught({})]);
    const none = learn(one, [
      taught({ chosen: null, proposed: { header: 'Konto', isKnown: false } }),
    ]);
    expect(learnedField(none, 'konto')).toBeNull();
    const again = learn(none, [taught({})]);
    expect(learnedField(again, 'konto')).toBe('company_name');
    expect(isUnlearned(again, 'konto', 'company_name')).toBe(false);
  });

  test('the oldest lessons are given up', () => {
    let lessons: LearnedHeaders = [];
    for (let at = 0; at <= MOST_LESSONS; at++)
      lessons = learn(lessons, [taught({ chosen: `Kopf ${at} x` })]);
    expect(lessons).toHaveLength(MOST_LESSONS);
    expect(learnedField(lessons, 'kopf 0 x')).toBeNull();
    expect(learnedField(lessons, `kopf ${MOST_LESSONS} x`)).toBe('company_name');
  });
});

describe('matching', () => {
  const lessons = learn([], [taught({ chosen: 'Zielkonto' })]);

  test('takes what was learned, and says so', () => {
    const { fields } = match(['First name', 'Last name', 'ZIELKONTO'], PEOPLE, lessons);
    expect(fields.company_name).toEqual({ column: 2, certainty: 'learned' });
  });

  test('before what is known of headers', () => {
    const headers = ['First name', 'Last name', 'Company', 'Zielkonto'];
    const rows = PEOPLE.map((row) => [...row, 'Holding']);
    expect(match(headers, rows, lessons).fields.company_name?.column).toBe(3);
    expect(match(headers, rows, []).fields.company_name?.column).toBe(2);
  });

  test('not where the cells are flatly something else', () => {
    const rows = PEOPLE.map(([first = '', last = '']) => [first, last, `${first}@acme.example`]);
    const { fields } = match(['First name', 'Last name', 'Zielkonto'], rows, lessons);
    expect(fields.company_name).toBeUndefined();
  });

  test('not a blank column beside a full one under a header that is known', () => {
    const email = learn([], [taught({ field: 'email', chosen: 'Adresse neu' })]);
    const rows = [['Jane', 'Doe', '', 'jane@acme.example']];
    const headers = ['First name', 'Last name', 'Adresse neu', 'Email'];
    expect(match(headers, rows, email).fields.email).toEqual({ column: 3, certainty: 'exact' });
    const blank = [['Jane', 'Doe', '', '']];
    expect(match(headers, blank, email).fields.email?.column).toBe(2);
  });

  test('a blocked guess is not made again, and another column may be', () => {
    const headers = ['First name', 'Last name', 'Compny', 'Firm'];
    const rows = PEOPLE.map((row) => [...row, 'Firm Ltd']);
    const blocked = learn(
      [],
      [taught({ chosen: null, proposed: { header: 'Compny', isKnown: false } })],
    );
    expect(match(headers.slice(0, 3), rows, []).fields.company_name?.certainty).toBe('guess');
    expect(match(headers.slice(0, 3), rows, blocked).fields.company_name).toBeUndefined();
    expect(match(headers, rows, blocked).fields.company_name?.column).toBe(3);
  });

  test('no column is proposed twice', () => {
    const first = learn([], [taught({ field: 'company_name', chosen: 'Last name' })]);
    const mapping = mappingOf(match(['First name', 'Last name', 'Company'], PEOPLE, first));
    const columns = Object.values(mapping);
    expect(new Set(columns).size).toBe(columns.length);
    expect(mapping.company_name).toBe(1);
    expect(mapping.last_name).toBeUndefined();
  });
});
