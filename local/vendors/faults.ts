// Owns when and how often something goes wrong. Knows no contact and gives no answer.
import { FAULTS, type Fault, type FaultName } from './fault';
import type { Endpoint } from './ledger';

interface Scripted {
  readonly endpoint: Endpoint | 'any';
  readonly fault: Fault;
  times: number;
}

interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fault: Fault;
}

/** `Mode` is what can go wrong in one workflow of the vendor, or in one answer of a vendor that answers at once. */
export class Faults<Mode extends object = object> {
  private readonly scripted: Scripted[] = [];
  private readonly outages: Outage[] = [];
  private readonly modes: { readonly mode: Partial<Mode>; times: number }[] = [];

  /** The next `times` calls to the endpoint; faults of one endpoint happen in the order given. */
  next(endpoint: Endpoint | 'any', fault: Fault | FaultName, times = 1): void {
    this.scripted.push({ endpoint, fault: faultOf(fault), times });
  }

  /** Every call from `fromMs` until before `toMs`. */
  outage(fromMs: number, toMs: number, fault: Fault | FaultName = 'timeout before'): void {
    this.outages.push({ fromMs, toMs, fault: faultOf(fault) });
  }

  /** The next `times` workflows or answers; `Infinity` for all from now on. */
  nextWorkflow(mode: Partial<Mode>, times = 1): void {
    this.modes.push({ mode, times });
  }

  clear(): void {
    this.scripted.length = 0;
    this.outages.length = 0;
    this.modes.length = 0;
  }

  /** What happens to this call; `null` when nothing does. */
  take(endpoint: Endpoint, nowMs: number): Fault | null {
    const outage = this.outages.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
    if (outage !== undefined) return outage.fault;
    const next = this.scripted.find(
      (one) => one.times > 0 && (one.endpoint === endpoint || one.endpoint === 'any'),
    );
    if (next === undefined) return null;
    next.times -= 1;
    return next.fault;
  }

  takeMode(): Partial<Mode> {
    const next = this.modes.find(({ times }) => times > 0);
    if (next === undefined) return {};
    next.times -= 1;
    return next.mode;
  }
}

function faultOf(fault: Fault | FaultName): Fault {
  return typeof fault === 'string' ? FAULTS[fault] : fault;
}
