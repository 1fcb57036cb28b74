import type { HookCall } from '../../local/runtime/environment';
import { LIMITS } from '../../local/runtime/limits';
import { ALICE, BOB, rig, SHEET } from './script';

const PROPS = 'PropertiesService.getDocumentProperties()';

describe('an execution', () => {
  test('shares no memory with the one before', () => {
    const { value } = rig('var n = 0;\nfunction main() { n += 1; return n; }');
    expect([value(), value()]).toEqual([1, 1]);
  });

  test('calls only public functions that are declared at top level', () => {
    const { error, run } = rig(
      'function main() {}\nfunction secret_() {}\nvar made = function () {};\nglobalThis.set = () => 1;\nconst o = {\n  inner() {} };',
    );
    expect(run('main').kind).toBe('returned');
    for (const name of ['secret_', 'made', 'set', 'inner', 'missing']) {
      expect(error(name)).toBe(`Script function not found: ${name}`);
    }
  });

  test('reports what the script threw by name and message', () => {
    const { run } = rig("throw new TypeError('no');");
    expect(run()).toMatchObject({ kind: 'threw', name: 'TypeError', message: 'no' });
  });

  test('sees errors of services as errors of its own realm, named Exception', () => {
    const { value } = rig(
      `try { ${SHEET}.getRange(0, 1); } catch (e) { return [e instanceof Error, e.name, String(e)]; }`,
    );
    expect(value()).toEqual([
      true,
      'Exception',
      'Exception: The starting row of the range is too small.',
    ]);
  });

  test('cannot have more than 30 of its user at once', () => {
    const { runtime, run } = rig(`${PROPS}.getProperty('a');`);
    const kinds: string[] = [];
    runtime.hooks.beforeCall = ({ method }) => {
      if (method !== 'Properties.getProperty') return undefined;
      const inner = run();
      kinds.push(inner.kind === 'threw' ? inner.message : inner.kind);
      return undefined;
    };
    run();
    expect(kinds).toHaveLength(30);
    expect(kinds[0]).toBe(LIMITS.simultaneousExecutions.text);
  });
});

describe('virtual time', () => {
  test('passes with every service call and stands still otherwise', () => {
    const { value, run } = rig(
      `const a = Date.now(); for (let i = 0; i < 1e5; i++) {} const b = Date.now(); ${PROPS}.getProperty('x'); return [b - a, Date.now() - b];`,
    );
    expect(value()).toEqual([0, 80]);
    expect(run().durationMs).toBe(80);
  });

  test('does not reward busy waiting', () => {
    const { error } = rig('const end = Date.now() + 1000; while (Date.now() < end) {}');
    expect(error()).toMatch(/^NotEmulated: waiting/);
  });

  test('kills an execution after six minutes, whatever it catches and returns', () => {
    const { run, runtime } = rig(
      `try { Utilities.sleep(300000); Utilities.sleep(61000); } catch (e) { try { ${PROPS}.setProperty('caught', e.message); } catch (f) {} } finally { try { ${PROPS}.setProperty('finally', '1'); } catch (f) {} } return 'fine';`,
    );
    const result = run();
    expect(result).toMatchObject({ kind: 'killed', reason: 'deadline' });
    expect(result.durationMs).toBe(LIMITS.executionMs.value + 1);
    expect(runtime.properties.document.size).toBe(0);
  });

  test('kills a simple trigger after thirty seconds', () => {
    const { run } = rig('function onOpen() { Utilities.sleep(29000); Utilities.sleep(1001); }');
    expect(run('onOpen', { as: 'onOpen' })).toMatchObject({ kind: 'killed', reason: 'deadline' });
  });

  test('a sleep is at most five minutes', () => {
    expect(rig('Utilities.sleep(300001);').error()).toBe(LIMITS.sleepMs.text);
  });
});

