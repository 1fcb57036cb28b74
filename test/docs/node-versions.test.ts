// On the oldest versions of Node that package.json allows every package can be installed, also the optional ones of other systems:
// npm leaves those out without a word. And people and CI are told the same versions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Package {
  readonly engines?: { readonly node?: string };
}
type Version = readonly [major: number, minor: number, patch: number];

const NODE = (JSON.parse(read('package.json')) as Package).engines?.node ?? '';
const { '': OWN, ...PACKAGES } = (
  JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Package>> }
).packages;
const OLDEST: readonly Version[] = NODE.split('||').map((range) => comparator(range.trim()).from);

/** Of a range (https://docs.npmjs.com/cli/configuring-npm/package-json#engines) the forms that occur; others throw. */
function isIn(version: Version, range: string): boolean {
  const ways = range.split('||').map((all) => {
    const parts = all.trim().replace(/([>=^]) +/g, '$1');
    return parts.split(/ +/).map(comparator);
  });
  return ways.some((all) =>
    all.every(
      ({ from, isOpen }) => compare(version, from) >= 0 && (isOpen || version[0] === from[0]),
    ),
  );
}

/** `*`, `>=20.19.0`, `>= 10.*`; and what stays within a major version: `^20.19.0`, `20`, `6.*`. */
function comparator(one: string): { readonly from: Version; readonly isOpen: boolean } {
  if (one === '*') return { from: [0, 0, 0], isOpen: true };
  const [, sign, major = '', minor, patch] =
    /^(>=|\^(?!0)|(?=\d+(?:\.\*)?$))(\d+)(?:\.(\d+|\*))?(?:\.(\d+))?$/.exec(one) ?? [];
  if (sign === undefined) throw new Error(`“${one}” is a form of range that is not known here.`);
  const numbers = [major, minor, patch].map((text) => Number(text?.replace('*', '0') ?? 0));
  return { from: numbers as [number, number, number], isOpen: sign === '>=' };
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

test.each<[Version, string, boolean]>([
  [[20, 18, 9], '^20.19.0 || >=22.12.0', false],
  [[20, 19, 0], '^20.19.0 || >=22.12.0', true],
  [[22, 11, 9], '^20.19.0 || >=22.12.0', false],
  [[24, 0, 0], '^20.19.0 || ^22.13.0', false],
  [[22, 13, 0], '20 || >= 22', true],
  [[14, 2, 0], '>=16 || 14 >=14.17', false],
])('%j is in %s: %s', (version, range, isWithin) => {
  expect(isIn(version, range)).toBe(isWithin);
});

test.each(['~20.1.0', '<24', '20.1.0', '18 - 20', 'lts'])(
  '%s is no form that is known',
  (range) => {
    expect(() => isIn([20, 19, 0], range)).toThrow('not known');
  },
);

test.each(OLDEST)('Node %i.%i.%i is new enough for every package of the lock', (...version) => {
  const ranges = Object.entries(PACKAGES).map(([path, { engines }]) => [
    path,
    engines?.node ?? '*',
  ]);
  expect(ranges.length).toBeGreaterThan(500);
  expect(ranges.filter(([, range = '']) => !isIn(version, range))).toEqual([]);
});

test('lock, README, CONTRIBUTING and CI name the same versions', () => {
  const [first = '', second = '', ...others] = OLDEST.map(([major, minor]) => `${major}.${minor}`);
  expect(others).toEqual([expect.stringMatching(/\.0$/)]);
  expect(OWN?.engines?.node).toBe(NODE);
  const told = `${first} or newer (of ${second.split('.')[0] ?? ''}, ${second})`;
  expect(read('README.md')).toContain(`[Node](https://nodejs.org) ${told}`);
  expect(read('CONTRIBUTING.md')).toContain(`Node ${told}`);
  expect(read('.github/workflows/ci.yml')).toContain(`node: ['${first}', `);
});
