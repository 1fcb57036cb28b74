// Owns the person's way through the built sidebar: what each click asks the server, and where it leads.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/chromium';
import { batch, CONNECTED, home, inspection, MARK, quote, run } from './fixtures';
import { gives, Sidebar, type Call, type Script } from './sidebar-page';

const NOT_CONNECTED = { connected: false } as const;
const HOME: Script = { home: [gives<'home'>(home())] };
const QUOTED: Script = { ...HOME, quote: [gives<'quote'>(quote())] };

let browser: Browser;
let sidebar: Sidebar;
beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterEach(() => sidebar.close());
afterAll(() => browser.close());

const open = async (script: Script): Promise<void> => {
  sidebar = await Sidebar.open(browser, script);
};
const sees = (text: string | RegExp): Promise<void> =>
  sidebar.page.getByText(text).first().waitFor();
const lastCall = async (): Promise<Call | undefined> => (await sidebar.calls()).pop();
const times = async (method: string): Promise<number> =>
  (await sidebar.methods()).filter((name) => name === method).length;

/** What the keyboard is on: its text, or its label. */
const focused = (): Promise<string> =>
  sidebar.page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
  });

const tabTo = async (name: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused()) === name) return;
    await sidebar.page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach “${name}”.`);
};

test('the keyboard alone goes from the sheet through the key and the confirm to a run', async () => {
  await open({
    home: [gives<'home'>(home({ account: NOT_CONNECTED }))],
    connect: [gives<'connect'>(CONNECTED)],
    quote: [gives<'quote'>(quote())],
    start: [gives<'start'>(run())],
  });
  const { keyboard } = sidebar.page;
  await sees('Review 312 contacts');
  await tabTo('Review 312 contacts');
  await keyboard.press('Enter');
  await sees('Connect Cleanlist');
  expect(await focused()).toBe('Connect Cleanlist');
  await tabTo('API key');
  await keyboard.type('clapi_abc');
  await keyboard.press('Enter');
  await sees('Send 312 contacts?');
  expect(await focused()).toBe('Send 312 contacts?');
  await tabTo('Send 312 contacts');
  await sidebar.page.locator('button.action[aria-disabled=false]').waitFor();
  await keyboard.press('Space');
  await sees('124 of 312 contacts');
  expect(await focused()).toBe('Enriching contacts');
  expect((await sidebar.calls()).slice(0, 4)).toEqual([
    { method: 'home', args: null },
    { method: 'connect', args: { key: 'clapi_abc' } },
    {
      method: 'quote',
      args: { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'all' } },
    },
    {
      method: 'start',
      args: {
        choice: { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'all' } },
        quote: { id: 'r1', digest: 'd1' },
        pauseWhenUsedUp: false,
      },
    },
  ]);
}, 20_000);

test('opening takes no focus from the sheet', async () => {
  await open(HOME);
  await sees('Review 312 contacts');
  expect(await sidebar.page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('a second click on Send starts nothing', async () => {
  await open({ ...QUOTED, start: [{ never: true }] });
  await sidebar.press(/^Review/);
  await sees('Send 312 contacts?');
  const send = sidebar.page.getByRole('button', { name: 'Send 312 contacts' });
  await send.click();
  await send.dispatchEvent('click');
  await send.dispatchEvent('click');
  expect(await times('start')).toBe(1);
});

test('an impatient double click on Review does not send', async () => {
  await open(QUOTED);
  await sidebar.page.getByRole('button', { name: /^Review/ }).dblclick();
  await sees('Send 312 contacts?');
  await sidebar.page.getByRole('button', { name: 'Send 312 contacts' }).dispatchEvent('click');
  expect(await times('start')).toBe(0);
});

test('a changed mapping, header row, channel and choice of rows are each checked again', async () => {
  await open({ ...HOME, inspect: [gives<'inspect'>(inspection())] });
  const { page } = sidebar;
  await sidebar.press(/^First name/);
  await page.getByLabel('Phone', { exact: true }).nth(0).selectOption('F · (no header)');
  await page.getByLabel('E-mail', { exact: true }).nth(0).selectOption('not mapped');
  await page.getByLabel('Headers in row').fill('3');
  await page.getByLabel('Headers in row').press('Enter');
  await page.getByRole('checkbox', { name: 'Phone' }).check();
  await page.getByLabel('For').selectOption('The first contacts');
  await page.getByLabel('How many contacts').fill('25');
  await page.getByLabel('How many contacts').press('Enter');
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  expect(await lastCall()).toEqual({
    method: 'inspect',
    args: {
      sheet: 7,
      mapping: { phone: 5, email: null },
      headerRow: 3,
      headerMark: MARK,
      channels: ['email', 'phone'],
      rows: { kind: 'first', count: 25 },
    },
  });
});

test('choices made while a check is under way are asked for once, by their last state', async () => {
  await open({ ...HOME, inspect: [gives<'inspect'>(inspection())] });
  await sees('Review 312 contacts');
  await sidebar.page.evaluate(() => {
    const rows = document.querySelector<HTMLSelectElement>('#rows');
    for (const value of ['new', 'all', 'selected', 'new']) {
      if (rows === null) return;
      rows.value = value;
      rows.dispatchEvent(new Event('change'));
    }
  });
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  expect(await times('inspect')).toBe(2);
  expect(await lastCall()).toMatchObject({ args: { rows: { kind: 'new' } } });
});

test('a guess that is right is kept with one click', async () => {
  const mapping = { linkedin_url: { column: 5, certainty: 'guess' } } as const;
  await open({
    home: [gives<'home'>(home({ inspection: inspection({ mapping }) }))],
    inspect: [gives<'inspect'>(inspection())],
  });
  await sidebar.press('Keep it');
  await sees('First name, Last name');
  expect(await lastCall()).toMatchObject({ args: { mapping: { linkedin_url: 5 } } });
});

test('without a channel nothing is asked and nothing can be sent', async () => {
  await open(HOME);
  await sidebar.page.getByRole('checkbox', { name: 'E-mail' }).uncheck();
  await sees('Choose e-mail, phone or both first.');
  await sidebar.page.getByRole('button', { name: /^Review/ }).dispatchEvent('click');
  expect(await sidebar.methods()).toEqual(['home']);
});

test('a problem row is shown in the sheet by a click on it', async () => {
  await open({ ...HOME, jump: [gives<'jump'>(null)] });
  await sidebar.press(/^Incomplete/);
  await sidebar.press('Row 1044');
  expect(await lastCall()).toEqual({ method: 'jump', args: { sheet: 7, row: 1044 } });
});

test('the first contacts that the balance covers are quoted, then sent, as such', async () => {
  const short = quote({ balance: 200, affordable: 200 });
  const first = quote({
    id: 'r2',
    digest: 'd2',
    contacts: { total: 200, partial: 200, phone_only: 0, full: 0 },
  });
  await open({
    ...HOME,
    quote: [gives<'quote'>(short), gives<'quote'>(first)],
    start: [gives<'start'>(run({ id: 'r2' }))],
  });
  await sidebar.press(/^Review/);
  await sidebar.page.getByLabel(/^Only the first 200/).check();
  await sidebar.page.getByRole('button', { name: 'Send 200 contacts', disabled: false }).click();
  await sees('124 of 312 contacts');
  expect((await sidebar.calls()).find(({ method }) => method === 'start')?.args).toMatchObject({
    choice: { limit: 200 },
    quote: { id: 'r2', digest: 'd2' },
    pauseWhenUsedUp: false,
  });
});

test('all contacts on a short balance are sent with the person’s word that it may pause', async () => {
  await open({
    ...HOME,
    quote: [gives<'quote'>(quote({ balance: 200, affordable: 200 }))],
    start: [gives<'start'>(run())],
  });
  await sidebar.press(/^Review/);
  await sidebar.page.getByLabel(/^All 312/).check();
  await sidebar.press('Send 312 contacts');
  await sees('124 of 312 contacts');
  expect((await sidebar.calls()).find(({ method }) => method === 'start')?.args).toMatchObject({
    quote: { id: 'r1' },
    pauseWhenUsedUp: true,
  });
});

test.each([
  ['whose answer was lost', { failure: 'NetworkError: HTTP 0' }],
  [
    'that had come through before',
    { reply: { ok: false, code: 'already_started', message: 'This run has started already.' } },
  ],
] as const)('a start %s leads to its run, and is not sent again', async (_, answer) => {
  await open({
    home: [gives<'home'>(home()), gives<'home'>(home({ runs: [run()] }))],
    quote: [gives<'quote'>(quote())],
    start: [answer],
  });
  await sidebar.press(/^Review/);
  await sidebar.press('Send 312 contacts');
  await sees('124 of 312 contacts');
  expect(await times('start')).toBe(1);
});

test('a run is worked on until it ends, and the focus stays in the view', async () => {
  const closed = run({ state: 'closed', done: 312, callAgainInMs: null });
  await open({
    home: [
      gives<'home'>(home({ runs: [run({ callAgainInMs: 500 })] })),
      gives<'home'>(home({ runs: [closed] })),
    ],
    work: [gives<'work'>(run({ done: 200, callAgainInMs: 0 })), gives<'work'>(closed)],
  });
  await sees('124 of 312 contacts');
  await sidebar.page.getByRole('button', { name: 'Stop' }).focus();
  await sees('200 of 312 contacts');
  expect(await focused()).toBe('Stop');
  await sees('Finished');
  expect(await focused()).toBe('Finished');
  await sidebar.press('Check the sheet again');
  await sees('Last run');
  expect(await focused()).toBe('Leads');
}, 15_000);

test('Stop asks once, beside a slice under way', async () => {
  await open({
    home: [gives<'home'>(home({ runs: [run({ callAgainInMs: 0 })] }))],
    work: [{ never: true }],
    stop: [gives<'stop'>(run({ stopping: true }))],
  });
  await sidebar.press('Stop');
  await sees('Stopping…');
  expect((await sidebar.calls()).find(({ method }) => method === 'stop')?.args).toEqual({
    run: 'r1',
  });
});

test('Send again is decided by a second click that names the credits, and can be cancelled', async () => {
  const waiting = run({ state: 'waiting', callAgainInMs: null, attention: [batch()] });
  await open({
    home: [gives<'home'>(home({ runs: [waiting] }))],
    decide: [gives<'decide'>(run())],
  });
  await sidebar.press('Send again');
  expect(await focused()).toBe('Send again (62 credits)');
  await sidebar.press('Cancel');
  expect(await focused()).toBe('Send again');
  expect(await times('decide')).toBe(0);
  await sidebar.press('Send again');
  await sidebar.press('Send again (62 credits)');
  await sees('Enriching contacts');
  expect((await sidebar.calls()).find(({ method }) => method === 'decide')?.args).toEqual({
    run: 'r1',
    batch: 2,
    decision: 'send_again',
  });
});

test('a run paused for its key is given another one, and continues', async () => {
  const pause = { reason: 'key', message: 'Cleanlist refuses the key.' } as const;
  await open({
    home: [gives<'home'>(home({ runs: [run({ state: 'paused', pause, callAgainInMs: null })] }))],
    connect: [gives<'connect'>(CONNECTED)],
    resume: [gives<'resume'>(run())],
  });
  await sidebar.press('Connect a key');
  await sidebar.page.getByLabel('API key').fill('clapi_new');
  await sidebar.press('Connect');
  await sidebar.press('Continue');
  await sees('Enriching contacts');
});

test('the key is nowhere in the page once it is connected', async () => {
  await open({
    ...QUOTED,
    home: [gives<'home'>(home({ account: NOT_CONNECTED }))],
    connect: [gives<'connect'>(CONNECTED)],
  });
  await sidebar.press(/^Review/);
  const input = sidebar.page.getByLabel('API key');
  expect(await input.getAttribute('type')).toBe('password');
  expect(await input.getAttribute('autocomplete')).toBe('off');
  await input.fill('clapi_secret');
  await sidebar.press('Connect');
  await sees('Send 312 contacts?');
  expect(await sidebar.page.content()).not.toContain('clapi_secret');
});

test('what stands in cells is shown as text, whatever it looks like', async () => {
  const name = '<img src=x onerror="globalThis.harmed = true">';
  await open({
    home: [gives<'home'>(home({ inspection: inspection({ sheet: { id: 7, name, rows: 2 } }) }))],
  });
  await sees(name);
  expect(await sidebar.page.evaluate(() => 'harmed' in globalThis)).toBe(false);
});

test('a first answer that does not come is explained', async () => {
  sidebar = await Sidebar.open(browser, { home: [{ never: true }] }, 'home', { clock: true });
  await sees('Looking at the sheet…');
  await sidebar.page.clock.fastForward(12_000);
  await sees('This takes longer than usual');
  await sees('incognito');
});

test('the help opened from the menu asks the server for nothing until the person goes on', async () => {
  sidebar = await Sidebar.open(browser, HOME, 'help');
  await sees('What it costs');
  expect(await sidebar.calls()).toEqual([]);
  await sidebar.press('Open the sheet’s contacts');
  await sees('Review 312 contacts');
});

test('links open a new window, and nothing but Google’s style sheet is asked of the net', async () => {
  sidebar = await Sidebar.open(browser, HOME, 'help');
  const targets = await sidebar.page
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('target')));
  expect(new Set(targets)).toEqual(new Set(['_blank']));
  expect(sidebar.foreign).toEqual(['https://ssl.gstatic.com/docs/script/css/add-ons1.css']);
});

test('more contacts than the document can keep track of are offered in part, with a confirm of their own', async () => {
  const message = 'That is more than this document can keep track of at once.';
  await open({
    home: [gives<'home'>(home())],
    quote: [
      { reply: { ok: false, code: 'too_many', message, first: 49_750 } },
      gives<'quote'>(quote()),
    ],
  });
  await sidebar.page.getByRole('button', { name: 'Review 312 contacts' }).click();
  await sees('Too many contacts');
  await sidebar.page.getByRole('button', { name: 'Review the first 49,750' }).click();
  await sees('Send 312 contacts?');
  expect(await lastCall()).toMatchObject({ method: 'quote', args: { limit: 49_750 } });
});
