// Owns the way of a person who uses several vendors through the built sidebar: whose key, whom to ask in which order, what each may cost.
import { CONNECTED, ended, NOT_CONNECTED, quote, run } from './fixtures';
import { focused, key, lastCall, open, sees, sent, sidebar, sitDown, sure, tabTo } from './person';
import { askBoth } from './scenes/vendors';
import { schedule, schedulesOf, settings } from './side-fixtures';
import { gives, type Script } from './sidebar-page';
import { opens, refuses } from './scene';
import {
  BOTH_CHECKED,
  ENRICH_CONNECTED,
  HOME,
  IN_ORDER,
  inBoth,
  NO_ENRICH,
  NO_LEADLEAP,
  quoteOfBoth,
  runOfBoth,
  TWO,
  UNKNOWN_AT_ENRICH,
} from './vendor-fixtures';

const NOBODY = [NOT_CONNECTED, NO_ENRICH, NO_LEADLEAP];
const ONLY_CLEANLIST = [CONNECTED, NO_ENRICH, NO_LEADLEAP];
const ONLY_ENRICH = [NOT_CONNECTED, ENRICH_CONNECTED, NO_LEADLEAP];
const BOTH: Script = {
  home: [gives<'home'>(HOME)],
  inspect: [gives<'inspect'>(BOTH_CHECKED)],
  quote: [gives<'quote'>(quoteOfBoth())],
};

sitDown();

const reviewed = (): Promise<void> =>
  sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).click();
const links = (): Promise<(string | null)[]> =>
  sidebar.page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

describe('the key', () => {
  test('is asked for after the vendor, by the keyboard alone', async () => {
    await open({
      ...opens({ accounts: NOBODY }),
      connect: [gives<'connect'>(ONLY_ENRICH)],
      quote: [gives<'quote'>(quote())],
    });
    await sees('Review 312 contacts');
    await tabTo('Review 312 contacts');
    await key('Enter');
    await sees('Whose key?');
    expect(await focused()).toBe('Whose key?');
    await tabTo('Enrich');
    await key('Enter');
    await sees('Connect Enrich');
    expect(await focused()).toBe('Connect Enrich');
    await tabTo('API key');
    await sidebar.page.keyboard.type('clapi_abc');
    await key('Enter');
    await sees('A key of Enrich starts with sk_ and has no spaces. Paste the whole key.');
    await sidebar.page.getByLabel('API key').fill('sk_abc');
    await key('Enter');
    await sees('Send 312 contacts?');
    expect(await sent('connect')).toEqual([{ vendor: 'enrich', key: 'sk_abc' }]);
  });

  test('of another vendor can be given instead', async () => {
    await open(opens({ accounts: NOBODY }));
    await sidebar.press('Connect a key');
    await sidebar.press('LeadLeap');
    await sees('Connect LeadLeap');
    await sidebar.press('Connect another vendor instead');
    await sees('Whose key?');
    await sidebar.press('Cleanlist');
    await sees('Connect Cleanlist');
    await sidebar.press('Back');
    expect(await sidebar.heading()).toBe('Leads');
  });

  test('that a confirm lacks is that of the vendor which the server names', async () => {
    const message = 'Connect your key first. Nothing was sent.';
    await open({
      ...opens({ accounts: NOBODY }),
      home: [gives<'home'>({ ...HOME, accounts: ONLY_CLEANLIST })],
      quote: [refuses('no_key', message, 'enrich')],
    });
    await reviewed();
    await sees('Connect Enrich');
  });

  test('that one run lacks moves no run that lacks another', async () => {
    const lacks = (id: string, vendor: string): ReturnType<typeof run> =>
      runOfBoth({
        ...{ id, state: 'paused', callAgainInMs: null },
        pause: { vendor, reason: 'key', message: `No key of ${vendor} is connected.` },
      });
    await open({
      ...opens({ accounts: NOBODY, runs: [lacks('r1', 'enrich'), lacks('r2', 'cleanlist')] }),
      connect: [gives<'connect'>(ONLY_ENRICH)],
      resume: [gives<'resume'>(runOfBoth())],
    });
    await sidebar.press('Connect a key');
    await sees('Connect Enrich');
    await sidebar.page.getByLabel('API key').fill('sk_abc');
    await key('Enter');
    await sees('Enriching contacts');
    expect(await sent('resume')).toEqual([{ run: 'r1' }]);
  });

  test('of one vendor is removed, and those of the others stay', async () => {
    await open({
      ...opens({ accounts: TWO }),
      settings: [gives<'settings'>(settings())],
      disconnect: [gives<'disconnect'>(ONLY_CLEANLIST)],
    });
    await sidebar.menu('Settings');
    await sidebar.press('Disconnect Enrich');
    await sure('Disconnect Enrich');
    await sees('Connect Enrich');
    expect(await sent('disconnect')).toEqual([{ vendor: 'enrich' }]);
    expect(await sidebar.page.getByText('key …a1b2').count()).toBe(1);
  });
});

