// Owns how many bytes records take in the property store, and may come to take: room is kept for that before anything is sent. Knows
// no key and no spelling.
import type { BatchContact } from './batch';

/** Characters of a fingerprint, and of a task's hash, in a record. */
export const PRINT = 8;
export const TASK = 5;

/** Bytes of one entry as the store counts it: key and value together, to be on the safe side. */
export function entryBytes(key: string, value: string): number {
  return utf8Bytes(key) + utf8Bytes(value);
}

/** Characters kept of a note. */
export const NOTE_LENGTH = 120;
/**
 * Bytes beside fingerprints and task hashes that a batch record may grow to: letters, numbers, a workflow id of up
 * to 80 characters, and a note. Only few batches ever carry a note; see {@link reservedBytes}.
 */
const BATCH_OVERHEAD = 287;
/** Bytes of a run's own record, with long header texts. */
const RUN_OVERHEAD = 6_000;
/** Batches that may carry a note at once before the reserve is short; each such note ends a batch or waits for a person. */
const NOTES = 12;

/**
 * Bytes that a run's records may grow to: every batch at its largest, and the task hashes of as many as may await
 * results at once. Reserved at the plan, so that no later save can fail for space.
 */
export function reservedBytes(
  batches: readonly { readonly contacts: readonly BatchContact[] }[],
  inFlight: number,
): number {
  const sizes = batches.map(({ contacts }) => contacts.length).sort((a, b) => b - a);
  const kept = batches.reduce((sum, { contacts }) => sum + bytesOf(contacts), 0);
  const awaited = sizes.slice(0, inFlight).reduce((sum, size) => sum + size * TASK + 6, 0);
  return RUN_OVERHEAD + NOTES * NOTE_LENGTH * 2 + kept + awaited;
}

/** Bytes of a batch's records at their largest, but for task hashes. */
export function bytesOf(contacts: readonly BatchContact[]): number {
  const prints = contacts.reduce(
    (bytes, all) => bytes + all.length * PRINT + (all.length > 1 ? 5 : 0),
    0,
  );
  return BATCH_OVERHEAD + prints + (contacts.some((all) => all.length > 1) ? 40 : 0);
}

/** One value may be 9 KB (https://developers.google.com/apps-script/guides/services/quotas); below it by the length of a key. */
export const VALUE_BYTES = 9_000 - 200;

/** Bytes of the largest single record that a batch may need, in either of its keys. */
export function largestRecord(contacts: readonly BatchContact[]): number {
  const spellings = contacts.reduce(
    (bytes, prints) => bytes + (prints.length > 1 ? (prints.length - 1) * PRINT + 5 : 0),
    40,
  );
  const own = BATCH_OVERHEAD + NOTE_LENGTH * 2 + contacts.length * (PRINT + TASK);
  return Math.max(spellings, own);
}

function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}
