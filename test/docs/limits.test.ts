// Every number of docs/limits.md stands in the code, under the name that the line gives, and is that number.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../../local/runtime/limits';

const ROOT = join(__dirname, '../..');
const DOC = readFileSync(join(ROOT, 'docs/limits.md'), 'utf8');
const PLACES = [...DOC.matchAll(/`([\w/.-]+\.tsx?)`: `([^`]+)`/g)].map(
  ([, file = '', words = '']) => ({ file, words }),
);
const LINES = DOC.split('\n')
  .filter((line) => /^\| (?!-|What +\|)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', number = '', , where = '']) => ({ what, number, where }));

test('every line of a table says where its number stands', () => {
  expect(LINES.length).toBeGreaterThan(30);
  expect(LINES.filter(({ where }) => !/`[\w/.-]+\.ts`: `[^`]+`$/.test(where))).toEqual([]);
});

test.each(PLACES)('$file: $words', ({ file, words }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(words);
});

test.each(LINES)('“$what” is $number in $where, too', ({ what, number, where }) => {
  const [, words = ''] = /: `([^`]+)`$/.exec(where) ?? [];
  const [name = '', value = ''] = words.split(' = ');
  const isLimit = name in LIMITS;
  const kept = isLimit ? [LIMITS[name as keyof typeof LIMITS].value] : numbersIn(value);
  const said = number
    .replace('once an', '1')
    .match(/\d[\d,]*/g)
    ?.map((text) => Number(text.replace(/,/g, '')));
  // A second number of the cell has a constant of its own.
  const compared = said?.slice(0, kept.length).map((one) => one * unitSaid(name, number, what));
  expect(kept.length).toBeGreaterThan(0);
  expect(compared).toEqual(kept.map((one) => one * unitKept(name)));
});

/** `500_000 - 8_000` is one number, `[100, 500]` two. */
function numbersIn(value: string): number[] {
  return value
    .replace(/[[\]_]/g, '')
    .replace('MINUTEMS', '60000')
    .split(',')
    .map((text) => text.split('-').map(product))
    .map(([first = NaN, ...less]) => less.reduce((sum, one) => sum - one, first));
}

function product(text: string): number {
  return text.split('*').reduce((sum, one) => sum * Number(one), 1);
}

const MILLISECONDS = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
} as const;
type Unit = keyof typeof MILLISECONDS;

/** Of a constant of time, in milliseconds, by its name; of another, 1. */
function unitKept(name: string): number {
  if (/ms$/i.test(name)) return 1;
  const [, unit] = /(second|hour|day)s$/i.exec(name) ?? [];
  return unit === undefined ? 1 : MILLISECONDS[unit.toLowerCase() as Unit];
}

function unitSaid(name: string, ...cells: readonly string[]): number {
  if (!/(?:ms|seconds|hours|days)$/i.test(name)) return 1;
  const found = cells.map((cell) => /\b(second|minute|hour|day)s?\b/.exec(cell)?.[1]);
  const unit = found.find((one) => one !== undefined);
  return unit === undefined ? NaN : MILLISECONDS[unit as Unit];
}
