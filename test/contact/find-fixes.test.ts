// Fixes: offered only where no second reading is possible, and only for rows that they put right.
import { checkRows } from '../../src/contact/check';
import { findFixes, type Fix, MOST_ROWS } from '../../src/contact/find-fixes';
import { findHeaderRow } from '../../src/contact/find-header-row';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';
import { splitTwoNames } from '../../src/contact/two-names';
import { websiteDomain } from '../../src/contact/domain';

const HEADERS = ['First name', 'Last name', 'Company domain', 'Website', 'Company', 'LinkedIn URL'];

function fixesOf(
  rows: readonly (readonly string[])[],
  headers: readonly string[] = HEADERS,
  selected: (row: number) => boolean = () => true,
  mapped: ReturnType<typeof mappingOf> = { company_domain: headers.indexOf('Company domain') },
): readonly Fix[] {
  const cells = [headers, ...rows];
  const mapping = { ...mappingOf(matchHeaders(cells, { kind: 'found', row: 0 })), ...mapped };
  const { verdicts } = checkRows({
    ...{ cells, headerRow: 0, mapping, channels: ['email'], overwrite: [], selected },
    isWaiting: () => false,
  });
  return findFixes({ cells, headerRow: 0, mapping, verdicts });
}

/** Cells that are changed, as `row:column after`. */
function changes(fixes: readonly Fix[]): string[] {
  return fixes.flatMap(({ kind, rows }) =>
    rows.flatMap(({ row, cells }) =>
      cells.map(({ column, after }) => `${kind} ${row}:${column} ${after}`),
    ),
  );
}

describe('two names', () => {
  test.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['  Jane   Doe ', 'Jane', 'Doe'],
    ['Doe, Jane', 'Jane', 'Doe'],
    ['Doe , Jane', 'Jane', 'Doe'],
    ['DUPONT Marie', 'Marie', 'DUPONT'],
    ['Marie DUPONT', 'Marie', 'DUPONT'],
    ['Dr. Jane Doe', 'Jane', 'Doe'],
    ['Jane Doe, PhD, MBA', 'Jane', 'Doe'],
    ['Jane Doe Jr.', 'Jane', 'Doe'],
    ['Jane "JJ" Doe 🚀', 'Jane', 'Doe'],
    ['Mary-Jane O’Neil', 'Mary-Jane', 'O’Neil'],
    ['Élodie Brûlé', 'Élodie', 'Brûlé'],
    ['Иван Петров', 'Иван', 'Петров'],
    ['王 小明', '小明', '王'],
  ])('%s is certain', (text, firstName, lastName) => {
    expect(splitTwoNames(text.trim())).toEqual({ firstName, lastName });
  });

  test.each([
    ...['Jane', 'Jane Mary Doe', 'Jane van Dyk', 'van Dyk', 'Al Gore', 'Doe, Jane Q.', 'Doe, J.'],
    ...['J. Doe', 'J Doe', 'JD Doe', 'Jane D.', 'JANE DOE', 'Jane NG', 'JRR Tolkien'],
    ...['Anna Maria', 'Jean Pierre', 'Mary Ann', 'Silva Neto', 'Smith Jr.', 'Doe, PhD', 'Doe, Mr'],
    ...['Jane & John', 'Jane and John', 'Jane/John', 'Sales Team', 'Info Desk', 'Acme Solutions'],
    ...[
      'Acme, Inc',
      'jane@acme.example',
      'Jane 2',
      'Wang 小明',
      '"Bob" Smith',
      'Doe, Dr.',
      'jane doe',
    ],
    ...['Doe; Jane', 'Doe,', ', Jane', '- -', '#REF! Doe', 'Jane, Mary, Doe'],
  ])('%s is not', (text) => {
    expect(splitTwoNames(text)).toBeNull();
  });
});

