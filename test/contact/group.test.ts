import fc from 'fast-check';
import type { Identity } from '../../src/contact/contact';
import { type Grouping, groupRows } from '../../src/contact/group';

/** `slug, name, domain, company`, `-` for none. */
function person(text: string): Identity {
  const [slug = '', name = '', domain = '', company = ''] = text
    .split(',')
    .map((part) => part.trim().replace(/^-$/, ''));
  const [firstName = '', lastName = ''] = name.split(' ');
  const linkedinUrl = slug === '' ? '' : `https://www.linkedin.com/in/${slug}`;
  return { linkedinUrl, firstName, lastName, companyName: company, companyDomain: domain };
}

function grouped(...people: string[]): Grouping {
  return groupRows(people.map((text, row) => ({ row, identity: person(text) })));
}

const rowsOf = (grouping: Grouping): (readonly number[])[] =>
  grouping.contacts.map(({ rows }) => rows);

test.each<[string, string[], number[][], number[]]>([
  ['a profile is one contact', ['jd, Jane Doe, -, -', 'jd, J Doe, -, -'], [[0, 1]], []],
  [
    'two profiles are two',
    ['j1, Jane Doe, a.example, A', 'j2, Jane Doe, a.example, A'],
    [[0], [1]],
    [],
  ],
  [
    'a name and domain join their profile',
    ['-, Jane Doe, a.example, -', 'jd, Jane Doe, a.example, -'],
    [[0, 1]],
    [],
  ],
  [
    'a name and company join a profile without domain',
    ['jd, Jane Doe, -, Acme Inc.', '-, JANE DOE, a.example, ACME'],
    [[0, 1]],
    [],
  ],
  [
    'but not a profile with another domain',
    ['jd, Jane Doe, b.example, Acme', '-, Jane Doe, a.example, Acme'],
    [[0], [1]],
    [],
  ],
  [
    'a name and domain that fit two profiles are ambiguous',
    ['j1, Jane Doe, a.example, -', 'j2, Jane Doe, a.example, -', '-, Jane Doe, a.example, -'],
    [[0], [1]],
    [2],
  ],
  [
    'one name and domain is one contact, whatever the company',
    ['-, Jane Doe, a.example, A', '-, Jane Doe, a.example, B'],
    [[0, 1]],
    [],
  ],
  [
    'rows of one name and domain join together',
    ['jd, Jane Doe, -, A', '-, Jane Doe, a.example, -', '-, Jane Doe, a.example, A'],
    [[0, 1, 2]],
    [],
  ],
  [
    'a name and company join the contact with both',
    ['-, Jane Doe, -, A', '-, Jane Doe, a.example, A', '-, Jim Doe, -, A'],
    [[0, 1], [2]],
    [],
  ],
  [
    'a name and company that fit two contacts are ambiguous',
    [
      'j1, Jane Doe, -, A',
      '-, Jane Doe, a.example, B',
      '-, Jane Doe, b.example, A B',
      'j2, Jane Doe, -, A',
      '-, Jane Doe, -, A',
    ],
    [[0], [1], [2], [3]],
    [4],
  ],
  [
    'what fits only ambiguous rows is ambiguous too',
    [
      'j1, Jane Doe, a.example, -',
      'j2, Jane Doe, a.example, -',
      '-, Jane Doe, a.example, Z',
      '-, Jane Doe, -, Z',
    ],
    [[0], [1]],
    [2, 3],
  ],
  ['namesakes elsewhere are others', ['-, Jane Doe, -, A', '-, Jane Doe, -, B'], [[0], [1]], []],
])('%s', (_, people, contacts, ambiguous) => {
  const grouping = grouped(...people);
  expect(rowsOf(grouping)).toEqual(contacts);
  expect([...grouping.ambiguous]).toEqual(ambiguous);
});

test('a contact is its first row, completed from its others, with a fingerprint for each spelling', () => {
  const { contacts } = grouped(
    'jd, -, -, -',
    'jd, Jane Doe, -, Acme',
    'jd, jane DOE, -, ACME Inc.',
  );
  expect(contacts[0]?.identity).toEqual(person('jd, Jane Doe, -, Acme'));
  expect(contacts[0]?.fingerprints).toHaveLength(2);
});

test('a contact is not completed to a company that is not its own', () => {
  const { contacts } = grouped('jd, Jane Doe, -, Acme', 'jd, Jane Doe, globex.example, Globex');
  expect(contacts[0]?.identity).toEqual(person('jd, Jane Doe, -, Acme'));
});

test('the order of the rows does not change who is who', () => {
  const one = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('-', ...values);
  const people = fc
    .tuple(
      one('j1', 'j2'),
      fc.constantFrom('Jane Doe', 'Jim Roe'),
      one('a.example', 'b.example'),
      one('A', 'B'),
    )
    .filter(([slug, , domain, company]) => slug !== '-' || domain !== '-' || company !== '-')
    .map((parts) => person(parts.join(', ')));
  const shuffled = fc
    .array(people, { maxLength: 14 })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
    );
  fc.assert(
    fc.property(shuffled, ([all, order]) => {
      const straight = groupRows(all.map((identity, row) => ({ row, identity })));
      const mixed = groupRows(
        order.map((from, row) => ({ row, identity: all[from] ?? person('') })),
      );
      const partition = (rows: (readonly number[])[]): string[] =>
        rows.map((group) => [...group].sort((a, b) => a - b).join()).sort();
      const back = (row: number): number => order[row] ?? -1;
      expect(partition(rowsOf(mixed).map((rows) => rows.map(back)))).toEqual(
        partition(rowsOf(straight)),
      );
      expect(new Set([...mixed.ambiguous].map(back))).toEqual(straight.ambiguous);
    }),
    { numRuns: 1500 },
  );
});
