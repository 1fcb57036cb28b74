// What one vendor does not find goes on to the next, each with its own maximum; everything else is as in any run.
import type { Shares } from '../../local/vendors/results';
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon, type AddonOptions } from '../support/addon';
import { HEADERS, people, person, threeKinds } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const QUICK = { duration: { min: 30, max: 30 } } as const;
const ALL: Shares = { email: 1, phone: 1, failed: 0 };
const NONE: Shares = { email: 0, phone: 0, failed: 0 };
/** About half of the people, others at each vendor. */
const HALF: Shares = { email: 0.5, phone: 0.5, failed: 0 };

const EMAILS: Partial<Choice> = {
  channels: ['email'],
  route: { email: ['cleanlist', 'enrich'] },
};
const BOTH: Partial<Choice> = {
  channels: ['email', 'phone'],
  route: { email: ['cleanlist', 'enrich'], phone: ['cleanlist', 'enrich'] },
};

function connected(
  rows: AddonOptions['rows'],
  { cleanlist = HALF, enrich = ALL }: { cleanlist?: Shares; enrich?: Shares } = {},
): Addon {
  const addon = new Addon({
    rows,
    emulator: { shares: cleanlist, ...QUICK },
    emulators: { enrich: { shares: enrich, ...QUICK } },
  });
  addon.connect();
  addon.connect(undefined, 'enrich');
  return addon;
}

function costs(run: RunView): Record<string, [charged: number, maximum: number]> {
  return Object.fromEntries(
    run.costs.map(({ vendor, charged, maximum }) => [vendor, [charged, maximum]]),
  );
}

function bought(addon: Addon, vendor: 'cleanlist' | 'enrich'): string[] {
  return addon.vendors[vendor].ledger.purchases.map(
    ({ contact }) => `${contact.first_name ?? ''} ${contact.last_name ?? ''}`,
  );
}