describe('websites', () => {
  test.each([
    ['https://www.acme.example/about?x=1', 'acme.example'],
    ['http://shop.acme.co.uk', 'acme.co.uk'],
    ['Acme.Example', 'acme.example'],
  ])('%s is %s', (text, domain) => {
    expect(websiteDomain(text)).toBe(domain);
  });

  test.each([
    ...[
      'https://www.linkedin.com/company/acme',
      'linkedin.com',
      'facebook.com',
      'acme.wixsite.com',
    ],
    ...['gmail.com', 'jane@acme.example', 'see acme.example', 'acme.example, other.example', ''],
    ...['localhost', 'http://10.0.0.1', 'linktr.ee/acme', 'n/a', 'instagram.com/acme', 'Acme Ltd.'],
  ])('“%s” is nobody’s for certain', (text) => {
    expect(websiteDomain(text)).toBeNull();
  });
});

describe('split names', () => {
  test('whichever of the two cells holds both', () => {
    const rows = [
      ['Jane Doe', '', 'acme.example'],
      ['', 'Roe, Bob', 'acme.example'],
      ['Ann', 'Lee', 'acme.example'],
    ];
    expect(changes(fixesOf(rows))).toEqual([
      ...['split_names 1:0 Jane', 'split_names 1:1 Doe'],
      ...['split_names 2:0 Bob', 'split_names 2:1 Roe'],
    ]);
  });

  test.each([
    ['there is no company', ['Jane Doe', '', '']],
    ['the row says who it is without', ['Jane Doe', '', '', '', '', 'linkedin.com/in/jane-doe']],
    ['the other cell is not blank', ['Jane Doe', '-', 'acme.example']],
    ['both cells hold it', ['Jane Doe', 'Jane Doe', 'acme.example']],
    ['another cell shows an error', ['Jane Doe', '', 'acme.example', '', '#REF!']],
    [
      'a company page stands for the profile, and no company',
      ['Jane Doe', '', '', '', '', 'linkedin.com/company/acme'],
    ],
  ])('not where %s', (_, row) => {
    expect(fixesOf([row])).toEqual([]);
  });

  test('also where the profile is unusable, as the row is put right all the same', () => {
    const row = ['Jane Doe', '', 'acme.example', '', '', 'linkedin.com/company/acme'];
    expect(changes(fixesOf([row]))).toHaveLength(2);
  });

  test('not in a column where two words are usual, but for a comma', () => {
    const usual = Array.from({ length: 8 }, (_, at) => [
      `Ana${'bcdefghi'[at] ?? ''}`,
      'García Márquez',
      'acme.example',
    ]);
    const rows = [...usual, ['', 'Torres Vega', 'acme.example'], ['', 'Vega, Luz', 'acme.example']];
    expect(changes(fixesOf(rows))).toEqual(['split_names 10:0 Luz', 'split_names 10:1 Vega']);
    // The other column's custom is its own.
    const first = [...usual, ['Luz Vega', '', 'acme.example']];
    expect(changes(fixesOf(first))).toHaveLength(2);
  });

  test('a full name fills the blank one where it agrees with the other', () => {
    const headers = ['First name', 'Last name', 'Full name', 'Company domain'];
    const rows = [
      ['Jane', '', 'Jane Doe', 'acme.example'],
      ['', 'DOE', 'Jane Doe', 'acme.example'],
      ['Bob', '', 'Jane Doe', 'acme.example'],
      ['Jane', '', 'Jane van Dyk', 'acme.example'],
      ['Jane Doe', '', 'Bob Roe', 'acme.example'],
      ['Jane Doe', '', 'Doe, Jane', 'acme.example'],
    ];
    expect(
      changes(fixesOf(rows, headers, () => true, { full_name: 2, company_domain: 3 })),
    ).toEqual([
      'split_names 1:1 Doe',
      'split_names 2:0 Jane',
      ...['split_names 6:0 Jane', 'split_names 6:1 Doe'],
    ]);
  });

  test('not where first and last name have no columns', () => {
    const rows = [['Jane Doe', '', 'x']];
    expect(fixesOf(rows, ['First name', 'Notes', 'Company'], () => true, {})).toEqual([]);
  });
});

