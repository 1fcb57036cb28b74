// Owns how rows and columns come, go and move: cells, areas and references follow. Must not know who asks.
import { cellName, overlaps, parseArea, shiftArea, type Area } from './area';
import { cleared, formulaOf, type Stored } from './cell';
import { rewriteReferences } from './formula';
import { cellAt, putCell, rowAt, type SheetState } from './sheet-state';

type Axis = 'row' | 'column';

/** Inserts `count` rows before row `at`. */
export function insertRows(state: SheetState, at: number, count: number): void {
  if (at <= state.rows.length) {
    state.rows.splice(at - 1, 0, ...Array.from({ length: count }, () => ({ cells: [] })));
  }
  state.rowCount += count;
  shiftAreas(state, 'row', at, count);
}

export function deleteRows(state: SheetState, at: number, count: number): void {
  state.rows.splice(at - 1, count);
  state.rowCount -= count;
  shiftAreas(state, 'row', at, -count);
}

export function insertColumns(state: SheetState, at: number, count: number): void {
  for (const { cells } of state.rows) {
    if (at <= cells.length) {
      cells.splice(at - 1, 0, ...new Array<undefined>(count).fill(undefined));
    }
  }
  state.columnCount += count;
  shiftAreas(state, 'column', at, count);
}

export function deleteColumns(state: SheetState, at: number, count: number): void {
  for (const { cells } of state.rows) cells.splice(at - 1, count);
  state.columnCount -= count;
  shiftAreas(state, 'column', at, -count);
}

/** Moves a column so that it stands at `to` afterwards. References follow. */
export function moveColumn(state: SheetState, from: number, to: number): void {
  state.rows.forEach(({ cells }) => {
    while (cells.length < Math.max(from, to)) cells.push(undefined);
    const [cell] = cells.splice(from - 1, 1);
    cells.splice(to - 1, 0, cell);
  });
  const place = (column: number): number => {
    if (column === from) return to;
    const without = column > from ? column - 1 : column;
    return without >= to ? without + 1 : without;
  };
  rewriteFormulas(state, (row, column) => ({ row, column: place(column) }));
  const moved = (area: Area): Area =>
    area.columns === 1 ? { ...area, column: place(area.column) } : area;
  state.validations = state.validations.map((rule) => ({ ...rule, area: moved(rule.area) }));
  state.protections = state.protections.map((rule) => ({
    ...rule,
    area: rule.area && moved(rule.area),
  }));
}

/** Cuts an area and pastes it with its top left at a cell. What was there is gone. */
export function cutPaste(state: SheetState, area: Area, row: number, column: number): void {
  const cells: Stored[][] = Array.from({ length: area.rows }, (_, r) =>
    Array.from({ length: area.columns }, (_, c) => cellAt(state, area.row + r, area.column + c)),
  );
  forEachCell(area, (r, c) => {
    putCell(state, r, c, undefined);
  });
  cells.forEach((line, r) => {
    line.forEach((stored, c) => {
      putCell(state, row + r, column + c, stored);
    });
  });
}

/** Empties cells; formats and decoration stay. */
export function clearArea(state: SheetState, area: Area): void {
  const bottom = Math.min(area.row + area.rows - 1, state.rows.length);
  for (let row = area.row; row <= bottom; row++) {
    const { cells } = rowAt(state, row);
    const right = Math.min(area.column + area.columns - 1, cells.length);
    for (let column = area.column; column <= right; column++) {
      cells[column - 1] = cleared(cells[column - 1]);
    }
  }
}

/** Merges an area: only its top left cell keeps content. @throws Error when it cuts another merge. */
export function mergeArea(state: SheetState, area: Area): void {
  if (state.merges.some((merge) => overlaps(merge, area))) {
    throw new Error('You must select all cells in a merged range to merge or unmerge them.');
  }
  forEachCell(area, (row, column) => {
    if (row !== area.row || column !== area.column) {
      putCell(state, row, column, cleared(cellAt(state, row, column)));
    }
  });
  state.merges.push(area);
}

/** The area of an A1 name. @throws Error when it is none or leaves the grid. */
export function areaOf(state: SheetState, name: string): Area {
  const area = parseArea(name, state.rowCount, state.columnCount);
  if (!area || area.row + area.rows - 1 > state.rowCount) throw new Error(`No range ${name}`);
  if (area.column + area.columns - 1 > state.columnCount) throw new Error(`No range ${name}`);
  return area;
}

export function forEachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      visit(row, column);
    }
  }
}

/** Applies `moved` to the references of every formula. */
function rewriteFormulas(
  state: SheetState,
  moved: (row: number, column: number) => { row: number; column: number } | null,
): void {
  for (const { cells } of state.rows) {
    cells.forEach((stored, index) => {
      if (typeof stored !== 'object' || formulaOf(stored) === '') return;
      cells[index] = { ...stored, formula: rewriteReferences(formulaOf(stored), moved) };
    });
  }
}

function shiftAreas(state: SheetState, axis: Axis, at: number, count: number): void {
  const shifted = <T extends { readonly area: Area | null }>(rules: T[]): T[] =>
    rules.flatMap((rule) => {
      if (rule.area === null) return [rule];
      const area = shiftArea(rule.area, axis, at, count);
      return area ? [{ ...rule, area }] : [];
    });
  state.protections = shifted(state.protections);
  state.validations = shifted(state.validations);
  state.merges = state.merges.flatMap((area) => shiftArea(area, axis, at, count) ?? []);
  shiftFilter(state, axis, at, count);
  rewriteFormulas(state, (row, column) => {
    const shiftedCell = shiftArea({ row, column, rows: 1, columns: 1 }, axis, at, count);
    return shiftedCell && { row: shiftedCell.row, column: shiftedCell.column };
  });
}

function shiftFilter(state: SheetState, axis: Axis, at: number, count: number): void {
  if (!state.filter) return;
  const area = shiftArea(state.filter.area, axis, at, count);
  const hidden: Record<number, readonly string[]> = {};
  for (const [column, values] of Object.entries(state.filter.hidden)) {
    const cell = { row: 1, column: Number(column), rows: 1, columns: 1 };
    const kept = axis === 'column' ? shiftArea(cell, axis, at, count) : cell;
    if (kept) hidden[kept.column] = values;
  }
  state.filter = area && { area, hidden };
}

/** The name of the first cell of an area that `refuses`, or `null`. */
export function firstCell(
  area: Area,
  refuses: (row: number, column: number) => boolean,
): string | null {
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      if (refuses(row, column)) return cellName(row, column);
    }
  }
  return null;
}
