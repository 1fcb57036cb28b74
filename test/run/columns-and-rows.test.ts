// Which rows a run is about, and which columns it writes.
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises } from '../support/witness';

const EMULATOR = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };

function addonOf(rows: readonly (readonly string[])[]): Addon {
  return new Addon({ rows, emulator: EMULATOR });
}

function run(addon: Addon, choice: Partial<Choice> = {}): RunView {
  const end = addon.workToEnd(addon.start(choice));
  expect(end.state).toBe('closed');
  expect(brokenPromises(addon)).toEqual([]);
  return end;
}

/** 1-based rows that show an e-mail. */
function filled(addon: Addon): number[] {
  return addon.column('Email').flatMap((text, index) => (text === '' ? [] : [index + 2]));
}

describe('rows', () => {
  test.each<[string, Partial<Choice>, (addon: Addon) => void, number[]]>([
    ['all', { rows: { kind: 'all' } }, () => undefined, [2, 3, 4, 5, 6]],
    ['the first two', { rows: { kind: 'first', count: 2 } }, () => undefined, [2, 3]],
    ['at most three', { limit: 3 }, () => undefined, [2, 3, 4]],
    [
      'the first four, at most one',
      { rows: { kind: 'first', count: 4 }, limit: 1 },
      () => undefined,
      [2],
    ],
    [
      'those selected',
      { rows: { kind: 'selected' } },
      (addon) => {
        addon.workbook.selection = { sheetId: addon.sheet.id, areas: ['A3', 'B5:C6'] };
      },
      [3, 5, 6],
    ],
    [
      'those that the filter shows',
      { rows: { kind: 'visible' } },
      ({ sheet }) => {
        sheet.createFilter();
        sheet.setFilter(1, ['Faya', 'Fayc']);
        sheet.hideRow(6);
      },
      [3, 5],
    ],
  ])('%s are sent, and no others', (_, choice, prepare, rows) => {
    const addon = addonOf(people(5));
    prepare(addon);
    run(addon, choice);
    expect(filled(addon)).toEqual(rows);
    expect(addon.vendor.ledger.purchases).toHaveLength(rows.length);
  });

  test('never tried are those without a status of an earlier run', () => {
    const addon = new Addon({
      rows: people(6),
      emulator: { shares: { email: 0, phone: 0, failed: 0 }, duration: { min: 30, max: 30 } },
    });
    run(addon, { rows: { kind: 'first', count: 4 } });
    expect(addon.home().inspection.check?.contacts.total).toBe(6);
    const end = run(addon, { rows: { kind: 'new' } });
    expect(end.contacts).toBe(2);
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('without data in the selection are a problem in words', () => {
    const addon = addonOf(people(2));
    addon.workbook.selection = { sheetId: addon.sheet.id, areas: ['A1', 'A9'] };
    const { problem } = addon.ask('inspect', { channels: ['email'], rows: { kind: 'selected' } });
    expect(problem).toMatchObject({ code: 'nothing_selected' });
  });

  test('of one contact are bought once and filled all', () => {
    const twin = person(1);
    const addon = addonOf([
      [...HEADERS],
      person(0),
      twin,
      person(2),
      twin,
      ['fayb ', 'LUNDB', '', 'www.firm-b.example', '', ''],
    ]);
    const end = run(addon);
    expect(end).toMatchObject({ contacts: 3, found: { email: 3 } });
    expect(filled(addon)).toEqual([2, 3, 4, 5, 6]);
    expect(addon.vendor.ledger.purchases).toHaveLength(3);
  });

  test('that are hidden are told at the confirm', () => {
    const addon = addonOf(people(4));
    addon.sheet.hideRow(3);
    addon.connect();
    expect(addon.quote()).toMatchObject({ hidden: 1, contacts: { total: 4 } });
  });
});

describe('results', () => {
  test("go to the sheet's own columns; what stands there stays", () => {
    const addon = addonOf([
      [...HEADERS],
      person(0, { email: 'own@home.example' }),
      person(1, { phone: '030 / 90 18 20' }),
      person(2),
    ]);
    run(addon, { channels: ['email', 'phone'] });
    expect(addon.shown()[0]).toEqual([...HEADERS, 'Email status', 'Enrichment status']);
    expect(addon.column('Email')[0]).toBe('own@home.example');
    expect(addon.column('Phone')[1]).toBe('030 / 90 18 20');
    expect(addon.column('Phone').every((text) => text !== '')).toBe(true);
  });

  test('go to new columns at the right edge, only those for what is bought, in one block', () => {
    const addon = addonOf(people(2).map((row) => row.slice(0, 4)));
    run(addon, { channels: ['phone'] });
    expect(addon.shown()[0]?.slice(4)).toEqual(['Phone', 'Enrichment status']);
    run(addon, { channels: ['email'] });
    expect(addon.shown()[0]?.slice(4)).toEqual([
      'Phone',
      'Enrichment status',
      'Email',
      'Email status',
    ]);
  });

  test('of a second run use the columns of the first', () => {
    const addon = addonOf(people(4).map((row) => row.slice(0, 4)));
    run(addon, { rows: { kind: 'first', count: 2 } });
    run(addon);
    expect(addon.shown()[0]).toHaveLength(7);
    expect(filled(addon)).toEqual([2, 3, 4, 5]);
  });

  test.each([
    [
      'in one cell',
      (addon: Addon): void => {
        addon.sheet.type(3, 5, '=A3&"@x.example"');
      },
    ],
    [
      'as an array for the whole column',
      (addon: Addon): void => {
        addon.sheet.type(1, 5, '={"Email";"";""}');
      },
    ],
  ])('never go to a column with a formula %s: a new one is made', (_, type) => {
    const addon = addonOf(people(2));
    type(addon);
    const before = addon.sheet.formula(3, 5) || addon.sheet.formula(1, 5);
    run(addon, { channels: ['email'] });
    expect(addon.sheet.formula(3, 5) || addon.sheet.formula(1, 5)).toBe(before);
    expect(addon.shown()[0]).toContain('Email 2');
  });

  test('go to a new column when a formula came into theirs during the run', () => {
    const addon = addonOf(people(2));
    const view = addon.start();
    addon.work(view);
    addon.sheet.type(2, 5, '=A2&"!"');
    addon.workToEnd(view);
    expect(addon.column('Email')).toEqual(['Faya!', '']);
    expect(addon.column('Email 2').every((text) => text.includes('@'))).toBe(true);
  });

  test('say nothing over what a person wrote into their status column, nor what is not bought', () => {
    const note = 'Found her in Rome, call Friday';
    const addon = addonOf(people(3));
    run(addon);
    const status = (addon.shown()[0]?.indexOf('Enrichment status') ?? -1) + 1;
    addon.sheet.type(2, status, note);
    addon.clock.advance(60_000);
    run(addon, { channels: ['phone'] });
    expect(addon.column('Phone').every((text) => text !== '')).toBe(true);
    expect(addon.column('Enrichment status')).toEqual([note, 'Found', 'Found']);

    const other = addonOf(people(2));
    const view = other.start();
    const at = other.shown()[0]?.length ?? 0;
    expect(other.shown()[0]?.[at - 1]).toBe('Enrichment status');
    other.sheet.type(2, at, note);
    other.vendor.faults.next('submit', { kind: 'bad_contact', index: 0 });
    other.workToEnd(view);
    expect(other.vendor.ledger.purchases).toHaveLength(1);
    expect(other.column('Enrichment status')).toEqual([note, 'Found']);
  });

  test('and the word on an e-mail are not said beside another e-mail of the contact', () => {
    const first = addonOf(people(20));
    run(first);
    const risky = first.column('Email status').indexOf('risky');
    const addon = addonOf([[...HEADERS], person(risky), person(risky)]);
    const view = addon.work(addon.start());
    addon.sheet.type(3, 5, 'own@home.example');
    addon.goOn(view.id);
    expect(addon.column('Email')[1]).toBe('own@home.example');
    expect(addon.column('Email status')).toEqual(['risky', '']);
    expect(addon.column('Enrichment status')).toEqual(['Found: risky e-mail', 'Found']);
  });

  test("never go to the user's own columns of those names", () => {
    const own = ['Email status', 'Enrichment status'];
    const rows = people(2).map((row, index) => [
      ...row,
      ...(index === 0 ? own : ['mine', 'mine too']),
    ]);
    const addon = addonOf(rows);
    run(addon);
    expect(addon.column('Email status')).toEqual(['mine', 'mine']);
    expect(addon.column('Enrichment status')).toEqual(['mine too', 'mine too']);
    expect(addon.shown()[0]?.slice(8)).toEqual(['Email status 2', 'Enrichment status 2']);
  });

  test('go to the second Email when that is the one chosen', () => {
    const rows = people(2).map((row, index) => [...row, index === 0 ? 'Email' : '']);
    const addon = addonOf(rows);
    const mapping = {
      first_name: 0,
      last_name: 1,
      company_name: 2,
      company_domain: 3,
      email: 6,
      phone: null,
    };
    const view = addon.start({ mapping });
    addon.work(view);
    addon.sheet.moveColumn(7, 1);
    addon.sheet.moveColumn(1, 7);
    addon.workToEnd(view);
    const [, ...data] = addon.shown();
    expect(data.map((row) => row[4])).toEqual(['', '']);
    expect(data.every((row) => (row[6] ?? '').includes('@'))).toBe(true);
  });

  test('find identity under a blank header as long as the header row is as it was', () => {
    const rows = people(2).map((row, index) =>
      index === 0 ? ['First name', '', ...row.slice(2)] : row,
    );
    const addon = addonOf(rows);
    const mapping = { first_name: 0, last_name: 1, company_name: 2, company_domain: 3, email: 4 };
    const view = addon.start({ mapping });
    addon.work(view);
    expect(addon.workToEnd(view)).toMatchObject({ state: 'closed', found: { email: 2 } });

    const other = addonOf(rows);
    const second = other.start({ mapping });
    other.work(second);
    other.sheet.insertColumns(1);
    expect(other.workToEnd(second)).toMatchObject({ state: 'waiting' });
  });

  test('stand below title rows above the headers', () => {
    const addon = addonOf([['Contacts of spring'], [], ...people(3)]);
    const end = addon.workToEnd(addon.start());
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 } });
    expect(addon.shown()[2]?.slice(6)).toEqual(['Email status', 'Enrichment status']);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('are texts, whatever the vendor sends, and at most as long as a cell', () => {
    const addon = addonOf(people(20));
    addon.vendor.faults.nextWorkflow({ values: 'hostile' });
    addon.workToEnd(addon.start({ channels: ['email', 'phone'] }));
    const { rows, columns } = addon.sheet.extent();
    for (let row = 1; row <= rows; row++) {
      for (let column = 1; column <= columns; column++) {
        expect(addon.sheet.formula(row, column)).toBe('');
      }
    }
    const values = addon.column('Phone').filter((text) => text !== '');
    expect(values.some((text) => text.startsWith('='))).toBe(true);
    expect(Math.max(...values.map((text) => text.length))).toBeLessThanOrEqual(50_000);
  });

  test('of masked values are no results', () => {
    const addon = addonOf(people(3));
    addon.vendor.faults.nextWorkflow({ values: 'masked' });
    const end = addon.workToEnd(addon.start());
    expect(end).toMatchObject({ found: { email: 0 }, notFound: 3 });
    expect(filled(addon)).toEqual([]);
  });

  test('of strangers go to the log, to no row', () => {
    const addon = addonOf(people(3));
    addon.vendor.faults.nextWorkflow({ items: ['extra', 'shuffled'] });
    const end = addon.workToEnd(addon.start());
    expect(end).toMatchObject({ found: { email: 3 }, unplaced: 3 });
    expect(addon.log().filter((line) => line[3] === 'unplaced')).toHaveLength(3);
    const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    expect(log?.hidden).toBe(false);
  });
});
