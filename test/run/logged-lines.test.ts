// Which lines of a batch an execution finds in the log after another one died: what happened twice is there twice.
import {
  type LoggedLine,
  LoggedLines,
  type LogEvent,
  type LogLine,
} from '../../src/run/log/log-line';

const BLANK = { contact: 'aaaaaaaa', field: '', before: '', after: '', note: '' } as const;

function logged(event: LogEvent): LoggedLine {
  const where = { run: 'run1', batch: 1, time: '2026-09-01 12:00:00.000', row: 2 };
  const signs = { knownBy: '', mayBe: [], sentAs: '', number: null, among: null };
  return { ...BLANK, ...where, ...signs, event };
}

function missing(before: readonly LogEvent[], event: LogEvent): number {
  const line: LogLine = { ...BLANK, event, row: 2, credits: null };
  return new LoggedLines(before.map(logged)).take([line]).length;
}

test.each([
  [['sent'], 'sent', 0],
  [['sent', 'not sent'], 'not sent', 0],
  [['sent', 'not sent'], 'sent', 1],
  [['sent', 'not sent', 'sent'], 'sent', 0],
  [['sent', 'not sent', 'sent'], 'not sent', 1],
  [['sent', 'not sent', 'sent', 'not sent'], 'not sent', 0],
  [['sent'], 'unchanged', 1],
  [['sent', 'unchanged'], 'unchanged', 0],
  [['sent', 'written'], 'unchanged', 0],
] as const)('after %j, of a line %j so many are missing: %i', (before, event, count) => {
  expect(missing(before, event)).toBe(count);
});
