// Owns making a list at the vendor from the rows of a sheet: who goes onto it, and that the same contacts are put there once, whatever
// died in between. Free: nothing is looked up. Who is on it stands in the log, and in no record.
import type { ReadyContact } from '../../contact/check';
import type { Channel, Identity } from '../../contact/contact';
import { hash48 } from '../../contact/hash';
import type { Ports } from '../../ports';
import type { ListOutcome } from '../../provider/lists';
import type { EnrichmentType } from '../../provider/provider';
import { keepsLog } from '../log/keep-log';
import { beforeListed, withListed } from '../log/list-count';
import { tellsLists } from '../log/listed';
import { type Prepared, prepare, type Wish } from '../plan/prepare';
import { typeOf } from '../plan/route';
import { areSamples, SAMPLE_PROBLEM } from '../plan/sample';
import type { SheetProblem } from '../plan/sheet-problem';
import { PATIENCE_MS } from '../plan/start';
import { REQUESTS_END_MS } from '../slice/collect';
import { Work } from '../slice/work';
import { type DocumentState, openDocument } from '../state/document';
import { readUser } from '../state/user';
import { listedLine, logListed, MADE, notListedLine } from './list-contacts';
import { logNotBought } from './list-log';
import { listRunOf } from './list-run';
import { type ListVendor, listVendorOf } from './list-vendor';
import type { Declined } from './list-words';

/** Nine files, and with them one minute's requests. */
export const MOST_CONTACTS = 5_000;

/** The vendor knows a file again for a day; a little less, so that none is put there twice. */
const REMEMBERED_MS = 23 * 3_600_000;

export interface MadeList {
  /** Its id. */
  readonly list: string;
  /** As it is called at the vendor. */
  readonly name: string;
  readonly contacts: number;
  /** Rows that the vendor took, and by its word those that it did not. */
  readonly rows: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly left: Left;
}

/** Contacts that lack something, and are not put on the list. */
export interface Left {
  /** They have a part of what is wanted. */
  readonly inPart: number;
  /** They are on a list that was, or may have been, bought. */
  readonly bought: number;
}

export type MakeListResult =
  | { readonly kind: 'made'; readonly made: MadeList }
  | { readonly kind: 'problem'; readonly problem: SheetProblem }
  | { readonly kind: 'nobody'; readonly left: Left }
  /** Nobody would know who is on it. */
  | { readonly kind: 'log_off' }
  | { readonly kind: 'too_many'; readonly contacts: number }
  | { readonly kind: 'declined'; readonly declined: Declined }
  /** Time, or the vendor's requests of this minute, are used up: the same again goes on. */
  | { readonly kind: 'part' }
  | { readonly kind: 'no_key' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** A list on its way. */
interface Making {
  readonly id: string;
  /** Of the vendor and its organisation, what is wanted, and the contacts. */
  readonly digest: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `''`: it is not made yet. */
  readonly list: string;
  /** Files that are there. */
  readonly files: number;
  readonly rows: number;
  readonly skipped: Readonly<Record<string, number>>;
}

const RECORD = 'list-making';

/** Throws `SheetFault`, `StoreFault`; the same again then goes on. */
export function makeList(ports: Ports, vendorId: string, wish: Wish): MakeListResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const user = readUser(ports.userStore, ports.newId);
    if (user.connection(vendorId) === null) return { kind: 'no_key' };
    const document = openDocument(ports);
    if (!keepsLog(document)) return { kind: 'log_off' };
    const work = new Work(ports, document, user);
    const known = listRunOf(document);
    if (known !== null) logNotBought(work, known);
    const result = make(work, listVendorOf(vendorId), wish);
    work.saveTrouble();
    return result;
  } finally {
    ports.lock.release();
  }
}

function make(work: Work, vendor: ListVendor, wish: Wish): MakeListResult {
  const { document, ports } = work;
  const prepared = prepare(work.book, document, wish, 'as_held');
  if (prepared.check === null) return { kind: 'problem', problem: prepared.problem ?? NO_SHEET };
  const { ready } = prepared.check;
  if (areSamples(document, prepared.sheet.id, ready) && !ports.sampleCanBeSent()) {
    return { kind: 'problem', problem: SAMPLE_PROBLEM };
  }
  const { contacts, left } = lackingAll(prepared, wish.channels);
  if (contacts.length === 0) return { kind: 'nobody', left };
  if (contacts.length > MOST_CONTACTS) return { kind: 'too_many', contacts: contacts.length };
  return fill(work, vendor, prepared, contacts, typeOf(wish.channels), left);
}

/** A list is bought whole: who has an e-mail would get it bought again with the phone. */
function lackingAll(
  { check, boughtOnLists }: Prepared,
  wanted: readonly Channel[],
): { readonly contacts: readonly ReadyContact[]; readonly left: Left } {
  const ready = check?.ready ?? [];
  const whole = ready.filter(({ missing }) => wanted.every((channel) => missing.includes(channel)));
  const bought = new Set(boughtOnLists);
  const contacts = whole.filter((one) => !bought.has(one));
  const left = { inPart: ready.length - whole.length, bought: whole.length - contacts.length };
  return { contacts, left };
}

