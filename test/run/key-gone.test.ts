// A key that is gone for good while results are awaited at its vendor, on the built bundle: the run's own user may end it without them,
// and nobody else. What was bought is given up, and told as that; everything else goes on as after any run.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { people, threeKinds } from '../support/people';
import { lines, states } from '../support/witness';

const QUICK = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const ROUTE = { email: ['cleanlist', 'enrich'] };
const DAY_MS = 86_400_000;
const BOB = 'bob@sample.example';

const ORGANIZATIONS = [
  {
    ...DEMO_ORGANIZATIONS[0],
    id: 'org_demo',
    name: 'Demo',
    keys: [DEMO_KEY, 'clapi_second'],
    credits: 1000,
  },
];

/** Two contacts are bought, and four more are not, as the credits do not reach. */
function partlyBought(): { addon: Addon; run: RunView } {
  const addon = new Addon({
    rows: threeKinds(2),
    emulator: { ...QUICK, organizations: ORGANIZATIONS },
  });
  const run = addon.start({ channels: ['email', 'phone'] });
  addon.vendor.setBalance('org_demo', 22);
  addon.ask('work', { run: run.id });
  expect(states(addon)).toEqual(['submitted', 'created', 'created']);
  return { addon, run };
}

const removed = (addon: Addon): void => {
  addon.ask('disconnect', { vendor: 'cleanlist' });
};
const refused = (addon: Addon): void => {
  addon.vendor.accounts.revoke(DEMO_KEY);
};

/** Sent to Cleanlist, and its key is gone. */
function stuck(gone = removed): { addon: Addon; run: RunView } {
  const addon = new Addon({ rows: people(6), emulator: QUICK, emulators: { enrich: QUICK } });
  const { id } = addon.start({ route: ROUTE });
  addon.ask('work', { run: id });
  gone(addon);
  return { addon, run: addon.goOn(id) };
}

const close = (addon: Addon, { id }: RunView, user?: string) =>
  addon.call('close', { run: id }, user);
const SIX = { contacts: 6, credits: [{ vendor: 'cleanlist', name: 'Cleanlist', credits: 6 }] };

describe.each([
  ['removed', removed],
  ['refused', refused],
] as const)('a run whose key is %s for good', (_, gone) => {
  test.each(['stopped before', 'not stopped'])('is ended by its user, %s', (when) => {
    const { addon, run } = partlyBought();
    gone(addon);
    if (when === 'stopped before') addon.ask('stop', { run: run.id });
    const paused = addon.goOn(run.id);
    const given = { contacts: 2, credits: [{ vendor: 'cleanlist', credits: 22 }] };
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'key' }, endable: given });
    const end = addon.ask('close', { run: run.id });
    expect(end).toMatchObject({ state: 'closed', leftOut: 6, done: 6, givenUp: given });
    expect(end).toMatchObject({ endable: null, afterwards: { failed: 4 } });
    expect(end.costs).toMatchObject([{ charged: 22, estimated: true }]);
    expect(addon.column('Enrichment status').join('')).toBe('');
    const [line, ...others] = lines(addon, 'closed');
    expect([line?.after, others]).toEqual([expect.stringMatching(/^public_bulk_/), []]);
    expect(lines(addon, 'not sent')).toHaveLength(4);
    expect(addon.runtime.triggers()).toEqual([]);
  });

  test('waits for nothing else: its contacts are sent anew, and everything can be deleted', () => {
    const { addon, run } = stuck(gone);
    addon.ask('stop', { run: run.id });
    for (let day = 0; day < 40; day++) {
      addon.clock.advance(DAY_MS);
      addon.runtime.runDueTriggers();
    }
    const choice = { route: { email: ['enrich'] } };
    addon.connect(undefined, 'enrich');
    expect(addon.goOn(run.id)).toMatchObject({ state: 'paused', endable: SIX });
    expect(
      addon.call('quote', { ...choice, channels: ['email'], rows: { kind: 'all' } }),
    ).toMatchObject({ code: 'nothing_to_send' });
    expect(addon.call('deleteAll', null)).toMatchObject({
      message: expect.stringContaining('Where a key is gone for good, end its run.') as string,
    });
    addon.ask('close', { run: run.id });
    expect(addon.quote(choice)).toMatchObject({
      contacts: { total: 6 },
      warnings: [expect.stringMatching(/^6 contacts may have been bought by an earlier run/)],
    });
    expect(addon.workToEnd(addon.start(choice))).toMatchObject({ found: { email: 6 } });
    expect(addon.call('deleteAll', null)).toMatchObject({ ok: true });
  });
});

