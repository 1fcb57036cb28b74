// Owns how fast a vendor may be asked: its requests a minute over all slices, its `Retry-After`, and how reads of one batch back
// off. Pure; the state is one document property a vendor organisation.

/** Epoch seconds of the requests of the last minute, and until when the vendor asked for silence. */
export interface Pace {
  readonly requests: readonly number[];
  readonly silentUntil: number;
}

export function paceKey(organization: string): string {
  return `pace:${organization}`;
}

export function decodePace(text: string | null): Pace {
  const [silentUntil, ...requests] = (text ?? '').split(',').map(Number);
  return { requests: requests.filter((time) => time > 0), silentUntil: silentUntil ?? 0 };
}

export function encodePace(pace: Pace): string {
  return [pace.silentUntil, ...pace.requests].join(',');
}

/**
 * The vendor counts by windows of a minute that we cannot see, so any 60 seconds are held to the limit; and a few more, as a
 * request goes a moment after it was counted.
 */
const WINDOW_SECONDS = 65;

/** How many requests may go now. */
export function allowance(pace: Pace, perMinute: number, nowMs: number): number {
  const now = Math.floor(nowMs / 1000);
  if (now < pace.silentUntil) return 0;
  return Math.max(0, perMinute - recent(pace, now).length);
}

/** Epoch milliseconds at which at least one request may go. */
export function nextAllowed(pace: Pace, perMinute: number, nowMs: number): number {
  const now = Math.floor(nowMs / 1000);
  const times = recent(pace, now);
  const first = times[times.length - perMinute];
  const free = first === undefined ? now : first + WINDOW_SECONDS;
  return Math.max(free, pace.silentUntil) * 1000;
}

export function withRequests(pace: Pace, count: number, nowMs: number): Pace {
  const now = Math.floor(nowMs / 1000);
  return {
    ...pace,
    requests: [...recent(pace, now), ...Array.from({ length: count }, () => now)],
  };
}

/** With requests that were made, and are counted, elsewhere. For reckoning only: never saved. */
export function withOthers(pace: Pace, times: readonly number[]): Pace {
  return { ...pace, requests: [...pace.requests, ...times].sort((a, b) => a - b) };
}

/** Silence after a 429; without a `Retry-After` a whole window, which frees any limit that counts by the minute. */
export function silenced(pace: Pace, retryAfterSeconds: number | null, nowMs: number): Pace {
  const seconds = Math.min(retryAfterSeconds ?? WINDOW_SECONDS, LONGEST_SILENCE_SECONDS);
  return {
    ...pace,
    silentUntil: Math.max(pace.silentUntil, Math.floor(nowMs / 1000) + Math.ceil(seconds)),
  };
}

/** A vendor that asks for more is asked again once an hour: the hourly trigger's own pace. */
const LONGEST_SILENCE_SECONDS = 3_600;

function recent(pace: Pace, now: number): readonly number[] {
  return pace.requests.filter((time) => now - time < WINDOW_SECONDS);
}

/**
 * Seconds from one status read of a batch to the next, by how many came before. A workflow of 30 to 180 seconds
 * is read at 5, 15, 30, 60, 120, 180 and 240 seconds: at most eight times with the delays of slices.
 */
const READ_INTERVALS = [5, 10, 15, 30, 60, 60, 60, 120, 300, 600, 1_800];

export function secondsToNextRead(reads: number): number {
  return READ_INTERVALS[Math.min(reads, READ_INTERVALS.length - 1)] ?? 1_800;
}

/** Seconds to the next free read after so many that failed: an outage of an hour costs some ten of them. */
const PROBE_INTERVALS = [60, 60, 120, 300, 600, 1_200, 3_600];

export function secondsToNextProbe(failures: number): number {
  return PROBE_INTERVALS[Math.min(failures, PROBE_INTERVALS.length) - 1] ?? 60;
}

/** So many failed free reads in a row are about a day: the run then pauses and a person says when to go on. */
export const PROBE_LIMIT = 28;
