// The records in document properties: read back as written, never larger than reserved, and 50,000 contacts fit.
import fc from 'fast-check';
import type { ReadyContact } from '../../src/contact/check';
import { fingerprint } from '../../src/contact/fingerprint';
import { IDENTITY_PARTS } from '../../src/contact/identity-part';
import type { EnrichmentType } from '../../src/provider/provider';
import {
  advance,
  type Batch,
  type BatchEvent,
  type BatchState,
  NO_STATUSES,
  NO_TALLY,
  TRANSITIONS,
} from '../../src/run/state/batch';
import {
  allowance,
  decodePace,
  encodePace,
  nextAllowed,
  silenced,
  withRequests,
} from '../../src/run/state/pace';
import { makePlan } from '../../src/run/plan/plan';
import { entryBytes, largestRecord, reservedBytes } from '../../src/run/state/record-size';
import { decodeBatch, encodeBatch } from '../../src/run/state/records';

const STATES = Object.keys(TRANSITIONS) as BatchState[];
const TYPES: readonly EnrichmentType[] = ['partial', 'phone_only', 'full'];
const print = fc.stringMatching(/^[A-Za-z0-9_-]{8}$/);
const count = fc.nat(250);

const tally = fc.record({
  ...{ email: count, phone: count, notFound: count, unplaced: count, dropped: count },
  ...{ failed: count, untied: count, validity: count, profile: count },
  statuses: fc.record({
    ...{ deliverable: count, probable: count, risky: count, undeliverable: count, unknown: count },
  }),
  ...{ incomplete: count, givenUp: count, credits: fc.nat(2750), estimated: fc.boolean() },
});
const batches: fc.Arbitrary<Batch> = fc.record({
  run: fc.constant('AAAABBBBCCCC'),
  number: fc.integer({ min: 1, max: 200 }),
  state: fc.constantFrom(...STATES),
  service: fc.constant('cleanlist/bulk'),
  ...{ isFurther: fc.boolean(), isPassedOn: fc.boolean(), isDistinct: fc.boolean() },
  type: fc.constantFrom(...TYPES),
  part: fc.constantFrom(...IDENTITY_PARTS),
  contacts: fc
    .array(fc.tuple(print, print), { maxLength: 5 })
    .map((all) =>
      all.map(
        ([first, second], index) => (index % 2 === 0 ? [first] : [first, second]) as [string],
      ),
    ),
  tasks: fc.option(fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{5}$/), { maxLength: 5 })),
  workflowId: fc.stringMatching(/^[a-z0-9_]{0,80}$/),
  reserved: fc.option(fc.nat(2_750)),
  since: fc.nat(2e9),
  ...{
    reads: count,
    due: fc.nat(2e9),
    missingSince: fc.nat(2e9),
    emptyReads: count,
    rounds: count,
  },
  ...{ logged: fc.boolean(), insisted: fc.boolean(), resent: fc.boolean() },
  tally,
  note: fc.string({ maxLength: 120 }),
});

test('a batch is read back as it was written', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const entries = encodeBatch(batch);
      const [key] = Object.keys(entries);
      const read = decodeBatch(
        batch.run,
        batch.number,
        entries[key ?? ''] ?? '',
        entries[`${key ?? ''}:v`],
      );
      expect(read).toEqual(batch);
    }),
  );
});

test.each(['', 'null', '[]', '7', '{"s":"?"}', '{', '{"s":"c","t":"x"}'])(
  '%j is no batch',
  (text) => {
    expect(decodeBatch('AAAABBBBCCCC', 1, text, undefined)).toBeNull();
  },
);

const EVENTS = [
  ...new Set(STATES.flatMap((state) => Object.keys(TRANSITIONS[state]))),
] as BatchEvent[];
const PAIRS = STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const));

test.each(PAIRS)(
  'in %s, %s goes where the table says, or is a broken invariant',
  (state, event) => {
    const batch: Batch = { ...blank(1), state };
    const to = TRANSITIONS[state][event];
    if (to === undefined) expect(() => advance(batch, event, 5_000)).toThrow(event);
    else expect(advance(batch, event, 5_000)).toMatchObject({ state: to, since: 5 });
  },
);

function blank(number: number): Batch {
  return {
    ...{ run: 'AAAABBBBCCCC', number, state: 'created', service: 'cleanlist/bulk' },
    ...{ isFurther: false, isPassedOn: false, isDistinct: false },
    ...{ type: 'full', part: 'all', contacts: [], tasks: null, reserved: null },
    ...{ workflowId: '', since: 1_788_264_000, reads: 0, due: 0, missingSince: 0, emptyReads: 0 },
    ...{ rounds: 0, logged: false, insisted: false, resent: false, tally: NO_TALLY, note: '' },
  };
}

