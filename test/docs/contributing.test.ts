// CONTRIBUTING.md gives each dependency a reason, its own licence and its share of the bundles, and names every command.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PACKAGE = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Readonly<Record<string, string>>
>;
const LINES = read('CONTRIBUTING.md')
  .split('\n')
  .filter((line) => line.startsWith('| '));

test.each(Object.keys({ ...PACKAGE.dependencies, ...PACKAGE.devDependencies }))(
  '%s has a reason and its licence',
  (name) => {
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as {
      readonly license: string;
    };
    const line = LINES.find((one) => one.split(' | ')[0]?.includes(`\`${name}\``)) ?? '';
    expect(line.split(' | ').map((cell) => cell.replace(/ *\|?$/, '').trim())).toContain(license);
  },
);

test('what is shipped is told apart from what only developers need', () => {
  const shipped = read('CONTRIBUTING.md').split('| Only for development')[0] ?? '';
  const named = [...shipped.matchAll(/^\| `([\w/@-]+)` +\|/gm)].map(([, name = '']) => name);
  expect(named.sort()).toEqual(Object.keys(PACKAGE.dependencies).sort());
});

/** Of rounding, and of what a week's work moves. */
const PERCENTAGE_POINTS = 0.5;
const KILOBYTES = 5;

interface Share {
  readonly name: string;
  readonly file: string;
  readonly kilobytes: number;
  readonly percent: number;
  readonly all: number;
}

const SHARES: readonly Share[] = [
  ...execFileSync('npm', ['run', '--silent', 'shares'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).matchAll(/^(.+): ([\d.]+) KB of ([\d.]+) KB of ([\w.]+), ([\d.]+) %$/gm),
].map(([, name = '', kilobytes, all, file = '', percent]) => ({
  name,
  file,
  kilobytes: Number(kilobytes),
  percent: Number(percent),
  all: Number(all),
}));
const PACKAGES = SHARES.filter(({ name }) => name !== 'our own');

test('it names every package that is shipped', () => {
  expect(PACKAGES.length).toBeGreaterThan(4);
  expect(PACKAGES.map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(PACKAGE.dependencies)),
  );
});

test.each(PACKAGES)('$name has its share of $file (npm run shares)', (share) => {
  const [, said = ''] =
    LINES.find((line) => line.includes(`\`${share.name}\``))?.split(`\`${share.name}\``) ?? [];
  const [, kilobytes = '', percent = ''] = /([\d.]+) KB.*?([\d.]+) %/.exec(said) ?? [];
  expect(Math.abs(Number(kilobytes) - share.kilobytes)).toBeLessThanOrEqual(KILOBYTES);
  expect(Math.abs(Number(percent) - share.percent)).toBeLessThanOrEqual(PERCENTAGE_POINTS);
});

test.each(SHARES.filter(({ name }) => name === 'our own'))(
  'our own code has its share of $file (npm run shares)',
  ({ file, kilobytes, all }) => {
    const words = new RegExp(`([\\d.]+) KB of the ([\\d.]+) KB of \`${file}\``);
    const [, own = '', whole = ''] = words.exec(read('CONTRIBUTING.md')) ?? [];
    expect(Math.abs(Number(own) - kilobytes)).toBeLessThanOrEqual(KILOBYTES);
    expect(Math.abs(Number(whole) - all)).toBeLessThanOrEqual(KILOBYTES);
  },
);

/** Told where they are of use: how to start, and how a script gets its files. */
const ELSEWHERE = ['build', 'start', 'enrich', 'push', 'push:dev'];

test('every other command has its line', () => {
  const named = LINES.map((line) => /^\| `npm (?:run )?([\w:]+)/.exec(line)?.[1]);
  const commands = Object.keys(PACKAGE.scripts);
  expect(commands.filter((name) => ![...named, ...ELSEWHERE].includes(name))).toEqual([]);
});
