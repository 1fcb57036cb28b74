// Owns the selected area and how keys and clicks move it. Pure: knows no DOM.
import type { Area } from '../protocol';

/** The cell one started from, and the cell one dragged to. */
export interface Selection {
  readonly anchor: Cell;
  readonly head: Cell;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** What a move needs to know of the sheet. */
export interface Extent {
  readonly rowCount: number;
  readonly columnCount: number;
  /** The next row that is shown, going down (1) or up (-1); the row itself when there is none. */
  nextRow(row: number, direction: 1 | -1): number;
  isFilled(row: number, column: number): boolean;
}

export const HOME: Selection = { anchor: { row: 1, column: 1 }, head: { row: 1, column: 1 } };

export function areaOf({ anchor, head }: Selection): Area {
  return {
    row: Math.min(anchor.row, head.row),
    column: Math.min(anchor.column, head.column),
    rows: Math.abs(anchor.row - head.row) + 1,
    columns: Math.abs(anchor.column - head.column) + 1,
  };
}

export function selectionOf(area: Area): Selection {
  return {
    anchor: { row: area.row, column: area.column },
    head: { row: area.row + area.rows - 1, column: area.column + area.columns - 1 },
  };
}

export function contains(area: Area, row: number, column: number): boolean {
  return (
    row >= area.row &&
    row < area.row + area.rows &&
    column >= area.column &&
    column < area.column + area.columns
  );
}

export function at(cell: Cell): Selection {
  return { anchor: cell, head: cell };
}

export function wholeRows(from: number, to: number, extent: Extent): Selection {
  return { anchor: { row: from, column: 1 }, head: { row: to, column: extent.columnCount } };
}

export function wholeColumns(from: number, to: number, extent: Extent): Selection {
  return { anchor: { row: 1, column: from }, head: { row: extent.rowCount, column: to } };
}

export function everything(extent: Extent): Selection {
  return wholeRows(1, extent.rowCount, extent);
}

export type Step = 'up' | 'down' | 'left' | 'right';

/** One cell on, `far` to the edge of what is filled, `rows` a page; `extend` keeps the anchor. */
export function move(
  selection: Selection,
  step: Step,
  extent: Extent,
  options: { readonly extend: boolean; readonly far: boolean; readonly times?: number },
): Selection {
  let cell = options.extend ? selection.head : selection.anchor;
  const next = (from: Cell): Cell => stepFrom(from, step, extent);
  if (options.far) cell = farFrom(cell, next, extent);
  else for (let time = 0; time < (options.times ?? 1); time += 1) cell = next(cell);
  return options.extend ? { anchor: selection.anchor, head: cell } : at(cell);
}

function stepFrom({ row, column }: Cell, step: Step, extent: Extent): Cell {
  switch (step) {
    case 'up':
      return { row: extent.nextRow(row, -1), column };
    case 'down':
      return { row: extent.nextRow(row, 1), column };
    case 'left':
      return { row, column: Math.max(1, column - 1) };
    case 'right':
      return { row, column: Math.min(extent.columnCount, column + 1) };
  }
}

/** To the last filled cell of a block, or on to the next block, or to the sheet's edge. */
function farFrom(start: Cell, next: (from: Cell) => Cell, extent: Extent): Cell {
  const filled = (cell: Cell): boolean => extent.isFilled(cell.row, cell.column);
  let cell = start;
  const insideBlock = filled(start) && filled(next(start));
  for (;;) {
    const following = next(cell);
    if (following.row === cell.row && following.column === cell.column) return cell;
    if (insideBlock && !filled(following)) return cell;
    cell = following;
    if (!insideBlock && filled(cell)) return cell;
  }
}
