// Owns real time, and real chance, for the runtime. Knows no service; waiting is told to it, not guessed from what calls should cost.
import { randomInt } from 'node:crypto';
import { VirtualClock } from '../runtime/clock';

export class LiveClock extends VirtualClock {
  private readonly startedMs = Date.now();

  /** `speed` other than 1 is for tests, which cannot wait as long as people can. */
  constructor(private readonly speed = 1) {
    super(0);
  }

  override now(): number {
    return this.startedMs + (Date.now() - this.startedMs) * this.speed;
  }

  /** Real calls take the time they take. */
  override advance(_ms: number): void {
    // Time passes by itself.
  }

  /** Blocks this thread, as `Utilities.sleep` blocks a script. */
  sleep(ms: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms / this.speed);
  }

  /** Lets others work meanwhile. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms / this.speed));
  }
}

/** Ids must not come again in the next process: the runs of both stand in one document. */
export function randomSeed(): number {
  return randomInt(2 ** 32);
}
