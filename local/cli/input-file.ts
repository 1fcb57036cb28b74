// Owns reading the command's input file, and the sentences for files that cannot be used. Knows no contact.
import { readFileSync } from 'node:fs';
import { readTable, type TableFile } from '../csv/table-file';

export type Input =
  | { readonly kind: 'table'; readonly table: TableFile; readonly bytes: Uint8Array }
  | { readonly kind: 'unusable'; readonly message: string };

/** `name` is how the user called it. */
export function readInput(path: string, name: string): Input {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return unusable(whyUnread(name, (error as NodeJS.ErrnoException).code));
  }
  const read = readTable(bytes);
  switch (read.kind) {
    case 'table':
      return { kind: 'table', table: read.table, bytes };
    case 'empty':
      return unusable(`${name} is empty.`);
    case 'not_text':
      return unusable(
        `${name} is not a text file: in your spreadsheet program, save the sheet as CSV (UTF-8) first.`,
      );
  }
}

function unusable(message: string): Input {
  return { kind: 'unusable', message };
}

function whyUnread(name: string, code = 'unknown error'): string {
  const why = REASONS[code];
  return why ? why(name) : `${name} could not be read (${code}).`;
}

const REASONS: Readonly<Record<string, (name: string) => string>> = {
  ENOENT: (name) => `There is no file ${name}.`,
  ENOTDIR: (name) => `There is no file ${name}.`,
  EISDIR: (name) => `${name} is a folder, not a CSV file.`,
  EACCES: (name) => `${name} may not be read by you: check its permissions.`,
};
