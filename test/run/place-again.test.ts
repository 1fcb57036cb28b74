// *Place again*: results whose rows were gone find them when they are back.
import { Addon } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
const BOTH = { channels: ['email', 'phone'] } as const;

/** A closed run of which the second contact's row was cut out while its results were on their way. */
function closedWithUnplaced(): { addon: Addon; run: string; row: string[] } {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  const run = addon.work(addon.start(BOTH));
  const row = (addon.shown()[2] ?? []).slice(0, 6);
  addon.sheet.deleteRows(3);
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', unplaced: 1, afterwards: { placeable: 1 } });
  return { addon, run: run.id, row };
}

test('a row that is back gets its values, with the vendor’s word for the e-mail, free', () => {
  const { addon, run, row } = closedWithUnplaced();
  const status = addon.vendor.ledger;
  const paid = status.purchases.length;
  addon.sheet.put([row], { row: 9, column: 1 });
  const view = addon.ask('placeAgain', { run });
  expect(view).toMatchObject({
    unplaced: 0,
    afterwards: { placeable: 0, placedAgain: { placed: 2, left: 0 } },
  });
  const placed = addon.shown()[8] ?? [];
  const unplaced = lines(addon, 'unplaced').map(({ after }) => after);
  expect(unplaced).toHaveLength(2);
  expect(placed.slice(4, 6)).toEqual(unplaced);
  expect(['reliable', 'risky', 'unknown']).toContain(placed[6]);
  expect(placed[7]).toBe('Found');
  expect(status.purchases).toHaveLength(paid);
  expect(brokenPromises(addon)).toEqual([]);
  expect(addon.ask('placeAgain', { run }).afterwards?.placedAgain).toEqual({ placed: 0, left: 0 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('without the row everything stays in the log; a filled cell stays as it is', () => {
  const { addon, run, row } = closedWithUnplaced();
  expect(addon.ask('placeAgain', { run })).toMatchObject({
    afterwards: { placeable: 1, placedAgain: { placed: 0, left: 2 } },
  });
  addon.sheet.put([[...row.slice(0, 4), 'mine@home.example', '']], { row: 9, column: 1 });
  expect(addon.ask('placeAgain', { run }).afterwards?.placedAgain).toEqual({ placed: 1, left: 1 });
  expect(addon.shown()[8]?.[4]).toBe('mine@home.example');
  // The e-mail still has no place: it stays on offer.
  expect(addon.home().runs[0]?.afterwards?.placeable).toBe(1);
});

test('nothing is placed into a column of ours that has a namesake', () => {
  const rows = people(3).map((row) => row.slice(0, 4));
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const run = addon.work(addon.start());
  const [, , row = []] = addon.shown();
  addon.sheet.deleteRows(3);
  addon.workToEnd(run);
  addon.sheet.put([row.slice(0, 4)], { row: 9, column: 1 });
  addon.sheet.insertColumns(1, 1);
  addon.sheet.type(1, 1, 'Email');
  const { placedAgain } = addon.ask('placeAgain', { run: run.id }).afterwards ?? {};
  expect(placedAgain).toEqual({ placed: 0, left: 1 });
  expect(addon.shown()[8]?.filter((text) => text.includes('@'))).toEqual([]);
  addon.sheet.deleteColumns(1);
  const again = addon.ask('placeAgain', { run: run.id }).afterwards?.placedAgain;
  expect(again).toEqual({ placed: 1, left: 0 });
});

test('what was placed again is undone with its run', () => {
  const { addon, run, row } = closedWithUnplaced();
  addon.sheet.put([row], { row: 9, column: 1 });
  addon.ask('placeAgain', { run });
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 6, changed: 0 });
  expect(addon.column('Email').filter((text) => text !== '')).toEqual([]);
});

test('results that a person kept in the log are placed once their contacts can be told', () => {
  const addon = new Addon({ rows: people(6), emulator: { shares: ALL } });
  const run = addon.work(addon.start(BOTH));
  // The company's columns show that they are loading: nobody is there.
  const cells = addon.shown();
  for (let row = 2; row <= 7; row++) addon.sheet.type(row, 4, 'Loading...');
  const held = addon.workToEnd(run);
  expect(held).toMatchObject({ state: 'waiting', attention: [{ state: 'held' }] });
  addon.ask('decide', { run: run.id, batch: 1, decision: 'keep' });
  expect(addon.work(run)).toMatchObject({ state: 'closed' });
  for (let row = 2; row <= 7; row++) addon.sheet.type(row, 4, cells[row - 1]?.[3] ?? '');
  const { placedAgain } = addon.ask('placeAgain', { run: run.id }).afterwards ?? {};
  expect(placedAgain).toEqual({ placed: 12, left: 0 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('an execution that places again may end at any service call; the repeat places the same', () => {
  const broken: string[] = [];
  let points = 0;
  for (const when of ['beforeCall', 'afterCall'] as const) {
    for (let nth = 1; ; nth++) {
      const { addon, run, row } = closedWithUnplaced();
      addon.sheet.put([row], { row: 9, column: 1 });
      let calls = 0;
      addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
      addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
      const isKilled = addon.execute('placeAgain', { run }).kind === 'killed';
      addon.runtime.hooks[when] = undefined;
      if (!isKilled) break;
      points++;
      const view = addon.ask('placeAgain', { run });
      const cells = (addon.shown()[8] ?? []).slice(4, 6).filter((text) => text !== '');
      if (cells.length !== 2) broken.push(`${when} ${nth}: ${cells.length} values`);
      if (view.afterwards?.placeable !== 0) broken.push(`${when} ${nth}: still on offer`);
      broken.push(...brokenPromises(addon).map((what) => `${when} ${nth}: ${what}`));
    }
  }
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(20);
});
