// Owns what a confirm says of vendors that take contacts one at a time.
import { vendorOf } from '../provider/vendors';
import type { Plan } from '../run/plan/plan';
import { batchSizeOf } from '../run/plan/route';
import { count, counted } from '../run/report/number-words';
import { vendorIdOf } from '../run/state/batch';

/** More than so many requests do not go in a minute or two. */
const MANY_ALONE = 30;

/** A vendor that takes contacts one at a time is slow, and the rest of the run waits for its requests. */
export function slowWarnings({ batches }: Plan): string[] {
  const alone = batches.filter((batch) => batchSizeOf(batch) === 1);
  return vendorIdsOf(alone).flatMap((id) => {
    const { name, requestsPerMinute } = vendorOf(id);
    const requests = alone.filter((batch) => vendorIdOf(batch) === id).length;
    if (requests <= MANY_ALONE) return [];
    // Each is sent, and looked after once or twice.
    const minutes = Math.ceil((requests * 3) / requestsPerMinute);
    return [
      `${name} is asked for ${count(requests)} of these contacts one at a time, which takes about ${counted(minutes, 'minute')} with this sidebar open.`,
    ];
  });
}

function vendorIdsOf(batches: Plan['batches']): readonly string[] {
  return [...new Set(batches.map(vendorIdOf))];
}