describe('take the domain', () => {
  test('from the one website of the row, bare', () => {
    const rows = [
      ['Jane', 'Doe', '', 'https://www.acme.example/x'],
      ['Bob', 'Roe', '', 'other.example', 'n/a'],
      ['Ann', 'Lee', 'lee.example', ''],
    ];
    expect(changes(fixesOf(rows))).toEqual([
      'take_domain 1:2 acme.example',
      'take_domain 2:2 other.example',
    ]);
  });

  test.each([
    ['somebody works for nobody', ['Jane', 'Doe', '', 'acme.example', 'self-employed']],
    ['the row has a company', ['Jane', 'Doe', '', 'acme.example', 'Acme']],
    ['the domain cell is not blank', ['Jane', 'Doe', 'n/a', 'acme.example']],
    ['the last name lacks too', ['Jane', '', '', 'acme.example']],
    ['it is a social network', ['Jane', 'Doe', '', 'https://facebook.com/acme']],
    ['it is anybody’s mail', ['Jane', 'Doe', '', 'gmail.com']],
    ['it is an e-mail address', ['Jane', 'Doe', '', 'jane@acme.example']],
    ['it is no address', ['Jane', 'Doe', '', 'see notes']],
    [
      'the profile tells who it is',
      ['Jane', 'Doe', '', 'acme.example', '', 'linkedin.com/in/jane-doe'],
    ],
  ])('not where %s', (_, row) => {
    expect(fixesOf([row])).toEqual([]);
  });

  test('not where two columns of the row hold websites, nor from one whose header says something else', () => {
    const two = ['First name', 'Last name', 'Company domain', 'Website', 'Web page'];
    expect(fixesOf([['Jane', 'Doe', '', 'acme.example', 'other.example']], two)).toEqual([]);
    expect(fixesOf([['Jane', 'Doe', '', 'acme.example', 'see notes']], two)).toHaveLength(1);
    const notes = ['First name', 'Last name', 'Company domain', 'Notes'];
    expect(
      fixesOf(
        [
          ['Jane', 'Doe', '', 'acme.example'],
          ['A', 'B', 'c.example', ''],
        ],
        notes,
      ),
    ).toEqual([]);
  });
});

test('only rows that were chosen count', () => {
  const rows = [
    ['Jane Doe', '', 'acme.example'],
    ['Bob Roe', '', 'acme.example'],
  ];
  expect(changes(fixesOf(rows, HEADERS, (row) => row === 2))).toEqual([
    ...['split_names 2:0 Bob', 'split_names 2:1 Roe'],
  ]);
});

test('rows that wait, are filled or ready are never touched', () => {
  const rows = [
    ['Jane', 'Doe', 'acme.example'],
    ['Bob', 'Roe', '', 'x.example', 'Acme'],
    ['', '', ''],
  ];
  expect(fixesOf(rows)).toEqual([]);
});

describe('fifty thousand rows', () => {
  const complete = Array.from({ length: 50_000 }, (_, at) => ['Jane', `Doe${at}`, 'acme.example']);

  test('cost next to nothing where few are incomplete', () => {
    const rows = complete.map((row, at) =>
      at % 20 === 0 ? ['Jane van Dyk', '', 'a.example'] : row,
    );
    const cells = [HEADERS, ...rows];
    const header = findHeaderRow(cells);
    const mapping = mappingOf(matchHeaders(cells, header));
    const { verdicts } = checkRows({
      ...{ cells, headerRow: 0, mapping, channels: ['email'], overwrite: [] },
      ...{ selected: () => true, isWaiting: () => false },
    });
    const times = [1, 2, 3].map(() => {
      const from = performance.now();
      expect(findFixes({ cells, headerRow: 0, mapping, verdicts })).toEqual([]);
      return performance.now() - from;
    });
    // A tenth of a second; the machine may be busy, so the best of three.
    expect(Math.min(...times)).toBeLessThan(100);
  });

  test('are fixed in parts, so that one click stays short', () => {
    const rows = Array.from({ length: MOST_ROWS + 5 }, () => ['Jane Doe', '', 'acme.example']);
    expect(fixesOf(rows)[0]?.rows).toHaveLength(MOST_ROWS);
  });
});
