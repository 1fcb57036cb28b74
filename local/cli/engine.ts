// Owns what a run of the command needs around the add-on: runtime, vendors, time, and what survives on disk with --live.
import { join } from 'node:path';
import { HttpsTransport, type TestAddresses } from '../live/https-transport';
import { Keeper } from '../live/keeper';
import { LiveClock, randomSeed } from '../live/live-clock';
import { StateFolder } from '../live/state-folder';
import { VirtualClock } from '../runtime/clock';
import { LocalRuntime } from '../runtime/runtime';
import { Workbook } from '../runtime/workbook';
import { CountingTransport } from '../session/counting-transport';
import { EmulatedVendors } from '../session/emulated-vendors';
import type { Effort } from './report';

/** At each vendor; more than the largest sheet can cost: the demonstration ends by itself. */
const DEMO_CREDITS = 100_000_000;

export interface Places {
  /** Folder of this repository, with `dist/` built. */
  readonly root: string;
  /** Where the user stands: file names are relative to it. */
  readonly cwd: string;
  /** Only in tests: what stands for the vendors' origins, and how much faster than real time passes there. */
  readonly test?: { readonly addresses: TestAddresses; readonly speed: number };
}

export class Engine {
  readonly runtime: LocalRuntime;
  readonly folder: StateFolder | null;
  /** `null` with --live. */
  private readonly vendors: EmulatedVendors | null;
  private readonly transport: CountingTransport;
  private keeper: Keeper | null = null;
  private readonly liveClock: LiveClock | null;
  private readonly startedAt: number;
  private readonly before: Effort;

  private constructor(parts: {
    readonly places: Places;
    readonly workbook: Workbook;
    readonly folder: StateFolder | null;
    readonly before: Effort;
  }) {
    this.vendors = parts.folder ? null : new EmulatedVendors(DEMO_CREDITS);
    const { root, test } = parts.places;
    this.liveClock = parts.folder ? new LiveClock(test?.speed) : null;
    const clock = this.liveClock ?? new VirtualClock(Date.now());
    const transport = this.vendors?.transport ?? new HttpsTransport(root, test?.addresses);
    this.transport = new CountingTransport(transport);

    this.runtime = new LocalRuntime({
      dist: join(root, 'dist'),
      workbook: parts.workbook,
      clock,
      http: this.transport,
      ...(parts.folder ? { seed: randomSeed() } : {}),
    });
    this.folder = parts.folder;
    this.startedAt = clock.now();
    this.before = parts.before;
  }

  static emulated(places: Places, workbook: Workbook): Engine {
    return new Engine({ places, workbook, folder: null, before: NO_EFFORT });
  }

  /** A document that nothing is known of yet; nothing of it is kept before `keep`. */
  static live(places: Places, folder: StateFolder, workbook: Workbook, before = NO_EFFORT): Engine {
    const engine = new Engine({ places, workbook, folder, before });
    engine.keeper = new Keeper(engine.runtime, folder, (_call, ms) => {
      engine.liveClock?.sleep(ms);
      return undefined;
    });
    return engine;
  }

  /** Goes on with the document that the folder holds; with `workbook` where the last process died before it was kept. */
  static resumed(places: Places, folder: StateFolder, workbook: Workbook, before: Effort): Engine {
    const kept = folder.workbook();
    const properties = folder.properties();
    const document = kept ? Workbook.fromJSON(kept) : workbook;
    const engine = Engine.live(places, folder, document, before);
    if (properties) engine.runtime.load(properties);
    engine.keep();
    return engine;
  }

  /** From now on the document survives on disk; without --live nothing does. */
  keep(): void {
    this.keeper?.save();
  }

  /** Virtual time is let pass, real time is waited for. */
  async wait(ms: number): Promise<void> {
    if (this.liveClock) await this.liveClock.wait(ms);
    else this.runtime.clock.advance(ms);
  }

  /** The last call that brought an error, or no answer at all. */
  get failedCall(): CountingTransport['failure'] {
    return this.transport.failure;
  }

  /** `''` with --live, where nobody has one. */
  demoKeyOf(vendor: string): string {
    return this.vendors?.offered.find(({ id }) => id === vendor)?.demoKey ?? '';
  }

  effort(): Effort {
    const calls = { ...this.before.calls };
    for (const [service, count] of Object.entries(this.runtime.meter.counts())) {
      calls[service] = (calls[service] ?? 0) + count;
    }
    const seconds = (this.runtime.clock.now() - this.startedAt) / 1000;
    return {
      submitCalls: this.before.submitCalls + this.transport.submits,
      statusCalls: this.before.statusCalls + this.transport.statusReads,
      calls,
      virtualSeconds: Math.round(this.before.virtualSeconds + seconds),
    };
  }
}

export const NO_EFFORT: Effort = { submitCalls: 0, statusCalls: 0, calls: {}, virtualSeconds: 0 };
