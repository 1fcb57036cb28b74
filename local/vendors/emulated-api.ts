// Owns what every emulated vendor has in common: what a session, a page or a test may do with one without knowing which it is.
import type { Channel } from '../../src/contact/contact';
import type { Accounts } from './accounts';
import type { Faults } from './faults';
import type { VendorAnswer, VendorRequest } from './http';
import type { Ledger } from './ledger';

export interface EmulatedApi {
  /** As in the add-on's own list of vendors. */
  readonly id: string;
  readonly name: string;
  /** `https://…`, as it is called under. */
  readonly origin: string;
  /** A key of the demonstration's organisation, where no other organisations are named. */
  readonly demoKey: string;
  /** The id of a list of that organisation, where the vendor keeps lists. */
  readonly demoList?: string;
  /** Credits that one purchase can cost at most; 0 for what comes along with another one. */
  readonly prices: Readonly<Record<Channel, number>>;
  /** What it sells to the same organisation again for nothing. */
  readonly repeatsFree: readonly Channel[];
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  readonly faults: Faults;
  /** @throws Error `NotEmulated` for what the vendor offers and the emulator does not. */
  handle(request: VendorRequest, nowMs: number): VendorAnswer;
  /** Credits left at that time, without what is reserved. */
  balance(organizationId: string, nowMs: number): number;
  setBalance(organizationId: string, credits: number): void;
}
