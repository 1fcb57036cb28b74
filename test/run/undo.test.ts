// *Undo run*: what a closed run wrote is taken out again where it still stands; the rest is left alone and counted.
import { Addon } from '../support/addon';
import { Automatic } from '../support/automatic';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
const BOTH = { channels: ['email', 'phone'] } as const;

/** A closed run over so many people, and the sheet as it was before. */
function closed(rows: readonly (readonly string[])[]): {
  addon: Addon;
  run: string;
  before: string[][];
} {
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const before = addon.shown();
  const view = addon.workToEnd(addon.start(BOTH));
  expect(view).toMatchObject({ state: 'closed', afterwards: { canUndo: true, undone: null } });
  return { addon, run: view.id, before };
}

/** The user's columns of every row. */
function own(addon: Addon): string[][] {
  return addon.shown().map((row) => row.slice(0, HEADERS.length));
}

test('every cell gets back what it held, statuses go, the log says so, and nothing is asked of the vendor', () => {
  const { addon, run, before } = closed(people(4));
  const asked = { ...addon.vendor.ledger.requests };
  const view = addon.ask('undo', { run });
  expect(view.afterwards).toMatchObject({
    canUndo: false,
    undone: { restored: 8, changed: 0, gone: 0, later: 0 },
  });
  expect(own(addon)).toEqual(before);
  expect(addon.column('Enrichment status')).toEqual(['', '', '', '']);
  expect(addon.column('Email status')).toEqual(['', '', '', '']);
  expect(lines(addon, 'undone')).toHaveLength(8);
  expect(addon.vendor.ledger.requests).toEqual(asked);
  expect(brokenPromises(addon).filter((text) => !text.startsWith('lost'))).toEqual([]);
});

test('by fingerprint: rows that moved are restored where they are now', () => {
  const { addon, run } = closed(people(5));
  addon.sheet.sort(1, false);
  addon.sheet.insertRows(2, 2);
  addon.sheet.moveColumn(1, 4);
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 10 });
  expect(addon.column('Email').filter((text) => text !== '')).toEqual([]);
  expect(addon.column('Phone').filter((text) => text !== '')).toEqual([]);
});

test('what was changed, deleted or replaced since is left alone and counted', () => {
  const { addon, run } = closed(people(4));
  addon.sheet.type(2, 5, 'mine@home.example');
  addon.sheet.deleteRows(5);
  addon.sheet.type(4, 1, 'Somebody');
  const phone = addon.shown()[2]?.[5] ?? '';
  expect(addon.ask('undo', { run }).afterwards?.undone).toEqual({
    ...{ restored: 3, changed: 1, gone: 4, later: 0 },
  });
  expect(addon.shown()[1]?.slice(4, 6)).toEqual(['mine@home.example', '']);
  expect(addon.shown()[2]?.slice(4, 6)).toEqual(['', '']);
  expect(addon.shown()[3]?.[5]).not.toBe('');
  expect(phone).not.toBe('');
  // The row that keeps something keeps its status, too.
  expect(addon.column('Enrichment status').map((text) => text !== '')).toEqual([true, false, true]);
});

test('a value that a later run wrote again belongs to that run', () => {
  const { addon, run } = closed(people(2));
  const value = addon.shown()[1]?.[4] ?? '';
  addon.sheet.type(2, 5, '');
  const later = addon.workToEnd(addon.start({ channels: ['email'] }));
  expect(addon.shown()[1]?.[4]).toBe(value);
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3, later: 1 });
  expect(addon.shown()[1]?.[4]).toBe(value);
  expect(addon.ask('undo', { run: later.id }).afterwards?.undone).toMatchObject({ restored: 1 });
  expect(addon.shown()[1]?.[4]).toBe('');
});

test('rows of one contact are all restored, also what was copied, whatever their spelling', () => {
  const [first = '', last = '', company = '', site = ''] = person(0);
  const rows = [
    [...HEADERS],
    [first, last, company, site, '', ''],
    [first.toUpperCase(), last, company, '', '', ''],
    [first, last, '', site, '', '+49 30 5550100'],
  ];
  const { addon, run, before } = closed(rows);
  expect(addon.column('Phone')).toEqual(Array(3).fill('+49 30 5550100'));
  addon.ask('undo', { run });
  expect(own(addon)).toEqual(before);
});

test('what an earlier run said, and what a person wrote into our columns, stays', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  addon.workToEnd(addon.start({ channels: ['email'] }));
  const words = addon.column('Email status');
  const second = addon.workToEnd(addon.start(BOTH));
  const status = (addon.shown()[0]?.indexOf('Enrichment status') ?? 0) + 1;
  addon.sheet.type(4, status, 'called, do not touch');
  addon.ask('undo', { run: second.id });
  expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
  expect(addon.column('Phone')).toEqual(['', '', '']);
  expect(addon.column('Email status')).toEqual(words);
  expect(addon.column('Enrichment status')).toEqual(['Found', 'Found', 'called, do not touch']);
});

