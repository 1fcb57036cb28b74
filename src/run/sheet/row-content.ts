// Owns telling the rows of one contact apart, wherever they are by now: by all that stands in them beside what a run writes. Pure.
import { hashText } from '../../contact/hash';
import type { Rows } from './rows';

/**
 * A hash of five characters over the row's cells, each with its header: columns that are moved, and new ones that are blank, do not
 * change it. Rows of equal content can take each other's place and nobody could tell.
 */
export function contentOf(row: number, rows: Rows): string {
  const { headerRow, outputs } = rows.columns;
  const written = new Set(Object.values(outputs));
  const parts: string[] = [];
  for (let column = 0; column < rows.width(); column++) {
    const text = rows.text(row, column);
    if (text === '' || written.has(column)) continue;
    parts.push(JSON.stringify([rows.text(headerRow, column), text]));
  }
  return hashText(parts.sort().join('\n'), CHARACTERS);
}

const CHARACTERS = 5;
