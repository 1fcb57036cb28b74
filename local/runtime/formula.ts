// Owns the tiny formula language of the local grid: literals, references, + - * / &, {arrays} and ARRAYFORMULA.
// Must not know grids: values come through a reader. Anything else shows #NAME?, what cannot be read #ERROR!.
import { columnName, columnNumber, type Area } from './area';
import type { Scalar } from './cell';
import { plainNumber } from './number-format';

export type Matrix = Scalar[][];

/** How a formula sees the sheet around it. */
export interface FormulaReader {
  value(row: number, column: number): Scalar;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The result as a rectangle; a single value is 1 × 1. Errors are texts that begin with `#`. */
export function evaluate(formula: string, reader: FormulaReader): Matrix {
  try {
    return new Parser(formula.slice(1), reader).result();
  } catch (error) {
    if (error instanceof FormulaError) return [[error.message]];
    throw error;
  }
}

/**
 * The formula with other references. `moved` gets the row and column that a reference names and whether its row is fixed
 * (`A$1`); `null` from it means that the cell is gone.
 */
export function rewriteReferences(
  formula: string,
  moved: (row: number, column: number, fixed: boolean) => { row: number; column: number } | null,
): string {
  return formula.replace(
    REFERENCE,
    (token: string, lockedColumn: string | undefined, ...groups: (string | undefined)[]) => {
      if (lockedColumn === undefined) return token;
      const [letters = '', lockedRow = '', digits = '', openEnd] = groups;
      const row = Number(digits);
      const target = moved(row, columnNumber(letters), lockedRow !== '');
      if (!target) return '#REF!';
      const start = `${lockedColumn}${columnName(target.column)}${lockedRow}${target.row}`;
      if (openEnd === undefined) return start;
      const end = moved(row, columnNumber(openEnd), true);
      return end ? `${start}:${columnName(end.column)}` : '#REF!';
    },
  );
}

/** A text (left alone), or `A2`, with its open end in `A2:A`. */
const REFERENCE =
  /"[^"]*"|(\$?)\b([A-Za-z]{1,3})(\$?)([1-9]\d*)\b(?!\()(?::\$?([A-Za-z]{1,3})(?![A-Za-z0-9$(]))?/g;

class FormulaError extends Error {}

class Parser {
  readonly #text: string;
  readonly #reader: FormulaReader;
  #at = 0;
  #arrays = false;

  constructor(text: string, reader: FormulaReader) {
    this.#text = text;
    this.#reader = reader;
  }

