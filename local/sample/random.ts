// Owns repeatable choices for made-up data. Knows nothing of what is made up.
import { seededRandom, type Random as Source } from '../runtime/random';

/** The same seed makes the same choices on every machine. */
export class Random {
  private readonly source: Source;

  constructor(seed: number) {
    this.source = seededRandom(seed);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    return this.source();
  }

  /** From 0 up to, not including, `limit`. */
  integer(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.integer(choices.length)] ?? choices[0];
  }
}
