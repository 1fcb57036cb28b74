// Leads by LeadLeap's ids, from cell to cell on the built add-on: what is bought, what it costs, and where it goes.
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import type { EmulatorOptions } from '../../local/vendors/leadleap/emulator';
import { endpointOf } from '../../local/vendors/leadleap/emulator';
import { Addon } from '../support/addon';
import { brokenPromises, lines, states } from '../support/witness';

const LEAP = ['leadleap'];
const ROUTE = { email: LEAP, phone: LEAP, profile: LEAP };
const ALL: Partial<Choice> = {
  operation: 'leads',
  channels: ['email', 'phone', 'profile'],
  route: ROUTE,
};
const BOTH: Partial<Choice> = { ...ALL, channels: ['email', 'phone'] };
const WHO: Partial<Choice> = { ...ALL, channels: ['profile'] };
const EVERYTHING = { email: 1, phone: 1, failed: 0 };

const HEADERS = ['LeadLeap ID', 'Email', 'Phone'];

interface Sheet {
  readonly addon: Addon;
  readonly ids: readonly string[];
}

/** A sheet of so many leads, or of the rows that are made of their ids. */
function sheetOf(
  count: number,
  options: EmulatorOptions = { shares: EVERYTHING },
  rowsOf = (ids: readonly string[]): string[][] => ids.map((id) => [id, '', '']),
): Sheet {
  const emulators = { leadleap: options };
  const ids = new Addon({ rows: [['']], emulators }).vendors.leadleap.leadIds(count);
  const addon = new Addon({ rows: [HEADERS, ...rowsOf(ids)], emulators });
  addon.connect(undefined, 'leadleap');
  return { addon, ids };
}

function run(addon: Addon, choice: Partial<Choice> = ALL): RunView {
  return addon.workToEnd(addon.start(choice));
}

/** Paths that were called to buy or to read a lead. */
function watch({ vendors }: Addon): string[] {
  const paths: string[] = [];
  const { leadleap } = vendors;
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs) => {
    if (endpointOf(request) !== 'balance') paths.push(new URL(request.url).pathname.slice(7));
    return real(request, nowMs);
  };
  return paths;
}

const setBalance = ({ vendors: { leadleap } }: Addon, credits: number): void => {
  leadleap.setBalance(leadleap.accounts.ofKey(leadleap.demoKey)?.id ?? '', credits);
};

