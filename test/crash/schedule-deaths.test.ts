// A firing that looks for new rows, starts a run of them and sends it ends at any service call. Whoever comes next goes on: nobody is
// bought twice, no day costs more than its ceiling, and nobody who is new is forgotten.
import type { ScheduleView } from '../../src/rpc/contract-schedule';
import { choose } from '../support/addon';
import { HEADERS, person } from '../support/people';
import { brokenPromises, records } from '../support/witness';
import { type Death, deathsAt, QUICK, type Setup, Stage } from './stage';

const HOUR_MS = 3_600_000;
const CEILING = 3;
const NEW = 5;

const SETUP: Setup = {
  rows: [[...HEADERS], ...Array.from({ length: NEW }, (_, index) => person(index).slice(0, 4))],
  emulator: QUICK,
  choice: { channels: ['email'] },
};

interface Told {
  readonly stage: Stage;
  /** Batches that nobody knew of, and that were left out. */
  readonly unknown: number;
  readonly view: ScheduleView | undefined;
}

/** Two firings in which executions die; then the rest of that day and the next two. */
function tell(deaths: readonly Death[] = []): Told {
  const stage = new Stage(SETUP, deaths);
  const { addon } = stage;
  stage.confirm();
  const choice = choose({ ...SETUP.choice, sheet: addon.sheet.id });
  addon.ask('schedule', {
    choice,
    rhythm: { kind: 'hourly' },
    dailyCredits: { cleanlist: CEILING },
  });
  stage.watch();
  stage.fire();
  stage.fire();
  stage.rest();
  let unknown = decideUnknown(stage);
  for (const hours of [1, 1, 16, 1, 1, 1, 24, 1, 1]) {
    addon.clock.advance((hours - 1) * HOUR_MS);
    stage.fire();
    unknown += decideUnknown(stage);
  }
  const view = addon.ask('schedules', null).schedules[0];
  return { stage, unknown, view };
}

/** A person leaves out what nobody knows of, and the run goes on. */
function decideUnknown({ addon }: Stage): number {
  const unknown = records(addon).filter(({ state }) => state === 'unknown');
  for (const { key } of unknown) {
    const [, run = '', batch] = key.split(':');
    const decided = { run, batch: Number(batch), decision: 'leave_out' } as const;
    addon.workToEnd(addon.ask('decide', decided));
  }
  return unknown.length;
}

function complaints({ stage, unknown, view }: Told): string[] {
  const { addon, died } = stage;
  const days = new Map<string, number>();
  for (const { atMs } of addon.vendor.ledger.purchases) {
    const day = new Date(atMs).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const dear = [...days].filter(([, credits]) => credits > CEILING);
  const bought = addon.vendor.ledger.purchases.length;
  // What was left out may not have been bought: a batch of it holds all that one run sent.
  const missing = NEW - bought;
  const found = [
    ...brokenPromises(addon),
    ...dear.map(([day, credits]) => `${credits} credits on ${day}`),
    ...(missing > unknown * CEILING ? [`${missing} were never sent`] : []),
    ...(unknown > died.length ? [`${unknown} batches unknown`] : []),
    ...(view?.pause === null ? [] : [`paused: ${view?.pause?.message ?? 'no schedule'}`]),
    ...(addon.runtime.triggers().length === 1 ? [] : ['no trigger, or more than one']),
  ];
  return found.map((what) => `${died.join('; ')}: ${what}`);
}

/** By hand every death; else every sixth, from the second one on. */
const STEP = process.env.CRASH_ALL === undefined ? 6 : 1;

describe('a death at any service call of two firings', () => {
  const undisturbed = tell();
  const deaths = deathsAt(undisturbed.stage.calls, true);

  test('without one everybody is sent within the ceilings of two days', () => {
    expect(complaints(undisturbed)).toEqual([]);
    expect(undisturbed.stage.addon.vendor.ledger.purchases).toHaveLength(NEW);
    expect(undisturbed.stage.addon.vendor.ledger.requests.submit).toBe(2);
    expect(deaths.length).toBeGreaterThan(100);
  });

  test('breaks no promise, and no day costs more than its ceiling', () => {
    const tried = deaths.filter((_, index) => index % STEP === 1 % STEP);
    expect(tried.flatMap((death) => complaints(tell([death])))).toEqual([]);
  });

  test('nor do two deaths in a row', () => {
    const some = deaths.filter((_, index) => index % (STEP * 4) === 1);
    const broken = some.flatMap((first) => {
      const after = tell([first]).stage.calls.slice(first.nth);
      const second = deathsAt(after)[first.nth % 40];
      return second === undefined ? [] : complaints(tell([first, second]));
    });
    expect(broken).toEqual([]);
  });
});

/** The writes of the firing that makes a run, of which each may be the last one: here every one is tried. */
describe('a death beside any write of the records with which a run comes to be', () => {
  const { calls } = tell().stage;
  const [first] = calls;
  const isOfFirst = ({ execution, service }: (typeof calls)[number]): boolean =>
    execution === first?.execution && service === 'PropertiesService';
  const writes = deathsAt(calls, true).filter(({ nth }) => {
    const call = calls[nth - 1];
    return call !== undefined && isOfFirst(call) && call.access === 'write';
  });

  test('leaves the ceiling as it is, and sends what fits it on the same day', () => {
    expect(writes.length).toBeGreaterThan(10);
    const told = writes.map((death) => tell([death]));
    expect(told.flatMap(complaints)).toEqual([]);
    const sentLate = told.filter(({ stage }) => {
      const { purchases } = stage.addon.vendor.ledger;
      return purchases.filter(({ atMs }) => atMs < Date.UTC(2026, 8, 2)).length !== CEILING;
    });
    // A batch that was taken, and may have been sent, counts all the same.
    expect(sentLate.length).toBeLessThanOrEqual(3);
  });
});
