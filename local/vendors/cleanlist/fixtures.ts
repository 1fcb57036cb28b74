// Owns the named situations that a client must cope with, as one word a test or a page can pick.
import { type Fixture, fixture as situation, situations } from '../fixture';
import type { CleanlistEmulator } from './emulator';

const fixture = situation<CleanlistEmulator>;
const { I, J, K, S } = situations<CleanlistEmulator>();

/** Each disturbs the next workflow, or the next call, and nothing after it. */
export const FIXTURES = {
  A: fixture('flat results', (e) => {
    e.faults.nextWorkflow({ shape: 'flat' });
  }),
  B: fixture('results that echo the contact', (e) => {
    e.faults.nextWorkflow({ shape: 'echo' });
  }),
  C: fixture('results shuffled', (e) => {
    e.faults.nextWorkflow({ items: ['shuffled'] });
  }),
  D: fixture('results only of contacts that were found', (e) => {
    e.faults.nextWorkflow({ items: ['found_only'] });
  }),
  E: fixture('ends without results', (e) => {
    e.faults.nextWorkflow({ readsWithoutResults: Infinity });
  }),
  F: fixture('completed with errors', (e) => {
    e.faults.nextWorkflow({ word: 'completed_with_errors' });
  }),
  H: fixture('422 that names a contact', (e) => {
    e.faults.next('submit', '422 contact');
  }),
  I,
  J,
  K,
  L: fixture('task ids missing, then too few', (e) => {
    e.faults.nextWorkflow({ taskIds: 'missing' });
    e.faults.nextWorkflow({ taskIds: 'short' });
  }),
  M: fixture('phones as text, then as objects', (e) => {
    e.faults.nextWorkflow({ phones: 'strings' });
    e.faults.nextWorkflow({ phones: 'objects' });
  }),
  N: fixture('unknown words for the workflow and for the addresses', (e) => {
    e.faults.nextWorkflow({ word: 'settling', counters: true, emailWord: 'quantum' });
  }),
  S,
} as const satisfies Readonly<Record<string, Fixture<CleanlistEmulator>>>;

/** What only a run of the newer generation can meet. */
export const RUN_FIXTURES = {
  G: fixture('a person as found, and then one of whom nothing is known', (e) => {
    e.faults.nextWorkflow({});
    e.faults.nextWorkflow({ nothingFound: true });
  }),
} as const satisfies Readonly<Record<string, Fixture<CleanlistEmulator>>>;

export type FixtureName = keyof typeof FIXTURES;
