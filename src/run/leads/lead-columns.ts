// Owns the columns of a tab of leads: their headers, and a lead as a row of them. Pure; knows no sheet.
import type { CellValue } from '../../ports';
import type { Lead } from '../../provider/lead-search';

/** The first column knows a lead again: what it is headed with is read as the id. */
export function headersOf(vendor: string): readonly string[] {
  return [`${vendor} ID`, ...COLUMNS.map(([header]) => header), `${vendor} score`, ...CONTACT];
}

/** Texts and numbers: what is written of them is never a formula. */
export function rowOf(lead: Lead): readonly CellValue[] {
  const { maskedEmail, maskedPhone, email, phone } = lead;
  return [
    lead.id,
    ...COLUMNS.map(([, name]) => lead[name] ?? ''),
    lead.score ?? '',
    ...[maskedEmail, maskedPhone, email, phone],
  ];
}

const COLUMNS = [
  ['First name', 'firstName'],
  ['Last name', 'lastName'],
  ['Job title', 'title'],
  ['Company', 'company'],
  ['Website', 'website'],
  ['Department', 'department'],
  ['Industry', 'industry'],
  ['Company size', 'companySize'],
  ['Employees', 'employees'],
  ['Country', 'country'],
  ['State', 'state'],
  ['City', 'city'],
] as const satisfies readonly (readonly [string, keyof Lead])[];

/** What is masked stands apart, under headers that are read as neither e-mail nor phone. */
const CONTACT = ['Email (masked)', 'Phone (masked)', 'Email', 'Phone'] as const;
