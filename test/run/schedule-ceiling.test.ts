// What a day of a schedule may cost: what is sent late, what is refused and sent again, and what was spent by one that was ended.
import { Automatic } from '../support/automatic';
import { QUICK } from '../crash/stage';
import { brokenPromises } from '../support/witness';
import { credits } from '../support/credits';

function begin(emulator: ConstructorParameters<typeof Automatic>[0] = {}): Automatic {
  const automatic = new Automatic({ emulator: QUICK, ...emulator });
  automatic.addon.connect();
  return automatic;
}

/** A run that was started yesterday and is still to be sent: its credits were used up. */
function unsent(contacts: number, dailyCredits: number): Automatic {
  const automatic = begin();
  automatic.add(contacts);
  automatic.make({ dailyCredits });
  automatic.addon.vendor.faults.next('submit', '402');
  automatic.hours(24);
  expect(automatic.bought()).toEqual([]);
  return automatic;
}

function resume({ addon }: Automatic): string {
  const run = addon.home().runs.find(({ state }) => state !== 'closed');
  addon.ask('resume', { run: run?.id ?? '' });
  return run?.id ?? '';
}

const TODAY = '2026-09-02';

describe('what an ended schedule spent stays spent on its day:', () => {
  test('also what its run sent on a later day than it was started on', () => {
    const automatic = unsent(2, 2);
    const { id } = automatic.view();
    resume(automatic);
    automatic.hours(1);
    expect(automatic.boughtByDay()).toEqual({ [TODAY]: 2 });
    automatic.addon.ask('endSchedule', { id });
    automatic.add(2);
    expect(automatic.make({ dailyCredits: 2 })).toMatchObject({ spentToday: credits(2) });
    automatic.hours(3);
    expect(automatic.boughtByDay()).toEqual({ [TODAY]: 2 });
    automatic.hours(24);
    expect(automatic.boughtByDay()).toEqual({ [TODAY]: 2, '2026-09-03': 2 });
    expect(brokenPromises(automatic.addon)).toEqual([]);
  });

  test('also what its run sends after it was ended, and after a new one was made', () => {
    for (const isMadeBefore of [true, false]) {
      const automatic = unsent(2, 2);
      automatic.addon.ask('endSchedule', { id: automatic.view().id });
      if (isMadeBefore) automatic.make({ dailyCredits: 2 });
      const run = resume(automatic);
      automatic.addon.goOn(run);
      automatic.add(2);
      if (!isMadeBefore) automatic.make({ dailyCredits: 2 });
      automatic.hours(4);
      expect(automatic.view()).toMatchObject({ spentToday: credits(2) });
      expect(automatic.boughtByDay()).toEqual({ [TODAY]: 2 });
    }
  });

  test('and is forgotten when the day is over and its runs have ended', () => {
    const automatic = begin();
    const { addon } = automatic;
    automatic.add(2);
    automatic.make({ dailyCredits: 2 });
    automatic.hours(1);
    addon.ask('endSchedule', { id: automatic.view().id });
    const kept = (): string[] =>
      [...addon.runtime.properties.document.keys()].filter((key) => key.startsWith('spent:'));
    expect(kept()).toHaveLength(1);
    expect(JSON.stringify([...addon.runtime.properties.document])).not.toMatch(/Faya|@/);
    // Another sheet's schedule keeps the trigger.
    const other = addon.workbook.addSheet('Others');
    other.put(addon.sheet.displayed().map((cells) => cells.slice(0, 5)));
    automatic.make({ choice: { sheet: other.id } });
    automatic.hours(2);
    expect(kept()).toHaveLength(1);
    automatic.hours(24);
    expect(kept()).toEqual([]);
  });
});

