// Results that an earlier run bought and could not place are in the log alone: the confirm of a new run of these contacts says so, before
// they are paid for again.
import type { EmulatorOptions } from '../../local/vendors/emulators';
import type { Choice } from '../../src/rpc/contract';
import type { ClosedRun } from '../../src/run/state/run';
import { Addon } from '../support/addon';
import { HEADERS, people, person } from '../support/people';

const ALL = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const OF_ONE = /^The result of 1 contact may be in the log already/;
const OF_TEN = /^The results of 10 contacts may be in the log already/;
const PHONES: Partial<Choice> = { channels: ['phone'], route: { phone: ['enrich'] } };
const LINKED = [
  ['LinkedIn', ...HEADERS],
  ...[1, 2, 3, 4].map((n) => [`https://www.linkedin.com/in/somebody-${n}`, ...person(n)]),
];

function open(rows = people(3), emulator: EmulatorOptions['cleanlist'] = ALL): Addon {
  const addon = new Addon({ rows, emulator, emulators: { enrich: ALL } });
  addon.connect();
  return addon;
}

const warnings = (addon: Addon, choice: Partial<Choice> = {}): readonly string[] =>
  addon.quote(choice).warnings;
const one = [expect.stringMatching(OF_ONE) as string];

/** The row of one contact goes while its result is on the way, and comes back after the run. */
function loseRow(addon: Addon, choice: Partial<Choice> = {}, columns = 4): string {
  const { id } = addon.start(choice);
  addon.ask('work', { run: id });
  const [, , row = []] = addon.shown();
  addon.sheet.deleteRows(3, 1);
  expect(addon.goOn(id)).toMatchObject({ state: 'closed', unplaced: 1 });
  addon.sheet.put([row.slice(0, columns)], { row: 10, column: 1 });
  return id;
}

describe('the confirm tells of', () => {
  test('a contact whose row was gone when its result came, which Place again gives back free', () => {
    const addon = open();
    const run = loseRow(addon);
    expect(warnings(addon)).toEqual(one);
    addon.ask('placeAgain', { run });
    expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(3);
  });

  test('it for what was bought alone', () => {
    const addon = open();
    loseRow(addon);
    expect(warnings(addon, { channels: ['phone'] })).toEqual([]);
  });

  test('a contact whose cell was filled at that moment, and is blank again', () => {
    const addon = open();
    const { id } = addon.start({});
    addon.ask('work', { run: id });
    addon.sheet.type(3, 5, 'Call them.');
    expect(addon.goOn(id)).toMatchObject({ state: 'closed', unplaced: 1 });
    addon.sheet.type(3, 5, '');
    expect(warnings(addon)).toEqual(one);
  });

  test('contacts of a batch that a person kept in the log', () => {
    const addon = open(people(10));
    const { id } = addon.start({});
    addon.ask('work', { run: id });
    addon.sheet.type(1, 1, 'Something');
    addon.goOn(id);
    addon.sheet.type(1, 1, HEADERS[0]);
    addon.ask('decide', { run: id, batch: 1, decision: 'keep' });
    expect(addon.goOn(id)).toMatchObject({ state: 'closed' });
    expect(warnings(addon)).toEqual([expect.stringMatching(OF_TEN)]);
    expect(warnings(addon, { limit: 1 })).toEqual(one);
  });

  test('a contact whose result nothing ties to anybody since its row was gone', () => {
    const addon = open(LINKED);
    loseRow(addon, PHONES, 5);
    expect(warnings(addon, PHONES)).toEqual(one);
  });

  test('it also where no record tells it any more', () => {
    const addon = open();
    loseRow(addon);
    addon.runtime.properties.document.clear();
    expect(warnings(addon)).toEqual(one);
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(warnings(addon)).toEqual(one);
  });

  test('it after a hundred other runs, too', () => {
    const addon = open();
    const id = loseRow(addon);
    const { document } = addon.runtime.properties;
    const run = JSON.parse(document.get(`run:${id}`) ?? '') as ClosedRun;
    for (let n = 0; n < 100; n++) {
      const tally = { ...run.tally, unplaced: 0 };
      const later = { ...run, id: `later${n}`, closedAt: run.closedAt + 1, tally };
      document.set(`run:later${n}`, JSON.stringify(later));
    }
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(document.get(`run:${id}`)).toBeUndefined();
    expect(warnings(addon)).toEqual(one);
  });

  test('it where the log was switched off', () => {
    const addon = open();
    addon.ask('saveSettings', { keepsLog: false });
    loseRow(addon);
    expect(warnings(addon)).toEqual(one);
  });
});

test('what the confirm says of it is part of what was confirmed', () => {
  const addon = open();
  loseRow(addon);
  const told = addon.quote({});
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  const unplaced = addon.log().findIndex(([, , , event]) => event === 'unplaced');
  log?.deleteRows(unplaced + 2);
  const untold = addon.quote({});
  expect(untold.warnings).toEqual([]);
  expect(untold.digest).not.toBe(told.digest);
});
