// Owns the listing's icons and banner as pictures: SVG files rendered at the sizes that the Marketplace asks for, a text that is too
// long in smaller letters. Knows no add-on.
import type { Browser, Page } from 'playwright-core';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Drawing {
  readonly source: string;
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels (https://developers.google.com/workspace/marketplace/create-listing). */
const DRAWINGS: readonly Drawing[] = [
  { source: 'icon.svg', picture: 'icon-128.png', width: 128, height: 128 },
  { source: 'icon.svg', picture: 'icon-32.png', width: 32, height: 32 },
  { source: 'banner.svg', picture: 'banner.png', width: 220, height: 140 },
];

/** What a drawing leaves out stays transparent. */
export async function renderDrawings(browser: Browser, folder: string): Promise<void> {
  for (const { source, picture, width, height } of DRAWINGS) {
    const page = await browser.newPage({ viewport: { width, height } });
    const svg = await readFile(join(folder, source), 'utf8');
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
    );
    await fitTexts(page);
    await writeFile(join(folder, picture), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
}

/** Left free on both sides of a text, in the drawing's own units. */
const MARGIN = 12;

/** What fits keeps the size that the drawing says. Which letters there are, and how wide they are, only the browser knows. */
async function fitTexts(page: Page): Promise<void> {
  await page.locator('svg').evaluate((svg: SVGSVGElement, margin) => {
    const { x, width } = svg.viewBox.baseVal;
    for (const text of svg.querySelectorAll('text')) {
      let size = parseFloat(getComputedStyle(text).fontSize);
      let box = text.getBBox();
      while (size > 1 && (box.x < x + margin || box.x + box.width > x + width - margin)) {
        size -= 0.5;
        text.style.fontSize = `${size}px`;
        box = text.getBBox();
      }
    }
  }, MARGIN);
}
