import fc from 'fast-check';
import Papa from 'papaparse';
import { detectDelimiter, splitRecords, type Delimiter } from '../../local/csv/records';
import {
  enrichTable,
  firstStranger,
  readTable,
  tableBytes,
  tableCells,
  updateTable,
  type TableFile,
} from '../../local/csv/table-file';
import { encodeText } from '../../local/csv/text';
import { saveOpened } from '../../local/serve/csv-document';
import { workbookOf } from '../../local/session/document';

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function table(bytes: Uint8Array): TableFile {
  const read = readTable(bytes);
  if (read.kind !== 'table') throw new Error(read.kind);
  return read.table;
}

/** What a spreadsheet program would read from the bytes. */
function reread(bytes: Uint8Array): string[][] {
  return tableCells(table(bytes));
}

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'Jane',
    'Müller, Jürgen',
    'a;b',
    'say "hi"',
    ' padded ',
    'line\nbreak',
    'line\r\nbreak',
    '东京',
    "'",
    '\t',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\u0000')),
);
const delimiter = fc.constantFrom<Delimiter>(',', ';', '\t');
const newline = fc.constantFrom('\n', '\r\n');

/** A file as some program would write it: ragged, with or without quotes where none are needed. */
const file = fc
  .record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
    delimiter,
    newline,
    quotes: fc.boolean(),
    lastLineEnds: fc.boolean(),
  })
  .map((shape) => ({ ...shape, text: written(shape) }));

interface Shape {
  readonly rows: string[][];
  readonly delimiter: Delimiter;
  readonly newline: string;
  readonly quotes: boolean;
  readonly lastLineEnds: boolean;
}

function written({ rows, delimiter, newline, quotes, lastLineEnds }: Shape): string {
  const text = Papa.unparse(rows, { delimiter, newline, quotes });
  return lastLineEnds || text === '' ? text + newline : text;
}

describe('a file that is read', () => {
  it('has the cells that another reader finds in it', () => {
    fc.assert(
      fc.property(file, ({ text, delimiter, newline }) => {
        const theirs = Papa.parse<string[]>(text, { delimiter, newline: newline as '\n' }).data;
        const ours = splitRecords(text, delimiter).map(({ fields }) =>
          fields.map(({ value }) => value),
        );
        // Papa shows a last line end as one more, blank record.
        const last = theirs.at(-1);
        if (text.endsWith(newline) && last?.length === 1 && last[0] === '') theirs.pop();
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it('comes back byte for byte, in every encoding', () => {
    const encodings = fc.constantFrom(
      { encoding: 'utf-8', byteOrderMark: false } as const,
      { encoding: 'utf-8', byteOrderMark: true } as const,
      { encoding: 'utf-16le', byteOrderMark: true } as const,
      { encoding: 'utf-16be', byteOrderMark: true } as const,
    );
    fc.assert(
      fc.property(file, encodings, ({ text }, encoding) => {
        fc.pre(text.trim() !== '');
        const bytes = encodeText({ ...encoding, text: `x${text}` });
        const read = readTable(bytes);
        if (read.kind === 'not_text') return;
        expect(Buffer.from(tableBytes(table(bytes))).equals(bytes)).toBe(true);
      }),
    );
  });

  it('comes back byte for byte even when its quotes make no sense', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', 'a', '\n', '\r', ' '),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (wild) => {
        const bytes = utf8(`x${wild}`);
        expect(Buffer.from(tableBytes(table(bytes))).toString()).toBe(`x${wild}`);
      }),
    );
  });

  it('may be what Excel writes in Western Europe', () => {
    const bytes = Buffer.from('Vorname;Nachname\r\nJ\xfcrgen;Wei\xdf \x80\r\n', 'latin1');
    expect(reread(bytes)).toEqual([
      ['Vorname', 'Nachname'],
      ['Jürgen', 'Weiß €'],
    ]);
    expect(Buffer.from(tableBytes(table(bytes))).equals(bytes)).toBe(true);
  });

  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n1,5;2\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['Leads 2026\n\nName;Firma;Ort\nA;B;C\n', ';'],
    ['only one column\nJane\n', ','],
  ])('%j is separated by %j', (text, expected) => {
    expect(detectDelimiter(text)).toBe(expected);
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['a byte-order mark alone', Buffer.from([0xef, 0xbb, 0xbf]), 'empty'],
    ['blank lines', utf8(' \n\r\n\n'), 'empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_text'],
    ['a workbook', Buffer.from('504b03041400060008000000210062ee9d68', 'hex'), 'not_text'],
    ['text with NUL', utf8('a,b\u0000\n'), 'not_text'],
    ['bytes that no table has', Buffer.from([0x61, 0x81, 0x8d, 0xfe]), 'not_text'],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x61]), 'not_text'],
  ])('%s is refused as %3$s', (_name, bytes, kind) => {
    expect(readTable(bytes).kind).toBe(kind);
  });
});

