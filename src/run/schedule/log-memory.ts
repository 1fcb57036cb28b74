// Owns what a schedule knows of the log: that the memory of what was sent is still whole, and whom it names. Reads lines, no sheet.
import type { Fingerprint } from '../../contact/contact';
import { type LoggedLine, logTime, printsOf } from '../log/log-line';

/** The log as a schedule saw it. */
export interface LogMemory {
  readonly sheet: number;
  /** Rows in use. */
  readonly rows: number;
  /** Lines that said `sent` up to a time, as {@link logTime} spells it: lines of the past can only become fewer. */
  readonly sent: number;
  readonly until: string;
}

/** As long as its record gets. */
export const LARGEST_MEMORY: LogMemory = {
  ...{ sheet: 2_147_483_647, rows: 10_000_000, sent: 10_000_000 },
  until: logTime(0),
};

export function memoryOf(
  sheet: number,
  rows: number,
  lines: readonly LoggedLine[],
  nowMs: number,
): LogMemory {
  const until = logTime(nowMs);
  return { sheet, rows, sent: sentUntil(lines, until), until };
}

/** Whether lines are gone that were there, however many came since. */
export function isCut(memory: LogMemory, lines: readonly LoggedLine[]): boolean {
  return sentUntil(lines, memory.until) < memory.sent;
}

/**
 * Whom the log says anything of that a vendor was, or was to be, asked for. A value that was copied from another row, or
 * put right, or a cell that a fix changed, says nothing of the person in that row.
 */
export function knownPrints(lines: readonly LoggedLine[]): ReadonlySet<Fingerprint> {
  return new Set(lines.filter(({ event }) => !OF_CELLS.has(event)).flatMap(printsOf));
}

/** Of the sheet's cells only. */
const OF_CELLS: ReadonlySet<string> = new Set(['copied', 'moved', 'fixed', 'unfixed']);

function sentUntil(lines: readonly LoggedLine[], until: string): number {
  return lines.filter(({ event, time }) => event === 'sent' && time <= until).length;
}
