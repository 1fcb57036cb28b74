// Owns the person's way through the pages beside a run: what each click and key asks the server, and where it leads.
import type { SettingsView } from '../../src/rpc/contract-settings';
import { batch, CONNECTED, ended, inCredits, MARK, NOT_CONNECTED, run } from './fixtures';
import {
  historyOf,
  outcomeRows,
  schedule,
  schedulesOf,
  settings,
  SUPPORT_TEXT,
} from './side-fixtures';
import { listView, RUNNING, withList } from './list-fixtures';
import { opens, refuses } from './scene';
import { focused, key, open, sees, sent, sidebar, sitDown, sure } from './person';
import { gives, type Script } from './sidebar-page';

sitDown();

describe('the menu', () => {
  const items = (): Promise<number> => sidebar.page.getByRole('menuitem').count();
  const SCRIPT: Script = { ...opens(), settings: [gives<'settings'>(settings())] };

  test('is opened, walked through and left by keys, and gives the focus back', async () => {
    await open(SCRIPT);
    await sees('Review 312 contacts');
    await sidebar.page.getByRole('button', { name: 'Menu' }).focus();
    await key('Enter');
    expect(await focused()).toBe('Runs');
    const walked: string[] = [];
    for (const name of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home']) {
      await key(name);
      walked.push(await focused());
    }
    expect(walked).toEqual(['Automatic', 'Help', 'Runs', 'Help', 'Runs']);
    await key('Escape');
    expect(await focused()).toBe('Menu');
    expect(await items()).toBe(0);
    await key('ArrowUp');
    expect(await focused()).toBe('Help');
    await key('ArrowUp');
    await key('Enter');
    await sees('Log: on');
    expect(await focused()).toBe('Settings');
    await sidebar.page.getByRole('button', { name: 'Back' }).focus();
    await key('Enter');
    await sees('Check again');
    expect(await focused()).toBe('Leads');
  });

  test('closes when the person clicks elsewhere or tabs on', async () => {
    await open(SCRIPT);
    const menu = sidebar.page.getByRole('button', { name: 'Menu' });
    await menu.click();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await sidebar.page.getByText('1,000 rows').click();
    expect(await items()).toBe(0);
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await menu.click();
    await key('Tab');
    expect(await items()).toBe(0);
    expect(await focused()).not.toBe('');
  });
});

