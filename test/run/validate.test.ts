// E-mails that are there are validated: each address is bought once, its word goes beside it into every row, and nothing else changes.
import type { VerdictShares } from '../../local/vendors/enrich/verdict';
import { Addon } from '../support/addon';
import { Automatic } from '../support/automatic';
import { EVERYBODY, enriched, sold, VALIDATE, wordOn } from '../support/by-email';
import { HEADERS, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const RISKY: VerdictShares = { valid: 0, invalid: 0 };
const VALID: VerdictShares = { valid: 1, invalid: 0 };

const email = (number: number): string => `sample.number${number}@northwind.example`;
const sheetOf = (...emails: readonly string[]): string[][] => [
  ['Email', 'Notes'],
  ...emails.map((text, index) => [text, `note ${index}`]),
];
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => email(index));

const JANE = 'jane.doe@northwind.example';
const MIXED = [
  ['Email', 'Email validity', 'Notes'],
  [JANE, '', 'a'],
  ['', '', 'b'],
  [JANE.toUpperCase(), '', 'c'],
  ['not an address', '', 'd'],
  ['jörg@müller.example', '', 'e'],
  ['john.roe@contoso.example', 'Own word', 'f'],
  ['ann.poe@fabrikam.example', '', 'g'],
];

describe('a sheet of e-mails', () => {
  const addon = enriched(MIXED);
  const before = addon.column('Email');
  const { check } = addon.ask('inspect', {
    ...VALIDATE,
    channels: ['validity'],
    rows: { kind: 'all' },
  });
  const quote = addon.quote(VALIDATE);
  const end = addon.workToEnd(addon.start(VALIDATE));
  const after = addon.shown();

  test('is checked row by row: once an address, and what is no address says so', () => {
    expect(check?.rows.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      ...['2 ready', '3 blank', '4 duplicate', '5 incomplete', '6 incomplete', '7 filled'],
      '8 ready',
    ]);
    expect(check?.rows[3]?.text).toMatch(/no e-mail address: it should look like/);
    expect(check?.rows[4]?.text).toMatch(/does not take this e-mail address/);
    expect(quote.maximumCredits).toEqual([{ vendor: 'enrich', name: 'Enrich', credits: 2 }]);
  });

  test('is bought once an address, and the word stands in every row of it', () => {
    expect(sold(addon)).toEqual([JANE, 'ann.poe@fabrikam.example']);
    expect(addon.column('Email validity')).toEqual([
      ...[wordOn(JANE), '', wordOn(JANE), '', '', 'Own word'],
      wordOn('ann.poe@fabrikam.example'),
    ]);
    expect(addon.column('Email')).toEqual(before);
    expect(addon.column('Notes')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('says so beside each, and counts contacts, not rows', () => {
    const said = 'E-mail checked';
    expect(addon.column('Enrichment status')).toEqual([said, '', said, '', '', '', said]);
    expect(end).toMatchObject({
      ...{ state: 'closed', operation: 'validate', contacts: 2, done: 2, foundContacts: 2 },
      ...{ asked: { validity: 2 }, found: { validity: 2 }, incomplete: 2, notFound: 0 },
    });
  });

  test('has in the log what was bought of whom, and for how much', () => {
    expect(lines(addon, 'sent').map(({ sentAs, note, row }) => [sentAs, note, row])).toEqual([
      [JANE, 'validity at Enrich', '2'],
      ['ann.poe@fabrikam.example', 'validity at Enrich', '8'],
    ]);
    const written = lines(addon, 'written').map(({ row, field, after: text }) => [
      row,
      field,
      text,
    ]);
    expect(written).toEqual([
      ['2', 'validity', wordOn(JANE)],
      ['4', 'validity', wordOn(JANE)],
      ['8', 'validity', wordOn('ann.poe@fabrikam.example')],
    ]);
    const paid = lines(addon, 'written').reduce((sum, { credits }) => sum + Number(credits), 0);
    expect(end.costs).toMatchObject([{ vendor: 'enrich', charged: paid, estimated: false }]);
  });

  test('has nothing left to validate', () => {
    const again = addon.ask('inspect', {
      ...VALIDATE,
      channels: ['validity'],
      rows: { kind: 'all' },
    });
    expect(again.check?.counts).toMatchObject({ ready: 0, filled: 4 });
  });

  test('is as it was when that is undone', () => {
    expect(addon.ask('undo', { run: end.id }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(addon.shown().map((row) => row.slice(0, 3))).toEqual(MIXED);
    expect(addon.column('Enrichment status').join('')).toBe('');
    expect(after).not.toEqual(addon.shown());
  });
});

describe('what the vendor charges', () => {
  test.each<[string, number, VerdictShares, number]>([
    ['nothing for risky ones in a batch', 4, RISKY, 0],
    ['nothing for a risky one at once', 1, RISKY, 0],
    ['each that is certain in a batch', 4, VALID, 4],
    ['one that is certain at once', 1, VALID, 1],
  ])('%s', (_name, count, verdicts, credits) => {
    const addon = enriched(sheetOf(...many(count)), { verdicts });
    const end = addon.workToEnd(addon.start(VALIDATE));
    expect(end.costs).toMatchObject([{ maximum: count, charged: credits, estimated: false }]);
    const logged = lines(addon, 'written').reduce((sum, line) => sum + Number(line.credits), 0);
    expect([logged, addon.vendors.enrich.ledger.charged()]).toEqual([credits, credits]);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test.each([1, 4])('is reckoned by the words where it does not say: of %s', (count) => {
    const addon = enriched(sheetOf(...many(count)), { verdicts: RISKY });
    addon.vendors.enrich.faults.nextWorkflow({ meta: 'missing' });
    const end = addon.workToEnd(addon.start(VALIDATE));
    expect(end.costs).toMatchObject([{ maximum: count, charged: 0 }]);
    expect(addon.column('Email validity')).toEqual(many(count).map((one) => wordOn(one, RISKY)));
  });
});

test('an address alone is asked about at once, and several together', () => {
  const one = enriched(sheetOf(email(1)));
  one.workToEnd(one.start(VALIDATE));
  expect(one.vendors.enrich.ledger.requests).toMatchObject({ submit: 1, status: 0, results: 0 });
  expect(one.column('Email validity')).toEqual([wordOn(email(1))]);
  const several = enriched(sheetOf(...many(300)), { plan: 'scale' });
  const end = several.workToEnd(several.start(VALIDATE));
  expect(several.vendors.enrich.ledger.requests).toMatchObject({ submit: 2 });
  expect(several.column('Email validity')).toEqual(many(300).map((address) => wordOn(address)));
  expect(end).toMatchObject({ state: 'closed', found: { validity: 300 } });
  expect(brokenPromises(several)).toEqual([]);
});

test('verdicts in the older shape, and e-mails that come back in small letters, are read alike', () => {
  const addon = enriched(sheetOf('Jane.Doe@Northwind.example', email(1), email(2)));
  addon.vendors.enrich.faults.nextWorkflow({ shape: 'older', echo: 'lower' });
  addon.workToEnd(addon.start(VALIDATE));
  expect(addon.column('Email validity')).toEqual(
    addon.column('Email').map((address) => wordOn(address)),
  );
});

test('an e-mail that nothing came for says so, and costs nothing; the others are as they should be', () => {
  const addon = enriched(sheetOf(...many(5)), { verdicts: VALID });
  addon.vendors.enrich.faults.nextWorkflow({ items: ['missing'] });
  const end = addon.workToEnd(addon.start(VALIDATE));
  expect(addon.column('Email validity').filter((text) => text === '')).toHaveLength(1);
  expect(addon.column('Enrichment status').filter((text) => text === 'E-mail not checked')).toEqual(
    ['E-mail not checked'],
  );
  expect(end).toMatchObject({ state: 'closed', notFound: 1, foundContacts: 4 });
  const { rows } = addon.ask('outcomeRows', { run: end.id, outcome: 'not_found' });
  expect(rows).toHaveLength(1);
  const choice = { ...VALIDATE, channels: ['validity' as const] };
  const all = addon.ask('inspect', { ...choice, rows: { kind: 'all' } });
  expect(all.check?.counts.ready).toBe(1);
  const retry = addon.ask('inspect', { ...choice, rows: { kind: 'not_found', run: end.id } });
  expect(retry.check?.rows).toMatchObject([
    { kind: 'tried', text: expect.stringMatching(/asked about already/) as string },
  ]);
});

test('items that name nobody go to no row: a person decides', () => {
  const addon = enriched(sheetOf(...many(3)));
  addon.vendors.enrich.faults.nextWorkflow({ items: ['anonymous'] });
  const end = addon.workToEnd(addon.start(VALIDATE));
  expect(end).toMatchObject({ state: 'waiting', attention: [{ state: 'held' }] });
  expect(addon.column('Email validity').join('')).toBe('');
});

test('an address that the vendor refuses by name is listed, and the others are bought', () => {
  const addon = enriched(sheetOf(...many(3)));
  addon.vendors.enrich.faults.next('submit', '422 contact');
  const end = addon.workToEnd(addon.start(VALIDATE));
  expect(end).toMatchObject({ state: 'closed', incomplete: 1, found: { validity: 2 } });
  expect(sold(addon)).toEqual([email(1), email(2)]);
  expect(addon.column('Enrichment status')[0]).toMatch(/^E-mail not checked: /);
  expect(brokenPromises(addon)).toEqual([]);
});

describe('cells that say something already', () => {
  const rows = (): string[][] => [
    ['Email', 'Email validity'],
    [email(1), 'Own word'],
    [email(2), ''],
    [email(3), 'Own word'],
  ];
  const always = { outputs: { validity: { column: 1, policy: 'always' } } } as const;

  test('are left alone', () => {
    const addon = enriched(rows());
    addon.workToEnd(addon.start(VALIDATE));
    expect(sold(addon)).toEqual([email(2)]);
    expect(addon.column('Email validity')).toEqual(['Own word', wordOn(email(2)), 'Own word']);
  });

  test('are bought again and replaced where the user says so, counted apart, and come back by undo', () => {
    const addon = enriched(rows());
    const quote = addon.quote({ ...VALIDATE, ...always });
    expect(quote.replaced).toMatchObject({ validity: 2 });
    const end = addon.workToEnd(addon.start({ ...VALIDATE, ...always }));
    expect(sold(addon)).toEqual([1, 2, 3].map(email));
    expect(addon.column('Email validity')).toEqual([1, 2, 3].map((one) => wordOn(email(one))));
    expect(brokenPromises(addon)).toEqual([]);
    addon.ask('undo', { run: end.id });
    expect(addon.column('Email validity')).toEqual(['Own word', '', 'Own word']);
  });
});

describe('rows that move while the vendor looks', () => {
  const disturbed = (act: (addon: Addon) => void): Addon => {
    const addon = enriched(sheetOf(...many(12)));
    const run = addon.work(addon.start(VALIDATE));
    act(addon);
    const end = addon.workToEnd(run);
    expect(end.state).toBe('closed');
    expect(brokenPromises(addon)).toEqual([]);
    return addon;
  };

  test('are found again when they are sorted', () => {
    const addon = disturbed(({ sheet }) => {
      sheet.sort(1, false);
    });
    expect(addon.column('Email validity')).not.toContain('');
  });

  test('are found again when rows are inserted above', () => {
    const addon = disturbed(({ sheet }) => {
      sheet.insertRows(4, 3);
    });
    expect(addon.column('Email validity').filter((text) => text !== '')).toHaveLength(12);
  });

  test('are found again when columns are moved', () => {
    const addon = disturbed(({ sheet }) => {
      sheet.insertColumns(1, 2);
    });
    expect(addon.column('Email validity')).not.toContain('');
  });

  test('keep their word in the log when they are gone, or say another e-mail by now', () => {
    const addon = disturbed(({ sheet }) => {
      sheet.type(3, 1, 'another@northwind.example');
      sheet.deleteRows(2);
    });
    expect(lines(addon, 'unplaced').map(({ field, after }) => [field, after])).toEqual([
      ['validity', wordOn(email(0))],
      ['validity', wordOn(email(1))],
    ]);
    const row = addon.column('Email').indexOf('another@northwind.example');
    expect(addon.column('Email validity')[row]).toBe('');
  });
});

test('a maximum is held: what may cost more is not sent', () => {
  const addon = enriched(sheetOf(...many(6)), { verdicts: VALID });
  const end = addon.workToEnd(addon.start({ ...VALIDATE, maximum: 4 }));
  expect(sold(addon)).toEqual(many(4));
  expect(end.costs).toMatchObject([{ maximum: 4, charged: 4 }]);
  expect(brokenPromises(addon)).toEqual([]);
});

describe('who was validated', () => {
  const rows = [
    [...HEADERS],
    person(0, { email: 'fay.a@firm-a.example' }),
    person(1, { email: 'fay.b@firm-b.example' }),
  ];
  const PHONES = { channels: ['phone' as const], route: { phone: ['cleanlist'] } };

  test('is still new for a run that finds', () => {
    const addon = enriched(rows);
    addon.connect();
    addon.workToEnd(addon.start(VALIDATE));
    const { check } = addon.ask('inspect', { ...PHONES, rows: { kind: 'new' } });
    expect(check?.counts).toMatchObject({ ready: 2 });
  });

  test('is still new for Automatic', () => {
    const automatic = new Automatic({
      rows: [[...HEADERS]],
      emulator: { shares: EVERYBODY, duration: { min: 30, max: 30 } },
      emulators: { enrich: { shares: EVERYBODY } },
    });
    const { addon } = automatic;
    addon.connect();
    addon.connect(undefined, 'enrich');
    automatic.make({ choice: PHONES });
    addon.sheet.put(rows.slice(1), { row: 2, column: 1 });
    addon.workToEnd(addon.start(VALIDATE));
    automatic.hours(3);
    expect(addon.vendor.ledger.purchases.map(({ channel }) => channel)).toEqual(['phone', 'phone']);
    expect(addon.column('Phone')).not.toContain('');
    expect(brokenPromises(addon, {}).filter((text) => !text.startsWith('more than'))).toEqual([]);
  });

  test('keeps what a run that found says of it, also when the validation is undone', () => {
    const addon = enriched(rows, { shares: { email: 1, phone: 0, failed: 0 } });
    addon.connect();
    addon.workToEnd(addon.start(PHONES));
    const said = addon.column('Enrichment status');
    expect(said.join('')).not.toBe('');
    const end = addon.workToEnd(addon.start(VALIDATE));
    expect(addon.column('Email validity')).not.toContain('');
    expect(addon.column('Enrichment status')).toEqual(said);
    addon.ask('undo', { run: end.id });
    expect(addon.column('Email validity').join('')).toBe('');
    expect(addon.column('Enrichment status')).toEqual(said);
    const { check } = addon.ask('inspect', { ...PHONES, rows: { kind: 'new' } });
    expect(check?.counts.ready).toBe(0);
  });
});

test('the rows of risky e-mails are shown', () => {
  const addon = enriched(sheetOf(...many(4)), { verdicts: RISKY });
  const end = addon.workToEnd(addon.start(VALIDATE));
  expect(end.emailStatuses).toMatchObject({ risky: 4 });
  expect(addon.ask('outcomeRows', { run: end.id, outcome: 'risky' }).rows).toHaveLength(4);
  expect(addon.ask('outcomeRows', { run: end.id, outcome: 'found' }).rows).toHaveLength(4);
});

test('an e-mail for which LeadLeap refuses all that are sent with it takes nobody with it', () => {
  const emails = many(40);
  const [bad = ''] = emails.slice(17);
  const addon = new Addon({ rows: sheetOf(...emails) });
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs) => {
    if ((request.body ?? '').includes(`"${bad}"`)) leadleap.faults.next('submit', '400');
    return real(request, nowMs);
  };
  const end = addon.workToEnd(addon.start({ ...VALIDATE, route: { validity: ['leadleap'] } }));
  expect(end).toMatchObject({ state: 'closed', found: { validity: 39 } });
  expect(end.refused).toMatchObject({ contacts: 1, vendor: 'leadleap' });
  expect(leadleap.ledger.purchases).toHaveLength(39);
  const blank = addon.column('Email validity').flatMap((word, at) => (word === '' ? [at] : []));
  expect(blank).toEqual([17]);
  expect(new Set(lines(addon, 'not sent').map(({ note }) => note))).toEqual(
    new Set(['Not taken together with the others: sent again with fewer at a time.']),
  );
  expect(brokenPromises(addon)).toEqual([]);
});
