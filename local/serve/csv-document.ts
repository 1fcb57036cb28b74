// Owns how the page's document comes from a CSV file and goes to one. Knows no workbook.
import { joinRecords, writeField, type Delimiter } from '../csv/records';
import { readTable, tableCells } from '../csv/table-file';
import { encodeText, type Encoding } from '../csv/text';

/** How the opened file was written, so that the saved one is written alike. */
export interface CsvStyle {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: Delimiter;
  readonly newline: string;
}

/** What Excel opens without questions. */
export const NEW_CSV: CsvStyle = {
  encoding: 'utf-8',
  byteOrderMark: true,
  delimiter: ',',
  newline: '\r\n',
};

export interface OpenedCsv {
  readonly rows: readonly (readonly string[])[];
  readonly style: CsvStyle;
}

/** @throws Error with a sentence for the person. */
export function openCsv(name: string, bytes: Uint8Array): OpenedCsv {
  const read = readTable(bytes);
  if (read.kind === 'empty') throw new Error(`${name} is empty.`);
  if (read.kind === 'not_text') {
    throw new Error(`${name} is not a text file: save the sheet as CSV (UTF-8) first.`);
  }
  const { encoding, byteOrderMark, delimiter, records } = read.table;
  const newline = records.find(({ end }) => end !== '')?.end ?? NEW_CSV.newline;
  return {
    rows: tableCells(read.table),
    style: { encoding, byteOrderMark, delimiter, newline },
  };
}

export function saveCsv(rows: readonly (readonly string[])[], style: CsvStyle): Uint8Array {
  const records = rows.map((row) => ({
    fields: row.map((cell) => writeField(cell, style.delimiter, false)),
    end: style.newline,
  }));
  const { encoding, byteOrderMark, delimiter } = style;
  return encodeText({ encoding, byteOrderMark, text: joinRecords(records, delimiter) });
}
