// Owns virtual time. Must not know who spends it, nor ask the machine for the hour.

/** A clock that only moves when it is told to, and never backwards. */
export class VirtualClock {
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Moves on by `ms`. @throws RangeError for a negative or non-finite span. */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`A clock cannot advance by ${ms} ms`);
    this.#nowMs += ms;
  }
}
