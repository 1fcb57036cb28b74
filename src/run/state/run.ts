// Owns a run: what a user approved, and how its state follows from its batches. Knows no store and no sheet.
import type { ColumnRef } from '../../contact/column';
import type { Channel, ContactField } from '../../contact/contact';
import type { Operation } from '../../contact/operation';
import { namesOf, serviceOf } from '../../provider/vendors';
import type { Route } from '../plan/route';
import type { Credits } from './credits';
import type { Outputs } from './output-fields';
import {
  type Batch,
  channelsOf,
  committedCredits,
  isAwaited,
  isFinal,
  needsDecision,
  type Tally,
  vendorIdOf,
} from './batch';

export type PauseReason =
  | 'credits'
  | 'key'
  | 'permission'
  | 'vendor'
  /** Many of the contacts are no longer in the sheet: a person says whether to send the rest. */
  | 'rows'
  /** The sheet is gone, or refuses to be written for another reason. */
  | 'sheet';

export interface Pause {
  /** The vendor that it is about, where it is about one. */
  readonly vendor?: string;
  readonly reason: PauseReason;
  /** The number of the batch whose contacts are gone, where that is the reason. */
  readonly batch?: number;
  readonly message: string;
  /** Only purchases are refused: what was bought is collected all the same. */
  readonly collects?: true;
}

/** What identifies the run's contacts in its sheet. */
export interface Source {
  readonly sheetId: number;
  /** 0-based row of the headers. */
  readonly headerRow: number;
  readonly columns: Partial<Record<ContactField, ColumnRef>>;
  /** Over the header texts up to the last mapped column: what blank headers are found by. */
  readonly headerHash: string;
}

/** What a user approved to be bought from one vendor. Credits of two vendors are never one sum. */
export interface VendorTerms {
  /** The vendor's id. */
  readonly id: string;
  /** Hash of its organisation: only a key of the same one polls and submits. */
  readonly organization: string;
  /** Credits approved. */
  readonly maximum: number;
  /** Hash of the address that it may tell of the end: only that one is given to it. Absent: none. */
  readonly webhook?: string;
}

export interface Run {
  readonly id: string;
  /** The document that it was started in. */
  readonly book: string;
  /** The schedule that started it; `''`: a person did. */
  readonly schedule: string;
  /** The tag of the user who started it, who alone drives it. */
  readonly user: string;
  /** Where it may buy. */
  readonly vendors: readonly VendorTerms[];
  readonly operation: Operation;
  readonly source: Source;
  readonly outputs: Outputs;
  readonly channels: readonly Channel[];
  readonly route: Route;
  /** Write policy *always* for these; else only blanks are filled. */
  readonly overwrite: readonly Channel[];
  /** Contacts approved. */
  readonly contacts: number;
  /** Of those, how many each channel was approved for. */
  readonly asked: Readonly<Partial<Record<Channel, number>>>;
  /** Chosen rows that the check found incomplete: not sent, but part of the story. */
  readonly incompleteRows: number;
  /** Blank cells that got, or may have got, what another row of their contact had; absent: none. */
  readonly copies?: number;
  /** So far: batches for the next vendors are made as contacts are passed on. */
  readonly batches: number;
  /** Bytes of the store that are kept free for those; absent: none. */
  readonly spare?: number;
  /** By service, how often its batches were halved; absent: never. */
  readonly halvings?: Readonly<Record<string, number>>;
  /** Batches that may await results at once: what the property store has room for. */
  readonly inFlight: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When its user last drove it. */
  readonly drivenAt: number;
  readonly pause: Pause | null;
  /** Epoch milliseconds at which a person continued it last; absent: never. */
  readonly resumedAt?: number;
  /** What vendors want to be told about the credits, each message once; absent: nothing. */
  readonly notices?: readonly Notice[];
  /** By service: what it said when it was prepared; absent: none was. */
  readonly prepared?: Readonly<Record<string, string>>;
  /** Ids of vendors of which a free read must work before the next POST there. */
  readonly probe: readonly string[];
  /** Free reads that failed in a row, and the epoch milliseconds before which none is tried. */
  readonly probeFailures: number;
  readonly notBefore: number;
  /** Sheet faults in a row. */
  readonly faults: number;
}

/** What a run has cost at one vendor. */
export interface VendorCost extends Pick<VendorTerms, 'id' | 'maximum'> {
  readonly charged: number;
  /** True when the vendor did not say and the number is reckoned from what was found. */
  readonly estimated: boolean;
}

