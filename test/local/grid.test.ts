import fc from 'fast-check';
import { cellsToText, textToCells } from '../../local/page/grid/clipboard';
import { columnLetters, SheetModel } from '../../local/page/grid/model';
import { areaOf, at, move, type Extent } from '../../local/page/grid/selection';
import type { SheetData } from '../../local/page/protocol';

const SHEET: SheetData = {
  id: 7,
  version: 1,
  rowCount: 10,
  columnCount: 4,
  frozenRows: 1,
  cells: [['Name', 'Email'], ['Ada'], [], ['Bea', 'b@x.example']],
  formulas: [[2, 1, '="A"&"da"']],
  hiddenRows: [3],
  hasFilter: false,
};

describe('cells on the clipboard', () => {
  it('come back as they went', () => {
    const cell = fc.oneof(fc.constantFrom('', 'a\tb', 'say "hi"', 'two\nlines', '"'), fc.string());
    const rows = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(rows, (cells) => {
        const clean = cells.map((row) => row.map((text) => text.replace(/\r\n?/g, '\n')));
        // One blank last row cannot be told from a line end.
        fc.pre(clean.at(-1)?.some((text) => text !== '') === true);
        expect(textToCells(cellsToText(clean))).toEqual(clean);
      }),
    );
  });

  it('are read from what spreadsheet programs write', () => {
    expect(textToCells('a\t"b\nc"\r\nd\t\r\n')).toEqual([
      ['a', 'b\nc'],
      ['d', ''],
    ]);
  });
});

describe('the grid’s picture of a sheet', () => {
  it('shows rows that are neither hidden nor frozen, and formulas where they are typed', () => {
    const model = new SheetModel(SHEET, null);
    expect(model.shownRows).toEqual([2, 4, 5, 6, 7, 8, 9, 10]);
    expect([model.text(2, 1), model.entry(2, 1)]).toEqual(['Ada', '="A"&"da"']);
    expect(model.used()).toEqual({ rows: 4, columns: 2 });
  });

  it('takes changes of single cells, beyond its end too', () => {
    const model = new SheetModel(SHEET, null);
    model.apply(
      [
        [2, 1, 'Eve'],
        [6, 3, 'x'],
      ],
      [],
      2,
    );
    expect([model.text(2, 1), model.entry(2, 1), model.text(6, 3)]).toEqual(['Eve', 'Eve', 'x']);
    expect(model.version).toBe(2);
  });

  it('keeps its columns as wide as they were when the sheet is read anew', () => {
    const model = new SheetModel(SHEET, null);
    const longer = { ...SHEET, cells: [['A very much longer heading than before']] };
    expect(new SheetModel(longer, model).columnWidth(1)).toBe(model.columnWidth(1));
  });

  it('makes a column wide enough for its header, and for rows far below', () => {
    const rows = Array.from({ length: 900 }, (_, at) => ['x', at < 300 ? '' : 'a longer text']);
    const wide = { ...SHEET, columnCount: 2, cells: [['A longer header', 'B'], ...rows] };
    const [header, text] = [1, 2].map((column) => new SheetModel(wide, null).columnWidth(column));
    expect(header).toBeGreaterThan(100);
    expect(text).toBeGreaterThan(90);
  });

  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [703, 'AAA'],
  ])('column %i is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
  });
});

describe('the selection', () => {
  const filled = new Set(['2,1', '3,1', '4,1', '8,1']);
  const extent: Extent = {
    rowCount: 10,
    columnCount: 4,
    nextRow: (row, direction) => Math.min(10, Math.max(1, row + direction)),
    isFilled: (row, column) => filled.has(`${row},${column}`),
  };
  const step = { extend: false, far: false };

  it('moves by one cell and stops at the edges', () => {
    expect(move(at({ row: 1, column: 4 }), 'right', extent, step).head).toEqual({
      row: 1,
      column: 4,
    });
    expect(move(at({ row: 1, column: 1 }), 'down', extent, step).head).toEqual({
      row: 2,
      column: 1,
    });
  });

  it('grows with Shift from where it began', () => {
    const grown = move(at({ row: 3, column: 2 }), 'up', extent, { extend: true, far: false });
    expect(areaOf(grown)).toEqual({ row: 2, column: 2, rows: 2, columns: 1 });
  });

  it.each([
    [2, 4],
    [4, 8],
    [8, 10],
  ])('jumps from row %i to row %i with Ctrl', (from, to) => {
    const jumped = move(at({ row: from, column: 1 }), 'down', extent, { extend: false, far: true });
    expect(jumped.head.row).toBe(to);
  });
});
