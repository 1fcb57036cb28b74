// Owns writing values into a run's output columns and proving afterwards that each stands in its contact's row. Sheets has no
// compare-and-set: a sort or an inserted column between reading and writing is found here and put right. Knows no vendor.
import { type Cells, cellText } from '../contact/table';
import { type Area, type Book, type Sheet, SheetFault } from '../ports';
import type { CellWrite } from './place';
import { identityColumnsRead, identityText, type Rows } from './rows';
import { OUTPUT_FIELDS, type Outputs } from './run';

/** A rectangle of text: what one write call takes. */
interface Block {
  readonly row: number;
  readonly column: number;
  readonly values: string[][];
}

/** Writes the cells, applies them at once, and notes them in `rows`. Throws `SheetFault`. */
export function writeCells(
  writes: readonly CellWrite[],
  outputs: Outputs,
  rows: Rows,
  sheet: Sheet,
  book: Book,
): void {
  for (const block of blocksOf(writes, outputs, rows)) {
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
export function unquote(
  quoted: readonly CellWrite[],
  outputs: Outputs,
  rows: Rows,
  sheet: Sheet,
  book: Book,
): void {
  const harmless = quoted.filter(({ text }) => !/^[=@\s]/.test(text));
  if (harmless.length === 0) return;
  for (const block of blocksOf(harmless, outputs, rows)) {
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
  const print = now.printAt(row);
  const oldRow = print === null ? undefined : before.of([print])[0];
  const header = now.text(now.columns.headerRow, column);
  const oldColumn =
    header === before.text(before.columns.headerRow, column) ? column : columnNamed(before, header);
  if (oldRow === undefined || oldColumn === null) return '';
  return before.textAsRead(oldRow, oldColumn);
}

function columnNamed(rows: Rows, header: string): number | null {
  for (let column = 0; column < rows.width(); column++) {
    if (rows.text(rows.columns.headerRow, column) === header) return column;
  }
  return null;
}

/**
 * The fewest rectangles in which every cell is to be written, or is a blank cell between such cells in a
 * column of our own. A cell with content is never rewritten: its displayed text may be less than it holds.
 */
function blocksOf(writes: readonly CellWrite[], outputs: Outputs, rows: Rows): readonly Block[] {
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, field, text } of writes) {
    const column = rows.columns.outputs[field];
    if (column === undefined || rows.text(row, column) === text) continue;
    const cells = byRow.get(row) ?? new Map<number, string>();
    byRow.set(row, cells.set(column, text));
  }
  const own = OUTPUT_FIELDS.filter((field) => outputs[field]?.ours === true)
    .map((field) => rows.columns.outputs[field])
    .filter((column) => column !== undefined);
  const blocks: Block[] = [];
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    const cells = byRow.get(row) ?? new Map<number, string>();
    for (const column of own) {
      if (!cells.has(column) && rows.text(row, column) === '') cells.set(column, '');
    }
    for (const segment of segmentsOf(cells)) {
      const above = blocks.find(
        (block) =>
          block.column === segment.column &&
          block.row + block.values.length === row &&
          block.values[0]?.length === segment.values.length,
      );
      if (above === undefined)
        blocks.push({ row, column: segment.column, values: [segment.values] });
      else above.values.push(segment.values);
    }
  }
  return blocks;
}

/** Runs of adjacent columns that hold at least one text to write. */
function segmentsOf(cells: ReadonlyMap<number, string>): { column: number; values: string[] }[] {
  const segments: { column: number; values: string[] }[] = [];
  for (const column of [...cells.keys()].sort((a, b) => a - b)) {
    const text = cells.get(column) ?? '';
    const last = segments[segments.length - 1];
    if (last !== undefined && last.column + last.values.length === column) last.values.push(text);
    else segments.push({ column, values: [text] });
  }
  return segments.filter((segment) => segment.values.some((text) => text !== ''));
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
