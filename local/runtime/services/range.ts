// Owns Range and RangeList of the Spreadsheet service. Must not know how cells are kept.
// https://developers.google.com/apps-script/reference/spreadsheet/range
import { areaName, overlaps, type Area } from '../area';
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import type { Grid } from '../grid';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import { assertFormat, isDateFormat, wallMsOf } from '../number-format';
import { NotEmulated } from '../service-error';
import { instantOf } from '../time-zone';
import {
  gridOf,
  queueClear,
  queueDecoration,
  queueValues,
  readCost,
  requireCellValue,
  requireShape,
  writeCost,
} from './sheet-access';
import { select } from './selection';
import { SheetHandle } from './sheet';

export class RangeHandle extends Handle {
  readonly surface = RANGE;
  readonly execution: Execution;
  readonly sheetId: number;
  readonly area: Area;

  constructor(execution: Execution, sheetId: number, area: Area) {
    super();
    this.execution = execution;
    this.sheetId = sheetId;
    this.area = area;
  }

  /** The grid, as long as the area is still inside it. */
  get grid(): Grid {
    const grid = gridOf(this.execution, this.sheetId);
    const { row, column, rows, columns } = this.area;
    if (row + rows - 1 > grid.rowCount || column + columns - 1 > grid.columnCount) {
      this.execution.fail(TEXTS.outside);
    }
    return grid;
  }

  /** One value for each of the area's cells, row by row. */
  values<T>(read: (grid: Grid, row: number, column: number) => T): T[][] {
    const { grid } = this;
    return grid.map(this.area, (row, column) => read(grid, row, column));
  }
}

const { local, read, write } = methodsOf<RangeHandle>();
const reading = { cost: (range: RangeHandle) => readCost(range.area) };
const writing = { cost: (range: RangeHandle) => writeCost(range.area) };

function apiValue(range: RangeHandle, grid: Grid, row: number, column: number): unknown {
  const value = grid.value(row, column);
  if (typeof value !== 'number' || !isDateFormat(grid.format(row, column))) return value;
  return new Date(instantOf(wallMsOf(value), range.execution.env.workbook.timeZone));
}

function displayValues(range: RangeHandle): string[][] {
  return range.grid.displayedArea(range.area);
}

function setValues(range: RangeHandle, values: unknown[][]): RangeHandle {
  requireShape(range.execution, range.area, values);
  const copies = values.map((line) => {
    line.forEach(requireCellValue);
    return [...line];
  });
  queueValues(range.execution, range.sheetId, range.area, copies);
  return range;
}

function filled(area: Area, value: unknown): unknown[][] {
  requireCellValue(value);
  return Array.from({ length: area.rows }, () => new Array<unknown>(area.columns).fill(value));
}

/** Google keeps `null` and `General` for automatic; everything else must be a format that can be shown. */
function setFormats(range: RangeHandle, formats: unknown[][]): RangeHandle {
  requireShape(range.execution, range.area, formats);
  for (const format of formats.flat()) {
    if (typeof format !== 'string') throw new NotEmulated('a number format that is no text');
    assertFormat(format);
  }
  const { area } = range;
  queueDecoration(range.execution, range.sheetId, area, (row, column) => ({
    format: formats[row - area.row]?.[column - area.column] as string,
  }));
  return range;
}

function decorate(
  range: RangeHandle,
  decoration: Parameters<typeof queueDecoration>[3],
): RangeHandle {
  queueDecoration(range.execution, range.sheetId, range.area, decoration);
  return range;
}

