// Owns every state of the sidebar as a person may meet it: clean for axe, at most 300 px wide, one blue button.
import type { Browser } from 'playwright-core';
import type { RunView } from '../../src/rpc/contract';
import { launchBrowser } from '../../scripts/chromium';
import { batch, checkView, COLUMNS, CONNECTED, inspection, quote, run } from './fixtures';
import { expectClean, opens, refuses, type Scene } from './scene';
import { gives, type Script, type Sidebar } from './sidebar-page';

const review = (sidebar: Sidebar): Promise<void> => sidebar.press(/^Review/);
/** To the confirm, until its Send can be pressed where it ever can. */
const confirm = async (sidebar: Sidebar): Promise<void> => {
  await review(sidebar);
  await sidebar.page.waitForTimeout(600);
};
const ran = (change: Partial<RunView>): Script => opens({ runs: [run(change)] });

const LONG =
  'A sheet of contacts from the trade fair in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, final (2)';
const LONG_COLUMNS = COLUMNS.map((column) => ({
  ...column,
  header: `${column.header} as exported from the old CRM, including archived_and_never_used_values`,
  samples: [
    'https://www.linkedin.com/in/averyveryverylongprofilename-1234567890',
    ...column.samples,
  ],
}));
const GUESSED = inspection({
  mapping: {
    full_name: { column: 1, certainty: 'guess' },
    company_name: { column: 2, certainty: 'exact' },
    company_domain: { column: 3, certainty: 'guess' },
    email: { column: 4, certainty: 'chosen' },
  },
});
const nothingYet = checkView({
  counts: { ready: 0, waiting: 0, duplicate: 0, filled: 986, incomplete: 14, blank: 0 },
  contacts: { total: 0, partial: 0, phone_only: 0, full: 0 },
  maximumCredits: 0,
});
const short = quote({ balance: 200, balanceAfterAtWorst: 0, affordable: 200 });

