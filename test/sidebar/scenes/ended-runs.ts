// Owns the states of a run that has ended, as a person may meet them.
import { NO_VERDICTS } from '../../../src/contact/check';
import type { Home } from '../../../src/rpc/contract';
import type { RunView } from '../../../src/rpc/contract-run';
import {
  batch,
  checkView,
  costsOf,
  ended,
  home,
  inCredits,
  inspection,
  quote,
  run,
} from '../fixtures';
import { opens, refuses, type Scene } from '../scene';
import { gives, Sidebar, type Script } from '../sidebar-page';

const LONG =
  'A sheet of contacts from the trade fair in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, final (2)';

export const having = (...runs: readonly RunView[]): Script => opens({ runs });
const show = (sidebar: Sidebar): Promise<void> => sidebar.press('Show run');
export const press =
  (...names: readonly string[]) =>
  async (sidebar: Sidebar): Promise<void> => {
    await show(sidebar);
    for (const name of names) await sidebar.press(name);
  };
/** Opens a retry, and presses its button when the server has said whom it would be about. */
export const retry =
  (what: 'not found' | 'not sent or failed', contacts: number) =>
  async (sidebar: Sidebar): Promise<void> => {
    await press(`Retry ${what}`, `Retry ${contacts} ${what}`)(sidebar);
  };
/** What the server says of a retry. */
export const counts = (contacts: number, tried: number): Script => ({
  retryCount: [gives<'retryCount'>({ contacts, maximumCredits: inCredits(contacts), tried })],
});
/** The second step of an action that is confirmed in place. */
export const sure = ({ page }: Sidebar, name: string): Promise<void> =>
  page.locator('.ask').getByRole('button', { name, exact: true }).click();

/** A check of a retry's contacts. */
const checked = (ready: number, tried: number): Home =>
  home({
    runs: [ended()],
    inspection: inspection({
      check: checkView({
        counts: { ...NO_VERDICTS, ready, tried },
        contacts: { total: ready, partial: ready, phone_only: 0, full: 0 },
        maximumCredits: inCredits(ready),
        rows: [],
      }),
    }),
  });
export const retried = (ready: number, tried: number): Script => ({
  home: [gives<'home'>(home({ runs: [ended()] })), gives<'home'>(checked(ready, tried))],
  ...counts(ready, tried),
});
export const quoted = quote({
  contacts: { total: 40, partial: 40, phone_only: 0, full: 0 },
  maximumCredits: inCredits(40),
  balancesAfterAtWorst: inCredits(1200),
});
export const unknown = batch({ number: 1 });
export const stalled = batch({
  number: 2,
  state: 'stalled',
  message: 'Cleanlist has not finished them within a day.',
  workflowId: 'wf_0b1d4f6e-8a7c-4d3e-9f21-5566778899aa',
  decisions: ['look_again', 'leave_out'],
});
export const held = batch({
  number: 3,
  state: 'held',
  message: 'Nothing in the answer ties its results to your contacts.',
  workflowId: 'wf_77',
  decisions: ['place', 'keep'],
  examples: ['sample.anna@acme.example (reliable)'],
});
export const WAITING = run({
  state: 'waiting',
  callAgainInMs: null,
  next: 'Waits for your decision.',
  background: '',
  attention: [unknown, stalled, held],
});

const ROWS = {
  rows: [{ row: 3, text: 'Anna Example · Acme Example Ltd' }],
  total: 1,
  gone: 0,
} as const;
/** Half of it was sent and given up without an answer. */
export const GIVEN_UP = ended(
  { notFound: 0, failed: 0, placeable: 0, canUndo: false },
  {
    contacts: 62,
    found: { email: 0, phone: 0 },
    emailStatuses: { deliverable: 0, probable: 0, risky: 0, undeliverable: 0, unknown: 0 },
    unplaced: 0,
    leftOut: 62,
    givenUp: { contacts: 62, credits: inCredits(62) },
    costs: costsOf(62, 62, true),
  },
);
/** Stopped before anything was sent. */
export const NOTHING_BOUGHT = ended(
  { notFound: 0, failed: 312, placeable: 0, canUndo: false },
  {
    found: { email: 0, phone: 0 },
    emailStatuses: { deliverable: 0, probable: 0, risky: 0, undeliverable: 0, unknown: 0 },
    unplaced: 0,
    leftOut: 312,
    costs: costsOf(312, 0, false),
  },
);

/** Refused by the vendor before anything was bought. */
export const REFUSED = ended(
  { notFound: 0, failed: 46, placeable: 0, canUndo: false },
  {
    contacts: 46,
    done: 46,
    found: { email: 0, phone: 0 },
    emailStatuses: { deliverable: 0, probable: 0, risky: 0, undeliverable: 0, unknown: 0 },
    notFound: 0,
    unplaced: 0,
    leftOut: 46,
    refused: {
      contacts: 46,
      message: 'Nothing was paid for them. Cleanlist said: Bad request',
    },
    costs: costsOf(46, 0, false),
  },
);

