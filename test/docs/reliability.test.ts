// docs/reliability.md names the test that proves each line: the file is there, and so is the name.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DOC = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');

const PROOFS = [...DOC.matchAll(/\| `(test\/[\w/.-]+\.test\.ts)`: (.*?) +\|$/gm)].map(
  ([, file = '', name = '']) => ({ file, name: name.replace(/\\/g, '') }),
);

/** A test's file with those beside it that it takes its cases from. */
function source(file: string, known = new Set<string>()): string {
  if (known.has(file)) return '';
  known.add(file);
  const text = readFileSync(join(ROOT, file), 'utf8');
  const beside = [...text.matchAll(/from '(\.\/[\w-]+)'/g)].map(([, path = '']) =>
    source(join(dirname(file), `${path}.ts`), known),
  );
  return [text, ...beside].join('\n');
}

test('every line of a table of disturbances names its proof', () => {
  const lines = DOC.split('\n').filter(
    (line) => line.startsWith('| ') && line.includes('.test.ts'),
  );
  expect(lines.length).toBeGreaterThan(60);
  expect(PROOFS).toHaveLength(lines.length);
});

test.each(PROOFS)('$file: $name', ({ file, name }) => {
  expect(source(file)).toContain(name);
});
