// Ways of a vendor that were once a dead end, a silence or a false sum.
import { threeKinds } from '../support/people';
import { lines, states } from '../support/witness';
import { begin, faultsOf, type Json, letPass, tamper, tamperBody } from './vendor-story';

const BOTH = { channels: ['email', 'phone'] as const };

describe('a workflow whose status', () => {
  test.each(['500', 'truncated', '402', 'timeout before', '400'] as const)(
    'cannot be read for a day (%s) is shown to a person, and can be looked at again',
    (fault) => {
      const { addon, run } = begin(3);
      addon.work(run);
      addon.vendor.faults.next('status', fault, Infinity);
      expect(letPass(addon, run, 1_800, 23).state).toBe('open');
      const view = letPass(addon, addon.work(run), 1_800, 4);
      expect(view).toMatchObject({ state: 'waiting' });
      expect(view.attention).toMatchObject([
        { state: 'stalled', decisions: ['look_again', 'leave_out'] },
      ]);
      expect(view.attention[0]?.message).toMatch(/could not be read for a day/);
      expect(faultsOf(addon, view)).toEqual([]);
      addon.vendor.faults.clear();
      const again = addon.ask('decide', {
        run: run.id,
        batch: 1,
        decision: 'look_again',
      });
      expect(letPass(addon, again, 30, 1)).toMatchObject({
        state: 'closed',
        found: { email: 3 },
      });
    },
  );
});

describe('a vendor that counts more than it gives', () => {
  test('is read again, and gives the rest', () => {
    const { addon, run } = begin(5);
    let reads = 0;
    tamperBody(addon, 'status', (body) =>
      ++reads === 1 ? { ...body, results: (body.results as Json[]).slice(2) } : body,
    );
    const end = letPass(addon, run, 30, 1);
    expect(end).toMatchObject({
      state: 'closed',
      found: { email: 5 },
      unplaced: 0,
    });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('has what it gives placed, and the log says how many are missing and where to look', () => {
    const { addon, run } = begin(10);
    addon.vendor.faults.nextWorkflow({ items: ['missing'] });
    const end = letPass(addon, run, 30, 1);
    expect(end).toMatchObject({
      state: 'closed',
      found: { email: 8 },
      unplaced: 2,
    });
    const [line] = lines(addon, 'unplaced');
    expect(line?.note).toMatch(/^Cleanlist counts 2 more values found.*public_bulk_/);
    expect(addon.workbook.sheets.find(({ name }) => name === 'Enrichment log')?.hidden).toBe(false);
  });

  test('masks what it sold: the log says so', () => {
    const { addon, run } = begin(4, { channels: ['email', 'phone'] });
    addon.vendor.faults.nextWorkflow({ values: 'masked' });
    const end = letPass(addon, run, 30, 1);
    expect(end).toMatchObject({ state: 'closed', unplaced: 8 });
    expect(lines(addon, 'unplaced')[0]?.note).toMatch(/counts 8 more values/);
  });
});

test('results of people who were not sent cost nothing, and keep no approved batch from being sent', () => {
  const { addon, run } = begin(threeKinds(2), BOTH);
  addon.vendor.faults.nextWorkflow({ items: ['extra', 'doubled'], seconds: 1 });
  let posts = 0;
  addon.runtime.hooks.beforeCall = ({ method, args }) => {
    const isPost = method === 'UrlFetchApp.fetch' && String(args[0]).endsWith('/enrich/bulk');
    if (isPost && ++posts === 2) addon.vendor.faults.next('submit', '402');
    return undefined;
  };
  letPass(addon, run, 30, 0.2);
  const end = letPass(addon, addon.ask('resume', { run: run.id }), 30, 1);
  expect(end).toMatchObject({
    ...{
      state: 'closed',
      found: { email: 4, phone: 4 },
      leftOut: 0,
      unplaced: 3,
    },
    costs: [{ maximum: 44, charged: 44 }],
  });
  expect(faultsOf(addon, end)).toEqual([]);
});

test('the second and third number of a phone that has no row stand in the log', () => {
  const { addon, run } = begin(2, { channels: ['phone'] });
  addon.vendor.faults.nextWorkflow({ taskIds: 'missing' });
  tamperBody(addon, 'status', (body) => ({
    ...body,
    results: (body.results as Json[]).map((item, index) => ({
      ...(index === 0 ? { ...item, prospect: null, company: null } : item),
      personal_phone_numbers: [`+1${index}`, `+2${index}`, `+3${index}`],
    })),
  }));
  addon.work(run);
  addon.sheet.deleteRows(3, 1);
  letPass(addon, run, 30, 1);
  const log = JSON.stringify(lines(addon));
  for (const number of ['+10', '+20', '+30', '+11', '+21', '+31']) expect(log).toContain(number);
});

describe('a vendor that takes no purchases, though its free reads work', () => {
  test('costs two batches, not all; then the run pauses and says why', () => {
    const { addon, run } = begin(threeKinds(2), BOTH);
    tamper(addon, 'submit', () => ({
      status: 502,
      headers: {},
      body: 'Bad gateway',
    }));
    const view = letPass(addon, run, 30, 2);
    expect(states(addon)).toEqual(['unknown', 'unknown', 'created']);
    expect(view).toMatchObject({
      state: 'paused',
      pause: { reason: 'vendor' },
    });
    expect(view.pause?.message).toMatch(/twice in a row. Nothing more is sent/);
    expect(addon.vendor.ledger.requests.submit).toBe(2);
    expect(faultsOf(addon, view)).toEqual([]);
    const again = letPass(addon, addon.ask('resume', { run: run.id }), 30, 2);
    expect(again).toMatchObject({ state: 'waiting' });
    expect(states(addon)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test('the other contacts of a batch that the vendor refuses again and again are told in row and log', () => {
  const { addon, run } = begin(14);
  addon.vendor.faults.next('submit', '422 contact', 20);
  expect(letPass(addon, run, 30, 1)).toMatchObject({
    state: 'closed',
    incomplete: 11,
    leftOut: 3,
  });
  expect(lines(addon, 'refused').map(({ row }) => row)).toEqual(['13', '14', '15']);
  const status = addon.column('Enrichment status').slice(11);
  expect(status.every((text) => text.startsWith('Failed: '))).toBe(true);
});

test('what matters stands first where a long message is cut', () => {
  const { addon, run } = begin(2);
  addon.vendor.faults.next('submit', 'bandwidth');
  const view = letPass(addon, run, 30, 1);
  expect(view.attention[0]?.message).toMatch(/^They may have been bought/);
});

test('while the vendor asks for silence the user reads for how long', () => {
  const { addon, run } = begin(2);
  addon.vendor.faults.next('submit', {
    ...{ kind: 'status', status: 429 },
    retryAfter: { seconds: 1_800, as: 'seconds' },
  });
  const view = addon.work(run);
  expect(view).toMatchObject({ state: 'open' });
  expect(view.next).toBe(
    'Cleanlist takes no more requests for 30 minutes; then it goes on by itself.',
  );
});
