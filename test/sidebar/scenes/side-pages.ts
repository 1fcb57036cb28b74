// Owns the states of the pages beside the way of a run, and of a run that is looked at, as a person may meet them.
// 300 px wide, one blue button.
import type { RunView } from '../../../src/rpc/contract-run';
import { batch, costsOf, ended, inCredits, inspection, NOT_CONNECTED, run } from '../fixtures';
import { listView, RUNNING, withList } from '../list-fixtures';
import { opens, refuses, type Scene } from '../scene';
import {
  historyOf,
  LONG_NAME,
  outcomeRows,
  schedule,
  schedulesOf,
  settings,
  SUPPORT_TEXT,
} from '../side-fixtures';
import { gives, type Script, type Sidebar } from '../sidebar-page';
import { GIVEN_UP, NOTHING_BOUGHT } from './ended-runs';

/** From the first view, over the menu. */
const toPage =
  (name: string, ...presses: readonly (string | RegExp)[]) =>
  async (sidebar: Sidebar): Promise<void> => {
    await sidebar.menu(name);
    for (const each of presses) await sidebar.press(each);
  };

const NOW = Date.now();
const MANY = 1_234_567;
const waiting = run({
  id: 'r2',
  state: 'waiting',
  callAgainInMs: null,
  attention: [batch()],
  startedAt: Date.UTC(2026, 10, 12, 8, 0),
});
const HISTORY: readonly RunView[] = [
  run({ id: 'r9', sheetName: LONG_NAME, contacts: MANY, done: MANY - 1 }),
  run({ id: 'r8', mine: false, isAutomatic: true, stopping: true, channels: ['email', 'phone'] }),
  ended({}, { id: 'r7', isAutomatic: true }),
  ended(
    { undone: { restored: 241, changed: 0, gone: 0, later: 0 }, canUndo: false },
    { id: 'r5', mine: false, costs: costsOf(MANY, MANY, true) },
  ),
  { ...GIVEN_UP, id: 'r4' },
  { ...NOTHING_BOUGHT, id: 'r3' },
  waiting,
];
const both = ended(
  {},
  {
    channels: ['email', 'phone'],
    found: { email: 241, phone: 2 },
    contacts: 312,
    asked: { email: 300, phone: 14 },
    emailStatuses: { deliverable: 150, probable: 40, risky: 39, undeliverable: 8, unknown: 4 },
  },
);
const paused = (reason: 'key' | 'balance', message: string, nextAt: number | null): Script =>
  opens({ schedules: [schedule({ pause: { reason, message }, nextAt })] });

const schedules = (script: Script, ...known: Parameters<typeof schedule>[0][]): Script => ({
  inspect: [gives<'inspect'>(inspection())],
  ...script,
  schedules: [gives<'schedules'>(schedulesOf(...known.map(schedule)))],
});
const NO_KEY = paused(
  'key',
  'Cleanlist does not accept the key any more. Nothing was sent. Connect a valid key, then resume.',
  null,
);
const UNPAID = paused(
  'balance',
  'Nothing was sent: 40 new contacts wait: your balance was 3 credits. Top up; it is tried again at the next look.',
  NOW + 3_600_000,
);

