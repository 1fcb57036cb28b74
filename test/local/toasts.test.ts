// The page in Chromium: what it says about files, and for how long.
import type { Browser, Page } from 'playwright-core';
import { join } from 'node:path';
import { pageAssets } from '../../local/serve/assets';
import { PageServer } from '../../local/serve/server';
import { EmulatedWorld } from '../../local/serve/world';
import { launchBrowser } from '../../scripts/chromium';

const root = join(__dirname, '../..');
const PICTURE = Buffer.from('89504e470d0a1a0a00', 'hex');
const TABLE = Buffer.from('Name,Company\nAda Lake,X\n');

let server: PageServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = new PageServer(new EmulatedWorld(join(root, 'dist')), await pageAssets(root));
  const address = await server.listen(18_900);
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.request().url().startsWith(address) ? route.continue() : route.abort(),
  );
  await page.goto(address);
}, 60_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

async function open(name: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer });
}

describe('a file that could not be opened', () => {
  it('is talked about until another one is opened', async () => {
    const toasts = page.locator('#toasts .toast');
    await open('one.png', PICTURE);
    await toasts.filter({ hasText: 'one.png is not a text file' }).waitFor();
    await open('two.png', PICTURE);
    await toasts.filter({ hasText: 'two.png is not a text file' }).waitFor();
    expect(await toasts.count()).toBe(1);
    await open('list.csv', TABLE);
    await page.locator('#file-name', { hasText: 'list.csv' }).waitFor();
    expect(await toasts.count()).toBe(0);
  }, 20_000);
});
