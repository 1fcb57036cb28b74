// One-click fixes: just what was shown is changed, in the rows that were meant, or nothing; and it can be taken back.
import type { Choice, Reply } from '../../src/rpc/contract';
import { printsOf, readLogCells } from '../../src/run/log/log-line';
import { knownPeople } from '../../src/run/schedule/log-memory';
import type { FixKind, FixPreview, FixReport } from '../../src/rpc/contract-fix';
import { Addon, choose } from '../support/addon';
import { brokenPromises, lines } from '../support/witness';

const HEADERS = [
  'First name',
  'Last name',
  'Job title',
  'Company domain',
  'Website',
  'Company',
  'Email',
];
const ROWS = [
  HEADERS,
  ['Ann', 'Abel', 'Boss', 'abel.example', '', 'Abel', ''],
  ['Jane Doe', '', 'Clerk', 'acme.example', '', 'Acme', ''],
  ['Bob', 'Roe', 'Clerk', 'acme.example', '', 'Acme', ''],
  ['', 'Lee, Kim', 'Buyer', 'lee.example', '', 'Lee', ''],
  ['Mia', 'Nagy', 'Buyer', '', 'https://www.nagy.example/team', '', ''],
  ['Zoe van', 'Dyk', 'Head', 'dyk.example', '', 'Dyk', ''],
  ['Max Otto Pohl', '', 'Head', 'pohl.example', '', 'Pohl', ''],
];
const FIXED = ROWS.map((row, at) => {
  if (at === 2) return ['Jane', 'Doe', ...row.slice(2)];
  return at === 4 ? ['Kim', 'Lee', ...row.slice(2)] : row;
});

function addon(rows: readonly (readonly string[])[] = ROWS): Addon {
  return new Addon({ rows, emulator: { shares: { email: 1, phone: 1, failed: 0 } } });
}

function preview(
  on: Addon,
  kind: FixKind = 'split_names',
  choice: Partial<Choice> = {},
): FixPreview {
  return on.ask('previewFix', { choice: choose(choice), kind });
}

function apply(
  on: Addon,
  kind: FixKind = 'split_names',
  choice: Partial<Choice> = {},
  digest = preview(on, kind, choice).digest,
): Reply<'applyFix'> {
  return on.call('applyFix', { choice: choose(choice), kind, digest });
}

