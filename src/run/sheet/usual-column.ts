// Owns which column of the user's own is the usual place of a kind of value: one alone whose header says so for certain. Pure.
import { wordsOf } from '../../contact/header-words';
import { type Cells, cellText } from '../../contact/table';
import type { OutputField } from '../state/output-fields';

/** Folded, without spaces. A bare `Title` may be a salutation, `Company` and `LinkedIn` say who the contacts are. */
const HEADERS: Readonly<Partial<Record<OutputField, readonly string[]>>> = {
  emailStatus: ['emailstatus', 'emailvalidationstatus', 'emailverificationstatus'],
  validity: ['emailvalidity', 'emailvalid', 'isemailvalid'],
  profileTitle: ['jobtitle', 'currentjobtitle'],
  title: ['jobtitle', 'currentjobtitle'],
  company: ['companyfound'],
  linkedin: ['linkedinfound'],
  otherEmails: ['otheremails', 'otheremailaddresses', 'additionalemails'],
};

/** 0-based; `null`: there is none, or more than one. */
export function usualColumn(field: OutputField, headers: readonly string[]): number | null {
  const names = HEADERS[field] ?? [];
  const [column, another] = headers.flatMap((text, index) =>
    names.includes(wordsOf(text).join('')) ? [index] : [],
  );
  return column === undefined || another !== undefined ? null : column;
}

/** Whether words on e-mails that are not there yet stand in a column: what is found could not be told from them. */
export function saysMoreThan(
  email: number | undefined,
  column: number,
  cells: Cells,
  headerRow: number,
): boolean {
  return cells.some(
    (_, row) =>
      row > headerRow &&
      cellText(cells, row, column) !== '' &&
      (email === undefined || cellText(cells, row, email) === ''),
  );
}
