// Owns what Google's page service asks of the built sidebar file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIST = process.env.ADDON_DIST ?? join(ROOT, 'dist');
const html = readFileSync(join(DIST, 'sidebar.html'), 'utf8');

// 150 KB until there were operations beside finding (their words, columns and numbers on every page of a run), a search for leads, an
// address of the user’s own, a vendor’s transactions, and lists that are enriched as a whole.
test('it is one file of at most 190 KB', () => {
  expect(html.length).toBeLessThan(190 * 1024);
  expect(html.match(/<\/script>/g)).toHaveLength(1);
});

test('it holds no template literal: the page service strips comment signs inside them', () => {
  expect(html).not.toContain('`');
});

test('it says where the server may ask for another first view', () => {
  expect(html).toContain('<div id="app" data-view="home">');
});

test('it tells of several accounts even when its script is kept from running', () => {
  expect(html).toContain('several Google accounts may be signed in');
});

test('no source of it writes markup, or names a global of the server', () => {
  const sources = readdirSync(join(ROOT, 'sidebar'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(ROOT, 'sidebar', path), 'utf8'))
    .join('\n');
  expect(sources).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|alert\(/);
  expect(sources).not.toMatch(/SpreadsheetApp|PropertiesService|UrlFetchApp/);
});
