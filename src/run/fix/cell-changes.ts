// Owns changing single cells of a sheet all or none: written, proved, and taken back where the sheet moved or refused. Knows no fix,
// no log and no run.
import { columnLetter } from '../../contact/column-letter';
import { type Cells, cellText } from '../../contact/table';
import { type Area, type Book, type CellPosition, type Sheet, SheetFault } from '../../ports';
import { showsNoPlace } from '../sheet/give-way';
import { isHarmless } from '../sheet/text-cells';
import { rectanglesOf } from './rectangles';
import { type CellText, findStrays, isSameRows, type Reading } from './strays';

export interface CellChange extends CellPosition {
  /** As displayed. */
  readonly before: string;
  readonly after: string;
}

export type ChangeOutcome =
  | { readonly kind: 'written' }
  /** Rows or columns moved at the same moment: all is as it was. */
  | { readonly kind: 'moved' }
  /** All is as it was; `message` says which cells refused, or what was in the way. */
  | { readonly kind: 'refused'; readonly message: string };

/** A sheet that moves under every try to put it right is given up after so many. */
const ROUNDS = 4;

/** Cells that a message names at most. */
const NAMED_CELLS = 5;
/** Of a text in a message. */
const SHOWN_CHARACTERS = 80;

/**
 * @param reading the sheet as the changes were decided on; the changed columns hold no formula. Throws `SheetFault` where what was
 * written could not be taken back either.
 */
export function changeCells(
  sheet: Sheet,
  book: Book,
  reading: Reading,
  changes: readonly CellChange[],
): ChangeOutcome {
  const locked = protectedCells(sheet, changes);
  if (locked !== '') return { kind: 'refused', message: `You may not edit ${locked}.` };
  const outcome = tryChanges(sheet, book, reading, changes);
  if (outcome.kind !== 'written') putBack(sheet, book, reading, changes);
  return outcome;
}

function tryChanges(
  sheet: Sheet,
  book: Book,
  reading: Reading,
  changes: readonly CellChange[],
): ChangeOutcome {
  try {
    const texts = changes.map(({ row, column, after }) => ({ row, column, text: after }));
    return prove(sheet, reading, changes, write(sheet, book, texts));
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    return { kind: 'refused', message: `Google Sheets refused it: ${error.message}` };
  }
}

/** Writes texts as texts, also into cells that are formatted as text. Gives the sheet as it is then. */
function write(sheet: Sheet, book: Book, texts: readonly CellText[]): Cells {
  for (const { row, column, values } of rectanglesOf(texts)) sheet.write({ row, column }, values);
  book.flush();
  const shown = sheet.displayed();
  const quoted = texts.filter(({ row, column, text }) => isQuoted(shown, row, column, text));
  const bare = quoted.filter(({ text }) => isHarmless(text));
  for (const { row, column, values } of rectanglesOf(bare)) {
    sheet.writeBare({ row, column }, values);
  }
  if (bare.length > 0) book.flush();
  const now = (bare.length === 0 ? shown : sheet.displayed()).map((cells) => [...cells]);
  // What would become a formula keeps its apostrophe: it is the text all the same.
  for (const { row, column, text } of quoted) {
    const cells = now[row];
    if (cells !== undefined && isQuoted(now, row, column, text)) cells[column] = text;
  }
  return now;
}

function isQuoted(cells: Cells, row: number, column: number, text: string): boolean {
  return text !== '' && cells[row]?.[column] === `'${text}`;
}

/** Whether every row that was meant shows what was written, wherever it stands now, and no other row does. */
function prove(
  sheet: Sheet,
  reading: Reading,
  changes: readonly CellChange[],
  now: Cells,
): ChangeOutcome {
  const wanted = { ...reading, cells: withChanges(reading.cells, changes) };
  if (countWithoutPlace(now) > countWithoutPlace(reading.cells)) {
    return { kind: 'refused', message: 'A formula needs one of these cells for what it shows.' };
  }
  if (isAsWanted(now, wanted.cells, changes)) return { kind: 'written' };
  if (isSameRows(wanted, now, written(sheet, changes, now, afters(changes)))) {
    return { kind: 'written' };
  }
  const missing = changes.find(({ row, column, after }) => cellText(now, row, column) !== after);
  if (missing === undefined || !areInPlace(now, reading.cells, changes)) return { kind: 'moved' };
  const shown = cellText(now, missing.row, missing.column).slice(0, SHOWN_CHARACTERS);
  const text = missing.after.slice(0, SHOWN_CHARACTERS);
  const message = `${nameOf(missing)} does not keep “${text}”, but shows “${shown}”.`;
  return { kind: 'refused', message };
}

