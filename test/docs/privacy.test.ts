// docs/privacy.md names everything that is kept outside the cells: nothing more, and nothing less.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvent } from '../../src/run/log/log-line';
import { USER } from '../support/addon';
import { Automatic } from '../support/automatic';

const ROOT = join(__dirname, '../..');
const DOC = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');

/** The keys of a table, as far as they are the same for all: `key:` of `key:<vendor>`. */
function keysUnder(heading: string): string[] {
  const [, section = ''] = DOC.split(`### ${heading}\n`);
  const [own = ''] = section.split('\n### ');
  return [...own.matchAll(/^\| `([\w-]+:?)(?:<[^`]*)?` +\|/gm)].map(([, key = '']) => key);
}

const USERS = keysUnder('With your Google account');
const DOCUMENTS = keysUnder('With the spreadsheet, outside its cells');

function unnamed(kept: Iterable<string>, named: readonly string[]): string[] {
  return [...kept].filter(
    (key) => !named.some((name) => (name.endsWith(':') ? key.startsWith(name) : key === name)),
  );
}

const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'));

test.each([...USERS, ...DOCUMENTS])('%s is kept by the code', (key) => {
  const spelled = [`'${key}'`, `\`${key}$`];
  expect(SOURCES.some((text) => spelled.some((word) => text.includes(word)))).toBe(true);
});

test('runs, a webhook, a limit, a search for leads, a sample and Automatic keep nothing else', () => {
  const automatic = new Automatic();
  const { addon } = automatic;
  const { document, script } = addon.runtime.properties;
  const user = addon.runtime.userProperties(USER);
  const kept = { user: new Set<string>(), document: new Set<string>() };
  const note = (): void => {
    for (const key of user.keys()) kept.user.add(key);
    for (const key of document.keys()) kept.document.add(key);
  };
  automatic.add(4);
  addon.connect(undefined, 'enrich');
  addon.connect(undefined, 'leadleap');
  addon.connect();
  const url = 'https://hooks.example.com/in';
  addon.ask('saveSettings', { runLimit: 500, webhook: { vendor: 'cleanlist', url } });
  const run = addon.work(addon.start());
  note();
  addon.ask('stop', { run: run.id });
  note();
  addon.workToEnd(run);
  automatic.make();
  automatic.hours(1);
  const filters = { type: 'business', words: { country: ['US'] }, ranges: {} } as const;
  addon.ask('findLeads', { vendor: 'leadleap', filters, count: 100, more: false });
  addon.ask('sample', null);
  note();
  expect(kept.user.size).toBeGreaterThan(7);
  expect(kept.document.size).toBeGreaterThan(8);
  expect(unnamed(kept.user, USERS)).toEqual([]);
  expect(unnamed(kept.document, DOCUMENTS)).toEqual([]);
  expect([...script.keys()]).toEqual([]);
});

/** What is said of the lines of each kind; a new kind has to be added. */
const SAID: Readonly<Record<LogEvent, string>> = {
  sent: 'for each contact as it was sent',
  accepted: 'ids of what may have been bought',
  written: 'for each value that came',
  copied: 'for each value that came',
  unchanged: 'for each value that came',
  moved: 'for each value that came',
  unplaced: 'results without a row',
  incomplete: 'left out or refused',
  refused: 'left out or refused',
  failed: 'left out or refused',
  'not sent': 'left out or refused',
  closed: 'attempts that were given up',
  notice: 'credits under review',
  listed: 'or put on a list',
  'not listed': 'left out or refused',
  list: 'for each purchase of a list',
  undone: 'each that _Undo_ took back',
  fixed: 'for each cell that a fix changed, with its old text',
  unfixed: 'for each cell that a fix changed, with its old text',
};

test.each(Object.entries(SAID))('it says that the log has lines “%s”', (_event, words) => {
  const [, section = ''] = DOC.split('### In the spreadsheet\n');
  const [own = ''] = section.split('\n### ');
  expect(own.replace(/\s+/g, ' ')).toContain(words);
});
