// What Google allows a day is used up, or a person or an administrator took something away: what the user sees, what is certainly
// not marked as bought, and how it goes on.
import { LIMITS } from '../../local/runtime/limits';
import type { QuotaName } from '../../local/runtime/quotas';
import type { ScriptProject } from '../../local/runtime/project';
import type { ExecutionResult } from '../../local/runtime/environment';
import type { Methods } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { type Addon, USER } from '../support/addon';
import { states } from '../support/witness';
import { confirmed, differences, goOn } from './quotas-story';

const HOUR = 3_600_000;
const DAY = {
  urlfetch: LIMITS.urlFetchCallsADay.value,
  properties: LIMITS.propertyCallsADay.value,
  triggerMs: LIMITS.triggerMsADay.value,
};
const SCOPE = 'https://www.googleapis.com/auth/';

interface Begun {
  readonly addon: Addon;
  readonly start: Methods['start']['args'];
  readonly run: { readonly run: string };
}

function begin(): Begun {
  const { addon, start } = confirmed();
  addon.ask('start', start);
  return { addon, start, run: { run: start.quote.id } };
}

/** Leaves the user so much of a day's quota. */
function leave(addon: Addon, name: QuotaName, left: number): void {
  const { quotas } = addon.runtime.project;
  const now = addon.clock.now();
  quotas.spend(USER, name, DAY[name] - left - quotas.used(USER, name, now), now);
}

/** A day later nothing but the trigger goes on. */
function nextDay(addon: Addon): ExecutionResult[] {
  addon.clock.advance(25 * HOUR);
  return [...addon.runtime.runDueTriggers()];
}

function viewOf(addon: Addon, id: string): RunView | undefined {
  return addon.home().runs.find((run) => run.id === id);
}

function ended(addon: Addon, end: RunView | null | undefined, unknown = 0): string[] {
  return differences(
    { addon, end: end ?? null, failures: [], calls: [], meanwhile: null },
    unknown,
  );
}

describe('URL fetches used up for the day', () => {
  // The free read, three purchases, one read of all three.
  test.each([
    [0, 0, ['created', 'created', 'created']],
    [1, 1, ['unknown', 'created', 'created']],
    [2, 1, ['submitted', 'unknown', 'created']],
    [4, 0, ['submitted', 'submitted', 'submitted']],
    [6, 0, ['submitted', 'submitted', 'submitted']],
  ])(
    'with %i left: the trigger goes on the next day; %i batch is in doubt',
    (left, unknown, as) => {
      const { addon, run } = begin();
      leave(addon, 'urlfetch', left);
      addon.runtime.language = left % 2 === 0 ? 'en' : 'ja';
      for (let slice = 0; slice < 2; slice++) {
        const view = addon.ask('work', run);
        expect(view).toMatchObject({ state: 'open', pause: null });
        expect(view.background).toContain('goes on by itself');
        addon.clock.advance(60_000);
      }
      expect(states(addon)).toEqual(as);
      const bought = as.filter((state) => state === 'submitted').length;
      expect(addon.vendor.ledger.requests.submit).toBe(bought);
      expect(nextDay(addon)).toMatchObject([{ kind: 'returned' }]);
      expect(ended(addon, viewOf(addon, run.run), unknown)).toEqual([]);
    },
  );

  test('at the confirm nothing starts, and Google’s words are shown', () => {
    const { addon, start } = confirmed();
    leave(addon, 'urlfetch', 0);
    const reply = addon.call('quote', start.choice);
    expect(reply).toMatchObject({ ok: false, code: 'vendor_down' });
    expect(reply).toMatchObject({ message: expect.stringContaining('nothing was sent') as string });
    expect(reply).toMatchObject({
      message: expect.stringContaining(LIMITS.urlFetchCallsADay.text) as string,
    });
    expect(addon.home().accounts[0]).toMatchObject({ connected: true, balance: null });
  });

  test('for good: after a day without an answer the run pauses and says why; Continue goes on', () => {
    const { addon, start, run } = begin();
    for (let hour = 0; hour < 40; hour++) {
      addon.clock.advance(HOUR);
      leave(addon, 'urlfetch', 0);
      addon.runtime.runDueTriggers();
    }
    const view = viewOf(addon, run.run);
    expect(view).toMatchObject({ state: 'paused', pause: { reason: 'vendor' } });
    expect(view?.pause?.message).toContain(LIMITS.urlFetchCallsADay.text);
    addon.clock.advance(25 * HOUR);
    expect(ended(addon, goOn(addon, start))).toEqual([]);
  });
});

