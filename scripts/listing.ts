// Makes every picture of listing/ anew, icons and banner from their SVG files, screenshots from the local page, and prints the texts
// as they are to be pasted. Needs a Chromium.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAddon } from './build';
import { launchBrowser } from './chromium';
import { renderDrawings } from './listing/drawings';
import { withNote } from './listing/png-note';
import { takeScreenshots } from './listing/screenshots';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const LISTING = join(root, 'listing');

await buildAddon(dist);
const sidebar = await readFile(join(dist, 'sidebar.html'));
const hash = createHash('sha256').update(sidebar).digest('hex');
const browser = await launchBrowser();
try {
  await renderDrawings(browser, LISTING);
  const screenshots = await takeScreenshots(browser, root, dist);
  for (const [at, png] of screenshots.entries()) {
    // A test compares it: an old screenshot would show a sidebar that nobody gets.
    await writeFile(join(LISTING, `screenshot-${at + 1}.png`), withNote(png, 'sidebar', hash));
  }
} finally {
  await browser.close();
}

const texts = JSON.parse(await readFile(join(LISTING, 'listing.json'), 'utf8')) as {
  readonly name: string;
  readonly short: string;
  readonly long: readonly string[];
};
console.log([texts.name, texts.short, ...texts.long].join('\n'));
