// Owns answers of the server to a user whose vendors sell more than e-mails and phones: real shapes, made-up numbers.
import type { Operation } from '../../src/contact/operation';
import type { AccountView, Home, Quote } from '../../src/rpc/contract';
import type { ColumnView, Inspection, OutputView } from '../../src/rpc/contract-check';
import type { RunView } from '../../src/rpc/contract-run';
import { checkView, COLUMNS, CONNECTED, ended, home, inspection, quote, run } from './fixtures';
import { ENRICH_CONNECTED, LEADLEAP_CONNECTED } from './vendor-fixtures';

/** Enrich validates and looks up, LeadLeap validates and has leads. */
export const ENRICH_ALL: AccountView = {
  ...ENRICH_CONNECTED,
  sells: { find: ['email', 'phone'], validate: ['validity'], lookup: ['profile'], leads: [] },
};
export const LEADLEAP_ALL: AccountView = {
  ...LEADLEAP_CONNECTED,
  sells: { find: [], validate: ['validity'], lookup: [], leads: ['email', 'phone', 'profile'] },
};
export const ALL: readonly AccountView[] = [CONNECTED, ENRICH_ALL, LEADLEAP_ALL];

/** As long as real headers get. */
const LONG = 'Unternehmensbezeichnung laut Handelsregisterauszug (bitte nicht ändern)';

const WIDE: readonly ColumnView[] = [
  ...COLUMNS,
  {
    index: 6,
    letter: 'G',
    header: LONG,
    samples: ['Acme Example Gesellschaft mit beschränkter Haftung'],
  },
  {
    index: 7,
    letter: 'H',
    header: 'Lead',
    samples: ['ll_9f8e7d6c5b4a39281706', 'll_1122334455667788'],
  },
];

const MAPPING: Inspection['mapping'] = {
  ...inspection().mapping,
  email: { column: 4, certainty: 'exact' },
};

function output(
  field: OutputView['field'],
  header: string,
  column: number | null = null,
): OutputView {
  return { field, isOn: true, column, header, policy: 'blanks', hasPolicy: field !== 'status' };
}

const STATUS = output('status', 'Enrichment status');

const OUTPUTS: Readonly<Record<Operation, readonly OutputView[]>> = {
  find: inspection().outputs,
  validate: [output('validity', 'Email validity'), STATUS],
  lookup: [
    output('firstName', 'First name', 0),
    output('lastName', 'Last name', 1),
    output('profileTitle', 'Job title'),
    output('profileCompany', LONG, 6),
    output('profileLinkedin', 'LinkedIn profile'),
    STATUS,
  ],
  leads: [
    output('email', 'Email', 4),
    output('phone', 'Phone'),
    output('firstName', 'First name', 0),
    output('lastName', 'Last name', 1),
    output('profileTitle', 'Job title'),
    output('profileCompany', LONG, 6),
    output('profileLinkedin', 'LinkedIn profile'),
    { ...output('emailStatus', 'Email status'), hasPolicy: false },
    STATUS,
  ],
};

const ROWS = {
  find: 'E-mail: bought if it is found.',
  validate: 'Its e-mail is checked.',
  lookup: 'Who it is: bought if that is found.',
  leads: 'All that is known under its id.',
} as const;

const TYPES = { find: 'partial', validate: 'validity', lookup: 'profile', leads: 'lead' } as const;
const SELLERS = {
  find: { vendor: 'cleanlist', name: 'Cleanlist' },
  validate: { vendor: 'enrich', name: 'Enrich' },
  lookup: { vendor: 'enrich', name: 'Enrich' },
  leads: { vendor: 'leadleap', name: 'LeadLeap' },
} as const;
const PRICES = { find: 1, validate: 1, lookup: 10, leads: 3 } as const;

export function inspectionFor(
  operation: Operation,
  contacts: number,
  change: Partial<Inspection> = {},
): Inspection {
  const credits = contacts * PRICES[operation];
  return inspection({
    columns: WIDE,
    mapping:
      operation === 'leads' ? { ...MAPPING, lead_id: { column: 7, certainty: 'exact' } } : MAPPING,
    outputs: OUTPUTS[operation],
    check: checkView({
      counts: {
        ready: contacts,
        waiting: 0,
        duplicate: 9,
        filled: 41,
        incomplete: 3,
        tried: 0,
        blank: 24,
      },
      contacts: { total: contacts, [TYPES[operation]]: contacts },
      maximumCredits: [{ ...SELLERS[operation], credits }],
      rows: [
        { row: 2, kind: 'ready', text: ROWS[operation] },
        { row: 40, kind: 'blank', text: '' },
      ],
    }),
    ...change,
  });
}

export function quoteFor(
  operation: Operation,
  contacts: number,
  change: Partial<Quote> = {},
): Quote {
  const of = (credits: number) => [{ ...SELLERS[operation], credits }];
  const price = PRICES[operation];
  return quote({
    contacts: { total: contacts, [TYPES[operation]]: contacts },
    maximumCredits: of(contacts * price),
    creditsPerContact: { [TYPES[operation]]: of(price) },
    balances: of(5_000),
    balancesAfterAtWorst: of(5_000 - contacts * price),
    outputs: OUTPUTS[operation].map(({ header }) => `${header} (new column)`),
    ...change,
  });
}

const CHANNELS = {
  find: ['email'],
  validate: ['validity'],
  lookup: ['profile'],
  leads: ['email', 'phone', 'profile'],
} as const;

function ofRun(operation: Operation, contacts: number): Partial<RunView> {
  const maximum = contacts * PRICES[operation];
  return {
    operation,
    channels: CHANNELS[operation],
    contacts,
    asked: Object.fromEntries(CHANNELS[operation].map((channel) => [channel, contacts])),
    found: Object.fromEntries(CHANNELS[operation].map((channel) => [channel, contacts - 12])),
    foundContacts: contacts - 12,
    costs: [{ ...SELLERS[operation], maximum, charged: maximum - 20, estimated: false }],
  };
}

export function runFor(
  operation: Operation,
  contacts: number,
  change: Partial<RunView> = {},
): RunView {
  return run({
    ...ofRun(operation, contacts),
    ...{ done: 14, notFound: 2, foundContacts: 12 },
    found: Object.fromEntries(CHANNELS[operation].map((channel) => [channel, 12])),
    next: `Waiting for ${SELLERS[operation].name}.`,
    ...change,
  });
}

const NO_STATUSES = { deliverable: 0, probable: 0, risky: 0, undeliverable: 0, unknown: 0 };
const STATUSES = {
  find: { ...NO_STATUSES, deliverable: 261, risky: 39 },
  validate: { deliverable: 206, probable: 0, risky: 39, undeliverable: 51, unknown: 4 },
  lookup: NO_STATUSES,
  leads: { ...NO_STATUSES, deliverable: 11, risky: 2 },
} as const;

export function endedFor(
  operation: Operation,
  contacts: number,
  change: Partial<RunView> = {},
): RunView {
  return ended(
    { notFound: 12, placeable: 0 },
    {
      ...ofRun(operation, contacts),
      ...{ done: contacts, notFound: 12, unplaced: 0 },
      emailStatuses: STATUSES[operation],
      ...change,
    },
  );
}

/** The first view of a user who chose this last. */
export function homeFor(operation: Operation, contacts: number, change: Partial<Home> = {}): Home {
  return home({
    accounts: ALL,
    operation,
    channels: CHANNELS[operation],
    inspection: inspectionFor(operation, contacts),
    ...change,
  });
}