test('the same contact on another sheet is another run’s matter', () => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  const first = addon.workToEnd(addon.start(BOTH));
  const other = addon.workbook.addSheet('Another', { rows: 10, columns: 10 });
  other.put(people(2));
  addon.workToEnd(addon.start({ ...BOTH, sheet: other.id }));
  expect(addon.ask('undo', { run: first.id }).afterwards?.undone).toMatchObject({ restored: 4 });
});

test('a log that a person sorted, newest first, says the same', () => {
  const { addon, run } = closed(people(2));
  const value = addon.shown()[1]?.[4] ?? '';
  addon.sheet.type(2, 5, '');
  addon.clock.advance(60_000);
  addon.workToEnd(addon.start({ channels: ['email'] }));
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  log?.sort(1, false);
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3, later: 1 });
  expect(addon.shown()[1]?.[4]).toBe(value);
});

test('many rows take few writes', () => {
  const { addon, run } = closed(people(300));
  addon.execute('undo', { run });
  expect(addon.last?.calls.methods['Range.setValues']).toBeLessThanOrEqual(6);
});

test('a column that was renamed can be undone once it has its name again', () => {
  const { addon, run } = closed(people(2));
  addon.sheet.type(1, 6, 'Tel');
  expect(addon.ask('undo', { run }).afterwards).toMatchObject({
    canUndo: true,
    undone: { restored: 2, gone: 2 },
  });
  addon.sheet.type(1, 6, 'Phone');
  expect(addon.ask('undo', { run }).afterwards).toMatchObject({
    canUndo: false,
    undone: { restored: 4, gone: 0 },
  });
});

test('a formula where a value was, a renamed sheet and a deleted column break nothing', () => {
  const { addon, run } = closed(people(2));
  addon.workbook.renameSheet(addon.sheet.id, 'Renamed');
  addon.sheet.type(2, 5, '="x"&"y"');
  addon.sheet.deleteColumns(6);
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 0, gone: 2 });
  expect(addon.shown()[1]?.[4]).toBe('xy');
});

test('without its sheet, its identity columns or its record there is nothing to undo, and that is said', () => {
  const { addon, run } = closed(people(2));
  const first = addon.shown();
  addon.sheet.type(1, 1, 'Given');
  expect(addon.call('undo', { run })).toMatchObject({ ok: false, code: 'sheet_problem' });
  addon.sheet.type(1, 1, 'First name');
  expect(addon.shown()).toEqual(first);
  addon.workbook.addSheet('Another');
  addon.workbook.deleteSheet(addon.sheet.id);
  expect(addon.call('undo', { run })).toMatchObject({ ok: false, code: 'sheet_problem' });
  expect(addon.call('undo', { run: 'AAAABBBBCCCC' })).toMatchObject({ ok: false });
});

test('without its lines in the log nothing is undone, and that is said; it can be done when they are back', () => {
  const { addon, run } = closed(people(2));
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  const kept = log?.displayed().slice(1) ?? [];
  log?.deleteRows(2, kept.length);
  expect(addon.call('undo', { run })).toMatchObject({ ok: false, code: 'sheet_problem' });
  expect(addon.home().runs[0]?.afterwards).toMatchObject({ canUndo: true, undone: null });
  log?.put(kept, { row: 2, column: 1 });
  expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 4 });
});

test('an open run is not undone', () => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  const run = addon.work(addon.start(BOTH));
  addon.ask('undo', { run: run.id });
  expect(lines(addon, 'undone')).toEqual([]);
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 2 } });
});

