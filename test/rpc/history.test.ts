// The history of a document: every run that is known, by whom, since when and until when, whatever it costs to read many.
import { addForgotten, decodeForgotten } from '../../src/run/state/forgotten';
import type { ClosedRun } from '../../src/run/state/run';
import { Addon } from '../support/addon';
import { QUICK } from '../crash/stage';
import { people } from '../support/people';
import { credits } from '../support/credits';

const ALL = { email: 1, phone: 1, failed: 0 };
const BOB = 'bob@sample.example';

function sheetReads(addon: Addon): number {
  return addon.last?.calls.reads.SpreadsheetApp ?? 0;
}

test('open runs come first, then those that have ended, each the newest first, also those of others', () => {
  const addon = new Addon({ rows: people(4) });
  const first = addon.workToEnd(addon.start({ limit: 1 }));
  addon.clock.advance(60_000);
  addon.user = BOB;
  const second = addon.workToEnd(addon.start({ limit: 1 }));
  addon.clock.advance(60_000);
  const third = addon.start({ limit: 1 });
  addon.clock.advance(60_000);
  const fourth = addon.start({ limit: 1 });
  addon.user = 'ada@sample.example';
  const runs = addon.ask('history', null).runs;
  expect(runs.map(({ id }) => id)).toEqual([fourth, third, second, first].map(({ id }) => id));
  expect(runs.map(({ mine }) => mine)).toEqual([false, false, false, true]);
  expect(runs.map(({ state }) => state)).toEqual(['open', 'open', 'closed', 'closed']);
  expect(runs.map(({ endedAt }) => endedAt === null)).toEqual([true, true, false, false]);
  expect(runs[3]?.endedAt).toBeGreaterThan(runs[3]?.startedAt ?? Infinity);
  expect(runs.map(({ sheetName }) => sheetName)).toEqual(Array(4).fill('Contacts'));
  expect(runs.map(({ sheetId }) => sheetId)).toEqual(Array(4).fill(addon.sheet.id));
});

test('without runs it is empty', () => {
  expect(new Addon({ rows: people(1) }).ask('history', null).runs).toEqual([]);
});

test('a run of a sheet that was deleted says so', () => {
  const addon = new Addon({ rows: people(1) });
  addon.workToEnd(addon.start());
  addon.workbook.addSheet('Other', { rows: 10, columns: 5 });
  addon.workbook.deleteSheet(addon.sheet.id);
  expect(addon.ask('history', null).runs).toMatchObject([{ sheetName: 'a deleted sheet' }]);
});

test('many runs, three of them held, cost one look at the log and no more reads than few', () => {
  const addon = new Addon({ rows: people(8), emulator: QUICK });
  const hold = (): void => {
    const run = addon.work(addon.start({ limit: 1 }));
    addon.sheet.type(1, 2, 'Renamed');
    const held = addon.workToEnd(run);
    expect(held.attention).toMatchObject([{ state: 'held' }]);
    addon.sheet.type(1, 2, 'Last name');
  };
  addon.workToEnd(addon.start({ limit: 2 }));
  hold();
  addon.ask('history', null);
  const few = sheetReads(addon);
  hold();
  hold();
  const runs = addon.ask('history', null).runs;
  expect(runs).toHaveLength(4);
  expect(runs.slice(0, 3).map(({ attention }) => attention[0]?.examples.length)).not.toContain(0);
  expect(sheetReads(addon)).toBe(few);
  expect(few).toBeGreaterThan(0);
});

test('a run that a person started is no automatic one', () => {
  const addon = new Addon({ rows: people(1) });
  expect(addon.start()).toMatchObject({ isAutomatic: false, endedAt: null });
});

