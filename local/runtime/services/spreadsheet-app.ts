// Owns the global SpreadsheetApp. Must not know what spreadsheets do.
// https://developers.google.com/apps-script/reference/spreadsheet/spreadsheet-app
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import { selectedRanges } from './selection';
import { SHEET_SCOPES } from './sheet-access';
import { activeSheet, SpreadsheetHandle } from './spreadsheet';
import { UiHandle } from './ui';

export class SpreadsheetApp extends Handle {
  readonly surface = SPREADSHEET_APP;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const { local, read, write } = methodsOf<SpreadsheetApp>();
const reading = { cost: COSTS.sheetRead, scopes: SHEET_SCOPES };

function activeSpreadsheet({ execution }: SpreadsheetApp): SpreadsheetHandle | null {
  const { activeSpreadsheet: always, triggerSpreadsheet } = execution.env.faults.conditions;
  const absent = always === 'null' || (execution.isTrigger && triggerSpreadsheet === 'null');
  return absent ? null : new SpreadsheetHandle(execution);
}

const SPREADSHEET_APP = surface('SpreadsheetApp', 'SpreadsheetApp', {
  getActiveSpreadsheet: local('', activeSpreadsheet, { scopes: SHEET_SCOPES }),
  getActive: local('', activeSpreadsheet, { scopes: SHEET_SCOPES }),
  getActiveSheet: read(
    '',
    (app) => (activeSpreadsheet(app) ? activeSheet(app.execution) : null),
    reading,
  ),
  getActiveRange: read(
    '',
    (app) =>
      activeSpreadsheet(app)
        ? (selectedRanges(app.execution, activeSheet(app.execution).id).at(-1) ?? null)
        : null,
    reading,
  ),
  getUi: local(
    '',
    ({ execution }) => (execution.isTrigger ? execution.fail(TEXTS.noUi) : new UiHandle(execution)),
    { mode: 'NONE' },
  ),
  flush: write(
    '',
    ({ execution }) => {
      execution.settle();
      return null;
    },
    { cost: COSTS.flush, scopes: SHEET_SCOPES },
  ),
});
