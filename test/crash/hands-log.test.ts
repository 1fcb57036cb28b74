// The user's hands on the log: between slices, and at every call to the spreadsheet inside the slices that send and place.
import { ON_LOG } from './hands-deeds';
import { tryEverywhere } from './hands-judge';

describe.each(['sends', 'places'] as const)(
  'before and while a slice %s, a person who',
  (slice) => {
    test.each(Object.entries(ON_LOG))('%s', (_, act) => {
      const { points, broken } = tryEverywhere(slice, act, { explained: /logged|a second log/ });
      expect(points).toBeGreaterThan(10);
      expect(broken).toEqual([]);
    });
  },
);
