// Owns the free reads that a person's click asks of the vendor: each is counted, so that the engine keeps within the vendor's
// requests a minute. Buys nothing.
import type { Account, AccountOutcome } from '../provider/provider';
import { noteFreeRead } from '../run/state/user';
import type { Desk } from './desk';

/** Whose key it is. */
export function askAccount(key: string, { ports, provider }: Desk): AccountOutcome<Account> {
  noteFreeRead(ports.userStore, provider.id, ports.clock.now());
  return provider.readAccount(ports.http.send(provider.account(key)), ports.clock.now());
}

/** Credits left. */
export function askBalance(key: string, { ports, provider }: Desk): AccountOutcome<number> {
  noteFreeRead(ports.userStore, provider.id, ports.clock.now());
  return provider.readBalance(ports.http.send(provider.balance(key)), ports.clock.now());
}
