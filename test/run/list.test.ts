// A list that is kept at Cleanlist, enriched whole on the built bundle: what is asked, what it may cost, what stands in the tab, and
// what is said where the vendor does not take it. Nothing is bought but by a confirm, and never twice.
import type { Grid } from '../../local/runtime/grid';
import { DEMO_LIST_ID, DEMO_LISTS } from '../../local/vendors/cleanlist/demo';
import { type Fault, FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer, VendorRequest } from '../../local/vendors/http';
import { usualCap } from '../../sidebar/list';
import type { ListChannels, ListView, MadeListView } from '../../src/rpc/contract-list';
import { Addon, type AddonOptions, choose } from '../support/addon';
import { requestProblems } from '../support/cleanlist-contract';
import { people } from '../support/people';

const QUICK = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const HEADERS = [
  ...['Cleanlist row', 'First name', 'Last name', 'Full name', 'Email', 'Phone', 'Job title'],
  ...['Company', 'Location', 'LinkedIn URL', 'Source'],
];
const GRACE = 'grace@sample.example';

function connected(options: Partial<AddonOptions> = {}): Addon {
  const addon = new Addon({ rows: people(3), emulator: QUICK, ...options });
  addon.connect();
  return addon;
}

function quote(addon: Addon, channels: ListChannels = ['email'], list = DEMO_LIST_ID): ListView {
  return addon.ask('quoteList', { vendor: 'cleanlist', list, channels });
}

function buy(addon: Addon, { id, credits }: ListView, maximum = credits): ListView {
  return addon.ask('buyList', { id, maximum });
}

/** The sidebar's loop. */
function toEnd(addon: Addon, from: ListView): ListView {
  let view = from;
  for (let slice = 0; view.callAgainInMs !== null; slice++) {
    if (slice === 60) throw new Error(`Still ${view.state}.`);
    addon.clock.advance(Math.max(2_000, view.callAgainInMs));
    view = now(addon.ask('workList', null));
  }
  return view;
}

function now(view: ListView | null): ListView {
  if (view === null) throw new Error('There is no list.');
  return view;
}

function tabOf(addon: Addon, { tab }: ListView): Grid {
  const grid = addon.workbook.find(tab?.sheet ?? -1);
  if (grid === undefined) throw new Error('There is no tab.');
  return grid;
}

const sheets = (addon: Addon): string[] => addon.workbook.sheets.map(({ name }) => name);
const bought = (addon: Addon): number => addon.vendor.ledger.purchases.length;
const stored = (addon: Addon): string => JSON.stringify([...addon.runtime.properties.document]);

function refusalOf(addon: Addon, ...[method, args]: Parameters<Addon['call']>): string {
  const reply = addon.call(method, args);
  return reply.ok ? 'ok' : `${reply.code}: ${reply.message}`;
}

/** What the transport adds is its own. */
const CONTRACTED = ['accept', 'authorization', 'content-type'];

/** Every request to Cleanlist from now on, each as its contract has it; `change` may change the answers. */
function listen(
  { vendor }: Addon,
  change: (answer: VendorAnswer, request: VendorRequest) => VendorAnswer = (answer) => answer,
): string[] {
  const asked: string[] = [];
  const real = vendor.handle.bind(vendor);
  vendor.handle = (request, nowMs) => {
    const { method, url, headers, body } = request;
    const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const kept = names.filter(([name]) => CONTRACTED.includes(name ?? ''));
    const sent = { method, url, headers: Object.fromEntries(kept) as object };
    const text = body === undefined || body === '' ? {} : { body };
    expect(requestProblems({ ...sent, ...text })).toEqual([]);
    const path = url.replace('https://api.cleanlist.ai/api/v1/public', '');
    asked.push(`${path} ${body ?? ''}`.trim());
    return change(real(request, nowMs), request);
  };
  return asked;
}

