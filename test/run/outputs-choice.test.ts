// What is written where: each kind of value on or off, in a new column or one of the user's, as the sheet remembers it.
import type { Choice, OutputChoices, OutputField } from '../../src/rpc/contract';
import type { Inspection, OutputView } from '../../src/rpc/contract-check';
import { Addon, choose } from '../support/addon';
import { brokenPromises, lines } from '../support/witness';
import { people, person } from '../support/people';
import { credits } from '../support/credits';

const ALL = { email: 1, phone: 1, failed: 0 };
const NEW = { column: null, policy: 'blanks' } as const;

function of(inspection: Inspection, field: OutputField): OutputView | undefined {
  return inspection.outputs.find((output) => output.field === field);
}

/** The people, with further columns at the right: a header and what its cells hold. */
function withColumns(
  count: number,
  columns: Readonly<Record<string, readonly string[]>>,
): string[][] {
  return people(count).map((row, index) => [
    ...row,
    ...Object.entries(columns).map(([header, cells]) =>
      index === 0 ? header : (cells[index - 1] ?? ''),
    ),
  ]);
}

function inspect(addon: Addon, outputs: OutputChoices, choice: Partial<Choice> = {}): Inspection {
  return addon.ask('inspect', choose({ outputs, ...choice }));
}

test('e-mail and its status are on, details off, and the enrichment status always', () => {
  const addon = new Addon({ rows: people(2) });
  const { outputs } = addon.home().inspection;
  expect(outputs.map(({ field, isOn, column }) => [field, isOn, column])).toEqual([
    ['email', true, 4],
    ['emailStatus', true, null],
    ['title', false, null],
    ['company', false, null],
    ['linkedin', false, null],
    ['otherEmails', false, null],
    ['status', true, null],
  ]);
  expect(outputs.every(({ policy }) => policy === 'blanks')).toBe(true);
  const status = inspect(addon, { status: null, email: null }).outputs;
  expect(status.filter(({ isOn }) => isOn).map(({ field }) => field)).toEqual([
    ...['email', 'emailStatus', 'status'],
  ]);
});

test('phone stands among them when it is bought, and what is not bought does not', () => {
  const addon = new Addon({ rows: people(2) });
  const fields = inspect(addon, {}, { channels: ['phone'] }).outputs.map(({ field }) => field);
  expect(fields).toEqual(['phone', 'title', 'company', 'linkedin', 'otherEmails', 'status']);
});

test('an e-mail status that is switched off has no column', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  addon.workToEnd(addon.start({ outputs: { emailStatus: null } }));
  expect(addon.shown()[0]).toEqual([...(people(0)[0] ?? []), 'Enrichment status']);
  expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
});

test('what was chosen is remembered for the sheet, its column by header, and shown', () => {
  const addon = new Addon({ rows: withColumns(2, { Role: [], Seats: [] }) });
  inspect(addon, { title: { column: 6, policy: 'always' }, emailStatus: null });
  addon.sheet.moveColumn(7, 1);
  const { inspection } = addon.home();
  expect(of(inspection, 'title')).toEqual({
    ...{ field: 'title', isOn: true, column: 0, header: 'Role', policy: 'always', hasPolicy: true },
  });
  expect(of(inspection, 'emailStatus')).toMatchObject({ isOn: false });
  const kept = [...addon.runtime.properties.document.values()].join();
  expect(kept).toContain('Role');
  expect(kept).not.toContain('Fay');
  addon.sheet.type(1, 1, 'Job');
  expect(of(addon.home().inspection, 'title')).toMatchObject({ isOn: true, column: null });
});

