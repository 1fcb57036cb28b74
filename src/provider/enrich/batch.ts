// Owns what a batch of contacts for Enrich may be. Knows no address and no product.
import type { Identity } from '../../contact/contact';

/** The vendor takes half a million; a record of ours holds no more. */
export const BATCH_SIZE = 250;

export { NOBODY } from '../nobody';

/** @throws RangeError for more contacts than a batch holds, or none. */
export function checkBatch(contacts: readonly Identity[]): readonly Identity[] {
  if (contacts.length < 1 || contacts.length > BATCH_SIZE) {
    throw new RangeError(`A batch holds 1 to ${BATCH_SIZE} contacts, not ${contacts.length}.`);
  }
  return contacts;
}
