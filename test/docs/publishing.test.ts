// What a publisher, an administrator and a user read of permissions, hosts and data of the publisher's is what the manifest and the
// documents say.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
