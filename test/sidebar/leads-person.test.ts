// Owns the person's way to leads: what each click and key asks the server, and where it leads.
import type { Answer, Script } from './sidebar-page';
import { CONNECTED, home } from './fixtures';
import { leadTab, NO_SEARCHER, SEARCHER, WITH_SEARCH, WITHOUT_KEY } from './lead-fixtures';
import { focused, key, open, sees, sent, sidebar, sitDown } from './person';
import { opens, refuses } from './scene';
import { gives } from './sidebar-page';

sitDown();

const counts = (total: number | null): Answer<'countLeads'> => gives<'countLeads'>({ total });
const FOUND: Script = {
  ...WITH_SEARCH,
  countLeads: [counts(142_500)],
  findLeads: [gives<'findLeads'>(leadTab()), gives<'findLeads'>(leadTab({ rows: 600 }))],
};
const FILTERS = { type: 'business', words: { country: ['US', 'Canada'] }, ranges: {} };

async function search(script: Script): Promise<void> {
  await open(script);
  await sidebar.menu('Find leads');
  await sidebar.page.getByLabel('Country').fill('US, Canada');
  await key('Enter');
}

test('the page is in no menu where no vendor has a search', async () => {
  await open(opens());
  await sidebar.press('Menu');
  expect(await sidebar.page.getByRole('menuitem').allInnerTexts()).toEqual([
    'Runs',
    'Automatic',
    'Settings',
    'Help',
  ]);
});

test('without a key it leads to where one is asked for, and back', async () => {
  await open({ ...WITHOUT_KEY, connect: [gives<'connect'>([CONNECTED, SEARCHER])] });
  await sidebar.menu('Find leads');
  expect(await sidebar.page.getByLabel('Country').count()).toBe(0);
  await sidebar.press(`Connect ${NO_SEARCHER.name}`);
  await sidebar.page.getByLabel('API key').fill('ll_new');
  await key('Enter');
  await sees('More filters');
  expect(await sidebar.heading()).toBe('Find leads');
  expect(await sent('connect')).toEqual([{ vendor: 'leadleap', key: 'll_new' }]);
});

test('leads are counted first, and only a second press makes a sheet; more go into the same', async () => {
  await search(FOUND);
  await sees('142,500 leads fit.');
  expect(await sent('countLeads')).toEqual([{ vendor: 'leadleap', filters: FILTERS }]);
  expect(await sent('findLeads')).toEqual([]);
  await sidebar.page.getByLabel('At most').selectOption('500');
  await sidebar.press('Put 500 leads into a new sheet');
  await sees('100 of 142,500 leads are in “Leads”.');
  await sidebar.press('Get 500 more');
  await sees('600 of 142,500 leads are in “Leads”.');
  expect(await sent('findLeads')).toEqual([
    { vendor: 'leadleap', filters: FILTERS, count: 500, more: false },
    { vendor: 'leadleap', filters: FILTERS, count: 500, more: true },
  ]);
  expect(await sent('start')).toEqual([]);
});

test('nothing chosen asks nothing, says so, and takes the keyboard to the first filter', async () => {
  await open(WITH_SEARCH);
  await sidebar.menu('Find leads');
  expect(await focused()).toBe('Find leads');
  await sidebar.press('Search');
  await sees('Nothing is chosen');
  expect(await focused()).toBe('Country');
  expect(await sent('countLeads')).toEqual([]);
});

test('a second press while it searches asks nothing twice', async () => {
  await search({ ...WITH_SEARCH, countLeads: [{ never: true }] });
  await key('Enter');
  await sidebar.page.getByRole('button', { name: 'Search' }).click({ force: true });
  expect(await sent('countLeads')).toHaveLength(1);
});

test('what is typed is still there after a look elsewhere, and after what came of it', async () => {
  await search(FOUND);
  await sees('142,500 leads fit.');
  await sidebar.press('Change the filters');
  expect(await sidebar.page.getByLabel('Country').inputValue()).toBe('US, Canada');
  await sidebar.press('Back');
  await sidebar.menu('Find leads');
  expect(await sidebar.page.getByLabel('Country').inputValue()).toBe('US, Canada');
});

test('a search that fails says why, and can be pressed again', async () => {
  await search({
    ...WITH_SEARCH,
    countLeads: [refuses('vendor_down', 'LeadLeap could not be asked.'), counts(3)],
  });
  await sees('LeadLeap could not be asked.');
  await sidebar.press('Search');
  await sees('3 leads fit.');
  await sees('Put 3 leads into a new sheet');
});

test('the way on is the sheet of leads, with what buys their values', async () => {
  await search({ ...FOUND, home: [...(FOUND.home ?? []), gives<'home'>(home())] });
  await sidebar.press(/^Put /);
  await sidebar.press('Get LeadLeap leads');
  await sees('Check again');
  expect((await sent('home')).at(-1)).toEqual({
    ...{ operation: 'leads', channels: ['email', 'phone', 'profile'] },
    ...{ sheet: 42, rows: { kind: 'all' } },
  });
});
