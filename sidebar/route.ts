// Owns the order in which vendors are asked: what the person chose of it, and how it is told. Knows no view and no server.
import type { Channel } from '../src/contact/contact';
import type { Choice } from '../src/rpc/contract';
import { CHANNEL_NAMES } from './words';
import { connectedOf, type Accounts, type Connected, accountOf, listed } from './vendors';

export type Route = NonNullable<Choice['route']>;

/** The connected vendors of which a channel can be bought. */
export function sellersOf(accounts: Accounts, channel: Channel): readonly Connected[] {
  return connectedOf(accounts).filter(({ sells }) => sells.includes(channel));
}

/** Whether there is an order to be chosen at all. */
export function hasOrder(accounts: Accounts, channels: readonly Channel[]): boolean {
  return channels.some((channel) => sellersOf(accounts, channel).length > 1);
}

/** Ids of those that are asked for a channel: as chosen, else the first that is connected. */
export function askedFor(
  channel: Channel,
  route: Route | undefined,
  accounts: Accounts,
): readonly string[] {
  const sellers = sellersOf(accounts, channel).map(({ vendor }) => vendor);
  const chosen = (route?.[channel] ?? []).filter((id) => sellers.includes(id));
  return chosen.length > 0 ? chosen : sellers.slice(0, 1);
}

/** Every vendor that is asked for any of these channels. */
export function askedForAll(
  channels: readonly Channel[],
  route: Route | undefined,
  accounts: Accounts,
): readonly string[] {
  return [...new Set(channels.flatMap((channel) => askedFor(channel, route, accounts)))];
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
export function routeText(
  channels: readonly Channel[],
  route: Route | undefined,
  accounts: Accounts,
): string {
  const each = channels.map((channel) => namesOf(askedFor(channel, route, accounts), accounts));
  const [first = ''] = each;
  if (each.every((names) => names === first)) return first;
  return each.map((names, at) => `${names} ${forChannel(channels[at])}`).join('; ');
}

/** What is put to a vendor that comes after others: `only for those that Cleanlist does not find`; `''` where it is the first. */
export function onlyFor(
  vendor: string,
  channels: readonly Channel[],
  route: Route | undefined,
  accounts: Accounts,
): string {
  const asked = channels.filter((channel) => askedFor(channel, route, accounts).includes(vendor));
  const before = (channel: Channel): readonly string[] => {
    const order = askedFor(channel, route, accounts);
    return order.slice(0, order.indexOf(vendor));
  };
  const later = asked.filter((channel) => before(channel).length > 0);
  const names = [...new Set(later.flatMap(before))].map(
    (id) => accountOf(accounts, id)?.name ?? '',
  );
  if (names.length === 0) return '';
  const what = later.length === asked.length ? '' : `${later.map(forChannel).join('')}, `;
  return `${what}only for those that ${listed(names)} ${names.length > 1 ? 'do' : 'does'} not find`;
}

function forChannel(channel: Channel | undefined): string {
  return channel === undefined ? '' : `for ${CHANNEL_NAMES[channel].toLowerCase()}`;
}

function namesOf(ids: readonly string[], accounts: Accounts): string {
  return ids.map((id) => accountOf(accounts, id)?.name ?? '').join(', then ');
}
