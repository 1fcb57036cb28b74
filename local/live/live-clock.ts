// Owns real time for the runtime. Knows no service; waiting is told to it, not guessed from what calls should cost.
import { VirtualClock } from '../runtime/clock';

export class LiveClock extends VirtualClock {
  constructor() {
    super(0);
  }

  override now(): number {
    return Date.now();
  }

  /** Real calls take the time they take. */
  override advance(_ms: number): void {
    // Time passes by itself.
  }
}

/** Blocks this thread, as `Utilities.sleep` blocks a script. */
export function sleepNow(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
