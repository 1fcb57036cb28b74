// Owns the person's way through the built sidebar: what each click asks the server, and where it leads.
import {
  batch,
  checkView,
  CONNECTED,
  fixPreview,
  fixReport,
  home,
  inCredits,
  inspection,
  MARK,
  NOT_CONNECTED,
  quote,
  run,
} from './fixtures';
import { focused, key, lastCall, open, sees, sent, sidebar, sitDown, tabTo } from './person';
import { settings } from './side-fixtures';
import { gives, type Script } from './sidebar-page';

const HOME: Script = { home: [gives<'home'>(home())] };
const QUOTED: Script = { ...HOME, quote: [gives<'quote'>(quote())] };

sitDown();

test('the keyboard alone goes from the sheet through the key and the confirm to a run', async () => {
  await open({
    home: [gives<'home'>(home({ accounts: [NOT_CONNECTED] }))],
    connect: [gives<'connect'>([CONNECTED])],
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
    { method: 'connect', args: { vendor: 'cleanlist', key: 'clapi_abc' } },
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
  expect(await sent('start')).toHaveLength(1);
});

test('an impatient double click on Review does not send', async () => {
  await open(QUOTED);
  await sidebar.page.getByRole('button', { name: /^Review/ }).dblclick();
  await sees('Send 312 contacts?');
  await sidebar.page.getByRole('button', { name: 'Send 312 contacts' }).dispatchEvent('click');
  expect(await sent('start')).toHaveLength(0);
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
  expect(await sent('inspect')).toHaveLength(2);
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
  const short = quote({ balances: inCredits(200), affordable: 200 });
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
  expect((await sent('start'))[0]).toMatchObject({
    choice: { limit: 200 },
    quote: { id: 'r2', digest: 'd2' },
    pauseWhenUsedUp: false,
  });
});

test('all contacts on a short balance are sent with the person’s word that it may pause', async () => {
  await open({
    ...HOME,
    quote: [gives<'quote'>(quote({ balances: inCredits(200), affordable: 200 }))],
    start: [gives<'start'>(run())],
  });
  await sidebar.press(/^Review/);
  await sidebar.page.getByLabel(/^All 312/).check();
  await sidebar.press('Send 312 contacts');
  await sees('124 of 312 contacts');
  expect((await sent('start'))[0]).toMatchObject({
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
  expect(await sent('start')).toHaveLength(1);
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

test('Stop is decided by a second click and asks once, beside a slice under way', async () => {
  await open({
    home: [gives<'home'>(home({ runs: [run({ callAgainInMs: 0 })] }))],
    work: [{ never: true }],
    stop: [gives<'stop'>(run({ stopping: true }))],
  });
  await sidebar.press('Stop');
  expect(await focused()).toBe('Stop this run');
  expect(await sent('stop')).toHaveLength(0);
  await sidebar.page.getByRole('button', { name: 'Stop this run' }).dblclick();
  await sees('Stopping…');
  expect(await sent('stop')).toHaveLength(1);
  expect((await sent('stop'))[0]).toEqual({
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
  expect(await sent('decide')).toHaveLength(0);
  await sidebar.press('Send again');
  await sidebar.press('Send again (62 credits)');
  await sees('Enriching contacts');
  expect((await sent('decide'))[0]).toEqual({
    run: 'r1',
    batch: 2,
    decision: 'send_again',
  });
});

test('a run paused for its key is given another one, and continues by itself', async () => {
  const pause = { reason: 'key', message: 'Cleanlist refuses the key.' } as const;
  await open({
    home: [gives<'home'>(home({ runs: [run({ state: 'paused', pause, callAgainInMs: null })] }))],
    connect: [gives<'connect'>([CONNECTED])],
    resume: [gives<'resume'>(run())],
  });
  await sidebar.press('Connect a key');
  await sidebar.page.getByLabel('API key').fill('clapi_new');
  await sidebar.press('Connect');
  await sees('Enriching contacts');
  expect(await sent('resume')).toEqual([{ run: 'r1' }]);
});

test('the key is nowhere in the page once it is connected', async () => {
  await open({
    ...QUOTED,
    home: [gives<'home'>(home({ accounts: [NOT_CONNECTED] }))],
    connect: [gives<'connect'>([CONNECTED])],
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
  await open({ home: [{ never: true }] }, 'home', { clock: true });
  await sees('Looking at the sheet…');
  await sidebar.page.clock.fastForward(12_000);
  await sees('This takes longer than usual');
  await sees('incognito');
});

test('the help opened from the menu asks the server for nothing until the person goes on', async () => {
  await open(HOME, 'help');
  await sees('What it costs');
  expect(await sidebar.calls()).toEqual([]);
  await sidebar.press('Go to the sheet’s contacts');
  await sees('Review 312 contacts');
});

test('links open a new window, and nothing but Google’s style sheet is asked of the net', async () => {
  await open(HOME);
  await sidebar.menu('Help');
  await sidebar.press('Credits used up');
  const targets = await sidebar.page
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('target')));
  expect(new Set(targets)).toEqual(new Set(['_blank']));
  expect(sidebar.foreign).toEqual(['https://ssl.gstatic.com/docs/script/css/add-ons1.css']);
});

test('more contacts than the document can keep track of are offered in part, with a confirm of their own', async () => {
  const message = 'That is more than this spreadsheet can keep track of at once.';
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

const CHOICE = { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'all' } };
const TEN = quote({
  id: 'r2',
  digest: 'd2',
  contacts: { total: 10, partial: 10, phone_only: 0, full: 0 },
  left: 302,
  maximumCredits: inCredits(10),
});
const send = (contacts: number): Promise<void> =>
  sidebar.page.getByRole('button', { name: `Send ${contacts} contacts`, disabled: false }).click();
const startArgs = async (): Promise<unknown> => (await sent('start'))[0];

test('ten are tried first with a confirm of their own, from which all can be taken again', async () => {
  await open({
    ...HOME,
    quote: [
      gives<'quote'>(quote()),
      gives<'quote'>(TEN),
      gives<'quote'>(quote()),
      gives<'quote'>(TEN),
    ],
    start: [gives<'start'>(run({ id: 'r2' }))],
  });
  await sidebar.press(/^Review/);
  await sidebar.press('Try 10 first');
  await sees('Send 10 contacts?');
  expect(await focused()).toBe('Send 10 contacts?');
  expect(await lastCall()).toEqual({ method: 'quote', args: { ...CHOICE, limit: 10 } });
  await sidebar.press('Take all 312 contacts');
  await sees('Send 312 contacts?');
  expect(await lastCall()).toEqual({ method: 'quote', args: CHOICE });
  await sidebar.press('Try 10 first');
  await send(10);
  await sees('124 of 312 contacts');
  expect(await startArgs()).toEqual({
    choice: { ...CHOICE, limit: 10 },
    quote: { id: 'r2', digest: 'd2' },
    pauseWhenUsedUp: false,
  });
});

test('a lower number of credits is quoted by the keyboard, then sent, as such', async () => {
  const fitting = quote({
    id: 'r3',
    digest: 'd3',
    contacts: { total: 120, partial: 120, phone_only: 0, full: 0 },
    left: 192,
    maximumCredits: inCredits(120),
  });
  await open({
    ...HOME,
    quote: [gives<'quote'>(quote()), gives<'quote'>(fitting)],
    start: [gives<'start'>(run({ id: 'r3' }))],
  });
  const { keyboard } = sidebar.page;
  await sidebar.press(/^Review/);
  await sees('Send 312 contacts?');
  await tabTo('At most');
  await keyboard.type('120');
  await keyboard.press('Enter');
  await sees('The first 120 of 312 contacts fit.');
  expect(await focused()).toBe('At most');
  expect(await sidebar.page.getByLabel('At most').inputValue()).toBe('120');
  await send(120);
  await sees('124 of 312 contacts');
  expect(await startArgs()).toEqual({
    choice: { ...CHOICE, maximum: 120 },
    quote: { id: 'r3', digest: 'd3' },
    pauseWhenUsedUp: false,
  });
});

test('a column without a header is written to by the name of what goes there, and its letter', async () => {
  const [email, ...others] = inspection().outputs;
  if (email === undefined) throw new Error('The fixture writes no e-mail.');
  const nameless = inspection({ outputs: [{ ...email, header: ' ' }, ...others] });
  await open({ home: [gives<'home'>(home({ inspection: nameless }))] });
  await sees('Check again');
  expect(
    await sidebar.page.locator('#outputs, [aria-labelledby=outputs-title]').first().innerText(),
  ).toContain('E-mail (column E)');
});

test('a header row that the sheet does not have stays as it was typed, over the number of rows there are', async () => {
  const problem = { code: 'no_such_row', message: 'Row 2000 is below the last row.' } as const;
  const none = inspection({
    ...{ headerRow: 0, headerMark: '', mapping: {}, outputs: [], check: null, problem },
    sheet: { id: 7, name: 'Leads', rows: 1_014 },
  });
  await open({ ...HOME, inspect: [gives<'inspect'>(none)] });
  const field = sidebar.page.getByLabel('Headers in row');
  await field.fill('2000');
  await field.press('Enter');
  await sees(problem.message);
  await sees('1,014 rows');
  expect(await field.inputValue()).toBe('2000');
  await field.fill('');
  await field.press('Enter');
  expect(await field.inputValue()).toBe('2000');
});

test('a number of credits that is typed counts after a pause, and what is typed on meanwhile counts, too', async () => {
  const fitting = quote({
    ...{ id: 'r3', digest: 'd3', left: 192, maximumCredits: inCredits(120) },
    contacts: { total: 120, partial: 120, phone_only: 0, full: 0 },
  });
  const script: Script = { ...HOME, quote: [gives<'quote'>(quote()), gives<'quote'>(fitting)] };
  await open(script, 'home', { clock: true });
  const { clock, keyboard } = sidebar.page;
  await sidebar.press(/^Review/);
  await sees('Send 312 contacts?');
  await tabTo('At most');
  await clock.pauseAt(Date.now() + 60_000);
  await keyboard.type('12');
  await sees('The numbers follow what you type.');
  expect(await sidebar.page.locator('dl.stale').count()).toBe(1);
  expect(await sent('quote')).toHaveLength(1);
  // In small steps: the answer is still on its way then.
  for (let step = 0; step < 200 && (await sent('quote')).length < 2; step++) await clock.runFor(4);
  expect(await sent('quote')).toMatchObject([{}, { maximum: 12 }]);
  await keyboard.type('0');
  await clock.runFor(100);
  expect(await sidebar.page.getByLabel('At most').inputValue()).toBe('120');
  await clock.runFor(700);
  expect(await sent('quote')).toMatchObject([{}, { maximum: 12 }, { maximum: 120 }]);
  await clock.runFor(100);
  await sees('The first 120 of 312 contacts fit.');
  expect(await sidebar.page.getByText('The numbers follow').count()).toBe(0);
  await sidebar.page.locator('button.action[aria-disabled=false]').waitFor();
});

test('Send right after a number of credits was typed sends nothing: the number is quoted first', async () => {
  await open({ ...HOME, quote: [gives<'quote'>(quote()), { never: true }] });
  await sidebar.press(/^Review/);
  await sidebar.page.locator('button.action[aria-disabled=false]').waitFor();
  await sidebar.page.getByLabel('At most').fill('120');
  await sidebar.page.getByRole('button', { name: 'Send 312 contacts' }).dispatchEvent('click');
  await sidebar.page.getByRole('button', { name: 'Send 312 contacts' }).click({ force: true });
  expect(await sidebar.methods()).toEqual(['home', 'quote', 'quote']);
});

test('credits that cannot be are explained at the field, and nothing is asked or sent', async () => {
  await open(QUOTED);
  await sidebar.press(/^Review/);
  await sidebar.page.locator('button.action[aria-disabled=false]').waitFor();
  const field = sidebar.page.getByLabel('At most');
  await field.fill('0');
  await field.press('Enter');
  await sees('Enter a whole number of credits: 1 or more.');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await sidebar.page.getByRole('button', { name: 'Send 312 contacts' }).dispatchEvent('click');
  expect(await sidebar.methods()).toEqual(['home', 'quote']);
  await field.fill('312');
  await sidebar.page.locator('button.action[aria-disabled=false]').waitFor();
});

test('credits that cover no contact are explained at the field, too', async () => {
  const message = 'One contact alone may cost more than 3 credits.';
  await open({
    ...HOME,
    quote: [gives<'quote'>(quote()), { reply: { ok: false, code: 'nothing_to_send', message } }],
  });
  await sidebar.press(/^Review/);
  const field = sidebar.page.getByLabel('At most');
  await field.fill('3');
  await field.press('Enter');
  await sees(message);
  expect(await sidebar.page.getByText('There is nothing to send').count()).toBe(0);
  expect(await focused()).toBe('At most');
});

test('when new numbers cannot be had, those of before stand, in the field as well', async () => {
  await open({
    ...HOME,
    quote: [
      gives<'quote'>(quote()),
      { reply: { ok: false, code: 'vendor_down', message: 'No answer; nothing was paid.' } },
    ],
    start: [gives<'start'>(run())],
  });
  await sidebar.press(/^Review/);
  const field = sidebar.page.getByLabel('At most');
  await field.fill('120');
  await field.press('Enter');
  await sees('No answer; nothing was paid.');
  expect(await field.inputValue()).toBe('312');
  await send(312);
  await sees('124 of 312 contacts');
  expect(await startArgs()).toMatchObject({ choice: CHOICE, quote: { id: 'r1' } });
});

test('a first look leads to a sheet of sample contacts, whose confirm needs no key and has no Send', async () => {
  const sample = inspection({
    sheet: { id: 9, name: 'Sample contacts', rows: 24 },
    isSample: true,
  });
  await open({
    home: [gives<'home'>(home({ accounts: [NOT_CONNECTED] }))],
    sample: [gives<'sample'>(home({ accounts: [NOT_CONNECTED], inspection: sample }))],
    quote: [
      gives<'quote'>(quote({ canBeSent: false, balances: null, balancesAfterAtWorst: null })),
    ],
  });
  await sees('nothing is sent or paid before');
  await tabTo('Show me on a sample sheet');
  await sidebar.page.keyboard.press('Enter');
  await sees('made-up contacts');
  expect(await focused()).toBe('Sample contacts');
  await sidebar.press(/^Review/);
  await sees('Made-up contacts are not sent');
  expect(await sidebar.page.getByRole('button', { name: /^Send/ }).count()).toBe(0);
  await sidebar.page.getByRole('main').getByText('no key yet').waitFor();
  await sidebar.press('Check again');
  await sees('nothing is sent or paid before');
  expect(await sidebar.methods()).toEqual(['home', 'sample', 'quote', 'home']);
});

test('where sample contacts can be sent, Send asks for the key first', async () => {
  const sample = inspection({ isSample: true });
  await open({
    home: [gives<'home'>(home({ accounts: [NOT_CONNECTED], inspection: sample }))],
    quote: [gives<'quote'>(quote({ balances: null, balancesAfterAtWorst: null }))],
  });
  await sidebar.press(/^Review/);
  await send(312);
  await sees('Connect Cleanlist');
  expect(await sent('start')).toHaveLength(0);
});

test('a fix is made by the keyboard after showing each cell, then undone, and the focus is never lost', async () => {
  const fixes = [{ kind: 'split_names', rows: 12 }] as const;
  const fixed = inspection({ lastFix: fixReport() });
  await open({
    home: [gives<'home'>(home({ inspection: inspection({ fixes }) }))],
    previewFix: [gives<'previewFix'>(fixPreview())],
    applyFix: [gives<'applyFix'>(fixReport())],
    undoFix: [gives<'undoFix'>(fixReport({ undone: { restored: 24, left: 0 } }))],
    inspect: [gives<'inspect'>(fixed), gives<'inspect'>(inspection({ fixes }))],
  });
  const { keyboard } = sidebar.page;
  await sees('Split 12 full names');
  await tabTo('Split 12 full names');
  await keyboard.press('Enter');
  await sees('A12 · First name');
  expect(await focused()).toBe('Split 12 full names?');
  await tabTo('Change 24 cells');
  await keyboard.press('Enter');
  await sees('Changed 24 cells.');
  expect(await focused()).toBe('Leads');
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  await tabTo('Undo');
  await keyboard.press('Enter');
  await sees('Undone: 24 cells are as before.');
  expect(await focused()).toBe('Leads');
  await sidebar.page.getByRole('button', { name: /^Split/, disabled: false }).waitFor();
  await sees('Undone: 24 cells are as before.');
  expect((await sidebar.calls()).slice(1)).toEqual([
    { method: 'previewFix', args: { choice: CHOICE, kind: 'split_names' } },
    { method: 'applyFix', args: { choice: CHOICE, kind: 'split_names', digest: 'f1' } },
    { method: 'inspect', args: CHOICE },
    { method: 'undoFix', args: { sheet: 7 } },
    { method: 'inspect', args: CHOICE },
  ]);
});

test('a fix that is cancelled changes nothing', async () => {
  await open({
    home: [
      gives<'home'>(
        home({ inspection: inspection({ fixes: [{ kind: 'take_domain', rows: 8 }] }) }),
      ),
    ],
    previewFix: [gives<'previewFix'>(fixPreview({ kind: 'take_domain', rows: 8 }))],
  });
  await sidebar.press('Fill in 8 websites');
  await sidebar.press('Cancel');
  await sees('Review 312 contacts');
  expect(await focused()).toBe('Leads');
  expect(await sidebar.methods()).toEqual(['home', 'previewFix']);
});

test('each choice of where results go is checked, and never offers a column that a contact is read from', async () => {
  await open({ ...HOME, inspect: [gives<'inspect'>(inspection())] });
  const { page } = sidebar;
  await sidebar.press(/^Email \(/);
  await page.getByLabel('Which cells for E-mail', { exact: true }).selectOption('Always');
  await page.getByRole('checkbox', { name: 'E-mail status' }).uncheck();
  await page.getByRole('checkbox', { name: 'Job title' }).check();
  const column = page.getByLabel('Column for Job title');
  expect(await column.locator('option').allInnerTexts()).toEqual([
    'New: Job title',
    'F · (no header)',
  ]);
  await column.selectOption('F · (no header)');
  await page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  expect(await lastCall()).toEqual({
    method: 'inspect',
    args: {
      ...CHOICE,
      outputs: {
        email: { column: 4, policy: 'always' },
        emailStatus: null,
        title: { column: 5, policy: 'blanks' },
      },
    },
  });
});

test('a column of phones is offered for no other kind of value, though no phones are bought', async () => {
  const mapping = { ...inspection().mapping, phone: { column: 5, certainty: 'chosen' } } as const;
  await open({
    home: [gives<'home'>(home({ inspection: inspection({ mapping }) }))],
    inspect: [gives<'inspect'>(inspection({ mapping }))],
  });
  await sidebar.press(/^Email \(/);
  await sidebar.page.getByRole('checkbox', { name: 'Job title' }).check();
  const options = sidebar.page.getByLabel('Column for Job title').locator('option');
  expect(await options.allInnerTexts()).toEqual(['New: Job title']);
});

test.each([
  ['no_key', 0],
  ['key_refused', 1],
] as const)('a confirm that fails with %s asks for a key, with %i alarms', async (code, alarms) => {
  await open({ ...HOME, quote: [{ reply: { ok: false, code, message: 'The key is no good.' } }] });
  await sidebar.press(/^Review/);
  await sees('Connect Cleanlist');
  expect(await sidebar.page.getByText('The key is no good.').count()).toBe(alarms);
});

test('what the contacts cost at most is read with the button that leads to the confirm', async () => {
  await open(HOME);
  const button = sidebar.page.getByRole('button', { name: 'Review 312 contacts' });
  const id = await button.getAttribute('aria-describedby');
  expect(await sidebar.page.locator(`#${id ?? ''}`).innerText()).toMatch(/^At most 312 credits/);
});

describe('a limit for a run', () => {
  const LIMITED = quote({
    contacts: { total: 100, partial: 100, phone_only: 0, full: 0 },
    left: 212,
    maximumCredits: inCredits(100),
    runLimit: { credits: 100, isReached: true },
  });
  const covered = checkView({
    contacts: { total: 100, partial: 100, phone_only: 0, full: 0 },
    maximumCredits: inCredits(100),
    limit: { credits: 100, left: 212 },
  });
  const SCRIPT: Script = {
    home: [gives<'home'>(home({ inspection: inspection({ check: covered }) }))],
    settings: [gives<'settings'>(settings({ runLimit: 100 }))],
  };
  const REST = 'Your limit of 100 credits a run: the first 100 of 312 contacts.';

  test('is told where it leaves contacts out, changed in Settings, and the confirm is asked for anew on the way back', async () => {
    await open({ ...SCRIPT, quote: [gives<'quote'>(LIMITED), gives<'quote'>(quote())] });
    await sees(REST);
    await sees('At most 100 credits');
    await sidebar.press('Review 100 contacts');
    await sees('Send 100 contacts?');
    await sees(REST);
    expect(await sidebar.page.getByRole('button', { name: /^Take/ }).count()).toBe(0);
    await sidebar.press('Change the limit');
    await sees('Credits that one run may cost at most');
    await sidebar.press('Back');
    await sees('Send 312 contacts?');
    expect(await sidebar.page.getByText(REST).count()).toBe(0);
    expect(await sent('quote')).toEqual([CHOICE, CHOICE]);
  });

  test('is sent with the confirm, so that a higher one changes nothing of it', async () => {
    await open({ ...SCRIPT, quote: [gives<'quote'>(LIMITED)], start: [gives<'start'>(run())] });
    await sidebar.press('Review 100 contacts');
    await send(100);
    await sees('124 of 312 contacts');
    expect(await startArgs()).toMatchObject({ choice: { ...CHOICE, maximum: 100 } });
  });

  test('that was lowered since leads to the new numbers', async () => {
    const message = 'Your limit for a run is 100 credits now.';
    await open({
      ...HOME,
      quote: [gives<'quote'>(quote()), gives<'quote'>(LIMITED)],
      start: [{ reply: { ok: false, code: 'over_limit', message } }],
    });
    await sidebar.press(/^Review/);
    await send(312);
    await sees('Over your limit for a run');
    await sidebar.press('Show the new numbers');
    await sees('Send 100 contacts?');
    expect(await sidebar.page.getByText(message).count()).toBe(0);
  });

  test('that covers no contact leaves nothing to be reviewed, and says why', async () => {
    const contacts = { total: 0, partial: 0, phone_only: 0, full: 0 };
    const check = checkView({
      contacts,
      maximumCredits: inCredits(0),
      limit: { credits: 5, left: 312 },
    });
    await open({ home: [gives<'home'>(home({ inspection: inspection({ check }) }))] });
    await sees('Your limit of 5 credits a run covers no contact.');
    await sees('Your limit for a run covers none of them');
    await sidebar.page.getByRole('button', { name: /^Review/ }).dispatchEvent('click');
    expect(await sidebar.methods()).toEqual(['home']);
  });
});

test.each(['Settings', 'Help'])(
  'a confirm that is left for %s is asked for anew, for the same part',
  async (page) => {
    await open({
      ...HOME,
      quote: [gives<'quote'>(quote()), gives<'quote'>(TEN)],
      settings: [gives<'settings'>(settings())],
    });
    await sidebar.press(/^Review/);
    await sidebar.press('Try 10 first');
    await sees('Send 10 contacts?');
    await sidebar.menu(page);
    await sidebar.press('Back');
    await sees('Send 10 contacts?');
    expect((await sent('quote')).slice(1)).toEqual([
      { ...CHOICE, limit: 10 },
      { ...CHOICE, limit: 10 },
    ]);
  },
);

test('the key that a confirm needs leads back to the part that was taken', async () => {
  const SAMPLE = { ...TEN, balances: null, balancesAfterAtWorst: null };
  await open({
    home: [
      gives<'home'>(
        home({ accounts: [NOT_CONNECTED], inspection: inspection({ isSample: true }) }),
      ),
    ],
    quote: [gives<'quote'>(quote({ balances: null })), gives<'quote'>(SAMPLE), gives<'quote'>(TEN)],
    connect: [gives<'connect'>([CONNECTED])],
  });
  await sidebar.press(/^Review/);
  await sidebar.press('Try 10 first');
  await send(10);
  await sidebar.page.getByLabel('API key').fill('clapi_new');
  await key('Enter');
  await sees('you have 1,240');
  expect((await sent('quote'))[2]).toEqual({ ...CHOICE, limit: 10 });
});

test('when a run ends behind the first view, that is made new quietly: nothing chosen, focused or in view moves', async () => {
  const over = run({ state: 'closed', done: 312, callAgainInMs: null, asOf: 2 });
  const account = { ...CONNECTED, balance: 999 };
  await open({
    home: [
      gives<'home'>(home({ runs: [run()] })),
      gives<'home'>(home({ runs: [run({ callAgainInMs: 2_000 })] })),
      gives<'home'>(home({ accounts: [account], runs: [over] })),
    ],
    inspect: [gives<'inspect'>(inspection())],
    work: [gives<'work'>(over)],
  });
  await sidebar.press('Back');
  await sidebar.page.getByLabel('For').selectOption('new');
  await sidebar.page.getByLabel('For').focus();
  const field = sidebar.page.getByLabel('For');
  const place = await field.boundingBox();
  await sees('999 credits');
  await sees('Run on Leads is finished');
  expect(await field.boundingBox()).toEqual(place);
  expect(await focused()).toBe('For');
  expect(await sidebar.page.getByLabel('For').inputValue()).toBe('new');
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  expect((await sent('home')).slice(2)).toEqual([{ ...CHOICE, rows: { kind: 'new' } }]);
  expect(await sent('work')).toHaveLength(1);
  await sidebar.press('Show run');
  await sees('Finished');
  await sidebar.press('Back');
  await sees('Last run');
  expect(await sidebar.page.getByText('is finished').count()).toBe(0);
}, 15_000);

test('after a guess is kept the keyboard is on that field’s column', async () => {
  const mapping = { linkedin_url: { column: 5, certainty: 'guess' } } as const;
  await open({
    home: [gives<'home'>(home({ inspection: inspection({ mapping }) }))],
    inspect: [
      gives<'inspect'>(
        inspection({ mapping: { linkedin_url: { column: 5, certainty: 'chosen' } } }),
      ),
    ],
  });
  await sees('Keep it');
  await tabTo('Keep it');
  await key('Enter');
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).waitFor();
  await sidebar.page.getByText('Keep it').waitFor({ state: 'detached' });
  expect(await focused()).toMatch(/^LinkedIn profile/);
});

test.each(['Enter in the field', 'its button'])(
  'a refused key keeps its field in focus, with the reason: by %s',
  async (how) => {
    const refused = {
      reply: { ok: false, code: 'key_refused', message: 'It was revoked.' },
    } as const;
    await open({
      home: [gives<'home'>(home({ accounts: [NOT_CONNECTED] }))],
      connect: [refused],
    });
    await sidebar.press(/^Review/);
    const field = sidebar.page.getByLabel('API key');
    await field.fill('clapi_old');
    if (how === 'its button') await sidebar.press('Connect');
    else await key('Enter');
    await sees('It was revoked.');
    expect(await focused()).toBe('API key');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(ids.map((id) => sidebar.page.locator(`#${id}`).innerText()));
    expect(texts.join()).toContain('It was revoked.');
  },
);

test('the key is removed in Settings, and nowhere else', async () => {
  await open(HOME);
  await sees(/key …a1b2/);
  expect(await sidebar.page.getByRole('button', { name: 'Disconnect' }).count()).toBe(0);
});

test('what is opened at the lower edge comes into view, with the line that opened it', async () => {
  await open(HOME);
  const { page } = sidebar;
  await page.setViewportSize({ width: 300, height: 420 });
  const line = page.getByRole('button', { name: /^Write to|^Email \(/ });
  const isInView = (top: number, bottom: number): boolean => top >= 40 && bottom <= 420 - 80;
  await line.focus();
  await key('Enter');
  const content = page.locator('#outputs');
  await content.getByText('Job title').waitFor();
  const [shown, button] = [await content.boundingBox(), await line.boundingBox()];
  const visible = Math.min(340, (shown?.y ?? 0) + (shown?.height ?? 0)) - (shown?.y ?? 0);
  expect(visible).toBeGreaterThan(150);
  expect(isInView(button?.y ?? 0, (button?.y ?? 0) + (button?.height ?? 0))).toBe(true);
});
