// The one hourly trigger of a schedule: when it last looked, when it will, what a look costs, and what happens when it falls silent.
import { LIMITS } from '../../local/runtime/limits';
import { USER } from '../support/addon';
import { Automatic, HOUR, HOURLY } from '../support/automatic';
import { brokenPromises } from '../support/witness';

function begin(options: ConstructorParameters<typeof Automatic>[0] = {}): Automatic {
  const automatic = new Automatic(options);
  automatic.addon.connect();
  return automatic;
}

describe('a firing that finds nothing new', () => {
  const costOf = (automatic: Automatic): { reads: number; writes: number; requests: number } => {
    const { addon } = automatic;
    let writes = 0;
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (/^Properties\.(?:set|delete)/.test(method)) writes++;
      return undefined;
    };
    const [fired] = automatic.hours(1);
    addon.runtime.hooks.beforeCall = undefined;
    if (fired === undefined) throw new Error('Nothing fired.');
    const { reads } = fired.calls;
    return {
      reads: reads.SpreadsheetApp ?? 0,
      writes,
      requests: addon.vendor.ledger.requests.balance,
    };
  };

  test('reads sheets at most four times, writes properties at most three times, and asks the vendor nothing', () => {
    const automatic = begin();
    automatic.add(2);
    automatic.make();
    automatic.hours(2);
    const { balance } = automatic.addon.vendor.ledger.requests;
    const cost = costOf(automatic);
    expect(cost.reads).toBeLessThanOrEqual(4);
    expect(cost.writes).toBeLessThanOrEqual(3);
    expect(cost.requests).toBe(balance);
  });

  test('reads no sheet and writes twice when it is not due', () => {
    const automatic = begin();
    automatic.add(2);
    automatic.make({ rhythm: { kind: 'daily', hour: 3 } });
    automatic.hours(1);
    expect(costOf(automatic)).toMatchObject({ reads: 0, writes: 2 });
  });

  test('costs the same beside twenty thousand rows that were sent before', () => {
    const automatic = begin();
    automatic.add(1);
    automatic.make();
    automatic.hours(2);
    const { sheet } = automatic.addon;
    const row = sheet.displayed()[1] ?? [];
    sheet.put(
      Array.from({ length: 500 }, () => [...row]),
      { row: 3, column: 1 },
    );
    const cost = costOf(automatic);
    expect(cost.reads).toBeLessThanOrEqual(4);
    expect(automatic.bought()).toHaveLength(1);
  });
});

test('a schedule for every hour stays within the trigger’s minutes of a day', () => {
  const automatic = begin();
  automatic.make();
  for (let hour = 0; hour < 24; hour++) {
    automatic.add(1);
    automatic.hours(1);
  }
  const text = automatic.addon.runtime.userProperties(USER).get('trigger-time') ?? '';
  expect(Number(text.split(':')[1])).toBeLessThan(75 * 60_000);
  expect(automatic.bought()).toHaveLength(24);
});

test('a run shows when the trigger looked and when it will; none where there is no trigger', () => {
  const automatic = begin({ emulator: { duration: { min: 9_000, max: 9_000 } } });
  const { addon } = automatic;
  automatic.add(1);
  const run = addon.start({ sheet: addon.sheet.id });
  const made = addon.clock.now();
  expect(run.heartbeat?.lastAt).toBeNull();
  expect(Math.abs((run.heartbeat?.nextAt ?? 0) - made - HOUR)).toBeLessThan(60_000);
  addon.work(run);
  automatic.hours(1);
  const { lastAt, nextAt } = addon.home().runs[0]?.heartbeat ?? { lastAt: 0, nextAt: 0 };
  expect(Math.abs((lastAt ?? 0) - addon.clock.now())).toBeLessThan(5 * 60_000);
  expect(nextAt - (lastAt ?? 0)).toBe(HOUR);
  automatic.hours(3);
  expect(addon.home().runs).toMatchObject([{ state: 'closed', heartbeat: null }]);
});

test('the next look that is shown is an hour after the last one', () => {
  const automatic = begin();
  automatic.make({ rhythm: HOURLY });
  automatic.hours(2);
  const { last, nextAt } = automatic.view();
  const ahead = (nextAt ?? 0) - (last?.at ?? 0);
  expect(ahead).toBeGreaterThan(50 * 60_000);
  expect(ahead).toBeLessThanOrEqual(HOUR);
});

