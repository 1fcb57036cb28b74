// Owns what a user chose last as it can be offered to them now: only what vendors sell whose keys are connected.
import { OPERATIONS, type Operation, usualChannels } from '../contact/operation';
import { sellersOf } from '../run/plan/route';
import type { Order } from '../run/state/last-choice';
import type { User } from '../run/state/user';
import { VENDORS } from '../provider/vendors';
import type { Home } from './contract';

/** In each operation that was ever chosen. */
export function lastOrders({ chosen, connection }: User): Home['orders'] {
  const known = OPERATIONS.flatMap((operation) => {
    const order = chosen.orders[operation];
    if (order === undefined) return [];
    const route = order.channels.flatMap((channel) => {
      const sellers = sellersOf(operation, channel);
      const said = order.route?.[channel] ?? [];
      const ids = said.filter((id) => sellers.includes(id) && connection(id) !== null);
      return ids.length === 0 ? [] : [[channel, ids] as const];
    });
    const { channels } = order;
    const kept: Order =
      route.length === 0 ? { channels } : { channels, route: Object.fromEntries(route) };
    return [[operation, kept] as const];
  });
  return Object.fromEntries(known);
}

/** What is looked at where nothing was said. */
export function lastOrder(user: User): Order & { readonly operation: Operation } {
  const operation = lastOperation(user);
  return { operation, ...(lastOrders(user)[operation] ?? { channels: usualChannels(operation) }) };
}

/** The operation that was chosen last, while somebody sells something in it; else `find`. */
function lastOperation({ chosen, connection }: User): Operation {
  const { operation } = chosen;
  const connected = VENDORS.filter(({ id }) => connection(id) !== null);
  const asked = connected.length === 0 ? VENDORS : connected;
  const isSold = asked.some(({ services }) =>
    services.some((service) => service.operation === operation),
  );
  return isSold ? operation : 'find';
}
