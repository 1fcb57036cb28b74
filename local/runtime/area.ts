// Owns rectangles of cells and their A1 names. Must not know any grid's contents.

/** A rectangle; row and column count from 1. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function columnNumber(name: string): number {
  let column = 0;
  for (const letter of name.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** `B2`, or `B2:C9` for more than one cell. */
export function areaName(area: Area): string {
  const first = cellName(area.row, area.column);
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${cellName(area.row + area.rows - 1, area.column + area.columns - 1)}`;
}

/**
 * Reads `B2`, `B2:C9`, `B:C`, `B2:C` or `2:9`; open ends reach to the edge of the grid. `null` when the text is no A1 name
 * (names of ranges and of other sheets are not).
 */
export function parseArea(text: string, gridRows: number, gridColumns: number): Area | null {
  const match = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?(?::\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?)?$/.exec(
    text,
  );
  if (!match) return null;
  const [, startColumn, startRow, endColumn, endRow] = match;
  const isRange = text.includes(':');
  if (!isRange && (startColumn === undefined || startRow === undefined)) return null;
  if (isRange && startColumn === undefined && (startRow === undefined || endRow === undefined)) {
    return null;
  }
  if (isRange && endColumn === undefined && endRow === undefined) return null;
  const top = startRow === undefined ? 1 : Number(startRow);
  const left = startColumn === undefined ? 1 : columnNumber(startColumn);
  if (!isRange) return { row: top, column: left, rows: 1, columns: 1 };
  const bottom = endRow === undefined ? gridRows : Number(endRow);
  const right = endColumn === undefined ? gridColumns : columnNumber(endColumn);
  return {
    row: Math.min(top, bottom),
    column: Math.min(left, right),
    rows: Math.abs(bottom - top) + 1,
    columns: Math.abs(right - left) + 1,
  };
}

export function overlaps(a: Area, b: Area): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

export function contains(area: Area, row: number, column: number): boolean {
  return (
    row >= area.row &&
    row < area.row + area.rows &&
    column >= area.column &&
    column < area.column + area.columns
  );
}

/** One axis of an area after lines were inserted before `at` (`count` > 0) or removed from `at` on (`count` < 0). */
function shiftSpan(
  start: number,
  length: number,
  at: number,
  count: number,
): { start: number; length: number } {
  if (count >= 0) {
    if (at <= start) return { start: start + count, length };
    return at < start + length ? { start, length: length + count } : { start, length };
  }
  const removedEnd = at - count;
  const end = start + length;
  const removedInside = Math.max(0, Math.min(end, removedEnd) - Math.max(start, at));
  const removedBefore = Math.max(0, Math.min(start, removedEnd) - at);
  return { start: start - removedBefore, length: length - removedInside };
}

/** The area after rows or columns came or went; `null` when nothing of it is left. */
export function shiftArea(
  area: Area,
  axis: 'row' | 'column',
  at: number,
  count: number,
): Area | null {
  if (axis === 'row') {
    const { start, length } = shiftSpan(area.row, area.rows, at, count);
    return length > 0 ? { ...area, row: start, rows: length } : null;
  }
  const { start, length } = shiftSpan(area.column, area.columns, at, count);
  return length > 0 ? { ...area, column: start, columns: length } : null;
}