describe('leads by their ids', () => {
  const { addon, ids } = sheetOf(12, { shares: { email: 0.6, phone: 0.6, failed: 0 } });
  const paths = watch(addon);
  const quote = addon.quote(ALL);
  const end = run(addon);
  const { leadleap } = addon.vendors;
  const truth = ids.map((id) => leadleap.lead(id));

  test('cost a credit each at most, whatever is found', () => {
    expect(quote.maximumCredits).toEqual([{ vendor: 'leadleap', name: 'LeadLeap', credits: 12 }]);
    expect(end.costs).toMatchObject([{ maximum: 12, charged: 12, estimated: false }]);
    expect(leadleap.ledger.charged()).toBe(12);
  });

  test('are bought in one call', () => {
    expect(paths).toEqual(['/leads/export']);
  });

  test('are written whole into their rows', () => {
    expect(addon.column('Email')).toEqual(truth.map(({ email }) => email ?? ''));
    expect(addon.column('Phone')).toEqual(
      truth.map(({ phone, companyPhone }) => phone ?? companyPhone ?? ''),
    );
    expect(addon.column('Full name')).toEqual(
      truth.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    );
    expect(addon.column('Job title')).toEqual(truth.map(({ jobTitle }) => jobTitle));
    expect(addon.column('Company')).toEqual(truth.map(({ company }) => company.name));
    expect(addon.column('LinkedIn profile')).toEqual(
      truth.map(({ linkedinUrl }) => (linkedinUrl ?? '').replace('//', '//www.')),
    );
  });

  test('get no column for a word on their e-mails: the vendor has none', () => {
    expect(addon.sheet.displayed()[0]).not.toContain('Email status');
    expect(Object.values(end.emailStatuses).every((emails) => emails === 0)).toBe(true);
  });

  test('are told by what was found, and break no promise', () => {
    expect(end).toMatchObject({ state: 'closed', operation: 'leads', done: 12, foundContacts: 12 });
    expect(end.found).toMatchObject({ email: addon.column('Email').filter(Boolean).length });
    expect(addon.column('Enrichment status')).toEqual(
      truth.map(({ email, phone, companyPhone }) => {
        if (email === null) return 'Found: no e-mail';
        return phone === null && companyPhone === null ? 'Found: no phone' : 'Found';
      }),
    );
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('say in the log what each has cost: once, however much came of it', () => {
    const sum = lines(addon, 'written').reduce((all, { credits }) => all + Number(credits), 0);
    expect(sum).toBe(12);
    expect(lines(addon, 'sent').map(({ sentAs }) => sentAs)).toEqual(ids);
  });

  test('can be undone, and cost nothing when they are asked for again', () => {
    const undone = addon.ask('undo', { run: end.id });
    expect(undone.afterwards?.undone).toMatchObject({ changed: 0, gone: 0 });
    expect(addon.column('Email').every((text) => text === '')).toBe(true);
    const again = run(addon);
    expect(again).toMatchObject({ state: 'closed', foundContacts: 12 });
    expect(again.costs).toMatchObject([{ charged: 0, estimated: false }]);
    expect(leadleap.ledger.charged()).toBe(12);
    expect(brokenPromises(addon, { times: 1, lost: 1 })).toEqual([]);
  });
});

test('one lead alone is unlocked', () => {
  const { addon } = sheetOf(1);
  const paths = watch(addon);
  const end = run(addon);
  expect(paths).toEqual(['/leads/unlock']);
  expect(end).toMatchObject({ state: 'closed', found: { email: 1, phone: 1, profile: 1 } });
  expect(end.costs).toMatchObject([{ charged: 1, estimated: false }]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('one id in several rows is bought once, and fills them all', () => {
  const { addon } = sheetOf(2, undefined, ([a = '', b = '']) => [
    [a, '', ''],
    [b, '', ''],
    [` ${a} `, '', ''],
  ]);
  expect(addon.quote(ALL).contacts.total).toBe(2);
  const end = run(addon);
  expect(end).toMatchObject({ state: 'closed', contacts: 2 });
  const [first, , third] = addon.column('Email');
  expect(third).toBe(first);
  expect(addon.vendors.leadleap.ledger.charged()).toBe(2);
  expect(brokenPromises(addon)).toEqual([]);
});

test('only what a row lacks is bought, and a row that has it all is left alone', () => {
  const { addon, ids } = sheetOf(3, undefined, ([a = '', b = '', c = '']) => [
    [a, 'own@home.example', ''],
    [b, 'own2@home.example', '+49 30 5550100'],
    [c, '', ''],
  ]);
  expect(addon.quote(BOTH).contacts).toMatchObject({ total: 2, full: 1, phone_only: 1 });
  const end = run(addon, BOTH);
  expect(end).toMatchObject({ state: 'closed', found: { email: 1, phone: 2 } });
  expect(addon.column('Email').slice(0, 2)).toEqual(['own@home.example', 'own2@home.example']);
  expect(addon.vendors.leadleap.ledger.paidTwice()).toEqual([]);
  const bought = new Set(addon.vendors.leadleap.ledger.purchases.map(({ person }) => person));
  expect(bought.size).toBe(2);
  // With the phone came an e-mail that nobody had asked for.
  const unasked = addon.vendors.leadleap.lead(ids[0] ?? '').email ?? '';
  expect(brokenPromises(addon).filter((text) => !text.includes(unasked))).toEqual([]);
});

test('a row of which a person wrote a part is still wanted for the rest, as a lead is sold whole', () => {
  const { addon } = sheetOf(2);
  const started = addon.start(ALL);
  addon.sheet.type(2, 2, 'own@home.example');
  const end = addon.workToEnd(started);
  expect(end).toMatchObject({ state: 'closed', foundContacts: 2, leftOut: 0 });
  expect(addon.column('Email')[0]).toBe('own@home.example');
  expect(addon.column('Phone').every((text) => text !== '')).toBe(true);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a row without an id says so, and its neighbours are bought', () => {
  const { addon } = sheetOf(2, undefined, ([a = '', b = '']) => [
    [a, '', ''],
    ['', 'a@b.example', ''],
    ['call back', '', ''],
    [b, '', ''],
  ]);
  const { check } = addon.ask('inspect', { ...ALL, rows: { kind: 'all' } } as Choice);
  const incomplete = check?.rows.filter(({ kind }) => kind === 'incomplete');
  expect(incomplete?.map(({ row, text }) => [row, text])).toEqual([
    [3, 'There is no LeadLeap id: add it.'],
    [4, 'There is no LeadLeap id: add it.'],
  ]);
  expect(run(addon)).toMatchObject({ state: 'closed', contacts: 2, foundContacts: 2 });
});

describe('what is blacked out', () => {
  test('is not found, and stands in no cell', () => {
    const { addon } = sheetOf(6);
    addon.vendors.leadleap.faults.nextWorkflow({ values: 'masked' });
    const end = run(addon, BOTH);
    expect(end).toMatchObject({ state: 'closed', done: 6, notFound: 6, foundContacts: 0 });
    expect(addon.shown().flat().join()).not.toMatch(/\*|protected/);
    expect(addon.log().flat().join()).not.toMatch(/\*\*|protected/);
    expect(end.costs).toMatchObject([{ charged: 6 }]);
  });

  test('is no e-mail and no phone that a row has already', () => {
    const { addon } = sheetOf(2, undefined, (ids) =>
      ids.map((id) => [id, 'sa***@acme.example', '']),
    );
    expect(addon.quote(BOTH).outputs).toContain('Email 2 (new column)');
    expect(run(addon, BOTH)).toMatchObject({ state: 'closed', found: { email: 2, phone: 2 } });
    expect(addon.column('Email')).toEqual(['sa***@acme.example', 'sa***@acme.example']);
  });
});

describe('an answer that was lost', () => {
  test.each(['timeout after', 'timeout before', '502 page'] as const)(
    'is asked for again without a question, as it costs nothing more: %s',
    (fault) => {
      for (const count of [1, 3]) {
        const { addon } = sheetOf(count);
        addon.vendors.leadleap.faults.next('submit', fault);
        const end = run(addon);
        expect(end).toMatchObject({ state: 'closed', foundContacts: count, attention: [] });
        // What the first attempt was charged nobody has said: all of it may have been.
        expect(end.costs).toMatchObject([{ charged: count, maximum: count, estimated: true }]);
        expect(addon.vendors.leadleap.ledger.charged()).toBe(count);
        expect(brokenPromises(addon, { lost: 1 })).toEqual([]);
      }
    },
  );

  test('twice in a row pauses, and goes on when a person says so', () => {
    const { addon } = sheetOf(3);
    addon.vendors.leadleap.faults.next('submit', 'timeout after');
    addon.vendors.leadleap.faults.next('submit', 'timeout after');
    const paused = run(addon);
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'vendor' } });
    expect(paused.pause?.message).toMatch(/twice in a row.*what was bought already is free/);
    addon.ask('resume', { run: paused.id });
    expect(addon.goOn(paused.id)).toMatchObject({ state: 'closed', foundContacts: 3 });
    expect(addon.vendors.leadleap.ledger.charged()).toBe(3);
    expect(brokenPromises(addon, { lost: 2 })).toEqual([]);
  });

  test('and then stopped counts as paid at worst', () => {
    const { addon } = sheetOf(3);
    addon.vendors.leadleap.faults.next('submit', 'timeout after');
    const lost = addon.work(addon.start(ALL));
    addon.ask('stop', { run: lost.id });
    const end = addon.goOn(lost.id);
    expect(end).toMatchObject({ state: 'closed', foundContacts: 0 });
    expect(end.costs).toMatchObject([{ charged: 3, estimated: true }]);
  });
});

describe('out of lead credits', () => {
  test('the run pauses, keeps what it has, and goes on with new ones', () => {
    const { addon } = sheetOf(520);
    setBalance(addon, 510);
    const paused = addon.workToEnd(addon.start(BOTH));
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'credits' } });
    expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(500);
    setBalance(addon, 100);
    addon.ask('resume', { run: paused.id });
    const end = addon.goOn(paused.id);
    expect(end).toMatchObject({ state: 'closed', found: { email: 520 } });
    expect(end.costs).toMatchObject([{ charged: 520, maximum: 520, estimated: false }]);
    expect(brokenPromises(addon)).toEqual([]);
  });
});

