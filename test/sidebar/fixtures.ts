// Owns the answers that the sidebar's tests get from the server: real shapes, made-up people.
import type { AccountView, Home, Quote, VendorView } from '../../src/rpc/contract';
import type {
  CheckView,
  ColumnView,
  Inspection,
  VendorCredits,
} from '../../src/rpc/contract-check';
import type { Afterwards, BatchView, RunCost, RunView } from '../../src/rpc/contract-run';
import type { FixPreview, FixReport } from '../../src/rpc/contract-fix';

export const CLEANLIST: VendorView = {
  vendor: 'cleanlist',
  name: 'Cleanlist',
  about: 'Finds e-mails and phones, 250 contacts at a time.',
  sells: { find: ['email', 'phone'], validate: [], lookup: [], leads: [] },
  keyPrefix: 'clapi_',
  keyPlace: 'Settings → API Keys',
  portal: 'https://portal.cleanlist.ai',
};

export const CONNECTED: AccountView = {
  ...CLEANLIST,
  connected: true,
  organizationEnd: '8a31f01c',
  keyLastFour: 'a1b2',
  balance: 1240,
};

export const NOT_CONNECTED: AccountView = { ...CLEANLIST, connected: false };

/** Credits at Cleanlist. */
export function inCredits(credits: number): readonly VendorCredits[] {
  return [{ vendor: 'cleanlist', name: 'Cleanlist', credits }];
}

/** What a run has cost at Cleanlist. */
export function costsOf(maximum: number, charged: number, estimated: boolean): readonly RunCost[] {
  return [{ vendor: 'cleanlist', name: 'Cleanlist', maximum, charged, estimated }];
}

export const COLUMNS: readonly ColumnView[] = [
  { index: 0, letter: 'A', header: 'First name', samples: ['Anna', 'Bert', 'Chloé'] },
  {
    index: 1,
    letter: 'B',
    header: 'Last name',
    samples: ['Example', 'Sample', 'Müller-Lüdenscheidt'],
  },
  {
    index: 2,
    letter: 'C',
    header: 'Company name',
    samples: ['Acme Example Ltd', 'Globex', 'Initech'],
  },
  {
    index: 3,
    letter: 'D',
    header: 'Website',
    samples: ['acme.example', 'https://www.globex.example/en'],
  },
  { index: 4, letter: 'E', header: 'Email', samples: ['', '', ''] },
  { index: 5, letter: 'F', header: '', samples: ['2024-02-01', '2024-02-03', '2024-03-11'] },
];

export function checkView(change: Partial<CheckView> = {}): CheckView {
  return {
    counts: {
      ready: 312,
      waiting: 0,
      duplicate: 9,
      filled: 641,
      incomplete: 14,
      tried: 0,
      blank: 24,
    },
    contacts: { total: 312, partial: 312, phone_only: 0, full: 0 },
    maximumCredits: inCredits(312),
    limit: null,
    replaced: { email: 0, phone: 0 },
    rows: [
      { row: 2, kind: 'ready', text: 'E-mail: bought if it is found.' },
      { row: 5, kind: 'ready', text: 'E-mail: bought if it is found.' },
      {
        row: 7,
        kind: 'incomplete',
        text: 'No company and no website: a name alone is not enough.',
      },
      { row: 19, kind: 'incomplete', text: 'The last name is missing.' },
      {
        row: 1044,
        kind: 'incomplete',
        text: 'The LinkedIn profile is a company’s page: replace it with the person’s own.',
      },
      { row: 12, kind: 'duplicate', text: 'The same contact as row 11.' },
      { row: 3, kind: 'filled', text: 'Has an e-mail already.' },
      { row: 40, kind: 'blank', text: '' },
    ],
    ...change,
  };
}

const OUTPUTS: Inspection['outputs'] = [
  { field: 'email', isOn: true, column: 4, header: 'Email', policy: 'blanks', hasPolicy: true },
  {
    field: 'emailStatus',
    isOn: true,
    column: null,
    header: 'Email status',
    policy: 'blanks',
    hasPolicy: false,
  },
  {
    field: 'title',
    isOn: false,
    column: null,
    header: 'Job title',
    policy: 'blanks',
    hasPolicy: true,
  },
  {
    field: 'company',
    isOn: false,
    column: null,
    header: 'Company found',
    policy: 'blanks',
    hasPolicy: true,
  },
  {
    field: 'linkedin',
    isOn: false,
    column: null,
    header: 'LinkedIn found',
    policy: 'blanks',
    hasPolicy: true,
  },
  {
    field: 'otherEmails',
    isOn: false,
    column: null,
    header: 'Other emails',
    policy: 'blanks',
    hasPolicy: true,
  },
  {
    field: 'status',
    isOn: true,
    column: null,
    header: 'Enrichment status',
    policy: 'blanks',
    hasPolicy: false,
  },
];

const NO_STATUSES = { deliverable: 0, probable: 0, risky: 0, undeliverable: 0, unknown: 0 };

/** Of the columns below, as far as the sidebar is concerned. */
export const MARK = '6.abcde';

