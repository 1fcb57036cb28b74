// Owns how a run stands, for people: counts, what happens next, what waits for a decision. Reads records, changes none.
import type { Channel } from '../contact/contact';
import type { Operation } from '../contact/operation';
import { type Decision, DECISIONS } from './person/decide';
import { endableOf, isAbandoned } from './person/end-run';
import { nextSentence } from './report/next-sentence';
import { freeTimes, nextAt, secondsLeft } from './report/times';
import {
  type Batch,
  type BatchState,
  isFinal,
  needsDecision,
  type StatusCounts,
  type Tally,
  vendorIdOf,
  worstCredits,
} from './state/batch';
import type { DocumentState } from './state/document';
import {
  type ClosedRun,
  goesOnAlone,
  type Notice,
  type Pause,
  type Refused,
  type Run,
  type RunState,
  stateOf,
  type VendorCost,
} from './state/run';
import { costsOf, type GivenUp, givenUpOf, standingOf, toldTally, webhooksOf } from './state/sums';

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
  /** What this user gives up who ends it, as it is theirs and its results cannot be collected; `null`: that is not so. */
  readonly endable: GivenUp | null;
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
  /** Contacts that were left, and nothing found of: stopped, gone, filled or on a bought list meanwhile, refused, given up. */
  readonly leftOut: number;
  /** Contacts that a person gave up, in all or for a channel: they may have been bought. */
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

export function progressOf(
  document: DocumentState,
  run: Run,
  userTag: string,
  nowMs: number,
): Progress {
  const batches = document.batches(run.id);
  const tally = toldTally(batches);
  const state = stateOf(run, batches);
  const { done, found, notFound, incomplete, leftOut } = standingOf(run, batches);
  const { contacts: lost, credits } = givenUpOf(batches);
  const givenUp = Math.min(lost, run.contacts);
  const freeAt = freeTimes(document, run, nowMs);
  const isOn = batches.some((batch) => batch.state === 'created' && !document.isStoppedFor(batch));
  const stopping = document.isStopped(run.id) && state !== 'closed' && !isOn;
  return {
    id: run.id,
    state,
    mine: run.user === userTag,
    closable: run.user !== userTag && isAbandoned(run, nowMs),
    endable: run.user === userTag ? endableOf(run, batches, nowMs) : null,
    sheetId: run.source.sheetId,
    startedAt: run.startedAt,
    operation: run.operation,
    channels: run.channels,
    stopping,
    pause: run.pause,
    triedAt: triedAt(run, batches),
    contacts: run.contacts,
    done,
    asked: run.asked,
    found: foundOf(run.channels, tally),
    foundContacts: found,
    emailStatuses: tally.statuses,
    notFound,
    incomplete: incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut,
    givenUp: { contacts: givenUp, ...foundOfLost(givenUp - leftOut), credits },
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

function foundOfLost(contacts: number): Pick<GivenUp, 'found'> {
  return contacts > 0 ? { found: contacts } : {};
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
    endable: null,
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
    foundContacts:
      run.counts?.found ??
      Math.max(0, run.contacts - tally.notFound - tally.incomplete - run.leftOut),
    emailStatuses: tally.statuses,
    notFound: tally.notFound,
    incomplete: tally.incomplete + run.incompleteRows,
    unplaced: tally.unplaced,
    untied: tally.untied,
    leftOut: run.leftOut,
    givenUp: {
      contacts: run.givenUp,
      ...foundOfLost(run.counts?.givenUpFound ?? 0),
      credits: run.givenUpCredits ?? {},
    },
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
    isGivenUp: isFinal(batch.state) && givenUpOf([batch]).contacts > 0,
    sendAgainCredits: batch.state === 'unknown' ? worstCredits(batch) : 0,
  };
}
