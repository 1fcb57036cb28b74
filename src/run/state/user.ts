// Owns what is kept about the user in the user's own properties: a random tag, the API key, the trigger's minutes. The key
// leaves this file only towards a request; the document and the sidebar get hashes and its last four characters.
import { hash48 } from '../../contact/hash';
import type { LearnedHeaders } from '../../contact/learned-headers';
import { type KeyValueStore, StoreFault } from '../../ports';
import type { KeyPlan } from '../../provider/provider';
import { type Chosen, CHOSEN, decodeChosen } from './last-choice';
import { decodeLessons, LESSONS } from './lessons';

const TAG = 'tag';
const MINUTES = 'trigger-time';
const RUN_LIMIT = 'run-limit';

export interface Connection {
  readonly key: string;
  /** Hash of the vendor's organisation id. */
  readonly organization: string;
  /** The end of that id, by which a person tells their organisations apart. */
  readonly organizationEnd: string;
  /** What the vendor said of the key when it was connected; absent: nothing. */
  readonly plan?: KeyPlan;
}

export interface User {
  /** Random; the scopes give no name. */
  readonly tag: string;
  /** By vendor id. */
  readonly connection: (vendor: string) => Connection | null;
  /** Epoch seconds of the last free reads that were asked for by hand, at most {@link FREE_READS}. */
  readonly freeReads: (vendor: string) => readonly number[];
  /** Where a vendor tells of the end of what this user bought; `''`: nowhere. It may hold a secret. */
  readonly webhookUrl: (vendor: string) => string;
  /** What the document may know of that address; `''`: none is set. */
  readonly webhookHash: (vendor: string) => string;
  /** What the user taught about headers by mapping columns by hand. */
  readonly lessons: LearnedHeaders;
  /** What the user chose last, in any document. */
  readonly chosen: Chosen;
  /** Credits that one run may cost at most, in any document; `null`: no such limit. */
  readonly runLimit: number | null;
  /** Milliseconds that triggers have run today, over all documents. */
  readonly triggerMs: (nowMs: number) => number;
}

/** One read; one write the first time. */
export function readUser(store: KeyValueStore, newId: () => string): User {
  const all = store.all();
  let tag = all[TAG];
  if (tag === undefined || tag === '') {
    tag = newId();
    store.setAll({ [TAG]: tag });
  }
  return {
    tag,
    connection: (vendor) => decodeConnection(all[connectionKey(vendor)]),
    freeReads: (vendor) => decodeTimes(all[freeReadsKey(vendor)]),
    webhookUrl: (vendor) => all[webhookKey(vendor)] ?? '',
    webhookHash: (vendor) => hashOfUrl(all[webhookKey(vendor)] ?? ''),
    lessons: decodeLessons(all[LESSONS]),
    chosen: decodeChosen(all[CHOSEN]),
    runLimit: decodeLimit(all[RUN_LIMIT]),
    triggerMs: (nowMs) => {
      const [day, spent] = (all[MINUTES] ?? '').split(':');
      return day === dayOf(nowMs) ? Number(spent) : 0;
    },
  };
}

export function saveConnection(store: KeyValueStore, vendor: string, connection: Connection): void {
  store.setAll({ [connectionKey(vendor)]: JSON.stringify(connection) });
}

/** Notes a free read that a person asked for: it counts toward the vendor's requests a minute. */
export function noteFreeRead(store: KeyValueStore, vendor: string, nowMs: number): void {
  const key = freeReadsKey(vendor);
  try {
    const times = [...decodeTimes(store.get(key) ?? undefined), Math.floor(nowMs / 1000)];
    store.setAll({ [key]: times.slice(-FREE_READS).join(',') });
  } catch (error) {
    // A count that is short by one costs a 429 at worst, and that is obeyed.
    if (!(error instanceof StoreFault)) throw error;
  }
}

export function saveRunLimit(store: KeyValueStore, credits: number | null): void {
  if (credits === null) store.delete(RUN_LIMIT);
  else store.setAll({ [RUN_LIMIT]: String(credits) });
}

/** @param url `''`: nowhere any more */
export function saveWebhookUrl(store: KeyValueStore, vendor: string, url: string): void {
  if (url === '') store.delete(webhookKey(vendor));
  else store.setAll({ [webhookKey(vendor)]: url });
}

/** With where the vendor was to tell of the end: another key may be another organisation's. */
export function forgetConnection(store: KeyValueStore, vendor: string): void {
  store.delete(connectionKey(vendor));
  store.delete(webhookKey(vendor));
}

/** @param others what else is to be saved in the same call */
export function saveTriggerMs(
  store: KeyValueStore,
  spentMs: number,
  nowMs: number,
  others: Readonly<Record<string, string>> = {},
): void {
  store.setAll({ ...others, [MINUTES]: `${dayOf(nowMs)}:${Math.ceil(spentMs)}` });
}

/** What may be shown of a key. */
export function lastFour(key: string): string {
  return key.slice(-4);
}

/** What the document may know of a vendor's organisation. */
export function organizationHash(organizationId: string): string {
  return hash48(organizationId);
}

/** More than any vendor allows in a minute need not be remembered. */
const FREE_READS = 30;

function freeReadsKey(vendor: string): string {
  return `asked:${vendor}`;
}

function decodeTimes(text: string | undefined): number[] {
  return (text ?? '')
    .split(',')
    .map(Number)
    .filter((time) => time > 0);
}

function decodeLimit(text: string | undefined): number | null {
  const credits = Number(text ?? '');
  return Number.isInteger(credits) && credits > 0 ? credits : null;
}

function hashOfUrl(url: string): string {
  return url === '' ? '' : hash48(url);
}

function webhookKey(vendor: string): string {
  return `webhook:${vendor}`;
}

function connectionKey(vendor: string): string {
  return `key:${vendor}`;
}

function decodeConnection(text: string | undefined): Connection | null {
  if (text === undefined) return null;
  try {
    const value = JSON.parse(text) as Partial<Connection> | null;
    if (typeof value?.key !== 'string' || typeof value.organization !== 'string') return null;
    const { key, organization, organizationEnd = '', plan } = value;
    return { key, organization, organizationEnd, ...(plan === undefined ? {} : { plan }) };
  } catch {
    return null;
  }
}

function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