function fixed(on: Addon, kind: FixKind = 'split_names'): FixReport {
  const reply = apply(on, kind);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

function undo(on: Addon): FixReport {
  return on.ask('undoFix', { sheet: on.sheet.id });
}

function shown(on: Addon): string[][] {
  return on.shown().map((row) => row.slice(0, HEADERS.length));
}

/** The rows that hold something, in any order. */
function content(rows: readonly (readonly string[])[]): string[] {
  return rows
    .map((row) => row.filter((text) => text !== '').join('|'))
    .filter((row) => row !== '')
    .sort();
}

describe('what is offered', () => {
  test('are the fixes that are certain, with the rows that they put right', () => {
    const { fixes, lastFix, check } = addon().home().inspection;
    expect(fixes).toEqual([
      { kind: 'split_names', rows: 2 },
      { kind: 'take_domain', rows: 1 },
    ]);
    expect(lastFix).toBeNull();
    expect(check?.counts.incomplete).toBe(4);
  });

  test('only of the rows that were chosen', () => {
    const on = addon();
    on.workbook.selection = { sheetId: on.sheet.id, areas: ['A5:G6'] };
    const { fixes } = on.ask('inspect', choose({ rows: { kind: 'selected' } }));
    expect(fixes).toEqual([
      { kind: 'split_names', rows: 1 },
      { kind: 'take_domain', rows: 1 },
    ]);
    expect(preview(on, 'split_names', { rows: { kind: 'selected' } }).cells[0]?.row).toBe(5);
  });

  test('nothing in a column that holds a formula anywhere', () => {
    const on = addon();
    on.sheet.type(8, 2, '="Po"&"hl"');
    expect(on.home().inspection.fixes).toEqual([{ kind: 'take_domain', rows: 1 }]);
    expect(on.call('previewFix', { choice: choose({}), kind: 'split_names' })).toMatchObject({
      ok: false,
    });
    on.sheet.type(4, 4, '="acme"&".example"');
    expect(on.home().inspection.fixes).toEqual([]);
  });

  test('nothing in the log', () => {
    const on = addon();
    fixed(on);
    const log = on.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    const sheet = log?.id ?? -1;
    expect(on.ask('inspect', choose({ sheet })).fixes).toEqual([]);
    expect(on.call('previewFix', { choice: choose({ sheet }), kind: 'split_names' }).ok).toBe(
      false,
    );
    expect(apply(on, 'split_names', { sheet }, 'x')).toMatchObject({ code: 'sheet_problem' });
  });
});

describe('the preview', () => {
  test('shows every cell, and writes nothing', () => {
    const on = addon();
    const before = on.shown();
    const shownFix = preview(on);
    expect(shownFix).toMatchObject({ kind: 'split_names', rows: 2, total: 4 });
    expect(shownFix.cells).toEqual([
      { row: 3, letter: 'A', header: 'First name', before: 'Jane Doe', after: 'Jane' },
      { row: 3, letter: 'B', header: 'Last name', before: '', after: 'Doe' },
      { row: 5, letter: 'A', header: 'First name', before: '', after: 'Kim' },
      { row: 5, letter: 'B', header: 'Last name', before: 'Lee, Kim', after: 'Lee' },
    ]);
    expect(preview(on, 'take_domain').cells).toEqual([
      { row: 6, letter: 'D', header: 'Company domain', before: '', after: 'nagy.example' },
    ]);
    expect(on.shown()).toEqual(before);
    expect(on.workbook.sheets).toHaveLength(1);
  });

  test('lists a hundred cells at most, and counts them all', () => {
    const many = Array.from({ length: 150 }, () => [
      'Jane Doe',
      '',
      'x',
      'acme.example',
      '',
      '',
      '',
    ]);
    const shownFix = preview(addon([HEADERS, ...many]));
    expect(shownFix.cells).toHaveLength(100);
    expect(shownFix).toMatchObject({ rows: 150, total: 300 });
  });
});

describe('a fix', () => {
  test('changes what was shown, makes the rows ready, and says so in the log', () => {
    const on = addon();
    const asked = { ...on.vendor.ledger.requests };
    expect(fixed(on)).toMatchObject({ kind: 'split_names', rows: 2, cells: 4, undone: null });
    expect(shown(on)).toEqual(FIXED);
    expect(fixed(on, 'take_domain')).toMatchObject({ kind: 'take_domain', rows: 1, cells: 1 });
    expect(on.shown()[5]?.[3]).toBe('nagy.example');
    const { fixes, check, lastFix } = on.home().inspection;
    expect(fixes).toEqual([]);
    expect(check?.counts).toMatchObject({ ready: 6, incomplete: 1 });
    expect(lastFix).toMatchObject({ kind: 'take_domain', undone: null });
    expect(
      lines(on, 'fixed').map(({ row, field, before, after }) => [row, field, before, after]),
    ).toEqual([
      ['3', 'first_name', 'Jane Doe', 'Jane'],
      ['3', 'last_name', '', 'Doe'],
      ['5', 'first_name', '', 'Kim'],
      ['5', 'last_name', 'Lee, Kim', 'Lee'],
      ['6', 'company_domain', '', 'nagy.example'],
    ]);
    expect(on.vendor.ledger.requests).toEqual(asked);
  });

  test('keeps no text of a cell in the document’s properties', () => {
    const on = addon();
    fixed(on);
    const kept = JSON.stringify([...on.runtime.properties.document]);
    for (const text of ['Jane', 'Doe', 'Kim', 'Lee', 'acme']) expect(kept).not.toContain(text);
  });

  test('does nothing when the sheet is not what was shown', () => {
    const on = addon();
    const { digest } = preview(on);
    on.sheet.type(3, 1, 'Jane Dow');
    const before = on.shown();
    expect(apply(on, 'split_names', {}, digest)).toMatchObject({ ok: false, code: 'changed' });
    expect(on.shown()).toEqual(before);
    expect(lines(on, 'fixed')).toEqual([]);
  });

  test.each([
    ['the company of such a row', 3, 4, 'other.example'],
    ['another row that is fixed, too', 8, 1, 'Max Pohl'],
  ])('counts %s to what was shown', (_, row, column, text) => {
    const on = addon();
    const { digest } = preview(on);
    on.sheet.type(row, column, text);
    expect(apply(on, 'split_names', {}, digest)).toMatchObject({ ok: false, code: 'changed' });
  });

  test('is the same after a second click: nothing more', () => {
    const on = addon();
    const { digest } = preview(on);
    expect(apply(on, 'split_names', {}, digest).ok).toBe(true);
    expect(apply(on, 'split_names', {}, digest)).toMatchObject({ code: 'changed' });
    expect(lines(on, 'fixed')).toHaveLength(4);
  });

  test('waits for nobody who works on the document for long', () => {
    const on = addon();
    const { digest } = preview(on);
    on.runtime.faults.conditions.documentLock = 'refused';
    expect(apply(on, 'split_names', {}, digest)).toMatchObject({ code: 'busy' });
    expect(on.call('undoFix', { sheet: on.sheet.id })).toMatchObject({ code: 'busy' });
    expect(shown(on)).toEqual(ROWS);
  });

  test('writes texts that stay texts, also into cells that are formatted as text', () => {
    const rows = [
      HEADERS,
      ['Ann', 'Abel', 'x', 'a.example'],
      ['Élodie Brûlé', '', 'x', 'b.example'],
      ['Mia', 'Nagy', 'x', '', 'https://3m.example'],
    ];
    const on = addon(rows);
    for (let row = 2; row <= 4; row++) {
      for (let column = 1; column <= 4; column++) {
        on.sheet.enter(row, column, { value: on.sheet.display(row, column), format: '@' });
      }
    }
    fixed(on);
    fixed(on, 'take_domain');
    expect(on.shown().map((row) => row.slice(0, 2))[2]).toEqual(['Élodie', 'Brûlé']);
    expect(on.shown()[3]?.[3]).toBe('3m.example');
    expect(undo(on).undone).toEqual({ restored: 1, left: 0 });
    expect(on.shown()[3]?.[3]).toBe('');
  });

  test('of 2,000 rows is one write a rectangle, and within a minute', () => {
    const many = Array.from({ length: 2_100 }, (_, at) =>
      at % 2 === 0 ? ['Jane Doe', '', 'x', 'acme.example'] : ['Ann', 'Lee', 'x', 'acme.example'],
    );
    const on = addon([HEADERS, ...many]);
    const report = fixed(on);
    expect(report).toMatchObject({ rows: 1_050, cells: 2_100 });
    expect(on.last?.durationMs).toBeLessThan(60_000);
    expect(undo(on).undone).toEqual({ restored: 2_100, left: 0 });
  });
});

describe('a cell that refuses', () => {
  test('because it is protected: nothing is changed, and the sentence names it', () => {
    const on = addon();
    on.sheet.protect('B5', ['boss@sample.example']);
    expect(apply(on)).toMatchObject({ ok: false, code: 'refused' });
    const reply = apply(on);
    expect(reply.ok ? '' : reply.message).toMatch(/^Nothing was changed\. .*B5/);
    expect(shown(on)).toEqual(ROWS);
    expect(on.home().inspection.lastFix).toBeNull();
  });

  test('is told from a protected cell between those that are changed', () => {
    const on = addon();
    on.sheet.protect('A4:B4', ['boss@sample.example']);
    expect(fixed(on).cells).toBe(4);
    expect(on.last?.calls.methods['Range.canEdit']).toBeLessThan(10);
  });

  test('because of a rule of the sheet: what was written beside it is taken back', () => {
    const on = addon();
    on.sheet.setValidation('B5', { accepts: /^[A-Z][a-z]+, /, description: 'Last, First' });
    const reply = apply(on);
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    expect(reply.ok ? '' : reply.message).toContain('B5');
    expect(shown(on)).toEqual(ROWS);
    expect(lines(on, 'unfixed')).toHaveLength(lines(on, 'fixed').length);
    expect(on.home().inspection.lastFix).toBeNull();
    // The fix that does not touch it works.
    expect(fixed(on, 'take_domain').cells).toBe(1);
  });

  test('because a formula spills over it: the formula is whole again', () => {
    const on = addon();
    on.sheet.type(1, 9, 'Spill');
    on.sheet.type(2, 9, '={1;2;3}');
    on.sheet.type(6, 3, '={"Buyer",""}');
    const before = on.shown();
    expect(before[5]?.[3]).toBe('');
    const reply = apply(on, 'take_domain');
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    expect(reply.ok ? '' : reply.message).toContain('formula');
    expect(on.shown()).toEqual(before);
  });

  test('in the log, where its lines belong: nothing is changed', () => {
    const on = addon();
    fixed(on, 'take_domain');
    const log = on.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    log?.protect(null, ['boss@sample.example']);
    const before = on.shown();
    const reply = apply(on);
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    expect(reply.ok ? '' : reply.message).toContain('Enrichment log');
    expect(on.call('undoFix', { sheet: on.sheet.id })).toMatchObject({ code: 'refused' });
    expect(on.shown()).toEqual(before);
  });
});

describe('undo', () => {
  test('gives every cell its text again, where the rows are now', () => {
    const on = addon();
    const { at } = fixed(on);
    on.sheet.sort(3, false);
    on.sheet.insertRows(2, 2);
    on.sheet.moveColumn(1, 5);
    expect(undo(on)).toEqual({
      ...{ kind: 'split_names', at, rows: 2, cells: 4, undone: { restored: 4, left: 0 } },
    });
    expect(
      content(on.shown().map((row) => [row[4] ?? '', ...row.slice(0, 4), ...row.slice(5)])),
    ).toEqual(content(ROWS));
    expect(lines(on, 'unfixed')).toHaveLength(4);
    expect(on.home().inspection.lastFix?.undone).toEqual({ restored: 4, left: 0 });
  });

  test('leaves cells that somebody changed since, and rows that became another contact', () => {
    const on = addon();
    fixed(on);
    on.sheet.type(3, 1, 'Janet');
    expect(undo(on).undone).toEqual({ restored: 2, left: 2 });
    expect(on.shown()[2]?.slice(0, 2)).toEqual(['Janet', 'Doe']);
    expect(on.shown()[4]?.slice(0, 2)).toEqual(['', 'Lee, Kim']);
  });

  test('leaves a cell that was only spelled otherwise since, in the row that is still the same contact', () => {
    const on = addon();
    fixed(on);
    on.sheet.type(3, 1, 'JANE');
    expect(undo(on).undone).toEqual({ restored: 3, left: 1 });
    expect(on.shown()[2]?.slice(0, 2)).toEqual(['JANE', '']);
  });

  test('is done once, and is spoken of for a while', () => {
    const on = addon();
    fixed(on);
    expect(undo(on)).toEqual(undo(on));
    expect(lines(on, 'unfixed')).toHaveLength(4);
    on.clock.advance(3_600_000);
    expect(on.home().inspection.lastFix).toBeNull();
  });

  test('is of the last fix of a sheet', () => {
    const on = addon();
    fixed(on, 'take_domain');
    fixed(on);
    expect(undo(on).kind).toBe('split_names');
    expect(on.shown()[5]?.[3]).toBe('nagy.example');
    const other = on.workbook.addSheet('Another', { rows: 20, columns: 10 });
    expect(on.call('undoFix', { sheet: other.id })).toMatchObject({ code: 'sheet_problem' });
  });

  test('leaves rows that wait for results: that is how they find them', () => {
    const on = addon();
    fixed(on);
    const run = on.start();
    on.sheet.sort(2, false);
    expect(undo(on).undone).toEqual({ restored: 0, left: 4 });
    expect(content(shown(on))).toEqual(content(FIXED));
    expect(on.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 5 }, unplaced: 0 });
    expect(brokenPromises(on)).toEqual([]);
  });

  test('needs the log, and says so', () => {
    const on = addon();
    fixed(on);
    const log = on.workbook.sheets.find(({ name }) => name === 'Enrichment log');
    on.workbook.deleteSheet(log?.id ?? -1);
    const reply = on.call('undoFix', { sheet: on.sheet.id });
    expect(reply.ok ? '' : reply.message).toMatch(/log no longer holds/);
    expect(shown(on)).toEqual(FIXED);
  });

  test('of rows that hold the same contact leaves the one that said so before', () => {
    const twin = ['Jane', 'Doe', 'Twin', 'acme.example', '', 'Acme', ''];
    const on = addon([...ROWS, twin]);
    fixed(on);
    on.sheet.insertRows(2, 1);
    expect(undo(on).undone).toEqual({ restored: 2, left: 2 });
    expect(content(shown(on))).toContain('Jane|Doe|Twin|acme.example|Acme');
  });
});

