// What a publisher, an administrator and a user read of permissions, hosts and data of the publisher's is what the manifest and the
// documents say; and nothing that has to be tried, renamed or linked anew is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Limit, LIMITS } from '../../local/runtime/limits';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PUBLISHING = read('docs/publishing.md');
const MANIFEST = JSON.parse(read('appsscript.json')) as {
  readonly oauthScopes: readonly string[];
  readonly urlFetchWhitelist: readonly string[];
};
const SHORT = MANIFEST.oauthScopes.map((scope) => scope.replace(/^.*\/auth\//, ''));

function all(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

test('the scopes to be entered are those of the manifest', () => {
  expect(all(/^\| `(https:\/\/www\.googleapis\.com\/auth\/[\w.]+)`/gm, PUBLISHING)).toEqual(
    MANIFEST.oauthScopes,
  );
});

test('each scope has a text to paste, and an administrator reads what it is for', () => {
  expect(all(/^\*\*([\w.]+)\*\*\n\n> /gm, PUBLISHING)).toEqual(SHORT);
  expect(all(/^\| `(\w+\.[\w.]+)` /gm, read('docs/admin.md'))).toEqual(SHORT);
});

test('the addresses to be allowed are those of the manifest', () => {
  const [block = ''] = all(/```\n(https:[^`]+)```/g, read('docs/admin.md'));
  expect(block.trim().split('\n')).toEqual(MANIFEST.urlFetchWhitelist);
});

test('the hosts that data leave for are those of the manifest', () => {
  expect(all(/^\| \w+ +\| `(https:\/\/[\w.]+\/)`/gm, read('docs/privacy.md'))).toEqual(
    MANIFEST.urlFetchWhitelist,
  );
});

test('whatever is the publisher’s own is a placeholder of the one table', () => {
  const placeholders =
    /\b([A-Z]+(?:_[A-Z]+)*_(?:NAME|ADDRESS|DOMAIN|URL|EMAIL|LAW|DATE|STATUS|NUMBER|ID))\b/g;
  const table = all(/^\| `([A-Z_]+)` +\|/gm, PUBLISHING);
  const used = ['privacy', 'terms', 'support', 'admin', 'publishing'].flatMap((name) =>
    all(placeholders, read(`docs/${name}.md`)),
  );
  expect([...new Set(used)].sort()).toEqual([...table].sort());
});

const FILES = /`((?:src|sidebar|local|test|scripts)\/[\w./-]*)`/g;

test.each(['publishing', 'privacy', 'limits', 'terms', 'support', 'admin'])(
  'every file that docs/%s.md names is there',
  (name) => {
    const missing = all(FILES, read(`docs/${name}.md`)).filter(
      (path) => !existsSync(join(ROOT, path)),
    );
    expect(missing).toEqual([]);
  },
);

const TO_SOURCE = ['reliability.md', 'benchmark.md'];

test.each(['privacy', 'terms', 'support', 'admin', 'limits'])(
  'each link of docs/%s.md has an address to be turned into on the publisher’s site',
  (name) => {
    const known = all(/^ *\| `(\w+\.md)` +\| `[A-Z]+_URL`/gm, PUBLISHING);
    expect(known.length).toBeGreaterThan(4);
    const linked = all(/\]\((?!https:|#)([^)#]+)/g, read(`docs/${name}.md`));
    const others = name === 'limits' ? TO_SOURCE : [];
    expect(linked.filter((path) => ![...known, ...others].includes(path))).toEqual([]);
  },
);

test('whatever users see of the name stands where a publisher is told to change it', () => {
  const { name } = JSON.parse(read('listing/listing.json')) as { readonly name: string };
  const files = ['listing', 'scripts', 'sidebar', 'src'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|json|svg)$/.test(path))
      .map((path) => `${folder}/${path}`),
  );
  const [told = ''] = all(/so another name must stand here[^`]*```\n([^`]+)```/g, PUBLISHING);
  const named = files.filter((path) => read(path).includes(name));
  expect(named.sort()).toEqual(told.trim().split('\n').sort());
});

test('each limit that Google’s pages leave open in part is tried on the first draft', () => {
  const limits: readonly (readonly [string, Limit])[] = Object.entries(LIMITS);
  const open = limits.filter(([, { unsure }]) => unsure !== undefined).map(([key]) => key);
  expect(open.length).toBeGreaterThan(5);
  expect(open.filter((key) => !PUBLISHING.includes(`\`${key}\``))).toEqual([]);
});

test('the people of the reviewer’s sheet do not exist', () => {
  const [headers = '', ...rows] = read('listing/reviewer-sheet.csv').trim().split('\n');
  expect(headers).toContain('Company website,Email');
  expect(rows.length).toBeGreaterThan(8);
  const domains = rows.flatMap((row) => all(/([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=,|$)/g, row));
  expect(domains.length).toBeGreaterThan(8);
  expect(domains.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
});