test('details go to the chosen column of the user, and only into blank cells', () => {
  const addon = new Addon({
    rows: withColumns(4, { Role: ['Boss', '', '', ''] }),
    emulator: { shares: ALL },
  });
  const view = addon.workToEnd(
    addon.start({ outputs: { title: { column: 6, policy: 'blanks' } } }),
  );
  expect(view.state).toBe('closed');
  const roles = addon.column('Role');
  expect(roles[0]).toBe('Boss');
  expect(roles.slice(1).every((text) => text !== '')).toBe(true);
  expect(addon.shown()[0]?.includes('Job title')).toBe(false);
  expect(lines(addon, 'written').filter(({ field }) => field === 'title')).toHaveLength(3);
  expect(lines(addon, 'unplaced')).toEqual([]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('a chosen column that is overwritten always keeps what it has where nothing was found', () => {
  const rows = withColumns(12, { Role: Array<string>(12).fill('Boss') });
  const addon = new Addon({ rows, emulator: { shares: { email: 0.5, phone: 0, failed: 0 } } });
  const run = addon.workToEnd(addon.start({ outputs: { title: { column: 6, policy: 'always' } } }));
  const written = lines(addon, 'written').filter(({ field }) => field === 'title');
  const roles = addon.column('Role');
  expect(written.length).toBeGreaterThan(2);
  expect(written.length).toBeLessThan(12);
  expect(written.every(({ before, after }) => before === 'Boss' && after !== 'Boss')).toBe(true);
  expect(roles.filter((text) => text === 'Boss')).toHaveLength(12 - written.length);
  expect(roles).not.toContain('');
  addon.ask('undo', { run: run.id });
  expect(addon.column('Role')).toEqual(Array(12).fill('Boss'));
});

test('the user’s own column for the e-mail status keeps what it has, and Undo takes out only what was written', () => {
  const rows = withColumns(3, { Quality: ['by hand', '', ''] });
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const before = addon.shown();
  const run = addon.workToEnd(
    addon.start({ outputs: { emailStatus: { column: 6, policy: 'blanks' } } }),
  );
  const words = addon.column('Quality');
  expect(words[0]).toBe('by hand');
  expect(words.slice(1).every((text) => text !== '')).toBe(true);
  addon.sheet.type(4, 7, 'mine');
  const view = addon.ask('undo', { run: run.id });
  expect(view.afterwards?.undone).toMatchObject({ restored: 4, changed: 1 });
  expect(addon.column('Quality')).toEqual(['by hand', '', 'mine']);
  expect(addon.column('Email')).toEqual(before.slice(1).map((row) => row[4]));
});

test.each([
  ['identity is read from', 2, /says who the contacts are/],
  ['e-mails stand in', 4, /says who the contacts are/],
  ['is not there', 40, /not in this sheet any more/],
])('a column that %s is refused, with a sentence, and changes nothing', (_, column, words) => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  const outputs = { title: { column, policy: 'always' } } as const;
  const { problem, check, ...inspection } = inspect(addon, outputs);
  expect(problem?.message).toMatch(words);
  expect(check).toBeNull();
  expect(inspection.outputs.find(({ field }) => field === 'title')).toMatchObject({ column: null });
  expect(addon.home().inspection.problem).toBeNull();
  addon.connect();
  expect(addon.call('quote', choose({ outputs }))).toMatchObject({ ok: false });
});

describe('where columns of the same name come or go while a run is open, nobody’s cells are overwritten:', () => {
  const ALWAYS = { title: { column: 6, policy: 'always' } } as const;
  const twoNotes = (): Addon => {
    const [headers = [], ...rows] = withColumns(2, { Notes: ['one', 'one'] });
    const both = [[...headers, 'Notes'], ...rows.map((row) => [...row, 'mine'])];
    return new Addon({ rows: both, emulator: { shares: ALL } });
  };

  test('the chosen one of two is deleted', () => {
    const addon = twoNotes();
    const run = addon.start({ outputs: ALWAYS });
    addon.work(run);
    addon.sheet.deleteColumns(7, 1);
    addon.workToEnd(run);
    expect(addon.column('Notes')).toEqual(['mine', 'mine']);
    expect(addon.column('Job title').every((text) => text !== '')).toBe(true);
  });

  test('another one is inserted before it', () => {
    const addon = new Addon({
      rows: withColumns(2, { Notes: ['keep 1', 'keep 2'] }),
      emulator: { shares: ALL },
    });
    const run = addon.start({ outputs: { title: { column: 6, policy: 'always' } } });
    addon.work(run);
    addon.sheet.insertColumns(1, 1);
    addon.sheet.put([['Notes'], ['mine 1'], ['mine 2']], { row: 1, column: 1 });
    addon.workToEnd(run);
    expect(addon.column('Notes')).toEqual(['mine 1', 'mine 2']);
    expect(addon.column('Job title').every((text) => text !== '')).toBe(true);
  });

  test('and a choice that is remembered is not taken for the other one', () => {
    const addon = twoNotes();
    expect(of(inspect(addon, ALWAYS), 'title')).toMatchObject({ isOn: true, column: 6 });
    addon.sheet.deleteColumns(7, 1);
    expect(of(addon.home().inspection, 'title')?.column ?? null).toBeNull();
  });
});

describe('a column of the user’s own whose header is plainly meant for a kind of value', () => {
  test.each<[OutputField, string]>([
    ['title', 'Job title'],
    ['title', 'JobTitle'],
    ['title', 'job_title'],
    ['company', 'Company found'],
    ['linkedin', 'LinkedIn found'],
    ['otherEmails', 'Other e-mails'],
    ['emailStatus', 'E-mail Status'],
  ])('is proposed for it: %s in “%s”', (field, header) => {
    const addon = new Addon({ rows: withColumns(2, { [header]: [] }) });
    const proposed = of(addon.home().inspection, field);
    expect(proposed).toMatchObject({ column: 6, header, policy: 'blanks' });
    expect(proposed?.isOn).toBe(field === 'emailStatus');
  });

  test('is filled where it is blank, and not made a second time', () => {
    const rows = withColumns(3, { 'Job title': ['Boss'] });
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const { column, policy } = of(addon.home().inspection, 'title') ?? NEW;
    addon.workToEnd(addon.start({ outputs: { title: { column, policy } } }));
    const titles = addon.column('Job title');
    expect(titles[0]).toBe('Boss');
    expect(titles.slice(1)).not.toContain('');
    expect(addon.shown()[0]?.filter((text) => text.startsWith('Job title'))).toHaveLength(1);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('is left alone where a new column was asked for', () => {
    const addon = new Addon({ rows: withColumns(2, { 'Job title': [] }) });
    const { outputs } = inspect(addon, { title: NEW });
    expect(outputs.find(({ field }) => field === 'title')).toMatchObject({
      ...{ isOn: true, column: null, header: 'Job title 2' },
    });
  });

  test.each<[string, Readonly<Record<string, readonly string[]>>, Partial<Choice>]>([
    ['there are two of it', { 'Job title': [], 'job title': [] }, {}],
    ['a bare “Title” may be a salutation', { Title: ['Dr.'] }, {}],
    ['it is mapped', { 'Job title': [] }, { mapping: { phone: 6 } }],
    [
      'another kind of value was given it',
      { 'Job title': [] },
      { outputs: { company: { column: 6, policy: 'blanks' } } },
    ],
  ])('is not where %s', (_, columns, choice) => {
    const addon = new Addon({ rows: withColumns(2, columns) });
    const { outputs } = addon.ask('inspect', choose(choice));
    expect(outputs.find(({ field }) => field === 'title')).toMatchObject({ column: null });
  });

  test('is not for the e-mail’s status where it says something of e-mails that are not there, or are replaced', () => {
    const addon = new Addon({ rows: withColumns(2, { 'Email status': ['Unavailable'] }) });
    expect(of(addon.home().inspection, 'emailStatus')).toMatchObject({ column: null });
    const other = new Addon({ rows: withColumns(2, { 'Email status': [] }) });
    const replaced = inspect(other, { email: { column: null, policy: 'always' } });
    expect(of(replaced, 'emailStatus')).toMatchObject({ column: null });
  });

  test('does not take the place of one that was made before', () => {
    const rows = withColumns(2, { 'Email status': ['Unavailable'] });
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    addon.workToEnd(addon.start());
    expect(addon.column('Email status')).toEqual(['Unavailable', '']);
    expect(of(addon.home().inspection, 'emailStatus')?.header).toBe('Email status 2');
  });
});

test('an e-mail status of a new export, under the same headers as ours had, is the user’s own', () => {
  const addon = new Addon({ rows: people(2), emulator: { shares: ALL } });
  addon.workToEnd(addon.start());
  expect(addon.shown()[0]?.[6]).toBe('Email status');
  const blank = addon.shown().map((row) => row.map(() => ''));
  addon.sheet.put(blank);
  const said = ['Bounced 2024, do not mail', 'Opted out'];
  addon.sheet.put(withColumns(4, { 'Email status': ['', '', ...said] }).toSpliced(1, 2));
  addon.clock.advance(60_000);
  addon.workToEnd(addon.start());
  expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
  expect(addon.column('Email status')).toEqual(said);
  expect(addon.column('Email status 2').every((text) => text !== '')).toBe(true);
});

test('an e-mail status of ours stays ours when an e-mail was cleared', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: ALL } });
  addon.workToEnd(addon.start());
  addon.sheet.type(2, 5, '');
  addon.sheet.type(2, 7, 'Catch-all');
  addon.clock.advance(60_000);
  addon.workToEnd(addon.start());
  expect(addon.shown()[0]).not.toContain('Email status 2');
  expect(addon.column('Email status')[0]).not.toBe('Catch-all');
});

