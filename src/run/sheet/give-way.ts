// Owns making room again for a formula that spills where values were written: a user's array formula that meets a value shows
// #REF! (https://support.google.com/docs/answer/3093275) and loses all that it showed. Knows no vendor.
import { type Cells, cellText } from '../../contact/table';
import type { Area, Book, CellPosition, CellValue, Sheet } from '../../ports';
import type { CellWrite } from './cell-write';
import type { Rows } from './rows';
import type { OutputField } from '../state/output-fields';

/** The error of an array that has no place, also in the languages that have their own word for it. */
const NO_PLACE = /^#.{0,2}(?:REF|BEZUG|RIF|VERW)/i;

export function showsNoPlace(text: string): boolean {
  return NO_PLACE.test(text.trim());
}

/** A cell that was written. */
export interface Written extends CellPosition {
  readonly field: OutputField;
  readonly text: string;
  /** What it held before. */
  readonly before: CellValue;
}

export function writtenCells(writes: readonly CellWrite[], rows: Rows): Written[] {
  return writes.flatMap(({ row, field, text }) => {
    const column = rows.columns.outputs[field];
    return column === undefined
      ? []
      : [{ row, column, field, text, before: rows.valueAsRead(row, column) }];
  });
}

/**
 * Blanks what was written where a formula that shows an error may spill, and looks whether that brings it back. If
 * it does, the fields that it reaches need other columns; else everything is as before, and the result is empty.
 *
 * @param cells cells that show an error which may be that
 */
export function giveWay(
  cells: readonly CellPosition[],
  writes: readonly Written[],
  sheet: Sheet,
  book: Book,
): readonly OutputField[] {
  if (cells.length === 0) return [];
  const area = around(cells);
  const formulas = sheet.formulasIn(area);
  const anchors = cells.filter(
    ({ row, column }) => (formulas[row - area.row]?.[column - area.column] ?? '') !== '',
  );
  // Arrays spill to the right and down.
  const suspects = writes.filter(
    ({ row, column, text }) =>
      text !== '' && anchors.some((at) => row >= at.row && column >= at.column),
  );
  if (suspects.length === 0) return [];
  const block = around(suspects);
  const shownIn = (part: Cells, { row, column }: CellPosition): string =>
    cellText(part, row - block.row, column - block.column);
  const shown = sheet.displayedIn(block);
  const ours = suspects.filter((cell) => shownIn(shown, cell) === cell.text);
  if (ours.length === 0) return [];

  const countBroken = (): number => {
    const now = sheet.displayedIn(area);
    return anchors.filter(({ row, column }) =>
      showsNoPlace(cellText(now, row - area.row, column - area.column)),
    ).length;
  };
  const clear = (part: readonly Written[]): void => {
    sheet.writeSame(part, '');
    book.flush();
  };
  const write = (part: readonly (CellPosition & { readonly text: CellValue })[]): void => {
    for (const { row, column, text } of part) sheet.write({ row, column }, [[text]]);
    book.flush();
  };
  clear(ours);
  const left = countBroken();
  if (left === anchors.length) {
    write(ours);
    return [];
  }
  // Columns that the formula does not reach get back what was written.
  const fields = [...new Set(ours.map(({ field }) => field))].filter((field) => {
    const part = ours.filter((cell) => cell.field === field);
    write(part);
    const isReached = countBroken() > left;
    if (isReached) clear(part);
    return isReached;
  });
  const healed = sheet.displayedIn(block);
  // What shows a text again is the formula's.
  const covered = ours.filter(
    (cell) => cell.before !== '' && fields.includes(cell.field) && shownIn(healed, cell) === '',
  );
  write(covered.map(({ row, column, before }) => ({ row, column, text: before })));
  return fields;
}

function around(cells: readonly CellPosition[]): Area {
  let [top, left, bottom, right] = [Infinity, Infinity, 0, 0];
  for (const { row, column } of cells) {
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}
