// What of a workbook is its user's alone, for comparison with a twin on which only the user's hands acted: promise 2, cell by cell.
import type { Grid } from '../../local/runtime/grid';
import type { Workbook } from '../../local/runtime/workbook';

/** Columns that a run may write: those it made, and the user's own for e-mail and phone, also once they were renamed. */
const OUTPUT = /^(?:Email|Phone|Email status|Enrichment status)(?: \d+| renamed)?$/;
const OWN_OUTPUT = /^(?:Email|Phone)(?: renamed)?$/;
const LOG = 'Enrichment log';

/** Every cell outside the output columns and the log, as it shows and with its formula; by sheet. Blank lines count for nothing. */
export function userCells(workbook: Workbook): Readonly<Record<string, readonly string[]>> {
  const own = workbook.sheets.filter(({ name }) => !name.startsWith(LOG));
  return Object.fromEntries(own.map((grid) => [grid.name, columnsOf(grid)]));
}

/** What stood or was typed in the user's own e-mail and phone columns, and is no longer there. */
export function coveredCells(workbook: Workbook, twin: Workbook): string[] {
  return twin.sheets.flatMap((grid) => {
    const real = workbook.find(grid.id);
    if (real === undefined) return [];
    const now = ownOutputs(real);
    return ownOutputs(grid).flatMap((cells, index) =>
      cells.flatMap((text, row) =>
        text === '' || now[index]?.[row] === text ? [] : [`${text} in row ${row + 1}`],
      ),
    );
  });
}

function columnsOf(grid: Grid): string[] {
  const { rows, columns } = grid.extent();
  const header = headerRowOf(grid);
  const texts: string[] = [];
  for (let column = 1; column <= columns; column++) {
    if (header > 0 && OUTPUT.test(grid.display(header, column))) continue;
    const cells: string[] = [];
    for (let row = 1; row <= rows; row++) {
      const formula = grid.formula(row, column);
      cells.push(grid.display(row, column) + (formula === '' ? '' : ` ${formula}`));
    }
    while (cells[cells.length - 1] === '') cells.pop();
    if (cells.length > 0) texts.push(JSON.stringify(cells));
  }
  return texts;
}

function ownOutputs(grid: Grid): string[][] {
  const cells = grid.displayed();
  const header = cells[headerRowOf(grid) - 1] ?? [];
  return header.flatMap((text, column) =>
    OWN_OUTPUT.test(text) ? [cells.map((row) => row[column] ?? '')] : [],
  );
}

/** 1-based; 0 where there is none. */
function headerRowOf(grid: Grid): number {
  return grid.displayed().findIndex((row) => row.includes('Company')) + 1;
}
