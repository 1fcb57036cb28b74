// A tab of leads as it is read: the id is found, and what is masked is neither an e-mail nor a phone, whatever is done to the tab.
import { findHeaderRow } from '../../src/contact/find-header-row';
import { readEmail } from '../../src/contact/email';
import { identityOf } from '../../src/contact/identity';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';
import { headersOf } from '../../src/run/leads/lead-columns';

const HEADERS = headersOf('LeadLeap');
const AT = Object.fromEntries(HEADERS.map((header, column) => [header, column]));
const KNOWN = {
  first_name: 'First name',
  last_name: 'Last name',
  company_name: 'Company',
  company_domain: 'Website',
  email: 'Email',
  phone: 'Phone',
  lead_id: 'LeadLeap ID',
};

function rowOf(values: Readonly<Record<string, string>>): string[] {
  return HEADERS.map((header) => values[header] ?? '');
}

const LEAD = {
  'LeadLeap ID': 'c_7f3a2b9d1e8c5f4a',
  'First name': 'Ada',
  'Last name': 'Byron',
  'Job title': 'Engineer',
  Company: 'Engine Ltd',
  Website: 'engine.example',
  'Company size': '51-200',
  Employees: '120',
  'LeadLeap score': '87',
  'Email (masked)': 'ad***@engine.example',
  'Phone (masked)': '+1415****78',
};

/** The headers that the fields are found under. */
function read(cells: readonly (readonly string[])[]): Record<string, string> {
  const match = matchHeaders(cells, findHeaderRow(cells));
  const found = Object.entries(mappingOf(match));
  return Object.fromEntries(
    found.map(([field, column]) => [field, match.columns[column]?.header ?? '']),
  );
}

test.each<[string, Readonly<Record<string, string>>]>([
  ['masked', LEAD],
  [
    'not masked after all',
    { ...LEAD, 'Email (masked)': 'ada@engine.example', 'Phone (masked)': '+14155550178' },
  ],
  ['bought', { ...LEAD, Email: 'ada@engine.example', Phone: '+14155550178' }],
  [
    'bought and shown twice',
    { ...LEAD, 'Email (masked)': 'ada@engine.example', Email: 'ada@engine.example' },
  ],
])('columns of values that are %s', (_, lead) => {
  expect(read([[...HEADERS], rowOf(lead), rowOf(lead)])).toEqual(KNOWN);
});

test('a column of masked addresses is no e-mail under any header', () => {
  const headers = HEADERS.map((header) => (header === 'Email (masked)' ? 'E-mail' : header));
  const cells = [headers.filter((header) => header !== 'Email'), rowOf(LEAD).slice(0, 16)];
  expect(read(cells)).not.toHaveProperty('email');
});

test('a masked address that is mapped by hand says nobody', () => {
  expect(readEmail('ad***@engine.example')).toBeNull();
  expect(readEmail('ad***@engine.example, ada@engine.example')).toMatchObject({ local: 'ada' });
  const row = rowOf({ 'Email (masked)': 'ad***@engine.example' });
  expect(identityOf(row, { email: AT['Email (masked)'] ?? -1 })).toMatchObject({
    kind: 'incomplete',
  });
});
