// Owns the local page opened in Chromium as a person uses it: the built sidebar in its frame, the built bundle in the local
// runtime behind it. Knows no journey.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/chromium';
import { pageAssets } from '../../local/serve/assets';
import type { Deed, Edit } from '../../local/page/protocol';
import { PageServer } from '../../local/serve/server';
import { EmulatedWorld } from '../../local/serve/world';
import type { LocalRuntime } from '../../local/runtime/runtime';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import type { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';

const ROOT = join(__dirname, '../..');
const WIDTH = 300;

/** The emulated world, and the runtime of the document that it opened. */
class WatchedWorld extends EmulatedWorld {
  /** Nobody has to be able to read along. */
  override readonly hurry = 120;
  runtime: LocalRuntime | null = null;

  override open(...args: Parameters<EmulatedWorld['open']>): LocalRuntime {
    this.runtime = super.open(...args);
    return this.runtime;
  }
}

export class LocalPage {
  /** Addresses of other hosts that the page asked for. */
  readonly foreign: string[] = [];
  readonly sidebar: FrameLocator;

  private constructor(
    readonly world: WatchedWorld,
    private readonly server: PageServer,
    private readonly browser: Browser,
    readonly page: Page,
    private readonly address: string,
  ) {
    this.sidebar = page.frameLocator('#sidebar-frame');
  }

  static async open(port: number): Promise<LocalPage> {
    const world = new WatchedWorld(process.env.ADDON_DIST ?? join(ROOT, 'dist'));
    const server = new PageServer(world, await pageAssets(ROOT));
    const address = await server.listen(port);
    const browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const local = new LocalPage(world, server, browser, page, address);
    await page.route('**/*', (route) => {
      if (route.request().url().startsWith(address)) return route.continue();
      local.foreign.push(route.request().url());
      return route.abort();
    });
    await page.goto(address);
    return local;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }

  get runtime(): LocalRuntime {
    if (this.world.runtime === null) throw new Error('No document is open.');
    return this.world.runtime;
  }

  get vendor(): CleanlistEmulator {
    return this.world.vendors.emulators.cleanlist;
  }

  /** Opens a table as a CSV file from the person's disk. */
  async openFile(name: string, csv: string | Buffer): Promise<void> {
    await this.page
      .locator('#file')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    // The sidebar of the document before is still there for a moment.
    const sheet = name.replace(/\.csv$/, '');
    await this.sidebar.getByRole('heading', { name: sheet, exact: true }).waitFor();
  }

  /** What must hold wherever the person is: nothing for axe, no wider than a sidebar, at most one blue button. */
  async faults({ grid = false } = {}): Promise<string[]> {
    const axe = new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] });
    // Its cells are many and all of a kind: one look is enough.
    const { violations } = await (grid ? axe : axe.exclude('#grid')).analyze();
    const wide = await this.sidebar
      .locator('html')
      .evaluate((root, width) => root.scrollWidth - Math.min(width, root.clientWidth), WIDTH);
    const blue = await this.sidebar.locator('button.action').count();
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
      ...(blue > 1 ? [`${blue} blue buttons`] : []),
    ];
  }

  /** The sheet that is open, as it is displayed. */
  cells(): string[][] {
    const { workbook } = this.runtime;
    return workbook.sheet(workbook.activeSheetId).displayed();
  }

  isRunOpen(): boolean {
    return [...this.runtime.properties.document.keys()].some((key) => key.startsWith('batch:'));
  }

  sees(text: string | RegExp): Promise<void> {
    return this.sidebar.getByText(text).first().waitFor();
  }

  press(name: string | RegExp): Promise<void> {
    return this.button(name).first().click();
  }

  button(name: string | RegExp): Locator {
    return this.sidebar.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** A person's hand in the sheet that is open. */
  async edit(edit: Edit): Promise<void> {
    await this.post('edit', edit);
  }

  /** What a button of the strip does, however often. */
  async deed(deed: Deed): Promise<void> {
    await this.post('deed', { deed });
  }

  private async post(path: string, data: object): Promise<void> {
    const answer = await this.page.request.post(`${this.address}${path}`, { data });
    expect(answer.ok()).toBe(true);
  }

  /** A button of the strip under the grid. */
  strip(name: string): Promise<void> {
    return this.page.locator('.strip').getByRole('button', { name }).click();
  }

  /** Connects the demo key where the confirm asks for it. */
  async connect(): Promise<void> {
    await this.sees(/^Whose key\?$|^Connect Cleanlist$/);
    if (await this.sidebar.getByText('Whose key?').isVisible()) await this.press('Cleanlist');
    await this.sidebar.getByLabel(/API key/).fill(DEMO_KEY);
    await this.press(/^Connect/);
  }

  async eventually(holds: () => boolean): Promise<void> {
    for (let tries = 0; tries < 200 && !holds(); tries++) await this.page.waitForTimeout(50);
    expect(holds()).toBe(true);
  }
}
