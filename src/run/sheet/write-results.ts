// Owns writing values into a run's output columns and proving afterwards that each stands in its contact's row. Sheets has no
// compare-and-set: a sort or an inserted column between reading and writing is found here and put right. Knows no vendor.
import { type Cells, cellText } from '../../contact/table';
import {
  type Area,
  type Book,
  type CellPosition,
  type CellValue,
  type Sheet,
  SheetFault,
} from '../../ports';
import { blocksOf } from './blocks';
import { showsNoPlace } from './give-way';
import type { CellWrite } from './cell-write';
import { identityColumnsRead, identityText, isKept, type Rows } from './rows';
import { OUTPUT_FIELDS } from '../state/output-fields';
import { isHarmless, mayShow, unquote } from './text-cells';

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
  /** Cells of formulas that seem to have lost their place to the writes. */
  | { readonly kind: 'broken'; readonly cells: readonly CellPosition[] }
  | {
      readonly kind: 'stands';
      /** Cells formatted as text, which show the apostrophe that kept their text a text. */
      readonly quoted: readonly CellWrite[];
      /** Values that their cells do not show, and what these show instead. */
      readonly missing: readonly { readonly write: CellWrite; readonly shown: string }[];
    };

/**
 * Whether every written row still is the contact it was written for and shows what was written, and no formula
 * was broken by it: one read, from the sheet's first cell, as a formula spills to the right and down.
 */
export function proveWrites(writes: readonly CellWrite[], rows: Rows, sheet: Sheet): Proof {
  if (writes.length === 0) return { kind: 'stands', quoted: [], missing: [] };
  const { headerRow, mapping, outputs } = rows.columns;
  const identity = identityColumnsRead(mapping);
  const written = OUTPUT_FIELDS.map((field) => outputs[field]).filter(
    (column) => column !== undefined,
  );
  const columns = Math.max(...identity, ...written) + 1;
  const now = readOrNull(sheet, { row: 0, column: 0, rows: rows.count(), columns });
  if (now === null) return { kind: 'moved' };
  const broken = brokenSince(now, rows);
  if (broken.length > 0) return { kind: 'broken', cells: broken };
  const shows = ({ row, field }: CellWrite): string => cellText(now, row, outputs[field] ?? -1);
  const quoted = writes.filter((write) => shows(write) === `'${write.text}`);
  for (const { row, field, text } of quoted) {
    const column = outputs[field];
    // The address that was written, as far as identity may lean on it.
    if (column !== undefined) rows.set(row, column, `'${text}`);
  }
  const missing = writes
    .filter(({ field, text }) => text !== '' && isKept(field, rows.columns))
    .map((write) => ({ write, shown: shows(write) }))
    .filter(({ write, shown }) => !showsValue(write, shown) && !quoted.includes(write));
  for (const { write, shown } of missing) {
    const column = outputs[write.field];
    // As above: identity is told by what a cell shows, not by what it should.
    if (column !== undefined) rows.set(write.row, column, shown);
  }
  const isHeaderKept = [...identity, ...written].every(
    (column) => cellText(now, headerRow, column) === rows.text(headerRow, column),
  );
  const isStill =
    isHeaderKept &&
    writes.every(({ row }) => identityText(now, row, mapping) === rows.identityText(row));
  return isStill ? { kind: 'stands', quoted, missing } : { kind: 'moved' };
}

/** Proves the writes; then writes bare what its cell shows with an apostrophe, and proves that, too. */
export function proveAndUnquote(
  writes: readonly CellWrite[],
  rows: Rows,
  sheet: Sheet,
  book: Book,
): Proof {
  const proof = proveWrites(writes, rows, sheet);
  const isRewritten = proof.kind === 'stands' && unquote(proof.quoted, rows, sheet, book);
  return isRewritten ? proveWrites(writes, rows, sheet) : proof;
}

/** Cells that show the error of an array without a place, and did not before. */
function brokenSince(now: Cells, rows: Rows): CellPosition[] {
  return now.flatMap((cells, row) =>
    cells.flatMap((text, column) =>
      showsNoPlace(text) && !showsNoPlace(rows.textAsRead(row, column)) ? [{ row, column }] : [],
    ),
  );
}

/** A number may be shown in another format by now. */
function showsValue({ text, value }: CellWrite, shown: string): boolean {
  return spaced(shown) === spaced(text) || (value !== undefined && /\d/.test(shown));
}