/** What stays of a closed run. */
export interface ClosedRun {
  readonly id: string;
  readonly user: string;
  readonly schedule: string;
  readonly sheetId: number;
  /** Where its contacts and values are found again; kept for the newest runs only. */
  readonly place: { readonly source: Source; readonly outputs: Outputs } | null;
  /** The log was switched off when it ended: of its lines only those of results without a row, and of further phones, stayed. */
  readonly isUnlogged?: true;
  readonly undone: UndoReport | null;
  /** An *Undo* began to write: a cell that holds what it held before may be its work. */
  readonly undoing?: true;
  readonly placedAgain: PlaceAgainReport | null;
  /** Absent: `find`, the only one there was. */
  readonly operation?: Operation;
  readonly channels: readonly Channel[];
  readonly contacts: number;
  /** Of those, how many each channel was approved for; absent: of an older version, which did not count it. */
  readonly asked?: Readonly<Partial<Record<Channel, number>>>;
  readonly costs: readonly VendorCost[];
  readonly startedAt: number;
  readonly closedAt: number;
  readonly incompleteRows: number;
  readonly leftOut: number;
  /** Contacts that may have been bought all the same, and the credits that they cost at worst at each vendor. */
  readonly givenUp: number;
  readonly givenUpCredits?: Credits;
  /** Where a contact may be in several batches; absent: it follows from the other numbers. */
  readonly counts?: ContactCounts;
  /** Some were asked for again after an attempt that may have bought them: whom of them it left so, the log alone tells. */
  readonly askedAgain?: true;
  /** Contacts that the vendor refused together, and what was noted of it first; absent: none. */
  readonly refused?: Refused;
  /** It wrote no value and nothing of what was looked up, so that there is nothing to undo. */
  readonly wroteNothing?: true;
  /** Workflows whose end was told to an address of the user's, the last ones; absent: none was. */
  readonly webhooks?: readonly Told[];
  /** What the vendor wanted to be told about the credits, each once; absent: nothing. */
  readonly notices?: readonly Notice[];
  readonly tally: Tally;
}

export interface ContactCounts {
  /** Of whom something was found, and of whom of them something else was given up: the rest of those given up counts as left out. */
  readonly found: number;
  readonly givenUpFound: number;
  /** Whom a retry offers; absent: the log did not tell. */
  readonly notFound?: number;
  readonly failed?: number;
}

/** Contacts that were refused together: certainly not bought this time. */
export interface Refused {
  readonly contacts: number;
  /** The id of the vendor that did; absent where several did. */
  readonly vendor?: string;
  /** In words for the user, as far as they may be kept; `''` when none may. */
  readonly message: string;
}

/** A workflow whose end is told to an address of the user's; which one, no record says. */
export type Told = Pick<Batch, 'service' | 'workflowId'>;

/** What a vendor wants its user to be told about the credits of a look-up, in its own words. */
export interface Notice {
  readonly vendor: string;
  /** Contacts that it is about. */
  readonly contacts: number;
  readonly message: string;
  /** Of the first of them. */
  readonly workflowId: string;
}

/** What *Undo* did, in cells. */
export interface UndoReport {
  readonly restored: number;
  /** Left alone: it holds something else now. */
  readonly changed: number;
  /** Its row is gone, or its contact changed. */
  readonly gone: number;
  /** Left alone: a later run wrote the same. */
  readonly later: number;
  /** Left as they are: they refused to be changed (protected, or a rule of the sheet); absent: none. */
  readonly refused?: number;
  /** Left alone: rows of one contact held differing values, and nothing tells which row held which; absent: none. */
  readonly untold?: number;
}

/** What *Place again* did, in values. */
export interface PlaceAgainReport {
  readonly placed: number;
  /** Still without a row, or the cell holds something else. */
  readonly left: number;
}

export type RunState = 'open' | 'paused' | 'waiting' | 'closed';

/** How a run stands; it follows from its batches and its pause, so that the two cannot disagree. */
export function stateOf(run: Run, batches: readonly Batch[]): RunState {
  const unfinished = batches.filter((batch) => !isFinal(batch.state));
  if (unfinished.length === 0) return 'closed';
  const isBlocked = !canHaveRoom(run, batches);
  const waits = ({ state }: Batch): boolean =>
    needsDecision(state) || (isBlocked && state === 'created');
  if (unfinished.every(waits)) return 'waiting';
  return run.pause === null ? 'open' : 'paused';
}

