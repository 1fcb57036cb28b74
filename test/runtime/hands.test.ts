import { Workbook } from '../../local/runtime/workbook';
import type { Grid } from '../../local/runtime/grid';

function grid(rows: string[][]): Grid {
  const sheet = new Workbook({ id: 'd', name: 'x' }).addSheet('S', { rows: 20, columns: 6 });
  sheet.put(rows);
  return sheet;
}

const first = (sheet: Grid): string[] => sheet.displayed().map(([cell]) => cell ?? '');

describe('a person', () => {
  test('sorts whole rows; the header stays, blanks come last in both directions', () => {
    const sheet = grid([
      ['Name', 'N'],
      ['b', '2'],
      ['', '0'],
      ['A', '1'],
      ['c', '3'],
    ]);
    sheet.sort(1);
    expect(sheet.displayed()).toEqual([
      ['Name', 'N'],
      ['A', '1'],
      ['b', '2'],
      ['c', '3'],
      ['', '0'],
    ]);
    sheet.sort(1, false);
    expect(first(sheet)).toEqual(['Name', 'c', 'b', 'A', '']);
  });

  test('sorts numbers before text before booleans', () => {
    const sheet = grid([]);
    ['TRUE', 'b', '10', '9', 'a'].forEach((text, index) => {
      sheet.type(index + 1, 1, text);
    });
    sheet.sort(1, true, 0);
    expect(first(sheet)).toEqual(['9', '10', 'a', 'b', 'TRUE']);
  });

  test('sorts a part of the columns and tears the rows apart', () => {
    const sheet = grid([
      ['b', '1'],
      ['a', '2'],
    ]);
    sheet.sortRange('A1:A2', 1);
    expect(sheet.displayed()).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  test('cannot sort merged cells', () => {
    const sheet = grid([['h'], ['b'], ['a']]);
    sheet.merge('A2:B2');
    expect(() => {
      sheet.sort(1);
    }).toThrow('merged');
  });

  test('filters rows, sorts from the filter, and the filter hides the same values again', () => {
    const sheet = grid([['h'], ['b'], ['c'], ['a'], ['after']]);
    sheet.createFilter('A1:A4');
    sheet.setFilter(1, ['b']);
    expect([2, 3, 4].map((row) => sheet.isHidden(row, 'filter'))).toEqual([true, false, false]);
    sheet.filterSort(1);
    expect(first(sheet)).toEqual(['h', 'a', 'b', 'c', 'after']);
    expect([2, 3, 4].map((row) => sheet.isHidden(row, 'filter'))).toEqual([false, true, false]);
    sheet.removeFilter();
    expect(sheet.isHidden(3, 'filter')).toBe(false);
  });

  test('inserts and deletes lines; protections, validations, merges and filters move along', () => {
    const sheet = grid([
      ['h', 'x'],
      ['a', 'y'],
    ]);
    sheet.protect('B2', []);
    sheet.setValidation('A2:A9', { accepts: /a/, description: 'an a' });
    sheet.createFilter('A1:B2');
    sheet.setFilter(2, ['q']);
    sheet.insertRows(1, 2);
    sheet.insertColumns(2);
    expect(sheet.state.protections).toEqual([
      { area: { row: 4, column: 3, rows: 1, columns: 1 }, editors: [] },
    ]);
    expect(sheet.state.validations[0]?.area).toEqual({ row: 4, column: 1, rows: 8, columns: 1 });
    expect(sheet.state.filter).toEqual({
      area: { row: 3, column: 1, rows: 2, columns: 3 },
      hidden: { 3: ['q'] },
    });
    sheet.deleteRows(4);
    expect(sheet.state.protections).toEqual([]);
    expect(sheet.displayed()).toEqual([
      ['', '', ''],
      ['', '', ''],
      ['h', '', 'x'],
    ]);
    expect([sheet.rowCount, sheet.columnCount]).toEqual([21, 7]);
  });

  test('moves a column', () => {
    const sheet = grid([['a', 'b', 'c', 'd']]);
    sheet.moveColumn(1, 3);
    expect(sheet.displayed()).toEqual([['b', 'c', 'a', 'd']]);
    sheet.moveColumn(3, 1);
    expect(sheet.displayed()).toEqual([['a', 'b', 'c', 'd']]);
  });

  test('cuts and pastes over what was there', () => {
    const sheet = grid([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    sheet.cutPaste('A1:B1', 3, 1);
    expect(sheet.displayed()).toEqual([
      ['', ''],
      ['c', 'd'],
      ['a', 'b'],
    ]);
  });

  test('cannot type what a validation rejects', () => {
    const sheet = grid([]);
    sheet.setValidation('A1', { accepts: /^\d+$/, description: 'digits' });
    sheet.type(1, 1, '12');
    expect(() => {
      sheet.type(1, 1, 'x');
    }).toThrow('validation');
    expect(sheet.display(1, 1)).toBe('12');
  });

  test('imports text as it is', () => {
    const sheet = grid([['007', '=1+1', '+1415']]);
    expect(sheet.displayed()).toEqual([['007', '=1+1', '+1415']]);
    expect(sheet.formula(1, 2)).toBe('');
  });
});
