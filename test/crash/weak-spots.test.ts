// Ways to harm that were found by hand: each was once possible.
import { Addon, USER } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const PHONES = { email: 0, phone: 1, failed: 0 };
const MAILS = { email: 1, phone: 0, failed: 0 };

test('a value that the user had typed elsewhere is no stray, though a death and a deleted row make it look like one', () => {
  const addon = new Addon({ rows: people(1), emulator: { shares: PHONES } });
  const [firstName = '', lastName = '', companyName = '', companyDomain = ''] = person(0);
  const { phones } = addon.vendor.ledger.lookup({
    ...{ firstName, lastName, companyName, companyDomain },
    linkedinUrl: '',
  });
  const number = phones[0] ?? '';
  addon.sheet.put([person(1, { phone: number })], { row: 3, column: 1 });
  const run = addon.work(addon.start({ channels: ['phone'] }));
  // Dies when the results stand in the sheet and nothing is saved of it.
  let written = false;
  addon.runtime.hooks.afterCall = ({ method }) => {
    written ||= method === 'Range.setValues';
    return undefined;
  };
  addon.runtime.hooks.beforeCall = ({ method }) =>
    written && method === 'Properties.setProperties' && addon.shown()[1]?.[5] === number
      ? 'kill'
      : undefined;
  for (let tries = 0; addon.shown()[1]?.[5] !== number && tries < 20; tries++) {
    addon.clock.advance(20_000);
    addon.execute('work', { run: run.id });
  }
  expect(addon.last?.kind).toBe('killed');
  addon.runtime.hooks.beforeCall = undefined;
  addon.sheet.deleteRows(2, 1);
  addon.goOn(run.id);
  expect(addon.shown()[1]?.[5]).toBe(number);
  expect(lines(addon, 'moved')).toEqual([]);
  expect(lines(addon, 'unplaced').map(({ after }) => after)).toEqual([number]);
  // Charged once: with the line that says it was written.
  expect(lines(addon, 'written').map(({ credits }) => credits)).toEqual(['10']);
  expect(lines(addon, 'unplaced').map(({ credits }) => credits)).toEqual(['0']);
});

