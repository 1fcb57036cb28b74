// Whom a schedule never buys again: by what the log says of people, whatever was typed into their rows since, and by a log of which
// nothing is gone. Witness is the vendor's ledger.
import { person } from '../support/people';
import { Automatic } from '../support/automatic';
import { QUICK } from '../crash/stage';
import { brokenPromises, lines, states } from '../support/witness';

const NOBODY_FOUND = { ...QUICK, shares: { email: 0, phone: 0, failed: 0 } };

const HEADERS = ['First name', 'Last name', 'Company', 'Website', 'LinkedIn', 'Email'];
const STATUS = HEADERS.length + 2;

function begin(emulator: typeof QUICK = NOBODY_FOUND, rows = [[...HEADERS]]): Automatic {
  const automatic = new Automatic({ rows, emulator });
  automatic.addon.connect();
  return automatic;
}

function put(automatic: Automatic, row: number, cells: readonly string[]): void {
  automatic.addon.sheet.put([[...cells]], { row, column: 1 });
}

/** True of lines that somebody took, and of those that went because the log was off. */
const SWITCHED_OFF =
  /lines were taken out of it, by hand or while the log was switched off\. Nothing was sent/;

/** Forgets in the sheet that anything was tried. */
function clearStatuses({ addon }: Automatic): void {
  const [headers = [], ...rows] = addon.shown();
  headers.forEach((header, column) => {
    if (!header.startsWith('Enrichment status')) return;
    rows.forEach((_, row) => {
      addon.sheet.type(row + 2, column + 1, '');
    });
  });
}

describe('a contact that was sent, and of which', () => {
  const URL = 'https://www.linkedin.com/in/ada-quill';
  const NAMED = ['Ada', 'Quill', 'Acme · Sons', 'acme.example', ''];

  test.each<[string, readonly string[], readonly string[]]>([
    ['the profile is added', NAMED, [...NAMED.slice(0, 4), URL]],
    ['the website is added', ['Ada', 'Quill', 'Acme · Sons', '', ''], NAMED],
    ['the company is added', ['Ada', 'Quill', '', 'acme.example', ''], NAMED],
    [
      'name and company are added to the profile',
      ['', '', '', '', URL],
      [...NAMED.slice(0, 4), URL],
    ],
    ['the profile is taken away', [...NAMED.slice(0, 4), URL], NAMED],
    [
      'the company is written otherwise, and the profile added',
      NAMED,
      ['Ada', 'Quill', 'Acme and Sons Incorporated', 'www.acme.example', URL],
    ],
    [
      'website and profile make place for each other',
      [...NAMED.slice(0, 3), '', URL],
      ['ada', 'QUILL', 'acme · sons', 'acme.example', ''],
    ],
  ])('%s is not bought again, though its status is cleared', (_, before, after) => {
    const automatic = begin();
    put(automatic, 2, before);
    automatic.make();
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(1);
    put(automatic, 2, after);
    clearStatuses(automatic);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(1);
    expect(automatic.view()).toMatchObject({ pause: null });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'another profile',
      [...NAMED.slice(0, 4), URL],
      [...NAMED.slice(0, 4), 'https://www.linkedin.com/in/ada-quill-2'],
    ],
    ['another website', NAMED, ['Ada', 'Quill', 'Acme · Sons', 'other.example', '']],
    ['another first name', NAMED, ['Eda', ...NAMED.slice(1)]],
  ])('a new row differs by %s is somebody else, and is bought', (_, before, other) => {
    const automatic = begin();
    put(automatic, 2, before);
    automatic.make();
    automatic.hours(2);
    put(automatic, 2, other);
    clearStatuses(automatic);
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(2);
  });

  test('two rows of one profile give two names, is known by each, though the profile is taken away', () => {
    const automatic = begin();
    put(automatic, 2, ['Bob', ...NAMED.slice(1, 4), URL]);
    put(automatic, 3, ['Robert', ...NAMED.slice(1, 4), URL]);
    automatic.make();
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(1);
    put(automatic, 3, ['Robert', ...NAMED.slice(1)]);
    clearStatuses(automatic);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(1);
    expect(automatic.view()).toMatchObject({ pause: null });
  });

  test('nothing but its fingerprint is known, as in a line of an older log, is known with more typed into its row', () => {
    const automatic = begin();
    put(automatic, 2, NAMED);
    automatic.make();
    automatic.hours(2);
    const log = automatic.log();
    log.displayed().forEach((cells, row) => {
      if (cells[12] !== '') log.type(row + 1, 13, row === 0 ? 'Known by' : '');
    });
    expect(lines(automatic.addon, 'sent')).toHaveLength(1);
    put(automatic, 2, [...NAMED.slice(0, 4), URL]);
    clearStatuses(automatic);
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(1);
  });
});