test('it is nobody else’s to end before seven days', () => {
  const { addon, run } = stuck();
  expect(addon.ask('home', null, BOB).runs).toMatchObject([{ closable: false, endable: null }]);
  expect(close(addon, run, BOB)).toMatchObject({ code: 'not_yours' });
  addon.clock.advance(8 * DAY_MS);
  expect(addon.ask('home', null, BOB).runs).toMatchObject([{ closable: true, endable: null }]);
  expect(close(addon, run, BOB)).toMatchObject({ ok: true, value: { state: 'closed' } });
});

test.each([
  ['lacks credits', () => undefined],
  [
    'may not write',
    ({ sheet, clock }: Addon) => {
      sheet.protect('A1:Z20', ['owner@sample.example']);
      clock.advance(60_000);
    },
  ],
] as const)('a run that %s is not ended so: nothing changes', (_, disturb) => {
  const { addon, run } = partlyBought();
  disturb(addon);
  const before = addon.ask('work', { run: run.id });
  expect(before.endable).toBeNull();
  const kept = states(addon);
  expect(close(addon, run)).toMatchObject({ ok: true, value: { state: before.state } });
  expect(states(addon)).toEqual(kept);
});

test('with another key of the organisation it is collected, as before', () => {
  const { addon, run } = partlyBought();
  refused(addon);
  expect(addon.goOn(run.id).endable).not.toBeNull();
  addon.vendor.setBalance('org_demo', 500);
  addon.connect('clapi_second');
  addon.ask('resume', { run: run.id });
  expect(close(addon, run)).toMatchObject({ ok: true, value: { state: 'open' } });
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', givenUp: { contacts: 0 } });
});

test.each([
  ['removed', removed],
  ['refused', refused],
] as const)('a run of which nothing is awaited (its key is %s) is ended by Stop', (_, gone) => {
  const addon = new Addon({ rows: people(3), emulator: QUICK });
  const run = addon.start();
  gone(addon);
  expect(addon.goOn(run.id)).toMatchObject({ state: 'paused', endable: null });
  addon.ask('stop', { run: run.id });
  expect(addon.goOn(run.id)).toMatchObject({
    state: 'closed',
    leftOut: 3,
    givenUp: { contacts: 0 },
  });
});

describe('a run that awaits results of two vendors', () => {
  function bothSent(): { addon: Addon; id: string } {
    const rows = people(3).map((row, index) => [
      ...row,
      index === 0 ? 'LinkedIn' : `https://www.linkedin.com/in/somebody-${index}`,
    ]);
    const slow = { ...QUICK, duration: { min: 900, max: 900 } };
    const addon = new Addon({ rows, emulator: QUICK, emulators: { enrich: slow } });
    const route = { email: ['cleanlist'], phone: ['enrich'] };
    const { id } = addon.start({ channels: ['email', 'phone'], route });
    addon.ask('work', { run: id });
    expect(states(addon)).toEqual(['submitted', 'submitted']);
    return { addon, id };
  }

  test('is ended when those of the other have come', () => {
    const { addon, id } = bothSent();
    removed(addon);
    expect(addon.ask('work', { run: id })).toMatchObject({
      pause: { reason: 'key' },
      endable: null,
    });
    const paused = addon.goOn(id);
    expect(paused).toMatchObject({ found: { phone: 3 }, endable: { contacts: 3 } });
    const end = addon.ask('close', { run: id });
    expect(end).toMatchObject({ state: 'closed', found: { phone: 3 } });
    expect(end.givenUp.credits).toMatchObject([{ vendor: 'cleanlist', credits: 3 }]);
  });

  test('whose keys are both gone, after a day', () => {
    const { addon, id } = bothSent();
    removed(addon);
    addon.ask('disconnect', { vendor: 'enrich' });
    expect(addon.ask('work', { run: id }).endable).toBeNull();
    addon.clock.advance(DAY_MS);
    const { endable } = addon.ask('work', { run: id });
    expect(endable).toMatchObject({
      contacts: 3,
      credits: [{ vendor: 'cleanlist' }, { vendor: 'enrich' }],
    });
    const end = addon.ask('close', { run: id });
    expect(end).toMatchObject({ state: 'closed', givenUp: endable });
  });
});

