import { Workbook } from '../../local/runtime/workbook';
import { rig, SHEET } from './script';

/** Writes the entry by script into B2 and tells what the cell then is: displayed text, value, formula. */
function written(entry: string, format = ''): unknown {
  const { value } = rig(
    `function main(entry, format) { const c = ${SHEET}.getRange('B2'); if (format) c.setNumberFormat(format); c.setValues([[entry]]); const v = c.getValue(); return [c.getDisplayValue(), v instanceof Date ? 'date ' + v.toISOString().slice(0, 16) : v, c.getFormulas()[0][0]]; }`,
  );
  return value('main', { args: [entry, format] });
}

describe('text written by setValues is read as if it had been typed', () => {
  test.each([
    ['plain', 'plain', 'plain', ''],
    [' padded ', ' padded ', ' padded ', ''],
    ['=1+1', '2', 2, '=1+1'],
    ['=', '=', '=', ''],
    ['+14155552671', '14155552671', 14155552671, ''],
    ['+1 415 555 2671', '#ERROR!', '#ERROR!', '=+1 415 555 2671'],
    ['+1-415-555-2671', '-3640', -3640, '=+1-415-555-2671'],
    ['-5', '-5', -5, ''],
    ['-x', '#NAME?', '#NAME?', '=-x'],
    ['-', '-', '-', ''],
    ['@handle', '#ERROR!', '#ERROR!', '=@handle'],
    ['\t=1+1', '2', 2, '=1+1'],
    [' =1+1', '2', 2, '=1+1'],
    ['＝1+1', '2', 2, '=1+1'],
    ['＋x', '#NAME?', '#NAME?', '=+x'],
    ['\u200b=1+1', '2', 2, '=1+1'],
    ['\ufeff＝1+1', '2', 2, '=1+1'],
    ['007', '7', 7, ''],
    ['01234', '1234', 1234, ''],
    ['1e5', '1.00E+05', 100000, ''],
    ['1,234', '1,234', 1234, ''],
    ['1,23', '1,23', '1,23', ''],
    ['10%', '10%', 0.1, ''],
    ['$5', '$5', 5, ''],
    ['$5.5', '$5.50', 5.5, ''],
    ['(5)', '-5', -5, ''],
    ['12345678901234567', '1.23457E+16', 12345678901234568, ''],
    ['TRUE', 'TRUE', true, ''],
    ['false', 'FALSE', false, ''],
    ['1/2', '1/2', 'date 2026-01-02T00:00', ''],
    ['1-2', '1-2', 'date 2026-01-02T00:00', ''],
    ['2024-01-05', '2024-01-05', 'date 2024-01-05T00:00', ''],
    ['2024-02-30', '2024-02-30', '2024-02-30', ''],
    ['1/5/24', '1/5/2024', 'date 2024-01-05T00:00', ''],
    ['Mar 1 2016', 'Mar 1 2016', 'date 2016-03-01T00:00', ''],
    ['1 March', 'Mar 1', 'date 2026-03-01T00:00', ''],
    ['10:30', '10:30', 'date 1899-12-30T10:30', ''],
    ['Marie 12', 'Marie 12', 'Marie 12', ''],
    ['415-555-2671', '415-555-2671', '415-555-2671', ''],
    ['(415) 555-2671', '(415) 555-2671', '(415) 555-2671', ''],
    ["'=1+1", '=1+1', '=1+1', ''],
    ["'+14155552671", '+14155552671', '+14155552671', ''],
    ["'007", '007', '007', ''],
    ["''quoted", "'quoted", "'quoted", ''],
    ['', '', '', ''],
  ])('%j shows %j', (entry, shown, value, formula) => {
    expect(written(entry)).toEqual([shown, value, formula]);
  });

  test.each(['=1+1', '+14155552671', '007', '1/2', 'TRUE', "'x"])(
    'in a cell of plain text %j stays as it is',
    (entry) => {
      expect(written(entry, '@')).toEqual([entry, entry, '']);
    },
  );

  test('an apostrophe there may be dropped instead, when that is asked for', () => {
    const { run, sheet } = rig(`${SHEET}.getRange('A1').setNumberFormat('@').setValue("'+1415");`, {
      workbook: new Workbook({ id: 'd', name: 'x', apostropheInText: 'dropped' }),
    });
    run();
    expect(sheet.display(1, 1)).toBe('+1415');
  });

  test('numbers, booleans, dates and null are taken as they are', () => {
    const { value } = rig(
      `const r = ${SHEET}.getRange('A1:E1'); r.setValues([[1.5, true, new Date(Date.UTC(2026, 0, 5, 9, 30)), null, '']]); const v = r.getValues()[0]; return [r.getDisplayValues()[0], v[2].toISOString()];`,
    );
    expect(value()).toEqual([
      ['1.5', 'TRUE', '1/5/2026 9:30:00', '', ''],
      '2026-01-05T09:30:00.000Z',
    ]);
  });

  test('a locale decides about points, commas and the order of dates', () => {
    const { value, sheet } = rig(
      `return ${SHEET}.getDataRange().getValues()[0].map((v) => v instanceof Date ? v.toISOString().slice(0, 10) : v);`,
      {
        workbook: new Workbook({ id: 'd', name: 'x', locale: 'de_DE', timeZone: 'Europe/Berlin' }),
      },
    );
    ['1,5', '1.5', '1.2.2024', '3/4'].forEach((text, index) => {
      sheet.type(1, index + 1, text);
    });
    expect(sheet.displayed()).toEqual([['1,5', '1.5', '1.2.2024', '3/4']]);
    expect(value()).toEqual([1.5, '2026-04-30', '2024-01-31', '2026-04-02']);
  });

  test('where a space groups digits, a phone number with spaces is a number', () => {
    const { sheet } = rig('', { workbook: new Workbook({ id: 'd', name: 'x', locale: 'fr_FR' }) });
    sheet.type(1, 1, '06 12 34 56 78');
    expect(sheet.value(1, 1)).toBe(612345678);
  });

  test('a date is of the time zone of the spreadsheet', () => {
    const { value } = rig(
      `const c = ${SHEET}.getRange('A1'); c.setValue(new Date(0)); return [c.getDisplayValue(), c.getValue().getTime()];`,
      { workbook: new Workbook({ id: 'd', name: 'x', timeZone: 'America/New_York' }) },
    );
    expect(value()).toEqual(['12/31/1969 19:00:00', 0]);
  });
});
