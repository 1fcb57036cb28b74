// A confirm of what is there no longer makes nothing; and so does everything that needs the lock and does not get it.
import type { Method, Methods } from '../../src/rpc/contract';
import { Addon } from '../support/addon';
import { people, person } from '../support/people';
import { brokenPromises } from '../support/witness';
import { QUICK, RUN, type Setup, Stage } from './stage';

const SETUP: Setup = { rows: people(4), emulator: QUICK, choice: { channels: ['email'] } };

/** Everything that could have been touched: sheets, properties, what was bought. */
function everything({ workbook, runtime, vendor }: Addon): string {
  const sheets = workbook.sheets.map((sheet) => [sheet.name, sheet.displayed()]);
  const { document } = runtime.properties;
  return JSON.stringify([sheets, [...document], vendor.ledger.purchases.length]);
}

describe('between the quote and the start', () => {
  test.each<[string, (addon: Addon) => void]>([
    [
      'a row is added',
      ({ sheet }) => {
        sheet.put([person(9)], { row: 6, column: 1 });
      },
    ],
    [
      'a row is deleted',
      ({ sheet }) => {
        sheet.deleteRows(3);
      },
    ],
    [
      'a person is replaced',
      ({ sheet }) => {
        sheet.type(3, 1, 'Zora');
      },
    ],
    [
      'an e-mail is filled in',
      ({ sheet }) => {
        sheet.type(3, 5, 'own@home.example');
      },
    ],
    [
      'the rows are sorted',
      ({ sheet }) => {
        sheet.sort(1, false);
      },
    ],
    [
      'a column is inserted among the identity',
      ({ sheet }) => {
        sheet.insertColumns(2);
      },
    ],
    [
      'the e-mail column gets another name',
      ({ sheet }) => {
        sheet.type(1, 5, 'E-Mail');
      },
    ],
    [
      'some of the rows are started in another tab',
      (addon) => {
        addon.start({ rows: { kind: 'first', count: 2 } });
      },
    ],
    [
      'all of the rows are started in another tab',
      (addon) => {
        addon.start();
      },
    ],
  ])('%s: the start makes nothing, and says that something changed', (_, change) => {
    const stage = new Stage(SETUP);
    const { addon } = stage;
    const confirmed = stage.confirm();
    change(addon);
    const before = everything(addon);
    expect(addon.call('start', confirmed)).toMatchObject({ ok: false, code: 'changed' });
    expect(everything(addon)).toBe(before);
    expect(addon.home().runs.map(({ id }) => id)).not.toContain(RUN);
    expect(brokenPromises(addon)).toEqual([]);
  });
});

interface Click<M extends Method = Method> {
  readonly method: M;
  readonly args: Methods[M]['args'];
  readonly user?: string;
}

/** A run at the point where the click makes sense. */
const CLICKS: Readonly<Record<string, (stage: Stage) => Click>> = {
  start: (stage) => ({ method: 'start', args: stage.confirm() }),
  work: (stage) => {
    stage.start();
    return { method: 'work', args: { run: RUN } };
  },
  resume: (stage) => {
    stage.start();
    stage.addon.vendor.faults.next('submit', '402');
    stage.slice();
    return { method: 'resume', args: { run: RUN } };
  },
  decide: (stage) => {
    stage.start();
    stage.addon.vendor.faults.next('submit', 'timeout before');
    stage.slice();
    return { method: 'decide', args: { run: RUN, batch: 1, decision: 'send_again' } };
  },
  close: (stage) => {
    stage.start();
    stage.addon.clock.advance(8 * 24 * 3_600_000);
    return { method: 'close', args: { run: RUN }, user: 'bob@sample.example' };
  },
};

describe.each(['refused', 'null', 'throws'] as const)('with a lock that is %s', (lock) => {
  test.each(Object.keys(CLICKS))('%s does nothing and says so; with the lock it works', (name) => {
    const stage = new Stage(SETUP);
    const { addon } = stage;
    const click = CLICKS[name]?.(stage);
    if (click === undefined) throw new Error('No such click.');
    const before = everything(addon);
    addon.runtime.faults.conditions.documentLock = lock;
    const reply = addon.call(click.method, click.args, click.user);
    // Of a slice the sidebar only wants to know how the run stands: another one is at work.
    const isSlice = name === 'work' && lock === 'refused';
    expect(reply).toMatchObject(isSlice ? { ok: true } : { ok: false, code: 'busy' });
    expect(everything(addon)).toBe(before);
    addon.runtime.faults.conditions.documentLock = 'works';
    expect(addon.call(click.method, click.args, click.user)).toMatchObject({ ok: true });
    expect(everything(addon)).not.toBe(before);
  });

  test('the trigger and the menu do nothing, and do not fail', () => {
    const stage = new Stage(SETUP);
    const { addon } = stage;
    stage.start();
    const before = everything(addon);
    addon.runtime.faults.conditions.documentLock = lock;
    addon.clock.advance(3_600_000);
    const fired = addon.runtime.runDueTriggers();
    const menu = addon.runtime.execute({ user: addon.user, fn: 'getResultsNow', as: 'menu' });
    expect([...fired, menu].map(({ kind }) => kind)).toEqual(['returned', 'returned']);
    expect(everything(addon)).toBe(before);
  });
});
