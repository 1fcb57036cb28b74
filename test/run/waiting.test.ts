// Rows of an open run are not bought again, whoever they say they are by then: another mapping, a field more, a field less. The
// vendor's ledger is the witness.
import type { Choice } from '../../src/rpc/contract';
import type { Inspection } from '../../src/rpc/contract-check';
import type { RunView } from '../../src/rpc/contract-run';
import { Automatic } from '../support/automatic';
import { Addon, choose } from '../support/addon';
import { people, person } from '../support/people';
import { brokenPromises, states } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
/** Nobody's result comes while a story is told. */
const SLOW = { shares: ALL, duration: { min: 60, max: 60 } };
/** Nor at the next hour. */
const SLOWER = { shares: ALL, duration: { min: 7_200, max: 7_200 } };

const HEADERS = ['First name', 'Last name', 'Company', 'Website', 'LinkedIn', 'Email'];
const [FIRST, LAST, COMPANY, WEBSITE, LINKEDIN, EMAIL] = [1, 2, 3, 4, 5, 6];

/** Each with a name and a company; more where it is said. */
function row(
  index: number,
  { site = '', profile = '', email = '', company = true } = {},
): string[] {
  const [first = '', last = '', name = ''] = person(index);
  return [first, last, company ? name : '', site, profile, email];
}

function profile(index: number): string {
  return `https://www.linkedin.com/in/fay-lund-${index}`;
}

function sheet(rows: readonly string[][], emulator = SLOW): Addon {
  return new Addon({ rows: [HEADERS, ...rows], emulator });
}

function check(addon: Addon, choice: Partial<Choice> = {}): Inspection {
  return addon.ask('inspect', choose(choice));
}

function counts(addon: Addon, choice: Partial<Choice> = {}): { ready: number; waiting: number } {
  const { ready = -1, waiting = -1 } = check(addon, choice).check?.counts ?? {};
  return { ready, waiting };
}

/** Sends everybody; the results are awaited. */
function sent(addon: Addon, choice: Partial<Choice> = {}): RunView {
  const before = addon.vendor.ledger.requests.submit;
  const run = addon.work(addon.start(choice));
  expect(run.state).toBe('open');
  expect(addon.vendor.ledger.requests.submit).toBeGreaterThan(before);
  return run;
}

/** Nobody can be bought now, by no way; and everybody who may be, once the run has ended. */
function expectNoneToBuy(addon: Addon, run: RunView, choice: Partial<Choice> = {}): void {
  expect(counts(addon, choice).ready).toBe(0);
  const reply = addon.call('quote', choose(choice));
  expect(reply).toMatchObject({ ok: false, code: 'nothing_to_send' });
  const before = addon.vendor.ledger.purchases.length;
  // Where nobody of a batch is there any more, a person says that its results stay in the log.
  if (addon.goOn(run.id).state === 'waiting') {
    addon.ask('decide', { run: run.id, batch: 1, decision: 'keep' });
  }
  expect(addon.goOn(run.id).state).toBe('closed');
  expect(addon.vendor.ledger.purchases).toHaveLength(before);
  expect(counts(addon, choice).waiting).toBe(0);
  expect(addon.column('Enrichment status')).not.toContain('Waiting');
}

const PHONE = { channels: ['phone'] } as const;
const BY_EMAIL = { company: false, email: 'fay@firm-a.example' };
const BY_NAME = { mapping: { linkedin_url: null } } as const;
const BY_PROFILE = {
  mapping: {
    ...{ linkedin_url: LINKEDIN - 1, first_name: null, last_name: null },
    ...{ company_name: null, company_domain: null },
  },
} as const;

