// Who is behind an e-mail is looked up: one call a contact, answered at once. What is found fills the blanks of the sheet's own
// columns, else new ones; what stands there stays.
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import type { Addon } from '../support/addon';
import { EVERYBODY, enriched, LOOKUP, personBehind, sold } from '../support/by-email';
import { brokenPromises, lines, states } from '../support/witness';

const NOBODY = { email: 0, phone: 0, failed: 0 };
const HEADERS = ['First name', 'Last name', 'Company', 'LinkedIn', 'Job title', 'Email'];
const JANE = 'jane.doe@northwind.example';
const JOHN = 'john.roe@fabrikams.example';
const ANN = 'ann.poe@fabrikam.example';

const email = (number: number): string => `sample.number${number}@northwind.example`;
const emails = (count: number): string[] => Array.from({ length: count }, (_, one) => email(one));
const sheetOf = (...all: readonly string[]): string[][] => [
  [...HEADERS],
  ...all.map((one) => ['', '', '', '', '', one]),
];

/** Addresses of whom this vendor knows nobody, and of whom it knows somebody without a profile's address. */
const strangers = emails(60).filter((one) => personBehind(one, NOBODY)['First name'] === undefined);
const hidden = emails(60).filter((one) => personBehind(one).LinkedIn === '');

function inspect(addon: Addon, choice: Partial<Choice> = {}) {
  return addon.ask('inspect', {
    ...LOOKUP,
    channels: ['profile'],
    rows: { kind: 'all' },
    ...choice,
  });
}

/** A person's hands on the sheet, while the vendor is being asked for the nth time. */
function duringCall(addon: Addon, nth: number, act: () => void): void {
  let calls = 0;
  addon.runtime.hooks.afterCall = ({ method, args }) => {
    const isLookup = method === 'UrlFetchApp.fetch' && String(args[0]).includes('/lookup');
    if (isLookup && ++calls === nth) act();
    return undefined;
  };
}

function end(addon: Addon, run: RunView): RunView {
  const last = addon.workToEnd(run);
  expect(last.state).toBe('closed');
  expect(brokenPromises(addon)).toEqual([]);
  return last;
}

describe('a sheet with columns of its own', () => {
  const rows = [
    [...HEADERS, 'Notes'],
    ['', '', '', '', '', JANE, 'a'],
    ['Own first', '', 'Own company', '', '', JOHN, 'b'],
    ['', '', '', '', '', JANE.toUpperCase(), 'c'],
    ['', '', '', '', '', '', 'd'],
    ['', '', '', '', '', 'nobody', 'e'],
    ['Own', 'Own name', 'Own firm', 'https://www.linkedin.com/in/own-ann', 'Own title', ANN, 'f'],
  ];
  const addon = enriched(rows);
  const { check, outputs } = inspect(addon);
  const quote = addon.quote(LOOKUP);
  const run = end(addon, addon.start(LOOKUP));

  test('is checked by its e-mails alone', () => {
    expect(check?.rows.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      ...['2 ready', '3 ready', '4 duplicate', '5 blank', '6 incomplete', '7 filled'],
    ]);
    expect(check?.rows[4]?.text).toMatch(/no e-mail address/);
    expect(quote.maximumCredits).toEqual([{ vendor: 'enrich', name: 'Enrich', credits: 20 }]);
    expect(outputs.map(({ field, column }) => [field, column])).toEqual([
      ...[['firstName', 0] as const, ['lastName', 1] as const, ['profileTitle', 4] as const],
      ...[
        ['profileCompany', 2] as const,
        ['profileLinkedin', 3] as const,
        ['status', null] as const,
      ],
    ]);
  });

  test('gets its blanks filled in every row of the address, and keeps what stands there', () => {
    expect(sold(addon)).toEqual([JANE, JOHN]);
    const jane = personBehind(JANE);
    const john = personBehind(JOHN);
    const filled = HEADERS.slice(0, 5).map((header) => jane[header]);
    expect(
      addon
        .shown()
        .slice(1, 4)
        .map((row) => row.slice(0, 7)),
    ).toEqual([
      [...filled, JANE, 'a'],
      ['Own first', john['Last name'], 'Own company', john.LinkedIn, john['Job title'], JOHN, 'b'],
      [...filled, JANE.toUpperCase(), 'c'],
    ]);
    expect(
      addon
        .shown()
        .slice(4)
        .map((row) => row.slice(0, 7)),
    ).toEqual(rows.slice(4));
    expect(addon.column('Email')).toEqual(rows.slice(1).map((row) => row[5]));
  });

  test('says so, and counts contacts', () => {
    const said = 'Profile found';
    expect(addon.column('Enrichment status')).toEqual([said, said, said, '', '', '']);
    expect(run).toMatchObject({
      ...{ operation: 'lookup', contacts: 2, done: 2, found: { profile: 2 }, incomplete: 1 },
      costs: [{ vendor: 'enrich', maximum: 20, charged: 20, estimated: false }],
    });
  });

  test('has in the log what was bought of whom, the price of each once', () => {
    expect(lines(addon, 'sent').map(({ sentAs, note }) => [sentAs, note])).toEqual([
      [JANE, 'profile at Enrich'],
      [JOHN, 'profile at Enrich'],
    ]);
    const priced = lines(addon, 'written').filter(({ credits }) => credits !== '0');
    expect(priced.map(({ batch, credits }) => [batch, credits])).toEqual([
      ['1', '10'],
      ['2', '10'],
    ]);
  });

  test('is as it was when that is undone', () => {
    const { undone } = addon.ask('undo', { run: run.id }).afterwards ?? {};
    expect(undone).toMatchObject({ changed: 0, gone: 0, later: 0 });
    expect(addon.shown().map((row) => row.slice(0, 7))).toEqual(rows);
    expect(addon.column('Enrichment status').join('')).toBe('');
  });
});

