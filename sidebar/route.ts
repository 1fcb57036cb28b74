// Owns the order in which vendors are asked: what the person chose of it, and how it is told. Knows no view and no server.
import type { Channel } from '../src/contact/contact';
import type { Choice } from '../src/rpc/contract';
import { operationOf } from './operations';
import { CHANNEL_NAMES } from './words';
import { connectedOf, type Accounts, type Connected, accountOf, listed } from './vendors';

export type Route = NonNullable<Choice['route']>;

/** What is to be bought, and of whom. */
export type Order = Pick<Choice, 'operation' | 'channels' | 'route'>;

/** The connected vendors of which a channel can be bought. */
export function sellersOf(
  channel: Channel,
  order: Order,
  accounts: Accounts,
): readonly Connected[] {
  const operation = operationOf(order);
  return connectedOf(accounts).filter(({ sells }) => sells[operation].includes(channel));
}

/** Whether there is an order to be chosen at all. */
export function hasOrder(order: Order, accounts: Accounts): boolean {
  return order.channels.some((channel) => sellersOf(channel, order, accounts).length > 1);
}

/** Ids of those that are asked for a channel: as chosen, else the first that is connected. */
export function askedFor(channel: Channel, order: Order, accounts: Accounts): readonly string[] {
  const { route } = order;
  const sellers = sellersOf(channel, order, accounts).map(({ vendor }) => vendor);
  const chosen = (route?.[channel] ?? []).filter((id) => sellers.includes(id));
  return chosen.length > 0 ? chosen : sellers.slice(0, 1);
}

/** Every vendor that is asked for any of these channels. */
export function askedForAll(order: Order, accounts: Accounts): readonly string[] {
  return [...new Set(order.channels.flatMap((channel) => askedFor(channel, order, accounts)))];
}

/** What was chosen, as far as its vendors are still connected: absent where nothing of it is left. */
export function withKnown<T extends { readonly route?: Route }>(choice: T, accounts: Accounts): T {
  const { route, ...rest } = choice;
  if (route === undefined) return choice;
  const kept = Object.entries(route).flatMap(([channel, ids]) => {
    const known = ids.filter((id) => accountOf(accounts, id)?.connected === true);
    return known.length === 0 ? [] : [[channel, known] as const];
  });
  return (kept.length === 0 ? rest : { ...rest, route: Object.fromEntries(kept) }) as T;
}

/** `Cleanlist, then Enrich`; where channels differ, each with its own: `e-mail of Cleanlist, phone of Enrich`. */
export function routeText(order: Order, accounts: Accounts): string {
  const { channels } = order;
  const each = channels.map((channel) => namesOf(askedFor(channel, order, accounts), accounts));
  const [first = ''] = each;
  if (each.every((names) => names === first)) return first;
  return each.map((names, at) => `${names} ${forChannel(channels[at])}`).join('; ');
}

/** What is put to a vendor that comes after others: `only for those that Cleanlist does not find`; `''` where it is the first. */
export function onlyFor(vendor: string, order: Order, accounts: Accounts): string {
  const asked = order.channels.filter((channel) =>
    askedFor(channel, order, accounts).includes(vendor),
  );
  const before = (channel: Channel): readonly string[] => {
    const vendors = askedFor(channel, order, accounts);
    return vendors.slice(0, vendors.indexOf(vendor));
  };
  const later = asked.filter((channel) => before(channel).length > 0);
  const names = [...new Set(later.flatMap(before))].map(
    (id) => accountOf(accounts, id)?.name ?? '',
  );
  if (names.length === 0) return '';
  const what = later.length === asked.length ? '' : `${later.map(forChannel).join('')}, `;
  const verb = operationOf(order) === 'validate' ? 'check' : 'find';
  return `${what}only for those that ${listed(names)} ${names.length > 1 ? 'do' : 'does'} not ${verb}`;
}

function forChannel(channel: Channel | undefined): string {
  return channel === undefined ? '' : `for ${CHANNEL_NAMES[channel].toLowerCase()}`;
}

function namesOf(ids: readonly string[], accounts: Accounts): string {
  return ids.map((id) => accountOf(accounts, id)?.name ?? '').join(', then ');
}
