// Owns what a confirm says of vendors that take contacts one at a time.
import type { ReadyContact } from '../contact/check';
import { vendorOf } from '../provider/vendors';
import type { Plan } from '../run/plan/plan';
import { batchSizeOf, laterPurchases, vendorsOf } from '../run/plan/route';
import { count, counted } from '../run/report/number-words';
import { type Purchase, vendorIdOf } from '../run/state/batch';

/** More than so many requests do not go in a minute or two. */
const MANY_ALONE = 30;

/** A vendor that takes contacts one at a time is slow, and the rest of the run waits for its requests. */
export function slowWarnings({ batches, route }: Plan, ready: readonly ReadyContact[]): string[] {
  const first = requestsAlone(batches);
  const hasLater = Object.values(route).some((vendors) => vendors.length > 1);
  const later = requestsAlone(
    hasLater ? ready.flatMap((contact) => laterPurchases(contact, route)) : [],
  );
  return vendorsOf(route).flatMap((id) => {
    const { name, requestsPerMinute } = vendorOf(id);
    const [certain, possible] = [first.get(id) ?? 0, later.get(id) ?? 0];
    const requests = certain + possible;
    if (requests <= MANY_ALONE) return [];
    // Each is sent, and looked after once or twice.
    const minutes = Math.ceil((requests * 3) / requestsPerMinute);
    const [asked, time] =
      possible === 0
        ? [`is asked for ${count(requests)}`, 'takes about']
        : [`may be asked for up to ${count(requests)}`, 'may take up to'];
    return [
      `${name} ${asked} of these contacts one at a time, which ${time} ${counted(minutes, 'minute')} with this sidebar open.`,
    ];
  });
}

/** By vendor. */
function requestsAlone(purchases: readonly Purchase[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const purchase of purchases) {
    if (batchSizeOf(purchase) > 1) continue;
    const id = vendorIdOf(purchase);
    found.set(id, (found.get(id) ?? 0) + 1);
  }
  return found;
}
