// Owns finding a column again after the sheet was edited. Knows header texts and positions, not what they mean.
import { hashText } from './hash';

/** How a column is remembered while its sheet is edited. */
export interface ColumnRef {
  /** The header's text, trimmed; `''` for a blank header. */
  readonly header: string;
  /** 0-based among the columns with an equal header: 1 is "the second Email". */
  readonly occurrence: number;
  /** How many columns had this header. */
  readonly of: number;
  /** 0-based column at the time of {@link refer}. */
  readonly position: number;
}

/**
 * A header row as it was, in a few characters: its width and its hash. The width ends at the last header, or
 * at the last mapped column if that is further right, so that columns appended later (also our own) change
 * nothing.
 */
export type HeaderRowMark = string;

export function refer(headers: readonly string[], column: number): ColumnRef {
  const header = headerAt(headers, column);
  let occurrence = 0;
  for (let index = 0; index < column; index++) {
    if (headerAt(headers, index) === header) occurrence++;
  }
  return { header, occurrence, of: columnsNamed(headers, header), position: column };
}

/** @param columns the mapped columns, 0-based: a mapped column may lie right of the last header. */
export function markHeaderRow(
  headers: readonly string[],
  columns: readonly number[],
): HeaderRowMark {
  let width = headers.length;
  while (width > 0 && headerAt(headers, width - 1) === '') width--;
  for (const column of columns) width = Math.max(width, column + 1);
  return `${width}.${hashOfWidth(headers, width)}`;
}

/** Whether the header row is as it was, apart from columns appended at its right edge. */
export function isSameHeaderRow(headers: readonly string[], mark: HeaderRowMark): boolean {
  const [width, hash] = mark.split('.');
  return hash !== undefined && hashOfWidth(headers, Number(width)) === hash;
}

/**
 * The column's present position, or `null` when it cannot be told: by header text (exact after trim) and
 * occurrence; a blank header by position, only while the header row is as it was.
 */
export function findColumn(
  headers: readonly string[],
  ref: ColumnRef,
  mark: HeaderRowMark,
): number | null {
  if (ref.header === '') return isSameHeaderRow(headers, mark) ? ref.position : null;
  let occurrence = 0;
  for (let column = 0; column < headers.length; column++) {
    if (headerAt(headers, column) !== ref.header) continue;
    if (occurrence === ref.occurrence) return column;
    occurrence++;
  }
  return null;
}

/**
 * As {@link findColumn}, for a column that is written: where columns of its name came or went, nobody knows which of them
 * is meant, and what stands in another one is the user's.
 */
export function findColumnToWrite(
  headers: readonly string[],
  ref: ColumnRef,
  mark: HeaderRowMark,
): number | null {
  const isTold = ref.header === '' || columnsNamed(headers, ref.header) === ref.of;
  return isTold ? findColumn(headers, ref, mark) : null;
}

function columnsNamed(headers: readonly string[], header: string): number {
  return headers.filter((_, column) => headerAt(headers, column) === header).length;
}

/** Enough to notice an edit: a wrong guess is one in a billion, and rows are still found by fingerprint. */
const MARK_CHARACTERS = 5;

function hashOfWidth(headers: readonly string[], width: number): string {
  const texts: string[] = [];
  for (let column = 0; column < width; column++) texts.push(headerAt(headers, column));
  return hashText(JSON.stringify(texts), MARK_CHARACTERS);
}

function headerAt(headers: readonly string[], column: number): string {
  return (headers[column] ?? '').trim();
}
