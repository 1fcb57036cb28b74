import { FAULTS, type FaultName } from '../../local/vendors/fault';
import type { BatchMode } from '../../local/vendors/enrich/batch-mode';
import type { ErrorShape } from '../../local/vendors/enrich/error-shapes';
import { FIXTURES, type FixtureName } from '../../local/vendors/enrich/fixtures';
import { enrich } from '../../src/provider/enrich';
import type { PollOutcome, SubmitOutcome } from '../../src/provider/provider';
import { ALL, emulator, END, KEY, many, NOW } from './enrich-calls';
import {
  accepted,
  call,
  finder,
  finished,
  identity,
  person,
  phones,
  poll,
  SERVICES,
  submit,
} from './enrich-round-trip-calls';

const SHAPES: readonly ErrorShape[] = ['problem', 'flat', 'status', 'pair'];

type Outcomes = readonly [
  bought: SubmitOutcome['kind'],
  read: PollOutcome['kind'],
  isSold: boolean,
];

/** What the provider makes of each fault, and whether the vendor sold something. `accepted`: or answered at once. */
const OUTCOMES: Readonly<Record<FaultName, Outcomes>> = {
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
  slow: ['accepted', 'finished', true],
  truncated: ['unknown', 'unreadable', true],
  'not json': ['unknown', 'unreadable', false],
  'not json accepted': ['unknown', 'unreadable', true],
};

describe.each(SERVICES)('a call about %s that goes wrong', (_name, service, contacts) => {
  const names = Object.keys(FAULTS) as FaultName[];

  test.each(names)('%s', (name) => {
    const [bought, read, isSold] = OUTCOMES[name];
    for (const people of [contacts(10), contacts(1)]) {
      const vendor = emulator({ shares: ALL });
      vendor.faults.next('submit', name);
      const isSingle = people.length === 1;
      const kind = submit(vendor, service, people).kind;
      expect(kind).toBe(bought === 'accepted' && isSingle ? 'answered' : bought);
      expect(vendor.ledger.purchases).toHaveLength(isSold ? people.length : 0);
    }
    const vendor = emulator({ shares: ALL });
    const { workflowId } = accepted(vendor, service, contacts(10));
    for (const endpoint of ['status', 'results'] as const) {
      vendor.faults.next(endpoint, name);
      expect(poll(vendor, service, workflowId).kind).toBe(read);
      expect(finished(vendor, service, workflowId).items).toHaveLength(10);
    }
    expect(vendor.ledger.charged()).toBe(10 * service.credits(['email', 'phone']));
  });

  test.each(SHAPES)('is read in any shape of error (%s)', (errorShape) => {
    const vendor = emulator({ errorShape });
    const { workflowId } = accepted(vendor, service, contacts(2));
    const wants = ['400', '401', '402', '403', '404', '422', '429 seconds', '503'] as const;
    for (const name of wants) {
      vendor.faults.next('submit', name);
      const outcome = submit(vendor, service, contacts(3));
      // A flat error has no place for a code, and needs none with these.
      expect(outcome.kind).toBe(OUTCOMES[name][0]);
      if (!('error' in outcome)) throw new Error(outcome.kind);
      expect(outcome.error.message).not.toBe('');
      if (name === '429 seconds') expect(outcome.error.retryAfterSeconds).toBe(20);
    }
    vendor.faults.next('submit', { kind: 'bad_contact', index: 2 });
    expect(submit(vendor, service, contacts(4)).kind).toBe(
      service === finder ? 'bad_contacts' : 'refused',
    );
    expect(poll(vendor, service, 'ffff').kind).toBe('not_found');
    const early = service.readPoll(
      call(vendor, service.poll(KEY, workflowId), END),
      [call(vendor, resultsOf(workflowId), NOW)],
      { key: KEY, workflowId, nowMs: NOW },
    );
    expect(early.kind).toBe('running');

    function resultsOf(id: string) {
      const ended = call(vendor, service.poll(KEY, id), END);
      const more = service.readPoll(ended, [], { key: KEY, workflowId: id, nowMs: END });
      if (more.kind !== 'more') throw new Error(more.kind);
      return more.request;
    }
  });
});

