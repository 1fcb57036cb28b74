// What comes free with a contact: job title, company, profile and other e-mails, each in the row of its contact whatever happens.
import type { VendorContact } from '../../local/vendors/person';
import { extrasFor } from '../../local/vendors/results';
import type { OutputChoices } from '../../src/rpc/contract';
import { Addon } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises, lines } from '../support/witness';

const NEW = { column: null, policy: 'blanks' } as const;
const ALWAYS = { column: null, policy: 'always' } as const;
const DETAILS: OutputChoices = { title: NEW, company: NEW, linkedin: NEW, otherEmails: NEW };
const FOUND = { email: 1, phone: 0, failed: 0 };
const COLUMNS = ['Job title', 'Company found', 'LinkedIn found', 'Other emails'];

/** What the vendor knows of the person in a row, in the order of the columns. */
function known(addon: Addon, row: readonly string[]): string[] {
  const [first_name = '', last_name = '', company_name = '', company_domain = ''] = row;
  const contact: VendorContact = { first_name, last_name, company_name, company_domain };
  const extras = extrasFor(contact, addon.vendor.ledger.lookupContact(contact), undefined);
  if (extras === null) return ['', '', '', ''];
  return [extras.title, company_name, extras.linkedinUrl, extras.otherEmails.join(', ')];
}

/** Rows that show something else than the vendor knows of their person. */
function wrongDetails(addon: Addon): string[] {
  const [headers = [], ...rows] = addon.shown();
  return rows.flatMap((row, index) => {
    if (row[0] === '') return [];
    const shown = COLUMNS.map((header) => row[headers.indexOf(header)] ?? '');
    const wanted = known(addon, row);
    return shown.join('|') === wanted.join('|')
      ? []
      : [`row ${index + 2}: ${shown.join('|')}, not ${wanted.join('|')}`];
  });
}

/** The vendor has done its work; the next slice places it. */
function readyToPlace(
  count: number,
  outputs = DETAILS,
  shares = FOUND,
): { addon: Addon; id: string } {
  const addon = new Addon({ rows: people(count), emulator: { shares } });
  const { id } = addon.work(addon.start({ outputs }));
  addon.clock.advance(300_000);
  return { addon, id };
}

test.each(['flat', 'echo'] as const)(
  'are written beside the e-mail, free, from the %s shape',
  (shape) => {
    const addon = new Addon({ rows: people(12), emulator: { shares: FOUND, shape } });
    const view = addon.workToEnd(addon.start({ outputs: DETAILS }));
    expect(view).toMatchObject({ state: 'closed', found: { email: 12 }, costs: [{ charged: 12 }] });
    expect(wrongDetails(addon)).toEqual([]);
    expect(addon.column('Other emails').some((text) => text.includes('.example'))).toBe(true);
    const written = lines(addon, 'written').filter(({ field }) => field !== 'email');
    expect(new Set(written.map(({ field }) => field))).toEqual(
      new Set(['title', 'company', 'linkedin', 'otherEmails']),
    );
    expect(written.every(({ credits }) => credits === '0')).toBe(true);
    expect(brokenPromises(addon)).toEqual([]);
  },
);

test('are written for people of whom nothing was bought, who count as not found and may be asked for again', () => {
  const none = { email: 0, phone: 0, failed: 0 };
  const addon = new Addon({ rows: people(20), emulator: { shares: none } });
  const view = addon.workToEnd(addon.start({ outputs: DETAILS }));
  expect(view).toMatchObject({ notFound: 20, unplaced: 0, costs: [{ charged: 0 }] });
  expect(wrongDetails(addon)).toEqual([]);
  const titles = addon.column('Job title').filter((text) => text !== '');
  expect(titles.length).toBeGreaterThan(2);
  expect(titles.length).toBeLessThan(18);
  expect(new Set(addon.column('Enrichment status'))).toEqual(new Set(['Not found']));
  expect(addon.ask('outcomeRows', { run: view.id, outcome: 'not_found' }).total).toBe(20);
  expect(addon.ask('outcomeRows', { run: view.id, outcome: 'found' }).total).toBe(0);
});

test('that are not chosen are neither written nor logged', () => {
  const { addon, id } = readyToPlace(6, { title: NEW });
  addon.goOn(id);
  expect(COLUMNS.filter((header) => addon.shown()[0]?.includes(header))).toEqual(['Job title']);
  const fields = lines(addon, 'written').map(({ field }) => field);
  expect(new Set(fields)).toEqual(new Set(['email', 'title']));
});

test('go with Undo, where nobody changed them, and titles that somebody typed stay', () => {
  const { addon, id } = readyToPlace(6);
  addon.goOn(id);
  const title = (addon.shown()[0]?.indexOf('Job title') ?? -1) + 1;
  const written = lines(addon, 'written').length;
  addon.sheet.type(3, title, 'King');
  const { afterwards } = addon.ask('undo', { run: id });
  expect(afterwards?.undone).toEqual({ restored: written - 1, changed: 1, gone: 0, later: 0 });
  expect(addon.column('Job title')).toEqual(['', 'King', '', '', '', '']);
  for (const header of [...COLUMNS.slice(1), 'Email', 'Email status', 'Enrichment status']) {
    expect(addon.column(header)).toEqual(Array(6).fill(''));
  }
  expect(lines(addon, 'undone')).toHaveLength(written - 1);
});

