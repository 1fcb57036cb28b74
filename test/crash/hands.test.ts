// The user's hands on the sheet at every service call of the slice that sends and of the slice that places.
import { Addon } from '../support/addon';
import { HEADERS, person } from '../support/people';
import { brokenPromises, lines, lostValues, wrongValues } from '../support/witness';

const PEOPLE = 5;
const EMULATOR = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const USERS_PHONE = '030 901820';

/** Rows lack e-mail and phone but the last one, whose phone is the user's own; the note is nobody's business. */
function rows(): string[][] {
  return [
    ['Note', ...HEADERS],
    ...Array.from({ length: PEOPLE }, (_, index) => [
      `note ${index}`,
      ...person(index, index === PEOPLE - 1 ? { phone: USERS_PHONE } : {}),
    ]),
  ];
}

const HANDS: Readonly<Record<string, (addon: Addon) => void>> = {
  'sorts the sheet': ({ sheet }) => {
    sheet.sort(2, false);
  },
  'inserts a row above the first contact': ({ sheet }) => {
    sheet.insertRows(2);
  },
  'inserts rows above the headers': ({ sheet }) => {
    sheet.insertRows(1, 2);
  },
  'deletes the row of the second contact': ({ sheet }) => {
    sheet.deleteRows(3);
  },
  'cuts the first contact and pastes it below the last': ({ sheet }) => {
    const { columnCount } = sheet;
    const area = { row: 2, column: 1, rows: 1, columns: columnCount };
    sheet.cutPaste(area, PEOPLE + 3, 1);
  },
  'replaces the third contact by another person': ({ sheet }) => {
    sheet.type(4, column('First name', sheet.displayed()), 'Zora');
    sheet.type(4, column('Last name', sheet.displayed()), 'Other');
  },
  'inserts a column at the left': ({ sheet }) => {
    sheet.insertColumns(1);
  },
  'inserts a column before the e-mails': ({ sheet }) => {
    sheet.insertColumns(column('Email', sheet.displayed()));
  },
  'moves the e-mails to the left edge': ({ sheet }) => {
    sheet.moveColumn(column('Email', sheet.displayed()), 1);
  },
  'deletes the column of notes': ({ sheet }) => {
    sheet.deleteColumns(1);
  },
  'renames the e-mail column': ({ sheet }) => {
    sheet.type(1, column('Email', sheet.displayed()), 'Mail address');
  },
  'renames the first names': ({ sheet }) => {
    sheet.type(1, column('First name', sheet.displayed()), 'Vorname');
  },
  'renames the sheet': ({ workbook, sheet }) => {
    workbook.renameSheet(sheet.id, 'Renamed');
  },
  'deletes the sheet': ({ workbook, sheet }) => {
    workbook.addSheet('Another');
    workbook.deleteSheet(sheet.id);
  },
  'duplicates a row': ({ sheet }) => {
    const copy = sheet.displayed()[1] ?? [];
    sheet.put([copy], { row: sheet.displayed().length + 1, column: 1 });
  },
};

interface Story {
  readonly addon: Addon;
  readonly calls: number;
  readonly at: string;
}

/** Both channels for everybody; hands come before the nth remote call of the slice. */
function tell(slice: 'sends' | 'places', nth: number, hands: (addon: Addon) => void): Story {
  const addon = new Addon({ rows: rows(), emulator: EMULATOR });
  const run = addon.start({ channels: ['email', 'phone'], sheet: addon.sheet.id });
  if (slice === 'places') {
    addon.work(run);
    addon.clock.advance(60_000);
  }
  let calls = 0;
  let proof = 0;
  let at = '';
  addon.runtime.hooks.beforeCall = (call) => {
    // Between two calls to the sheet it makes no difference when.
    if (!call.remote || call.service !== 'SpreadsheetApp') return undefined;
    calls++;
    if (call.method === 'Range.getDisplayValues') proof = calls;
    if (calls !== nth) return undefined;
    at = call.method;
    hands(addon);
    return undefined;
  };
  addon.execute('work', { run: run.id });
  delete addon.runtime.hooks.beforeCall;
  // What a person does to values that stand proven in their rows is their own business.
  const made = slice === 'places' ? proof : calls;
  for (let more = 0; more < (slice === 'sends' ? 3 : 2); more++) {
    addon.clock.advance(60_000);
    addon.execute('work', { run: run.id });
  }
  return { addon, calls: made, at };
}

const CALLS = {
  sends: tell('sends', 0, () => undefined).calls,
  places: tell('places', 0, () => undefined).calls,
};

