// Owns the shape of one sheet's whole state, as it is kept in memory and on disk. Must not know any operation on it.
import type { Area } from './area';
import type { Stored } from './cell';

export interface Row {
  readonly cells: Stored[];
  hiddenByUser?: boolean;
  hiddenByFilter?: boolean;
}

export interface Protection {
  /** `null` protects the whole sheet. */
  readonly area: Area | null;
  /** The users who may edit it all the same. */
  readonly editors: readonly string[];
}

/** A validation rule that rejects what does not fit. */
export interface Validation {
  readonly area: Area;
  /** Source of a regular expression over the displayed text; blank is always accepted. */
  readonly accepts: string;
  readonly flags: string;
  readonly description: string;
}

export interface SheetFilter {
  /** Its first row is the header. */
  readonly area: Area;
  /** Displayed values that are hidden, by column number. */
  readonly hidden: Readonly<Record<number, readonly string[]>>;
}

export interface SheetState {
  readonly id: number;
  name: string;
  hidden: boolean;
  frozenRows: number;
  rowCount: number;
  columnCount: number;
  /** Row 1 first; shorter than `rowCount` when the rest is untouched. */
  rows: Row[];
  protections: Protection[];
  validations: Validation[];
  merges: Area[];
  filter: SheetFilter | null;
  columnWidths: Record<number, number>;
}

export function emptySheet(id: number, name: string, rows: number, columns: number): SheetState {
  return {
    id,
    name,
    hidden: false,
    frozenRows: 0,
    rowCount: rows,
    columnCount: columns,
    rows: [],
    protections: [],
    validations: [],
    merges: [],
    filter: null,
    columnWidths: {},
  };
}

/** The row, made if it was untouched. Row numbers count from 1. */
export function rowAt(state: SheetState, row: number): Row {
  while (state.rows.length < row) state.rows.push({ cells: [] });
  return state.rows[row - 1] ?? { cells: [] };
}

export function cellAt(state: SheetState, row: number, column: number): Stored {
  return state.rows[row - 1]?.cells[column - 1];
}

export function putCell(state: SheetState, row: number, column: number, stored: Stored): void {
  const cells = rowAt(state, row).cells;
  while (cells.length < column) cells.push(undefined);
  cells[column - 1] = stored;
}