describe('Runs', () => {
  const older = ended({}, { id: 'r1', sheetId: 9, sheetName: 'Partners' });
  const SCRIPT: Script = {
    ...opens({ runs: [ended({}, { id: 'r9' })] }),
    history: [gives<'history'>(historyOf(run({ id: 'r8', state: 'closed' }), older))],
    outcomeRows: [gives<'outcomeRows'>(outcomeRows())],
    jump: [gives<'jump'>(null)],
  };

  test('lead to a run, that to its rows in its own sheet, and Back to the runs', async () => {
    await open(SCRIPT);
    await sidebar.menu('Runs');
    await sidebar.press(/^Partners/);
    await sees(/· Partners$/);
    expect(await focused()).toBe('Finished');
    await sidebar.press(/^Not found/);
    await sees('Anna Example');
    await sidebar.press('Row 19');
    expect(await sent('outcomeRows')).toEqual([{ run: 'r1', outcome: 'not_found' }]);
    expect(await sent('jump')).toEqual([{ sheet: 9, row: 19 }]);
    await sidebar.press('Back');
    await sees('Every run of this spreadsheet');
    await sidebar.press('Back');
    await sees('Check again');
  });

  test('end before the eyes of who looks at the list', async () => {
    const begun = run({ done: 0, callAgainInMs: 2_000 });
    await open({
      ...opens({ runs: [begun] }),
      history: [gives<'history'>(historyOf(begun))],
      work: [gives<'work'>(ended({}, { asOf: 1 }))],
    });
    await sidebar.menu('Runs');
    await sidebar.page.locator('.run-line').getByText('Running').waitFor();
    await sidebar.page.locator('.run-line').getByText('Finished').waitFor();
  });

  test('are shown at once on a second visit, while they are asked for again', async () => {
    await open({ ...SCRIPT, history: [...(SCRIPT.history ?? []), { never: true }] });
    await sidebar.menu('Runs');
    await sees('Partners');
    await sidebar.press('Back');
    await sidebar.menu('Runs');
    await sees('Partners');
    expect(await sent('history')).toHaveLength(2);
  });

  test('of which one is kept no longer say so, and are shown anew', async () => {
    await open({
      ...SCRIPT,
      history: [gives<'history'>(historyOf(older)), gives<'history'>(historyOf())],
    });
    await sidebar.menu('Runs');
    await sidebar.press(/^Partners/);
    await sees('This run is not kept any more');
    expect(await focused()).toBe('Runs');
    await sees('No run yet.');
    expect(await sidebar.page.getByText('Partners').count()).toBe(0);
  });

  test('one of which is asked for something and kept no longer, too', async () => {
    await open({
      ...SCRIPT,
      history: [gives<'history'>(historyOf(older))],
      undo: [refuses('gone', 'It was deleted.')],
    });
    await sidebar.menu('Runs');
    await sidebar.press(/^Partners/);
    await sidebar.press('Undo');
    await sidebar.press('Undo this run');
    await sure('Undo this run');
    await sees('It was deleted.');
    expect(await sidebar.heading()).toBe('Runs');
  });

  test('that could not be read are asked for again by a click', async () => {
    await open({
      ...SCRIPT,
      history: [
        refuses('internal', 'Google could not read the runs.'),
        gives<'history'>(historyOf(older)),
      ],
    });
    await sidebar.menu('Runs');
    await sidebar.press('Try again');
    await sees('Partners');
  });
});

test('Get results now looks at once, and is busy until the answer is there', async () => {
  await open({
    ...opens({ runs: [run({ callAgainInMs: 600_000 })] }),
    work: [gives<'work'>(run({ done: 200, callAgainInMs: 600_000 }))],
  });
  await sidebar.press('Get results now');
  await sees('200 of 312 contacts');
  expect(await sent('work')).toEqual([{ run: 'r1' }]);
  const button = sidebar.page.getByRole('button', { name: 'Get results now' });
  expect(await button.getAttribute('aria-busy')).toBe('false');
});

