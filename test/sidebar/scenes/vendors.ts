// Owns the states that only a user of several vendors meets.
import { ended, NOT_CONNECTED } from '../fixtures';
import { opens, refuses, type Scene } from '../scene';
import { historyOf, schedule, schedulesOf, settings } from '../side-fixtures';
import { gives, type Script, type Sidebar } from '../sidebar-page';
import {
  BOTH_CHECKED,
  COSTS,
  ENRICH_CONNECTED,
  HOME,
  IN_ORDER,
  inBoth,
  LEADLEAP_CONNECTED,
  RICH,
  NO_ENRICH,
  NO_LEADLEAP,
  quoteOfBoth,
  runOfBoth,
  TWO,
  UNKNOWN_AT_ENRICH,
} from '../vendor-fixtures';

const NOBODY: Script = opens({ accounts: [NOT_CONNECTED, NO_ENRICH, NO_LEADLEAP] });
const BOTH: Script = {
  home: [gives<'home'>(HOME)],
  inspect: [gives<'inspect'>(BOTH_CHECKED)],
};
const review = (sidebar: Sidebar): Promise<void> => sidebar.press(/^Review/);
const fold = (sidebar: Sidebar): Promise<void> => sidebar.press(/^Asked:/);
/** Enrich asked after Cleanlist. */
export const askBoth = async (sidebar: Sidebar): Promise<void> => {
  await fold(sidebar);
  await sidebar.press(/^Then ask Enrich/);
  await sidebar.page.getByText('Asked: Cleanlist, then Enrich').waitFor();
};
const confirm = async (sidebar: Sidebar): Promise<void> => {
  await askBoth(sidebar);
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).click();
  await sidebar.page.waitForTimeout(600);
};
const quoted = (...quotes: readonly Parameters<typeof quoteOfBoth>[0][]): Script => ({
  ...BOTH,
  quote: quotes.map((change) => gives<'quote'>(quoteOfBoth(change))),
});
const toPage =
  (name: string, ...presses: readonly (string | RegExp)[]) =>
  async (sidebar: Sidebar): Promise<void> => {
    await sidebar.menu(name);
    for (const each of presses) await sidebar.press(each);
  };
const SCHEDULED = schedule({
  route: IN_ORDER,
  dailyCredits: inBoth(200, 2_000),
  spentToday: inBoth(40, 400),
});
const AUTOMATIC: Script = {
  ...opens({ accounts: TWO, schedules: [SCHEDULED] }),
  schedules: [gives<'schedules'>(schedulesOf(SCHEDULED))],
};

