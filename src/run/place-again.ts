// Owns *Place again*: which results that had no row have one now. Pure; `change-ended.ts` acts.
import type { Channel } from '../contact/contact';
import type { Change, Situation } from './change-ended';
import { type LoggedLine, type LogLine, printsOf } from './log-line';
import type { CellWrite } from './place';
import { FOUND, WAITING } from './status-text';

/**
 * Each unplaced result of a closed run goes to the blank cells of its contact's rows, if it has rows again. A row
 * that shows the value already has it; a cell that holds something else stays as it is.
 */
export function decidePlaceAgain({ run, rows, formulas, log }: Situation): Change {
  const writes: CellWrite[] = [];
  const lines = new Map<number, LogLine[]>();
  const placedContacts = new Set<string>();
  let left = 0;
  let placed = 0;
  for (const line of unplacedOf(run.id, log)) {
    const field = line.field as Channel;
    const column = rows.columns.outputs[field];
    const own = column === undefined || formulas.has(column) ? [] : rows.of(printsOf(line));
    const blank = own.filter((row) => rows.text(row, column) === '');
    if (blank.length === 0 && !own.some((row) => rows.text(row, column) === line.after)) {
      left++;
      continue;
    }
    placed++;
    placedContacts.add(line.contact);
    for (const row of blank) {
      const print = rows.printAt(row) ?? '';
      writes.push({ row, field, text: line.after, contact: [print] });
      const written = { contact: print, row: row + 1, field, before: '', after: line.after };
      const ofBatch = lines.get(line.batch) ?? [];
      lines.set(line.batch, [
        ...ofBatch,
        { ...written, event: 'written', note: 'Placed again.', credits: 0 },
      ]);
      const status = rows.text(row, rows.columns.outputs.status);
      const word = field === 'email' ? statusWord(line.note) : '';
      if (status === '' || status === WAITING) {
        writes.push({ row, field: 'status', text: FOUND, contact: [print] });
      }
      if (word !== '' && rows.text(row, rows.columns.outputs.emailStatus) === '') {
        writes.push({ row, field: 'emailStatus', text: word, contact: [print] });
      }
    }
  }
  const unplaced = Math.max(0, run.tally.unplaced - placedContacts.size);
  const after = { ...run, placedAgain: { placed, left }, tally: { ...run.tally, unplaced } };
  return { writes: writes.filter(isThere), lines, after };

  function isThere({ field }: CellWrite): boolean {
    const column = rows.columns.outputs[field];
    return column !== undefined && !formulas.has(column);
  }
}

/** Lines of results without a row, once each, but for those that found one since. */
function unplacedOf(runId: string, log: readonly LoggedLine[]): readonly LoggedLine[] {
  const written = new Set<string>();
  const unplaced = new Map<string, LoggedLine>();
  for (const line of log) {
    if (line.run !== runId) continue;
    for (const print of printsOf(line)) {
      const key = JSON.stringify([print, line.field, line.after]);
      if (line.event === 'written') written.add(key);
    }
    if (line.event === 'unplaced' && line.contact !== '') {
      unplaced.set(JSON.stringify([line.contact, line.field, line.after]), line);
    }
  }
  return [...unplaced.values()].filter(
    (line) =>
      !printsOf(line).some((print) => written.has(JSON.stringify([print, line.field, line.after]))),
  );
}

/** The vendor's word for an e-mail, which stands first in the note of its line. */
function statusWord(note: string): string {
  const [word, ...rest] = note.split('; ');
  return rest.length === 0 ? '' : (word ?? '');
}
