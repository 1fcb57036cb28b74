// An execution ends at any service call of a run whose vendor answers at once: the answer comes but once. Nothing is bought twice on
// its own, no value is lost, and what may be lost is one contact that a person decides about.
import type { HookCall } from '../../local/runtime/environment';
import type { Choice } from '../../src/rpc/contract';
import type { Addon } from '../support/addon';
import { enriched, LOOKUP, sold, VALIDATE } from '../support/by-email';
import { brokenPromises, lines, records } from '../support/witness';
import { type Death, deathsAt } from './stage';

const ROWS = {
  lookup: [
    ['First name', 'Last name', 'Company', 'LinkedIn', 'Job title', 'Email'],
    ['', '', '', '', '', 'jane.doe@northwind.example'],
    ['Own', '', '', '', '', 'john.roe@fabrikams.example'],
    ['', '', '', '', '', 'JANE.DOE@northwind.example'],
  ],
  validate: [['Email'], ['jane.doe@northwind.example'], ['Jane.Doe@northwind.example']],
};

/** By hand every call; else every third. */
const STEP = process.env.CRASH_ALL === undefined ? 3 : 1;

interface Told {
  readonly addon: Addon;
  readonly run: string;
  readonly calls: readonly HookCall[];
}

/** A run that begins undisturbed, and whose slices are watched; `death`: where one ends. */
function tell(rows: readonly string[][], choice: Partial<Choice>, death: Death | null): Told {
  const addon = enriched(rows);
  const { id: run } = addon.start(choice);
  const calls: HookCall[] = [];
  let isDead = false;
  const meet = (moment: 'before' | 'after', call: HookCall): 'kill' | undefined => {
    if (!call.remote || isDead) return undefined;
    if (moment === 'before') calls.push(call);
    const isNow = death?.nth === calls.length && (death.when === 'after') === (moment === 'after');
    if (!isNow) return undefined;
    isDead = true;
    addon.runtime.pendingWritesAtKill = death.pending;
    return 'kill';
  };
  addon.runtime.hooks.beforeCall = (call) => meet('before', call);
  addon.runtime.hooks.afterCall = (call) => meet('after', call);
  for (let slice = 0; slice < 3; slice++) {
    addon.clock.advance(60_000);
    addon.execute('work', { run });
  }
  return { addon, run, calls };
}

function complaints({ addon, run }: Told): string[] {
  const end = addon.goOn(run);
  const unknown = records(addon).filter(({ state }) => state === 'unknown');
  const found = brokenPromises(addon);
  if (unknown.length > 1) found.push(`${unknown.length} contacts unknown`);
  if (end.state !== (unknown.length === 0 ? 'closed' : 'waiting')) found.push(end.state);
  const wasAnswered = lines(addon).some(
    ({ event, batch }) => event === 'written' && unknown.some(({ key }) => key.endsWith(batch)),
  );
  if (wasAnswered) found.push('the log knows the answer of what is said to be unknown');
  for (const { key } of unknown) {
    addon.ask('decide', { run, batch: Number(key.split(':')[2]), decision: 'leave_out' });
  }
  if (addon.goOn(run).state !== 'closed') found.push('still open when all is decided');
  if (addon.shown().flat().includes('Waiting')) found.push('rows still wait');
  return found;
}

describe.each([
  ['a look-up', ROWS.lookup, LOOKUP],
  ['a validation of one e-mail', ROWS.validate, VALIDATE],
] as const)('%s', (_name, rows, choice) => {
  const whole = tell(rows, choice, null);
  const deaths = deathsAt(whole.calls, true);

  test('ends well without a death', () => {
    expect(complaints(whole)).toEqual([]);
    expect(records(whole.addon)).toEqual([]);
    expect(deaths.length).toBeGreaterThan(60);
  });

  test('keeps every promise whichever call is the last', () => {
    const bought = sold(whole.addon).length;
    const broken = deaths
      .filter(({ when }, index) => when !== 'in the middle of' && index % STEP === 0)
      .flatMap((death) => {
        const told = tell(rows, choice, death);
        const call = told.calls[death.nth - 1]?.method ?? '';
        const found = complaints(told);
        if (sold(told.addon).length > bought) found.push('bought again');
        return found.map((what) => `${death.nth} ${death.when} ${call}, ${death.pending}: ${what}`);
      });
    expect(broken).toEqual([]);
  });
});
