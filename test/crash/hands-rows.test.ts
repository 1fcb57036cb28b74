// The user's hands on rows: between slices, and at every call to the spreadsheet inside the slices that send and place.
import { ON_ROWS } from './hands-deeds';
import { type Leniency, tryEverywhere } from './hands-judge';

/** What a deed itself explains. */
const LENIENT: Readonly<Record<string, Leniency>> = {
  'duplicates a row': { explained: /still waiting/ },
};

describe.each(['sends', 'places'] as const)(
  'before and while a slice %s, a person who',
  (slice) => {
    test.each(Object.entries(ON_ROWS))('%s', (name, act) => {
      const { points, broken } = tryEverywhere(slice, act, LENIENT[name]);
      expect(points).toBeGreaterThan(10);
      expect(broken).toEqual([]);
    });
  },
);
