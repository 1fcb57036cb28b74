// Owns telling the rows of one contact apart, wherever they are by now: by all that stands in them beside what runs write. Pure.
import type { Fingerprint } from '../../contact/contact';
import { hashText } from '../../contact/hash';
import { isNewHeader } from './outputs';
import type { Rows } from './rows';

/** How a row stands among the rows of its contact. */
export interface RowMark {
  /** A hash of five characters. */
  readonly content: string;
  /** How many of the rows it is true of. */
  readonly alike: number;
  /** How many rows the contact has. */
  readonly all: number;
}

/**
 * By its cells, each with its header, but for columns that a run may have made: moved columns, blank ones and results of later
 * runs do not change that. By all of its cells where only they tell it apart. Rows of equal cells can take each other's place, and
 * nobody could tell. `null` where the contact has but this row.
 */
export function markOf(row: number, rows: Rows): RowMark | null {
  return contentsOf(rows.printAt(row), rows).marks.get(row) ?? null;
}

/** Which rows of a contact a mark is true of now. */
export function rowsLike(content: string, print: Fingerprint, rows: Rows): readonly number[] {
  const { whole, lasting } = contentsOf(print, rows);
  return rows.of([print]).filter((row) => [whole.get(row), lasting.get(row)].includes(content));
}

/** Whether rows of a contact hold the same in every cell that the run does not write. */
export function areEqual(some: readonly number[], print: Fingerprint, rows: Rows): boolean {
  const { whole } = contentsOf(print, rows);
  return new Set(some.map((row) => whole.get(row))).size <= 1;
}

interface Contents {
  readonly whole: ReadonlyMap<number, string>;
  /** Without the columns that a run may have made. */
  readonly lasting: ReadonlyMap<number, string>;
  readonly marks: ReadonlyMap<number, RowMark>;
}

/** A run writes into none of these cells: they stay as they were read. A contact may have very many rows. */
const KNOWN = new WeakMap<Rows, Map<Fingerprint, Contents>>();

function contentsOf(print: Fingerprint | null, rows: Rows): Contents {
  const known = KNOWN.get(rows) ?? new Map<Fingerprint, Contents>();
  KNOWN.set(rows, known);
  const earlier = known.get(print ?? '');
  if (earlier !== undefined) return earlier;
  const own = print === null ? [] : rows.of([print]);
  const whole = new Map(own.map((row) => [row, hashOf(row, rows, () => true)]));
  const lasting = new Map(
    own.map((row) => [row, hashOf(row, rows, (header) => !isNewHeader(header))]),
  );
  const marks = new Map<number, RowMark>();
  const inWhole = counted(whole);
  const inLasting = counted(lasting);
  for (const row of own.length > 1 ? own : []) {
    const [all, short] = [whole.get(row) ?? '', lasting.get(row) ?? ''];
    const [alike = 1, likely = 1] = [inWhole.get(all), inLasting.get(short)];
    marks.set(row, { content: alike === likely ? short : all, alike, all: own.length });
  }
  const contents = { whole, lasting, marks };
  known.set(print ?? '', contents);
  return contents;
}

function hashOf(row: number, rows: Rows, counts: (header: string) => boolean): string {
  const { headerRow, outputs } = rows.columns;
  const written = new Set(Object.values(outputs));
  const parts: string[] = [];
  for (let column = 0; column < rows.width(); column++) {
    const text = rows.text(row, column);
    const header = rows.text(headerRow, column);
    if (text === '' || written.has(column) || !counts(header)) continue;
    parts.push(JSON.stringify([header, text]));
  }
  return hashText(parts.sort().join('\n'), CHARACTERS);
}

function counted(contents: ReadonlyMap<number, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const content of contents.values()) counts.set(content, (counts.get(content) ?? 0) + 1);
  return counts;
}

const CHARACTERS = 5;
