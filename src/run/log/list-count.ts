// Owns how many lines the log of a document was given, ever, that say who is on a list and which lists were bought: who finds fewer
// in it knows that some are gone. Reads no sheet.
import type { DocumentState } from '../state/document';
import type { LoggedLine } from './log-line';

/** The count; then the batches of which lines may be there that are not in it. One record, so that the two never differ. */
const LISTS = 'log-lists';

/** Each is of an execution that ended between a line and its count, and was never repeated. */
const MOST_UNCOUNTED = 50;

export function listCount(document: DocumentState): number {
  return Number(partsOf(document)[0]);
}

/** To be saved before lines of a batch are written: until these are counted, nobody takes them for others that are gone. */
export function beforeListed(
  document: DocumentState,
  run: string,
  batch: number,
): Readonly<Record<string, string>> {
  const [counted, ...open] = partsOf(document);
  const others = open.filter((one) => one !== keyOf({ run, batch })).slice(1 - MOST_UNCOUNTED);
  return { [LISTS]: [counted, ...others, keyOf({ run, batch })].join(' ') };
}

/** The count with the lines of a batch, to be saved when they are there; nothing to save where they are in it. */
export function withListed(
  document: DocumentState,
  run: string,
  batch: number,
  lines: number,
): Readonly<Record<string, string>> {
  const [counted, ...open] = partsOf(document);
  const others = open.filter((one) => one !== keyOf({ run, batch }));
  if (others.length === open.length) return {};
  return { [LISTS]: [Number(counted) + lines, ...others].join(' ') };
}

/** The lines that are in the count. */
export function listLines(
  document: DocumentState,
  lines: readonly LoggedLine[],
): readonly LoggedLine[] {
  const [, ...open] = partsOf(document);
  return lines.filter((line) => isOfLists(line) && !open.includes(keyOf(line)));
}

export function lacksListLines(document: DocumentState, lines: readonly LoggedLine[]): boolean {
  return listLines(document, lines).length < listCount(document);
}

/** What is sent stands in the line of a purchase, and in no other that a list has. */
function isOfLists({ event, sentAs }: LoggedLine): boolean {
  return event === 'listed' || (event === 'list' && sentAs !== '');
}

function partsOf(document: DocumentState): readonly string[] {
  return (document.text(LISTS) ?? '0').split(' ');
}

function keyOf({ run, batch }: Pick<LoggedLine, 'run' | 'batch'>): string {
  return `${run}:${batch}`;
}
