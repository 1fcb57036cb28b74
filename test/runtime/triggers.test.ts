import { LIMITS } from '../../local/runtime/limits';
import { ScriptProject } from '../../local/runtime/project';
import { Workbook } from '../../local/runtime/workbook';
import { ALICE, BOB, rig, START } from './script';

const HOUR = 3_600_000;
const CREATE = "ScriptApp.newTrigger('poll').timeBased().everyHours(1).create()";

describe('a time trigger', () => {
  test('fires first within an hour, then every hour, as its creator', () => {
    const { run, runtime } = rig(
      `function main() { ${CREATE}; }\nfunction poll(e) { PropertiesService.getUserProperties().setProperty('fired', [e.triggerUid, e.authMode, e.hour].join()); }`,
    );
    run();
    const [trigger] = runtime.triggers(ALICE);
    expect(trigger?.nextRunMs).toBeGreaterThan(START);
    expect(trigger?.nextRunMs).toBeLessThanOrEqual(START + HOUR + 1000);
    expect(runtime.runDueTriggers()).toEqual([]);
    runtime.clock.advance(HOUR);
    expect(runtime.runDueTriggers()).toMatchObject([{ kind: 'returned' }]);
    expect(runtime.userProperties(ALICE).get('fired')).toBe(`${trigger?.id ?? ''},FULL,10`);
    expect(runtime.runDueTriggers()).toEqual([]);
    runtime.clock.advance(5 * HOUR);
    expect(runtime.runDueTriggers()).toHaveLength(1);
  });

  test('cannot recur more often than hourly', () => {
    const { error } = rig("ScriptApp.newTrigger('x').timeBased().everyMinutes(30).create();");
    expect(error()).toBe(LIMITS.triggerIntervalHours.text);
  });

  test('is one for a user in a document', () => {
    const { run, error } = rig(`${CREATE};`);
    run();
    expect(error()).toBe(LIMITS.clockTriggersOfADocument.text);
    expect(run('main', { user: BOB }).kind).toBe('returned');
  });

  test('is one of twenty for a user in all documents', () => {
    const project = new ScriptProject();
    const results = Array.from({ length: 21 }, (_, index) =>
      rig(`${CREATE};`, { project, workbook: new Workbook({ id: `d${index}`, name: 'x' }) }).run(),
    );
    expect(results.filter(({ kind }) => kind === 'returned')).toHaveLength(20);
    expect(results[20]).toMatchObject({ message: LIMITS.triggersOfAUser.text });
  });

  test('is listed for the user in all documents, or for one file only, and never for others', () => {
    const project = new ScriptProject();
    const script = `function make() { return ${CREATE}.getUniqueId(); }\nfunction list() { const ss = SpreadsheetApp.getActiveSpreadsheet(); return [ScriptApp.getProjectTriggers().length, ScriptApp.getUserTriggers(ss).map((t) => [t.getUniqueId(), t.getHandlerFunction(), String(t.getEventType()), String(t.getTriggerSource()), t.getEventType() === ScriptApp.EventType.CLOCK])]; }\nfunction drop() { ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t)); }`;
    const one = rig(script, { project });
    const two = rig(script, { project, workbook: new Workbook({ id: 'd2', name: 'x' }), seed: 2 });
    const id = one.value('make');
    two.value('make');
    expect(one.value('list')).toEqual([2, [[id, 'poll', 'CLOCK', 'CLOCK', true]]]);
    expect(one.value('list', { user: BOB })).toEqual([0, []]);
    one.run('drop');
    expect(project.triggers).toEqual([]);
  });

  test('may be missing from the list of its file, when that is asked for', () => {
    const { value, runtime } = rig(
      `${CREATE}; return ScriptApp.getUserTriggers(SpreadsheetApp.getActiveSpreadsheet()).length;`,
    );
    runtime.faults.conditions.userTriggers = 'empty';
    expect(value()).toBe(0);
  });

  test('that is gone cannot be deleted again', () => {
    const { error } = rig(
      `const t = ${CREATE}; ScriptApp.deleteTrigger(t); ScriptApp.deleteTrigger(t);`,
    );
    expect(error()).toBe('Trigger not found');
  });

  test('may name a function that does not exist; it fails when it fires', () => {
    const { run, runtime } = rig(`${CREATE};`);
    run();
    runtime.clock.advance(HOUR);
    expect(runtime.runDueTriggers()).toMatchObject([
      { message: 'Script function not found: poll' },
    ]);
  });

  test('has no user interface', () => {
    const { error } = rig('SpreadsheetApp.getUi();');
    expect(error('main', { as: 'trigger' })).toBe(
      'Cannot call SpreadsheetApp.getUi() from this context.',
    );
  });

  test('may find no spreadsheet, when that is asked for', () => {
    const { value, runtime } = rig('return SpreadsheetApp.getActiveSpreadsheet() === null;');
    runtime.faults.conditions.triggerSpreadsheet = 'null';
    expect([value(), value('main', { as: 'trigger' })]).toEqual([false, true]);
  });

  test('sees the first sheet in front, whatever people look at', () => {
    const { value, runtime } = rig(
      'const ss = SpreadsheetApp.getActiveSpreadsheet(); return [ss.getActiveSheet().getName(), ss.getActiveRange().getA1Notation()];',
    );
    const other = runtime.workbook.addSheet('Other');
    runtime.workbook.selection = { sheetId: other.id, areas: ['B2:C3'] };
    expect(value()).toEqual(['Other', 'B2:C3']);
    expect(value('main', { as: 'trigger' })).toEqual(['Sheet1', 'A1']);
  });

  test('may use ninety minutes a day over all documents of its user', () => {
    const { run, runtime } = rig('Utilities.sleep(300000);');
    for (let fired = 0; fired < 18; fired++) {
      expect(run('main', { as: 'trigger' }).kind).toBe('returned');
    }
    expect(run('main', { as: 'trigger' })).toMatchObject({
      kind: 'threw',
      message: 'Service using too much computer time for one day',
    });
    expect(run().kind).toBe('returned');
    expect(run('main', { as: 'trigger', user: BOB }).kind).toBe('returned');
    runtime.clock.advance(24 * HOUR);
    expect(run('main', { as: 'trigger' }).kind).toBe('returned');
  });

  test('never fires for an add-on that is not published', () => {
    const { run, runtime } = rig(`${CREATE};`, { published: false });
    run();
    runtime.clock.advance(HOUR);
    expect(runtime.dueTriggers()).toEqual([]);
  });
});
