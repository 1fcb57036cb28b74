// Owns the script that people write instead, run in the same runtime over the same services: a fetch and a `setValue` a row.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../local/runtime/clock';
import { LocalRuntime } from '../../local/runtime/runtime';
import type { UrlFetchAnswer } from '../../local/runtime/url-fetch-transport';
import { workbookOf } from '../../local/session/document';
import { callsOf, total } from './calls';
import { sheetOf } from './sheet';

export interface RowByRow {
  readonly rows: number;
  readonly calls: number;
  /** Until every row had its turn: an execution after the other, as each ends after six minutes. */
  readonly virtualMs: number;
  readonly executions: number;
}

/**
 * Goes on at the first row without an answer when it is started again. Submits only: reading the result of each
 * row would be another fetch a row.
 */
const SCRIPT = `
function enrichRows() {
  var sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  var rows = sheet.getDataRange().getValues();
  for (var i = 1; i < rows.length; i++) {
    if (rows[i][4]) continue;
    var contact = { first_name: rows[i][0], last_name: rows[i][1], company_domain: rows[i][3] };
    var response = UrlFetchApp.fetch('https://api.cleanlist.ai/api/v1/public/enrich/bulk', {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: 'Bearer KEY' },
      payload: JSON.stringify({ enrichment_type: 'partial', contacts: [contact] })
    });
    sheet.getRange(i + 1, 5).setValue(JSON.parse(response.getContentText()).workflow_id);
    Utilities.sleep(2000);
  }
}
`;

/** A vendor that takes everything, as long as a submit takes: only calls and time are looked at. */
const ANSWER = { status: 200, headers: {}, elapsedMs: 950 } as const;

const USER = 'somebody@sample.example';
const HOUR_MS = 3_600_000;

/** @param dist folder of the built add-on: the script gets its manifest, and so the same permissions */
export function measureRowByRow(dist: string, rows: number): RowByRow {
  const folder = mkdtempSync(join(tmpdir(), 'row-by-row-'));
  try {
    let answered = 0;
    const http = {
      fetch: (): UrlFetchAnswer => ({ ...ANSWER, body: `{"workflow_id":"row ${++answered}"}` }),
    };
    writeFileSync(join(folder, 'server.js'), SCRIPT);
    copyFileSync(join(dist, 'appsscript.json'), join(folder, 'appsscript.json'));
    const workbook = workbookOf('Contacts', sheetOf('clean', rows));
    const clock = new VirtualClock(Date.UTC(2026, 8, 1, 12));
    // In its favour: what was written when it was ended stays written.
    const pendingWritesAtKill = 'applied';
    const runtime = new LocalRuntime({ dist: folder, workbook, clock, http, pendingWritesAtKill });
    const startedAt = clock.now();
    for (let executions = 1; ; executions++) {
      const before = answered;
      const result = runtime.execute({ user: USER, fn: 'enrichRows', as: 'menu' });
      if (result.kind === 'returned') {
        const calls = total(callsOf(runtime.meter));
        return { rows, calls, virtualMs: clock.now() - startedAt, executions };
      }
      if (result.kind === 'threw') throw new Error(result.message);
      // A day's fetches may be used up.
      if (answered === before) clock.advance(HOUR_MS);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
