// What npm run enrich says at its end, for each operation.
import { nothingToSend, reportOf, sentencesOf, type Beginning } from '../../local/cli/report';
import { problemOf } from '../../local/cli/refusal';
import { isSameCommand, type KeptRun } from '../../local/cli/run-file';
import { readArguments } from '../../local/cli/options';
import { checkView, inspection } from '../sidebar/fixtures';
import { endedFor } from '../sidebar/operation-fixtures';

const BEGINNING: Beginning = {
  ...{ rows: 400, ready: 312, duplicates: 9, incomplete: 3, alreadyFilled: 41, blank: 24 },
  ...{ batches: 1, mapping: { email: 'Email' } },
};
const EFFORT = { submitCalls: 1, statusCalls: 1, calls: {}, virtualSeconds: 100 };

test.each([
  [
    'validate',
    312,
    '312 e-mails sent: 300 checked (206 deliverable, 39 risky, 51 undeliverable, 4 unknown), 12 not checked, 292 credits of at most 312.',
  ],
  ['lookup', 40, '40 people sent: 28 profiles found, 12 not found, 380 credits of at most 400.'],
  [
    'leads',
    25,
    '25 leads sent: 13 e-mails, 13 phones and 13 profiles found, 12 not found, 55 credits of at most 75.',
  ],
] as const)('the end of %s is told in its own words', (operation, contacts, sentence) => {
  const run = endedFor(operation, contacts, { leftOut: 0 });
  const report = reportOf(BEGINNING, run, EFFORT);
  expect(report).toMatchObject({ operation, emailStatuses: run.emailStatuses });
  expect(sentencesOf(report, run, 'out.csv')[0]).toBe(sentence);
});

test('contacts that no vendor took, or that were left, are told apart from those not found', () => {
  const run = endedFor('leads', 25, { foundContacts: 8, leftOut: 2 });
  const [sentence] = sentencesOf(reportOf(BEGINNING, run, EFFORT), run, 'out.csv');
  expect(sentence).toMatch(/12 not found, 3 not taken, 2 left out,/);
});

test('why nothing is sent names the commonest reasons of the rows', () => {
  const counts = {
    ...checkView().counts,
    ready: 0,
    duplicate: 0,
    filled: 2,
    incomplete: 3,
    blank: 1,
  };
  const said = (texts: string, change: object) => {
    const rows = Array.from(texts, (text, at) => ({
      row: at + 2,
      kind: 'incomplete' as const,
      text: `${text}.`,
    }));
    const look = inspection({ check: checkView({ counts: { ...counts, ...change }, rows }) });
    return nothingToSend(look, look, { channels: ['validity'], input: 'in.csv' }).split('\n');
  };
  expect(said('ABB', {})).toEqual([
    'There is nothing to send: of 6 rows, 2 already have their validity, 3 are incomplete, 1 is blank.',
    '2 incomplete: B.',
    '1 incomplete: A.',
  ]);
  expect(said('ABBCCCDDDDE', { filled: 1, incomplete: 11, waiting: 1, blank: 0 })).toEqual([
    'There is nothing to send: of 13 rows, 1 already has its validity, 11 are incomplete, 1 is in an open run.',
    ...[
      '4 incomplete: D.',
      '3 incomplete: C.',
      '2 incomplete: B.',
      '2 incomplete for other reasons.',
    ],
  ]);
  expect(said('A', { filled: 0, incomplete: 1, blank: 2 })[0]).toMatch(
    /of 3 rows, 1 is incomplete, 2 are blank\.$/,
  );
  expect(said('ABB', { incomplete: 5_000 }).slice(1)).toEqual([
    'Of the first 3 incomplete, 2: B.',
    'Of the first 3 incomplete, 1: A.',
  ]);
});

test('a file that cannot be used is told what the operation needs', () => {
  const problem = { code: 'no_identity', message: '' } as const;
  expect(problemOf(problem, { input: 'in.csv', operation: 'leads' })).toBe(
    'in.csv has no usable columns: it needs a row of headers, with a column for the LeadLeap id.',
  );
});

test('a run of an older version was one that finds', () => {
  const read = readArguments(['in.csv', '--out', 'out.csv'], {});
  if (read.kind !== 'run') throw new Error(read.kind);
  const { channels, rows, route } = read.options;
  const kept = { command: { channels, rows, route } } as unknown as KeptRun;
  expect(isSameCommand(kept, read.options)).toBe(true);
  expect(isSameCommand(kept, { ...read.options, operation: 'validate' })).toBe(false);
});