describe('Automatic', () => {
  const SWITCHED_OFF: Script = { ...opens(), schedules: [gives<'schedules'>(schedulesOf())] };
  const SWITCHED_ON: Script = {
    ...opens({ schedules: [schedule()] }),
    schedules: [gives<'schedules'>(schedulesOf(schedule()))],
  };

  test('is switched on with the sheet’s choices, a rhythm and a ceiling, and with no ceiling not at all', async () => {
    await open({ ...SWITCHED_OFF, schedule: [gives<'schedule'>(schedule())] });
    await sidebar.menu('Automatic');
    await sidebar.press('Switch on');
    await sees('Say how many credits a day');
    expect(await sent('schedule')).toEqual([]);
    await sidebar.page.getByLabel('Hour', { exact: true }).selectOption('14:00');
    await sidebar.page.getByLabel('Credits a day, at most').fill('200');
    // Both before the answer: a second click after it would fall beside the button, and take the keyboard there.
    await sidebar.page
      .getByRole('button', { name: 'Switch on' })
      .evaluate((button: HTMLElement) => {
        button.focus();
        button.click();
        button.click();
      });
    await sees('On: Leads');
    expect(await focused()).toBe('Automatic');
    expect(await sent('schedule')).toEqual([
      {
        choice: { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'all' } },
        rhythm: { kind: 'daily', hour: 14 },
        dailyCredits: { cleanlist: 200 },
      },
    ]);
  });

  test('says before it is switched on in whose time it looks, and which columns it reads and writes', async () => {
    await open(SWITCHED_OFF);
    await sidebar.menu('Automatic');
    await sees('Within that hour or the next, time zone Europe/Berlin.');
    expect(await sidebar.page.getByText('Enrichment status (new)').count()).toBe(0);
    await sidebar.press(/^Reads /);
    await sees('Enrichment status (new)');
  });

  test('shows which columns it reads and writes, and which of those also where cells are filled', async () => {
    await open(SWITCHED_ON);
    await sidebar.menu('Automatic');
    await sidebar.press('Reads 4 columns, writes 3');
    await sees('Position');
    await sees('Into filled cells, too');
    expect(await sidebar.page.getByText('Work e-mail').count()).toBe(2);
  });

  test.each(['0', '-5', '1.5'])('takes no ceiling of %s', async (ceiling) => {
    await open(SWITCHED_OFF);
    await sidebar.menu('Automatic');
    await sidebar.page.getByLabel('Credits a day, at most').fill(ceiling);
    await sidebar.press('Switch on');
    await sees('Say how many credits a day');
    expect(await sent('schedule')).toEqual([]);
  });

  test('a changed ceiling changes nothing of what it finds, whatever the first page is used for', async () => {
    const phones = schedule({ channels: ['phone'] });
    await open({
      ...opens({ schedules: [phones] }),
      schedules: [gives<'schedules'>(schedulesOf(phones))],
      schedule: [gives<'schedule'>(phones)],
    });
    await sidebar.menu('Automatic');
    await sidebar.press('Change');
    await sees(/^Phone$/);
    await sidebar.page.getByLabel('Credits a day, at most').fill('40');
    await sidebar.press('Save');
    await sees('On: Leads');
    expect(await sent('schedule')).toMatchObject([{ choice: { channels: ['phone'] } }]);
  });

  test('is changed from what it is, or left as it was', async () => {
    await open({
      ...SWITCHED_ON,
      schedule: [gives<'schedule'>(schedule({ dailyCredits: inCredits(50) }))],
    });
    await sidebar.menu('Automatic');
    await sidebar.press('Change');
    await sidebar.press('Cancel');
    await sees('40 of at most 200');
    await sidebar.press('Change');
    const ceiling = sidebar.page.getByLabel('Credits a day, at most');
    expect(await ceiling.inputValue()).toBe('200');
    expect(await sidebar.page.getByLabel('Every day at').isChecked()).toBe(true);
    await ceiling.fill('50');
    await key('Enter');
    await sees('40 of at most 50');
    expect(await sent('schedule')).toMatchObject([
      { rhythm: { kind: 'daily', hour: 6 }, dailyCredits: { cleanlist: 50 } },
    ]);
  });

  test('is switched off by a second click', async () => {
    await open({ ...SWITCHED_ON, endSchedule: [gives<'endSchedule'>(schedulesOf())] });
    await sidebar.menu('Automatic');
    await sidebar.press('Switch off');
    expect(await sent('endSchedule')).toEqual([]);
    await sure('Switch off');
    await sees('Switch on for this sheet');
    expect(await sent('endSchedule')).toEqual([{ id: 's1' }]);
  });

  test('that waits for its user is resumed; that tries again by itself is not offered to be', async () => {
    const pause = { reason: 'key', message: 'Cleanlist refuses the key.' } as const;
    const stopped = schedule({ pause, nextAt: null });
    const later = schedule({
      id: 's2',
      sheetId: 8,
      pause: { reason: 'ceiling', message: 'The ceiling of today is reached.' },
    });
    await open({
      ...opens({ schedules: [stopped, later] }),
      schedules: [gives<'schedules'>(schedulesOf(stopped, later))],
      resumeSchedule: [gives<'resumeSchedule'>(schedule())],
    });
    await sidebar.press('See why');
    await sees('The ceiling of today is reached.');
    expect(await sidebar.page.getByRole('button', { name: 'Resume' }).count()).toBe(1);
    await sidebar.press('Resume');
    await sees('On: Leads');
    expect(await sent('resumeSchedule')).toEqual([{ id: 's1' }]);
  });

  test('of another user can be seen and not touched', async () => {
    const theirs = schedule({ mine: false, sheetName: 'Partners', isPaused: true });
    await open({ ...opens(), schedules: [gives<'schedules'>(schedulesOf(theirs))] });
    await sidebar.menu('Automatic');
    await sees('Partners');
    await sees('Paused at the moment');
    expect(
      await sidebar.page.getByRole('button', { name: /Change$|Switch off|Resume/ }).count(),
    ).toBe(0);
  });
});

