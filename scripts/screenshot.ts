// Takes the README's picture of the local page, after a run. Needs the built dist/ and a Chromium.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageAssets } from '../local/serve/assets';
import { PageServer } from '../local/serve/server';
import { EmulatedWorld } from '../local/serve/world';
import { launchBrowser } from './chromium';
import { buildAddon } from './build';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const PICTURE = join(root, 'docs/local-page.png');

await buildAddon(dist);
const server = new PageServer(new EmulatedWorld(dist), await pageAssets(root));
const address = await server.listen(8_800);
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 860 } });
  const page = await context.newPage();
  await page.goto(address);
  const sidebar = page.frameLocator('#sidebar-frame');
  await page.locator('.strip').getByRole('button', { name: 'Connect Cleanlist' }).click();
  await sidebar.getByText('25,000 credits').waitFor();
  await sidebar.getByRole('checkbox', { name: 'Phone' }).check();
  await sidebar.getByRole('button', { name: /^Review \d+ contacts$/ }).click();
  await sidebar.getByRole('button', { name: /^Send \d+ contacts$/ }).click();
  await sidebar.getByRole('heading', { name: 'Finished' }).waitFor({ timeout: 60_000 });
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  server.close();
}