test('what the log keeps to know people by holds no name', () => {
  const automatic = begin();
  put(automatic, 2, ['Ada', 'Quill', 'Acme', 'acme.example', 'linkedin.com/in/ada-quill']);
  put(automatic, 3, ['Bo', 'Zand', 'Umber', '', '']);
  automatic.make();
  automatic.hours(1);
  const known = automatic.addon.log().map((cells) => cells[12] ?? '');
  expect(known.filter((text) => text !== '')).toEqual([
    expect.stringMatching(/^[\w-]{8} [\w-]{8} [\w-]{8}$/),
    expect.stringMatching(/^- - [\w-]{8}$/),
  ]);
});

test('a contact whose e-mail told the company when it was sent is known when the company is typed in', () => {
  const automatic = begin();
  put(automatic, 2, ['Ada', 'Quill', '', '', '', 'ada@acme.example']);
  automatic.make({ choice: { channels: ['phone'] } });
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(1);
  put(automatic, 2, ['Ada', 'Quill', 'Acme']);
  clearStatuses(automatic);
  automatic.hours(2);
  expect(automatic.bought()).toHaveLength(1);
});

describe('lines of the log that go before the next look', () => {
  /** Two who were not found, sent by the last firing, whose lines and statuses a person then takes away. */
  function sent(): Automatic {
    const automatic = begin();
    automatic.add(2);
    automatic.make();
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(2);
    return automatic;
  }

  function takeNewest(automatic: Automatic, count: number): void {
    const last = automatic.log().displayed().length;
    automatic.log().deleteRows(last - count + 1, count);
    clearStatuses(automatic);
  }

  test('are missed: nothing is bought again', () => {
    const automatic = sent();
    takeNewest(automatic, automatic.log().displayed().length - 1);
    automatic.hours(3);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'log' } });
    expect(automatic.bought()).toHaveLength(2);
  });

  test('are missed also where a run by hand wrote them, and others came after them', () => {
    const automatic = sent();
    const { addon } = automatic;
    automatic.hours(1);
    automatic.add(2);
    addon.workToEnd(addon.start({ sheet: addon.sheet.id, rows: { kind: 'new' } }));
    expect(automatic.bought()).toHaveLength(4);
    takeNewest(automatic, 1);
    automatic.add(1);
    addon.workToEnd(addon.start({ sheet: addon.sheet.id, rows: { kind: 'new' }, limit: 1 }));
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'log' } });
    expect(automatic.bought()).toHaveLength(5);
  });

  test('are not missed where nothing went: sent again by hand, stopped, left out, refused contact by contact', () => {
    const automatic = begin(QUICK);
    const { addon } = automatic;
    automatic.add(2);
    automatic.make();
    automatic.hours(1);
    automatic.add(2);
    const lost = addon.start({ sheet: addon.sheet.id });
    addon.vendor.faults.next('submit', 'timeout before');
    addon.workToEnd(lost);
    addon.workToEnd(addon.ask('decide', { run: lost.id, batch: 1, decision: 'send_again' }));
    automatic.add(1);
    const stopped = addon.start({ sheet: addon.sheet.id });
    addon.ask('stop', { run: stopped.id });
    addon.workToEnd(stopped);
    automatic.add(2);
    addon.vendor.faults.next('submit', '429 seconds');
    addon.workToEnd(addon.start({ sheet: addon.sheet.id, rows: { kind: 'new' } }));
    automatic.add(2);
    automatic.hours(3);
    automatic.add(1);
    automatic.hours(3);
    expect(automatic.view()).toMatchObject({ pause: null });
    expect(brokenPromises(addon, { lost: 1 })).toEqual([]);
    expect(automatic.bought().length).toBeGreaterThanOrEqual(8);
  });

  test('nor where a run had announced them and its execution died: the next look does not count them twice', () => {
    const automatic = begin(QUICK);
    const { addon } = automatic;
    automatic.add(1);
    automatic.make();
    automatic.hours(1);
    automatic.add(3);
    const run = addon.start({ sheet: addon.sheet.id });
    addon.runtime.hooks.beforeCall = ({ method }) =>
      method === 'Properties.setProperties' && lines(addon, 'sent').length > 1 ? 'kill' : undefined;
    expect(addon.execute('work', { run: run.id }).kind).toBe('killed');
    addon.runtime.hooks.beforeCall = undefined;
    expect(states(addon)).toEqual(['created']);
    expect(lines(addon, 'sent')).toHaveLength(4);
    automatic.hours(1);
    automatic.add(1);
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: null });
    expect(automatic.bought()).toHaveLength(5);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test.each([
    ['', false],
    [', and its lines could not be taken out then', true],
  ])('are missed where the log was switched off for a while before%s', (_, isRefused) => {
    const automatic = begin(QUICK);
    const { addon } = automatic;
    addon.ask('saveSettings', { keepsLog: false });
    automatic.add(2);
    const run = addon.work(addon.start({ sheet: addon.sheet.id }));
    if (isRefused) addon.runtime.faults.add({ method: 'RangeList.clearContent', always: true });
    addon.workToEnd(run);
    expect(lines(addon, 'sent')).toHaveLength(isRefused ? 2 : 0);
    addon.runtime.faults.clear();
    addon.ask('saveSettings', { keepsLog: true });
    const { id, pause } = automatic.make();
    expect(pause).toMatchObject({
      reason: 'log',
      message: expect.stringMatching(SWITCHED_OFF) as string,
    });
    automatic.add(2);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(2);
    addon.ask('resumeSchedule', { id });
    automatic.hours(3);
    automatic.add(1);
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: null });
    expect(automatic.bought()).toHaveLength(5);
  });
});

