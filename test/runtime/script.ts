// Owns the way tests run small scripts in the local runtime. Must not know the add-on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../local/runtime/clock';
import type { Call, ExecutionResult } from '../../local/runtime/environment';
import type { Grid } from '../../local/runtime/grid';
import { LocalRuntime, type RuntimeOptions } from '../../local/runtime/runtime';
import type { UrlFetchAnswer, UrlFetchRequest } from '../../local/runtime/url-fetch-transport';
import { Workbook } from '../../local/runtime/workbook';

export const START = Date.UTC(2026, 0, 5, 9, 0, 0);
export const ALICE = 'alice@example.com';
export const BOB = 'bob@example.com';

export const SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.external_request',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.scriptapp',
];

export interface ScriptOptions extends Partial<RuntimeOptions> {
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly answer?: (request: UrlFetchRequest) => UrlFetchAnswer;
}

export interface Rig {
  readonly runtime: LocalRuntime;
  readonly sheet: Grid;
  readonly requests: UrlFetchRequest[];
  /** Calls a function as a click in the menu. */
  readonly run: (fn?: string, call?: Partial<Call>) => ExecutionResult;
  /** The value that the page would get of a call; throws what the script threw. */
  readonly value: (fn?: string, call?: Partial<Call>) => unknown;
  /** Message of what the call threw; fails when it did not throw. */
  readonly error: (fn?: string, call?: Partial<Call>) => string;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A runtime whose bundle is `script`; a body without functions becomes `function main() { … }`. */
export function rig(script: string, options: ScriptOptions = {}): Rig {
  const {
    manifest = {},
    files = {},
    answer = () => ({ status: 200, headers: {}, body: '{}' }),
  } = options;
  const dist = mkdtempSync(join(tmpdir(), 'runtime-'));
  folders.push(dist);
  const source = /^function /m.test(script) ? script : `function main() {\n${script}\n}\n`;
  writeFileSync(join(dist, 'server.js'), source);
  writeFileSync(
    join(dist, 'appsscript.json'),
    JSON.stringify({ timeZone: 'Etc/UTC', oauthScopes: SCOPES, ...manifest }),
  );
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text);
  const requests: UrlFetchRequest[] = [];
  const workbook = options.workbook ?? new Workbook({ id: 'doc-1', name: 'Leads' });
  if (workbook.sheets.length === 0) workbook.addSheet('Sheet1', { rows: 100, columns: 10 });
  const runtime = new LocalRuntime({
    clock: new VirtualClock(START),
    http: {
      fetch: (request) => {
        requests.push(request);
        return answer(request);
      },
    },
    ...options,
    dist,
    workbook,
  });
  const sheet = workbook.sheets[0];
  if (!sheet) throw new Error('no sheet');
  const run = (fn = 'main', call: Partial<Call> = {}): ExecutionResult =>
    runtime.execute({ user: ALICE, fn, as: 'menu', ...call });
  return {
    runtime,
    sheet,
    requests,
    run,
    value: (fn, call) => {
      const result = run(fn, { as: 'rpc', ...call });
      if (result.kind === 'returned') return result.value;
      throw new Error(result.kind === 'threw' ? result.message : `killed: ${result.reason}`);
    },
    error: (fn, call) => {
      const result = run(fn, { as: 'rpc', ...call });
      if (result.kind === 'threw') return result.message;
      throw new Error(`did not throw: ${JSON.stringify(result)}`);
    },
  };
}

/** The first sheet, as scripts see it. */
export const SHEET = 'SpreadsheetApp.getActiveSpreadsheet().getSheets()[0]';
