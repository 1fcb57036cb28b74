// Owns killing an execution at one of its service calls, as the platform's limits do. Knows no add-on.
import type { HookCall } from '../runtime/environment';

/** Executions that only look something up make fewer calls; those that send and write make more. */
const EARLIEST_CALL = 4;
const LATEST_CALL = 34;

export class Killer {
  private target: number | null = null;
  private strike: HookCall | null = null;

  constructor(private readonly random: () => number) {}

  get isArmed(): boolean {
    return this.target !== null;
  }

  /** The next execution that makes so many calls dies at one of them. */
  arm(): void {
    this.target = EARLIEST_CALL + Math.floor(this.random() * (LATEST_CALL - EARLIEST_CALL));
  }

  /** To be asked before every service call. */
  meet(call: HookCall): 'kill' | undefined {
    if (this.target === null || !call.remote || call.remoteN < this.target) return undefined;
    this.target = null;
    this.strike = call;
    return 'kill';
  }

  /** The call at which an execution died since this was asked last. */
  takeStrike(): HookCall | null {
    const { strike } = this;
    this.strike = null;
    return strike;
  }
}
