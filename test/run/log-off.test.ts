// The log switched off: when a run has ended its lines go, but for results without a row; nobody else's line goes with them.
import type { RunView } from '../../src/rpc/contract-run';
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';
import { lines, lostValues, wrongValues } from '../support/witness';
import { type Death, deathsAt, QUICK, Stage } from '../crash/stage';

/** Else every third death. */
const ALL = process.env.CRASH_ALL !== undefined;

/** A document with the log of one ended run, the log switched off, and an open run of which all is sent. */
function scene(): { stage: Stage; addon: Addon; before: string[][]; run: RunView } {
  const stage = new Stage({ rows: people(4), emulator: QUICK, choice: {} });
  const { addon } = stage;
  addon.workToEnd(addon.start({ limit: 2 }));
  const before = addon.log();
  addon.ask('saveSettings', { keepsLog: false });
  const run = addon.work(addon.start());
  expect(lines(addon, 'sent')).toHaveLength(4);
  return { stage, addon, before, run };
}

function sorted(cells: readonly (readonly string[])[]): string[] {
  return cells
    .filter((row) => row.some((text) => text !== ''))
    .map((row) => JSON.stringify(row))
    .sort();
}

function logSheet(addon: Addon): Addon['sheet'] {
  const sheet = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  if (sheet === undefined) throw new Error('There is no log.');
  return sheet;
}

/** Something that a person does at the moment at which lines are being cleared. */
function whileClearing(addon: Addon, act: () => void): void {
  addon.runtime.hooks.beforeCall = ({ method }) => {
    if (method !== 'RangeList.clearContent') return undefined;
    addon.runtime.hooks.beforeCall = undefined;
    act();
    return undefined;
  };
}

test('the confirm says so, the run fills the sheet, and only what others logged is left', () => {
  const { addon, before, run } = scene();
  expect(addon.log().length).toBeGreaterThan(before.length);
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', found: { email: 2 }, afterwards: null });
  expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(4);
  expect(sorted(addon.log())).toEqual(sorted(before));
  expect(wrongValues(addon)).toEqual([]);
  addon.sheet.put(people(6).slice(5), { row: 6, column: 1 });
  expect(addon.quote().keepsLog).toBe(false);
  addon.ask('saveSettings', { keepsLog: true });
  expect(addon.quote().keepsLog).toBe(true);
});

test('lines that tell further phones, which were paid for and have no cell, stay', () => {
  const addon = new Addon({
    ...{ rows: people(8), emulator: { ...QUICK, shares: { email: 1, phone: 1, failed: 0 } } },
  });
  addon.connect();
  addon.ask('saveSettings', { keepsLog: false });
  const run = addon.start({ channels: ['phone'] });
  let others: string[] = [];
  addon.runtime.hooks.beforeCall = ({ method }) => {
    if (method !== 'RangeList.clearContent') return undefined;
    others = lines(addon, 'written').flatMap(({ note }) => note.match(/\+\d+/g) ?? []);
    return undefined;
  };
  addon.workToEnd(run);
  addon.runtime.hooks.beforeCall = undefined;
  expect(others.length).toBeGreaterThan(0);
  const left = lines(addon).filter((line) => line.run === run.id);
  expect(left.flatMap(({ note }) => note.match(/\+\d+/g) ?? [])).toEqual(others);
  expect(left.length).toBeLessThan(8);
  expect(left.every(({ event }) => event === 'written')).toBe(true);
  const phones = addon.column('Phone');
  expect(phones).not.toContain('');
  addon.call('undo', { run: run.id });
  expect(addon.column('Phone')).toEqual(phones);
});

test('a confirm from before it was switched off makes nothing: it did not say that there is no undo', () => {
  const addon = new Addon({ rows: people(2) });
  addon.connect();
  const { id, digest } = addon.quote();
  addon.ask('saveSettings', { keepsLog: false });
  const request = { choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: true };
  expect(addon.call('start', request)).toMatchObject({ ok: false, code: 'changed' });
});

test('a log that is kept keeps its lines', () => {
  const { addon, before, run } = scene();
  addon.ask('saveSettings', { keepsLog: true });
  expect(addon.workToEnd(run)).toMatchObject({ afterwards: { canUndo: true } });
  expect(addon.log().length).toBe(before.length * 2);
});

test('an ended run can neither be undone nor retried, also where a result has no row; that can be placed again', () => {
  const { addon, run } = scene();
  const row = (addon.shown()[3] ?? []).slice(0, 6);
  addon.sheet.deleteRows(4);
  const end = addon.workToEnd(run);
  expect(end.afterwards).toMatchObject({ canUndo: false, placeable: 1, notFound: 0, failed: 0 });
  const left = lines(addon).filter((line) => line.run === run.id);
  expect(left.map(({ event }) => event)).toEqual(['unplaced']);
  expect(addon.call('undo', { run: run.id })).toMatchObject({
    ok: false,
    message: expect.stringContaining('switched off') as string,
  });
  expect(addon.ask('outcomeRows', { run: run.id, outcome: 'unplaced' })).toEqual({
    rows: [],
    total: 0,
    gone: 1,
  });
  expect(addon.call('outcomeRows', { run: run.id, outcome: 'found' })).toMatchObject({
    code: 'refused',
  });
  addon.sheet.put([row], { row: 9, column: 1 });
  const placed = addon.ask('placeAgain', { run: run.id });
  expect(placed.afterwards).toMatchObject({ placedAgain: { placed: 1, left: 0 } });
  expect(addon.shown()[8]?.[4]).toBe(left[0]?.after);
  expect(lostValues(addon)).toEqual([]);
});