test('no more leads are bought than the maximum covers', () => {
  const { addon } = sheetOf(5);
  const choice = { ...ALL, maximum: 3 };
  expect(addon.quote(choice)).toMatchObject({ contacts: { total: 3 }, left: 2 });
  expect(run(addon, choice)).toMatchObject({ state: 'closed', contacts: 3 });
  expect(addon.vendors.leadleap.ledger.charged()).toBe(3);
});

describe('who a lead is, alone', () => {
  test('costs nothing, and is read one by one of leads that are unlocked', () => {
    const { addon, ids } = sheetOf(3);
    run(addon, BOTH);
    const paths = watch(addon);
    expect(addon.quote(WHO).maximumCredits).toEqual([
      { vendor: 'leadleap', name: 'LeadLeap', credits: 0 },
    ]);
    const end = run(addon, WHO);
    expect(end).toMatchObject({ state: 'closed', found: { profile: 3 } });
    expect(end.costs).toMatchObject([{ charged: 0, maximum: 0, estimated: false }]);
    expect(paths).toEqual(['/leads/enrich', '/leads/enrich', '/leads/enrich']);
    expect(addon.column('Full name')).toEqual(
      ids.map((id) => {
        const { firstName, lastName } = addon.vendors.leadleap.lead(id);
        return `${firstName} ${lastName}`;
      }),
    );
    // What is free stands in no ledger.
    expect(brokenPromises(addon, { lost: 1 })).toEqual([]);
  });

  test('of a lead that is not unlocked says what to do, and unlocks nothing', () => {
    const { addon } = sheetOf(2);
    const end = run(addon, WHO);
    expect(end).toMatchObject({ state: 'closed', incomplete: 2 });
    for (const text of addon.column('Enrichment status')) {
      expect(text).toMatch(
        /^Profile not found: LeadLeap shows who this is only after it is unlocked/,
      );
    }
    expect(addon.vendors.leadleap.ledger.purchases).toEqual([]);
  });

  test.each(['full', 'masked'] as const)(
    'is taken as it comes where no unlock is needed: %s',
    (how) => {
      const { addon } = sheetOf(2, { shares: EVERYTHING, lockedEnrich: how });
      expect(run(addon, WHO)).toMatchObject({ state: 'closed', found: { profile: 2 } });
      expect(addon.shown().flat().join()).not.toContain('*');
      expect(addon.column('Email')).toEqual(['', '']);
    },
  );
});

