// Owns what a person's edit does to the workbook. Knows no page: it is handed plain edits.
import { findHeaderRow } from '../../src/contact/find-header-row';
import type { Edit } from '../page/protocol';
import { areaName } from '../runtime/area';
import type { Grid } from '../runtime/grid';
import type { Workbook } from '../runtime/workbook';

/** @throws Error with a sentence for the person, in Sheets' words where Sheets would refuse. */
export function applyEdit(workbook: Workbook, edit: Edit): void {
  const grid = workbook.sheet(workbook.activeSheetId);
  switch (edit.kind) {
    case 'type':
      grid.type(edit.row, edit.column, edit.text);
      break;
    case 'paste':
      paste(grid, edit);
      break;
    case 'move':
      grid.cutPaste(edit.area, edit.row, edit.column);
      break;
    case 'clear':
      grid.clear(edit.area);
      break;
    case 'insertRows':
      grid.insertRows(edit.at, edit.count);
      break;
    case 'deleteRows':
      grid.deleteRows(edit.at, Math.min(edit.count, grid.rowCount - edit.at + 1));
      break;
    case 'insertColumns':
      grid.insertColumns(edit.at, edit.count);
      break;
    case 'deleteColumns':
      grid.deleteColumns(edit.at, Math.min(edit.count, grid.columnCount - edit.at + 1));
      break;
    case 'sort':
      grid.sort(edit.column, edit.ascending, headerRowOf(grid));
      break;
    case 'hideRows':
      hideRows(grid, edit.from, edit.count);
      break;
    case 'showRows':
      showRows(grid);
      break;
    case 'filterBy':
      filterBy(grid, edit.row, edit.column);
      break;
    case 'removeFilter':
      grid.removeFilter();
      break;
    case 'select':
      workbook.selection = { sheetId: grid.id, areas: [areaName(edit.area)] };
      break;
    case 'openSheet':
      workbook.setHidden(edit.sheet, false);
      workbook.activeSheetId = edit.sheet;
      break;
    case 'hideSheet':
      hideSheet(workbook, edit.sheet);
  }
}

/** 1-based; 0 when the sheet has no headers. */
export function headerRowOf(grid: Grid): number {
  const found = findHeaderRow(grid.displayed());
  return found.kind === 'found' ? found.row + 1 : grid.frozenRows;
}

function paste(grid: Grid, { row, column, rows }: Extract<Edit, { kind: 'paste' }>): void {
  const columns = rows.reduce((most, line) => Math.max(most, line.length), 0);
  grid.growTo(row + rows.length - 1, column + columns - 1);
  rows.forEach((line, down) => {
    line.forEach((text, right) => {
      grid.type(row + down, column + right, text);
    });
  });
}

function hideRows(grid: Grid, from: number, count: number): void {
  for (let row = from; row < from + count; row += 1) grid.hideRow(row);
}

function showRows(grid: Grid): void {
  grid.state.rows.forEach(({ hiddenByUser }, index) => {
    if (hiddenByUser) grid.showRow(index + 1);
  });
}

/** Keeps the rows that show the same text in this column. */
function filterBy(grid: Grid, row: number, column: number): void {
  const headerRow = Math.max(1, headerRowOf(grid));
  if (row <= headerRow) throw new Error('Select a cell below the headers, then filter by it.');
  const { rows, columns } = grid.extent();
  if (!grid.state.filter) {
    grid.createFilter({ row: headerRow, column: 1, rows: rows - headerRow + 1, columns });
  }
  const wanted = grid.display(row, column);
  const others = new Set<string>();
  for (let at = headerRow + 1; at <= rows; at += 1) others.add(grid.display(at, column));
  others.delete(wanted);
  grid.setFilter(column, [...others]);
}

function hideSheet(workbook: Workbook, sheet: number): void {
  const other = workbook.sheets.find(({ id, hidden }) => id !== sheet && !hidden);
  if (!other) throw new Error('You can’t hide the only sheet that is shown.');
  workbook.setHidden(sheet, true);
  if (workbook.activeSheetId === sheet) workbook.activeSheetId = other.id;
}
