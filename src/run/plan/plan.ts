// Owns the plan: which contacts go in which batches, what that costs at worst, and whether the property store has room for it.
// Pure; nothing is bought or saved.
import type { ReadyContact } from '../../contact/check';
import type { Channel } from '../../contact/contact';
import type { Operation } from '../../contact/operation';
import { fingerprint } from '../../contact/fingerprint';
import { IDENTITY_PARTS, type IdentityPart } from '../../contact/identity-part';
import { hashText } from '../../contact/hash';
import { ENRICHMENT_TYPES, type EnrichmentType } from '../../provider/provider';
import { type BatchContact, channelsOf, type Purchase, vendorIdOf } from '../state/batch';
import { bytesOf, largestRecord, reservedBytes, VALUE_BYTES } from '../state/record-size';
import type { Outputs } from '../state/output-fields';
import type { Source, VendorTerms } from '../state/run';
import {
  batchSizeOf,
  firstPurchases,
  laterPurchases,
  laterVendors,
  mayRefuseTogether,
  type Route,
  typeOf,
  vendorsOf,
  worstCost,
  worstCosts,
} from './route';

export interface PlannedBatch extends Purchase {
  /** Its contacts are in another batch, too. */
  readonly isFurther: boolean;
  readonly part: IdentityPart;
  readonly contacts: readonly BatchContact[];
}

export const OF_NO_TYPE: Readonly<Record<EnrichmentType, number>> = {
  ...{ full: 0, partial: 0, phone_only: 0 },
  ...{ validity: 0, profile: 0, lead: 0 },
};