const SCENES: readonly Scene[] = [
  {
    name: 'loading',
    script: { home: [{ never: true }] },
    way: ({ page }) => page.waitForTimeout(600),
    shows: 'Looking at the sheet…',
  },
  { name: 'home', script: opens(), shows: 'Review 312 contacts' },
  {
    name: 'home-not-connected',
    script: opens({ account: { connected: false } }),
    shows: 'Not connected',
  },
  { name: 'home-guesses', script: opens({ inspection: GUESSED }), shows: 'Guess — please look.' },
  {
    name: 'home-mapping-open',
    script: opens(),
    way: (sidebar) => sidebar.press(/^First name/),
    shows: 'Acme Example Ltd · Globex · Initech',
  },
  {
    name: 'home-check-open',
    script: opens(),
    way: (sidebar) => sidebar.press(/Incomplete/),
    shows: 'The last name is missing.',
  },
  {
    name: 'home-selected-rows',
    script: {
      ...opens({ inspection: inspection({ hasFilter: true }) }),
      inspect: [
        gives<'inspect'>(
          inspection({
            check: null,
            problem: {
              code: 'nothing_selected',
              message: 'No rows are selected. Select the rows of some contacts in the sheet.',
            },
          }),
        ),
      ],
    },
    way: async ({ page }) => {
      await page.getByLabel('For').selectOption('selected');
    },
    shows: 'No rows are selected.',
  },
  {
    name: 'home-first-rows-checking',
    script: { ...opens(), inspect: [{ never: true }] },
    way: async ({ page }) => {
      await page.getByLabel('For').selectOption('first');
    },
    shows: 'Checking the rows…',
  },
  {
    name: 'home-nothing-to-send',
    script: opens({ inspection: inspection({ check: nothingYet }) }),
    shows: 'Nothing is missing in these rows.',
  },
  {
    name: 'home-empty-sheet',
    script: opens({
      inspection: inspection({
        sheet: { id: 7, name: 'Sheet1', rows: 0 },
        headerRow: 0,
        columns: [],
        mapping: {},
        check: null,
        problem: {
          code: 'empty',
          message: 'This sheet is empty. Open a sheet with contacts, then press Check again.',
        },
      }),
    }),
    shows: 'This sheet is empty.',
  },
  {
    name: 'home-no-identity',
    script: opens({
      inspection: inspection({
        mapping: { email: { column: 4, certainty: 'exact' } },
        check: null,
        problem: {
          code: 'no_identity',
          message:
            'No column tells who the contacts are. Map a LinkedIn profile, or a name with a company or its website.',
        },
      }),
    }),
    shows: 'No column tells who',
  },
  {
    name: 'home-long-names',
    script: opens({
      inspection: inspection({
        sheet: { id: 7, name: LONG, rows: 1048576 },
        columns: LONG_COLUMNS,
        mapping: GUESSED.mapping,
        check: checkView({
          counts: {
            ready: 1048576,
            waiting: 1234567,
            duplicate: 9,
            filled: 641,
            incomplete: 14,
            blank: 24,
          },
          contacts: { total: 1048576, partial: 312, phone_only: 0, full: 0 },
          maximumCredits: 11534336,
          problems: [
            {
              row: 1048571,
              kind: 'incomplete',
              text: `The website ${'x'.repeat(90)}.example is not one.`,
            },
          ],
        }),
      }),
      runs: [run({ sheetName: LONG, contacts: 1048576, done: 1000000 })],
    }),
    way: async (sidebar) => {
      await sidebar.press('Back');
      await sidebar.press(/Incomplete/);
    },
    shows: 'Review 1,048,576 contacts',
  },
  {
    name: 'home-runs',
    script: opens({
      runs: [
        run({ id: 'r3', state: 'paused', pause: { reason: 'credits', message: 'No credits.' } }),
        run({ id: 'r2', mine: false, sheetName: 'Partners' }),
        run({ id: 'r0', state: 'closed', done: 312, callAgainInMs: null }),
      ],
    }),
    way: (sidebar) => sidebar.press('Back'),
    shows: 'Another user’s run on Partners',
  },
  {
    name: 'home-changed',
    script: {
      ...opens(),
      quote: [
        refuses('changed', 'Rows have changed since the check. Check again before you send.'),
      ],
    },
    way: review,
    shows: 'The sheet has changed',
  },
  {
    name: 'home-disconnect',
    script: opens(),
    way: (sidebar) => sidebar.press('Disconnect'),
    shows: 'Removes the key',
  },
  {
    name: 'several-accounts',
    script: {
      home: [{ failure: 'We’re sorry, a server error occurred. Error code PERMISSION_DENIED.' }],
    },
    shows: 'incognito',
  },
  {
    name: 'no-answer',
    script: { home: [{ failure: 'NetworkError: Connection failure due to HTTP 0' }] },
    shows: 'No answer from Google Sheets',
  },
  {
    name: 'connect',
    script: opens({ account: { connected: false } }),
    way: review,
    shows: 'Connect Cleanlist',
  },
  {
    name: 'connect-not-a-key',
    script: opens({ account: { connected: false } }),
    way: async (sidebar) => {
      await review(sidebar);
      await sidebar.page.getByLabel('API key').fill('sk_live_123');
      await sidebar.press('Connect');
    },
    shows: 'starts with clapi_',
  },
  {
    name: 'connect-refused',
    script: {
      ...opens({ account: { connected: false } }),
      connect: [
        refuses(
          'key_refused',
          'Cleanlist does not know this key, or it was revoked. Copy it again, or create another.',
        ),
      ],
    },
    way: async (sidebar) => {
      await review(sidebar);
      await sidebar.page.getByLabel('API key').fill('clapi_wrong');
      await sidebar.press('Connect');
    },
    shows: 'Cleanlist refused the key',
  },
  {
    name: 'connect-busy',
    script: { ...opens({ account: { connected: false } }), connect: [{ never: true }] },
    way: async (sidebar) => {
      await review(sidebar);
      await sidebar.page.getByLabel('API key').fill('clapi_right');
      await sidebar.press('Connect');
    },
    shows: 'Connect Cleanlist',
  },
  {
    name: 'confirm',
    script: { ...opens(), quote: [gives<'quote'>(quote())] },
    way: confirm,
    shows: 'Send 312 contacts?',
  },
  {
    name: 'confirm-all-kinds',
    script: {
      ...opens(),
      quote: [
        gives<'quote'>(
          quote({
            contacts: { total: 12345, partial: 10000, phone_only: 345, full: 2000 },
            maximumCredits: 35450,
            balance: 1234567,
            balanceAfterAtWorst: 1199117,
            hidden: 14,
            batches: 51,
            outputs: [
              'Email (column E)',
              'Phone (new)',
              'Email status (new)',
              'Enrichment status (new)',
              `Email of ${LONG} (column AZ)`,
            ],
            warnings: ['Column E has merged cells: values in them are not written.'],
          }),
        ),
      ],
    },
    way: confirm,
    shows: '14 of the rows to send are hidden',
  },
  {
    name: 'confirm-short',
    script: { ...opens(), quote: [gives<'quote'>(short)] },
    way: confirm,
    shows: 'may not be enough',
  },
  {
    name: 'confirm-short-first',
    script: {
      ...opens(),
      quote: [
        gives<'quote'>(short),
        gives<'quote'>(
          quote({
            id: 'r2',
            contacts: { total: 200, partial: 200, phone_only: 0, full: 0 },
            maximumCredits: 200,
            balance: 200,
            balanceAfterAtWorst: 0,
          }),
        ),
      ],
    },
    way: async (sidebar) => {
      await confirm(sidebar);
      await sidebar.page.getByLabel(/Only the first/).check();
    },
    shows: 'Send 200 contacts?',
  },
  {
    name: 'confirm-no-credits',
    script: {
      ...opens(),
      quote: [
        gives<'quote'>(quote({ balance: 0, balanceAfterAtWorst: 0, affordable: 0, hidden: null })),
      ],
    },
    way: confirm,
    shows: 'cover no contact',
  },
  {
    name: 'confirm-sending',
    script: { ...opens(), quote: [gives<'quote'>(quote())], start: [{ never: true }] },
    way: async (sidebar) => {
      await confirm(sidebar);
      await sidebar.press(/^Send/);
    },
    shows: 'Send 312 contacts?',
  },
  { name: 'run', script: ran({}), shows: '124 of 312 contacts' },
  {
    name: 'run-just-started',
    script: ran({
      done: 0,
      found: { email: 0, phone: 0 },
      notFound: 0,
      credits: { maximum: 312, charged: 0, estimated: false },
      secondsLeft: null,
      next: 'The first batch is being sent.',
    }),
    shows: 'Time left: not known yet',
  },
  {
    name: 'run-estimated-both',
    script: ran({
      channels: ['email', 'phone'],
      contacts: 1234567,
      done: 1000000,
      found: { email: 812345, phone: 412345 },
      credits: { maximum: 13580237, charged: 4935795, estimated: true },
      secondsLeft: 8000,
      unplaced: 3,
      incomplete: 12,
      leftOut: 7,
    }),
    shows: 'Credits used (estimated)',
  },
  {
    name: 'run-stopping',
    script: ran({
      stopping: true,
      next: 'Nothing more is sent. 2 batches that were bought are still collected.',
    }),
    shows: 'Stopping…',
  },
  {
    name: 'run-paused',
    script: ran({
      state: 'paused',
      pause: {
        reason: 'credits',
        message:
          'Your Cleanlist credits are used up. 124 contacts are paid; the other 188 are not sent and not paid. Top up at portal.cleanlist.ai, then press Continue.',
      },
      next: 'Nothing is sent until you continue.',
      callAgainInMs: null,
    }),
    shows: 'Continue',
  },
  {
    name: 'run-unknown',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'One batch waits for your decision.',
      attention: [batch()],
    }),
    shows: 'No answer · batch 2',
  },
  {
    name: 'run-send-again',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'One batch waits for your decision.',
      attention: [batch()],
    }),
    way: (sidebar) => sidebar.press('Send again'),
    shows: 'Send again (62 credits)',
  },
  {
    name: 'run-stalled-held-refused',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'Two batches wait for your decision.',
      attention: [
        batch({
          number: 1,
          state: 'stalled',
          contacts: 250,
          message: 'Cleanlist has not finished this batch for 24 hours.',
          workflowId: 'wf_0b1d4f6e-8a7c-4d3e-9f21-5566778899aa',
          decisions: ['look_again', 'leave_out'],
        }),
        batch({
          number: 3,
          state: 'held',
          message:
            'Results came, but 14 of 62 contacts are no longer in the sheet. They are paid and kept in the log.',
          workflowId: 'wf_77',
          decisions: ['place', 'keep'],
          examples: [
            'Anna Example, Acme Example Ltd: sample.anna.example@acme.example',
            'Bert Sample: nothing found',
            'Chloé Muster: +1 202 555 0143',
          ],
        }),
        batch({
          number: 4,
          state: 'refused',
          message: 'Cleanlist refused these contacts; nothing was paid.',
          decisions: [],
        }),
      ],
    }),
    shows: 'Keep in the log',
  },
  {
    name: 'run-loop-stopped',
    script: {
      ...ran({ callAgainInMs: 0 }),
      work: [
        refuses(
          'authorisation',
          'The permission to reach Cleanlist was withdrawn. Nothing more is sent; what was bought is kept at Cleanlist.',
        ),
      ],
    },
    shows: 'A permission is missing',
  },
  {
    name: 'run-loop-retrying',
    script: { ...ran({ callAgainInMs: 0 }), work: [{ failure: 'NetworkError: HTTP 0' }] },
    shows: 'Trying again in 5 seconds',
  },
  {
    name: 'run-foreign',
    script: opens({ runs: [run({ mine: false })] }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'by another user',
  },
  {
    name: 'run-foreign-closable',
    script: opens({ runs: [run({ mine: false, closable: true, attention: [batch()] })] }),
    way: async (sidebar) => {
      await sidebar.press('Show run');
      await sidebar.press('Close their run');
    },
    shows: 'Contacts not sent yet are left out, unpaid.',
  },
  {
    name: 'finished',
    script: opens({
      runs: [
        run({
          state: 'closed',
          done: 312,
          found: { email: 241, phone: 0 },
          notFound: 64,
          incomplete: 2,
          unplaced: 1,
          leftOut: 4,
          credits: { maximum: 312, charged: 241, estimated: false },
          callAgainInMs: null,
        }),
      ],
    }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'Finished',
  },
  { name: 'help', script: {}, view: 'help', shows: 'What “risky” means' },
  {
    name: 'help-from-home',
    script: opens({ account: CONNECTED }),
    way: (sidebar) => sidebar.press('Help'),
    shows: 'Back',
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterAll(() => browser.close());

test.each(SCENES)(
  '$name: clean for axe, 300 px, one blue button',
  (scene) => expectClean(browser, scene),
  15_000,
);
