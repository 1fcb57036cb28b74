// Lines of the log that say who is on a list, or that it was bought, and are gone, on the built bundle: Automatic waits for its user,
// and confirms say so. Every such line counts once, whatever died between it and its count.
import type { HookCall } from '../../local/runtime/environment';
import { type Addon, choose } from '../support/addon';
import { Automatic } from '../support/automatic';
import {
  connected,
  enrich,
  make,
  paidTwice,
  purchases,
  quote,
  QUICK_LISTS,
  request,
} from '../support/lists';
import { people } from '../support/people';

const LINES_GONE = expect.stringMatching(/^Lines of the sheet “Enrichment log” are gone/) as string;

type Line = readonly string[];
const isListed = ([, , , event]: Line): boolean => event === 'listed';
/** What is sent stands in the line before a purchase. */
const isPurchase = ([, , , event, , sentAs]: Line): boolean => event === 'list' && sentAs !== '';

function deleteLines(addon: Addon, isChosen: (line: Line) => boolean, most = Infinity): void {
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  const rows = addon.log().flatMap((line, at) => (isChosen(line) ? [at + 2] : []));
  expect(rows).not.toHaveLength(0);
  for (const row of rows.slice(0, most).reverse()) log?.deleteRows(row, 1);
}

const deletions: [string, (addon: Addon) => void][] = [
  [
    'all of them',
    (addon) => {
      deleteLines(addon, () => true);
    },
  ],
  [
    'one who is on it',
    (addon) => {
      deleteLines(addon, isListed, 1);
    },
  ],
  [
    'that it was bought',
    (addon) => {
      deleteLines(addon, isPurchase);
    },
  ],
];

describe.each(deletions)('lines of a list that was bought that are gone (%s)', (_name, forget) => {
  test.each<[string, 'first' | 'looked' | 'last']>([
    ['made before the list', 'first'],
    ['made before it, which has looked since', 'looked'],
    ['made after that', 'last'],
  ])('make Automatic, %s, wait for its user, who may take the log as it is', (_when, order) => {
    const automatic = new Automatic({ emulator: QUICK_LISTS });
    const { addon } = automatic;
    addon.connect();
    if (order !== 'last') automatic.make();
    automatic.add(3);
    enrich(addon);
    if (order === 'looked') automatic.hours(1);
    forget(addon);
    // Others come in their place.
    make(addon, ['phone']);
    make(addon, ['email', 'phone']);
    if (order === 'last') automatic.make();
    automatic.hours(2);
    expect([purchases(addon), paidTwice(addon)]).toEqual([3, 0]);
    const { id, pause } = automatic.view();
    expect(pause?.reason).toBe('log');
    addon.ask('resumeSchedule', { id });
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: null });
  });

  test('are told of by the confirm of a run, and of another list', () => {
    const addon = connected();
    const { list } = enrich(addon);
    expect(addon.quote({}).warnings).not.toContainEqual(LINES_GONE);
    forget(addon);
    expect(addon.quote({}).warnings).toContainEqual(LINES_GONE);
    expect(quote(addon, list).warning).toMatch(/Lines of the sheet “Enrichment log” are gone/);
  });
});

test('a log of an older document, in which nobody counted them, is believed', () => {
  const automatic = new Automatic({ emulator: QUICK_LISTS });
  const { addon } = automatic;
  addon.connect();
  automatic.add(3);
  enrich(addon);
  addon.runtime.properties.document.delete('log-lists');
  addon.runtime.properties.document.set('listed', '1');
  automatic.make();
  automatic.hours(2);
  expect(automatic.view()).toMatchObject({ pause: null });
  expect([purchases(addon), paidTwice(addon)]).toEqual([3, 0]);
  expect(addon.quote({}).warnings).toEqual([expect.stringMatching(/^3 contacts are on a list/)]);
});

const WRITES = /\.(set(Values|Properties)|flush)$|fetch$/;

describe('an execution that dies while it makes a list', () => {
  /** Then the same is asked for again, or another list is made. */
  function tell(killAt: number, isSame: boolean): number {
    const addon = connected();
    const asked = { ...request(['email']), choice: choose({ sheet: addon.sheet.id }) };
    const warnings = () => addon.quote({ sheet: addon.sheet.id }).warnings;
    let calls = 0;
    addon.runtime.hooks.beforeCall = ({ method }: HookCall) =>
      WRITES.test(method) && ++calls === killAt ? 'kill' : undefined;
    addon.execute('makeList', asked);
    addon.runtime.hooks.beforeCall = undefined;
    if (!isSame) addon.sheet.put([people(4)[4]?.slice(0, 4) ?? []], { row: 5, column: 1 });
    const { list } = addon.ask('makeList', asked);
    expect([killAt, warnings()]).toEqual([killAt, []]);
    deleteLines(addon, (line) => isListed(line) && line[9] === list, 1);
    expect([killAt, warnings()]).toEqual([killAt, [LINES_GONE]]);
    return calls;
  }

  test.each([true, false])(
    'makes nobody miss a line, and hides none that is gone (%p)',
    (isSame) => {
      const calls = tell(-1, isSame);
      expect(calls).toBeGreaterThan(5);
      for (let killAt = 1; killAt <= calls; killAt++) tell(killAt, isSame);
    },
  );
});

test('the line of a purchase counts also where its execution died in the middle of saving that', () => {
  const addon = connected();
  const { id, credits } = quote(addon, make(addon).list);
  const { hooks, properties } = addon.runtime;
  hooks.beforeCall = ({ method, args }) => {
    const [texts = {}] = args as [Record<string, string>?];
    if (method !== 'Properties.setProperties' || !('list' in texts)) return undefined;
    hooks.beforeCall = undefined;
    properties.document.write({ list: texts.list });
    return 'kill';
  };
  addon.execute('buyList', { id, maximum: credits });
  expect(addon.ask('workList', null)).toMatchObject({ state: 'unknown' });
  addon.ask('decideList', { id, decision: 'close' });
  expect(addon.quote({}).warnings).not.toContainEqual(LINES_GONE);
  deleteLines(addon, isPurchase);
  expect(addon.quote({}).warnings).toEqual([LINES_GONE]);
});
