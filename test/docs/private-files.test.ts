// Whatever the documents tell people to write into the clone is real people's data: git must not take it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DOCS = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  .filter((path) => path.endsWith('.md'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

const COMMANDS = [...DOCS.matchAll(/npm (?:run enrich|start) -- ([^`\n#]*)/g)].map(
  ([, words = '']) => words.trim().split(/\s+/),
);
const WRITTEN = [
  ...new Set(
    COMMANDS.flatMap((words) => [
      ...words.filter((word) => word.endsWith('.csv')),
      // A live run keeps its state beside its output.
      ...words.flatMap((word, at) => (word === '--out' ? [`${words[at + 1] ?? ''}.run/key`] : [])),
      ...words.flatMap((word, at) => (word === '--state' ? [`${words[at + 1] ?? ''}/key`] : [])),
    ]),
  ),
];

test('the documents tell of contacts, of results and of a kept workbook', () => {
  expect(WRITTEN.length).toBeGreaterThan(3);
  expect(WRITTEN.some((path) => path.endsWith('/key'))).toBe(true);
});

test.each(WRITTEN)('git ignores %s', (path) => {
  const ignored = execFileSync('git', ['check-ignore', '--no-index', '--', path], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(ignored.trim()).toBe(path);
});
