// Owns the person's way through the enrichment of a list: what each click and key asks the server, and where it leads.
import { DONE, listView, MADE, RUNNING, withList } from './list-fixtures';
import { NOT_CONNECTED } from './fixtures';
import { focused, key, open, sees, sent, sidebar, sitDown } from './person';
import { opens, refuses } from './scene';
import { gives, type Script } from './sidebar-page';

sitDown();

const ID = listView().list;
const CONFIRM: Script = {
  ...withList(null),
  quoteList: [gives<'quoteList'>(listView())],
  buyList: [gives<'buyList'>(listView({ ...RUNNING, callAgainInMs: 1_000 }))],
  workList: [gives<'workList'>(listView(DONE))],
};

async function estimate(script: Script): Promise<void> {
  await open(script);
  await sidebar.menu('Enrich a list');
  await sidebar.page.getByLabel('Its id').fill(` ${ID}`);
  await sidebar.page.getByLabel('Phones').check();
  await key('Enter');
}

test('the page is in no menu without a key of a vendor that keeps lists', async () => {
  await open(opens({ accounts: [{ ...NOT_CONNECTED, hasLists: true }] }));
  await sidebar.press('Menu');
  expect(await sidebar.page.getByRole('menuitem').allInnerTexts()).not.toContain('Enrich a list');
});

test('a list is estimated first, bought only when confirmed, looked after, and its sheet opened', async () => {
  await estimate({ ...CONFIRM, jump: [gives<'jump'>(null)] });
  await sees('40 rows, at most 440 credits');
  const channels = ['email', 'phone'];
  expect(await sent('quoteList')).toEqual([{ vendor: 'cleanlist', list: ` ${ID}`, channels }]);
  expect(await sent('buyList')).toEqual([]);
  await sidebar.press('Enrich 40 rows');
  await sees('12 rows of 40 done.');
  await sees('31 e-mails and 20 phones');
  expect(await sent('buyList')).toEqual([{ id: 'ListOne00001', maximum: 440 }]);
  expect(await sent('workList')).toHaveLength(1);
  await sidebar.press('Open “Cleanlist list”');
  expect(await sent('jump')).toEqual([{ sheet: 77, row: 1 }]);
});

test('the maximum that is typed is what is confirmed', async () => {
  await estimate(CONFIRM);
  await sidebar.page.getByRole('textbox', { name: 'At most' }).fill('300');
  await sidebar.press('Enrich only if it is 300 credits');
  expect(await sent('buyList')).toEqual([{ id: 'ListOne00001', maximum: 300 }]);
});

test('an estimate of part of a credit, or of none, can be confirmed as it stands', async () => {
  await estimate({ ...CONFIRM, quoteList: [gives<'quoteList'>(listView({ credits: 19.5 }))] });
  await sees('19.5');
  await sidebar.press('Enrich 40 rows');
  expect(await sent('buyList')).toEqual([{ id: 'ListOne00001', maximum: 20 }]);
  await estimate({ ...CONFIRM, quoteList: [gives<'quoteList'>(listView({ credits: 0 }))] });
  await sidebar.page.getByRole('textbox', { name: 'At most' }).fill('none');
  await sidebar.press('Enrich 40 rows');
  await sees('A whole number of credits, from 0.');
  await sidebar.page.getByRole('textbox', { name: 'At most' }).fill('0');
  await sidebar.press('Enrich 40 rows');
  expect(await sent('buyList')).toEqual([{ id: 'ListOne00001', maximum: 0 }]);
});

test('what is missing or wrong is said, takes the keyboard there, and asks nothing', async () => {
  await open(withList(null));
  await sidebar.menu('Enrich a list');
  expect(await focused()).toBe('Enrich a Cleanlist list');
  await sidebar.press('Estimate');
  await sees('Paste the id of the list.');
  expect(await focused()).toBe('Its id');
  await sidebar.page.getByLabel('E-mails').uncheck();
  await sidebar.press('Estimate');
  await sees('Choose e-mails, phones or both.');
  expect(await sent('quoteList')).toEqual([]);
});

test('a list is made of the rows that are chosen, then estimated', async () => {
  await open({ ...CONFIRM, makeList: [gives<'makeList'>(MADE)] });
  await sidebar.menu('Enrich a list');
  await sidebar.page.getByLabel('A new one, of this sheet’s rows').check();
  await sidebar.press('Make the list and estimate');
  await sees('was made of 42 contacts');
  const [made] = (await sent('makeList')) as { vendor: string; choice: object }[];
  expect(made).toMatchObject({ vendor: 'cleanlist', channels: ['email'] });
  expect(made?.choice).toMatchObject({ rows: { kind: 'all' }, channels: ['email'] });
  expect(await sent('quoteList')).toEqual([
    { vendor: 'cleanlist', list: MADE.list, channels: ['email'] },
  ]);
});

test('a list that could not be made is not estimated', async () => {
  const refused = refuses('nothing_to_send', 'No contact of these rows lacks all that you chose.');
  await open({ ...CONFIRM, makeList: [refused] });
  await sidebar.menu('Enrich a list');
  await sidebar.page.getByLabel('A new one, of this sheet’s rows').check();
  await sidebar.press('Make the list and estimate');
  await sees('No contact of these rows lacks');
  expect(await sent('quoteList')).toEqual([]);
});

test('a list that was under way when the sidebar opened is looked after on every page', async () => {
  await open({
    ...withList(listView({ ...RUNNING, callAgainInMs: 50 })),
    workList: CONFIRM.workList ?? [],
  });
  await sidebar.page.waitForFunction(() =>
    (globalThis as unknown as { calls: { method: string }[] }).calls.some(
      ({ method }) => method === 'workList',
    ),
  );
});

test('what may have been bought is tried again, or given up after a question', async () => {
  const unknown = listView({ state: 'unknown', decisions: ['try_again', 'read', 'close'] });
  await open({
    ...withList(unknown),
    decideList: [gives<'decideList'>(unknown), gives<'decideList'>(listView({ state: 'closed' }))],
  });
  await sidebar.menu('Enrich a list');
  await sidebar.press('Try again');
  await sidebar.press('Give up');
  await sees('it may be paid twice');
  await sidebar.press('Give it up');
  await sidebar.press('Enrich another list');
  await sees('Its id');
  const id = 'ListOne00001';
  expect(await sent('decideList')).toEqual([
    { id, decision: 'try_again' },
    { id, decision: 'close' },
  ]);
  expect(await sent('buyList')).toEqual([]);
});
