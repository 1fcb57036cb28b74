// Settings: the log, what a run may cost, and the deletion of everything that is kept.
import { DEMO_LIST_ID } from '../../local/vendors/cleanlist/demo';
import type { Choice } from '../../src/rpc/contract';
import type { Inspection } from '../../src/rpc/contract-check';
import { Addon, choose, USER } from '../support/addon';
import { people } from '../support/people';
import { type Death, deathsAt, QUICK, Stage } from '../crash/stage';
import { credits } from '../support/credits';

const BOB = 'bob@sample.example';

/** As much of a schedule's record as is looked at here. */
function scheduleOf(user: string): string {
  return JSON.stringify({ id: 'Schedule0001', book: 'book-1', user, source: {}, pause: null });
}

test('what is kept is counted, and said as it is', () => {
  const addon = new Addon({ rows: people(3), emulator: QUICK });
  expect(addon.ask('settings', null)).toMatchObject({
    ...{ keepsLog: true, log: null, runLimit: null, keptFromDeleting: '' },
    stored: { openRuns: 0, endedRuns: 0, schedules: 0, list: 'none', sheets: 0 },
  });
  addon.workToEnd(addon.start({ limit: 1 }));
  addon.start({ limit: 1 });
  expect(addon.ask('settings', null)).toMatchObject({
    log: { name: 'Enrichment log', lines: 2 },
    stored: { openRuns: 1, endedRuns: 1, schedules: 0, sheets: 1 },
    keptFromDeleting: expect.stringMatching(/^1 run is open\. Stop/) as string,
  });
});

test('a list is counted, keeps everything while it is under way, and goes with the rest', () => {
  const addon = new Addon({ rows: people(1), emulator: QUICK });
  addon.connect();
  const list = (): string => addon.ask('settings', null).stored.list;
  const args = { vendor: 'cleanlist', list: DEMO_LIST_ID, channels: ['email'] } as const;
  const { id, credits: maximum } = addon.ask('quoteList', args);
  expect(list()).toBe('kept');
  addon.ask('buyList', { id, maximum });
  expect(list()).toBe('under_way');
  expect(addon.ask('settings', null).keptFromDeleting).toMatch(
    /^A list is being enriched: .* where you enrich lists\. Then delete\.$/,
  );
  for (let slice = 0; list() === 'under_way' && slice < 20; slice++) {
    addon.clock.advance(60_000);
    addon.ask('workList', null);
  }
  expect(list()).toBe('kept');
  expect(addon.ask('deleteAll', null).stored.list).toBe('none');
});

test('the log cannot be switched off while new rows are enriched automatically', () => {
  const addon = new Addon({ rows: people(1) });
  const store = addon.runtime.properties.document;
  store.set('schedule:Schedule0001', scheduleOf('somebody'));
  const reply = addon.call('saveSettings', { keepsLog: false, runLimit: 5 });
  expect(reply).toMatchObject({ ok: false, code: 'refused' });
  expect(addon.ask('settings', null)).toMatchObject({ keepsLog: true, runLimit: null });
  store.delete('schedule:Schedule0001');
  expect(addon.ask('saveSettings', { keepsLog: false })).toMatchObject({ keepsLog: false });
});

