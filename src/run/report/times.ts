// Owns when a run goes on, and how long it may still take. Reads records, changes none; says nothing.
import { serviceOf, vendorOf } from '../../provider/vendors';
import { type Batch, isAwaited, isFinal, vendorIdOf } from '../state/batch';
import type { DocumentState } from '../state/document';
import { decodePace, nextAllowed, paceKey } from '../state/pace';
import { goesOnAlone, type Run, sendable, stopsCollecting } from '../state/run';

/** A workflow takes half a minute to three; without a measure of our own, so long is assumed. */
const TYPICAL_SECONDS = 100;
/** Sending one batch, with what is read and logged around it. */
const SECONDS_A_BATCH = 4;

/** By vendor id: until then it asked for silence, or has had its requests of this minute. */
export type FreeTimes = ReadonlyMap<string, number>;

export function freeTimes(document: DocumentState, { vendors }: Run, nowMs: number): FreeTimes {
  return new Map(
    vendors.map(({ id, organization }) => {
      const pace = decodePace(document.text(paceKey(organization)));
      return [id, nextAllowed(pace, vendorOf(id).requestsPerMinute, nowMs)];
    }),
  );
}

export function freeAtOf(batch: Batch, freeAt: FreeTimes): number {
  return freeAt.get(vendorIdOf(batch)) ?? 0;
}

export function nextAt(
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
    if (stopsCollecting(run.pause, vendorIdOf(batch))) return [];
    const free = freeAtOf(batch, freeAt);
    if (isAwaited(batch.state)) return [Math.max(batch.due * 1000, free)];
    return toSend.includes(batch) ? [Math.max(run.notBefore, free)] : [];
  });
  return times.length === 0 ? nowMs : Math.max(nowMs, Math.min(...times));
}

/** From when the vendors may be asked again. Nobody can tell where it is waited for a vendor that does not answer. */
export function secondsLeft(
  run: Run,
  batches: readonly Batch[],
  freeAt: FreeTimes,
  nowMs: number,
): number | null {
  if (run.notBefore > nowMs && batches.some(({ state }) => state === 'created')) return null;
  const unfinished = batches.filter(({ state }) => !isFinal(state));
  const wait = Math.max(0, ...unfinished.map((batch) => freeAtOf(batch, freeAt) - nowMs)) / 1000;
  const now = nowMs / 1000 + wait;
  const toSend = batches.filter(({ state }) => state === 'created' || state === 'submitting');
  const awaited = batches.filter(({ state }) => isAwaited(state));
  const longest = awaited.reduce(
    (most, batch) => Math.max(most, typicalSeconds(batch) - (now - batch.since)),
    awaited.length > 0 ? 10 : 0,
  );
  const toCome = Math.max(0, ...toSend.map(typicalSeconds));
  return Math.ceil(wait + toSend.length * SECONDS_A_BATCH + Math.max(longest, toCome));
}

/** From the purchase to its results. */
function typicalSeconds({ service, contacts }: Batch): number {
  const { answersAtOnce = 0 } = serviceOf(service);
  return contacts.length <= answersAtOnce ? 0 : TYPICAL_SECONDS;
}
