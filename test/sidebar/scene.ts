// Owns a state of the sidebar as a test names it, and what must hold in each: clean for axe, at most 300 px wide, one blue button.
import type { Browser } from 'playwright-core';
import type { Failure, FailureCode, Home } from '../../src/rpc/contract';
import { home } from './fixtures';
import { gives, Sidebar, type Script } from './sidebar-page';

export interface Scene {
  readonly name: string;
  readonly script: Script;
  readonly view?: 'help';
  /** The way from the first view to the state. */
  readonly way?: (sidebar: Sidebar) => Promise<void>;
  /** A text that only this state shows. */
  readonly shows: string | RegExp;
}

export const opens = (change: Partial<Home> = {}): Script => ({
  home: [gives<'home'>(home(change))],
});

export const refuses = (
  code: FailureCode,
  message: string,
  vendor?: string,
): { readonly reply: Failure } => ({
  reply: { ok: false, code, message, ...(vendor === undefined ? {} : { vendor }) },
});

/** Clean in every respect. */
export async function expectClean(browser: Browser, scene: Scene): Promise<void> {
  const sidebar = await reach(browser, scene, '');
  await sidebar.picture(scene.name);
  expect(await sidebar.faults()).toEqual([]);
  await sidebar.close();
}

/** With this style sheet of Google's the same to the eye as without. */
export async function expectUnmoved(
  browser: Browser,
  scene: Scene,
  styleSheet: string,
): Promise<void> {
  const plain = await reach(browser, scene, '');
  const styled = await reach(browser, scene, styleSheet);
  const isAlike = await lookAlike(plain, styled);
  await plain.close();
  await styled.close();
  expect(isAlike).toBe(true);
}

/** What is told apart after this many looks differs for another reason than the moment. */
const LOOKS = 3;

async function lookAlike(one: Sidebar, other: Sidebar): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const [first, second] = [await one.look(), await other.look()];
    if (first.equals(second)) return true;
    await one.page.waitForTimeout(300);
  }
  return false;
}

async function reach(browser: Browser, scene: Scene, styleSheet: string): Promise<Sidebar> {
  const sidebar = await Sidebar.open(browser, scene.script, scene.view, { styleSheet });
  await scene.way?.(sidebar);
  await sidebar.page.getByText(scene.shows).first().waitFor();
  return sidebar;
}