describe('another mapping of the rows of an open run finds them waiting:', () => {
  const rows = [0, 1, 2].map((index) => row(index, { profile: profile(index) }));

  test.each<[string, Partial<Choice>, Partial<Choice>]>([
    ['sent by name, asked by profile', BY_NAME, BY_PROFILE],
    ['sent by profile, asked by name', BY_PROFILE, BY_NAME],
    ['sent by all, asked by profile', { mapping: {} }, BY_PROFILE],
    ['sent by name, asked by all', BY_NAME, { mapping: { linkedin_url: LINKEDIN - 1 } }],
  ])('%s', (_, first, second) => {
    const addon = sheet(rows);
    const run = sent(addon, first);
    clearStatuses(addon);
    expect(counts(addon, second)).toEqual({ ready: 0, waiting: 3 });
    expectNoneToBuy(addon, run, second);
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('also where a field was typed in, and others were taken out, besides', () => {
    const addon = sheet([row(0), row(1)]);
    const run = sent(addon);
    addon.sheet.type(2, LINKEDIN, profile(0));
    addon.sheet.type(3, LINKEDIN, profile(1));
    clearStatuses(addon);
    expect(counts(addon, BY_PROFILE)).toEqual({ ready: 0, waiting: 2 });
    expectNoneToBuy(addon, run, { channels: ['phone'], ...BY_PROFILE });
  });

  test('at the start, too: a run that began since the confirm', () => {
    const addon = sheet(rows);
    // All columns are there: nothing but the contacts can differ.
    addon.workToEnd(addon.start({ limit: 1 }));
    const { id, digest } = addon.quote(BY_PROFILE);
    sent(addon, BY_NAME);
    clearStatuses(addon);
    const request = { choice: choose(BY_PROFILE), quote: { id, digest }, pauseWhenUsedUp: true };
    expect(addon.call('start', request)).toMatchObject({ ok: false, code: 'changed' });
    expect(addon.vendor.ledger.purchases).toHaveLength(3);
  });

  test('and other rows of a person who waits', () => {
    const twin = row(0, { profile: profile(0), site: 'firm-a.example' });
    const addon = sheet([row(0), twin, row(1)]);
    const phone = { channels: ['phone'], ...BY_NAME } as const;
    sent(addon, { ...BY_NAME, limit: 1 });
    clearStatuses(addon);
    expect(counts(addon, phone)).toEqual({ ready: 1, waiting: 2 });
    expect(counts(addon, { channels: ['phone'], ...BY_PROFILE }).ready).toBe(0);
  });
});

describe('what is typed into a row of an open run makes nobody else of it:', () => {
  test.each<[string, Parameters<typeof row>[1], number, string]>([
    ['the profile', {}, LINKEDIN, profile(0)],
    ['the domain', {}, WEBSITE, 'firm-a.example'],
    ['the company', { company: false, site: 'firm-a.example' }, COMPANY, 'Firm a'],
    ['the company, told by the e-mail until then', BY_EMAIL, COMPANY, 'Firm a'],
    ['another domain than the e-mail’s', BY_EMAIL, WEBSITE, 'firm-b.example'],
    ['the profile, beside what the e-mail tells', BY_EMAIL, LINKEDIN, profile(0)],
  ])('%s', (_, has, column, text) => {
    const addon = sheet([row(0, has)]);
    const run = sent(addon, PHONE);
    addon.sheet.type(2, column, text);
    clearStatuses(addon);
    expect(counts(addon, PHONE)).toEqual({ ready: 0, waiting: 1 });
    expectNoneToBuy(addon, run, PHONE);
  });

  test('names beside the profile alone, with all else', () => {
    const addon = sheet([['', '', '', '', profile(0), '']]);
    const run = sent(addon);
    addon.sheet.put([row(0, { site: 'firm-a.example' }).slice(0, 4)], { row: 2, column: FIRST });
    clearStatuses(addon);
    expect(counts(addon)).toEqual({ ready: 0, waiting: 1 });
    expectNoneToBuy(addon, run);
  });

  test('a profile that two people of one name and company could have, for both', () => {
    const addon = sheet([row(0), row(1)]);
    sent(addon);
    addon.sheet.put([row(0, { profile: profile(7) })], { row: 4, column: FIRST });
    addon.sheet.put([row(0, { profile: profile(8) })], { row: 5, column: FIRST });
    expect(counts(addon).ready).toBe(0);
  });
});

describe('what is taken out of a row of an open run, or corrected in it, makes nobody else of it:', () => {
  const FULL = { site: 'firm-a.example', profile: profile(0) };

  test.each<[string, number, string]>([
    ['the profile is taken out', LINKEDIN, ''],
    ['the domain is taken out', WEBSITE, ''],
    ['the company is corrected', COMPANY, 'Quite Another'],
    ['the name is corrected', LAST, 'Somebody'],
    ['the profile is corrected', LINKEDIN, profile(99)],
  ])('%s', (_, column, text) => {
    const addon = sheet([row(0, FULL), row(1)]);
    const run = sent(addon, PHONE);
    addon.sheet.type(2, column, text);
    expect(counts(addon, PHONE)).toEqual({ ready: 0, waiting: 2 });
    expectNoneToBuy(addon, run, PHONE);
    // Whoever the row says it is now was never sent: a person decides.
    expect(counts(addon, PHONE)).toEqual({ ready: 1, waiting: 0 });
  });

  test('nor of the other rows of that contact', () => {
    const addon = sheet([[], row(0, FULL)]);
    sent(addon, PHONE);
    addon.sheet.type(3, LAST, 'Somebody');
    const [, ...rest] = row(0, FULL);
    addon.sheet.put([['Fay', ...rest]], { row: 2, column: FIRST });
    expect(counts(addon, PHONE)).toEqual({ ready: 0, waiting: 2 });
  });

  test('the mark stays as long as somebody who was sent has no row, though other batches are sent and placed', () => {
    const addon = sheet(
      Array.from({ length: 600 }, (_, index) => row(index)),
      { shares: ALL, duration: { min: 30, max: 600 } },
    );
    let run = addon.start();
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'UrlFetchApp.fetch' && addon.vendor.ledger.requests.submit === 1) {
        addon.vendor.faults.next('submit', '429', 1);
      }
      return undefined;
    };
    run = addon.work(run);
    addon.runtime.hooks.beforeCall = undefined;
    expect(addon.vendor.ledger.purchases).toHaveLength(250);
    addon.sheet.type(2, LAST, 'Somebody');
    for (let slice = 0; slice < 4; slice++) run = addon.work(run);
    expect(addon.vendor.ledger.purchases).toHaveLength(600);
    expect(addon.column('Enrichment status')[0]).toBe('Waiting');
    expect(counts(addon)).toMatchObject({ ready: 0 });
    expect(addon.workToEnd(run).state).toBe('closed');
    expect(addon.column('Enrichment status')).not.toContain('Waiting');
    expect(counts(addon)).toEqual({ ready: 1, waiting: 0 });
  });

  test('but marks of contacts that were left out go, though somebody who was sent has no row', () => {
    const addon = sheet(
      Array.from({ length: 600 }, (_, index) => row(index)),
      { shares: ALL, duration: { min: 30, max: 600 } },
    );
    let run = addon.start();
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'UrlFetchApp.fetch' && addon.vendor.ledger.requests.submit === 2) {
        addon.vendor.faults.next('submit', '429', 1);
      }
      return undefined;
    };
    run = addon.work(run);
    addon.runtime.hooks.beforeCall = undefined;
    addon.ask('stop', { run: run.id });
    addon.sheet.type(2, LAST, 'Somebody');
    addon.sheet.type(252, LAST, 'Somebody');
    while (!states(addon).includes('completed')) run = addon.work(run);
    expect(states(addon).sort()).toEqual(['completed', 'left_out', 'submitted']);
    const marks = addon.column('Enrichment status');
    expect([marks[0], marks[250]]).toContain('Waiting');
    expect(marks.slice(500)).not.toContain('Waiting');
  });

  test('and a mark that was typed or copied is cleared when nobody is sought', () => {
    const addon = sheet([row(0), row(1)]);
    const run = sent(addon);
    addon.sheet.put([row(2)], { row: 4, column: FIRST });
    addon.sheet.put([['Waiting']], { row: 4, column: statusColumn(addon) });
    expect(counts(addon)).toEqual({ ready: 0, waiting: 3 });
    addon.goOn(run.id);
    expect(counts(addon)).toEqual({ ready: 1, waiting: 0 });
  });
});

