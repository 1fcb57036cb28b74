// Owns cells that are formatted as text: they show the apostrophe that keeps what others would read as a number or a formula.
import type { Book, Sheet } from '../../ports';
import { blocksOf } from './blocks';
import type { CellWrite } from './cell-write';
import type { Rows } from './rows';

/** A cell that is formatted as text shows the apostrophe that kept its text a text, until it is written bare. */
export function showsText(shown: string, text: string): boolean {
  return shown === text || (text !== '' && shown === `'${text}`);
}

/** As above; a phone that was written bare into a cell which is not formatted as text has become a number. */
export function mayShow(shown: string, text: string): boolean {
  const isNumber = /^[+\d][\d\s().-]{5,}$/.test(text) && /^[\d.,E+\s]+$/.test(shown);
  return showsText(shown, text) || (isNumber && digits(shown) === digits(text));
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/**
 * Writes texts again, bare, into cells that are formatted as text. What could be a formula keeps its apostrophe. Returns
 * whether anything was written: that, too, is to be proved.
 */
export function unquote(
  quoted: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
): boolean {
  const harmless = quoted.filter(({ text }) => isHarmless(text));
  if (harmless.length === 0) return false;
  for (const block of blocksOf(harmless, rows)) {
    const texts = block.values.map((values) => values.map(String));
    sheet.writeBare({ row: block.row, column: block.column }, texts);
  }
  book.flush();
  for (const { row, field, text } of harmless) {
    const column = rows.columns.outputs[field];
    if (column !== undefined) rows.set(row, column, text);
  }
  return true;
}

/** No apostrophe is needed to keep it from becoming a formula. */
export function isHarmless(text: string): boolean {
  return !/^[=@\s]/.test(text);
}
