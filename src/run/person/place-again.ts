// Owns *Place again*: which results that had no row have one now. Pure; `change-ended.ts` acts.
import type { Channel } from '../../contact/contact';
import type { Change, Situation } from './change-ended';
import { type LoggedLine, type LogLine, printsOf } from '../log/log-line';
import type { CellWrite } from '../slice/place';
import { FOUND, IN_THE_LOG, WAITING } from '../sheet/status-text';

const PLACED_AGAIN = 'Placed again.';

/**
 * Each unplaced result of a closed run goes to the blank cells of its contact's rows, if it has rows again. A row
 * that shows the value already has it; a cell that holds something else stays as it is.
 */
export function decidePlaceAgain({ run, rows, formulas, log }: Situation): Change {
  const writes: CellWrite[] = [];
  const lines = new Map<number, LogLine[]>();
  /** Contacts some of whose values have no cell. */
  const leftContacts = new Set<string>();
  // An execution may have died after it wrote, and before that was counted.
  const isNew = run.tally.unplaced > run.tally.untied;
  let left = 0;
  let placed = 0;
  for (const line of unplacedOf(run.id, log)) {
    const field = line.field as Channel;
    const column = rows.columns.outputs[field];
    const own = column === undefined || formulas.has(column) ? [] : rows.of(printsOf(line));
    const blank = own.filter((row) => rows.text(row, column) === '');
    if (blank.length === 0 && !own.some((row) => rows.text(row, column) === line.after)) {
      left++;
      leftContacts.add(line.contact);
      continue;
    }
    if (blank.length > 0 || isNew) placed++;
    for (const row of blank) {
      const print = rows.printAt(row) ?? '';
      writes.push({ row, field, text: line.after, contact: [print] });
      const written = { contact: print, row: row + 1, field, before: '', after: line.after };
      const ofBatch = lines.get(line.batch) ?? [];
      lines.set(line.batch, [
        ...ofBatch,
        { ...written, event: 'written', note: PLACED_AGAIN, credits: 0 },
      ]);
      const status = rows.text(row, rows.columns.outputs.status);
      const word = field === 'email' ? statusWord(line.note) : '';
      if (status === '' || status === WAITING || status === IN_THE_LOG) {
        writes.push({ row, field: 'status', text: FOUND, contact: [print] });
      }
      if (word !== '' && rows.text(row, rows.columns.outputs.emailStatus) === '') {
        writes.push({ row, field: 'emailStatus', text: word, contact: [print] });
      }
    }
  }
  const unplaced = Math.min(run.tally.unplaced, run.tally.untied + leftContacts.size);
  const after = { ...run, placedAgain: { placed, left }, tally: { ...run.tally, unplaced } };
  return { writes: writes.filter(isThere), lines, after };

  function isThere({ field }: CellWrite): boolean {
    const column = rows.columns.outputs[field];
    return column !== undefined && !formulas.has(column);
  }
}

/**
 * Values that have no row, once each, but for those that found one since. What *Place again* logged may not stand in the
 * sheet (it died, or the sheet refused), and so may what was logged before its cell refused it.
 */
function unplacedOf(runId: string, log: readonly LoggedLine[]): readonly LoggedLine[] {
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

/** The vendor's word for an e-mail, which stands first in the note of its line. */
function statusWord(note: string): string {
  const [word, ...rest] = note.split('; ');
  return rest.length === 0 ? '' : (word ?? '');
}
