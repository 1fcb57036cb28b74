// An execution ends at any service call: before the call had its effect, or after it. Whoever comes next goes on.
import type { HookCall } from '../../local/runtime/environment';
import type { RunView } from '../../src/rpc/contract';
import { Addon, choose } from '../support/addon';
import { threeKinds } from '../support/people';
import { brokenPromises, states } from '../support/witness';

const SHARES = { email: 1, phone: 1, failed: 0 };
const ROWS = threeKinds(2);
const CHOICE = { channels: ['email', 'phone'] as const };

interface Death {
  readonly nth: number;
  readonly when: 'before' | 'after';
}

interface Story {
  readonly addon: Addon;
  readonly calls: number;
  readonly end: RunView | null;
  /** `''` when nothing died. */
  readonly diedIn: string;
}

/** A run of three batches from its start to its end; the nth remote call is the last one of its execution. */
function tell(death: Death | null, next: 'sidebar' | 'trigger'): Story {
  const addon = new Addon({
    rows: ROWS,
    emulator: { shares: SHARES, duration: { min: 30, max: 30 } },
  });
  addon.connect();
  const quote = addon.quote(CHOICE);
  const approval = { id: quote.id, digest: quote.digest };
  const start = {
    choice: choose({ ...CHOICE, sheet: addon.sheet.id }),
    quote: approval,
    pauseWhenUsedUp: true,
  };
  let calls = 0;
  let diedIn = '';
  const isAfter = death?.when === 'after';
  const meet = (when: Death['when'], call: HookCall): 'kill' | undefined => {
    // After a call that only reads is before the next one.
    if (!call.remote || (isAfter && call.access === 'read')) return undefined;
    if (when === 'before') calls++;
    if (death === null || diedIn !== '' || death.when !== when || calls !== death.nth) {
      return undefined;
    }
    diedIn = `${when} ${call.method}`;
    return 'kill';
  };
  addon.runtime.pendingWritesAtKill = death?.when === 'after' ? 'applied' : 'lost';
  addon.runtime.hooks.beforeCall = (call) => meet('before', call);
  addon.runtime.hooks.afterCall = (call) => meet('after', call);
  const run = { run: quote.id };
  addon.execute('start', start);
  // A click whose answer never came is repeated.
  if (diedIn !== '') addon.execute('start', start);
  for (let slice = 0; slice < 2; slice++) {
    addon.clock.advance(60_000);
    addon.execute('work', run);
  }
  addon.runtime.hooks.beforeCall = undefined;
  addon.runtime.hooks.afterCall = undefined;
  for (let hour = 0; next === 'trigger' && hour < 2; hour++) fireOnce(addon);
  const reply = addon.call('work', run);
  const end = reply.ok ? addon.workToEnd(reply.value) : null;
  return { addon, calls, end, diedIn };
}

const UNDISTURBED = tell(null, 'sidebar');

const CALLS = {
  before: UNDISTURBED.calls,
  after: tell({ nth: 0, when: 'after' }, 'sidebar').calls,
};

test('without a death three batches fill every cell', () => {
  const { addon, end } = UNDISTURBED;
  expect(end).toMatchObject({ state: 'closed', found: { email: 4, phone: 4 } });
  expect(brokenPromises(addon)).toEqual([]);
  expect(addon.vendor.ledger.requests.submit).toBe(3);
});

describe.each(['before', 'after'] as const)('a death %s its nth service call', (when) => {
  test('costs at most one batch that a person decides about, and breaks no promise', () => {
    const broken: string[] = [];
    for (let nth = 1; nth <= CALLS[when]; nth++) {
      const next = nth % 2 === 0 ? 'sidebar' : 'trigger';
      const { addon, end, diedIn } = tell({ nth, when }, next);
      const unknown = states(addon).filter((state) => state === 'unknown').length;
      const complain = (what: string): number => broken.push(`${nth}, ${diedIn}: ${what}`);
      for (const promise of brokenPromises(addon)) complain(promise);
      if (end?.state !== 'closed' && !(end?.state === 'waiting' && unknown === 1)) {
        complain(`the run is ${end?.state ?? 'not there'}, ${states(addon).join()}`);
      }
      if (unknown === 0 && shown(addon) !== shown(UNDISTURBED.addon)) complain('another sheet');
      // One whose id died with its maker is known again when it fires.
      if (addon.runtime.triggers().length > 0) fireOnce(addon);
      if (addon.runtime.triggers().length > 0) complain('a trigger is left');
    }
    expect(broken).toEqual([]);
  });
});

function fireOnce(addon: Addon): void {
  addon.clock.advance(3_600_000);
  addon.runtime.runDueTriggers();
}

function shown(addon: Addon): string {
  return JSON.stringify(addon.shown());
}
