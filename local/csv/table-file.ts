// Owns a delimited file as a table: its cells for a sheet, and the same file again with some blanks filled and columns
// added. Knows no contact, no sheet and no disk.
import { detectDelimiter, joinRecords, splitRecords, writeField } from './records';
import type { Delimiter, Field, TextRecord } from './records';
import { decodeText, encodeText, type Encoding } from './text';

export interface TableFile {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: Delimiter;
  readonly records: readonly TextRecord[];
  /** Cells of the widest record. */
  readonly width: number;
}

export type ReadTable =
  | { readonly kind: 'table'; readonly table: TableFile }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_text' };

export function readTable(bytes: Uint8Array): ReadTable {
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') return decoded;
  const { encoding, byteOrderMark, text } = decoded.file;
  const delimiter = detectDelimiter(text);
  const records = splitRecords(text, delimiter);
  const width = records.reduce((widest, { fields }) => Math.max(widest, fields.length), 0);
  return { kind: 'table', table: { encoding, byteOrderMark, delimiter, records, width } };
}

/** What a sheet shows of the file: one row a record, ragged as the file is. */
export function tableCells(table: TableFile): string[][] {
  return table.records.map(({ fields }) => fields.map(({ value }) => value));
}

/** The file again, byte for byte. */
export function tableBytes(table: TableFile): Uint8Array {
  const { encoding, byteOrderMark, records, delimiter } = table;
  return encodeText({ encoding, byteOrderMark, text: joinRecords(records, delimiter) });
}

export interface Enrichment {
  /** The sheet afterwards, displayed; row n belongs to record n. Further rows are ignored. */
  readonly sheet: readonly (readonly string[])[];
  /** 0-based index of the record with the headers. Records above it stay as they are. */
  readonly headerRecord: number;
  /** Input columns, 0-based, whose blanks may be filled. */
  readonly fillable: readonly number[];
  /** Input columns, 0-based, whose cells may say something else. All other input cells stay as they are. */
  readonly rewritten: readonly number[];
}

/**
 * The table with blanks filled and the sheet's new columns added at the right. A column that is blank from top to
 * bottom in the file comes back blank, even where the sheet has put a new column in its place.
 */
export function enrichTable(table: TableFile, enrichment: Enrichment): TableFile {
  const { sheet, headerRecord, fillable, rewritten } = enrichment;
  const added = addedColumns(table, enrichment);
  const headers = table.records[headerRecord]?.fields ?? [];
  const write = fieldWriter(table.delimiter, headers.length > 0 && headers.every(isQuoted));
  const records = table.records.map((record, index): TextRecord => {
    const row = sheet[index] ?? [];
    if (index < headerRecord || row.every((cell) => cell === '')) return record;
    const written = [...fillable, ...rewritten];
    const filled = padded(record.fields, lastFilled(record.fields, row, written)).map(
      (field, column) => {
        const text = row[column] ?? '';
        const isFilled = field.value.trim() === '' && fillable.includes(column) && text !== '';
        const isRewritten = rewritten.includes(column) && text !== field.value;
        return isFilled || isRewritten ? write(text) : field;
      },
    );
    if (added.length === 0) return { fields: filled, end: record.end };
    const fields = [
      ...padded(filled, table.width),
      ...added.map((column) => write(row[column] ?? '')),
    ];
    return { fields, end: record.end };
  });
  return { ...table, records, width: table.width + added.length };
}

/**
 * The first record, 0-based, whose cells the sheet does not show in the same row; -1 when there is none. Blanks may have
 * been filled where an enrichment may fill them, or in a column that is blank from the headers to the bottom.
 */
export function firstStranger(
  { records, width }: TableFile,
  { sheet, headerRecord, fillable, rewritten }: Enrichment,
): number {
  const table = records.slice(headerRecord);
  const isFree = Array.from(
    { length: width },
    (_, column) =>
      fillable.includes(column) ||
      table.every(({ fields }) => (fields[column]?.value ?? '').trim() === ''),
  );
  return records.findIndex(({ fields }, index) =>
    isFree.some((free, column) => {
      const input = fields[column]?.value ?? '';
      const shown = sheet[index]?.[column] ?? '';
      // An apostrophe keeps a text a text where a neighbour of a result was entered again.
      const isSame = shown === input || (input !== '' && shown === `'${input}`);
      return !isSame && !rewritten.includes(column) && !(free && input.trim() === '');
    }),
  );
}

