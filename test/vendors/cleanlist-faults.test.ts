import { FAULTS, type FaultName } from '../../local/vendors/fault';
import { FIXTURES, type FixtureName } from '../../local/vendors/cleanlist/fixtures';
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import { cleanlist } from '../../src/provider/cleanlist';
import type { Item, PollOutcome, SubmitOutcome } from '../../src/provider/provider';
import { bodyOf, call, emulator, END, get, identities, KEY, NOW, polled, submitted } from './calls';
import { bulk } from './bulk';

const ALL = { email: 1, phone: 1, failed: 0 };
const CONTACTS = identities(10);
const submit = (vendor: ReturnType<typeof emulator>, nowMs = NOW): SubmitOutcome => {
  const request = bulk.submit(KEY, 'full', CONTACTS);
  return bulk.readSubmit(call(vendor, request, nowMs), CONTACTS, nowMs);
};

/** What the provider makes of each fault, and whether the vendor sold something. */
const OUTCOMES: Readonly<
  Record<FaultName, readonly [SubmitOutcome['kind'], PollOutcome['kind'], boolean]>
> = {
  '400': ['refused', 'unreadable', false],
  '400 insufficient_credits': ['out_of_credits', 'out_of_credits', false],
  '401': ['key_refused', 'key_refused', false],
  '402': ['out_of_credits', 'out_of_credits', false],
  '403': ['key_refused', 'key_refused', false],
  '404': ['refused', 'not_found', false],
  '408': ['unknown', 'unreadable', false],
  '413': ['refused', 'unreadable', false],
  '422': ['refused', 'unreadable', false],
  '422 contact': ['bad_contacts', 'unreadable', false],
  '429': ['rate_limited', 'rate_limited', false],
  '429 seconds': ['rate_limited', 'rate_limited', false],
  '429 date': ['rate_limited', 'rate_limited', false],
  '500': ['unknown', 'unreadable', false],
  '500 insufficient_credits': ['out_of_credits', 'out_of_credits', false],
  '502': ['unknown', 'unreadable', false],
  '502 page': ['unknown', 'unreadable', false],
  '502 accepted': ['unknown', 'unreadable', true],
  '503': ['unknown', 'unreadable', false],
  '503 page': ['unknown', 'unreadable', false],
  '504': ['unknown', 'unreadable', false],
  '504 page': ['unknown', 'unreadable', false],
  'timeout before': ['unknown', 'unreadable', false],
  'timeout after': ['unknown', 'unreadable', true],
  'connection before': ['unknown', 'unreadable', false],
  'connection after': ['unknown', 'unreadable', true],
  dns: ['unknown', 'unreadable', false],
  bandwidth: ['unknown', 'unreadable', false],
  slow: ['accepted', 'running', true],
  truncated: ['unknown', 'unreadable', true],
  'not json': ['unknown', 'unreadable', false],
  'not json accepted': ['unknown', 'unreadable', true],
};

describe('a call that goes wrong', () => {
  const names = Object.keys(FAULTS) as FaultName[];

  test.each(names)('%s', (name) => {
    const [submitKind, pollKind, sold] = OUTCOMES[name];
    const vendor = emulator();
    const before = submitted(vendor, CONTACTS).workflowId;
    const sales = vendor.ledger.purchases.length;
    vendor.faults.next('submit', name);
    vendor.faults.next('status', name);
    expect(submit(vendor).kind).toBe(submitKind);
    expect(vendor.ledger.purchases.length > sales).toBe(sold);
    expect(polled(vendor, before, NOW).kind).toBe(pollKind);
    expect(polled(vendor, before, NOW).kind).toBe('running');
  });

  test('says how long to wait, as seconds, as a date, or not at all', () => {
    const vendor = emulator();
    FIXTURES.J.apply(vendor);
    const waits = [submit(vendor), submit(vendor), submit(vendor)].map((outcome) =>
      'error' in outcome ? outcome.error.retryAfterSeconds : undefined,
    );
    expect(waits).toEqual([20, 20, null]);
  });

  test('is never sold twice by a retry that is safe', () => {
    for (const name of names.filter((one) => !OUTCOMES[one][2])) {
      const vendor = emulator();
      vendor.faults.next('submit', name);
      submit(vendor);
      submitted(vendor, CONTACTS);
      expect(vendor.ledger.boughtTwice()).toEqual([]);
    }
  });

  test('goes wrong for as many calls as told, of the endpoint told', () => {
    const vendor = emulator();
    vendor.faults.next('balance', '500', 2);
    const balance = () => cleanlist.readBalance(call(vendor, cleanlist.balance(KEY)), NOW).kind;
    const account = () => cleanlist.readAccount(call(vendor, cleanlist.account(KEY)), NOW).kind;
    expect([balance(), account(), balance(), balance()]).toEqual([
      'unreadable',
      'ok',
      'unreadable',
      'ok',
    ]);
    vendor.faults.next('any', '500', Infinity);
    expect([balance(), account(), balance()]).toEqual(['unreadable', 'unreadable', 'unreadable']);
    vendor.faults.clear();
    expect(balance()).toBe('ok');
  });

  test('counts toward the limit of calls when the vendor hears it', () => {
    const vendor = emulator();
    const balance = () => cleanlist.readBalance(call(vendor, cleanlist.balance(KEY)), NOW).kind;
    vendor.faults.next('balance', '503', 29);
    for (let calls = 0; calls < 29; calls++) balance();
    vendor.faults.next('balance', 'dns');
    expect([balance(), balance(), balance()]).toEqual(['unreadable', 'ok', 'rate_limited']);
  });

  test('goes wrong during an outage and not after', () => {
    const vendor = emulator();
    vendor.faults.outage(NOW, NOW + 60_000);
    expect(vendor.handle(get('/credits/balance'), NOW)).toMatchObject({ error: 'timeout' });
    expect(vendor.handle(get('/credits/balance'), NOW + 59_999)).toMatchObject({
      error: 'timeout',
    });
    expect(vendor.handle(get('/credits/balance'), NOW + 60_000)).toMatchObject({ status: 200 });
  });

  test('costs the time that it takes', () => {
    const vendor = emulator();
    vendor.faults.next('balance', 'timeout before');
    vendor.faults.next('balance', 'slow');
    const elapsed = () => vendor.handle(get('/credits/balance'), NOW).elapsedMs ?? 0;
    expect(elapsed()).toBeGreaterThan(600_000);
    expect(elapsed()).toBe(45_000);
    expect(elapsed()).toBeLessThan(1_000);
  });

  test('names the contact that the test names', () => {
    const vendor = emulator();
    vendor.faults.next('submit', { kind: 'bad_contact', index: 7 });
    expect(submit(vendor)).toMatchObject({ kind: 'bad_contacts', contacts: [{ index: 7 }] });
  });
});

