// Random stories: deaths, a second user, the user's hands, a failing vendor, stops and decisions in any order, also inside one
// another's executions. Set STORIES for more of them, SEED for others.
import fc from 'fast-check';
import { FAULTS, type FaultName } from '../../local/vendors/fault';
import { USER } from '../support/addon';
import { brokenPromises } from '../support/witness';
import { type Action, BOB, type Hand, RandomStory } from './random-story';
import type { Death } from './stage';

const STORIES = Number(process.env.STORIES ?? 60);
const SEED = Number(process.env.SEED ?? 2026);

const death: fc.Arbitrary<Death> = fc.record({
  nth: fc.integer({ min: 1, max: 45 }),
  when: fc.constantFrom('before', 'after'),
  pending: fc.constantFrom('lost', 'applied'),
});

const HANDS: Hand[] = [
  'sort',
  'insert row',
  'delete row',
  'rename person',
  'fill',
  'insert column',
  'cut',
];

const simple: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('slice' as const),
      waitMs: fc.constantFrom(2_000, 20_000, 60_000, 600_000),
      user: fc.constantFrom(USER, USER, USER, BOB),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('fire', 'stop', 'resume', 'menu') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('confirm' as const),
      user: fc.constantFrom(USER, BOB),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('decide' as const), choice: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('hand' as const),
      hand: fc.constantFrom(...HANDS),
      at: fc.nat(20),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('vendor' as const),
      endpoint: fc.constantFrom('submit', 'submit', 'status', 'balance'),
      fault: fc.constantFrom(...(Object.keys(FAULTS) as FaultName[])),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('death' as const), death }) },
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('inside' as const),
      nth: fc.integer({ min: 1, max: 45 }),
      action: simple,
    }),
  },
);

test('whatever happens, the promises hold, and when it is over every run ends', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 3, maxLength: 12 }), (actions) => {
      const story = new RandomStory();
      for (const one of actions) story.act(one);
      const left = story.heal().filter(({ state }) => state !== 'closed');
      expect([...story.broken, ...left.map(({ state, next }) => `${state}: ${next}`)]).toEqual([]);
      const { addon } = story.stage;
      const times = story.confirms + story.sentAgain;
      expect(brokenPromises(addon, { lost: story.sentAgain, times })).toEqual([]);
      const spent = addon.vendor.ledger.purchases.reduce(
        (sum, { channel }) => sum + (channel === 'email' ? 1 : 10),
        0,
      );
      expect(spent).toBeLessThanOrEqual(story.approved);
    }),
    { numRuns: STORIES, seed: SEED },
  );
});