test('whose row is gone are in the log, and Place again places them with the e-mail', () => {
  const { addon, id } = readyToPlace(5);
  const row = (addon.shown()[3] ?? []).slice(0, 6);
  addon.sheet.deleteRows(4);
  expect(addon.goOn(id)).toMatchObject({ unplaced: 1 });
  const unplaced = lines(addon, 'unplaced').map(({ field }) => field);
  expect(unplaced.slice(0, 2)).toEqual(['email', 'title']);
  addon.sheet.put([row], { row: 9, column: 1 });
  expect(addon.ask('placeAgain', { run: id })).toMatchObject({
    unplaced: 0,
    afterwards: { placedAgain: { placed: unplaced.length, left: 0 } },
  });
  expect(wrongDetails(addon)).toEqual([]);
  addon.ask('undo', { run: id });
  expect(addon.column('Job title').filter((text) => text !== '')).toEqual([]);
});

test('that a cell refuses go to the log, and the others to their cells', () => {
  const { addon, id } = readyToPlace(5);
  const title = addon.shown()[0]?.indexOf('Job title') ?? -1;
  addon.sheet.protect(`${String.fromCharCode(65 + title)}4`, ['boss@sample.example']);
  expect(addon.goOn(id)).toMatchObject({ state: 'closed', found: { email: 5 }, unplaced: 0 });
  expect(addon.column('Job title').filter((text) => text === '')).toHaveLength(1);
  expect(lines(addon, 'unplaced')).toMatchObject([{ field: 'title', row: '4' }]);
  expect(addon.column('Email').every((text) => text.includes('@'))).toBe(true);
});

test('of a held batch that a person keeps are in the log, those of a placed one in their rows', () => {
  const { addon, id } = readyToPlace(8);
  const kept = addon
    .shown()
    .slice(2, 8)
    .map((row) => row.slice(0, 6));
  addon.sheet.deleteRows(3, 6);
  const held = addon.goOn(id);
  expect(held.attention.map(({ state }) => state)).toEqual(['held']);
  addon.sheet.put(kept, { row: 3, column: 1 });
  addon.ask('decide', { run: id, batch: 1, decision: 'place' });
  expect(addon.goOn(id).state).toBe('closed');
  expect(wrongDetails(addon)).toEqual([]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('stay texts, whatever they begin with', () => {
  const { addon, id } = readyToPlace(3);
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, now) => {
    const answer = handle(request, now);
    if (!('body' in answer) || !request.url.includes('enrich/status')) return answer;
    return { ...answer, body: answer.body.replace(/"headline":"[^"]*"/g, '"headline":"=1+1"') };
  };
  addon.goOn(id);
  expect(addon.column('Job title')).toEqual(['=1+1', '=1+1', '=1+1']);
});

test.each([
  [
    'sorted',
    (addon: Addon) => {
      addon.sheet.sort(1, false);
    },
  ],
  [
    'given rows and columns',
    (addon: Addon) => {
      addon.sheet.insertRows(2, 2);
      addon.sheet.insertColumns(2, 1);
    },
  ],
])('are in the right rows when the sheet is %s at any service call of the slice', (_, disturb) => {
  const broken: string[] = [];
  let points = 0;
  for (let nth = 1; ; nth++) {
    const { addon, id } = readyToPlace(5);
    let calls = 0;
    addon.runtime.hooks.beforeCall = ({ remote, service }) => {
      if (remote && service === 'SpreadsheetApp' && ++calls === nth) disturb(addon);
      return undefined;
    };
    addon.call('work', { run: id });
    delete addon.runtime.hooks.beforeCall;
    if (calls < nth) break;
    points++;
    addon.goOn(id);
    if (addon.shown()[0]?.[1] === '') addon.sheet.deleteColumns(2, 1);
    broken.push(
      ...[...wrongDetails(addon), ...brokenPromises(addon)].map((text) => `${nth}: ${text}`),
    );
  }
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(8);
});

describe('an execution that writes them may end at any service call', () => {
  test.each([
    ['where only blanks are filled', DETAILS],
    ['where they are always written', { ...DETAILS, title: ALWAYS, company: ALWAYS }],
  ])('%s: each is in its row once, and once in the log', (_, outputs) => {
    const broken: string[] = [];
    let points = 0;
    for (const when of ['beforeCall', 'afterCall'] as const) {
      for (let nth = 1; ; nth++) {
        const { addon, id } = readyToPlace(3, outputs);
        let calls = 0;
        addon.runtime.pendingWritesAtKill = when === 'afterCall' ? 'applied' : 'lost';
        addon.runtime.hooks[when] = (call) => (call.remote && ++calls === nth ? 'kill' : undefined);
        const killed = addon.execute('work', { run: id }).kind === 'killed';
        addon.runtime.hooks[when] = undefined;
        if (!killed) break;
        points++;
        addon.sheet.sort(1, nth % 2 === 0);
        addon.goOn(id);
        const found = [...wrongDetails(addon), ...brokenPromises(addon)];
        broken.push(...found.map((text) => `${when} ${nth}: ${text}`));
      }
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('also when rows are sorted between reading and writing: what went astray is cleared', () => {
    const broken: string[] = [];
    let points = 0;
    for (let nth = 1; ; nth++) {
      const { addon, id } = readyToPlace(5);
      let calls = 0;
      addon.runtime.pendingWritesAtKill = 'applied';
      addon.runtime.hooks.beforeCall = ({ remote, service }) => {
        if (!remote || service !== 'SpreadsheetApp') return undefined;
        calls++;
        if (calls === nth) addon.sheet.sort(1, false);
        return calls === nth + 3 ? 'kill' : undefined;
      };
      const killed = addon.execute('work', { run: id }).kind === 'killed';
      delete addon.runtime.hooks.beforeCall;
      if (!killed) break;
      points++;
      addon.goOn(id);
      broken.push(
        ...[...wrongDetails(addon), ...brokenPromises(addon)].map((text) => `${nth}: ${text}`),
      );
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(5);
  });
});