function ready(many: number): ReadyContact[] {
  return Array.from({ length: many }, (_, index): ReadyContact => {
    const names = { linkedinUrl: '', firstName: 'Ada', lastName: 'L', companyName: '' };
    const identity = { ...names, companyDomain: `f${index}.example` };
    const contact = { fingerprints: [fingerprint(identity)], rows: [index + 1], identity };
    return { contact, missing: ['email'], part: 'all' };
  });
}

const TERMS = {
  operation: 'find',
  source: { sheetId: 0, headerRow: 0, columns: {}, headerHash: '' },
  outputs: {},
  channels: ['email'],
  route: { email: ['cleanlist'] },
  overwrite: [],
  replaced: { email: 0 },
  keepsLog: true,
  boughtOnLists: 0,
  givenUp: 0,
  unplacedBefore: 0,
} as const;
const NOTHING = { bytes: 0, contacts: 0 };

test('fifty thousand contacts fit the store with batches in flight, at their largest', () => {
  const made = makePlan(ready(50_000), TERMS, NOTHING);
  if (made.kind !== 'plan') throw new Error(`too many: ${made.first}`);
  const { plan } = made;
  expect(plan.inFlight).toBeGreaterThanOrEqual(20);
  let bytes = 6_000;
  plan.batches.forEach(({ contacts, type }, index) => {
    const batch: Batch = {
      ...blank(index + 1),
      ...{ type, contacts, state: 'submitted', workflowId: `public_bulk_${'x'.repeat(36)}` },
      ...{ reads: 40, due: 1_788_264_999, logged: true },
      tasks: index < plan.inFlight ? contacts.map(() => 'abcde') : null,
      tally: {
        ...{ ...NO_TALLY, email: 250, credits: 2_750, estimated: true },
        statuses: { ...NO_STATUSES, deliverable: 250 },
      },
    };
    for (const [key, value] of Object.entries(encodeBatch(batch))) {
      expect(entryBytes(key, value)).toBeLessThan(9_000);
      bytes += entryBytes(key, value);
    }
  });
  expect(bytes).toBeLessThan(500_000);
  expect(bytes).toBeLessThanOrEqual(reservedBytes(plan.batches, plan.inFlight));
});

test('one contact more is refused, with how many would fit', () => {
  const made = makePlan(ready(50_001), TERMS, NOTHING);
  expect(made.kind === 'too_many' && made.first).toBeGreaterThan(45_000);
  expect(makePlan(ready(10), TERMS, { bytes: 0, contacts: 49_995 })).toEqual({
    kind: 'too_many',
    first: 5,
  });
  expect(makePlan(ready(10), TERMS, { bytes: 491_000, contacts: 0 })).toMatchObject({
    kind: 'too_many',
  });
});

test('a batch of contacts with many spellings stays below the limit of a value', () => {
  const contacts = Array.from(
    { length: 200 },
    () => ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd', 'eeeeeeee'] as [string, ...string[]],
  );
  const entries = Object.values(encodeBatch({ ...blank(1), contacts }));
  expect(Math.max(...entries.map((text) => text.length))).toBeLessThanOrEqual(
    largestRecord(contacts),
  );
});

describe('the pace', () => {
  test('never lets more than the limit through in any minute', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30_000), fc.nat(12)), { maxLength: 60 }), (steps) => {
        let pace = decodePace(null);
        let now = 1_788_264_000_000;
        const sent: number[] = [];
        for (const [wait, wish] of steps) {
          now += wait;
          const count = Math.min(wish, allowance(pace, 30, now));
          pace = decodePace(encodePace(withRequests(pace, count, now)));
          for (let each = 0; each < count; each++) sent.push(now);
        }
        for (const from of sent) {
          expect(
            sent.filter((time) => time >= from && time < from + 60_000).length,
          ).toBeLessThanOrEqual(30);
        }
      }),
    );
  });

  test('without a Retry-After is silent for a whole window of the vendor', () => {
    const now = 1_788_264_000_000;
    const wait = nextAllowed(silenced(decodePace(null), null, now), 30, now) - now;
    expect(wait).toBeGreaterThan(60_000);
    expect(wait).toBeLessThan(75_000);
  });

  test.each([
    [20, 20],
    [0, 0],
    [86_400, 3_600],
  ])('after Retry-After %s is silent for %s seconds', (asked, silent) => {
    const now = 1_788_264_000_000;
    const pace = silenced(decodePace(null), asked, now);
    expect(nextAllowed(pace, 30, now) - now).toBe(silent * 1000);
    expect(allowance(pace, 30, now + silent * 1000)).toBe(30);
    if (silent > 0) expect(allowance(pace, 30, now + silent * 1000 - 1000)).toBe(0);
  });
});
