// Owns the columns of a tab of a list's rows: their headers, and a row of the list as a row of them. Pure; knows no sheet.
import type { ListLead } from '../../provider/lists';

/** The first column knows a row again. */
export function headersOf(vendor: string): readonly string[] {
  return [`${vendor} row`, ...COLUMNS.map(([header]) => header)];
}

/** Texts: what is written of them is never a formula. */
export function rowOf(lead: ListLead): readonly string[] {
  return [lead.id, ...COLUMNS.map(([, field]) => lead[field])];
}

const COLUMNS = [
  ['First name', 'firstName'],
  ['Last name', 'lastName'],
  ['Full name', 'fullName'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['Job title', 'title'],
  ['Company', 'company'],
  ['Location', 'location'],
  ['LinkedIn URL', 'linkedin'],
  ['Source', 'source'],
] as const satisfies readonly (readonly [string, keyof ListLead])[];
