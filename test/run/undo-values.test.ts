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

  test('that were changed and stayed where they were get them back there', () => {
    const { addon, run } = replaced(['a', 'b']);
    addon.sheet.type(2, 7, 'called');
    addon.sheet.type(3, 7, 'written to');
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 3 });
    expect(pairs(addon)).toEqual(['called: +49 30 111', 'written to: +49 30 222', 'z: +49 30 333']);
  });

  test('are left alone, and counted, when they moved and nothing tells them apart any more', () => {
    const { addon, run } = replaced(['a', 'b']);
    const phone = addon.column('Phone')[0] ?? '';
    addon.sheet.sort(7, false);
    addon.sheet.type(3, 7, 'called');
    addon.sheet.type(4, 7, 'written to');
    expect(addon.ask('undo', { run }).afterwards?.undone).toMatchObject({ restored: 1, untold: 2 });
    expect(pairs(addon)).toEqual([`called: ${phone}`, `written to: ${phone}`, 'z: +49 30 333']);
    expect(addon.column('Enrichment status')).toEqual(['', 'Found', 'Found']);
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
