// The listing's drawings in Chromium: a name that is longer than today's is in the banner whole, and what fits is as it was drawn.
import type { Browser } from 'playwright-core';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/chromium';
import { renderDrawings } from '../../scripts/listing/drawings';
import { type Png, readPng } from '../support/png';

const LISTING = join(__dirname, '../../listing');
const BANNER = readFileSync(join(LISTING, 'banner.svg'), 'utf8');
const { name: NAME } = JSON.parse(readFileSync(join(LISTING, 'listing.json'), 'utf8')) as {
  readonly name: string;
};

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'listing-'));
  copyFileSync(join(LISTING, 'icon.svg'), join(folder, 'icon.svg'));
}, 60_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function rendered(svg: string): Promise<Buffer> {
  writeFileSync(join(folder, 'banner.svg'), svg);
  await renderDrawings(browser, folder);
  return readFileSync(join(folder, 'banner.png'));
}

/** The banner's text alone, on nothing. */
function textOf(name: string): string {
  const [text = ''] = /<text[^]*<\/text>/.exec(BANNER) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 140">${text.replace(NAME, name)}</svg>`;
}

function isEmptyAt({ height, alphaAt }: Png, x: number): boolean {
  return Array.from({ length: height }, (_, y) => alphaAt(x, y)).every((alpha) => alpha === 0);
}

test('the banner says the name of the listing', () => {
  expect(textOf('?')).toContain('>?<');
});

test.each([NAME, `Meridian Lakeside ${NAME}`, 'W'.repeat(50)])(
  'in the banner “%s” leaves both edges free',
  async (name) => {
    const png = readPng(await rendered(textOf(name)));
    const free = [0, 5, 10, png.width - 11, png.width - 6, png.width - 1];
    expect(free.filter((x) => !isEmptyAt(png, x))).toEqual([]);
    expect(isEmptyAt(png, 30) && isEmptyAt(png, png.width - 31)).toBe(false);
  },
);

test('a name that fits has the size that the banner says', async () => {
  const svg = BANNER.replaceAll(NAME, 'Contacts');
  const page = await browser.newPage({ viewport: { width: 220, height: 140 } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  expect((await rendered(svg)).equals(await page.screenshot())).toBe(true);
  await page.close();
});
