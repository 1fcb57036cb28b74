// *Show rows*: where the contacts of a run stand now, by what became of them.
import { credits } from '../support/credits';
import { Addon } from '../support/addon';
import { HEADERS, people, person, threeKinds } from '../support/people';
import { lines } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
const OUTCOMES = [
  'found',
  'risky',
  'not_found',
  'unplaced',
  'incomplete',
  'left_out',
  'broken',
  'given_up',
] as const;

function rowsOf(addon: Addon, run: string, outcome: (typeof OUTCOMES)[number]): number[] {
  return addon.ask('outcomeRows', { run, outcome }).rows.map(({ row }) => row);
}

/** The outcomes that have any row. */
function shownIn(addon: Addon, run: string): Partial<Record<string, number[]>> {
  const all = OUTCOMES.map((outcome) => [outcome, rowsOf(addon, run, outcome)] as const);
  return Object.fromEntries(all.filter(([, rows]) => rows.length > 0));
}

/** Rows by what their cells say. */
function rowsSaying(addon: Addon, header: string, isMeant: (text: string) => boolean): number[] {
  return addon.column(header).flatMap((text, index) => (isMeant(text) ? [index + 2] : []));
}

test('rows are those whose cells say so, with the name and company that stand there', () => {
  const addon = new Addon({ rows: people(60) });
  const end = addon.workToEnd(addon.start());
  const statuses = (text: string): boolean => text === 'risky';
  expect(rowsOf(addon, end.id, 'found')).toEqual(rowsSaying(addon, 'Email', (text) => text !== ''));
  expect(rowsOf(addon, end.id, 'risky')).toEqual(rowsSaying(addon, 'Email status', statuses));
  const notFound = rowsSaying(addon, 'Enrichment status', (text) => text === 'Not found');
  expect(rowsOf(addon, end.id, 'not_found')).toEqual(notFound);
  expect(notFound).toHaveLength(end.afterwards?.notFound ?? -1);
  for (const outcome of OUTCOMES.slice(0, 3))
    expect(rowsOf(addon, end.id, outcome)).not.toEqual([]);
  const [first] = addon.ask('outcomeRows', { run: end.id, outcome: 'found' }).rows;
  const [name, last, company] = addon.shown()[(first?.row ?? 0) - 1] ?? [];
  expect(first?.text).toBe(`${name ?? ''} ${last ?? ''} · ${company ?? ''}`);
});

test('rows are found where they are now; a contact without one is counted', () => {
  const addon = new Addon({ rows: people(5), emulator: { shares: ALL } });
  const { id } = addon.workToEnd(addon.start());
  addon.sheet.deleteRows(3);
  addon.sheet.sort(1, false);
  addon.sheet.insertRows(2, 2);
  const found = addon.ask('outcomeRows', { run: id, outcome: 'found' });
  expect(found).toMatchObject({ total: 4, gone: 1 });
  expect(found.rows.map(({ row }) => row)).toEqual([...found.rows].map(({ row }) => row).sort());
  for (const { row, text } of found.rows) {
    expect(text.startsWith(`${addon.shown()[row - 1]?.[0] ?? '-'} `)).toBe(true);
  }
});

test('every row of a contact is shown, once', () => {
  const rows = [[...HEADERS], person(0), person(1), person(0)];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const { id } = addon.workToEnd(addon.start());
  expect(addon.ask('outcomeRows', { run: id, outcome: 'found' })).toMatchObject({ total: 3 });
});

test('what has no row is gone, and stands nowhere else once it has one again', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  const run = addon.work(addon.start());
  const row = (addon.shown()[2] ?? []).slice(0, 6);
  addon.sheet.deleteRows(3);
  const { id } = addon.workToEnd(run);
  const ask = () => addon.ask('outcomeRows', { run: id, outcome: 'unplaced' });
  expect(ask()).toEqual({ rows: [], total: 0, gone: 1 });
  addon.sheet.put([row], { row: 9, column: 1 });
  expect(ask()).toMatchObject({ rows: [{ row: 9 }], gone: 0 });
  addon.ask('placeAgain', { run: id });
  expect(ask()).toEqual({ rows: [], total: 0, gone: 0 });
});

test('left out is what was stopped or refused, failed what broke at the vendor', () => {
  const stopped = new Addon({ rows: people(3) });
  const run = stopped.start();
  stopped.ask('stop', { run: run.id });
  stopped.workToEnd(run);
  expect(shownIn(stopped, run.id)).toEqual({ left_out: [2, 3, 4] });

  const refused = new Addon({ rows: people(2) });
  const all = refused.start();
  refused.vendor.faults.next('submit', '400', 1);
  refused.workToEnd(all);
  expect(shownIn(refused, all.id)).toEqual({ left_out: [2, 3] });

  const broken = new Addon({ rows: people(2), emulator: { shares: { ...ALL, failed: 1 } } });
  const end = broken.workToEnd(broken.start());
  expect(shownIn(broken, end.id)).toEqual({ broken: [2, 3] });
});

test.each([
  ['left out', ['leave_out'], 2],
  ['sent again and left out', ['send_again', 'leave_out'], 4],
])(
  'what was given up, %s, is shown as that alone, with what it may have cost',
  (_, decisions, cost) => {
    const addon = new Addon({ rows: people(2) });
    const run = addon.start();
    for (const decision of decisions as readonly ('leave_out' | 'send_again')[]) {
      addon.vendor.faults.next('submit', 'timeout after');
      addon.goOn(run.id);
      addon.ask('decide', { run: run.id, batch: 1, decision });
    }
    const end = addon.goOn(run.id);
    expect(end).toMatchObject({
      state: 'closed',
      leftOut: 2,
      givenUp: { contacts: 2, credits: credits(cost) },
      costs: [{ charged: cost, estimated: true }],
    });
    expect(shownIn(addon, run.id)).toEqual({ given_up: [2, 3] });
  },
);

