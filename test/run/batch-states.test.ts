// Every line of the batch's state table, on the built bundle: what the vendor answers, what a person decides.
import type { FaultName, Fault } from '../../local/vendors/cleanlist/fault';
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import type { Decision, RunView } from '../../src/rpc/contract';
import { Addon } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises, lines, records, states } from '../support/witness';

const EMULATOR = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };

function begin(count: number): { addon: Addon; run: RunView } {
  const addon = new Addon({ rows: people(count), emulator: EMULATOR });
  return { addon, run: addon.start() };
}

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
    const { document } = addon.runtime.properties;
    const record = JSON.parse(document.get(`run:${run.id}`) ?? '') as object;
    document.set(`run:${run.id}`, JSON.stringify({ ...record, maximum: 1 }));
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

interface Answer {
  readonly fault: FaultName | Fault;
  readonly state: string;
  readonly run: Partial<RunView>;
}

const ANSWERS: readonly (readonly [string, Answer])[] = [
  ...(['429', '429 seconds', '429 date'] as const).map(
    (fault) => [fault, { fault, state: 'created', run: { state: 'open' } }] as const,
  ),
  ...(['401', '403'] as const).map(
    (fault) =>
      [fault, { fault, state: 'created', run: { state: 'paused', pause: reason('key') } }] as const,
  ),
  ...(['402', '400 insufficient_credits', '500 insufficient_credits'] as const).map(
    (fault) =>
      [
        fault,
        { fault, state: 'created', run: { state: 'paused', pause: reason('credits') } },
      ] as const,
  ),
  ...(
    ['timeout before', 'timeout after', 'connection before', 'connection after', 'dns'] as const
  ).map(unknown),
  ...(['408', '500', '502', '502 page', '502 accepted', '503', '504 page'] as const).map(unknown),
  ...(['truncated', 'not json', 'not json accepted', 'bandwidth'] as const).map(unknown),
  ['a redirect', { fault: { kind: 'status', status: 302 }, state: 'unknown', run: waits() }],
];

function unknown(fault: FaultName): readonly [string, Answer] {
  return [fault, { fault, state: 'unknown', run: waits() }];
}

function waits(): Partial<RunView> {
  return { state: 'waiting', callAgainInMs: null };
}

function reason(word: 'key' | 'credits'): RunView['pause'] {
  return { reason: word, message: expect.any(String) as string };
}

