// Owns the free reads that a person's click asks of the vendor: each is counted, so that the engine keeps within the vendor's
// requests a minute, and what fails is noted for the vendor's support. Buys nothing.
import type { Account, AccountOutcome, HttpRequest, HttpResult } from '../provider/provider';
import { saveTrouble, troubleOf } from '../run/report/vendor-trouble';
import { noteFreeRead } from '../run/state/user';
import type { Desk } from './desk';

/** Whose key it is. */
export function askAccount(key: string, desk: Desk): AccountOutcome<Account> {
  const { provider } = desk;
  return ask(desk, provider.account(key), (result, nowMs) => provider.readAccount(result, nowMs));
}

/** Credits left. */
export function askBalance(key: string, desk: Desk): AccountOutcome<number> {
  const { provider } = desk;
  return ask(desk, provider.balance(key), (result, nowMs) => provider.readBalance(result, nowMs));
}

function ask<T>(
  { ports, provider }: Desk,
  request: HttpRequest,
  read: (result: HttpResult, nowMs: number) => AccountOutcome<T>,
): AccountOutcome<T> {
  noteFreeRead(ports.userStore, provider.id, ports.clock.now());
  const outcome = read(ports.http.send(request), ports.clock.now());
  if (outcome.kind !== 'ok') {
    const now = ports.clock.now();
    saveTrouble(ports.userStore, troubleOf(request, outcome.error, now, null));
  }
  return outcome;
}
