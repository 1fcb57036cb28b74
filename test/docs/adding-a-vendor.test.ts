// docs/adding-a-vendor.md leaves nothing out: every member of the interface, and every place outside it where a vendor is named.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from '../../src/provider/vendors';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const DOC = read('docs/adding-a-vendor.md');

/** Beside its own folder; the document says why of each. */
const EXCEPTIONS = [
  'sidebar/operations.ts',
  'sidebar/vendor-help.ts',
  'sidebar/words.ts',
  'src/contact/identity.ts',
  'src/run/plan/sheet-problem.ts',
  'src/run/state/records.ts',
];

const FILES = ['src', 'sidebar', 'local/cli']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    ),
  )
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('src/provider/'));

const IDS = VENDORS.map(({ id }) => id).join('|');
/** One of them is also a verb: the word alone says nothing. */
const NAMES = VENDORS.map(({ name }) => name)
  .filter((name) => name !== 'Enrich')
  .join('|');
const NAMED = new RegExp(
  `['"\`](?:${IDS})(?:/[\\w-]+)?['"\`]|^\\s*(?:${IDS}):|\\b(?:${NAMES})\\b`,
  'm',
);

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

test('outside src/provider no vendor is named but where the document says it', () => {
  expect(FILES.length).toBeGreaterThan(200);
  const naming = FILES.filter((path) => NAMED.test(withoutComments(read(path))));
  expect(naming.sort()).toEqual(EXCEPTIONS);
  expect(EXCEPTIONS.filter((path) => !DOC.includes(`\`${path}\``))).toEqual([]);
});

test.each(['Provider', 'Service'])('every member of %s has its promise', (name) => {
  const [, body = ''] = read('src/provider/provider.ts').split(`export interface ${name} {\n`);
  const [members = ''] = body.split('\n}\n');
  const all = [...members.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, one = '']) => one);
  expect(all.length).toBeGreaterThan(10);
  const promised = [...DOC.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell).join(' ');
  expect(all.filter((one) => !new RegExp(`\`${one}\\b`).test(promised))).toEqual([]);
});

test('every file that it names is there', () => {
  const named = [...DOC.matchAll(/`((?:src|local|test|sidebar|docs|listing)\/[\w./-]+\.\w+)`/g)];
  const paths = named.map(([, path = '']) => path).filter((path) => !/\bID\b/.test(path));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
