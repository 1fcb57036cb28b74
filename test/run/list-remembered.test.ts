// What is known of a list that was, or may have been, bought where the records of it are gone, or its lines in the log, on the built
// bundle: whatever is left still tells it at the confirm.
import { DEMO_LIST_ID } from '../../local/vendors/cleanlist/demo';
import { FAULTS } from '../../local/vendors/fault';
import type { Addon } from '../support/addon';
import { buy, connected, enrich, make, purchases, quote, request, toEnd } from '../support/lists';
import { people } from '../support/people';

const ON_LIST = expect.stringMatching(
  /^3 contacts are on a list that was, or may have been, bought/,
) as string;
const BOUGHT_BEFORE = /^This list was, or may have been, bought on 2026-09-01 already/;
/** Where the log does not say when. */
const BOUGHT = /This list was, or may have been, bought already/;

const sheetReads = (addon: Addon): number => addon.last?.calls.reads.SpreadsheetApp ?? 0;

const forgettings: [string, (addon: Addon) => void][] = [
  [
    'after Delete everything',
    (addon) => {
      addon.ask('deleteAll', null);
    },
  ],
  [
    'in a copy of the document',
    // It has the sheets, and none of the properties.
    (addon) => {
      addon.runtime.properties.document.clear();
    },
  ],
];

describe.each(forgettings)('%s, with the log that is there', (_name, forget) => {
  test('confirms tell of a list that was bought, also once the log is written to again', () => {
    const addon = connected();
    const { list } = enrich(addon);
    forget(addon);
    expect(addon.quote({}).warnings).toEqual([ON_LIST]);
    expect(quote(addon, list).warning).toMatch(BOUGHT_BEFORE);
    expect(addon.call('makeList', request(['email']))).toMatchObject({ code: 'nothing_to_send' });
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(addon.quote({}).warnings).toEqual([ON_LIST]);
    expect(quote(addon, list).warning).toMatch(BOUGHT_BEFORE);
  });

  test('a list that is bought while the log is off is told by those that say who is on it', () => {
    const addon = connected();
    const { list } = make(addon);
    forget(addon);
    addon.ask('saveSettings', { keepsLog: false });
    toEnd(addon, buy(addon, quote(addon, list)));
    expect(addon.quote({}).warnings).toEqual([ON_LIST]);
  });

  test('nobody reads a log again at each confirm that tells of no list', () => {
    const addon = connected({ emulator: { shares: { email: 0, phone: 0, failed: 0 } } });
    addon.workToEnd(addon.start({}));
    addon.quote({});
    const usual = sheetReads(addon);
    forget(addon);
    addon.workToEnd(addon.start({}));
    addon.quote({});
    expect(sheetReads(addon)).toBe(usual);
  });
});

describe('a list that was estimated again, of whose purchase the log says nothing', () => {
  /** Its id was pasted, and the log is off. */
  function begun(): Addon {
    const addon = connected({ rows: people(1) });
    addon.ask('saveSettings', { keepsLog: false });
    return addon;
  }

  test.each([
    ['', false],
    [', also once its record was closed', true],
  ])(
    'says that it was bought, for that, at the estimate and at its confirm%s',
    (_when, isClosed) => {
      const addon = begun();
      expect(quote(addon, DEMO_LIST_ID).warning).toBe('');
      const { id } = toEnd(addon, buy(addon, quote(addon, DEMO_LIST_ID)));
      if (isClosed) addon.ask('decideList', { id, decision: 'close' });
      expect(quote(addon, DEMO_LIST_ID, ['phone']).warning).toBe('');
      const again = quote(addon, DEMO_LIST_ID);
      expect(again.warning).toMatch(BOUGHT);
      expect(buy(addon, quote(addon, DEMO_LIST_ID))).toMatchObject({
        ...{ state: 'submitted', warning: again.warning },
      });
    },
  );

  test('says so, too, where it was perhaps bought, and given up; and not where certainly nothing was', () => {
    const addon = begun();
    addon.vendor.faults.next('submit', FAULTS['402']);
    expect(buy(addon, quote(addon, DEMO_LIST_ID)).state).toBe('quoted');
    const estimate = quote(addon, DEMO_LIST_ID);
    expect(estimate.warning).toBe('');
    addon.vendor.faults.next('submit', FAULTS['502']);
    expect(buy(addon, estimate).state).toBe('unknown');
    addon.ask('decideList', { id: estimate.id, decision: 'close' });
    expect(quote(addon, DEMO_LIST_ID).warning).toMatch(BOUGHT);
  });

  test('says so where its lines were taken away, when the same rows are made into it again', () => {
    const addon = connected();
    const { list } = enrich(addon);
    const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    log?.deleteRows(2, addon.log().length);
    expect(make(addon).list).toBe(list);
    expect(quote(addon, DEMO_LIST_ID).warning).not.toMatch(BOUGHT);
    expect(quote(addon, list).warning).toMatch(BOUGHT);
    expect(purchases(addon)).toBe(3);
  });
});
