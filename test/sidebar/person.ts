// Owns a person at the built sidebar, as tests of their ways share them: what they open, see and are on, and what was asked of the
// server for it. Knows no way by name.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/chromium';
import type { Method } from '../../src/rpc/contract';
import { Sidebar, type Call, type Script } from './sidebar-page';

/** The one that is open now. */
export let sidebar: Sidebar;

/** Called once in a file of tests: a browser for all of them, a sidebar for each. */
export function sitDown(): void {
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 30_000);
  afterEach(() => sidebar.close());
  afterAll(() => browser.close());
}

let browser: Browser;

export async function open(
  script: Script,
  ...how: [view?: 'home' | 'help', options?: { readonly clock: boolean }]
): Promise<void> {
  sidebar = await Sidebar.open(browser, script, ...how);
}

export function sees(text: string | RegExp): Promise<void> {
  return sidebar.page.getByText(text).first().waitFor();
}

/** What the server was asked by a method, in order. */
export async function sent(method: Method): Promise<unknown[]> {
  return (await sidebar.calls()).filter((call) => call.method === method).map(({ args }) => args);
}

export async function lastCall(): Promise<Call | undefined> {
  return (await sidebar.calls()).pop();
}

export function key(name: string): Promise<void> {
  return sidebar.page.keyboard.press(name);
}

/** The second step of an action that is confirmed in place. */
export function sure(name: string): Promise<void> {
  return sidebar.page.locator('.ask').getByRole('button', { name, exact: true }).click();
}

/** What the keyboard is on: its label, or its text; `''` when it is on nothing. */
export function focused(): Promise<string> {
  return sidebar.page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === null || element.tagName === 'BODY') return '';
    return element.labels?.[0]?.textContent ?? element.textContent;
  });
}

export async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused()) === name) return;
    await key('Tab');
  }
  throw new Error(`The keyboard does not reach “${name}”.`);
}
