// Owns one batch: what is in it, when it ends, what it costs. Renders nothing.
import type { VendorContact } from '../person';
import { between, hex } from '../seeded';
import type { BatchMode } from './batch-mode';
import { itemOf, type Item, type World } from './items';
import { OFFERS, type BatchProduct } from './products';

/** How long batches take when the mode does not say, in seconds. */
export interface Duration {
  readonly min: number;
  readonly max: number;
}

/** A batch waits for its turn at most this long. */
const QUEUE_MS = 8_000;

export interface Settlement {
  readonly used: number;
  readonly refunded: number;
}

export interface Batch {
  readonly id: string;
  readonly product: BatchProduct;
  readonly organizationId: string;
  readonly mode: BatchMode;
  readonly startedMs: number;
  /** `Infinity` for one that never ends. */
  readonly endsMs: number;
  /** In credits. */
  readonly perItem: number;
  /** How many contacts were sent, with duplicates. */
  readonly originalCount: number;
  readonly items: readonly Item[];
  /** `null` until its results are fetched. */
  settlement: Settlement | null;
  /** Fetches of results since it ended. */
  reads: number;
}

export interface BatchPlan {
  /** Holds the batch's number: two batches of the same contacts differ in everything but the results. */
  readonly seed: string;
  readonly product: BatchProduct;
  readonly organizationId: string;
  readonly mode: BatchMode;
  /** As many as were sent, with duplicates. */
  readonly originalCount: number;
  readonly unique: readonly VendorContact[];
  readonly duration: Duration;
  readonly perItem: number;
}

export function createBatch(plan: BatchPlan, world: World, nowMs: number): Batch {
  const { seed, product, organizationId, mode, unique, duration } = plan;
  const seconds = mode.seconds ?? between(`${seed}|time`, duration.min, duration.max);
  const kept =
    mode.duplicates === undefined ? unique : unique.filter((_one, index) => index % 5 !== 4);
  return {
    id: hex(`${seed}|batch`, 24),
    product,
    organizationId,
    mode,
    startedMs: nowMs,
    endsMs: nowMs + seconds * 1000,
    perItem: plan.perItem,
    originalCount: plan.originalCount,
    items: kept.map((contact) => itemOf(product, contact, world, mode)),
    settlement: null,
    reads: 0,
  };
}

/** What the batch costs if everything is found; the balance must hold it. */
export function reservedFor({ items, perItem }: Batch): number {
  return items.length * perItem;
}

/** Only what is found costs anything. */
export function priceOf(batch: Batch, item: Item | undefined): number {
  return item?.found === true && deliversResults(batch) ? batch.perItem : 0;
}

export function costOf(batch: Batch): number {
  return batch.items.reduce((sum, item) => sum + priceOf(batch, item), 0);
}

/** A batch that fails without results gives everything back. */
function deliversResults({ mode }: Batch): boolean {
  return mode.word === undefined || mode.readsWithoutResults !== Infinity;
}

/** How the wallet names it. */
export function describe({ product, items }: Batch): string {
  const { title, unit } = OFFERS[product];
  return `${title} batch: ${items.length} ${unit}${items.length === 1 ? '' : 's'}`;
}

export function isEnded({ endsMs }: Batch, nowMs: number): boolean {
  return nowMs >= endsMs;
}

export function wordOf(batch: Batch, nowMs: number): string {
  const { startedMs, endsMs, mode } = batch;
  if (isEnded(batch, nowMs)) return mode.word ?? 'completed';
  const queued = Math.min(QUEUE_MS, (endsMs - startedMs) / 4);
  return nowMs < startedMs + queued ? 'queued' : 'processing';
}

/** How many items are done. */
export function processedBy(batch: Batch, nowMs: number): number {
  const { startedMs, endsMs, items } = batch;
  if (isEnded(batch, nowMs)) return items.length;
  return Math.floor((items.length * (nowMs - startedMs)) / (endsMs - startedMs));
}

/** Small and large letters are the same, but in a profile's address: https://doc.enrich.so/api-reference-1951025m0 */
export function withoutDuplicates(contacts: readonly VendorContact[]): readonly VendorContact[] {
  const unique = new Map<string, VendorContact>();
  for (const contact of contacts) {
    const { linkedin_url, email, first_name, last_name, company_domain } = contact;
    const text = email ?? [first_name, last_name, company_domain].join('|');
    const key = linkedin_url === undefined ? text.toLowerCase() : `in ${linkedin_url}`;
    if (!unique.has(key)) unique.set(key, contact);
  }
  return [...unique.values()];
}
