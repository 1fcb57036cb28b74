// Contacts that may have been bought by an earlier run which ended without their results, on the built bundle: the confirm of a new run
// of them says how many, and so does the estimate of a list of them. Where nothing was given up, nobody reads the log for it.
import { FAULTS } from '../../local/vendors/fault';
import type { Choice } from '../../src/rpc/contract';
import type { ClosedRun } from '../../src/run/state/run';
import { Addon, choose } from '../support/addon';
import { enriched, VALIDATE } from '../support/by-email';
import { buy, connected, make, quote } from '../support/lists';
import { HEADERS, person } from '../support/people';

const NOBODY = { shares: { email: 0, phone: 0, failed: 0 }, duration: { min: 30, max: 30 } };
const GIVEN_UP =
  /^3 contacts may have been bought by an earlier run that ended without their results/;
const OF_LIST = /^3 contacts of this list may have been bought by an earlier run/;

const LEADS: Partial<Choice> = {
  ...{ operation: 'leads', channels: ['email'], route: { email: ['leadleap'] } },
};

const sheetReads = (addon: Addon): number => addon.last?.calls.reads.SpreadsheetApp ?? 0;

/** Bought, its answer lost, and left out by its user. */
function giveUp(
  addon: Addon,
  choice: Partial<Choice> = {},
  vendor: 'cleanlist' | 'enrich' = 'cleanlist',
): string {
  addon.vendors[vendor].faults.next('submit', FAULTS['timeout after']);
  const { id } = addon.start(choice);
  const { attention } = addon.goOn(id);
  expect(attention).toMatchObject([{ state: 'unknown' }]);
  addon.ask('decide', { run: id, batch: attention[0]?.number ?? 0, decision: 'leave_out' });
  expect(addon.goOn(id)).toMatchObject({ state: 'closed' });
  return id;
}

const warnings = (addon: Addon, choice: Partial<Choice> = {}): readonly string[] =>
  addon.quote(choice).warnings;
const ONE = expect.stringMatching(/^1 contact may have been bought by an earlier run/) as string;
const told = [expect.stringMatching(GIVEN_UP) as string];

describe('a new run of contacts that were given up', () => {
  test('says how many they are, whatever else their rows say by now, and nothing of others', () => {
    const addon = connected();
    giveUp(addon);
    addon.sheet.put([person(7).slice(0, 4)], { row: 5, column: 1 });
    addon.sheet.type(2, 4, 'linkedin.com/in/somebody-new');
    expect(addon.quote({})).toMatchObject({ contacts: { total: 4 }, warnings: told });
    expect(warnings(addon, { limit: 1 })).toEqual([ONE]);
  });

  test('for something else says nothing', () => {
    const addon = connected();
    giveUp(addon);
    expect(warnings(addon, { channels: ['phone'] })).toEqual([]);
  });

  test.each([
    ['cleanlist', 'email', 'phone'],
    ['enrich', 'phone', 'email'],
  ] as const)(
    'says it for what was given up of them (at %s), not for what was answered',
    (...of) => {
      const [vendor, lost, answered] = of;
      const rows = [1, 2, 3].map((n) => [`https://www.linkedin.com/in/somebody-${n}`, '', '']);
      const addon = connected({
        ...{ rows: [['LinkedIn', 'Email', 'Phone'], ...rows] },
        ...{ emulator: NOBODY, emulators: { enrich: NOBODY } },
      });
      const route = { email: ['cleanlist'], phone: ['enrich'] };
      giveUp(addon, { channels: ['email', 'phone'], route }, vendor);
      expect(warnings(addon, { channels: [answered], route })).toEqual([]);
      expect(warnings(addon, { channels: [lost], route })).toEqual(told);
    },
  );

  test('says it also where something else of them was found after it was given up', () => {
    const rows = [1, 2, 3].map((n) => [
      `https://www.linkedin.com/in/somebody-${n}`,
      ...person(n).slice(0, 4),
      ...['', ''],
    ]);
    const late = { shares: { email: 1, phone: 0, failed: 0 }, duration: { min: 900, max: 900 } };
    const addon = connected({
      ...{ rows: [['LinkedIn', ...HEADERS], ...rows], emulator: late },
      emulators: { enrich: NOBODY },
    });
    const route = { email: ['cleanlist'], phone: ['enrich'] };
    addon.vendors.enrich.faults.next('submit', FAULTS['timeout after']);
    const { id } = addon.start({ channels: ['email', 'phone'], route });
    const { attention } = addon.ask('work', { run: id });
    expect(attention).toMatchObject([{ state: 'unknown', vendor: 'enrich' }]);
    addon.ask('decide', { run: id, batch: attention[0]?.number ?? 0, decision: 'leave_out' });
    expect(addon.goOn(id)).toMatchObject({ state: 'closed', found: { email: 3 } });
    expect(warnings(addon, { channels: ['phone'], route })).toEqual(told);
  });

  test('that was estimated before they were given up is not started', () => {
    const addon = connected({ emulator: NOBODY });
    addon.workToEnd(addon.start({}));
    const { id, digest, warnings: before } = addon.quote({});
    expect(before).toEqual([]);
    giveUp(addon);
    const started = addon.call('start', {
      ...{ choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: false },
    });
    expect(started).toMatchObject({ ok: false, code: 'changed' });
  });

  test('says so of validations, too', () => {
    const addon = enriched([['Email'], ...[1, 2, 3].map((n) => [`ada${n}@acme.example`])]);
    giveUp(addon, VALIDATE, 'enrich');
    expect(warnings(addon, VALIDATE)).toEqual(told);
    addon.runtime.properties.document.clear();
    expect(warnings(addon, VALIDATE)).toEqual(told);
  });

  test('says nothing of leads, which are free to ask for again', () => {
    const leadleap = { shares: { email: 1, phone: 1, failed: 0 } };
    const [lead = ''] = new Addon({
      rows: [['']],
      emulators: { leadleap },
    }).vendors.leadleap.leadIds(1);
    const addon = new Addon({
      rows: [
        ['LeadLeap ID', 'Email'],
        [lead, ''],
      ],
      emulators: { leadleap },
    });
    const { id } = addon.start(LEADS);
    addon.runtime.hooks.afterCall = ({ args }) =>
      String(args[0]).endsWith('/leads/unlock') ? 'kill' : undefined;
    addon.execute('work', { run: id });
    addon.runtime.hooks.afterCall = undefined;
    expect(addon.vendors.leadleap.ledger.purchases).not.toHaveLength(0);
    addon.clock.advance(8 * 24 * 3_600_000);
    addon.ask('close', { run: id }, 'grace@sample.example');
    expect(addon.log().map(([, , , event]) => event)).toContain('closed');
    expect(warnings(addon, LEADS)).toEqual([]);
  });

  test('says it also where no record tells it any more', () => {
    const addon = connected();
    giveUp(addon);
    addon.runtime.properties.document.clear();
    expect(warnings(addon)).toEqual(told);
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(warnings(addon)).toEqual(told);
  });

  test('says it after a hundred others, too', () => {
    const addon = connected();
    const id = giveUp(addon);
    const { document } = addon.runtime.properties;
    const run = JSON.parse(document.get(`run:${id}`) ?? '') as ClosedRun;
    for (let n = 0; n < 100; n++) {
      const later = {
        ...run,
        id: `later${n}`,
        closedAt: run.closedAt + 1,
        givenUp: 0,
        givenUpCredits: {},
      };
      document.set(`run:later${n}`, JSON.stringify(later));
    }
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(document.get(`run:${id}`)).toBeUndefined();
    expect(warnings(addon)).toEqual(told);
  });
});

