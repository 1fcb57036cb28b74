// Owns Selection of the Spreadsheet service: what the person in front has selected. Must not know how cells are kept.
// https://developers.google.com/apps-script/reference/spreadsheet/selection
import { parseArea, type Area } from '../area';
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { Handle, methodsOf, surface } from '../method';
import { RangeHandle, RangeListHandle } from './range';
import { gridOf } from './sheet-access';

/** What is selected on this sheet; A1 when another sheet is in front, nobody looks on, or the selection is gone. */
export function selectedRanges(execution: Execution, sheetId: number): RangeHandle[] {
  const { selection } = execution.env.workbook;
  const grid = gridOf(execution, sheetId);
  const names = execution.isTrigger || selection.sheetId !== sheetId ? ['A1'] : selection.areas;
  const areas = names
    .map((name) => parseArea(name, grid.rowCount, grid.columnCount))
    .filter((area): area is Area => area !== null)
    .filter(({ row, rows }) => row + rows - 1 <= grid.rowCount)
    .filter(({ column, columns }) => column + columns - 1 <= grid.columnCount);
  const first = { row: 1, column: 1, rows: 1, columns: 1 };
  return (areas.length > 0 ? areas : [first]).map(
    (area) => new RangeHandle(execution, sheetId, area),
  );
}

/** Selects for the person who looks on; a trigger has nobody. */
export function select(execution: Execution, sheetId: number, areas: readonly string[]): void {
  gridOf(execution, sheetId);
  if (!execution.isTrigger) execution.env.workbook.selection = { sheetId, areas };
}

export class SelectionHandle extends Handle {
  readonly surface = SELECTION;
  readonly execution: Execution;
  readonly sheetId: number;

  constructor(execution: Execution, sheetId: number) {
    super();
    this.execution = execution;
    this.sheetId = sheetId;
  }
}

const SELECTION = surface('Selection', 'SpreadsheetApp', {
  getActiveRangeList: methodsOf<SelectionHandle>().read(
    '',
    ({ execution, sheetId }) => new RangeListHandle(selectedRanges(execution, sheetId)),
    { cost: COSTS.sheetRead },
  ),
});
