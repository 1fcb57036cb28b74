// Owns the named situations that a client must cope with, as one word a test or a page can pick.
import type { LeadleapEmulator } from './emulator';

export interface Fixture {
  readonly about: string;
  readonly apply: (emulator: LeadleapEmulator) => void;
}

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
  I: fixture('out of credits, with 402 and then with another status', (e) => {
    e.faults.next('submit', '402');
    e.faults.next('submit', '400 insufficient_credits');
  }),
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
  K: fixture('times out after it was accepted', (e) => {
    e.faults.next('submit', 'timeout after');
  }),
  N: fixture('an unknown reason for addresses that are not valid', (e) => {
    e.faults.nextWorkflow({ reason: 'quantum' });
  }),
  Q: fixture('validations in another order and in lower case, some twice, with strangers', (e) => {
    e.faults.nextWorkflow({ items: ['shuffled', 'doubled', 'extra'], lowerCase: true });
  }),
  R: fixture('masked values', (e) => {
    e.faults.nextWorkflow({ values: 'masked' });
  }),
  S: fixture('502 as a web page', (e) => {
    e.faults.next('submit', '502 page');
  }),
} as const satisfies Readonly<Record<string, Fixture>>;

export type FixtureName = keyof typeof FIXTURES;

function fixture(about: string, apply: Fixture['apply']): Fixture {
  return { about, apply };
}
