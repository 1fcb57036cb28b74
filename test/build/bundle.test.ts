// Owns what Google gets: which files, which functions, which permissions, and that loading them asks for nothing.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Addon } from '../support/addon';

const ROOT = join(__dirname, '../..');
const DIST = join(ROOT, 'dist');
const server = readFileSync(join(DIST, 'server.js'), 'utf8');

/** Menus and the live triggers of every user hold these names: none may change. */
const PUBLIC_FUNCTIONS = [
  'getResultsNow',
  'onHourlyTrigger',
  'onInstall',
  'onOpen',
  'openHelp',
  'openSidebar',
  'rpc',
];

const ROWS = [
  ['First name', 'Last name', 'Website'],
  ['Ada', 'Lovelace', 'analytical.example'],
];

interface Manifest {
  readonly oauthScopes: string[];
  readonly urlFetchWhitelist: string[];
  readonly runtimeVersion: string;
}

test('dist holds three files and nothing else', () => {
  expect(readdirSync(DIST).sort()).toEqual(['appsscript.json', 'server.js', 'sidebar.html']);
});

test('clasp would upload just these three', () => {
  const status = execFileSync('npx', ['clasp', 'show-file-status', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { filesToPush } = JSON.parse(status) as { filesToPush: string[] };
  expect(filesToPush.sort()).toEqual([
    'dist/appsscript.json',
    'dist/server.js',
    'dist/sidebar.html',
  ]);
});

// Google names no limit; every execution loads all of it, in 6 ms (docs/benchmark.md).
test('the server bundle is at most 512 KiB', () => {
  expect(statSync(join(DIST, 'server.js')).size).toBeLessThanOrEqual(512 * 1024);
});

test('exactly the public functions are declared at top level', () => {
  const scope: Record<string, unknown> = {};
  runInContext(server, createContext(scope));
  const declared = Object.keys(scope).filter((name) => typeof scope[name] === 'function');
  expect(declared.sort()).toEqual(PUBLIC_FUNCTIONS);
  expect(declared.length).toBeLessThanOrEqual(12);
});

test('loading the bundle asks no service for anything: onOpen runs where nothing is allowed', () => {
  const asked: string[] = [];
  const service = (name: string): object =>
    new Proxy(
      {},
      {
        get: (_, method) => {
          asked.push(`${name}.${String(method)}`);
          throw new Error(`${name} is not allowed here.`);
        },
      },
    );
  const names = ['SpreadsheetApp', 'PropertiesService', 'LockService', 'UrlFetchApp', 'ScriptApp'];
  const context = createContext(Object.fromEntries(names.map((name) => [name, service(name)])));
  runInContext(server, context);
  expect(asked).toEqual([]);
});

test.each(['NONE', 'LIMITED', 'FULL'] as const)(
  'onOpen and onInstall build the menu in AuthMode.%s',
  (authMode) => {
    for (const fn of ['onOpen', 'onInstall'] as const) {
      const addon = new Addon({ rows: ROWS });
      const { user } = addon;
      expect(addon.runtime.execute({ user, fn, as: fn, authMode }).kind).toBe('returned');
      expect(JSON.stringify(addon.runtime.ui.menus)).toMatch(
        /Open sidebar.*openSidebar.*Get results now.*getResultsNow.*Help.*openHelp/,
      );
    }
  },
);

test.each([
  ['openSidebar', 'home'],
  ['openHelp', 'help'],
])('%s shows the sidebar with its %s view', (fn, view) => {
  const addon = new Addon({ rows: ROWS });
  addon.runtime.execute({ user: addon.user, fn, as: 'menu' });
  const sidebar = addon.runtime.ui.sidebar;
  expect(sidebar?.title).toBe('Contact Enrichment');
  expect(sidebar?.html).toContain(`<div id="app" data-view="${view}">`);
});

test('the manifest asks for four permissions, the vendors’ hosts, and V8', () => {
  const manifest = JSON.parse(readFileSync(join(DIST, 'appsscript.json'), 'utf8')) as Manifest;
  expect(manifest.oauthScopes).toEqual(
    [
      'spreadsheets.currentonly',
      'script.external_request',
      'script.container.ui',
      'script.scriptapp',
    ].map((scope) => `https://www.googleapis.com/auth/${scope}`),
  );
  expect(manifest.urlFetchWhitelist).toEqual([
    'https://api.cleanlist.ai/',
    'https://dev.enrich.so/',
    'https://api.leadleap.net/',
  ]);
  expect(manifest.runtimeVersion).toBe('V8');
});
