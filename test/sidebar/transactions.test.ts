// The last transactions in Settings: every state of them, and what a person does there.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/chromium';
import { testScenes } from './clean-scenes';
import { SCENES } from './scenes/transactions';
import { Sidebar } from './sidebar-page';

testScenes(SCENES);

describe('the last transactions', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 30_000);
  afterAll(() => browser.close());

  const opened = async (name: string): Promise<Sidebar> => {
    const scene = SCENES.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`There is no state ${name}.`);
    const sidebar = await Sidebar.open(browser, scene.script);
    await scene.way?.(sidebar);
    await sidebar.page.getByText(scene.shows).first().waitFor();
    return sidebar;
  };
  const asked = async (sidebar: Sidebar): Promise<unknown[]> =>
    (await sidebar.calls())
      .filter(({ method }) => method === 'transactions')
      .map(({ args }) => args);

  test('are asked for only when they are opened, and anew each time', async () => {
    const sidebar = await opened('transactions-folded');
    expect(await asked(sidebar)).toEqual([]);
    await sidebar.press(/^Last transactions/);
    await sidebar.page.getByText('Given back').waitFor();
    await sidebar.press(/^Last transactions/);
    await sidebar.page.getByText('Given back').waitFor({ state: 'detached' });
    await sidebar.press(/^Last transactions/);
    await sidebar.page.getByText('Given back').waitFor();
    expect(await asked(sidebar)).toEqual([{ vendor: 'enrich' }, { vendor: 'enrich' }]);
    await sidebar.close();
  });

  test('show amounts with their sign, and the vendor’s words as plain text', async () => {
    const sidebar = await opened('transactions');
    const texts = await sidebar.page.locator('.transactions li').allInnerTexts();
    expect(texts.map((text) => text.split('\n').slice(0, 2).join(' '))).toEqual([
      ...['Spent −2,500', 'Given back +740', 'Spent −10', 'Changed 0', 'Topped up +1,234,567'],
    ]);
    expect(texts[0]).toContain('12 Nov, 08:05 · Email finder batch: 250 leads');
    expect(texts[3]).toContain('<b>bold</b>');
    await sidebar.close();
  });

  test('can be asked for again when the vendor did not answer', async () => {
    const sidebar = await opened('transactions-trouble');
    await sidebar.press('Try again');
    await sidebar.page.getByText('Enrich could not be asked').waitFor();
    expect(await asked(sidebar)).toHaveLength(2);
    await sidebar.close();
  });
});
