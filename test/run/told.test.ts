// What a person is told of a run that the vendor refuses, keeps waiting or does not take for want of credits.
import type { RunView } from '../../src/rpc/contract-run';
import type { Addon } from '../support/addon';
import { enriched, LOOKUP, VALIDATE } from '../support/by-email';
import { people } from '../support/people';
import { begin, tamper } from './vendor-story';

describe('contacts that the vendor refused together', () => {
  function refused(): { addon: Addon; end: RunView } {
    const { addon, run } = begin(6);
    addon.vendor.faults.next('submit', '400');
    return { addon, end: addon.workToEnd(run) };
  }

  test('are told with the vendor’s words when the run has ended, and in its line of history', () => {
    const { addon, end } = refused();
    const told = { state: 'closed', refused: { contacts: 6, vendor: 'cleanlist' }, leftOut: 6 };
    expect(end).toMatchObject(told);
    expect(end.refused?.message).toMatch(/^Nothing was paid for them\. Cleanlist said: \S/);
    expect(addon.ask('history', null).runs).toMatchObject([told]);
    expect(end.afterwards).toMatchObject({ failed: 6, canUndo: false });
  });

  test('can be sent again, and then nothing is told of them any more', () => {
    const { addon, end } = refused();
    const rows = { kind: 'failed', run: end.id } as const;
    const again = addon.workToEnd(addon.start({ rows }));
    expect(again).toMatchObject({ state: 'closed', contacts: 6, refused: null });
  });

  test('are in the details for support, without a name', () => {
    const { addon, run } = begin(6);
    const [, [first = '', last = ''] = []] = addon.shown();
    const detail = `The request for ${first} ${last} is not valid`;
    tamper(addon, 'submit', () => ({ status: 400, headers: {}, body: JSON.stringify({ detail }) }));
    const end = addon.workToEnd(run);
    const { text } = addon.ask('support', { run: end.id });
    expect(text).toContain('Refused: 6 contacts');
    for (const name of [first, last]) {
      expect(name).not.toBe('');
      expect(text).not.toContain(name);
      expect(end.refused?.message).not.toContain(name);
    }
  });
});

describe('the time left', () => {
  test('holds the pause that the vendor asks for', () => {
    const { addon, run } = begin(6);
    tamper(addon, 'submit', () => ({
      status: 429,
      headers: { 'retry-after': '1200' },
      body: '{}',
    }));
    const waiting = addon.work(run);
    expect(waiting.next).toContain('no more requests for 20 minutes');
    expect(waiting.secondsLeft).toBeGreaterThan(1200);
  });

  test.each([
    ['look-ups', LOOKUP, 20, 80],
    ['one validation', VALIDATE, 1, 4],
  ])('is that of sending where the vendor answers at once: %s', (_, choice, count, seconds) => {
    const emails = Array.from({ length: count }, (_, one) => [`sample${one}@northwind.example`]);
    const addon = enriched([['Email'], ...emails]);
    expect(addon.start(choice).secondsLeft).toBe(seconds);
  });

  test('is not told while the vendor does not answer at all', () => {
    const { addon, run } = begin(6);
    addon.vendor.faults.outage(addon.clock.now(), addon.clock.now() + 3_600_000);
    expect(addon.work(run)).toMatchObject({ state: 'open', secondsLeft: null });
  });
});

describe('a balance that does not cover what is sent next', () => {
  function short(balance: number): { addon: Addon; paused: RunView } {
    const { addon, run } = begin(6);
    addon.vendor.setBalance('org_demo', balance);
    return { addon, paused: addon.workToEnd(run) };
  }

  test('is told with its number, and not as used up', () => {
    const { paused } = short(5);
    expect(paused).toMatchObject({ pause: { reason: 'credits' }, triedAt: null });
    expect(paused.pause?.message).toMatch(
      /^Cleanlist did not take the next 6 contacts: the balance \(5\) does not cover them\./,
    );
    expect(paused.pause?.message).not.toContain('used up');
  });

  test('is told without a number once something was bought since that was said', () => {
    // Two lack both, five only the phone: sent in this order, each bought thing a line of the ledger.
    const rows = people(7).map((row, index) =>
      index < 3 ? row : row.map((text, column) => (column === 4 ? `p${index}@firm.example` : text)),
    );
    const { addon, run } = begin(rows, { channels: ['email', 'phone'] });
    addon.vendor.setBalance('org_demo', 40);
    const paused = addon.workToEnd(run);
    expect(addon.vendor.ledger.purchases).toHaveLength(4);
    expect(paused.pause?.message).toContain('credits are used up');
  });

  test('is told again with the time when Continue did not help, until something is sent', () => {
    const { addon, paused } = short(5);
    addon.clock.advance(60_000);
    const resumed = addon.ask('resume', { run: paused.id });
    const at = addon.clock.now();
    const again = addon.workToEnd(resumed);
    expect(again.pause).toEqual(paused.pause);
    expect(Math.abs((again.triedAt ?? 0) - at)).toBeLessThan(10_000);
    addon.vendor.setBalance('org_demo', 50);
    expect(addon.workToEnd(addon.ask('resume', { run: paused.id }))).toMatchObject({
      state: 'closed',
      triedAt: null,
    });
  });
});

test('a run that was stopped says so, also once its key is gone', () => {
  const { addon, run } = begin(6);
  addon.work(run);
  addon.ask('stop', { run: run.id });
  addon.ask('disconnect', { vendor: 'cleanlist' });
  const view = addon.work(run);
  expect(view).toMatchObject({ stopping: true, state: 'paused', pause: { reason: 'key' } });
  expect(view.next).toMatch(/^Stopping: nothing more is sent/);
});
