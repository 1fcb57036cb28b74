// Owns answers of the server about lists: real shapes, made-up numbers.
import type { AccountView } from '../../src/rpc/contract';
import type { ListView, MadeListView } from '../../src/rpc/contract-list';
import { isUnderWay } from '../../src/run/list/list-run';
import { CONNECTED } from './fixtures';
import { opens } from './scene';
import { gives, type Script } from './sidebar-page';

const KEEPER: AccountView = { ...CONNECTED, hasLists: true };

export function listView(change: Partial<ListView> = {}): ListView {
  return {
    ...{
      id: 'ListOne00001',
      state: 'quoted',

      warning: '',
      mine: true,
      closable: false,
      vendor: 'cleanlist',
    },
    ...{ vendorName: 'Cleanlist', portal: 'https://portal.cleanlist.ai' },
    list: '550e8400-e29b-41d4-a716-446655440000',
    ...{ channels: ['email', 'phone'], rows: 40, credits: 440, balance: 1_240, maximum: 0 },
    ...{ isSufficient: true, runLimit: null, workflowId: '', reserved: null, charged: null },
    ...{ refunded: null, emails: null, phones: null, processed: null, total: null, word: '' },
    ...{ isBroken: false, notice: '', message: '', isPaused: false, decisions: ['close'] },
    ...{ tab: null, callAgainInMs: null },
    isUnderWay: isUnderWay({ state: change.state ?? 'quoted' }),
    ...change,
  };
}

export const RUNNING: Partial<ListView> = {
  ...{
    state: 'submitted',
    maximum: 440,
    reserved: 440,
    workflowId: 'bulk-enrich-1',
  },
  ...{ decisions: [], processed: 12, total: 40, callAgainInMs: 60_000 },
};

export const DONE: Partial<ListView> = {
  ...{ state: 'done', maximum: 440, reserved: 440, charged: 231, refunded: 209 },
  ...{ workflowId: 'bulk-enrich-1', word: 'completed', emails: 31, phones: 20 },
  ...{ tab: { sheet: 77, name: 'Cleanlist list', rows: 40 }, decisions: ['read', 'close'] },
};

export const MADE: MadeListView = {
  list: listView().list,
  name: 'Contact Enrichment 2026-09-01 ListOne00001',
  contacts: 42,
  rows: 40,
  left: [
    '2 rows not taken by Cleanlist: the LinkedIn profile is on the list already.',
    '3 contacts have one of the two already, and a list is bought whole: choose only what they lack.',
  ],
};

/** As it stands when the sidebar is opened; `null`: none is known. */
export function withList(view: ListView | null, account: AccountView = KEEPER): Script {
  const known = view === null ? {} : { list: view };
  return { ...opens({ accounts: [account], ...known }), list: [gives<'list'>(view)] };
}