test.each([
  ['held', () => undefined],
  [
    'held, and was to be placed',
    (addon: Addon, { id }: RunView) => {
      addon.ask('decide', { run: id, batch: 1, decision: 'place' });
    },
  ],
] as const)('what was %s when its user went stays in the log, and is not given up', (_, decide) => {
  const addon = new Addon({ rows: people(10), emulator: QUICK });
  const run = addon.start();
  addon.ask('work', { run: run.id });
  addon.sheet.deleteRows(2, 5);
  const held = addon.goOn(run.id);
  expect(held).toMatchObject({ state: 'waiting', attention: [{ state: 'held' }] });
  removed(addon);
  decide(addon, held);
  addon.clock.advance(8 * DAY_MS);
  const end = addon.ask('close', { run: run.id }, BOB);
  expect(end).toMatchObject({ state: 'closed', found: { email: 10 }, givenUp: { contacts: 0 } });
  expect([lines(addon, 'closed'), lines(addon, 'unplaced').length]).toEqual([[], 10]);
});

test('an execution that ends it may end at any service call; the next ends it the same', () => {
  const broken: unknown[] = [];
  let points = 0;
  for (const when of ['beforeCall', 'afterCall'] as const) {
    for (let nth = 1; ; nth++) {
      const { addon, run } = stuck();
      let calls = 0;
      addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
      addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
      const isKilled = addon.execute('close', { run: run.id }).kind === 'killed';
      addon.runtime.hooks[when] = undefined;
      if (!isKilled) break;
      points++;
      let end = addon.goOn(run.id);
      if (end.endable !== null) end = addon.ask('close', { run: run.id });
      const told = [end.state, end.givenUp.contacts, end.leftOut, lines(addon, 'closed').length];
      if (told.join() !== 'closed,6,6,1') broken.push([when, nth, ...told]);
    }
  }
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(10);
});

describe('an answer that came with its purchase, of an execution that died', () => {
  const EMAILS = [0, 1, 2].map((at) => [`sample.number${at}@northwind.example`]);

  function dead(): { addon: Addon; id: string } {
    const addon = new Addon({
      rows: [['Email'], ...EMAILS],
      emulators: { leadleap: { validationPrice: 1 } },
    });
    const { id } = addon.start({ ...VALIDATE, route: { validity: ['leadleap'] } });
    let isBought = false;
    addon.runtime.hooks.afterCall = ({ method, args }) => {
      isBought ||= String(args[0]).endsWith('/email/validate');
      // When what came has been logged.
      return isBought && method === 'SpreadsheetApp.flush' ? 'kill' : undefined;
    };
    addon.runtime.pendingWritesAtKill = 'applied';
    addon.execute('work', { run: id });
    addon.runtime.hooks.afterCall = undefined;
    expect(states(addon)).toEqual(['submitting']);
    expect(lines(addon, 'written')).toHaveLength(3);
    addon.clock.advance(8 * DAY_MS);
    return { addon, id };
  }

  test('stands in its rows when the run of its absent user is closed, and is not given up', () => {
    const { addon, id } = dead();
    const end = addon.ask('close', { run: id }, BOB);
    expect(end).toMatchObject({
      state: 'closed',
      found: { validity: 3 },
      givenUp: { contacts: 0 },
    });
    expect(end.costs).toMatchObject([{ charged: 3 }]);
    expect(addon.column('Email validity').every((text) => text !== '')).toBe(true);
    expect([lines(addon, 'closed'), lines(addon, 'written').length]).toEqual([[], 3]);
  });

  test('nor is it where any call of that fails, and it is closed once more', () => {
    const broken: unknown[] = [];
    let points = 0;
    for (let nth = 1; ; nth++) {
      const { addon, id } = dead();
      addon.runtime.faults.add({ method: '*', nth });
      let calls = 0;
      addon.runtime.hooks.beforeCall = ({ remote }) => {
        calls += remote ? 1 : 0;
        return undefined;
      };
      addon.execute('close', { run: id }, BOB);
      addon.runtime.hooks.beforeCall = undefined;
      addon.runtime.faults.clear();
      if (calls < nth) break;
      points++;
      const [view] = addon.ask('history', null, BOB).runs;
      const end = view?.state === 'closed' ? view : addon.ask('close', { run: id }, BOB);
      const told = [
        end.state,
        end.givenUp.contacts,
        end.found.validity,
        lines(addon, 'closed').length,
      ];
      if (told.join() !== 'closed,0,3,0') broken.push([nth, ...told]);
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(10);
  });
});
