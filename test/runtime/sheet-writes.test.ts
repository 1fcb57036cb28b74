import { LIMITS } from '../../local/runtime/limits';
import { BOB, rig, SHEET } from './script';

const S = `const s = ${SHEET};`;
const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

describe('ranges', () => {
  test.each([
    ['getRange(0, 1)', 'The starting row of the range is too small.'],
    ['getRange(1, 0)', 'The starting column of the range is too small.'],
    ['getRange(1, 1, 0, 1)', LIMITS.rowsOfARange.text],
    ['getRange(1, 1, 1, 0)', LIMITS.columnsOfARange.text],
    [
      'getRange(100, 10, 2, 1)',
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
    [
      'getRange(100, 10, 1, 2)',
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
    ["getRange('A101')", 'The coordinates of the range are outside the dimensions of the sheet.'],
    ["getRange('nonsense!')", 'Range not found'],
    [
      "getRangeList(['A1', 'K1'])",
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
  ])('%s is refused at once', (call, message) => {
    expect(rig(`${S} s.${call};`).error()).toBe(message);
  });

  test('are named and measured', () => {
    const { value } = rig(
      `${S} return ['B2', 'B2:C9', 'C:D', 'B5:C', '3:4'].map((a) => { const r = s.getRange(a); return [r.getA1Notation(), r.getRow(), r.getColumn(), r.getNumRows(), r.getNumColumns(), r.getLastRow(), r.getLastColumn(), r.getSheet().getSheetId()]; });`,
    );
    expect(value()).toEqual([
      ['B2', 2, 2, 1, 1, 2, 2, 0],
      ['B2:C9', 2, 2, 8, 2, 9, 3, 0],
      ['C1:D100', 1, 3, 100, 2, 100, 4, 0],
      ['B5:C100', 5, 2, 96, 2, 100, 3, 0],
      ['A3:J4', 3, 1, 2, 10, 4, 10, 0],
    ]);
  });

  test('that a person deleted under the script can neither be read nor written', () => {
    const { value, runtime, sheet } = rig(
      `${S} const r = s.getRange('A100'); Utilities.sleep(1); const out = []; try { r.getValue(); } catch (e) { out.push(e.message); } r.setValue('x'); try { SpreadsheetApp.flush(); } catch (e) { out.push(e.message); } return out;`,
    );
    runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'Utilities.sleep') sheet.deleteRows(2, 5);
      return undefined;
    };
    const outside = 'The coordinates of the range are outside the dimensions of the sheet.';
    expect(value()).toEqual([outside, outside]);
  });

  test('of a sheet that is gone say so', () => {
    const { error, runtime } = rig(
      "const s = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Gone'); Utilities.sleep(1); s.getRange('A1');",
    );
    const { id } = runtime.workbook.addSheet('Gone');
    runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'Utilities.sleep') runtime.workbook.deleteSheet(id);
      return undefined;
    };
    expect(error()).toBe(`Sheet ${id} not found`);
  });
});

describe('setValues', () => {
  test.each([
    [
      "[['a']]",
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    ],
    [
      "[['a', 'b'], ['c']]",
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    ],
  ])('refuses %s for two rows and columns at once', (data, message) => {
    const { error } = rig(`${S} s.getRange('A1:B2').setValues(${data});`);
    expect(error()).toBe(message);
  });

  test('takes 50,000 characters a cell and not one more', () => {
    const { run, error } = rig(
      `function fits() { ${S} s.getRange('A1').setValue('x'.repeat(50000)); }\nfunction main() { ${S} s.getRange('A1').setValue('x'.repeat(50001)); }`,
    );
    expect(run('fits').kind).toBe('returned');
    expect(error()).toBe(LIMITS.charactersOfACell.text);
  });

  test('copies the data: later changes of the array are not written', () => {
    const { run, sheet } = rig(
      `${S} const d = [['a']]; s.getRange('A1').setValues(d); d[0][0] = 'b';`,
    );
    run();
    expect(sheet.displayed()).toEqual([['a']]);
  });

  test('writes hidden rows like others', () => {
    const { run, sheet } = rig(`${S} s.getRange('A2:A3').setValues([['x'], ['y']]);`);
    sheet.put([['h'], ['a'], ['b']]);
    sheet.createFilter();
    sheet.setFilter(1, ['a']);
    sheet.hideRow(3);
    run();
    expect(sheet.displayed()).toEqual([['h'], ['x'], ['y']]);
  });

  test('reaches only the top left cell of merged cells', () => {
    const { value, sheet } = rig(
      `${S} s.getRange('A1:B2').setValues([['a', 'b'], ['c', 'd']]); const r = s.getRange('A1:C3'); return [r.getValues(), r.isPartOfMerge(), r.getMergedRanges().map((m) => m.getA1Notation())];`,
    );
    sheet.merge('A1:A2');
    expect(value()).toEqual([
      [
        ['a', 'b', ''],
        ['', 'd', ''],
        ['', '', ''],
      ],
      true,
      ['A1:A2'],
    ]);
  });
});

