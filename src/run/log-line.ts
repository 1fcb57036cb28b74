// Owns a line of the "Enrichment log" and how it is spelled in cells. Knows no sheet.
import type { Channel, Fingerprint } from '../contact/contact';

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
] as const;

/**
 * `sent`: about to be sent · `accepted`: a workflow id that could not be saved in its place · `written`,
 * `copied` (from another row of the contact, free), `moved` (a stray value put right), `unplaced` ·
 * `incomplete`, `refused`: certainly not bought · `not sent`: taken back before sending · `closed`: given up with its run.
 */
export type LogEvent =
  | 'sent'
  | 'accepted'
  | 'written'
  | 'copied'
  | 'moved'
  | 'unplaced'
  | 'incomplete'
  | 'refused'
  | 'not sent'
  | 'closed';

export interface LogLine {
  readonly event: LogEvent;
  /** The contact's first fingerprint, or `''`. */
  readonly contact: Fingerprint;
  /** 1-based row at that moment. */
  readonly row: number | null;
  readonly field: Channel | '';
  readonly before: string;
  readonly after: string;
  readonly note: string;
  /** `null` where the line is not about money. */
  readonly credits: number | null;
  /** The contact as sent, for `sent` lines. */
  readonly sentAs?: string;
  /** The vendor does not say: reckoned from what was found. */
  readonly estimated?: boolean;
}

/** A line as it is read back: only what recovery needs. */
export interface LoggedLine {
  /** As {@link logTime} spells it. */
  readonly time: string;
  readonly event: string;
  readonly contact: string;
  readonly row: number;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly note: string;
}

/** Seconds are enough: it sorts, and no locale takes it for anything but this. */
export function logTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function logCells(
  line: LogLine,
  run: string,
  batch: number,
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
  ];
}

/** The line of a row of the log, if it is of this run and batch. */
export function readLogCells(
  cells: readonly string[],
  run: string,
  batch: number,
): LoggedLine | null {
  if (cells[1] !== run || cells[2] !== String(batch)) return null;
  return {
    time: cells[0] ?? '',
    event: cells[3] ?? '',
    contact: cells[4] ?? '',
    row: Number(cells[6] ?? ''),
    field: cells[7] ?? '',
    before: cells[8] ?? '',
    after: cells[9] ?? '',
    note: cells[10] ?? '',
  };
}

/** The lines of one batch that are in the log: a repeat logs only what is missing. */
export class LoggedLines {
  private readonly counts = new Map<string, number>();

  constructor(readonly lines: readonly LoggedLine[]) {
    for (const line of lines) this.note(keyOf(line));
  }

  /** Of the lines that a batch should have, those that are not there yet; they count as logged from now on. */
  take(lines: readonly LogLine[]): LogLine[] {
    const seen = new Map<string, number>();
    const missing = lines.filter((line) => {
      const key = keyOf(line);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return nth > (this.counts.get(key) ?? 0);
    });
    // A value that was written and has lost its row since was charged with the line that says it was written.
    const charged = missing.map((line) =>
      line.event === 'unplaced' && this.counts.has(keyOf({ ...line, event: 'written' }))
        ? { ...line, credits: 0 }
        : line,
    );
    for (const line of missing) this.note(keyOf(line));
    return charged;
  }

  private note(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}

/** What makes two lines of a batch the same line: not the row, which may have moved. */
function keyOf(line: Pick<LoggedLine, 'event' | 'contact' | 'field' | 'after'>): string {
  return JSON.stringify([line.event, line.contact, line.field, line.after]);
}
