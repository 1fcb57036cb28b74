// Owns the built sidebar opened in Chromium at 300 px, over a scripted `google.script.run`. Knows no state by name.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method, Methods, Reply } from '../../src/rpc/contract';

/** What one call gets: a reply, Google's failure, or nothing at all. */
export type Answer<M extends Method = Method> =
  { readonly reply: Reply<M> } | { readonly failure: string } | { readonly never: true };

/** For each method its answers in order; the last one stays. */
export type Script = { readonly [M in Method]?: readonly Answer<M>[] };

export interface Call {
  readonly method: Method;
  readonly args: unknown;
}

export function gives<M extends Method>(value: Methods[M]['value']): Answer<M> {
  return { reply: { ok: true, value } };
}

const HTML = join(process.env.ADDON_DIST ?? join(__dirname, '../../dist'), 'sidebar.html');

/** Set to a folder, every state that a test names is written there as a picture. */
const PICTURES = process.env.SIDEBAR_PICTURES;

const PAGE = 'https://sidebar.example/';
const STYLE_SHEET = 'https://ssl.gstatic.com/docs/script/css/add-ons1.css';
const WIDTH = 300;
const HEIGHT = 700;

export class Sidebar {
  private constructor(
    readonly page: Page,
    /** What the page asked of the net. */
    readonly foreign: readonly string[],
  ) {}

  static async open(
    browser: Browser,
    script: Script,
    view = 'home',
    { clock = false, styleSheet = '' } = {},
  ): Promise<Sidebar> {
    const page = await browser.newPage({
      viewport: { width: WIDTH, height: HEIGHT },
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    });
    const html = readFileSync(HTML, 'utf8').replace('data-view="home"', `data-view="${view}"`);
    const foreign: string[] = [];
    await page.route('**/*', (route) => {
      const url = route.request().url();
      if (url === PAGE) return route.fulfill({ contentType: 'text/html', body: html });
      foreign.push(url);
      if (url === STYLE_SHEET && styleSheet !== '') {
        return route.fulfill({ contentType: 'text/css', body: styleSheet });
      }
      return route.abort();
    });
    if (clock) await page.clock.install();
    await page.addInitScript(fakeGoogle, script);
    await page.goto(PAGE);
    return new Sidebar(page, foreign);
  }

  calls(): Promise<Call[]> {
    return this.page.evaluate(() => (globalThis as unknown as { calls: Call[] }).calls);
  }

  async methods(): Promise<Method[]> {
    return (await this.calls()).map(({ method }) => method);
  }

  press(name: string | RegExp): Promise<void> {
    return this.page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  /** Goes to a page of the menu. */
  async menu(page: string): Promise<void> {
    await this.press('Menu');
    await this.page.getByRole('menuitem', { name: page, exact: true }).click();
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** What must hold in every state: nothing for axe, no wider than the sidebar, at most one blue button. */
  async faults(): Promise<string[]> {
    // What passes need not be sent back whole.
    const axe = new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] });
    const { violations } = await axe.setLegacyMode().analyze();
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
    const blue = await this.page.locator('button.action').count();
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ...(wide > WIDTH ? [`${wide} px wide`] : []),
      ...(blue > 1 ? [`${blue} blue buttons`] : []),
    ];
  }

  /** Writes the whole page as a picture, where pictures are wanted. */
  async picture(name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(join(PICTURES, `${name}.png`), await this.look());
  }

  /** The whole page in one picture, the sticky foot at its end. */
  async look(): Promise<Buffer> {
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    await this.page.setViewportSize({ width: WIDTH, height: Math.max(HEIGHT, height) });
    const picture = await this.page.screenshot({ animations: 'disabled' });
    await this.page.setViewportSize({ width: WIDTH, height: HEIGHT });
    return picture;
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** Runs in the page, before its script: takes the calls down and answers them from the script. */
function fakeGoogle(script: Script): void {
  const calls: Call[] = [];
  const counts: Partial<Record<Method, number>> = {};
  type Handler = (value: unknown) => void;
  const runner = (onSuccess: Handler, onFailure: Handler): object => ({
    withSuccessHandler: (handler: Handler) => runner(handler, onFailure),
    withFailureHandler: (handler: Handler) => runner(onSuccess, handler),
    rpc: (request: string) => {
      const call = JSON.parse(request) as Call;
      calls.push(call);
      const answers = script[call.method] ?? [];
      const at = counts[call.method] ?? 0;
      counts[call.method] = at + 1;
      const answer = answers[Math.min(at, answers.length - 1)];
      setTimeout(() => {
        if (answer === undefined) onFailure(new Error(`Not scripted: ${call.method}`));
        else if ('failure' in answer) onFailure(new Error(answer.failure));
        else if ('reply' in answer) onSuccess(JSON.stringify(answer.reply));
      }, 5);
    },
  });
  const ignore = (): void => undefined;
  Object.assign(globalThis, { calls, google: { script: { run: runner(ignore, ignore) } } });
}