describe('an e-mail that the first vendor does not find', () => {
  const addon = connected(people(20));
  const quote = addon.quote(EMAILS);
  const end = addon.workToEnd(addon.start(EMAILS));
  const found = lines(addon, 'written').filter(({ field }) => field === 'email');

  test('is approved with a maximum for each vendor, never summed', () => {
    expect(quote.maximumCredits).toEqual([
      { vendor: 'cleanlist', name: 'Cleanlist', credits: 20 },
      { vendor: 'enrich', name: 'Enrich', credits: 200 },
    ]);
  });

  test('is bought from the next, and nothing that was found is', () => {
    const first = addon.vendors.cleanlist.ledger.purchases.filter(({ credits }) => credits === 1);
    expect(first.length).toBeGreaterThan(3);
    expect(first.length).toBeLessThan(17);
    expect(bought(addon, 'enrich')).toHaveLength(20 - first.length);
    expect(new Set([...first.map(({ contact }) => contact.last_name)]).size).toBe(first.length);
    expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
    expect(costs(end)).toEqual({
      cleanlist: [first.length, 20],
      enrich: [10 * (20 - first.length), 200],
    });
  });

  test('counts every contact once, and breaks no promise', () => {
    expect(end).toMatchObject({ state: 'closed', contacts: 20, done: 20, foundContacts: 20 });
    expect(end).toMatchObject({
      notFound: 0,
      leftOut: 0,
      found: { email: 20 },
      asked: { email: 20 },
    });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('has in the log who filled its cell', () => {
    const vendors = addon
      .log()
      .filter(([, , , event, , , , field]) => event === 'written' && field === 'email')
      .map((cells) => cells[13]);
    expect(vendors.filter((name) => name === 'Cleanlist')).toHaveLength(
      costs(end).cleanlist?.[0] ?? -1,
    );
    expect(vendors.filter((name) => name === 'Enrich')).toHaveLength(
      bought(addon, 'enrich').length,
    );
    expect(found).toHaveLength(20);
  });

  test('can be undone with the others', () => {
    expect(addon.ask('undo', { run: end.id }).afterwards?.undone).toMatchObject({ restored: 20 });
    expect(addon.column('Email').every((text) => text === '')).toBe(true);
  });
});

test('a contact that nobody finds is told once as not found, and says so in its row', () => {
  const addon = connected(people(6), { cleanlist: NONE, enrich: NONE });
  const end = addon.workToEnd(addon.start(EMAILS));
  expect(end).toMatchObject({ state: 'closed', done: 6, notFound: 6, foundContacts: 0 });
  expect(costs(end)).toEqual({ cleanlist: [0, 6], enrich: [0, 60] });
  expect(addon.column('Enrichment status')).toEqual(Array(6).fill('Not found'));
  expect(brokenPromises(addon)).toEqual([]);
});

test('a row waits as long as another vendor is still asked', () => {
  const addon = connected(people(4), { cleanlist: NONE });
  let run = addon.start(EMAILS);
  const seen = new Set<string>();
  while (run.callAgainInMs !== null) {
    run = addon.work(run);
    for (const text of addon.column('Enrichment status')) seen.add(text);
  }
  expect([...seen].filter((text) => !text.startsWith('Found')).sort()).toEqual(['Waiting']);
});

test('e-mail and phone that arrive together leave a row waiting while the next vendor is asked for one of them', () => {
  const addon = connected(people(5), { cleanlist: NONE, enrich: { ...ALL, phone: 0 } });
  // Enrich finds phones by profile.
  const profiles = people(5).map((_, at) => [at === 0 ? 'LinkedIn' : `linkedin.com/in/one-${at}`]);
  addon.sheet.put(profiles, { row: 1, column: 7 });
  const run = addon.ask('work', {
    run: addon.start({
      channels: ['email', 'phone'],
      route: { email: ['cleanlist', 'enrich'], phone: ['enrich'] },
    }).id,
  });
  addon.clock.advance(3_600_000);
  const both = addon.ask('work', { run: run.id });
  expect(both).toMatchObject({ state: 'open', notFound: 0 });
  expect(addon.column('Enrichment status')).toEqual(Array(5).fill('Waiting'));
  const end = addon.workToEnd(both);
  expect(end).toMatchObject({
    state: 'closed',
    contacts: 5,
    done: 5,
    notFound: 0,
    found: { email: 5 },
  });
});

describe('e-mail and phone by the same order', () => {
  test.each([
    ['both are found by the second vendor alone', NONE, ALL],
    ['each vendor finds some', HALF, HALF],
    ['the second finds nothing', HALF, NONE],
  ])(
    '%s: each contact counts once, each value is bought where it was missing',
    (_, first, second) => {
      const linkedin = (index: number): string => `https://www.linkedin.com/in/sample-${index}`;
      const rows = [
        [...HEADERS, 'LinkedIn'],
        ...Array.from({ length: 16 }, (_row, index) => [...person(index), linkedin(index)]),
      ];
      const addon = connected(rows, { cleanlist: first, enrich: second });
      const end = addon.workToEnd(addon.start(BOTH));
      expect(end).toMatchObject({ state: 'closed', contacts: 16, done: 16, attention: [] });
      expect(end.asked).toEqual({ email: 16, phone: 16 });
      const filled = (header: string): boolean[] => addon.column(header).map((text) => text !== '');
      const [emails, phones] = [filled('Email'), filled('Phone')];
      expect(end.found).toEqual({
        email: emails.filter(Boolean).length,
        phone: phones.filter(Boolean).length,
      });
      const none = emails.filter((has, index) => !has && phones[index] !== true).length;
      expect([end.notFound, end.foundContacts]).toEqual([none, 16 - none]);
      expect(addon.column('Enrichment status').filter((text) => text === 'Waiting')).toEqual([]);
      expect(brokenPromises(addon)).toEqual([]);
    },
  );
});

test('a contact that the first vendor cannot take is asked of the next from the start', () => {
  const withoutSite = [...person(1).slice(0, 3), '', '', ''];
  const addon = connected([[...HEADERS], person(0), withoutSite], { cleanlist: ALL });
  const route = { email: ['enrich', 'cleanlist'] };
  const end = addon.workToEnd(addon.start({ channels: ['email'], route }));
  expect(bought(addon, 'enrich')).toEqual(['Faya Lunda']);
  expect(bought(addon, 'cleanlist')).toEqual(['Fayb Lundb']);
  expect(end).toMatchObject({ state: 'closed', found: { email: 2 } });
  expect(costs(end)).toEqual({ enrich: [10, 10], cleanlist: [1, 2] });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a contact that no vendor of the order can take says what it lacks', () => {
  const withoutSite = [...person(1).slice(0, 3), '', '', ''];
  const addon = connected([[...HEADERS], withoutSite]);
  const route = { email: ['enrich'] };
  const { check } = addon.ask('inspect', { channels: ['email'], route, rows: { kind: 'all' } });
  expect(check?.rows).toEqual([
    {
      row: 2,
      kind: 'incomplete',
      text: expect.stringMatching(/needs the company’s website/) as string,
    },
  ]);
});

test('a stopped run asks nobody more', () => {
  const addon = connected(people(4), { cleanlist: NONE });
  const run = addon.work(addon.start(EMAILS));
  addon.ask('stop', { run: run.id });
  const end = addon.goOn(run.id);
  expect(end).toMatchObject({ state: 'closed', notFound: 4 });
  expect(bought(addon, 'enrich')).toEqual([]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('contacts that the first vendor refuses go on to the next', () => {
  const addon = connected(people(3), { cleanlist: ALL });
  addon.vendor.faults.next('submit', '422 contact');
  const end = addon.workToEnd(addon.start(EMAILS));
  expect(bought(addon, 'enrich')).toEqual(['Faya Lunda']);
  expect(end).toMatchObject({ state: 'closed', done: 3, incomplete: 0, found: { email: 3 } });
  expect(brokenPromises(addon)).toEqual([]);
});

test('contacts that two vendors refuse are told together, of neither alone', () => {
  // Enrich cannot take the second one at all.
  const alone = [...HEADERS.map(() => ''), 'https://www.linkedin.com/in/sample-jane'];
  const addon = connected([[...HEADERS, 'LinkedIn'], [...person(0), ''], alone], {
    cleanlist: ALL,
  });
  addon.vendor.faults.next('submit', '400');
  addon.vendors.enrich.faults.next('submit', '400');
  const { refused } = addon.workToEnd(addon.start(EMAILS));
  expect(refused).toMatchObject({ contacts: 2 });
  expect(refused?.vendor).toBeUndefined();
  expect(brokenPromises(addon)).toEqual([]);
});

test('without credits at the second vendor the run pauses, keeps what the first found, and goes on with them', () => {
  const addon = connected(people(12));
  addon.vendors.enrich.setBalance(
    addon.vendors.enrich.accounts.ofKey(addon.vendors.enrich.demoKey)?.id ?? '',
    0,
  );
  const choice = { ...EMAILS };
  const quote = addon.quote(choice);
  expect(quote.affordable).toBe(0);
  const paused = addon.workToEnd(addon.start(choice));
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'credits' } });
  expect(paused.pause?.message).toContain('Enrich');
  expect(addon.column('Email').some((text) => text !== '')).toBe(true);
  addon.vendors.enrich.setBalance(
    addon.vendors.enrich.accounts.ofKey(addon.vendors.enrich.demoKey)?.id ?? '',
    1_000,
  );
  addon.ask('resume', { run: paused.id });
  const end = addon.goOn(paused.id);
  expect(end).toMatchObject({ state: 'closed', found: { email: 12 } });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a key that is taken away stops its vendor alone: what the other found is collected', () => {
  const addon = connected(people(6), { cleanlist: NONE });
  let run = addon.start(EMAILS);
  run = addon.work(run);
  addon.ask('disconnect', { vendor: 'enrich' });
  run = addon.workToEnd(run);
  expect(run).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
  addon.connect(undefined, 'enrich');
  addon.ask('resume', { run: run.id });
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', found: { email: 6 } });
  expect(brokenPromises(addon)).toEqual([]);
});

test('batches of the next vendor are filled before they are sent', () => {
  const rows = people(900);
  const addon = connected(rows, { cleanlist: HALF });
  const end = addon.workToEnd(addon.start(EMAILS));
  expect(end).toMatchObject({ state: 'closed', found: { email: 900 } });
  const requests = new Set(
    addon.vendors.enrich.ledger.purchases.map(({ workflowId }) => workflowId),
  ).size;
  expect(requests).toBe(Math.ceil(bought(addon, 'enrich').length / 250));
  expect(brokenPromises(addon)).toEqual([]);
});

test('three kinds of rows: only what is missing is bought, of whomever', () => {
  const addon = connected(threeKinds(3), { cleanlist: HALF, enrich: NONE });
  const end = addon.workToEnd(
    addon.start({ ...BOTH, route: { email: ['cleanlist', 'enrich'], phone: ['cleanlist'] } }),
  );
  expect(end).toMatchObject({ state: 'closed', contacts: 9, done: 9 });
  expect(end.asked).toEqual({ email: 6, phone: 6 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a row that was deleted meanwhile takes no result of the others with it', () => {
  const linkedin = (index: number): string => `https://www.linkedin.com/in/sample-${index}`;
  const rows = [
    [...HEADERS, 'LinkedIn'],
    ...Array.from({ length: 6 }, (_row, index) => [...person(index), linkedin(index)]),
  ];
  const addon = connected(rows);
  const run = addon.work(addon.start({ channels: ['email'], route: { email: ['enrich'] } }));
  addon.sheet.deleteRows(3);
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', unplaced: 1, untied: 1, found: { email: 5 } });
  expect(addon.column('Email').filter((text) => text !== '')).toHaveLength(5);
  expect(brokenPromises(addon)).toEqual([]);
});

test('whose a result may be that nothing ties to anybody goes on to nobody: it may be bought already', () => {
  const addon = connected([...people(5)], { cleanlist: ALL });
  const { vendor } = addon;
  const real = vendor.handle.bind(vendor);
  const [first = ''] = person(2);
  vendor.handle = (request, nowMs) => {
    const answer = real(request, nowMs);
    if (!('body' in answer) || request.method !== 'get') return answer;
    const renamed = answer.body.replaceAll(first, 'Fiona');
    return { ...answer, body: renamed.replace(/"task_id":"[^"]*"/g, '"task_id":""') };
  };
  const end = addon.workToEnd(addon.start(EMAILS));
  expect(end).toMatchObject({ state: 'closed', found: { email: 4 }, untied: 1, notFound: 1 });
  expect(bought(addon, 'enrich')).toEqual([]);
});

test('a row that is gone keeps nobody else from the next vendor', () => {
  const rows = people(6).map((row, at) =>
    at === 0 ? row : [...row.slice(0, 4), `own${at}@firm-${at}.example`, ''],
  );
  const shares = { cleanlist: ALL, enrich: { ...NONE, phone: 0.5 } };
  const alone = connected(rows, shares);
  alone.workToEnd(alone.start({ channels: ['phone'], route: { phone: ['enrich'] } }));
  const isSold = alone.column('Phone').map((text) => text !== '');
  const sold = isSold.filter(Boolean).length;
  expect([0, 6]).not.toContain(sold);

  const addon = connected(rows, shares);
  const route = { phone: ['enrich', 'cleanlist'] };
  const run = addon.work(addon.start({ channels: ['phone'], route }));
  addon.sheet.deleteRows(isSold.indexOf(true) + 2);
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', untied: 1 });
  expect(bought(addon, 'cleanlist')).toHaveLength(6 - sold);
});

test('an e-mail that the run found opens no purchase that was not approved, and none that was is left out for it', () => {
  const linkedin = 'https://www.linkedin.com/in/sample-0';
  const addon = new Addon({
    rows: [
      [...HEADERS, 'LinkedIn'],
      [...person(0), linkedin],
      [...person(1), ''],
    ],
    emulator: { shares: NONE, duration: { min: 120, max: 120 } },
    emulators: { enrich: { shares: ALL, ...QUICK } },
  });
  addon.connect();
  addon.connect(undefined, 'enrich');
  const route = { email: ['enrich'], phone: ['cleanlist', 'enrich'] };
  const choice: Partial<Choice> = { channels: ['email', 'phone'], route };
  expect(addon.quote(choice).maximumCredits.map(({ credits }) => credits)).toEqual([520, 20]);
  const end = addon.workToEnd(addon.start(choice));
  const sold = addon.vendors.enrich.ledger.purchases.map(({ channel }) => channel);
  expect(sold).toEqual(['email', 'email', 'phone']);
  expect(end).toMatchObject({ state: 'closed', found: { email: 2, phone: 1 } });
  expect(brokenPromises(addon)).toEqual([]);
});
