import { ALICE, BOB, rig, SCOPES, SHEET } from './script';

const MENU = "SpreadsheetApp.getUi().createAddonMenu().addItem('Open', 'main').addToUi();";
const TOUCHES: readonly (readonly [string, string])[] = [
  ['PropertiesService.getDocumentProperties()', 'PropertiesService.getDocumentProperties'],
  ['SpreadsheetApp.getActiveSpreadsheet()', 'SpreadsheetApp.getActiveSpreadsheet'],
  ['LockService.getDocumentLock()', 'LockService.getDocumentLock'],
  ["UrlFetchApp.fetch('https://example.com/')", 'UrlFetchApp.fetch'],
  ['ScriptApp.getProjectTriggers()', 'ScriptApp.getProjectTriggers'],
  ['Session.getTemporaryActiveUserKey()', 'Session.getTemporaryActiveUserKey'],
];

describe('AuthMode.NONE', () => {
  test('lets onOpen build menus, and tells it the mode', () => {
    const { run, runtime } = rig(
      `function onOpen(e) { ${MENU} return [String(e.authMode), e.authMode === ScriptApp.AuthMode.NONE]; }`,
    );
    expect(run('onOpen', { as: 'onOpen' })).toMatchObject({ value: ['NONE', true] });
    expect(runtime.ui.menus).toMatchObject([
      { user: ALICE, caption: '', items: [{ kind: 'item', caption: 'Open', fn: 'main' }] },
    ]);
  });

  test.each(TOUCHES)('refuses %s', (call, method) => {
    const { error } = rig(`function onOpen() { ${call}; }`);
    expect(error('onOpen', { as: 'onOpen', authMode: 'NONE' })).toMatch(
      `You do not have permission to call ${method}`,
    );
  });

  test('refuses them at the top level of the bundle, too', () => {
    const { error, run } = rig(
      `var id = SpreadsheetApp.getActiveSpreadsheet().getId();\nfunction onOpen() { ${MENU} }\nfunction main() {}`,
    );
    expect(error('onOpen', { as: 'onOpen' })).toMatch(/^You do not have permission/);
    expect(run('main').kind).toBe('returned');
  });

  test('ends in a document when the add-on was used there, and never was for an unpublished one', () => {
    const script = 'function onOpen(e) { return String(e.authMode); }\nfunction main() {}';
    const { run } = rig(script);
    run('main', { user: BOB });
    expect(run('onOpen', { as: 'onOpen' })).toMatchObject({ value: 'LIMITED' });
    const draft = rig(script, { published: false });
    expect(draft.run('onOpen', { as: 'onOpen' })).toMatchObject({ value: 'LIMITED' });
  });
});

describe('AuthMode.LIMITED', () => {
  test('allows the document and its properties', () => {
    const { run } = rig(
      `function onOpen() { ${SHEET}.getRange('A1').getValue(); PropertiesService.getDocumentProperties().getKeys(); }`,
    );
    expect(run('onOpen', { as: 'onOpen', authMode: 'LIMITED' }).kind).toBe('returned');
  });

  test('refuses fetches, sidebars, dialogs and triggers with the scope that they need', () => {
    const { value } = rig(
      `function onOpen() { const html = HtmlService.createHtmlOutput('x'); const ui = SpreadsheetApp.getUi(); return [() => UrlFetchApp.fetch('https://example.com/'), () => ui.showSidebar(html), () => ui.showModalDialog(html, 't'), () => ScriptApp.newTrigger('x')].map((f) => { try { f(); return ''; } catch (e) { return e.message; } }); }`,
    );
    const scope = (name: string): string => `https://www.googleapis.com/auth/script.${name}`;
    const text = (call: string, name: string): string =>
      `You do not have permission to call ${call}. Required permissions: ${scope(name)}`;
    expect(value('onOpen', { as: 'onOpen', authMode: 'LIMITED' })).toEqual([
      text('UrlFetchApp.fetch', 'external_request'),
      text('Ui.showSidebar', 'container.ui'),
      text('Ui.showModalDialog', 'container.ui'),
      text('ScriptApp.newTrigger', 'scriptapp'),
    ]);
  });
});

describe('scopes', () => {
  test('that the manifest does not ask for are missing', () => {
    const { error } = rig("UrlFetchApp.fetch('https://example.com/');", {
      manifest: { oauthScopes: SCOPES.slice(0, 1) },
    });
    expect(error()).toBe(
      'You do not have permission to call UrlFetchApp.fetch. Required permissions: https://www.googleapis.com/auth/script.external_request',
    );
    const none = rig('SpreadsheetApp.getActiveSpreadsheet();', { manifest: { oauthScopes: [] } });
    expect(none.error()).toMatch(/spreadsheets\.currentonly \|\| .*spreadsheets$/);
  });

  test('the address of the user needs userinfo.email', () => {
    const script = 'return Session.getActiveUser().getEmail();';
    expect(rig(script).error()).toMatch(/userinfo\.email$/);
    const oauthScopes = ['https://www.googleapis.com/auth/userinfo.email'];
    expect(rig(script, { manifest: { oauthScopes } }).value()).toBe(ALICE);
  });

  test('that the user did not grant are missing for that user only', () => {
    const { run, runtime } = rig("UrlFetchApp.fetch('https://example.com/');");
    runtime.project.grants.set(ALICE, { missing: SCOPES.slice(1, 2) });
    expect(run()).toMatchObject({ kind: 'threw' });
    expect(run('main', { user: BOB })).toMatchObject({ kind: 'returned' });
  });
});

describe('an authorisation that was withdrawn', () => {
  const script = `function poll() { const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL); const required = info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED; if (required) return info.getAuthorizationUrl(); return 'fine'; }\nfunction works() { PropertiesService.getUserProperties().getKeys(); }\nfunction strict() { ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); PropertiesService.getUserProperties().setProperty('a', '1'); }`;

  test('is told to a trigger that asks, and stops one that does not', () => {
    const { value, error, runtime } = rig(script);
    expect(value('poll', { as: 'trigger' })).toBe('fine');
    runtime.project.grants.set(ALICE, 'withdrawn');
    expect(value('poll', { as: 'trigger' })).toMatch(/^https:/);
    expect(error('works', { as: 'trigger' })).toBe(
      'Authorization is required to perform that action.',
    );
  });

  test('lets no menu item or page in', () => {
    const { error, runtime } = rig(script);
    runtime.project.grants.set(ALICE, 'withdrawn');
    expect(error('poll')).toBe('Authorization is required to perform that action.');
  });

  test('requireAllScopes ends an execution for good when one is missing', () => {
    const { run, runtime } = rig(script);
    expect(run('strict').kind).toBe('returned');
    runtime.userProperties(ALICE).clear();
    runtime.project.grants.set(ALICE, { missing: SCOPES.slice(1, 2) });
    expect(run('strict')).toMatchObject({ kind: 'killed', reason: 'scopes' });
    expect(runtime.userProperties(ALICE).size).toBe(0);
  });
});
