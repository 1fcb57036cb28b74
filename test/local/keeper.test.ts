import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Choice, Method, Methods } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { LedgerDesk } from '../../local/serve/ledger-desk';
import { Keeper } from '../../local/live/keeper';
import { StateFolder } from '../../local/live/state-folder';
import { VirtualClock } from '../../local/runtime/clock';
import { seededRandom } from '../../local/runtime/random';
import { LocalRuntime } from '../../local/runtime/runtime';
import { Workbook } from '../../local/runtime/workbook';
import { sampleSheet } from '../../local/sample/sheet';
import { callAddon, ExecutionFailed } from '../../local/session/call';
import { workbookOf } from '../../local/session/document';
import { EmulatedVendors } from '../../local/session/emulated-vendors';

const dist = join(__dirname, '../../dist');
const CHOICE: Choice = { channels: ['email'], rows: { kind: 'all' } };

/** What outlives every process: the vendors, the time, and the disk. */
class Outside {
  readonly vendors = new EmulatedVendors(10_000);
  readonly clock = new VirtualClock(Date.UTC(2026, 10, 20));
  readonly folder = StateFolder.open(join(mkdtempSync(join(tmpdir(), 'keeper-')), 'run'));
  /** Called before a request reaches the vendor. */
  onSubmit: () => void = () => undefined;
}

/** One process, which knows only what the disk holds. */
class Process {
  readonly runtime: LocalRuntime;

  constructor(
    private readonly outside: Outside,
    seed: number,
    dieAtCall = Infinity,
  ) {
    const { vendors, clock, folder } = outside;
    const kept = folder.workbook();
    const fresh = workbookOf('list', sampleSheet({ contacts: 320 }));
    this.runtime = new LocalRuntime({
      dist,
      workbook: kept ? Workbook.fromJSON(kept) : fresh,
      clock,
      seed,
      http: {
        fetch: (request, nowMs) => {
          if (request.url.endsWith('/enrich/bulk')) outside.onSubmit();
          return vendors.transport.fetch(request, nowMs);
        },
      },
    });
    const properties = folder.properties();
    if (properties) this.runtime.load(properties);
    new Keeper(this.runtime, folder, (_call, ms) => {
      clock.advance(ms);
      return undefined;
    }).save();
    const keep = this.runtime.hooks.beforeCall;
    let calls = 0;
    this.runtime.hooks.beforeCall = (call) => (++calls >= dieAtCall ? 'kill' : keep?.(call));
  }

  call<M extends Method>(method: M, args: Methods[M]['args']): Methods[M]['value'] {
    const reply = callAddon(this.runtime, method, args);
    if (!reply.ok) throw new Error(reply.message);
    return reply.value;
  }

  start(): string {
    this.call('connect', {
      vendor: 'cleanlist',
      key: this.outside.vendors.emulators.cleanlist.demoKey,
    });
    const { id, digest } = this.call('quote', CHOICE);
    this.call('start', { choice: CHOICE, quote: { id, digest }, pauseWhenUsedUp: false });
    return id;
  }

  /** Works until the run is closed, deciding what nobody knows as left out. */
  finish(run: string): RunView {
    this.call('connect', {
      vendor: 'cleanlist',
      key: this.outside.vendors.emulators.cleanlist.demoKey,
    });
    for (let steps = 0; steps < 200; steps += 1) {
      const view = this.call('work', { run });
      if (view.state === 'closed') return view;
      if (view.state === 'paused') this.call('resume', { run });
      for (const { number, state } of view.attention) {
        if (state === 'unknown') this.call('decide', { run, batch: number, decision: 'leave_out' });
      }
      this.outside.clock.advance(view.callAgainInMs ?? 1000);
    }
    throw new Error('The run does not end');
  }
}

describe('what is kept on disk of a live document', () => {
  it('knows of a batch before it is sent', () => {
    const outside = new Outside();
    const process = new Process(outside, 1);
    let submits = 0;
    outside.onSubmit = () => {
      submits += 1;
      const { runtime } = process;
      expect(outside.folder.properties()?.documents).toEqual(runtime.dump().documents);
      expect(outside.folder.workbook()?.sheets[1]?.rows.length).toBeGreaterThan(100);
    };
    process.finish(process.start());
    expect(submits).toBe(1);
  });

  it('is enough to go on after any death, without buying twice or writing into a wrong row', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 6; round += 1) {
      const outside = new Outside();
      const run = new Process(outside, 1).start();
      for (let death = 0; death < 3; death += 1) {
        try {
          new Process(outside, 10 + death, 5 + Math.floor(random() * 120)).finish(run);
        } catch (error) {
          if (!(error instanceof ExecutionFailed)) throw error;
        }
        outside.clock.advance(60_000);
      }
      const survivor = new Process(outside, 99);
      expect(survivor.finish(run).state).toBe('closed');
      const ledger = new LedgerDesk(outside.vendors);
      ledger.follow(survivor.runtime.workbook);
      const view = ledger.view();
      expect(view).toMatchObject({ paidTwice: 0, wrongRows: [] });
    }
  });
});