describe('writes are lazy', () => {
  test('they are not there before the next read, flush or end', () => {
    const { run, runtime, sheet } = rig(
      `${S} s.getRange('A1').setValue('x'); Utilities.sleep(1); SpreadsheetApp.flush(); Utilities.sleep(2);`,
    );
    const seen: string[] = [];
    runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'Utilities.sleep') seen.push(sheet.display(1, 1));
      return undefined;
    };
    run();
    expect(seen).toEqual(['', 'x']);
  });

  test('their error comes at the next read, and the failed write wrote nothing', () => {
    const { value, sheet } = rig(
      `${S} s.getRange('A1:A2').setValues([['x'], ['y']]); try { s.getLastRow(); return 'no error'; } catch (e) { return e.message; }`,
    );
    sheet.protect('A2', [BOB]);
    expect(value()).toBe(PROTECTED);
    expect(sheet.displayed()).toEqual([]);
  });

  test('an error that nobody met fails the execution at its end', () => {
    const { run, sheet } = rig(`${S} s.getRange('A1').setValue('x'); return 'done';`);
    sheet.protect(null, [BOB]);
    expect(run()).toMatchObject({ kind: 'threw', name: 'Exception', message: PROTECTED });
    expect(run('main', { user: BOB })).toMatchObject({ kind: 'returned', value: 'done' });
  });

  test('what was written after the failed write is lost with it', () => {
    const { run, sheet } = rig(
      `${S} s.getRange('A1').setValue('x'); s.getRange('B1').setValue('y'); s.getRange('C1').setValue('z');`,
    );
    sheet.protect('B1', []);
    run();
    expect(sheet.displayed()).toEqual([['x']]);
  });

  test('at a kill they are lost, or applied when that is asked for', () => {
    const { run, runtime, sheet } = rig(
      `${S} s.getRange('A1').setValue('x'); Utilities.sleep(300000); Utilities.sleep(300000);`,
    );
    run();
    expect(sheet.displayed()).toEqual([]);
    runtime.pendingWritesAtKill = 'applied';
    run();
    expect(sheet.displayed()).toEqual([['x']]);
  });

  test('they are kept when the script throws', () => {
    const { run, sheet } = rig(`${S} s.getRange('A1').setValue('x'); throw new Error('late');`);
    expect(run()).toMatchObject({ message: 'late' });
    expect(sheet.displayed()).toEqual([['x']]);
  });

  test('handles see the size to come', () => {
    const { value, sheet } = rig(
      `${S} s.insertColumnsAfter(10, 2); s.insertRowsAfter(100, 1); s.getRange(101, 12).setValue('x'); return [s.getMaxRows(), s.getMaxColumns(), s.getLastRow(), s.getLastColumn()];`,
    );
    expect(value()).toEqual([101, 12, 101, 12]);
    expect(sheet.columnCount).toBe(12);
  });

  test('a validation that rejects names the cell', () => {
    const { error, sheet } = rig(`${S} s.getRange('A1:B1').setValues([['fine', 'wrong']]);`);
    sheet.setValidation('B1:B9', { accepts: /^(yes|no)$/, description: 'yes or no' });
    expect(error()).toBe(
      'The data you entered in cell B1 violates the data validation rules set on this cell.',
    );
    expect(sheet.displayed()).toEqual([]);
  });
});

describe('protection', () => {
  test('canEdit knows the running user', () => {
    const { value, sheet } = rig(
      `${S} return [s.getRange('A1').canEdit(), s.getRange('A1:B1').canEdit(), s.getRange('B1').canEdit()];`,
    );
    sheet.protect('B1:B9', [BOB]);
    expect(value()).toEqual([true, false, false]);
    expect(value('main', { user: BOB })).toEqual([true, true, true]);
  });

  test('columns may be inserted beside a protected range, not inside it or in a protected sheet', () => {
    const { run, sheet } = rig(
      `function beside() { ${S} s.insertColumnsAfter(2, 1); }\nfunction inside() { ${S} s.insertColumnsAfter(1, 1); }`,
    );
    sheet.protect('A:B', [BOB]);
    expect(run('beside').kind).toBe('returned');
    expect(run('inside')).toMatchObject({ message: PROTECTED });
    sheet.protect(null, [BOB]);
    expect(run('beside')).toMatchObject({ message: PROTECTED });
  });
});

