import fc from 'fast-check';
import type { ContactField } from '../../src/contact/contact';
import { CONTACT_FIELDS } from '../../src/contact/contact';
import { fingerprint } from '../../src/contact/fingerprint';
import { explainIncomplete, identityOf, type IncompleteReason } from '../../src/contact/identity';
import type { Mapping } from '../../src/contact/mapping';
import { mappingFor } from '../../src/contact/operation';

type Row = Partial<Record<ContactField, string>>;

const ALL = mappingFor(
  'find',
  Object.fromEntries(CONTACT_FIELDS.map((field, column) => [field, column])),
);
const cellsOf = (row: Row): string[] => CONTACT_FIELDS.map((field) => row[field] ?? '');
const read = (row: Row): ReturnType<typeof identityOf> => identityOf(cellsOf(row), ALL);

const JANE = { first_name: 'Jane', last_name: 'Doe' };

describe('a row is identified', () => {
  test('by a LinkedIn profile, whatever else is missing', () => {
    expect(read({ linkedin_url: 'linkedin.com/in/Jane-Doe/' })).toEqual({
      kind: 'identified',
      leansOnEmail: false,
      identity: {
        linkedinUrl: 'https://www.linkedin.com/in/jane-doe',
        firstName: '',
        lastName: '',
        companyName: '',
        companyDomain: '',
      },
    });
  });

  test('by name and company, spelled as the user spells them', () => {
    expect(
      read({ ...JANE, company_name: ' ACME, Inc. ', company_domain: 'www.acme.example/x' }),
    ).toEqual({
      kind: 'identified',
      leansOnEmail: false,
      identity: {
        linkedinUrl: '',
        firstName: 'Jane',
        lastName: 'Doe',
        companyName: 'ACME, Inc.',
        companyDomain: 'acme.example',
      },
    });
  });

  test('by a full name, where first and last name are blank', () => {
    const full = { full_name: 'Dr. Jane van Doe', company_name: 'Acme' };
    expect(read(full)).toMatchObject({ identity: { firstName: 'Jane', lastName: 'van Doe' } });
    expect(read({ ...full, first_name: '-', last_name: 'n/a' })).toMatchObject({
      identity: { firstName: 'Jane', lastName: 'van Doe' },
    });
    expect(read({ ...full, first_name: 'Janet' })).toEqual({
      kind: 'incomplete',
      reason: 'no_last_name',
    });
  });

  test('by a full name, where only a first name is mapped', () => {
    const mapping: Mapping = { first_name: 0, full_name: 1, company_name: 2 };
    expect(identityOf(['Jane', 'Jane Doe', 'Acme'], mapping)).toMatchObject({
      identity: { firstName: 'Jane', lastName: 'Doe' },
    });
  });

  test('by its e-mail’s domain, only where it has nothing better', () => {
    const email = 'jane@acme.example';
    expect(read({ ...JANE, email })).toMatchObject({
      leansOnEmail: true,
      identity: { companyDomain: 'acme.example' },
    });
    expect(read({ ...JANE, email, company_domain: 'gmail.com' })).toMatchObject({
      leansOnEmail: true,
    });
    for (const better of [
      { company_name: 'Globex' },
      { company_domain: 'globex.example' },
      { linkedin_url: 'linkedin.com/in/jane' },
    ]) {
      expect(read({ ...JANE, ...better, email })).toMatchObject({ leansOnEmail: false });
      expect(read({ ...JANE, ...better, email })).not.toMatchObject({
        identity: { companyDomain: 'acme.example' },
      });
    }
  });
});

test.each<[string, Row]>([
  ['alone', { email: 'Jane@acme.example' }],
  ['beside half a name', { first_name: 'Jane', email: 'Jane@acme.example' }],
  ['at a provider of private addresses', { ...JANE, email: 'Jane@gmail.com' }],
  [
    'beside a company’s page',
    { linkedin_url: 'linkedin.com/company/acme', email: 'j@acme.example' },
  ],
])('an e-mail %s tells who it is, and is never replaced', (_, row) => {
  const one = read(row);
  const other = read({ ...row, email: row.email?.toLowerCase() ?? '', first_name: 'J.' });
  expect(one).toMatchObject({ kind: 'identified', leansOnEmail: true });
  if (one.kind !== 'identified' || other.kind !== 'identified') throw new Error('nobody');
  expect(fingerprint(one.identity)).toBe(fingerprint(other.identity));
  expect(fingerprint(one.identity)).not.toBe(
    fingerprint({ ...one.identity, email: 'other@acme.example' }),
  );
});

describe('by e-mail alone, as mapped for validation', () => {
  const byEmail = mappingFor('validate', { email: 0, full_name: 1 });
  test('whatever else the row says', () => {
    expect(identityOf(['jane@acme.example', 'Jane Doe'], byEmail)).toMatchObject({
      kind: 'identified',
      identity: { email: 'jane@acme.example', firstName: '' },
    });
  });
  test.each<[string, unknown]>([
    ['', { kind: 'blank' }],
    ['jane@', { kind: 'incomplete', reason: 'not_an_email' }],
    ['#N/A', { kind: 'incomplete', reason: 'cell_error' }],
  ])('%j is nobody', (email, expected) => {
    expect(identityOf([email, 'Jane Doe'], byEmail)).toEqual(expected);
  });
});

