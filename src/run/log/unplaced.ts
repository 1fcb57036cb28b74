// Owns which results an earlier run bought and could not place, as the log tells. Pure: reads lines.
import { type LoggedLine, PLACED_AGAIN, printsOf } from './log-line';

/**
 * Values that have no row, once each, but for those that found one since. What *Place again* logged may not stand in the
 * sheet (it died, or the sheet refused), and so may what was logged before its cell refused it.
 */
export function unplacedOf(runId: string, log: readonly LoggedLine[]): readonly LoggedLine[] {
  const unplaced = new Map<string, LoggedLine>();
  for (const line of log) {
    if (line.run !== runId || line.contact === '') continue;
    if (line.event === 'unplaced') {
      unplaced.set(JSON.stringify([line.contact, line.field, line.after]), line);
    }
    const isOver = line.event === 'written' && !line.note.startsWith(PLACED_AGAIN);
    if (!isOver && line.event !== 'undone') continue;
    const value = line.event === 'undone' ? line.before : line.after;
    for (const [key, { contact, field, after }] of unplaced) {
      if (field !== line.field || after !== value) continue;
      if (contact.split(' ').some((print) => printsOf(line).includes(print))) unplaced.delete(key);
    }
  }
  return [...unplaced.values()];
}
