// Owns passing contacts on: what one vendor did not find goes to the next of the run's route, in a batch that is still to be sent.
// Sends nothing and writes no sheet.
import type { IsAlike } from '../../contact/check';
import type { Channel, Fingerprint, Identity } from '../../contact/contact';
import { nextVendor, purchasesAt, type Route } from '../plan/route';
import { serviceOf } from '../../provider/vendors';
import {
  type Batch,
  type BatchContact,
  channelsOf,
  isFinal,
  mayBePaidBefore,
  NO_TALLY,
  vendorIdOf,
} from '../state/batch';
import { bytesOf, largestRecord, VALUE_BYTES } from '../state/record-size';
import { isAskedBefore, type Run, termsOf } from '../state/run';
import type { Work } from './work';

/** A contact that goes on, and for what. */
export interface Passed {
  readonly contact: BatchContact;
  readonly identity: Identity;
  readonly isAlike: IsAlike;
  readonly channels: readonly Channel[];
  /** It leaves its batch: nothing at all was found. */
  readonly isMoved: boolean;
  /** It may have been bought here, or before, though nothing was found. */
  readonly isDoubtful: boolean;
}

/**
 * What goes on of a contact; `null`: nothing, as everything was found or nobody is left to ask.
 *
 * @param missing channels that its batch bought, and that nothing was found for
 * @param identity `null`: its rows are gone
 * @param isAlike whether a vendor could not tell it from other rows
 * @param isAnswered the vendor said that it found nothing; else it did not take the contact, this time
 */
export function passedOn(
  batch: Batch,
  run: Run,
  contact: BatchContact,
  identity: Identity | null,
  isAlike: IsAlike,
  missing: readonly Channel[],
  isAnswered: boolean,
): Passed | null {
  if (identity === null) return null;
  const vendor = vendorIdOf(batch);
  // An e-mail that the run may have found opens no purchase that was not approved.
  const isEmailNew = batch.isFurther || channelsOf(batch.type).includes('email');
  const known = isEmailNew ? withoutEmail(identity) : identity;
  const channels = missing.filter(
    (channel) => nextVendor(known, channel, approvedRoute(run), vendor, isAlike) !== null,
  );
  if (channels.length === 0) return null;
  const isMoved = missing.length === channelsOf(batch.type).length;
  const isDoubtful = isAnswered ? batch.isDoubtful === true : mayBePaidBefore(batch);
  return { contact, identity: known, isAlike, channels, isMoved, isDoubtful };
}

/** Nobody was approved for the other vendors: at the start they could not be asked for anybody. */
function approvedRoute(run: Run): Route {
  const isApproved = (id: string): boolean => termsOf(run, id) !== null;
  return Object.fromEntries(
    Object.entries(run.route).map(([channel, vendors]) => [channel, vendors.filter(isApproved)]),
  );
}

/** Contacts of a batch that a batch of a later vendor has: an execution passed them on, and died before it ended theirs. */
export function passedBefore(
  { document }: Pick<Work, 'document'>,
  batch: Batch,
): ReadonlySet<Fingerprint> {
  const run = document.run(batch.run);
  const later = document
    .batches(batch.run)
    .filter((other) => run !== null && isAskedBefore(batch, other, run));
  const held = new Set(later.flatMap(({ contacts }) => contacts.map(([first]) => first)));
  return new Set(batch.contacts.map(([first]) => first).filter((first) => held.has(first)));
}

/**
 * Puts contacts into batches of their next vendors, and saves these before the batch that they come from ends without them. An
 * execution that died in between did it already for some: nobody is put twice into batches of one vendor for one channel.
 */
export function passOn(work: Work, from: Batch, passed: readonly Passed[]): void {
  if (passed.length === 0) return;
  const run = work.run(from.run);
  const batches = work.document.batches(run.id).filter(({ number }) => number !== from.number);
  const grown = new Map<number, Batch>();
  let last = Math.max(run.batches, ...batches.map(({ number }) => number));
  const all = (): readonly Batch[] => batches.map((batch) => grown.get(batch.number) ?? batch);
  // As it was before this call: one contact is passed on once in it.
  const asked = new Set(
    batches.flatMap((batch) =>
      channelsOf(batch.type).flatMap((channel) =>
        batch.contacts.map(([first]) => askedKey(vendorIdOf(batch), channel, first)),
      ),
    ),
  );
  for (const { contact, identity, isAlike, channels, isMoved, isDoubtful } of passed) {
    const doubt = isDoubtful ? ({ isDoubtful } as const) : {};
    const byVendor = new Map<string, Channel[]>();
    for (const channel of channels) {
      const vendor = nextVendor(identity, channel, approvedRoute(run), vendorIdOf(from), isAlike);
      if (vendor === null || asked.has(askedKey(vendor, channel, contact[0]))) continue;
      byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), channel]);
    }
    const purchases = [...byVendor].flatMap(([vendor, wanted]) =>
      purchasesAt(vendor, wanted, identity, isAlike),
    );
    for (const [index, purchase] of purchases.entries()) {
      const isFurther = from.isFurther || !isMoved || index > 0;
      const open = all().find((batch) =>
        takes(batch, { ...purchase, isFurther, ...doubt }, contact),
      );
      if (open === undefined) {
        last++;
        const made = newBatch(
          run.id,
          last,
          { ...purchase, isFurther, ...doubt },
          contact,
          work.now(),
        );
        batches.push(made);
        grown.set(last, made);
      } else {
        grown.set(open.number, { ...open, contacts: [...open.contacts, contact] });
      }
    }
  }
  if (grown.size === 0) return;
  const bytes = [...grown.values()].reduce((sum, { number, contacts }) => {
    const before = work.document.batch(run.id, number);
    return sum + bytesOf(contacts) - (before === null ? 0 : bytesOf(before.contacts));
  }, 0);
  const spare = Math.max(0, (run.spare ?? 0) - bytes);
  work.save({ batches: [...grown.values()], runs: [{ ...run, batches: last, spare }] });
}