/** What could make marks and new columns land on what is the user's. */
const WHILE_SENDING = Object.entries(HANDS).filter(([name]) =>
  /sorts|insert|moves|renames/.test(name),
);

describe.each([
  ['sends', WHILE_SENDING],
  ['places', Object.entries(HANDS)],
] as const)('while a slice %s, a person who', (slice, hands) => {
  test.each(hands)('%s finds every value in its own row', (_, act) => {
    const broken: string[] = [];
    for (let nth = 1; nth <= CALLS[slice]; nth++) {
      const { addon, at } = tell(slice, nth, act);
      const complain = (what: string): number => broken.push(`${nth}, ${at}: ${what}`);
      for (const { person: who, channel } of addon.vendor.ledger.boughtTwice()) {
        complain(`${channel} of ${who} bought twice`);
      }
      for (const wrong of wrongValues(addon)) complain(`wrong row: ${wrong}`);
      for (const lost of lostValues(addon)) complain(`lost: ${lost}`);
      for (const changed of changedCells(addon)) complain(`the user's ${changed} is gone`);
    }
    expect(broken).toEqual([]);
  });
});

test('hands off, the same story breaks no promise', () => {
  const { addon } = tell('places', 0, () => undefined);
  expect(brokenPromises(addon)).toEqual([]);
  expect(lines(addon, 'unplaced')).toEqual([]);
});

/** The user's own phone, wherever its row went; a row that was deleted or a sheet is no loss of ours. */
function changedCells(addon: Addon): string[] {
  const cells = addon.workbook.find(addon.sheet.id)?.displayed();
  if (cells === undefined) return [];
  return cells.some((row) => row.includes(USERS_PHONE)) ? [] : [USERS_PHONE];
}

/** 1-based. */
function column(header: string, cells: readonly (readonly string[])[]): number {
  const line = cells.find((row) => row.includes(header)) ?? [];
  return Math.max(1, line.indexOf(header) + 1);
}

describe('a person moves rows between reading and writing, and the execution dies before it looks again', () => {
  const moves = [
    'sorts the sheet',
    'inserts a row above the first contact',
    'deletes the row of the second contact',
  ];

  test.each(moves.flatMap((name) => [[name, false] as const, [name, true] as const]))(
    'one who %s (moved once more before the next slice: %s) finds no value in a wrong row',
    (name, isMovedAgain) => {
      const addon = new Addon({ rows: rows(), emulator: EMULATOR });
      const run = addon.start({ channels: ['email', 'phone'], sheet: addon.sheet.id });
      addon.work(run);
      addon.clock.advance(60_000);
      let hasMoved = false;
      addon.runtime.hooks.beforeCall = (call) => {
        if (call.method === 'Range.setValues' && !hasMoved) {
          hasMoved = true;
          HANDS[name]?.(addon);
        }
        return undefined;
      };
      addon.runtime.hooks.afterCall = (call) =>
        call.method === 'SpreadsheetApp.flush' ? 'kill' : undefined;
      expect(addon.execute('work', { run: run.id }).kind).toBe('killed');
      delete addon.runtime.hooks.beforeCall;
      delete addon.runtime.hooks.afterCall;
      expect(wrongValues(addon)).not.toEqual([]);
      if (isMovedAgain) addon.sheet.sort(3, true);
      for (let more = 0; more < 2; more++) addon.work(run);
      expect(wrongValues(addon)).toEqual([]);
      expect(lostValues(addon)).toEqual([]);
      expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
    },
  );
});

test.each(['inserts a column at the left', 'inserts a column before the e-mails'])(
  'a person who %s while the start makes new columns keeps their own headers and cells',
  (name) => {
    const addon = new Addon({ rows: rows(), emulator: EMULATOR });
    let hasActed = false;
    addon.runtime.hooks.beforeCall = (call) => {
      if (!hasActed && JSON.stringify(call.args).includes('Enrichment status')) {
        hasActed = true;
        HANDS[name]?.(addon);
      }
      return undefined;
    };
    const run = addon.start({ channels: ['email', 'phone'], sheet: addon.sheet.id });
    expect(hasActed).toBe(true);
    delete addon.runtime.hooks.beforeCall;
    addon.workToEnd(run);
    const own = addon.shown()[0]?.filter((header) => header !== '');
    expect(own).toEqual(['Note', ...HEADERS, 'Email status', 'Enrichment status']);
    expect(changedCells(addon)).toEqual([]);
    expect(brokenPromises(addon)).toEqual([]);
  },
);