test('a sheet of e-mails alone gets columns', () => {
  const addon = enriched([['Email'], [JANE], [JOHN]]);
  end(addon, addon.start(LOOKUP));
  expect(addon.shown()[0]).toEqual([
    ...['Email', 'Full name', 'Job title', 'Company', 'LinkedIn profile', 'Enrichment status'],
  ]);
  expect(addon.column('Full name')).toEqual(['Jane Doe', 'John Roe']);
  expect(addon.column('Company')).toEqual(['Northwind Sample', 'Fabrikams Sample']);
});

test.each(['Full name', 'Name'])('a column %s is filled where there is no other', (header) => {
  const addon = enriched([
    [header, 'Email'],
    ['', JANE],
    ['Own name', JOHN],
  ]);
  end(addon, addon.start(LOOKUP));
  expect(addon.column(header)).toEqual(['Jane Doe', 'Own name']);
  expect(addon.shown()[0]).toHaveLength(6);
});

describe('an e-mail that nobody is known behind', () => {
  test.each(['said so', 'empty'] as const)('costs nothing and says so: %s', (how) => {
    const addon = enriched(sheetOf(...strangers.slice(0, 2), JANE), { shares: NOBODY });
    if (how === 'empty') addon.vendors.enrich.faults.nextWorkflow({ nobody: 'empty' }, Infinity);
    const last = addon.workToEnd(addon.start(LOOKUP));
    const isKnown = personBehind(JANE, NOBODY)['First name'] !== undefined;
    expect(last).toMatchObject({ state: 'closed', done: 3, notFound: isKnown ? 2 : 3 });
    expect(last.costs).toMatchObject([{ charged: isKnown ? 10 : 0, estimated: false }]);
    expect(addon.column('Enrichment status').slice(0, 2)).toEqual(
      Array(2).fill('Profile not found'),
    );
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('may be asked about again by a run of its own, and by a retry only in another way', () => {
    const addon = enriched(sheetOf(...strangers.slice(0, 2)), { shares: NOBODY });
    const last = addon.workToEnd(addon.start(LOOKUP));
    expect(last.afterwards).toMatchObject({ notFound: 2, canUndo: true });
    expect(addon.ask('outcomeRows', { run: last.id, outcome: 'not_found' }).rows).toHaveLength(2);
    const retry = inspect(addon, { rows: { kind: 'not_found', run: last.id } });
    expect(retry.check?.rows).toMatchObject([
      { kind: 'tried', text: expect.stringMatching(/asked about already/) as string },
      { kind: 'tried' },
    ]);
    expect(inspect(addon).check?.counts.ready).toBe(2);
  });
});

describe('a profile of which the vendor knows but a part', () => {
  const [address = ''] = hidden;

  test('is not bought twice for what stays blank', () => {
    const addon = enriched(sheetOf(address, email(61)));
    end(addon, addon.start(LOOKUP));
    expect(addon.column('LinkedIn')[0]).toBe('');
    const { check } = inspect(addon);
    expect(check?.counts).toMatchObject({ ready: 0 });
    expect(check?.rows[0]).toMatchObject({
      kind: 'tried',
      text: expect.stringMatching(/nothing more is known/) as string,
    });
  });

  test('is bought again where filled cells are to be replaced, and when it was undone', () => {
    const addon = enriched(sheetOf(address));
    const first = end(addon, addon.start(LOOKUP));
    const always = { outputs: { profileTitle: { column: 4, policy: 'always' } } } as const;
    expect(inspect(addon, always).check).toMatchObject({
      counts: { ready: 1 },
      replaced: { profile: 1 },
    });
    // Its own cell is blank: nothing of the user's is replaced.
    const blank = {
      outputs: {
        profileTitle: { column: 4, policy: 'blanks' },
        profileLinkedin: { column: 3, policy: 'always' },
      },
    } as const;
    expect(inspect(addon, blank).check?.replaced).toMatchObject({ profile: 0 });
    addon.ask('undo', { run: first.id });
    expect(inspect(addon).check?.counts.ready).toBe(1);
  });
});

test('*always* replaces what the user wants replaced, field by field, and undo gives it back', () => {
  const rows = [[...HEADERS], ['Own first', 'Own last', 'Own company', '', 'Own title', JANE]];
  const addon = enriched(rows);
  const always = { outputs: { profileTitle: { column: 4, policy: 'always' } } } as const;
  const run = end(addon, addon.start({ ...LOOKUP, ...always }));
  const jane = personBehind(JANE);
  expect(addon.shown()[1]?.slice(0, 6)).toEqual([
    ...['Own first', 'Own last', 'Own company', jane.LinkedIn, jane['Job title'], JANE],
  ]);
  addon.ask('undo', { run: run.id });
  expect(addon.shown()[1]?.slice(0, 6)).toEqual(rows[1]);
});

describe('rows that move while the vendor is asked', () => {
  test.each<[string, (addon: Addon) => void]>([
    [
      'sorted',
      ({ sheet }) => {
        sheet.sort(6, false);
      },
    ],
    [
      'pushed down by new rows',
      ({ sheet }) => {
        sheet.insertRows(2, 4);
      },
    ],
    [
      'moved with their columns',
      ({ sheet }) => {
        sheet.insertColumns(1, 2);
      },
    ],
  ])('are found again: %s', (_name, act) => {
    for (const nth of [1, 3, 6]) {
      const addon = enriched(sheetOf(...emails(6)));
      duringCall(addon, nth, () => {
        act(addon);
      });
      end(addon, addon.start(LOOKUP));
      expect(sold(addon)).toHaveLength(6);
      expect(addon.column('First name').filter((text) => text !== '')).toHaveLength(6);
      expect(addon.column('Enrichment status').filter((text) => text !== '')).toHaveLength(6);
    }
  });

  test('keep what was bought in the log when their row is gone, and get it when it is back', () => {
    const addon = enriched(sheetOf(...emails(3)));
    duringCall(addon, 2, () => {
      addon.sheet.deleteRows(3);
    });
    const run = end(addon, addon.start(LOOKUP));
    expect(run).toMatchObject({ unplaced: 1, found: { profile: 3 } });
    const kept = lines(addon, 'unplaced').map(({ after }) => after);
    const person = personBehind(email(1));
    expect(kept).toEqual(
      ['First name', 'Last name', 'Job title', 'Company', 'LinkedIn']
        .map((header) => person[header])
        .filter((text) => text !== ''),
    );
    addon.sheet.put([['', '', '', '', '', email(1)]], { row: 9, column: 1 });
    addon.ask('placeAgain', { run: run.id });
    const row = addon.shown().find((cells) => cells[5] === email(1));
    expect(row?.slice(0, 3)).toEqual(HEADERS.slice(0, 3).map((header) => person[header]));
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('are not asked for any more when they are gone, or filled, before their turn', () => {
    const addon = enriched(sheetOf(...emails(4)));
    duringCall(addon, 1, () => {
      addon.sheet.put([['Own', 'Own', 'Own', 'Own', 'Own']], { row: 5, column: 1 });
      addon.sheet.deleteRows(3);
    });
    const run = end(addon, addon.start(LOOKUP));
    expect(sold(addon)).toEqual([email(0), email(2)]);
    expect(run).toMatchObject({ leftOut: 2, done: 4 });
  });
});

test('e-mails that all vanish at once are a question, not the end of the run', () => {
  const addon = enriched(sheetOf(...emails(8)));
  duringCall(addon, 2, () => {
    for (let row = 2; row <= 9; row++) addon.sheet.type(row, 6, '');
  });
  const paused = addon.workToEnd(addon.start(LOOKUP));
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'rows' } });
  expect(sold(addon)).toHaveLength(2);
  addon.sheet.put(
    emails(8).map((one) => [one]),
    { row: 2, column: 6 },
  );
  addon.ask('resume', { run: paused.id });
  addon.runtime.hooks.afterCall = undefined;
  const last = addon.goOn(paused.id);
  expect(last).toMatchObject({ state: 'closed', found: { profile: 8 } });
  expect(sold(addon)).toHaveLength(8);
});

test('contacts that stay away are left out once a person has said so', () => {
  const addon = enriched(sheetOf(...emails(8)));
  duringCall(addon, 1, () => {
    addon.sheet.deleteRows(4, 6);
  });
  const paused = addon.workToEnd(addon.start(LOOKUP));
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'rows' } });
  addon.ask('resume', { run: paused.id });
  expect(addon.goOn(paused.id)).toMatchObject({
    state: 'closed',
    leftOut: 6,
    found: { profile: 2 },
  });
});

