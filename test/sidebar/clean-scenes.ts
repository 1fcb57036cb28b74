// The states of a list as a person may meet them: each is clean for axe, at most 300 px wide, with one blue button.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/chromium';
import { expectClean, type Scene } from './scene';

export function testScenes(scenes: readonly Scene[]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 30_000);
  afterAll(() => browser.close());

  test.each(scenes)(
    '$name: clean for axe, 300 px, one blue button',
    (scene) => expectClean(browser, scene),
    15_000,
  );
}
