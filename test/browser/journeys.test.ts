// What people do on the local page, from beginning to end, each in a world of its own: the built sidebar in Chromium, the built
// bundle in the local runtime.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { sampleSheet } from '../../local/sample/sheet';
import { LocalPage } from './local-page';

let local: LocalPage;
let port = 8_800;

beforeEach(async () => {
  port += 10;
  local = await LocalPage.open(port);
}, 60_000);

afterEach(() => local.close());

const SEND = /^Send [\d,]+ contacts?$/;

/** As HubSpot exports them: its columns in its order, with the dirt of people's lists in the rows. */
function hubspotExport(contacts: number): string {
  const path = join(__dirname, '../fixtures/exports/hubspot-contacts.csv');
  const headers = (readFileSync(path, 'utf8').split('\n')[0] ?? '').trim().split(',');
  const [, known = [], ...people] = sampleSheet({ contacts, seed: 77 });
  const at = (person: readonly string[], header: string): string =>
    person[known.indexOf(header)] ?? '';
  const rows = people.map((person, index) => {
    const fields: Readonly<Record<string, string>> = {
      'Record ID': String(70_100 + index),
      'First Name': at(person, 'First name'),
      'Last Name': at(person, 'Last name'),
      Email: at(person, 'Email'),
      'Phone Number': at(person, 'Phone'),
      'Associated Company': at(person, 'Company'),
      'LinkedIn URL': at(person, 'LinkedIn profile'),
      'Website URL': at(person, 'Website'),
      'Lead Status': 'New',
    };
    return headers.map((header) => (person.join('') === '' ? '' : (fields[header] ?? '')));
  });
  return Papa.unparse([headers, ...rows]);
}

/** From the first view to a run that has been sent. */
async function startRun(): Promise<void> {
  await local.press(/^Review/);
  await local.sees(/^Whose key\?$|^Connect Cleanlist$|^Send [\d,]+ contacts\?$/);
  const isAsked = local.sidebar.getByText(/^Whose key\?$|^Connect Cleanlist$/);
  if (await isAsked.isVisible()) await local.connect();
  await local.button(SEND).waitFor();
  await local.page.waitForTimeout(600);
  await local.press(SEND);
  await local.sidebar.getByRole('progressbar').waitFor();
}

async function finish(): Promise<void> {
  await local.sidebar.getByRole('heading', { name: 'Finished' }).waitFor({ timeout: 60_000 });
}

function column(header: string): string[] {
  const cells = local.cells();
  const headerRow = cells.findIndex((row) => row.includes(header));
  const at = cells[headerRow]?.indexOf(header) ?? -1;
  return cells.slice(headerRow + 1).map((row) => row[at] ?? '');
}

function expectHonest(): void {
  expect(local.vendor.ledger.boughtTwice()).toEqual([]);
}

test('a messy HubSpot export becomes a finished run, and no other column changes', async () => {
  await local.openFile('hubspot.csv', hubspotExport(300));
  await local.sees(/^Review [\d,]+ contacts$/);
  const before = local.cells();
  expect(await local.faults()).toEqual([]);
  await startRun();
  await finish();
  expect(await local.faults()).toEqual([]);
  const after = local.cells();
  const headers = after[0] ?? [];
  const email = headers.indexOf('Email');
  expect(headers).toEqual(expect.arrayContaining(['Email status', 'Enrichment status']));
  expect(column('Email').filter((text) => text.startsWith('sample.')).length).toBeGreaterThan(80);
  before.forEach((row, index) => {
    row.forEach((text, at) => {
      if (at !== email || text !== '') expect(after[index]?.[at]).toBe(text);
    });
  });
  expectHonest();
}, 120_000);

test('out of credits half-way, topped up, continued', async () => {
  local.world.vendors.setBalance(local.vendor, 300);
  await local.sees(/^Review [\d,]+ contacts$/);
  await local.press(/^Review/);
  await local.connect();
  await local.sidebar.getByRole('radio', { name: /^All / }).check();
  await local.page.waitForTimeout(600);
  await local.press(SEND);
  await local.sidebar.getByRole('heading', { name: 'Paused' }).waitFor({ timeout: 30_000 });
  await local.sees(/credits are used up/);
  expect(await local.faults()).toEqual([]);
  const paid = local.vendor.ledger.purchases.length;
  local.world.vendors.setBalance(local.vendor, 25_000);
  await local.press('Continue');
  await finish();
  expect(local.vendor.ledger.purchases.length).toBeGreaterThan(paid);
  expectHonest();
}, 120_000);

test('a stopped run sends nothing more, and brings home what was bought', async () => {
  // Two of the four batches are on their way when the vendor asks for silence.
  local.vendor.faults.next('submit', { kind: 'slow', elapsedMs: 1_000 }, 2);
  const retryAfter = { seconds: 1_200, as: 'seconds' } as const;
  local.vendor.faults.next('submit', { kind: 'status', status: 429, retryAfter });
  await local.sees(/^Review [\d,]+ contacts$/);
  await startRun();
  await local.eventually(() => local.vendor.ledger.requests.submit > 2);
  await local.press('Stop');
  await local.press('Stop this run');
  await finish();
  const bought = local.vendor.ledger.purchases.filter(({ channel }) => channel === 'email');
  const found = bought.filter(({ credits }) => (credits ?? 0) > 0).length;
  const filled = column('Email').filter((text) => text.startsWith('sample.'));
  expect(bought).toHaveLength(500);
  expect(filled.length).toBeGreaterThanOrEqual(found);
  expect(await local.faults()).toEqual([]);
  expectHonest();
}, 120_000);

