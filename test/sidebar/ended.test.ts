// What each click asks for about a run that has ended, and about batches that wait.
import type { Browser, Locator } from 'playwright-core';
import type { Method } from '../../src/rpc/contract';
import type { BatchView, Decision } from '../../src/rpc/contract-run';
import { launchBrowser } from '../../scripts/chromium';
import { ended, home, inCredits, inspection, run } from './fixtures';
import { refuses } from './scene';
import {
  counts,
  GIVEN_UP,
  having,
  NOTHING_BOUGHT,
  REFUSED,
  press,
  retry,
  sure,
  retried,
  quoted,
  unknown,
  stalled,
  held,
  WAITING,
  BROKEN,
} from './scenes/ended-runs';
import { gives, Sidebar, type Script } from './sidebar-page';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterAll(() => browser.close());

const COUNTED = [gives<'retryCount'>({ contacts: 40, maximumCredits: inCredits(40), tried: 24 })];

describe('a click', () => {
  let sidebar: Sidebar;
  const open = async (script: Script): Promise<void> => {
    sidebar = await Sidebar.open(browser, script);
  };
  const sees = (text: string | RegExp): Promise<void> =>
    sidebar.page.getByText(text).first().waitFor();
  const sent = async (method: Method): Promise<unknown[]> =>
    (await sidebar.calls()).filter((call) => call.method === method).map(({ args }) => args);
  afterEach(() => sidebar.close());

  test('on Undo this run asks first, says what it takes out, works once, and its report comes into view', async () => {
    const undone = { restored: 241, changed: 0, gone: 0, later: 0 };
    await open({
      ...having(ended({}, { found: { email: 241, phone: 12 } })),
      undo: [gives<'undo'>(ended({ canUndo: false, undone }))],
    });
    await sidebar.page.setViewportSize({ width: 300, height: 400 });
    await press('Undo', 'Undo this run')(sidebar);
    await sees(/^Undo this run\? It takes the 241 e-mails and 12 phones out of the sheet again/);
    await sees(/Credits are not given back/);
    await sidebar.press('Cancel');
    expect(await sent('undo')).toEqual([]);
    await sidebar.press('Undo this run');
    const button = sidebar.page.locator('.ask').getByRole('button', { name: 'Undo this run' });
    await button.dblclick();
    await sees('241 cells are as before this run.');
    await expect(onScreen(sidebar, 'Undone')).resolves.toBe(true);
    expect(await sent('undo')).toEqual([{ run: 'r1' }]);
    expect(await sidebar.page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
  });

  test('on the retry of contacts that were refused leads to the check of just these', async () => {
    await open({
      home: [gives<'home'>(home({ runs: [REFUSED] })), gives<'home'>(home({ runs: [REFUSED] }))],
    });
    await press('Retry 46 not sent or failed')(sidebar);
    await sees('Check again');
    expect((await sent('home')).at(-1)).toMatchObject({ rows: { kind: 'failed', run: 'r1' } });
  });

  test('that fails is told where it is seen, and can be made again', async () => {
    const refused = refuses('busy', 'Another tab is still working. Nothing was changed.');
    await open({
      ...having(ended()),
      undo: [refused, gives<'undo'>(ended({ canUndo: false }))],
    });
    await press('Undo', 'Undo this run')(sidebar);
    await sure(sidebar, 'Undo this run');
    await sees('Nothing was changed.');
    await expect(onScreen(sidebar, 'This spreadsheet is busy')).resolves.toBe(true);
    await sure(sidebar, 'Undo this run');
    await sidebar.page
      .getByRole('button', { name: 'Undo', exact: true })
      .waitFor({ state: 'detached' });
    expect(await sent('undo')).toHaveLength(2);
  });

  test('on Place again writes at once, for it costs and loses nothing, until none is left', async () => {
    const placedAgain = { placed: 2, left: 1 };
    await open({
      ...having(ended()),
      placeAgain: [
        gives<'placeAgain'>(ended({ placedAgain, placeable: 1 })),
        gives<'placeAgain'>(ended({ placedAgain: { placed: 1, left: 0 }, placeable: 0 })),
      ],
    });
    await press('Place results of 3 contacts', 'Place again')(sidebar);
    await sees('2 values are in the sheet now.');
    await sees('Place results of 1 contact');
    expect(await sent('placeAgain')).toEqual([{ run: 'r1' }]);
    await sidebar.press('Place again');
    await sees('1 value is in the sheet now.');
    expect(await sidebar.page.getByText(/^Place results of/).count()).toBe(0);
  });

  test('on a retry leads over the check and the confirm to a run of its own, and Back from there to all rows', async () => {
    await open({
      ...retried(40, 24),
      quote: [gives<'quote'>(quoted)],
      start: [gives<'start'>(run({ id: 'r2' }))],
    });
    await retry('not found', 40)(sidebar);
    const choice = { channels: ['email'], rows: { kind: 'not_found', run: 'r1' } };
    await sidebar.press('Review 40 contacts');
    await sees(/^A retry of the run of 14 Nov, 09:05: contacts that were not found then/);
    expect((await sent('home'))[1]).toEqual(choice);
    expect(await sent('start')).toEqual([]);
    await sidebar.press('Send 40 contacts');
    await sees('124 of 312 contacts');
    expect(await sent('start')).toMatchObject([{ choice }]);
    await sidebar.press('Back');
    await sees('Check again');
    expect((await sent('home')).pop()).toMatchObject({ rows: { kind: 'all' } });
  });

  test('on a retry of what was not found asks with the fuller lookup when the person wants phones too', async () => {
    await open({
      ...retried(40, 24),
      retryCount: [
        gives<'retryCount'>({ contacts: 40, maximumCredits: inCredits(40), tried: 24 }),
        gives<'retryCount'>({ contacts: 60, maximumCredits: inCredits(660), tried: 4 }),
      ],
    });
    await press('Retry not found')(sidebar);
    await sees('40 of 64 can be asked for in another way, for at most 40 credits.');
    await sidebar.page.getByLabel(/^Also look for phones/).check();
    await sees('60 of 64 can be asked for in another way, for at most 660 credits.');
    await sidebar.press('Retry 60 not found');
    const of = { kind: 'not_found', run: 'r1' };
    expect(await sent('retryCount')).toEqual([
      { ...of, channels: ['email'] },
      { ...of, channels: ['email', 'phone'] },
    ]);
    await sees('Review 40 contacts');
    const rows = { kind: 'not_found', run: 'r1' };
    expect((await sent('home'))[1]).toEqual({ channels: ['email', 'phone'], rows });
  });

  test('on a retry for which everything was tried says so, and offers nothing that leads nowhere', async () => {
    await open({ ...having(ended()), ...counts(0, 60) });
    await press('Retry not found')(sidebar);
    await sees('0 of 64 can be asked for in another way.');
    await sees(/^60 of them were tried every way/);
    await sees(/^4 others are in no row as then/);
    expect(await sidebar.page.getByRole('button', { name: /^Retry \d/ }).count()).toBe(0);
  });

  test('on a retry that cannot be counted is told, and can be made again', async () => {
    await open({
      ...having(ended()),
      retryCount: [refuses('refused', 'The sheet of this run was deleted.'), ...COUNTED],
    });
    await press('Retry not found')(sidebar);
    await sees('The sheet of this run was deleted.');
    await sidebar.press('Try again');
    await sees('Retry 40 not found');
  });

  test('on what was given up shows what it may have cost, and its rows in words of their own', async () => {
    const rows = { rows: [{ row: 3, text: 'Anna Example' }], total: 1, gone: 0 };
    await open({ ...having(GIVEN_UP), outcomeRows: [gives<'outcomeRows'>(rows)] });
    await press()(sidebar);
    await sees(/^62 contacts were given up .* may have been bought, for at most 62 credits/);
    expect(await sidebar.page.getByText('What you can do').count()).toBe(0);
    await sidebar.press(/^Given up/);
    await sees('Anna Example');
    expect(await sent('outcomeRows')).toEqual([{ run: 'r1', outcome: 'given_up' }]);
  });

  test('on a run of which nothing was bought shows who was left out, and no Undo', async () => {
    await open(having(NOTHING_BOUGHT));
    await press()(sidebar);
    await sees('0 of at most 312');
    expect(await sidebar.page.getByRole('button', { name: /^Not sent or refused/ }).count()).toBe(
      1,
    );
    expect(await sidebar.page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
  });

  test('on a retry of what was not sent says when none of these contacts can be sent', async () => {
    await open({ ...retried(0, 0), ...counts(4, 0) });
    await retry('not sent or failed', 4)(sidebar);
    await sees('None of these contacts can be sent now.');
    const rows = { kind: 'failed', run: 'r1' };
    expect((await sent('home'))[1]).toEqual({ channels: ['email'], rows });
  });

  test('on a retry whose check fails leaves nothing to be reviewed', async () => {
    await open({
      home: [gives<'home'>(home({ runs: [ended()] })), { failure: 'NetworkError: HTTP 0' }],
      ...counts(4, 0),
    });
    await retry('not sent or failed', 4)(sidebar);
    await sees('No answer from Google Sheets');
    await sidebar.page.getByRole('button', { name: 'Review contacts' }).dispatchEvent('click');
    expect(await sent('quote')).toEqual([]);
  });

  test('on a retry stays with its run, though another one has ended since', async () => {
    await open({
      home: [
        gives<'home'>(home({ runs: [ended()] })),
        gives<'home'>(home({ runs: [ended({}, { id: 'r2' }), ended()] })),
      ],
      ...counts(40, 24),
      quote: [gives<'quote'>(quoted)],
    });
    await retry('not found', 40)(sidebar);
    await sidebar.page
      .getByRole('button', { name: 'Review 312 contacts', disabled: false })
      .click();
    await sees(/^A retry of the/);
    const rows = { kind: 'not_found', run: 'r1' };
    expect(await sent('quote')).toMatchObject([{ rows }]);
  });

  test('on a retry of a run whose sheet is gone checks all rows of the open one', async () => {
    const other = inspection({ sheet: { id: 8, name: 'Other', rows: 2 } });
    await open({
      home: [gives<'home'>(home({ runs: [ended()] })), gives<'home'>(home({ inspection: other }))],
      ...counts(40, 24),
      inspect: [gives<'inspect'>(other)],
    });
    await retry('not found', 40)(sidebar);
    await sidebar.page
      .getByRole('button', { name: 'Review 312 contacts', disabled: false })
      .waitFor();
    expect(await sent('inspect')).toMatchObject([{ rows: { kind: 'all' } }]);
  });

  test('on Cancel at a retry’s confirm ends it: what was chosen of the sheet is as before, and checked', async () => {
    await open({
      ...retried(40, 24),
      retryCount: COUNTED,
      quote: [gives<'quote'>(quoted)],
      inspect: [gives<'inspect'>(inspection())],
    });
    await press('Retry not found')(sidebar);
    await sidebar.page.getByLabel(/^Also look for phones/).check();
    await sidebar.press('Retry 40 not found');
    await sees('Only contacts of the run');
    const { page } = sidebar;
    expect(await page.getByRole('checkbox', { name: 'Phone' }).isChecked()).toBe(true);
    await sidebar.press('Review 40 contacts');
    await sees(/^A retry of the run/);
    await sidebar.press('Cancel');
    await sees('Review 312 contacts');
    expect(await page.getByRole('checkbox', { name: 'Phone' }).isChecked()).toBe(false);
    expect(await page.getByLabel('For').inputValue()).toBe('all');
    expect(await sent('inspect')).toMatchObject([{ channels: ['email'], rows: { kind: 'all' } }]);
  });

  test('on other rows ends a retry', async () => {
    await open({ ...retried(40, 24), inspect: [gives<'inspect'>(inspection())] });
    await retry('not found', 40)(sidebar);
    const rows = sidebar.page.getByLabel('For');
    await sees('Review 40 contacts');
    expect(await rows.locator('option:checked').innerText()).toBe('Not found in that run');
    await rows.selectOption('All rows');
    await sees('Review 312 contacts');
    expect(await rows.locator('option').allInnerTexts()).not.toContain('Not found in that run');
  });

  test('on what waits says what it costs or loses, and asks again where it does', async () => {
    const rows: readonly [BatchView, string, Decision, string | null, string][] = [
      [
        unknown,
        'Send again',
        'send_again',
        'Send again (62 credits)',
        'this run may then cost at most 374',
      ],
      [unknown, 'Give up', 'leave_out', 'Give up', 'If they were bought, they stay paid'],
      [stalled, 'Look again', 'look_again', null, 'asks once more, free'],
      [stalled, 'Give up', 'leave_out', 'Give up', 'by their id'],
      [held, 'Place', 'place', null, 'What was found is paid, and safe in the Enrichment log'],
      [held, 'Keep in the log', 'keep', 'Keep in the log', 'what was found stays paid'],
    ];
    await open({ ...having(WAITING), decide: [gives<'decide'>(WAITING)] });
    const decided: unknown[] = [];
    const titles: Partial<Record<BatchView['state'], string>> = {
      unknown: 'No answer · 62 contacts',
      stalled: 'No results · 62 contacts',
      held: 'Held back · 62 contacts',
    };
    for (const [{ number, state }, verb, decision, confirmVerb, told] of rows) {
      const card = sidebar.page.locator('.card', { hasText: titles[state] ?? '' });
      const button = (name: string): Locator => card.getByRole('button', { name, exact: true });
      if (confirmVerb !== null) await button(verb).click();
      await card.getByText(told).waitFor();
      expect(await sent('decide')).toEqual(decided);
      await button(confirmVerb ?? verb).click();
      decided.push({ run: 'r1', batch: number, decision });
      expect(await sent('decide')).toEqual(decided);
    }
  });

  test('on an absent user’s run says what is lost before it closes', async () => {
    const absent = run({ mine: false, closable: true });
    await open({ ...having(absent), close: [gives<'close'>(ended({}, { mine: false }))] });
    await press('Close their run')(sidebar);
    await sees(/Results still on their way are given up, though they may be paid/);
    expect(await sent('close')).toEqual([]);
    await sure(sidebar, 'Close their run');
    await sees('Finished');
    expect(await sent('close')).toEqual([{ run: 'r1' }]);
  });

  test('on a run whose key is gone says what is given up before it ends', async () => {
    const credits = [
      { vendor: 'cleanlist', name: 'Cleanlist', credits: 62 },
      { vendor: 'enrich', name: 'Enrich', credits: 500 },
    ];
    const stuck = run({
      state: 'paused',
      pause: { reason: 'key', vendor: 'cleanlist', message: 'No Cleanlist key is connected.' },
      costs: credits.map((of) => ({ ...of, maximum: 999, charged: 0, estimated: false })),
      endable: { contacts: 62, credits },
      callAgainInMs: null,
    });
    await open({ ...having(stuck), close: [gives<'close'>(ended())] });
    await sidebar.press('End this run');
    await sees(
      /62 contacts, at most 62 Cleanlist credits and 500 Enrich credits, are given up\. .* found at Cleanlist or Enrich\./,
    );
    expect(await sent('close')).toEqual([]);
    await sure(sidebar, 'End this run');
    await sees('Finished');
    expect(await sent('close')).toEqual([{ run: 'r1' }]);
  });

  test('on a run whose key may come back offers no such end', async () => {
    const pause = { reason: 'key', vendor: 'cleanlist', message: 'No key is connected.' } as const;
    await open(having(run({ state: 'paused', pause, callAgainInMs: null })));
    await sees('Connect a key');
    expect(await sidebar.page.getByText('End this run').count()).toBe(0);
  });

  test('leads out of a view that broke', async () => {
    await open(having(BROKEN));
    await sees('Close the sidebar and open it again');
    await sidebar.press('Go to the sheet’s contacts');
    await sees('Review 312 contacts');
  });
});

/** Whether a text is where the person looks now, between the head and the foot. */
function onScreen({ page }: Sidebar, text: string): Promise<boolean> {
  return page
    .getByText(text, { exact: true })
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 40 && bottom <= window.innerHeight;
    });
}
