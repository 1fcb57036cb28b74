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

export const refuses = (code: FailureCode, message: string): { readonly reply: Failure } => ({
  reply: { ok: false, code, message },
});

export async function expectClean(browser: Browser, scene: Scene): Promise<void> {
  const sidebar = await Sidebar.open(browser, scene.script, scene.view);
  await scene.way?.(sidebar);
  await sidebar.page.getByText(scene.shows).first().waitFor();
  await sidebar.picture(scene.name);
  expect(await sidebar.faults()).toEqual([]);
  await sidebar.close();
}
