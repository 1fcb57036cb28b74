// Owns how a text is entered so that it stays that text: `setValues` reads strings as a person's typing
// (https://developers.google.com/apps-script/reference/spreadsheet/range#setValues(Object)).
import type { CellValue } from '../ports';

/** Other values as they are; text with a leading apostrophe, Sheets' mark for text, wherever it could become something else. */
export function asEntry(value: CellValue): CellValue {
  if (typeof value !== 'string' || value === '') return value;
  const text = value.length > CELL_CHARACTERS ? value.slice(0, CELL_CHARACTERS) : value;
  return isPlain(text) ? text : `'${text}`;
}

/** More is refused: https://support.google.com/drive/answer/37603. */
const CELL_CHARACTERS = 49_999;

/** E-mail addresses, and texts that no locale reads as a formula, number, date or truth value. */
function isPlain(text: string): boolean {
  if (EMAIL.test(text)) return true;
  if (!STARTS_WITH_LETTER.test(text) || TRUTH.test(text.trim())) return false;
  return !/\d/.test(text) || text.length > LONGEST_NUMBER;
}

const EMAIL = /^[A-Za-z0-9][^\s=]*@[A-Za-z0-9][^\s=]*$/;
const STARTS_WITH_LETTER = /^[A-Za-z]/;
/** Dates ("5 de setembro de 2026 10:15:00"), currencies and exponents are shorter. */
const LONGEST_NUMBER = 60;
/** Truth values, of the locales in which they are words. */
const TRUTH = /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|verdadeiro|waar|onwaar)$/i;
