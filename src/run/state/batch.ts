// Owns a batch: what it holds and which states it may pass through. Knows no store, no sheet, no vendor's answers.
import type { Channel, Fingerprint } from '../../contact/contact';
import type { IdentityPart } from '../../contact/identity-part';
import { EMAIL_STATUSES, type EmailStatus } from '../../provider/email-status';
import type { EnrichmentType } from '../../provider/provider';
import { serviceOf } from '../../provider/vendors';

export type BatchState =
  | 'created'
  | 'submitting'
  | 'submitted'
  | 'placing'
  | 'completed'
  | 'held'
  | 'unknown'
  | 'stalled'
  | 'refused'
  | 'left_out';

export type BatchEvent =
  /** A slice takes the batch to send it; saved before the POST. */
  | 'take'
  /** Certainly not bought; it may be sent again. */
  | 'put_back'
  | 'accept'
  /** The results came with the answer. Saved only when they are placed: until then the purchase counts as open. */
  | 'answer'
  /** Certainly not bought, and not to be sent again as it is. */
  | 'refuse'
  /** The POST's answer was lost: it may have been bought. */
  | 'lose'
  /** A terminal answer came, whatever its word. */
  | 'finish'
  | 'stall'
  | 'complete'
  | 'hold'
  | 'place'
  | 'keep'
  | 'send_again'
  | 'look_again'
  | 'leave_out';

/** Every transition there is; whatever is not listed is a broken invariant. */
export const TRANSITIONS: Readonly<Record<BatchState, Partial<Record<BatchEvent, BatchState>>>> = {
  created: { take: 'submitting', leave_out: 'left_out' },
  submitting: {
    accept: 'submitted',
    answer: 'placing',
    put_back: 'created',
    refuse: 'refused',
    lose: 'unknown',
  },
  submitted: { finish: 'placing', stall: 'stalled' },
  placing: { complete: 'completed', hold: 'held', stall: 'stalled' },
  held: { place: 'placing', keep: 'completed' },
  unknown: { send_again: 'created', leave_out: 'left_out' },
  stalled: { look_again: 'submitted', leave_out: 'left_out' },
  completed: {},
  refused: {},
  left_out: {},
};

/** What became of a batch's contacts. Contacts are counted, not rows. */
export interface Tally {
  readonly email: number;
  readonly phone: number;
  readonly validity: number;
  readonly profile: number;
  readonly notFound: number;
  /** Of those, contacts whose lookup broke at the vendor: they cost nothing and may be sent again. */
  readonly failed: number;
  readonly unplaced: number;
  /** Of those, results that nothing ties to a contact: they will never have a row. */
  readonly untied: number;
  /** Left before sending: the row was gone or no longer lacked the channel. */
  readonly dropped: number;
  /** Refused by the vendor one by one. */
  readonly incomplete: number;
  /** Of those dropped, contacts that an earlier attempt may have bought. */
  readonly givenUp: number;
  readonly credits: number;
  /** The vendor did not say: credits are reckoned from what was found. */
  readonly estimated: boolean;
  /** Of the e-mails found or validated, how many have which status. */
  readonly statuses: StatusCounts;
}

export type StatusCounts = Readonly<Record<EmailStatus, number>>;

export const NO_STATUSES: StatusCounts = {
  deliverable: 0,
  probable: 0,
  risky: 0,
  undeliverable: 0,
  unknown: 0,
};

export function addStatus(counts: StatusCounts, status: EmailStatus): StatusCounts {
  return { ...counts, [status]: counts[status] + 1 };
}

export function addStatuses(one: StatusCounts, other: StatusCounts): StatusCounts {
  const sums = EMAIL_STATUSES.map((status) => [status, one[status] + other[status]] as const);
  return { ...NO_STATUSES, ...Object.fromEntries(sums) };
}

export const NO_TALLY: Tally = {
  email: 0,
  phone: 0,
  validity: 0,
  profile: 0,
  notFound: 0,
  failed: 0,
  unplaced: 0,
  untied: 0,
  dropped: 0,
  incomplete: 0,
  givenUp: 0,
  credits: 0,
  estimated: false,
  statuses: NO_STATUSES,
};

