// Contacts that are on a list made of the sheet's rows, on the built bundle: whoever is paid for with the list is known to runs and to
// Automatic, and whoever runs have paid for is known to the list. Nobody is paid for twice unless a confirm says so.
import { FAULTS } from '../../local/vendors/fault';
import { type Addon, choose } from '../support/addon';
import { Automatic } from '../support/automatic';
import {
  buy,
  connected,
  enrich,
  make,
  paidTwice,
  purchases,
  quote,
  QUICK_LISTS as QUICK,
  request,
  toEnd,
} from '../support/lists';
import { people } from '../support/people';

const BOUGHT_ON_LIST = /^3 contacts are on a list that was, or may have been, bought/;

const OF_NO_LIST = { vendor: 'cleanlist', list: 'none', channels: ['email'] } as const;
const close = (addon: Addon, id: string) => addon.ask('decideList', { id, decision: 'close' });

function refusalOf(addon: Addon, ...[method, args]: Parameters<Addon['call']>): string {
  const reply = addon.call(method, args);
  return reply.ok ? 'ok' : `${reply.code}: ${reply.message}`;
}

describe('a run', () => {
  test('of people who are on a list that was bought says so at the confirm', () => {
    const addon = connected();
    expect(enrich(addon)).toMatchObject({ state: 'done', charged: 3 });
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('for something else says nothing', () => {
    const addon = connected();
    enrich(addon);
    expect(addon.quote({ channels: ['phone'] }).warnings).toEqual([]);
  });

  test('waits while the list is under way, also while nobody knows whether it was bought', () => {
    const addon = connected();
    const view = buy(addon, quote(addon, make(addon).list));
    expect(view.state).toBe('submitted');
    expect(refusalOf(addon, 'quote', choose({}))).toMatch(/^nothing_to_send/);
    toEnd(addon, view);
    expect(addon.quote({}).contacts.total).toBe(3);
  });

  test('that was estimated before the list was bought is not started', () => {
    const addon = connected();
    const before = addon.quote({});
    enrich(addon);
    const { id, digest } = before;
    const args = { choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: false };
    expect(refusalOf(addon, 'start', args)).toMatch(/^changed/);
    expect(paidTwice(addon)).toBe(0);
  });

  test('knows who was on it under a name that has more beside it by now', () => {
    const addon = connected();
    enrich(addon);
    addon.sheet.type(2, 4, 'linkedin.com/in/somebody-new');
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('knows it also where the log was switched off before the purchase', () => {
    const addon = connected();
    const { list } = make(addon);
    addon.ask('saveSettings', { keepsLog: false });
    toEnd(addon, buy(addon, quote(addon, list)));
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('says nothing of a list that was made, and certainly not bought', () => {
    const addon = connected();
    const { list } = make(addon);
    expect(addon.quote({}).warnings).toEqual([]);
    addon.vendor.faults.next('submit', FAULTS['402']);
    const estimate = quote(addon, list);
    expect(buy(addon, estimate)).toMatchObject({ state: 'quoted' });
    expect(purchases(addon)).toBe(0);
    expect(addon.quote({}).warnings).toEqual([]);
    expect(toEnd(addon, buy(addon, estimate))).toMatchObject({ state: 'done' });
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });
});

describe('Automatic', () => {
  test.each<[string, boolean]>([
    ['made after the list', false],
    ['made before it', true],
  ])('%s does not send whom it paid for', (_name, isFirst) => {
    const automatic = new Automatic({ emulator: QUICK });
    const { addon } = automatic;
    addon.connect();
    if (isFirst) automatic.make();
    automatic.add(3);
    enrich(addon);
    if (!isFirst) automatic.make();
    automatic.hours(2);
    expect(purchases(addon)).toBe(3);
    automatic.add(1);
    automatic.hours(2);
    expect([purchases(addon), paidTwice(addon)]).toEqual([4, 0]);
  });

  test('sends whoever is on a list that nobody bought', () => {
    const automatic = new Automatic({ emulator: QUICK });
    automatic.addon.connect();
    automatic.add(3);
    quote(automatic.addon, make(automatic.addon).list);
    automatic.make();
    automatic.hours(2);
    expect([purchases(automatic.addon), paidTwice(automatic.addon)]).toEqual([3, 0]);
  });

  test('sends whom the vendor did not take onto the list, where it names them all', () => {
    const automatic = new Automatic({ emulator: QUICK });
    const { addon } = automatic;
    addon.connect();
    automatic.add(3);
    leaveOut(addon, 2);
    expect(enrich(addon)).toMatchObject({ state: 'done', charged: 2 });
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(/^2 contacts are on a list/)]);
    automatic.make();
    automatic.hours(2);
    expect([purchases(addon), paidTwice(addon)]).toEqual([3, 0]);
  });
});

/** One row of each file says too little of who it is. */
function leaveOut({ vendor }: Addon, at: number): void {
  const real = vendor.handle.bind(vendor);
  vendor.handle = (sent, nowMs) => {
    if (!sent.url.endsWith('/csv-import')) return real(sent, nowMs);
    const file = JSON.parse(sent.body ?? '') as { csv_content_base64: string };
    const lines = Buffer.from(file.csv_content_base64, 'base64').toString().split('\r\n');
    const csv = lines.map((line, n) => (n === at ? '"Only",,,,,' : line)).join('\r\n');
    const csv_content_base64 = Buffer.from(csv).toString('base64');
    return real({ ...sent, body: JSON.stringify({ ...file, csv_content_base64 }) }, nowMs);
  };
}

describe('a list', () => {
  test('is not bought while a contact of it is in an open run; afterwards only once that is said', () => {
    const addon = connected();
    const estimate = quote(addon, make(addon).list);
    expect(estimate.warning).toBe('');
    const run = addon.start({});
    addon.work(run);
    const refused = buy(addon, estimate);
    expect(refused.state).toBe('quoted');
    expect(refused.message).toMatch(
      /^Nothing was bought. 3 contacts of this list are in an open run/,
    );
    addon.workToEnd(run);
    const told = buy(addon, estimate);
    expect(told.state).toBe('quoted');
    expect(told.message).toMatch(/has changed since the estimate/);
    expect(told.warning).toMatch(/^Runs have sent 3 contacts of this list already/);
    expect(purchases(addon)).toBe(3);
    expect(buy(addon, estimate).state).toBe('submitted');
  });

  test('that was bought says so when it is estimated again', () => {
    const addon = connected();
    const { list } = enrich(addon);
    expect(quote(addon, list).warning).toMatch(
      /^This list was, or may have been, bought on 2026-09-01 already/,
    );
  });

  test('that was bought for something else says nothing', () => {
    const addon = connected();
    const { list } = enrich(addon);
    expect(quote(addon, list, ['phone']).warning).toBe('');
  });

  test('of people who are on another list that was bought says so, also where more is known of them', () => {
    const addon = connected();
    const first = make(addon);
    addon.sheet.type(2, 4, 'linkedin.com/in/somebody-new');
    addon.sheet.put([people(4)[4]?.slice(0, 4) ?? []], { row: 5, column: 1 });
    const second = make(addon);
    toEnd(addon, buy(addon, quote(addon, first.list)));
    expect(quote(addon, second.list).warning).toMatch(
      /^3 contacts of this list are on another list that was, or may have been, bought/,
    );
    expect(quote(addon, second.list, ['phone']).warning).toBe('');
  });

  test('says whom runs have paid for, for what it was not made for, and not whom it was made of', () => {
    const addon = connected();
    addon.workToEnd(addon.start({}));
    const { list } = make(addon, ['phone']);
    expect(quote(addon, list, ['phone']).warning).toBe('');
    expect(quote(addon, list, ['email', 'phone']).warning).toMatch(
      /^Runs have sent 3 contacts of this list already/,
    );
  });

  test('of people whom a run did not find, or certainly did not buy, says nothing of them', () => {
    const nobody = connected({ emulator: { ...QUICK, shares: { email: 0, phone: 1, failed: 0 } } });
    nobody.workToEnd(nobody.start({}));
    const ofNobody = make(nobody);
    expect(quote(nobody, ofNobody.list).warning).toBe('');
    expect(make(nobody, ['phone']).list).not.toBe(ofNobody.list);
    const refused = connected();
    refused.vendor.faults.next('submit', FAULTS['400']);
    refused.workToEnd(refused.start({}));
    expect(quote(refused, make(refused, ['phone']).list, ['email', 'phone']).warning).toBe('');
  });

  test.each<[string, string, (addon: Addon, id: string) => unknown]>([
    ['submitting', 'another estimate', (addon) => refusalOf(addon, 'quoteList', OF_NO_LIST)],
    ['refused', 'a list is made', (addon) => make(addon)],
    ['refused', 'it is closed', (addon, id) => close(addon, id)],
  ])('of which an execution died before it wrote “%s” counts as bought until %s', (...told) => {
    const [text, , act] = told;
    const addon = connected();
    const { list } = make(addon);
    const { id, credits } = quote(addon, list);
    addon.vendor.faults.next('submit', FAULTS['402']);
    dieAtWriting(addon, text);
    addon.execute('buyList', { id, maximum: credits });
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
    act(addon, id);
    expect(addon.quote({}).warnings).toEqual([]);
    // Where the estimate is there still, it may be bought.
    addon.vendor.faults.clear();
    const now = addon.ask('list', null) ?? quote(addon, list);
    expect(toEnd(addon, buy(addon, now))).toMatchObject({ state: 'done', charged: 3 });
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('that was perhaps bought, and given up, says so as well', () => {
    const addon = connected();
    const estimate = quote(addon, make(addon).list);
    addon.vendor.faults.next('submit', FAULTS['502']);
    expect(buy(addon, estimate).state).toBe('unknown');
    close(addon, estimate.id);
    expect(quote(addon, estimate.list).warning).toMatch(/^This list was, or may have been, bought/);
    expect(addon.quote({}).warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('of the same rows is not made again once it was bought; what it was not bought for may be', () => {
    const addon = connected();
    enrich(addon);
    expect(refusalOf(addon, 'makeList', request(['email']))).toMatch(
      /^nothing_to_send: .* 3 contacts are on a list that was, or may have been, bought/,
    );
    addon.sheet.put([people(4)[4]?.slice(0, 4) ?? []], { row: 5, column: 1 });
    expect(make(addon)).toMatchObject({
      contacts: 1,
      left: [expect.stringMatching(/^3 contacts are on a list/)],
    });
    expect(make(addon, ['phone'])).toMatchObject({ contacts: 4, left: [] });
  });

  test('is made only while the log is kept: nobody would know who is on it', () => {
    const addon = connected();
    addon.ask('saveSettings', { keepsLog: false });
    let asked = 0;
    addon.vendor.handle = () => {
      asked++;
      return { error: 'connection' };
    };
    expect(refusalOf(addon, 'makeList', request(['email']))).toMatch(
      /^refused: .*log is switched off/,
    );
    expect(asked).toBe(0);
  });

  test('has everybody in the log once, before they are put there, wherever its making died', () => {
    const tell = (killAt: number): { addon: Addon; calls: number; early: boolean } => {
      const addon = connected();
      let calls = 0;
      let isWatching = true;
      let early = false;
      const real = addon.vendor.handle.bind(addon.vendor);
      addon.vendor.handle = (sent, nowMs) => {
        if (sent.url.endsWith('/csv-import') && listed(addon) < 3) early = true;
        return real(sent, nowMs);
      };
      addon.runtime.hooks.beforeCall = ({ remote }) => {
        if (isWatching && remote) calls++;
        if (!isWatching || !remote || calls !== killAt) return undefined;
        isWatching = false;
        return 'kill';
      };
      const asked = { ...request(['email']), choice: choose({ sheet: addon.sheet.id }) };
      addon.execute('makeList', asked);
      isWatching = false;
      expect(addon.ask('makeList', asked)).toMatchObject({ contacts: 3, rows: 3 });
      return { addon, calls, early };
    };
    const whole = tell(-1);
    expect(whole.calls).toBeGreaterThan(8);
    for (let killAt = 1; killAt <= whole.calls; killAt++) {
      const { addon, early } = tell(killAt);
      expect([killAt, listed(addon), early]).toEqual([killAt, 3, false]);
    }
  });
});

function dieAtWriting({ runtime }: Addon, text: string): void {
  let deaths = 0;
  runtime.hooks.beforeCall = ({ method, args }) => {
    const isIt = /\.set(Values|Properties)$/.test(method) && JSON.stringify(args).includes(text);
    return isIt && deaths++ === 0 ? 'kill' : undefined;
  };
}

/** Lines in the log that say who is about to be put on a list. */
function listed(addon: Addon): number {
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  return log?.displayed().filter((row) => row.includes('listed')).length ?? 0;
}
