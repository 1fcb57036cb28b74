// Owns what counts as a call: all that the runtime's meter counts but pauses, which ask nobody.
import type { Meter } from '../../local/runtime/meter';

/** By Apps Script service. */
export type Calls = Readonly<Record<string, number>>;

export function callsOf(meter: Meter): Calls {
  return Object.fromEntries(
    Object.entries(meter.counts()).filter(([service]) => service !== 'Utilities'),
  );
}

export function total(calls: Calls): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}
