// Owns answers of the server to a user of several vendors: real shapes, made-up numbers.
import type { AccountView, Quote } from '../../src/rpc/contract';
import type { VendorCredits } from '../../src/rpc/contract-check';
import type { RunCost, RunView } from '../../src/rpc/contract-run';
import {
  batch,
  checkView,
  CLEANLIST,
  CONNECTED,
  home,
  inCredits,
  inspection,
  quote,
  run,
} from './fixtures';

const OF_ENRICH = { vendor: 'enrich', name: 'Enrich' };
const ENRICH = {
  ...OF_ENRICH,
  about: 'Finds e-mails where the website is known, and phones of LinkedIn profiles.',
  sells: { find: ['email', 'phone'], validate: [], lookup: [], leads: [] },
  keyPrefix: 'sk_',
  keyPlace: 'API Keys',
  portal: 'https://www.enrich.so',
} as const;
const LEADLEAP = {
  vendor: 'leadleap',
  name: 'LeadLeap',
  about: 'Validates e-mails and unlocks leads; looks nobody up by name.',
  sells: { find: [], validate: [], lookup: [], leads: [] },
  keyPrefix: 'll_',
  keyPlace: 'Settings → API Keys',
  portal: 'https://leadleap.example',
} as const;

export const NO_ENRICH: AccountView = { ...ENRICH, connected: false };
export const NO_LEADLEAP: AccountView = { ...LEADLEAP, connected: false };
export const ENRICH_CONNECTED: AccountView = {
  ...ENRICH,
  connected: true,
  organizationEnd: 'c0ffee42',
  keyLastFour: 'z9y8',
  balance: 5000,
};
export const LEADLEAP_CONNECTED: AccountView = {
  ...LEADLEAP,
  connected: true,
  organizationEnd: '5eed1af4',
  keyLastFour: 'm5n6',
  balance: null,
};

/** With more than fits into a short line. */
export const RICH: AccountView = {
  ...CLEANLIST,
  connected: true,
  organizationEnd: '8a31f01c',
  keyLastFour: 'a1b2',
  balance: 1_234_567,
};

/** Two that sell e-mails and phones, and a third that is not connected. */
export const TWO: readonly AccountView[] = [CONNECTED, ENRICH_CONNECTED, NO_LEADLEAP];

/** Credits at Cleanlist, then at Enrich. */
export function inBoth(cleanlist: number, enrich: number): readonly VendorCredits[] {
  return [...inCredits(cleanlist), { ...OF_ENRICH, credits: enrich }];
}

/** Cleanlist, then Enrich. */
export const IN_ORDER = { email: ['cleanlist', 'enrich'] } as const;

export const HOME = home({ accounts: TWO });

/** With Enrich asked after Cleanlist. */
export const BOTH_CHECKED = inspection({
  check: checkView({ maximumCredits: inBoth(312, 3_120) }),
});

export function quoteOfBoth(change: Partial<Quote> = {}): Quote {
  return quote({
    maximumCredits: inBoth(312, 3_120),
    creditsPerContact: { partial: inBoth(1, 10), phone_only: [], full: [] },
    balances: inBoth(1_240, 5_000),
    balancesAfterAtWorst: inBoth(928, 1_880),
    ...change,
  });
}

export const AT_CLEANLIST: RunCost = {
  ...{ vendor: 'cleanlist', name: 'Cleanlist' },
  ...{ maximum: 312, charged: 96, estimated: false },
};
export const AT_ENRICH: RunCost = {
  ...OF_ENRICH,
  ...{ maximum: 3_120, charged: 420, estimated: true },
};
export const COSTS: readonly RunCost[] = [AT_CLEANLIST, AT_ENRICH];

export function runOfBoth(change: Partial<RunView> = {}): RunView {
  return run({
    costs: COSTS,
    next: 'Waiting for Enrich: 62 contacts are still looked up.',
    ...change,
  });
}

/** No answer came of what was sent to Enrich. */
export const UNKNOWN_AT_ENRICH = runOfBoth({
  state: 'waiting',
  callAgainInMs: null,
  attention: [
    batch({
      vendor: 'enrich',
      sendAgainCredits: 620,
      message:
        'They may have been bought: the answer was lost (Enrich did not answer within 60 seconds).',
    }),
  ],
});
