// When a schedule looks: hours and days of the spreadsheet's time zone, the days that are an hour shorter or longer included.
import type { Rhythm } from '../../src/rpc/contract-schedule';
import { Automatic } from '../support/automatic';
import { credits } from '../support/credits';

const HOUR = 3_600_000;

const at = (hour: number): Rhythm => ({ kind: 'daily', hour });

/** Wall clock of an instant, `2026-09-02 09`. */
function shown(instantMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(instantMs);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}`;
}

/** The hours, as the spreadsheet counts them, in which new rows were sent, of which there are some at any time. */
function sentAt(
  timeZone: string,
  rhythm: Rhythm,
  startMs: number,
  hours: number,
  dailyCredits = 100,
): string[] {
  const automatic = new Automatic({ timeZone });
  const { addon } = automatic;
  addon.clock.advance(startMs - addon.clock.now());
  addon.connect();
  automatic.make({ rhythm, dailyCredits });
  for (let hour = 0; hour < hours; hour++) {
    automatic.add(1);
    automatic.hours(1);
  }
  return addon.vendor.ledger.purchases
    .map(({ atMs }) => shown(atMs, timeZone))
    .filter((text, index, all) => all.indexOf(text) === index);
}

describe.each(['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Etc/UTC'])(
  'in %s',
  (zone) => {
    test('every day at nine is the first firing of that hour or the next, once a day', () => {
      const hours = sentAt(zone, at(9), Date.UTC(2026, 8, 2, 3, 20), 52);
      expect(hours.length).toBeGreaterThanOrEqual(2);
      expect(new Set(hours.map((text) => text.slice(0, 10))).size).toBe(hours.length);
      for (const text of hours) expect(['09', '10']).toContain(text.slice(11));
    });
  },
);

test('an hour that has gone is for tomorrow, the present one for today', () => {
  const noon = Date.UTC(2026, 8, 1, 12, 10);
  expect(sentAt('Etc/UTC', at(11), noon, 26)[0]).toMatch(/^2026-09-02 1[12]$/);
  expect(sentAt('Etc/UTC', at(12), noon, 26)[0]).toMatch(/^2026-09-01 1[23]$/);
});

test('the last hour of a day is not left out where the trigger comes after midnight', () => {
  const automatic = new Automatic();
  const { addon } = automatic;
  addon.connect();
  automatic.add(1);
  automatic.make({ rhythm: at(23) });
  const [trigger] = addon.runtime.project.triggers;
  if (trigger === undefined) throw new Error('There is no trigger.');
  trigger.nextRunMs = Date.UTC(2026, 8, 1, 22, 59);
  addon.clock.advance(trigger.nextRunMs - addon.clock.now());
  addon.runtime.runDueTriggers();
  trigger.nextRunMs = Date.UTC(2026, 8, 2, 0, 1);
  addon.clock.advance(trigger.nextRunMs - addon.clock.now());
  expect(automatic.bought()).toEqual([]);
  addon.runtime.runDueTriggers();
  expect(automatic.bought()).toHaveLength(1);
  automatic.add(1);
  automatic.hours(20);
  expect(automatic.bought()).toHaveLength(1);
  automatic.hours(5);
  expect(automatic.bought()).toHaveLength(2);
});

describe('where clocks are put forward or back', () => {
  test.each([
    ['a day without that hour', 'Europe/Berlin', 2, Date.UTC(2027, 2, 27, 12), '2027-03-28'],
    ['a day with that hour twice', 'Europe/Berlin', 2, Date.UTC(2026, 9, 24, 12), '2026-10-25'],
    ['a day without it', 'America/Los_Angeles', 2, Date.UTC(2027, 2, 13, 20), '2027-03-14'],
    ['a day with it twice', 'America/Los_Angeles', 1, Date.UTC(2026, 9, 31, 20), '2026-11-01'],
  ])('%s in %s is looked at once', (_, zone, hour, startMs, day) => {
    const hours = sentAt(zone, at(hour), startMs, 36);
    expect(hours.filter((text) => text.startsWith(day))).toHaveLength(1);
    expect(hours.map((text) => text.slice(0, 10))).toEqual([
      ...new Set(hours.map((text) => text.slice(0, 10))),
    ]);
  });

  test('the next look that is shown is that hour of the next day', () => {
    const automatic = new Automatic({ timeZone: 'Europe/Berlin' });
    automatic.addon.clock.advance(Date.UTC(2026, 9, 24, 12) - automatic.addon.clock.now());
    automatic.addon.connect();
    automatic.make({ rhythm: at(9) });
    const { nextAt } = automatic.view();
    const wanted = Date.UTC(2026, 9, 25, 8);
    expect(nextAt).toBeGreaterThanOrEqual(wanted);
    expect(nextAt).toBeLessThanOrEqual(wanted + HOUR);
  });
});

test('the ceiling is of the spreadsheet’s days, not of Greenwich’s', () => {
  const automatic = new Automatic({ timeZone: 'America/Los_Angeles' });
  automatic.addon.connect();
  automatic.add(9);
  automatic.make({ dailyCredits: 2 });
  automatic.hours(70);
  const days = automatic.boughtByDay('America/Los_Angeles');
  expect(Object.values(days)).toEqual([2, 2, 2, 2].slice(0, Object.keys(days).length));
  expect(Object.keys(days)[0]).toBe('2026-09-01');
  expect(Math.max(...Object.values(automatic.boughtByDay('America/Los_Angeles')))).toBe(2);
});

test('midnight in Greenwich brings no new ceiling elsewhere', () => {
  const automatic = new Automatic({ timeZone: 'America/Los_Angeles' });
  const { addon } = automatic;
  addon.connect();
  addon.clock.advance(9 * HOUR);
  automatic.add(2);
  automatic.make({ dailyCredits: 3 });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
  automatic.hours(3);
  automatic.add(3);
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(3);
});

test('a time zone that is changed brings no day back', () => {
  const automatic = new Automatic({ timeZone: 'Asia/Tokyo' });
  const { addon } = automatic;
  addon.connect();
  addon.clock.advance(4 * HOUR);
  automatic.add(2);
  automatic.make({ dailyCredits: 3 });
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ timeZone: 'Asia/Tokyo', spentToday: credits(2) });
  Object.defineProperty(addon.workbook, 'timeZone', { value: 'America/Los_Angeles' });
  automatic.add(3);
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({
    timeZone: 'America/Los_Angeles',
    spentToday: credits(3),
  });
  automatic.hours(8);
  expect(automatic.bought()).toHaveLength(3);
});

describe('a time zone that is moved forward', () => {
  const KIRITIMATI = 'Pacific/Kiritimati';

  /** Two were sent at an hour; then, at another one, the zone is moved, and two more are there. */
  function moved(sentHour: number, movedHour: number): Automatic {
    const automatic = new Automatic();
    automatic.addon.connect();
    automatic.addon.clock.advance(Date.UTC(2026, 8, 2, sentHour - 1) - automatic.addon.clock.now());
    automatic.add(2);
    automatic.make({ dailyCredits: 2 });
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(2);
    automatic.hours(movedHour - sentHour);
    Object.defineProperty(automatic.addon.workbook, 'timeZone', { value: KIRITIMATI });
    automatic.add(2);
    return automatic;
  }

  test('brings no second ceiling: what was spent on the day that is not over counts on the new one', () => {
    const automatic = moved(8, 12);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(2);
    expect(automatic.view()).toMatchObject({ timeZone: KIRITIMATI, spentToday: credits(2) });
    automatic.hours(24);
    expect(automatic.boughtByDay(KIRITIMATI)).toEqual({ '2026-09-02': 2, '2026-09-04': 2 });
  });

  test('nor where the old day is over, and the new one, on which it was spent, is not', () => {
    const automatic = moved(20, 24);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(2);
    expect(automatic.view()).toMatchObject({ timeZone: KIRITIMATI, spentToday: credits(2) });
    automatic.hours(24);
    expect(automatic.boughtByDay(KIRITIMATI)).toEqual({ '2026-09-03': 2, '2026-09-04': 2 });
  });

  test('nor where the schedule is made anew, or ended and made anew', () => {
    for (const isEnded of [false, true]) {
      const automatic = moved(8, 12);
      const { id } = automatic.view();
      if (isEnded) automatic.addon.ask('endSchedule', { id });
      expect(automatic.make({ dailyCredits: 2 })).toMatchObject({ spentToday: credits(2) });
      automatic.hours(3);
      expect(automatic.bought()).toHaveLength(2);
    }
  });
});

test('a firing that comes early does not look a second time within the hour', () => {
  const automatic = new Automatic();
  const { addon } = automatic;
  addon.connect();
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  automatic.add(1);
  const [trigger] = addon.runtime.triggers();
  addon.clock.advance(30 * 60_000);
  addon.runtime.fireTrigger(trigger?.id ?? '');
  expect(automatic.bought()).toHaveLength(1);
  addon.clock.advance(21 * 60_000);
  addon.runtime.fireTrigger(trigger?.id ?? '');
  expect(automatic.bought()).toHaveLength(2);
});
