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