describe('beside runs', () => {
  test('rows that wait are not touched, and a fix while a run is open harms nothing', () => {
    const on = addon();
    const run = on.start();
    expect(on.ask('work', { run: run.id }).state).toBe('open');
    fixed(on);
    expect(on.workToEnd(run)).toMatchObject({ state: 'closed', contacts: 3, found: { email: 3 } });
    expect(brokenPromises(on)).toEqual([]);
    expect(on.column('Email').filter((text) => text !== '')).toHaveLength(3);
  });

  test('the log’s lines of fixes change nothing for retry, undo and place again of a run', () => {
    const on = addon();
    fixed(on);
    const run = on.workToEnd(on.start());
    fixed(on, 'take_domain');
    expect(on.home().inspection.check?.counts).toMatchObject({ ready: 1, filled: 5 });
    const notFound = on.call('quote', choose({ rows: { kind: 'not_found', run: run.id } }));
    expect(notFound.ok).toBe(false);
    expect(on.ask('undo', { run: run.id }).afterwards?.undone).toMatchObject({
      ...{ restored: 5, changed: 0, gone: 0, later: 0 },
    });
    expect(undo(on).undone).toEqual({ restored: 1, left: 0 });
  });

  test('a schedule does not take a contact whose row was fixed for one that was sent', () => {
    const on = addon();
    fixed(on);
    undo(on);
    const logged = on.log().flatMap((cells) => readLogCells(cells) ?? []);
    expect(logged.map(({ event }) => event)).toContain('unfixed');
    const known = knownPeople(logged);
    const names = { firstName: '', lastName: '', companyName: '', companyDomain: '' };
    const identity = { ...names, linkedinUrl: '' };
    const isKnown = (print: string): boolean =>
      known.has({ identity, fingerprints: [print], rows: [] }, []);
    expect(logged.flatMap(printsOf).filter(isKnown)).toEqual([]);
  });

  test('also where the log is switched off: its lines stay, and it can be undone', () => {
    const on = addon();
    fixed(on, 'take_domain');
    on.runtime.properties.document.set('log-off', '1');
    fixed(on);
    const run = on.workToEnd(on.start());
    on.ask('work', { run: run.id });
    expect(lines(on, 'fixed')).toHaveLength(5);
    expect(undo(on).undone).toEqual({ restored: 4, left: 0 });
  });
});

