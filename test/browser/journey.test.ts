// The whole way of a person on the local page: the built sidebar in Chromium, the built bundle in the local runtime.
import { identityOf } from '../../src/contact/identity';
import { LocalPage } from './local-page';

const STYLE_SHEET = 'https://ssl.gstatic.com/docs/script/css/add-ons1.css';

/** Rows of the sheet before anything was bought. */
let before: string[][] = [];
let local: LocalPage;

beforeAll(async () => {
  local = await LocalPage.open(8_790);
}, 60_000);

afterAll(() => local.close());

test('map, check, connect, confirm, run, sort, close, and the trigger finishes it', async () => {
  // Map: every column was found, each can be looked at with samples, and changed.
  await local.sees(/^Review \d+ contacts$/);
  expect(await local.faults({ grid: true })).toEqual([]);
  await local.press(/LinkedIn profile, First name/);
  await local.sidebar.getByLabel('Phone', { exact: true }).last().waitFor();
  expect(await local.faults()).toEqual([]);

  // Check: a problem row brings the person to its cell.
  await local.sidebar.getByRole('checkbox', { name: 'Phone' }).check();
  await local.press(/^Incomplete/);
  await local.sidebar
    .getByRole('button', { name: /^Row \d+/ })
    .first()
    .waitFor();
  const name = await local.sidebar
    .getByRole('button', { name: /^Row \d+/ })
    .first()
    .innerText();
  const row = /\d+/.exec(name)?.[0] ?? '';
  await local.press(/^Row \d+/);
  await local.eventually(() => local.runtime.workbook.selection.areas.join().includes(row));

  // Connect is asked for at the confirm.
  await local.press(/^Review/);
  await local.sees('Whose key?');
  expect(await local.faults()).toEqual([]);
  await local.connect();
  await local.sees(/^Send \d+ contacts\?$/);
  expect(await local.faults()).toEqual([]);
  expect(local.vendor.ledger.requests.submit).toBe(0);

  before = local.cells();

  // Run: the sheet is sorted and the sidebar closed while results are on their way.
  await local.press(/^Send \d+ contacts$/);
  await local.sees(/of \d+ contacts/);
  expect(await local.faults()).toEqual([]);
  await local.eventually(() => local.vendor.ledger.requests.submit > 0);
  await local.strip('Sort the sheet');
  await local.strip('Close the sidebar');
  for (let firing = 0; firing < 20 && local.isRunOpen(); firing++) {
    await local.strip('Fire the hourly trigger');
    await local.page.waitForTimeout(200);
  }
  expect(local.isRunOpen()).toBe(false);
  expect(local.runtime.triggers()).toEqual([]);

  // The person comes back and reads how it ended.
  await local.strip('Open the sidebar');
  await local.sees(/Last run/i);
  expect(await local.faults()).toEqual([]);
}, 120_000);

test('every row holds what the vendor sold for its contact, and nothing was bought twice', () => {
  const shown = local.cells();
  const headerRow = shown.findIndex((row) => row.includes('First name'));
  const headers = shown[headerRow] ?? [];
  const column = (header: string): number => headers.indexOf(header);
  const { ledger } = local.vendor;
  expect(ledger.boughtTwice()).toEqual([]);
  const mapping = {
    first_name: column('First name'),
    last_name: column('Last name'),
    company_name: column('Company'),
    company_domain: column('Website'),
    linkedin_url: column('LinkedIn profile'),
    email: column('Email'),
  };
  let compared = 0;
  for (const row of shown.slice(headerRow + 1)) {
    const email = row[column('Email')] ?? '';
    const phone = row[column('Phone')] ?? '';
    const isSold = email.startsWith('sample.');
    // A sold e-mail must not speak for its own row.
    const own = isSold ? row.map((cell, index) => (index === column('Email') ? '' : cell)) : row;
    const read = identityOf(own, mapping);
    if (read.kind !== 'identified') {
      expect(isSold).toBe(false);
      continue;
    }
    const truth = ledger.lookup(read.identity);
    if (isSold) expect(email).toBe(truth.email);
    if (phone.startsWith('+1') && !phone.includes(' ')) expect(truth.phones).toContain(phone);
    const status = row[column('Enrichment status')] ?? '';
    if (status.startsWith('Found') && truth.bought.email > 0) {
      expect(truth.email === '' || email !== '').toBe(true);
    }
    compared += status === '' ? 0 : 1;
  }
  expect(compared).toBeGreaterThan(800);
});

test('the person looks at a retry, and then takes the run back: the sheet is what it was', async () => {
  const bought = local.vendor.ledger.requests.submit;
  await local.press('Show run');
  await local.press('Retry not found');
  await local.press(/^Retry [\d,]+ not found$/);
  await local.press(/^Review \d+ contacts?$/);
  await local.sees(/^A retry of the run of/);
  await local.press('Cancel');

  await local.press('Show run');
  await local.press('Undo');
  await local.press('Undo this run');
  await local.press('Undo this run');
  await local.sees(/^[\d,]+ cells are as before this run\.$/);
  const width = before[0]?.length ?? 0;
  const rows = (table: string[][]): string[] =>
    table
      .map((row) => row.slice(0, width))
      .filter((row) => row.join('') !== '')
      .map((row) => JSON.stringify(row))
      .sort();
  expect(rows(local.cells())).toEqual(rows(before));
  expect(local.vendor.ledger.requests.submit).toBe(bought);
}, 30_000);

test('the page asked no foreign host for anything but Google’s style sheet', () => {
  expect(new Set(local.foreign)).toEqual(new Set([STYLE_SHEET]));
});
