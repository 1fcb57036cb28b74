// Owns what the formulas of a sheet show: their results and what they spill. Must not change any cell.
import { isBlank, formulaOf, valueOf, type Scalar } from './cell';
import { evaluate } from './formula';
import { cellAt, type SheetState } from './sheet-state';

/** Results by `positionKey`, for formulas and for the blank cells that they spill into. */
export type Results = ReadonlyMap<number, Scalar>;

/** Of a sheet without formulas. */
export const NO_RESULTS: Results = new Map();

/** More columns than a sheet can have. */
const STRIDE = 20_000;

export const positionKey = (row: number, column: number): number => row * STRIDE + column;

/** Formulas that read other formulas settle in as many passes as the chain is long; a longer chain shows its last state. */
const PASSES = 8;

/** Computes every formula of the sheet. */
export function computeFormulas(state: SheetState): Results {
  const formulas: { row: number; column: number; formula: string }[] = [];
  state.rows.forEach(({ cells }, r) => {
    cells.forEach((stored, c) => {
      const formula = formulaOf(stored);
      if (formula !== '') formulas.push({ row: r + 1, column: c + 1, formula });
    });
  });
  if (formulas.length === 0) return NO_RESULTS;
  let results: Results = NO_RESULTS;
  for (let pass = 0; pass < PASSES; pass++) {
    const next = computeOnce(state, formulas, results);
    if (sameResults(results, next)) return next;
    results = next;
  }
  return results;
}

function computeOnce(
  state: SheetState,
  formulas: readonly { row: number; column: number; formula: string }[],
  before: Results,
): Results {
  const results = new Map<number, Scalar>();
  const reader = {
    rowCount: state.rowCount,
    columnCount: state.columnCount,
    value: (row: number, column: number): Scalar =>
      before.get(positionKey(row, column)) ?? valueOf(cellAt(state, row, column)),
  };
  for (const { row, column, formula } of formulas) {
    const matrix = evaluate(formula, reader);
    const fits = matrix.every((line, r) =>
      line.every((_, c) => {
        if (r === 0 && c === 0) return true;
        if (row + r > state.rowCount || column + c > state.columnCount) return false;
        return (
          isBlank(cellAt(state, row + r, column + c)) &&
          !results.has(positionKey(row + r, column + c))
        );
      }),
    );
    if (!fits) {
      results.set(positionKey(row, column), '#REF!');
      continue;
    }
    matrix.forEach((line, r) => {
      line.forEach((value, c) => {
        results.set(positionKey(row + r, column + c), value);
      });
    });
  }
  return results;
}

function sameResults(a: Results, b: Results): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of b) if (a.get(key) !== value) return false;
  return true;
}