describe('the order of vendors', () => {
  test('is offered only where two that are connected sell what is wanted', async () => {
    await open(opens({ accounts: ONLY_ENRICH }));
    await sees('Review 312 contacts');
    expect(await sidebar.page.getByText(/^Asked:/).count()).toBe(0);
  });

  test('that nobody has chosen is left to the server: the first alone is asked', async () => {
    await open(BOTH);
    await sees('Asked: Cleanlist');
    await reviewed();
    await sees(/^Send 312/);
    expect((await sent('quote'))[0]).not.toHaveProperty('route');
  });

  test('is chosen by the keyboard, checked, quoted, started and kept', async () => {
    await open({ ...BOTH, start: [gives<'start'>(runOfBoth())] });
    await sees('Asked: Cleanlist');
    await tabTo('Asked: Cleanlist');
    await key('Enter');
    await tabTo('Then ask Enrich for e-mail');
    await key('Enter');
    await sees('Asked: Cleanlist, then Enrich');
    expect(await focused()).toBe('E-mail');
    await tabTo('Move up Enrich for e-mail');
    await key('Enter');
    await sees('Asked: Enrich, then Cleanlist');
    const route = { email: ['enrich', 'cleanlist'] };
    await reviewed();
    await sees(/^Send 312/);
    await sidebar.page.waitForTimeout(600);
    await sidebar.press('Send 312 contacts');
    await sees('124 of 312 contacts');
    expect((await sent('inspect')).pop()).toMatchObject({ route });
    expect(await sent('quote')).toMatchObject([{ route }]);
    expect(await sent('start')).toMatchObject([{ choice: { route } }]);
    await sidebar.press('Back');
    await sees('Asked: Enrich, then Cleanlist');
    expect((await sent('home')).pop()).toMatchObject({ route });
  });

  test('holds no fewer than one vendor', async () => {
    await open(BOTH);
    await askBoth(sidebar);
    await sidebar.press(/^Remove Cleanlist/);
    await sees('Asked: Enrich');
    expect(await lastCall()).toMatchObject({ args: { route: { email: ['enrich'] } } });
    expect(await sidebar.page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
  });

  test('loses a vendor whose key is removed', async () => {
    await open({
      ...BOTH,
      settings: [gives<'settings'>(settings())],
      disconnect: [gives<'disconnect'>(ONLY_CLEANLIST)],
    });
    await askBoth(sidebar);
    await sidebar.menu('Settings');
    await sidebar.press('Disconnect Enrich');
    await sure('Disconnect Enrich');
    await sees('Connect Enrich');
    await sidebar.press('Back');
    await sees('Review 312 contacts');
    expect((await sent('home')).pop()).toMatchObject({ route: { email: ['cleanlist'] } });
  });
});

describe('the confirm', () => {
  test('says of each vendor what it may cost, and takes a number of contacts, not of credits', async () => {
    const part = quoteOfBoth({
      ...{ id: 'r2', digest: 'd2', left: 287, maximumCredits: inBoth(25, 250) },
      contacts: { total: 25, partial: 25, phone_only: 0, full: 0 },
    });
    await open({
      ...BOTH,
      quote: [gives<'quote'>(quoteOfBoth()), gives<'quote'>(part)],
      start: [gives<'start'>(runOfBoth())],
    });
    await askBoth(sidebar);
    await reviewed();
    await sees('At most 312 Cleanlist credits (you have 1,240)');
    await sees('At most 3,120 Enrich credits (you have 5,000)');
    expect(await sidebar.page.getByLabel('At most').count()).toBe(0);
    await sidebar.page.getByLabel('The first').fill('0');
    await key('Enter');
    await sees('Enter a whole number of contacts: 1 or more.');
    await sidebar.page.getByLabel('The first').fill('25');
    await key('Enter');
    await sees('At most 250 Enrich credits (you have 5,000)');
    await sidebar.page.getByRole('button', { name: 'Send 25 contacts', disabled: false }).click();
    await sees('124 of 312 contacts');
    expect((await sent('quote'))[1]).toMatchObject({ limit: 25 });
    expect(await sent('start')).toMatchObject([
      { choice: { limit: 25, route: { email: ['cleanlist', 'enrich'] } }, quote: { id: 'r2' } },
    ]);
  });
});

describe('a run', () => {
  test('sends a person to the vendor that did not answer', async () => {
    await open(opens({ accounts: TWO, runs: [UNKNOWN_AT_ENRICH] }));
    await sees('Nothing is sent again by itself.');
    expect(await links()).toEqual(['https://www.enrich.so']);
    await sidebar.press('Give up');
    await sees(/look them up at Enrich/);
  });

  test('whose trouble is with one vendor leads to its key', async () => {
    const message = 'This key is not known, or it was revoked.';
    await open({
      ...opens({ accounts: TWO, runs: [runOfBoth({ callAgainInMs: 1 })] }),
      work: [refuses('key_refused', message, 'enrich')],
    });
    await sees('Enrich refused the key');
    await sidebar.press('Connect a key');
    await sees('Connect Enrich');
  });
});

describe('Automatic', () => {
  const NONE: Script = { ...BOTH, schedules: [gives<'schedules'>(schedulesOf())] };
  const SAVED = gives<'schedule'>(schedule({ route: IN_ORDER, dailyCredits: inBoth(200, 2_000) }));

  test('asks a ceiling for each vendor that it asks, and is not switched on without', async () => {
    await open({ ...NONE, schedule: [SAVED] });
    await askBoth(sidebar);
    await sidebar.menu('Automatic');
    await sidebar.page.getByLabel('Cleanlist credits a day, at most').fill('200');
    await sidebar.press('Switch on');
    await sees('Say how many credits a day');
    expect(await focused()).toBe('Enrich credits a day, at most');
    expect(await sent('schedule')).toEqual([]);
    await sidebar.page.getByLabel('Enrich credits a day, at most').fill('2000');
    await key('Enter');
    await sees('On: Leads');
    expect(await sent('schedule')).toMatchObject([
      {
        choice: { route: { email: ['cleanlist', 'enrich'] } },
        dailyCredits: { cleanlist: 200, enrich: 2_000 },
      },
    ]);
  });

  test('asks whom it asked before after a change, whatever the first page asks', async () => {
    const on = schedule({ route: IN_ORDER, dailyCredits: inBoth(200, 2_000) });
    await open({
      ...opens({ accounts: TWO, schedules: [on] }),
      inspect: [gives<'inspect'>(BOTH_CHECKED)],
      schedules: [gives<'schedules'>(schedulesOf(on))],
      schedule: [SAVED],
    });
    await sidebar.menu('Automatic');
    await sidebar.press('Change');
    await sidebar.page.getByLabel('Enrich credits a day, at most').fill('50');
    await sidebar.press('Save');
    await sidebar.page.getByRole('button', { name: 'Change', exact: true }).waitFor();
    expect(await sent('schedule')).toMatchObject([
      {
        choice: { route: { email: ['cleanlist', 'enrich'] } },
        dailyCredits: { cleanlist: 200, enrich: 50 },
      },
    ]);
  });
});

test('the help of who uses one vendor names and links no other', async () => {
  await open(opens({ accounts: ONLY_ENRICH }));
  await sidebar.menu('Help');
  const topics = await sidebar.page.locator('.disclosure button').allInnerTexts();
  const seen: (string | null)[] = [];
  for (const topic of topics) {
    await sidebar.press(topic);
    expect(await sidebar.page.locator('main').innerText()).not.toContain('Cleanlist');
    seen.push(...(await links()));
  }
  expect(new Set(seen)).toEqual(new Set(['https://www.enrich.so']));
});

test('the vendor that is meant is the one that the server tells, whomever its words name', async () => {
  const message = 'It was not as with Enrich: there was no answer.';
  await open({
    ...opens({ accounts: TWO }),
    quote: [refuses('vendor_down', message, 'cleanlist')],
  });
  await reviewed();
  await sees('Cleanlist cannot be asked now');
});

test('an ended run tells what each vendor took', async () => {
  await open(opens({ accounts: TWO, runs: [ended({}, { costs: runOfBoth().costs })] }));
  await sidebar.press('Show run');
  await sees('96 of at most 312');
  await sees('about 420 of at most 3,120');
});
