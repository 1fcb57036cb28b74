// What a run costs in service calls, and how fast it asks the vendor: counted by the runtime's meter on the built bundle.
import type { HookCall } from '../../local/runtime/environment';
import type { MeterCounts } from '../../local/runtime/meter';
import { floorOfCalls, floorOfTime } from '../../scripts/bench/floor';
import { WorkflowTimes } from '../../scripts/bench/vendor';
import { Addon, choose, USER } from '../support/addon';
import { person } from '../support/people';
import { brokenPromises, states } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
/** No columns of the user's own for results: those of the add-on stand side by side. */
function contiguous(count: number): string[][] {
  const rows = Array.from({ length: count }, (_, index) => person(index).slice(0, 4));
  return [['First name', 'Last name', 'Company', 'Website'], ...rows];
}

/** Counts calls with their arguments, which the meter does not keep. */
class Calls {
  readonly stops: number[] = [];
  readonly requests: number[] = [];
  readonly posts: number[] = [];
  documentReads = 0;
  sheetWrites = 0;
  propertyWrites = 0;

  constructor(addon: Addon) {
    addon.runtime.hooks.beforeCall = (call) => {
      this.note(call, addon.clock.now());
      return undefined;
    };
  }

  private note({ method, args }: HookCall, now: number): void {
    if (method === 'Properties.getProperty' && String(args[0]).startsWith('stop:')) {
      this.stops.push(now);
    }
    if (method === 'Range.setValues' || method === 'RangeList.setValue') this.sheetWrites++;
    if (method === 'Properties.setProperties') this.propertyWrites++;
    if (method === 'UrlFetchApp.fetch') this.requests.push(now);
    if (method === 'UrlFetchApp.fetch' && String(args[0]).endsWith('/bulk')) this.posts.push(now);
    if (method === 'UrlFetchApp.fetchAll') {
      this.requests.push(...(args[0] as unknown[]).map(() => now));
    }
  }
}

function watchWorkflows(addon: Addon): WorkflowTimes {
  const workflows = new WorkflowTimes();
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, now) => {
    const answer = handle(request, now);
    workflows.note(answer, now);
    return answer;
  };
  return workflows;
}

function sheetReads({ reads }: MeterCounts): number {
  return reads.SpreadsheetApp ?? 0;
}

function busiest(times: readonly number[], windowMs: number): number {
  return times.reduce((most, from) => {
    const within = times.filter((time) => time >= from && time < from + windowMs).length;
    return Math.max(most, within);
  }, 0);
}

