// Every number of docs/limits.md stands in the code, under the name that the line gives.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DOC = readFileSync(join(ROOT, 'docs/limits.md'), 'utf8');
const PLACES = [...DOC.matchAll(/`([\w/.-]+\.tsx?)`: `([^`]+)`/g)].map(
  ([, file = '', words = '']) => ({ file, words }),
);

test('every line of a table says where its number stands', () => {
  const lines = DOC.split('\n').filter((line) => /^\| (?!-|What )/.test(line));
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter((line) => !/`[\w/.-]+\.ts`: `[^`]+` +\|$/.test(line))).toEqual([]);
});

test.each(PLACES)('$file: $words', ({ file, words }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(words);
});