describe('a list whose id is pasted', () => {
  test('is estimated, confirmed, bought once, waited for, and read into a new tab', () => {
    const addon = connected();
    const before = addon.shown();
    const asked = listen(addon);
    const estimate = quote(addon, ['phone', 'email'], ` ${DEMO_LIST_ID} `);
    expect(estimate).toMatchObject({
      ...{ state: 'quoted', mine: true, list: DEMO_LIST_ID, rows: 20, credits: 220 },
      ...{ balance: 25_000, isSufficient: true, maximum: 0, callAgainInMs: null },
    });
    expect(bought(addon)).toBe(0);
    const running = buy(addon, estimate);
    expect(running).toMatchObject({ state: 'submitted', maximum: 220, reserved: 220 });
    expect(running.callAgainInMs).not.toBeNull();
    expect(addon.runtime.triggers()).toHaveLength(1);
    const end = toEnd(addon, running);
    expect(end).toMatchObject({
      ...{ state: 'done', word: 'completed', isBroken: false, reserved: 220 },
      ...{ charged: 220, refunded: null, emails: 20, phones: 20, notice: '', message: '' },
      tab: { name: 'Cleanlist list', rows: 20 },
    });
    const rows = tabOf(addon, end).displayed();
    expect(rows[0]).toEqual(HEADERS);
    expect(rows).toHaveLength(21);
    expect(
      rows.slice(1).every((row) => (row[4] ?? '').includes('@') && (row[5] ?? '').startsWith('+')),
    ).toBe(true);
    expect(bought(addon)).toBe(40);
    expect(addon.runtime.triggers()).toHaveLength(0);
    expect(addon.shown()).toEqual(before);
    expect(asked.filter((one) => one.startsWith('/enrichment/bulk'))).toEqual([
      expect.stringMatching(
        /^\/enrichment\/bulk {"lead_list_id":"list_demo","scope":"full","quote_id":"qte_/,
      ),
    ]);
    expect(stored(addon)).not.toMatch(/@|clapi_|Sample|Ada/);
    // The user's view stays where it was.
    expect(addon.workbook.activeSheetId).toBe(addon.sheet.id);
  });

  test('is told exactly what the vendor says of credits, with what came back', () => {
    const addon = connected({
      emulator: { ...QUICK, shares: { email: 0.5, phone: 0, failed: 0 } },
    });
    const end = toEnd(addon, buy(addon, quote(addon, ['phone'])));
    const { charged, refunded } = end;
    expect(end).toMatchObject({ channels: ['phone'], reserved: 200, charged: 0, refunded: 200 });
    const lines = addon.log().filter((line) => line[3] === 'list');
    expect(lines.map((line) => line[10])).toEqual([
      'List list_demo, 20 rows, phones, at most 200 credits',
      `List list_demo, 20 rows, phones: completed; 200 credits reserved; ${charged} charged; ${refunded} refunded`,
    ]);
    expect(lines.map((line) => line[13])).toEqual(['Cleanlist', 'Cleanlist']);
  });

  test('goes on by the hourly trigger once the sidebar is closed', () => {
    const addon = connected();
    buy(addon, quote(addon));
    addon.fireToEnd(3);
    expect(addon.ask('list', null)).toMatchObject({ state: 'done', tab: { rows: 20 } });
  });

  test('is found under the other field’s name, with the same estimate', () => {
    const addon = connected({ emulator: { ...QUICK, listField: 'list_id' } });
    const asked = listen(addon);
    const end = toEnd(addon, buy(addon, quote(addon)));
    expect(end).toMatchObject({ state: 'done', charged: 20 });
    const runs = asked.filter((one) => one.startsWith('/enrichment/bulk'));
    const quotes = runs.map((one) => /qte_\w+/.exec(one)?.[0]);
    expect(runs.map((one) => /"(\w*list_id)"/.exec(one)?.[1])).toEqual(['lead_list_id', 'list_id']);
    expect(new Set(quotes).size).toBe(1);
    expect(bought(addon)).toBe(20);
  });

  test('keeps no log where that is switched off', () => {
    const addon = connected();
    addon.ask('saveSettings', { keepsLog: false });
    expect(toEnd(addon, buy(addon, quote(addon))).state).toBe('done');
    expect(addon.log()).toEqual([]);
  });
});

describe('an estimate', () => {
  test('that is over is asked for again before the purchase', () => {
    const addon = connected();
    const estimate = quote(addon);
    addon.clock.advance(280_000);
    const asked = listen(addon);
    expect(buy(addon, estimate).state).toBe('submitted');
    expect(asked.map((one) => one.split(' ')[0])).toEqual([
      '/credits/estimate',
      '/enrichment/bulk',
    ]);
    expect(bought(addon)).toBe(20);
  });

  test('that is dearer when asked for again buys nothing, and asks the user anew', () => {
    const addon = connected();
    const { id, credits } = quote(addon);
    addon.clock.advance(3_600_000);
    // Somebody puts rows on the list.
    importInto(addon, 2);
    const asked = listen(addon);
    const view = buy(addon, { id, credits } as ListView);
    expect(view).toMatchObject({ state: 'quoted', id, credits: 22, rows: 22, maximum: 0 });
    expect(view.message).toMatch(/^Nothing was bought: the estimate is 22 credits now/);
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['/credits/estimate']);
    expect(bought(addon)).toBe(0);
    expect(buy(addon, view).state).toBe('submitted');
    expect(bought(addon)).toBe(22);
  });

  test('that the vendor refuses because the list has grown buys nothing; the next press asks anew', () => {
    const addon = connected();
    const estimate = quote(addon);
    importInto(addon, 2);
    const view = buy(addon, estimate);
    expect(view).toMatchObject({ state: 'quoted' });
    expect(view.message).toMatch(/Nothing was bought.*would cost more than the estimate/);
    expect(buy(addon, estimate, 22).state).toBe('submitted');
    expect(bought(addon)).toBe(22);
  });

  test('above the confirmed maximum, the balance or the user’s limit buys nothing', () => {
    const addon = connected();
    const estimate = quote(addon);
    const asked = listen(addon);
    expect(buy(addon, estimate, 19).message).toMatch(/you confirmed at most 19/);
    addon.ask('saveSettings', { runLimit: 10 });
    expect(refusalOf(addon, 'buyList', { id: estimate.id, maximum: 20 })).toMatch(/^over_limit/);
    addon.ask('saveSettings', { runLimit: null });
    expect(asked).toEqual([]);
    addon.vendor.setBalance('org_demo', 12);
    const poor = quote(addon);
    expect(poor).toMatchObject({ balance: 12, isSufficient: false });
    expect(buy(addon, poor).message).toMatch(/your balance at Cleanlist \(12\) does not cover 20/);
    expect(bought(addon)).toBe(0);
  });

  test.each([
    [19.5, 20],
    [0, 0],
  ])('of %d is confirmed with %d', (cost, maximum) => {
    const addon = connected();
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request: VendorRequest, nowMs: number): VendorAnswer => {
      const answer = handle(request, nowMs);
      if (!request.url.endsWith('/credits/estimate') || 'error' in answer) return answer;
      const told = JSON.parse(answer.body) as object;
      return { ...answer, body: JSON.stringify({ ...told, estimated_cost: cost }) };
    };
    const estimate = quote(addon);
    expect(usualCap(estimate)).toBe(maximum);
    expect(buy(addon, estimate, usualCap(estimate))).toMatchObject({ state: 'submitted', maximum });
  });

  test('is of one confirm: pressed twice it buys once, and an older one nothing', () => {
    const addon = connected();
    const older = quote(addon);
    const estimate = quote(addon);
    expect(refusalOf(addon, 'buyList', { id: older.id, maximum: 20 })).toMatch(/^changed/);
    buy(addon, estimate);
    expect(buy(addon, estimate).state).toBe('submitted');
    expect(bought(addon)).toBe(20);
    expect(
      refusalOf(addon, 'quoteList', { vendor: 'cleanlist', list: 'x', channels: ['email'] }),
    ).toMatch(/^refused: A list is being enriched/);
  });

  test('is not asked for where the text is no id', () => {
    const addon = connected();
    const asked = listen(addon);
    for (const list of ['', 'two words', 'https://portal.cleanlist.ai/lists/1', '=1+1', '../x']) {
      const args = { vendor: 'cleanlist', list, channels: ['email'] as const };
      expect(refusalOf(addon, 'quoteList', args)).toMatch(/refused: This is no id/);
    }
    expect(asked).toEqual([]);
  });
});

