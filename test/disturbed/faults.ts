// Everything that can go wrong with one answer: of a purchase, of a read, for an hour, and for want of credits.
import { FAULTS, type FaultName } from '../../local/vendors/fault';
import type { EmulatorId } from '../../local/vendors/emulators';
import type { Stage } from '../crash/stage';
import { records } from '../support/witness';
import { complaints, differences, inDoubt } from './judge';
import { ALL, someOf } from './sample';
import { type Plain, resolved, tell, type Told } from './story';

/** What an answer to a purchase makes of the run: nothing that can be seen, a pause, a refusal, or a doubt. */
export type Outcome = 'nothing' | 'credits' | 'key' | 'vendor' | 'refused' | 'unknown' | 'stalled';

const OUTCOMES: Readonly<Record<FaultName, Outcome>> = {
  '400': 'refused',
  '400 insufficient_credits': 'credits',
  '401': 'key',
  '402': 'credits',
  '403': 'key',
  '404': 'refused',
  '408': 'unknown',
  '413': 'refused',
  '422': 'refused',
  '422 contact': 'refused',
  '429': 'nothing',
  '429 seconds': 'nothing',
  '429 date': 'nothing',
  '500': 'unknown',
  '500 insufficient_credits': 'credits',
  '502': 'unknown',
  '502 page': 'unknown',
  '502 accepted': 'unknown',
  '503': 'unknown',
  '503 page': 'unknown',
  '504': 'unknown',
  '504 page': 'unknown',
  'timeout before': 'unknown',
  'timeout after': 'unknown',
  'connection before': 'unknown',
  'connection after': 'unknown',
  dns: 'unknown',
  bandwidth: 'unknown',
  slow: 'nothing',
  truncated: 'unknown',
  'not json': 'unknown',
  'not json accepted': 'unknown',
};

/** What each answer is taken for is tried with the provider's readers alone; here, one of each kind. */
const OF_EACH_KIND: readonly FaultName[] = [
  ...(['429', '429 date', 'slow', '402', '500 insufficient_credits', '401', '403'] as const),
  ...(['400', '422 contact'] as const),
  ...(['500', '502 accepted', 'timeout before', 'connection after', 'truncated'] as const),
  'not json accepted',
];
const EVERY = Object.keys(FAULTS) as FaultName[];
const HOUR = 3_600_000;

