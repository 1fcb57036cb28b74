// What a person decides about a batch, and what becomes of one that was not sent yet: on the built bundle.
import { Addon } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises, lines, states } from '../support/witness';
import { approveOnly, begin, decide, EMULATOR } from './vendor-story';

/** The states at every POST, as the document's properties hold them at that moment. */
function atPosts(addon: Addon): string[][] {
  const seen: string[][] = [];
  addon.runtime.hooks.beforeCall = (call) => {
    if (call.method === 'UrlFetchApp.fetch' && String(call.args[0]).endsWith('/enrich/bulk')) {
      seen.push(states(addon));
    }
    return undefined;
  };
  return seen;
}

describe('a batch that was created', () => {
  test('is saved as submitting before the vendor hears of it, and as submitted after', () => {
    const { addon, run } = begin(2);
    expect(states(addon)).toEqual(['created']);
    const seen = atPosts(addon);
    addon.work(run);
    expect(seen).toEqual([['submitting']]);
    expect(states(addon)).toEqual(['submitted']);
    expect(lines(addon, 'sent')).toHaveLength(2);
  });

  test('is left out when the run is stopped, and nothing is bought', () => {
    const { addon, run } = begin(2);
    addon.ask('stop', { run: run.id });
    const end = addon.work(run);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2, done: 2 });
    expect(addon.vendor.ledger.requests.submit).toBe(0);
    expect(addon.column('Enrichment status')).toEqual(['', '']);
  });

  test('is left out when a person filled every cell before it was sent', () => {
    const { addon, run } = begin(2);
    addon.sheet.type(2, 5, 'own@home.example');
    addon.sheet.type(3, 5, 'other@home.example');
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2 });
    expect(addon.vendor.ledger.purchases).toEqual([]);
    expect(addon.column('Email')).toEqual(['own@home.example', 'other@home.example']);
  });

  test('goes without the contact whose cell was filled or whose row was deleted', () => {
    const { addon, run } = begin(3);
    addon.sheet.type(2, 5, 'own@home.example');
    addon.sheet.deleteRows(3);
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2, found: { email: 1 } });
    expect(addon.vendor.ledger.purchases).toHaveLength(1);
  });

  test('is left out when it would cost more than was approved', () => {
    const { addon, run } = begin(2);
    approveOnly(addon, run.id, 1);
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', leftOut: 2 });
    expect(addon.vendor.ledger.purchases).toEqual([]);
  });

  test('waits for a person when more than a fifth of its contacts, and at least five, are gone', () => {
    const { addon, run } = begin(20);
    addon.sheet.deleteRows(2, 5);
    expect(addon.work(run)).toMatchObject({ state: 'paused', pause: { reason: 'rows' } });
    expect(addon.vendor.ledger.purchases).toEqual([]);
    const end = addon.workToEnd(addon.ask('resume', { run: run.id }));
    expect(end).toMatchObject({ state: 'closed', leftOut: 5, found: { email: 15 } });
  });

  test('goes without asking when four of twenty are gone', () => {
    const { addon, run } = begin(20);
    addon.sheet.deleteRows(2, 4);
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 16 } });
  });
});

