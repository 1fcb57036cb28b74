// Owns how many lines the log of a document was given, ever, that say who was, or is to be, bought, by a run or with a list: who finds
// fewer in it knows that some are gone. Reads no sheet.
import type { DocumentState } from '../state/document';
import { listCount, listLines } from './list-count';
import type { LoggedLine } from './log-line';

const SENT = 'log-sent';

export function sentCount(document: DocumentState): number {
  return runCount(document) + listCount(document);
}

function runCount(document: DocumentState): number {
  return Number(document.text(SENT) ?? 0);
}

/**
 * The count with one more batch, to be saved when its lines are there and it is to be sent: contacts are counted, not lines
 * appended, so that a death before the save changes nothing.
 */
export function withSent(
  document: DocumentState,
  contacts: number,
): Readonly<Record<string, string>> {
  return { [SENT]: String(runCount(document) + contacts) };
}

/** The count where the log holds more than it: one that was copied with its document, or that *Delete everything* left. */
export function withAtLeast(
  document: DocumentState,
  lines: number,
): Readonly<Record<string, string>> {
  const more = lines - sentCount(document);
  return more > 0 ? withSent(document, more) : {};
}

/** Lines that are in the count: those of a batch that is still to be counted may have been written by one who died. */
export function countedLines(
  document: DocumentState,
  lines: readonly LoggedLine[],
): readonly LoggedLine[] {
  return sentLines(document, lines).filter(({ run, batch }) => {
    const known = document.batch(run, batch);
    return known?.state !== 'created' || known.logged;
  });
}

export function sentLines(
  document: DocumentState,
  lines: readonly LoggedLine[],
): readonly LoggedLine[] {
  return [...lines.filter(({ event }) => event === 'sent'), ...listLines(document, lines)];
}