/** A sheet of its own, small enough to be looked at cell by cell. */
async function openSmall(contacts: number, seed = 5): Promise<void> {
  await local.openFile('leads.csv', Papa.unparse(sampleSheet({ contacts, seed }).slice(1)));
  await local.sees(/^Review [\d,]+ contacts?$/);
}

test('the first run is on the sample: all of it, and where contacts do not exist', async () => {
  await openSmall(3);
  await local.press('Show me on a sample sheet');
  await local.sees(/^Sample contacts$/);
  expect(await local.faults()).toEqual([]);
  await startRun();
  await finish();
  expect(await local.faults()).toEqual([]);
  expect(column('Email').some((text) => text.startsWith('sample.'))).toBe(true);
  expectHonest();
}, 120_000);

test('undo after an edit takes out what the run wrote, and leaves what the person typed', async () => {
  await openSmall(40);
  const before = local.cells();
  await startRun();
  await finish();
  const headers = local.cells()[0] ?? [];
  const email = headers.indexOf('Email');
  const row = local.cells().findIndex((cells) => (cells[email] ?? '').startsWith('sample.'));
  const typed = { row: row + 1, column: email + 1, text: 'mine@own.example' };
  await local.edit({ kind: 'type', ...typed });
  await local.press('Undo');
  await local.press('Undo this run');
  await local.press('Undo this run');
  await local.sees(/as before this run/);
  await local.sees(/1 cell holds something else now/);
  const width = before[0]?.length ?? 0;
  const after = local.cells().map((cells) => cells.slice(0, width));
  expect(after[row]?.[email]).toBe('mine@own.example');
  after.forEach((cells, index) => {
    if (index !== row) expect(cells.join('|')).toBe((before[index] ?? []).join('|'));
  });
  expect(await local.faults()).toEqual([]);
}, 120_000);

test('not found, asked for again in another way, by a confirm of its own', async () => {
  await openSmall(60);
  await startRun();
  await finish();
  const paid = local.vendor.ledger.requests.submit;
  await local.press('Retry not found');
  await local.press(/^Retry [\d,]+ not found$/);
  await startRun();
  await finish();
  expect(local.vendor.ledger.requests.submit).toBeGreaterThan(paid);
  expect(await local.faults()).toEqual([]);
  expect(local.vendor.ledger.paidTwice()).toEqual([]);
  expect(await local.page.locator('#twice').innerText()).toBe('0');
  expect(await local.page.locator('#wrong').innerText()).toBe('0');
}, 120_000);

test('two people: each sees the other’s run, drives their own, and nobody buys a contact twice', async () => {
  await openSmall(60);
  // Long enough to be still under way when the other one looks.
  local.vendor.faults.nextWorkflow({ seconds: 3_600 }, Infinity);
  await startRun();
  await local.deed('otherUser');
  await local.strip('Open the sidebar');
  await local.sees(/^Another user’s run/);
  expect(await local.faults()).toEqual([]);
  await local.press('Show run');
  await local.sees(/by another user/);
  expect(await local.button('Stop').count()).toBe(0);
  await local.deed('closeSidebar');
  await local.deed('otherUser');
  await local.strip('Open the sidebar');
  // By the trigger, or by the sidebar of the one who started it.
  await local.deed('skipHour');
  const end = local.sidebar.getByText(/^(?:Finished|Last run)$/).first();
  await end.waitFor({ timeout: 60_000 });
  expectHonest();
}, 120_000);

test('a wrong account is explained, and the right one goes on where it was', async () => {
  await local.strip('Wrong account');
  await local.strip('Close the sidebar');
  await local.strip('Open the sidebar');
  await local.sees(/several Google accounts/);
  expect(await local.faults()).toEqual([]);
  await local.strip('Right account');
  await local.press('Try again');
  await local.sees(/^Review [\d,]+ contacts$/);
}, 60_000);

test('a schedule with a ceiling buys new rows over three days, and never more than the ceiling a day', async () => {
  const ceiling = 12;
  await openSmall(20);
  await local.strip('Connect Cleanlist');
  await local.sees(/^Review [\d,]+ contacts?$/);
  await local.press('Menu');
  await local.sidebar.getByRole('menuitem', { name: 'Automatic' }).click();
  await local.sidebar.getByLabel('Credits a day, at most').fill(String(ceiling));
  expect(await local.faults()).toEqual([]);
  await local.press('Switch on');
  await local.sees(/^On: /);
  await local.deed('closeSidebar');
  const days = new Map<string, number>();
  for (let hour = 0; hour < 3 * 24; hour++) {
    if (hour % 24 === 12) {
      const rows = sampleSheet({ contacts: 8, seed: 100 + hour }).slice(2);
      await local.edit({ kind: 'paste', row: local.cells().length + 1, column: 1, rows });
    }
    await local.deed('skipHour');
  }
  const zone = local.runtime.workbook.timeZone;
  for (const { atMs } of local.vendor.ledger.purchases) {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(atMs);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  expect(Math.max(...days.values())).toBeLessThanOrEqual(ceiling);
  expect(days.size).toBeGreaterThanOrEqual(3);
  expectHonest();

  await local.deed('openSidebar');
  await local.press('Menu');
  await local.sidebar.getByRole('menuitem', { name: 'Automatic' }).click();
  await local.sees(/^On: /);
  expect(await local.faults()).toEqual([]);
  await local.press('Switch off');
  await local.press('Switch off');
  await local.sees('Switch on for this sheet');
  expect(local.runtime.triggers()).toEqual([]);
}, 180_000);