describe('contacts that Enrich does not take', () => {
  test.each([true, false])('are named and left out, until the rest is bought', (all) => {
    const vendor = emulator({ namesAllBadContacts: all });
    let people = many(6, person);
    people[1] = { ...person(1), companyDomain: 'no domain' };
    people[4] = { ...person(4), firstName: 'x'.repeat(101) };
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      // The contract is the vendor's to hold here.
      const answer = vendor.handle(finder.submit(KEY, 'partial', people), NOW);
      if ('error' in answer) throw new Error(answer.error);
      const result = { kind: 'response', response: answer } as const;
      const outcome = finder.readSubmit(result, people, NOW);
      kinds.push(outcome.kind);
      if (outcome.kind !== 'bad_contacts') break;
      const bad = outcome.contacts.map(({ index }) => index);
      people = people.filter((_one, index) => !bad.includes(index));
    }
    const named = all ? ['bad_contacts'] : ['bad_contacts', 'bad_contacts'];
    expect(kinds).toEqual([...named, 'accepted']);
    expect(vendor.ledger.purchases).toHaveLength(4);
  });

  test('are found behind the two lists of phones', () => {
    const vendor = emulator({ namesAllBadContacts: true });
    const people = [
      identity({ email: 'a@a.com' }),
      identity({ linkedinUrl: 'https://www.linkedin.com/in/a' }),
      identity({ linkedinUrl: 'https://www.linkedin.com/company/a' }),
      identity({ email: 'b@b.com' }),
    ];
    const answer = vendor.handle(phones.submit(KEY, 'phone_only', people), NOW);
    if ('error' in answer) throw new Error(answer.error);
    const result = { kind: 'response', response: answer } as const;
    expect(phones.readSubmit(result, people, NOW)).toMatchObject({
      kind: 'bad_contacts',
      contacts: [{ index: 2 }],
    });
    const alone = people.slice(2, 3);
    const refused = vendor.handle(phones.submit(KEY, 'phone_only', alone), NOW);
    if ('error' in refused) throw new Error(refused.error);
    const read = phones.readSubmit({ kind: 'response', response: refused }, alone, NOW);
    expect(read).toMatchObject({ kind: 'bad_contacts', contacts: [{ index: 0 }] });
    expect(vendor.ledger.purchases).toEqual([]);
  });
});

describe.each(SERVICES)('a batch of %s that goes wrong', (_name, service, contacts) => {
  const price = service.credits(['email', 'phone']);
  const read = (mode: BatchMode, count = 10, nowMs = END): PollOutcome => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow(mode);
    const { workflowId } = accepted(vendor, service, contacts(count));
    return poll(vendor, service, workflowId, nowMs);
  };
  const done = (mode: BatchMode, count?: number) => {
    const outcome = read(mode, count);
    if (outcome.kind !== 'finished') throw new Error(outcome.kind);
    return outcome;
  };
  const counts = (mode: BatchMode, count?: number): unknown => {
    const { items, charged, missing } = done(mode, count);
    return [items.length, charged, (missing.email ?? 0) + (missing.phone ?? 0)];
  };

  test.each<[string, BatchMode, number, number]>([
    ['whole', {}, 10, 10],
    ['without some', { items: ['missing'] }, 8, 10],
    ['with strangers', { items: ['extra'] }, 13, 10],
    ['with some twice', { items: ['doubled'] }, 10, 10],
    ['only found ones', { items: ['found_only'] }, 10, 10],
    ['all of that', { items: ['missing', 'extra', 'doubled', 'found_only'] }, 11, 10],
    ['too few bought', { duplicates: 'too_many' }, 8, 8],
    ['in small letters', { echo: 'lower' }, 10, 10],
    ['in small pages', { pageSize: 3 }, 10, 10],
    ['failed', { word: 'failed' }, 10, 10],
    ['with an unknown word', { word: 'settling' }, 10, 10],
    ['without counters', { counters: false }, 10, 10],
    ['masked', { values: 'masked' }, 10, 10],
    ['hostile', { values: 'hostile' }, 10, 10],
  ])('is read: %s', (_what, mode, items, charged) => {
    expect(counts(mode)).toEqual([items, charged * price, 0]);
  });

  test('is read in at most five pages', () => {
    expect(counts({ pageSize: 30 }, 150)).toEqual([150, 150 * price, 0]);
    expect(counts({ pageSize: 20 }, 150)).toEqual([100, 150 * price, 50]);
  });

  test('does not say what it costs', () => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ meta: 'missing' }, Infinity);
    const { workflowId, reserved } = accepted(vendor, service, contacts(10));
    expect([reserved, finished(vendor, service, workflowId).charged]).toEqual([null, null]);
    expect(submit(vendor, service, contacts(1))).toMatchObject({ charged: null });
  });

  test('names nobody: then its items are nobody’s', () => {
    for (const { echo, identity: said } of done({ items: ['anonymous'] }).items) {
      expect([echo, said]).toEqual([null, null]);
    }
  });

  test('masks its values: then nothing is found', () => {
    for (const item of done({ values: 'masked' }).items) {
      expect([item.email, item.phones.length]).toEqual(['', 0]);
    }
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ values: 'masked' });
    expect(submit(vendor, service, contacts(1))).toMatchObject({
      kind: 'answered',
      items: [{ email: '', phones: [] }],
    });
  });

  test('is not read as an end before it is one', () => {
    expect(read({ seconds: Infinity }).kind).toBe('running');
    expect(read({ word: 'settling', counters: false }).kind).toBe('running');
    expect(read({ hiddenSeconds: 3_600 }).kind).toBe('not_found');
    expect(read({ readsWithoutResults: Infinity }).kind).toBe('no_results');
  });

  test('gives its results later than its end', () => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ readsWithoutResults: 2 });
    const { workflowId } = accepted(vendor, service, contacts(3));
    const kinds = many(3, () => poll(vendor, service, workflowId).kind);
    expect(kinds).toEqual(['no_results', 'no_results', 'finished']);
    expect(vendor.ledger.charged()).toBe(3 * price);
  });
});