export const SCENES: readonly Scene[] = [
  {
    name: 'vendors-connect-which',
    script: NOBODY,
    way: review,
    shows: 'Whose key?',
  },
  {
    name: 'vendors-connect-one',
    script: NOBODY,
    way: async (sidebar) => {
      await review(sidebar);
      await sidebar.press('Enrich');
    },
    shows: 'Connect Enrich',
  },
  {
    name: 'vendors-home',
    script: BOTH,
    shows: 'Asked: Cleanlist',
  },
  {
    name: 'vendors-home-three',
    script: opens({
      accounts: [RICH, ENRICH_CONNECTED, LEADLEAP_CONNECTED],
    }),
    shows: 'Asked: Cleanlist',
  },
  {
    name: 'vendors-order',
    script: BOTH,
    way: askBoth,
    shows: /Only what is still missing/,
  },
  {
    name: 'vendors-order-by-channel',
    script: BOTH,
    way: async (sidebar) => {
      await sidebar.page.getByRole('checkbox', { name: 'Phone' }).check();
      await askBoth(sidebar);
    },
    shows: /Asked: Cleanlist, then Enrich for e-mail; Cleanlist for phone/,
  },
  {
    name: 'vendors-confirm',
    script: quoted({}),
    way: confirm,
    shows: 'only for those that Cleanlist does not find',
  },
  {
    name: 'vendors-confirm-part',
    script: quoted({ contacts: { total: 25, partial: 25, phone_only: 0, full: 0 }, left: 287 }),
    way: confirm,
    shows: /The first 25 of 312 contacts/,
  },
  {
    name: 'vendors-confirm-short',
    script: quoted({
      balances: inBoth(1_240, 200),
      balancesAfterAtWorst: inBoth(928, 0),
      affordable: 20,
    }),
    way: confirm,
    shows: 'Your 200 Enrich credits may not be enough',
  },
  {
    name: 'vendors-confirm-no-credits',
    script: quoted({
      balances: inBoth(1_240, 3),
      balancesAfterAtWorst: inBoth(928, 0),
      affordable: 0,
    }),
    way: confirm,
    shows: 'Your 3 Enrich credits cover no contact',
  },
  {
    name: 'vendors-key-refused',
    script: {
      ...opens({ accounts: TWO, runs: [runOfBoth({ callAgainInMs: 1 })] }),
      work: [refuses('key_refused', 'Enrich does not know this key, or it was revoked.', 'enrich')],
    },
    shows: 'Enrich refused the key',
  },
  {
    name: 'vendors-run',
    script: opens({ accounts: TWO, runs: [runOfBoth({ callAgainInMs: null })] }),
    shows: 'Enrich credits charged',
  },
  {
    name: 'vendors-run-unknown',
    script: opens({ accounts: TWO, runs: [UNKNOWN_AT_ENRICH] }),
    way: (sidebar) => sidebar.press('Send again'),
    shows: 'Send again (620 Enrich credits)',
  },
  {
    name: 'vendors-run-paused',
    script: opens({
      accounts: TWO,
      runs: [
        runOfBoth({
          state: 'paused',
          callAgainInMs: null,
          pause: {
            vendor: 'enrich',
            reason: 'credits',
            message: 'Your Enrich credits are used up. 62 contacts wait; nothing of them is paid.',
          },
        }),
      ],
    }),
    shows: 'www.enrich.so',
  },
  {
    name: 'vendors-ended',
    script: opens({
      accounts: TWO,
      runs: [
        ended(
          {},
          {
            costs: COSTS,
            refused: { contacts: 46, message: '' },
            givenUp: { contacts: 2, credits: inBoth(0, 20) },
          },
        ),
      ],
    }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: /for at most 20 Enrich credits: counted here/,
  },
  {
    name: 'vendors-history',
    script: {
      ...opens({ accounts: TWO }),
      history: [
        gives<'history'>({
          runs: historyOf(runOfBoth(), ended({}, { id: 'r2', costs: COSTS })).runs,
          forgotten: { runs: 3, credits: inBoth(1_240, 80) },
        }),
      ],
    },
    way: toPage('Runs'),
    shows: /96 Cleanlist credits and 420 Enrich credits/,
  },
  {
    name: 'vendors-automatic-form',
    script: {
      ...BOTH,
      schedules: [gives<'schedules'>(schedulesOf())],
    },
    way: async (sidebar) => {
      await askBoth(sidebar);
      await sidebar.menu('Automatic');
      await sidebar.press('Switch on');
    },
    shows: 'Enrich credits a day, at most',
  },
  {
    name: 'vendors-automatic-on',
    script: AUTOMATIC,
    way: toPage('Automatic'),
    shows: 'Enrich credits today',
  },
  {
    name: 'vendors-settings',
    script: { ...opens({ accounts: TWO }), settings: [gives<'settings'>(settings())] },
    way: toPage('Settings', 'Disconnect Enrich'),
    shows: /The Enrich key is removed/,
  },
  {
    name: 'vendors-help',
    script: opens({ accounts: [NOT_CONNECTED, ENRICH_CONNECTED, NO_LEADLEAP] }),
    way: toPage('Help', 'Where the key comes from'),
    shows: 'www.enrich.so',
  },
];
