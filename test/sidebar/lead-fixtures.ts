// Owns answers of the server about leads: real shapes, made-up numbers.
import type { AccountView } from '../../src/rpc/contract';
import type { LeadTab } from '../../src/rpc/contract-leads';
import { CONNECTED } from './fixtures';
import { opens } from './scene';
import { LEADLEAP_CONNECTED, NO_LEADLEAP } from './vendor-fixtures';
import type { Script } from './sidebar-page';

export const SEARCHER: AccountView = { ...LEADLEAP_CONNECTED, hasSearch: true };
export const NO_SEARCHER: AccountView = { ...NO_LEADLEAP, hasSearch: true };

export const WITH_SEARCH: Script = opens({ accounts: [CONNECTED, SEARCHER] });
export const WITHOUT_KEY: Script = opens({ accounts: [CONNECTED, NO_SEARCHER] });

export function leadTab(change: Partial<NonNullable<LeadTab>> = {}): NonNullable<LeadTab> {
  return {
    sheet: 42,
    name: 'Leads',
    rows: 100,
    added: 100,
    total: 142_500,
    hasMore: true,
    isEarlier: false,
    short: '',
    ...change,
  };
}
