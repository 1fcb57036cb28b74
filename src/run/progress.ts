// Owns how a run stands, for people: counts, what happens next, what waits for a decision. Reads records, changes none.
import type { Channel } from '../contact/contact';
import type { Operation } from '../contact/operation';
import { UNITS } from '../contact/operation-words';
import { vendorOf } from '../provider/vendors';
import {
  type Batch,
  type BatchState,
  isAwaited,
  isFinal,
  needsDecision,
  type StatusCounts,
  type Tally,
  vendorIdOf,
  worstCredits,
} from './state/batch';
import { type Decision, DECISIONS, isAbandoned } from './person/decide';
import { counted } from './report/number-words';
import { decodePace, nextAllowed, paceKey } from './state/pace';
import type { DocumentState } from './state/document';
import {
  type ClosedRun,
  costsOf,
  type GivenUp,
  givenUpOf,
  goesOnAlone,
  isCounted,
  leftOutContacts,
  type Notice,
  type Pause,
  type Refused,
  type Run,
  type RunState,
  sendable,
  stateOf,
  totalTally,
  type VendorCost,
  vendorNames,
  webhooksOf,
} from './state/run';

export interface BatchProgress {
  readonly number: number;
  readonly state: BatchState;
  readonly contacts: number;
  /** What happened, and what was and was not paid. */
  readonly message: string;
  /** Its id. */
  readonly vendor: string;
  readonly workflowId: string;
  /** What a person may decide; empty when nothing. */
  readonly decisions: readonly Decision[];
  /** A person gave it up, or an attempt of it: it may have been bought. */
  readonly isGivenUp: boolean;
  /** Credits that *Send again* may cost at most. */
  readonly sendAgainCredits: number;
}

export interface Progress {
  readonly id: string;
  readonly state: RunState;
  /** Started by this user; another user's run can be seen, not driven. */
  readonly mine: boolean;
  /** The run's user has been away for seven days: anyone may close it. */
  readonly closable: boolean;
  readonly sheetId: number;
  readonly startedAt: number;
  readonly operation: Operation;
  readonly channels: readonly Channel[];
  readonly stopping: boolean;
  readonly pause: Pause | null;
  /** Epoch milliseconds at which a person continued it in vain; `null`: not since something was sent. */
  readonly triedAt: number | null;
  /** Contacts approved, and those that need no more work. */
  readonly contacts: number;
  readonly done: number;
  /** Of those approved, how many each channel was approved for; absent: none. */
  readonly asked: Readonly<Partial<Record<Channel, number>>>;
  readonly found: Readonly<Partial<Record<Channel, number>>>;
  /** Contacts of which something was found. */
  readonly foundContacts: number;
  /** Of the e-mails found, how many have which status. */
  readonly emailStatuses: StatusCounts;
  readonly notFound: number;
  /** Chosen rows that were not sent because they say too little, and contacts that the vendor refused. */
  readonly incomplete: number;
  readonly unplaced: number;
  /** Of those, results that nothing ties to a contact. */
  readonly untied: number;
  /** Contacts that were left: stopped, gone, filled meanwhile, refused, given up. */
  readonly leftOut: number;
  /** Of those, the ones that a person gave up: they may have been bought. */
  readonly givenUp: GivenUp;
  /** Of an ended run: contacts that the vendor refused together, as far as that is kept. */
  readonly refused: Refused | null;
  /** What vendors want to be told about the credits, as far as it may be kept; in full it stands in the log. */
  readonly notices?: readonly Notice[];
  /** Vendors told an address of this user's of the end of what was bought. */
  readonly hasWebhooks?: boolean;
  /** At each vendor, in the order in which they are asked. */
  readonly costs: readonly VendorCost[];
  /** `null` when nobody can tell. */
  readonly secondsLeft: number | null;
  /** What happens next, one sentence. */
  readonly next: string;
  /** Epoch milliseconds at which there is work; `null`: none without a person. */
  readonly nextAt: number | null;
  readonly attention: readonly BatchProgress[];
  /** Whether the hourly trigger would go on with it. */
  readonly goesOnAlone: boolean;
}

/** A workflow takes half a minute to three; without a measure of our own, so long is assumed. */
const TYPICAL_SECONDS = 100;
/** Sending one batch, with what is read and logged around it. */
const SECONDS_A_BATCH = 4;

