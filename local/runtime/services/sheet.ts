// Owns Sheet of the Spreadsheet service. Must not know how cells are kept.
// https://developers.google.com/apps-script/reference/spreadsheet/sheet
import { areaName, parseArea, type Area } from '../area';
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import type { Grid } from '../grid';
import { LIMITS } from '../limits';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import { FilterHandle, RangeHandle, RangeListHandle } from './range';
import { select, selectedRanges, SelectionHandle } from './selection';
import { gridOf, requireEditable, sizeOf } from './sheet-access';

export class SheetHandle extends Handle {
  readonly surface = SHEET;
  readonly execution: Execution;
  readonly id: number;

  constructor(execution: Execution, id: number) {
    super();
    this.execution = execution;
    this.id = id;
  }

  get grid(): Grid {
    return gridOf(this.execution, this.id);
  }
}

const { local, read, write } = methodsOf<SheetHandle>();
const reading = { cost: COSTS.sheetRead };
const writing = { cost: COSTS.sheetWrite };

function rangeByNumbers(
  sheet: SheetHandle,
  row: number,
  column: number,
  rows = 1,
  columns = 1,
): RangeHandle {
  const { execution, id } = sheet;
  if (row < 1) execution.fail(TEXTS.startRow);
  if (column < 1) execution.fail(TEXTS.startColumn);
  if (rows < 1) execution.fail(LIMITS.rowsOfARange.text);
  if (columns < 1) execution.fail(LIMITS.columnsOfARange.text);
  return inside(sheet, new RangeHandle(execution, id, { row, column, rows, columns }));
}

function rangeByName(sheet: SheetHandle, name: string): RangeHandle {
  const size = sizeOf(sheet.execution, sheet.id);
  const area = parseArea(name, size.rows, size.columns);
  if (!area) return sheet.execution.fail(TEXTS.noRange);
  return inside(sheet, new RangeHandle(sheet.execution, sheet.id, area));
}

function rangeList(sheet: SheetHandle, names: readonly unknown[]): RangeListHandle {
  if (names.length === 0) sheet.execution.fail(TEXTS.noRange);
  return new RangeListHandle(
    names.map((name) =>
      typeof name === 'string' ? rangeByName(sheet, name) : sheet.execution.fail(TEXTS.noRange),
    ),
  );
}

function inside(sheet: SheetHandle, range: RangeHandle): RangeHandle {
  const size = sizeOf(sheet.execution, sheet.id);
  const { row, column, rows, columns } = range.area;
  if (row + rows - 1 > size.rows || column + columns - 1 > size.columns) {
    sheet.execution.fail(TEXTS.outside);
  }
  return range;
}

/** @throws ServiceError at once when the lines are not there, as handles are checked at once. */
function requireLines(
  sheet: SheetHandle,
  axis: 'rows' | 'columns',
  first: number,
  count: number,
): void {
  if (count < 1) sheet.execution.fail(TEXTS.invalidArgument, 'howMany');
  const last = sizeOf(sheet.execution, sheet.id)[axis];
  if (first < 1 || first > last) sheet.execution.fail(TEXTS.outside);
}

/** Puts off a change of rows or columns; a protected area refuses it, for an insert only when that would fall inside. */
function resize(
  sheet: SheetHandle,
  rows: number,
  columns: number,
  touched: (grid: Grid) => Area,
  change: (grid: Grid) => void,
): SheetHandle {
  const { execution, id } = sheet;
  execution.queue({
    resizes: { sheetId: id, rows, columns },
    apply: () => {
      requireEditable(execution, sheet.grid, touched(sheet.grid));
      change(sheet.grid);
    },
  });
  return sheet;
}

function queueChange(sheet: SheetHandle, change: (grid: Grid) => void): SheetHandle {
  sheet.execution.queue({
    apply: () => {
      change(sheet.grid);
      sheet.grid.touched();
    },
  });
  return sheet;
}

const wholeRows = (grid: Grid, row: number, rows: number): Area => ({
  row,
  rows,
  column: 1,
  columns: grid.columnCount,
});
const wholeColumns = (grid: Grid, column: number, columns: number): Area => ({
  row: 1,
  rows: grid.rowCount,
  column,
  columns,
});

function setName(sheet: SheetHandle, name: string): SheetHandle {
  const { execution, id } = sheet;
  const { workbook } = execution.env;
  execution.settle();
  const taken = workbook.named(name);
  if (taken && taken.id !== id) execution.fail(TEXTS.sheetNameTaken, name);
  execution.orFail(() => {
    workbook.renameSheet(id, name);
  });
  return sheet;
}

function setHidden(sheet: SheetHandle, hidden: boolean): SheetHandle {
  const { execution, id } = sheet;
  execution.queue({
    apply: () => {
      const visible = execution.env.workbook.sheets.filter((grid) => !grid.hidden);
      if (hidden && visible.every((grid) => grid.id === id)) execution.fail(TEXTS.lastVisibleSheet);
      execution.env.workbook.setHidden(id, hidden);
    },
  });
  return sheet;
}

function isHidden(sheet: SheetHandle, row: number, by: 'user' | 'filter'): boolean {
  requireLines(sheet, 'rows', row, 1);
  return sheet.grid.isHidden(row, by);
}

