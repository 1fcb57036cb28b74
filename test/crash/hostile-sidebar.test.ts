// Markup and scripts in everything that the sidebar shows of sheets, vendors and Google: shown as text, never run.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/chromium';
import type { Method, Methods } from '../../src/rpc/contract';
import { batch, checkView, home, inspection, quote, run } from '../sidebar/fixtures';
import { gives, Sidebar, type Answer, type Script } from '../sidebar/sidebar-page';

const EVIL = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  '</textarea></title></style></script><b id=evil>',
  "javascript:window.hacked=1//'",
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
].join(' ');

/** Everything that is text from outside. */
const UNTRUSTED = new Set([
  ...['name', 'header', 'samples', 'text', 'message', 'sheetName', 'examples', 'workflowId'],
  ...['outputs', 'warnings', 'next', 'background', 'vendor'],
]);

function poisoned<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (UNTRUSTED.has(key) ? `${EVIL} ${value}` : value) as T;
  if (Array.isArray(value)) return value.map((item) => poisoned(item as unknown, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, poisoned(item as unknown, name)]),
  ) as T;
}

function given<M extends Method>(value: Methods[M]['value']): Answer<M> {
  return gives<M>(poisoned(value));
}

const refused = {
  reply: { ok: false, code: 'internal', message: `Something went wrong: ${EVIL}` },
} as const;
const paused = run({
  state: 'paused',
  pause: { reason: 'credits', message: 'Out of credits.' },
  attention: [
    batch(),
    batch({ number: 3, state: 'held', decisions: ['place', 'keep'], examples: ['x'] }),
  ],
  callAgainInMs: null,
});

let browser: Browser;
let sidebar: Sidebar;
beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterEach(() => sidebar.close());
afterAll(() => browser.close());

/** What the page has of the markup: nothing. */
async function made(): Promise<unknown> {
  return sidebar.page.evaluate(() => ({
    hacked: (globalThis as { hacked?: number }).hacked ?? 0,
    elements: document.querySelectorAll('img, iframe, #evil, svg[onload], body script ~ script')
      .length,
    links: [...document.querySelectorAll('a')].filter((a) => !a.href.startsWith('https://')).length,
  }));
}

const HOME = { home: [given<'home'>(home())] };

test.each<[string, Script, readonly string[]]>([
  ['the first view', HOME, []],
  [
    'a check with problems',
    { ...HOME, inspect: [given<'inspect'>(inspection({ check: checkView() }))] },
    [],
  ],
  [
    'a sheet that cannot be used',
    {
      home: [
        given<'home'>(
          home({
            inspection: inspection({ check: null, problem: { code: 'no_header', message: 'No.' } }),
          }),
        ),
      ],
    },
    [],
  ],
  [
    'the confirm',
    { ...HOME, quote: [given<'quote'>(quote({ warnings: ['w'] }))] },
    ['Review 312 contacts'],
  ],
  ['what the server refuses', { ...HOME, quote: [refused] }, ['Review 312 contacts']],
  [
    'what Google’s failure handler says',
    { ...HOME, quote: [{ failure: EVIL }] },
    ['Review 312 contacts'],
  ],
  ['a run and its batches', { home: [given<'home'>(home({ runs: [paused] }))] }, []],
])('%s shows it as text', async (_, script, presses) => {
  sidebar = await Sidebar.open(browser, script);
  await sidebar.page.locator('h1').waitFor();
  for (const name of presses) await sidebar.press(name);
  await sidebar.page.getByText('<img src=x').first().waitFor();
  expect(await made()).toEqual({ hacked: 0, elements: 0, links: 0 });
  // Beside Google's own style sheet.
  expect(sidebar.foreign.filter((url) => !url.startsWith('https://ssl.gstatic.com/'))).toEqual([]);
});
