import { LIMITS } from '../../local/runtime/limits';
import { Workbook, type WorkbookState } from '../../local/runtime/workbook';

describe('a workbook', () => {
  test('survives on disk whole', () => {
    const workbook = new Workbook({
      id: 'd',
      name: 'Leads',
      locale: 'de_DE',
      timeZone: 'Europe/Berlin',
    });
    const sheet = workbook.addSheet('S');
    workbook.addSheet('T');
    sheet.put([
      ['h', ''],
      ['', 'x'],
    ]);
    sheet.type(3, 3, '=B2');
    sheet.setValidation('A5', { accepts: /^a$/i, description: 'a' });
    sheet.protect('B1', ['x']);
    sheet.hideRow(2);
    workbook.selection = { sheetId: sheet.id, areas: ['B2'] };
    const state = JSON.parse(JSON.stringify(workbook)) as WorkbookState;
    const again = Workbook.fromJSON(state);
    expect(JSON.parse(JSON.stringify(again))).toEqual(state);
    expect(again.sheet(0).displayed()).toEqual(sheet.displayed());
    expect(again.selection).toEqual(workbook.selection);
    expect(again.sheet(0).isHidden(2, 'user')).toBe(true);
  });

  test('a copy has the cells and sheet ids under a new id, and lives on its own', () => {
    const workbook = new Workbook({ id: 'd', name: 'Leads' });
    workbook.addSheet('S').put([['a']]);
    const copy = workbook.copy('e');
    copy.sheet(0).put([['b']]);
    expect([copy.id, copy.name]).toEqual(['e', 'Copy of Leads']);
    expect([workbook.sheet(0).display(1, 1), copy.sheet(0).display(1, 1)]).toEqual(['a', 'b']);
  });

  test('tells its listeners what changed', () => {
    const workbook = new Workbook({ id: 'd', name: 'x' });
    const seen: (number | null)[] = [];
    const stop = workbook.onChange((id) => seen.push(id));
    const sheet = workbook.addSheet('S');
    sheet.type(1, 1, 'x');
    workbook.rename('y');
    stop();
    sheet.type(1, 1, 'y');
    expect(seen).toEqual([null, 0, null]);
  });

  test('duplicates, renames and deletes sheets', () => {
    const workbook = new Workbook({ id: 'd', name: 'x' });
    const sheet = workbook.addSheet('S');
    sheet.put([['a']]);
    const twin = workbook.duplicateSheet(sheet.id);
    expect([twin.name, twin.displayed(), twin.id !== sheet.id]).toEqual([
      'Copy of S',
      [['a']],
      true,
    ]);
    workbook.renameSheet(twin.id, 'T');
    workbook.deleteSheet(sheet.id);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['T']);
    expect(workbook.activeSheetId).toBe(twin.id);
    expect(() => {
      workbook.deleteSheet(twin.id);
    }).toThrow();
  });

  test('holds ten million cells of grid and no more', () => {
    const workbook = new Workbook({ id: 'd', name: 'x' });
    workbook.addSheet('S', { rows: 1_000_000, columns: 10 });
    expect(() => workbook.addSheet('T', { rows: 1, columns: 1 })).toThrow(
      LIMITS.cellsOfAWorkbook.text,
    );
  });
});
