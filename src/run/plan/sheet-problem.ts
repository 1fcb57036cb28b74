// Owns why a sheet cannot be checked, in words.
import type { Channel } from '../../contact/contact';
import { canName, type Mapping, mappingProblems } from '../../contact/mapping';
import { neededField, type Operation } from '../../contact/operation';
import { type ColumnUse, writerInto } from '../sheet/column-uses';

export type SheetProblemCode =
  | 'empty'
  | 'no_header'
  /** The row that was named as the header row is below the last one. */
  | 'no_such_row'
  | 'no_identity'
  | 'not_a_contact_sheet'
  | 'nothing_selected'
  | 'nothing_to_retry'
  | 'columns_moved'
  /** A column that was chosen for results cannot be written. */
  | 'bad_output'
  /** Neither e-mail nor phone. */
  | 'nothing_wanted';

/** Why a sheet cannot be checked; `message` is a sentence for the user. */
export interface SheetProblem {
  readonly code: SheetProblemCode;
  readonly message: string;
}

export const COLUMNS_MOVED: SheetProblem = {
  code: 'columns_moved',
  message: 'The columns of this sheet changed while you looked. Press Check again.',
};

export const NOTHING_TO_RETRY: SheetProblem = {
  code: 'nothing_to_retry',
  message:
    'No contact of that run is left here to ask for again: its rows changed, or its lines in the log are gone. Choose rows instead.',
};

export const NOTHING_WANTED: SheetProblem = {
  code: 'nothing_wanted',
  message: 'Nothing is chosen to be found: no contact is sent. Choose e-mail, phone or both.',
};

/** @param row 0-based, named as the header row, below the last of so many rows */
export function noSuchRow(row: number, rows: number): SheetProblem {
  const message = `Row ${row + 1} is below the last row of this sheet that holds anything, row ${rows}. Say which row holds the headers.`;
  return { code: 'no_such_row', message };
}

/** What is asked for. */
interface Asked {
  readonly operation: Operation;
  readonly channels: readonly Channel[];
}

/** What is wrong with a mapping, the first thing; `null` when it can be used. */
export function mappingProblem(
  mapping: Mapping,
  everyField: Mapping,
  columns: number,
  { operation, channels }: Asked,
): SheetProblem | null {
  const problems = [...mappingProblems(everyField, columns), ...mappingProblems(mapping, columns)];
  for (const problem of problems) {
    switch (problem.kind) {
      case 'shared_column':
        return {
          code: 'no_identity',
          message: 'Two fields use the same column. Choose another column for one of them.',
        };
      case 'no_such_column':
        return {
          code: 'no_identity',
          message: 'A mapped column is not in this sheet any more. Choose it again.',
        };
      case 'no_identity':
        return {
          code: 'no_identity',
          message: needed(operation),
        };
    }
  }
  const field = neededField(operation);
  if (field !== null && mapping[field] === undefined) {
    return { code: 'no_identity', message: needed(operation) };
  }
  const isAllThere = operation === 'find' && !canName(mapping) && !channels.includes('phone');
  return isAllThere ? { code: 'no_identity', message: needed(operation) } : null;
}

function needed(operation: Operation): string {
  switch (neededField(operation)) {
    case 'email':
      return 'No column is mapped as the e-mail. Choose the one that holds the e-mails.';
    case 'lead_id':
      return 'No column is mapped as the LeadLeap id. Choose the one that holds the ids: its header is “LeadLeap ID” where Find leads wrote it.';
    case null:
      return 'Nothing here says who the contacts are. Map the LinkedIn profile, or the names and the company or its website.';
  }
}

/** Why contacts cannot be read while somebody fills one of their columns; `null` when nobody does. */
export function filledProblem(
  mapping: Mapping,
  uses: readonly ColumnUse[],
  headers: readonly string[],
): SheetProblem | null {
  const found = writerInto(mapping, uses);
  if (found === null) return null;
  const name = columnName(headers, found.column);
  const message =
    found.use.by === 'run'
      ? `${name} is being filled by a run that is still open: it cannot say who the contacts are now. Choose another column, or wait until the run has ended.`
      : `${name} is filled by Automatic: it cannot say who the contacts are. Choose another column.`;
  return { code: 'no_identity', message };
}

/** A column as the beginning of a sentence. */
export function columnName(headers: readonly string[], column: number): string {
  const header = (headers[column] ?? '').trim();
  return header === '' ? 'That column' : `The column “${header}”`;
}
