// Owns what the user's own properties remember of what was chosen last: an operation, and for each one what was wanted of whom.
// Ids of vendors and names of channels only; whose key is connected is looked at when it is used.
import type { Channel } from '../../contact/contact';
import {
  channelsOfOperation,
  type Operation,
  OPERATIONS,
  usualChannels,
} from '../../contact/operation';
import { type KeyValueStore, StoreFault } from '../../ports';
import type { Route } from '../plan/route';

/** What is wanted in an operation, of whom. */
export interface Order {
  readonly channels: readonly Channel[];
  /** Absent: nobody has said. */
  readonly route?: Route;
}

export interface Chosen {
  readonly operation: Operation;
  /** Absent: as by default. */
  readonly orders: Readonly<Partial<Record<Operation, Order>>>;
}

export const CHOSEN = 'chosen';

const NOTHING: Chosen = { operation: 'find', orders: {} };

/** Saved only where it differs; a choice that cannot be remembered counts all the same. */
export function remember(
  store: KeyValueStore,
  before: Chosen,
  operation: Operation,
  order: Order,
): void {
  const text = JSON.stringify({ operation, orders: { ...before.orders, [operation]: order } });
  const isUsual = JSON.stringify(order.channels) === JSON.stringify(usualChannels(operation));
  const isFirst = before === NOTHING && operation === 'find';
  if (JSON.stringify(before) === text || (isFirst && isUsual && order.route === undefined)) return;
  try {
    store.setAll({ [CHOSEN]: text });
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}

export function decodeChosen(text: string | undefined): Chosen {
  if (text === undefined) return NOTHING;
  try {
    const value = JSON.parse(text) as Partial<Chosen> | null;
    const operation = OPERATIONS.find((one) => one === value?.operation) ?? 'find';
    const orders = OPERATIONS.flatMap((one) => {
      const order = value?.orders?.[one];
      if (order === undefined) return [];
      const sold = channelsOfOperation(one);
      const channels = sold.filter((channel) => order.channels.includes(channel));
      const { route } = order;
      return [[one, { channels, ...(route === undefined ? {} : { route }) }] as const];
    });
    return { operation, orders: Object.fromEntries(orders) };
  } catch {
    return NOTHING;
  }
}
