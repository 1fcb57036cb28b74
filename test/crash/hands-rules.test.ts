// What a person lays in the way of a run: array formulas, protection, rules that reject, merges, another key, a copy. What the run then
// does instead, and how it goes on once the way is free.
import { join } from 'node:path';
import { LocalRuntime } from '../../local/runtime/runtime';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { people, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';
import { ON_CELLS, ON_COLUMNS, ON_SPILLS, ON_THE_WAY } from './hands-deeds';
import { tryEverywhere } from './hands-judge';
import { EMULATOR, type Hands, Scene } from './hands-scene';

describe.each(['sends', 'places'] as const)(
  'before and while a slice %s, a person who',
  (slice) => {
    test.each(Object.entries({ ...ON_SPILLS, ...ON_THE_WAY }))('%s', (_, act) => {
      const explained = { explained: /still waiting/ };
      const { points, broken } = tryEverywhere(slice, act, explained);
      expect(points).toBeGreaterThan(10);
      expect(broken).toEqual([]);
    });
  },
);

const DEEDS: Readonly<Record<string, Hands>> = {
  ...ON_CELLS,
  ...ON_COLUMNS,
  ...ON_SPILLS,
  ...ON_THE_WAY,
};

/** The deed is done while results are out; the run goes on as far as it can. */
function after(deed: string): { scene: Scene; addon: Addon; end: RunView } {
  const scene = new Scene('places');
  const act = DEEDS[deed];
  if (act === undefined) throw new Error(deed);
  scene.act(act);
  const end = scene.end(scene.slice());
  if (end === null) throw new Error('There is no such run.');
  return { scene, addon: scene.addon, end };
}

function goOn({ addon, run }: Scene): RunView {
  addon.ask('resume', { run: run.id });
  return addon.goOn(run.id);
}

describe('a formula that spills over the e-mails', () => {
  test.each(Object.keys(ON_SPILLS))(
    '(a person %s) stays whole; a new column takes them',
    (deed) => {
      const { addon, end } = after(deed);
      expect(end).toMatchObject({ state: 'closed', found: { email: 5 } });
      expect(addon.column('Website')).toEqual([0, 1, 2, 3, 4].map((index) => person(index)[3]));
      expect(addon.column('Email').every((text) => text === '')).toBe(true);
      expect(addon.column('Email 2').every((text) => text.includes('@'))).toBe(true);
      expect(addon.column('Enrichment status')[0]).toMatch(/^Found/);
    },
  );

  test.each(Object.keys(ON_SPILLS))(
    '(a person %s) is whole again after a death between writing and looking',
    (deed) => {
      const scene = new Scene('places');
      const { addon } = scene;
      scene.act(DEEDS[deed] ?? (() => undefined));
      addon.clock.advance(60_000);
      addon.runtime.hooks.afterCall = ({ method }) =>
        method === 'SpreadsheetApp.flush' ? 'kill' : undefined;
      expect(addon.execute('work', { run: scene.run.id }).kind).toBe('killed');
      delete addon.runtime.hooks.afterCall;
      expect(addon.shown().flat()).toContain('#REF!');
      const end = scene.end(scene.slice());
      expect(end).toMatchObject({ state: 'closed', found: { email: 5 }, unplaced: 0 });
      expect(addon.shown().flat()).not.toContain('#REF!');
      expect(addon.column('Email 2').every((text) => text.includes('@'))).toBe(true);
      expect(brokenPromises(addon)).toEqual([]);
    },
  );

  test('over the place of new columns is found, kept whole, and named', () => {
    const addon = new Addon({ rows: people(2), emulator: EMULATOR });
    const run = addon.work(addon.start({ channels: ['email'] }));
    const at = addon.shown()[0]?.indexOf('Email') ?? -1;
    addon.sheet.deleteColumns(at + 1);
    addon.sheet.type(1, 8, '={"Wide","","","","",""}');
    const end = addon.workToEnd(run);
    expect(end.pause?.message).toContain('A formula fills the place');
    expect(addon.shown()[0]).toContain('Wide');
    addon.sheet.clear('H1');
    addon.ask('resume', { run: run.id });
    expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', found: { email: 2 } });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

describe('cells that take no value', () => {
  test.each([
    ['lets no e-mail cell take anything', 5],
    ['lets one phone cell take nothing', 1],
    ['protects one e-mail cell', 1],
    ['merges two e-mail cells', 1],
    ['merges a website with the e-mail beside it', 1],
  ])('(a person %s) leave %i in the log, with the reason; all others are written', (deed, kept) => {
    const { addon, end } = after(deed);
    expect(end).toMatchObject({ state: 'closed', found: { email: 5, phone: 4 }, unplaced: kept });
    const unplaced = lines(addon, 'unplaced');
    expect(unplaced).toHaveLength(kept);
    for (const { note } of unplaced)
      expect(note).toMatch(/The cell (refused it: .+|did not keep it)/);
    const written = [...addon.column('Email'), ...addon.column('Phone')].filter(
      (text) => text !== '',
    );
    expect(written).toHaveLength(10 - kept);
    const statuses = addon.column('Enrichment status');
    expect(statuses.filter((text) => text === 'Found: kept in the log')).toHaveLength(kept);
    // Charged once, with the line that said it was to be written.
    expect(unplaced.every(({ credits }) => credits === '0')).toBe(true);
  });

  test('of a long column cost few calls', () => {
    const addon = new Addon({ rows: people(250), emulator: EMULATOR });
    const run = addon.work(addon.start({ channels: ['email'] }));
    const rule = { accepts: /^[^f]*$/, description: 'no f' };
    addon.sheet.setValidation('E2:E251', rule);
    addon.clock.advance(60_000);
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', found: { email: 250 }, unplaced: 250 });
    expect(addon.last?.durationMs).toBeLessThan(60_000);
  });

  test('because the service fails now and then are tried again by the next slice', () => {
    const scene = new Scene('places');
    const { addon } = scene;
    addon.clock.advance(60_000);
    // The write as a whole, then its parts down to one cell, and no more.
    for (const nth of [3, 4, 5, 6, 7]) {
      addon.runtime.faults.add({ method: 'Range.setValues', nth });
    }
    addon.execute('work', { run: scene.run.id });
    expect(scene.end(scene.slice())).toMatchObject({ state: 'closed', unplaced: 0 });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

describe('a run that waits goes on once the way is free, and nothing is lost', () => {
  const REASONS: Readonly<Record<string, string>> = {
    'protects the e-mails': 'permission',
    'protects the sheet': 'permission',
    'protects the log': 'permission',
    'connects another organisation’s key': 'key',
  };

  test.each(Object.entries(REASONS))('(a person %s: %s)', (deed, reason) => {
    const { scene, addon, end } = after(deed);
    expect(end.pause?.reason).toBe(reason);
    expect(end.pause?.message).not.toBe('');
    for (const sheet of addon.workbook.sheets) sheet.unprotect();
    addon.connect(DEMO_KEY);
    expect(goOn(scene)).toMatchObject({ state: 'closed', found: { email: 5, phone: 4 } });
    expect(brokenPromises(addon)).toEqual([]);
    expect(new Set(lines(addon, 'unplaced').map(({ after: value }) => value)).size).toBe(0);
  });

  test('(a person renames a column that identity is read from, and names it again) and says *Place*', () => {
    const { scene, addon, end } = after('renames the first names');
    expect(end.state).toBe('waiting');
    expect(end.attention.map(({ message }) => message).join()).toContain('“First name”');
    addon.sheet.type(1, (addon.shown()[0]?.indexOf('Vorname') ?? -1) + 1, 'First name');
    expect(place(addon, end)).toMatchObject({ state: 'closed', found: { email: 5 } });
    expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
    expect(brokenPromises(scene.addon)).toEqual([]);
  });

  test.each(['Loading...', '#N/A'])(
    '(formulas of names show %s while results come, and names again) and says *Place*',
    (shown) => {
      const addon = new Addon({ rows: people(6), emulator: EMULATOR });
      const names = addon.column('First name');
      const run = addon.work(addon.start({ channels: ['email'] }));
      names.forEach((_, index) => {
        addon.sheet.type(index + 2, 1, shown);
      });
      const end = addon.workToEnd(run);
      expect(end.state).toBe('waiting');
      expect(end.attention.map(({ message }) => message).join()).toContain('still loading');
      names.forEach((name, index) => {
        addon.sheet.type(index + 2, 1, name);
      });
      expect(place(addon, end)).toMatchObject({ state: 'closed', found: { email: 6 } });
      expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
      expect(brokenPromises(addon)).toEqual([]);
    },
  );
});

function place(addon: Addon, view: RunView): RunView {
  for (const { number } of view.attention) {
    addon.ask('decide', { run: view.id, batch: number, decision: 'place' });
  }
  return addon.goOn(view.id);
}

test('a copy of the spreadsheet, with its columns and marks, has no run; the original’s goes on alone', () => {
  const scene = new Scene('places');
  const { addon } = scene;
  const copy = new LocalRuntime({
    dist: process.env.ADDON_DIST ?? join(__dirname, '../../dist'),
    workbook: addon.workbook.copy('book-2'),
    clock: addon.clock,
    http: { fetch: (request, now) => addon.vendor.handle(request, now) },
    project: addon.runtime.project,
  });
  const ask = (method: string, args: unknown): unknown => {
    const text = JSON.stringify({ method, args });
    const result = copy.execute({ user: addon.user, fn: 'rpc', args: [text], as: 'rpc' });
    return result.kind === 'returned' ? JSON.parse(String(result.value)) : result;
  };
  expect(ask('home', null)).toMatchObject({ ok: true, value: { runs: [] } });
  addon.clock.advance(60_000);
  expect(ask('work', { run: scene.run.id })).toMatchObject({ ok: false });
  copy.runDueTriggers();
  expect(addon.vendor.ledger.requests.status).toBe(0);
  expect(copy.workbook.find(0)?.displayed().flat()).toContain('Waiting');
  expect(scene.end(scene.slice())).toMatchObject({ state: 'closed', found: { email: 5 } });
  expect(brokenPromises(addon)).toEqual([]);
});
