// A list made of the sheet's rows, and what its user does with it: made, estimated, bought and waited for. Judges nothing.
import type { ListChannels, ListView, MadeListView } from '../../src/rpc/contract-list';
import { Addon, type AddonOptions, choose } from './addon';
import { people } from './people';

export const QUICK_LISTS = {
  shares: { email: 1, phone: 1, failed: 0 },
  duration: { min: 30, max: 30 },
};

/** Three people, and the key. */
export function connected(options: Partial<AddonOptions> = {}): Addon {
  const addon = new Addon({ rows: people(3), emulator: QUICK_LISTS, ...options });
  addon.connect();
  return addon;
}

export const request = (channels: ListChannels) => ({
  ...{ vendor: 'cleanlist', choice: choose({}), channels },
});

export function make(addon: Addon, channels: ListChannels = ['email']): MadeListView {
  return addon.ask('makeList', request(channels));
}

export function quote(addon: Addon, list: string, channels: ListChannels = ['email']): ListView {
  return addon.ask('quoteList', { vendor: 'cleanlist', list, channels });
}

export function buy(addon: Addon, { id, credits }: ListView): ListView {
  return addon.ask('buyList', { id, maximum: credits });
}

/** The sidebar's loop. */
export function toEnd(addon: Addon, from: ListView | null): ListView {
  let view = from;
  while (view !== null && view.callAgainInMs !== null) {
    addon.clock.advance(Math.max(2_000, view.callAgainInMs));
    view = addon.ask('workList', null);
  }
  if (view === null) throw new Error('There is no list.');
  return view;
}

/** Made, estimated, bought and waited for. */
export function enrich(addon: Addon, channels: ListChannels = ['email']): ListView {
  return toEnd(addon, buy(addon, quote(addon, make(addon, channels).list, channels)));
}

export const paidTwice = (addon: Addon): number => addon.vendor.ledger.paidTwice().length;
export const purchases = (addon: Addon): number => addon.vendor.ledger.purchases.length;
