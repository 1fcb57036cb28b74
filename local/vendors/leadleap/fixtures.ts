// Owns the named situations that a client must cope with, as one word a test or a page can pick.
import { type Fixture, fixture as situation, situations } from '../fixture';
import type { LeadleapEmulator } from './emulator';

const fixture = situation<LeadleapEmulator>;
const { I, K, S } = situations<LeadleapEmulator>();

/** Each disturbs the next call, or the next few, and nothing after them. */
export const FIXTURES = {
  C: fixture('items shuffled', (e) => {
    e.faults.nextWorkflow({ items: ['shuffled'] });
  }),
  D: fixture('items of some that were asked for, not of all', (e) => {
    e.faults.nextWorkflow({ items: ['missing'] });
  }),
  H: fixture('400 because of one entry', (e) => {
    e.faults.next('submit', '422 contact');
  }),
  I,
  J: fixture('429 with Retry-After, with the seconds in the body alone, and with neither', (e) => {
    e.faults.next('submit', '429 seconds');
    e.faults.next('submit', '429 date');
    e.faults.next('submit', {
      kind: 'status',
      status: 429,
      retryAfter: { seconds: 20, as: 'body' },
    });
    e.faults.next('submit', '429');
  }),
  K,
  N: fixture('an unknown reason for addresses that are not valid', (e) => {
    e.faults.nextWorkflow({ reason: 'quantum' });
  }),
  Q: fixture('validations in another order and in lower case, some twice, with strangers', (e) => {
    e.faults.nextWorkflow({ items: ['shuffled', 'doubled', 'extra'], lowerCase: true });
  }),
  R: fixture('masked values', (e) => {
    e.faults.nextWorkflow({ values: 'masked' });
  }),
  S,
} as const satisfies Readonly<Record<string, Fixture<LeadleapEmulator>>>;

export type FixtureName = keyof typeof FIXTURES;
