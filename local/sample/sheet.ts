// Owns the sample sheet: 1,000 made-up contacts with the dirt of real lists. Knows no workbook and no add-on.
import {
  companyPage,
  otherCompanySpelling,
  profileAddress,
  typedFullName,
  typedNames,
  website,
  withoutAccents,
} from './dirt';
import { inventPerson, type SamplePerson } from './people';
import { Random } from './random';
import { NOTES } from './words';

export const SAMPLE_NAME = 'Trade fair leads';
const SAMPLE_TITLE = 'Trade fair leads (sample: every person and company is made up)';
export const SAMPLE_HEADERS = [
  'First name',
  'Last name',
  'Full name',
  'Company',
  'Email',
  'Phone',
  'Website',
  'LinkedIn profile',
  'Job title',
  'City',
  'Notes',
] as const;

/** What a row of the sample holds, by header. */
interface SampleRow {
  first: string;
  last: string;
  full: string;
  title: string;
  company: string;
  site: string;
  profile: string;
  email: string;
  phone: string;
  city: string;
  notes: string;
}

export interface SampleOptions {
  /** Rows that hold somebody. Default 1,000. */
  readonly contacts?: number;
  readonly seed?: number;
  /** First and last name in columns of their own (default), or both in one. */
  readonly names?: 'apart' | 'together';
}

/** The whole sheet: a title row, the headers, the contacts, and a few blank rows between them. */
export function sampleSheet(options: SampleOptions = {}): string[][] {
  const { contacts = 1000, seed = 20, names = 'apart' } = options;
  const random = new Random(seed);
  const rows = contactRows(random, contacts).map((row) => cells(row, names));
  const headers = SAMPLE_HEADERS.filter((header) => !hiddenHeaders(names).includes(header));
  return [[SAMPLE_TITLE], headers, ...rows];
}

function contactRows(random: Random, contacts: number): (SampleRow | null)[] {
  const rows: (SampleRow | null)[] = [];
  const people: SamplePerson[] = [];
  for (let made = 0; made < contacts; made += 1) {
    if (made > 0 && random.chance(0.012)) rows.push(null);
    const known = people.length > 20 && random.chance(0.06);
    if (known) {
      const person = people[random.integer(people.length)];
      rows.push(sameAgain(random, person ?? inventPerson(random, made)));
      continue;
    }
    const person = inventPerson(random, made);
    people.push(person);
    rows.push(typed(random, person));
  }
  return rows;
}

function typed(random: Random, person: SamplePerson): SampleRow {
  const row = blankRow(person);
  Object.assign(row, typedNames(random, person));
  row.full = typedFullName(random, person);
  if (random.chance(0.78)) row.company = person.company;
  if (random.chance(0.7)) row.site = website(random, person);
  if (random.chance(0.55)) row.profile = profileAddress(random, person);
  spoil(random, row, person);
  if (random.chance(0.1)) row.email = `${person.mailbox}@${person.domain}`;
  if (random.chance(0.07)) row.phone = ownPhone(random);
  if (random.chance(0.15)) row.notes = random.pick(NOTES);
  return row;
}

/** What makes some rows unusable: no company, half a name, the company's page instead of the person's. */
function spoil(random: Random, row: SampleRow, person: SamplePerson): void {
  const roll = random.next();
  if (roll < 0.03) {
    row.company = '';
    row.site = '';
    row.profile = '';
  } else if (roll < 0.05) {
    // Both names in the first one's column.
    row.first = row.full;
    row.last = '';
    row.full = person.first;
    row.profile = '';
  } else if (roll < 0.08) {
    row.profile = companyPage(person);
  } else if (roll < 0.1) {
    row.first = '';
    row.last = '';
    row.full = '';
  }
}

/** Somebody who is on the list already, spelled by another hand. */
function sameAgain(random: Random, person: SamplePerson): SampleRow {
  const row = blankRow(person);
  row.first = withoutAccents(person.first);
  row.last = random.chance(0.5) ? person.last.toUpperCase() : withoutAccents(person.last);
  row.company = otherCompanySpelling(random, person.company);
  row.site = website(random, person);
  row.full = `${row.first} ${row.last}`;
  if (random.chance(0.6)) row.profile = profileAddress(random, person);
  row.notes = 'second badge scan';
  return row;
}

function blankRow(person: SamplePerson): SampleRow {
  return {
    first: '',
    last: '',
    full: '',
    title: person.title,
    company: '',
    site: '',
    profile: '',
    email: '',
    phone: '',
    city: person.city,
    notes: '',
  };
}

/** 555-0100 to 555-0199 are kept free for fiction in every area code. */
function ownPhone(random: Random): string {
  return `(303) 555-01${random.integer(100).toString().padStart(2, '0')}`;
}

function cells(row: SampleRow | null, names: 'apart' | 'together'): string[] {
  if (!row) return [];
  const { first, last, full, title, company, site, profile, email, phone, city, notes } = row;
  const name = names === 'apart' ? [first, last] : [full];
  return [...name, company, email, phone, site, profile, title, city, notes];
}

function hiddenHeaders(names: 'apart' | 'together'): readonly string[] {
  return names === 'apart' ? ['Full name'] : ['First name', 'Last name'];
}
