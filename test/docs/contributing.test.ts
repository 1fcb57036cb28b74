// CONTRIBUTING.md gives each dependency a reason and its own licence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PACKAGE = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
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