test('a vendor that hangs on every status read never costs an execution its six minutes', () => {
  const addon = new Addon({ rows: people(600), emulator: { shares: MAILS } });
  const run = addon.work(addon.start());
  addon.vendor.faults.next('status', 'timeout before', 200);
  for (let slice = 0; slice < 4; slice++) {
    addon.clock.advance(30_000);
    addon.execute('work', { run: run.id });
    expect(addon.last?.kind).toBe('returned');
    expect(addon.last?.durationMs).toBeLessThan(60_000);
  }
  addon.vendor.faults.clear();
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', found: { email: 600 } });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a trigger that was removed by hand is made again, and is not promised meanwhile', () => {
  const addon = new Addon({
    rows: people(3),
    emulator: { duration: { min: 7_200, max: 7_200 } },
  });
  let run = addon.work(addon.start());
  expect(addon.runtime.triggers()).toHaveLength(1);
  addon.runtime.project.triggers.length = 0;
  addon.clock.advance(16 * 60_000);
  expect(addon.home().runs[0]?.background).not.toContain('goes on by itself');
  run = addon.work(run);
  expect(addon.runtime.triggers()).toHaveLength(1);
  expect(run.background).toContain('goes on by itself');
});

test('rows that a run tried are not "never tried", also beside a status column of the user’s own', () => {
  const headers = [...HEADERS, 'Enrichment status'];
  const rows = [headers, ...[0, 1, 2].map((index) => [...person(index), ''])];
  const addon = new Addon({ rows, emulator: { shares: { email: 0, phone: 0, failed: 0 } } });
  addon.workToEnd(addon.start());
  expect(addon.column('Enrichment status 2')).toEqual(['Not found', 'Not found', 'Not found']);
  const reply = addon.call('quote', { channels: ['email'], rows: { kind: 'new' } });
  expect(reply).toMatchObject({ ok: false, code: 'nothing_to_send' });
});

test('a blank column of the user’s own beside the new ones is written in one block with them', () => {
  const rows = [
    ['First name', 'Last name', 'Company', 'Website', 'Email'],
    ...Array.from({ length: 500 }, (_, index) => person(index).slice(0, 5)),
  ];
  const addon = new Addon({ rows });
  const run = addon.start();
  let writes = 0;
  addon.runtime.hooks.beforeCall = ({ method }) => {
    if (method === 'Range.setValues' || method === 'RangeList.setValue') writes++;
    return undefined;
  };
  expect(addon.workToEnd(run).state).toBe('closed');
  expect(writes).toBeLessThanOrEqual(2 * 4);
  expect(brokenPromises(addon)).toEqual([]);
});

test('what one row of a contact has is copied to its other rows, free, when a run starts', () => {
  const [first, last, company, site] = person(0);
  const twice = [first ?? '', last ?? '', company ?? '', site ?? ''];
  const rows = [
    [...HEADERS],
    [...twice, '', ''],
    person(1),
    [...twice, 'fay@home.example', '+49 30 5550100'],
    [...twice, 'not known', ''],
  ];
  const addon = new Addon({ rows, emulator: { shares: MAILS } });
  addon.connect();
  const channels = ['email', 'phone'] as const;
  expect(addon.quote({ channels })).toMatchObject({ shared: 3, contacts: { total: 1 } });
  const run = addon.start({ channels });
  expect(
    addon
      .shown()
      .slice(1)
      .map((row) => row.slice(4, 6)),
  ).toEqual([
    ['fay@home.example', '+49 30 5550100'],
    ['', ''],
    ['fay@home.example', '+49 30 5550100'],
    ['not known', '+49 30 5550100'],
  ]);
  expect(lines(addon, 'copied').map(({ credits }) => credits)).toEqual(['0', '0', '0']);
  addon.workToEnd(run);
  expect(addon.vendor.ledger.purchases.map(({ contact }) => contact)).toHaveLength(2);
  expect(lines(addon, 'sent')).toHaveLength(1);
});

test('a log that may not be written keeps neither Stop from working nor results from being read', () => {
  const addon = new Addon({ rows: people(300), emulator: { shares: MAILS } });
  let run = addon.start();
  // The second batch is taken back by the vendor after it was logged: it has lines to be withdrawn.
  addon.runtime.hooks.beforeCall = ({ method }) => {
    if (method === 'UrlFetchApp.fetch' && addon.vendor.ledger.requests.submit === 1) {
      addon.vendor.faults.next('submit', '402', 1);
    }
    return undefined;
  };
  run = addon.work(run);
  addon.runtime.hooks.beforeCall = undefined;
  expect(run.pause?.reason).toBe('credits');
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  log?.protect(null, []);
  addon.ask('stop', { run: run.id });
  addon.clock.advance(240_000);
  const reply = addon.call('work', { run: run.id });
  expect(reply).toMatchObject({
    ok: true,
    value: { leftOut: 50, state: expect.any(String) as string },
  });
  expect(addon.home().runs[0]?.pause).toMatchObject({
    reason: 'permission',
    message: expect.stringContaining('the sheet “Enrichment log”') as string,
  });
  log?.unprotect();
  addon.ask('resume', { run: run.id });
  expect(addon.goOn(run.id)).toMatchObject({ found: { email: 250 }, leftOut: 50 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a column of the user’s own with the header of one of ours is never taken for it', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: MAILS } });
  const run = addon.work(addon.start());
  addon.sheet.insertColumns(1, 1);
  ['Enrichment status', 'mine 1', 'mine 2', 'mine 3'].forEach((text, index) => {
    addon.sheet.type(index + 1, 1, text);
  });
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
  expect(addon.column('Enrichment status')).toEqual(['mine 1', 'mine 2', 'mine 3']);
  const found = expect.stringMatching(/^Found/) as string;
  expect(addon.column('Enrichment status 2')).toEqual([found, found, found]);
  addon.sheet.insertRows(2, 1);
  person(7).forEach((text, index) => {
    addon.sheet.type(2, index + 2, text);
  });
  addon.workToEnd(addon.start());
  expect(addon.column('Enrichment status').slice(1)).toEqual(['mine 1', 'mine 2', 'mine 3']);
});

test('a sheet of the user’s own that is called like the log is not taken for it', () => {
  const addon = new Addon({ rows: people(1) });
  const own = addon.workbook.addSheet('Enrichment log', { rows: 5, columns: 5 });
  own.put([['My notes']]);
  addon.workToEnd(addon.start());
  expect(own.displayed()).toEqual([['My notes']]);
  expect(own.hidden).toBe(false);
  expect(addon.workbook.sheets.map(({ name }) => name)).toContain('Enrichment log 2');
});

test('a copy of the spreadsheet buys nothing of the run, even if its properties were copied with it', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: MAILS } });
  const run = addon.start();
  const copy = new Addon({ rows: people(3), emulator: { shares: MAILS }, book: 'book-2' });
  for (const [key, value] of addon.runtime.properties.document) {
    copy.runtime.properties.document.set(key, value);
  }
  const [tag] = [...addon.runtime.userProperties(USER)].filter(([key]) => key === 'tag');
  copy.runtime.userProperties(USER).set('tag', tag?.[1] ?? '');
  copy.connect();
  expect(copy.home().runs).toEqual([]);
  expect(copy.call('work', { run: run.id })).toMatchObject({ ok: false });
  expect(copy.vendor.ledger.requests.submit).toBe(0);
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
});

test('rows that another user’s run has sent are not bought again by another mapping, a typed profile or a corrected name', () => {
  const [headers = [], ...rows] = people(3);
  const addon = new Addon({
    rows: [[...headers, 'LinkedIn'], ...rows.map((row) => [...row, ''])],
    emulator: { shares: MAILS, duration: { min: 60, max: 60 } },
  });
  const run = addon.work(addon.start({ mapping: { company_domain: null } }));
  addon.sheet.type(2, 7, 'https://www.linkedin.com/in/fay-lund');
  addon.sheet.type(3, 2, 'Corrected');
  addon.user = 'bob@sample.example';
  addon.connect();
  const choice = { channels: ['email'], rows: { kind: 'all' } } as const;
  const mapping = { company_name: null, company_domain: 3 };
  expect(addon.call('quote', { ...choice, mapping })).toMatchObject({ code: 'nothing_to_send' });
  addon.user = USER;
  addon.goOn(run.id);
  expect(addon.vendor.ledger.purchases).toHaveLength(3);
  expect(addon.column('Enrichment status')).not.toContain('Waiting');
});
