// Owns how a run stands, for people: counts, what happens next, what waits for a decision. Reads records, changes none.
import type { Channel } from '../contact/contact';
import type { Provider } from '../provider/provider';
import {
  type Batch,
  type BatchState,
  isAwaited,
  isFinal,
  needsDecision,
  type StatusCounts,
  worstCredits,
} from './state/batch';
import { type Decision, DECISIONS, isAbandoned } from './person/decide';
import { counted } from './report/number-words';
import { decodePace, nextAllowed, paceKey } from './state/pace';
import type { DocumentState } from './state/document';
import {
  askedContacts,
  type ClosedRun,
  type GivenUp,
  givenUpOf,
  goesOnAlone,
  hasRoom,
  leftOutContacts,
  type Pause,
  type Refused,
  type Run,
  type RunState,
  stateOf,
  totalTally,
} from './state/run';

export interface BatchProgress {
  readonly number: number;
  readonly state: BatchState;
  readonly contacts: number;
  /** What happened, and what was and was not paid. */
  readonly message: string;
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
  readonly channels: readonly Channel[];
  readonly stopping: boolean;
  readonly pause: Pause | null;
  /** Epoch milliseconds at which a person continued it in vain; `null`: not since something was sent. */
  readonly triedAt: number | null;
  /** Contacts approved, and those that need no more work. */
  readonly contacts: number;
  readonly done: number;
  /** Of those approved, how many each channel was approved for. */
  readonly asked: Readonly<Record<Channel, number>>;
  readonly found: Readonly<Record<Channel, number>>;
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
  readonly credits: {
    readonly maximum: number;
    readonly charged: number;
    /** True when the vendor did not say and the number is reckoned from what was found. */
    readonly estimated: boolean;
  };
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
  provider: Provider,
  nowMs: number,
): Progress {
  const batches = document.batches(run.id);
  const tally = totalTally(batches);
  const state = stateOf(run, batches);
  const leftOut = leftOutContacts(batches);
  const vendorFree = vendorFreeAt(document, run, provider, nowMs);
  const stopping = document.isStopped(run.id) && state !== 'closed';
  const answered = contactsIn(batches, (of) => of === 'completed');
  return {
    id: run.id,
    state,
    mine: run.user === userTag,
    closable: run.user !== userTag && isAbandoned(run, nowMs),
    sheetId: run.source.sheetId,
    startedAt: run.startedAt,
    channels: run.channels,
    stopping,
    pause: run.pause,
    triedAt: triedAt(run, batches),
    contacts: run.contacts,
    done: answered + tally.incomplete + leftOut,
    asked: askedContacts(batches),
    found: { email: tally.email, phone: tally.phone },
    foundContacts: answered - tally.notFound,
    emailStatuses: tally.statuses,
    notFound: tally.notFound,
    incomplete: tally.incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut,
    givenUp: givenUpOf(batches),
    refused: null,
    credits: { maximum: run.maximum, charged: tally.credits, estimated: tally.estimated },
    secondsLeft: state === 'open' ? secondsLeft(run, batches, vendorFree, nowMs) : null,
    next: nextSentence(run, batches, state, stopping, provider, vendorFree, nowMs),
    nextAt: nextAt(run, batches, vendorFree, nowMs),
    attention: batches
      .filter((batch) => needsDecision(batch.state) || (isFinal(batch.state) && batch.note !== ''))
      .map((batch) => attentionOf(batch, provider)),
    goesOnAlone: goesOnAlone(run, batches),
  };
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
    channels: run.channels,
    stopping: false,
    pause: null,
    triedAt: null,
    contacts: run.contacts,
    done: run.contacts,
    asked: run.asked ?? { email: run.contacts, phone: run.contacts },
    found: { email: tally.email, phone: tally.phone },
    foundContacts: Math.max(0, run.contacts - tally.notFound - tally.incomplete - run.leftOut),
    emailStatuses: tally.statuses,
    notFound: tally.notFound,
    incomplete: tally.incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut: run.leftOut,
    givenUp: { contacts: run.givenUp, credits: run.givenUpCredits ?? 0 },
    refused: run.refused ?? null,
    credits: { maximum: run.maximum, charged: tally.credits, estimated: tally.estimated },
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

/** Until then the vendor asked for silence, or has had its requests of this minute. */
function vendorFreeAt(
  document: DocumentState,
  run: Run,
  { requestsPerMinute }: Provider,
  nowMs: number,
): number {
  const pace = decodePace(document.text(paceKey(run.organization)));
  return nextAllowed(pace, requestsPerMinute, nowMs);
}

function nextAt(
  run: Run,
  batches: readonly Batch[],
  vendorFreeAt: number,
  nowMs: number,
): number | null {
  if (!goesOnAlone(run, batches)) {
    // Everything final: the next slice closes the run.
    return batches.every(({ state }) => isFinal(state)) ? nowMs : null;
  }
  const awaited = batches.filter(({ state }) => isAwaited(state)).map(({ due }) => due * 1000);
  const canSend =
    run.pause === null && hasRoom(run, batches) && batches.some(({ state }) => state === 'created');
  const times = canSend ? [...awaited, run.notBefore] : awaited;
  return times.length === 0 ? nowMs : Math.max(nowMs, vendorFreeAt, Math.min(...times));
}

/** From when the vendor may be asked again. Nobody can tell where it is waited for a vendor that does not answer. */
function secondsLeft(
  run: Run,
  batches: readonly Batch[],
  vendorFree: number,
  nowMs: number,
): number | null {
  if (run.notBefore > nowMs && batches.some(({ state }) => state === 'created')) return null;
  const wait = Math.max(0, vendorFree - nowMs) / 1000;
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
  provider: Provider,
  vendorFree: number,
  nowMs: number,
): string {
  const awaited = contactsIn(batches, isAwaited);
  const toSend = contactsIn(batches, (of) => of === 'created');
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
    case 'open':
      if (stopping) return stoppingSentence(run, batches, awaited);
      if (run.notBefore > nowMs && toSend > 0) {
        return `${provider.name} does not answer at the moment; it is asked again soon. Nothing is sent before it does.`;
      }
      if (vendorFree > nowMs) {
        const seconds = Math.ceil((vendorFree - nowMs) / 1000);
        const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
        return `${provider.name} takes no more requests for ${wait}; then it goes on by itself.`;
      }
      if (toSend > 0) {
        return `Sending: ${counted(toSend, 'contact is', 'contacts are')} still to be sent.`;
      }
      return `Waiting for ${provider.name}: ${counted(awaited, 'contact is', 'contacts are')} still being looked up.`;
  }
}

function stoppingSentence(run: Run, batches: readonly Batch[], awaited: number): string {
  if (awaited === 0) return 'Stopping.';
  return goesOnAlone(run, batches)
    ? 'Stopping: nothing more is sent; what was bought is still being collected.'
    : 'Stopping: nothing more is sent; what was bought is collected once you continue.';
}

function contactsIn(batches: readonly Batch[], isOf: (state: BatchState) => boolean): number {
  return batches
    .filter(({ state }) => isOf(state))
    .reduce((sum, { contacts }) => sum + contacts.length, 0);
}

function attentionOf(batch: Batch, provider: Provider): BatchProgress {
  return {
    number: batch.number,
    state: batch.state,
    contacts: batch.contacts.length,
    message: batch.note,
    workflowId: batch.workflowId,
    decisions: DECISIONS[batch.state] ?? [],
    isGivenUp: givenUpOf([batch]).contacts > 0,
    sendAgainCredits: batch.state === 'unknown' ? worstCredits(batch, provider) : 0,
  };
}