test('what was stopped after it was to be sent again was given up, too', () => {
  const addon = new Addon({ rows: people(2) });
  const run = addon.start();
  addon.vendor.faults.next('submit', 'timeout after');
  addon.workToEnd(run);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
  addon.ask('stop', { run: run.id });
  expect(addon.goOn(run.id).givenUp).toEqual({ contacts: 2, credits: credits(2) });
  expect(shownIn(addon, run.id)).toEqual({ given_up: [2, 3] });
});

test('what was sent again and answered was not given up', () => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  const run = addon.start();
  addon.vendor.faults.next('submit', 'timeout before');
  addon.workToEnd(run);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
  expect(addon.goOn(run.id).givenUp).toEqual({ contacts: 0, credits: [] });
  expect(shownIn(addon, run.id)).toMatchObject({ found: [2, 3] });
  expect(rowsOf(addon, run.id, 'given_up')).toEqual([]);
});

test('incomplete are the contacts that the vendor refused, and the rows that say too little now, with what they lack', () => {
  const rows = [...people(2), ['Solo', '', '', '', '', '']];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const run = addon.workToEnd(addon.start());
  expect(run.incomplete).toBe(1);
  const { rows: found } = addon.ask('outcomeRows', { run: run.id, outcome: 'incomplete' });
  expect(found).toMatchObject([{ row: 4, text: expect.stringContaining('last name') as string }]);
  addon.sheet.deleteRows(4);
  expect(rowsOf(addon, run.id, 'incomplete')).toEqual([]);

  const named = new Addon({ rows: people(3), emulator: { shares: ALL } });
  const started = named.start();
  named.vendor.faults.next('submit', { kind: 'bad_contact', index: 1 });
  expect(named.workToEnd(started).incomplete).toBe(1);
  expect(shownIn(named, started.id)).toMatchObject({ found: [2, 4], incomplete: [3] });
});

test('each channel is counted against the contacts that were asked for it, and Found counts contacts', () => {
  const addon = new Addon({ rows: threeKinds(3), emulator: { shares: { ...ALL, phone: 0 } } });
  const run = addon.start({ channels: ['email', 'phone'] });
  expect(run).toMatchObject({ contacts: 9, asked: { email: 6, phone: 6 }, foundContacts: 0 });
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', asked: { email: 6, phone: 6 } });
  expect(end).toMatchObject({ found: { email: 6, phone: 0 }, foundContacts: 6 });
  expect(rowsOf(addon, end.id, 'found')).toHaveLength(6);
});

test('a run that ended before channels were counted shows them against all its contacts', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  const { id } = addon.workToEnd(addon.start());
  const store = addon.runtime.properties.document;
  const record = store.get(`run:${id}`) ?? '';
  store.set(`run:${id}`, record.replace(/"asked":\{[^}]*\},/, ''));
  expect(store.get(`run:${id}`)).not.toBe(record);
  expect(addon.home().runs[0]).toMatchObject({ contacts: 3, asked: { email: 3, phone: 3 } });
});

test('an open run shows what has come, and nothing of what is on its way', () => {
  const addon = new Addon({
    rows: people(251),
    emulator: { shares: { ...ALL, email: 0.5 }, duration: { min: 30, max: 30 } },
  });
  const run = addon.start();
  const sent = addon.work(run);
  expect(sent.state).toBe('open');
  for (const outcome of OUTCOMES) expect(rowsOf(addon, run.id, outcome)).toEqual([]);
  const end = addon.workToEnd(sent);
  const total = (outcome: (typeof OUTCOMES)[number]): number =>
    addon.ask('outcomeRows', { run: run.id, outcome }).total;
  expect(total('found') + total('not_found')).toBe(251);
  expect(total('found')).toBe(end.found.email);
  const { rows } = addon.ask('outcomeRows', { run: run.id, outcome: 'found' });
  expect(rows.length).toBe(Math.min(200, end.found.email ?? 0));
});

test('at most 200 rows, and texts of at most 80 characters', () => {
  const rows = people(230).map((row, index) => (index === 0 ? row : [...row]));
  for (const row of rows.slice(1)) row[2] = `${row[2] ?? ''} ${'and Sons '.repeat(20)}`;
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const { id } = addon.workToEnd(addon.start());
  const found = addon.ask('outcomeRows', { run: id, outcome: 'found' });
  expect(found).toMatchObject({ total: 230, gone: 0 });
  expect(found.rows).toHaveLength(200);
  expect(Math.max(...found.rows.map(({ text }) => text.length))).toBe(80);
});

test('what cannot be told is said: no such run, no log, no column, no sheet, too old a run', () => {
  const addon = new Addon({ rows: people(1), emulator: { shares: ALL } });
  const ask = (run: string) => addon.call('outcomeRows', { run, outcome: 'found' });
  expect(ask('NoSuchRun000')).toMatchObject({ ok: false, code: 'gone' });
  const { id } = addon.workToEnd(addon.start());
  addon.sheet.type(1, 2, 'Renamed');
  expect(ask(id)).toMatchObject({ message: expect.stringContaining('“Last name”') as string });
  addon.sheet.type(1, 2, 'Last name');
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  const kept = lines(addon).length;
  expect(kept).toBeGreaterThan(0);
  log?.deleteRows(2, kept);
  expect(ask(id)).toMatchObject({ message: expect.stringContaining('no longer holds') as string });
  const key = `run:${id}`;
  const store = addon.runtime.properties.document;
  store.set(key, JSON.stringify({ ...JSON.parse(store.get(key) ?? ''), place: null }));
  expect(ask(id)).toMatchObject({ message: expect.stringContaining('newest 20') as string });
});
