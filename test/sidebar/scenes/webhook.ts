// Owns the states of the plan behind a key, of the webhook and its deliveries, and of what a vendor wants to be told.
import type { AccountView } from '../../../src/rpc/contract';
import type { Deliveries } from '../../../src/rpc/contract-run';
import { CONNECTED, ended, run } from '../fixtures';
import { opens, refuses, type Scene } from '../scene';
import { settings } from '../side-fixtures';
import { gives, type Script, type Sidebar } from '../sidebar-page';
import { press } from './ended-runs';

const PLANNED = {
  ...CONNECTED,
  plan: {
    tier: 'enterprise',
    scopes: ['credits:read', 'enrich:read', 'enrich:write', 'lists:read', 'lists:write'],
    features: ['data_source_csv_upload', 'enrich_email', 'enrich_phone'],
  },
} as AccountView;

const toSettings =
  (...presses: readonly (string | RegExp)[]) =>
  async (sidebar: Sidebar): Promise<void> => {
    await sidebar.menu('Settings');
    for (const each of presses) await sidebar.press(each);
  };

const OFF = { vendor: 'cleanlist', name: 'Cleanlist', url: '' };
const URL = `https://hooks.example.com/${'a-long-path/'.repeat(6)}in?token=0123456789`;
const ON = { ...OFF, url: URL };

export const havingWebhook = (url = ''): Script => ({
  ...opens({ accounts: [PLANNED] }),
  settings: [gives<'settings'>(settings({ webhooks: [{ ...OFF, url }] }))],
});

const ID = 'public_bulk_3d1f9a67-cc44-4a06-b8d4-7fe7a8f31a01';
export const DELIVERIES: Deliveries = {
  requests: [
    {
      vendor: 'cleanlist',
      workflowId: ID,
      attempts: [
        {
          attempt: 1,
          status: 'failed',
          httpStatus: 500,
          message: 'HTTP 500 Internal Server Error',
        },
        {
          attempt: 2,
          status: 'failed',
          httpStatus: null,
          message: 'Connection timed out after 10s',
        },
        { attempt: 3, status: 'delivered', httpStatus: 200, message: '' },
      ],
    },
    { vendor: 'cleanlist', workflowId: `${ID.slice(0, -1)}2`, attempts: [] },
    { vendor: 'cleanlist', workflowId: `${ID.slice(0, -1)}3`, attempts: null },
  ],
  total: 11,
};

export const told = ended({}, { id: 'r7', hasWebhooks: true });
const NOT_CALLED: Deliveries = {
  requests: [{ vendor: 'cleanlist', workflowId: ID, attempts: [] }],
  total: 1,
};
const notice = {
  vendor: 'cleanlist',
  contacts: 3,
  message:
    'This run did not finish. The reserved credits are under review; contact support with the workflow id.',
  workflowId: 'enrich-3d1f9a67-cc44-4a06-b8d4-7fe7a8f31a01',
};

export const SCENES: readonly Scene[] = [
  {
    name: 'settings-plan',
    script: havingWebhook(),
    way: toSettings('Plan: enterprise'),
    shows: 'Rights: credits:read',
  },
  {
    name: 'settings-webhook-off',
    script: havingWebhook(),
    way: toSettings('Webhook of Cleanlist: off'),
    shows: 'Contacts leave for this address',
  },
  {
    name: 'settings-webhook-wrong',
    script: havingWebhook(),
    way: async (sidebar) => {
      await toSettings('Webhook of Cleanlist: off')(sidebar);
      await sidebar.page.getByLabel(/Address that Cleanlist/).fill('http://hooks.example.com');
      await sidebar.page
        .locator('section', { hasText: 'Advanced' })
        .getByRole('button', { name: 'Save' })
        .click();
    },
    shows: 'An address that begins with https://, or nothing.',
  },
  {
    name: 'settings-webhook-on',
    script: { ...havingWebhook(), settings: [gives<'settings'>(settings({ webhooks: [ON] }))] },
    way: toSettings(),
    shows: 'Webhook of Cleanlist: on',
  },
  {
    name: 'ended-deliveries',
    script: { ...opens({ runs: [told] }), deliveries: [gives<'deliveries'>(DELIVERIES)] },
    way: press('Show deliveries'),
    shows: 'The last 3 of 11 requests',
  },
  {
    name: 'ended-deliveries-coming',
    script: { ...opens({ runs: [told] }), deliveries: [{ never: true }] },
    way: async (sidebar) => {
      await press('Show deliveries')(sidebar);
      await sidebar.page.waitForTimeout(600);
    },
    shows: 'Looking for the deliveries',
  },
  {
    name: 'ended-deliveries-none',
    script: {
      ...opens({ runs: [told] }),
      deliveries: [gives<'deliveries'>(NOT_CALLED)],
    },
    way: press('Show deliveries'),
    shows: 'Cleanlist names no call',
  },
  {
    name: 'run-deliveries-none',
    script: {
      ...opens({ runs: [run({ id: 'r7', hasWebhooks: true, callAgainInMs: null })] }),
      deliveries: [gives<'deliveries'>(NOT_CALLED)],
    },
    way: (sidebar) => sidebar.press('Show deliveries'),
    shows: 'Not called yet: that happens when all is looked up.',
  },
  {
    name: 'ended-deliveries-refused',
    script: {
      ...opens({ runs: [told] }),
      deliveries: [
        refuses('vendor_down', 'Cleanlist gave no usable answer. Try again in a minute.'),
      ],
    },
    way: press('Show deliveries'),
    shows: 'Cleanlist gave no usable answer.',
  },
  {
    name: 'ended-notice',
    script: opens({ runs: [ended({}, { id: 'r7', notices: [notice] })] }),
    way: press(),
    shows: 'Cleanlist says of 3 contacts',
  },
];
