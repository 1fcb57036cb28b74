import { rig, SHEET } from './script';

describe('the language of the script', () => {
  test.each([
    'setTimeout',
    'setInterval',
    'fetch',
    'URL',
    'URLSearchParams',
    'TextEncoder',
    'TextDecoder',
    'atob',
    'btoa',
    'crypto',
    'performance',
    'process',
    'require',
    'window',
    'document',
    'structuredClone',
    'queueMicrotask',
    'AbortController',
    'Blob',
    'Intl',
    'WebAssembly',
    'SharedArrayBuffer',
    'Atomics',
  ])('has no %s', (name) => {
    expect(rig(`return typeof ${name};`).value()).toBe('undefined');
  });

  test('has dates of its own realm that follow the virtual clock, in UTC', () => {
    const { value } = rig(
      "const d = new Date(); return [d instanceof Date, d.toISOString(), Date.now() === d.getTime(), new Date(2026, 0, 5, 12).toISOString(), new Date('2026-01-05').getTime(), new Date('2026-01-05T10:00:00').toISOString(), d.getHours(), String(d), typeof Date()];",
    );
    expect(value()).toEqual([
      true,
      '2026-01-05T09:00:00.000Z',
      true,
      '2026-01-05T12:00:00.000Z',
      Date.UTC(2026, 0, 5),
      '2026-01-05T10:00:00.000Z',
      9,
      'Mon Jan 05 2026 09:00:00 GMT+0000 (Coordinated Universal Time)',
      'string',
    ]);
  });

  test('has arrays and objects of services in its own realm', () => {
    const { value } = rig(
      `PropertiesService.getUserProperties().setProperty('k', 'v'); const all = PropertiesService.getUserProperties().getProperties(); const rows = ${SHEET}.getRange(1, 1, 2, 2).getValues(); return [rows instanceof Array, rows[0] instanceof Array, all instanceof Object, all.k];`,
    );
    expect(value()).toEqual([true, true, true, 'v']);
  });

  test('repeats its random numbers for the same seed', () => {
    const script = 'return [Math.random(), Utilities.getUuid()];';
    expect(rig(script, { seed: 7 }).value()).toEqual(rig(script, { seed: 7 }).value());
    expect(rig(script, { seed: 7 }).value()).not.toEqual(rig(script, { seed: 8 }).value());
  });
});

describe('what is not emulated', () => {
  test.each([
    [`${SHEET}.appendRow(['x']);`, 'Sheet.appendRow'],
    [`${SHEET}.getRange('A1').copyTo(null);`, 'Range.copyTo'],
    ["SpreadsheetApp.openById('x');", 'SpreadsheetApp.openById'],
    ["SpreadsheetApp.getUi().alert('x');", 'Ui.alert'],
    ['CacheService.getScriptCache();', 'CacheService.getScriptCache'],
    ["ScriptApp.newTrigger('f').timeBased().after(1000);", 'ClockTriggerBuilder.after'],
    ["ScriptApp.newTrigger('f').forSpreadsheet('x');", 'TriggerBuilder.forSpreadsheet'],
    ['return ScriptApp.AuthMode.SOME;', 'AuthMode.SOME'],
    ["Utilities.newBlob('x');", 'Utilities.newBlob'],
    ["Utilities.formatDate(new Date(), 'UTC', 'yyyy-ww');", 'Utilities.formatDate pattern yyyy-ww'],
    ["Utilities.base64Encode('é');", 'non-ASCII text without Utilities.Charset.UTF_8'],
    [`${SHEET}.getRange('A1').setValue({ a: 1 });`, 'a cell value of type object'],
    [`${SHEET}.getRange('A1').setValue(undefined);`, 'a cell value of type undefined'],
    [`${SHEET}.getRange('A1').setValue(NaN);`, 'a cell value of type number'],
    [`${SHEET}.getRange('A1').setNumberFormat('[$-409]x');`, 'number format [$-409]x'],
    ['return (1234.5).toLocaleString();', 'Number.toLocaleString'],
    [`${SHEET}.foo = 1;`, 'setting Sheet.foo'],
  ])('%s says so', (script, what) => {
    expect(rig(script).error()).toBe(`NotEmulated: ${what}`);
  });

  test('a call with arguments that no overload takes is refused', () => {
    expect(rig(`${SHEET}.getRange('1', 2);`).error()).toBe(
      "The parameters (String,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
    );
    expect(rig(`${SHEET}.getRange(1.5, 2);`).error()).toMatch(/don't match the method signature/);
    expect(rig('Utilities.sleep();').error()).toMatch(/for Utilities\.sleep\.$/);
  });
});

describe('Utilities', () => {
  test('digests to signed bytes, encodes and formats', () => {
    const { value } = rig(
      "const d = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é', Utilities.Charset.UTF_8); return [d.length, Math.min(...d) < 0, Utilities.base64Encode([-1, 0, 1]), Utilities.base64EncodeWebSafe([-1, -2, -3]), Utilities.formatDate(new Date(0), 'America/New_York', \"yyyy-MM-dd'T'HH:mm:ss EEE MMM Z\")];",
    );
    expect(value()).toEqual([32, true, '/wAB', '__79', '1969-12-31T19:00:00 Wed Dec -0500']);
  });
});