/** A reply's inside is believed: one of another build is more than a view can show. */
export const BROKEN = run({ costs: undefined as unknown as RunView['costs'] });

export const SCENES: readonly Scene[] = [
  {
    name: 'ended-retry-asked',
    script: { ...having(ended({ canUndo: false, placeable: 0 })), ...counts(40, 23) },
    way: press('Retry not found'),
    shows: '23 of them were tried every way',
  },
  {
    name: 'ended-retry-none',
    script: { ...having(ended({ canUndo: false, placeable: 0 })), ...counts(0, 64) },
    way: press('Retry not found'),
    shows: '0 of 64 can be asked for',
  },
  {
    name: 'ended-retry-counting',
    script: { ...having(ended({ canUndo: false, placeable: 0 })), retryCount: [{ never: true }] },
    way: async (sidebar) => {
      await press('Retry not sent or failed')(sidebar);
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'Looking whom it would be about…',
  },
  {
    name: 'ended-refused',
    script: having(REFUSED),
    way: show,
    shows: 'Cleanlist refused 46 contacts',
  },
  {
    name: 'ended-given-up',
    script: { ...having(GIVEN_UP), outcomeRows: [gives<'outcomeRows'>(ROWS)] },
    way: async (sidebar) => {
      await show(sidebar);
      await sidebar.press(/^Given up/);
    },
    shows: '62 contacts were given up',
  },
  {
    name: 'ended-not-matched',
    script: {
      ...having(ended({}, { unplaced: 27, untied: 24 })),
      outcomeRows: [gives<'outcomeRows'>(ROWS)],
    },
    way: async (sidebar) => {
      await show(sidebar);
      await sidebar.press(/^Not matched/);
    },
    shows: 'not certain for whom',
  },
  {
    name: 'ended-nothing-bought',
    script: having(NOTHING_BOUGHT),
    way: show,
    shows: 'Not sent or refused',
  },
  {
    name: 'ended-undo-failed',
    script: {
      ...having(ended()),
      undo: [
        refuses(
          'busy',
          'Another tab, another user or the hourly look is still working in this spreadsheet.',
        ),
      ],
    },
    way: async (sidebar) => {
      await press('Undo', 'Undo this run')(sidebar);
      await sure(sidebar, 'Undo this run');
    },
    shows: 'This spreadsheet is busy',
  },
  {
    name: 'ended-reports',
    script: having(
      ended({
        canUndo: false,
        undone: { restored: 1_234_567, changed: 1, gone: 2, later: 1_000 },
        placedAgain: { placed: 2, left: 1 },
      }),
    ),
    way: press('Place results of 3 contacts'),
    shows: '1,000 cells were written by a later run',
  },
  {
    name: 'ended-long',
    script: having(
      ended(
        { notFound: 1_048_576, failed: 1_048_576, placeable: 1_234_567 },
        {
          sheetName: LONG,
          mine: false,
          channels: ['email', 'phone'],
          contacts: 1_048_576,
          done: 1_048_576,
          unplaced: 1_234_567,
          notFound: 1_048_576,
          leftOut: 1_048_576,
          found: { email: 1_048_576, phone: 1_048_576 },
          costs: costsOf(11_534_336, 11_534_336, true),
        },
      ),
    ),
    way: press('Undo', 'Undo this run'),
    shows: 'Place results of 1,234,567 contacts',
  },
  {
    name: 'home-last-run-undone',
    script: having(
      ended(
        { canUndo: false, undone: { restored: 482, changed: 0, gone: 0, later: 0 } },
        { sheetName: LONG },
      ),
    ),
    shows: 'Undone · 64 not found',
  },
  {
    name: 'retry-not-found',
    script: retried(40, 24),
    way: retry('not found', 40),
    shows: 'Review 40 contacts',
  },
  {
    name: 'retry-confirm',
    script: { ...retried(40, 24), quote: [gives<'quote'>(quoted)] },
    way: async (sidebar) => {
      await retry('not found', 40)(sidebar);
      await sidebar.press('Review 40 contacts');
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'A retry of the run',
  },
  {
    name: 'waits-asked',
    script: having(WAITING),
    way: async (sidebar) => {
      await sidebar.press('Give up');
      await sidebar.press('Keep in the log');
    },
    shows: 'They are written to no row',
  },
  {
    name: 'broken-view',
    script: having(BROKEN),
    shows: 'Close the sidebar and open it again',
  },
];
