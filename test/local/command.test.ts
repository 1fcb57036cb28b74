import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrich } from '../../local/cli/command';
import type { Report } from '../../local/cli/report';
import { readTable, tableCells } from '../../local/csv/table-file';
import { sampleSheet } from '../../local/sample/sheet';
import { NEW_CSV, saveCsv } from '../../local/serve/csv-document';
import { sellersOf } from '../../src/run/plan/route';
import { RecordingTerminal } from './recording-terminal';

const root = join(__dirname, '../..');
const SELLERS = sellersOf('find', 'email');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enrich-'));
});

async function run(...words: string[]): Promise<{ code: number; terminal: RecordingTerminal }> {
  const terminal = new RecordingTerminal();
  const code = await enrich(words, {}, { root, cwd: folder }, terminal);
  return { code, terminal };
}

function file(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

function cellsOf(name: string): string[][] {
  const read = readTable(readFileSync(join(folder, name)));
  if (read.kind !== 'table') throw new Error(read.kind);
  return tableCells(read.table);
}

const PEOPLE = `Name;Company;E-mail;Note
Ada Lake;Bluegate Foods;;"a;b"
Bea Moor;Bluegate Foods;bea@own.example;
ada  LAKE;bluegate foods;;again
;;;
Nobody;;;x
`;

describe('npm run enrich', () => {
  it('fills the sample and says so in one line of JSON, the last', async () => {
    file('in.csv', saveCsv(sampleSheet({ contacts: 300 }), NEW_CSV));
    const { code, terminal } = await run(
      'in.csv',
      '--out',
      'out.csv',
      '--channels',
      'email,phone',
      '--json',
    );
    expect(code).toBe(0);
    const report = JSON.parse(terminal.results.at(-1) ?? '') as Report;
    const { rows, ready, duplicates, incomplete, alreadyFilled, blank } = report;
    expect(rows).toBe(ready + duplicates + incomplete + alreadyFilled + blank);
    expect(report.submitCalls).toBe(report.batches);
    expect(report.statusCalls).toBeLessThanOrEqual(8 * report.batches);
    expect(report.found.email).toBeGreaterThan(0);
    expect(report.found.phone).toBeGreaterThan(0);
    const { charged, maximum } = report.credits.cleanlist ?? { charged: 1, maximum: 0 };
    expect(charged).toBeLessThanOrEqual(maximum);
    expect(report.mapping).toMatchObject({ first_name: 'First name', email: 'Email' });
    expect(Object.keys(report.calls)).toEqual(
      expect.arrayContaining(['SpreadsheetApp', 'PropertiesService', 'UrlFetchApp']),
    );
    expect(report.virtualSeconds).toBeGreaterThan(30);
    expect(Object.keys(report)).toEqual(
      'operation rows ready duplicates incomplete alreadyFilled blank contacts batches submitCalls statusCalls found notFound emailStatuses unplaced credits mapping calls virtualSeconds'.split(
        ' ',
      ),
    );
  });

  it('keeps the file’s own cells, order and style, and adds columns at the right', async () => {
    file('in.csv', `\ufeffLeads 2026\r\n${PEOPLE.replace(/\n/g, '\r\n')}`);
    const { code, terminal } = await run('in.csv', '--out', 'out.csv');
    expect([code, terminal.said]).toEqual([0, []]);
    const text = readFileSync(join(folder, 'out.csv'), 'utf8');
    expect(text.startsWith('\ufeffLeads 2026\r\nName;Company;E-mail;Note;')).toBe(true);
    expect(text).toContain('"a;b"');
    const before = cellsOf('in.csv');
    const after = cellsOf('out.csv');
    expect(after).toHaveLength(before.length);
    before.forEach((row, index) => {
      row.forEach((cell, column) => {
        if (cell !== '' || column !== 2) expect(after[index]?.[column]).toBe(cell);
      });
    });
    const emails = after.slice(2).map((row) => row[2]);
    expect(emails).toEqual([
      'sample.ada.lake@bluegatefoods.example',
      'bea@own.example',
      'sample.ada.lake@bluegatefoods.example',
      '',
      '',
    ]);
  });

  it.each([
    ['first:1', 1],
    ['new', 1],
  ])('counts the rows of the whole file with --rows %s', async (rows, contacts) => {
    const more = 'Cy Reed;Bluegate Foods;;;Not found';
    const people = PEOPLE.trimEnd().split('\n');
    const tried = [`${people[0] ?? ''};Enrichment status`, more, ...people.slice(1)];
    if (rows !== 'new') tried.push('Dee Marsh;Bluegate Foods;;;');
    file('in.csv', `${tried.join('\n')}\n`);
    const { terminal } = await run('in.csv', '--out', 'out.csv', '--rows', rows, '--json');
    expect(JSON.parse(terminal.results.at(-1) ?? '')).toMatchObject({
      ...{ rows: rows === 'new' ? 6 : 7, ready: rows === 'new' ? 2 : 3, duplicates: 1 },
      ...{ incomplete: 1, alreadyFilled: 1, blank: 1 },
      ...{ contacts, batches: 1, credits: { cleanlist: { maximum: 1 } } },
    });
  });

  it('names the column too where a header alone does not say which', async () => {
    file('in.csv', 'Note,Name,Company,Name,Email,\nx,Ada Lake,Bluegate Foods,,,\n');
    const { terminal } = await run('in.csv', '--out', 'out.csv', '--json');
    const { mapping } = JSON.parse(terminal.results.at(-1) ?? '') as Report;
    expect(mapping).toMatchObject({
      full_name: 'Name (column B)',
      company_name: 'Company',
      email: 'Email',
    });
  });

  it('takes phones in any spelling, and its own output as input', async () => {
    const phones = ['+49 30 123', '0049 30 1', '030/123', '1/2', "'5", '=1', '-7', '1e5', '007'];
    const people = phones.flatMap((phone, at) => {
      const name = `Lake${'abcdefghi'.charAt(at)}`;
      return [`Ada ${name},Bluegate Foods,,${phone}`, `Bea ${name},Bluegate Foods,,`];
    });
    file('in.csv', `Name,Company,Email,Phone\n${people.join('\n')}\n`);
    const first = await run('in.csv', '--out', 'out.csv', '--channels', 'email,phone');
    expect([first.code, first.terminal.said]).toEqual([0, []]);
    cellsOf('in.csv').forEach((row, index) => {
      if (row[3] !== '') expect(cellsOf('out.csv')[index]?.[3]).toBe(row[3]);
    });
    const second = await run('out.csv', '--out', 'again.csv', '--channels', 'email,phone');
    expect([second.code, second.terminal.said]).toEqual([0, []]);
    expect(cellsOf('again.csv')[0]).toEqual(cellsOf('out.csv')[0]);
  });

  it.each(SELLERS)('asks %s alone when it is the provider', async (vendor) => {
    file('in.csv', saveCsv(sampleSheet({ contacts: 60 }), NEW_CSV));
    const { code, terminal } = await run(
      'in.csv',
      '--out',
      'out.csv',
      '--provider',
      vendor,
      '--json',
    );
    expect([code, terminal.said.filter((line) => !line.includes('fit no row'))]).toEqual([0, []]);
    const report = JSON.parse(terminal.results.at(-1) ?? '') as Report;
    expect(Object.keys(report.credits)).toEqual([vendor]);
    expect(report.found.email).toBeGreaterThan(10);
    expect(report.submitCalls).toBeGreaterThan(0);
  });

  it('tells the credits of every vendor of a waterfall apart', async () => {
    file('in.csv', saveCsv(sampleSheet({ contacts: 60 }), NEW_CSV));
    const order = [...SELLERS].reverse();
    const words = ['in.csv', '--out', 'out.csv', '--waterfall', order.join()];
    const { code, terminal } = await run(...words, '--json');
    expect(code).toBe(0);
    const { credits } = JSON.parse(terminal.results.at(-1) ?? '') as Report;
    expect(Object.keys(credits)).toEqual(order);
    for (const { charged, maximum } of Object.values(credits)) {
      expect(charged).toBeLessThanOrEqual(maximum);
    }
  });

  it('leaves nothing behind but the output', async () => {
    file('in.csv', PEOPLE);
    await run('in.csv', '--out', 'out.csv');
    expect(readdirSync(folder).sort()).toEqual(['in.csv', 'out.csv']);
  });

  it('says in a few sentences what came of it', async () => {
    file('in.csv', PEOPLE);
    const { terminal } = await run('in.csv', '--out', 'out.csv');
    expect(terminal.results).toEqual([
      '1 contact sent: 1 e-mail found, 0 not found, about 1 credit of at most 1.',
      '5 rows: 1 duplicate, 1 already filled, 1 incomplete, 1 blank.',
      '1 incomplete: There is only one name: add the last name, or the LinkedIn profile.',
      'Written to out.csv.',
    ]);
  });

  it('helps', async () => {
    const { code, terminal } = await run('--help');
    expect(code).toBe(0);
    expect(terminal.results.join('\n')).toContain('npm run enrich -- IN.csv --out OUT.csv');
  });

  it.each([
    ['no such file', 'no.csv', [], /^There is no file no\.csv\.$/],
    ['a folder', '.', [], /^\. is a folder, not a CSV file\.$/],
    ['an empty file', 'empty.csv', [], /^empty\.csv is empty\.$/],
    ['not text', 'picture.png', [], /^picture\.png is not a text file: .+ save the sheet as CSV/],
    [
      'no usable columns',
      'things.csv',
      [],
      /^things\.csv has no usable columns: it needs .+ the LinkedIn profile, or .+ the company or its website\.$/,
    ],
    [
      'no headers',
      'numbers.csv',
      [],
      /^numbers\.csv has no usable columns: it needs a row of headers/,
    ],
    ['blank cells only', 'commas.csv', [], /^commas\.csv is empty\.$/],
    [
      'headers only',
      'headers.csv',
      [],
      /^There is nothing to send: headers\.csv has headers, but no rows of data below them\.$/,
    ],
    [
      'nothing new',
      'tried.csv',
      ['--rows', 'new'],
      /^There is nothing to send: no row is new, all were tried before\.$/,
    ],
    [
      'nothing to send',
      'done.csv',
      [],
      /^There is nothing to send: of 1 row, 1 already has its e-mail\.$/,
    ],
    [
      'nobody whom the vendor can look up',
      'nodom.csv',
      ['--provider', 'enrich'],
      /^There is nothing to send: of 2 rows, 2 are incomplete\.\n2 incomplete: The vendor that you chose needs the company’s website: add its domain\.$/,
    ],
    [
      'no e-mail that the vendor takes',
      'mails.csv',
      ['--operation', 'validate', '--provider', 'enrich'],
      /^There is nothing to send: of 2 rows, 1 is incomplete, 1 is blank\.\n1 incomplete: The vendor that you chose does not take this e-mail address: check how it is spelled\.$/,
    ],
    ['unknown option', 'in.csv', ['--fast'], /^There is no option --fast\./],
    ['a refused key', 'in.csv', ['--key', 'clapi_wrong'], /key/],
    ['what is no key', 'in.csv', ['--key', 'hello'], /clapi_/],
    [
      'an unknown vendor',
      'in.csv',
      ['--provider', 'nobody'],
      /^--provider takes .+, not “nobody”\.$/,
    ],
    ['no credits', 'in.csv', ['--key', 'clapi_demo_no_credits'], /^There are no credits/],
    [
      'too expensive',
      'in.csv',
      ['--max-credits', '0'],
      /^This could cost 1 credit, more than --max-credits 0/,
    ],
    ['output over input', 'in.csv', ['--out', 'in.csv'], /^--out is the input file itself/],
    [
      'no folder for the output',
      'in.csv',
      ['--out', 'no/where.csv'],
      /^There is no folder for --out/,
    ],
  ])('%s: one sentence, exit 1, no output', async (_name, input, words, sentence) => {
    file('in.csv', PEOPLE);
    file('empty.csv', '\n');
    file('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    file('numbers.csv', 'a,b,c\n1,2,3\n');
    file('commas.csv', ',,\n,,\n');
    file('headers.csv', 'Name,Company,Email\n');
    file('tried.csv', 'Name,Company,Enrichment status\nAda Lake,X,Not found\n');
    file('things.csv', 'Colour,Weight\nred,3\nblue,4\n');
    file('nodom.csv', 'Name,Company\nAda Lake,Acme\nBea Moor,Bluegate\n');
    file('mails.csv', 'Email,Note\nöl@acme.com,a\n,b\n');
    file('done.csv', 'Name,Company,Email\nAda Lake,X,ada@x.example\n');
    const before = readFileSync(join(folder, 'in.csv'));
    const out = words.includes('--out') ? [] : ['--out', 'out.csv'];
    const { code, terminal } = await run(input, ...out, ...words);
    expect([code, terminal.said.length, terminal.results]).toEqual([1, 1, []]);
    expect(terminal.said[0]).toMatch(sentence);
    expect(readFileSync(join(folder, 'in.csv')).equals(before)).toBe(true);
    expect(readdirSync(folder)).not.toContain('out.csv');
  });
});
