// The property store as a whole: what open runs may still grow to is reserved, and history gives way to a run that needs the room.
import type { KeyValueStore } from '../../src/ports';
import { type Batch, NO_TALLY } from '../../src/run/state/batch';
import { gatherHalves } from '../../src/run/slice/gather-halves';
import { DocumentState } from '../../src/run/state/document';
import { STORE_BYTES } from '../../src/run/plan/plan';
import { entryBytes, reservedBytes } from '../../src/run/state/record-size';
import { encodeBatch, encodeClosedRun, encodeRun } from '../../src/run/state/records';
import { type ClosedRun, goesOnAlone, type Run, stateOf } from '../../src/run/state/run';

class MapStore implements KeyValueStore {
  readonly entries = new Map<string, string>();

  constructor(...records: readonly Readonly<Record<string, string>>[]) {
    records.forEach((record) => {
      this.setAll(record);
    });
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.entries);
  }
  get(key: string): string | null {
    return this.entries.get(key) ?? null;
  }
  setAll(entries: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(entries)) this.entries.set(key, value);
  }
  delete(key: string): void {
    this.entries.delete(key);
  }
  clear(): void {
    this.entries.clear();
  }
  bytes(): number {
    return [...this.entries].reduce((sum, [key, value]) => sum + entryBytes(key, value), 0);
  }
}

const BOOK = 'book-1';
const CLOCK = { now: (): number => 0 };
const SOURCE = { sheetId: 0, headerRow: 0, columns: {}, headerHash: '' };

function closed(index: number): ClosedRun {
  return {
    ...{
      id: `CLOSED${String(index).padStart(6, '0')}`,
      user: 'ada',
      schedule: '',
      operation: 'find',
      sheetId: 0,
      channels: ['email'],
    },
    ...{ contacts: 1, costs: [], startedAt: index, closedAt: index, incompleteRows: 0 },
    ...{ leftOut: 0, givenUp: 0, tally: NO_TALLY, undone: null, placedAgain: null },
    place: { source: { ...SOURCE, headerHash: 'x'.repeat(2_000) }, outputs: {} },
  };
}

function batch(number: number, change: Partial<Batch> = {}): Batch {
  const contacts = Array.from({ length: 250 }, () => ['aaaaaaaa'] as [string]);
  return {
    ...{ run: 'AAAABBBBCCCC', number, state: 'created', service: 'cleanlist/bulk' },
    ...{ isFurther: false, isPassedOn: false, isDistinct: false },
    ...{ type: 'full', part: 'all', contacts, reserved: null },
    ...{ tasks: null, workflowId: '', since: 1_788_264_000, reads: 0, due: 0, missingSince: 0 },
    ...{
      emptyReads: 0,
      rounds: 0,
      logged: false,
      insisted: false,
      resent: false,
      tally: NO_TALLY,
      note: '',
    },
    ...change,
  };
}

function run(change: Partial<Run> = {}): Run {
  return {
    ...{
      id: 'AAAABBBBCCCC',
      book: BOOK,
      schedule: '',
      operation: 'find',
      user: 'ada',
      vendors: [{ id: 'cleanlist', organization: 'o', maximum: 1 }],
      route: {},
      asked: { email: 1, phone: 0 },
      source: SOURCE,
      outputs: {},
    },
    ...{ channels: ['email'], overwrite: [], contacts: 1, incompleteRows: 0 },
    ...{ batches: 2, inFlight: 2, startedAt: 1, drivenAt: 1, pause: null, probe: [] },
    ...{ probeFailures: 0, notBefore: 0, faults: 0, ...change },
  };
}

test('what an open run may still grow to counts as taken', () => {
  const batches = [batch(1), batch(2)];
  const store = new MapStore(encodeRun(run()), ...batches.map(encodeBatch));
  const document = new DocumentState(store, BOOK, CLOCK);
  expect(document.bytes()).toBe(reservedBytes(batches, 2));
  expect(document.bytes()).toBeGreaterThan(store.bytes() + 2 * 250 * 5);
});

