// Owns what the Marketplace is given to show: lengths, sizes, transparency, and that the screenshots are of the sidebar as it is.
// The numbers are those of https://developers.google.com/workspace/marketplace/create-listing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from '../../src/provider/vendors';
import { readPng } from '../support/png';

const ROOT = join(__dirname, '../..');
const LISTING = join(ROOT, 'listing');
const DIST = process.env.ADDON_DIST ?? join(ROOT, 'dist');
const png = (name: string) => readPng(readFileSync(join(LISTING, name)));

const TEXTS = JSON.parse(readFileSync(join(LISTING, 'listing.json'), 'utf8')) as {
  readonly name: string;
  readonly short: string;
  /** Its lines. */
  readonly long: readonly string[];
};
const LONG = TEXTS.long.join('\n');

/** Marks of others, which a name must not borrow. */
const MARKS = /google|sheets|workspace|gmail|cleanlist|enrich\b|leadleap|linkedin/i;

const SCREENSHOTS = [1, 2, 3, 4, 5].map((number) => `screenshot-${number}.png`);

test('the name has at most 50 characters, no mark of others and no version', () => {
  expect(TEXTS.name.length).toBeLessThanOrEqual(50);
  expect(TEXTS.name).not.toMatch(MARKS);
  expect(TEXTS.name).not.toMatch(/\d/);
});

test('the name is the one that the sidebar has', () => {
  const sidebar = readFileSync(join(DIST, 'sidebar.html'), 'utf8');
  expect(sidebar).toContain(`<title>${TEXTS.name}</title>`);
});

test('the descriptions are no longer than they may be, and differ', () => {
  expect(TEXTS.short.length).toBeLessThanOrEqual(200);
  expect(LONG.length).toBeLessThan(16_000);
  expect(LONG).not.toContain(TEXTS.short);
});

test.each(VENDORS.map(({ name, portal }) => [`${name} (${portal})`]))(
  'the description names %s, as a review asks for',
  (vendor) => {
    expect(LONG).toContain(vendor);
  },
);

test('the description says whose key is needed, and who charges', () => {
  expect(LONG).toContain('an API key of your own');
  expect(LONG).toContain('These vendors charge credits');
});

test.each([
  ['icon-128.png', 128],
  ['icon-32.png', 32],
])('%s is square, its corners are transparent and its middle is not', (name, size) => {
  const { width, height, alphaAt } = png(name);
  expect([width, height]).toEqual([size, size]);
  const last = size - 1;
  const corners = [alphaAt(0, 0), alphaAt(last, 0), alphaAt(0, last), alphaAt(last, last)];
  expect(corners).toEqual([0, 0, 0, 0]);
  expect(alphaAt(size / 2, size / 2)).toBe(255);
});

test('the banner has the size that it is shown in', () => {
  const { width, height } = png('banner.png');
  expect([width, height]).toEqual([220, 140]);
});

test('there are five screenshots and no other', () => {
  const there = readdirSync(LISTING).filter((name) => name.startsWith('screenshot-'));
  expect(there.sort()).toEqual(SCREENSHOTS);
});

test.each(SCREENSHOTS)('%s has 1280 × 800 pixels, to its edges', (name) => {
  const { width, height, hasAlpha } = png(name);
  expect([width, height]).toEqual([1280, 800]);
  expect(hasAlpha).toBe(false);
});

const SIDEBAR = createHash('sha256')
  .update(readFileSync(join(DIST, 'sidebar.html')))
  .digest('hex');

test.each(SCREENSHOTS)('%s shows the sidebar as it is now (else: npm run listing)', (name) => {
  expect(png(name).notes.get('sidebar')).toBe(SIDEBAR);
});

test('the README’s picture shows the sidebar as it is now (else: npm run screenshot)', () => {
  const { notes } = readPng(readFileSync(join(ROOT, 'docs/local-page.png')));
  expect(notes.get('sidebar')).toBe(SIDEBAR);
});
