// Owns a line of the "Enrichment log" and how it is spelled in cells. Knows no sheet.
import type { ContactField, Fingerprint } from '../../contact/contact';
import type { RowMark } from '../sheet/row-content';
import { channelOf, type OutputField } from '../state/output-fields';

export const LOG_NAME = 'Enrichment log';

export const LOG_HEADERS = [
  'Time (UTC)',
  'Run',
  'Batch',
  'Event',
  'Contact',
  'Sent as',
  'Row',
  'Field',
  'Old value',
  'New value',
  'Note',
  'Credits',
  'Known by',
  'Vendor',
] as const;

/**
 * `sent`: about to be sent · `accepted`: a workflow id that could not be saved in its place · `written`,
 * `copied` (from another row of the contact, free), `unchanged` (bought, and what its cell held already), `moved` (a stray value put right), `unplaced` ·
 * `incomplete`, `refused`, `failed`: certainly not bought · `not sent`: left out before sending · `closed`: an attempt given
 * up, which may have been bought · `notice`: what the vendor says of the credits of a look-up · `listed`: about to be
 * put on a list that is kept at a vendor · `not listed`: certainly not taken onto it · `list`: the purchase of such a list, and its
 * end · `undone`: taken out of the sheet again · `fixed`, `unfixed`: a cell that identity is read from, changed by a fix that the
 * user asked for, and given its text again.
 */
export type LogEvent =
  | 'sent'
  | 'accepted'
  | 'written'
  | 'copied'
  | 'unchanged'
  | 'moved'
  | 'unplaced'
  | 'incomplete'
  | 'refused'
  | 'failed'
  | 'not sent'
  | 'closed'
  | 'notice'
  | 'listed'
  | 'not listed'
  | 'list'
  | 'undone'
  | 'fixed'
  | 'unfixed';

export interface LogLine {
  readonly event: LogEvent;
  /** Of a line about one cell, the fingerprint of its row; else all of the contact's, the first first, or `''`. */
  readonly contact: string;
  /** 1-based row at that moment. */
  readonly row: number | null;
  readonly field: OutputField | ContactField | '';
  readonly before: string;
  /** The old value, where it was a number: what it showed may be less. */
  readonly number?: number;
  readonly after: string;
  readonly note: string;
  /** Of a cell in one of several rows of a contact, what tells these apart. */
  readonly among?: RowMark;
  /** `null` where the line is not about money. */
  readonly credits: number | null;
  /** The contact as sent, for `sent` and `listed` lines; what is bought, for that of a purchase of a list. */
  readonly sentAs?: string;
  /** By what the contact is known again, for `sent` and `listed` lines: hashes, see `known-people.ts`. */
  readonly knownBy?: string;
  /** Of a result that nothing ties to a contact: those whom it may be about. */
  readonly mayBe?: readonly Fingerprint[];
  /** The vendor does not say: reckoned from what was found. */
  readonly estimated?: boolean;
}

/** What *Place again* notes on its lines: what they say was written may not stand in the sheet. */
export const PLACED_AGAIN = 'Placed again.';

/** What begins the further phones in a note: the vendor was paid for them, and they have no cell. */
export const ALSO = 'also ';

/** A line as it is read back. */
export interface LoggedLine {
  readonly run: string;
  readonly batch: number;
  /** As {@link logTime} spells it. */
  readonly time: string;
  readonly event: string;
  readonly contact: string;
  readonly row: number;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly note: string;
  readonly knownBy: string;
  /** Of a result that nothing ties to a contact: those whom it may be about. */
  readonly mayBe: readonly Fingerprint[];
  /** What was sent, for lines that say so; else `''`. */
  readonly sentAs: string;
  /** The old value, where it was a number; else `null`. */
  readonly number: number | null;
  /** `null` where the contact had but one row. */
  readonly among: RowMark | null;
}

/**
 * It sorts, and no locale takes it for anything but this. Milliseconds, as what one vendor refuses is sent to the next within a
 * second, and which came first decides whether somebody was paid for.
 */
export function logTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
}

export function logCells(
  line: LogLine,
  run: string,
  batch: number,
  vendor: string,
  nowMs: number,
): (string | number)[] {
  const isEstimated = line.estimated === true && line.credits !== null && line.credits > 0;
  return [
    logTime(nowMs),
    run,
    batch,
    line.event,
    line.contact,
    line.sentAs ?? '',
    line.row ?? '',
    line.field,
    line.before,
    line.after,
    isEstimated ? `${line.note} (credits estimated)`.trim() : line.note,
    line.credits ?? '',
    line.knownBy ?? (line.mayBe === undefined ? undoCell(line) : mayBeCell(line.mayBe)),
    vendor,
  ];
}

