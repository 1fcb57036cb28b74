// A run that pauses: for which reason, what still comes in, and how it goes on.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon, USER } from '../support/addon';
import { threeKinds } from '../support/people';
import { brokenPromises, states } from '../support/witness';

const ORGANIZATIONS = [
  {
    ...DEMO_ORGANIZATIONS[0],
    id: 'org_demo',
    name: 'Demo',
    keys: [DEMO_KEY, 'clapi_second'],
    credits: 1000,
  },
  { id: 'org_other', name: 'Other', keys: ['clapi_other'], credits: 1000 },
];

function begin(): { addon: Addon; run: RunView } {
  const shares = { email: 1, phone: 1, failed: 0 };
  const addon = new Addon({
    rows: threeKinds(2),
    emulator: { shares, organizations: ORGANIZATIONS, duration: { min: 30, max: 30 } },
  });
  return { addon, run: addon.start({ channels: ['email', 'phone'] }) };
}

const END = { state: 'closed', found: { email: 4, phone: 4 } };

test('out of credits half-way: nothing more is sent, the rest is collected, and it goes on after a top-up', () => {
  const { addon, run } = begin();
  addon.vendor.setBalance('org_demo', 22);
  const paused = addon.workToEnd(run);
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'credits' } });
  expect(states(addon)).toEqual(['completed', 'created', 'created']);
  expect(addon.vendor.ledger.requests.submit).toBe(2);
  expect(addon.runtime.triggers()).toEqual([]);
  addon.vendor.setBalance('org_demo', 500);
  const resumed = addon.ask('resume', { run: run.id });
  expect(addon.runtime.triggers()).toHaveLength(1);
  expect(addon.workToEnd(resumed)).toMatchObject(END);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a revoked key: neither sent nor read; another key of the organisation goes on', () => {
  const { addon, run } = begin();
  addon.work(run);
  addon.vendor.accounts.revoke(DEMO_KEY);
  const paused = addon.workToEnd(run);
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
  expect(addon.runtime.triggers()).toEqual([]);
  addon.connect('clapi_second');
  expect(addon.workToEnd(addon.ask('resume', { run: run.id }))).toMatchObject(END);
  expect(brokenPromises(addon)).toEqual([]);
});

test.each([
  ['no key', null],
  ['a key of another organisation', 'clapi_other'],
])('%s: the run neither polls nor submits until the first organisation is back', (_, key) => {
  const { addon, run } = begin();
  addon.work(run);
  addon.ask('disconnect', { vendor: 'cleanlist' });
  if (key !== null) addon.connect(key);
  const { submit, status } = addon.vendor.ledger.requests;
  addon.clock.advance(120_000);
  expect(addon.work(run)).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
  expect(addon.vendor.ledger.requests).toMatchObject({ submit, status });
  addon.connect(DEMO_KEY);
  expect(addon.workToEnd(addon.ask('resume', { run: run.id }))).toMatchObject(END);
});

test('stopped without a key: what was not sent is left out, what was bought waits for the key', () => {
  const { addon, run } = begin();
  addon.vendor.faults.next('submit', '402');
  addon.work(run);
  addon.ask('disconnect', { vendor: 'cleanlist' });
  addon.ask('stop', { run: run.id });
  expect(addon.work(run)).toMatchObject({ leftOut: 6 });
  expect(addon.vendor.ledger.purchases).toEqual([]);
});

test('a protected output column: the run says which, and goes on when it may write', () => {
  const { addon, run } = begin();
  addon.work(run);
  addon.sheet.protect('E2:F20', ['owner@sample.example']);
  const paused = addon.workToEnd(run);
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'permission' } });
  expect(paused.pause?.message).toContain('Email');
  addon.sheet.unprotect();
  expect(addon.workToEnd(addon.ask('resume', { run: run.id }))).toMatchObject(END);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a sheet that refuses to be written three times pauses the run; nothing is lost', () => {
  const { addon, run } = begin();
  addon.work(run);
  addon.runtime.faults.add({ method: 'SpreadsheetApp.flush', always: true });
  const paused = addon.workToEnd(run);
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'sheet' } });
  addon.runtime.faults.clear();
  expect(addon.workToEnd(addon.ask('resume', { run: run.id }))).toMatchObject(END);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a sheet that fails after it wrote is written once more, and logged once', () => {
  const { addon, run } = begin();
  addon.work(run);
  addon.clock.advance(60_000);
  addon.runtime.faults.add({ method: 'SpreadsheetApp.flush', when: 'after' });
  addon.work(run);
  expect(addon.workToEnd(run)).toMatchObject(END);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a vendor that does not answer for a day pauses the run', () => {
  const { addon, run } = begin();
  const now = addon.clock.now();
  addon.vendor.faults.outage(now, now + 3 * 86_400_000);
  for (let hour = 0; hour < 30; hour++) {
    addon.clock.advance(3_600_000);
    addon.runtime.runDueTriggers();
  }
  const [view] = addon.home().runs;
  expect(view).toMatchObject({ id: run.id, state: 'paused', pause: { reason: 'vendor' } });
  expect(addon.vendor.ledger.requests.submit).toBe(0);
  expect(addon.runtime.triggers(USER)).toEqual([]);
});

test('a deleted sheet before anything was sent pauses the run and costs nothing', () => {
  const { addon, run } = begin();
  addon.workbook.addSheet('Another');
  addon.workbook.deleteSheet(addon.sheet.id);
  expect(addon.work(run)).toMatchObject({ state: 'paused', pause: { reason: 'sheet' } });
  expect(addon.vendor.ledger.purchases).toEqual([]);
});

test('authorisation withdrawn in the middle changes nothing until it is back', () => {
  const { addon, run } = begin();
  addon.work(run);
  addon.runtime.project.grants.set(USER, 'withdrawn');
  addon.clock.advance(3_600_000);
  addon.runtime.runDueTriggers();
  expect(states(addon)).toEqual(['submitted', 'submitted', 'submitted']);
  addon.runtime.project.grants.set(USER, 'granted');
  expect(addon.workToEnd(run)).toMatchObject(END);
});