describe('a batch whose results nobody can place', () => {
  const cases: readonly (readonly [string, (addon: Addon) => void, (addon: Addon) => void])[] = [
    [
      'nothing ties its results to contacts',
      ({ vendor }) => {
        vendor.faults.nextWorkflow({ items: ['anonymous'], taskIds: 'missing' });
      },
      () => undefined,
    ],
    [
      'an identity column was renamed',
      () => undefined,
      ({ sheet }) => {
        sheet.type(1, 2, 'Nachname');
      },
    ],
    [
      'more than a fifth of its contacts are gone',
      () => undefined,
      ({ sheet }) => {
        sheet.deleteRows(2, 5);
      },
    ],
  ];

  test.each(cases)(
    'because %s is held, its values logged first; Keep ends it',
    (_, before, after) => {
      const { addon, run } = begin(10);
      before(addon);
      addon.work(run);
      after(addon);
      const view = addon.workToEnd(run);
      expect(view.state).toBe('waiting');
      expect(view.attention).toMatchObject([{ state: 'held', decisions: ['place', 'keep'] }]);
      expect(view.attention[0]?.examples).toHaveLength(3);
      expect(lines(addon, 'unplaced')).toHaveLength(10);
      const end = addon.workToEnd(decide(addon, view, 'keep'));
      expect(end).toMatchObject({ state: 'closed', unplaced: 10 });
      expect(lines(addon, 'unplaced')).toHaveLength(10);
    },
  );

  test('and whom nothing was found for were not given up when an absent user’s run is closed', () => {
    const { addon, run } = begin(
      10,
      {},
      { ...EMULATOR, shares: { email: 0.5, phone: 0, failed: 0 } },
    );
    addon.work(run);
    addon.sheet.deleteRows(2, 5);
    const view = addon.workToEnd(run);
    expect(view.attention).toMatchObject([{ state: 'held' }]);
    addon.clock.advance(8 * 86_400_000);
    const end = addon.ask('close', { run: run.id }, 'bob@sample.example');
    expect(end).toMatchObject({ state: 'closed', givenUp: { contacts: 0 } });
    expect(end.notFound).toBeGreaterThan(0);
    const given = addon.ask('outcomeRows', { run: run.id, outcome: 'given_up' });
    expect(given).toMatchObject({ rows: [], total: 0 });
    // Where its results can be found again.
    expect(lines(addon, 'accepted')).toHaveLength(1);
  });

  test('is placed when a person says Place, as far as its contacts are there', () => {
    const { addon, run } = begin(10);
    addon.work(run);
    addon.sheet.deleteRows(2, 5);
    const held = addon.workToEnd(run);
    const end = addon.workToEnd(decide(addon, held, 'place'));
    expect(end).toMatchObject({ state: 'closed', found: { email: 10 }, unplaced: 5 });
    expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(5);
    expect(lines(addon, 'unplaced')).toHaveLength(10);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('is placed when a person says Place after putting the column right', () => {
    const { addon, run } = begin(3);
    addon.work(run);
    addon.sheet.type(1, 2, 'Nachname');
    const held = addon.workToEnd(run);
    addon.sheet.type(1, 2, 'Last name');
    const end = addon.workToEnd(decide(addon, held, 'place'));
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 }, unplaced: 0 });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

describe('a batch of which nobody knows whether it was bought', () => {
  test('is sent again only by a person, who approves its cost anew', () => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', 'timeout after');
    const waiting = addon.workToEnd(run);
    expect(waiting.attention).toMatchObject([
      {
        ...{ state: 'unknown', decisions: ['send_again', 'leave_out'] },
        ...{ isGivenUp: false, sendAgainCredits: 3 },
      },
    ]);
    const again = decide(addon, waiting, 'send_again');
    expect(again.costs[0]?.maximum).toBe(6);
    const end = addon.workToEnd(again);
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 } });
    // What was lost may have been bought, and was.
    expect(end.costs).toMatchObject([{ charged: 6, maximum: 6, estimated: true }]);
    expect(addon.vendor.ledger.charged()).toBe(6);
    expect(addon.vendor.ledger.requests.submit).toBe(2);
    expect(lines(addon, 'sent')).toHaveLength(6);
  });

  test.each([
    ['the vendor will not take', 0],
    ['a person has filled meanwhile', 1],
  ])('counts as bought once, too, for whom %s when it is sent again', (_, filled) => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', 'timeout after');
    const waiting = addon.workToEnd(run);
    if (filled === 1) addon.sheet.type(2, 5, 'own@home.example');
    else addon.vendor.faults.next('submit', '422 contact');
    const end = addon.workToEnd(decide(addon, waiting, 'send_again'));
    expect(addon.vendor.ledger.charged()).toBe(5);
    expect(end.costs).toMatchObject([{ charged: 5, maximum: 6, estimated: true }]);
  });

  test('that is lost twice counts as bought as often as it was sent, given up or not', () => {
    for (const decision of ['send_again', 'leave_out'] as const) {
      const { addon, run } = begin(3);
      addon.vendor.faults.next('submit', 'timeout after', 2);
      const once = addon.workToEnd(run);
      const twice = addon.workToEnd(decide(addon, once, 'send_again'));
      const end = addon.workToEnd(decide(addon, twice, decision));
      const times = decision === 'send_again' ? 3 : 2;
      expect(addon.vendor.ledger.purchases).toHaveLength(3 * times);
      expect(end.costs).toMatchObject([{ charged: 3 * times, maximum: 3 * times }]);
    }
  });

  test('counts as bought where nobody of it is sent again', () => {
    const { addon, run } = begin(1);
    addon.vendor.faults.next('submit', 'timeout after');
    const waiting = addon.workToEnd(run);
    addon.sheet.type(2, 5, 'own@home.example');
    const end = addon.workToEnd(decide(addon, waiting, 'send_again'));
    expect(addon.vendor.ledger.charged()).toBe(1);
    expect(end.costs).toMatchObject([{ charged: 1, estimated: true }]);
  });

  test('is given up by a person, with its worst cost, which is said of it', () => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', 'timeout before');
    const decided = decide(addon, addon.workToEnd(run), 'leave_out');
    expect(decided.attention).toMatchObject([{ state: 'left_out', isGivenUp: true }]);
    const end = addon.workToEnd(decided);
    expect(end).toMatchObject({ state: 'closed', leftOut: 3, costs: [{ charged: 3 }] });
    expect(addon.column('Enrichment status')).toEqual(['', '', '']);
  });

  test('and was stopped before, is sent again without what the stop left out', () => {
    const addon = new Addon({ rows: [...people(2)], emulator: EMULATOR });
    addon.sheet.type(2, 6, '+49 30 901820');
    const run = addon.start({ channels: ['email', 'phone'] });
    addon.vendor.faults.next('submit', 'timeout before');
    addon.work(run);
    expect(states(addon)).toEqual(['unknown', 'created']);
    addon.ask('stop', { run: run.id });
    const again = addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
    const end = addon.workToEnd(again);
    expect(end).toMatchObject({ state: 'closed', leftOut: 1 });
    expect(addon.vendor.ledger.requests.submit).toBe(2);
  });

  test('and was stopped before, takes the stop back for itself alone: who is in flight meanwhile goes to nobody else', () => {
    const rows = people(4);
    const lacksBoth = rows.slice(0, 3);
    const lacksEmail = rows.slice(3).map((row) => [...row.slice(0, 5), '(030) 901820']);
    const nobody = { shares: { email: 0, phone: 0, failed: 0 }, duration: { min: 120, max: 120 } };
    const addon = new Addon({
      ...{ rows: [...lacksBoth, ...lacksEmail], emulator: nobody },
      emulators: { enrich: EMULATOR },
    });
    addon.vendor.faults.next('submit', 'timeout before');
    const route = { email: ['cleanlist', 'enrich'], phone: ['cleanlist'] };
    let run = addon.start({ channels: ['email', 'phone'], route });
    while (!states(addon).includes('submitted')) run = addon.work(run);
    addon.ask('stop', { run: run.id });
    const again = addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
    expect(again.stopping).toBe(false);
    expect(addon.workToEnd(again)).toMatchObject({ state: 'closed', notFound: 4 });
    expect(addon.vendor.ledger.requests.submit).toBe(3);
    expect(addon.vendors.enrich.ledger.purchases).toEqual([]);
  });

  test('and is stopped once more, is not sent', () => {
    const { addon, run } = begin(2);
    addon.vendor.faults.next('submit', 'timeout before');
    const waiting = addon.workToEnd(run);
    for (const stops of [1, 2]) {
      addon.ask('stop', { run: run.id });
      if (stops === 1) addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
    }
    expect(addon.workToEnd(addon.ask('work', { run: waiting.id }))).toMatchObject({
      ...{ state: 'closed', leftOut: 2 },
    });
    expect(addon.vendor.ledger.requests.submit).toBe(1);
  });
});

test('a decision that does not fit the state any more changes nothing', () => {
  const { addon, run } = begin(2);
  addon.work(run);
  for (const decision of ['place', 'keep', 'send_again', 'leave_out', 'look_again'] as const) {
    addon.ask('decide', { run: run.id, batch: 1, decision });
    addon.ask('decide', { run: run.id, batch: 9, decision });
  }
  expect(states(addon)).toEqual(['submitted']);
});
