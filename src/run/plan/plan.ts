// Owns the plan: which contacts go in which batches, what that costs at worst, and whether the property store has room for it.
// Pure; nothing is bought or saved.
import type { ReadyContact } from '../../contact/check';
import type { Channel } from '../../contact/contact';
import { fingerprint } from '../../contact/fingerprint';
import { IDENTITY_PARTS, type IdentityPart } from '../../contact/identity-part';
import { hashText } from '../../contact/hash';
import type { EnrichmentType, Provider } from '../../provider/provider';
import { type BatchContact, creditsPerContact } from '../state/batch';
import { largestRecord, reservedBytes } from '../state/records';
import type { Outputs, Source } from '../state/run';

export interface PlannedBatch {
  readonly type: EnrichmentType;
  readonly part: IdentityPart;
  readonly contacts: readonly BatchContact[];
}

export interface Plan {
  readonly source: Source;
  readonly outputs: Outputs;
  readonly channels: readonly Channel[];
  readonly overwrite: readonly Channel[];
  /** Contacts that have the value already, and get it bought again and replaced: the user confirms how many. */
  readonly replaced: Readonly<Record<Channel, number>>;
  /** False: the run cannot be undone, as the confirm said. */
  readonly keepsLog: boolean;
  readonly batches: readonly PlannedBatch[];
  readonly contacts: number;
  readonly byType: Readonly<Record<EnrichmentType, number>>;
  /** Credits if everything is found: what the user approves. */
  readonly maximum: number;
  /** Batches that may await results at once. */
  readonly inFlight: number;
  /** Over everything that the user sees at the confirm: a start with another digest makes nothing. */
  readonly digest: string;
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** The store has no room for so many; `first` of them would fit (0: none would). */
  | { readonly kind: 'too_many'; readonly first: number };

/** Contacts in all open runs of a document together: what 500 KB of properties hold with a margin. */
const CONTACT_LIMIT = 50_000;

/**
 * Room in the document's property store, which is 500 KB
 * (https://developers.google.com/apps-script/guides/services/quotas), less what stops, paces, mappings and history lines
 * may come to use.
 */
export const STORE_BYTES = 500_000 - 8_000;

/** One value may be 9 KB (same page); below it by the length of a key. */
const VALUE_BYTES = 9_000 - 200;

/**
 * Spellings of one contact that one value holds. Rows with yet another one wait with the others, and are offered their
 * value, free, by the next check.
 */
const MOST_SPELLINGS = 1_000;

/** Batches that should be able to await results at once, or the run would crawl. */
const LEAST_IN_FLIGHT = 4;

const TYPES: readonly EnrichmentType[] = ['full', 'partial', 'phone_only'];

/** @param used what the open runs of the document already take of the store and of the contact limit */
export function makePlan(
  ready: readonly ReadyContact[],
  terms: Pick<Plan, 'source' | 'outputs' | 'channels' | 'overwrite' | 'replaced' | 'keepsLog'>,
  used: { readonly bytes: number; readonly contacts: number },
  provider: Provider,
): PlanResult {
  const batches = batchesOf(ready, provider.batchSize);
  const inFlight = roomFor(batches, used);
  if (inFlight === 0) return { kind: 'too_many', first: mostThatFit(ready, used, provider) };
  const byType = { partial: 0, phone_only: 0, full: 0 };
  let maximum = 0;
  for (const { type, contacts } of batches) {
    byType[type] += contacts.length;
    maximum += contacts.length * creditsPerContact(type, provider);
  }
  const plan = { ...terms, batches, contacts: ready.length, byType, maximum };
  return { kind: 'plan', plan: { ...plan, inFlight, digest: digestOf(plan) } };
}

/** The vendor's word for buying these channels. */
export function typeOf(missing: readonly Channel[]): EnrichmentType {
  if (missing.length > 1) return 'full';
  return missing[0] === 'phone' ? 'phone_only' : 'partial';
}

function batchesOf(ready: readonly ReadyContact[], batchSize: number): PlannedBatch[] {
  const batches: PlannedBatch[] = [];
  const kinds = TYPES.flatMap((type) => IDENTITY_PARTS.map((part) => ({ type, part })));
  for (const { type, part: own } of kinds) {
    let open: BatchContact[] = [];
    for (const { contact, missing, part } of ready) {
      if (part !== own || typeOf(missing) !== type) continue;
      const prints = new Set([...contact.fingerprints, fingerprint(contact.identity)]);
      const next = [...prints].slice(0, MOST_SPELLINGS) as unknown as BatchContact;
      const isFull =
        open.length > 0 &&
        (open.length >= batchSize || largestRecord([...open, next]) > VALUE_BYTES);
      if (isFull) {
        batches.push({ type, part: own, contacts: open });
        open = [];
      }
      open.push(next);
    }
    if (open.length > 0) batches.push({ type, part: own, contacts: open });
  }
  return batches;
}

/** How many batches may await results at once; 0 when the run does not fit at all. */
function roomFor(
  batches: readonly PlannedBatch[],
  used: { readonly bytes: number; readonly contacts: number },
): number {
  const contacts = batches.reduce((sum, batch) => sum + batch.contacts.length, 0);
  if (used.contacts + contacts > CONTACT_LIMIT) return 0;
  const fits = (inFlight: number): boolean =>
    used.bytes + reservedBytes(batches, inFlight) <= STORE_BYTES;
  if (fits(batches.length)) return batches.length;
  let least = 0;
  let most = batches.length;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return least >= Math.min(LEAST_IN_FLIGHT, batches.length) ? least : 0;
}

function mostThatFit(
  ready: readonly ReadyContact[],
  used: { readonly bytes: number; readonly contacts: number },
  provider: Provider,
): number {
  let first = Math.min(ready.length, Math.max(0, CONTACT_LIMIT - used.contacts));
  while (first > 0 && roomFor(batchesOf(ready.slice(0, first), provider.batchSize), used) === 0) {
    first = Math.max(0, first - Math.max(provider.batchSize, Math.ceil(first / 20)));
  }
  return first;
}

function digestOf(plan: Omit<Plan, 'digest' | 'inFlight'>): string {
  const { source, outputs, channels, overwrite, replaced, keepsLog, maximum, batches } = plan;
  const contacts = batches.map((batch) => [
    batch.type,
    batch.part,
    ...batch.contacts.map(([first]) => first),
  ]);
  const terms = [source, outputs, channels, overwrite, replaced, keepsLog, maximum, contacts];
  return hashText(JSON.stringify(terms), 10);
}
