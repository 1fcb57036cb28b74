// Owns the numbers and sentences that a run ends with. Knows no add-on: it is told what happened.
import { NO_VERDICTS } from '../../src/contact/check';
import { CHANNELS, type Channel, type ContactField } from '../../src/contact/contact';
import type { Operation } from '../../src/contact/operation';
import { UNITS } from '../../src/contact/operation-words';
import { count, counted } from '../../src/run/report/number-words';
import type { Quote } from '../../src/rpc/contract';
import type { CheckView, ColumnView, Inspection } from '../../src/rpc/contract-check';
import type { RunCost, RunView } from '../../src/rpc/contract-run';
import { listed } from './listed';
import type { Options } from './options';

/** What is printed with `--json`. Rows are data rows; `found` counts contacts. */
export interface Report {
  readonly operation: Operation;
  readonly rows: number;
  readonly ready: number;
  readonly duplicates: number;
  readonly incomplete: number;
  readonly alreadyFilled: number;
  readonly blank: number;
  readonly contacts: number;
  readonly batches: number;
  readonly submitCalls: number;
  readonly statusCalls: number;
  readonly found: Readonly<Partial<Record<Channel, number>>>;
  readonly notFound: number;
  /** Of the e-mails found or validated, how many have which status. */
  readonly emailStatuses: RunView['emailStatuses'];
  readonly unplaced: number;
  /** By vendor id. */
  readonly credits: Readonly<
    Record<string, { readonly maximum: number; readonly charged: number }>
  >;
  /** Headers; with the column, as `Name (column B)`, where several are alike or it is blank. */
  readonly mapping: Readonly<Partial<Record<ContactField, string>>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly virtualSeconds: number;
}

/** What is known before the run, and has to be kept for a run that is resumed. */
export type Beginning = Pick<
  Report,
  'rows' | 'ready' | 'duplicates' | 'incomplete' | 'alreadyFilled' | 'blank' | 'batches' | 'mapping'
> & {
  /** Why rows are incomplete, as lines for people. Absent in a run that an older version began. */
  readonly reasons?: readonly string[];
};

/** What the run has cost in calls and time, over all processes that worked on it. */
export type Effort = Pick<Report, 'submitCalls' | 'statusCalls' | 'calls' | 'virtualSeconds'>;

/** `whole` is the inspection of all rows, whichever of them the run is about. */
export function beginningOf(whole: Inspection, quote: Quote): Beginning {
  const counts = countsOf(whole);
  return {
    rows: rowsOf(whole),
    ready: counts.ready,
    duplicates: counts.duplicate,
    incomplete: counts.incomplete,
    alreadyFilled: counts.filled,
    blank: counts.blank,
    batches: quote.batches,
    mapping: headersOf(whole),
    reasons: incompleteLines(whole),
  };
}

export function reportOf(beginning: Beginning, run: RunView, effort: Effort): Report {
  const { rows, ready, duplicates, incomplete, alreadyFilled, blank, batches, mapping } = beginning;
  const credits = run.costs.map(
    ({ vendor, maximum, charged }) => [vendor, { maximum, charged }] as const,
  );
  return {
    operation: run.operation,
    ...{ rows, ready, duplicates, incomplete, alreadyFilled, blank },
    contacts: run.contacts,
    batches,
    submitCalls: effort.submitCalls,
    statusCalls: effort.statusCalls,
    found: run.found,
    notFound: run.notFound,
    emailStatuses: run.emailStatuses,
    unplaced: run.unplaced,
    credits: Object.fromEntries(credits),
    mapping,
    calls: effort.calls,
    virtualSeconds: effort.virtualSeconds,
  };
}

/** The summary for people; `reasons` as they were at the beginning. */
export function sentencesOf(
  report: Report,
  run: RunView,
  output: string,
  reasons: Beginning['reasons'] = [],
): readonly string[] {
  const { one, many } = UNITS[run.operation];
  return [
    `${counted(report.contacts, one, many)} sent: ${outcomeText(report, run)}, ${costsText(run.costs)}.`,
    `${counted(report.rows, 'row')}: ${counted(report.duplicates, 'duplicate')}, ${count(report.alreadyFilled)} already filled, ${count(report.incomplete)} incomplete, ${count(report.blank)} blank.`,
    ...reasons,
    `Written to ${output}.`,
  ];
}

function outcomeText(report: Report, run: RunView): string {
  const { operation, channels } = run;
  const not = `${count(report.notFound)} ${operation === 'validate' ? 'not checked' : 'not found'}`;
  return [gotText(report, channels), not, ...leftTexts(run)].join(', ');
}

