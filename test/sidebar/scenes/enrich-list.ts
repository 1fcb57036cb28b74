// Owns the states of the page of lists as a person may meet them.
import type { ListView } from '../../../src/rpc/contract-list';
import { NOT_CONNECTED } from '../fixtures';
import { DONE, listView, MADE, RUNNING, withList } from '../list-fixtures';
import { refuses, type Scene } from '../scene';
import { gives, type Script, type Sidebar } from '../sidebar-page';

async function toPage(sidebar: Sidebar): Promise<void> {
  await sidebar.menu('Enrich a list');
}

async function estimate(sidebar: Sidebar): Promise<void> {
  await toPage(sidebar);
  await sidebar.page.getByLabel('Its id').fill('550e8400-e29b-41d4-a716-446655440000');
  await sidebar.press('Estimate');
}

const quotes = (change: Partial<ListView> = {}): Script => ({
  ...withList(null),
  quoteList: [gives<'quoteList'>(listView(change))],
});

/** A list that was there when the sidebar was opened. */
const standing = (
  name: string,
  change: Partial<ListView>,
  shows: string,
  way: Scene['way'] = toPage,
): Scene => ({ name, script: withList(listView(change)), way, shows });

export const SCENES: readonly Scene[] = [
  {
    name: 'list-menu',
    script: withList(null),
    way: (sidebar) => sidebar.press('Menu'),
    shows: 'Enrich a list',
  },
  { name: 'list-form', script: withList(null), way: toPage, shows: 'Its id' },
  {
    name: 'list-form-sheet',
    script: withList(null),
    way: async (sidebar) => {
      await toPage(sidebar);
      await sidebar.page.getByLabel('A new one, of this sheet’s rows').check();
    },
    shows: /Making the list is free, and tells Cleanlist who they are before it is known/,
  },
  {
    name: 'list-help',
    script: withList(null),
    way: async (sidebar) => {
      await sidebar.menu('Help');
      await sidebar.press('What it does');
    },
    shows: /do not leave the sheet earlier, except onto a list at Cleanlist that you make of them/,
  },
  {
    name: 'list-no-id',
    script: withList(null),
    way: async (sidebar) => {
      await toPage(sidebar);
      await sidebar.press('Estimate');
    },
    shows: 'Paste the id of the list.',
  },
  {
    name: 'list-refused',
    script: {
      ...withList(null),
      quoteList: [
        refuses(
          'refused',
          'Nothing was bought. Cleanlist knows no list of this id for the connected key. Copy the id again from the list at https://portal.cleanlist.ai, and look whether the key belongs to the same organisation.',
          'cleanlist',
        ),
      ],
    },
    way: estimate,
    shows: 'knows no list of this id',
  },
  {
    name: 'list-quoting',
    script: { ...withList(null), quoteList: [{ never: true }] },
    way: estimate,
    shows: 'Estimating is free',
  },
  {
    name: 'list-confirm-part',
    script: quotes({ credits: 12.5, rows: 1, balance: 15.25 }),
    way: estimate,
    shows: '1 row, at most 12.5 credits',
  },
  {
    name: 'list-confirm-free',
    script: quotes({ credits: 0 }),
    way: estimate,
    shows: 'By this estimate Cleanlist takes nothing for it.',
  },
  {
    name: 'list-confirm',
    script: quotes(),
    way: estimate,
    shows: '40 rows, at most 440 credits',
  },
  {
    name: 'list-confirm-made',
    script: { ...quotes(), makeList: [gives<'makeList'>(MADE)] },
    way: async (sidebar) => {
      await toPage(sidebar);
      await sidebar.page.getByLabel('A new one, of this sheet’s rows').check();
      await sidebar.press('Make the list and estimate');
    },
    shows: 'was made of 42 contacts',
  },
  {
    name: 'list-confirm-again',
    script: quotes({
      warning:
        'This list was, or may have been, bought on 2026-09-01 already: enriched again, it is paid for again. Runs have sent 12 contacts of this list already: what was found for them is paid for again.',
    }),
    way: estimate,
    shows: 'It may be paid for twice',
  },
  {
    name: 'list-confirm-short',
    script: quotes({ balance: 120, isSufficient: false }),
    way: estimate,
    shows: 'Your balance does not cover it',
  },
  {
    name: 'list-confirm-limit',
    script: quotes({ runLimit: 100 }),
    way: estimate,
    shows: 'Over your limit for a run',
  },
  {
    name: 'list-confirm-dearer',
    script: {
      ...quotes(),
      buyList: [
        gives<'buyList'>(
          listView({
            ...{ credits: 462, rows: 42 },
            message:
              'Nothing was bought: the estimate is 462 credits now, and you confirmed at most 440. Look at the new numbers and confirm again.',
          }),
        ),
      ],
    },
    way: async (sidebar) => {
      await estimate(sidebar);
      await sidebar.press('Enrich 40 rows');
    },
    shows: 'the estimate is 462 credits now',
  },
  {
    name: 'list-wrong-cap',
    script: quotes(),
    way: async (sidebar) => {
      await estimate(sidebar);
      await sidebar.page.getByRole('textbox', { name: 'At most' }).fill('many');
      await sidebar.press(/^Enrich/);
    },
    shows: 'A whole number of credits, from 1.',
  },
  standing('list-running', RUNNING, '12 rows of 40 done.'),
  standing(
    'list-reading',
    {
      ...{ ...RUNNING, ...DONE, state: 'reading', decisions: [], callAgainInMs: 60_000 },
      tab: { sheet: 77, name: 'Cleanlist list (unfinished)', rows: 20 },
    },
    '20 rows of 40 written.',
  ),
  {
    name: 'list-on-home',
    script: withList(
      listView({ state: 'unknown', decisions: ['try_again', 'read', 'close'], maximum: 440 }),
    ),
    shows: 'Show the list',
  },
  standing('list-done', DONE, 'Found'),
  standing(
    'list-broken',
    {
      ...{ ...DONE, isBroken: true, word: 'failed', charged: 440, refunded: null, emails: 0 },
      notice:
        'This run did not finish. The reserved credits are under review; contact support with the workflow id.',
    },
    'Cleanlist says about the credits',
  ),
  standing(
    'list-unknown',
    {
      ...{ state: 'unknown', maximum: 440, decisions: ['try_again', 'read', 'close'] },
      message:
        'Cleanlist gave no certain answer to the purchase: the list may have been bought. Google said: the request timed out.',
    },
    'the same estimate: never paid twice',
  ),
  standing(
    'list-give-up',
    {
      ...{ state: 'unknown', maximum: 440, decisions: ['read', 'close'] },
      message:
        'Cleanlist does not take this estimate any more, so nothing was bought by this click. Whether the list was bought before, nobody says: look at https://portal.cleanlist.ai, or read the list into a new sheet, before you estimate it again.',
    },
    'it may be paid twice',
    async (sidebar) => {
      await toPage(sidebar);
      await sidebar.press('Give up');
    },
  ),
  {
    name: 'list-paused',
    script: withList(
      listView({
        ...{ ...RUNNING, isPaused: true, callAgainInMs: null, decisions: ['look_again', 'close'] },
        message:
          'No Cleanlist key is connected. What was bought is kept at Cleanlist. Connect a key of the same organisation, then look again.',
      }),
      { ...NOT_CONNECTED, hasLists: true },
    ),
    way: (sidebar) => sidebar.press('Show the list'),
    shows: 'No Cleanlist key is connected.',
  },
  standing(
    'list-not-bought',
    {
      ...{ state: 'refused', list: 'x'.repeat(100) },
      message:
        'Nothing was bought. This list is protected at Cleanlist: it cannot be changed with this key. Make a copy of it at https://portal.cleanlist.ai, or choose another list.',
    },
    'This list is protected',
  ),
  standing(
    'list-foreign',
    { ...RUNNING, mine: false, closable: true, callAgainInMs: null, decisions: ['close'] },
    'Another user is enriching this list',
  ),
];