describe('sheets', () => {
  test('are inserted at once and come to the front', () => {
    const { value, runtime } = rig(
      "const ss = SpreadsheetApp.getActiveSpreadsheet(); const log = ss.insertSheet('Log', 0); log.hideSheet(); return [ss.getSheets().map((s) => s.getName()), log.isSheetHidden(), ss.getSheetById(log.getSheetId()).getName(), ss.getSheetByName('None')];",
    );
    expect(value()).toEqual([['Log', 'Sheet1'], true, 'Log', null]);
    expect(runtime.workbook.sheet(runtime.workbook.activeSheetId).name).toBe('Log');
  });

  test.each([
    [
      "ss.insertSheet('Sheet1');",
      'A sheet with the name "Sheet1" already exists. Please enter another name.',
    ],
    [
      "const s = ss.insertSheet('B'); s.setName('Sheet1');",
      'A sheet with the name "Sheet1" already exists. Please enter another name.',
    ],
    ["ss.insertSheet('B', 2);", 'Invalid argument: sheetIndex'],
    ['ss.deleteSheet(ss.getSheets()[0]);', "You can't remove all the sheets in a document."],
    ['ss.getSheets()[0].hideSheet();', "You can't hide all the sheets in a document."],
    [
      'ss.getSheets()[0].insertColumnsAfter(11, 1);',
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
    ['ss.getSheets()[0].insertColumnsAfter(10, 20000);', LIMITS.columnsOfASheet.text],
    ['ss.getSheets()[0].insertRowsAfter(100, 1000000);', LIMITS.cellsOfAWorkbook.text],
    [
      'ss.getSheets()[0].isRowHiddenByFilter(101);',
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
  ])('%s is refused', (script, message) => {
    expect(rig(`const ss = SpreadsheetApp.getActiveSpreadsheet(); ${script}`).error()).toBe(
      message,
    );
  });

  test('know what is selected, hidden and filtered', () => {
    const { value, sheet, runtime } = rig(
      `${S} return [s.getActiveRange().getA1Notation(), s.getSelection().getActiveRangeList().getRanges().map((r) => r.getA1Notation()), [1, 2, 3].map((r) => [s.isRowHiddenByFilter(r), s.isRowHiddenByUser(r)]), s.getFilter().getRange().getA1Notation()];`,
    );
    sheet.put([['h'], ['a'], ['b']]);
    sheet.createFilter();
    sheet.setFilter(1, ['a']);
    sheet.hideRow(3);
    runtime.workbook.selection = { sheetId: 0, areas: ['A2:B3', 'C5'] };
    expect(value()).toEqual([
      'C5',
      ['A2:B3', 'C5'],
      [
        [false, false],
        [true, false],
        [false, true],
      ],
      'A1:A3',
    ]);
  });

  test('take selections, notes, formats and widths of the script', () => {
    const { run, runtime, sheet } = rig(
      `${S} s.setActiveRange(s.getRange('B2:C3')); s.getRange('A1').setNote('n').setBackground('#fff').setFontWeight('bold').setWrap(true).setNumberFormat('0.00').setValue(1); s.setFrozenRows(1).setColumnWidths(1, 2, 50); s.getRangeList(['D1', 'E1:E2']).setValue('z');`,
    );
    run();
    expect(runtime.workbook.selection).toEqual({ sheetId: 0, areas: ['B2:C3'] });
    expect(sheet.note(1, 1)).toBe('n');
    expect(sheet.displayed()).toEqual([
      ['1.00', '', '', 'z', 'z'],
      ['', '', '', '', 'z'],
    ]);
    expect([sheet.frozenRows, sheet.state.columnWidths]).toEqual([1, { 1: 50, 2: 50 }]);
  });

  test('keep the formats of cells whose content is cleared', () => {
    const { value } = rig(
      `${S} const c = s.getRange('A1'); c.setNumberFormat('@').setValue('007').clearContent(); c.setValue('008'); return [c.getDisplayValue(), c.getNumberFormats()[0][0]];`,
    );
    expect(value()).toEqual(['008', '@']);
  });
});