export interface Plan {
  readonly operation: Operation;
  readonly source: Source;
  readonly outputs: Outputs;
  readonly channels: readonly Channel[];
  readonly route: Route;
  readonly overwrite: readonly Channel[];
  /** Contacts that have the value already, and get it bought again and replaced: the user confirms how many. */
  readonly replaced: Readonly<Partial<Record<Channel, number>>>;
  /** Contacts that were, or may have been, paid for with a list: the user confirms how many. */
  readonly boughtOnLists: number;
  /** Contacts that may have been bought by an earlier run that ended without their results: likewise. */
  readonly givenUp: number;
  /** Contacts whose results may be in the log, as an earlier run could not place them: likewise. */
  readonly unplacedBefore: number;
  /** False: the run cannot be undone, as the confirm said. */
  readonly keepsLog: boolean;
  readonly batches: readonly PlannedBatch[];
  readonly contacts: number;
  readonly byType: Readonly<Record<EnrichmentType, number>>;
  /** Credits at each vendor if everything is found there, and nothing anywhere before: what the user approves. */
  readonly vendors: readonly Omit<VendorTerms, 'organization'>[];
  /** By vendor, hash of the address that it is to tell of the end; absent: none. */
  readonly webhooks?: Readonly<Record<string, string>>;
  /** How many contacts each channel is bought for. */
  readonly asked: Readonly<Partial<Record<Channel, number>>>;
  /** Batches that may await results at once. */
  readonly inFlight: number;
  /** Bytes for batches that contacts are passed on in, at most. */
  readonly spare: number;
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

/**
 * Spellings of one contact that one value holds. Rows with yet another one wait with the others, and are offered their
 * value, free, by the next check.
 */
const MOST_SPELLINGS = 1_000;

/** Contacts by which a number that does not fit is lowered, at least. */
const STEP = 100;

/** Batches that should be able to await results at once, or the run would crawl. */
const LEAST_IN_FLIGHT = 4;

/** @param used what the open runs of the document already take of the store and of the contact limit */
export function makePlan(
  ready: readonly ReadyContact[],
  terms: Pick<
    Plan,
    | 'operation'
    | 'source'
    | 'outputs'
    | 'channels'
    | 'route'
    | 'overwrite'
    | 'replaced'
    | 'boughtOnLists'
    | 'givenUp'
    | 'unplacedBefore'
    | 'keepsLog'
    | 'webhooks'
  >,
  used: { readonly bytes: number; readonly contacts: number },
): PlanResult {
  const { route } = terms;
  const batches = batchesOf(ready, route);
  const spare = spareFor(ready, batches, route);
  const inFlight = roomFor(batches, spare, used);
  if (inFlight === 0) return { kind: 'too_many', first: mostThatFit(ready, used, route) };
  const byType = { ...OF_NO_TYPE };
  for (const { missing } of ready) byType[typeOf(missing)]++;
  const worst = worstCosts(ready, route);
  const isFreeAt = (id: string): boolean => ready.some((one) => id in worstCost(one, route));
  const vendors = vendorsOf(route)
    .map((id) => ({ id, maximum: worst[id] ?? 0, ...webhookAt(id, terms.webhooks) }))
    .filter(({ id, maximum }) => maximum > 0 || isFreeAt(id));
  const count = (channel: Channel): number =>
    ready.filter(({ missing }) => missing.includes(channel)).length;
  const asked = Object.fromEntries(terms.channels.map((channel) => [channel, count(channel)]));
  const plan = { ...terms, batches, contacts: ready.length, byType, asked, spare, vendors };
  return { kind: 'plan', plan: { ...plan, inFlight, digest: digestOf(plan) } };
}

function webhookAt(id: string, webhooks: Plan['webhooks']): Pick<VendorTerms, 'webhook'> {
  const webhook = webhooks?.[id];
  return webhook === undefined ? {} : { webhook };
}

function batchesOf(ready: readonly ReadyContact[], route: Route): PlannedBatch[] {
  const kinds = new Map<
    string,
    { readonly of: Omit<PlannedBatch, 'contacts'>; all: BatchContact[] }
  >();
  for (const one of ready) {
    const { contact, part } = one;
    const prints = new Set([...contact.fingerprints, fingerprint(contact.identity)]);
    const spellings = [...prints].slice(0, MOST_SPELLINGS) as unknown as BatchContact;
    for (const [index, { service, type }] of firstPurchases(one, route).entries()) {
      const isFurther = index > 0;
      const key = `${service} ${type} ${part} ${String(isFurther)}`;
      const kind = kinds.get(key) ?? { of: { service, type, isFurther, part }, all: [] };
      kind.all.push(spellings);
      kinds.set(key, kind);
    }
  }
  return [...kinds.values()]
    .sort((one, other) => orderOf(one.of) - orderOf(other.of))
    .flatMap(({ of, all }) =>
      inRequests(all, batchSizeOf(of)).map((contacts) => ({ ...of, contacts })),
    );
}

function orderOf({ type, part }: Omit<PlannedBatch, 'contacts'>): number {
  return ENRICHMENT_TYPES.indexOf(type) * IDENTITY_PARTS.length + IDENTITY_PARTS.indexOf(part);
}

/** As many as one request, and one record, can hold. */
function inRequests(all: readonly BatchContact[], batchSize: number): BatchContact[][] {
  const requests: BatchContact[][] = [];
  let open: BatchContact[] = [];
  for (const contact of all) {
    const isFull =
      open.length > 0 &&
      (open.length >= batchSize || largestRecord([...open, contact]) > VALUE_BYTES);
    if (isFull) {
      requests.push(open);
      open = [];
    }
    open.push(contact);
  }
  return open.length > 0 ? [...requests, open] : requests;
}

/** How many batches may await results at once; 0 when the run does not fit at all. */
function roomFor(
  batches: readonly PlannedBatch[],
  spare: number,
  used: { readonly bytes: number; readonly contacts: number },
): number {
  const contacts = batches
    .filter(({ isFurther }) => !isFurther)
    .reduce((sum, batch) => sum + batch.contacts.length, 0);
  if (used.contacts + contacts > CONTACT_LIMIT) return 0;
  const fits = (inFlight: number): boolean =>
    used.bytes + spare + reservedBytes(batches, inFlight) <= STORE_BYTES;
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
  route: Route,
): number {
  let first = Math.min(ready.length, Math.max(0, CONTACT_LIMIT - used.contacts));
  const fits = (count: number): boolean => {
    const first = ready.slice(0, count);
    const batches = batchesOf(first, route);
    return roomFor(batches, spareFor(first, batches, route), used) > 0;
  };
  while (first > 0 && !fits(first)) {
    first = Math.max(0, first - Math.max(STEP, Math.ceil(first / 20)));
  }
  return first;
}

/**
 * Halves of batches that are refused together, beside these batches, of which a run has records at once: those of one batch that are
 * still to be sent are at most 9, as the newest is halved first, and those that have ended are gathered, by how they ended. However
 * many contacts are refused, no more room is needed.
 */
const HALVES_AT_ONCE = 32;

/** What one of them adds to the store, at most, also where its contacts have several spellings. */
const HALF_BYTES = bytesOf([]) + 50;

/**
 * Room for every contact to be passed on to every vendor that comes after its own, and for batches that are halved, wherever in
 * the route they are.
 */
function spareFor(
  ready: readonly ReadyContact[],
  batches: readonly PlannedBatch[],
  route: Route,
): number {
  const forHalves = mayRefuseTogether(route) ? HALVES_AT_ONCE * HALF_BYTES : 0;
  const whole = batches.reduce((sum, { service, type, contacts }) => {
    const later = channelsOf(type).reduce(
      (steps, channel) => steps + laterVendors(route, channel, vendorIdOf({ service })),
      0,
    );
    return sum + later * bytesOf(contacts);
  }, forHalves);
  // Those who were in one batch are in several at a vendor that takes fewer at a time.
  const apart = ready.reduce(
    (sum, contact) =>
      sum +
      laterPurchases(contact, route).reduce(
        (bytes, purchase) => bytes + Math.max(0, overheadEach(purchase) - LEAST_OVERHEAD),
        0,
      ),
    0,
  );
  return whole + Math.ceil(apart);
}

/** Bytes of a batch's record for each of its contacts, beside what is theirs. */
function overheadEach(purchase: Purchase): number {
  return bytesOf([]) / batchSizeOf(purchase);
}

/** As it is in the largest batches, of 250 contacts. */
const LEAST_OVERHEAD = bytesOf([]) / 250;

function digestOf(plan: Omit<Plan, 'digest' | 'inFlight'>): string {
  const { source, outputs, channels, route, overwrite, replaced, boughtOnLists } = plan;
  const { givenUp, unplacedBefore, keepsLog, vendors, batches } = plan;
  const contacts = batches.map((batch) => [
    batch.service,
    batch.type,
    batch.part,
    ...batch.contacts.map(([first]) => first),
  ]);
  const terms = [
    source,
    outputs,
    channels,
    route,
    overwrite,
    replaced,
    boughtOnLists,
    givenUp,
    unplacedBefore,
    keepsLog,
    vendors,
    contacts,
  ];
  return hashText(JSON.stringify(terms), 10);
}