  result(): Matrix {
    const result = this.#joined();
    this.#space();
    if (this.#at < this.#text.length) throw new FormulaError('#ERROR!');
    return result;
  }

  #joined(): Matrix {
    let left = this.#sum();
    while (this.#take('&')) left = combine(left, this.#sum(), (a, b) => textOf(a) + textOf(b));
    return left;
  }

  #sum(): Matrix {
    let left = this.#product();
    for (;;) {
      if (this.#take('+')) left = combine(left, this.#product(), (a, b) => num(a) + num(b));
      else if (this.#take('-')) left = combine(left, this.#product(), (a, b) => num(a) - num(b));
      else return left;
    }
  }

  #product(): Matrix {
    let left = this.#unary();
    for (;;) {
      if (this.#take('*')) left = combine(left, this.#unary(), (a, b) => num(a) * num(b));
      else if (this.#take('/')) left = combine(left, this.#unary(), divide);
      else return left;
    }
  }

  #unary(): Matrix {
    if (this.#take('-')) return combine([[0]], this.#unary(), (a, b) => num(a) - num(b));
    if (this.#take('+')) return this.#unary();
    return this.#primary();
  }

  #primary(): Matrix {
    if (this.#take('(')) {
      const inner = this.#joined();
      this.#expect(')');
      return inner;
    }
    if (this.#take('{')) return this.#array();
    const number = this.#match(/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/);
    if (number !== null) return [[Number(number)]];
    const text = this.#match(/^"(?:[^"]|"")*"/);
    if (text !== null) return [[text.slice(1, -1).replace(/""/g, '"')]];
    const range = this.#match(/^\$?[A-Za-z]{1,3}\$?[1-9]\d*:\$?[A-Za-z]{1,3}(?:\$?[1-9]\d*)?/);
    if (range !== null) return this.#range(range);
    const cell = this.#match(/^\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w(!.])/);
    if (cell !== null) {
      const area = this.#area(cell);
      return [[this.#reader.value(area.row, area.column)]];
    }
    if (this.#match(/^ARRAYFORMULA\s*\(/i) !== null) {
      this.#arrays = true;
      const inner = this.#joined();
      this.#expect(')');
      return inner;
    }
    const word = this.#match(/^#REF!|^[A-Za-z_][\w.]*!?/);
    if (word === null) throw new FormulaError('#ERROR!');
    if (/^true$/i.test(word)) return [[true]];
    if (/^false$/i.test(word)) return [[false]];
    throw new FormulaError(word === '#REF!' ? word : '#NAME?');
  }

  #array(): Matrix {
    this.#arrays = true;
    const rows: Matrix = [];
    do {
      let row = this.#joined();
      while (this.#take(',')) row = beside(row, this.#joined());
      if (rows[0] && rows[0].length !== row[0]?.length) throw new FormulaError('#VALUE!');
      rows.push(...row);
    } while (this.#take(';'));
    this.#expect('}');
    return rows;
  }

  #range(text: string): Matrix {
    if (!this.#arrays) throw new FormulaError('#VALUE!');
    const { row, column, rows, columns } = this.#area(text);
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => this.#reader.value(row + r, column + c)),
    );
  }

  #area(text: string): Area {
    const [from = '', to = from] = text.replace(/\$/g, '').split(':');
    const column = columnNumber(from.replace(/\d/g, ''));
    const lastColumn = columnNumber(to.replace(/\d/g, ''));
    const row = Number(from.replace(/\D/g, ''));
    const lastRow = /\d/.test(to) ? Number(to.replace(/\D/g, '')) : this.#reader.rowCount;
    if (lastRow > this.#reader.rowCount || lastColumn > this.#reader.columnCount) {
      throw new FormulaError('#REF!');
    }
    return { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
  }

  #space(): void {
    while (this.#text.charAt(this.#at) === ' ') this.#at++;
  }

  #take(symbol: string): boolean {
    this.#space();
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) throw new FormulaError('#ERROR!');
  }

  #match(pattern: RegExp): string | null {
    this.#space();
    const found = pattern.exec(this.#text.slice(this.#at))?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }
}

function combine(left: Matrix, right: Matrix, operate: (a: Scalar, b: Scalar) => Scalar): Matrix {
  const rows = Math.max(left.length, right.length);
  const columns = Math.max(left[0]?.length ?? 0, right[0]?.length ?? 0);
  const at = (matrix: Matrix, row: number, column: number): Scalar | undefined =>
    matrix[matrix.length === 1 ? 0 : row]?.[matrix[0]?.length === 1 ? 0 : column];
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const a = at(left, row, column);
      const b = at(right, row, column);
      if (a === undefined || b === undefined) return '#N/A';
      const error = [a, b].find((value) => typeof value === 'string' && /^#[A-Z]/.test(value));
      if (error !== undefined) return error;
      const value = operate(a, b);
      return typeof value === 'number' && !Number.isFinite(value) ? '#VALUE!' : value;
    }),
  );
}

function beside(left: Matrix, right: Matrix): Matrix {
  if (left.length !== right.length) throw new FormulaError('#VALUE!');
  return left.map((row, index) => [...row, ...(right[index] ?? [])]);
}

const divide = (a: Scalar, b: Scalar): Scalar => (num(b) === 0 ? '#DIV/0!' : num(a) / num(b));

const num = (value: Scalar): number =>
  value === '' ? 0 : typeof value === 'string' && value.trim() === '' ? NaN : Number(value);

function textOf(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? plainNumber(value) : value;
}