describe('a file that is enriched', () => {
  const input =
    'Leads\r\nName;Email;Notes\r\n"Jane ""J"" Doe";;"a\r\nb"\r\n\r\nJohn;john@x.example; \r\nAnn\r\n';
  const sheet = [
    ['Leads'],
    ['Name', 'Email', 'Notes', 'Phone', 'Email status'],
    ['Jane "J" Doe', 'jane@x.example', 'a\r\nb', '+1 202-555-0101', 'reliable; new'],
    [],
    ['changed!', 'changed!', ' ', '', ''],
    ['Ann', 'ann@x.example'],
  ];

  it('keeps every input cell, fills blanks of the given columns and adds the new columns', () => {
    const enriched = enrichTable(table(utf8(input)), {
      sheet,
      headerRecord: 1,
      fillable: [1],
      rewritten: [],
    });
    expect(Buffer.from(tableBytes(enriched)).toString()).toBe(
      'Leads\r\nName;Email;Notes;Phone;Email status\r\n' +
        '"Jane ""J"" Doe";jane@x.example;"a\r\nb";+1 202-555-0101;"reliable; new"\r\n\r\n' +
        'John;john@x.example; ;;\r\nAnn;ann@x.example;;;\r\n',
    );
  });

  it('lets the cells of a column that is rewritten say what the sheet says', () => {
    const enriched = enrichTable(table(utf8('Name;Status\nJane;Not found\nAda;Found\nBea;\n')), {
      sheet: [
        ['Name', 'Status'],
        ['changed!', 'Found'],
        ['Ada', 'Found'],
        ['Bea', 'Not found'],
      ],
      ...{ headerRecord: 0, fillable: [], rewritten: [1] },
    });
    expect(Buffer.from(tableBytes(enriched)).toString()).toBe(
      'Name;Status\nJane;Found\nAda;Found\nBea;Not found\n',
    );
  });

  it('puts new columns to the right of a column that is blank in the file', () => {
    const enriched = enrichTable(table(utf8('Name,\nJane,\n')), {
      sheet: [
        ['Name', 'Email'],
        ['Jane', 'jane@x.example'],
      ],
      headerRecord: 0,
      fillable: [],
      rewritten: [],
    });
    expect(reread(tableBytes(enriched))).toEqual([
      ['Name', '', 'Email'],
      ['Jane', '', 'jane@x.example'],
    ]);
  });

  it('quotes what it adds where the file quotes everything', () => {
    const enriched = enrichTable(table(utf8('"Name"\n"Jane"\n')), {
      sheet: [
        ['Name', 'Email'],
        ['Jane', 'jane@x.example'],
      ],
      headerRecord: 0,
      fillable: [],
      rewritten: [],
    });
    expect(Buffer.from(tableBytes(enriched)).toString()).toBe(
      '"Name","Email"\n"Jane","jane@x.example"\n',
    );
  });

  it.each(['=HYPERLINK("x")', '@sum', '-1+cmd', '+1+cmd'])(
    'never lets %s become a formula',
    (text) => {
      const enriched = enrichTable(table(utf8('Name,Email\nJane,\n')), {
        sheet: [
          ['Name', 'Email'],
          ['Jane', text],
        ],
        headerRecord: 0,
        fillable: [1],
        rewritten: [],
      });
      expect(reread(tableBytes(enriched))[1]?.[1]).toBe(`'${text}`);
    },
  );

  it('keeps all input cells whatever the sheet says', () => {
    const grid = fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 9 });
    fc.assert(
      fc.property(
        file,
        grid,
        fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
        fc.uniqueArray(fc.nat(4), { maxLength: 1 }),
        ({ text }, sheet, fillable, rewritten) => {
          fc.pre(text.trim() !== '');
          const read = readTable(utf8(text));
          if (read.kind !== 'table') return;
          const before = read.table;
          const after = enrichTable(before, { sheet, headerRecord: 0, fillable, rewritten });
          expect(after.records).toHaveLength(before.records.length);
          before.records.forEach((record, index) => {
            const now = after.records[index];
            expect(now?.end).toBe(record.end);
            record.fields.forEach((field, column) => {
              const isBlank = field.value.trim() === '' && fillable.includes(column);
              if (!isBlank && !rewritten.includes(column))
                expect(now?.fields[column]?.raw).toBe(field.raw);
            });
          });
        },
      ),
    );
  });
});

