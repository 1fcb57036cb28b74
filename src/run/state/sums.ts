// Owns what a run's batches come to together: costs, what was found, what was left, given up or refused. Knows no store and no sheet.
import {
  addStatuses,
  type Batch,
  type BatchState,
  isFinal,
  mayBePaidBefore,
  NO_STATUSES,
  type Tally,
  vendorIdOf,
} from './batch';
import { namesOf } from '../../provider/vendors';
import { type Credits, creditsOf } from './credits';
import type { ClosedRun, Refused, Run, Told, VendorCost } from './run';

/** What an open run has cost so far at each vendor; reserved credits do not count. */
export function costsOf({ vendors }: Run, batches: readonly Batch[]): readonly VendorCost[] {
  return vendors.map(({ id, maximum }) => {
    const tallies = batches.filter((batch) => vendorIdOf(batch) === id).map(({ tally }) => tally);
    const charged = tallies.reduce((sum, { credits }) => sum + credits, 0);
    return { id, maximum, charged, estimated: tallies.some(({ estimated }) => estimated) };
  });
}

/** The sum over a run's batches. */
export function totalTally(batches: readonly Batch[]): Tally {
  const sum = (key: Exclude<keyof Tally, 'estimated' | 'statuses'>): number =>
    batches.reduce((total, batch) => total + batch.tally[key], 0);
  return {
    email: sum('email'),
    phone: sum('phone'),
    validity: sum('validity'),
    profile: sum('profile'),
    notFound: sum('notFound'),
    failed: sum('failed'),
    unplaced: sum('unplaced'),
    untied: sum('untied'),
    dropped: sum('dropped'),
    incomplete: sum('incomplete'),
    givenUp: sum('givenUp'),
    credits: sum('credits'),
    estimated: batches.some((batch) => batch.tally.estimated),
    statuses: batches.reduce((all, { tally }) => addStatuses(all, tally.statuses), NO_STATUSES),
  };
}

/**
 * Contacts that were looked up in vain after an earlier attempt may have sold them: they count as given up, not as not found.
 */
function givenUpLater(batches: readonly Batch[]): number {
  return batches.reduce((sum, batch) => sum + inVain(batch), 0);
}

/** What seems not found, and nothing that came may be its own; of what is sent again, an answer ends the doubt. */
function inVain({ state, isDoubtful, resent, tally }: Batch): number {
  if (state !== 'completed') return 0;
  if (isDoubtful === true) return Math.max(0, tally.notFound - tally.untied);
  return resent ? tally.failed : 0;
}

/** The sum over a run's batches, as it is told. */
export function toldTally(batches: readonly Batch[]): Tally {
  const told = batches.map((batch) => {
    const { tally } = batch;
    if (batch.state !== 'completed' || !mayBePaidBefore(batch)) return batch;
    const notFound = tally.notFound - inVain(batch);
    return { ...batch, tally: { ...tally, notFound, failed: 0 } };
  });
  return totalTally(told);
}

/** Contacts that were left: before sending, refused, never sent, or given up. */
function leftOutContacts(batches: readonly Batch[]): number {
  return batches
    .filter(isCounted)
    .reduce(
      (sum, batch) =>
        sum +
        batch.tally.dropped +
        (batch.state === 'left_out' || batch.state === 'refused' ? batch.contacts.length : 0),
      givenUpLater(batches),
    );
}

/** What a person gave up, or sent again in vain: nobody knows whether it was bought. */
export interface GivenUp {
  readonly contacts: number;
  /** Of those, contacts of whom something else was found, so that they are not left out; absent: none. */
  readonly found?: number;
  /** What it costs at worst; part of what counts as charged. */
  readonly credits: Credits;
}

export function givenUpOf(batches: readonly Batch[]): GivenUp {
  const givenUp = batches.filter(
    ({ state, tally, isDoubtful }) =>
      ['left_out', 'refused'].includes(state) && (tally.credits > 0 || isDoubtful === true),
  );
  return {
    contacts: contactsOnce(givenUp) + givenUpLater(batches) + totalTally(batches).givenUp,
    credits: creditsOf(
      givenUp
        .filter(({ tally }) => tally.credits > 0)
        .map((batch) => [vendorIdOf(batch), batch.tally.credits]),
    ),
  };
}

