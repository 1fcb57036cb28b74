// Takes the README's picture of the local page, after a run. Needs a Chromium.
import type { Page } from 'playwright-core';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageAssets } from '../local/serve/assets';
import { PageServer } from '../local/serve/server';
import { EmulatedWorld } from '../local/serve/world';
import { buildAddon } from './build';
import { launchBrowser } from './chromium';
import { withNote } from './listing/png-note';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const PICTURE = join(root, 'docs/local-page.png');
const SIZE = { width: 1440, height: 860 };

await buildAddon(dist);
const server = new PageServer(new EmulatedWorld(dist), await pageAssets(root));
const address = await server.listen(8_800);
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  const sidebar = page.frameLocator('#sidebar-frame');
  await page.locator('.strip').getByRole('button', { name: 'Connect Cleanlist' }).click();
  await sidebar.getByText('25,000 credits').waitFor();
  await sidebar.getByRole('checkbox', { name: 'Phone' }).check();
  await sidebar.getByRole('button', { name: /^Review \d+ contacts$/ }).click();
  await sidebar.getByRole('button', { name: /^Send \d+ contacts$/ }).click();
  await sidebar.getByRole('heading', { name: 'Finished' }).waitFor({ timeout: 60_000 });
  await showWholeSidebar(page);
  // Nothing looks pointed at.
  await page.mouse.move(0, 0);
  const png = await page.screenshot({ animations: 'disabled' });
  // A test compares it: an old picture would show a sidebar that nobody gets.
  const hash = createHash('sha256').update(await readFile(join(dist, 'sidebar.html')));
  await writeFile(PICTURE, withNote(png, 'sidebar', hash.digest('hex')));
} finally {
  await browser.close();
  server.close();
}

/** As high as it takes: nothing of it is cut off by its foot. */
async function showWholeSidebar(page: Page): Promise<void> {
  const hidden = await page
    .frameLocator('#sidebar-frame')
    .locator('html')
    .evaluate((element) => element.scrollHeight - element.clientHeight);
  await page.setViewportSize({ ...SIZE, height: SIZE.height + hidden });
}
