// Contacts whom a vendor could not tell apart: it is asked with less than the sheet knows them by, and would be asked the same about two of
// them. Neither is asked for there: its answer could be about either, and would be paid for again and again.
import type { EmulatorOptions } from '../../local/vendors/emulators';
import type { Choice } from '../../src/rpc/contract';
import { NOBODY as NOTHING_SAID } from '../../src/provider/nobody';
import { VENDORS } from '../../src/provider/vendors';
import { questionOf } from '../../src/run/plan/questions';
import { Addon, choose } from '../support/addon';
import { Automatic } from '../support/automatic';

const ALL = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const NOBODY = { ...ALL, shares: { email: 0, phone: 0, failed: 0 } };
const HEADERS = ['First name', 'Last name', 'Website', 'LinkedIn', 'Email', 'Phone'];
const OFFICE = 'info@acme.example';

/** Two share an address, one has it beside a profile of his own, one has an address of her own. */
const OF_ONE_OFFICE = [
  HEADERS,
  ['Ann', 'Lee', 'acme.example', '', OFFICE, ''],
  ['Bob', 'Ray', 'acme.example', '', OFFICE.toUpperCase(), ''],
  ['Cid', 'Fox', 'acme.example', 'linkedin.com/in/cid-fox', OFFICE, ''],
  ['Dee', 'Orr', 'acme.example', '', 'dee.orr@acme.example', ''],
];
/** Two of one name at one company, and somebody else. */
const NAMESAKES = [
  HEADERS,
  ['Ann', 'Lee', 'acme.example', 'linkedin.com/in/ann-lee', '', ''],
  ['Ann', 'Lee', 'acme.example', 'linkedin.com/in/ann-lee-2', '', ''],
  ['Bob', 'Ray', 'acme.example', 'linkedin.com/in/bob-ray', '', ''],
];

const PHONES: Partial<Choice> = { channels: ['phone'], route: { phone: ['enrich'] } };
const EMAILS: Partial<Choice> = { channels: ['email'], route: { email: ['enrich'] } };

function open(
  rows: readonly (readonly string[])[],
  emulator: EmulatorOptions['cleanlist'] = ALL,
): Addon {
  return new Addon({ rows, emulator, emulators: { enrich: ALL } });
}

/** 1-based rows that are not asked for, as another contact has the same. */
const shared = (addon: Addon, choice: Partial<Choice>): number[] => {
  const { check } = addon.ask('inspect', choose(choice));
  const alike = (check?.rows ?? []).filter(({ text }) => text.startsWith('Another contact'));
  return alike.map(({ row }) => row);
};

const asked = (addon: Addon): readonly string[] =>
  addon.vendors.enrich.ledger.purchases.map(({ contact }) => JSON.stringify(contact));

test('an office’s address says whose phone it is of nobody', () => {
  const addon = open(OF_ONE_OFFICE);
  addon.connect(undefined, 'enrich');
  expect(shared(addon, PHONES)).toEqual([2, 3]);
  const run = addon.workToEnd(addon.start(PHONES));
  expect(run).toMatchObject({ state: 'closed', contacts: 2, found: { phone: 2 } });
  expect(addon.column('Phone').map((text) => text !== '')).toEqual([false, false, true, true]);
  expect(asked(addon).join()).not.toContain(OFFICE);
  const again = addon.call('quote', choose(PHONES));
  expect(again).toMatchObject({ ok: false, code: 'nothing_to_send' });
});

test('a name at a company says whose e-mail it is of nobody where it is two people’s', () => {
  const addon = open(NAMESAKES);
  addon.connect(undefined, 'enrich');
  expect(shared(addon, EMAILS)).toEqual([2, 3]);
  const run = addon.workToEnd(addon.start(EMAILS));
  expect(run).toMatchObject({ state: 'closed', contacts: 1, found: { email: 1 } });
  expect(addon.column('Email').map((text) => text !== '')).toEqual([false, false, true]);
});

test('one row of two people is asked for no more than both', () => {
  const addon = open(OF_ONE_OFFICE);
  addon.connect(undefined, 'enrich');
  const one = addon.call('quote', choose({ ...PHONES, limit: 1 }));
  expect(one).toMatchObject({ ok: true, value: { contacts: { total: 1 } } });
  addon.workToEnd(addon.start({ ...PHONES, limit: 1 }));
  expect(asked(addon).join()).toContain('cid-fox');
});

test('an address is not one’s alone because the other has a profile', () => {
  const [headers = [], ann = [], , cid = []] = OF_ONE_OFFICE;
  const addon = open([headers, ann, cid]);
  addon.workToEnd(addon.start(PHONES));
  expect(addon.column('Phone').map((text) => text !== '')).toEqual([false, true]);
});

test('two spellings of one contact are one question, and one contact', () => {
  const [headers = [], ann = []] = NAMESAKES;
  const addon = open([headers, ann, ['ANN', 'Lee', 'www.acme.example', '', '', '']]);
  const run = addon.workToEnd(addon.start(EMAILS));
  expect(run).toMatchObject({ contacts: 1, found: { email: 1 } });
  expect(addon.column('Email').every((text) => text !== '')).toBe(true);
});

