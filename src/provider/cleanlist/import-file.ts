// Owns the files in which contacts are put on a Cleanlist list: who goes into which, and how they are written. Pure.
import type { Identity } from '../../contact/contact';
import { base64Length, base64Of } from '../base64';
import { bulk } from './bulk';
import { person } from './person';

/** "~600 rows", "≤150 KB": https://github.com/Cleanlist-ai/cleanlist-python-client , `CsvImportRequest` */
const MOST_ROWS = 600;
/** Of the base64, which is the stricter reading. */
const MOST_CHARACTERS = 150_000;

/** The vendor's name of a column is its header, too. */
const COLUMNS = [
  ['first_name', 'firstName'],
  ['last_name', 'lastName'],
  ['company_name', 'companyName'],
  ['company_domain', 'companyDomain'],
  ['linkedin_url', 'linkedinUrl'],
  ['email', 'email'],
] as const satisfies readonly (readonly [string, keyof Identity])[];

const HEADERS = COLUMNS.map(([column]) => column);

export function filesOf(contacts: readonly Identity[]): readonly (readonly Identity[])[] {
  const files: Identity[][] = [];
  let open: Identity[] = [];
  let characters = MOST_CHARACTERS;
  for (const contact of contacts) {
    // Rounded up a line at a time: never more than this for the whole.
    const own = base64Length(`\r\n${lineOf(contact)}`);
    if (open.length === MOST_ROWS || characters + own > MOST_CHARACTERS) {
      open = [];
      files.push(open);
      characters = base64Length(HEADERS.join(','));
    }
    open.push(contact);
    characters += own;
  }
  return files;
}

export function importBody(
  contacts: readonly Identity[],
  token: string,
): Readonly<Record<string, unknown>> {
  const lines = [HEADERS.join(','), ...contacts.map(lineOf)];
  return {
    csv_content_base64: base64Of(lines.join('\r\n')),
    column_mapping: Object.fromEntries(HEADERS.map((column) => [column, column])),
    // The vendor's default buys.
    dispatch_enrichment: false,
    idempotency_key: token,
  };
}

/** No more of a contact leaves than the vendor needs. */
function lineOf(contact: Identity): string {
  const service = bulk.lacks(contact) === null ? bulk : person;
  const sent = service.sends(contact);
  return COLUMNS.map(([, field]) => quoted(sent[field] ?? '')).join(',');
}

/** One line, whatever was typed into the cell. */
function quoted(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/\p{Surrogate}/gu, '')
    .trim();
  return line === '' ? '' : `"${line.replace(/"/g, '""')}"`;
}
