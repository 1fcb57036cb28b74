// Owns the built sidebar opened in Chromium at 300 px, over a scripted `google.script.run`. Knows no state by name.
import type axe from 'axe-core';
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

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Set to a folder, every state that a test names is written there as a picture. */
const PICTURES = process.env.SIDEBAR_PICTURES;

const PAGE = 'https://sidebar.example/';
const STYLE_SHEET = 'https://ssl.gstatic.com/docs/script/css/add-ons1.css';
const WIDTH = 300;
const HEIGHT = 700;

/** Pages that nobody uses any more: a new one is a new process, which takes longer than most states. */
const FREE = new WeakMap<Browser, Page[]>();

export class Sidebar {
  private constructor(
    readonly page: Page,
    /** What the page asked of the net. */
    readonly foreign: readonly string[],
    private readonly isReusable: boolean,
  ) {}

  static async open(
    browser: Browser,
    script: Script,
    view = 'home',
    { clock = false, styleSheet = '' } = {},
  ): Promise<Sidebar> {
    const page =
      (clock ? undefined : FREE.get(browser)?.pop()) ??
      (await browser.newPage({
        viewport: { width: WIDTH, height: HEIGHT },
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
      }));
    const google = `(${String(fakeGoogle)})(${JSON.stringify(script).replace(/</g, '\\u003c')})`;
    const html = readFileSync(HTML, 'utf8')
      .replace('data-view="home"', `data-view="${view}"`)
      .replace('<head>', () => `<head><script>${google}</script>`);
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
    await page.goto(PAGE);
    return new Sidebar(page, foreign, !clock);
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
    await this.page.evaluate(AXE);
    const violations = await this.page.evaluate(async () => {
      // What passes need not be sent back whole.
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const found = await inPage.run(document, { resultTypes: ['violations'] });
      return found.violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) }));
    });
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
    const blue = await this.page.locator('button.action').count();
    return [
      ...violations.map(({ id, html }) => `${id}: ${html.join(' ')}`),
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

  async close(): Promise<void> {
    if (!this.isReusable) return this.page.close();
    await this.page.goto('about:blank');
    await this.page.unrouteAll();
    await this.page.context().clearPermissions();
    await this.page.setViewportSize({ width: WIDTH, height: HEIGHT });
    const browser = this.page.context().browser();
    if (browser !== null) FREE.set(browser, [...(FREE.get(browser) ?? []), this.page]);
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
