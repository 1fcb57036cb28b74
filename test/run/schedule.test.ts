// New rows that are enriched by themselves: what is new, what a day may cost, and who is never bought again.
import { Automatic, HOURLY } from '../support/automatic';
import { brokenPromises, lines } from '../support/witness';
import { credits } from '../support/credits';

function begin(): Automatic {
  const automatic = new Automatic();
  automatic.addon.connect();
  return automatic;
}

test('three days with new rows each day: every contact is sent once, within the hour', () => {
  const automatic = begin();
  automatic.add(2);
  automatic.make();
  expect(automatic.addon.vendor.ledger.purchases).toEqual([]);
  for (let day = 1; day <= 3; day++) {
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(2 * day);
    expect(automatic.addon.column('Email').filter((text) => text === '')).toEqual([]);
    automatic.add(2);
    automatic.hours(22);
  }
  expect(automatic.view().last).toMatchObject({
    contacts: 0,
    message: expect.any(String) as string,
  });
  expect(automatic.addon.vendor.ledger.requests.submit).toBe(4);
  expect(brokenPromises(automatic.addon)).toEqual([]);
});

test('nothing is sent before somebody switches it on, and its runs say that they are automatic', () => {
  const automatic = begin();
  automatic.add(1);
  automatic.hours(3);
  expect(automatic.addon.vendor.ledger.purchases).toEqual([]);
  expect(automatic.addon.home().schedules).toEqual([]);
  automatic.make();
  automatic.hours(1);
  const { runs, schedules } = automatic.addon.home();
  expect(runs).toMatchObject([{ isAutomatic: true, contacts: 1, state: 'closed' }]);
  expect(schedules).toMatchObject([
    { mine: true, sheetName: 'Contacts', last: { contacts: 1, run: runs[0]?.id } },
  ]);
});

test('a daily ceiling: the first contacts that fit, the others the next day, never more than the ceiling a day', () => {
  const automatic = begin();
  automatic.add(5);
  automatic.make({ dailyCredits: 2 });
  automatic.hours(3);
  expect(automatic.bought()).toEqual(['Faya Lunda', 'Fayb Lundb']);
  expect(automatic.view()).toMatchObject({ spentToday: credits(2), pause: { reason: 'ceiling' } });
  expect(automatic.view().pause?.message).toMatch(/2 new contacts sent; 3 wait until tomorrow/);
  expect(automatic.view().nextAt).toBeGreaterThanOrEqual(Date.UTC(2026, 8, 2));
  automatic.hours(48);
  expect(automatic.boughtByDay()).toEqual({ '2026-09-01': 2, '2026-09-02': 2, '2026-09-03': 1 });
  expect(automatic.view().pause).toBeNull();
  expect(brokenPromises(automatic.addon)).toEqual([]);
});

test('what was spent earlier on a day counts towards its ceiling', () => {
  const automatic = begin();
  automatic.add(2);
  automatic.make({ dailyCredits: 3 });
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ spentToday: credits(2), pause: null });
  automatic.add(2);
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(3);
  expect(automatic.view()).toMatchObject({ spentToday: credits(3), pause: { reason: 'ceiling' } });
});

test('the ceiling counts the worst case: what was not found is not given back', () => {
  const automatic = new Automatic({ emulator: { shares: { email: 0, phone: 0, failed: 0 } } });
  automatic.addon.connect();
  automatic.add(3);
  automatic.make({ dailyCredits: 2 });
  automatic.hours(10);
  expect(automatic.view()).toMatchObject({ spentToday: credits(2), pause: { reason: 'ceiling' } });
  expect(automatic.addon.vendor.ledger.purchases.map(({ credits }) => credits)).toEqual([0, 0]);
});