describe.each(['before', 'after'] as const)(
  'a service that fails once, %s it did what it was asked',
  (when) => {
    test('at any call leaves the fix made whole, or not at all', () => {
      const broken: string[] = [];
      for (let nth = 1; ; nth++) {
        const on = addon();
        on.runtime.faults.add({ method: '*', nth, when });
        const before = on.runtime.meter.total();
        const reply = apply(on, 'split_names', { sheet: on.sheet.id }, DIGEST);
        if (on.runtime.meter.total() - before < nth) break;
        on.runtime.faults.clear();
        const isFixed = content(shown(on)).join() === content(FIXED).join();
        const isAsBefore = content(shown(on)).join() === content(ROWS).join();
        if (reply.ok ? !isFixed : !isAsBefore && !isFixed) broken.push(`${nth}: half`);
        // What is not known to have been done can be undone.
        if (!reply.ok && isFixed) undo(on);
        if (!reply.ok && content(shown(on)).join() !== content(ROWS).join())
          broken.push(`${nth}: stuck`);
      }
      expect(broken).toEqual([]);
    });
  },
);

type Hand = (on: Addon) => void;

/** What a person does in the instant, and whether rows that held something are fewer by it. */
const HANDS: Readonly<Record<string, Hand>> = {
  'sorts by name': (on) => {
    on.sheet.sort(1, false);
  },
  'sorts by title': (on) => {
    on.sheet.sort(3);
  },
  'inserts a row above the contacts': (on) => {
    on.sheet.insertRows(2, 1);
  },
  'inserts a row above the headers': (on) => {
    on.sheet.insertRows(1, 1);
  },
  'inserts a column at the left': (on) => {
    on.sheet.insertColumns(1, 1);
  },
  'moves a column': (on) => {
    on.sheet.moveColumn(2, 6);
  },
  'deletes the row of somebody else': (on) => {
    const row = on.shown().findIndex((cells) => cells.includes('Abel')) + 1;
    if (row > 0) on.sheet.deleteRows(row);
  },
};