describe('Enrich’s limits of calls', () => {
  test('of the smallest plan are told apart from a failure, and cost nothing', () => {
    const vendor = emulator({ plan: 'free', shares: ALL });
    const at = NOW + 15_000;
    const bulk = many(3, () => submit(vendor, finder, many(2, person), at));
    // One a second, and two a minute.
    expect(bulk.map(({ kind }) => kind)).toEqual(['accepted', 'rate_limited', 'rate_limited']);
    expect(bulk[1]).toMatchObject({ error: { retryAfterSeconds: 1 } });
    accepted(
      vendor,
      phones,
      [identity({ email: 'a@a.com' }), identity({ email: 'b@b.com' })],
      at + 1_000,
    );
    const third = submit(vendor, finder, many(2, person), at + 2_000);
    expect(third).toMatchObject({ kind: 'rate_limited', error: { retryAfterSeconds: 43 } });
    expect(vendor.ledger.purchases).toHaveLength(4);
  });

  test('let pass as many calls a minute as the provider makes, on every plan', () => {
    for (const plan of ['free', 'growth', 'scale', 'pro'] as const) {
      const vendor = emulator({ plan });
      const kinds = many(
        enrich.requestsPerMinute,
        (number) =>
          enrich.readBalance(call(vendor, enrich.balance(KEY), NOW + number * 1_000), NOW).kind,
      );
      expect(new Set(kinds)).toEqual(new Set(['ok']));
    }
  });
});

describe('a situation that a client must cope with', () => {
  const names = Object.keys(FIXTURES) as FixtureName[];
  const WANTS: Readonly<Record<FixtureName, readonly string[]>> = {
    D: ['accepted', 'finished'],
    E: ['accepted', 'no_results'],
    F: ['accepted', 'finished'],
    H: ['bad_contacts', 'accepted', 'finished'],
    I: ['out_of_credits', 'out_of_credits', 'accepted', 'finished'],
    J: ['rate_limited', 'rate_limited', 'rate_limited', 'accepted', 'finished'],
    K: ['unknown', 'accepted', 'finished'],
    N: ['accepted', 'finished'],
    O: ['accepted', 'finished'],
    P: ['key_refused', 'out_of_credits', 'rate_limited', 'unknown', 'accepted', 'finished'],
    R: ['accepted', 'finished'],
    S: ['unknown', 'accepted', 'finished'],
  };

  test.each(names)('%s', (name) => {
    for (const [, service, contacts] of SERVICES) {
      const vendor = emulator();
      FIXTURES[name].apply(vendor);
      const kinds: string[] = [];
      for (let attempt = 0; attempt < 6; attempt++) {
        const outcome = submit(vendor, service, contacts(10), NOW + attempt * 1_000);
        kinds.push(outcome.kind);
        if (outcome.kind !== 'accepted') continue;
        kinds.push(poll(vendor, service, outcome.workflowId, END + 10_000).kind);
        break;
      }
      expect(kinds).toEqual(WANTS[name]);
    }
  });
});