describe('a limit for a run', () => {
  test('is kept for the user in every document, and can be taken away', () => {
    const addon = new Addon({ rows: people(1) });
    expect(addon.ask('saveSettings', { runLimit: 7 })).toMatchObject({ runLimit: 7 });
    expect(addon.ask('saveSettings', { keepsLog: true })).toMatchObject({ runLimit: 7 });
    expect(addon.ask('settings', null, BOB)).toMatchObject({ runLimit: null });
    expect(addon.runtime.properties.document.get('run-limit')).toBeUndefined();
    expect(addon.ask('saveSettings', { runLimit: null })).toMatchObject({ runLimit: null });
  });

  test('is kept by what the first view names: the contacts that would be sent, what they cost, who is left', () => {
    const addon = new Addon({ rows: people(5) });
    const look = (channels: Choice['channels']): Inspection['check'] =>
      addon.ask('inspect', choose({ channels })).check;
    expect(look(['email'])).toMatchObject({ limit: null });
    addon.ask('saveSettings', { runLimit: 35 });
    expect(addon.home().inspection.check).toMatchObject({ contacts: { total: 5 }, limit: null });
    const both = look(['email', 'phone']);
    expect(both).toMatchObject({
      counts: { ready: 5 },
      contacts: { total: 3, full: 3 },
      maximumCredits: credits(33),
      limit: { credits: 35, left: 2 },
    });
    addon.connect();
    const { contacts, maximumCredits, left } = addon.quote({ channels: ['email', 'phone'] });
    expect({ contacts, maximumCredits, left }).toEqual({
      contacts: both?.contacts,
      maximumCredits: both?.maximumCredits,
      left: both?.limit?.left,
    });
    addon.ask('saveSettings', { runLimit: 10 });
    expect(look(['email', 'phone'])).toMatchObject({ contacts: { total: 0 }, limit: { left: 5 } });
  });

  test('cuts the quote to the first contacts that fit it, and says so', () => {
    const addon = new Addon({ rows: people(5) });
    addon.connect();
    addon.ask('saveSettings', { runLimit: 35 });
    const both = { channels: ['email', 'phone'] } as const;
    const quote = addon.quote(both);
    expect(quote).toMatchObject({ contacts: { total: 3 }, maximumCredits: credits(33), left: 2 });
    expect(quote.runLimit).toEqual({ credits: 35, isReached: true });
    expect(addon.quote({ ...both, maximum: 22 })).toMatchObject({ contacts: { total: 2 } });
    expect(addon.quote({ ...both, maximum: 22 }).runLimit).toMatchObject({ isReached: false });
    expect(addon.quote({ ...both, limit: 1 }).runLimit).toMatchObject({ isReached: false });
    expect(addon.quote({ ...both, maximum: 55 })).toMatchObject({ contacts: { total: 3 } });
    addon.ask('saveSettings', { runLimit: 10 });
    expect(addon.call('quote', choose(both))).toMatchObject({ code: 'over_limit' });
    expect(addon.call('quote', choose({ ...both, maximum: 5 }))).toMatchObject({
      code: 'nothing_to_send',
    });
  });

  test('that was raised since the confirm changes nothing of what was confirmed', () => {
    const addon = new Addon({ rows: people(5) });
    addon.connect();
    addon.ask('saveSettings', { runLimit: 3 });
    const { id, digest } = addon.quote();
    addon.ask('saveSettings', { runLimit: null });
    const request = { quote: { id, digest }, pauseWhenUsedUp: true };
    const start = { ...request, choice: choose({ maximum: 3 }) };
    expect(addon.ask('start', start)).toMatchObject({ contacts: 3, costs: [{ maximum: 3 }] });
  });

  test('that was lowered since the confirm is told apart from a sheet that has changed', () => {
    const addon = new Addon({ rows: people(5) });
    addon.connect();
    addon.ask('saveSettings', { runLimit: 4 });
    const { id, digest } = addon.quote();
    addon.ask('saveSettings', { runLimit: 3 });
    const start = {
      ...{ choice: choose({ maximum: 4 }), quote: { id, digest } },
      pauseWhenUsedUp: true,
    };
    expect(addon.call('start', start)).toMatchObject({
      code: 'over_limit',
      message: expect.stringMatching(/^Your limit for a run is 3 credits now/) as string,
    });
    addon.sheet.put([['Zoe']], { row: 2, column: 1 });
    expect(addon.call('start', start)).toMatchObject({ code: 'changed' });
    expect(addon.ask('history', null).runs).toEqual([]);
  });

  test('holds at the start, too: a confirm from before it makes nothing', () => {
    const addon = new Addon({ rows: people(5) });
    addon.connect();
    const quote = addon.quote();
    addon.ask('saveSettings', { runLimit: 3 });
    const start = {
      choice: choose({}),
      quote: { id: quote.id, digest: quote.digest },
      pauseWhenUsedUp: true,
    };
    expect(addon.call('start', start)).toMatchObject({ ok: false, code: 'over_limit' });
    expect(addon.ask('history', null).runs).toEqual([]);
    const run = addon.start();
    expect(addon.workToEnd(run)).toMatchObject({ contacts: 3, costs: [{ maximum: 3 }] });
    expect(addon.vendor.ledger.purchases.length).toBeLessThanOrEqual(3);
  });

  test('keeps a lost batch from being sent again beyond it', () => {
    const addon = new Addon({ rows: people(2) });
    addon.ask('saveSettings', { runLimit: 3 });
    const run = addon.start();
    addon.vendor.faults.next('submit', 'timeout before');
    addon.workToEnd(run);
    const again = { run: run.id, batch: 1, decision: 'send_again' } as const;
    expect(addon.call('decide', again)).toMatchObject({
      code: 'over_limit',
      message: expect.stringMatching(
        /may cost 4 Cleanlist credits, and your limit .* is 3/,
      ) as string,
    });
    addon.ask('saveSettings', { runLimit: 4 });
    expect(addon.ask('decide', again)).toMatchObject({ state: 'open' });
  });
});

