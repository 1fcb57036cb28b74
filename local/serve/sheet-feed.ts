// Owns telling the page what changed in the sheet that is open: single cells where that is enough. Knows no execution.
import type { Cause, CellText, ServerEvent, SheetData } from '../page/protocol';
import type { Grid } from '../runtime/grid';
import { formulaOf } from '../runtime/cell';
import type { Workbook } from '../runtime/workbook';

/** More changed cells than this are faster read anew. */
const MOST_CELLS = 6000;

export class SheetFeed {
  private version = 0;
  private told: string[][] = [];
  private shape = '';
  private isDirty = true;

  constructor(private workbook: Workbook) {
    this.follow(workbook);
  }

  /** Another document is open. */
  follow(workbook: Workbook): void {
    this.workbook = workbook;
    this.isDirty = true;
    workbook.onChange(() => {
      this.isDirty = true;
    });
  }

  /** The whole sheet, as of what was told last. */
  data(): SheetData {
    const grid = this.grid;
    const { filter, rows } = grid.state;
    return {
      id: grid.id,
      version: this.version,
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      frozenRows: grid.frozenRows,
      cells: this.told,
      formulas: formulasOf(grid),
      hiddenRows: rows.flatMap((row, index) =>
        row.hiddenByUser === true || row.hiddenByFilter === true ? [index + 1] : [],
      ),
      hasFilter: filter !== null,
    };
  }

  /** What to tell; `null` when nothing changed since it was asked last. */
  changes(cause: Cause): ServerEvent | null {
    if (!this.isDirty) return null;
    this.isDirty = false;
    const grid = this.grid;
    const now = grid.displayed();
    const shape = shapeOf(grid);
    const cells = shape === this.shape ? differences(this.told, now) : null;
    this.told = now;
    this.shape = shape;
    if (cells?.length === 0) return null;
    this.version += 1;
    if (!cells || cells.length > MOST_CELLS) return { kind: 'sheet', version: this.version };
    const changed = new Set(cells.map(([row, column]) => `${row},${column}`));
    const formulas = formulasOf(grid).filter(([row, column]) => changed.has(`${row},${column}`));
    return { kind: 'cells', sheet: grid.id, version: this.version, cause, cells, formulas };
  }

  private get grid(): Grid {
    return this.workbook.sheet(this.workbook.activeSheetId);
  }
}

/** What cannot be told cell by cell. */
function shapeOf(grid: Grid): string {
  const { rows, filter } = grid.state;
  const hidden = rows.map(({ hiddenByUser, hiddenByFilter }) =>
    hiddenByUser === true || hiddenByFilter === true ? 1 : 0,
  );
  return [
    grid.id,
    grid.rowCount,
    grid.columnCount,
    grid.frozenRows,
    filter ? 1 : 0,
    ...hidden,
  ].join();
}

function differences(before: readonly string[][], now: readonly string[][]): CellText[] {
  const changed: CellText[] = [];
  for (let row = 0; row < Math.max(before.length, now.length); row += 1) {
    const was = before[row] ?? [];
    const is = now[row] ?? [];
    for (let column = 0; column < Math.max(was.length, is.length); column += 1) {
      const text = is[column] ?? '';
      if (text !== (was[column] ?? '')) changed.push([row + 1, column + 1, text]);
    }
  }
  return changed;
}

function formulasOf(grid: Grid): CellText[] {
  return grid.state.rows.flatMap(({ cells }, row) =>
    cells.flatMap((stored, column): CellText[] => {
      const formula = formulaOf(stored);
      return formula === '' ? [] : [[row + 1, column + 1, formula]];
    }),
  );
}