const SHEET = surface('Sheet', 'SpreadsheetApp', {
  getSheetId: local('', (sheet) => sheet.id),
  getRange: local(
    'i,i|i,i,i|i,i,i,i|s',
    (sheet, first: number | string, column?: number, rows?: number, columns?: number) =>
      typeof first === 'string'
        ? rangeByName(sheet, first)
        : rangeByNumbers(sheet, first, column ?? 1, rows, columns),
  ),
  getRangeList: local('a', (sheet, names: unknown[]) => rangeList(sheet, names)),
  getSelection: local('', (sheet) => new SelectionHandle(sheet.execution, sheet.id)),

  getName: read('', (sheet) => sheet.grid.name, reading),
  getLastRow: read('', (sheet) => sheet.grid.extent().rows, reading),
  getLastColumn: read('', (sheet) => sheet.grid.extent().columns, reading),
  getMaxRows: read('', (sheet) => sheet.grid.rowCount, reading),
  getMaxColumns: read('', (sheet) => sheet.grid.columnCount, reading),
  getDataRange: read(
    '',
    (sheet) => {
      const { rows, columns } = sheet.grid.extent();
      const area = { row: 1, column: 1, rows: Math.max(1, rows), columns: Math.max(1, columns) };
      return new RangeHandle(sheet.execution, sheet.id, area);
    },
    reading,
  ),
  getActiveRange: read(
    '',
    (sheet) => selectedRanges(sheet.execution, sheet.id).at(-1) ?? null,
    reading,
  ),
  getActiveRangeList: read(
    '',
    (sheet) => new RangeListHandle(selectedRanges(sheet.execution, sheet.id)),
    reading,
  ),
  isSheetHidden: read('', (sheet) => sheet.grid.hidden, reading),
  getFrozenRows: read('', (sheet) => sheet.grid.frozenRows, reading),
  getFilter: read(
    '',
    (sheet) => {
      const { filter } = sheet.grid.state;
      if (!filter) return null;
      return new FilterHandle(new RangeHandle(sheet.execution, sheet.id, filter.area));
    },
    reading,
  ),
  isRowHiddenByFilter: read('i', (sheet, row: number) => isHidden(sheet, row, 'filter'), reading),
  isRowHiddenByUser: read('i', (sheet, row: number) => isHidden(sheet, row, 'user'), reading),

  setName: write('s', setName, writing),
  insertColumnsAfter: write(
    'i,i',
    (sheet, after: number, count: number) => {
      requireLines(sheet, 'columns', after, count);
      return resize(
        sheet,
        0,
        count,
        (grid) => wholeColumns(grid, after + 1, 0),
        (grid) => {
          grid.insertColumns(after + 1, count);
        },
      );
    },
    writing,
  ),
  insertRowsAfter: write(
    'i,i',
    (sheet, after: number, count: number) => {
      requireLines(sheet, 'rows', after, count);
      return resize(
        sheet,
        count,
        0,
        (grid) => wholeRows(grid, after + 1, 0),
        (grid) => {
          grid.insertRows(after + 1, count);
        },
      );
    },
    writing,
  ),
  deleteColumns: write(
    'i,i',
    (sheet, column: number, count: number) => {
      requireLines(sheet, 'columns', column, count);
      requireLines(sheet, 'columns', column + count - 1, count);
      return resize(
        sheet,
        0,
        -count,
        (grid) => wholeColumns(grid, column, count),
        (grid) => {
          grid.deleteColumns(column, count);
        },
      );
    },
    writing,
  ),
  deleteRows: write(
    'i,i',
    (sheet, row: number, count: number) => {
      requireLines(sheet, 'rows', row, count);
      requireLines(sheet, 'rows', row + count - 1, count);
      return resize(
        sheet,
        -count,
        0,
        (grid) => wholeRows(grid, row, count),
        (grid) => {
          grid.deleteRows(row, count);
        },
      );
    },
    writing,
  ),
  setFrozenRows: write(
    'i',
    (sheet, rows: number) =>
      queueChange(sheet, (grid) => {
        grid.state.frozenRows = rows;
      }),
    writing,
  ),
  setColumnWidth: write(
    'i,i',
    (sheet, column: number, pixels: number) => setWidths(sheet, column, 1, pixels),
    writing,
  ),
  setColumnWidths: write(
    'i,i,i',
    (sheet, column: number, count: number, pixels: number) =>
      setWidths(sheet, column, count, pixels),
    writing,
  ),
  hideSheet: write('', (sheet) => setHidden(sheet, true), writing),
  showSheet: write('', (sheet) => setHidden(sheet, false), writing),
  activate: write(
    '',
    (sheet) => {
      sheet.execution.settle();
      select(sheet.execution, sheet.id, ['A1']);
      return sheet;
    },
    writing,
  ),
  setActiveRange: write(
    'h',
    (sheet, range: RangeHandle) => {
      sheet.execution.settle();
      inside(sheet, range);
      select(sheet.execution, range.sheetId, [areaName(range.area)]);
      return range;
    },
    writing,
  ),
});

function setWidths(sheet: SheetHandle, column: number, count: number, pixels: number): SheetHandle {
  return queueChange(sheet, (grid) => {
    for (let c = column; c < column + count; c++) grid.state.columnWidths[c] = pixels;
  });
}
