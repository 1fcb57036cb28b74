// The user's hands on cells, and the rules they lay on them: between slices, and at every call to the spreadsheet inside the slices that send and place.
import { ON_CELLS } from './hands-deeds';
import { type Leniency, tryEverywhere } from './hands-judge';

/** What a deed itself explains. */
const LENIENT: Readonly<Record<string, Leniency>> = {
  'types an e-mail': { races: true },
  'fills every e-mail and phone': { races: true },
  'types a formula into an e-mail cell': { races: true },
};

describe.each(['sends', 'places'] as const)(
  'before and while a slice %s, a person who',
  (slice) => {
    test.each(Object.entries(ON_CELLS))('%s', (name, act) => {
      const { points, broken } = tryEverywhere(slice, act, LENIENT[name]);
      expect(points).toBeGreaterThan(10);
      expect(broken).toEqual([]);
    });
  },
);