describe('a run of 600 contacts in three batches', () => {
  const addon = new Addon({ rows: contiguous(600), emulator: { shares: ALL } });
  const started = addon.start();
  const calls = new Calls(addon);
  const slices: MeterCounts[] = [];
  let view = started;
  while (view.callAgainInMs !== null) {
    view = addon.work(view);
    if (addon.last !== null) slices.push(addon.last.calls);
  }

  test('ends with every value in its row', () => {
    expect(view).toMatchObject({ state: 'closed', found: { email: 600 } });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('submits three times, and reads each status at most eight times', () => {
    expect(addon.vendor.ledger.requests.submit).toBe(3);
    expect(addon.vendor.ledger.requests.status).toBeLessThanOrEqual(3 * 8);
  });

  test('reads all document properties once a slice, beside the user’s own', () => {
    const reads = slices.map(({ methods }) => methods['Properties.getProperties'] ?? 0);
    expect(Math.max(...reads)).toBe(2);
  });

  test('reads the sheet at most six times a slice, and not at all while it only waits', () => {
    expect(Math.max(...slices.map(sheetReads))).toBeLessThanOrEqual(6);
    expect(Math.min(...slices.map(sheetReads))).toBe(0);
  });

  test('writes properties at most five times a batch, beside once a slice that found it running', () => {
    expect(calls.stops).toHaveLength(3);
    const waiting = slices.filter((slice) => sheetReads(slice) === 0).length;
    expect(calls.propertyWrites).toBeLessThanOrEqual(3 * 5 + waiting);
  });

  test('writes to sheets at most four times a batch', () => {
    expect(calls.sheetWrites).toBeLessThanOrEqual(3 * 4);
  });
});

test('each kind of contact is submitted in as few requests as its vendor takes', () => {
  const rows = [
    ['First name', 'Last name', 'Company', 'Website', 'Email', 'Phone'],
    ...Array.from({ length: 780 }, (_, index) => {
      const has = [{}, { phone: '+49 30 901820' }, { email: `own${index}@home.example` }][
        index % 3
      ];
      return person(index, has);
    }),
  ];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const end = addon.workToEnd(addon.start({ channels: ['email', 'phone'] }));
  expect(end).toMatchObject({ state: 'closed', found: { email: 520, phone: 520 } });
  expect(addon.vendor.ledger.requests.submit).toBe(6);
});

describe('ten thousand rows', () => {
  const addon = new Addon({ rows: contiguous(10_000) });
  const workflows = watchWorkflows(addon);
  const calls = new Calls(addon);
  // What a key is asked when it is connected is not the run's.
  addon.connect();
  addon.clock.advance(60_000);
  const began = addon.clock.now();
  const { id, digest } = addon.quote();
  let end = addon.ask('start', {
    choice: choose({}),
    ...{ quote: { id, digest }, pauseWhenUsedUp: true },
  });
  let slicesWithResults = 0;
  let slices = 0;
  for (; end.callAgainInMs !== null; slices++) {
    const before = end.done;
    end = addon.work(end);
    if (end.done > before) slicesWithResults++;
  }
  const seconds = (addon.clock.now() - began) / 1000;
  const course = {
    ...{ batches: 40, slicesWithResults, runsOfBlanks: 1 },
    durations: workflows.durations(),
  };

  test('finish, in forty submits', () => {
    expect(end).toMatchObject({ state: 'closed', done: 10_000 });
    expect(addon.vendor.ledger.requests.submit).toBe(40);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('cost at most four property writes, one stop read and four sheet writes a batch', () => {
    expect(calls.stops).toHaveLength(40);
    expect(calls.propertyWrites).toBeLessThanOrEqual(40 * 4);
    expect(calls.sheetWrites).toBeLessThanOrEqual(40 * 4);
  });

  test('cost hardly more calls than their floor, connecting and planning included', () => {
    const ratio = addon.runtime.meter.total() / floorOfCalls(course);
    expect(ratio).toBeLessThanOrEqual(1.2);
    expect(slices).toBeLessThanOrEqual(20);
  });

  test('cost at least thirty times fewer calls than a fetch and a write a row', () => {
    expect((2 * 10_000) / addon.runtime.meter.total()).toBeGreaterThanOrEqual(30);
  });

  test('take hardly longer than the vendor’s requests a minute and its workflows allow', () => {
    expect(workflows.count).toBe(40);
    expect(seconds / (floorOfTime(course) / 1000)).toBeLessThanOrEqual(1.22);
  });

  test('read each status about twice', () => {
    expect(addon.vendor.ledger.requests.status).toBeLessThanOrEqual(2 * 40);
  });

  test('read the user’s properties once a slice', () => {
    // With those of the document; connecting, planning and starting take a few.
    const { 'Properties.getProperties': all = 0, 'Properties.getProperty': one = 0 } =
      addon.runtime.meter.detail();
    expect(all).toBeLessThanOrEqual(2 * slices + 8);
    expect(one).toBeLessThanOrEqual(calls.stops.length + 2);
  });

  test('ask the vendor at most thirty times in any minute', () => {
    expect(busiest(calls.requests, 60_000)).toBeLessThanOrEqual(30);
  });
});

describe.each([4, 12, 31, 58, 90, 120, 150, 180])('a batch alone that takes %i seconds', (took) => {
  const addon = new Addon({
    rows: contiguous(3),
    emulator: { shares: ALL, duration: { min: took, max: took } },
  });
  const calls = new Calls(addon);
  const run = addon.start();
  addon.workToEnd(run);
  const workedAt = addon.clock.now();

  test('is read at most eight times', () => {
    expect(addon.vendor.ledger.requests.status).toBeLessThanOrEqual(8);
  });

  test('is in the sheet soon after it is ready', () => {
    const [submittedAt = 0] = calls.posts;
    const late = (workedAt - submittedAt) / 1000 - took;
    // Reads are up to 40 seconds apart, and up to 10 in the first quarter of a minute.
    expect(late).toBeLessThanOrEqual(took <= 15 ? 20 : 45);
    expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(3);
  });
});

describe('after "try again later"', () => {
  test.each([
    ['in seconds', '429 seconds', 20],
    ['as a date', '429 date', 20],
    ['without a time', '429', 60],
  ] as const)('%s the vendor is left alone as long, over all slices', (_, fault, seconds) => {
    const addon = new Addon({ rows: contiguous(3), emulator: { shares: ALL } });
    const run = addon.start();
    const calls = new Calls(addon);
    addon.vendor.faults.next('submit', fault);
    addon.work(run);
    const refusedAt = calls.requests.at(-1) ?? 0;
    const before = calls.requests.length;
    for (let slice = 0; slice < 40; slice++) addon.work({ ...run, callAgainInMs: 2_000 });
    const [next] = calls.requests.slice(before);
    expect((next ?? 0) - refusedAt).toBeGreaterThanOrEqual(seconds * 1000);
    expect((next ?? Infinity) - refusedAt).toBeLessThan((seconds + 10) * 1000);
  });

  test('on a status read, reading and sending wait alike', () => {
    const addon = new Addon({ rows: contiguous(3), emulator: { shares: ALL } });
    const run = addon.start();
    addon.work(run);
    const calls = new Calls(addon);
    addon.vendor.faults.next('status', '429 seconds');
    addon.clock.advance(60_000);
    addon.work(run);
    for (let slice = 0; slice < 6; slice++) addon.work({ ...run, callAgainInMs: 2_000 });
    expect(calls.requests).toHaveLength(1);
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
  });
});

describe('stop', () => {
  test('is heard before the next request, and what was bought is collected', () => {
    const addon = new Addon({ rows: contiguous(600), emulator: { shares: ALL } });
    const run = addon.start();
    let posts = 0;
    addon.runtime.hooks.afterCall = (call) => {
      const isPost = call.service === 'UrlFetchApp' && String(call.args[0]).endsWith('/bulk');
      // A second tab, without the lock that the slice holds.
      if (isPost && ++posts === 1) addon.ask('stop', { run: run.id });
      return undefined;
    };
    addon.work(run);
    expect(addon.vendor.ledger.requests.submit).toBe(1);
    const end = addon.workToEnd(run);
    expect(addon.vendor.ledger.requests.submit).toBe(1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 250 }, leftOut: 350 });
    expect(brokenPromises(addon)).toEqual([]);
    expect(addon.column('Enrichment status').filter((text) => text === 'Waiting')).toEqual([]);
  });
});

describe('the hourly trigger', () => {
  test('is made at the start, one and hourly, and goes when the run has ended', () => {
    const addon = new Addon({ rows: contiguous(3) });
    const run = addon.start();
    expect(addon.runtime.triggers()).toMatchObject([{ everyHours: 1, user: USER }]);
    addon.workToEnd(run);
    expect(addon.runtime.triggers()).toEqual([]);
  });

  test('alone brings a run to its end', () => {
    const addon = new Addon({ rows: contiguous(600), emulator: { shares: ALL } });
    addon.start();
    const fired = addon.fireToEnd();
    expect(fired.every(({ kind }) => kind === 'returned')).toBe(true);
    expect(Math.max(...fired.map(({ durationMs }) => durationMs))).toBeLessThan(4 * 60_000);
    expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(600);
    expect(states(addon)).toEqual([]);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('goes while a person has to decide, and comes back with the decision', () => {
    const addon = new Addon({ rows: contiguous(3), emulator: { shares: ALL } });
    const run = addon.start();
    addon.vendor.faults.next('submit', 'timeout before');
    addon.work(run);
    expect(addon.runtime.triggers()).toEqual([]);
    addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
    expect(addon.runtime.triggers()).toHaveLength(1);
  });

  test('is not made again by a second run, and stays until the last one ends', () => {
    const addon = new Addon({ rows: contiguous(4), emulator: { shares: ALL } });
    const first = addon.start({ rows: { kind: 'first', count: 2 } });
    const second = addon.start();
    expect(addon.runtime.triggers()).toHaveLength(1);
    addon.workToEnd(first);
    addon.workToEnd(second);
    expect(addon.runtime.triggers()).toEqual([]);
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('works at most seventy-five minutes of a day', () => {
    const addon = new Addon({
      rows: contiguous(3),
      emulator: { duration: { min: 1e6, max: 1e6 } },
    });
    addon.start();
    addon.runtime.userProperties(USER).set('trigger-time', `2026-09-01:${74 * 60_000}`);
    addon.clock.advance(3_600_000);
    addon.runtime.runDueTriggers();
    expect(addon.vendor.ledger.requests.submit).toBe(1);
    const asked = addon.vendor.ledger.requests.status;
    addon.runtime.userProperties(USER).set('trigger-time', `2026-09-01:${75 * 60_000}`);
    addon.clock.advance(3_600_000);
    addon.runtime.runDueTriggers();
    expect(addon.vendor.ledger.requests.status).toBe(asked);
    addon.clock.advance(24 * 3_600_000);
    addon.runtime.runDueTriggers();
    expect(addon.vendor.ledger.requests.status).toBeGreaterThan(asked);
  });

  test('that Google refuses stops no run, and the sidebar says so', () => {
    const addon = new Addon({ rows: contiguous(3), emulator: { shares: ALL } });
    addon.runtime.faults.add({
      method: 'ClockTriggerBuilder.create',
      message: 'No triggers here.',
    });
    const run = addon.start();
    expect(run.background).toContain('No triggers here.');
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
  });
});

describe.each(['refused', 'null', 'throws'] as const)('without a lock (%s)', (lock) => {
  test('a slice, a decision and a resume do nothing and say so; stop is heard', () => {
    const addon = new Addon({ rows: contiguous(3) });
    const run = addon.start();
    addon.runtime.faults.conditions.documentLock = lock;
    const slice = addon.call('work', { run: run.id });
    expect(slice.ok).toBe(lock === 'refused');
    expect(addon.call('resume', { run: run.id })).toMatchObject({ ok: false, code: 'busy' });
    expect(states(addon)).toEqual(['created']);
    expect(addon.vendor.ledger.requests.submit).toBe(0);
    expect(addon.call('stop', { run: run.id })).toMatchObject({ ok: true });
    addon.runtime.faults.conditions.documentLock = 'works';
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', leftOut: 3 });
  });
});