describe('a schedule that is made where lines of the log are gone', () => {
  /** Two who were sent, without a word of it in the sheet or the log. */
  function gone(automatic: Automatic, forget: (log: Automatic) => void): Automatic {
    clearStatuses(automatic);
    forget(automatic);
    return automatic;
  }
  const deleteLog = (automatic: Automatic): void => {
    automatic.addon.workbook.deleteSheet(automatic.log().id);
  };
  const emptyLog = (automatic: Automatic): void => {
    automatic.log().deleteRows(2, automatic.log().displayed().length - 1);
  };

  function sentByHand(): Automatic {
    const automatic = begin();
    automatic.add(2);
    const { addon } = automatic;
    addon.workToEnd(addon.start({ sheet: addon.sheet.id }));
    expect(automatic.bought()).toHaveLength(2);
    return automatic;
  }

  test.each([
    ['deleted', deleteLog],
    ['emptied', emptyLog],
  ])('with it (%s) waits for its user, who may take it as it is', (_, forget) => {
    const automatic = gone(sentByHand(), forget);
    const { id, pause } = automatic.make();
    expect(pause).toMatchObject({
      reason: 'log',
      message: expect.stringMatching(SWITCHED_OFF) as string,
    });
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(2);
    automatic.addon.ask('resumeSchedule', { id });
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(4);
  });

  test.each([
    ['', () => undefined],
    [
      ', also in a copy of the document',
      ({ addon }: Automatic) => {
        addon.runtime.properties.document.clear();
      },
    ],
  ])('waits, too, when it was ended while it was paused for that%s', (_, before) => {
    const automatic = sentByHand();
    const { addon } = automatic;
    before(automatic);
    automatic.make();
    automatic.hours(1);
    expect(automatic.view()).toMatchObject({ pause: null });
    gone(automatic, deleteLog);
    automatic.hours(2);
    const { id, pause } = automatic.view();
    expect(pause).toMatchObject({ reason: 'log' });
    addon.ask('endSchedule', { id });
    automatic.hours(30);
    expect(automatic.make()).toMatchObject({ pause: { reason: 'log' } });
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(2);
  });

  test('does not wait where none is gone', () => {
    const automatic = sentByHand();
    automatic.make();
    automatic.add(1);
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: null });
    expect(automatic.bought()).toHaveLength(3);
  });
});