test('property reads and writes used up for the day, at any number: nothing is lost, and only one batch can be in doubt', () => {
  const found: string[] = [];
  const doubts: number[] = [];
  for (const left of [0, 2, 5, 7, 8, 9, 12, 13, 17, 18, 22, 28, 31]) {
    const { addon, run } = begin();
    leave(addon, 'properties', left);
    const replies = [0, 1].map(() => {
      const reply = addon.call('work', run);
      addon.clock.advance(60_000);
      return reply;
    });
    const refused = replies.filter((reply) => !reply.ok);
    const isSaid = refused.some(({ message }) => message.includes(LIMITS.propertyCallsADay.text));
    if (!isSaid || refused.some(({ code }) => code !== 'internal'))
      found.push(`${left}: said otherwise`);
    nextDay(addon);
    const unknown = states(addon).filter((state) => state === 'unknown').length;
    doubts.push(unknown);
    const reply = addon.call('work', run);
    const end = reply.ok ? addon.workToEnd(reply.value) : null;
    found.push(...ended(addon, end, unknown).map((what) => `${left}: ${what}`));
  }
  expect(found).toEqual([]);
  // The quota of a day may end between saving that a batch is sent and looking for a stop: then nobody can save that it was not.
  expect(Math.max(...doubts)).toBeLessThanOrEqual(1);
});

test('trigger time used up for the day: firings do nothing, nothing is promised of them, the next day goes on', () => {
  const { addon, run } = begin();
  addon.ask('work', run);
  leave(addon, 'triggerMs', 0);
  addon.clock.advance(HOUR);
  expect(addon.runtime.runDueTriggers()).toMatchObject([{ kind: 'threw' }]);
  expect(viewOf(addon, run.run)?.background).toContain('Get results now');
  expect(nextDay(addon)).toMatchObject([{ kind: 'returned' }]);
  expect(ended(addon, viewOf(addon, run.run))).toEqual([]);
});

describe('the hourly trigger', () => {
  const others = (project: ScriptProject): void => {
    for (let index = 0; index < 20; index++) {
      project.triggers.push({
        ...{ id: `other-${index}`, handler: 'onHourlyTrigger', everyHours: 1, user: USER },
        ...{ documentId: `other-${index}`, nextRunMs: Number.MAX_SAFE_INTEGER },
      });
    }
  };

  test.each<[string, (addon: Addon) => void, RegExp]>([
    [
      'is refused',
      ({ runtime }) => {
        runtime.faults.add({ method: 'ClockTriggerBuilder.create', always: true });
      },
      /timed out/,
    ],
    [
      'is one too many for the user',
      ({ runtime }) => {
        others(runtime.project);
      },
      /too many triggers/,
    ],
    [
      'has no permission',
      ({ runtime }) => runtime.project.grants.set(USER, { missing: [`${SCOPE}script.scriptapp`] }),
      /permission/,
    ],
  ])(
    'that %s: the run works with the sidebar open, and says that it must be',
    (_, refuse, words) => {
      const { addon, start } = confirmed();
      refuse(addon);
      const view = addon.ask('start', start);
      expect(view.background).toMatch(/^Keep this sidebar open, or choose “Get results now”/);
      expect(view.background).toMatch(words);
      expect(
        addon.runtime.triggers(USER).filter(({ documentId }) => documentId === addon.workbook.id),
      ).toEqual([]);
      expect(ended(addon, addon.workToEnd(view))).toEqual([]);
    },
  );

  test('that Google removed is made again by the next slice', () => {
    const { addon, run } = begin();
    addon.runtime.project.triggers.length = 0;
    addon.clock.advance(16 * 60_000);
    addon.ask('work', run);
    expect(addon.runtime.triggers(USER)).toHaveLength(1);
  });
});