/** Pauses that also stop the reading of a vendor's results, because reading or placing is what fails. */
export function stopsCollecting(pause: Pause | null, vendor: string): boolean {
  if (pause === null || pause.collects === true) return false;
  if (!['key', 'permission', 'sheet'].includes(pause.reason)) return false;
  return pause.vendor === undefined || pause.vendor === vendor;
}

/**
 * Whether the run can go on without a person: the reason to keep the hourly trigger. A paused run goes on
 * while what was bought is still coming in.
 */
export function goesOnAlone(run: Run, batches: readonly Batch[]): boolean {
  const awaited = batches.some(
    (batch) =>
      ['submitting', 'submitted', 'placing'].includes(batch.state) &&
      !stopsCollecting(run.pause, vendorIdOf(batch)),
  );
  if (run.pause !== null) return awaited;
  return awaited || (canHaveRoom(run, batches) && batches.some(({ state }) => state === 'created'));
}

/** Whether the property store has room for the results of one more batch. */
function hasRoom(run: Run, batches: readonly Batch[]): boolean {
  return batches.filter(({ tasks }) => tasks !== null).length < run.inFlight;
}

/** Whether it will have room without a person: batches that wait for one keep theirs. */
function canHaveRoom(run: Run, batches: readonly Batch[]): boolean {
  return hasRoom(
    run,
    batches.filter(({ state }) => needsDecision(state)),
  );
}

/** Whether one more purchase of `credits` stays within what was approved for its vendor. */
export function isWithinMaximum(
  run: Run,
  batches: readonly Batch[],
  vendor: string,
  credits: number,
): boolean {
  const committed = batches
    .filter((batch) => vendorIdOf(batch) === vendor)
    .reduce((sum, batch) => sum + committedCredits(batch), 0);
  return committed + credits <= (termsOf(run, vendor)?.maximum ?? 0);
}

/** What was approved for a vendor; `null`: nothing. */
export function termsOf({ vendors }: Pick<Run, 'vendors'>, vendor: string): VendorTerms | null {
  return vendors.find(({ id }) => id === vendor) ?? null;
}

/**
 * Batches that may be sent as they are, in order. One whose contacts were passed on waits for more as long as others, asked
 * before it, may still pass some on: the fewer requests the better.
 */
export function sendable(run: Run, batches: readonly Batch[]): readonly Batch[] {
  if (run.pause !== null || !hasRoom(run, batches)) return [];
  const isMoving = ({ state }: Batch): boolean =>
    state === 'created' || state === 'submitting' || isAwaited(state);
  const ready = batches.filter((batch) => {
    if (batch.state !== 'created') return false;
    const isFull = batch.contacts.length >= serviceOf(batch.service).batchSize;
    if (!batch.isPassedOn || isFull) return true;
    return !batches.some((other) => isMoving(other) && isAskedBefore(other, batch, run));
  });
  const halves = ready.filter(({ isHalf }) => isHalf === true).reverse();
  return [...halves, ...ready.filter(({ isHalf }) => isHalf !== true)];
}

/**
 * Batches of which it is asked together whether too many of their contacts are gone: where contacts are sent one by one, one that
 * is gone says nothing.
 */
export function lookedAtWith(batch: Batch, batches: readonly Batch[]): readonly Batch[] {
  if (serviceOf(batch.service).batchSize > 1) return [batch];
  return batches.filter(({ service, state }) => service === batch.service && state === 'created');
}

/** Whether what one batch does not find may go on to the vendor of another. */
export function isAskedBefore(one: Batch, other: Batch, { route }: Run): boolean {
  return channelsOf(other.type).some((channel) => {
    const vendors = route[channel] ?? [];
    const at = vendors.indexOf(vendorIdOf(one));
    return (
      channelsOf(one.type).includes(channel) && at >= 0 && at < vendors.indexOf(vendorIdOf(other))
    );
  });
}

/** With a free read before the next POST to a vendor. */
export function withProbe(run: Run, vendor: string): Run {
  return run.probe.includes(vendor) ? run : { ...run, probe: [...run.probe, vendor] };
}

export function withoutProbe(run: Run, vendor: string): Run {
  return { ...run, probe: run.probe.filter((id) => id !== vendor) };
}

export function vendorNames({ vendors }: Pick<Run, 'vendors'>): string {
  return namesOf(
    vendors.map(({ id }) => id),
    'and',
  );
}