/** The columns as they were named, in any order of rows. */
function byHeader(on: Addon): string[] {
  const cells = on.shown();
  const header = cells.findIndex((row) => row.includes('Job title'));
  const columns = HEADERS.map((text) => cells[header]?.indexOf(text) ?? -1);
  return content(cells.map((row) => columns.map((column) => row[column] ?? '')));
}

function without(rows: readonly (readonly string[])[], on: Addon): string[] {
  const isGone = !on.shown().flat().includes('Abel');
  return content(rows.filter((row) => !(isGone && row.includes('Abel'))));
}

describe.each(Object.entries(HANDS))('a person who %s', (_, act) => {
  /** Before each call to the spreadsheet in turn; the sheet after each, and what was answered. */
  function everywhere(
    ask: (on: Addon) => { readonly ok: boolean },
    begin: (on: Addon) => void,
    judge: (on: Addon, isDone: boolean) => boolean,
  ): string[] {
    const broken: string[] = [];
    for (let nth = 1; ; nth++) {
      const on = addon();
      begin(on);
      let calls = 0;
      on.runtime.hooks.beforeCall = ({ remote, service }) => {
        if (remote && service === 'SpreadsheetApp' && ++calls === nth) act(on);
        return undefined;
      };
      const reply = ask(on);
      delete on.runtime.hooks.beforeCall;
      if (calls < nth) {
        expect(nth).toBeGreaterThan(10);
        return broken;
      }
      if (!judge(on, reply.ok))
        broken.push(`${nth}: ${String(reply.ok)} ${byHeader(on).join(' / ')}`);
    }
  }

  test('while a fix is applied finds it done whole, or not at all', () => {
    const broken = everywhere(
      (on) => apply(on, 'split_names', {}, DIGEST),
      () => undefined,
      (on, isDone) => byHeader(on).join() === without(isDone ? FIXED : ROWS, on).join(),
    );
    expect(broken).toEqual([]);
  });

  test('while it is undone, too', () => {
    const broken = everywhere(
      (on) => on.call('undoFix', { sheet: on.sheet.id }),
      (on) => {
        expect(apply(on, 'split_names', {}, DIGEST).ok).toBe(true);
      },
      (on, isDone) => byHeader(on).join() === without(isDone ? ROWS : FIXED, on).join(),
    );
    expect(broken).toEqual([]);
  });
});

