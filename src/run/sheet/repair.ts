// Owns what a slice puts right after an execution that died between writing and proving: values and statuses in rows of others,
// and formulas that lost their place. The log tells what was written. Asks the vendor nothing.
import type { Fingerprint } from '../../contact/contact';
import type { Book, CellPosition, Sheet } from '../../ports';
import type { BatchContact } from '../state/batch';
import { giveWay, showsNoPlace, type Written } from './give-way';
import { isOfFind, isOfValue, type LoggedLine, type LogLine, printsOf } from '../log/log-line';
import type { CellWrite } from './cell-write';
import { ELSEWHERE } from '../slice/place-free';
import { isKept, type Rows } from './rows';
import { OUTPUT_FIELDS, type OutputField } from '../state/output-fields';
import { isFoundIn, wordsFor, wordsIn } from './status-text';
import { showsText } from './text-cells';

/**
 * Makes room for formulas that show that they have none, where the log says that values were written. Returns the
 * fields that need other columns. Throws `SheetFault`.
 */
export function mendFormulas(
  logged: readonly LoggedLine[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
): readonly OutputField[] {
  const broken = brokenCells(rows);
  if (broken.length === 0) return [];
  const writes: Written[] = [];
  for (const line of logged) {
    const value = valueOf(line);
    if (value === null) continue;
    // Headers and identity may be gone with the formula: only the row that was written is known.
    const row = line.row - 1;
    const column = rows.columns.outputs[value.field] ?? rows.columnShowing(row, value.text);
    if (column === null || !showsText(rows.text(row, column), value.text)) continue;
    writes.push({ row, column, ...value, before: line.number ?? line.before });
    const at = rows.columns.outputs.emailStatus;
    const text = rows.text(row, at);
    const isSaidBeside = value.field === 'email' && !isKept('emailStatus', rows.columns);
    if (at !== undefined && text !== '' && isSaidBeside) {
      writes.push({ row, column: at, field: 'emailStatus', text, before: '' });
    }
  }
  return giveWay(broken, writes, sheet, book);
}

function brokenCells(rows: Rows): CellPosition[] {
  const broken: CellPosition[] = [];
  const width = rows.width();
  for (let row = 0; row < rows.count(); row++) {
    for (let column = 0; column < width; column++) {
      if (showsNoPlace(rows.text(row, column))) broken.push({ row, column });
    }
  }
  return broken;
}

/**
 * What the log says was written for these contacts, and stands in another contact's row while one of its own lacks
 * it, is a stray. It is cleared; placing follows. Returns the lines that say so.
 */
export function takeBackLogged(
  batch: readonly BatchContact[],
  logged: readonly LoggedLine[],
  rows: Rows,
  sheet: Sheet,
): readonly LogLine[] {
  const contacts = new Map<Fingerprint, BatchContact>();
  for (const contact of batch) for (const print of contact) contacts.set(print, contact);
  const accounted = new Map<string, number>();
  const moved: LogLine[] = [];
  const nameOf = (print: Fingerprint): Fingerprint => contacts.get(print)?.[0] ?? print;
  const logs = new Set(logged.flatMap((line) => keyOfValue(nameOf(line.contact), line)));
  /** By contact and the row it was written to, where something of it stands that is nobody else's. */
  const strays = new Map<string, number>();
  // First what tells rows apart: a title or a word on an e-mail may stand in many.
  const inOrder = [...logged.filter(isOfValue), ...logged.filter((line) => !isOfValue(line))];
  for (const line of inOrder) {
    const contact = contacts.get(line.contact);
    const value = valueOf(line);
    if (contact === undefined || value === null) continue;
    const { field, text } = value;
    const column = rows.columns.outputs[field];
    if (column === undefined) continue;
    const own = rows.of(contact);
    const key = `${contact[0]} ${field} ${text}`;
    const nth = accounted.get(key) ?? 0;
    accounted.set(key, nth + 1);
    if (nth < own.filter((row) => showsText(rows.text(row, column), text)).length) continue;
    const isStray = (row: number): boolean => {
      const print = rows.printAt(row);
      // It was found for this row's contact, too.
      const isTheirs =
        print !== null && keyOfValue(nameOf(print), line).some((one) => logs.has(one));
      return showsText(rows.text(row, column), text) && !own.includes(row) && !isTheirs;
    };
    const together = `${contact[0]} ${line.row}`;
    const beside = strays.get(together);
    // What somebody had already typed elsewhere proves nothing by standing there.
    const isCommon = line.note.includes(ELSEWHERE);
    const stray =
      beside !== undefined && isStray(beside)
        ? beside
        : isCommon
          ? null
          : strayRow(rows, line.row - 1, isStray);
    if (stray === null) continue;
    strays.set(together, stray);
    // What is said beside it came with it; placing writes anew what belongs there.
    for (const at of [column, ...(isOfValue(line) ? saidBeside(rows) : [])]) {
      if (rows.text(stray, at) === '') continue;
      sheet.write({ row: stray, column: at }, [['']]);
      rows.set(stray, at, '');
    }
    const blank = { before: text, after: '', note: PUT_RIGHT, credits: null } as const;
    moved.push({ ...blank, event: 'moved', contact: line.contact, row: stray + 1, field });
  }
  return moved;
}

/** The columns of statuses that are this add-on's own. */
function saidBeside({ columns }: Rows): number[] {
  return (['emailStatus', 'status'] as const).flatMap((field) => {
    const column = columns.outputs[field];
    return column === undefined || isKept(field, columns) ? [] : [column];
  });
}

function keyOfValue(name: Fingerprint, line: LoggedLine): string[] {
  const value = valueOf(line);
  return value === null ? [] : [JSON.stringify([name, value.field, value.text])];
}

const PUT_RIGHT = 'Written while the sheet was being sorted; put right.';

function valueOf({ event, field, after }: LoggedLine): { field: OutputField; text: string } | null {
  if ((event !== 'written' && event !== 'copied') || after === '') return null;
  const of = OUTPUT_FIELDS.find((name) => name === field);
  return of === undefined ? null : { field: of, text: after };
}

/** The row it was written to, if it stands there; else the only row that shows it: rows may have moved again. */
function strayRow(rows: Rows, written: number, isStray: (row: number) => boolean): number | null {
  if (isStray(written)) return written;
  const found: number[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    if (isStray(row)) found.push(row);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Statuses are not logged, but what they say is: a status that this batch may have written, in a row of a contact
 * of no open run, is compared with the whole log. Nothing is told by a log that was cleared.
 *
 * @param texts the statuses that were being written when the execution died
 * @param open fingerprints of all contacts in open runs
 */
export function strayStatuses(
  texts: ReadonlySet<string>,
  open: ReadonlySet<Fingerprint>,
  batch: readonly BatchContact[],
  lines: readonly LoggedLine[],
  rows: Rows,
): CellWrite[] {
  const column = rows.columns.outputs.status;
  const outcomes = outcomesOf(lines);
  if (column === undefined || !batch.some(([print]) => outcomes.has(print))) return [];
  const writes: CellWrite[] = [];
  for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
    const text = rows.text(row, column);
    const print = rows.printAt(row);
    if (!texts.has(text) || (print !== null && open.has(print))) continue;
    const identity = rows.identityAt(row);
    // A formula may be loading: nobody knows whose row it is.
    if (identity.kind === 'incomplete' && identity.reason === 'cell_error') continue;
    const truth = truthOf(print === null ? undefined : outcomes.get(print), text);
    if (truth !== text) writes.push({ row, field: 'status', text: truth, contact: [print ?? ''] });
  }
  return writes;
}

type Outcome = 'sent' | 'found' | 'other';

const OF_LISTS: ReadonlySet<string> = new Set(['listed', 'not listed']);

/** What the log last says of each contact. */
function outcomesOf(lines: readonly LoggedLine[]): ReadonlyMap<Fingerprint, Outcome> {
  const outcomes = new Map<Fingerprint, Outcome>();
  for (const line of lines) {
    // Who was put on a list was not sent.
    if (OF_LISTS.has(line.event) || (line.field !== '' && !isOfValue(line))) continue;
    const isFound = isOfFind(line) || line.event === 'copied';
    const outcome = line.event === 'sent' ? 'sent' : isFound ? 'found' : 'other';
    for (const print of printsOf(line)) outcomes.set(print, outcome);
  }
  return outcomes;
}

/** What a status should say; the text itself where that cannot be told. */
function truthOf(outcome: Outcome | undefined, text: string): string {
  const words = wordsIn(text) ?? wordsFor(['email']);
  switch (outcome) {
    case undefined:
      return '';
    case 'found':
      return isFoundIn(text, words) ? text : words.found;
    case 'sent':
      return isFoundIn(text, words) ? words.notFound : text;
    case 'other':
      return text;
  }
}