test('history takes no room from a plan, and the oldest of it goes when a run needs the room', () => {
  const history = Array.from({ length: 60 }, (_, index) => closed(index));
  const store = new MapStore(...history.map(encodeClosedRun), { 'map:0': 'kept' });
  const document = new DocumentState(store, BOOK, CLOCK);
  expect(document.bytes()).toBe(entryBytes('map:0', 'kept'));
  document.makeRoom(STORE_BYTES - 50_000, STORE_BYTES);
  expect(store.bytes()).toBeLessThanOrEqual(50_000);
  expect(store.bytes()).toBeGreaterThan(46_000);
  const left = document.closedRuns().map(({ id }) => id);
  expect(left[0]).toBe('CLOSED000059');
  expect(left).toHaveLength(new DocumentState(store, BOOK, CLOCK).closedRuns().length);
  expect(store.get('map:0')).toBe('kept');
});

test('where there is room, no history is forgotten', () => {
  const store = new MapStore(...[0, 1, 2].map((index) => encodeClosedRun(closed(index))));
  new DocumentState(store, BOOK, CLOCK).makeRoom(100_000, STORE_BYTES);
  expect(new DocumentState(store, BOOK, CLOCK).closedRuns()).toHaveLength(3);
});

test('a run whose room is taken by batches that wait for a person waits, too, and says so', () => {
  const stalled = batch(1, { state: 'stalled', workflowId: 'w', tasks: ['abcde'] });
  const rest = batch(2);
  const tight = run({ inFlight: 1 });
  expect(stateOf(tight, [stalled, rest])).toBe('waiting');
  expect(goesOnAlone(tight, [stalled, rest])).toBe(false);
  expect(stateOf(run(), [stalled, rest])).toBe('open');
  expect(goesOnAlone(run(), [stalled, rest])).toBe(true);
  const awaited = batch(3, { state: 'submitted', workflowId: 'v' });
  expect(stateOf(tight, [stalled, rest, awaited])).toBe('open');
  expect(goesOnAlone(tight, [stalled, rest, awaited])).toBe(true);
});

test('a run of another document is neither seen nor deleted', () => {
  const store = new MapStore(encodeRun(run({ book: 'another' })), encodeBatch(batch(1)));
  const before = store.all();
  const document = new DocumentState(store, BOOK, CLOCK);
  expect(document.runs()).toEqual([]);
  document.deleteLeftovers();
  expect(store.all()).toEqual(before);
});

describe('halves that have ended', () => {
  const half = (number: number): Batch =>
    batch(number, {
      ...{ isHalf: true, state: 'completed', contacts: [[String(number).padStart(8, 'a')]] },
      tally: { ...NO_TALLY, email: 1 },
    });
  const halves = (from: number, to: number): Batch[] =>
    Array.from({ length: to - from + 1 }, (_, index) => half(from + index));
  const numbers = (document: DocumentState): number[] =>
    document.batches(run().id).map(({ number }) => number);
  const gather = (document: DocumentState): void => {
    const found = (id: string): Run => document.run(id) ?? run();
    const save: DocumentState['save'] = (changes) => {
      document.save(changes);
    };
    gatherHalves({ document, run: found, save }, run().id);
  };

  test('are one record, and give back the room of the others, to the byte', () => {
    // Whatever awaits results: none of these does.
    const open = run({ batches: 9, spare: 0, inFlight: 0 });
    const store = new MapStore(encodeRun(open), ...halves(1, 9).map(encodeBatch));
    const document = new DocumentState(store, BOOK, CLOCK);
    const taken = document.bytes();
    gather(document);
    expect(numbers(document)).toEqual([1]);
    expect(document.bytes()).toBe(taken);
    expect(document.batch(open.id, 1)).toMatchObject({ tally: { email: 9 } });
    expect(document.batch(open.id, 1)?.contacts).toHaveLength(9);
    expect([...store.entries.keys()].filter((key) => key.startsWith('batch:'))).toHaveLength(1);
  });

  test('count once, also where an execution ended before it had deleted them, and later more are gathered', () => {
    const gathered = { ...half(1), gathered: [2, 3] };
    const records = [gathered, ...halves(2, 12)].map(encodeBatch);
    const store = new MapStore(encodeRun(run({ batches: 12 })), ...records);
    const document = new DocumentState(store, BOOK, CLOCK);
    expect(numbers(document)).toEqual([1, ...halves(4, 12).map(({ number }) => number)]);
    gather(document);
    expect(numbers(new DocumentState(store, BOOK, CLOCK))).toEqual([1]);
  });
});