describe('a workflow that goes wrong', () => {
  const run = (mode: WorkflowMode, reads = 1) => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow(mode);
    const outcome = submitted(vendor, CONTACTS);
    let poll = polled(vendor, outcome.workflowId, END);
    for (let read = 1; read < reads; read++) poll = polled(vendor, outcome.workflowId, END);
    return { vendor, outcome, poll };
  };
  const items = (mode: WorkflowMode): readonly Item[] => {
    const { poll } = run(mode);
    if (poll.kind !== 'finished') throw new Error(`Not finished: ${poll.kind}`);
    return poll.items;
  };
  const lastNames = (list: readonly Item[]) => list.map((item) => item.identity?.lastName);
  const inOrder = CONTACTS.map(({ lastName }) => lastName);

  test.each<[NonNullable<WorkflowMode['taskIds']>, boolean]>([
    ['missing', false],
    ['short', false],
    ['doubled', false],
    ['reordered', true],
  ])('task ids %s', (taskIds, kept) => {
    const ids = run({ taskIds }).outcome.taskIds;
    expect(ids !== null).toBe(kept);
    if (ids !== null) expect(ids).not.toEqual(items({}).map(({ taskId }) => taskId));
  });

  test('gives task ids in the order sent otherwise', () => {
    const { outcome, poll } = run({});
    expect(poll).toMatchObject({ kind: 'finished', word: 'completed' });
    if (poll.kind === 'finished') {
      expect(poll.items.map(({ taskId }) => taskId)).toEqual(outcome.taskIds);
      expect(lastNames(poll.items)).toEqual(inOrder);
    }
  });

  test('shuffles, drops, adds and doubles results', () => {
    expect(lastNames(items({ items: ['shuffled'] }))).not.toEqual(inOrder);
    expect([...lastNames(items({ items: ['shuffled'] }))].sort()).toEqual(inOrder);
    expect(items({ items: ['missing'] })).toHaveLength(8);
    expect(items({ items: ['extra'] })).toHaveLength(13);
    const doubled = run({ items: ['doubled'] });
    const path = `/enrich/status?workflow_id=${doubled.outcome.workflowId}`;
    expect(bodyOf(doubled.vendor.handle(get(path), END)).results).toHaveLength(14);
    expect(lastNames(items({ items: ['doubled'] }))).toEqual(inOrder);
    expect(items({ items: ['keyed'] }).map(({ taskId }) => taskId)).toEqual(
      items({}).map(({ taskId }) => taskId),
    );
  });

  test.each(['flat', 'echo'] as const)('hides whose result it is (%s)', (shape) => {
    for (const item of items({ items: ['anonymous'], shape })) {
      expect(item).toMatchObject({ taskId: '', echo: null, identity: null });
      expect(item.email).not.toBe('');
    }
  });

  test('lists only who was found', () => {
    const vendor = emulator();
    vendor.faults.nextWorkflow({ items: ['found_only'] });
    const poll = polled(vendor, submitted(vendor, CONTACTS).workflowId, END);
    if (poll.kind !== 'finished') throw new Error(poll.kind);
    expect(poll.items.length).toBeLessThan(10);
    for (const item of poll.items) expect(item.email !== '' || item.phones.length > 0).toBe(true);
  });

  test('echoes the contact as it was sent', () => {
    expect(items({ shape: 'echo' }).map(({ echo }) => echo)).toEqual(CONTACTS);
  });

  test.each<[string, WorkflowMode, number, PollOutcome['kind']]>([
    ['an unknown last word', { word: 'settling' }, 1, 'running'],
    [
      'an unknown last word with full counters',
      { word: 'settling', counters: true },
      1,
      'finished',
    ],
    ['failed, with results', { word: 'failed' }, 1, 'finished'],
    ['failed, without results', { word: 'failed', readsWithoutResults: Infinity }, 1, 'finished'],
    ['cancelled, with results', { word: 'cancelled' }, 1, 'finished'],
    ['no end', { seconds: Infinity }, 1, 'running'],
    ['no results', { readsWithoutResults: Infinity }, 9, 'no_results'],
    ['no results for two reads, second', { readsWithoutResults: 2 }, 2, 'no_results'],
    ['no results for two reads, third', { readsWithoutResults: 2 }, 3, 'finished'],
    ['not known yet', { hiddenSeconds: 1000 }, 1, 'not_found'],
  ])('has %s', (_name, mode, reads, kind) => {
    expect(run(mode, reads).poll.kind).toBe(kind);
  });

  test('delivers what a failed workflow holds, and charges for it', () => {
    const { vendor, poll } = run({ word: 'failed', charged: true });
    expect(poll).toMatchObject({ kind: 'finished', word: 'failed', charged: 110 });
    expect(vendor.ledger.charged()).toBe(110);
  });

  test('gives everything back when it fails without results', () => {
    const { vendor, poll } = run({ word: 'failed', readsWithoutResults: Infinity });
    expect(poll).toMatchObject({ kind: 'finished', items: [], charged: null });
    expect(vendor.balance('org_a', END)).toBe(25_000);
  });

  test('counts nothing found when it fails without results', () => {
    const { vendor, outcome } = run({ word: 'failed', readsWithoutResults: Infinity });
    const path = `/enrich/status?workflow_id=${outcome.workflowId}`;
    expect(bodyOf(vendor.handle(get(path), END)).summary).toMatchObject({
      total: 10,
      successful: 0,
      emails_found: 0,
    });
  });

  test('keeps its reserve as long as it does not end', () => {
    const { vendor } = run({ seconds: Infinity });
    expect(vendor.balance('org_a', END * 2)).toBe(25_000 - 110);
  });

  test('gives phones as text or as objects, and unknown words', () => {
    const [text] = items({ phones: 'strings' });
    const [object] = items({ phones: 'objects', emailWord: 'quantum' });
    expect(text?.phones[0]).toMatchObject({ type: '' });
    expect(object?.phones[0]).toEqual({ number: text?.phones[0]?.number, type: 'mobile' });
    expect(object?.emailStatus).toBe('quantum');
  });

  test('masks values, which are then no values', () => {
    for (const item of items({ values: 'masked' })) {
      expect(item).toMatchObject({ email: '', emailStatus: '', phones: [] });
      expect(item.identity).not.toBeNull();
    }
  });

  test('gives hostile values, which stay text no longer than a cell', () => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ values: 'hostile' });
    const { workflowId } = submitted(vendor, identities(100));
    const poll = polled(vendor, workflowId, END);
    if (poll.kind !== 'finished') throw new Error(poll.kind);
    const numbers = poll.items.flatMap(({ phones }) => phones.map(({ number }) => number));
    expect(poll.items.every(({ email }) => email.startsWith('='))).toBe(true);
    for (const start of ['=', '+', '-', '@', '<', '\u202e']) {
      expect(numbers.some((number) => number.startsWith(start))).toBe(true);
    }
    expect(Math.max(...numbers.map(({ length }) => length))).toBe(50_000);
  });
});

describe('the named situations', () => {
  const names = Object.keys(FIXTURES) as FixtureName[];

  test('are those that have a letter', () => {
    expect(names.join('')).toBe('ABCDEFHIJKLMNS');
  });

  test.each(names)('%s disturbs what comes next, and nothing after it', (name) => {
    const vendor = emulator({ shares: ALL });
    FIXTURES[name].apply(vendor);
    for (let call = 0; call < 3; call++) {
      const outcome = submit(vendor, NOW + call);
      if (outcome.kind === 'accepted') polled(vendor, outcome.workflowId, NOW);
    }
    const { workflowId } = submitted(vendor, identities(3));
    expect(polled(vendor, workflowId, END)).toMatchObject({ kind: 'finished', word: 'completed' });
  });

  test('of a batch that was bought though nobody said so', () => {
    const vendor = emulator();
    FIXTURES.K.apply(vendor);
    expect(submit(vendor).kind).toBe('unknown');
    expect(vendor.ledger.boughtTwice()).toEqual([]);
    submitted(vendor, CONTACTS);
    expect(vendor.ledger.boughtTwice()).toHaveLength(20);
  });
});