/**
 * Each step is saved before the next: the same name is the same list, and the same file with the same token is put there once. Whoever
 * is put there stands in the log before, so that the list cannot be bought and nobody know for whom.
 */
function fill(
  work: Work,
  vendor: ListVendor,
  prepared: Prepared,
  contacts: readonly ReadyContact[],
  type: EnrichmentType,
  left: Left,
): MakeListResult {
  const { lists } = vendor;
  const { document } = work;
  const line = work.line(vendor.id);
  const end = work.now() + REQUESTS_END_MS;
  const identities = contacts.map(({ contact }) => contact.identity);
  let making = begun(work, vendor, type, identities);
  const name = nameOf(making);
  if (making.list === '') {
    const asked = ask(work, vendor, end, lists.create(line.key(), name), (...said) =>
      lists.readCreated(...said),
    );
    if ('kind' in asked) return asked;
    making = { ...making, list: asked.value };
    save(work, making, { ...tellsLists(document), ...beforeListed(document, making.id, MADE) });
  }
  const files = lists.filesOf(identities);
  const { id: run, list } = making;
  const lines = contacts.map((one) => listedLine(one, list, type, prepared));
  logListed(work, vendor.name, run, lines);
  work.save({ texts: withListed(document, run, MADE, lines.length) });
  let next = 0;
  for (const [index, file] of files.entries()) {
    const own = lines.slice(next, (next += file.length));
    if (index < making.files) continue;
    const request = lists.fill(line.key(), list, file, `${making.id}-${index + 1}`);
    const asked = ask(work, vendor, end, request, (...said) => lists.readFilled(...said));
    if ('kind' in asked) return asked;
    const { rows, skipped, left: out } = asked.value;
    if (rows + out.length === own.length) {
      const gone = own.filter((_line, at) => out.includes(at));
      logListed(
        work,
        vendor.name,
        run,
        gone.map((line) => notListedLine(line, vendor.name)),
      );
    }
    making = {
      ...making,
      files: index + 1,
      rows: making.rows + rows,
      skipped: together(making.skipped, skipped),
    };
    save(work, making);
  }
  const { rows, skipped } = making;
  return { kind: 'made', made: { list, name, contacts: contacts.length, rows, skipped, left } };
}

/** The same contacts for the same again within the day: the list that is on its way, or made. */
function begun(
  work: Work,
  vendor: ListVendor,
  type: EnrichmentType,
  contacts: readonly Identity[],
): Making {
  const { organization } = work.line(vendor.id);
  const digest = hash48(JSON.stringify([vendor.id, organization, type, contacts]));
  const known = decode(work.document);
  const now = work.now();
  if (known?.digest === digest && now - known.at < REMEMBERED_MS) return known;
  const nothing = { list: '', files: 0, rows: 0, skipped: {} };
  const making = { id: work.ports.newId(), digest, at: now, ...nothing };
  save(work, making);
  return making;
}

function ask<T>(
  work: Work,
  { id }: ListVendor,
  end: number,
  request: Parameters<Work['noteTrouble']>[0],
  read: (result: ReturnType<Work['ports']['http']['send']>, nowMs: number) => ListOutcome<T>,
): { readonly value: T } | Exclude<MakeListResult, { readonly kind: 'made' }> {
  const line = work.line(id);
  if (work.now() >= end || line.requestsLeft() < 1) return { kind: 'part' };
  line.countRequests(1);
  const outcome = read(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  if (outcome.kind === 'ok') return { value: outcome.value };
  if (outcome.kind === 'rate_limited') line.silence(outcome.error.retryAfterSeconds);
  work.save({});
  return { kind: 'declined', declined: outcome };
}

/** Nobody else's list is called so; people find it by the day. */
function nameOf({ id, at }: Making): string {
  return `Contact Enrichment ${new Date(at).toISOString().slice(0, 10)} ${id}`;
}

function together(one: MadeList['skipped'], other: MadeList['skipped']): MadeList['skipped'] {
  const words = [...new Set([...Object.keys(one), ...Object.keys(other)])].slice(0, 10);
  return Object.fromEntries(words.map((word) => [word, (one[word] ?? 0) + (other[word] ?? 0)]));
}

/** It is not there any more: the same contacts then make another one. */
export function forgetMade(document: DocumentState, list: string): void {
  if (decode(document)?.list === list) document.forgetText(RECORD);
}

function save(work: Work, making: Making, before: Readonly<Record<string, string>> = {}): void {
  work.save({ texts: { ...before, [RECORD]: JSON.stringify(making) } });
}

function decode(document: DocumentState): Making | null {
  try {
    const value = JSON.parse(document.text(RECORD) ?? 'null') as Partial<Making> | null;
    return typeof value?.digest === 'string' ? (value as Making) : null;
  } catch {
    return null;
  }
}

const NO_SHEET: SheetProblem = {
  code: 'empty',
  message: 'There is no sheet of contacts here.',
};
