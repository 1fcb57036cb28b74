// Every state of the sidebar has a name, and the same look with Google's CSS package and without it, as where an administrator
// blocks its host.
import type { Browser } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/chromium';
import { expectUnmoved, type Scene } from './scene';
import { SCENES as ENDED_RUNS } from './scenes/ended-runs';
import { SCENES as FIND_LEADS } from './scenes/find-leads';
import { SCENES as OPERATIONS } from './scenes/operations';
import { SCENES as SIDE_PAGES } from './scenes/side-pages';
import { SCENES as TO_A_RUN } from './scenes/to-a-run';
import { SCENES as VENDORS } from './scenes/vendors';
import { SCENES as WEBHOOK } from './scenes/webhook';

const SCENES: readonly Scene[] = [
  ...TO_A_RUN,
  ...ENDED_RUNS,
  ...SIDE_PAGES,
  ...VENDORS,
  ...WEBHOOK,
  ...OPERATIONS,
  ...FIND_LEADS,
];

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

/** Between them they hold every kind of control. */
const STYLED = [
  ...['home-mapping-open', 'home-outputs-open', 'home-check-open', 'confirm-cap', 'confirm-short'],
  ...['connect', 'fix', 'run', 'run-stop-asked', 'run-support', 'ended-both', 'menu', 'history'],
  ...['automatic-off', 'settings', 'help', 'vendors-order', 'vendors-connect-which', 'leads-form'],
];

test.each(STYLED)(
  '%s: the same with Google’s CSS package',
  async (name) => {
    const scene = SCENES.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`There is no state ${name}.`);
    await expectUnmoved(browser, scene, STYLE_SHEET);
  },
  20_000,
);