test('a lead that was deleted is told apart', () => {
  const shares = { email: 1, phone: 1, failed: 0.3 };
  const { addon } = sheetOf(0, { shares }, () => []);
  const [gone = ''] = addon.vendors.leadleap.withdrawnIds();
  addon.sheet.put([HEADERS, [gone, '', '']]);
  const end = run(addon);
  expect(end).toMatchObject({ state: 'closed', incomplete: 1 });
  expect(addon.column('Enrichment status')).toEqual([
    'Incomplete: LeadLeap has deleted this lead.',
  ]);
  expect(states(addon)).toEqual([]);
});

test('an id that the vendor calls a bad request takes nobody with it', () => {
  const { addon } = sheetOf(4, undefined, (ids) => [...ids, 'not-an-id'].map((id) => [id, '', '']));
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs) => {
    if ((request.body ?? '').includes('"not-an-id"')) leadleap.faults.next('submit', '400');
    return real(request, nowMs);
  };
  const end = run(addon, BOTH);
  expect(end).toMatchObject({ state: 'closed', foundContacts: 4, incomplete: 1 });
  expect(addon.column('Email').map(Boolean)).toEqual([true, true, true, true, false]);
  expect(leadleap.ledger.charged()).toBe(4);
  expect(brokenPromises(addon)).toEqual([]);
});

describe('ids that are not there, among others that are', () => {
  test.each([
    [2, [0]],
    [9, [4]],
    [30, [0, 13, 29]],
    [6, [0, 1, 2, 3, 4, 5]],
  ])('of %d, at %j, are found out, and take nobody with them', (count, bad) => {
    const { addon } = sheetOf(count, undefined, (ids) =>
      ids.map((id, index) => [bad.includes(index) ? `c_gone${index}` : id, '', '']),
    );
    const end = run(addon, BOTH);
    const good = count - bad.length;
    expect(end).toMatchObject({ state: 'closed', done: count, incomplete: bad.length });
    expect(end).toMatchObject({ found: { email: good }, refused: null, attention: [] });
    expect(end.costs).toMatchObject([{ charged: good, maximum: count, estimated: false }]);
    addon.column('Enrichment status').forEach((text, index) => {
      const isBad = bad.includes(index);
      expect(text).toBe(isBad ? 'Incomplete: LeadLeap has no lead with this id.' : 'Found');
    });
    expect(addon.vendors.leadleap.ledger.charged()).toBe(good);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('alone, without one that is, are asked about a few times, and then for as long as a person wants', () => {
    const { addon } = sheetOf(200, undefined, (ids) => ids.map((_, n) => [`c_gone${n}`, '', '']));
    const paused = run(addon, BOTH);
    expect(paused).toMatchObject({ state: 'paused', pause: { vendor: 'leadleap' } });
    expect(paused.pause?.message).toMatch(/taken none of this run’s contacts so far/);
    expect(paused.incomplete).toBeLessThan(12);
    addon.ask('resume', { run: paused.id });
    const end = addon.goOn(paused.id);
    expect(end).toMatchObject({ state: 'closed', found: { email: 0 }, incomplete: 200 });
    expect(new Set(addon.column('Enrichment status'))).toEqual(
      new Set(['Incomplete: LeadLeap has no lead with this id.']),
    );
    expect(brokenPromises(addon)).toEqual([]);
  });
});

test('LeadLeap is offered for what it sells alone', () => {
  const { addon } = sheetOf(1);
  const account = addon.ask('accounts', null).find(({ vendor }) => vendor === 'leadleap');
  expect(account?.sells).toEqual({
    find: [],
    validate: ['validity'],
    lookup: [],
    leads: ['email', 'phone', 'profile'],
  });
  expect(account?.about).toMatch(/cannot look anybody up/);
});