/** A contact as a batch remembers it: no name, only the fingerprints of its spellings, the first its own. */
export type BatchContact = readonly [Fingerprint, ...Fingerprint[]];

export interface Batch {
  readonly run: string;
  /** 1-based within the run. */
  readonly number: number;
  readonly state: BatchState;
  /** Of the vendor's services, the one that it is bought from: `<vendor>/<service>`. */
  readonly service: string;
  readonly type: EnrichmentType;
  /** Its contacts are counted in another batch of the run: here only what is found and what it costs counts. */
  readonly isFurther: boolean;
  /** Its contacts come from a vendor that did not find them: more may come until it is sent. */
  readonly isPassedOn: boolean;
  /** It takes contacts over that may have been bought from another vendor: an attempt there was lost, and refused when sent again. */
  readonly isDoubtful?: true;
  /** Part of a batch that was refused together. The newest goes first, so that few of them are open at once. */
  readonly isHalf?: true;
  /** Numbers of halves that have ended, and are part of it: what is left of their records counts no more. */
  readonly gathered?: readonly number[];
  /** No two of its contacts were asked for with the same: an echo of that tells one of them for certain. */
  readonly isDistinct: boolean;
  /** What the contacts are asked for with. */
  readonly part: IdentityPart;
  /** In sent order. */
  readonly contacts: readonly BatchContact[];
  /** 5-character hashes of the vendor's task ids, in its order; kept while results are awaited. */
  readonly tasks: readonly string[] | null;
  readonly workflowId: string;
  /** Credits that the vendor says it has reserved; `null`: it did not say. Believed over any list of prices. */
  readonly reserved: number | null;
  /** Epoch seconds at which the present state was entered; for `placing`, at which it was submitted. */
  readonly since: number;
  /** Readable status answers so far. */
  readonly reads: number;
  /** Epoch seconds before which the status is not read again. */
  readonly due: number;
  /** Epoch seconds of the first 404 in a row, or 0. */
  readonly missingSince: number;
  /** Finished by its word, but without results, so many times in a row. */
  readonly emptyReads: number;
  /** How often it was sent again after the vendor named contacts that it cannot take. */
  readonly rounds: number;
  /** The log holds the lines of what is sent, for just these contacts. */
  readonly logged: boolean;
  /**
   * It is sent again after its answer was lost, as a person said, or as it costs nothing: the first attempt may have been bought.
   */
  readonly resent: boolean;
  /** A person said *Place* about a held batch: what cannot be tied goes to the log without asking again. */
  readonly insisted: boolean;
  /** A person said that it may go although many of its contacts are gone. */
  readonly isGoneAccepted?: true;
  /** Epoch milliseconds at which a person had it sent again although the run was stopped: only a later stop is for it, too. */
  readonly unstoppedAt?: number;
  /** The vendor was asked to tell an address of the user's of the end. */
  readonly hasWebhook?: true;
  readonly tally: Tally;
  /** What happened, in words for the user; `''` when nothing did. */
  readonly note: string;
}

/** The batch after an event. Throws when the state does not allow it: a bug, never the user's doing. */
export function advance(
  batch: Batch,
  event: BatchEvent,
  nowMs: number,
  changes: Partial<Omit<Batch, 'state' | 'run' | 'number'>> = {},
): Batch {
  const state = TRANSITIONS[batch.state][event];
  if (state === undefined) {
    throw new Error(
      `Batch ${batch.number} of run ${batch.run}: ${event} is not possible in ${batch.state}.`,
    );
  }
  return { ...batch, since: Math.floor(nowMs / 1000), ...changes, state };
}

export function isFinal(state: BatchState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}

/** Bought and not yet placed. */
export function isAwaited(state: BatchState): boolean {
  return state === 'submitted' || state === 'placing';
}

/** Only a person can move it. */
export function needsDecision(state: BatchState): boolean {
  return state === 'unknown' || state === 'stalled' || state === 'held';
}

