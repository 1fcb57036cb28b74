// The history of a document: every run that is known, by whom, since when and until when, whatever it costs to read many.
import { Addon } from '../support/addon';
import { QUICK } from '../crash/stage';
import { people } from '../support/people';

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
  const runs = addon.ask('history', null);
  expect(runs.map(({ id }) => id)).toEqual([fourth, third, second, first].map(({ id }) => id));
  expect(runs.map(({ mine }) => mine)).toEqual([false, false, false, true]);
  expect(runs.map(({ state }) => state)).toEqual(['open', 'open', 'closed', 'closed']);
  expect(runs.map(({ endedAt }) => endedAt === null)).toEqual([true, true, false, false]);
  expect(runs[3]?.endedAt).toBeGreaterThan(runs[3]?.startedAt ?? Infinity);
  expect(runs.map(({ sheetName }) => sheetName)).toEqual(Array(4).fill('Contacts'));
  expect(runs.map(({ sheetId }) => sheetId)).toEqual(Array(4).fill(addon.sheet.id));
});

test('without runs it is empty', () => {
  expect(new Addon({ rows: people(1) }).ask('history', null)).toEqual([]);
});

test('a run of a sheet that was deleted says so', () => {
  const addon = new Addon({ rows: people(1) });
  addon.workToEnd(addon.start());
  addon.workbook.addSheet('Other', { rows: 10, columns: 5 });
  addon.workbook.deleteSheet(addon.sheet.id);
  expect(addon.ask('history', null)).toMatchObject([{ sheetName: 'a deleted sheet' }]);
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
  const runs = addon.ask('history', null);
  expect(runs).toHaveLength(4);
  expect(runs.slice(0, 3).map(({ attention }) => attention[0]?.examples.length)).not.toContain(0);
  expect(sheetReads(addon)).toBe(few);
  expect(few).toBeGreaterThan(0);
});

test('a run that a person started is no automatic one', () => {
  const addon = new Addon({ rows: people(1) });
  expect(addon.start()).toMatchObject({ isAutomatic: false, endedAt: null });
});
