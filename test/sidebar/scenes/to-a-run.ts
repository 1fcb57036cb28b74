// Owns the states on the way to a run, and of a run that goes on, as a person may meet them.
import type { RunView } from '../../../src/rpc/contract-run';
import {
  batch,
  checkView,
  COLUMNS,
  CONNECTED,
  costsOf,
  fixPreview,
  fixReport,
  inCredits,
  inspection,
  NOT_CONNECTED,
  quote,
  run,
} from '../fixtures';
import { opens, refuses, type Scene } from '../scene';
import { gives, type Script, type Sidebar } from '../sidebar-page';

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
  counts: { ready: 0, waiting: 0, duplicate: 0, filled: 986, incomplete: 14, tried: 0, blank: 0 },
  contacts: { total: 0, partial: 0, phone_only: 0, full: 0 },
  maximumCredits: inCredits(0),
});
const short = quote({
  balances: inCredits(200),
  balancesAfterAtWorst: inCredits(0),
  affordable: 200,
});

const NO_SHEET = {
  headerRow: 0,
  columns: [],
  mapping: {},
  outputs: [],
  check: null,
} as const;
const EMPTY = inspection({
  ...NO_SHEET,
  sheet: { id: 7, name: 'Sheet1', rows: 0 },
  problem: {
    code: 'empty',
    message: 'This sheet is empty. Open a sheet with contacts, then press Check again.',
  },
});
const NEWCOMER = { accounts: [NOT_CONNECTED] } as const;
const SAMPLE = inspection({
  sheet: { id: 9, name: 'Sample contacts', rows: 24 },
  isSample: true,
  fixes: [
    { kind: 'split_names', rows: 3 },
    { kind: 'take_domain', rows: 1 },
  ],
  check: checkView({
    counts: { ready: 15, waiting: 0, duplicate: 2, filled: 3, incomplete: 4, tried: 0, blank: 0 },
    contacts: { total: 15, partial: 15, phone_only: 0, full: 0 },
    maximumCredits: inCredits(15),
  }),
});
const FIXABLE = inspection({
  fixes: [
    { kind: 'split_names', rows: 1234567 },
    { kind: 'take_domain', rows: 8 },
  ],
});
const outputs = async (sidebar: Sidebar): Promise<void> => {
  await sidebar.press(/^Email \(/);
};
const CAPPED = quote({
  id: 'r2',
  contacts: { total: 120, partial: 120, phone_only: 0, full: 0 },
  left: 192,
  maximumCredits: inCredits(120),
  balancesAfterAtWorst: inCredits(1120),
});
const LIMITED = quote({
  contacts: { total: 100, partial: 100, phone_only: 0, full: 0 },
  left: 212,
  maximumCredits: inCredits(100),
  balancesAfterAtWorst: inCredits(1140),
  runLimit: { credits: 100, isReached: true },
});
const KEY_GONE: Partial<RunView> = {
  state: 'paused',
  background: '',
  stopping: true,
  pause: {
    reason: 'key',
    vendor: 'cleanlist',
    message:
      'Cleanlist does not accept the key any more: connect a valid one. Nothing more was sent, and what was bought is kept at Cleanlist. Cleanlist said: Invalid or inactive API key',
  },
  endable: { contacts: 188, credits: inCredits(188) },
  next: 'Stopping: nothing more is sent; what was bought is collected once you continue.',
  callAgainInMs: null,
};
const cap =
  (text: string) =>
  async (sidebar: Sidebar): Promise<void> => {
    await confirm(sidebar);
    await sidebar.page.getByLabel('At most').fill(text);
    await sidebar.page.getByLabel('At most').press('Enter');
  };

export const SCENES: readonly Scene[] = [
  {
    name: 'first-open',
    script: opens(NEWCOMER),
    shows: 'Show me on a sample sheet',
  },
  {
    name: 'first-open-empty-sheet',
    script: opens({ ...NEWCOMER, inspection: EMPTY }),
    shows: 'Show me on a sample sheet',
  },
  {
    name: 'first-open-no-contacts',
    script: opens({
      ...NEWCOMER,
      inspection: inspection({
        mapping: {},
        outputs: [],
        check: null,
        problem: {
          code: 'not_a_contact_sheet',
          message: 'No column of this sheet looks like contacts. Map the columns, or open another.',
        },
      }),
    }),
    shows: 'Show me on a sample sheet',
  },
  {
    name: 'first-open-sample-asked',
    script: { ...opens(NEWCOMER), sample: [{ never: true }] },
    way: (sidebar) => sidebar.press('Show me on a sample sheet'),
    shows: 'Show me on a sample sheet',
  },
  {
    name: 'home-sample',
    script: opens({ ...NEWCOMER, inspection: SAMPLE }),
    shows: 'made-up contacts',
  },
  {
    name: 'home-learned',
    script: opens({
      inspection: inspection({
        mapping: {
          ...inspection().mapping,
          company_domain: { column: 3, certainty: 'learned' },
        },
      }),
    }),
    way: (sidebar) => sidebar.press(/^First name/),
    shows: 'As you chose on another sheet.',
  },
  {
    name: 'home-outputs-open',
    script: opens(),
    way: outputs,
    shows: 'Job title',
  },
  {
    name: 'home-outputs-always',
    script: {
      ...opens({ inspection: inspection({ columns: LONG_COLUMNS }) }),
      inspect: [{ never: true }],
    },
    way: async (sidebar) => {
      await outputs(sidebar);
      const { page } = sidebar;
      await page.getByLabel('Which cells for E-mail', { exact: true }).selectOption('always');
      await page.getByRole('checkbox', { name: 'Job title' }).check();
      await page.getByLabel('Column for Job title').selectOption({ index: 1 });
      await page.getByLabel('Which cells for Job title').selectOption('always');
    },
    shows: 'bought again',
  },
  {
    name: 'home-fixes',
    script: opens({ inspection: FIXABLE }),
    shows: 'Fill in 8 websites',
  },
  {
    name: 'home-fix-asked',
    script: { ...opens({ inspection: FIXABLE }), previewFix: [{ never: true }] },
    way: (sidebar) => sidebar.press(/^Fill in 8/),
    shows: 'Fill in 8 websites',
  },
  {
    name: 'home-fixed',
    script: opens({ inspection: inspection({ lastFix: fixReport() }) }),
    shows: 'Changed 24 cells.',
  },
  {
    name: 'home-fix-undone',
    script: {
      ...opens({ inspection: inspection({ lastFix: fixReport() }) }),
      undoFix: [gives<'undoFix'>(fixReport({ undone: { restored: 22, left: 2 } }))],
      inspect: [gives<'inspect'>(inspection())],
    },
    way: (sidebar) => sidebar.press('Undo'),
    shows: '2 cells were changed since',
  },
  {
    name: 'fix',
    script: {
      ...opens({ inspection: FIXABLE }),
      previewFix: [gives<'previewFix'>(fixPreview())],
    },
    way: (sidebar) => sidebar.press(/^Split/),
    shows: 'Change 24 cells',
  },
  {
    name: 'fix-long',
    script: {
      ...opens({ inspection: FIXABLE }),
      previewFix: [
        gives<'previewFix'>(
          fixPreview({
            kind: 'take_domain',
            rows: 1048576,
            total: 1048576,
            cells: [
              {
                row: 1048576,
                letter: 'AZ',
                header: LONG,
                before: '',
                after: `${'averylongcompanyname'.repeat(5)}.example`,
              },
              { row: 1048577, letter: 'AZ', header: '', before: '', after: 'acme.example' },
            ],
          }),
        ),
      ],
      applyFix: [{ never: true }],
    },
    way: async (sidebar) => {
      await sidebar.press(/^Split/);
      await sidebar.press(/^Change/);
    },
    shows: 'Change 1,048,576 cells',
  },
  {
    name: 'fix-nothing-left',
    script: {
      ...opens({ inspection: FIXABLE }),
      previewFix: [gives<'previewFix'>(fixPreview({ rows: 0, cells: [], total: 0 }))],
    },
    way: (sidebar) => sidebar.press(/^Split/),
    shows: 'Nothing to change',
  },
  {
    name: 'fix-changed',
    script: {
      ...opens({ inspection: FIXABLE }),
      previewFix: [gives<'previewFix'>(fixPreview())],
      applyFix: [refuses('changed', 'Rows changed since you looked. No cell was changed.')],
    },
    way: async (sidebar) => {
      await sidebar.press(/^Split/);
      await sidebar.press(/^Change/);
    },
    shows: 'The sheet has changed',
  },
  {
    name: 'confirm-try',
    script: {
      ...opens(),
      quote: [
        gives<'quote'>(quote()),
        gives<'quote'>(
          quote({
            id: 'r2',
            contacts: { total: 10, partial: 10, phone_only: 0, full: 0 },
            left: 302,
            maximumCredits: inCredits(10),
            balancesAfterAtWorst: inCredits(1230),
          }),
        ),
      ],
    },
    way: async (sidebar) => {
      await confirm(sidebar);
      await sidebar.press('Try 10 first');
    },
    shows: 'The first 10 of 312 contacts',
  },
  {
    name: 'confirm-cap',
    script: { ...opens(), quote: [gives<'quote'>(quote()), gives<'quote'>(CAPPED)] },
    way: cap('120'),
    shows: 'The first 120 of 312 contacts fit.',
  },
  {
    name: 'confirm-cap-asked',
    script: { ...opens(), quote: [gives<'quote'>(quote()), { never: true }] },
    way: cap('120'),
    shows: 'Send 312 contacts?',
  },
  {
    name: 'confirm-cap-refused',
    script: { ...opens(), quote: [gives<'quote'>(quote())] },
    way: cap('0'),
    shows: 'Enter a whole number of credits',
  },
  {
    name: 'confirm-replaced-no-log',
    script: {
      ...opens({
        inspection: inspection({
          outputs: inspection().outputs.map((output) =>
            output.field === 'email' ? { ...output, policy: 'always' } : output,
          ),
        }),
      }),
      quote: [
        gives<'quote'>(quote({ replaced: { email: 40, phone: 1 }, keepsLog: false, shared: 3 })),
      ],
    },
    way: confirm,
    shows: '40 of them have an e-mail already',
  },
  {
    name: 'confirm-sample',
    script: {
      ...opens({ ...NEWCOMER, inspection: SAMPLE }),
      quote: [
        gives<'quote'>(
          quote({
            contacts: { total: 15, partial: 15, phone_only: 0, full: 0 },
            maximumCredits: inCredits(15),
            balances: null,
            balancesAfterAtWorst: null,
            canBeSent: false,
          }),
        ),
      ],
    },
    way: confirm,
    shows: 'Made-up contacts are not sent',
  },
  {
    name: 'confirm-vendor-down',
    script: {
      ...opens(),
      quote: [
        refuses(
          'vendor_down',
          'Cleanlist could not be asked; nothing was sent and nothing was paid. Try again in a minute.',
        ),
      ],
    },
    way: review,
    shows: 'Copy details for support',
  },
  {
    name: 'loading',
    script: { home: [{ never: true }] },
    way: ({ page }) => page.waitForTimeout(600),
    shows: 'Looking at the sheet…',
  },
  { name: 'home', script: opens(), shows: 'Review 312 contacts' },
  {
    name: 'home-not-connected',
    script: opens({ accounts: [NOT_CONNECTED] }),
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
    script: opens({ inspection: EMPTY }),
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
            tried: 0,
            blank: 24,
          },
          contacts: { total: 1048576, partial: 312, phone_only: 0, full: 0 },
          maximumCredits: inCredits(11534336),
          rows: [
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
    name: 'home-ready-open',
    script: opens(),
    way: (sidebar) => sidebar.press(/^Ready/),
    shows: 'Sent once you have confirmed the cost.',
  },
  {
    name: 'home-blank-open',
    script: opens(),
    way: (sidebar) => sidebar.press(/^Blank/),
    shows: 'Row 40',
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
    name: 'home-limit',
    script: opens({
      inspection: inspection({
        check: checkView({
          contacts: { total: 100, partial: 100, phone_only: 0, full: 0 },
          maximumCredits: inCredits(100),
          limit: { credits: 100, left: 212 },
        }),
      }),
    }),
    shows: 'Review 100 contacts',
  },
  {
    name: 'home-limit-too-low',
    script: opens({
      inspection: inspection({
        check: checkView({
          contacts: { total: 0, partial: 0, phone_only: 0, full: 0 },
          maximumCredits: inCredits(0),
          limit: { credits: 5, left: 312 },
        }),
      }),
    }),
    shows: 'covers no contact',
  },
  {
    name: 'home-run-ended',
    script: {
      ...opens({ runs: [run({ callAgainInMs: 1_500 })] }),
      work: [gives<'work'>(run({ state: 'closed', done: 312, callAgainInMs: null, asOf: 2 }))],
    },
    way: (sidebar) => sidebar.press('Back'),
    shows: 'Run on Leads is finished',
  },
  {
    name: 'confirm-limit',
    script: { ...opens(), quote: [gives<'quote'>(LIMITED)] },
    way: confirm,
    shows: 'Your limit of 100 credits a run',
  },
  {
    name: 'confirm-limit-try',
    script: {
      ...opens(),
      quote: [
        gives<'quote'>(LIMITED),
        gives<'quote'>(
          quote({
            contacts: { total: 10, partial: 10, phone_only: 0, full: 0 },
            left: 302,
            maximumCredits: inCredits(10),
            balancesAfterAtWorst: inCredits(1230),
            runLimit: { credits: 100, isReached: false },
          }),
        ),
      ],
    },
    way: async (sidebar) => {
      await confirm(sidebar);
      await sidebar.press('Try 10 first');
    },
    shows: 'Take as many as your limit allows',
  },
  {
    name: 'confirm-limit-lowered',
    script: {
      ...opens(),
      quote: [gives<'quote'>(quote())],
      start: [
        refuses(
          'over_limit',
          'Your limit for a run is 100 credits now, and this may cost more. Nothing was sent. Look at the new numbers and confirm again, or raise the limit in Settings.',
        ),
      ],
    },
    way: async (sidebar) => {
      await confirm(sidebar);
      await sidebar.press(/^Send/);
    },
    shows: 'Over your limit for a run',
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
    script: opens({ accounts: [NOT_CONNECTED] }),
    way: review,
    shows: 'Connect Cleanlist',
  },
  {
    name: 'connect-not-a-key',
    script: opens({ accounts: [NOT_CONNECTED] }),
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
      ...opens({ accounts: [NOT_CONNECTED] }),
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
    script: { ...opens({ accounts: [NOT_CONNECTED] }), connect: [{ never: true }] },
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
            maximumCredits: inCredits(35450),
            balances: inCredits(1234567),
            balancesAfterAtWorst: inCredits(1199117),
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
            maximumCredits: inCredits(200),
            balances: inCredits(200),
            balancesAfterAtWorst: inCredits(0),
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
        gives<'quote'>(
          quote({
            balances: inCredits(0),
            balancesAfterAtWorst: inCredits(0),
            affordable: 0,
            hidden: null,
          }),
        ),
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
      costs: costsOf(312, 0, false),
      secondsLeft: null,
      next: 'Sending: 312 contacts are still to be sent.',
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
      costs: costsOf(13580237, 4935795, true),
      secondsLeft: 8000,
      unplaced: 3,
      incomplete: 12,
      leftOut: 7,
    }),
    shows: 'about 4,935,795 of at most 13,580,237',
  },
  {
    name: 'run-stopping',
    script: ran({
      stopping: true,
      next: 'Stopping: nothing more is sent; what was bought is still being collected.',
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
    name: 'run-tried-again',
    script: ran({
      state: 'paused',
      pause: {
        reason: 'credits',
        message:
          'Cleanlist did not take the next 46 contacts: the balance (5) does not cover them. Nothing more was sent; what was bought still arrives. Top up, then continue.',
      },
      background: '',
      triedAt: Date.UTC(2026, 10, 14, 14, 5),
      next: 'Paused until you continue.',
      callAgainInMs: null,
    }),
    shows: /Tried again at .*: Cleanlist did not take/,
  },
  {
    name: 'run-stopping-no-key',
    script: ran({
      state: 'paused',
      background: '',
      stopping: true,
      pause: {
        reason: 'key',
        message:
          'No Cleanlist key is connected. Nothing is sent without it, and what was bought is kept at Cleanlist. Connect a key of the same organisation to go on.',
      },
      next: 'Stopping: nothing more is sent; what was bought is collected once you continue.',
      callAgainInMs: null,
    }),
    shows: 'Connect a key',
  },
  {
    name: 'run-no-key-any-more',
    script: ran(KEY_GONE),
    shows: 'End this run',
  },
  {
    name: 'run-end-without-key',
    script: ran(KEY_GONE),
    way: (sidebar) => sidebar.press('End this run'),
    shows: '188 contacts, at most 188 credits, are given up',
  },
  {
    name: 'run-unknown',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'Waits for your decision.',
      attention: [batch()],
    }),
    shows: 'No answer · 62 contacts',
  },
  {
    name: 'run-send-again',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'Waits for your decision.',
      attention: [batch()],
    }),
    way: (sidebar) => sidebar.press('Send again'),
    shows: 'Send again (62 credits)',
  },
  {
    name: 'run-given-up',
    script: ran({
      ...{ leftOut: 124, givenUp: { contacts: 62, credits: inCredits(62) } },
      attention: [
        batch({ number: 1, state: 'left_out', decisions: [], isGivenUp: true }),
        batch({
          ...{ number: 2, state: 'left_out', decisions: [] },
          message: 'They could cost more than you approved.',
        }),
      ],
    }),
    shows: 'Given up · 62 contacts',
  },
  {
    name: 'run-stalled-held-refused',
    script: ran({
      state: 'waiting',
      callAgainInMs: null,
      next: 'Waits for your decision.',
      attention: [
        batch({
          number: 1,
          state: 'stalled',
          contacts: 250,
          message: 'Cleanlist has not finished them within a day.',
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
    shows: 'Contacts not sent yet stay unsent, unpaid.',
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
          costs: costsOf(312, 241, false),
          callAgainInMs: null,
        }),
      ],
    }),
    way: (sidebar) => sidebar.press('Show run'),
    shows: 'Finished',
  },
  {
    name: 'help',
    script: {},
    view: 'help',
    shows: /ask the support of this add-on.*ask the support of the vendor/s,
  },
  {
    name: 'help-from-home',
    script: opens({ accounts: [CONNECTED] }),
    way: (sidebar) => sidebar.menu('Help'),
    shows: 'Back',
  },
];