export function progressOf(
  document: DocumentState,
  run: Run,
  userTag: string,
  nowMs: number,
): Progress {
  const batches = document.batches(run.id);
  const tally = totalTally(batches);
  const state = stateOf(run, batches);
  const leftOut = leftOutContacts(batches);
  const freeAt = freeTimes(document, run, nowMs);
  const stopping = document.isStopped(run.id) && state !== 'closed';
  const answered = contactsIn(batches, (of) => of === 'completed');
  return {
    id: run.id,
    state,
    mine: run.user === userTag,
    closable: run.user !== userTag && isAbandoned(run, nowMs),
    sheetId: run.source.sheetId,
    startedAt: run.startedAt,
    operation: run.operation,
    channels: run.channels,
    stopping,
    pause: run.pause,
    triedAt: triedAt(run, batches),
    contacts: run.contacts,
    done: answered + tally.incomplete + leftOut,
    asked: run.asked,
    found: foundOf(run.channels, tally),
    foundContacts: answered - tally.notFound,
    emailStatuses: tally.statuses,
    notFound: tally.notFound,
    incomplete: tally.incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut,
    givenUp: givenUpOf(batches),
    refused: null,
    notices: run.notices ?? [],
    hasWebhooks: webhooksOf(batches).length > 0,
    costs: costsOf(run, batches),
    secondsLeft: state === 'open' ? secondsLeft(run, batches, freeAt, nowMs) : null,
    next: nextSentence(run, batches, state, stopping, freeAt, nowMs),
    nextAt: nextAt(run, batches, freeAt, nowMs),
    attention: attentionIn(batches),
    goesOnAlone: goesOnAlone(run, batches),
  };
}

function foundOf(channels: readonly Channel[], tally: Tally): Progress['found'] {
  return Object.fromEntries(channels.map((channel) => [channel, tally[channel]]));
}

export function progressOfClosed(run: ClosedRun, userTag: string): Progress {
  const { tally } = run;
  return {
    id: run.id,
    state: 'closed',
    mine: run.user === userTag,
    closable: false,
    sheetId: run.sheetId,
    startedAt: run.startedAt,
    operation: run.operation ?? 'find',
    channels: run.channels,
    stopping: false,
    pause: null,
    triedAt: null,
    contacts: run.contacts,
    done: run.contacts,
    asked: run.asked ?? { email: run.contacts, phone: run.contacts },
    found: foundOf(run.channels, tally),
    foundContacts: Math.max(0, run.contacts - tally.notFound - tally.incomplete - run.leftOut),
    emailStatuses: tally.statuses,
    notFound: tally.notFound,
    incomplete: tally.incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut: run.leftOut,
    givenUp: { contacts: run.givenUp, credits: run.givenUpCredits ?? {} },
    refused: run.refused ?? null,
    notices: run.notices ?? [],
    hasWebhooks: (run.webhooks ?? []).length > 0,
    costs: run.costs,
    secondsLeft: null,
    next: 'Finished.',
    nextAt: null,
    attention: [],
    goesOnAlone: false,
  };
}

function triedAt({ pause, resumedAt }: Run, batches: readonly Batch[]): number | null {
  if (pause === null || resumedAt === undefined) return null;
  const hasMoved = batches.some(
    ({ state, since }) => state !== 'created' && since * 1000 > resumedAt,
  );
  return hasMoved ? null : resumedAt;
}

/** By vendor id: until then it asked for silence, or has had its requests of this minute. */
type FreeTimes = ReadonlyMap<string, number>;

function freeTimes(document: DocumentState, { vendors }: Run, nowMs: number): FreeTimes {
  return new Map(
    vendors.map(({ id, organization }) => {
      const pace = decodePace(document.text(paceKey(organization)));
      return [id, nextAllowed(pace, vendorOf(id).requestsPerMinute, nowMs)];
    }),
  );
}

function freeAtOf(batch: Batch, freeAt: FreeTimes): number {
  return freeAt.get(vendorIdOf(batch)) ?? 0;
}

function nextAt(
  run: Run,
  batches: readonly Batch[],
  freeAt: FreeTimes,
  nowMs: number,
): number | null {
  if (!goesOnAlone(run, batches)) {
    // Everything final: the next slice closes the run.
    return batches.every(({ state }) => isFinal(state)) ? nowMs : null;
  }
  const toSend = sendable(run, batches);
  const times = batches.flatMap((batch) => {
    const free = freeAtOf(batch, freeAt);
    if (isAwaited(batch.state)) return [Math.max(batch.due * 1000, free)];
    return toSend.includes(batch) ? [Math.max(run.notBefore, free)] : [];
  });
  return times.length === 0 ? nowMs : Math.max(nowMs, Math.min(...times));
}