/** Told fast: the written rows, and the written columns of all others, are as they should be. */
function isAsWanted(now: Cells, wanted: Cells, changes: readonly CellChange[]): boolean {
  const columns = [...new Set(changes.map(({ column }) => column))];
  const isSame = (row: number, column: number): boolean =>
    cellText(now, row, column) === cellText(wanted, row, column);
  return (
    now.length === wanted.length &&
    changes.every(({ row }) => [...(wanted[row] ?? []).keys()].every((at) => isSame(row, at))) &&
    [...wanted.keys()].every((row) => columns.every((column) => isSame(row, column)))
  );
}

/** Whether what stands beside the written cells is what stood there. */
function areInPlace(now: Cells, before: Cells, changes: readonly CellChange[]): boolean {
  const columns = new Set(changes.map(({ column }) => column));
  return changes.every(({ row }) =>
    [...(before[row] ?? []).keys()].every(
      (at) => columns.has(at) || cellText(now, row, at) === cellText(before, row, at),
    ),
  );
}

/** Takes back whatever of it stands in the sheet, in whichever rows. */
function putBack(sheet: Sheet, book: Book, reading: Reading, changes: readonly CellChange[]): void {
  let ours = afters(changes);
  for (let round = 1; round <= ROUNDS; round++) {
    const now = sheet.displayed();
    const strays = findStrays(reading, now, written(sheet, changes, now, ours));
    if (strays.length === 0) return;
    write(sheet, book, strays);
    // The sheet may move again: then these stand in wrong rows, too.
    ours = new Set([...ours, ...strays.map(({ text }) => text.trim())]);
  }
  throw new SheetFault('The sheet was changed at the same moment, again and again.');
}

function written(
  sheet: Sheet,
  changes: readonly CellChange[],
  now: Cells,
  ours: ReadonlySet<string>,
): Parameters<typeof findStrays>[2] {
  const width = now.reduce((widest, row) => Math.max(widest, row.length), 0);
  const formulas = sheet.formulasIn({ row: 0, column: 0, rows: now.length, columns: width });
  return {
    columns: [...new Set(changes.map(({ column }) => column))],
    isOurs: (shown) => ours.has(shown) || (shown.startsWith("'") && ours.has(shown.slice(1))),
    formulas: new Set(
      formulas.flatMap((row) => row.flatMap((text, at) => (text === '' ? [] : at))),
    ),
  };
}

function afters(changes: readonly CellChange[]): ReadonlySet<string> {
  return new Set(changes.map(({ after }) => after));
}

function withChanges(cells: Cells, changes: readonly CellChange[]): Cells {
  const changed = cells.map((row) => [...row]);
  for (const { row, column, after } of changes) {
    const texts = changed[row] ?? [];
    while (texts.length <= column) texts.push('');
    texts[column] = after;
  }
  return changed;
}

function countWithoutPlace(cells: Cells): number {
  return cells.reduce((sum, row) => sum + row.filter(showsNoPlace).length, 0);
}

/**
 * Names of cells that this user may not edit; `''` when there are none, or when telling them apart takes too long: the sheet
 * itself refuses then. One read, and more where there are such cells nearby.
 */
function protectedCells(sheet: Sheet, changes: readonly CellChange[]): string {
  const locked: CellChange[] = [];
  const open: (readonly CellChange[])[] = [changes];
  for (let probes = 0; probes < PROBES && locked.length <= NAMED_CELLS; probes++) {
    const part = open.pop();
    if (part === undefined) break;
    if (sheet.canEdit(around(part))) continue;
    const half = Math.ceil(part.length / 2);
    if (part.length === 1) locked.push(...part);
    else open.push(part.slice(half), part.slice(0, half));
  }
  const names = locked.slice(0, NAMED_CELLS).map(nameOf).join(', ');
  return locked.length > NAMED_CELLS ? `${names} and others` : names;
}

/** Each is a read of about a tenth of a second. */
const PROBES = 60;

function around(cells: readonly CellPosition[]): Area {
  const rows = cells.map(({ row }) => row);
  const columns = cells.map(({ column }) => column);
  const [row, column] = [Math.min(...rows), Math.min(...columns)];
  const size = { rows: Math.max(...rows) - row + 1, columns: Math.max(...columns) - column + 1 };
  return { row, column, ...size };
}

function nameOf({ row, column }: CellPosition): string {
  return `${columnLetter(column)}${row + 1}`;
}