describe('lines that gave way to newer ones', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  const { id } = addon.workToEnd(addon.start({ limit: 1 }));
  const store = addon.runtime.properties.document;
  const record = JSON.parse(store.get(`run:${id}`) ?? '') as ClosedRun;

  beforeAll(() => {
    // A hundred that ended before it, each for one credit.
    for (let index = 0; index < 100; index++) {
      const older = `Older${String(index).padStart(7, '0')}`;
      const line = { ...record, id: older, closedAt: record.closedAt - 1_000 * (100 - index) };
      store.set(`run:${older}`, JSON.stringify({ ...line, closed: true }));
    }
    addon.clock.advance(60_000);
    addon.workToEnd(addon.start({ limit: 1 }));
  });

  test('are counted, with what they cost', () => {
    const { runs, forgotten } = addon.ask('history', null);
    expect(runs).toHaveLength(100);
    expect(forgotten).toEqual({ runs: 2, credits: credits(2) });
  });

  test('are gone for every click, and each says that nothing was paid', () => {
    const run = 'Older0000000';
    const gone = {
      ok: false,
      code: 'gone',
      message: expect.stringContaining('Nothing was sent or paid') as string,
    };
    for (const method of ['work', 'stop', 'resume', 'close', 'undo', 'placeAgain'] as const) {
      expect(addon.call(method, { run })).toMatchObject(gone);
    }
    expect(addon.call('outcomeRows', { run, outcome: 'found' })).toMatchObject(gone);
  });

  test('count once, also when the execution that counted them died before they went', () => {
    const first = addForgotten(null, [record]);
    const other = { ...record, id: 'Other0000000' };
    const repeated = addForgotten(first, [record, other]);
    expect(decodeForgotten(repeated)).toEqual({ runs: 2, credits: { cleanlist: 2 } });
    expect(decodeForgotten('{')).toEqual({ runs: 0, credits: {} });
  });
});

describe('Undo is offered', () => {
  const rows = people(2);

  test('where something was written: a value, a word on a contact, a copy', () => {
    const found = new Addon({ rows, emulator: { shares: ALL } });
    expect(found.workToEnd(found.start()).afterwards?.canUndo).toBe(true);
    const nothing = new Addon({ rows, emulator: { shares: { ...ALL, email: 0 } } });
    expect(nothing.workToEnd(nothing.start()).afterwards?.canUndo).toBe(true);
    const first = [...(rows[1] ?? [])];
    first[4] = 'faya@firm.example';
    const copied = new Addon({ rows: [rows[0] ?? [], first, rows[1] ?? [], rows[2] ?? []] });
    const run = copied.start();
    expect(copied.column('Email')[1]).toBe('faya@firm.example');
    copied.ask('stop', { run: run.id });
    expect(copied.workToEnd(run).afterwards?.canUndo).toBe(true);
  });

  test('not where nothing was: stopped before anything was sent, given up, or refused', () => {
    const stopped = new Addon({ rows });
    const run = stopped.start();
    stopped.ask('stop', { run: run.id });
    const end = stopped.workToEnd(run);
    expect(end).toMatchObject({ costs: [{ charged: 0 }], afterwards: { canUndo: false } });
    const lost = new Addon({ rows });
    const doubt = lost.start();
    lost.vendor.faults.next('submit', 'timeout after');
    lost.workToEnd(doubt);
    lost.ask('decide', { run: doubt.id, batch: 1, decision: 'leave_out' });
    expect(lost.goOn(doubt.id).afterwards?.canUndo).toBe(false);
    const refused = new Addon({ rows });
    refused.vendor.faults.next('submit', '400');
    expect(refused.workToEnd(refused.start()).afterwards?.canUndo).toBe(false);
  });

  test('once a result that had no row was placed after all', () => {
    const addon = new Addon({ rows: people(1), emulator: { shares: ALL } });
    const run = addon.work(addon.start());
    const row = (addon.shown()[1] ?? []).slice(0, 6);
    addon.sheet.deleteRows(2);
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ unplaced: 1, afterwards: { canUndo: false } });
    addon.sheet.put([row], { row: 5, column: 1 });
    expect(addon.ask('placeAgain', { run: run.id }).afterwards?.canUndo).toBe(true);
  });
});