test('where neither e-mail nor phone is to be found, nobody is to be sent, and a sentence says so', () => {
  const addon = new Addon({ rows: people(2) });
  const { check, problem, mapping } = addon.ask('inspect', choose({ channels: [] }));
  expect(check).toBeNull();
  expect(problem).toEqual({
    code: 'nothing_wanted',
    message: 'Nothing is chosen to be found: no contact is sent. Choose e-mail, phone or both.',
  });
  expect(mapping.first_name).toMatchObject({ column: 0 });
  const home = addon.ask('home', choose({ channels: [] }));
  expect(home).toMatchObject({ channels: [], inspection: { problem: { code: 'nothing_wanted' } } });
  expect(addon.call('quote', choose({ channels: [] }))).toMatchObject({ ok: false });
});

test('two kinds of value do not share a column, nor take one that was made for another', () => {
  const addon = new Addon({ rows: withColumns(2, { Role: [] }), emulator: { shares: ALL } });
  const role = { column: 6, policy: 'blanks' } as const;
  expect(inspect(addon, { title: role, company: role }).problem?.code).toBe('bad_output');
  addon.workToEnd(addon.start());
  const made = addon.shown()[0]?.indexOf('Enrichment status') ?? -1;
  expect(inspect(addon, { title: { column: made, policy: 'blanks' } }).problem?.message).toMatch(
    /taken by other results/,
  );
});