test('a maximum is held', () => {
  const addon = enriched(sheetOf(...emails(5)));
  const run = end(addon, addon.start({ ...LOOKUP, maximum: 35 }));
  expect(sold(addon)).toEqual(emails(3));
  expect(run.costs).toMatchObject([{ maximum: 30, charged: 30 }]);
});

test('a stop leaves out what was not asked for', () => {
  const addon = enriched(sheetOf(...emails(30)));
  const run = addon.work(addon.start(LOOKUP));
  addon.ask('stop', { run: run.id });
  const last = addon.goOn(run.id);
  const asked = sold(addon).length;
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(30);
  expect(last).toMatchObject({ state: 'closed', leftOut: 30 - asked, found: { profile: asked } });
  expect(addon.column('Enrichment status')).not.toContain('Waiting');
  expect(brokenPromises(addon)).toEqual([]);
});

describe('a vendor in trouble', () => {
  test('that asks for silence is obeyed, and nobody is asked for twice', () => {
    const addon = enriched(sheetOf(...emails(14)), { plan: 'free' });
    end(addon, addon.start(LOOKUP));
    expect(sold(addon)).toEqual(emails(14));
  });

  test.each(['timeout after', 'timeout before', '502 page'] as const)(
    'whose answer is lost leaves one contact to a person, and goes on with the others: %s',
    (fault) => {
      const addon = enriched(sheetOf(...emails(4)));
      addon.vendors.enrich.faults.next('submit', fault);
      const last = addon.workToEnd(addon.start(LOOKUP));
      expect(last).toMatchObject({
        state: 'waiting',
        attention: [{ state: 'unknown', contacts: 1 }],
      });
      expect(addon.column('First name').filter((text) => text !== '')).toHaveLength(3);
      addon.ask('decide', { run: last.id, batch: 1, decision: 'leave_out' });
      expect(addon.goOn(last.id)).toMatchObject({ state: 'closed', leftOut: 1 });
      expect(brokenPromises(addon, { lost: 1 })).toEqual([]);
    },
  );

  test('without credits pauses the run, and goes on where it was', () => {
    const addon = enriched(sheetOf(...emails(4)));
    addon.vendors.enrich.faults.next('submit', '402');
    const paused = addon.workToEnd(addon.start(LOOKUP));
    expect(paused).toMatchObject({
      state: 'paused',
      pause: { reason: 'credits', vendor: 'enrich' },
    });
    addon.ask('resume', { run: paused.id });
    expect(addon.goOn(paused.id)).toMatchObject({ state: 'closed', found: { profile: 4 } });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('that refuses an address says so in its row', () => {
    const addon = enriched(sheetOf(...emails(2)));
    addon.vendors.enrich.faults.next('submit', '422 contact');
    const last = addon.workToEnd(addon.start(LOOKUP));
    expect(last).toMatchObject({ state: 'closed', incomplete: 1, found: { profile: 1 } });
    expect(addon.column('Enrichment status')[0]).toMatch(/^Profile not found: /);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('that blacks out what it sells fills no cell with that', () => {
    const addon = enriched(sheetOf(JANE));
    addon.vendors.enrich.faults.nextWorkflow({ values: 'masked' });
    addon.workToEnd(addon.start(LOOKUP));
    expect(addon.shown()[1]?.slice(0, 5).join(' ')).not.toMatch(/\*/);
    expect(addon.column('First name')).toEqual(['Jane']);
  });

  test('that answers with formulas writes none', () => {
    for (let one = 0; one < 6; one++) {
      const addon = enriched(sheetOf(email(one)));
      addon.vendors.enrich.faults.nextWorkflow({ values: 'hostile' });
      addon.workToEnd(addon.start(LOOKUP));
      for (let column = 1; column <= 8; column++) expect(addon.sheet.formula(2, column)).toBe('');
    }
  });
});

test('whom a look-up named is found by that name afterwards, and is new to a run that finds', () => {
  const addon = enriched(sheetOf(JANE, JOHN));
  addon.connect();
  end(addon, addon.start(LOOKUP));
  const choice: Partial<Choice> = { channels: ['phone'], route: { phone: ['cleanlist'] } };
  const { check } = addon.ask('inspect', {
    ...{ channels: ['phone'], ...choice },
    rows: { kind: 'new' },
  });
  expect(check?.counts.ready).toBe(2);
  addon.workToEnd(addon.start({ ...choice, rows: { kind: 'new' } }));
  expect(addon.vendor.ledger.purchases.map(({ contact }) => contact.last_name)).toEqual([
    'Doe',
    'Roe',
  ]);
});

test('as long as a look-up fills the names, no run and no Automatic reads contacts from them', () => {
  const addon = enriched(sheetOf(...emails(40)));
  addon.connect();
  addon.work(addon.start(LOOKUP));
  expect(states(addon)).toContain('created');
  const find = { channels: ['phone' as const], rows: { kind: 'all' as const } };
  const { problem } = addon.ask('inspect', { ...find, route: { phone: ['cleanlist'] } });
  expect(problem?.message).toMatch(/is being filled by a run that is still open/);
});

test('a thousand and more can be looked up in one run, each decided on by its own', () => {
  const addon = enriched(sheetOf(...emails(1_100)));
  const { check } = inspect(addon);
  expect(check?.contacts.total).toBe(1_100);
  const run = addon.work(addon.start(LOOKUP));
  expect(run.state).toBe('open');
  const reply = addon.call('decide', { run: run.id, batch: 1_050, decision: 'leave_out' });
  expect(reply.ok).toBe(true);
  addon.ask('stop', { run: run.id });
  expect(addon.goOn(run.id).state).toBe('closed');
  expect(EVERYBODY.email).toBe(1);
});