describe('by LeadLeap id', () => {
  const byLead = mappingFor('leads', { lead_id: 0, email: 1, full_name: 2 });
  test('and nothing else', () => {
    const [one, other] = [
      ['l-1', 'a@b.example'],
      ['l-1', ''],
    ].map((row) => identityOf(row, byLead));
    if (one?.kind !== 'identified' || other?.kind !== 'identified') throw new Error('nobody');
    expect(fingerprint(one.identity)).toBe(fingerprint(other.identity));
    expect(fingerprint({ ...one.identity, leadId: 'l-2' })).not.toBe(fingerprint(one.identity));
  });
  test.each<[string[], unknown]>([
    [['', '', 'Jane Doe'], { kind: 'blank' }],
    [['', 'a@b.example'], { kind: 'incomplete', reason: 'no_lead_id' }],
    [['#REF!'], { kind: 'incomplete', reason: 'cell_error' }],
  ])('%j is nobody', (row, expected) => {
    expect(identityOf(row, byLead)).toEqual(expected);
  });
});

const INCOMPLETE: [Row, IncompleteReason][] = [
  [{ company_name: 'Acme' }, 'no_name'],
  [{ phone: '+1 555 0100' }, 'no_name'],
  [{ last_name: 'Doe', company_name: 'Acme' }, 'no_first_name'],
  [{ first_name: 'Jane', company_name: 'Acme' }, 'no_last_name'],
  [{ full_name: 'Madonna', company_name: 'Acme' }, 'no_last_name'],
  [JANE, 'no_company'],
  [{ ...JANE, email: 'jane@gmail' }, 'no_company'],
  [{ ...JANE, company_domain: 'facebook.com/acme' }, 'no_company'],
  [{ ...JANE, company_name: 'Self-employed' }, 'no_company'],
  [{ ...JANE, company_name: 'unknown' }, 'no_company'],
  [{ ...JANE, linkedin_url: 'linkedin.com/company/acme' }, 'linkedin_company_page'],
  [{ linkedin_url: 'linkedin.com/sales/lead/ACwAAA' }, 'linkedin_subscriber_only'],
  [{ linkedin_url: 'jane-doe' }, 'linkedin_not_a_profile'],
  [{ linkedin_url: 'linkedin.com/in/jane', company_name: '#N/A' }, 'cell_error'],
  [{ ...JANE, company_name: 'Loading...' }, 'cell_error'],
  [{ ...JANE, company_name: 'Chargement…' }, 'cell_error'],
  [{ ...JANE, company_domain: '#REF!' }, 'cell_error'],
  [{ ...JANE, email: '#ERROR!' }, 'cell_error'],
  [{ ...JANE, company_name: 'x'.repeat(301) }, 'too_long'],
];

test.each(INCOMPLETE)('%j is incomplete: %s', (row, reason) => {
  expect(read(row)).toEqual({ kind: 'incomplete', reason });
});

test('a LinkedIn address that is no profile does not matter where the rest identifies the row', () => {
  expect(
    read({ ...JANE, company_name: 'Acme', linkedin_url: 'linkedin.com/company/acme' }),
  ).toMatchObject({
    kind: 'identified',
    identity: { linkedinUrl: '' },
  });
});

test('an error in the e-mail does not matter where identity does not need it', () => {
  expect(read({ ...JANE, company_name: 'Acme', email: '#N/A' })).toMatchObject({
    kind: 'identified',
  });
});

test.each(['', ' ', '-', '--', '—', '.', '?', 'N/A', 'none', 'NULL', 'Unbekannt'])(
  'a row with nothing but %j is blank',
  (text) => {
    expect(read(Object.fromEntries(CONTACT_FIELDS.map((field) => [field, text])))).toEqual({
      kind: 'blank',
    });
  },
);

test('every reason is explained in one sentence', () => {
  for (const [, reason] of [...INCOMPLETE, [{}, 'ambiguous'] as const]) {
    expect(explainIncomplete(reason)).toMatch(/^[A-Z].+\.$/u);
  }
});

test('filling the blank e-mail or phone of an identified row never changes its fingerprint', () => {
  const value = (...values: string[]): fc.Arbitrary<string> =>
    fc.oneof(fc.constantFrom('', '-', '#N/A', ...values), fc.string({ maxLength: 12 }));
  const rows = fc.record({
    linkedin_url: value('linkedin.com/in/jane', 'linkedin.com/company/acme'),
    first_name: value('Jane', 'Dr. Zoë'),
    last_name: value('Doe', 'van Berg'),
    full_name: value('Jane Doe', 'Madonna'),
    company_name: value('Acme Inc.', 'Freelance'),
    company_domain: value('acme.example', 'gmail.com', 'facebook.com/x'),
  });
  const subsets = fc
    .subarray([...CONTACT_FIELDS])
    .map((fields) => [...fields, 'email', 'phone'] as const);
  const filled = fc.tuple(value('jane@globex.example', 'j@gmail.com'), value('+1 555 0100'));
  fc.assert(
    fc.property(rows, subsets, filled, (row, fields, [email, phone]) => {
      const mapping = Object.fromEntries(
        fields.map((field) => [field, CONTACT_FIELDS.indexOf(field)]),
      );
      const before = identityOf(cellsOf({ ...row, email: '', phone: '' }), mapping);
      const after = identityOf(cellsOf({ ...row, email, phone }), mapping);
      fc.pre(before.kind === 'identified');
      if (after.kind !== 'identified') throw new Error('The row is not identified any more.');
      expect(fingerprint(after.identity)).toBe(fingerprint(before.identity));
    }),
    { numRuns: 2000 },
  );
});
