// Owns the rows in which the contacts of a run stand now, by what became of them. Reads the log and the run's sheet; changes
// nothing.
import type { ContactField } from '../../contact/contact';
import { explainIncomplete } from '../../contact/identity';
import type { Book } from '../../ports';
import { isFinal } from '../state/batch';
import type { DocumentState } from '../state/document';
import { Log } from '../log/log';
import { findColumns, Rows } from '../sheet/rows';
import type { Outputs } from '../state/output-fields';
import type { ClosedRun, Source } from '../state/run';
import { contactsOf, type OutcomeContact, type RunOutcome } from './outcome';

export type OutcomeResult =
  | {
      readonly kind: 'rows';
      /** 1-based, in sheet order, at most {@link ROWS_SHOWN}; texts are the user's. */
      readonly rows: readonly { readonly row: number; readonly text: string }[];
      readonly total: number;
      /** Contacts without a row. */
      readonly gone: number;
    }
  /** There is no such run. */
  | { readonly kind: 'unknown' }
  /** Too little is kept, or the sheet does not tell any more. */
  | { readonly kind: 'untold'; readonly message: string };

/** A sidebar shows no more, and the answer stays small. */
const ROWS_SHOWN = 200;
const TEXT_CHARACTERS = 80;

/** Reads: the list of sheets, the log, the sheet. Throws `SheetFault`. */
export function outcomeRowsOf(
  book: Book,
  document: DocumentState,
  runId: string,
  outcome: RunOutcome,
): OutcomeResult {
  const open = document.run(runId);
  const closed = document.closedRun(runId);
  if (open === null && closed === null) return { kind: 'unknown' };
  const place = open ?? closed?.place ?? null;
  if (place === null || (closed?.isUnlogged === true && !KEPT.includes(outcome))) {
    return { kind: 'untold', message: whyNothingIsKept(closed) };
  }
  const lines = new Log(book, document).readAll().filter(({ run }) => run === runId);
  if (lines.length === 0 && closed !== null) return { kind: 'untold', message: LOG_GONE };
  const rows = rowsNow(book, place);
  if (typeof rows === 'string') return { kind: 'untold', message: rows };
  const hasEnded = (number: number): boolean => {
    const batch = document.batch(runId, number);
    if (open === null) return true;
    // Ended halves are gathered under another number.
    return batch === null ? number > 0 && number <= open.batches : isFinal(batch.state);
  };
  const contacts = contactsOf(runId, outcome, lines, hasEnded);
  // Which rows the check had found incomplete is kept nowhere: they have no contact.
  const had = (open ?? closed)?.incompleteRows ?? 0;
  const incomplete = outcome === 'incomplete' && had > 0 ? incompleteRows(rows) : NO_ROWS;
  return toResult(contacts, rows, incomplete);
}

function rowsNow(
  book: Book,
  { source, outputs }: { readonly source: Source; readonly outputs: Outputs },
): Rows | string {
  const sheet = book.sheet(source.sheetId);
  if (sheet === null) return 'The sheet of this run was deleted.';
  const cells = sheet.displayed();
  const found = findColumns(cells, source, outputs);
  if (found.kind === 'found') return new Rows(cells, found.columns);
  const name = found.header === '' ? 'A column without a header' : `The column “${found.header}”`;
  return `${name}, which tells who the contacts are, is gone or was renamed. Undo that in the sheet, then look again.`;
}

/** Also where the log is switched off. */
const KEPT: readonly RunOutcome[] = ['unplaced', 'untied'];

const NO_ROWS: ReadonlyMap<number, string> = new Map();

/** Rows that say too little now, and what they lack. */
function incompleteRows(rows: Rows): ReadonlyMap<number, string> {
  const incomplete = new Map<number, string>();
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const identity = rows.identityAt(row);
    if (identity.kind === 'incomplete') incomplete.set(row, explainIncomplete(identity.reason));
  }
  return incomplete;
}

function toResult(
  contacts: readonly OutcomeContact[],
  rows: Rows,
  incomplete: ReadonlyMap<number, string>,
): OutcomeResult {
  const found = new Set<number>(incomplete.keys());
  let gone = 0;
  for (const { prints, values } of contacts) {
    const own = rows.of(prints);
    // What stands in one of its rows by now has found its place.
    const isPlaced =
      values.length > 0 && values.every(({ field, after }) => isShown(own, field, after, rows));
    if (isPlaced) continue;
    if (own.length === 0) gone++;
    for (const row of own) found.add(row);
  }
  const sorted = [...found].sort((a, b) => a - b);
  return {
    kind: 'rows',
    rows: sorted
      .slice(0, ROWS_SHOWN)
      .map((row) => ({ row: row + 1, text: incomplete.get(row) ?? describe(row, rows) })),
    total: sorted.length,
    gone,
  };
}

function isShown(own: readonly number[], field: string, text: string, rows: Rows): boolean {
  const column = rows.columns.outputs[field as 'email' | 'phone'];
  return own.some((row) => rows.text(row, column) === text);
}

/** Whom a row is about, as it stands there. */
function describe(row: number, rows: Rows): string {
  const { mapping } = rows.columns;
  const textOf = (field: ContactField): string => rows.text(row, mapping[field]).trim();
  const name =
    textOf('full_name') ||
    `${textOf('first_name')} ${textOf('last_name')}`.trim() ||
    textOf('lead_id') ||
    textOf('email');
  const company = textOf('company_name') || textOf('company_domain');
  const parts = [name, company].filter((part) => part !== '');
  const text = name === '' ? [...parts, textOf('linkedin_url')].join(' · ') : parts.join(' · ');
  return text.length <= TEXT_CHARACTERS ? text : `${text.slice(0, TEXT_CHARACTERS - 1)}…`;
}

const LOG_GONE =
  'The log no longer holds what this run did: its lines, or the sheet, were deleted.';

function whyNothingIsKept(closed: ClosedRun | null): string {
  return closed?.isUnlogged === true
    ? 'The log is switched off: which rows this run wrote was not kept.'
    : 'Rows are shown for the newest 20 runs only: too little of this one is kept.';
}