export function faults(plain: Plain): void {
  const { vendors, repeatsFree, endpoint, people, isThorough } = plain.subject;
  const names = ALL || isThorough ? EVERY : OF_EACH_KIND;
  const asked = vendors.at(-1);
  if (asked === undefined) throw new Error('There is no vendor.');
  const { ledger } = plain.stage.addon.vendors[asked];

  // The named situations have some of them.
  const isNamed =
    vendors.length === 1 && people > 1 && endpoint === 'submit' && !ALL && !isThorough;
  const named = (outcome: Outcome): FaultName[] =>
    names.filter((name) => OUTCOMES[name] === outcome);
  const tellWith = (vendor: EmulatorId, ...names: readonly FaultName[]): Told =>
    tell(plain, {
      before: ({ addon }) => {
        for (const name of names) addon.vendors[vendor].faults.next(endpoint, name);
      },
    });

  describe.each(vendors)('an answer of %s to a purchase', (vendor) => {
    if (!isNamed) {
      test('that asks to wait, or comes late, changes nothing', () => {
        const told = tellWith(vendor, ...named('nothing'));
        expect(outcomeOf(told)).toBe('nothing');
        expect(complaints(told, plain)).toEqual([]);
        expect(differences(told, plain)).toEqual([]);
      });
    }

    const pausing =
      endpoint === 'submit' && !isNamed ? (['credits', 'key'] as const) : ['key' as const];
    test.each(pausing)('that refuses it for the %s pauses', (outcome) => {
      const told = tellWith(vendor, ...named(outcome));
      expect(outcomeOf(told)).toBe(outcome);
      expect(complaints(told, plain)).toEqual([]);
      const end = resolved(told);
      expect(end.resumed).toBe(named(outcome).length);
      expect(complaints(end, plain)).toEqual([]);
      expect(differences(end, plain)).toEqual([]);
    });

    const declining = named('refused').filter((name) => !isNamed || name !== '422 contact');
    test.each(declining)('that declines it with %s costs nothing', (name) => {
      const told = tellWith(vendor, name);
      // Whom one vendor refuses is offered to the next, whose values are others.
      const isOffered = vendor !== asked;
      expect(complaints(told, plain, { isStrange: isOffered })).toEqual([]);
      const outcome = outcomeOf(told);
      if (isOffered) expect(outcome).toBe('nothing');
      else expect(['refused', 'nothing']).toContain(outcome);
      // What was refused together may go again in parts.
      if (vendors.length === 1 && outcome === 'nothing') {
        expect(differences(told, plain)).toEqual([]);
      }
    });

    test('that leaves nobody knowing what was bought is for a person, or free', () => {
      const lost = named('unknown');
      const times = lost.length;
      const told = tellWith(vendor, ...lost);
      expect(outcomeOf(told)).toBe(repeatsFree(vendor) ? 'vendor' : 'unknown');
      expect(complaints(told, plain, { lost: times })).toEqual([]);
      const end = resolved(told, times);
      expect(end.sentAgain).toBe(repeatsFree(vendor) ? 0 : times);
      expect(end.end?.state).toBe('closed');
      expect(complaints(end, plain, { lost: times, times: times + 1 })).toEqual([]);
      expect(differences(end, plain)).toEqual([]);
    });
  });

  if (!repeatsFree(asked)) {
    test('a purchase of which nobody knows, and that a person leaves out, is not made again', () => {
      const told = tellWith(asked, 'timeout after');
      const { requests } = told.stage.addon.vendors[asked].ledger;
      const before = requests[endpoint];
      const end = resolved(told);
      expect(end.end?.state).toBe('closed');
      expect(requests[endpoint]).toBe(before);
      expect(complaints(end, plain, { isHidden: true })).toEqual([]);
    });
  }

  if (ledger.requests.status > 0) {
    const kinds = names.filter((name) => !['401', '403', '404'].includes(name));
    const endpoints = (['status', 'results'] as const).filter((one) => ledger.requests[one] > 0);

    test.each(endpoints)('reads (%s) that fail in every way end like those that do not', (one) => {
      const told = tell(plain, {
        before: ({ addon }) => {
          for (const name of kinds) addon.vendors[asked].faults.next(one, name);
        },
      });
      expect(complaints(told, plain)).toEqual([]);
      expect(told.end?.state).toBe('closed');
      expect(differences(told, plain)).toEqual([]);
    });

    test('a read that is refused for the key pauses, and goes on', () => {
      const told = tell(plain, {
        before: ({ addon }) => {
          for (const name of ['401', '403'] as const)
            addon.vendors[asked].faults.next('status', name);
        },
      });
      expect(outcomeOf(told)).toBe('key');
      expect(complaints(told, plain)).toEqual([]);
      const end = resolved(told);
      expect(end.resumed).toBeGreaterThan(0);
      expect(differences(end, plain)).toEqual([]);
    });
  }

  test('an outage of an hour from any request on costs at most one batch, and ends by itself', () => {
    const first = plain.requests.slice(0, 4).map((_, index) => index + 1);
    const broken = someOf(first, 2, plain.stage.calls.length).flatMap((nth) => {
      const told = tell(plain, {
        patience: 600,
        before: (stage) => {
          awayFrom(stage, vendors, nth);
        },
      });
      const doubt = inDoubt(told);
      const before = complaints(told, plain, { lost: 1 });
      told.stage.addon.clock.advance(HOUR);
      const end = resolved(told, 1);
      return [
        ...before,
        ...(doubt > 1 ? [`${doubt} batches in doubt`] : []),
        ...complaints(end, plain, { lost: 1, times: 2 }),
        ...differences(end, plain),
      ].map((what) => `from request ${nth} on: ${what}`);
    });
    expect(broken).toEqual([]);
  });

  test('credits that are used up in the middle pause it, and more credits let it go on', () => {
    for (const vendor of vendors) {
      const spent = plain.stage.addon.vendors[vendor].ledger.charged();
      const told = tell(plain, {
        before: (stage) => {
          setBalance(stage, vendor, Math.max(0, spent - 1));
        },
      });
      expect(complaints(told, plain)).toEqual([]);
      if (spent > 0) expect(outcomeOf(told)).toBe('credits');
      setBalance(told.stage, vendor, 100_000);
      const end = resolved(told);
      expect(end.end?.state).toBe('closed');
      expect(complaints(end, plain)).toEqual([]);
      expect(differences(end, plain)).toEqual([]);
    }
  });
}

export function outcomeOf(told: Told): Outcome {
  const { end } = told;
  if (inDoubt(told) > 0) return 'unknown';
  if (records(told.stage.addon).some(({ state }) => state === 'stalled')) return 'stalled';
  const reason = end?.pause?.reason;
  if (reason === 'key' || reason === 'credits' || reason === 'vendor') return reason;
  if (end?.state !== 'closed') throw new Error(`The run is ${end?.state}.`);
  return end.leftOut + end.incomplete > 0 ? 'refused' : 'nothing';
}

/** None of them answers for an hour from the nth request on that any of them gets. */
function awayFrom({ addon }: Stage, vendors: readonly EmulatorId[], nth: number): void {
  let requests = 0;
  for (const id of vendors) {
    const vendor = addon.vendors[id];
    const real = vendor.handle.bind(vendor);
    vendor.handle = (request, nowMs) => {
      requests++;
      if (requests === nth) {
        for (const other of vendors) addon.vendors[other].faults.outage(nowMs, nowMs + HOUR);
      }
      return real(request, nowMs);
    };
  }
}

function setBalance({ addon }: Stage, id: EmulatorId, credits: number): void {
  const vendor = addon.vendors[id];
  vendor.setBalance(vendor.accounts.ofKey(vendor.demoKey)?.id ?? '', credits);
}
