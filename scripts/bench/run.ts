// Owns one measured run: the built add-on led from the check to the end by the sidebar's own calls, in the local runtime.
import { VirtualClock } from '../../local/runtime/clock';
import { LocalRuntime } from '../../local/runtime/runtime';
import { callAddon } from '../../local/session/call';
import { workbookOf } from '../../local/session/document';
import type { Method, Methods } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { type Calls, callsOf } from './calls';
import { floorOfCalls, floorOfTime } from './floor';
import { type Phase, Processor, type Spent } from './processor';
import { type Condition, isFilled, sheetOf } from './sheet';
import { MeasuredVendor } from './vendor';

export interface MeasuredRun {
  readonly condition: Condition;
  readonly rows: number;
  readonly contacts: number;
  readonly batches: number;
  readonly slices: number;
  readonly slicesWithResults: number;
  /** From the confirm to the end. */
  readonly calls: Calls;
  /** Of the check and the plan, before the confirm. */
  readonly callsBefore: Calls;
  readonly floorOfCalls: number;
  readonly vendorRequests: number;
  /** From the confirm to the end, in virtual milliseconds. */
  readonly virtualMs: number;
  readonly floorOfTimeMs: number;
  readonly peakPropertyBytes: number;
  readonly processor: Readonly<Record<Phase, Spent>>;
  /** Of the whole process, Node and the emulation included. */
  readonly peakMemoryMb: number;
}

const NOON = Date.UTC(2026, 8, 1, 12);
/** More slices than any run needs: one that never ends must not hang. */
const MOST_SLICES = 5_000;

/** @param dist folder of the built add-on */
export function measureRun(dist: string, condition: Condition, rows: number): MeasuredRun {
  const cells = sheetOf(condition, rows);
  const workbook = workbookOf('Contacts', cells);
  const clock = new VirtualClock(NOON);
  const vendor = new MeasuredVendor();
  const runtime = new LocalRuntime({ dist, workbook, clock, http: vendor });
  const properties = runtime.properties.document;
  let peakPropertyBytes = 0;
  runtime.hooks.afterCall = ({ method }): undefined => {
    if (method === 'Properties.setProperties') {
      peakPropertyBytes = Math.max(peakPropertyBytes, properties.bytes());
    }
  };
  const processor = new Processor(runtime.hooks);
  const ask = <M extends Method>(method: M, args: Methods[M]['args']): Methods[M]['value'] => {
    const reply = callAddon(runtime, method, args);
    if (!reply.ok) throw new Error(`${method}: ${reply.message}`);
    return reply.value;
  };

  ask('connect', { vendor: 'cleanlist', key: vendor.session.emulators.cleanlist.demoKey });
  runtime.meter.reset();
  const choice = { channels: ['email'], rows: { kind: 'all' } } as const;
  processor.during('check', () => ask('inspect', choice));
  const quote = processor.during('plan', () => ask('quote', choice));
  const callsBefore = callsOf(runtime.meter);
  runtime.meter.reset();
  vendor.requests = 0;
  const confirmedAt = clock.now();
  let view: RunView = processor.during('start', () =>
    ask('start', { choice, quote: { id: quote.id, digest: quote.digest }, pauseWhenUsedUp: true }),
  );
  let slices = 0;
  let slicesWithResults = 0;
  let endedAt = clock.now();
  while (view.callAgainInMs !== null) {
    if (++slices > MOST_SLICES) throw new Error(`Still ${view.state} after ${MOST_SLICES} slices.`);
    clock.advance(view.callAgainInMs);
    const { id } = view;
    const placed = processor.slice(() => {
      view = ask('work', { run: id });
    });
    if (placed) slicesWithResults++;
    endedAt = clock.now();
  }
  if (view.state !== 'closed') throw new Error(`The run stays ${view.state}: ${view.next}`);

  const calls = callsOf(runtime.meter);
  const course = {
    batches: vendor.workflows.count,
    slicesWithResults,
    runsOfBlanks: runsOfBlanks(cells, workbook.sheets[0]?.displayed() ?? []),
    durations: vendor.workflows.durations(),
  };
  return {
    ...{ condition, rows, slices, slicesWithResults, calls, callsBefore, peakPropertyBytes },
    contacts: view.contacts,
    batches: course.batches,
    floorOfCalls: floorOfCalls(course),
    vendorRequests: vendor.requests,
    virtualMs: endedAt - confirmedAt,
    floorOfTimeMs: floorOfTime(course),
    processor: processor.phases,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Runs of adjacent rows whose e-mail cell was blank before and that have a result now. */
function runsOfBlanks(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): number {
  const status = after[0]?.indexOf('Enrichment status') ?? -1;
  let runs = 0;
  let isOpen = false;
  for (let row = 1; row < after.length; row++) {
    const isBlank = (after[row]?.[status] ?? '') !== '' && !isFilled(before, row);
    if (isBlank && !isOpen) runs++;
    isOpen = isBlank;
  }
  return runs;
}