test('what was lost, and sent again with an answer, is told by no confirm', () => {
  const addon = connected({ emulator: NOBODY });
  addon.vendor.faults.next('submit', FAULTS['timeout after']);
  const { id } = addon.start({});
  addon.goOn(id);
  addon.ask('decide', { run: id, batch: 1, decision: 'send_again' });
  expect(addon.goOn(id)).toMatchObject({ state: 'closed', notFound: 3 });
  giveUp(addon, { channels: ['phone'] });
  expect(warnings(addon)).toEqual([]);
});

test('who is sent again no more, as their rows were filled meanwhile, is told, though another batch counts them', () => {
  const rows = [1, 2, 3].map((n) => [
    `https://www.linkedin.com/in/somebody-${n}`,
    ...person(n).slice(0, 4),
    ...['', ''],
  ]);
  const addon = connected({
    ...{ rows: [['LinkedIn', ...HEADERS], ...rows], emulator: NOBODY },
    emulators: { enrich: NOBODY },
  });
  const route = { email: ['cleanlist'], phone: ['enrich'] };
  addon.vendors.enrich.faults.next('submit', FAULTS['timeout after']);
  const { id } = addon.start({ channels: ['email', 'phone'], route });
  const { attention } = addon.goOn(id);
  addon.ask('decide', { run: id, batch: attention[0]?.number ?? 0, decision: 'send_again' });
  const phones = [2, 3];
  for (const row of phones) addon.sheet.type(row, 7, '(030) 5550100');
  expect(addon.goOn(id)).toMatchObject({ state: 'closed' });
  for (const row of phones) addon.sheet.type(row, 7, '');
  expect(warnings(addon, { channels: ['phone'], route })).toEqual([
    expect.stringMatching(/^2 contacts may have been bought by an earlier run/),
  ]);
});

test('the confirm reads no log for it where no run gave anybody up', () => {
  const addon = connected({ emulator: NOBODY });
  addon.workToEnd(addon.start({}));
  addon.quote({});
  const usual = sheetReads(addon);
  addon.workToEnd(addon.start({}));
  addon.quote({});
  expect(sheetReads(addon)).toBe(usual);
  giveUp(addon);
  addon.quote({});
  expect(sheetReads(addon)).toBeGreaterThan(usual);
});

test('nor where the log was off when that run ended, and its lines are gone', () => {
  const addon = connected({ emulator: NOBODY });
  addon.workToEnd(addon.start({}));
  addon.quote({});
  const usual = sheetReads(addon);
  addon.ask('saveSettings', { keepsLog: false });
  giveUp(addon);
  expect(warnings(addon)).toEqual([]);
  expect(sheetReads(addon)).toBe(usual);
});

describe('a list', () => {
  test('of contacts that were given up says how many they are, for what it may have been', () => {
    const addon = connected();
    giveUp(addon);
    const { list } = make(addon);
    expect(quote(addon, list).warning).toMatch(OF_LIST);
    expect(quote(addon, list, ['phone']).warning).toBe('');
  });

  test('that was estimated before says it at its confirm, once', () => {
    const addon = connected();
    const estimate = quote(addon, make(addon).list);
    giveUp(addon);
    const refused = buy(addon, estimate);
    expect(refused).toMatchObject({ state: 'quoted' });
    expect(refused.message).toMatch(/has changed since the estimate/);
    expect(refused.warning).toMatch(OF_LIST);
    expect(refused.warning).not.toMatch(/Runs have sent/);
    expect(buy(addon, estimate).state).toBe('submitted');
  });
});