function askedKey(vendor: string, channel: Channel, contact: Fingerprint): string {
  return `${vendor} ${channel} ${contact}`;
}

function withoutEmail({ email: _unknown, ...identity }: Identity): Identity {
  return identity;
}

type Kind = Pick<Batch, 'service' | 'type' | 'isFurther' | 'isDoubtful'>;

/** Whether a batch that is still to be sent has room for one more of its kind. */
function takes(batch: Batch, kind: Kind, contact: BatchContact): boolean {
  const { service, type, isFurther, isDoubtful } = kind;
  const isAlike = batch.isFurther === isFurther && batch.isDoubtful === isDoubtful;
  const isSame = batch.service === service && batch.type === type && isAlike;
  const isUnsent = batch.state === 'created' && batch.isPassedOn && !batch.logged && !batch.resent;
  // Of more contacts nobody has said that they may be gone.
  const isOpen = isUnsent && batch.isGoneAccepted !== true;
  if (!isSame || !isOpen || batch.contacts.length >= serviceOf(service).batchSize) return false;
  return largestRecord([...batch.contacts, contact]) <= VALUE_BYTES;
}

function newBatch(
  run: string,
  number: number,
  kind: Kind,
  contact: BatchContact,
  nowMs: number,
): Batch {
  return {
    ...{ run, number, state: 'created', ...kind, isPassedOn: true },
    ...{ isDistinct: false, part: 'all' },
    ...{ contacts: [contact], tasks: null, workflowId: '', reserved: null },
    ...{ since: Math.floor(nowMs / 1000), reads: 0, due: 0, missingSince: 0, emptyReads: 0 },
    ...{ rounds: 0, logged: false, insisted: false, resent: false, tally: NO_TALLY, note: '' },
  };
}

/** What was found of a contact. */
export interface FoundOf {
  readonly contact: BatchContact;
  readonly channels: readonly Channel[];
}

/** What else a run asks of the contacts of a batch. */
export class Beside {
  private readonly channels = new Map<Fingerprint, Set<Channel>>();
  private readonly awaited = new Set<Fingerprint>();
  private readonly found = new Map<Fingerprint, Set<Channel>>();

  /**
   * @param ended numbers of batches that count as ended: they end together with this one
   * @param found what they found, which no cell shows yet
   * @param goingOn contacts of theirs that go on, and are in no batch yet
   */
  constructor(
    batches: readonly Batch[],
    of: Batch,
    ended: ReadonlySet<number>,
    found: readonly FoundOf[] = [],
    goingOn: readonly Passed[] = [],
  ) {
    if (!batches.some(({ isFurther }) => isFurther)) return;
    for (const { contact, channels } of found) {
      const known = this.found.get(contact[0]) ?? new Set<Channel>();
      for (const channel of channels) known.add(channel);
      this.found.set(contact[0], known);
    }
    for (const { contact } of goingOn) this.awaited.add(contact[0]);
    for (const batch of batches) {
      if (batch.number === of.number) continue;
      const isOpen = !isFinal(batch.state) && !ended.has(batch.number);
      for (const [first] of batch.contacts) {
        const known = this.channels.get(first) ?? new Set<Channel>();
        for (const channel of channelsOf(batch.type)) known.add(channel);
        this.channels.set(first, known);
        if (isOpen) this.awaited.add(first);
      }
    }
  }

  /** Whether a value that is about to be written was found of it elsewhere. */
  hasFound([first]: BatchContact, channel: Channel): boolean {
    return this.found.get(first)?.has(channel) === true;
  }

  /** Whether something else of it is still looked up. */
  isAwaited([first]: BatchContact): boolean {
    return this.awaited.has(first);
  }

  /** What else it was asked for. */
  askedFor([first]: BatchContact): readonly Channel[] {
    return [...(this.channels.get(first) ?? [])];
  }
}