test('they are asked for at a vendor that can tell them apart, whatever its place in the order', () => {
  const route = { phone: ['enrich', 'cleanlist'] };
  const addon = open(OF_ONE_OFFICE);
  const run = addon.workToEnd(addon.start({ channels: ['phone'], route }));
  expect(run).toMatchObject({ state: 'closed', contacts: 4, found: { phone: 4 } });
  expect(run.costs).toMatchObject([
    { vendor: 'enrich', maximum: 1_000, charged: 1_000 },
    { vendor: 'cleanlist', maximum: 40, charged: 20 },
  ]);
  expect(asked(addon)).toHaveLength(2);
});

test('what a vendor did not find of them goes on to none that cannot tell them apart', () => {
  const route = { email: ['cleanlist', 'enrich'] };
  const addon = open(NAMESAKES, NOBODY);
  const run = addon.workToEnd(addon.start({ channels: ['email'], route }));
  expect(run).toMatchObject({ state: 'closed', contacts: 3, found: { email: 1 }, notFound: 2 });
  expect(asked(addon)).toHaveLength(1);
  expect(addon.column('Enrichment status')).toEqual(['Not found', 'Not found', 'Found']);
});

describe('somebody who comes, or is written so, after the start', () => {
  test.each([
    [
      'a row more',
      (addon: Addon) => {
        addon.sheet.put([['Eva', 'Elk', 'acme.example', '', OFFICE]], { row: 7, column: 1 });
      },
    ],
    [
      'a row that was another',
      (addon: Addon) => {
        addon.sheet.put([['Eva', 'Elk', 'acme.example', '', OFFICE]], { row: 4, column: 1 });
      },
    ],
  ])('%s: nobody is asked for, and the row says why', (_, change) => {
    const [headers = [], ann = [], , , dee = []] = OF_ONE_OFFICE;
    const other = ['Gil', 'Ito', 'other.example', '', 'gil@other.example', ''];
    const addon = open([headers, ann, dee, other]);
    const run = addon.start(PHONES);
    change(addon);
    expect(addon.workToEnd(run)).toMatchObject({
      state: 'closed',
      found: { phone: expect.any(Number) as number },
    });
    expect(asked(addon).join()).not.toContain(OFFICE);
    expect(addon.column('Enrichment status')[0]).toMatch(
      /^Incomplete: Another contact of this sheet/,
    );
    expect(addon.log().filter(([, , , event]) => event === 'incomplete')).toHaveLength(1);
  });
});

test('another row of the same person, who says less, is nobody else', () => {
  const [headers = [], ann = [], , bob = []] = NAMESAKES;
  const addon = open([headers, ann, bob]);
  const run = addon.start(EMAILS);
  addon.sheet.put([['Ann', 'Lee', 'acme.example']], { row: 8, column: 1 });
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 2 } });
});

test('who is alike no more is asked for at no vendor that nobody was approved for', () => {
  const addon = open(OF_ONE_OFFICE.slice(0, 3), NOBODY);
  const route = { phone: ['cleanlist', 'enrich'] };
  const run = addon.work(addon.start({ channels: ['phone'], route }));
  addon.sheet.type(3, 5, 'bob.ray@acme.example');
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', pause: null, notFound: 2 });
  expect(asked(addon)).toEqual([]);
});

test('Automatic starts no run for them', () => {
  const document = new Automatic({ rows: [HEADERS], emulator: ALL, emulators: { enrich: ALL } });
  const { addon } = document;
  addon.connect();
  addon.connect(undefined, 'enrich');
  const { choice, rhythm } = document.request({ choice: PHONES });
  addon.ask('schedule', { choice, rhythm, dailyCredits: { enrich: 5_000 } });
  const add = (from: number, to: number): void => {
    const rows = OF_ONE_OFFICE.slice(from, to).map((row) => [...row]);
    addon.sheet.put(rows, { row: from + 1, column: 1 });
    document.hours(4);
  };
  add(1, 3);
  expect(addon.log()).toEqual([]);
  add(3, 5);
  expect(addon.column('Phone').map((text) => text !== '')).toEqual([false, false, true, true]);
  expect(asked(addon)).toHaveLength(2);
});

describe('every service that finds somebody', () => {
  const at = { ...NOTHING_SAID, companyName: 'Acme', companyDomain: 'acme.example', email: OFFICE };
  const ann = { ...at, firstName: 'Ann', lastName: 'Lee' };
  const profile = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
  const pairs = [
    [ann, { ...at, firstName: 'Bob', lastName: 'Ray' }],
    [
      { ...ann, linkedinUrl: profile('ann') },
      { ...ann, linkedinUrl: profile('ann-2') },
    ],
  ] as const;
  const services = VENDORS.flatMap((vendor) => vendor.services).filter(
    ({ operation, types }) => operation === 'find' && !types.includes('lead'),
  );

  test.each(services)('$id tells two people apart, or says that it cannot', (service) => {
    const isSame = pairs.some(
      ([one, other]) =>
        service.lacks(one) === null &&
        questionOf(service.sends(one)) === questionOf(service.sends(other)),
    );
    expect(service.ifShared !== undefined).toBe(isSame);
  });
});
