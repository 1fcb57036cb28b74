// Owns the states of the last transactions in Settings.
import type { TransactionView } from '../../../src/rpc/contract-settings';
import type { AccountView } from '../../../src/rpc/contract';
import { opens, refuses, type Scene } from '../scene';
import { settings } from '../side-fixtures';
import { gives, type Script, type Sidebar } from '../sidebar-page';
import { ENRICH_CONNECTED, NO_LEADLEAP, RICH } from '../vendor-fixtures';

const TELLS: AccountView = { ...ENRICH_CONNECTED, hasTransactions: true };
const AT = Date.UTC(2026, 10, 12, 8, 5);

const TRANSACTIONS: readonly TransactionView[] = [
  { kind: 'spent', credits: -2_500, about: 'Email finder batch: 250 leads', at: AT },
  { kind: 'given_back', credits: 740, about: 'Batch refund: 665b12cf3e4c9200138eaf10', at: AT },
  { kind: 'spent', credits: -10, about: 'Reverse lookup: jane.doe@northwind.example', at: AT },
  { kind: 'changed', credits: 0, about: `<b>bold</b> ${'x'.repeat(100)}`, at: null },
  { kind: 'bought', credits: 1_234_567, about: '', at: AT },
];

const script = (transactions: Script['transactions']): Script => ({
  ...opens({ accounts: [RICH, TELLS, NO_LEADLEAP] }),
  settings: [gives<'settings'>(settings())],
  ...(transactions === undefined ? {} : { transactions }),
});
const list = (transactions: readonly TransactionView[]): Script =>
  script([gives<'transactions'>({ vendor: 'enrich', transactions })]);
const open = async (sidebar: Sidebar): Promise<void> => {
  await sidebar.menu('Settings');
  await sidebar.press(/^Last transactions/);
};

export const SCENES: readonly Scene[] = [
  {
    name: 'transactions-folded',
    script: list(TRANSACTIONS),
    way: (sidebar) => sidebar.menu('Settings'),
    shows: 'Last transactions',
  },
  { name: 'transactions', script: list(TRANSACTIONS), way: open, shows: 'Given back' },
  {
    name: 'transactions-none',
    script: list([]),
    way: open,
    shows: 'There are none yet at Enrich.',
  },
  {
    name: 'transactions-loading',
    script: script([{ never: true }]),
    way: open,
    shows: 'Looking for the transactions',
  },
  {
    name: 'transactions-trouble',
    script: script([
      refuses('vendor_down', 'Enrich could not be asked, so nothing was sent or paid.'),
    ]),
    way: open,
    shows: 'Enrich could not be asked',
  },
];
