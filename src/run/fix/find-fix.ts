// Owns which fixes a checked sheet can be offered: certain ones, in columns without formulas. Reads formulas, writes nothing.
import {
  type CellFix,
  findFixes,
  type Fix,
  type FixKind,
  type RowFix,
} from '../../contact/find-fixes';
import { hashText } from '../../contact/hash';
import type { Prepared } from '../plan/prepare';
import { columnsWithFormulas } from '../sheet/formula-columns';

/** The fixes of the rows that were chosen: no read where nothing can be fixed, else one. Throws `SheetFault`. */
export function offeredFixes(prepared: Prepared): readonly Fix[] {
  const { sheet, cells, headerRow, mapping, check } = prepared;
  if (check === null) return [];
  const fixes = findFixes({ cells, headerRow, mapping, verdicts: check.verdicts });
  const columns = new Set(fixes.flatMap(({ rows }) => rows.flatMap(columnsOf)));
  const formulas = columnsWithFormulas(sheet, cells, headerRow, [...columns]);
  return fixes
    .map(({ kind, rows }): Fix => {
      const free = rows.filter((row) => !columnsOf(row).some((column) => formulas.has(column)));
      return { kind, rows: free };
    })
    .filter(({ rows }) => rows.length > 0);
}

/** `null`: there is no such fix here. */
export function offeredFix(prepared: Prepared, kind: FixKind): Fix | null {
  return offeredFixes(prepared).find((fix) => fix.kind === kind) ?? null;
}

/** Over every change: rows, cells, and who the contacts of the rows are afterwards. */
export function digestOfFix({ sheet, headerRow }: Prepared, { kind, rows }: Fix): string {
  return hashText(JSON.stringify([sheet.id, headerRow, kind, rows]), 10);
}

export function cellsOf({ rows }: Fix): readonly (CellFix & { readonly row: number })[] {
  return rows.flatMap(({ row, cells }) => cells.map((cell) => ({ ...cell, row })));
}

function columnsOf({ cells }: RowFix): readonly number[] {
  return cells.map(({ column }) => column);
}
