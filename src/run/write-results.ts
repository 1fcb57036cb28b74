// Owns writing values into a run's output columns and proving afterwards that each stands in its contact's row. Sheets has no
// compare-and-set: a sort or an inserted column between reading and writing is found here and put right. Knows no vendor.
import { type Cells, cellText } from '../contact/table';
import { type Area, type Book, type Sheet, SheetFault } from '../ports';
import type { CellWrite } from './place';
import { identityColumnsRead, identityText, type Rows } from './rows';
import { OUTPUT_FIELDS } from './run';

/** A rectangle of text: what one write call takes. */
interface Block {
  readonly row: number;
  readonly column: number;
  readonly values: string[][];
}

/**
 * The writes, and with them the blank output cells between or beside them in the same rows: so a batch whose
 * rows and columns are adjacent is one rectangle, found or not. What is covered is proved and put right like
 * any other write. A cell with content is never rewritten: its displayed text may be less than it holds.
 */
export function withBlanks(writes: readonly CellWrite[], rows: Rows): CellWrite[] {
  const byRow = new Map<number, CellWrite[]>();
  for (const write of writes) {
    const column = rows.columns.outputs[write.field];
    if (column === undefined || rows.text(write.row, column) === write.text) continue;
    const inRow = byRow.get(write.row);
    if (inRow === undefined) byRow.set(write.row, [write]);
    else inRow.push(write);
  }
  return [...byRow.values()].flatMap((inRow) => {
    const [first] = inRow;
    if (first === undefined) return [];
    const { row, contact } = first;
    const blanks = OUTPUT_FIELDS.filter((field) => {
      const column = rows.columns.outputs[field];
      const isWritten = inRow.some((write) => write.field === field);
      return column !== undefined && !isWritten && rows.text(row, column) === '';
    }).map((field): CellWrite => ({ row, field, text: '', contact }));
    return adjacent([...inRow, ...blanks], rows);
  });
}

/** Of one row's cells, the runs of adjacent columns that hold at least one text. */
function adjacent(cells: readonly CellWrite[], rows: Rows): CellWrite[] {
  const columnOf = ({ field }: CellWrite): number => rows.columns.outputs[field] ?? -1;
  const runs: CellWrite[][] = [];
  for (const cell of [...cells].sort((a, b) => columnOf(a) - columnOf(b))) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (last !== undefined && columnOf(last) === columnOf(cell) - 1) run?.push(cell);
    else runs.push([cell]);
  }
  return runs.filter((run) => run.some(({ text }) => text !== '')).flat();
}

/** Writes the cells, applies them at once, and notes them in `rows`. Throws `SheetFault`. */
export function writeCells(
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
): void {
  for (const block of blocksOf(writes, rows)) {
    sheet.write({ row: block.row, column: block.column }, block.values);
  }
  book.flush();
  for (const { row, field, text } of writes) {
    const column = rows.columns.outputs[field];
    if (column !== undefined) rows.set(row, column, text);
  }
}

export type Proof =
  /** Rows or columns moved since `rows` was read, or nothing can be told. */
  | { readonly kind: 'moved' }
  /** `quoted`: cells formatted as text, which show the apostrophe that kept their text a text. */
  | { readonly kind: 'stands'; readonly quoted: readonly CellWrite[] };

/**
 * Whether every written row still is the contact it was written for, by reading the identity and output
 * columns again: one read.
 */
export function proveWrites(writes: readonly CellWrite[], rows: Rows, sheet: Sheet): Proof {
  if (writes.length === 0) return { kind: 'stands', quoted: [] };
  const { headerRow, mapping, outputs } = rows.columns;
  const identity = identityColumnsRead(mapping);
  const written = OUTPUT_FIELDS.map((field) => outputs[field]).filter(
    (column) => column !== undefined,
  );
  const left = Math.min(...identity, ...written);
  const area: Area = {
    row: headerRow,
    column: left,
    rows: rows.count() - headerRow,
    columns: Math.max(...identity, ...written) - left + 1,
  };
  const part = readOrNull(sheet, area);
  if (part === null) return { kind: 'moved' };
  const now = pad(part, headerRow, left);
  const shows = ({ row, field }: CellWrite): string => cellText(now, row, outputs[field] ?? -1);
  const quoted = writes.filter((write) => shows(write) === `'${write.text}`);
  for (const { row, field, text } of quoted) {
    const column = outputs[field];
    // The address that was written, as far as identity may lean on it.
    if (column !== undefined) rows.set(row, column, `'${text}`);
  }
  const isHeaderKept = [...identity, ...written].every(
    (column) => cellText(now, headerRow, column) === rows.text(headerRow, column),
  );
  const isKept =
    isHeaderKept &&
    writes.every(({ row }) => identityText(now, row, mapping) === rows.identityText(row));
  return isKept ? { kind: 'stands', quoted } : { kind: 'moved' };
}