/** Sheets may show other blanks than were written. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
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
  const earlier = new EarlierCells(writes, before, now);
  const taken: (CellPosition & { readonly held: CellValue })[] = [];
  for (const { row, field, text, contact } of writes) {
    const column = before.columns.outputs[field];
    if (column === undefined || !mayShow(now.text(row, column), text)) continue;
    const print = now.printAt(row);
    const isOwnRow = print !== null && contact.includes(print);
    if (isOwnRow && now.columns.outputs[field] === column) continue;
    const { held, shown } = earlier.heldAt(row, column);
    if (shown === now.text(row, column)) continue;
    sheet.write({ row, column }, [[held]]);
    taken.push({ row, column, held });
  }
  if (taken.length === 0) return;
  book.flush();
  const shown = readOrNull(sheet, { row: 0, column: 0, rows: now.count(), columns: now.width() });
  let isAnyQuoted = false;
  for (const { row, column, held } of taken) {
    if (typeof held !== 'string' || held === '' || !isHarmless(held)) continue;
    if (cellText(shown ?? [], row, column) !== `'${held}`) continue;
    sheet.writeBare({ row, column }, [[held]]);
    isAnyQuoted = true;
  }
  if (isAnyQuoted) book.flush();
}

interface EarlierCell {
  readonly held: CellValue;
  readonly shown: string;
}

const BLANK: EarlierCell = { held: '', shown: '' };

/** What the cells of a new reading held in an old one: rows are found by their contact or content, columns by their header. */
class EarlierCells {
  private rowsByContent: Map<string, number[]> | null = null;
  /** Columns that tell rows apart: where they are now, and where they were. No write of ours can have changed them. */
  private readonly telling: readonly (readonly [number, number])[];

  constructor(
    writes: readonly CellWrite[],
    private readonly before: Rows,
    private readonly now: Rows,
  ) {
    const outputs = before.columns.outputs;
    const written = new Set(writes.map(({ field }) => outputs[field]));
    const skipped = new Set([...Object.values(outputs), ...Object.values(now.columns.outputs)]);
    this.telling = Array.from({ length: now.width() }, (_, column) => column).flatMap((column) => {
      const header = now.text(now.columns.headerRow, column);
      const old = header === '' || written.has(column) ? null : columnNamed(before, header);
      return old === null || skipped.has(old) || skipped.has(column)
        ? []
        : [[column, old] as const];
    });
  }

  heldAt(row: number, column: number): EarlierCell {
    const { before, now } = this;
    // Rows were inserted above: the headers stand where the first contact stood.
    if (row === now.columns.headerRow) {
      const header = before.text(before.columns.headerRow, column);
      return { held: header, shown: header };
    }
    const oldRow = this.oldRowOf(row);
    const header = now.text(now.columns.headerRow, column);
    const oldColumn =
      header === before.text(before.columns.headerRow, column)
        ? column
        : columnNamed(before, header);
    if (oldRow === undefined || oldColumn === null) return BLANK;
    const shown = before.textAsRead(oldRow, oldColumn);
    return { held: before.valueAsRead(oldRow, oldColumn), shown };
  }

  private oldRowOf(row: number): number | undefined {
    const print = this.now.printAt(row);
    const [same] = print === null ? [] : this.before.of([print]);
    // It has no contact, or what was written covers a part of who it is.
    return same ?? this.sameContent(row);
  }

  private sameContent(row: number): number | undefined {
    if (this.telling.length === 0) return undefined;
    this.rowsByContent ??= this.contents();
    const texts = this.telling.map(([column]) => this.now.text(row, column));
    const found = this.rowsByContent.get(JSON.stringify(texts)) ?? [];
    return found.includes(row) ? row : found[0];
  }

  private contents(): Map<string, number[]> {
    const rows = new Map<string, number[]>();
    for (let row = this.before.columns.headerRow + 1; row < this.before.count(); row++) {
      const texts = this.telling.map(([, old]) => this.before.textAsRead(row, old).trim());
      const key = JSON.stringify(texts);
      const same = rows.get(key);
      if (same === undefined) rows.set(key, [row]);
      else same.push(row);
    }
    return rows;
  }
}

function columnNamed(rows: Rows, header: string): number | null {
  for (let column = 0; column < rows.width(); column++) {
    if (rows.text(rows.columns.headerRow, column) === header) return column;
  }
  return null;
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