const DIGEST = preview(addon()).digest;

describe('an execution that dies at any moment', () => {
  test.each(['lost', 'applied'] as const)(
    '(its last writes are %s) leaves a sheet that can be put right',
    (fate) => {
      const broken: string[] = [];
      for (let nth = 1; ; nth++) {
        const on = addon();
        on.runtime.pendingWritesAtKill = fate;
        on.runtime.hooks.beforeCall = ({ remoteN }) => (remoteN === nth ? 'kill' : undefined);
        const result = on.execute('applyFix', {
          choice: choose({}),
          kind: 'split_names',
          digest: DIGEST,
        });
        delete on.runtime.hooks.beforeCall;
        if (result.kind !== 'killed') break;
        // Each row whole: of several rectangles Google may have carried out the first ones.
        const whole = [...content(ROWS), ...content(FIXED)];
        if (!content(shown(on)).every((row) => whole.includes(row))) broken.push(`${nth}: half`);
        on.call('undoFix', { sheet: on.sheet.id });
        const after = content(shown(on)).join();
        if (after !== content(ROWS).join()) broken.push(`${nth}: not undone`);
        const again = apply(on, 'split_names', { sheet: on.sheet.id });
        if (!again.ok) broken.push(`${nth}: ${again.message}`);
      }
      expect(broken).toEqual([]);
    },
  );

  test('while it undoes leaves it to be undone', () => {
    const broken: string[] = [];
    for (let nth = 1; ; nth++) {
      const on = addon();
      fixed(on);
      on.runtime.hooks.beforeCall = ({ remoteN }) => (remoteN === nth ? 'kill' : undefined);
      const result = on.execute('undoFix', { sheet: on.sheet.id });
      delete on.runtime.hooks.beforeCall;
      if (result.kind !== 'killed') break;
      const { undone } = undo(on);
      if (undone?.restored !== 4) broken.push(`${nth}: ${JSON.stringify(undone)}`);
      if (content(shown(on)).join() !== content(ROWS).join()) broken.push(`${nth}: not undone`);
    }
    expect(broken).toEqual([]);
  });
});
