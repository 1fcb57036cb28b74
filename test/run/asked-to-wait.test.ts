// A vendor that answers every status read with "too many requests": after a day a person is asked, as for any other that gives
// no answer.
import { Addon } from '../support/addon';
import { people } from '../support/people';

const HOUR_MS = 3_600_000;

function waitingFor(hours: number): Addon {
  const addon = new Addon({ rows: people(2) });
  const run = addon.work(addon.start());
  addon.vendor.faults.next('status', '429', 1_000);
  for (let hour = 0; hour < hours; hour++) {
    addon.clock.advance(HOUR_MS);
    addon.ask('work', { run: run.id });
  }
  return addon;
}

test('for hours it is waited for', () => {
  const [run] = waitingFor(20).ask('history', null).runs;
  expect(run).toMatchObject({ state: 'open', attention: [] });
});

test('after a day it waits for a person, who may look again', () => {
  const addon = waitingFor(26);
  const [run] = addon.ask('history', null).runs;
  expect(run?.state).toBe('waiting');
  expect(run?.attention).toMatchObject([
    { state: 'stalled', message: expect.stringContaining('could not be read for a day') as string },
  ]);
  addon.vendor.faults.clear();
  addon.ask('decide', { run: run?.id ?? '', batch: 1, decision: 'look_again' });
  expect(addon.goOn(run?.id ?? '')).toMatchObject({ state: 'closed' });
});

test('a batch that nobody looked at for days is not given up at the first such answer', () => {
  const addon = new Addon({ rows: people(2) });
  const run = addon.work(addon.start());
  addon.clock.advance(50 * HOUR_MS);
  addon.vendor.faults.next('status', '429');
  expect(addon.ask('work', { run: run.id })).toMatchObject({ state: 'open' });
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed' });
});
