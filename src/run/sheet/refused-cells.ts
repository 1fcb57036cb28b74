// Owns writing in parts what could not be written as a whole, so that one cell that refuses its value (a validation rule that
// rejects, a protected cell) keeps no other from having its own. Knows no vendor.
import { type Book, type Sheet, SheetFault } from '../../ports';
import type { CellWrite } from './cell-write';
import type { Rows } from './rows';
import { OUTPUT_FIELDS } from '../state/output-fields';
import { writeCells } from './write-results';

export interface Refusal {
  readonly write: CellWrite;
  /** In words for the user. */
  readonly why: string;
}

/** Writes that are tried at most, each with its flush: half a minute. What is left then counts as refused. */
const MOST_TRIES = 100;

/** A column in which so many cells refused and none took its value takes none. */
const SURE_REFUSALS = 8;

/**
 * Writes column by column, and halves what is refused until the cells are found that refuse. Throws the fault when
 * it is not about single cells: a whole column is protected, or the sheet takes nothing at all just now.
 *
 * @param known a text that its cell already shows or will take: tells a sheet that takes nothing from cells that refuse
 */
export function writeApart(
  writes: readonly CellWrite[],
  known: CellWrite | undefined,
  rows: Rows,
  sheet: Sheet,
  book: Book,
  fault: SheetFault,
): Refusal[] {
  const refusals: Refusal[] = [];
  const tried = { count: 0, isAnyTaken: false };
  /** `null`: it was taken. */
  const attempt = (part: readonly CellWrite[]): string | null => {
    tried.count++;
    try {
      writeCells(part, rows, sheet, book);
      tried.isAnyTaken = true;
      return null;
    } catch (error) {
      if (error instanceof SheetFault) return error.message;
      throw error;
    }
  };
  for (const field of OUTPUT_FIELDS) {
    const column = rows.columns.outputs[field];
    const inColumn = writes.filter((write) => write.field === field);
    if (column === undefined || inColumn.length === 0) continue;
    if (isProtected(column, rows, sheet)) throw fault;
    refusals.push(...refusedOf(inColumn, attempt, () => tried.count >= MOST_TRIES));
  }
  const [doubted] = refusals;
  if (doubted === undefined) return [];
  // Cells refuse again and again; a service that fails now and then does not.
  if (!tried.isAnyTaken && known !== undefined) attempt([known]);
  if (!tried.isAnyTaken || attempt([doubted.write]) === null) throw fault;
  return refusals;
}

/** The whole column, as far as its first and last row tell. */
function isProtected(column: number, rows: Rows, sheet: Sheet): boolean {
  return [rows.columns.headerRow + 1, rows.count() - 1].every(
    (row) => !sheet.canEdit({ row, column, rows: 1, columns: 1 }),
  );
}

function refusedOf(
  inColumn: readonly CellWrite[],
  attempt: (part: readonly CellWrite[]) => string | null,
  isOver: () => boolean,
): Refusal[] {
  const refusals: Refusal[] = [];
  const open: (readonly CellWrite[])[] = [inColumn];
  let isTaken = false;
  let message = '';
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const isSure = !isTaken && refusals.length >= SURE_REFUSALS;
    const said = isOver() || isSure ? message : attempt(part);
    if (said === null) {
      isTaken = true;
      continue;
    }
    message = said;
    if (part.length === 1 || isOver() || isSure) {
      const why = `The cell refused it: ${said}`;
      refusals.push(...part.map((write) => ({ write, why })));
      continue;
    }
    const half = Math.ceil(part.length / 2);
    open.push(part.slice(half), part.slice(0, half));
  }
  return refusals;
}
