// Owns Spreadsheet of the Spreadsheet service. Must not know what sheets do.
// https://developers.google.com/apps-script/reference/spreadsheet/spreadsheet
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import type { Workbook } from '../workbook';
import { RangeListHandle } from './range';
import { selectedRanges } from './selection';
import { SheetHandle } from './sheet';

export class SpreadsheetHandle extends Handle {
  readonly surface = SPREADSHEET;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }

  get workbook(): Workbook {
    return this.execution.env.workbook;
  }
}

/** The sheet in front; a trigger, where nobody looks on, sees the first one. */
export function activeSheet(execution: Execution): SheetHandle {
  const { workbook } = execution.env;
  const id = execution.isTrigger ? (workbook.sheets[0]?.id ?? 0) : workbook.activeSheetId;
  return new SheetHandle(execution, id);
}

const { local, read, write } = methodsOf<SpreadsheetHandle>();
const reading = { cost: COSTS.sheetRead };

function handleOf(spreadsheet: SpreadsheetHandle, id: number | undefined): SheetHandle | null {
  return id === undefined ? null : new SheetHandle(spreadsheet.execution, id);
}

/** Made at once, unlike other writes; the new sheet comes to the front, as in Google. */
function insertSheet(spreadsheet: SpreadsheetHandle, name: string, index?: number): SheetHandle {
  const { execution, workbook } = spreadsheet;
  execution.settle();
  if (workbook.named(name)) execution.fail(TEXTS.sheetNameTaken, name);
  if (index !== undefined && (index < 0 || index > workbook.sheets.length)) {
    execution.fail(TEXTS.invalidArgument, 'sheetIndex');
  }
  const grid = execution.orFail(() =>
    workbook.addSheet(name, index === undefined ? {} : { index }),
  );
  if (!execution.isTrigger) workbook.activeSheetId = grid.id;
  return new SheetHandle(execution, grid.id);
}

function deleteSheet(spreadsheet: SpreadsheetHandle, sheet: SheetHandle): null {
  const { execution, workbook } = spreadsheet;
  execution.settle();
  const { grid } = sheet;
  if (workbook.sheets.length === 1) execution.fail(TEXTS.lastSheet);
  const whole = { row: 1, column: 1, rows: grid.rowCount, columns: grid.columnCount };
  if (!grid.canEdit(whole, execution.user)) execution.fail(TEXTS.protected);
  workbook.deleteSheet(grid.id);
  return null;
}

const SPREADSHEET = surface('Spreadsheet', 'SpreadsheetApp', {
  getId: local('', ({ workbook }) => workbook.id),

  getName: read('', ({ workbook }) => workbook.name, reading),
  getSpreadsheetLocale: read('', ({ workbook }) => workbook.locale, reading),
  getSpreadsheetTimeZone: read('', ({ workbook }) => workbook.timeZone, reading),
  getSheets: read(
    '',
    ({ workbook, execution }) => workbook.sheets.map((grid) => new SheetHandle(execution, grid.id)),
    reading,
  ),
  getSheetById: read(
    'i',
    (self, id: number) => handleOf(self, self.workbook.find(id)?.id),
    reading,
  ),
  getSheetByName: read(
    's',
    (self, name: string) => handleOf(self, self.workbook.named(name)?.id),
    reading,
  ),
  getActiveSheet: read('', ({ execution }) => activeSheet(execution), reading),
  getActiveRange: read(
    '',
    ({ execution }) => selectedRanges(execution, activeSheet(execution).id).at(-1) ?? null,
    reading,
  ),
  getActiveRangeList: read(
    '',
    ({ execution }) => new RangeListHandle(selectedRanges(execution, activeSheet(execution).id)),
    reading,
  ),

  setActiveSheet: write(
    'h',
    ({ execution, workbook }, sheet: SheetHandle) => {
      execution.settle();
      const { id } = sheet.grid;
      if (!execution.isTrigger) workbook.activeSheetId = id;
      return sheet;
    },
    { cost: COSTS.sheetWrite },
  ),
  insertSheet: write('s|s,i', insertSheet, { cost: COSTS.sheetRead }),
  deleteSheet: write('h', deleteSheet, { cost: COSTS.sheetRead }),
  toast: write(
    's|s,s|s,s,n',
    ({ execution }, message: string, title?: string, seconds?: number) => {
      const { user, env } = execution;
      if (!execution.isTrigger) {
        env.ui.show({ kind: 'toast', user, message, title: title ?? '', seconds: seconds ?? 5 });
      }
      return null;
    },
    { cost: COSTS.ui },
  ),
});
