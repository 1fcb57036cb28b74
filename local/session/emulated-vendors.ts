// Owns the emulated vendors as the page and the command line use them: a key with plenty of credits at each, and one
// without any.
import { VENDORS } from '../../src/provider/vendors';
import type { UrlFetchTransport } from '../runtime/url-fetch-transport';
import type { EmulatedApi } from '../vendors/emulated-api';
import {
  demoOrganizations,
  emulateDemo,
  type EmulatorId,
  type Emulators,
} from '../vendors/emulators';
import { SHARES } from '../vendors/results';
import { transportTo } from './vendor-transport';

/** Shows what happens without credits, at Cleanlist. */
const EMPTY_KEY = 'clapi_demo_no_credits';
const WITHOUT_CREDITS = {
  id: 'org_no_credits',
  name: 'No Credits',
  keys: [EMPTY_KEY],
  credits: 0,
};

export class EmulatedVendors {
  readonly emulators: Emulators;
  readonly transport: UrlFetchTransport;
  /** Those that the add-on can ask, in the order in which it offers them. */
  readonly offered: readonly EmulatedApi[];

  /** `credits` at each of them; absent: enough for the sample sheet. */
  constructor(
    private readonly credits?: number,
    shares = SHARES,
  ) {
    this.emulators = emulateDemo(credits, { cleanlist: [WITHOUT_CREDITS] }, shares);
    const all: readonly EmulatedApi[] = Object.values(this.emulators);
    this.transport = transportTo(all);
    this.offered = VENDORS.flatMap(({ id }) => all.find((vendor) => vendor.id === id) ?? []);
  }

  /** Of the demo key. */
  balance(vendor: EmulatedApi, nowMs: number): number {
    return vendor.balance(demoOrganizationOf(vendor), nowMs);
  }

  setBalance(vendor: EmulatedApi, credits: number): void {
    vendor.setBalance(demoOrganizationOf(vendor), credits);
  }

  refill(vendor: EmulatedApi): void {
    const [organization] = demoOrganizations(vendor.id as EmulatorId, this.credits);
    this.setBalance(vendor, organization?.credits ?? 0);
  }
}

function demoOrganizationOf({ accounts, demoKey }: EmulatedApi): string {
  return accounts.ofKey(demoKey)?.id ?? '';
}
