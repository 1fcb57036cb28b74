// Owns how the vendor reads an imported CSV: which rows become leads, and why others do not. Knows no list.
import { splitRecords } from '../../csv/records';
import { slugOf, type VendorContact } from '../person';
import { identityProblem } from './bulk-request';
import type { NewLead } from './lead-lists';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `CsvImportRequest` */
export const COLUMNS = [
  'first_name',
  'last_name',
  'full_name',
  'email',
  'phone',
  'mobile_phone',
  'work_phone',
  'linkedin_url',
  'company_name',
  'company_domain',
  'job_title',
  'city',
  'state',
  'country',
] as const;
export type Column = (typeof COLUMNS)[number];

export type ColumnMapping = Readonly<Partial<Record<Column, string>>>;

/** "~600 rows" */
const MAX_ROWS = 600;
const SAMPLE = 10;

export type SkipReason =
  'missing_required' | 'duplicate_email' | 'duplicate_linkedin' | 'row_cap_exceeded';

export type CsvRows =
  | {
      readonly kind: 'rows';
      readonly parsed: number;
      readonly leads: readonly NewLead[];
      readonly reasons: Readonly<Partial<Record<SkipReason, number>>>;
      /** The header is row 1. */
      readonly sampleRows: readonly number[];
    }
  | { readonly kind: 'missing_column'; readonly header: string };

export function readRows(csv: string, mapping: ColumnMapping): CsvRows {
  const records = splitRecords(csv.replace(/^\uFEFF/, ''), ',').map(({ fields }) =>
    fields.map(({ value }) => value.trim()),
  );
  const [headers = [], ...rows] = records;
  const unknown = Object.values(mapping).find((name) => !headers.includes(name));
  if (unknown !== undefined) return { kind: 'missing_column', header: unknown };
  const leads: NewLead[] = [];
  const seen = new Set<string>();
  const skipped: { readonly row: number; readonly reason: SkipReason }[] = [];
  let parsed = 0;
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell === '')) continue;
    parsed += 1;
    const at = (column: Column): string => {
      const header = mapping[column];
      return header === undefined ? '' : (cells[headers.indexOf(header)] ?? '');
    };
    const lead = leadOf(at);
    const reason = parsed > MAX_ROWS ? 'row_cap_exceeded' : reasonAgainst(lead.contact, seen);
    if (reason === null) leads.push(lead);
    else skipped.push({ row: index + 2, reason });
  }
  return {
    kind: 'rows',
    parsed,
    leads,
    reasons: countsOf(skipped.map(({ reason }) => reason)),
    sampleRows: skipped.slice(0, SAMPLE).map(({ row }) => row),
  };
}

/** What cannot be an address, a profile or a domain is as good as blank. */
function leadOf(at: (column: Column) => string): NewLead {
  const [first = '', ...rest] = at('full_name').split(/\s+/);
  const profile = at('linkedin_url');
  const domain = at('company_domain');
  const fields: Record<keyof VendorContact, string> = {
    linkedin_url: identityProblem([], 'linkedin_url', profile) === null ? profile : '',
    first_name: at('first_name') || first,
    last_name: at('last_name') || rest.join(' '),
    company_domain: identityProblem([], 'company_domain', domain) === null ? domain : '',
    company_name: at('company_name'),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(at('email')) ? at('email') : '',
    lead_id: '',
  };
  const place = [at('city'), at('state'), at('country')].filter((part) => part !== '');
  return {
    contact: Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')),
    title: at('job_title'),
    location: place.join(', '),
  };
}

/** That a row needs what a single person needs is our reading: the documents only name the reason. */
function reasonAgainst(contact: VendorContact, seen: Set<string>): SkipReason | null {
  const { email = '', first_name, last_name, company_domain, company_name } = contact;
  const slug = slugOf(contact);
  const isNamed = first_name !== undefined && last_name !== undefined;
  const isPlaced = company_domain !== undefined || company_name !== undefined;
  if (email === '' && slug === '' && !(isNamed && isPlaced)) return 'missing_required';
  const mail = `mail:${email.toLowerCase()}`;
  if (email !== '' && seen.has(mail)) return 'duplicate_email';
  if (slug !== '' && seen.has(`in:${slug}`)) return 'duplicate_linkedin';
  if (email !== '') seen.add(mail);
  if (slug !== '') seen.add(`in:${slug}`);
  return null;
}

function countsOf(reasons: readonly SkipReason[]): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