describe('Settings', () => {
  const SCRIPT: Script = { ...opens(), settings: [gives<'settings'>(settings())] };
  const enter = async (script: Script): Promise<void> => {
    await open(script);
    await sidebar.menu('Settings');
    await sees('Log: on');
  };

  test('save a limit, and none when it is blank', async () => {
    await enter({
      ...SCRIPT,
      saveSettings: [
        gives<'saveSettings'>(settings({ runLimit: 25 })),
        gives<'saveSettings'>(settings({ runLimit: null })),
      ],
    });
    const limit = sidebar.page.getByLabel('Credits that one run may cost at most');
    expect(await limit.inputValue()).toBe('500');
    await limit.fill('0');
    await sidebar.press('Save');
    await sees('A whole number from 1, or nothing.');
    expect(await sent('saveSettings')).toEqual([]);
    await limit.fill('25');
    await sidebar.press('Save');
    await sees('Saved.');
    await limit.fill('');
    await key('Enter');
    await sees('Saved.');
    expect(await sent('saveSettings')).toEqual([{ runLimit: 25 }, { runLimit: null }]);
  });

  test('switch the log off by a second click that says what is lost, and on by one', async () => {
    await enter({
      ...SCRIPT,
      saveSettings: [
        gives<'saveSettings'>(settings({ keepsLog: false })),
        gives<'saveSettings'>(settings()),
      ],
    });
    await sidebar.press('Switch the log off');
    await sees('cannot be undone or retried');
    expect(await sent('saveSettings')).toEqual([]);
    await sure('Switch the log off');
    await sidebar.press('Switch the log on');
    await sees('Log: on');
    expect(await sent('saveSettings')).toEqual([{ keepsLog: false }, { keepsLog: true }]);
  });

  test('forget the columns that were mapped by hand', async () => {
    await enter({
      ...SCRIPT,
      saveSettings: [gives<'saveSettings'>(settings({ learnedHeaders: 0 }))],
    });
    await sidebar.press('Forget them');
    await sees('There are none yet.');
    expect(await sent('saveSettings')).toEqual([{ forgetHeaders: true }]);
  });

  test('delete everything by a second click, say so, and look at the sheet anew', async () => {
    await enter({
      ...SCRIPT,
      deleteAll: [gives<'deleteAll'>(settings({ learnedHeaders: 0 }))],
    });
    await sidebar.press('Delete everything');
    expect(await sent('deleteAll')).toEqual([]);
    await sure('Delete everything');
    await sees('Everything was deleted');
    await sees('The sheet “Enrichment log” stays, with 1,240 lines.');
    expect(await sent('deleteAll')).toEqual([null]);
    expect(await sent('home')).toHaveLength(2);
  });

  const kept = (stored: Partial<SettingsView['stored']>): SettingsView =>
    settings({
      stored: {
        ...{ openRuns: 0, endedRuns: 0, schedules: 0, list: 'none', sheets: 0 },
        ...stored,
      },
      keptFromDeleting: 'This is kept.',
    });
  const buttons = (name: string): Promise<number> =>
    sidebar.page.getByRole('button', { name, exact: true }).count();

  test('say what keeps them from deleting, and lead to the runs', async () => {
    await open({
      ...SCRIPT,
      settings: [gives<'settings'>(kept({ openRuns: 2 }))],
      history: [gives<'history'>(historyOf())],
    });
    await sidebar.menu('Settings');
    await sees('This is kept.');
    expect(await buttons('Delete everything')).toBe(0);
    expect(await buttons('Show the list')).toBe(0);
    await sidebar.press('Show the runs');
    await sees('No run yet.');
  });

  test('lead to the list where a list keeps them from deleting, and to Automatic where that is another user’s', async () => {
    await open({
      ...SCRIPT,
      ...withList(listView(RUNNING)),
      settings: [
        gives<'settings'>(kept({ list: 'under_way' })),
        gives<'settings'>(kept({ schedules: 1 })),
      ],
    });
    await sidebar.menu('Settings');
    await sees('This is kept.');
    expect(await buttons('Show the runs')).toBe(0);
    await sidebar.press('Show the list');
    await sees('Enriching the list');
    await sidebar.menu('Settings');
    await sees('This is kept.');
    await sidebar.press('Show Automatic');
    await sidebar.page.getByRole('heading', { name: 'Automatic', exact: true }).waitFor();
  });

  test('remove the key by a second click, and take another one', async () => {
    await enter({
      ...SCRIPT,
      disconnect: [gives<'disconnect'>([NOT_CONNECTED])],
      connect: [gives<'connect'>([CONNECTED])],
    });
    await sidebar.press('Disconnect');
    expect(await sent('disconnect')).toEqual([]);
    await sure('Disconnect');
    await sidebar.press('Connect a key');
    await sidebar.page.getByLabel('API key').fill('clapi_new');
    await key('Enter');
    await sees(/key …a1b2/);
    expect(await sidebar.heading()).toBe('Settings');
  });
});