export const SCENES: readonly Scene[] = [
  { name: 'menu', script: opens(), way: (sidebar) => sidebar.press('Menu'), shows: 'Automatic' },
  {
    name: 'run-heartbeat',
    script: opens({
      runs: [run({ heartbeat: { lastAt: NOW - 900_000, nextAt: NOW + 2_700_000 } })],
    }),
    shows: 'Get results now',
  },
  {
    name: 'run-foreign-waiting',
    script: opens({ runs: [{ ...waiting, mine: false, isAutomatic: true, background: '' }] }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'Waits for its user',
  },
  {
    name: 'run-stop-asked',
    script: opens({ runs: [run()] }),
    way: (sidebar) => sidebar.press('Stop'),
    shows: 'Nothing more is sent.',
  },
  {
    name: 'run-asked-for-results',
    script: { ...opens({ runs: [run()] }), work: [{ never: true }] },
    way: (sidebar) => sidebar.press('Get results now'),
    shows: '124 of 312 contacts',
  },
  {
    name: 'run-support',
    script: { ...opens({ runs: [waiting] }), support: [gives<'support'>({ text: SUPPORT_TEXT })] },
    way: (sidebar) => sidebar.press('Copy details for support'),
    shows: 'Keys, names, e-mails and phones are taken out.',
  },
  {
    name: 'ended-both',
    script: opens({ runs: [both] }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'Phone found for 2 of 14',
  },
  {
    name: 'ended-rows',
    script: {
      ...opens({ runs: [ended()] }),
      outcomeRows: [gives<'outcomeRows'>(outcomeRows({ total: 641, gone: 2 }))],
    },
    way: async (sidebar) => {
      await sidebar.press('Show run');
      await sidebar.press(/^Not found/);
    },
    shows: 'The first 3 of 641 rows are listed.',
  },
  {
    name: 'ended-rows-coming',
    script: { ...opens({ runs: [ended()] }), outcomeRows: [{ never: true }] },
    way: async (sidebar) => {
      await sidebar.press('Show run');
      await sidebar.press(/^Found/);
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'Looking for the rows…',
  },
  {
    name: 'ended-rows-none',
    script: {
      ...opens({ runs: [ended()] }),
      outcomeRows: [gives<'outcomeRows'>({ rows: [], total: 0, gone: 3 })],
    },
    way: async (sidebar) => {
      await sidebar.press('Show run');
      await sidebar.press(/^No row/);
    },
    shows: '3 contacts have no row any more',
  },
  {
    name: 'ended-rows-refused',
    script: {
      ...opens({ runs: [ended()] }),
      outcomeRows: [refuses('sheet_problem', 'The log was off for this run: it cannot be told.')],
    },
    way: async (sidebar) => {
      await sidebar.press('Show run');
      await sidebar.press(/^Not sent or refused/);
    },
    shows: 'The log was off for this run',
  },
  {
    name: 'history',
    script: {
      ...opens(),
      history: [
        gives<'history'>({ runs: HISTORY, forgotten: { runs: 12, credits: inCredits(1_240) } }),
      ],
    },
    way: toPage('Runs'),
    shows: 'Waits for you',
  },
  {
    name: 'history-empty',
    script: { ...opens(), history: [gives<'history'>(historyOf())] },
    way: toPage('Runs'),
    shows: 'No run yet.',
  },
  {
    name: 'history-coming',
    script: { ...opens(), history: [{ never: true }] },
    way: async (sidebar) => {
      await sidebar.menu('Runs');
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'Looking for the runs…',
  },
  {
    name: 'history-run-gone',
    script: {
      ...opens({ runs: [ended()] }),
      history: [gives<'history'>(historyOf(ended({}, { id: 'r2', sheetName: 'Partners' })))],
    },
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'This run is not kept any more',
  },
  {
    name: 'history-refused',
    script: { ...opens(), history: [refuses('internal', 'Google could not read the runs.')] },
    way: toPage('Runs'),
    shows: 'Google could not read the runs.',
  },
  {
    name: 'automatic-off',
    script: schedules(opens()),
    way: toPage('Automatic'),
    shows: 'Switch on',
  },
  {
    name: 'automatic-off-webhook',
    script: {
      ...schedules(opens()),
      schedules: [
        gives<'schedules'>({
          ...schedulesOf(),
          told: {
            cleanlist:
              'Cleanlist also sends these contacts and what it finds to hooks.acme.example, as you set in Settings.',
          },
        }),
      ],
    },
    way: toPage('Automatic'),
    shows: 'Cleanlist also sends these contacts',
  },
  {
    name: 'automatic-no-ceiling',
    script: schedules(opens()),
    way: toPage('Automatic', 'Switch on'),
    shows: 'Say how many credits a day',
  },
  {
    name: 'automatic-not-connected',
    script: schedules(opens({ accounts: [NOT_CONNECTED] })),
    way: toPage('Automatic'),
    shows: 'Connect your key first.',
  },
  {
    name: 'automatic-sample',
    script: schedules(opens({ inspection: inspection({ isSample: true }) })),
    way: toPage('Automatic'),
    shows: 'These are sample contacts.',
  },
  {
    name: 'automatic-on',
    script: schedules(opens({ schedules: [schedule()] }), {}),
    way: toPage('Automatic'),
    shows: 'On: Leads',
  },
  {
    name: 'automatic-columns',
    script: schedules(opens({ schedules: [schedule()] }), {
      reads: [
        { field: 'full_name', column: LONG_NAME },
        { field: 'company_name', column: 'Column F' },
      ],
    }),
    way: toPage('Automatic', /^Reads 2 columns/),
    shows: 'Into filled cells, too',
  },
  {
    name: 'automatic-off-asked',
    script: schedules(opens({ schedules: [schedule()] }), {}),
    way: toPage('Automatic', 'Switch off'),
    shows: 'A run that Automatic has started goes on.',
  },
  {
    name: 'automatic-change',
    script: schedules(opens({ schedules: [schedule()] }), {}),
    way: toPage('Automatic', 'Change'),
    shows: 'Change Automatic',
  },
  {
    name: 'automatic-paused-key',
    script: { ...NO_KEY, schedules: [{ never: true }] },
    way: toPage('Automatic'),
    shows: 'Connect a valid key, then resume.',
  },
  {
    name: 'automatic-paused-balance',
    script: { ...UNPAID, schedules: [{ never: true }] },
    way: toPage('Automatic'),
    shows: 'under Settings → Billing',
  },
  {
    name: 'automatic-others',
    script: schedules(
      opens(),
      {
        id: 's2',
        sheetId: 8,
        sheetName: LONG_NAME,
        rhythm: { kind: 'hourly' },
        spentToday: inCredits(MANY),
      },
      { id: 's3', mine: false, sheetId: 9, sheetName: LONG_NAME, channels: ['email', 'phone'] },
      { id: 's4', mine: false, sheetId: 10, sheetName: 'Partners', isPaused: true },
    ),
    way: toPage('Automatic'),
    shows: 'Of other users',
  },
  {
    name: 'home-automatic-paused',
    script: opens({
      schedules: [
        schedule({ sheetName: LONG_NAME, pause: { reason: 'log', message: 'The log is gone.' } }),
      ],
    }),
    shows: 'Automatic is paused',
  },
  {
    name: 'settings',
    script: { ...opens(), settings: [gives<'settings'>(settings())] },
    way: toPage('Settings'),
    shows: 'Log: on',
  },
  {
    name: 'settings-bare',
    script: {
      ...opens({ accounts: [NOT_CONNECTED] }),
      settings: [
        gives<'settings'>(
          settings({
            keepsLog: false,
            log: null,
            runLimit: null,
            learnedHeaders: 0,
            stored: { openRuns: 0, endedRuns: 0, schedules: 0, list: 'none', sheets: 0 },
          }),
        ),
      ],
    },
    way: toPage('Settings'),
    shows: 'Log: off',
  },
  {
    name: 'settings-coming',
    script: { ...opens(), settings: [{ never: true }] },
    way: async (sidebar) => {
      await sidebar.menu('Settings');
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'Looking for the settings…',
  },
  {
    name: 'settings-kept',
    script: {
      ...opens(),
      settings: [
        gives<'settings'>(
          settings({
            stored: { openRuns: 2, endedRuns: 14, schedules: 1, list: 'kept', sheets: 3 },
            keptFromDeleting:
              '2 runs are open: 140 contacts are paid and their results not here yet. Wait until they have ended, or decide what they wait for.',
          }),
        ),
      ],
    },
    way: toPage('Settings'),
    shows: '2 runs are open',
  },
  {
    name: 'settings-kept-list',
    script: {
      ...withList(listView(RUNNING)),
      settings: [
        gives<'settings'>(
          settings({
            stored: { openRuns: 1, endedRuns: 0, schedules: 0, list: 'under_way', sheets: 1 },
            keptFromDeleting:
              '1 run is open. Stop what is not wanted, wait for the results, and decide what waits for you. A list is being enriched: wait for its rows, or decide about it where you enrich lists. Then delete.',
          }),
        ),
      ],
    },
    way: toPage('Settings', 'Disconnect'),
    shows: 'and so does the list that is being enriched',
  },
  {
    name: 'settings-delete-asked',
    script: {
      ...opens(),
      settings: [
        gives<'settings'>(
          settings({
            stored: { openRuns: 0, endedRuns: 14, schedules: 1, list: 'kept', sheets: 3 },
          }),
        ),
      ],
    },
    way: toPage('Settings', 'Delete everything'),
    shows: 'This cannot be taken back.',
  },
  {
    name: 'settings-deleted',
    script: {
      ...opens(),
      settings: [gives<'settings'>(settings())],
      deleteAll: [gives<'deleteAll'>(settings({ learnedHeaders: 0 }))],
    },
    way: toPage('Settings', 'Delete everything', 'Delete everything'),
    shows: 'It is among your sheets now',
  },
  {
    name: 'settings-log-asked',
    script: { ...opens(), settings: [gives<'settings'>(settings())] },
    way: toPage('Settings', 'Switch the log off'),
    shows: 'Lines of earlier runs stay.',
  },
  {
    name: 'help-not-found',
    script: {},
    view: 'help',
    way: (sidebar) => sidebar.press('Why a contact is not found'),
    shows: 'the person is too new there',
  },
  {
    name: 'help-accounts',
    script: {},
    view: 'help',
    way: (sidebar) => sidebar.press('Several Google accounts'),
    shows: 'incognito',
  },
  {
    name: 'help-support',
    script: { support: [refuses('internal', 'The text could not be made. Try again.')] },
    view: 'help',
    way: (sidebar) => sidebar.press('Copy details for support'),
    shows: 'The text could not be made.',
  },
];
