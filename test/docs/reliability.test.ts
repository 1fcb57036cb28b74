// docs/reliability.md names the test that proves each line: the file is there, and so is the name.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DOC = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');

const PROOFS = [...DOC.matchAll(/\| `(test\/[\w/.-]+\.test\.ts)`: (.*?) +\|$/gm)].map(
  ([, file = '', name = '']) => ({ file, name: name.replace(/\\/g, '') }),
);

/** A test's file with the tables that it takes its cases from. */
function source(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const beside = [...text.matchAll(/from '(\.\/[\w-]+)'/g)].map(([, path = '']) =>
    readFileSync(join(ROOT, dirname(file), `${path}.ts`), 'utf8'),
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