function gotText(
  { operation, found, emailStatuses }: Report,
  channels: readonly Channel[],
): string {
  if (operation === 'validate') {
    const words = Object.entries(emailStatuses).filter(([, emails]) => emails > 0);
    const each = words.map(([status, emails]) => `${count(emails)} ${status}`);
    return `${count(found.validity ?? 0)} checked${each.length === 0 ? '' : ` (${each.join(', ')})`}`;
  }
  const each = CHANNELS.filter((channel) => channels.includes(channel)).map((channel) =>
    counted(found[channel] ?? 0, WORDS[channel]),
  );
  return `${listed(each)} found`;
}

/** What became of the others, once nothing more comes. */
function leftTexts({ state, contacts, foundContacts, notFound, leftOut }: RunView): string[] {
  const refused = state === 'closed' ? contacts - foundContacts - notFound - leftOut : 0;
  return [
    refused > 0 ? `${count(refused)} not taken` : '',
    leftOut > 0 ? `${count(leftOut)} left out` : '',
  ].filter((text) => text !== '');
}

/** What was charged of what was approved, at each vendor by itself. */
function costsText(costs: readonly RunCost[]): string {
  const about = ({ estimated }: RunCost): string => (estimated ? 'about ' : '');
  const [only, second] = costs;
  if (only !== undefined && second === undefined) {
    return `${about(only)}${counted(only.charged, 'credit')} of at most ${count(only.maximum)}`;
  }
  return costs
    .map(
      (cost) =>
        `${about(cost)}${count(cost.charged)} of at most ${count(cost.maximum)} credits at ${cost.name}`,
    )
    .join(', ');
}

/** Why there is nothing to send: of the chosen rows, or of the file. */
export function nothingToSend(
  chosen: Inspection,
  whole: Inspection,
  { channels, input }: Pick<Options, 'channels' | 'input'>,
): string {
  if (rowsOf(whole) === 0) {
    return `There is nothing to send: ${input} has headers, but no rows of data below them.`;
  }
  const rows = rowsOf(chosen);
  if (rows === 0) return 'There is nothing to send: no row is new, all were tried before.';
  const counts = countsOf(chosen);
  const what = channels.map((channel) => WORDS[channel]).join(' and ');
  const reasons = [
    someAre(counts.filled, `already has its ${what}`, `already have their ${what}`),
    someAre(counts.incomplete, 'is incomplete', 'are incomplete'),
    someAre(counts.waiting, 'is in an open run', 'are in an open run'),
    someAre(counts.blank, 'is blank', 'are blank'),
  ].filter((reason) => reason !== '');
  const sentence = `There is nothing to send: of ${counted(rows, 'row')}, ${reasons.join(', ')}.`;
  return [sentence, ...incompleteLines(chosen)].join('\n');
}

function someAre(rows: number, one: string, many: string): string {
  return rows === 0 ? '' : `${count(rows)} ${rows === 1 ? one : many}`;
}

/** As many as a person reads below the numbers. */
const MOST_REASONS = 3;

/** The commonest reasons why rows are incomplete, in the words of the rows. */
function incompleteLines(inspection: Inspection): readonly string[] {
  const all = countsOf(inspection).incomplete;
  const told = (inspection.check?.rows ?? []).filter(({ kind }) => kind === 'incomplete');
  const byReason = new Map<string, number>();
  for (const { text } of told) byReason.set(text, (byReason.get(text) ?? 0) + 1);
  const reasons = [...byReason].sort(([, one], [, other]) => other - one).slice(0, MOST_REASONS);
  // Of very many rows the add-on says only of the first ones why.
  const [before, after] =
    told.length < all
      ? [`Of the first ${count(told.length)} incomplete, `, '']
      : ['', ' incomplete'];
  const lines = reasons.map(([text, rows]) => `${before}${count(rows)}${after}: ${text}`);
  const others = told.length - reasons.reduce((sum, [, rows]) => sum + rows, 0);
  return others === 0 ? lines : [...lines, `${before}${count(others)}${after} for other reasons.`];
}

const WORDS: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  phone: 'phone',
  validity: 'validity',
  profile: 'profile',
};

function countsOf({ check }: Inspection): CheckView['counts'] {
  return check?.counts ?? NO_VERDICTS;
}

function rowsOf(inspection: Inspection): number {
  return Object.values(countsOf(inspection)).reduce((sum, rows) => sum + rows, 0);
}

function headersOf({ mapping, columns }: Inspection): Report['mapping'] {
  const headers = Object.entries(mapping).map(([field, { column }]) => {
    const view = columns.find(({ index }) => index === column);
    return [field, view && nameOf(view, columns)];
  });
  return Object.fromEntries(headers) as Report['mapping'];
}

/** The header; with its column where the header alone does not say which one is meant. */
function nameOf({ header, letter }: ColumnView, columns: readonly ColumnView[]): string {
  const text = header.trim();
  const isAlone = columns.filter((other) => other.header.trim() === text).length === 1;
  return text !== '' && isAlone ? header : `${header} (column ${letter})`.trim();
}