test('what is sent on a later day than its run was started on counts on that day, too', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(2);
  automatic.make({ dailyCredits: 2 });
  addon.vendor.faults.next('submit', '402');
  automatic.hours(24);
  expect(automatic.bought()).toEqual([]);
  addon.ask('resume', { run: addon.home().runs[0]?.id ?? '' });
  automatic.add(2);
  automatic.hours(4);
  expect(automatic.bought()).toHaveLength(2);
  expect(automatic.view()).toMatchObject({ spentToday: credits(2), pause: { reason: 'ceiling' } });
  automatic.hours(24);
  expect(automatic.boughtByDay()).toEqual({ '2026-09-02': 2, '2026-09-03': 2 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('making it anew brings no second ceiling of the day, nor does ending it first', () => {
  const automatic = begin();
  automatic.add(5);
  const first = automatic.make({ dailyCredits: 2 });
  automatic.hours(2);
  expect(automatic.make({ dailyCredits: 3 })).toMatchObject({
    id: first.id,
    spentToday: credits(2),
  });
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(3);
  expect(automatic.addon.ask('endSchedule', { id: first.id }).schedules).toEqual([]);
  expect(automatic.addon.runtime.triggers()).toEqual([]);
  expect(automatic.make({ dailyCredits: 3 })).toMatchObject({ spentToday: credits(3) });
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(3);
});

test('the balance: as many as it covers, the others when there is more', () => {
  const automatic = begin();
  automatic.add(4);
  automatic.make();
  automatic.addon.vendor.setBalance('org_demo', 3);
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(3);
  expect(automatic.view()).toMatchObject({ pause: { reason: 'balance' } });
  expect(automatic.addon.runtime.triggers()).toHaveLength(1);
  automatic.addon.vendor.setBalance('org_demo', 30);
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(4);
  expect(automatic.view().pause).toBeNull();
});

test('what an open run by hand has yet to send is left to it of the balance', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(2);
  automatic.make();
  addon.start({ sheet: addon.sheet.id });
  addon.vendor.faults.next('submit', '429 seconds', 9);
  automatic.add(2);
  addon.vendor.setBalance('org_demo', 3);
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ spentToday: credits(1), pause: { reason: 'balance' } });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a limit on what one run may cost: the first contacts that fit, the others at the next look', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(3);
  automatic.make();
  addon.ask('saveSettings', { runLimit: 2 });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
  expect(automatic.view().pause).toBeNull();
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(3);
  addon.ask('saveSettings', { runLimit: 5 });
  const choice = { channels: ['email', 'phone'] as const };
  const reply = addon.call('schedule', automatic.request({ choice }));
  expect(reply).toMatchObject({ ok: false, code: 'refused' });
  expect(JSON.stringify(reply)).toContain('more than your limit for a run');
});

test('a contact that was not found is not sent again, also when its status is cleared and rows are sorted', () => {
  const automatic = new Automatic({ emulator: { shares: { email: 0, phone: 0, failed: 0 } } });
  const { addon } = automatic;
  addon.connect();
  automatic.add(3);
  automatic.make();
  automatic.hours(2);
  expect(addon.column('Enrichment status')).toEqual(['Not found', 'Not found', 'Not found']);
  addon.sheet.sort(1, false);
  automatic.hours(2);
  const status = (addon.shown()[0] ?? []).indexOf('Enrichment status') + 1;
  for (const row of [2, 3, 4]) addon.sheet.type(row, status, '');
  automatic.add(1);
  automatic.hours(3);
  expect(automatic.bought()).toHaveLength(4);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a contact whose status says anything waits for a person', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(2);
  automatic.make();
  automatic.hours(1);
  const status = (addon.shown()[0] ?? []).indexOf('Enrichment status') + 1;
  automatic.add(2);
  addon.sheet.type(4, status, 'ask Bob first');
  automatic.hours(2);
  expect(automatic.bought()).toEqual(['Faya Lunda', 'Fayb Lundb', 'Fayd Lundd']);
});

test('a run by hand meanwhile: nobody is bought twice, and it does not count towards the ceiling', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(3);
  automatic.make({ dailyCredits: 2 });
  addon.workToEnd(addon.start({ sheet: addon.sheet.id, limit: 2 }));
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(3);
  expect(automatic.view()).toMatchObject({ spentToday: credits(1), pause: null });
  automatic.add(2);
  const open = addon.start({ sheet: addon.sheet.id });
  expect(open.contacts).toBe(2);
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(5);
  expect(automatic.view()).toMatchObject({ spentToday: credits(1) });
  expect(brokenPromises(addon)).toEqual([]);
});

test('no second run while its last one is open, and it says so', () => {
  const automatic = new Automatic({ emulator: { duration: { min: 9_000, max: 9_000 } } });
  automatic.addon.connect();
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  automatic.add(1);
  automatic.hours(1);
  expect(automatic.view().last?.message).toContain('not finished');
  expect(automatic.addon.vendor.ledger.requests.submit).toBe(1);
  automatic.hours(5);
  expect(automatic.addon.vendor.ledger.requests.submit).toBe(2);
});

test('what another column holds by then is not bought: new rows are read with the schedule’s columns, wherever they moved', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  addon.sheet.insertColumns(1);
  addon.sheet.put([['', 'Has', 'Mail', 'Firm x', 'firm-x.example', 'has@firm-x.example']], {
    row: 3,
    column: 1,
  });
  addon.sheet.put([['', 'Lacks', 'Mail', 'Firm y', 'firm-y.example']], { row: 4, column: 1 });
  automatic.hours(1);
  expect(automatic.bought()).toEqual(['Faya Lunda', 'Lacks Mail']);
  expect(brokenPromises(addon)).toEqual([]);
});