test('a chosen column that holds a formula is left alone, which the confirm says', () => {
  const addon = new Addon({ rows: withColumns(2, { Role: [] }), emulator: { shares: ALL } });
  addon.sheet.type(3, 7, '="Head of "&C3');
  addon.connect();
  const choice = { outputs: { title: { column: 6, policy: 'always' } } } as const;
  const quote = addon.quote(choice);
  expect(quote.warnings.join()).toContain('“Role” holds formulas');
  expect(quote.outputs).toContain('Job title (new column)');
  addon.workToEnd(addon.start(choice));
  expect(addon.column('Role')).toEqual(['', 'Head of Firm b']);
  expect(addon.column('Job title').every((text) => text !== '')).toBe(true);
});

test('columns of results are nobody’s identity in the next check, in a copy of the sheet neither', () => {
  const rows = [
    ['First name', 'Last name', 'Company'],
    ...Array.from({ length: 6 }, (_, index) => person(index).slice(0, 3)),
  ];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  const mapping = addon.home().inspection.mapping;
  const outputs = { title: NEW, company: NEW, linkedin: NEW, otherEmails: NEW };
  addon.workToEnd(addon.start({ outputs, channels: ['phone'] }));
  expect(addon.column('LinkedIn found').some((text) => text.includes('linkedin.com'))).toBe(true);
  const { inspection } = addon.home();
  expect(Object.keys(inspection.mapping).sort()).toEqual([...Object.keys(mapping), 'phone'].sort());
  const copy = addon.workbook.addSheet('Copy', { rows: 20, columns: 20 });
  copy.put(addon.shown());
  const copied = addon.ask('inspect', choose({ sheet: copy.id }));
  expect(copied.mapping.linkedin_url).toBeUndefined();
  expect(copied.mapping.company_name).toMatchObject({ column: 2 });
});

