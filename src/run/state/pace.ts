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

/**
 * Epoch milliseconds at which it is worth asking again: when some of a minute's requests are free. A slice for a
 * single one would cost more than it brings.
 */
export function nextAllowed(pace: Pace, perMinute: number, nowMs: number): number {
  const now = Math.floor(nowMs / 1000);
  const times = recent(pace, now);
  const last = times[times.length - perMinute + Math.min(WORTHWHILE, perMinute) - 1];
  const free = last === undefined ? now : last + WINDOW_SECONDS;
  return Math.max(free, pace.silentUntil) * 1000;
}

/** Requests that are worth a slice of their own. */
const WORTHWHILE = 10;

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
 * is read at 5, 15, 30, 50, 75, 105, 145 and 185 seconds: at most eight times with the delays of slices.
 */
const READ_INTERVALS = [5, 10, 15, 20, 25, 30, 40, 40, 60, 120, 300, 600, 1_800];

/** However many wait with it, a batch is read so often while its workflow can be expected to end. */
const LONGEST_TURN_SECONDS = 120;

/** Reads of many batches fall on the same seconds, so far apart: one slice then serves several. */
const LONGEST_GRID_SECONDS = 30;
const GRID_SECONDS_EACH = 5;

/**
 * Epoch seconds at which a batch that was read so often is due for the next time. A batch alone is read soon. Of
 * many, each waits until all have had their turn at the vendor's requests a minute: read earlier, it would keep
 * others from being sent or read.
 *
 * @param inFlight batches that await results, or will before this one ends
 */
export function nextReadAt(
  reads: number,
  inFlight: number,
  perMinute: number,
  nowMs: number,
): number {
  const own = READ_INTERVALS[Math.min(reads, READ_INTERVALS.length - 1)] ?? 1_800;
  if (inFlight <= 1) return Math.floor(nowMs / 1000) + own;
  const turn = Math.min(LONGEST_TURN_SECONDS, (inFlight * WINDOW_SECONDS) / perMinute);
  const grid = Math.min(LONGEST_GRID_SECONDS, GRID_SECONDS_EACH * (inFlight - 1));
  return Math.ceil((nowMs / 1000 + Math.max(own, turn)) / grid) * grid;
}

/** Seconds to the next free read after so many that failed: an outage of an hour costs some ten of them. */
const PROBE_INTERVALS = [60, 60, 120, 300, 600, 1_200, 3_600];

export function secondsToNextProbe(failures: number): number {
  return PROBE_INTERVALS[Math.min(failures, PROBE_INTERVALS.length) - 1] ?? 60;
}

/** So many failed free reads in a row are about a day: the run then pauses and a person says when to go on. */
export const PROBE_LIMIT = 28;
