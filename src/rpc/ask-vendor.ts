// Owns the free reads that a person's click asks of the vendor: each is counted, so that the engine keeps within the vendor's
// requests a minute, and what fails is noted for the vendor's support. Buys nothing.
import type {
  Account,
  AccountOutcome,
  HttpRequest,
  HttpResult,
  KeyPlan,
  Provider,
  Statement,
  Transaction,
} from '../provider/provider';
import { saveTrouble, troubleOf } from '../run/report/vendor-trouble';
import { noteFreeRead } from '../run/state/user';
import type { LeadFilters, LeadPage, LeadSearch } from '../provider/lead-search';
import type { Desk } from './desk';

/** Whose key it is. */
export function askAccount(key: string, vendor: Provider, desk: Desk): AccountOutcome<Account> {
  return ask(desk, vendor, vendor.account(key), (result, nowMs) =>
    vendor.readAccount(result, nowMs),
  );
}

/** What the vendor says of the plan behind a key; `null`: nothing, which is no trouble. */
export function askPlan(key: string, vendor: Provider, { ports }: Desk): KeyPlan | null {
  if (vendor.plan === undefined) return null;
  noteFreeRead(ports.userStore, vendor.id, ports.clock.now());
  const result = ports.http.send(vendor.plan.request(key));
  const outcome = vendor.plan.read(result, ports.clock.now());
  return outcome.kind === 'ok' ? outcome.value : null;
}

/** Credits left. */
export function askBalance(key: string, vendor: Provider, desk: Desk): AccountOutcome<number> {
  return ask(desk, vendor, vendor.balance(key), (result, nowMs) =>
    vendor.readBalance(result, nowMs),
  );
}

/** What credits were last used for. */
export function askStatement(
  key: string,
  vendor: Provider,
  statement: Statement,
  desk: Desk,
): AccountOutcome<readonly Transaction[]> {
  return ask(desk, vendor, statement.request(key), (result, nowMs) =>
    statement.read(result, nowMs),
  );
}

/** How many leads fit: a page of one lead tells. */
export function askLeads(
  key: string,
  vendor: Provider & { readonly search: LeadSearch },
  filters: LeadFilters,
  desk: Desk,
): AccountOutcome<LeadPage> {
  const { search } = vendor;
  return ask(desk, vendor, search.request(key, filters, 1, 1), (result, nowMs) =>
    search.readPage(result, 1, nowMs),
  );
}

function ask<T>(
  { ports }: Desk,
  vendor: Provider,
  request: HttpRequest,
  read: (result: HttpResult, nowMs: number) => AccountOutcome<T>,
): AccountOutcome<T> {
  noteFreeRead(ports.userStore, vendor.id, ports.clock.now());
  const outcome = read(ports.http.send(request), ports.clock.now());
  if (outcome.kind !== 'ok') {
    const now = ports.clock.now();
    saveTrouble(ports.userStore, troubleOf(request, outcome.error, now, null));
  }
  return outcome;
}