test('a user’s column that was chosen for profiles is not taken for identity once it is filled', () => {
  const addon = new Addon({ rows: withColumns(6, { Link: [] }), emulator: { shares: ALL } });
  const outputs = { linkedin: { column: 6, policy: 'blanks' } } as const;
  inspect(addon, outputs);
  addon.workToEnd(addon.start({ outputs }));
  expect(addon.column('Link').some((text) => text.includes('linkedin.com/in/'))).toBe(true);
  const { inspection } = addon.home();
  expect(inspection.mapping.linkedin_url).toBeUndefined();
  expect(of(inspection, 'linkedin')).toMatchObject({ isOn: true, column: 6 });
});

test('a column that the user maps later is no longer written, without a word', () => {
  const addon = new Addon({ rows: withColumns(2, { Link: [] }) });
  inspect(addon, { linkedin: { column: 6, policy: 'blanks' } });
  const { problem, mapping, outputs } = addon.ask(
    'inspect',
    choose({ mapping: { linkedin_url: 6 } }),
  );
  expect(problem).toBeNull();
  expect(mapping.linkedin_url).toMatchObject({ column: 6 });
  expect(outputs.find(({ field }) => field === 'linkedin')).toMatchObject({ column: null });
});

describe('a maximum of credits', () => {
  test('takes the first contacts that fit it at worst, and says how many are left', () => {
    const addon = new Addon({ rows: people(5), emulator: { shares: ALL } });
    addon.connect();
    const choice = { channels: ['email', 'phone'], maximum: 25 } as const;
    const quote = addon.quote(choice);
    expect(quote).toMatchObject({ maximumCredits: credits(22), left: 3, contacts: { total: 2 } });
    const view = addon.workToEnd(addon.start(choice));
    expect(view.costs).toMatchObject([{ maximum: 22, charged: 22 }]);
    expect(addon.column('Email').map((text) => text !== '')).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('is part of what is confirmed', () => {
    const addon = new Addon({ rows: people(5) });
    addon.connect();
    const { id, digest } = addon.quote({ maximum: 2 });
    const request = { quote: { id, digest }, pauseWhenUsedUp: true };
    const other = addon.call('start', { choice: choose({ maximum: 3 }), ...request });
    expect(other).toMatchObject({ ok: false, code: 'changed' });
    expect(addon.call('start', { choice: choose({ maximum: 2 }), ...request }).ok).toBe(true);
  });

  test('that covers no contact sends none, and says why', () => {
    const addon = new Addon({ rows: people(2) });
    addon.connect();
    const reply = addon.call('quote', choose({ channels: ['phone'], maximum: 9 }));
    expect(reply).toMatchObject({ ok: false, code: 'nothing_to_send' });
    expect(reply.ok ? '' : reply.message).toMatch(/more than 9 credits/);
  });

  test('and a limit leave out the contacts after them, also beyond the first ones', () => {
    const addon = new Addon({ rows: people(9) });
    addon.connect();
    expect(addon.quote({ limit: 4 }).left).toBe(5);
    expect(addon.quote({ rows: { kind: 'first', count: 2 } }).left).toBe(7);
    expect(addon.quote({ limit: 4, maximum: 3 })).toMatchObject({
      left: 6,
      maximumCredits: credits(3),
    });
    expect(addon.quote().left).toBe(0);
  });
});

test('e-mails found are counted by status, while the run is open and when it has ended', () => {
  const addon = new Addon({
    rows: people(40),
    emulator: { shares: { email: 0.8, phone: 0, failed: 0 } },
  });
  const view = addon.workToEnd(addon.start());
  const words = addon.column('Email status').filter((text) => text !== '');
  const count = (word: string): number => words.filter((text) => text === word).length;
  expect(view.emailStatuses).toEqual({
    ...{ deliverable: count('reliable'), probable: 0, risky: count('risky') },
    ...{ undeliverable: 0, unknown: count('unknown') },
  });
  expect(view.emailStatuses.deliverable).toBeGreaterThan(0);
  expect(Object.values(view.emailStatuses).reduce((sum, one) => sum + one, 0)).toBe(
    view.found.email,
  );
});