export function inspection(change: Partial<Inspection> = {}): Inspection {
  return {
    sheet: { id: 7, name: 'Leads', rows: 1000 },
    headerRow: 1,
    headerMark: MARK,
    columns: COLUMNS,
    mapping: {
      first_name: { column: 0, certainty: 'exact' },
      last_name: { column: 1, certainty: 'exact' },
      company_name: { column: 2, certainty: 'exact' },
      company_domain: { column: 3, certainty: 'exact' },
      email: { column: 4, certainty: 'exact' },
    },
    outputs: OUTPUTS,
    isSample: false,
    fixes: [],
    lastFix: null,
    hasFilter: false,
    check: checkView(),
    problem: null,
    ...change,
  };
}

export function home(change: Partial<Home> = {}): Home {
  return {
    inspection: inspection(),
    accounts: [CONNECTED],
    runs: [],
    operation: 'find',
    channels: ['email'],
    orders: {},
    schedules: [],
    ...change,
  };
}

export function quote(change: Partial<Quote> = {}): Quote {
  return {
    id: 'r1',
    digest: 'd1',
    contacts: { total: 312, partial: 312, phone_only: 0, full: 0 },
    left: 0,
    runLimit: null,
    maximumCredits: inCredits(312),
    creditsPerContact: {
      partial: inCredits(1),
      phone_only: inCredits(10),
      full: inCredits(11),
    },
    canBeSent: true,
    replaced: { email: 0, phone: 0 },
    keepsLog: true,
    balances: inCredits(1240),
    balancesAfterAtWorst: inCredits(928),
    affordable: null,
    hidden: 0,
    shared: 0,
    batches: 2,
    outputs: ['Email (column E)', 'Email status (new)', 'Enrichment status (new)'],
    warnings: [],
    ...change,
  };
}

export function run(change: Partial<RunView> = {}): RunView {
  const { contacts = 312, found: { email = 0, phone = 0 } = { email: 96, phone: 0 } } = change;
  return {
    id: 'r1',
    asOf: 0,
    state: 'open',
    mine: true,
    closable: false,
    endable: null,
    sheetId: 7,
    sheetName: 'Leads',
    isAutomatic: false,
    endedAt: null,
    emailStatuses: NO_STATUSES,
    heartbeat: null,
    startedAt: Date.UTC(2026, 10, 14, 9, 5),
    operation: 'find',
    channels: ['email'],
    stopping: false,
    pause: null,
    triedAt: null,
    contacts: 312,
    done: 124,
    asked: { email: contacts, phone: contacts },
    found: { email: 96, phone: 0 },
    foundContacts: Math.max(email, phone),
    notFound: 28,
    incomplete: 0,
    unplaced: 0,
    untied: 0,
    leftOut: 0,
    givenUp: { contacts: 0, credits: inCredits(0) },
    refused: null,
    costs: costsOf(312, 96, false),
    secondsLeft: 200,
    next: 'Waiting for Cleanlist: 188 contacts are still being looked up.',
    callAgainInMs: 600_000,
    attention: [],
    background: 'You can close this sidebar: it goes on by itself within the hour.',
    afterwards: null,
    ...change,
  };
}

/** A run that has ended, with everything that can still be done about it. */
export function ended(
  afterwards: Partial<Afterwards> = {},
  change: Partial<RunView> = {},
): RunView {
  return run({
    state: 'closed',
    done: 312,
    found: { email: 241, phone: 0 },
    notFound: 64,
    unplaced: 3,
    untied: 0,
    leftOut: 4,
    costs: costsOf(312, 241, false),
    secondsLeft: null,
    callAgainInMs: null,
    background: '',
    endedAt: Date.UTC(2026, 10, 14, 9, 12),
    emailStatuses: { deliverable: 198, probable: 0, risky: 39, undeliverable: 0, unknown: 4 },
    afterwards: {
      canUndo: true,
      undone: null,
      placeable: 3,
      placedAgain: null,
      notFound: 64,
      failed: 4,
      broken: 0,
      ...afterwards,
    },
    ...change,
  });
}

export function batch(change: Partial<BatchView> = {}): BatchView {
  return {
    number: 2,
    vendor: 'cleanlist',
    state: 'unknown',
    contacts: 62,
    message:
      'They may have been bought: the answer was lost (Cleanlist did not answer within 60 seconds).',
    workflowId: '',
    decisions: ['send_again', 'leave_out'],
    isGivenUp: false,
    sendAgainCredits: 62,
    examples: [],
    ...change,
  };
}

export function fixPreview(change: Partial<FixPreview> = {}): FixPreview {
  return {
    kind: 'split_names',
    digest: 'f1',
    rows: 12,
    cells: [
      { row: 12, letter: 'A', header: 'First name', before: 'Anna Example', after: 'Anna' },
      { row: 12, letter: 'B', header: 'Last name', before: '', after: 'Example' },
    ],
    total: 24,
    ...change,
  };
}

export function fixReport(change: Partial<FixReport> = {}): FixReport {
  return {
    kind: 'split_names',
    at: Date.UTC(2026, 10, 14, 9, 1),
    rows: 12,
    cells: 24,
    undone: null,
    ...change,
  };
}
