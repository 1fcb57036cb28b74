// Owns which columns a run writes: the sheet's own e-mail and phone columns, else new ones at the right edge. Knows no vendor.
import { refer } from '../../contact/column';
import { identityColumns, type Mapping } from '../../contact/mapping';
import { type Cells, cellText } from '../../contact/table';
import { type Book, type CellPosition, type Sheet, SheetFault } from '../../ports';
import { isEmailStatus } from '../../provider/email-status';
import { showsNoPlace } from './give-way';
import { isOurStatus } from './status-text';
import { findColumns, type FoundColumns } from './rows';
import type { WantedOutputs } from './wanted-outputs';
import {
  OUTPUT_FIELDS,
  type OutputColumn,
  type OutputField,
  type Outputs,
} from '../state/output-fields';
import type { Source } from '../state/run';

/** What a column is called that is made for a field. */
export const NEW_HEADERS: Readonly<Record<OutputField, string>> = {
  email: 'Email',
  phone: 'Phone',
  validity: 'Email validity',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  profileTitle: 'Job title',
  profileCompany: 'Company',
  profileLinkedin: 'LinkedIn profile',
  emailStatus: 'Email status',
  title: 'Job title',
  company: 'Company found',
  linkedin: 'LinkedIn found',
  otherEmails: 'Other emails',
  status: 'Enrichment status',
};

/**
 * Chooses the columns of a run. A column that holds a formula is never written; nor is one that identity is read
 * from, here or by another run or schedule, nor one twice. Columns that this add-on made on this sheet earlier are used again.
 *
 * @param earlier what this add-on made on this sheet, as remembered
 * @param isUnfit whether a 0-based column holds any formula, or somebody else reads who their contacts are from it
 */
export function chooseOutputs(
  headers: readonly string[],
  mapping: Mapping,
  wanted: WantedOutputs,
  earlier: Outputs,
  isUnfit: (column: number, field: OutputField) => boolean,
): Outputs {
  const identity = identityColumns(mapping);
  const outputs: Partial<Record<OutputField, OutputColumn>> = {};
  const taken = new Set(headers.map((header) => header.trim()));
  for (const field of OUTPUT_FIELDS) {
    const want = wanted[field];
    if (want?.isOn !== true) continue;
    const isMapped = field === 'email' || field === 'phone';
    const own = isMapped ? mapping[field] : want.column;
    const made = earlier[field];
    const madeAt = made === undefined ? -1 : onlyColumn(headers, made.ref.header);
    const always = want.always && !isMapped ? ({ always: true } as const) : {};
    if (isFree(own, field)) {
      const ours = own === madeAt && made?.ours === true;
      outputs[field] = { ref: refer(headers, own), ours, ...always };
    } else if (isFree(madeAt, field) && !Object.values(mapping).includes(madeAt)) {
      outputs[field] = { ref: refer(headers, madeAt), ours: true, ...always };
    } else {
      outputs[field] = { ...newColumn(field, taken, headers.length), ...always };
    }
  }
  return outputs;

  function isFree(column: number | null | undefined, field: OutputField): column is number {
    if (column === null || column === undefined || column < 0) return false;
    const isElsewhere = OUTPUT_FIELDS.some(
      (other) =>
        other !== field && outputs[other]?.ref.position === column && column < headers.length,
    );
    return !isElsewhere && !isUnfit(column, field) && !identity.includes(column);
  }
}

/** Whether a column of this add-on's own may be called so. */
export function isNewHeader(header: string): boolean {
  return NEW_HEADER.test(header.trim());
}

const NEW_HEADER = new RegExp(`^(?:${Object.values(NEW_HEADERS).join('|')})(?: \\d+)?$`);

/** Every column that is headed like a status of ours. */
export function statusColumns(headers: readonly string[]): readonly number[] {
  return headers.flatMap((text, column) => (STATUS_HEADER.test(text.trim()) ? [column] : []));
}

const STATUS_HEADER = new RegExp(`^${NEW_HEADERS.status}(?: \\d+)?$`);

/**
 * The columns that this add-on made on a sheet: those that are remembered, and a status column of which nothing is, as in a
 * copy, where it says something, and only what we say.
 */
export function withLeftStatus(made: Outputs, cells: Cells, headerRow: number): Outputs {
  const headers = cells[headerRow] ?? [];
  const isThere = (header: string): boolean => onlyColumn(headers, header) >= 0;
  if (made.status !== undefined && isThere(made.status.ref.header)) return made;
  const left = statusColumns(headers).filter((column) => {
    const texts = cells.slice(headerRow + 1).map((cell) => (cell[column] ?? '').trim());
    const said = texts.filter((text) => text !== '');
    return isThere((headers[column] ?? '').trim()) && said.length > 0 && said.every(isOurStatus);
  });
  // Ours are made right of what was there.
  const last = left[left.length - 1];
  return last === undefined ? made : { ...made, status: { ref: refer(headers, last), ours: true } };
}

/**
 * Without an e-mail status that is another column by now, as in a new export under the same headers: one that says of an e-mail
 * which is not there what no vendor says is the user's own.
 */
export function withoutOthersWords(
  made: Outputs,
  cells: Cells,
  headerRow: number,
  email: number | undefined,
): Outputs {
  const { emailStatus, ...others } = made;
  if (emailStatus === undefined) return made;
  const column = onlyColumn(cells[headerRow] ?? [], emailStatus.ref.header);
  if (column < 0) return made;
  const isOthers = cells.slice(headerRow + 1).some((row) => {
    const word = (row[column] ?? '').trim();
    const isBlank = email === undefined || (row[email] ?? '').trim() === '';
    return isBlank && word !== '' && !isEmailStatus(word);
  });
  return isOthers ? others : made;
}

