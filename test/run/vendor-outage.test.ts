// A vendor that is away for an hour, in whichever phase of a run, and the named situations one after another: an outage costs at
// most one batch that a person decides about, and ends by itself.
import type { FaultName } from '../../local/vendors/fault';
import { FIXTURES, type FixtureName } from '../../local/vendors/cleanlist/fixtures';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { threeKinds } from '../support/people';
import { states } from '../support/witness';
import { begin, decide, EMULATOR, faultsOf, letPass, type Story } from './vendor-story';

const HOUR = 3_600_000;
const BOTH = { channels: ['email', 'phone'] as const };
const WHOLE = { state: 'closed', found: { email: 4, phone: 4 }, unplaced: 0 };

function start(): Story {
  return begin(threeKinds(2), BOTH);
}

/** The vendor is away from the nth call of the run on, for an hour. */
function awayFrom({ addon }: Story, nth: number, fault: FaultName): void {
  let calls = 0;
  const real = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, nowMs) => {
    if (++calls === nth) addon.vendor.faults.outage(nowMs, nowMs + HOUR, fault);
    return real(request, nowMs);
  };
}

const CASES: readonly (readonly [number, FaultName])[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((nth) => [nth, 'timeout before'] as const),
  ...([
    [2, '503 page'],
    [3, '502'],
    [3, 'dns'],
    [4, '504'],
    [6, '503 page'],
  ] as const),
];

test.each(CASES)(
  'an outage of an hour from call %i of a run on (%s) costs at most one batch, and ends by itself',
  (nth, fault) => {
    const story = start();
    awayFrom(story, nth, fault);
    const { addon, run } = story;
    const view = letPass(addon, run, 300, 6);
    const unknown = states(addon).filter((state) => state === 'unknown').length;
    expect(unknown).toBeLessThanOrEqual(1);
    expect(faultsOf(addon, view)).toEqual([]);
    expect(addon.vendor.ledger.requests.balance).toBeLessThan(20);
    if (unknown === 0) {
      expect(view).toMatchObject(WHOLE);
      return;
    }
    expect(view).toMatchObject({ state: 'waiting', next: 'Waits for your decision.' });
    const again = decide(addon, view, 'send_again');
    expect(letPass(addon, again, 300, 6)).toMatchObject(WHOLE);
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  },
);

test('an outage that the closed sidebar sees through its trigger alone ends by itself', () => {
  const story = start();
  awayFrom(story, 3, 'timeout before');
  const { addon, run } = story;
  addon.fireToEnd();
  const view = addon.home().runs.find(({ id }) => id === run.id);
  expect(states(addon).filter((state) => state === 'unknown').length).toBeLessThanOrEqual(1);
  expect(view?.state).toBe('waiting');
  expect(addon.runtime.triggers()).toEqual([]);
});

test('while it lasts, the user reads that the vendor does not answer', () => {
  const { addon, run } = start();
  const now = addon.clock.now();
  addon.vendor.faults.outage(now, now + HOUR);
  const view = letPass(addon, run, 60, 0.2);
  expect(view).toMatchObject({
    state: 'open',
    next: 'Cleanlist does not answer at the moment; it is asked again soon. Nothing is sent before it does.',
  });
  expect(addon.vendor.ledger.requests.submit).toBe(0);
});

/** What each named situation costs the user: nothing, a click, or a batch to decide about. */
const ENDS: Readonly<Record<FixtureName, Partial<RunView>>> = {
  A: WHOLE as Partial<RunView>,
  B: WHOLE as Partial<RunView>,
  C: WHOLE as Partial<RunView>,
  D: WHOLE as Partial<RunView>,
  E: { state: 'waiting' },
  F: WHOLE as Partial<RunView>,
  H: { state: 'closed', incomplete: 1 },
  I: { state: 'paused' },
  J: WHOLE as Partial<RunView>,
  K: { state: 'waiting' },
  L: WHOLE as Partial<RunView>,
  M: WHOLE as Partial<RunView>,
  N: WHOLE as Partial<RunView>,
  S: { state: 'waiting' },
};

describe('the named situation', () => {
  test.each(Object.keys(FIXTURES) as FixtureName[])('%s', (name) => {
    const addon = new Addon({ rows: threeKinds(2), emulator: EMULATOR });
    FIXTURES[name].apply(addon.vendor);
    let view = letPass(addon, addon.start(BOTH), 60, 6);
    expect(view).toMatchObject(ENDS[name]);
    expect(faultsOf(addon, view)).toEqual([]);
    for (let asked = 0; view.state !== 'closed' && asked < 4; asked++) {
      const way =
        view.state === 'paused'
          ? addon.ask('resume', { run: view.id })
          : decide(addon, view, name === 'E' ? 'look_again' : 'leave_out');
      view = letPass(addon, way, 60, 6);
      if (name === 'E' && asked === 2) break;
    }
    expect(view.state).toBe(name === 'E' ? 'waiting' : 'closed');
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
    expect(faultsOf(addon, view).filter((fault) => !fault.startsWith('lost: '))).toEqual([]);
  });
});