/** By somebody else, or in the portal. */
function importInto({ vendor, clock }: Addon, rows: number, list = DEMO_LIST_ID): void {
  const lines = Array.from({ length: rows }, (_none, n) => `More${n},Person${n},more${n}.com`);
  vendor.handle(
    {
      method: 'post',
      url: `https://api.cleanlist.ai/api/v1/public/lead-lists/${list}/csv-import`,
      headers: {
        authorization: `Bearer ${vendor.demoKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        csv_content_base64: Buffer.from(['F,L,D', ...lines].join('\r\n')).toString('base64'),
        column_mapping: { first_name: 'F', last_name: 'L', company_domain: 'D' },
        dispatch_enrichment: false,
      }),
    },
    clock.now(),
  );
}

describe('a purchase without a certain answer', () => {
  function unknown(fault: keyof typeof FAULTS): { addon: Addon; view: ListView } {
    const addon = connected();
    const estimate = quote(addon);
    addon.vendor.faults.next('submit', FAULTS[fault]);
    return { addon, view: buy(addon, estimate) };
  }

  test.each(['timeout before', '502 page', 'not json'] as const)(
    '%s: says that it may have been bought, and the same estimate once more buys it once',
    (fault) => {
      const { addon, view } = unknown(fault);
      expect(view).toMatchObject({ state: 'unknown', callAgainInMs: null, maximum: 20 });
      expect(view.message).toMatch(/the list may have been bought/);
      expect(view.decisions).toEqual(['try_again', 'read', 'close']);
      expect(addon.runtime.triggers()).toHaveLength(0);
      const again = now(addon.ask('decideList', { id: view.id, decision: 'try_again' }));
      expect(again.state).toBe('submitted');
      expect(toEnd(addon, again)).toMatchObject({ state: 'done', charged: 20 });
      expect(bought(addon)).toBe(20);
    },
  );

  test.each(['timeout after', '502 accepted', 'truncated'] as const)(
    '%s: the same estimate once more is refused, nothing is paid twice, and the list can be read',
    (fault) => {
      const { addon, view } = unknown(fault);
      expect(view.state).toBe('unknown');
      expect(bought(addon)).toBe(20);
      const asked = listen(addon);
      const again = now(addon.ask('decideList', { id: view.id, decision: 'try_again' }));
      expect(again).toMatchObject({ state: 'unknown', decisions: ['read', 'close'] });
      expect(again.message).toMatch(
        /says that this estimate was used: the list may have been bought/,
      );
      expect(asked.map((one) => one.split(' ')[0])).toEqual(['/enrichment/bulk']);
      addon.clock.advance(60_000);
      const reading = now(addon.ask('decideList', { id: view.id, decision: 'read' }));
      const end = toEnd(addon, reading);
      expect(end).toMatchObject({ state: 'unknown', tab: { rows: 20 } });
      expect(tabOf(addon, end).displayed()[1]?.[4]).toMatch(/@/);
      expect(bought(addon)).toBe(20);
    },
  );

  test('is not tried with another estimate once that is over: the user decides', () => {
    const { addon, view } = unknown('timeout before');
    addon.clock.advance(600_000);
    const asked = listen(addon);
    const again = now(addon.ask('decideList', { id: view.id, decision: 'try_again' }));
    expect(again).toMatchObject({ state: 'unknown', decisions: ['read', 'close'] });
    expect(again.message).toMatch(/Whether the list was bought before, nobody says/);
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['/enrichment/bulk']);
    // Not offered, not done.
    addon.ask('decideList', { id: view.id, decision: 'try_again' });
    expect(asked).toHaveLength(1);
    expect(now(addon.ask('decideList', { id: view.id, decision: 'close' })).state).toBe('closed');
    expect(addon.log().map((line) => line[3])).toEqual(['list', 'closed']);
    expect(quote(addon).state).toBe('quoted');
    expect(bought(addon)).toBe(0);
  });

  test('stays so where it is asked again and refused for another reason', () => {
    const { addon, view } = unknown('timeout after');
    addon.vendor.faults.next('submit', FAULTS['429 seconds']);
    const again = now(addon.ask('decideList', { id: view.id, decision: 'try_again' }));
    expect(again).toMatchObject({ state: 'unknown', decisions: ['try_again', 'read', 'close'] });
    expect(again.message).toMatch(/Nothing was bought by this click.*may have been bought/);
  });

  test('whose id cannot be saved has it in the log, where the next slice finds it', () => {
    const addon = connected();
    const estimate = quote(addon);
    let saves = 0;
    addon.runtime.hooks.beforeCall = ({ method, args }) => {
      const isList = method === 'Properties.setProperties' && 'list' in (args[0] as object);
      if (isList && ++saves === 2) throw new Error('Service error');
      return undefined;
    };
    addon.execute('buyList', { id: estimate.id, maximum: 20 });
    expect(saves).toBe(2);
    // Not even a sheet that cannot be read for a while keeps it from its user.
    for (let minutes = 0; minutes < 5; minutes++) {
      addon.clock.advance(60_000);
      addon.runtime.hooks.beforeCall = ({ method }) => {
        if (method.startsWith('Range.get')) throw new Error('Service Spreadsheets timed out');
        return undefined;
      };
      addon.execute('workList', null);
    }
    addon.runtime.hooks.beforeCall = undefined;
    addon.clock.advance(60_000);
    const view = now(addon.ask('workList', null));
    expect(toEnd(addon, view)).toMatchObject({ state: 'done', charged: 20 });
    expect(bought(addon)).toBe(20);
  });
});

describe('a refusal', () => {
  test.each<[string, keyof typeof FAULTS, RegExp]>([
    ['of the plan', '403', /^refused: Nothing was bought\..*Your plan there does not cover it/],
    ['of the key', '401', /^key_refused: Cleanlist does not accept this key/],
    ['of the credits', '400 insufficient_credits', /^out_of_credits: Nothing was bought\..*Top up/],
    ['of the list', '404', /^refused: Nothing was bought\. Cleanlist knows no list of this id/],
    ['for a while', '429', /^vendor_down: Cleanlist had too many requests/],
    ['without words', '502 page', /^refused: Nothing was bought. Cleanlist gave no usable answer/],
  ])('%s of an estimate says what to do', (_name, fault, said) => {
    const addon = connected();
    addon.vendor.faults.next('quote', FAULTS[fault]);
    const args = { vendor: 'cleanlist', list: DEMO_LIST_ID, channels: ['email'] as const };
    expect(refusalOf(addon, 'quoteList', args)).toMatch(said);
    expect(addon.ask('list', null)).toBeNull();
  });

  test('of a list that the vendor protects buys nothing and says what to do', () => {
    const lists = DEMO_LISTS.map((list) => ({ ...list, isProtected: true as const }));
    const addon = connected({ emulator: { ...QUICK, lists } });
    const view = buy(addon, quote(addon));
    expect(view.state).toBe('refused');
    expect(view.message).toMatch(
      /^Nothing was bought\. This list is protected at Cleanlist: .* choose another list\./,
    );
    expect(bought(addon)).toBe(0);
  });

  const fault = (code: string): Fault => ({ kind: 'status', status: 403, as: 'code', code });

  test.each<[string, Parameters<Addon['vendor']['faults']['next']>[1], string, RegExp]>([
    ['the plan', '403', 'quoted', /Your plan there does not cover it/],
    ['a right of the key', fault('insufficient_scope'), 'quoted', /The key lacks a right for it/],
    ['the credits', '400 insufficient_credits', 'quoted', /credits do not cover it. Top up/],
    ['a protected list', fault('list_protected'), 'refused', /This list is protected at Cleanlist/],
    ['a list that is gone', '404', 'refused', /knows no list of this id/],
    ['a pause', '429', 'quoted', /asks for a pause/],
    ['nothing in particular', '400', 'refused', /did not take it/],
  ])('of the purchase, for %s, buys nothing and says what to do', (_name, how, state, said) => {
    const addon = connected();
    const estimate = quote(addon);
    addon.vendor.faults.next('submit', how);
    const view = buy(addon, estimate);
    expect(view.state).toBe(state);
    expect(view.message).toMatch(/^Nothing was bought\./);
    expect(view.message).toMatch(said);
    expect(bought(addon)).toBe(0);
  });

  test('by the vendor in the end tells its words on the credits, and the list is read all the same', () => {
    const addon = connected();
    addon.vendor.faults.nextWorkflow({ ends: 'failed', keepsCredits: true });
    const end = toEnd(addon, buy(addon, quote(addon)));
    expect(end).toMatchObject({ state: 'done', word: 'failed', isBroken: true, charged: 20 });
    expect(end.notice).toMatch(/The reserved credits are under review/);
    expect(
      addon
        .log()
        .map((line) => line[10])
        .join(),
    ).toMatch(/contact support with the workflow/);
    expect(tabOf(addon, end).displayed()).toHaveLength(21);
  });

  test('and somebody whom its words name is in the log, and in no record', () => {
    const addon = connected();
    addon.vendor.faults.nextWorkflow({ ends: 'failed', keepsCredits: true });
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, nowMs) => {
      const answer = handle(request, nowMs);
      if (!('body' in answer)) return answer;
      return { ...answer, body: answer.body.replace('contact support', 'contact grace hopper') };
    };
    const end = toEnd(addon, buy(addon, quote(addon)));
    expect(end.notice).toMatch(/under review; contact …/);
    expect([...addon.runtime.properties.document.values()].join()).not.toMatch(/grace|hopper/);
    expect(addon.log().flat().join()).toContain('contact grace hopper');
  });
});

describe('a list that is waited for', () => {
  test('and is not known for more than a minute, or has no end for a day, waits for a person', () => {
    for (const mode of [{ hiddenSeconds: Infinity }, { seconds: Infinity }]) {
      const addon = connected();
      addon.vendor.faults.nextWorkflow(mode);
      buy(addon, quote(addon));
      addon.fireToEnd(30);
      const view = now(addon.ask('list', null));
      expect(view).toMatchObject({ state: 'stalled', decisions: ['look_again', 'read', 'close'] });
      const again = now(addon.ask('decideList', { id: view.id, decision: 'look_again' }));
      expect(again.state).toBe('submitted');
    }
  });

  test('ends with a word of its own only where its counters say so', () => {
    const addon = connected();
    addon.vendor.faults.nextWorkflow({ word: 'all_set' });
    expect(toEnd(addon, buy(addon, quote(addon)))).toMatchObject({
      state: 'done',
      word: 'all_set',
    });
  });

  test('pauses without its key, and goes on with one of the same organisation only', () => {
    const addon = connected({
      emulator: {
        ...QUICK,
        organizations: [
          { id: 'org_demo', name: 'Demo', keys: ['clapi_demo_key', 'clapi_two'], credits: 500 },
          { id: 'org_other', name: 'Other', keys: ['clapi_other'], credits: 500 },
        ],
      },
    });
    const { id } = buy(addon, quote(addon));
    addon.connect('clapi_other');
    const asked = listen(addon);
    addon.clock.advance(60_000);
    const locked = now(addon.ask('workList', null));
    expect(locked.message).toMatch(/belongs to another Cleanlist organisation/);
    expect(asked).toEqual([]);
    addon.connect('clapi_two');
    addon.ask('decideList', { id, decision: 'look_again' });
    addon.ask('disconnect', { vendor: 'cleanlist' });
    const paused = now(addon.ask('workList', null));
    expect(paused).toMatchObject({ isPaused: true, callAgainInMs: null });
    expect(paused.message).toMatch(/No Cleanlist key is connected/);
    expect(addon.runtime.triggers()).toHaveLength(0);
    addon.connect('clapi_other');
    expect(refusalOf(addon, 'decideList', { id, decision: 'look_again' })).toMatch(
      /^no_key: .*another/,
    );
    addon.connect('clapi_two');
    const on = now(addon.ask('decideList', { id, decision: 'look_again' }));
    expect(toEnd(addon, on).state).toBe('done');
  });

  test('is seen by another user, who can neither drive nor end it, until its user was away for a week', () => {
    const addon = connected();
    const mine = buy(addon, quote(addon));
    addon.connect();
    addon.ask('connect', { vendor: 'cleanlist', key: addon.vendor.demoKey }, GRACE);
    const seen = now(addon.ask('workList', null, GRACE));
    expect(seen).toMatchObject({ mine: false, state: 'submitted', decisions: [], closable: false });
    const of = (decision: 'close' | 'read'): unknown =>
      addon.call('decideList', { id: mine.id, decision }, GRACE);
    expect(of('close')).toMatchObject({ code: 'not_yours' });
    expect(addon.call('buyList', { id: mine.id, maximum: 20 }, GRACE)).toMatchObject({
      code: 'not_yours',
    });
    const args = { vendor: 'cleanlist', list: DEMO_LIST_ID, channels: ['email'] as const };
    expect(addon.call('quoteList', args, GRACE)).toMatchObject({ code: 'refused' });
    const asked = listen(addon);
    addon.clock.advance(60_000);
    addon.ask('workList', null, GRACE);
    expect(asked).toEqual([]);
    expect(addon.call('deleteAll', null, GRACE)).toMatchObject({ code: 'refused' });
    addon.clock.advance(8 * 24 * 3_600_000);
    expect(of('read')).toMatchObject({ code: 'not_yours' });
    expect(of('close')).toMatchObject({ ok: true, value: { state: 'closed' } });
    expect(addon.log().at(-1)?.[9]).toBe(mine.workflowId);
  });
});

test('a copy of the document knows nothing of a list, and drives none', () => {
  const addon = connected();
  buy(addon, quote(addon));
  const copy = connected({ book: 'book-2' });
  for (const [key, value] of addon.runtime.properties.document)
    copy.runtime.properties.document.set(key, value);
  for (const [key, value] of addon.runtime.userProperties(addon.user))
    copy.runtime.userProperties(copy.user).set(key, value);
  expect(copy.ask('list', null)).toBeNull();
  const asked = listen(copy);
  copy.clock.advance(60_000);
  copy.ask('workList', null);
  expect(asked).toEqual([]);
});

describe('the tab', () => {
  test('holds text as text: nothing of the vendor’s becomes a formula or a second line', () => {
    const addon = connected();
    const evil = ['=1+1', '+1+cmd|calc', '-2+3', '@SUM(1)', '\t=1+1', '=HYPERLINK("x")'];
    listen(addon, (answer, { url }) => {
      if ('error' in answer || !url.includes('/leads')) return answer;
      const body = JSON.parse(answer.body) as { leads: object[] };
      const leads = body.leads.map((lead, index) => ({
        ...lead,
        first_name: evil[index % evil.length],
        title: 'a\nb\u202e',
        company: '1-10',
        location: '0'.repeat(60_000),
        email: index === 0 ? '=x@evil.example' : 'ja***@acme.example',
        provider: '<script>alert(1)</script>',
        ...(index === 1 ? { lead_id: '=1' } : {}),
      }));
      return { ...answer, body: JSON.stringify({ ...body, leads }) };
    });
    const end = toEnd(addon, buy(addon, quote(addon)));
    const grid = tabOf(addon, end);
    const rows = grid.displayed().slice(1);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({ 1: '=1+1', 4: '=x@evil.example', 6: 'a b', 7: '1-10', 10: '' });
    expect(rows[0]?.[8]).toHaveLength(200);
    expect(rows[1]?.[0]).toMatch(/^row-/);
    expect(rows[1]?.[4]).toBe('');
    const formulas = rows.flatMap((_, row) =>
      HEADERS.map((_header, at) => grid.formula(row + 2, at + 1)),
    );
    expect(formulas.join('')).toBe('');
  });

  test('of many pages is written in a few slices, each row once, and is called unfinished until it is whole', () => {
    const addon = connected({ emulator: { ...QUICK, lists: [longList(5_100)] } });
    const running = buy(addon, quote(addon, ['email'], 'list_long'));
    const names: string[] = [];
    addon.runtime.hooks.afterCall = ({ method }) => {
      if (method === 'Range.setValues') names.push(sheets(addon).join());
      return undefined;
    };
    // A slow vendor: a slice reads only some of its pages.
    listen(addon, (answer, { url }) =>
      'error' in answer || !url.includes('/leads') ? answer : { ...answer, elapsedMs: 3_000 },
    );
    const end = toEnd(addon, running);
    expect(end).toMatchObject({ state: 'done', tab: { name: 'Cleanlist list', rows: 5_100 } });
    const ids = tabOf(addon, end)
      .displayed()
      .slice(1)
      .map(([id]) => id);
    expect(new Set(ids).size).toBe(5_100);
    expect(names.filter((one) => one.includes('(unfinished)')).length).toBeGreaterThan(1);
  });

  test('leaves sheets of the user’s that are called so alone; read again, the rows go into another one', () => {
    const addon = connected();
    for (const name of ['Cleanlist list', 'Cleanlist list (unfinished)'])
      addon.workbook.addSheet(name, { rows: 5, columns: 5 }).put([['mine', name]]);
    const end = toEnd(addon, buy(addon, quote(addon)));
    expect(end.tab?.name).toBe('Cleanlist list 2');
    const again = toEnd(addon, now(addon.ask('decideList', { id: end.id, decision: 'read' })));
    expect(again).toMatchObject({ state: 'done', charged: 20, tab: { name: 'Cleanlist list 3' } });
    expect(addon.workbook.named('Cleanlist list')?.displayed()).toEqual([
      ['mine', 'Cleanlist list'],
    ]);
    expect(bought(addon)).toBe(20);
  });

  test('says so where the list was deleted at the vendor', () => {
    const addon = connected();
    addon.vendor.faults.next('results', FAULTS['404'], 5);
    const view = toEnd(addon, buy(addon, quote(addon)));
    expect(view).toMatchObject({ state: 'reading', isPaused: true, tab: null });
    expect(view.message).toMatch(/The list is not there any more/);
    expect(view.decisions).toEqual(['look_again', 'close']);
  });
});

function longList(rows: number): {
  id: string;
  organizationId: string;
  name: string;
  contacts: object[];
} {
  const contacts = Array.from({ length: rows }, (_none, n) => ({
    first_name: `First${n}`,
    last_name: `Last${n}`,
    company_domain: `company${n}.com`,
  }));
  return { id: 'list_long', organizationId: 'org_demo', name: 'Long', contacts };
}

describe('a list that is made of the sheet’s rows', () => {
  const make = (addon: Addon, channels: ListChannels = ['email']): MadeListView =>
    addon.ask('makeList', { vendor: 'cleanlist', choice: choose({}), channels });

  test('holds the contacts that lack what is wanted, is filled for nothing, and is enriched as any', () => {
    const addon = connected({ rows: people(40) });
    const asked = listen(addon);
    const made = make(addon, ['email', 'phone']);
    expect(made).toMatchObject({ contacts: 40, rows: 40, left: [] });
    expect(made.name).toMatch(/^Contact Enrichment 2026-09-01 \w{12}$/);
    expect(asked.map((one) => one.split(' ')[0])).toEqual([
      '/lead-lists',
      `/lead-lists/${made.list}/csv-import`,
    ]);
    expect(bought(addon)).toBe(0);
    const estimate = quote(addon, ['email', 'phone'], made.list);
    expect(estimate).toMatchObject({ rows: 40, credits: 440 });
    const end = toEnd(addon, buy(addon, estimate));
    expect(end).toMatchObject({ state: 'done', tab: { rows: 40 } });
    expect(stored(addon)).not.toMatch(/Person|company|@/i);
  });

  test('of the same contacts again is the same list, filled once', () => {
    const addon = connected({ rows: people(700) });
    const asked = listen(addon, (answer, { url }) =>
      url.endsWith('csv-import') && asked.length === 3 ? { error: 'connection' } : answer,
    );
    expect(
      refusalOf(addon, 'makeList', {
        ...{ vendor: 'cleanlist', choice: choose({}), channels: ['email'] },
      }),
    ).toMatch(/^vendor_down/);
    const made = make(addon);
    expect(made).toMatchObject({ contacts: 700, rows: 700 });
    expect(quote(addon, ['email'], made.list).rows).toBe(700);
    const before = asked.length;
    expect(make(addon)).toEqual(made);
    expect(asked).toHaveLength(before);
    addon.sheet.type(2, 1, 'Somebody else');
    expect(make(addon).list).not.toBe(made.list);
  });

  test('says what the vendor did not take, and who has one of the two already', () => {
    const [headers = [], ...rows] = people(4);
    const addon = connected({
      rows: [
        [...headers, 'Email', 'Phone'],
        ...rows.map((row, at) => [...row, at === 0 ? 'own@home.example' : '', '']),
      ],
    });
    listen(addon, (answer, { url }) => {
      if ('error' in answer || !url.endsWith('csv-import')) return answer;
      const body = { ...(JSON.parse(answer.body) as object), rows_imported: 1 };
      const skip_reasons = { duplicate_linkedin: 1, new_word: 1, 'Ada Lovelace': 1 };
      return { ...answer, body: JSON.stringify({ ...body, skip_reasons }) };
    });
    const made = make(addon, ['email', 'phone']);
    expect(made).toMatchObject({ contacts: 3, rows: 1 });
    expect(made.left).toEqual([
      '1 row not taken by Cleanlist: the LinkedIn profile is on the list already.',
      '1 row not taken by Cleanlist: Cleanlist says “new word”.',
      '1 contact has one of the two already, and a list is bought whole: choose only what they lack.',
    ]);
  });

  test('needs a plan with it, contacts and a key, and says so', () => {
    const args = { vendor: 'cleanlist', choice: choose({}), channels: ['email'] as const };
    const without = new Addon({ rows: people(1) });
    expect(refusalOf(without, 'makeList', args)).toMatch(/^no_key/);
    const gated = connected({ emulator: { ...QUICK, plan: { features: [] } } });
    expect(refusalOf(gated, 'makeList', args)).toMatch(/^refused: Nothing was bought\..*plan/);
    const nobody = connected({
      rows: [
        ['Name', 'Company', 'Email'],
        ['A B', 'C', 'a@b.example'],
      ],
    });
    expect(refusalOf(nobody, 'makeList', args)).toMatch(/^nothing_to_send: No contact/);
  });
});