describe('an execution that undoes may end at any service call', () => {
  test('and the repeat brings the same sheet, the same report and no line twice', () => {
    const wanted = closed(people(3));
    wanted.addon.ask('undo', { run: wanted.run });
    const broken: string[] = [];
    let points = 0;
    for (const when of ['beforeCall', 'afterCall'] as const) {
      for (let nth = 1; ; nth++) {
        const { addon, run } = closed(people(3));
        let calls = 0;
        addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
        addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
        const killed = addon.execute('undo', { run }).kind === 'killed';
        addon.runtime.hooks[when] = undefined;
        if (!killed) break;
        points++;
        const report = addon.ask('undo', { run }).afterwards?.undone;
        if (JSON.stringify(addon.shown()) !== JSON.stringify(wanted.addon.shown())) {
          broken.push(`${when} ${nth}: another sheet`);
        }
        if (lines(addon, 'undone').length !== 6) broken.push(`${when} ${nth}: other lines`);
        if (report?.restored !== 6)
          broken.push(`${when} ${nth}: restored ${report?.restored ?? 0}`);
      }
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('and a person who sorts meanwhile finds no other contact’s value gone', () => {
    const broken: string[] = [];
    for (let nth = 1; ; nth++) {
      const { addon, run } = closed(people(3));
      addon.sheet.put([person(9, { email: 'kept@home.example', phone: '1' })], {
        row: 5,
        column: 1,
      });
      let calls = 0;
      addon.runtime.hooks.beforeCall = ({ remote, service }) => {
        if (remote && service === 'SpreadsheetApp' && ++calls === nth) addon.sheet.sort(1, false);
        return undefined;
      };
      const reply = addon.call('undo', { run });
      delete addon.runtime.hooks.beforeCall;
      if (calls < nth) break;
      if (!reply.ok) addon.ask('undo', { run });
      const undone = lines(addon, 'undone').length;
      if (undone !== 6) broken.push(`${nth}: ${undone} lines`);
      const emails = addon.column('Email').filter((text) => text !== '');
      if (emails.join() !== 'kept@home.example') broken.push(`${nth}: ${emails.join()}`);
    }
    expect(broken).toEqual([]);
  });
});

test('only the newest twenty runs can be undone; older ones are history', () => {
  const addon = new Addon({ rows: people(22), emulator: { shares: ALL } });
  const ids: string[] = [];
  for (let count = 0; count < 21; count++) {
    ids.push(addon.workToEnd(addon.start({ rows: { kind: 'first', count: 1 } })).id);
  }
  addon.ask('undo', { run: ids[0] ?? '' });
  expect(lines(addon, 'undone')).toEqual([]);
  addon.ask('undo', { run: ids[1] ?? '' });
  expect(lines(addon, 'undone')).toHaveLength(1);
});

describe('columns that are not the run’s alone', () => {
  test('where a column of ours has a namesake, neither is touched until one is gone', () => {
    const rows = people(2).map((row) => row.slice(0, 4));
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    const found = addon.column('Email');
    addon.sheet.insertColumns(1, 1);
    addon.sheet.put([['Email'], ...found.map((text) => [text])], { row: 1, column: 1 });
    expect(addon.ask('undo', { run: run.id }).afterwards).toMatchObject({
      canUndo: true,
      undone: { restored: 0, gone: 2 },
    });
    expect(addon.shown().map((row) => [row[0], row[5]])).toEqual([
      ['Email', 'Email'],
      ...found.map((text) => [text, text]),
    ]);
    addon.sheet.type(1, 1, 'My copy');
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ restored: 2 });
    expect(addon.column('Email')).toEqual(['', '']);
    expect(addon.column('My copy')).toEqual(found);
  });

  test('what an open run reads its contacts from stays until that run has ended', () => {
    const addon = new Addon({
      rows: people(6),
      emulator: { shares: ALL, duration: { min: 60, max: 60 } },
    });
    const outputs = { linkedin: { column: null, policy: 'blanks' } } as const;
    const one = addon.workToEnd(addon.start({ outputs }));
    const profiles = addon.column('LinkedIn found');
    const known = profiles.filter((text) => text !== '').length;
    expect(known).toBeGreaterThan(0);
    addon.clock.advance(60_000);
    const mapping = { linkedin_url: addon.shown()[0]?.indexOf('LinkedIn found') ?? -1 };
    const two = addon.work(addon.start({ channels: ['phone'], mapping }));
    expect(addon.call('undo', { run: one.id })).toMatchObject({
      ok: false,
      message:
        'The column “LinkedIn found” tells a run that is still open who its contacts are, and would change. Wait until that run has ended, then try again. Nothing was changed.',
    });
    expect(addon.column('LinkedIn found')).toEqual(profiles);
    addon.goOn(two.id);
    expect(addon.column('Phone').every((text) => text !== '')).toBe(true);
    const { undone } = addon.ask('undo', { run: one.id }).afterwards ?? {};
    expect(undone).toMatchObject({ restored: 6 + known });
    expect(addon.column('LinkedIn found').join('')).toBe('');
  });

  test('what a schedule reads its contacts from stays while there is the schedule', () => {
    const addon = new Automatic({ rows: people(6), emulator: { shares: ALL } });
    addon.addon.connect();
    const outputs = { linkedin: { column: null, policy: 'blanks' } } as const;
    const one = addon.addon.workToEnd(addon.addon.start({ outputs }));
    const mapping = { linkedin_url: addon.addon.shown()[0]?.indexOf('LinkedIn found') ?? -1 };
    const { id } = addon.make({ choice: { mapping } });
    expect(addon.addon.call('undo', { run: one.id })).toMatchObject({
      ok: false,
      message:
        'The column “LinkedIn found” tells Automatic who the contacts are, and would change. End Automatic on this sheet, then try again. Nothing was changed.',
    });
    addon.addon.ask('endSchedule', { id });
    expect(addon.addon.ask('undo', { run: one.id }).afterwards?.canUndo).toBe(false);
    expect(addon.addon.column('LinkedIn found').join('')).toBe('');
  });

  test('e-mails and phones go while another run reads the same rows', () => {
    const addon = new Addon({
      rows: people(2),
      emulator: { shares: ALL, duration: { min: 60, max: 60 } },
    });
    const one = addon.workToEnd(addon.start());
    addon.clock.advance(60_000);
    const two = addon.work(addon.start({ channels: ['phone'] }));
    expect(addon.ask('undo', { run: one.id }).afterwards?.undone).toMatchObject({ restored: 2 });
    addon.goOn(two.id);
    expect(addon.column('Phone').every((text) => text !== '')).toBe(true);
    expect(brokenPromises(addon).filter((text) => !text.startsWith('lost'))).toEqual([]);
  });
});