describe('a row that says less of somebody who was sent, and whose mark was cleared, is not bought again:', () => {
  const FULL = row(0, { site: 'firm-a.example', profile: profile(0) });
  const LESS = row(0, { site: 'firm-a.example' });

  /** The confirm offers nobody; nor does it make a run of what an earlier confirm counted. */
  function expectBoughtOnce(addon: Addon, run: RunView, choice: Partial<Choice> = {}): void {
    const reply = addon.call('quote', choose(choice));
    expect(reply).toMatchObject({ ok: false, code: 'nothing_to_send' });
    if (addon.goOn(run.id).state === 'waiting') {
      addon.ask('decide', { run: run.id, batch: 1, decision: 'keep' });
    }
    expect(addon.vendor.ledger.purchases).toHaveLength(1);
    expect(brokenPromises(addon)).toEqual([]);
  }

  test.each<[string, (addon: Addon) => void]>([
    [
      'the profile was taken out',
      ({ sheet }) => {
        sheet.type(2, LINKEDIN, '');
      },
    ],
    [
      'the company was taken out',
      ({ sheet }) => {
        sheet.type(2, COMPANY, '');
      },
    ],
    [
      'the profile and the company were taken out',
      ({ sheet }) => {
        sheet.type(2, LINKEDIN, '');
        sheet.type(2, COMPANY, '');
      },
    ],
    [
      'the row was deleted and its person typed again without the profile',
      ({ sheet }) => {
        sheet.deleteRows(2, 1);
        sheet.put([LESS], { row: 3, column: FIRST });
      },
    ],
    [
      'the column of the profiles was deleted',
      ({ sheet }) => {
        sheet.deleteColumns(LINKEDIN, 1);
      },
    ],
  ])('%s', (_, act) => {
    const addon = sheet([FULL]);
    const run = sent(addon);
    act(addon);
    clearStatuses(addon);
    expectBoughtOnce(addon, run);
  });

  test('a row of another tab that says less, or more, of that person', () => {
    for (const [one, two] of [
      [FULL, LESS],
      [LESS, FULL],
      [row(0), LESS],
    ] as const) {
      const addon = sheet([one]);
      const run = sent(addon);
      const other = addon.workbook.addSheet('Other', { rows: 100, columns: 26 });
      other.put([HEADERS, two]);
      expectBoughtOnce(addon, run, { sheet: other.id });
    }
  });

  test('each of two names that the rows of one profile had', () => {
    const twin = ['Bob', ...FULL.slice(1)];
    const addon = sheet([twin, FULL]);
    const run = sent(addon);
    addon.sheet.type(3, LINKEDIN, '');
    clearStatuses(addon);
    expectBoughtOnce(addon, run);
  });

  test('at the start, too: what was sent, and changed, since the confirm', () => {
    const addon = sheet([row(1), FULL]);
    // All columns are there: nothing but the contacts can differ.
    addon.workToEnd(addon.start({ limit: 1 }));
    addon.sheet.put([LESS], { row: 3, column: FIRST });
    const { id, digest } = addon.quote();
    addon.sheet.put([FULL], { row: 3, column: FIRST });
    const run = sent(addon);
    addon.sheet.put([LESS], { row: 3, column: FIRST });
    clearStatuses(addon);
    const request = { choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: true };
    expect(addon.call('start', request)).toMatchObject({ ok: false });
    addon.goOn(run.id);
    expect(addon.vendor.ledger.purchases).toHaveLength(2);
  });

  test('but who was refused is nobody’s, and another profile is another person', () => {
    const addon = sheet([FULL, row(1, { site: 'firm-b.example', profile: profile(1) })]);
    addon.vendor.faults.next('submit', '422 contact', 1);
    const run = sent(addon);
    expect(addon.column('Enrichment status')[0]).toMatch(/^Incomplete/);
    addon.sheet.type(2, LINKEDIN, '');
    const twin = row(1, { site: 'firm-b.example', profile: profile(7) });
    addon.sheet.put([twin], { row: 4, column: FIRST });
    clearStatuses(addon);
    expect(addon.quote().contacts.total).toBe(2);
    expect(addon.goOn(run.id).state).toBe('closed');
  });
});

