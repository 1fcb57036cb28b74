// A vendor that is away for an hour, as the trigger alone and the user see it. That an outage costs at most one batch, from any
// request of a run on, is tried for every vendor in test/disturbed.
import { threeKinds } from '../support/people';
import { states } from '../support/witness';
import { begin, letPass, type Story } from './vendor-story';

const HOUR = 3_600_000;
const BOTH = { channels: ['email', 'phone'] as const };

function start(): Story {
  return begin(threeKinds(2), BOTH);
}

/** The vendor is away from the nth call of the run on, for an hour. */
function awayFrom({ addon }: Story, nth: number): void {
  let calls = 0;
  const real = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, nowMs) => {
    if (++calls === nth) addon.vendor.faults.outage(nowMs, nowMs + HOUR);
    return real(request, nowMs);
  };
}

test('an outage that the closed sidebar sees through its trigger alone ends by itself', () => {
  const story = start();
  awayFrom(story, 3);
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
