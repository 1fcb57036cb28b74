// What was replaced comes back as what it was: a number as that number, in the row that held it; dates and ticks are never replaced.
import { Addon } from '../support/addon';
import { HEADERS, person } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const ALL = { email: 1, phone: 1, failed: 0 };
const ALWAYS = { column: null, policy: 'always' } as const;
const PHONE = 6;
/** Said by the person: cells that hold dates and ticks look like no phones. */
const mapping = { phone: PHONE - 1 } as const;
const PHONE_ALWAYS = { mapping, channels: ['phone'], outputs: { phone: ALWAYS } } as const;

/** What cells of a column hold, below the header. */
function held(addon: Addon, column: number): (string | number | boolean)[] {
  const { rows } = addon.sheet.extent();
  return Array.from({ length: rows - 1 }, (_, at) => addon.sheet.value(at + 2, column));
}

/** So many people, with what is typed as their phones. */
function typed(phones: readonly string[]): Addon {
  const rows = [[...HEADERS], ...phones.map((_, index) => person(index))];
  const addon = new Addon({ rows, emulator: { shares: ALL } });
  phones.forEach((phone, index) => {
    if (phone !== '') addon.sheet.type(index + 2, PHONE, phone);
  });
  return addon;
}

describe('a number that was replaced', () => {
  test('comes back as that number, however it was shown, and formulas that read it compute again', () => {
    const addon = typed(['4930555', '50%', "'007", '1,234.5', '$0.10']);
    addon.sheet.type(2, 10, '=F2+1');
    const before = held(addon, PHONE);
    const shown = addon.column('Phone');
    expect(before).toEqual([4930555, 0.5, '007', 1234.5, 0.1]);
    expect(addon.sheet.value(2, 10)).toBe(4930556);
    const run = addon.workToEnd(addon.start(PHONE_ALWAYS));
    expect(held(addon, PHONE).every((value) => typeof value === 'string')).toBe(true);
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ restored: 5 });
    expect(held(addon, PHONE)).toEqual(before);
    expect(addon.column('Phone')).toEqual(shown);
    expect(addon.sheet.value(2, 10)).toBe(4930556);
  });

  test('in columns of details, too', () => {
    const rows = [
      [...HEADERS, 'Grade'],
      [...person(0), ''],
      [...person(1), ''],
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    addon.sheet.type(2, 7, '7');
    addon.sheet.type(3, 7, '2026-03-01');
    const before = held(addon, 7);
    const outputs = { title: { column: 6, policy: 'always' } } as const;
    const run = addon.workToEnd(addon.start({ outputs }));
    expect(held(addon, 7)[0]).toMatch(/^[A-Z]/);
    expect(held(addon, 7)[1]).toBe(before[1]);
    expect(lines(addon, 'unplaced')).toMatchObject([{ field: 'title', row: '3' }]);
    addon.ask('undo', { run: run.id });
    expect(held(addon, 7)).toEqual(before);
  });

  test('is that number in the log of an execution that died, wherever it died', () => {
    const broken: string[] = [];
    let points = 0;
    for (const when of ['beforeCall', 'afterCall'] as const) {
      for (let nth = 1; ; nth++) {
        const addon = typed(['4930555', '0.5']);
        const before = held(addon, PHONE);
        const run = addon.work(addon.start(PHONE_ALWAYS));
        addon.clock.advance(300_000);
        let calls = 0;
        addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
        addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
        const killed = addon.execute('work', { run: run.id }).kind === 'killed';
        addon.runtime.hooks[when] = undefined;
        if (!killed) break;
        points++;
        addon.goOn(run.id);
        broken.push(...brokenPromises(addon).map((text) => `${when} ${nth}: ${text}`));
        addon.ask('undo', { run: run.id });
        if (JSON.stringify(held(addon, PHONE)) !== JSON.stringify(before)) {
          broken.push(`${when} ${nth}: ${JSON.stringify(held(addon, PHONE))}`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('is a number also where a person sorts at any moment of the placing', () => {
    const broken: string[] = [];
    let moments = 0;
    for (let nth = 1; ; nth++) {
      const addon = typed(['4930111', '4930222', '4930333']);
      // Filled, of another contact, and not chosen: a stray write may fall on it.
      addon.sheet.put([person(9)], { row: 5, column: 1 });
      addon.sheet.type(5, PHONE, '4930999');
      const rows = { kind: 'first', count: 3 } as const;
      const run = addon.work(addon.start({ ...PHONE_ALWAYS, rows }));
      addon.clock.advance(300_000);
      let calls = 0;
      addon.runtime.hooks.beforeCall = ({ remote, service }) => {
        if (remote && service === 'SpreadsheetApp' && ++calls === nth) addon.sheet.sort(1, false);
        return undefined;
      };
      addon.execute('work', { run: run.id });
      delete addon.runtime.hooks.beforeCall;
      if (calls < nth) break;
      moments++;
      addon.goOn(run.id);
      addon.ask('undo', { run: run.id });
      addon.sheet.sort(1, true);
      const now = JSON.stringify(held(addon, PHONE));
      if (now !== '[4930111,4930222,4930333,4930999]') broken.push(`${nth}: ${now}`);
    }
    expect(broken).toEqual([]);
    expect(moments).toBeGreaterThan(8);
  });
});

describe('a date, a time or a tick', () => {
  test('is never replaced, and nothing is bought for it', () => {
    const addon = typed(['2026-03-01', 'TRUE', '12:30', '4930555', '']);
    const before = held(addon, PHONE);
    addon.connect();
    expect(addon.quote(PHONE_ALWAYS)).toMatchObject({
      contacts: { total: 2 },
      replaced: { phone: 1 },
    });
    const run = addon.workToEnd(addon.start(PHONE_ALWAYS));
    expect(run).toMatchObject({ found: { phone: 2 }, leftOut: 0 });
    expect(held(addon, PHONE).slice(0, 3)).toEqual(before.slice(0, 3));
    expect(addon.vendor.ledger.purchases).toHaveLength(2);
  });

  test('does not keep the other value from being bought', () => {
    const addon = typed(['TRUE']);
    const outputs = { email: ALWAYS, phone: ALWAYS };
    addon.connect();
    expect(addon.quote({ mapping, channels: ['email', 'phone'], outputs }).contacts).toMatchObject({
      total: 1,
      partial: 1,
    });
  });

  test('that was typed since the confirm keeps its contact from being sent', () => {
    const addon = typed(['4930555', '4930556']);
    const run = addon.start(PHONE_ALWAYS);
    addon.sheet.type(2, PHONE, '2026-03-01');
    const view = addon.workToEnd(run);
    expect(view).toMatchObject({ found: { phone: 1 }, leftOut: 1 });
    expect(typeof held(addon, PHONE)[0]).toBe('number');
  });

  test('that was typed while its contact was looked up stays: the result goes to the log, and the status says so', () => {
    const addon = typed(['4930555', '4930556']);
    const run = addon.work(addon.start(PHONE_ALWAYS));
    addon.sheet.type(2, PHONE, '2026-03-01');
    const date = held(addon, PHONE)[0];
    expect(addon.workToEnd(run)).toMatchObject({ found: { phone: 2 }, unplaced: 1 });
    expect(held(addon, PHONE)[0]).toBe(date);
    expect(addon.column('Enrichment status')).toEqual(['Found: kept in the log', 'Found']);
    const [line] = lines(addon, 'unplaced');
    expect(line?.note).toContain('The cell holds a date, a time or a tick; it was left as it is.');
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('costs no reading of the cells where only blanks are filled', () => {
    const addon = typed(['4930555', '']);
    addon.workToEnd(addon.start({ channels: ['phone'] }));
    expect(addon.last?.calls.methods['Range.getValues'] ?? 0).toBe(0);
  });
});

describe('rows of one contact that held differing values', () => {
  const NOTES = [...HEADERS, 'Notes'];

  /** One contact in two rows, another below them, and what was replaced in the first two. */
  function replaced(notes: readonly [string, string]): { addon: Addon; run: string } {
    const rows = [
      NOTES,
      [...person(0, { phone: '+49 30 111' }), notes[0]],
      [...person(0, { phone: '+49 30 222' }), notes[1]],
      [...person(1, { phone: '+49 30 333' }), 'z'],
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start(PHONE_ALWAYS));
    expect(new Set(addon.column('Phone').slice(0, 2)).size).toBe(1);
    expect(addon.column('Phone').join()).not.toContain('+49 30');
    return { addon, run: run.id };
  }

  /** Notes and phones of each row, as they stand now. */
  const pairs = (addon: Addon): string[] =>
    addon
      .column('Notes')
      .map((note, index) => `${note}: ${addon.column('Phone')[index] ?? ''}`)
      .sort();

  test('get them back where they are', () => {
    const { addon, run } = replaced(['a', 'b']);
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(pairs(addon)).toEqual(['a: +49 30 111', 'b: +49 30 222', 'z: +49 30 333']);
  });

  test('get each its own when they changed places, among each other or with other rows', () => {
    for (const column of [7, 1]) {
      const { addon, run } = replaced(['a', 'b']);
      addon.sheet.sort(column, false);
      expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
      expect(pairs(addon)).toEqual(['a: +49 30 111', 'b: +49 30 222', 'z: +49 30 333']);
    }
  });

  test('also when one of them was changed, and columns were moved and added', () => {
    const { addon, run } = replaced(['a', 'b']);
    addon.sheet.sort(7, false);
    addon.sheet.type(4, 7, 'called');
    addon.sheet.moveColumn(7, 1);
    addon.sheet.insertColumns(3);
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(pairs(addon)).toEqual(['b: +49 30 222', 'called: +49 30 111', 'z: +49 30 333']);
  });

  test.each([
    ['moved', true],
    ['may have moved', false],
  ])(
    'are left alone, and counted, when they %s and nothing tells them apart any more',
    (_, isSorted) => {
      const { addon, run } = replaced(['a', 'b']);
      const phone = addon.column('Phone')[0] ?? '';
      if (isSorted) addon.sheet.sort(7, false);
      const first = isSorted ? 3 : 2;
      addon.sheet.type(first, 7, 'called');
      addon.sheet.type(first + 1, 7, 'written to');
      expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({
        restored: 1,
        untold: 2,
      });
      expect(pairs(addon)).toEqual([`called: ${phone}`, `written to: ${phone}`, 'z: +49 30 333']);
      const told = isSorted ? ['', 'Found', 'Found'] : ['Found', 'Found', ''];
      expect(addon.column('Enrichment status')).toEqual(told);
    },
  );

  test.each<[string, (addon: Addon) => void]>([
    [
      'a new column was filled in every row',
      (addon) => {
        const column = (addon.shown()[0]?.length ?? 0) + 1;
        ['Owner', 'Ada', 'Bo'].forEach((text, at) => {
          addon.sheet.type(at + 1, column, text);
        });
      },
    ],
    [
      'a later run filled a new column',
      (addon) => {
        addon.clock.advance(60_000);
        const outputs = { title: { column: null, policy: 'blanks' } } as const;
        addon.workToEnd(addon.start({ outputs }));
        expect(addon.column('Job title')[0]).not.toBe('');
      },
    ],
  ])('never get each other’s when %s, and they changed places', (_, change) => {
    const rows = [
      NOTES,
      [...person(0, { phone: '+49 30 111' }), 'a'],
      [...person(0, { phone: '+49 30 222' }), 'b'],
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start(PHONE_ALWAYS));
    const phone = addon.column('Phone')[0] ?? '';
    change(addon);
    addon.sheet.sort(7, false);
    const { restored } = addon.ask('undo', { run: run.id }).afterwards?.undone ?? {};
    const given =
      restored === 2 ? ['a: +49 30 111', 'b: +49 30 222'] : [`a: ${phone}`, `b: ${phone}`];
    expect(pairs(addon)).toEqual(given);
  });

  test('get their own after a later run, which changes nothing that tells them apart', () => {
    const { addon, run } = replaced(['a', 'b']);
    addon.clock.advance(60_000);
    addon.workToEnd(addon.start({ outputs: { title: { column: null, policy: 'blanks' } } }));
    addon.sheet.sort(7, false);
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(pairs(addon)).toEqual(['a: +49 30 111', 'b: +49 30 222', 'z: +49 30 333']);
  });

  test('and were equal, until such a column was filled and sorted by, are left alone', () => {
    const { addon, run } = replaced(['', '']);
    const [phone] = addon.column('Phone');
    const column = (addon.shown()[0]?.length ?? 0) + 1;
    ['Job title', 'x', 'y', 'z'].forEach((text, at) => {
      addon.sheet.type(at + 1, column, text);
    });
    addon.sheet.sort(column, false);
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 1, untold: 2 });
    expect(addon.column('Phone')).toEqual(['+49 30 333', phone, phone]);
  });

  test('and differ only in a column that a run might have made get none of each other’s', () => {
    const rows = [
      [...HEADERS],
      person(0, { email: 'a@home.example', phone: '+49 30 111' }),
      person(0, { email: 'b@home.example', phone: '+49 30 222' }),
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start(PHONE_ALWAYS));
    addon.sheet.sort(5, false);
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ restored: 2 });
    expect(
      addon
        .shown()
        .slice(1)
        .map((row) => row.slice(4, 6)),
    ).toEqual([
      ['b@home.example', '+49 30 222'],
      ['a@home.example', '+49 30 111'],
    ]);
  });

  test('that look the same in all else may get them in any order: the rows are the same ones', () => {
    const { addon, run } = replaced(['a', 'a']);
    addon.sheet.sort(7, false);
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(pairs(addon)).toEqual(['a: +49 30 111', 'a: +49 30 222', 'z: +49 30 333']);
  });

  test('all get what all of them held, wherever they are', () => {
    const rows = [NOTES, [...person(0), 'a'], [...person(0), 'b'], [...person(1), 'z']];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start({ channels: ['phone'] }));
    addon.sheet.sort(7, false);
    addon.sheet.type(3, 7, 'called');
    addon.sheet.type(4, 7, 'written to');
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(addon.column('Phone')).toEqual(['', '', '']);
  });
});

describe('what a row always held stays', () => {
  const OWN = 'own@home.example';

  test.each([
    ['the row that got a copy of it is gone', 3, ['', '']],
    ['the row that got a copy of it is gone, and notes tell which', 3, ['kept', 'gone']],
  ])('when %s', (_, row, notes) => {
    const rows = [
      [...HEADERS, 'Notes'],
      [...person(0, { email: OWN }), notes[0] ?? ''],
      [...person(0), notes[1] ?? ''],
      [...person(1), ''],
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    expect(addon.column('Email').slice(0, 2)).toEqual([OWN, OWN]);
    addon.sheet.deleteRows(row);
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({
      ...{ restored: 1, untold: 1 },
    });
    expect(addon.column('Email')).toEqual([OWN, '']);
  });

  test('when the copy was cleared and the rows sorted', () => {
    const rows = [[...HEADERS], person(0, { email: OWN }), person(0), person(1), person(2)];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    addon.sheet.type(3, 5, '');
    addon.sheet.sort(1, false);
    addon.ask('undo', { run: run.id });
    expect(addon.column('Email').filter((text) => text !== '')).toEqual([OWN]);
  });

  test('and the copy goes, where both rows are there', () => {
    const rows = [[...HEADERS], person(0, { email: OWN }), person(0), person(1)];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({ restored: 2 });
    expect(addon.column('Email')).toEqual([OWN, '', '']);
  });

  test('when it was what the run wrote over another row’s, which is gone', () => {
    const found = 'sample.faya.lunda@firm-a.example';
    const rows = [
      [...HEADERS, 'Notes'],
      [...person(0, { email: 'old@home.example' }), 'a'],
      [...person(0, { email: found }), 'b'],
      [...person(1), 'c'],
    ];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start({ outputs: { email: ALWAYS } }));
    expect(addon.column('Email').slice(0, 2)).toEqual([found, found]);
    addon.sheet.deleteRows(2);
    addon.ask('undo', { run: run.id });
    expect(addon.column('Email')).toEqual([found, '']);
  });

  test('when a second row of the contact came after the run, and nothing tells which is which', () => {
    const rows = [[...HEADERS], person(0), person(1)];
    const addon = new Addon({ rows, emulator: { shares: ALL } });
    const run = addon.workToEnd(addon.start());
    const [, found = []] = addon.shown();
    addon.sheet.put([found], { row: 4, column: 1 });
    addon.sheet.sort(1, false);
    expect(addon.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({
      ...{ restored: 1, untold: 1 },
    });
    expect(addon.column('Email')).toEqual(['', found[4], found[4]]);
  });
});
