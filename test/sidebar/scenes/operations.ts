// Owns the states of a user who does something else than to find e-mails and phones.
import type { Locator } from 'playwright-core';
import type { Operation } from '../../../src/contact/operation';
import { OPERATION_WORDS } from '../../../sidebar/operations';
import { NOT_CONNECTED } from '../fixtures';
import {
  ALL,
  endedFor,
  ENRICH_ALL,
  homeFor,
  inspectionFor,
  quoteFor,
  runFor,
} from '../operation-fixtures';
import type { Scene } from '../scene';
import { historyOf, schedulesOf } from '../side-fixtures';
import { gives, type Script, type Sidebar } from '../sidebar-page';
import { NO_LEADLEAP } from '../vendor-fixtures';

const CONTACTS = { find: 312, validate: 312, lookup: 40, leads: 25 } as const;

/** As chosen last; so every view of it can be reached at once. */
const scriptOf = (operation: Operation, change: Parameters<typeof homeFor>[2] = {}): Script => ({
  home: [gives<'home'>(homeFor(operation, CONTACTS[operation], change))],
  inspect: [gives<'inspect'>(inspectionFor(operation, CONTACTS[operation]))],
  quote: [gives<'quote'>(quoteFor(operation, CONTACTS[operation]))],
});

export const chooser = (sidebar: Sidebar): Locator =>
  sidebar.page.getByRole('combobox', { name: 'What to do' });
export const operate = async (sidebar: Sidebar, operation: Operation): Promise<void> => {
  await chooser(sidebar).selectOption(operation);
};
const unfold = (sidebar: Sidebar, id: string): Promise<void> =>
  sidebar.page.locator(`[aria-controls="${id}"]`).click();
const confirm = async (sidebar: Sidebar): Promise<void> => {
  await sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).click();
  await sidebar.page.waitForTimeout(600);
};

const OTHERS: readonly Exclude<Operation, 'find'>[] = ['validate', 'lookup', 'leads'];

const EACH: readonly Scene[] = OTHERS.flatMap((operation): readonly Scene[] => {
  const contacts = CONTACTS[operation];
  return [
    {
      name: `operation-${operation}`,
      script: scriptOf(operation),
      shows: `Review ${contacts}`,
    },
    {
      name: `operation-${operation}-columns`,
      script: scriptOf(operation),
      way: async (sidebar) => {
        await unfold(sidebar, 'mapping');
        await sidebar.press('Other columns');
        await unfold(sidebar, 'outputs');
        await sidebar.press(/^Ready/);
      },
      shows: OPERATION_WORDS[operation].needs,
    },
    {
      name: `operation-${operation}-confirm`,
      script: scriptOf(operation),
      way: confirm,
      shows: new RegExp(`^${OPERATION_WORDS[operation].verb} ${contacts}`),
    },
    {
      name: `operation-${operation}-run`,
      script: scriptOf(operation, { runs: [runFor(operation, contacts, { callAgainInMs: null })] }),
      shows: OPERATION_WORDS[operation].going,
    },
    {
      name: `operation-${operation}-ended`,
      script: {
        ...scriptOf(operation, { runs: [endedFor(operation, contacts)] }),
        retryCount: [
          gives<'retryCount'>({
            contacts: 8,
            maximumCredits: quoteFor(operation, 8).maximumCredits,
            tried: 4,
          }),
        ],
      },
      way: async (sidebar) => {
        await sidebar.press('Show run');
        await unfold(sidebar, 'offer-not_found');
      },
      shows: /^Retry 8 not/,
    },
  ];
});

export const SCENES: readonly Scene[] = [
  {
    name: 'operations-find',
    script: scriptOf('find'),
    shows: 'What to do',
  },
  {
    name: 'operations-first-open',
    script: scriptOf('find', {
      accounts: [NOT_CONNECTED, { ...ENRICH_ALL, connected: false }, NO_LEADLEAP],
    }),
    shows: /It can also validate e-mails and look up people by e-mail/,
  },
  ...EACH,
  {
    name: 'operation-validate-always',
    script: scriptOf('validate'),
    way: async (sidebar) => {
      await unfold(sidebar, 'outputs');
      await sidebar.page.getByLabel('Which cells for E-mail validity').selectOption('always');
    },
    shows: /E-mails that have a validity are sent, too/,
  },
  {
    name: 'operation-validate-order',
    script: scriptOf('validate'),
    way: async (sidebar) => {
      await sidebar.press(/^Asked:/);
      await sidebar.press(/^Then ask LeadLeap/);
    },
    shows: 'Asked: Enrich, then LeadLeap',
  },
  {
    name: 'operation-validate-no-column',
    script: {
      ...scriptOf('validate'),
      home: [
        gives<'home'>(
          homeFor('validate', 0, {
            inspection: inspectionFor('validate', 0, {
              mapping: {},
              outputs: [],
              check: null,
              problem: {
                code: 'no_identity',
                message:
                  'No column is mapped as the e-mail. Choose the one that holds the e-mails.',
              },
            }),
          }),
        ),
      ],
    },
    shows: /No column is mapped as the e-mail/,
  },
  {
    name: 'operation-validate-part',
    script: {
      ...scriptOf('validate'),
      quote: [
        gives<'quote'>(
          quoteFor('validate', 25, {
            left: 287,
            affordable: 20,
            runLimit: { credits: 25, isReached: true },
          }),
        ),
      ],
    },
    way: confirm,
    shows: /Only the first 20 e-mails/,
  },
  {
    name: 'operations-history',
    script: {
      ...scriptOf('find'),
      history: [
        gives<'history'>(
          historyOf(
            ...OTHERS.map((operation) =>
              endedFor(operation, CONTACTS[operation], { id: operation, sheetName: operation }),
            ),
          ),
        ),
      ],
    },
    way: (sidebar) => sidebar.menu('Runs'),
    shows: /28 profiles found/,
  },
  {
    name: 'operations-automatic',
    script: { ...scriptOf('lookup'), schedules: [gives<'schedules'>(schedulesOf())] },
    way: (sidebar) => sidebar.menu('Automatic'),
    shows: /Automatic only finds e-mails and phones/,
  },
  {
    name: 'operations-help',
    script: { home: [gives<'home'>(homeFor('find', 312, { accounts: ALL }))] },
    way: async (sidebar) => {
      await sidebar.menu('Help');
      await sidebar.press('What it does');
    },
    shows: /It can also validate e-mails, look up people by e-mail and get LeadLeap leads/,
  },
];
