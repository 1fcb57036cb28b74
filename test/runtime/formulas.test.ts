import { rig, SHEET } from './script';

describe('a formula', () => {
  test.each([
    ['=1+2*3', '7'],
    ['=(1+2)*3', '9'],
    ['=10/4', '2.5'],
    ['=1/0', '#DIV/0!'],
    ['="a"&"b"&1', 'ab1'],
    ['=D1&" "&D2', 'x 2'],
    ['=D2*2', '4'],
    ['=D1*2', '#VALUE!'],
    ['=TRUE', 'TRUE'],
    ['=SUM(D1:D2)', '#NAME?'],
    ["='Sheet2'!A1", '#ERROR!'],
    ['=Sheet2!A1', '#NAME?'],
    ['=D1:D2', '#VALUE!'],
    ['=Z1', '#REF!'],
    ['=1+', '#ERROR!'],
    ['=IMPORTXML("https://evil","//a")', '#NAME?'],
  ])('%s shows %s', (formula, shown) => {
    const { sheet } = rig('');
    sheet.type(1, 4, 'x');
    sheet.type(2, 4, '2');
    sheet.type(1, 1, formula);
    expect(sheet.display(1, 1)).toBe(shown);
    expect(sheet.formula(1, 1)).toBe(formula);
  });

  test('an array spills into blank cells; those hold no formula and no content of their own', () => {
    const { value, sheet } = rig(
      `const r = ${SHEET}.getDataRange(); return [r.getA1Notation(), r.getDisplayValues(), r.getFormulas()];`,
    );
    sheet.type(1, 1, '={"a","b";"c","d"}');
    expect(value()).toEqual([
      'A1:B2',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [
        ['={"a","b";"c","d"}', ''],
        ['', ''],
      ],
    ]);
  });

  test('a value written into the spill breaks it: #REF! at the anchor, the others blank', () => {
    const { run, sheet } = rig(`${SHEET}.getRange('A2').setValue('mine');`);
    sheet.put([
      ['', 'x'],
      ['', 'y'],
      ['', 'z'],
    ]);
    sheet.type(1, 1, '=ARRAYFORMULA(B1:B3&"!")');
    expect(sheet.displayed().map(([first]) => first)).toEqual(['x!', 'y!', 'z!']);
    run();
    expect(sheet.displayed().map(([first]) => first)).toEqual(['#REF!', 'mine', '']);
    sheet.clear('A2');
    expect(sheet.displayed().map(([first]) => first)).toEqual(['x!', 'y!', 'z!']);
  });

  test('an open range reaches to the end of the sheet', () => {
    const { sheet } = rig('');
    sheet.put([
      ['', 'x'],
      ['', 'y'],
    ]);
    sheet.type(1, 1, '=ARRAYFORMULA(B1:B)');
    expect(sheet.extent()).toEqual({ rows: 2, columns: 2 });
    expect(sheet.display(2, 1)).toBe('y');
  });

  test('may read other formulas, and what they spill', () => {
    const { sheet } = rig('');
    sheet.type(1, 1, '=B1');
    sheet.type(1, 2, '=C2');
    sheet.type(1, 3, '={1;2}');
    expect(sheet.displayed()).toEqual([
      ['2', '2', '1'],
      ['', '', '2'],
    ]);
  });

  test('follows inserted, deleted and moved lines', () => {
    const { sheet } = rig('');
    sheet.put([['a', 'b', '', '']]);
    sheet.type(1, 3, '=A1&B1');
    sheet.type(1, 4, '=ARRAYFORMULA(B1:B)');
    sheet.insertRows(1);
    expect(sheet.formula(2, 3)).toBe('=A2&B2');
    expect(sheet.formula(2, 4)).toBe('=ARRAYFORMULA(B2:B)');
    sheet.insertColumns(1, 2);
    expect(sheet.formula(2, 5)).toBe('=C2&D2');
    expect(sheet.formula(2, 6)).toBe('=ARRAYFORMULA(D2:D)');
    sheet.moveColumn(4, 1);
    expect(sheet.formula(2, 5)).toBe('=D2&A2');
    expect(sheet.display(2, 5)).toBe('ab');
    sheet.deleteColumns(1);
    expect(sheet.formula(2, 4)).toBe('=C2&#REF!');
  });

  test('moves with its row when the sheet is sorted; fixed rows stay', () => {
    const { sheet } = rig('');
    sheet.put([
      ['h', ''],
      ['b', ''],
      ['a', ''],
    ]);
    sheet.type(2, 2, '=A2&A$1');
    sheet.type(3, 2, '=A3&A$1');
    sheet.sort(1);
    expect(sheet.displayed()).toEqual([
      ['h', ''],
      ['a', 'ah'],
      ['b', 'bh'],
    ]);
    expect(sheet.formula(3, 2)).toBe('=A3&A$1');
  });
});