function mayBeCell(prints: readonly Fingerprint[]): string {
  return prints.length === 0 ? '' : `${MAY_BE}${prints.join(' ')}`;
}

const MAY_BE = 'may be ';

/** What *Undo* needs beside the old value, in a cell that no vendor's words go into. */
function undoCell({ number, among }: LogLine): string {
  const parts = [
    number === undefined ? '' : `number ${number}`,
    among === undefined ? '' : `row ${among.content} of ${among.alike} alike, ${among.all} in all`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const UNDO = /^(?:number (\S+))? ?(?:row ([\w-]+) of (\d+) alike, (\d+) in all)?$/;

/** The line of a row of the log; `null` for a row that holds none. */
export function readLogCells(cells: readonly string[]): LoggedLine | null {
  const [time = '', run = '', batch = '', event = '', contact = ''] = cells;
  if (run === '' || event === '') return null;
  const [, number = NaN, content, alike, all] = UNDO.exec(cells[12] ?? '') ?? [];
  return {
    run,
    batch: Number(batch),
    time,
    event,
    contact,
    row: Number(cells[6] ?? ''),
    field: cells[7] ?? '',
    before: cells[8] ?? '',
    after: cells[9] ?? '',
    note: cells[10] ?? '',
    knownBy: cells[12] ?? '',
    mayBe: cells[12]?.startsWith(MAY_BE) === true ? cells[12].slice(MAY_BE.length).split(' ') : [],
    sentAs: cells[5] ?? '',
    number: Number.isFinite(Number(number)) ? Number(number) : null,
    among: content === undefined ? null : { content, alike: Number(alike), all: Number(all) },
  };
}

/** Whether a line is about what is bought; of what comes free with a contact nothing follows. */
export function isOfValue({ field }: { readonly field: string }): boolean {
  return channelOf(field) !== null;
}

/** The fingerprints that a line names. */
export function printsOf({ contact }: Pick<LogLine, 'contact'>): readonly Fingerprint[] {
  return contact.split(' ');
}

/** The lines of one batch that are in the log: a repeat logs only what is missing. */
export class LoggedLines {
  private readonly counts = new Map<string, number>();
  /** Values that a line was charged with, by every fingerprint it names. */
  private readonly charged = new Set<string>();

  constructor(readonly lines: readonly LoggedLine[]) {
    for (const line of lines) this.note(line);
  }

  /** Of the lines that a batch should have, those that are not there yet; they count as logged from now on. */
  take(lines: readonly LogLine[]): LogLine[] {
    const seen = new Map<string, number>();
    const missing = lines.filter((line) => {
      // It may hold what was just written there.
      const isCharged = valuesOf(line).some((value) => this.charged.has(value));
      if (line.event === 'unchanged' && isCharged) return false;
      const key = keyOf(line);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return nth > (this.counts.get(key) ?? 0);
    });
    // A value that was written and lost its row, or was held and found one, was charged with its first line.
    const taken = missing.map((line) =>
      valuesOf(line).some((value) => this.charged.has(value)) ? { ...line, credits: 0 } : line,
    );
    for (const line of missing) this.note(line);
    return taken;
  }

  private note(line: Pick<LoggedLine, 'event' | 'contact' | 'field' | 'after'>): void {
    const key = keyOf(line);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    // Who was not sent after all is announced anew, and all are whose attempt was given up; who is announced anew may again not be sent.
    if (line.event === 'not sent') this.counts.delete(keyOf({ ...line, event: 'sent' }));
    if (line.event === 'sent') this.counts.delete(keyOf({ ...line, event: 'not sent' }));
    if (line.event === 'closed') this.forgetSent();
    for (const value of valuesOf(line)) this.charged.add(value);
  }

  private forgetSent(): void {
    for (const key of this.counts.keys()) {
      if (key.startsWith('["sent"')) this.counts.delete(key);
    }
  }
}

/** What makes two lines of a batch the same line: not the row, which may have moved. */
function keyOf(line: Pick<LoggedLine, 'event' | 'contact' | 'field' | 'after'>): string {
  return JSON.stringify([line.event, line.contact, line.field, line.after]);
}

/** Whether a line tells that something was bought and found. */
export function isOfFind({ event }: Pick<LoggedLine, 'event'>): boolean {
  return event === 'written' || event === 'unplaced' || event === 'unchanged';
}

/** The value that a line is about, once for each fingerprint; nothing for a line that is charged with no value. */
function valuesOf(line: Pick<LoggedLine, 'event' | 'contact' | 'field' | 'after'>): string[] {
  if (!isOfFind(line)) return [];
  return printsOf(line).map((print) => JSON.stringify([print, line.field, line.after]));
}
