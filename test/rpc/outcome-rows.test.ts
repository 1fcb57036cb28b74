// *Show rows*: where the contacts of a run stand now, by what became of them.
import { Addon } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { lines } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
const OUTCOMES = ['found', 'risky', 'not_found', 'unplaced', 'failed'] as const;

function rowsOf(addon: Addon, run: string, outcome: (typeof OUTCOMES)[number]): number[] {
  return addon.ask('outcomeRows', { run, outcome }).rows.map(({ row }) => row);
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

test('failed is what was certainly not bought: stopped, refused, broken at the vendor; not what was given up', () => {
  const stopped = new Addon({ rows: people(3) });
  const run = stopped.start();
  stopped.ask('stop', { run: run.id });
  stopped.workToEnd(run);
  expect(rowsOf(stopped, run.id, 'failed')).toEqual([2, 3, 4]);
  expect(rowsOf(stopped, run.id, 'not_found')).toEqual([]);

  const broken = new Addon({ rows: people(2), emulator: { shares: { ...ALL, failed: 1 } } });
  const end = broken.workToEnd(broken.start());
  expect(rowsOf(broken, end.id, 'failed')).toEqual([2, 3]);
  expect(rowsOf(broken, end.id, 'not_found')).toEqual([]);

  const lost = new Addon({ rows: people(2) });
  const doubt = lost.start();
  lost.vendor.faults.next('submit', 'timeout after');
  lost.workToEnd(doubt);
  lost.ask('decide', { run: doubt.id, batch: 1, decision: 'leave_out' });
  lost.goOn(doubt.id);
  for (const outcome of OUTCOMES) expect(rowsOf(lost, doubt.id, outcome)).toEqual([]);
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
  expect(rows.length).toBe(Math.min(200, end.found.email));
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
  expect(ask('NoSuchRun000')).toMatchObject({ ok: false, code: 'bad_request' });
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