describe('Delete everything', () => {
  /** An ended run, a mapping of a sheet, a connected key, a failed call. */
  function used(): Addon {
    const addon = new Addon({ rows: people(2), emulator: QUICK });
    addon.workToEnd(addon.start());
    addon.ask('inspect', { ...choose({}), mapping: { company_name: 2 } });
    addon.vendor.faults.next('balance', '500');
    addon.ask('accounts', null);
    return addon;
  }

  test('leaves nothing in the document, and of the user the key; the log sheet stays, shown, and is gone on with', () => {
    const addon = used();
    const log = addon.log();
    const isHidden = (): boolean | undefined =>
      addon.workbook.sheets.find(({ name }) => name === 'Enrichment log')?.hidden;
    expect(isHidden()).toBe(true);
    const user = addon.runtime.userProperties(USER);
    expect(user.has('trouble')).toBe(true);
    const view = addon.ask('deleteAll', null);
    expect(view).toMatchObject({
      log: { name: 'Enrichment log', lines: log.length },
      stored: { endedRuns: 0, sheets: 0 },
    });
    expect(isHidden()).toBe(false);
    expect([...addon.runtime.properties.document]).toEqual([]);
    expect([...user.keys()].filter((key) => /trouble|trigger:/.test(key))).toEqual([]);
    expect(addon.log()).toEqual(log);
    expect(addon.home().accounts[0]).toMatchObject({ connected: true });
    addon.sheet.put(people(4).slice(3), { row: 4, column: 1 });
    addon.workToEnd(addon.start());
    expect(addon.workbook.sheets.map(({ name }) => name)).toEqual(['Contacts', 'Enrichment log']);
    expect(addon.log().slice(0, log.length)).toEqual(log);
    expect(addon.log().length).toBeGreaterThan(log.length);
  });

  test('is told of no log once the user has deleted that, too', () => {
    const addon = used();
    addon.ask('deleteAll', null);
    const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    addon.workbook.deleteSheet(log?.id ?? -1);
    expect(addon.ask('settings', null)).toMatchObject({ log: null });
  });

  test('is refused while a run is open, by anybody, and names what would be lost', () => {
    const addon = new Addon({ rows: people(4), emulator: QUICK });
    addon.work(addon.start({ limit: 3 }));
    addon.start();
    const before = JSON.stringify([...addon.runtime.properties.document]);
    const refusal = {
      ok: false,
      code: 'refused',
      message: expect.stringMatching(
        /^Nothing was deleted\. 2 runs are open: 3 contacts are bought .* still arriving/,
      ) as string,
    };
    expect(addon.call('deleteAll', null)).toMatchObject(refusal);
    expect(addon.call('deleteAll', null, BOB)).toMatchObject(refusal);
    expect(JSON.stringify([...addon.runtime.properties.document])).toBe(before);
    expect(addon.runtime.triggers()).toHaveLength(1);
  });

  test('is refused while somebody else enriches new rows automatically; one’s own schedules go', () => {
    const addon = used();
    const store = addon.runtime.properties.document;
    store.set('schedule:Schedule0001', scheduleOf('somebody else'));
    expect(addon.call('deleteAll', null)).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Another user has Automatic on') as string,
    });
    expect(store.size).toBeGreaterThan(2);
    store.delete('schedule:Schedule0001');
    const rhythm = { kind: 'hourly' } as const;
    addon.ask('schedule', { choice: choose({}), rhythm, dailyCredits: { cleanlist: 10 } });
    expect(addon.runtime.triggers()).toHaveLength(1);
    expect(addon.ask('settings', null).stored.schedules).toBe(1);
    expect(addon.ask('deleteAll', null).stored.schedules).toBe(0);
    expect(store.size).toBe(0);
    expect(addon.runtime.triggers()).toHaveLength(0);
    const own = [...addon.runtime.userProperties(USER).keys()];
    expect(own.filter((key) => key.startsWith('trigger:'))).toEqual([]);
  });

  test('that dies anywhere does no harm: the same click again does the rest', () => {
    function told(death: Death | null): Stage {
      const stage = new Stage({ rows: people(2), emulator: QUICK, choice: {} });
      stage.addon.workToEnd(stage.addon.start());
      stage.addon.ask('saveSettings', { keepsLog: false });
      if (death !== null) stage.dieAt(death);
      stage.watch();
      stage.addon.execute('deleteAll', null);
      stage.rest();
      return stage;
    }
    const { calls } = told(null);
    expect(calls.map(({ method }) => method)).toContain('Properties.deleteAllProperties');
    const broken = deathsAt(calls, true).flatMap((death) => {
      const { addon, died } = told(death);
      const runs = addon.ask('history', null).runs;
      const isWhole = runs.length === 0 || runs[0]?.afterwards?.canUndo === true;
      addon.ask('deleteAll', null);
      addon.clock.advance(3_600_000);
      addon.runtime.runDueTriggers();
      const isGone = addon.runtime.properties.document.size === 0;
      return isWhole && isGone && addon.runtime.triggers().length === 0 ? [] : died;
    });
    expect(broken).toEqual([]);
  });
});