/**
 * The table with all that the sheet shows: a cell that says what it said stays as it is written, another is written
 * anew, and further rows and columns are added. `null` when cells of the table lie outside what the sheet shows.
 */
export function updateTable(
  table: TableFile,
  sheet: readonly (readonly string[])[],
): TableFile | null {
  const { records, delimiter } = table;
  const isQuoting = quotesEverything(table);
  const newline = newlineOf(table);
  const shownWidth = sheet[0]?.length ?? 0;
  const isLost = records.some(({ fields }, index) =>
    fields.some(
      ({ value }, column) => value !== '' && (index >= sheet.length || column >= shownWidth),
    ),
  );
  if (isLost) return null;
  const width = Math.max(table.width, shownWidth);
  const count = Math.max(records.length, sheet.length);
  const updated = Array.from({ length: count }, (_, index): TextRecord => {
    const record = records[index] ?? { fields: [], end: '' };
    const row = sheet[index] ?? [];
    const isGrown = row.slice(record.fields.length).some((cell) => cell !== '');
    const isWhole = record.fields.length === table.width;
    const fields = isGrown || isWhole ? padded(record.fields, width) : record.fields;
    const isLast = index === count - 1;
    return {
      fields: fields.map((field, column) => {
        const text = row[column] ?? '';
        return field.value === text ? field : writeField(text, delimiter, isQuoting && text !== '');
      }),
      end: record.end === '' && (!isLast || index >= records.length) ? newline : record.end,
    };
  });
  return { ...table, records: updated, width };
}

/** What ends the table's records. */
export function newlineOf({ records }: TableFile): string {
  return records.find(({ end }) => end !== '')?.end ?? '\r\n';
}

/** Every cell of the table's full rows that says something is written in quotes. */
export function quotesEverything({ records, width }: TableFile): boolean {
  const cells = records
    .filter(({ fields }) => fields.length === width)
    .flatMap(({ fields }) => fields.filter(({ value }) => value !== ''));
  return cells.length > 0 && cells.every(isQuoted);
}

/** Columns of the sheet that the file does not have. */
function addedColumns(
  table: TableFile,
  { sheet, headerRecord, fillable, rewritten }: Enrichment,
): number[] {
  const ours = sheet.slice(headerRecord, table.records.length);
  const theirs = table.records.slice(headerRecord);
  const width = Math.max(0, ...ours.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => column).filter(
    (column) =>
      !fillable.includes(column) &&
      !rewritten.includes(column) &&
      ours.some((row) => (row[column] ?? '') !== '') &&
      theirs.every(({ fields }) => (fields[column]?.value ?? '') === ''),
  );
}

/** How many cells a ragged record needs so that its last filled blank has a place. */
function lastFilled(
  fields: readonly Field[],
  row: readonly string[],
  fillable: readonly number[],
): number {
  const columns = fillable
    .filter((column) => (row[column] ?? '') !== '')
    .map((column) => column + 1);
  return Math.max(fields.length, ...columns);
}

function padded(fields: readonly Field[], width: number): Field[] {
  const missing = Math.max(0, width - fields.length);
  return [...fields, ...Array.from({ length: missing }, () => ({ raw: '', value: '' }))];
}

function isQuoted(field: Field): boolean {
  return field.raw.startsWith('"') && field.raw.endsWith('"') && field.raw.length > 1;
}

/**
 * Text from outside never becomes a formula, not even when a spreadsheet program opens the file: what could start
 * one is led by an apostrophe. A telephone number in international form is left alone.
 */
function fieldWriter(delimiter: Delimiter, alwaysQuoted: boolean): (value: string) => Field {
  return (value) => {
    const isPhone = /^\+[\d ().-]+$/.test(value);
    const text = /^[=+\-@\t\r]/.test(value) && !isPhone ? `'${value}` : value;
    return value === '' ? { raw: '', value } : writeField(text, delimiter, alwaysQuoted);
  };
}
