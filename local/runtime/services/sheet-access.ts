// Owns the way from a handle to the grid, and the writes that are put off. Must not know Apps Script's method names.
import { areaName, type Area } from '../area';
import { cleared, withDecoration, type Cell } from '../cell';
import { COSTS } from '../costs';
import type { Content } from '../entry';
import type { Execution } from '../execution';
import type { Grid } from '../grid';
import { LIMITS } from '../limits';
import { TEXTS } from '../messages';
import { isDate } from '../method';
import { isDateFormat, serialOf } from '../number-format';
import { NotEmulated } from '../service-error';
import { cellAt, putCell } from '../sheet-state';
import { firstCell, forEachCell } from '../sheet-structure';
import { wallClock } from '../time-zone';

export const SHEET_SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/spreadsheets',
];

/** The grid behind a handle. Fails as Google does when the sheet was deleted. */
export function gridOf(execution: Execution, sheetId: number): Grid {
  return execution.env.workbook.find(sheetId) ?? execution.fail(TEXTS.sheetGone, sheetId);
}

/** The size of a sheet as this execution sees it, with its own inserts that are still put off. */
export function sizeOf(execution: Execution, sheetId: number): { rows: number; columns: number } {
  const grid = gridOf(execution, sheetId);
  const size = { rows: grid.rowCount, columns: grid.columnCount };
  for (const { resizes } of execution.pending) {
    if (resizes?.sheetId !== sheetId) continue;
    size.rows += resizes.rows;
    size.columns += resizes.columns;
  }
  return size;
}

export const readCost = (area: Area): number =>
  COSTS.sheetRead + area.rows * area.columns * COSTS.cell;
export const writeCost = (area: Area): number =>
  COSTS.sheetWrite + area.rows * area.columns * COSTS.cell;

/** Puts off a change of an area: at its time the area must still exist and be editable for the user. */
function queueEdit(
  execution: Execution,
  sheetId: number,
  area: Area,
  edit: (grid: Grid) => void,
): void {
  execution.queue({
    apply: () => {
      const grid = gridOf(execution, sheetId);
      requireEditable(execution, grid, area);
      edit(grid);
      grid.touched();
    },
  });
}

export function requireEditable(execution: Execution, grid: Grid, area: Area): void {
  const bottom = area.row + area.rows - 1;
  const right = area.column + area.columns - 1;
  if (bottom > grid.rowCount || right > grid.columnCount) execution.fail(TEXTS.outside);
  if (!grid.canEdit(area, execution.user)) execution.fail(TEXTS.protected);
}

/** Puts off the writing of values; all or none of them are written. */
export function queueValues(
  execution: Execution,
  sheetId: number,
  area: Area,
  values: readonly (readonly unknown[])[],
): void {
  queueEdit(execution, sheetId, area, (grid) => {
    const contents = values.map((line, r) =>
      line.map((value, c) => contentOf(execution, grid, area.row + r, area.column + c, value)),
    );
    const at = (row: number, column: number): Content =>
      contents[row - area.row]?.[column - area.column] ?? { value: '' };
    if (grid.state.validations.length > 0) {
      const refused = firstCell(area, (row, column) => !grid.accepts(row, column, at(row, column)));
      if (refused !== null) execution.fail(TEXTS.validation, refused);
    }
    forEachCell(area, (row, column) => {
      grid.enter(row, column, at(row, column));
    });
  });
}

export function queueClear(execution: Execution, sheetId: number, area: Area): void {
  queueEdit(execution, sheetId, area, (grid) => {
    forEachCell(area, (row, column) => {
      const stored = cellAt(grid.state, row, column);
      if (stored !== undefined) putCell(grid.state, row, column, cleared(stored));
    });
  });
}

export function queueDecoration(
  execution: Execution,
  sheetId: number,
  area: Area,
  decoration: (row: number, column: number) => Omit<Cell, 'value' | 'formula'>,
): void {
  queueEdit(execution, sheetId, area, (grid) => {
    forEachCell(area, (row, column) => {
      const stored = cellAt(grid.state, row, column);
      putCell(grid.state, row, column, withDecoration(stored, decoration(row, column)));
    });
  });
}

/**
 * Only values that Google documents are taken (https://developers.google.com/apps-script/reference/spreadsheet/range#setvaluesvalues).
 *
 * @throws NotEmulated for anything else: Google writes some of it as text such as `{a=1}`
 */
export function requireCellValue(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (isDate(value) && !Number.isNaN(value.getTime())) return;
  throw new NotEmulated(`a cell value of type ${value === undefined ? 'undefined' : typeof value}`);
}

function contentOf(
  execution: Execution,
  grid: Grid,
  row: number,
  column: number,
  value: unknown,
): Content {
  if (typeof value === 'string') {
    const content = grid.parse(row, column, value);
    const length = Math.max(value.length, content.formula?.length ?? 0);
    if (length > LIMITS.charactersOfACell.value) execution.fail(LIMITS.charactersOfACell.text);
    return content;
  }
  if (isDate(value)) {
    const serial = serialOf(wallClock(value.getTime(), execution.env.workbook.timeZone));
    if (isDateFormat(grid.format(row, column))) return { value: serial };
    return { value: serial, format: 'M/d/yyyy H:mm:ss' };
  }
  if (typeof value === 'number' || typeof value === 'boolean') return { value };
  return { value: '' };
}

/** Checks the shape of values at once, as Google does. */
export function requireShape(execution: Execution, area: Area, values: readonly unknown[]): void {
  if (values.length !== area.rows) {
    execution.fail(TEXTS.rowCount, values.length, area.rows);
  }
  for (const line of values) {
    if (!Array.isArray(line)) throw new NotEmulated(`values that are not rows (${areaName(area)})`);
    if (line.length !== area.columns) {
      execution.fail(TEXTS.columnCount, line.length, area.columns);
    }
  }
}
