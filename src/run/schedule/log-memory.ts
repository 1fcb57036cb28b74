// Owns what a schedule knows of the log: that the memory of what was sent is still whole, and whom it names. Reads lines, no sheet.
import { KnownPeople } from '../../contact/known-people';
import { boughtLists, listedOn } from '../log/listed';
import { type LoggedLine, printsOf } from '../log/log-line';
import { channelsOfOperation } from '../../contact/operation';
import { readSentNote } from '../log/sent-note';
import { channelsOf } from '../state/batch';
import { countedLines, sentCount, sentLines } from '../log/sent-count';
import type { DocumentState } from '../state/document';

/** The log as a schedule saw it. */
export interface LogMemory {
  readonly sheet: number;
  /** Rows in use. */
  readonly rows: number;
  /** Lines that said who was, or is to be, bought. */
  readonly sent: number;
  /** The document's count of such lines then: how many came since is known without the log. */
  readonly counted: number;
}

/** As long as its record gets. */
export const LARGEST_MEMORY: LogMemory = {
  ...{ sheet: 2_147_483_647, rows: 10_000_000, sent: 10_000_000, counted: 10_000_000 },
};

export function memoryOf(
  { sheet, rows }: Pick<LogMemory, 'sheet' | 'rows'>,
  lines: readonly LoggedLine[],
  document: DocumentState,
): LogMemory {
  const sent = countedLines(document, lines).length;
  return { sheet, rows, sent, counted: sentCount(document) };
}

/** Whether lines are gone that were there, or that came since. */
export function isCut(
  memory: LogMemory,
  lines: readonly LoggedLine[],
  document: DocumentState,
): boolean {
  return sentLines(document, lines).length < memory.sent + newSince(memory, document);
}

/** Such lines that the log was given since. */
export function newSince({ counted }: LogMemory, document: DocumentState): number {
  return sentCount(document) - counted;
}

/**
 * Whom the log says anything of that a vendor was, or was to be, asked for. A value that was copied from another row, or
 * put right, or a cell that a fix changed, says nothing of the person in that row; nor does a list that nobody bought, or onto
 * which the vendor did not take them.
 */
export function knownPeople(lines: readonly LoggedLine[]): KnownPeople {
  const known = new KnownPeople();
  // Whoever was validated or looked up by e-mail was asked for no e-mail or phone.
  const others = new Set(lines.filter(isOfOtherOperation).map(({ run }) => run));
  const bought = new Set(boughtLists(lines).flatMap(({ list }) => listedOn(lines, list)));
  for (const line of lines) {
    const isOfNobody = OF_NOBODY.has(line.event) || (line.event === 'listed' && !bought.has(line));
    if (!isOfNobody && !others.has(line.run)) known.add(printsOf(line), line.knownBy);
  }
  return known;
}

function isOfOtherOperation({ event, note }: LoggedLine): boolean {
  const type = event === 'sent' ? (readSentNote(note)?.type ?? null) : null;
  return type !== null && !channelsOf(type).some((one) => FIND.includes(one));
}

const FIND = channelsOfOperation('find');

/** Of the sheet's cells only, or of whom a list leaves out. */
const OF_NOBODY: ReadonlySet<string> = new Set([
  ...['copied', 'moved', 'fixed', 'unfixed'],
  'not listed',
]);
