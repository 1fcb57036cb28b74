// The sheet of sample contacts: shows everything, and buys nothing unless the vendor is emulated on purpose.
import { SAMPLE_ROWS } from '../../src/contact/sample-contacts';
import { Addon, choose, type AddonOptions } from '../support/addon';
import { people } from '../support/people';
import { credits } from '../support/credits';

const MESSAGE = /sample contacts.*do not exist/i;
const BOTH = { channels: ['email', 'phone'] } as const;

function addon(rows: AddonOptions['rows'] = people(2)): Addon {
  return new Addon({ rows, emulator: { shares: { email: 1, phone: 1, failed: 0 } } });
}

/** The id of the sample sheet that is open now. */
function opened(on: Addon): number {
  const home = on.ask('sample', null);
  expect(home.inspection.isSample).toBe(true);
  return home.inspection.sheet.id;
}

function start(on: Addon, sheet: number): ReturnType<Addon['call']> {
  const quote = { id: 'AAAABBBBCCCC', digest: 'x' };
  const choice = choose({ sheet });
  return on.call('start', { choice, quote, pauseWhenUsedUp: true });
}

describe('the sample sheet', () => {
  test('is a new tab in front, of people and companies that do not exist', () => {
    const on = addon();
    const before = on.shown();
    const id = opened(on);
    const grid = on.workbook.find(id);
    expect(grid?.name).toBe('Sample contacts');
    expect(on.workbook.activeSheetId).toBe(id);
    expect(grid?.displayed()).toEqual(SAMPLE_ROWS);
    expect(grid?.state.frozenRows).toBe(1);
    expect(on.shown()).toEqual(before);
    const text = SAMPLE_ROWS.flat().join('\n');
    expect(SAMPLE_ROWS.length - 1).toBe(24);
    for (const [address] of text.matchAll(/[\w-]+\.(?:com|net|org)\b[^\n]*/g)) {
      expect(address).toMatch(/^linkedin\.com\/(?:in|company)\/sample-/);
    }
    for (const [phone] of text.matchAll(/\+[\d -]+/g)) expect(phone).toMatch(/555-01\d\d$/);
  });

  test('shows every verdict, a fix of each kind, and both channels', () => {
    const on = addon();
    const { inspection, channels, accounts } = on.ask('sample', null);
    expect(channels).toEqual(['email']);
    expect(accounts[0]).toMatchObject({ connected: false });
    expect(inspection.problem).toBeNull();
    expect(inspection.check?.counts).toEqual({
      ...{ ready: 11, waiting: 0, duplicate: 2, filled: 2, incomplete: 9, tried: 0, blank: 0 },
    });
    expect(inspection.fixes).toEqual([
      { kind: 'split_names', rows: 2 },
      { kind: 'take_domain', rows: 2 },
    ]);
    const reasons = inspection.check?.rows.filter(({ kind }) => kind === 'incomplete') ?? [];
    expect(new Set(reasons.map(({ text }) => text)).size).toBeGreaterThanOrEqual(5);
    const { contacts } =
      on.ask('inspect', choose({ ...BOTH, sheet: inspection.sheet.id })).check ?? {};
    expect(contacts?.full).toBeGreaterThan(0);
    expect(contacts?.partial).toBeGreaterThan(0);
    expect(on.home().inspection.isSample).toBe(true);
  });

  test('is opened again rather than made again, also from another user, and made again once it was deleted', () => {
    const on = addon();
    const id = opened(on);
    on.workbook.activeSheetId = on.sheet.id;
    on.workbook.setHidden(id, true);
    expect(opened(on)).toBe(id);
    expect(on.workbook.activeSheetId).toBe(id);
    on.user = 'bob@sample.example';
    expect(opened(on)).toBe(id);
    on.workbook.deleteSheet(id);
    expect(on.workbook.find(opened(on))?.displayed()).toEqual(SAMPLE_ROWS);
    expect(on.workbook.sheets).toHaveLength(2);
    const marks = [...on.runtime.properties.document.keys()].filter((key) =>
      key.startsWith('sample:'),
    );
    expect(marks).toHaveLength(1);
  });

  test('takes another name where somebody has a tab of this one, and leaves that alone', () => {
    const on = addon();
    const own = on.workbook.addSheet('Sample contacts', { rows: 10, columns: 5 });
    own.put([['mine']]);
    const id = opened(on);
    expect(on.workbook.find(id)?.name).toBe('Sample contacts 2');
    expect(own.displayed()).toEqual([['mine']]);
    expect(on.ask('inspect', choose({ sheet: own.id })).isSample).toBe(false);
  });

  test('lets both fixes be made and undone', () => {
    const on = addon();
    const sheet = opened(on);
    for (const kind of ['split_names', 'take_domain'] as const) {
      const { digest } = on.ask('previewFix', { choice: choose({ sheet }), kind });
      expect(on.ask('applyFix', { choice: choose({ sheet }), kind, digest }).rows).toBe(2);
    }
    expect(on.ask('inspect', choose({ sheet })).check?.counts).toMatchObject({ ready: 15 });
    expect(on.ask('undoFix', { sheet }).undone).toEqual({ restored: 2, left: 0 });
  });

  test('makes nothing without the lock', () => {
    const on = addon();
    on.runtime.faults.conditions.documentLock = 'refused';
    expect(on.call('sample', null)).toMatchObject({ ok: false, code: 'busy' });
    expect(on.workbook.sheets).toHaveLength(1);
  });
});

