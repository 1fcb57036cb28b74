// Owns *Place again*: which results that had no row have one now. Pure; `change-ended.ts` acts.
import type { Change, Situation } from './change-ended';
import { isOfValue, type LoggedLine, type LogLine, PLACED_AGAIN, printsOf } from '../log/log-line';
import { unplacedOf } from '../log/unplaced';
import type { CellWrite } from '../sheet/cell-write';
import { cellLine } from '../slice/place-lines';
import { isKept } from '../sheet/rows';
import { inTheLog, WAITING, wordsFor } from '../sheet/status-text';
import type { OutputField } from '../state/output-fields';
import type { ClosedRun } from '../state/run';

/**
 * Each unplaced result of a closed run goes to the blank cells of its contact's rows, if it has rows again. A row
 * that shows the value already has it; a cell that holds something else stays as it is.
 */
export function decidePlaceAgain({ run, rows, formulas, log }: Situation): Change {
  const words = wordsFor(run.channels);
  const writes: CellWrite[] = [];
  const lines = new Map<number, LogLine[]>();
  /** Contacts some of whose values have no cell. */
  const leftContacts = new Set<string>();
  /** By value, the cells that are to take it: it is placed when one of them does. */
  const takers: { readonly line: LoggedLine; readonly cells: readonly CellWrite[] }[] = [];
  // An execution may have died after it wrote, and before that was counted.
  const isNew = run.tally.unplaced > run.tally.untied;
  let left = 0;
  let placed = 0;
  for (const line of unplacedOf(run.id, log)) {
    const field = line.field as OutputField;
    const column = rows.columns.outputs[field];
    const own = column === undefined || formulas.has(column) ? [] : rows.of(printsOf(line));
    const blank = own.filter((row) => rows.text(row, column) === '');
    if (blank.length === 0 && !own.some((row) => rows.text(row, column) === line.after)) {
      left++;
      if (isOfValue(line)) leftContacts.add(line.contact);
      continue;
    }
    if (blank.length > 0 || isNew) placed++;
    const cells: CellWrite[] = [];
    for (const row of blank) {
      const contact = [rows.printAt(row) ?? ''] as const;
      cells.push({ row, field, text: line.after, contact });
      note(line.batch, row, field, line.after, contact[0]);
      const status = rows.text(row, rows.columns.outputs.status);
      const word = field === 'email' ? statusWord(line.note) : '';
      if (isOfValue(line) && ['', WAITING, inTheLog(words)].includes(status)) {
        writes.push({ row, field: 'status', text: words.found, contact });
      }
      const wordColumn = rows.columns.outputs.emailStatus;
      if (word !== '' && wordColumn !== undefined && rows.text(row, wordColumn) === '') {
        writes.push({ row, field: 'emailStatus', text: word, contact });
        if (isKept('emailStatus', rows.columns)) {
          note(line.batch, row, 'emailStatus', word, contact[0]);
        }
      }
    }
    writes.push(...cells);
    // What a row of the contact shows already is placed, whatever its other rows refuse.
    if (cells.length === own.length) takers.push({ line, cells });
  }
  const after = (refused: readonly CellWrite[]): ClosedRun => {
    const isRefused = (cell: CellWrite): boolean =>
      refused.some(({ row, field }) => row === cell.row && field === cell.field);
    const stayed = takers.filter(({ cells }) => cells.every(isRefused));
    const contacts = new Set([
      ...leftContacts,
      ...stayed.filter(({ line }) => isOfValue(line)).map(({ line }) => line.contact),
    ]);
    const unplaced = Math.min(run.tally.unplaced, run.tally.untied + contacts.size);
    const report = { placed: placed - stayed.length, left: left + stayed.length };
    return { ...run, placedAgain: report, tally: { ...run.tally, unplaced } };
  };
  return { writes: writes.filter(isThere), lines, logged: 'first', begun: null, after };

  function note(
    batch: number,
    row: number,
    field: OutputField,
    text: string,
    contact: string,
  ): void {
    const said = { event: 'written', before: '', note: PLACED_AGAIN, credits: 0 } as const;
    const line = cellLine(row, field, text, rows, [contact], said);
    lines.set(batch, [...(lines.get(batch) ?? []), line]);
  }

  function isThere({ field }: CellWrite): boolean {
    const column = rows.columns.outputs[field];
    return column !== undefined && !formulas.has(column);
  }
}

/** The vendor's word for an e-mail, which stands first in the note of its line. */
function statusWord(note: string): string {
  const [word, ...rest] = note.split('; ');
  return rest.length === 0 ? '' : (word ?? '');
}
