// Owns connecting a vendor's key. The key comes in once and never goes out again: the sidebar gets its last four characters.
import {
  forgetConnection,
  lastFour,
  organizationHash,
  readUser,
  saveConnection,
  type User,
} from '../run/state/user';
import { askAccount, askBalance } from './ask-vendor';
import type { AccountView, Reply } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import { callFailure } from './permission';
import type { Arguments } from './requests';

/** Characters of an organisation's id that are shown: the vendor's are long, and differ at the end. */
const ORGANIZATION_SHOWN = 8;

/** Verifies a key with two free calls, then keeps it in the user's properties. */
export function connect({ key: typed }: { key: string }, desk: Desk): Reply<'connect'> {
  const { ports, provider } = desk;
  const key = typed.trim();
  if (!provider.isKey(key)) {
    return failure(
      'key_refused',
      `This is not a ${provider.name} key: it starts with clapi_ and has no spaces. It was sent to nobody, and is not kept. Copy it again from Settings → API Keys.`,
    );
  }
  const account = askAccount(key, desk);
  if (account.kind !== 'ok') return callFailure(account, desk);
  const { organizationId } = account.value;
  const organization = organizationHash(organizationId);
  const organizationEnd = organizationId.slice(-ORGANIZATION_SHOWN);
  saveConnection(ports.userStore, provider.id, { key, organization, organizationEnd });
  return { ok: true, value: readAccountView(readUser(ports.userStore, ports.newId), desk) };
}

export function account(_: Arguments<'account'>, desk: Desk): Reply<'account'> {
  const { ports } = desk;
  return { ok: true, value: readAccountView(readUser(ports.userStore, ports.newId), desk) };
}

export function disconnect({ ports, provider }: Desk): Reply<'disconnect'> {
  forgetConnection(ports.userStore, provider.id);
  return { ok: true, value: { connected: false } };
}

/** With the balance, asked for free; `null` when the vendor does not say. */
export function readAccountView(user: User, desk: Desk): AccountView {
  const { provider } = desk;
  const connection = user.connection(provider.id);
  if (connection === null) return { connected: false };
  const outcome = askBalance(connection.key, desk);
  return {
    connected: true,
    vendor: provider.name,
    organizationEnd: connection.organizationEnd,
    keyLastFour: lastFour(connection.key),
    balance: outcome.kind === 'ok' ? outcome.value : null,
  };
}
