// Opening the sidebar: one call, and at most two readings of the sheet's values, however large it is and whatever can be offered.
import type { MeterCounts } from '../../local/runtime/meter';
import type { Method, Methods } from '../../src/rpc/contract';
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';

const HEADERS = [
  'First name',
  'Last name',
  'Job title',
  'Company domain',
  'Website',
  'Company',
  'Email',
];

/** Readings of cells: texts, values or formulas. */
function readings({ methods }: MeterCounts): number {
  const of = ['getDisplayValues', 'getDisplayValue', 'getValues', 'getValue', 'getFormulas'];
  return of.reduce((sum, name) => sum + (methods[`Range.${name}`] ?? 0), 0);
}

function callsOf<M extends Method>(on: Addon, method: M, args: Methods[M]['args']): MeterCounts {
  const result = on.execute(method, args);
  expect(result.kind).toBe('returned');
  return result.calls;
}

/** People of whom every tenth can be fixed. */
function rows(count: number): string[][] {
  const data = Array.from({ length: count }, (_, at) =>
    at % 10 === 0
      ? ['Jane Doe', '', 'x', `firm${at}.example`, '', '', '']
      : ['Ann', `Lee${at}`, 'x', `firm${at}.example`, '', '', ''],
  );
  return [HEADERS, ...data];
}

test('reads the values once where nothing is offered', () => {
  const on = new Addon({ rows: people(20) });
  expect(readings(callsOf(on, 'home', null))).toBe(1);
});

test.each([
  ['fixes are offered', 50],
  ['the sheet has 50,000 rows', 50_000],
])('reads them twice where %s', (_, count) => {
  const on = new Addon({ rows: rows(count) });
  const calls = callsOf(on, 'home', null);
  expect(readings(calls)).toBe(2);
  expect(calls.methods['SpreadsheetApp.flush'] ?? 0).toBe(0);
  expect(calls.writes.SpreadsheetApp ?? 0).toBe(0);
  expect(on.home().inspection.fixes).toEqual([
    { kind: 'split_names', rows: Math.min(2_000, count / 10) },
  ]);
});

test('every verdict lists its rows with the reason, at most 200 of each, and the answer stays small', () => {
  const data = rows(50_000).map((row, at) => (at % 5 === 2 ? row.map(() => '') : row));
  const on = new Addon({ rows: data });
  const { value } = on.execute('home', null) as { value: string };
  expect(value.length).toBeLessThan(100_000);
  const { check } = on.home().inspection;
  const listed = (kind: string) => check?.rows.filter((row) => row.kind === kind) ?? [];
  expect(check?.counts).toMatchObject({ blank: 10_000, incomplete: 5_000, ready: 35_000 });
  for (const kind of ['ready', 'incomplete', 'blank']) expect(listed(kind)).toHaveLength(200);
  expect(listed('ready')[0]).toMatchObject({ row: 4, text: 'E-mail: bought if it is found.' });
  expect(listed('blank')[0]).toMatchObject({ row: 3, text: '' });
  const both = on.ask('inspect', choose({ channels: ['email', 'phone'] })).check?.rows ?? [];
  expect(both.find(({ kind }) => kind === 'ready')?.text).toMatch(/^E-mail and phone: each bought/);
});

test('also beside a fix that was made, a run that is open and one that is closed', () => {
  const on = new Addon({ rows: rows(50), emulator: { shares: { email: 1, phone: 1, failed: 0 } } });
  on.workToEnd(on.start({ rows: { kind: 'first', count: 3 } }));
  const kind = 'split_names';
  const { digest } = on.ask('previewFix', { choice: choose({}), kind });
  on.ask('applyFix', { choice: choose({}), kind, digest });
  on.start();
  expect(readings(callsOf(on, 'home', null))).toBeLessThanOrEqual(2);
});

test('the user’s properties are read, not written', () => {
  const on = new Addon({ rows: rows(20) });
  on.home();
  const { methods } = callsOf(on, 'home', null);
  expect(methods['Properties.setProperties'] ?? 0).toBe(0);
  expect(methods['Properties.setProperty'] ?? 0).toBe(0);
});

test('the document’s properties and the user’s are read once each', () => {
  const on = new Addon({ rows: rows(20) });
  on.connect();
  on.workToEnd(on.start({ limit: 1 }));
  on.start({ limit: 1 });
  expect(callsOf(on, 'home', null).methods['Properties.getProperties']).toBe(2);
});

describe('of the runs', () => {
  const ids = (on: Addon, args: Methods['home']['args']): string[] =>
    on.ask('home', args).runs.map(({ id }) => id);

  test('that which is to be retried is told beside the last one, as long as it is kept', () => {
    const on = new Addon({ rows: people(3) });
    const first = on.workToEnd(on.start({ limit: 1 })).id;
    const last = on.workToEnd(on.start({ limit: 1 })).id;
    expect(ids(on, null)).toEqual([last]);
    const retry = (run: string) => choose({ rows: { kind: 'not_found', run } });
    expect(ids(on, retry(first))).toEqual([last, first]);
    expect(ids(on, retry(last))).toEqual([last]);
    on.ask('deleteAll', null);
    expect(ids(on, retry(first))).toEqual([]);
  });

  test('a later view says that it is later, whatever took how long', () => {
    const on = new Addon({ rows: people(2) });
    const started = on.start();
    const looked = on.home().runs[0];
    const worked = on.work(started);
    const asked = on.ask('history', null).runs[0];
    const times = [started, looked, worked, asked].map((view) => view?.asOf ?? Number.NaN);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(new Set(times).size).toBe(4);
  });
});
