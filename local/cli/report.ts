// Owns the numbers and sentences that a run ends with. Knows no add-on: it is told what happened.
import { CHANNELS, type Channel, type ContactField } from '../../src/contact/contact';
import type { Inspection, Quote, RunView } from '../../src/rpc/contract';

/** What is printed with `--json`. Rows are data rows; `found` counts contacts. */
export interface Report {
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
  readonly found: Readonly<Record<Channel, number>>;
  readonly notFound: number;
  readonly unplaced: number;
  readonly credits: { readonly maximum: number; readonly charged: number };
  readonly mapping: Readonly<Partial<Record<ContactField, string>>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly virtualSeconds: number;
}

/** What is known before the run, and has to be kept for a run that is resumed. */
export type Beginning = Pick<
  Report,
  'rows' | 'ready' | 'duplicates' | 'incomplete' | 'alreadyFilled' | 'blank' | 'batches' | 'mapping'
>;

/** What the run has cost in calls and time, over all processes that worked on it. */
export type Effort = Pick<Report, 'submitCalls' | 'statusCalls' | 'calls' | 'virtualSeconds'>;

export function beginningOf(inspection: Inspection, quote: Quote): Beginning {
  const counts = inspection.check?.counts ?? NOTHING;
  return {
    rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ready: counts.ready,
    duplicates: counts.duplicate,
    incomplete: counts.incomplete,
    alreadyFilled: counts.filled,
    blank: counts.blank,
    batches: quote.batches,
    mapping: headersOf(inspection),
  };
}

export function reportOf(beginning: Beginning, run: RunView, effort: Effort): Report {
  const { rows, ready, duplicates, incomplete, alreadyFilled, blank, batches, mapping } = beginning;
  const { maximum, charged } = run.credits;
  return {
    ...{ rows, ready, duplicates, incomplete, alreadyFilled, blank },
    contacts: run.contacts,
    batches,
    submitCalls: effort.submitCalls,
    statusCalls: effort.statusCalls,
    found: run.found,
    notFound: run.notFound,
    unplaced: run.unplaced,
    credits: { maximum, charged },
    mapping,
    calls: effort.calls,
    virtualSeconds: effort.virtualSeconds,
  };
}

/** The summary for people. */
export function sentencesOf(report: Report, run: RunView, output: string): readonly string[] {
  const found = CHANNELS.filter((channel) => run.channels.includes(channel))
    .map((channel) => counted(report.found[channel], WORDS[channel]))
    .join(' and ');
  const { charged, maximum } = report.credits;
  const credits = `${counted(charged, 'credit')}${run.credits.estimated ? ' (estimated)' : ''}`;
  return [
    `${counted(report.contacts, 'contact')} sent: ${found} found, ${report.notFound} not found, ${credits} of at most ${maximum}.`,
    `${counted(report.rows, 'row')}: ${counted(report.duplicates, 'duplicate')}, ${report.alreadyFilled} already filled, ${report.incomplete} incomplete, ${report.blank} blank.`,
    `Written to ${output}.`,
  ];
}

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Why there is nothing to send, in one sentence. */
export function nothingToSend(inspection: Inspection, channels: readonly Channel[]): string {
  const counts = inspection.check?.counts ?? NOTHING;
  const what = channels.map((channel) => WORDS[channel]).join(' and ');
  const reasons = [
    counts.filled > 0 ? `${counts.filled} already have their ${what}` : '',
    counts.incomplete > 0 ? `${counts.incomplete} do not say who the contact is` : '',
    counts.waiting > 0 ? `${counts.waiting} are in a run already` : '',
    counts.blank > 0 ? `${counts.blank} are blank` : '',
  ].filter((reason) => reason !== '');
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (reasons.length === 0) return 'There is nothing to send: no row was chosen.';
  return `There is nothing to send: of ${counted(rows, 'row')}, ${reasons.join(', ')}.`;
}

const WORDS: Readonly<Record<Channel, string>> = { email: 'e-mail', phone: 'phone number' };
const NOTHING = { ready: 0, waiting: 0, duplicate: 0, filled: 0, incomplete: 0, blank: 0 };

function headersOf({ mapping, columns }: Inspection): Report['mapping'] {
  const headers = Object.entries(mapping).map(([field, { column }]) => {
    const view = columns.find(({ index }) => index === column);
    return [field, view?.header === '' ? `(column ${view.letter})` : view?.header];
  });
  return Object.fromEntries(headers) as Report['mapping'];
}