const RANGE = surface('Range', 'SpreadsheetApp', {
  getRow: local('', (range) => range.area.row),
  getColumn: local('', (range) => range.area.column),
  getNumRows: local('', (range) => range.area.rows),
  getNumColumns: local('', (range) => range.area.columns),
  getLastRow: local('', (range) => range.area.row + range.area.rows - 1),
  getLastColumn: local('', (range) => range.area.column + range.area.columns - 1),
  getA1Notation: local('', (range) => areaName(range.area)),
  getSheet: local('', (range) => new SheetHandle(range.execution, range.sheetId)),

  getValues: read(
    '',
    (range) => range.values((grid, row, column) => apiValue(range, grid, row, column)),
    reading,
  ),
  getValue: read(
    '',
    (range) => apiValue(range, range.grid, range.area.row, range.area.column),
    reading,
  ),
  getDisplayValues: read('', displayValues, reading),
  getDisplayValue: read('', (range) => displayValues(range)[0]?.[0] ?? '', reading),
  getFormulas: read(
    '',
    (range) => range.values((grid, row, column) => grid.formula(row, column)),
    reading,
  ),
  getNumberFormats: read(
    '',
    // Automatic format reads as this one in Google, too.
    (range) => range.values((grid, row, column) => grid.format(row, column) || '0.###############'),
    reading,
  ),
  canEdit: read('', (range) => range.grid.canEdit(range.area, range.execution.user)),
  isPartOfMerge: read('', (range) =>
    range.grid.state.merges.some((area) => overlaps(area, range.area)),
  ),
  getMergedRanges: read('', (range) =>
    range.grid.state.merges
      .filter((area) => overlaps(area, range.area))
      .map((area) => new RangeHandle(range.execution, range.sheetId, area)),
  ),

  setValues: write('a', setValues, writing),
  setValue: write(
    'x',
    (range, value: unknown) => setValues(range, filled(range.area, value)),
    writing,
  ),
  setNumberFormat: write(
    's',
    (range, format: string) => setFormats(range, filled(range.area, format)),
    writing,
  ),
  setNumberFormats: write('a', setFormats, writing),
  setFontWeight: write(
    's',
    (range, weight: string) => decorate(range, () => ({ bold: weight === 'bold' })),
    writing,
  ),
  setBackground: write(
    's',
    (range, background: string) => decorate(range, () => ({ background })),
    writing,
  ),
  setWrap: write('b', (range, wrap: boolean) => decorate(range, () => ({ wrap })), writing),
  setNote: write('s', (range, note: string) => decorate(range, () => ({ note })), writing),
  clearContent: write(
    '',
    (range) => {
      queueClear(range.execution, range.sheetId, range.area);
      return range;
    },
    writing,
  ),
  activate: write('', (range) => {
    range.execution.settle();
    select(range.execution, range.sheetId, [areaName(range.area)]);
    return range;
  }),
});

export class RangeListHandle extends Handle {
  readonly surface = RANGE_LIST;
  readonly ranges: readonly RangeHandle[];

  constructor(ranges: readonly RangeHandle[]) {
    super();
    this.ranges = ranges;
  }
}

const list = methodsOf<RangeListHandle>();
const listWriting = {
  cost: (self: RangeListHandle) =>
    self.ranges.reduce<number>((sum, { area }) => sum + writeCost(area), COSTS.sheetWrite),
};

const RANGE_LIST = surface('RangeList', 'SpreadsheetApp', {
  getRanges: list.local('', (self) => [...self.ranges]),
  setValue: list.write(
    'x',
    (self, value: unknown) => {
      for (const range of self.ranges) setValues(range, filled(range.area, value));
      return self;
    },
    listWriting,
  ),
  clearContent: list.write(
    '',
    (self) => {
      for (const { execution, sheetId, area } of self.ranges) queueClear(execution, sheetId, area);
      return self;
    },
    listWriting,
  ),
});

export class FilterHandle extends Handle {
  readonly surface = FILTER;
  readonly range: RangeHandle;

  constructor(range: RangeHandle) {
    super();
    this.range = range;
  }
}

const FILTER = surface('Filter', 'SpreadsheetApp', {
  getRange: methodsOf<FilterHandle>().local('', (filter) => filter.range),
});
