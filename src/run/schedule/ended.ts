// Owns what stays of a schedule that was ended: what it spent on a day, so that a new one of the sheet does not begin the day anew. Gone
// when that day is over and no run of it is open. Hashes, ids and counters only.
import type { DocumentState } from '../state/document';
import { type LocalTime, spentOn } from './calendar';
import type { Schedule } from './schedule';

export interface EndedSchedule extends Pick<
  Schedule,
  'id' | 'book' | 'user' | 'timeZone' | 'spent'
> {
  readonly sheetId: number;
}

/** Those of the document. */
export function endedSchedules(document: DocumentState): EndedSchedule[] {
  return document
    .idsOf(PREFIX)
    .map((id) => decode(document.text(endedKey(id))))
    .filter((ended) => ended !== null)
    .filter(({ book }) => book === document.book);
}

export function endedKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** To be saved before the schedule's own record is forgotten. */
export function endedRecord({
  id,
  book,
  user,
  timeZone,
  spent,
  source,
}: Schedule): Readonly<Record<string, string>> {
  return recordOfEnded({ id, book, user, timeZone, spent, sheetId: source.sheetId });
}

export function recordOfEnded(ended: EndedSchedule): Readonly<Record<string, string>> {
  return { [endedKey(ended.id)]: JSON.stringify(ended) };
}

/** Forgets those whose day is over, and that can spend nothing any more. Throws `StoreFault`. */
export function forgetEnded(
  document: DocumentState,
  localIn: (timeZone: string) => LocalTime,
): void {
  for (const ended of endedSchedules(document)) {
    const isSpending = document.runs().some(({ schedule }) => schedule === ended.id);
    const isOver = spentOn(ended, localIn(ended.timeZone)) !== ended.spent;
    if (isOver && !isSpending) document.forgetText(endedKey(ended.id));
  }
}

const PREFIX = 'spent:';

function decode(text: string | null): EndedSchedule | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<EndedSchedule> | null;
    return typeof value?.id === 'string' && value.spent !== undefined
      ? (value as EndedSchedule)
      : null;
  } catch {
    return null;
  }
}