test('a wholly different person who is typed into a blank row, or over one that was not sent, is ready', () => {
  const addon = sheet([row(0), row(1), row(2)]);
  const run = sent(addon, { limit: 2 });
  addon.sheet.put([row(3, { profile: profile(3) })], { row: 4, column: FIRST });
  addon.sheet.put([row(4, { site: 'firm-e.example' })], { row: 6, column: FIRST });
  expect(counts(addon)).toEqual({ ready: 2, waiting: 2 });
  addon.workToEnd(addon.start());
  addon.goOn(run.id);
  expect(addon.vendor.ledger.purchases).toHaveLength(4);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a person of the same name at another company, or of the same company, is somebody else', () => {
  const addon = sheet([row(0, { profile: profile(0) })]);
  sent(addon);
  const [first = '', last = '', company = ''] = person(0);
  addon.sheet.put([[first, last, 'Quite Another', '', '', '']], { row: 4, column: FIRST });
  addon.sheet.put([['Una', 'Other', company, '', '', '']], { row: 5, column: FIRST });
  expect(counts(addon)).toEqual({ ready: 2, waiting: 1 });
});

describe('a schedule looks as carefully:', () => {
  test('a row of a run by hand is not bought again by another mapping, a new one is', () => {
    const rows = [HEADERS, row(0, { profile: profile(0) })];
    const day = new Automatic({ rows, emulator: SLOWER });
    const { addon } = day;
    addon.connect();
    day.make({ choice: BY_PROFILE });
    sent(addon, BY_NAME);
    clearStatuses(addon);
    addon.sheet.put([row(1, { profile: profile(1) })], { row: 3, column: FIRST });
    day.hours(1);
    const [byName, byProfile, ...more] = addon.vendor.ledger.purchases;
    expect(byName?.contact).toMatchObject({ first_name: 'Faya' });
    expect(byProfile?.contact).toMatchObject({ linkedin_url: profile(1) });
    expect(more).toEqual([]);
  });
});