describe('details for support', () => {
  const waiting = run({ state: 'waiting', callAgainInMs: null, attention: [batch()] });
  const SCRIPT: Script = {
    ...opens({ runs: [waiting] }),
    support: [gives<'support'>({ text: SUPPORT_TEXT })],
  };
  const area = () => sidebar.page.getByLabel('Details for support');
  const clipboard = () => sidebar.page.evaluate(() => navigator.clipboard.readText());

  test('of a batch are copied by the click, shown to be read, and can be hidden', async () => {
    await open(SCRIPT);
    await sidebar.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await sidebar.press('Copy details for support');
    await sees('Copied: paste it into your message.');
    expect(await clipboard()).toBe(SUPPORT_TEXT);
    expect(await area().inputValue()).toBe(SUPPORT_TEXT);
    expect(await area().getAttribute('readonly')).not.toBeNull();
    expect(await sent('support')).toEqual([{ run: 'r1' }]);
    await sidebar.press('Hide details for support');
    expect(await area().count()).toBe(0);
  });

  test('are copied the old way where the new one is refused, as in a frame', async () => {
    await open(SCRIPT);
    await sidebar.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await sidebar.page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('Refused.'));
    });
    await sidebar.press('Copy details for support');
    await sees('Copied: paste it into your message.');
    expect(await clipboard()).toBe(SUPPORT_TEXT);
  });

  test('that the browser does not let the page copy at all are selected for the person’s own keys', async () => {
    await open(SCRIPT);
    await sidebar.page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      Object.assign(document, { execCommand: () => false });
    });
    await sidebar.press('Copy details for support');
    await sees('Press Ctrl+C');
    const chosen = await area().evaluate((element) => {
      const { selectionStart, selectionEnd } = element as HTMLTextAreaElement;
      return [document.activeElement === element, selectionStart, selectionEnd];
    });
    expect(chosen).toEqual([true, 0, SUPPORT_TEXT.length]);
  });

  test('are offered in the help, which needs no sheet', async () => {
    await open({ support: SCRIPT.support ?? [] }, 'help');
    await sidebar.press('Copy details for support');
    await area().waitFor();
    expect(await sidebar.calls()).toEqual([{ method: 'support', args: {} }]);
  });
});

test('data that is slow to come moves no heading, and shows a skeleton only then', async () => {
  await open({ ...opens(), history: [{ never: true }] });
  await sidebar.menu('Runs');
  const skeleton = sidebar.page.locator('.skeleton i').first();
  const top = await sidebar.page.locator('h1').boundingBox();
  expect(await skeleton.isVisible()).toBe(false);
  await skeleton.waitFor({ state: 'visible' });
  expect(await sidebar.page.locator('h1').boundingBox()).toEqual(top);
});
