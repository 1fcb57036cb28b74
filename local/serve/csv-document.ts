// Owns how the page's document comes from a CSV file and goes to one. Knows no workbook.
import { joinRecords, writeField, type Delimiter } from '../csv/records';
import {
  newlineOf,
  quotesEverything,
  readTable,
  tableBytes,
  tableCells,
  updateTable,
  type TableFile,
} from '../csv/table-file';
import { encodeText, type Encoding } from '../csv/text';

/** How the opened file was written, so that the saved one is written alike. */
export interface CsvStyle {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: Delimiter;
  readonly newline: string;
  /** Whether cells are written in quotes that do not need them. */
  readonly quoted: boolean;
}

/** What Excel opens without questions. */
export const NEW_CSV: CsvStyle = {
  encoding: 'utf-8',
  byteOrderMark: true,
  delimiter: ',',
  newline: '\r\n',
  quoted: false,
};

export interface OpenedCsv {
  readonly rows: readonly (readonly string[])[];
  readonly file: TableFile;
}

/** @throws Error with a sentence for the person. */
export function openCsv(name: string, bytes: Uint8Array): OpenedCsv {
  const read = readTable(bytes);
  if (read.kind === 'empty') throw new Error(`${name} is empty.`);
  if (read.kind === 'not_text') {
    throw new Error(`${name} is not a text file: save the sheet as CSV (UTF-8) first.`);
  }
  return { rows: tableCells(read.table), file: read.table };
}

/** The opened file again, as far as its rows still are where they were; else a clean one in its style. */
export function saveOpened(rows: readonly (readonly string[])[], file: TableFile): Uint8Array {
  const updated = updateTable(file, rows);
  return updated ? tableBytes(updated) : saveCsv(rows, styleOf(file));
}

function styleOf(file: TableFile): CsvStyle {
  const { encoding, byteOrderMark, delimiter } = file;
  const newline = newlineOf(file);
  return { encoding, byteOrderMark, delimiter, newline, quoted: quotesEverything(file) };
}

export function saveCsv(rows: readonly (readonly string[])[], style: CsvStyle): Uint8Array {
  const records = rows.map((row) => ({
    fields: row.map((cell) => writeField(cell, style.delimiter, style.quoted && cell !== '')),
    end: style.newline,
  }));
  const { encoding, byteOrderMark, delimiter } = style;
  return encodeText({ encoding, byteOrderMark, text: joinRecords(records, delimiter) });
}