test('without an e-mail column of the user’s: the one that it makes is read from then on', () => {
  const rows = [['First name', 'Last name', 'Company', 'Website']];
  const automatic = new Automatic({ rows });
  const { addon } = automatic;
  addon.connect();
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  expect(addon.shown()[0]).toContain('Email');
  const email = (addon.shown()[0] ?? []).indexOf('Email');
  const typed = ['Has', 'Mail', 'Firm x', 'firm-x.example'];
  typed[email] = 'has@firm-x.example';
  addon.sheet.put([Array.from(typed, (text) => text)], { row: 3, column: 1 });
  automatic.add(1);
  automatic.hours(2);
  expect(automatic.bought()).toEqual(['Faya Lunda', 'Fayb Lundb']);
  expect(automatic.view()).toMatchObject({ spentToday: credits(2) });
});

test('two users: each has a schedule of their own, sees the other’s, and cannot touch it', () => {
  const automatic = begin();
  const { addon } = automatic;
  const bob = 'bob@sample.example';
  addon.ask('connect', { vendor: 'cleanlist', key: 'clapi_demo_key' }, bob);
  automatic.add(3);
  const own = automatic.make({ dailyCredits: 2 });
  const others = automatic.make(
    { dailyCredits: 50, choice: { channels: ['email', 'phone'] } },
    bob,
  );
  expect(others.id).not.toBe(own.id);
  const seen = addon.ask('schedules', null).schedules;
  expect(seen.map(({ mine }) => mine)).toEqual([true, false]);
  expect(seen[1]).toMatchObject({ id: others.id, last: null, pause: null, nextAt: null });
  expect(seen[1]).toMatchObject({ isPaused: false, reads: [], writes: [] });
  for (const method of ['resumeSchedule', 'endSchedule'] as const) {
    expect(addon.call(method, { id: others.id })).toMatchObject({ ok: false, code: 'not_yours' });
  }
  automatic.hours(3);
  expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  expect(new Set(automatic.bought())).toEqual(new Set(['Faya Lunda', 'Fayb Lundb', 'Fayc Lundc']));
  expect(brokenPromises(addon)).toEqual([]);
});

test('others see whether it is paused, and not why', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(1);
  automatic.make();
  addon.ask('disconnect', { vendor: 'cleanlist' });
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ isPaused: true, pause: { reason: 'key' } });
  const [theirs] = addon.ask('schedules', null, 'bob@sample.example').schedules;
  expect(theirs).toMatchObject({ mine: false, isPaused: true, pause: null, last: null });
  expect(JSON.stringify(theirs)).not.toMatch(/key/);
});

test('it says which columns it reads and writes, by their headers or, where those are blank, their letters', () => {
  const rows = [['First name', 'Last name', 'Company', '', 'Email']];
  const automatic = new Automatic({ rows, timeZone: 'Europe/Berlin' });
  const { addon } = automatic;
  addon.connect();
  automatic.add(1);
  const title = { column: null, policy: 'always' } as const;
  const mapping = { company_domain: 3 };
  automatic.make({ choice: { mapping, outputs: { title } } });
  const { schedules, timeZone } = addon.ask('schedules', null);
  expect(timeZone).toBe('Europe/Berlin');
  expect(schedules[0]?.reads).toEqual([
    { field: 'first_name', column: 'First name' },
    { field: 'last_name', column: 'Last name' },
    { field: 'company_name', column: 'Company' },
    { field: 'company_domain', column: 'Column D' },
    { field: 'email', column: 'Email' },
  ]);
  expect(schedules[0]?.writes).toEqual([
    { field: 'email', column: 'Email', policy: 'blanks' },
    { field: 'emailStatus', column: 'Email status', policy: 'blanks' },
    { field: 'title', column: 'Job title', policy: 'always' },
    { field: 'status', column: 'Enrichment status', policy: 'blanks' },
  ]);
});

test('ending it stops what is new, removes the trigger, and leaves its open run alone', () => {
  const automatic = new Automatic({ emulator: { duration: { min: 5_000, max: 5_000 } } });
  const { addon } = automatic;
  addon.connect();
  automatic.add(1);
  const { id } = automatic.make();
  automatic.hours(1);
  expect(addon.ask('endSchedule', { id }).schedules).toEqual([]);
  expect(addon.runtime.triggers()).toHaveLength(1);
  automatic.add(1);
  addon.fireToEnd();
  expect(automatic.bought()).toEqual(['Faya Lunda']);
  expect(addon.home().runs).toMatchObject([{ state: 'closed' }]);
  expect(addon.runtime.triggers()).toEqual([]);
});

