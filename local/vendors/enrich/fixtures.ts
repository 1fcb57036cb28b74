// Owns the named situations that a client must cope with, as one word a test or a page can pick.
import { type Fixture, fixture as situation, situations } from '../fixture';
import type { EnrichEmulator } from './emulator';

const fixture = situation<EnrichEmulator>;
const { I, J, K, S } = situations<EnrichEmulator>();

/** Each disturbs the next batch, or the next calls, and nothing after it. */
export const FIXTURES = {
  D: fixture('results only of contacts that were found', (e) => {
    e.faults.nextWorkflow({ items: ['found_only'] });
  }),
  E: fixture('ends without results', (e) => {
    e.faults.nextWorkflow({ readsWithoutResults: Infinity });
  }),
  F: fixture('fails with what it found until then', (e) => {
    e.faults.nextWorkflow({ word: 'failed' });
  }),
  H: fixture('400 that names a contact', (e) => {
    e.faults.next('submit', '422 contact');
  }),
  I,
  J,
  K,
  N: fixture('an unknown word for the batch, and verdicts in the older shape', (e) => {
    e.faults.nextWorkflow({ word: 'settling', shape: 'older' });
  }),
  O: fixture('too many duplicates removed, and smaller pages than asked for', (e) => {
    e.faults.nextWorkflow({ duplicates: 'too_many', pageSize: 3 });
  }),
  P: fixture('errors in all four shapes', (e) => {
    e.nextErrorShapes('problem', 'flat', 'status', 'pair');
    e.faults.next('any', '401');
    e.faults.next('any', '402');
    e.faults.next('any', '429 seconds');
    e.faults.next('any', '503');
  }),
  R: fixture('masked values', (e) => {
    e.faults.nextWorkflow({ values: 'masked' });
  }),
  S,
} as const satisfies Readonly<Record<string, Fixture<EnrichEmulator>>>;

export type FixtureName = keyof typeof FIXTURES;