/** Fields whose column of ours is there, and is not the only one of its name: nobody knows which is ours. */
export function doubtfulFields(
  outputs: Outputs,
  columns: FoundColumns,
  headers: readonly string[],
): readonly OutputField[] {
  return OUTPUT_FIELDS.filter((field) => {
    const output = outputs[field];
    const isThere = output?.ours === true && columns.outputs[field] !== undefined;
    return isThere && onlyColumn(headers, output.ref.header) < 0;
  });
}

/**
 * The only column with a header, or -1. Columns of ours get names that are new in their sheet: where there are two
 * of a name, one is the user's, and nothing tells which.
 */
export function onlyColumn(headers: readonly string[], header: string): number {
  const texts = headers.map((text) => text.trim());
  const column = texts.indexOf(header);
  return !texts.includes(header, column + 1) ? column : -1;
}

function newColumn(field: OutputField, taken: Set<string>, width: number): OutputColumn {
  const wanted = NEW_HEADERS[field];
  let header = wanted;
  for (let copy = 2; taken.has(header); copy++) header = `${wanted} ${copy}`;
  taken.add(header);
  return { ref: { header, occurrence: 0, of: 1, position: width }, ours: true };
}

/**
 * Makes the output columns that are not there yet, at the right edge, in one write of their headers, and proves
 * it by one read. Their names were chosen to be new in the sheet, so a repeat after a death finds them and makes
 * none twice. Throws `SheetFault`, also when columns moved meanwhile: what was covered then is put back.
 */
export function makeMissingColumns(
  sheet: Sheet,
  book: Book,
  cells: Cells,
  columns: FoundColumns,
  outputs: Outputs,
): FoundColumns {
  const missing = OUTPUT_FIELDS.filter(
    (field) => outputs[field] !== undefined && columns.outputs[field] === undefined,
  );
  if (missing.length === 0) return columns;
  const edge = cells.reduce((width, row) => Math.max(width, row.length), 0);
  sheet.ensureGrid(columns.headerRow + 1, edge + missing.length);
  const at: CellPosition = { row: columns.headerRow, column: edge };
  const names = missing.map((field) => outputs[field]?.ref.header ?? '');
  sheet.write(at, [names]);
  book.flush();
  proveHeaders(sheet, book, at, cells, names);
  const made: Partial<Record<OutputField, number>> = { ...columns.outputs };
  missing.forEach((field, index) => (made[field] = edge + index));
  return { ...columns, outputs: made };
}

function proveHeaders(
  sheet: Sheet,
  book: Book,
  at: CellPosition,
  cells: Cells,
  names: readonly string[],
): void {
  // From the first cell: what spills over the new headers begins above or left of them.
  const area = { row: 0, column: 0, rows: at.row + 1, columns: at.column + names.length };
  const shown = sheet.displayedIn(area);
  const now = (shown[at.row] ?? []).map((text) => text.trim());
  const wanted = Array.from({ length: at.column }, (_, column) => cellText(cells, at.row, column));
  const isBroken = shown.some((texts, row) =>
    texts.some((text, column) => showsNoPlace(text) && !showsNoPlace(cellText(cells, row, column))),
  );
  if (isBroken && names.every((text, index) => now[at.column + index] === text)) {
    sheet.write(at, [names.map(() => '')]);
    book.flush();
    throw new SheetFault(
      'A formula fills the place to the right of the table, where new columns are to stand. Move it, or leave it less room.',
    );
  }
  if ([...wanted, ...names].every((text, column) => now[column] === text)) return;
  // An inserted column pushed the last ones to where the new ones were written.
  const covered = wanted.filter((text) => text !== '' && !now.includes(text));
  if (names.every((text, index) => now[at.column + index] === text)) {
    sheet.write(at, [names.map((_, index) => covered[index] ?? '')]);
    book.flush();
  }
  throw new SheetFault('The columns moved while new ones were made.');
}

/** Output columns that hold a formula now: they must not be written, others take their place. */
export function withFormulas(columns: FoundColumns, formulas: ReadonlySet<number>): OutputField[] {
  return OUTPUT_FIELDS.filter((field) => {
    const column = columns.outputs[field];
    return column !== undefined && formulas.has(column);
  });
}

/** Replaces output columns by new ones with new names. */
export function replaceOutputs(
  outputs: Outputs,
  fields: readonly OutputField[],
  headers: readonly string[],
): Outputs {
  const taken = new Set(headers.map((header) => header.trim()));
  const replaced: Partial<Record<OutputField, OutputColumn>> = { ...outputs };
  for (const field of fields) {
    const always = outputs[field]?.always === true ? ({ always: true } as const) : {};
    replaced[field] = { ...newColumn(field, taken, headers.length), ...always };
  }
  return replaced;
}

/** Where the results of a run will go, in words: one entry a column. */
export function describeOutputs(
  cells: Cells,
  source: Source,
  outputs: Outputs,
  letter: (column: number) => string,
): string[] {
  const found = findColumns(cells, source, outputs);
  return OUTPUT_FIELDS.flatMap((field) => {
    const output = outputs[field];
    if (output === undefined) return [];
    const column = found.kind === 'found' ? found.columns.outputs[field] : undefined;
    const name = output.ref.header === '' ? 'column without a header' : output.ref.header;
    return [column === undefined ? `${name} (new column)` : `${name} (column ${letter(column)})`];
  });
}