/** What is bought, and where. */
export type Purchase = Pick<Batch, 'service' | 'type'>;

/** The vendor that a service is of. */
export function vendorIdOf({ service }: Pick<Batch, 'service'>): string {
  return service.split('/')[0] ?? '';
}

/** Credits for one contact if everything asked for is found. */
export function creditsPerContact({ service, type }: Purchase): number {
  return serviceOf(service).credits(channelsOf(type));
}

/**
 * Credits that the batch has cost, or may still cost at worst. A batch left out after `unknown` or `stalled`
 * may have been bought: its tally holds the worst case.
 */
export function committedCredits(batch: Batch): number {
  switch (batch.state) {
    case 'created':
      return 0;
    case 'completed':
    case 'refused':
    case 'left_out':
      return batch.tally.credits;
    case 'submitting':
    case 'submitted':
    case 'placing':
    case 'held':
    case 'unknown':
    case 'stalled':
      return worstCredits(batch);
  }
}

/** Credits if everything asked for is found. */
export function worstCredits(batch: Batch): number {
  return batch.reserved ?? batch.contacts.length * creditsPerContact(batch);
}

/** Credits for a contact of the batch of which the values of these channels were found. */
export function creditsFor(batch: Batch, found: readonly Channel[]): number {
  const { credits } = serviceOf(batch.service);
  if (batch.reserved === null || batch.contacts.length === 0) return credits(found);
  const each = batch.reserved / batch.contacts.length;
  return (credits(found) / credits(channelsOf(batch.type))) * each;
}

/** Whether what an answer charges may leave out what an earlier attempt was charged, which was lost. */
export function isFreeRepeat({ resent, service }: Pick<Batch, 'resent' | 'service'>): boolean {
  return resent && serviceOf(service).repeatsFree;
}

/** The channels that a type buys. */
export function channelsOf(type: EnrichmentType): readonly Channel[] {
  switch (type) {
    case 'partial':
      return ['email'];
    case 'phone_only':
      return ['phone'];
    case 'full':
      return ['email', 'phone'];
    case 'validity':
      return ['validity'];
    case 'profile':
      return ['profile'];
    case 'lead':
      return ['email', 'phone', 'profile'];
  }
}

/** Whether an earlier attempt for its contacts may have been bought, here or at another vendor. */
export function mayBePaidBefore(batch: Batch): boolean {
  return (batch.resent && creditsPerContact(batch) > 0) || batch.isDoubtful === true;
}

/** What a batch counts as that ends unsent: nothing, unless an earlier attempt may have been bought. */
export function unsentTally(batch: Batch): Tally {
  return tallyWithout(batch, batch.contacts.length);
}

/** What a batch counts as that so many of its contacts leave unsent: an earlier attempt may have bought them. */
export function tallyWithout(batch: Batch, contacts: number): Tally {
  const { tally, resent } = batch;
  if (!resent || contacts === 0) return tally;
  const share = (worstCredits(batch) * contacts) / batch.contacts.length;
  return { ...tally, credits: tally.credits + share, estimated: true };
}

/** The batch's tally with contacts that leave it one by one: who may have been paid for before is given up, whatever the reason is. */
export function tallyLeft(
  batch: Batch,
  tally: Tally,
  { length }: readonly unknown[],
  reason: 'dropped' | 'incomplete',
): Tally {
  // They are counted elsewhere.
  if (batch.isFurther) return tally;
  if (!mayBePaidBefore(batch)) return { ...tally, [reason]: tally[reason] + length };
  return { ...tally, dropped: tally.dropped + length, givenUp: tally.givenUp + length };
}

/**
 * What a batch has cost in all, of which an answer says what it costs: an earlier attempt may have been bought, unless a repeat is
 * free, and so may contacts that have left the batch since.
 */
export function withEarlierAttempt(batch: Batch, credits: number): number {
  if (!batch.resent) return credits;
  // Of a held batch, that was counted when its results came.
  if (batch.insisted) return batch.tally.credits;
  return credits + (isFreeRepeat(batch) ? batch.tally : unsentTally(batch)).credits;
}