describe('a POST', () => {
  test.each(ANSWERS)('answered with %s', (_, { fault, state, run: stands }) => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', fault);
    const view = addon.work(run);
    expect(states(addon)).toEqual([state]);
    expect(view).toMatchObject(stands);
    expect(addon.vendor.ledger.requests.submit).toBe(1);
    expect(brokenPromises(addon)).toEqual([]);
    // Whatever comes later, it is not sent again on its own unless it was certainly not bought.
    addon.clock.advance(120_000);
    addon.work(run);
    const again = state === 'created' && view.state === 'open' ? 2 : 1;
    expect(addon.vendor.ledger.requests.submit).toBe(again);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test.each(['400', '404', '413', '422'] as const)(
    'answered with %s is refused, lists its contacts, and costs nothing',
    (fault) => {
      const { addon, run } = begin(3);
      addon.vendor.faults.next('submit', fault);
      const end = addon.workToEnd(run);
      expect(end).toMatchObject({ state: 'closed', leftOut: 3, credits: { charged: 0 } });
      expect(lines(addon, 'refused')).toHaveLength(3);
      expect(addon.column('Enrichment status').every((text) => text.startsWith('Failed'))).toBe(
        true,
      );
      expect(addon.vendor.ledger.purchases).toEqual([]);
    },
  );

  test('that names a contact goes again without it, and says so in its row', () => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', { kind: 'bad_contact', index: 1 });
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', incomplete: 1, found: { email: 2 }, done: 3 });
    expect(addon.column('Enrichment status')[1]).toBe(
      'Incomplete: This contact cannot be enriched',
    );
    expect(lines(addon, 'incomplete')).toMatchObject([{ row: '3' }]);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('that names contacts one at a time goes ten times again, then the batch is refused', () => {
    const { addon, run } = begin(14);
    addon.vendor.faults.next('submit', '422 contact', 20);
    const end = addon.workToEnd(run);
    expect(addon.vendor.ledger.requests.submit).toBe(11);
    expect(end).toMatchObject({ state: 'closed', incomplete: 11, leftOut: 3, done: 14 });
  });

  test('whose only contact is named is refused', () => {
    const { addon, run } = begin(1);
    addon.vendor.faults.next('submit', '422 contact');
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', incomplete: 1, done: 1 });
  });

  test('whose execution died is found by the next slice, and nobody sends it again', () => {
    const { addon, run } = begin(2);
    addon.runtime.hooks.afterCall = (call) =>
      call.method === 'UrlFetchApp.fetch' && String(call.args[0]).endsWith('/enrich/bulk')
        ? 'kill'
        : undefined;
    addon.execute('work', { run: run.id });
    expect(states(addon)).toEqual(['submitting']);
    addon.runtime.hooks.afterCall = undefined;
    expect(addon.work(run)).toMatchObject({ state: 'waiting' });
    expect(states(addon)).toEqual(['unknown']);
    expect(addon.vendor.ledger.requests.submit).toBe(1);
  });

  test('whose id could not be saved leaves it in the log, where the next slice finds it', () => {
    const { addon, run } = begin(2);
    addon.runtime.hooks.afterCall = (call) => {
      if (call.method === 'UrlFetchApp.fetch' && String(call.args[0]).endsWith('/enrich/bulk')) {
        addon.runtime.faults.add({ method: 'Properties.setProperties', message: 'Quota' });
      }
      return undefined;
    };
    addon.execute('work', { run: run.id });
    addon.runtime.hooks.afterCall = undefined;
    expect(states(addon)).toEqual(['submitting']);
    expect(lines(addon, 'accepted')).toHaveLength(1);
    const end = addon.workToEnd(addon.work(run));
    expect(end).toMatchObject({ state: 'closed', found: { email: 2 } });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

describe('a batch that was submitted', () => {
  test.each<[string, WorkflowMode]>([
    ['completed', {}],
    ['failed, with results', { word: 'failed' }],
    ['a word nobody documented, with counters', { word: 'fertig', counters: true }],
    ['completed, with results keyed by task', { items: ['keyed'] }],
    ['completed, shuffled and without those not found', { items: ['shuffled', 'found_only'] }],
    ['completed, with results twice', { items: ['doubled'] }],
    ['completed, echoing what was sent', { shape: 'echo' }],
    ['completed, unknown to the vendor for the first half minute', { hiddenSeconds: 30 }],
    ['completed, its results two reads late', { readsWithoutResults: 2 }],
  ])('is placed after the terminal answer %s', (_, mode) => {
    const { addon, run } = begin(5);
    addon.vendor.faults.nextWorkflow(mode);
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', found: { email: 5 } });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('is saved as placing before anything is logged or written', () => {
    const { addon, run } = begin(2);
    addon.work(run);
    const seen: string[] = [];
    addon.runtime.hooks.beforeCall = (call) => {
      if (call.method === 'Range.setValues') seen.push(...states(addon));
      return undefined;
    };
    addon.clock.advance(60_000);
    addon.work(run);
    expect(new Set(seen)).toEqual(new Set(['placing']));
  });

  test.each<[string, WorkflowMode, number]>([
    ['the vendor does not know it for more than a minute', { hiddenSeconds: Infinity }, 300],
    ['it has no end after a day', { seconds: Infinity }, 26 * 3600],
    ['it is finished three times without results', { readsWithoutResults: Infinity }, 600],
  ])('stalls when %s, and a person decides', (_, mode, seconds) => {
    const { addon, run } = begin(2);
    addon.vendor.faults.nextWorkflow(mode);
    let view = addon.work(run);
    const until = addon.clock.now() + seconds * 1000;
    while (view.state === 'open' && addon.clock.now() < until) {
      addon.clock.advance(seconds * 20);
      view = addon.work(view);
    }
    expect(view).toMatchObject({ state: 'waiting', callAgainInMs: null });
    expect(view.attention).toMatchObject([
      { state: 'stalled', decisions: ['look_again', 'leave_out'] },
    ]);
    expect(states(addon)).toEqual(['stalled']);
  });

  test('is read again when a person says Look again, and left out at its worst cost otherwise', () => {
    const { addon, run } = begin(2);
    addon.vendor.faults.nextWorkflow({ hiddenSeconds: 200 });
    const waiting = addon.workToEnd(run);
    expect(waiting.state).toBe('waiting');
    addon.clock.advance(300_000);
    const looked = decide(addon, waiting, 'look_again');
    expect(states(addon)).toEqual(['submitted']);
    expect(addon.workToEnd(looked)).toMatchObject({ state: 'closed', found: { email: 2 } });

    const other = begin(2);
    other.addon.vendor.faults.nextWorkflow({ hiddenSeconds: Infinity });
    const stalled = other.addon.workToEnd(other.run);
    const end = other.addon.workToEnd(decide(other.addon, stalled, 'leave_out'));
    expect(end).toMatchObject({ state: 'closed', leftOut: 2, credits: { charged: 2 } });
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
      { state: 'unknown', decisions: ['send_again', 'leave_out'], sendAgainCredits: 3 },
    ]);
    const again = decide(addon, waiting, 'send_again');
    expect(again.credits.maximum).toBe(6);
    expect(addon.workToEnd(again)).toMatchObject({ state: 'closed', found: { email: 3 } });
    expect(addon.vendor.ledger.requests.submit).toBe(2);
    expect(lines(addon, 'sent')).toHaveLength(6);
  });

  test('is left out by a person, with its worst cost', () => {
    const { addon, run } = begin(3);
    addon.vendor.faults.next('submit', 'timeout before');
    const end = addon.workToEnd(decide(addon, addon.workToEnd(run), 'leave_out'));
    expect(end).toMatchObject({ state: 'closed', leftOut: 3, credits: { charged: 3 } });
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

  test('costs one batch in an outage: none follows before a free read works', () => {
    const addon = new Addon({ rows: people(2), emulator: EMULATOR });
    addon.sheet.type(2, 6, '+49 30 901820');
    const run = addon.start({ channels: ['email', 'phone'] });
    const { vendor, clock } = addon;
    vendor.faults.next('submit', 'timeout after');
    const lost = addon.work(run);
    vendor.faults.outage(clock.now(), clock.now() + 3_600_000);
    const view = addon.workToEnd(lost);
    expect(vendor.ledger.requests.submit).toBe(2);
    expect(vendor.ledger.requests.balance).toBeLessThan(20);
    expect(view.state).toBe('waiting');
    expect(records(addon).map(({ state }) => state)).toEqual(['unknown', 'completed']);
    expect(brokenPromises(addon)).toEqual([]);
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

function decide(addon: Addon, run: RunView, decision: Decision): RunView {
  return addon.ask('decide', { run: run.id, batch: run.attention[0]?.number ?? 1, decision });
}
