import { ALICE, rig } from './script';

describe('the user interface', () => {
  test('shows the sidebar from its file, with its title', () => {
    const { run, runtime } = rig(
      "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('sidebar').setTitle('Contacts'));",
      { files: { 'sidebar.html': '<p>hi</p>' } },
    );
    const seen: string[] = [];
    runtime.ui.onShow(({ kind }) => seen.push(kind));
    run();
    expect(runtime.ui.sidebar).toEqual({
      kind: 'sidebar',
      user: ALICE,
      title: 'Contacts',
      html: '<p>hi</p>',
      width: null,
      height: null,
    });
    expect(seen).toEqual(['sidebar']);
  });

  test('has no file that was not built', () => {
    expect(rig("HtmlService.createHtmlOutputFromFile('nope');").error()).toBe(
      'No HTML file named nope was found.',
    );
  });

  test('shows dialogs, toasts and menus within menus', () => {
    const { run, runtime } = rig(
      "const ui = SpreadsheetApp.getUi(); ui.showModalDialog(HtmlService.createHtmlOutput('<b>').append('x').setWidth(300).setHeight(200), 'Sure?'); SpreadsheetApp.getActiveSpreadsheet().toast('Done', 'Contacts', 3); ui.createAddonMenu().addItem('A', 'a').addSeparator().addSubMenu(ui.createMenu('More').addItem('B', 'b')).addToUi();",
    );
    run();
    expect(runtime.ui.dialogs).toMatchObject([
      { modal: true, title: 'Sure?', html: '<b>x', width: 300, height: 200 },
    ]);
    expect(runtime.ui.toasts).toMatchObject([{ message: 'Done', title: 'Contacts', seconds: 3 }]);
    expect(runtime.ui.menus[0]?.items).toEqual([
      { kind: 'item', caption: 'A', fn: 'a' },
      { kind: 'separator' },
      { kind: 'menu', caption: 'More', items: [{ kind: 'item', caption: 'B', fn: 'b' }] },
    ]);
  });

  test('keeps what the script logged', () => {
    const { run, runtime } = rig(
      "console.warn('a', { b: 1 }); Logger.log('c'); console.error(new Error('d'));",
    );
    run();
    expect(runtime.logs).toMatchObject([
      { level: 'warn', message: 'a {"b":1}', user: ALICE, fn: 'main' },
      { level: 'log', message: 'c' },
      { level: 'error', message: expect.stringContaining('Error: d') as string },
    ]);
  });
});
