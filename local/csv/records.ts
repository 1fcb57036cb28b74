// Owns the splitting of delimited text into records and cells, each kept as written. Knows no header and no contact.
export type Delimiter = ',' | ';' | '\t';

export interface Field {
  /** Exactly as in the file, quotes included. */
  readonly raw: string;
  /** What the cell says. */
  readonly value: string;
}

export interface TextRecord {
  readonly fields: readonly Field[];
  /** What ended the record: `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly end: string;
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** Enough to see how a file is written; a longer look changes nothing. */
const SAMPLE_CHARACTERS = 100_000;

/**
 * The separator that cuts most records into the same number of cells; of two that do so, the one that cuts more. Title
 * rows and commas inside cells so do no harm.
 */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...regularity(sample, delimiter) }));
  scores.sort((a, b) => b.tenths - a.tenths || b.cells - a.cells);
  return scores[0]?.delimiter ?? ',';
}

/** The commonest number of cells above one, and how many tenths of the records that hold anything have it. */
function regularity(text: string, delimiter: Delimiter): { tenths: number; cells: number } {
  const counts = new Map<number, number>();
  let records = 0;
  for (const { fields } of splitRecords(text, delimiter)) {
    if (fields.every(({ value }) => value.trim() === '')) continue;
    records += 1;
    if (fields.length > 1) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  }
  const [cells, most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { tenths: Math.floor((most / Math.max(1, records)) * 10), cells };
}

/**
 * Splits as RFC 4180 says: a cell that starts with a quote ends with one, and holds anything between. What follows
 * a closing quote, and quotes inside an unquoted cell, belong to the cell as they stand.
 */
export function splitRecords(text: string, delimiter: Delimiter): TextRecord[] {
  const records: TextRecord[] = [];
  let fields: Field[] = [];
  let at = 0;
  while (at < text.length) {
    const { field, end } = fieldAt(text, at, delimiter);
    fields.push(field);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      // A delimiter at the very end leaves one more, blank cell.
      fields.push({ raw: '', value: '' });
    }
    const lineEnd = text.startsWith('\r\n', at) ? '\r\n' : text.slice(at, at + 1);
    records.push({ fields, end: lineEnd });
    fields = [];
    at += lineEnd.length;
  }
  return records;
}

export function joinRecords(records: readonly TextRecord[], delimiter: Delimiter): string {
  return records
    .map(({ fields, end }) => fields.map(({ raw }) => raw).join(delimiter) + end)
    .join('');
}

/** A cell as it must be written to be read back as `value`; with quotes where it needs them or `always`. */
export function writeField(value: string, delimiter: Delimiter, always: boolean): Field {
  const quotes = always || value.includes(delimiter) || /["\r\n]|^\s|\s$/.test(value);
  return { raw: quotes ? `"${value.replace(/"/g, '""')}"` : value, value };
}

function fieldAt(text: string, start: number, delimiter: Delimiter): { field: Field; end: number } {
  const closing = text[start] === '"' ? closingQuote(text, start + 1) : -1;
  let end = closing === -1 ? start : closing + 1;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    end += 1;
  }
  const raw = text.slice(start, end);
  const value =
    closing === -1
      ? raw
      : text.slice(start + 1, closing).replace(/""/g, '"') + text.slice(closing + 1, end);
  return { field: { raw, value }, end };
}

/** -1 when it is never closed: then the quote is a plain character, or the rest of the file would be one cell. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