describe('what is refused late, and sent again, counts once:', () => {
  test.each(['429 seconds', '402', '401'] as const)('%s, again and again', (fault) => {
    const automatic = unsent(2, 4);
    const { addon } = automatic;
    const run = resume(automatic);
    for (let attempt = 0; attempt < 4; attempt++) {
      addon.vendor.faults.next('submit', fault);
      addon.ask('work', { run });
      if (fault !== '429 seconds') addon.ask('resume', { run });
      addon.clock.advance(120_000);
      expect(automatic.view().spentToday).toEqual(credits(0));
    }
    addon.goOn(run);
    expect(automatic.view()).toMatchObject({ spentToday: credits(2) });
    automatic.add(3);
    automatic.hours(2);
    // The rest of the ceiling is there for those who are new.
    expect(automatic.boughtByDay()).toEqual({ [TODAY]: 4 });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('contacts that the vendor names one by one', () => {
    const automatic = unsent(3, 3);
    const { addon } = automatic;
    const run = resume(automatic);
    addon.vendor.faults.next('submit', '422');
    addon.goOn(run);
    expect(automatic.view().spentToday).toEqual(credits(automatic.bought().length));
  });

  test('a death before it is given back counts twice rather than never', () => {
    const automatic = unsent(2, 3);
    const { addon } = automatic;
    const run = resume(automatic);
    addon.vendor.faults.next('submit', '402');
    let isRefused = false;
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (isRefused && method === 'Properties.setProperties') return 'kill';
      isRefused ||= addon.vendor.ledger.requests.submit > 1;
      return undefined;
    };
    addon.execute('work', { run });
    addon.runtime.hooks.beforeCall = undefined;
    expect(automatic.view().spentToday).toEqual(credits(2));
    automatic.add(3);
    const view = addon.goOn(run);
    expect(view.attention).toHaveLength(1);
    addon.ask('decide', { run, batch: view.attention[0]?.number ?? 0, decision: 'leave_out' });
    addon.goOn(run);
    automatic.hours(2);
    expect(automatic.boughtByDay()).toEqual({ [TODAY]: 1 });
  });

  test('a stop at the last moment', () => {
    const automatic = unsent(2, 2);
    const { addon } = automatic;
    const run = resume(automatic);
    let isStopped = false;
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (isStopped || method !== 'Properties.getProperty') return undefined;
      isStopped = true;
      addon.runtime.hooks.beforeCall = undefined;
      addon.ask('stop', { run });
      return undefined;
    };
    addon.execute('work', { run });
    addon.goOn(run);
    expect(automatic.bought()).toEqual([]);
    expect(automatic.view().spentToday).toEqual(credits(0));
  });
});

test('what a person sends again is approved by that person, and takes nothing from the day', () => {
  const automatic = unsent(2, 4);
  const { addon } = automatic;
  const run = resume(automatic);
  addon.vendor.faults.next('submit', 'timeout before');
  const lost = addon.goOn(run);
  expect(automatic.view().spentToday).toEqual(credits(2));
  const [batch] = lost.attention;
  addon.ask('decide', { run, batch: batch?.number ?? 0, decision: 'send_again' });
  addon.goOn(run);
  expect(automatic.bought()).toHaveLength(2);
  expect(automatic.view().spentToday).toEqual(credits(2));
});

test('a schedule that is changed writes into the columns that were chosen last, whatever an earlier run wrote', () => {
  const automatic = begin();
  const { addon } = automatic;
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  automatic.add(1);
  const title = { column: null, policy: 'blanks' } as const;
  automatic.make({ choice: { outputs: { title } } });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
  expect(addon.shown()[0]).toContain('Job title');
});

test('a run that the limit for a run cut short is no reached ceiling: the next look sends the others', () => {
  const automatic = begin();
  automatic.addon.ask('saveSettings', { runLimit: 2 });
  automatic.add(5);
  automatic.make({ dailyCredits: 4 });
  automatic.hours(1);
  expect(automatic.boughtByDay()).toEqual({ '2026-09-01': 2 });
  expect(automatic.view()).toMatchObject({ pause: null });
  automatic.hours(3);
  expect(automatic.boughtByDay()).toEqual({ '2026-09-01': 4 });
  expect(automatic.view()).toMatchObject({ pause: { reason: 'ceiling' }, spentToday: credits(4) });
  automatic.hours(24);
  expect(automatic.boughtByDay()).toEqual({ '2026-09-01': 4, [TODAY]: 1 });
});
