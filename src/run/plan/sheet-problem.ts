// Owns why a sheet cannot be checked, in words.
import { type Mapping, mappingProblems } from '../../contact/mapping';

export type SheetProblemCode =
  | 'empty'
  | 'no_header'
  | 'no_identity'
  | 'not_a_contact_sheet'
  | 'nothing_selected'
  | 'nothing_to_retry'
  | 'columns_moved'
  /** A column that was chosen for results cannot be written. */
  | 'bad_output';

/** Why a sheet cannot be checked; `message` is a sentence for the user. */
export interface SheetProblem {
  readonly code: SheetProblemCode;
  readonly message: string;
}

export const COLUMNS_MOVED: SheetProblem = {
  code: 'columns_moved',
  message: 'The columns of this sheet changed while you looked. Check it again.',
};

export const NOTHING_TO_RETRY: SheetProblem = {
  code: 'nothing_to_retry',
  message:
    'No contact of that run is left here to ask for again: its rows changed, or its lines in the log are gone. Choose rows instead.',
};

/** What is wrong with a mapping, the first thing; `null` when it can be used. */
export function mappingProblem(mapping: Mapping, columns: number): SheetProblem | null {
  for (const problem of mappingProblems(mapping, columns)) {
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
          message:
            'Nothing here says who the contacts are. Map the LinkedIn URL, or the names and the company or its domain.',
        };
    }
  }
  return null;
}