describe('a permission that is missing', () => {
  test.each([
    'spreadsheets.currentonly',
    'script.external_request',
    'script.scriptapp',
    'script.container.ui',
  ])('(%s) is asked for when the menu is used, before anything is done', (scope) => {
    const { addon } = begin();
    const before = JSON.stringify([...addon.runtime.properties.document]);
    addon.runtime.project.grants.set(USER, { missing: [SCOPE + scope] });
    for (const fn of ['openSidebar', 'getResultsNow', 'openHelp']) {
      const result = addon.runtime.execute({ user: USER, fn, as: 'menu' });
      expect(result).toMatchObject({ kind: 'killed', reason: 'scopes' });
    }
    expect(addon.runtime.ui).toMatchObject({ sidebar: null, toasts: [] });
    addon.clock.advance(HOUR);
    addon.runtime.runDueTriggers();
    expect(JSON.stringify([...addon.runtime.properties.document])).toBe(before);
    expect(addon.vendor.ledger.requests.submit).toBe(0);
  });

  test.each<[string, boolean]>([
    ['spreadsheets.currentonly', false],
    ['script.external_request', true],
  ])('(%s) and is given again while results are awaited: nothing is lost', (scope, isWorking) => {
    const { addon, start, run } = begin();
    addon.ask('work', run);
    addon.runtime.project.grants.set(USER, { missing: [SCOPE + scope] });
    for (let slice = 0; slice < 4; slice++) {
      addon.clock.advance(60_000);
      const reply = addon.call('work', run);
      expect(reply.ok).toBe(isWorking);
      if (!reply.ok) expect(reply.message).toContain('permission');
    }
    expect(states(addon)).toEqual(['submitted', 'submitted', 'submitted']);
    addon.runtime.project.grants.set(USER, 'granted');
    expect(ended(addon, goOn(addon, start))).toEqual([]);
  });
});

describe('“Get results now” in the menu', () => {
  const word = (addon: Addon): string => {
    const result = addon.runtime.execute({ user: USER, fn: 'getResultsNow', as: 'menu' });
    expect(result).toMatchObject({ kind: 'returned' });
    return addon.runtime.ui.toasts[addon.runtime.ui.toasts.length - 1]?.message ?? '';
  };

  test.each<[string, (addon: Addon) => void, RegExp]>([
    [
      'properties are used up',
      (addon) => {
        leave(addon, 'properties', 0);
      },
      /too many times.*Nothing that was bought is lost/,
    ],
    [
      'no lock is to be had',
      ({ runtime }) => (runtime.faults.conditions.documentLock = 'null'),
      /does not let this add-on work alone .* Try again later/,
    ],
    [
      'another execution has it',
      ({ runtime }) => (runtime.faults.conditions.documentLock = 'refused'),
      /Another tab, another user or the hourly look is still working/,
    ],
  ])('says so when %s', (_, break_, words) => {
    const { addon } = begin();
    break_(addon);
    expect(word(addon)).toMatch(words);
  });
});

test('an administrator who does not permit the vendor: nothing is sent, the host is named, and it goes on when permitted', () => {
  const { addon, start, run } = begin();
  const { blockedHosts } = addon.runtime.faults.conditions;
  blockedHosts.add('api.cleanlist.ai');
  const reply = addon.call('quote', { ...start.choice, limit: 1 });
  expect(reply).toMatchObject({ ok: false });
  const [account] = addon.home().accounts;
  expect(account).toMatchObject({ connected: true, balance: null });
  const refused = addon.call('connect', { vendor: 'cleanlist', key: 'clapi_demo_key' });
  expect(refused).toMatchObject({ ok: false, code: 'vendor_down' });
  expect(refused).toMatchObject({
    message: expect.stringMatching(
      /UrlFetch calls to https:\/\/api\.cleanlist\.ai are not permitted by your admin.* allow https:\/\/api\.cleanlist\.ai\//,
    ) as string,
  });
  expect(addon.ask('work', run)).toMatchObject({ state: 'open' });
  expect(states(addon)).toEqual(['created', 'created', 'created']);
  blockedHosts.clear();
  expect(ended(addon, goOn(addon, start))).toEqual([]);
});