/** From when the vendors may be asked again. Nobody can tell where it is waited for a vendor that does not answer. */
function secondsLeft(
  run: Run,
  batches: readonly Batch[],
  freeAt: FreeTimes,
  nowMs: number,
): number | null {
  if (run.notBefore > nowMs && batches.some(({ state }) => state === 'created')) return null;
  const unfinished = batches.filter(({ state }) => !isFinal(state));
  const wait = Math.max(0, ...unfinished.map((batch) => freeAtOf(batch, freeAt) - nowMs)) / 1000;
  const now = nowMs / 1000 + wait;
  const toSend = batches.filter(
    ({ state }) => state === 'created' || state === 'submitting',
  ).length;
  const awaited = batches.filter(({ state }) => isAwaited(state));
  const longest = awaited.reduce(
    (most, { since }) => Math.max(most, TYPICAL_SECONDS - (now - since)),
    awaited.length > 0 ? 10 : 0,
  );
  const sending = toSend * SECONDS_A_BATCH;
  return Math.ceil(wait + (toSend > 0 ? sending + Math.max(longest, TYPICAL_SECONDS) : longest));
}

function nextSentence(
  run: Run,
  batches: readonly Batch[],
  state: RunState,
  stopping: boolean,
  freeAt: FreeTimes,
  nowMs: number,
): string {
  const awaited = contactsIn(batches, isAwaited);
  const toSend = contactsIn(batches, (of) => of === 'created');
  const { one, many } = UNITS[run.operation];
  const units = (of: number): string => counted(of, `${one} is`, `${many} are`);
  switch (state) {
    case 'closed':
      return 'Finished.';
    case 'waiting':
      return 'Waits for your decision.';
    case 'paused':
      if (stopping) return stoppingSentence(run, batches, awaited);
      return awaited > 0 && goesOnAlone(run, batches)
        ? 'Nothing more is sent; what was bought is still being collected.'
        : 'Paused until you continue.';
    case 'open': {
      if (stopping) return stoppingSentence(run, batches, awaited);
      const moving = batches.filter(({ state: of }) => of === 'created' || isAwaited(of));
      const [silent] = moving.filter((batch) => run.probe.includes(vendorIdOf(batch)));
      if (run.notBefore > nowMs && toSend > 0) {
        return `${nameOf(silent ?? moving[0], run)} does not answer at the moment; it is asked again soon. Nothing is sent before it does.`;
      }
      const free = Math.min(...moving.map((batch) => freeAtOf(batch, freeAt)));
      if (free > nowMs && free < Infinity) {
        const seconds = Math.ceil((free - nowMs) / 1000);
        const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
        return `${nameOf(moving[0], run)} takes no more requests for ${wait}; then it goes on by itself.`;
      }
      if (toSend > 0) {
        return `Sending: ${units(toSend)} still to be sent.`;
      }
      const [waited] = batches.filter(({ state: of }) => isAwaited(of));
      return `Waiting for ${nameOf(waited, run)}: ${units(awaited)} still being ${run.operation === 'validate' ? 'checked' : 'looked up'}.`;
    }
  }
}

/** Of a batch's vendor. */
function nameOf(batch: Batch | undefined, run: Run): string {
  return batch === undefined ? vendorNames(run) : vendorOf(batch.service).name;
}

function stoppingSentence(run: Run, batches: readonly Batch[], awaited: number): string {
  if (awaited === 0) return 'Stopping.';
  return goesOnAlone(run, batches)
    ? 'Stopping: nothing more is sent; what was bought is still being collected.'
    : 'Stopping: nothing more is sent; what was bought is collected once you continue.';
}

/** Each contact once, though it may be in several batches. */
function contactsIn(batches: readonly Batch[], isOf: (state: BatchState) => boolean): number {
  return batches
    .filter(isCounted)
    .filter(({ state }) => isOf(state))
    .reduce((sum, { contacts }) => sum + contacts.length, 0);
}

/** Each batch that needs a person; those that ended unbought for one and the same reason are one. */
function attentionIn(batches: readonly Batch[]): readonly BatchProgress[] {
  const shown: BatchProgress[] = [];
  for (const batch of batches) {
    const isEnded = isFinal(batch.state) && batch.note !== '';
    if (!isEnded && !needsDecision(batch.state)) continue;
    const view = attentionOf(batch);
    const at = isEnded ? shown.findIndex((other) => isSameEnd(other, view)) : -1;
    const same = shown[at];
    if (same === undefined) shown.push(view);
    else shown[at] = { ...same, contacts: same.contacts + view.contacts };
  }
  return shown;
}

/** Nothing but its number and its contacts tells one from the other. */
function isSameEnd(one: BatchProgress, other: BatchProgress): boolean {
  const told = (of: BatchProgress): string => JSON.stringify({ ...of, number: 0, contacts: 0 });
  return told(one) === told(other);
}

function attentionOf(batch: Batch): BatchProgress {
  return {
    number: batch.number,
    state: batch.state,
    contacts: batch.contacts.length,
    message: batch.note,
    vendor: vendorIdOf(batch),
    workflowId: batch.workflowId,
    decisions: DECISIONS[batch.state] ?? [],
    isGivenUp: givenUpOf([batch]).contacts > 0,
    sendAgainCredits: batch.state === 'unknown' ? worstCredits(batch) : 0,
  };
}
