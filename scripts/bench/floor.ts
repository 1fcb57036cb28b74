// Owns the floors: what a run costs at least in calls and in time, given what it had to do. Pure.

/** What a run did, as far as its floors depend on it. */
export interface Course {
  readonly batches: number;
  readonly slicesWithResults: number;
  /** Runs of adjacent rows that got a result. */
  readonly runsOfBlanks: number;
  /** How long the vendor worked on each batch, in the order sent, in milliseconds. */
  readonly durations: readonly number[];
}

const VENDOR_REQUESTS_A_MINUTE = 30;

const SUBMITS = 1;
const STATUS_READS = 2;
/** Two log appends and the waiting marks; the writes of results come on top. */
const LOG_AND_MARKS = 3;
const PROPERTY_WRITES = 4;
const STOP_READS = 1;
const SHEET_READS = 3;

/** Service calls: a write of results for each batch, or for each run of adjacent blanks where there are more. */
export function floorOfCalls({ batches, slicesWithResults, runsOfBlanks }: Course): number {
  const each = SUBMITS + STATUS_READS + LOG_AND_MARKS + PROPERTY_WRITES + STOP_READS;
  return batches * each + Math.max(batches, runsOfBlanks) + slicesWithResults * SHEET_READS;
}

/**
 * Milliseconds: the greater of the requests at the vendor's rate, and the latest of submit and duration with
 * submits as early as that rate allows: a whole minute's at its beginning.
 */
export function floorOfTime({ batches, durations }: Course): number {
  const requests = batches * (SUBMITS + STATUS_READS);
  const byRate = (requests / VENDOR_REQUESTS_A_MINUTE) * 60_000;
  const ends = durations.map(
    (duration, index) => Math.floor(index / VENDOR_REQUESTS_A_MINUTE) * 60_000 + duration,
  );
  return ends.reduce((latest, end) => Math.max(latest, end), byRate);
}
