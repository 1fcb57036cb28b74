// The user's hands, and a death before the slice has looked at what it wrote; and at the start, while new columns are made. Which deeds
// there are, and at which calls, is for the other files of the hands.
import { Addon } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines, lostValues, wrongValues } from '../support/witness';
import { ON_COLUMNS, ON_ROWS } from './hands-deeds';
import { EMULATOR, rows, Scene, USERS_PHONE } from './hands-scene';

const HANDS = { ...ON_ROWS, ...ON_COLUMNS };

test('hands off, the same story breaks no promise', () => {
  const scene = new Scene('places');
  expect(scene.end(scene.slice())).toMatchObject({ state: 'closed', unplaced: 0 });
  expect(brokenPromises(scene.addon)).toEqual([]);
  expect(lines(scene.addon, 'unplaced')).toEqual([]);
});

/** The deed comes before the first write of the slice that places, which dies once its writes are applied. */
function dieUnproved(addon: Addon, run: string, act: () => void): void {
  let hasMoved = false;
  addon.runtime.hooks.beforeCall = (call) => {
    if (call.method === 'Range.setValues' && !hasMoved) {
      hasMoved = true;
      act();
    }
    return undefined;
  };
  addon.runtime.hooks.afterCall = (call) =>
    call.method === 'SpreadsheetApp.flush' ? 'kill' : undefined;
  expect(addon.execute('work', { run }).kind).toBe('killed');
  delete addon.runtime.hooks.beforeCall;
  delete addon.runtime.hooks.afterCall;
}

describe('a person moves rows between reading and writing, and the execution dies before it looks again', () => {
  const moves = [
    'sorts the sheet',
    'inserts a row above the first contact',
    'deletes the row of the second contact',
  ];

  test.each(moves.flatMap((name) => [[name, false] as const, [name, true] as const]))(
    'one who %s (moved once more before the next slice: %s) finds no value in a wrong row',
    (name, isMovedAgain) => {
      const { addon, run } = new Scene('places');
      addon.clock.advance(60_000);
      dieUnproved(addon, run.id, () => HANDS[name]?.({ workbook: addon.workbook, addon }));
      expect(wrongValues(addon)).not.toEqual([]);
      if (isMovedAgain) addon.sheet.sort(3, true);
      for (let more = 0; more < 2; more++) addon.work(run);
      expect(wrongValues(addon)).toEqual([]);
      expect(lostValues(addon)).toEqual([]);
      expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
    },
  );

  test.each([false, true])(
    'finds no status in a wrong row, either (moved once more: %s)',
    (isMovedAgain) => {
      // Two rows were asked for in an earlier run and not found; the others are asked for now, in vain.
      const addon = new Addon({
        rows: people(6),
        emulator: { ...EMULATOR, shares: { email: 0, phone: 0, failed: 0 } },
      });
      addon.workToEnd(addon.start({ rows: { kind: 'first', count: 2 } }));
      addon.sheet.put([person(30, { email: 'own@home.example' }), person(31)], {
        row: 8,
        column: 1,
      });
      addon.sheet.type(9, 5, 'none of yours');
      const run = addon.work(addon.start({ rows: { kind: 'new' } }));
      addon.clock.advance(60_000);
      dieUnproved(addon, run.id, () => {
        addon.sheet.sort(1, false);
      });
      const statusOf = (index: number): string => {
        const at = addon.column('First name').indexOf(person(index)[0] ?? '');
        return addon.column('Enrichment status')[at] ?? '';
      };
      expect([statusOf(30), statusOf(31)]).toContain('Not found');
      if (isMovedAgain) addon.sheet.sort(3);
      addon.workToEnd(addon.work(run));
      expect([0, 1, 2, 3, 4, 5].map(statusOf)).toEqual(Array(6).fill('Not found'));
      expect([statusOf(30), statusOf(31)]).toEqual(['', '']);
      expect(brokenPromises(addon)).toEqual([]);
    },
  );

  test('finds every row of a contact filled, and no other', () => {
    const twin = [...person(0).slice(0, 2), '', 'www.firm-a.example', '', ''];
    const addon = new Addon({
      rows: [[...HEADERS], person(0), person(1), twin, person(2)],
      emulator: EMULATOR,
    });
    const run = addon.work(addon.start({ channels: ['email'] }));
    addon.clock.advance(60_000);
    dieUnproved(addon, run.id, () => {
      addon.sheet.deleteRows(3);
      addon.sheet.insertRows(2);
    });
    addon.workToEnd(addon.work(run));
    expect(wrongValues(addon)).toEqual([]);
    const emails = addon.column('Email');
    expect(emails[1]).toBe(emails[2]);
    expect(emails.filter((text) => text !== '')).toHaveLength(3);
    expect(lostValues(addon)).toEqual([]);
  });
});

test.each(['inserts a column at the left', 'inserts a column before the e-mails'])(
  'a person who %s while the start makes new columns keeps their own headers and cells',
  (name) => {
    const addon = new Addon({ rows: rows(), emulator: EMULATOR });
    let hasActed = false;
    addon.runtime.hooks.beforeCall = (call) => {
      if (!hasActed && JSON.stringify(call.args).includes('Enrichment status')) {
        hasActed = true;
        HANDS[name]?.({ workbook: addon.workbook, addon });
      }
      return undefined;
    };
    const run = addon.start({ channels: ['email', 'phone'], sheet: addon.sheet.id });
    expect(hasActed).toBe(true);
    delete addon.runtime.hooks.beforeCall;
    addon.workToEnd(run);
    const own = addon.shown()[0]?.filter((header) => header !== '');
    expect(own).toEqual(['Note', ...HEADERS, 'Email status', 'Enrichment status']);
    expect(addon.shown().flat()).toContain(USERS_PHONE);
    expect(brokenPromises(addon)).toEqual([]);
  },
);