/** Whether it may have ended without results that may have been bought. */
export function hasGivenUp({ givenUp, givenUpCredits = {}, askedAgain }: ClosedRun): boolean {
  return givenUp > 0 || Object.keys(givenUpCredits).length > 0 || askedAgain === true;
}

/** `null` when nothing was refused. A batch that shrank to nothing was refused contact by contact. */
export function refusedOf(batches: readonly Batch[]): Refused | null {
  const refused = batches.filter(
    ({ state, contacts }) => state === 'refused' && contacts.length > 0,
  );
  const [vendor, ...others] = new Set(refused.map(vendorIdOf));
  if (vendor === undefined) return null;
  return {
    ...(others.length === 0 ? { vendor } : {}),
    contacts: contactsOnce(refused),
    message: reasonOf(refused),
  };
}

/** What was noted of batches that were refused; no reason is told of whom it is not about. `''`: nothing was. */
export function reasonOf(refused: readonly Batch[]): string {
  const notes = refused.map((batch) => batch.note).filter((note) => note !== '');
  const [note = '', ...others] = new Set(notes);
  if (others.length === 0) return note;
  const names = namesOf([...new Set(refused.map(vendorIdOf))], 'and');
  const paid = refused.some(mayBePaidBefore) ? ' this time' : '';
  return `Nothing was paid for them${paid}. ${names} gave several reasons: each row says which.`;
}

/**
 * Whether a run may have written what *Undo* takes back: a value, a copy of one, or a word on a contact that was looked up. Why
 * one was refused is told in its row and stays; waiting marks go when the run ends.
 */
export function mayHaveWritten(
  { copies = 0 }: Pick<Run, 'copies'>,
  batches: readonly Batch[],
): boolean {
  const { email, phone, validity, profile, unplaced, untied, notFound } = totalTally(batches);
  const found = email + phone + validity + profile;
  return found > unplaced - untied || notFound + copies > 0;
}

/** What was bought with an address of the user's to be told of the end. */
export function webhooksOf(batches: readonly Batch[]): readonly Told[] {
  return batches
    .filter(({ hasWebhook, workflowId }) => hasWebhook === true && workflowId !== '')
    .map(({ service, workflowId }) => ({ service, workflowId }));
}

/** A contact that is in several batches counts in one of them. */
function isCounted({ isFurther }: Batch): boolean {
  return !isFurther;
}

function contactsOnce(batches: readonly Batch[]): number {
  return new Set(batches.flatMap(({ contacts }) => contacts.map(([first]) => first))).size;
}

/** How a run's contacts stand: each is in one of the others than `done`, those that need no more work. */
export interface Standing {
  readonly done: number;
  readonly found: number;
  readonly notFound: number;
  readonly incomplete: number;
  readonly leftOut: number;
}

/** As far as the batches tell: of a contact that is in several, one does not know what another found. */
export function standingOf(
  { contacts }: Pick<Run, 'contacts'>,
  batches: readonly Batch[],
): Standing {
  const tally = toldTally(batches);
  const left = leftOutContacts(batches);
  const answered = contactsIn(batches, (of) => of === 'completed') - givenUpLater(batches);
  const done = Math.min(contacts, answered + tally.incomplete + left);
  const least = leastFound(contacts, batches);
  const leftOut = Math.min(left, contacts - least);
  const incomplete = Math.min(tally.incomplete, contacts - least - leftOut);
  const others = contacts - leftOut - incomplete;
  const notFound = Math.max(0, Math.min(tally.notFound, others - least));
  const isEnded = batches.every(({ state }) => isFinal(state));
  const found = isEnded ? others - notFound : Math.max(least, answered - notFound);
  return { done, found, notFound, incomplete, leftOut };
}

/** Contacts of whom something was found at least, where they may be in several batches: none was found by one channel twice. */
export function leastFound(contacts: number, batches: readonly Batch[]): number {
  const { email, phone, validity, profile } = totalTally(batches);
  const isShared = batches.some(({ isFurther }) => isFurther);
  return isShared ? Math.min(contacts, Math.max(email, phone, validity, profile)) : 0;
}

/** Each contact once, though it may be in several batches. */
export function contactsIn(
  batches: readonly Batch[],
  isOf: (state: BatchState) => boolean,
): number {
  return batches
    .filter(isCounted)
    .filter(({ state }) => isOf(state))
    .reduce((sum, { contacts }) => sum + contacts.length, 0);
}
