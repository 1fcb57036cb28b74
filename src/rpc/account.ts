// Owns connecting a vendor's key. The key comes in once and never goes out again: the sidebar gets its last four characters.
import { channelsOfOperation, OPERATIONS } from '../contact/operation';
import { VENDORS, vendorOf } from '../provider/vendors';
import { sellersOf } from '../run/plan/route';
import {
  forgetConnection,
  lastFour,
  organizationHash,
  readUser,
  saveConnection,
  type User,
} from '../run/state/user';
import { askAccount, askBalance, askPlan } from './ask-vendor';
import type { AccountView, Reply } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import { callFailure } from './permission';
import type { Arguments } from './requests';

/** Characters of an organisation's id that are shown: the vendor's are long, and differ at the end. */
const ORGANIZATION_SHOWN = 8;

/** Verifies a key with free calls, then keeps it in the user's properties. */
export function connect(
  { vendor: id, key: typed }: Arguments<'connect'>,
  desk: Desk,
): Reply<'connect'> {
  const { ports } = desk;
  const vendor = vendorOf(id);
  const key = typed.trim();
  if (!vendor.isKey(key)) {
    return failure(
      'key_refused',
      `This is no key of ${vendor.name}: such a key starts with ${vendor.keyPrefix} and has no spaces. It was sent to nobody, and is not kept. Copy it again from ${vendor.keyPlace}.`,
      id,
    );
  }
  const account = askAccount(key, vendor, desk);
  if (account.kind !== 'ok') return callFailure(account, vendor, desk);
  const { organizationId } = account.value;
  const organization = organizationHash(organizationId);
  const organizationEnd = organizationId.slice(-ORGANIZATION_SHOWN);
  const plan = askPlan(key, vendor, desk);
  const said = plan === null ? {} : { plan };
  saveConnection(ports.userStore, id, { key, organization, organizationEnd, ...said });
  return accounts(null, desk);
}

export function disconnect({ vendor }: Arguments<'disconnect'>, desk: Desk): Reply<'disconnect'> {
  forgetConnection(desk.ports.userStore, vendor);
  return accounts(null, desk);
}

export function accounts(_: Arguments<'accounts'>, desk: Desk): Reply<'accounts'> {
  const { ports } = desk;
  return { ok: true, value: accountViews(readUser(ports.userStore, ports.newId), desk) };
}

/** With the balances, asked for free; `null` where the vendor does not say. */
export function accountViews(user: User, desk: Desk): AccountView[] {
  return VENDORS.map((vendor) => {
    const { id, name, about, keyPrefix, keyPlace, portal, search, lists } = vendor;
    const sold = OPERATIONS.map((operation) => [
      operation,
      channelsOfOperation(operation).filter((one) => sellersOf(operation, one).includes(id)),
    ]);
    const sells = Object.fromEntries(sold) as AccountView['sells'];
    const view = {
      vendor: id,
      name,
      about,
      sells,
      ...(search === undefined ? {} : { hasSearch: true as const }),
      ...(lists === undefined ? {} : { hasLists: true as const }),
      keyPrefix,
      keyPlace,
      portal,
      ...(vendor.statement === undefined ? {} : ({ hasTransactions: true } as const)),
    };
    const connection = user.connection(id);
    if (connection === null) return { ...view, connected: false };
    const outcome = askBalance(connection.key, vendor, desk);
    return {
      ...view,
      connected: true,
      organizationEnd: connection.organizationEnd,
      keyLastFour: lastFour(connection.key),
      ...(connection.plan === undefined ? {} : { plan: connection.plan }),
      balance: outcome.kind === 'ok' ? outcome.value : null,
    };
  });
}