/** Writes texts again, bare, into cells that are formatted as text. What could be a formula keeps its apostrophe. */
export function unquote(quoted: readonly CellWrite[], rows: Rows, sheet: Sheet, book: Book): void {
  const harmless = quoted.filter(({ text }) => !/^[=@\s]/.test(text));
  if (harmless.length === 0) return;
  for (const block of blocksOf(harmless, rows)) {
    sheet.writeBare({ row: block.row, column: block.column }, block.values);
  }
  book.flush();
  for (const { row, field, text } of harmless) {
    const column = rows.columns.outputs[field];
    if (column !== undefined) rows.set(row, column, text);
  }
}

/**
 * Takes back what was written into rows or columns that are not those it was meant for: each such cell gets
 * what the moved row held before. A cell that no longer shows what was written is left alone.
 *
 * @param before the reading that the writes were decided on
 * @param now a new reading of the sheet
 */
export function takeBackStrays(
  writes: readonly CellWrite[],
  before: Rows,
  now: Rows,
  sheet: Sheet,
  book: Book,
): void {
  let isDirty = false;
  for (const { row, field, text, contact } of writes) {
    const column = before.columns.outputs[field];
    if (column === undefined || now.text(row, column) !== text) continue;
    const print = now.printAt(row);
    const isOwnRow = print !== null && contact.includes(print);
    if (isOwnRow && now.columns.outputs[field] === column) continue;
    const held = heldBefore(row, column, before, now);
    if (held === text) continue;
    sheet.write({ row, column }, [[held]]);
    isDirty = true;
  }
  if (isDirty) book.flush();
}

/** What a cell of the new reading held in the old one, by its row's contact and its column's header. */
function heldBefore(row: number, column: number, before: Rows, now: Rows): string {
  // Rows were inserted above: the headers stand where the first contact stood.
  if (row === now.columns.headerRow) return before.text(before.columns.headerRow, column);
  const oldRow = oldRowOf(row, before, now);
  const header = now.text(now.columns.headerRow, column);
  const oldColumn =
    header === before.text(before.columns.headerRow, column) ? column : columnNamed(before, header);
  if (oldRow === undefined || oldColumn === null) return '';
  return before.textAsRead(oldRow, oldColumn);
}

/** Where a row of the new reading stood in the old one: by its contact, else by all that it holds beside outputs. */
function oldRowOf(row: number, before: Rows, now: Rows): number | undefined {
  const print = now.printAt(row);
  if (print !== null) return before.of([print])[0];
  const content = now.contentBesideOutputs(row);
  for (let old = before.columns.headerRow + 1; old < before.count(); old++) {
    if (before.printAt(old) === null && before.contentBesideOutputs(old) === content) return old;
  }
  return undefined;
}

function columnNamed(rows: Rows, header: string): number | null {
  for (let column = 0; column < rows.width(); column++) {
    if (rows.text(rows.columns.headerRow, column) === header) return column;
  }
  return null;
}

/** The fewest rectangles that hold just these cells. */
function blocksOf(writes: readonly CellWrite[], rows: Rows): readonly Block[] {
  const cells = writes
    .map(({ row, field, text }) => ({ row, column: rows.columns.outputs[field] ?? -1, text }))
    .filter(({ column }) => column >= 0)
    .sort((a, b) => a.row - b.row || a.column - b.column);
  const segments: Block[] = [];
  for (const { row, column, text } of cells) {
    const last = segments[segments.length - 1];
    const width = last?.values[0]?.length ?? 0;
    if (last?.row === row && last.column + width === column) last.values[0]?.push(text);
    else segments.push({ row, column, values: [[text]] });
  }
  const open = new Map<string, Block>();
  const blocks: Block[] = [];
  for (const segment of segments) {
    const [values = []] = segment.values;
    const shape = `${segment.column}:${values.length}`;
    const above = open.get(shape);
    if (above !== undefined && above.row + above.values.length === segment.row) {
      above.values.push(values);
    } else {
      open.set(shape, segment);
      blocks.push(segment);
    }
  }
  return blocks;
}

function readOrNull(sheet: Sheet, area: Area): Cells | null {
  try {
    return sheet.displayedIn(area);
  } catch (error) {
    // Rows or columns were deleted: the area no longer lies in the grid.
    if (error instanceof SheetFault) return null;
    throw error;
  }
}

/** Puts a part of a sheet back at its place, so that it can be addressed like the whole. */
function pad(cells: Cells, row: number, column: number): Cells {
  const blank = Array.from({ length: column }, () => '');
  return [
    ...Array.from({ length: row }, (): string[] => []),
    ...cells.map((line) => [...blank, ...line]),
  ];
}
