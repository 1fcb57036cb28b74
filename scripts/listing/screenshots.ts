// Owns the listing's five screenshots: the local page led through a run, as a person would. Knows no file's name.
import type { Browser, Locator, Page } from 'playwright-core';
import { ROW_HEIGHT } from '../../local/page/grid/model';
import { pageAssets } from '../../local/serve/assets';
import { PageServer } from '../../local/serve/server';
import { EmulatedWorld } from '../../local/serve/world';
import type { LocalRuntime } from '../../local/runtime/runtime';
import { EmulatedVendors } from '../../local/session/emulated-vendors';
import { SHARES } from '../../local/vendors/results';
import { LISTING_SHEET, listingSheet } from './sheet';

/** In CSS pixels (https://developers.google.com/workspace/marketplace/create-listing). */
const SIZE = { width: 1280, height: 800 };

/** Another one's port is skipped. */
const PORT = 8_810;

const RUN_MS = 120_000;

/** Where the grid is looked at: how far down, as a share of it, and how far right, in pixels. */
interface Place {
  readonly down: number;
  readonly right: number;
}

const START: Place = { down: 0, right: 0 };

/** Where the last batch begins, which is smaller and answered first: some rows wait, others have their results. */
const HALF_DONE: Place = { down: 0.645, right: 0 };

/** How many rows of what was sent are shown above what was written. */
const SENT_ROWS = 13;

/** The log has more columns than fit, and the sidebar beside it is a line too long. */
const ROOM = '#grid { zoom: 0.94 } .formula-line { display: none }';

const REVIEW = /^Review \d+ contacts$/;
const SOME_DONE = /^[1-9]\d* of \d+ contacts$/;
const SEND = /^Send \d+ contacts$/;

/** What is of the local page and not of the add-on: its strip, its own sign, its word on emulated vendors. */
const ONLY_THE_ADDON = '.strip, .logo, .made-up { display: none }';

class ListingWorld extends EmulatedWorld {
  override readonly hurry = 20;
  /** No lookup breaks, which few ever see. */
  override readonly vendors = new EmulatedVendors(undefined, { ...SHARES, failed: 0 });

  override open(
    name = LISTING_SHEET,
    rows = listingSheet() as readonly (readonly string[])[],
  ): LocalRuntime {
    return super.open(name, rows);
  }
}

/** Each as PNG, in the order of the listing. `dist` is the folder of the built add-on. */
export async function takeScreenshots(
  browser: Browser,
  root: string,
  dist: string,
): Promise<Buffer[]> {
  const server = new PageServer(new ListingWorld(dist), await pageAssets(root));
  const address = await server.listen(PORT);
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    // The page's policy forbids styles of others.
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    // The pictures must be the same without the net.
    await page.route('**/*', (route) =>
      route.request().url().startsWith(address) ? route.continue() : route.abort(),
    );
    await page.goto(address);
    return await journey(page);
  } finally {
    await context.close();
    server.close();
  }
}

async function journey(page: Page): Promise<Buffer[]> {
  const sidebar = page.frameLocator('#sidebar-frame');
  const button = (name: string | RegExp): Locator => sidebar.getByRole('button', { name });
  const sees = (text: RegExp): Promise<void> =>
    sidebar.getByText(text).first().waitFor({ timeout: RUN_MS });
  const taken: Buffer[] = [];
  const take = async (): Promise<void> => {
    // Nothing looks pointed at.
    await page.mouse.move(0, 0);
    taken.push(await page.screenshot({ animations: 'disabled' }));
  };

  await connect(page, 'Cleanlist');
  await page.addStyleTag({ content: ONLY_THE_ADDON });
  await sidebar.getByRole('checkbox', { name: 'Phone' }).check();
  await button(REVIEW).waitFor();
  await take();

  await button(REVIEW).click();
  // It cannot be pressed in its first moment.
  await button(SEND).click({ trial: true });
  await take();

  await button(SEND).click();
  await sees(SOME_DONE);
  await scroll(page, HALF_DONE);
  await take();

  await sees(/^Finished$/);
  await page.getByRole('button', { name: 'Show “Enrichment log”' }).click();
  await page.getByRole('gridcell', { name: 'Old value' }).waitFor();
  const room = await page.addStyleTag({ content: ROOM });
  await scrollToWritten(page);
  await take();

  await room.evaluate((style) => {
    style.parentNode?.removeChild(style);
  });
  await page.getByRole('tab', { name: LISTING_SHEET }).click();
  await scroll(page, START);
  await connect(page, 'Enrich');
  await button(/^Asked: /).click();
  await button('Then ask Enrich').first().click();
  await button('Then ask Enrich').click();
  await button(/^Asked: Cleanlist, then Enrich$/).waitFor();
  await button(REVIEW).click({ trial: true });
  await sidebar.getByRole('heading', { name: LISTING_SHEET }).scrollIntoViewIfNeeded();
  await take();
  return taken;
}

/** To the edge of a row: none is half in sight. */
async function scroll(page: Page, place: Place): Promise<void> {
  await page.locator('#grid').evaluate(
    (grid, { down, right, height }) => {
      grid.scrollTop = Math.round((grid.scrollHeight * down) / height) * height;
      grid.scrollLeft = right;
    },
    { ...place, height: ROW_HEIGHT },
  );
}

/** To where the log's first written line stands below the last sent ones, and to its column of events. */
async function scrollToWritten(page: Page): Promise<void> {
  const written = page
    .locator('.grid-row')
    .filter({ hasText: /written/ })
    .first();
  const grid = page.locator('#grid');
  const event = page.getByRole('gridcell', { name: 'Event', exact: true });
  const left = await event.evaluate((cell) => {
    const first = cell.parentElement?.querySelector<HTMLElement>('[data-column="1"]');
    return parseFloat(cell.style.left) - parseFloat(first?.style.left ?? '0');
  });
  for (let down = 0; (await written.count()) === 0; down += SIZE.height / 2) {
    await grid.evaluate(async (element, top) => {
      element.scrollTop = top;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }, down);
  }
  const row = Number(await written.getAttribute('data-row'));
  await grid.evaluate(
    (element, to) => {
      element.scrollTop = to.top;
      element.scrollLeft = to.left;
    },
    // The header is the first row.
    { top: (row - 2 - SENT_ROWS) * ROW_HEIGHT, left },
  );
  await page.locator(`.grid-row[data-row="${row - SENT_ROWS}"]`).waitFor();
}

/** By a button that the pictures do not show. */
async function connect(page: Page, vendor: string): Promise<void> {
  await page.locator(`.strip [aria-label="Connect ${vendor}"]`).dispatchEvent('click');
}