describe('a hook', () => {
  const script = `const p = ${PROPS}; p.setProperty('a', '1'); p.setProperty('b', '2'); p.setProperty('c', '3');`;
  const second = (call: HookCall): boolean =>
    call.method === 'Properties.setProperty' && call.remoteN === 2;

  test('that kills before a call takes its effect away', () => {
    const { run, runtime } = rig(script);
    runtime.hooks.beforeCall = (call) => (second(call) ? 'kill' : undefined);
    expect(run()).toMatchObject({ kind: 'killed', reason: 'hook' });
    expect([...runtime.properties.document.keys()]).toEqual(['a']);
  });

  test('that kills after a call leaves its effect', () => {
    const { run, runtime } = rig(script);
    runtime.hooks.afterCall = (call) => (second(call) ? 'kill' : undefined);
    expect(run()).toMatchObject({ kind: 'killed', reason: 'hook' });
    expect([...runtime.properties.document.keys()]).toEqual(['a', 'b']);
  });

  test('sees every call with its number, service, method and user', () => {
    const { run, runtime } = rig(`${SHEET}.getRange(1, 1).getValue();`);
    const seen: string[] = [];
    runtime.hooks.beforeCall = ({ n, remoteN, service, method, remote, user }) => {
      seen.push(`${n} ${remoteN} ${service} ${method} ${String(remote)} ${user}`);
      return undefined;
    };
    run();
    expect(seen).toEqual([
      `1 0 SpreadsheetApp SpreadsheetApp.getActiveSpreadsheet false ${ALICE}`,
      `2 1 SpreadsheetApp Spreadsheet.getSheets true ${ALICE}`,
      `3 1 SpreadsheetApp Sheet.getRange false ${ALICE}`,
      `4 2 SpreadsheetApp Range.getValue true ${ALICE}`,
    ]);
  });

  test('may act as a person between a read and a write', () => {
    const { run, runtime, sheet } = rig(
      `const s = ${SHEET}; const v = s.getRange('A1').getValue(); s.getRange('B1').setValue(v);`,
    );
    sheet.put([['b'], ['a']]);
    runtime.hooks.afterCall = ({ method }) => {
      if (method === 'Range.getValue') sheet.sort(1, true, 0);
      return undefined;
    };
    run();
    expect(sheet.displayed()).toEqual([
      ['a', 'b'],
      ['b', ''],
    ]);
  });

  test('may run another user inside; the lock of the outer execution holds', () => {
    const { run, runtime, value } = rig(
      `function outer() { const l = LockService.getDocumentLock(); l.tryLock(10); ${PROPS}.getProperty('x'); return l.hasLock(); }\nfunction inner() { return LockService.getDocumentLock().tryLock(2000); }`,
    );
    let inside: unknown;
    let waited = 0;
    runtime.hooks.beforeCall = ({ method }) => {
      if (method !== 'Properties.getProperty') return undefined;
      const before = runtime.clock.now();
      inside = run('inner', { user: BOB, as: 'rpc' });
      waited = runtime.clock.now() - before;
      return undefined;
    };
    expect(value('outer')).toBe(true);
    expect(inside).toMatchObject({ kind: 'returned', value: false });
    expect(waited).toBe(2030);
    delete runtime.hooks.beforeCall;
    expect(value('inner')).toBe(true);
  });
});

describe('a fault', () => {
  test('meets the call that was named, before its effect', () => {
    const { run, runtime } = rig(
      `const p = ${PROPS}; p.setProperty('a', '1'); p.setProperty('b', '1');`,
    );
    runtime.faults.add({
      method: 'Properties.setProperty',
      nth: 2,
      message: 'Server not available',
    });
    expect(run()).toMatchObject({ kind: 'threw', message: 'Server not available' });
    expect([...runtime.properties.document.keys()]).toEqual(['a']);
    expect(run().kind).toBe('returned');
  });

  test('may fail a write that took place: Spreadsheets timed out', () => {
    const { error, runtime, sheet } = rig(`${SHEET}.getRange('A1').setValues([['x']]);`);
    runtime.faults.add({ method: 'Range.setValues', when: 'after' });
    expect(error()).toBe('Service Spreadsheets timed out while accessing document with id doc-1.');
    expect(sheet.displayed()).toEqual([['x']]);
  });
});
