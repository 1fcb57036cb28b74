import { rig, SHEET } from './script';

describe('the meter', () => {
  test('counts what asks or changes the document, and not the building of handles', () => {
    const { run, runtime } = rig(
      `const ss = SpreadsheetApp.getActiveSpreadsheet(); const s = ss.getSheets()[0]; const r = s.getRange(1, 1, 2, 2); r.getRow(); r.getA1Notation(); s.getSheetId(); s.getRangeList(['A1']); r.getDisplayValues(); r.setValues([['a', 'b'], ['c', 'd']]); SpreadsheetApp.flush(); PropertiesService.getDocumentProperties().getProperties(); console.log('x'); Utilities.getUuid(); Utilities.sleep(1);`,
    );
    const { calls } = run();
    expect(calls.methods).toEqual({
      'Spreadsheet.getSheets': 1,
      'Range.getDisplayValues': 1,
      'Range.setValues': 1,
      'SpreadsheetApp.flush': 1,
      'Properties.getProperties': 1,
      'Utilities.sleep': 1,
    });
    expect(calls.services).toEqual({ SpreadsheetApp: 4, PropertiesService: 1, Utilities: 1 });
    expect(calls.reads).toEqual({ SpreadsheetApp: 2, PropertiesService: 1 });
    expect(runtime.meter.counts()).toEqual(calls.services);
    expect(runtime.meter.detail()).toEqual(calls.methods);
    expect([runtime.meter.reads('SpreadsheetApp'), runtime.meter.writes('SpreadsheetApp')]).toEqual(
      [2, 2],
    );
    run();
    expect(runtime.meter.total('SpreadsheetApp')).toBe(8);
    runtime.meter.reset();
    expect(runtime.meter.total()).toBe(0);
  });

  test.each([
    'getName()',
    'getLastRow()',
    'getLastColumn()',
    'getMaxRows()',
    'getMaxColumns()',
    'getDataRange()',
    'getFilter()',
    'getActiveRange()',
    'getActiveRangeList()',
    'getSelection().getActiveRangeList()',
    'isRowHiddenByFilter(1)',
    'isRowHiddenByUser(1)',
    'getRange(1, 1).canEdit()',
    'getRange(1, 1).getFormulas()',
    'getRange(1, 1).getValues()',
    'getRange(1, 1).getNumberFormats()',
    'getRange(1, 1).getMergedRanges()',
  ])('counts Sheet.%s as one read', (call) => {
    const { run } = rig(`${SHEET}.${call};`);
    expect(run().calls.reads).toEqual({ SpreadsheetApp: 2 });
  });
});