test('what was held, and then found its rows, goes with the rest', () => {
  const { addon, before, run } = scene();
  addon.sheet.type(1, 2, 'Renamed');
  const held = addon.workToEnd(run);
  expect(held.attention).toMatchObject([{ state: 'held' }]);
  expect(lines(addon, 'unplaced')).toHaveLength(2);
  addon.sheet.type(1, 2, 'Last name');
  addon.clock.advance(60_000);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'place' });
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', unplaced: 0 });
  expect(sorted(addon.log())).toEqual(sorted(before));
});

describe('a person who, at the moment of clearing,', () => {
  const deeds: readonly (readonly [string, (log: Addon['sheet']) => void])[] = [
    [
      'sorts the log',
      (log) => {
        log.sort(5, true);
      },
    ],
    [
      'sorts it the other way',
      (log) => {
        log.sort(1, false);
      },
    ],
    [
      'inserts rows into it',
      (log) => {
        log.insertRows(2, 3);
      },
    ],
  ];
  test.each(deeds)('%s loses no line of another run, and the run’s own still go', (_, act) => {
    const { addon, before, run } = scene();
    whileClearing(addon, () => {
      act(logSheet(addon));
    });
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed' });
    expect(sorted(addon.log())).toEqual(sorted(before));
    // They are lines as before: the other run can still be undone.
    const [first] = addon.ask('history', null).runs.slice(-1);
    expect(addon.ask('undo', { run: first?.id ?? '' }).afterwards?.undone).toMatchObject({
      restored: 2,
    });
  });
});

test('a log that moves at every clearing is left to the next slice', () => {
  const { addon, before, run } = scene();
  let times = 0;
  addon.runtime.hooks.beforeCall = ({ method }) => {
    if (method !== 'RangeList.clearContent') return undefined;
    times++;
    logSheet(addon).insertRows(2, 1);
    return undefined;
  };
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed' });
  addon.runtime.hooks.beforeCall = undefined;
  expect(times).toBe(3);
  const left = lines(addon).filter((line) => line.run === run.id);
  expect(left).not.toEqual([]);
  addon.ask('work', { run: run.id });
  expect(sorted(addon.log())).toEqual(sorted(before));
});

test('a log that was sorted before is no matter', () => {
  const { addon, before, run } = scene();
  logSheet(addon).sort(5, false);
  addon.workToEnd(run);
  expect(sorted(addon.log())).toEqual(sorted(before));
});

test('a log that refuses keeps no run from ending; the next slice tries again', () => {
  const { addon, before, run } = scene();
  addon.runtime.faults.add({ method: 'RangeList.clearContent', always: true });
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed' });
  expect(addon.log().length).toBeGreaterThan(before.length);
  addon.runtime.faults.clear();
  addon.ask('work', { run: run.id });
  expect(sorted(addon.log())).toEqual(sorted(before));
  const property = addon.runtime.properties.document.get('log-ended');
  expect(property).toBe('');
});

test('a death anywhere while the run ends leaves the log as without it, once somebody goes on', () => {
  function told(death: Death | null): { stage: Stage; before: string[][]; run: string } {
    const { stage, addon, before, run } = scene();
    if (death !== null) stage.dieAt(death);
    addon.clock.advance(60_000);
    stage.watch();
    addon.execute('work', { run: run.id });
    stage.rest();
    addon.goOn(run.id);
    return { stage, before, run: run.id };
  }
  const undisturbed = told(null);
  const { addon } = undisturbed.stage;
  expect(sorted(addon.log())).toEqual(sorted(undisturbed.before));
  const all = deathsAt(undisturbed.stage.calls, true);
  expect(all.length).toBeGreaterThan(60);
  const deaths = ALL ? all : all.filter((_, index) => index % 3 === 0);
  expect(undisturbed.stage.calls.map(({ method }) => method)).toContain('RangeList.clearContent');
  const broken = deaths.flatMap((death) => {
    const { stage, before, run } = told(death);
    const [view] = stage.addon.ask('history', null).runs.filter(({ id }) => id === run);
    const isSame = sorted(stage.addon.log()).join() === sorted(before).join();
    const filled = stage.addon.column('Email').filter((text) => text !== '').length;
    const isWell =
      isSame && filled === 4 && view?.state === 'closed' && view.costs[0]?.charged === 2;
    return isWell && wrongValues(stage.addon).length === 0 ? [] : stage.died;
  });
  expect(broken).toEqual([]);
});