describe('its confirm, in Google', () => {
  test('is seen whole without a key, and cannot be sent', () => {
    const on = addon();
    const sheet = opened(on);
    const quote = on.ask('quote', choose({ ...BOTH, sheet }));
    expect(quote).toMatchObject({
      ...{ canBeSent: false, balances: null, balancesAfterAtWorst: null, affordable: null },
      contacts: { total: 11 },
    });
    expect(quote.maximumCredits[0]?.credits).toBeGreaterThan(11);
    const reply = start(on, sheet);
    expect(reply.ok ? '' : reply.message).toMatch(MESSAGE);
    expect(on.vendor.ledger.purchases).toEqual([]);
  });

  test('shows the balance with a key, and still cannot be sent', () => {
    const on = addon();
    const sheet = opened(on);
    on.connect();
    const quote = on.ask('quote', choose({ sheet }));
    expect(quote).toMatchObject({ canBeSent: false, balances: credits(25_000) });
    const reply = on.call('start', {
      ...{ choice: choose({ sheet }), quote: { id: quote.id, digest: quote.digest } },
      pauseWhenUsedUp: false,
    });
    expect(reply).toMatchObject({ ok: false });
    expect(reply.ok ? '' : reply.message).toMatch(MESSAGE);
    expect(on.home().runs).toEqual([]);
    expect(on.vendor.ledger.purchases).toEqual([]);
    expect(on.runtime.triggers()).toEqual([]);
  });

  test('nor can a copy of it, which has no mark; a sheet with one real contact more can', () => {
    const on = addon();
    on.connect();
    const copy = on.workbook.addSheet('Copy of Sample contacts', { rows: 40, columns: 12 });
    copy.put(SAMPLE_ROWS);
    expect(on.ask('quote', choose({ sheet: copy.id })).canBeSent).toBe(false);
    const reply = start(on, copy.id);
    expect(reply.ok ? '' : reply.message).toMatch(MESSAGE);
    copy.type(26, 1, 'Fay');
    copy.type(26, 2, 'Lund');
    copy.type(26, 5, 'firm.example');
    expect(on.ask('quote', choose({ sheet: copy.id })).canBeSent).toBe(true);
  });

  test('a sheet of one’s own needs a key as ever', () => {
    const on = addon();
    opened(on);
    expect(on.call('quote', choose({ sheet: on.sheet.id }))).toMatchObject({ code: 'no_key' });
    expect(start(on, on.sheet.id)).toMatchObject({ code: 'no_key' });
    on.connect();
    expect(on.ask('quote', choose({ sheet: on.sheet.id })).canBeSent).toBe(true);
  });

  test('is locked also where the mark was deleted', () => {
    const on = addon();
    const sheet = opened(on);
    on.connect();
    on.runtime.properties.document.clear();
    expect(on.ask('inspect', choose({ sheet })).isSample).toBe(false);
    expect(on.ask('quote', choose({ sheet })).canBeSent).toBe(false);
  });
});

describe('where the script says that it may be sent', () => {
  test('it is sent like any other, with a key', () => {
    const on = addon();
    on.runtime.properties.script.set('sampleCanBeSent', '1');
    const sheet = opened(on);
    expect(on.call('quote', choose({ sheet }))).toMatchObject({ code: 'no_key' });
    const run = on.workToEnd(on.start({ sheet }));
    expect(run).toMatchObject({ state: 'closed', contacts: 11, found: { email: 11 } });
    const emails =
      on.workbook
        .find(sheet)
        ?.displayed()
        .map((row) => row[7]) ?? [];
    expect(emails.filter((text) => text?.startsWith('sample.'))).toHaveLength(13);
  });

  test('only that very word counts', () => {
    const on = addon();
    const sheet = opened(on);
    on.runtime.properties.script.set('sampleCanBeSent', 'false');
    expect(on.ask('quote', choose({ sheet })).canBeSent).toBe(false);
  });
});