describe('columns that others read or fill', () => {
  const TITLED = [...HEADERS, 'Employer'];
  const employed = (count: number): Addon =>
    new Addon({
      rows: [
        TITLED,
        ...Array.from({ length: count }, (_, index) => {
          const [first = '', last = '', company = ''] = person(index);
          return [first, last, '', `firm-${index}.example`, '', '', company];
        }),
      ],
      emulator: SLOW,
    });
  const EMPLOYER = 6;
  const BY_EMPLOYER = { mapping: { company_name: EMPLOYER, company_domain: null } } as const;
  const BY_SITE = { mapping: { company_name: null, company_domain: WEBSITE - 1 } } as const;
  const TO_EMPLOYER = { company: { column: EMPLOYER, policy: 'always' } } as const;

  test('what an open run reads its contacts from is not written by another, and a sentence says so', () => {
    const addon = employed(2);
    const run = sent(addon, BY_EMPLOYER);
    const choice = { channels: ['phone'], ...BY_SITE, outputs: TO_EMPLOYER } as const;
    const { problem } = check(addon, choice);
    expect(problem).toMatchObject({ code: 'bad_output' });
    expect(problem?.message).toMatch(/“Employer” tells a run that is still open/);
    expect(addon.call('quote', choose(choice))).toMatchObject({ ok: false });
    addon.goOn(run.id);
    expect(check(addon, choice).problem).toBeNull();
  });

  test('a schedule’s columns neither', () => {
    const day = new Automatic({ rows: employed(2).shown(), emulator: SLOW });
    const { addon } = day;
    addon.connect();
    day.make({ choice: BY_EMPLOYER });
    const choice = { channels: ['phone'], ...BY_SITE, outputs: TO_EMPLOYER } as const;
    expect(check(addon, choice).problem?.message).toMatch(/“Employer” tells Automatic/);
  });

  test('what was chosen before, or is the mapped column, gives way to a new column', () => {
    const addon = employed(2);
    check(addon, { ...BY_SITE, outputs: TO_EMPLOYER });
    const run = sent(addon, BY_EMPLOYER);
    const choice = {
      channels: ['phone'],
      mapping: { ...BY_SITE.mapping, phone: EMPLOYER },
    } as const;
    const { problem, outputs } = check(addon, choice);
    expect(problem).toBeNull();
    expect(outputs.find(({ field }) => field === 'phone')).toMatchObject({ column: null });
    expect(outputs.find(({ field }) => field === 'company')?.header).toBe('Company found');
    addon.goOn(run.id);
  });

  test('nobody is read from a column that an open run fills', () => {
    const addon = employed(2);
    const run = sent(addon, { ...BY_SITE, outputs: TO_EMPLOYER });
    const { problem, check: none } = check(addon, BY_EMPLOYER);
    expect(none).toBeNull();
    expect(problem?.message).toMatch(/“Employer” is being filled by a run that is still open/);
    expect(addon.call('quote', choose(BY_EMPLOYER))).toMatchObject({ ok: false });
    addon.goOn(run.id);
    expect(check(addon, BY_EMPLOYER).problem).toBeNull();
  });

  test('two runs that fill the same e-mail and phone columns do not mind each other', () => {
    const addon = new Addon({ rows: people(4), emulator: SLOW });
    const first = sent(addon, { limit: 2 });
    const second = sent(addon, { channels: ['email', 'phone'] });
    expect(second.contacts).toBe(2);
    addon.goOn(first.id);
    addon.goOn(second.id);
    expect(addon.shown()[0]).toHaveLength(8);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('e-mails whose domain tells an open run the company are not replaced by one that reads the company elsewhere', () => {
    const addon = sheet([row(0, { email: 'fay@firm-a.example' }), row(1)]);
    const replaced = { email: { column: null, policy: 'always' } } as const;
    expect(check(addon, { outputs: replaced })).toMatchObject({ problem: null });
    sent(addon, { channels: ['phone'], mapping: { company_name: null } });
    const { problem } = check(addon, { mapping: { company_name: COMPANY - 1 }, outputs: replaced });
    expect(problem?.message).toMatch(
      /“Email” tells a run that is still open .* “Only blank cells”/,
    );
    const inspection = check(addon, { mapping: { company_name: COMPANY - 1 } });
    expect(inspection.problem).toBeNull();
    expect(inspection.outputs.find(({ field }) => field === 'email')).toMatchObject({
      ...{ column: EMAIL - 1, policy: 'blanks' },
    });
  });
});

/** So that nothing but who the row says it is tells who it is. */
function clearStatuses(addon: Addon): void {
  const column = statusColumn(addon);
  addon.sheet.put(
    addon.column('Enrichment status').map(() => ['']),
    { row: 2, column },
  );
}

function statusColumn(addon: Addon): number {
  return (addon.shown()[0]?.indexOf('Enrichment status') ?? -2) + 1;
}