describe('a sheet that came from a file', () => {
  const people = table(utf8('Leads,,,Fair\nName,Email,,\nAda,,,\nBea,b@x.example,,\n,,,\n'));
  const place = { headerRecord: 1, fillable: [1], rewritten: [] };
  const shown = [
    ['Leads', '', '', 'Fair', ''],
    ['Name', 'Email', '', 'Enrichment status', 'More'],
    ['Ada', 'a@x.example', '', 'Found', 'x'],
    ['Bea', 'b@x.example', '', '', ''],
  ];

  it('is the file’s own with blanks filled and columns added', () => {
    expect(firstStranger(people, { sheet: shown, ...place })).toBe(-1);
    expect(firstStranger(people, { sheet: tableCells(people), ...place })).toBe(-1);
  });

  it('is the file’s own whatever stands in a column that is rewritten', () => {
    const sheet = [...shown.slice(0, 3), ['Bea', 'c@x.example', '', '', '']];
    expect(firstStranger(people, { sheet, ...place, rewritten: [1] })).toBe(-1);
  });

  it.each([
    ['rows in another order', 2, [shown[0], shown[1], shown[3], shown[2]]],
    ['a row less', 3, shown.slice(0, 3)],
    ['a row more at the top', 0, [[], ...shown]],
    ['another e-mail', 3, [...shown.slice(0, 3), ['Bea', 'c@x.example']]],
    ['another title', 0, [['Contacts', '', '', 'Fair'], ...shown.slice(1)]],
  ])('is not the file’s own with %s', (_name, at, sheet) => {
    const rows = sheet.map((row) => row ?? []);
    expect(firstStranger(people, { sheet: rows, ...place })).toBe(at);
  });

  it('is not the file’s own where a blank is filled that nobody may fill', () => {
    const noted = table(utf8('Name,Email,Note\nAda,,\nBea,,y\n'));
    const sheet = [
      ['Name', 'Email', 'Note'],
      ['Ada', '', 'new'],
      ['Bea', '', 'y'],
    ];
    expect(firstStranger(noted, { sheet, headerRecord: 0, fillable: [1], rewritten: [] })).toBe(1);
  });

  it('is saved byte for byte when nobody touched it', () => {
    fc.assert(
      fc.property(file, ({ text }) => {
        fc.pre(text.trim() !== '');
        const bytes = utf8(text);
        const opened = table(bytes);
        const [grid] = workbookOf('list.csv', tableCells(opened)).sheets;
        expect(Buffer.from(saveOpened(grid?.displayed() ?? [], opened)).toString()).toBe(text);
      }),
    );
  });

  it('is saved as it is shown, whatever was done to it', () => {
    const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(file, rows, ({ text, quotes }, sheet) => {
        fc.pre(
          text.trim() !== '' && sheet.some((row) => row.some((shownCell) => shownCell !== '')),
        );
        // A lone quote is a plain character only as long as no other follows it.
        fc.pre(quotes || !text.includes('"'));
        const opened = table(utf8(text));
        const { delimiter: ours } = opened;
        const saved = Buffer.from(saveOpened(sheet, opened)).toString();
        const read = splitRecords(saved, ours).map(({ fields }) =>
          fields.map(({ value }) => value),
        );
        sheet.forEach((row, index) => {
          row.forEach((shownCell, column) => {
            expect(read[index]?.[column] ?? '').toBe(shownCell);
          });
        });
      }),
    );
  });

  it('keeps the writing of cells that were not touched, and writes the others alike', () => {
    const opened = table(utf8('"Name";"Note"\n"Ada";"x"\n"Bea";""'));
    const sheet = [
      ['Name', 'Note', 'Email'],
      ['Ada', 'y', 'a@x.example'],
      ['Bea', '', ''],
      ['Cy', '', ''],
    ];
    expect(Buffer.from(saveOpened(sheet, opened)).toString()).toBe(
      '"Name";"Note";"Email"\n"Ada";"y";"a@x.example"\n"Bea";"";\n"Cy";;\n',
    );
  });

  it('is written anew in the file’s style when rows or columns are gone', () => {
    const opened = table(utf8('"Name";"Note"\r\n"Ada";"x"\r\n'));
    expect(updateTable(opened, [['Name'], ['Ada']])).toBeNull();
    expect(Buffer.from(saveOpened([['Name'], ['Ada']], opened)).toString()).toBe(
      '"Name"\r\n"Ada"\r\n',
    );
  });
});
