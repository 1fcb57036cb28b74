// Owns the states of the page of leads as a person may meet them.
import { leadTab, WITH_SEARCH, WITHOUT_KEY } from '../lead-fixtures';
import { refuses, type Scene } from '../scene';
import { LONG_NAME } from '../side-fixtures';
import { gives, type Answer, type Sidebar } from '../sidebar-page';

const counts = (total: number | null): Answer<'countLeads'> => gives<'countLeads'>({ total });

async function toForm(sidebar: Sidebar): Promise<void> {
  await sidebar.menu('Find leads');
}

/** With filters of every sort. */
async function search(sidebar: Sidebar): Promise<void> {
  await toForm(sidebar);
  await sidebar.page.getByLabel('Country').fill('US, United Kingdom');
  await sidebar.page.getByLabel('Job level').fill('C-Level, Director, VP');
  await sidebar.press('More filters');
  await sidebar.page.getByLabel('Employees, from and to').fill('50');
  await sidebar.press('Search');
}

async function find(sidebar: Sidebar): Promise<void> {
  await search(sidebar);
  await sidebar.press(/^Put /);
}

export const SCENES: readonly Scene[] = [
  {
    name: 'leads-menu',
    script: WITH_SEARCH,
    way: (sidebar) => sidebar.press('Menu'),
    shows: 'Find leads',
  },
  { name: 'leads-not-connected', script: WITHOUT_KEY, way: toForm, shows: 'Connect LeadLeap' },
  { name: 'leads-form', script: WITH_SEARCH, way: toForm, shows: 'More filters' },
  {
    name: 'leads-nothing-chosen',
    script: WITH_SEARCH,
    way: async (sidebar) => {
      await toForm(sidebar);
      await sidebar.press('Search');
    },
    shows: 'Nothing is chosen',
  },
  {
    name: 'leads-wrong-number',
    script: WITH_SEARCH,
    way: async (sidebar) => {
      await toForm(sidebar);
      await sidebar.press('More filters');
      await sidebar.page.getByLabel('Founded in, to').fill('last year');
      await sidebar.press('Search');
    },
    shows: 'A whole number, or nothing.',
  },
  {
    name: 'leads-counting',
    script: { ...WITH_SEARCH, countLeads: [{ never: true }] },
    way: search,
    shows: 'Search',
  },
  {
    name: 'leads-counted',
    script: { ...WITH_SEARCH, countLeads: [counts(142_500)] },
    way: search,
    shows: '142,500 leads fit.',
  },
  {
    name: 'leads-not-counted',
    script: { ...WITH_SEARCH, countLeads: [counts(null)] },
    way: search,
    shows: 'It is not said how many leads fit.',
  },
  {
    name: 'leads-none',
    script: { ...WITH_SEARCH, countLeads: [counts(0)] },
    way: search,
    shows: 'No lead fits.',
  },
  {
    name: 'leads-refused',
    script: {
      ...WITH_SEARCH,
      countLeads: [
        refuses(
          'key_refused',
          'LeadLeap does not allow this key to be used, so nothing was sent or paid. Check at https://leadleap.net that your plan includes API access, and that the key has the right for it. It said: API key lacks the required scope: leads:read.',
        ),
      ],
    },
    way: search,
    shows: 'lacks the required scope',
  },
  {
    name: 'leads-finding',
    script: { ...WITH_SEARCH, countLeads: [counts(142_500)], findLeads: [{ never: true }] },
    way: find,
    shows: '142,500 leads fit.',
  },
  {
    name: 'leads-found',
    script: {
      ...WITH_SEARCH,
      countLeads: [counts(142_500)],
      findLeads: [gives<'findLeads'>(leadTab())],
    },
    way: find,
    shows: '100 of 142,500 leads are in “Leads”.',
  },
  {
    name: 'leads-found-earlier',
    script: {
      ...WITH_SEARCH,
      countLeads: [counts(142_500)],
      findLeads: [gives<'findLeads'>(leadTab({ isEarlier: true, added: 0, name: LONG_NAME }))],
    },
    way: find,
    shows: 'You searched for this before',
  },
  {
    name: 'leads-found-short',
    script: {
      ...WITH_SEARCH,
      countLeads: [counts(142_500)],
      findLeads: [
        gives<'findLeads'>(
          leadTab({
            short: 'One go takes 20 seconds at most, and they are over. Get more to go on.',
          }),
        ),
      ],
    },
    way: find,
    shows: 'Fewer came than you asked for.',
  },
  {
    name: 'leads-found-all',
    script: {
      ...WITH_SEARCH,
      countLeads: [counts(87)],
      findLeads: [gives<'findLeads'>(leadTab({ rows: 87, total: 87, hasMore: false }))],
    },
    way: find,
    shows: 'There are no more of them.',
  },
];
