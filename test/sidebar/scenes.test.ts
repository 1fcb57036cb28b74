// Every state of the sidebar as a person may meet it: clean for axe, at most 300 px wide, one blue button; and the same look with
// Google's CSS package and without it, as where an administrator blocks its host.
import type { Browser } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/chromium';
import { expectClean, type Scene } from './scene';
import { SCENES as ENDED_RUNS } from './scenes/ended-runs';
import { SCENES as SIDE_PAGES } from './scenes/side-pages';
import { SCENES as TO_A_RUN } from './scenes/to-a-run';

const SCENES: readonly Scene[] = [...TO_A_RUN, ...ENDED_RUNS, ...SIDE_PAGES];

/** Set to a copy of the real package, the states are compared with that instead of what stands in for it. */
const STYLE_SHEET = readFileSync(
  process.env.GOOGLE_PACKAGE ?? join(__dirname, 'google-package.css'),
  'utf8',
);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterAll(() => browser.close());

test('every state has a name of its own', () => {
  const names = SCENES.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(SCENES)('$name', (scene) => expectClean(browser, scene, STYLE_SHEET), 20_000);