test('a schedule of another document, copied with its properties, does nothing there', () => {
  const automatic = begin();
  automatic.add(1);
  automatic.make();
  const { addon } = automatic;
  const key = [...addon.runtime.properties.document.keys()].find((name) =>
    name.startsWith('schedule:'),
  );
  const record = JSON.parse(addon.runtime.properties.document.get(key ?? '') ?? '') as object;
  addon.runtime.properties.document.set(
    key ?? '',
    JSON.stringify({ ...record, book: 'elsewhere' }),
  );
  expect(addon.home().schedules).toEqual([]);
  automatic.hours(3);
  expect(automatic.bought()).toEqual([]);
  expect(addon.runtime.triggers()).toEqual([]);
});

test('sample contacts that come into its sheet later are never sent', () => {
  const automatic = begin();
  const { addon } = automatic;
  const samples = addon.ask('sample', null).inspection.sheet;
  const copy = addon.workbook.duplicateSheet(samples.id);
  const contacts = copy.displayed().slice(1);
  copy.clear('A2:Z100');
  addon.ask('schedule', automatic.request({ choice: { sheet: copy.id } }));
  copy.put(contacts, { row: 2, column: 1 });
  automatic.hours(2);
  expect(automatic.bought()).toEqual([]);
});

test('its record holds no name, e-mail, phone or key', () => {
  const automatic = begin();
  automatic.add(2);
  automatic.make({ dailyCredits: 1 });
  automatic.hours(2);
  const text = JSON.stringify(automatic.records());
  expect(text).not.toMatch(/Faya|Lunda|@|clapi_|firm-a/);
});

describe('it is refused, and nothing is kept,', () => {
  test.each<[string, (automatic: Automatic) => unknown, string]>([
    ['without a key', ({ addon }) => addon.ask('disconnect', { vendor: 'cleanlist' }), 'no_key'],
    [
      'when Google allows no trigger',
      ({ addon }) => {
        addon.runtime.faults.add({ method: 'ClockTriggerBuilder.create', always: true });
      },
      'authorisation',
    ],
    [
      'when the log is switched off',
      ({ addon }) => addon.runtime.properties.document.set('log-off', '1'),
      'refused',
    ],
    [
      'on the sample sheet',
      ({ addon }) => addon.runtime.properties.document.set(`sample:${addon.sheet.id}`, '1'),
      'sheet_problem',
    ],
    [
      'when nothing says who the contacts are',
      ({ addon }) => {
        addon.sheet.type(1, 2, 'Colour');
        addon.sheet.type(1, 1, 'Taste');
      },
      'sheet_problem',
    ],
  ])('%s', (_, break_, code) => {
    const automatic = begin();
    automatic.add(1);
    break_(automatic);
    const reply = automatic.addon.call('schedule', automatic.request());
    expect(reply).toMatchObject({ ok: false, code });
    expect(automatic.records()).toEqual([]);
    expect(automatic.addon.runtime.triggers()).toEqual([]);
  });

  test('with a ceiling below the cost of one contact', () => {
    const automatic = begin();
    automatic.add(1);
    const request = automatic.request({
      dailyCredits: 10,
      choice: { channels: ['email', 'phone'] },
    });
    const reply = automatic.addon.call('schedule', request);
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    expect(JSON.stringify(reply)).toContain('11 credits');
    expect(automatic.records()).toEqual([]);
  });
});

test('headers that are too long to be kept are refused', () => {
  const automatic = begin();
  automatic.add(1);
  automatic.addon.sheet.type(1, 3, `Company ${'x'.repeat(4_000)}`);
  const choice = { mapping: { company_name: 2 } };
  const reply = automatic.addon.call('schedule', automatic.request({ choice }));
  expect(reply).toMatchObject({ ok: false, code: 'too_many' });
  expect(automatic.records()).toEqual([]);
  expect(automatic.addon.runtime.triggers()).toEqual([]);
});

test('the log is there from the start, and names each contact that was sent', () => {
  const automatic = begin();
  automatic.make({ rhythm: HOURLY });
  expect(automatic.log().displayed()).toHaveLength(1);
  automatic.add(2);
  automatic.hours(1);
  expect(lines(automatic.addon, 'sent')).toHaveLength(2);
});