describe('a trigger that is listed, and has not fired for more than three hours,', () => {
  const silence = (automatic: Automatic): string => {
    const { runtime } = automatic.addon;
    const [trigger] = runtime.project.triggers;
    if (trigger === undefined) throw new Error('There is no trigger.');
    trigger.nextRunMs = Number.MAX_SAFE_INTEGER;
    automatic.hours(4);
    return trigger.id;
  };

  test('is made anew when the sidebar is opened, also when only a schedule needs it', () => {
    const automatic = begin();
    automatic.make();
    automatic.hours(1);
    automatic.add(1);
    const old = silence(automatic);
    expect(automatic.bought()).toEqual([]);
    automatic.addon.home();
    const triggers = automatic.addon.runtime.triggers(USER);
    expect(triggers).toHaveLength(1);
    expect(triggers[0]?.id).not.toBe(old);
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(1);
  });

  test('is made anew by the next slice of an open run', () => {
    const automatic = begin({ emulator: { duration: { min: 20_000, max: 20_000 } } });
    const { addon } = automatic;
    automatic.add(1);
    const run = addon.work(addon.start({ sheet: addon.sheet.id }));
    const old = silence(automatic);
    addon.work(run);
    expect(addon.runtime.triggers(USER)).toHaveLength(1);
    expect(addon.runtime.triggers(USER)[0]?.id).not.toBe(old);
  });

  test('is left alone before that, and where nothing needs it', () => {
    const automatic = begin();
    automatic.make();
    automatic.hours(1);
    const [before] = automatic.addon.runtime.triggers(USER);
    automatic.addon.clock.advance(2 * HOUR);
    automatic.addon.home();
    expect(automatic.addon.runtime.triggers(USER)).toEqual([before]);
  });

  test('and that cannot be made anew says so, and is tried again', () => {
    const automatic = begin();
    automatic.make();
    automatic.hours(1);
    silence(automatic);
    const { addon } = automatic;
    addon.runtime.faults.add({ method: 'ScriptApp.deleteTrigger' });
    addon.home();
    expect(addon.runtime.triggers(USER)).toHaveLength(1);
    addon.ask('resumeSchedule', { id: automatic.view().id });
    addon.runtime.faults.clear();
    expect(addon.runtime.triggers(USER)).toHaveLength(1);
    automatic.add(1);
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(1);
  });
});

test('a trigger whose maker died before it could remember it is found again, and no second one is made', () => {
  const automatic = begin();
  const { addon } = automatic;
  addon.runtime.hooks.afterCall = ({ method }) =>
    method === 'ClockTriggerBuilder.create' ? 'kill' : undefined;
  expect(addon.execute('schedule', automatic.request())).toMatchObject({ kind: 'killed' });
  addon.runtime.hooks.afterCall = undefined;
  expect(automatic.records()).toEqual([]);
  expect(addon.runtime.triggers(USER)).toHaveLength(1);
  automatic.add(1);
  expect(automatic.make()).toMatchObject({ mine: true });
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(1);
});

test('a firing that meets another execution tries again before it waits for an hour', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(1);
  automatic.make();
  let refusals = 2;
  addon.runtime.hooks.beforeCall = ({ method, fn }) => {
    if (method !== 'Lock.tryLock' || fn !== 'onHourlyTrigger') return undefined;
    addon.runtime.faults.conditions.documentLock = refusals-- > 0 ? 'refused' : 'works';
    return undefined;
  };
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(1);
});

test('twenty documents with a trigger are all that Google allows: the next one says so', () => {
  const automatic = begin();
  for (let index = 0; index < LIMITS.triggersOfAUser.value; index++) {
    automatic.addon.runtime.project.triggers.push({
      ...{ id: `other-${index}`, handler: 'onHourlyTrigger', everyHours: 1, user: USER },
      ...{ documentId: `other-${index}`, nextRunMs: Number.MAX_SAFE_INTEGER },
    });
  }
  const reply = automatic.addon.call('schedule', automatic.request());
  expect(reply).toMatchObject({ ok: false, code: 'authorisation' });
  expect(JSON.stringify(reply)).toMatch(/too many triggers.*Nothing was changed/);
  expect(brokenPromises(automatic.addon)).toEqual([]);
});
