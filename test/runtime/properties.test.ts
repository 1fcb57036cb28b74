import { LIMITS } from '../../local/runtime/limits';
import { ScriptProject } from '../../local/runtime/project';
import { ALICE, BOB, rig, START } from './script';
import { Workbook } from '../../local/runtime/workbook';

const DOC = 'const p = PropertiesService.getDocumentProperties();';

describe('properties', () => {
  test('keep strings: other values are turned into text, null is refused', () => {
    const { value } = rig(
      `${DOC} p.setProperty('n', 1).setProperty('b', true); let e; try { p.setProperty('x', null); } catch (x) { e = x.message; } return [p.getProperties(), p.getProperty('none'), p.getKeys(), e];`,
    );
    expect(value()).toEqual([
      { n: '1', b: 'true' },
      null,
      ['n', 'b'],
      'Argument cannot be null: value',
    ]);
  });

  test('take no objects: what Google makes of them is not documented', () => {
    const { error } = rig(`${DOC} p.setProperty('a', {});`);
    expect(error()).toBe('NotEmulated: a property value of type object');
  });

  test('setProperties adds, or replaces everything when asked', () => {
    const { run, runtime } = rig(
      `function add() { ${DOC} p.setProperties({ a: '1', b: '2' }); }\nfunction only() { ${DOC} p.setProperties({ b: '3' }, true); }\nfunction none() { ${DOC} p.deleteProperty('zz').deleteAllProperties(); }`,
    );
    run('add');
    expect(Object.fromEntries(runtime.properties.document)).toEqual({ a: '1', b: '2' });
    run('only');
    expect(Object.fromEntries(runtime.properties.document)).toEqual({ b: '3' });
    run('none');
    expect(runtime.properties.document.size).toBe(0);
  });

  test('a value of more than 9 KB in UTF-8, key included, is refused', () => {
    const { run, error } = rig(
      `function fits() { ${DOC} p.setProperty('key', 'x'.repeat(8997)); }\nfunction main() { ${DOC} p.setProperty('key', 'x'.repeat(8998)); }\nfunction wide() { ${DOC} p.setProperty('key', 'é'.repeat(4499)); }`,
    );
    expect(run('fits').kind).toBe('returned');
    expect(error('main')).toBe('Argument too large: value');
    expect(error('wide')).toBe('Argument too large: value');
  });

  test('a store of more than 500 KB is refused, and what came first stays written', () => {
    const { error, runtime } = rig(
      `${DOC} const all = {}; for (let i = 0; i < 60; i++) all['k' + i] = 'x'.repeat(8990); p.setProperties(all);`,
    );
    expect(error()).toBe(LIMITS.propertyStoreBytes.text);
    expect(runtime.properties.document.size).toBe(55);
    expect(runtime.properties.document.bytes()).toBeLessThanOrEqual(500_000);
  });

  test('reads and writes are limited a day and user; setProperties counts each key', () => {
    const { error, run, runtime } = rig(
      `${DOC} p.getProperties(); p.setProperties({ a: '1', b: '2', c: '3' });`,
    );
    runtime.project.quotas.spend(ALICE, 'properties', 49_995, START);
    expect(run().kind).toBe('returned');
    expect(error()).toBe('Service invoked too many times for one day: properties.');
    expect(run('main', { user: BOB }).kind).toBe('returned');
    runtime.clock.advance(24 * 3_600_000);
    expect(run().kind).toBe('returned');
  });

  test('belong to the document, the user or the script', () => {
    const project = new ScriptProject();
    const script =
      "const s = PropertiesService; s.getDocumentProperties().setProperty('d', '1'); s.getUserProperties().setProperty('u', '1'); s.getScriptProperties().setProperty('s', '1');";
    const one = rig(script, { project });
    one.run();
    const copy = rig('', { project, workbook: one.runtime.workbook.copy('doc-2') });
    expect(copy.runtime.properties.document.size).toBe(0);
    expect(copy.runtime.userProperties(ALICE).get('u')).toBe('1');
    expect(copy.runtime.userProperties(BOB).size).toBe(0);
    expect(copy.runtime.properties.script.get('s')).toBe('1');
  });

  test('of the document are null outside a document, or in triggers when that is asked for', () => {
    const { value, runtime } = rig('return PropertiesService.getDocumentProperties() === null;');
    runtime.faults.conditions.triggerDocumentProperties = 'null';
    expect(value()).toBe(false);
    expect(value('main', { as: 'trigger' })).toBe(true);
    runtime.faults.conditions.documentProperties = 'null';
    expect(value()).toBe(true);
  });

  test('survive on disk with triggers and quotas', () => {
    const { run, runtime } = rig(
      `${DOC} p.setProperty('a', '1'); ScriptApp.newTrigger('main').timeBased().everyHours(1).create();`,
    );
    run();
    const state = JSON.parse(JSON.stringify(runtime.dump())) as ReturnType<typeof runtime.dump>;
    const other = rig('', { workbook: Workbook.fromJSON(runtime.workbook.toJSON()) });
    other.runtime.load(state);
    expect(other.runtime.dump()).toEqual(runtime.dump());
    expect(other.runtime.properties.document.get('a')).toBe('1');
    expect(other.runtime.triggers(ALICE)).toHaveLength(1);
  });
});