describe('where nothing of the sheet is remembered', () => {
  /** A sheet as it was left: two who were not found, the status column, and the log beside it. */
  function left(forget: (automatic: Automatic) => void): Automatic {
    const automatic = begin();
    automatic.add(2);
    const { addon } = automatic;
    addon.workToEnd(addon.start({ sheet: addon.sheet.id }));
    expect(addon.column('Enrichment status')).toEqual(['Not found', 'Not found']);
    forget(automatic);
    return automatic;
  }
  const deleteAll = ({ addon }: Automatic): void => {
    addon.ask('deleteAll', null);
  };
  /** A copy of a document has its sheets and none of its properties. */
  const copy = ({ addon }: Automatic): void => {
    addon.runtime.properties.document.clear();
  };

  test.each([
    ['after Delete everything', deleteAll],
    ['in a copy of the document', copy],
  ])('%s, a contact that was not found is not bought by a schedule, at no look', (_, forget) => {
    const automatic = left(forget);
    automatic.make();
    automatic.hours(1);
    automatic.add(1);
    automatic.hours(3);
    automatic.add(1);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(4);
    expect(automatic.addon.shown()[0]).not.toContain('Enrichment status 2');
    expect(automatic.addon.column('Enrichment status')).toEqual(Array(4).fill('Not found'));
  });

  test('the log that is there says who was sent, also where the statuses are cleared', () => {
    const automatic = left(copy);
    clearStatuses(automatic);
    automatic.make();
    automatic.add(1);
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(3);
    expect(automatic.addon.workbook.sheets.map(({ name }) => name)).toEqual([
      'Contacts',
      'Enrichment log',
    ]);
  });

  test('every status column must be blank, also one that holds words of the user’s, beside which a new one is made', () => {
    const automatic = left(copy);
    const { addon } = automatic;
    addon.workbook.deleteSheet(automatic.log().id);
    automatic.add(1);
    addon.sheet.type(4, STATUS, 'ask Bob first');
    automatic.make();
    automatic.hours(1);
    automatic.add(1);
    automatic.hours(3);
    expect(addon.shown()[0]).toContain('Enrichment status 2');
    expect(automatic.bought()).toHaveLength(3);
    const { contacts } = addon.quote({ sheet: addon.sheet.id, rows: { kind: 'all' } });
    expect(contacts.total).toBe(4);
    const again = addon.call('quote', {
      ...{ channels: ['email'], sheet: addon.sheet.id, rows: { kind: 'new' } },
    });
    expect(again).toMatchObject({ ok: false, code: 'nothing_to_send' });
  });

  test.each([
    [[['Time (UTC)', 'Who', 'What']]],
    [
      [
        ['Time (UTC)', 'Who', 'What', '', '', '', '', '', '', '', '', '', 'Known by'],
        ['2026-09-01', 'Ada', 'sent'],
      ],
    ],
  ])('a sheet of the log’s name with other headers is not taken for it: %j', (rows) => {
    const automatic = begin();
    const { addon } = automatic;
    const own = addon.workbook.addSheet('Enrichment log');
    own.put(rows);
    const before = own.displayed();
    automatic.add(1);
    automatic.make();
    automatic.hours(1);
    expect(own.displayed()).toEqual(before);
    expect(addon.workbook.sheets.map(({ name }) => name)).toContain('Enrichment log 2');
    expect(automatic.bought()).toHaveLength(1);
  });
});

test('people of one name at one company with two profiles are two people, however they come', () => {
  const automatic = begin(QUICK);
  const profile = (nr: number): string => `https://www.linkedin.com/in/sam-lee-${nr}`;
  put(automatic, 2, ['Sam', 'Lee', 'Acme', 'acme.example', profile(1)]);
  automatic.make();
  automatic.hours(1);
  put(automatic, 3, ['Sam', 'Lee', 'Acme', 'acme.example', profile(2)]);
  put(automatic, 4, person(0).slice(0, 4));
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(3);
});
