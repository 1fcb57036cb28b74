// The whole way of a person on the local page: the built sidebar in Chromium, the built bundle in the local runtime.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { join } from 'node:path';
import { pageAssets } from '../../local/serve/assets';
import { PageServer } from '../../local/serve/server';
import { EmulatedWorld } from '../../local/serve/world';
import type { LocalRuntime } from '../../local/runtime/runtime';
import { DEMO_KEY } from '../../local/vendors/cleanlist/accounts';
import { identityOf } from '../../src/contact/identity';
import { launchBrowser } from '../../scripts/chromium';

const ROOT = join(__dirname, '../..');
const STYLE_SHEET = 'https://ssl.gstatic.com/docs/script/css/add-ons1.css';

/** The emulated world, and the runtime of the document that it opened. */
class WatchedWorld extends EmulatedWorld {
  runtime: LocalRuntime | null = null;

  override open(...args: Parameters<EmulatedWorld['open']>): LocalRuntime {
    this.runtime = super.open(...args);
    return this.runtime;
  }
}

const world = new WatchedWorld(process.env.ADDON_DIST ?? join(ROOT, 'dist'));
const foreign: string[] = [];
/** Rows of the sheet before anything was bought. */
let before: string[][] = [];
let server: PageServer;
let browser: Browser;
let page: Page;
let sidebar: FrameLocator;

beforeAll(async () => {
  server = new PageServer(world, await pageAssets(ROOT));
  const address = await server.listen(8_790);
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await page.route('**/*', (route) => {
    if (route.request().url().startsWith(address)) return route.continue();
    foreign.push(route.request().url());
    return route.abort();
  });
  await page.goto(address);
  sidebar = page.frameLocator('#sidebar-frame');
}, 60_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

/** What must hold wherever the person is. */
async function faults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const wide = await sidebar
    .locator('html')
    .evaluate((root) => root.scrollWidth - Math.min(300, root.clientWidth));
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}

function runtime(): LocalRuntime {
  if (world.runtime === null) throw new Error('No document is open.');
  return world.runtime;
}

function cells(): string[][] {
  return runtime().workbook.sheet(runtime().workbook.activeSheetId).displayed();
}

function isRunOpen(): boolean {
  const keys = [...runtime().properties.document.keys()];
  return keys.some((key) => key.startsWith('batch:'));
}

const sees = (text: string | RegExp): Promise<void> => sidebar.getByText(text).first().waitFor();
const press = (name: string | RegExp): Promise<void> =>
  sidebar.getByRole('button', { name }).first().click();
const strip = (name: string): Promise<void> =>
  page.locator('.strip').getByRole('button', { name }).click();

test('map, check, connect, confirm, run, sort, close, and the trigger finishes it', async () => {
  // Map: every column was found, each can be looked at with samples, and changed.
  await sees(/^Review \d+ contacts$/);
  expect(await faults()).toEqual([]);
  await press(/LinkedIn profile, First name/);
  await sidebar.getByLabel('Phone', { exact: true }).last().waitFor();
  expect(await faults()).toEqual([]);

  // Check: a problem row brings the person to its cell.
  await sidebar.getByRole('checkbox', { name: 'Phone' }).check();
  await press(/^Incomplete/);
  await sidebar
    .getByRole('button', { name: /^Row \d+/ })
    .first()
    .waitFor();
  const name = await sidebar
    .getByRole('button', { name: /^Row \d+/ })
    .first()
    .innerText();
  const row = /\d+/.exec(name)?.[0] ?? '';
  await press(/^Row \d+/);
  await expectEventually(() => runtime().workbook.selection.areas.join().includes(row));

  // Connect is asked for at the confirm.
  await press(/^Review/);
  await sidebar.getByLabel(/API key/).fill(DEMO_KEY);
  expect(await faults()).toEqual([]);
  await press(/^Connect/);
  await sees(/^Send \d+ contacts\?$/);
  expect(await faults()).toEqual([]);
  expect(world.vendor.emulator.ledger.requests.submit).toBe(0);

  before = cells();

  // Run: the sheet is sorted and the sidebar closed while results are on their way.
  await press(/^Send \d+ contacts$/);
  await sees(/of \d+ contacts/);
  expect(await faults()).toEqual([]);
  await expectEventually(() => world.vendor.emulator.ledger.requests.submit > 0);
  await strip('Sort the sheet');
  await strip('Close the sidebar');
  for (let firing = 0; firing < 20 && isRunOpen(); firing++) {
    await strip('Fire the hourly trigger');
    await page.waitForTimeout(200);
  }
  expect(isRunOpen()).toBe(false);
  expect(runtime().triggers()).toEqual([]);

  // The person comes back and reads how it ended.
  await strip('Open the sidebar');
  await sees(/Last run/i);
  expect(await faults()).toEqual([]);
}, 120_000);

test('every row holds what the vendor sold for its contact, and nothing was bought twice', () => {
  const shown = cells();
  const headerRow = shown.findIndex((row) => row.includes('First name'));
  const headers = shown[headerRow] ?? [];
  const column = (header: string): number => headers.indexOf(header);
  const { ledger } = world.vendor.emulator;
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
  const bought = world.vendor.emulator.ledger.requests.submit;
  await press('Show run');
  await press(/^Retry [\d,]+ not found$/);
  await press('Retry not found');
  await press(/^Review \d+ contacts?$/);
  await sees(/^A retry of the last run/);
  await press('Cancel');

  await press('Show run');
  await press('Undo this run');
  await press('Undo run');
  await press('Undo run');
  await sees(/^[\d,]+ cells are as before this run\.$/);
  const width = before[0]?.length ?? 0;
  const rows = (table: string[][]): string[] =>
    table
      .map((row) => row.slice(0, width))
      .filter((row) => row.join('') !== '')
      .map((row) => JSON.stringify(row))
      .sort();
  expect(rows(cells())).toEqual(rows(before));
  expect(world.vendor.emulator.ledger.requests.submit).toBe(bought);
}, 30_000);

test('the page asked no foreign host for anything but Google’s style sheet', () => {
  expect(new Set(foreign)).toEqual(new Set([STYLE_SHEET]));
});

async function expectEventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++) await page.waitForTimeout(50);
  expect(holds()).toBe(true);
}
