// A search for leads into a tab of its own, on the built bundle: what is asked, what stands in the tab, and what is left when something
// goes wrong in between. Nothing is ever bought.
import type { Grid } from '../../local/runtime/grid';
import { FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer, VendorRequest } from '../../local/vendors/http';
import type { LeadFilters, LeadRequest, LeadTab } from '../../src/rpc/contract-leads';
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';

const US: LeadFilters = { type: 'business', words: { country: ['US'] }, ranges: {} };
/** Nearly all of them. */
const ALL: LeadFilters = { type: 'business', words: {}, ranges: { employee_count: { from: 1 } } };
const NOBODY: LeadFilters = { type: 'business', words: { country: ['USA'] }, ranges: {} };

const HEADERS = [
  ...['LeadLeap ID', 'First name', 'Last name', 'Job title', 'Company', 'Website', 'Department'],
  ...['Industry', 'Company size', 'Employees', 'Country', 'State', 'City', 'LeadLeap score'],
  ...['Email (masked)', 'Phone (masked)', 'Email', 'Phone'],
];

function connected(): Addon {
  const addon = new Addon({ rows: people(2) });
  addon.connect(undefined, 'leadleap');
  return addon;
}

function wish(filters: LeadFilters, change: Partial<LeadRequest> = {}): LeadRequest {
  return { vendor: 'leadleap', filters, count: 100, more: false, ...change };
}

/** The tab of a search that finds somebody. */
function find(addon: Addon, filters = US, change: Partial<LeadRequest> = {}): NonNullable<LeadTab> {
  const tab = addon.ask('findLeads', wish(filters, change));
  if (tab === null) throw new Error('Nobody fits.');
  return tab;
}

function gridOf(addon: Addon, { sheet }: NonNullable<LeadTab>): Grid {
  const grid = addon.workbook.find(sheet);
  if (grid === undefined) throw new Error('The tab is gone.');
  return grid;
}

function idsOf(grid: Grid | undefined): string[] {
  return (grid?.displayed().slice(1) ?? []).map(([id = '']) => id);
}

function names(addon: Addon): string[] {
  return addon.workbook.sheets.map(({ name }) => name);
}

function messageOf(addon: Addon, request: LeadRequest): string {
  const reply = addon.call('findLeads', request);
  return reply.ok ? 'ok' : `${reply.code}: ${reply.message}`;
}

/** Every request to LeadLeap from now on; `change` may change the answers. */
function listen(
  { vendors: { leadleap } }: Addon,
  change: (answer: VendorAnswer, request: VendorRequest) => VendorAnswer = (answer) => answer,
): VendorRequest[] {
  const asked: VendorRequest[] = [];
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs) => {
    asked.push(request);
    return change(real(request, nowMs), request);
  };
  return asked;
}

/** The rows of every answer, changed. */
function changeRows(addon: Addon, change: (row: object, index: number) => object): void {
  listen(addon, (answer) => {
    if ('error' in answer) return answer;
    const body = JSON.parse(answer.body) as { data: object[] };
    return { ...answer, body: JSON.stringify({ ...body, data: body.data.map(change) }) };
  });
}

describe('the number of leads', () => {
  test('is asked for with a page of one lead, and makes no tab', () => {
    const addon = connected();
    const asked = listen(addon);
    const { total } = addon.ask('countLeads', { vendor: 'leadleap', filters: US });
    expect(total).toBeGreaterThan(200);
    expect(asked.map(({ url }) => url)).toEqual([
      'https://api.leadleap.net/api/v1/leads?type=business&country=US&page=1&per_page=1',
    ]);
    expect(names(addon)).toEqual(['Contacts']);
  });

  test('needs a key, and a filter', () => {
    const addon = new Addon({ rows: people(1) });
    expect(addon.call('countLeads', { vendor: 'leadleap', filters: US })).toMatchObject({
      code: 'no_key',
    });
    addon.connect(undefined, 'leadleap');
    const none = { type: 'consumer', words: {}, ranges: {} } as const;
    const asked = listen(addon);
    expect(addon.call('countLeads', { vendor: 'leadleap', filters: none })).toMatchObject({
      code: 'refused',
    });
    expect(messageOf(addon, wish(none))).toMatch(/choose at least one filter/);
    expect(asked).toEqual([]);
  });

  test('is refused where the filters fit no address', () => {
    const addon = connected();
    const words = { country: Array.from({ length: 20 }, (_, at) => `${'ö'.repeat(90)}${at}`) };
    expect(messageOf(addon, wish({ type: 'business', words, ranges: {} }))).toMatch(/too long/);
  });
});

describe('the tab', () => {
  test('is new, in front, and holds what the vendor shows; the other sheets stay as they are', () => {
    const addon = connected();
    const before = addon.shown();
    const asked = listen(addon);
    const tab = find(addon);
    expect(tab).toMatchObject({
      ...{ name: 'Leads', rows: 100, added: 100, hasMore: true, isEarlier: false, short: '' },
    });
    expect(tab.total).toBeGreaterThan(200);
    const grid = gridOf(addon, tab);
    expect(addon.workbook.activeSheetId).toBe(grid.id);
    expect(grid.state.frozenRows).toBe(1);
    const [headers, first] = grid.displayed();
    expect(headers).toEqual(HEADERS);
    const lead = addon.vendors.leadleap.lead(first?.[0] ?? '');
    expect(first?.slice(1, 14)).toEqual([
      ...[lead.firstName, lead.lastName, lead.jobTitle, lead.company.name, lead.company.domain],
      ...[lead.department, lead.company.industry, lead.company.size, `${lead.company.employees}`],
      ...['US', lead.company.state, lead.company.city, `${lead.aiScore}`],
    ]);
    const shown = grid.displayed().slice(1);
    expect(shown.some((row) => /^..\*\*\*@/.test(row[14] ?? ''))).toBe(true);
    expect(shown.some((row) => /^\+1\d{3}\*{4}\d\d$/.test(row[15] ?? ''))).toBe(true);
    expect(shown.flatMap((row) => row.slice(16)).join('')).toBe('');
    expect(asked).toHaveLength(1);
    expect(addon.shown()).toEqual(before);
    expect(addon.vendors.leadleap.ledger.purchases).toEqual([]);
  });

  test('takes few calls: one write of cells, however many pages', () => {
    const addon = connected();
    addon.runtime.meter.reset();
    const tab = find(addon, ALL, { count: 1_000 });
    expect(tab).toMatchObject({ rows: 1_000, added: 1_000 });
    const detail = addon.runtime.meter.detail();
    expect(detail).toMatchObject({ 'Range.setValues': 1, 'UrlFetchApp.fetch': 10 });
    expect(new Set(idsOf(gridOf(addon, tab))).size).toBe(1_000);
  });

  test('is read as leads: by the id, and never by what is masked', () => {
    const addon = connected();
    const { sheet } = find(addon);
    const { inspection } = addon.ask('home', {
      ...choose({ sheet, channels: ['email', 'phone', 'profile'] }),
      operation: 'leads',
    });
    const headed = Object.entries(inspection.mapping).map(([field, { column }]) => [
      field,
      inspection.columns[column]?.header,
    ]);
    expect(Object.fromEntries(headed)).toEqual({
      first_name: 'First name',
      last_name: 'Last name',
      company_name: 'Company',
      company_domain: 'Website',
      email: 'Email',
      phone: 'Phone',
      lead_id: 'LeadLeap ID',
    });
    const find_ = addon.ask('inspect', choose({ sheet, channels: ['email', 'phone'] }));
    expect(find_.check?.counts).toMatchObject({ ready: 100, filled: 0, incomplete: 0 });
  });

  test('shows what the organisation has bought before as e-mail and phone', () => {
    const addon = connected();
    const { leadleap } = addon.vendors;
    const ids = idsOf(gridOf(addon, find(addon)));
    const bought = ids.map((id) => leadleap.lead(id)).find(({ email, phone }) => email && phone);
    leadleap.handle(
      {
        method: 'post',
        url: 'https://api.leadleap.net/api/v1/leads/unlock',
        headers: {
          authorization: `Bearer ${leadleap.demoKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ lead_id: bought?.id }),
      },
      addon.clock.now(),
    );
    const again = { ...US, words: { country: ['US'], state: ['California', 'Texas', 'New York'] } };
    const row = gridOf(addon, find(addon, again))
      .displayed()
      .find(([id]) => id === bought?.id);
    expect(row?.slice(14)).toEqual(['', '', bought?.email, bought?.phone]);
  });

  test('leaves a sheet of the user’s that is called so alone', () => {
    const addon = connected();
    for (const name of ['Leads', 'Leads (unfinished)']) {
      addon.workbook.addSheet(name, { rows: 10, columns: 5 }).put([['mine', name]]);
    }
    const blank = addon.workbook.addSheet('Leads 2', { rows: 10, columns: 5 });
    const tab = find(addon);
    expect(tab.name).toBe('Leads 3');
    expect(addon.workbook.named('Leads')?.displayed()).toEqual([['mine', 'Leads']]);
    expect(addon.workbook.named('Leads (unfinished)')?.displayed()).toHaveLength(1);
    expect(blank.displayed()).toEqual([]);
    expect(names(addon)).toHaveLength(5);
  });

  test('is not made where nobody fits', () => {
    const addon = connected();
    expect(addon.ask('findLeads', wish(NOBODY))).toBeNull();
    expect(names(addon)).toEqual(['Contacts']);
    expect(documentKeys(addon)).not.toContainEqual(expect.stringMatching(/^leads/));
  });

  test('holds text as text: nothing of the vendor’s becomes a formula, a date or a second line', () => {
    const addon = connected();
    const evil = ['=1+1', '+1+cmd|calc', '-2+3', '@SUM(1)', '\t=1+1', '\r=2', '=HYPERLINK("x")'];
    changeRows(addon, (row, index) => ({
      ...row,
      first_name: evil[index % evil.length],
      company_name: '1-10',
      job_title: 'a\nb\u202e',
      city: '0'.repeat(60_000),
      country: 7,
      employee_count: '=9',
      email: `=${index}***@x.example`,
      is_unlocked: 'true',
    }));
    const tab = find(addon);
    const grid = gridOf(addon, tab);
    const rows = grid.displayed().slice(1);
    expect(rows[0]).toMatchObject({ 1: '=1+1', 3: 'a b', 4: '1-10', 9: '', 10: '7' });
    expect(rows[0]?.[12]).toHaveLength(200);
    expect(rows.map((row) => row[1])).toContain('+1+cmd|calc');
    expect(rows.map((row) => row[14])).toContain('=0***@x.example');
    expect(rows.flatMap((row) => row.slice(16)).join('')).toBe('');
    const cells = rows.flatMap((_, row) =>
      HEADERS.map((_header, at) => grid.formula(row + 2, at + 1)),
    );
    expect(cells.join('')).toBe('');
  });

  test('keeps no filter, name or key in the document', () => {
    const addon = connected();
    const tab = find(addon, { type: 'business', words: { country: ['Germany'] }, ranges: {} });
    const stored = JSON.stringify([...addon.runtime.properties.document]);
    expect(stored).toContain(`leads:${tab.sheet}`);
    expect(stored).not.toMatch(/Germany|Sample|ll_|@/);
  });
});

describe('the same search again', () => {
  test('opens its tab, asks nothing, and makes no second one', () => {
    const addon = connected();
    const first = find(addon);
    addon.workbook.activeSheetId = addon.sheet.id;
    addon.workbook.renameSheet(first.sheet, 'Mine now');
    const asked = listen(addon);
    const again = find(addon, { ...US, words: { country: ['US'] } });
    expect(again).toMatchObject({ sheet: first.sheet, name: 'Mine now', rows: 100, added: 0 });
    expect(again.isEarlier).toBe(true);
    expect(addon.workbook.activeSheetId).toBe(first.sheet);
    expect(asked).toEqual([]);
  });

  test('makes a new tab once that was deleted; another search one of its own', () => {
    const addon = connected();
    const first = find(addon);
    expect(find(addon, ALL).name).toBe('Leads 2');
    addon.workbook.deleteSheet(first.sheet);
    const tab = find(addon);
    expect(tab).toMatchObject({ name: 'Leads', isEarlier: false, rows: 100 });
    expect(documentKeys(addon).filter((key) => key.startsWith('leads:'))).toHaveLength(2);
  });

  test('with more adds the next pages below, until there are none', () => {
    const addon = connected();
    const { sheet, total } = find(addon);
    let tab = find(addon, US, { more: true });
    expect(tab).toMatchObject({ sheet, rows: 200, added: 100, hasMore: true });
    tab = find(addon, US, { more: true, count: 1_000 });
    expect(tab).toMatchObject({ sheet, rows: total, hasMore: false, short: '' });
    const ids = idsOf(gridOf(addon, tab));
    expect(new Set(ids).size).toBe(total);
    const asked = listen(addon);
    expect(find(addon, US, { more: true })).toMatchObject({ rows: total, added: 0 });
    expect(asked).toEqual([]);
  });

  test('with more leaves sorted rows and the user’s columns as they are, and writes below the last', () => {
    const addon = connected();
    const tab = find(addon);
    const grid = gridOf(addon, tab);
    grid.type(1, 19, 'Note');
    grid.type(150, 19, 'far below');
    find(addon, US, { more: true });
    expect(idsOf(grid)[149]).toMatch(/^c_/);
    expect(idsOf(grid).slice(100, 149).join('')).toBe('');
    expect(grid.displayed()[149]?.[18]).toBe('far below');
  });

  test('with more is refused where the user has changed the columns', () => {
    const addon = connected();
    const tab = find(addon);
    gridOf(addon, tab).type(1, 2, 'Vorname');
    const before = gridOf(addon, tab).displayed();
    const asked = listen(addon);
    expect(messageOf(addon, wish(US, { more: true }))).toMatch(/refused.*not as they were made/);
    expect(gridOf(addon, tab).displayed()).toEqual(before);
    expect(asked).toEqual([]);
  });
});

describe('a vendor that fails', () => {
  test('at the first page: nothing is made, and the user is told', () => {
    const addon = connected();
    addon.vendors.leadleap.faults.next('other', FAULTS['502 page']);
    expect(messageOf(addon, wish(US))).toMatch(/vendor_down: LeadLeap gave no usable answer/);
    addon.vendors.leadleap.faults.next('other', FAULTS['403']);
    expect(messageOf(addon, wish(US))).toMatch(/key_refused/);
    expect(names(addon)).toEqual(['Contacts']);
  });

  test('later: what came before is there, it is said, and more goes on where it ended', () => {
    const addon = connected();
    const asked = listen(addon, (answer, { url }) =>
      url.includes('page=3') && asked.length < 4 ? { status: 500, headers: {}, body: '' } : answer,
    );
    const tab = find(addon, ALL, { count: 500 });
    expect(tab).toMatchObject({ rows: 200, hasMore: true });
    expect(tab.short).toMatch(/LeadLeap gave no usable answer/);
    expect(find(addon, ALL, { count: 500, more: true })).toMatchObject({ rows: 700, short: '' });
    expect(new Set(idsOf(gridOf(addon, tab))).size).toBe(700);
  });

  test('with 429 is not asked again before the time that it names', () => {
    const addon = connected();
    addon.vendors.leadleap.faults.next('other', FAULTS['429 seconds']);
    expect(messageOf(addon, wish(US))).toMatch(/too many requests/);
    const asked = listen(addon);
    expect(messageOf(addon, wish(US))).toMatch(/only so often a minute/);
    expect(asked).toEqual([]);
    addon.clock.advance(21_000);
    expect(find(addon).rows).toBe(100);
  });

  test('that is slow is asked nothing more after 20 seconds', () => {
    const addon = connected();
    const asked = listen(addon, (answer) => ({ ...answer, elapsedMs: 7_000 }));
    const tab = find(addon, ALL, { count: 1_000 });
    expect(tab).toMatchObject({ rows: 300, hasMore: true });
    expect(tab.short).toMatch(/20 seconds/);
    expect(asked).toHaveLength(3);
  });

  test('is asked no faster than it allows, counts included', () => {
    const addon = connected();
    const statuses: number[] = [];
    listen(addon, (answer) => {
      statuses.push('error' in answer ? 0 : answer.status);
      return answer;
    });
    for (let go = 0; go < 9; go++) {
      if (go < 3) addon.ask('countLeads', { vendor: 'leadleap', filters: US });
      const ranges = { employee_count: { from: go } };
      addon.call('findLeads', wish({ ...ALL, ranges }, { count: 1_000 }));
    }
    expect(statuses.length).toBeGreaterThan(40);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });

  test('that answers every page alike, or forgets to say how many there are, comes to an end', () => {
    const addon = connected();
    const page = listen(addon, (answer, request) => {
      if ('error' in answer) return answer;
      const body = JSON.parse(answer.body) as { data: object[] };
      const data = request.url.includes('page=1&') ? body.data : [];
      return { ...answer, body: JSON.stringify({ data, error: null }) };
    });
    expect(find(addon, US, { count: 500 })).toMatchObject({ rows: 100, total: null });
    expect(page).toHaveLength(2);
    const other = connected();
    let first: VendorAnswer | null = null;
    listen(other, (answer) => {
      if ('error' in answer) return answer;
      const { data } = JSON.parse(answer.body) as { data: object[] };
      return (first ??= { ...answer, body: JSON.stringify({ data, error: null }) });
    });
    expect(find(other, US, { count: 500 })).toMatchObject({ rows: 100, hasMore: false });
  });
});

describe('nothing is done', () => {
  test('without the lock', () => {
    const addon = connected();
    addon.runtime.faults.conditions.documentLock = 'refused';
    const asked = listen(addon);
    expect(messageOf(addon, wish(US))).toMatch(/^busy/);
    expect(asked).toEqual([]);
    expect(names(addon)).toEqual(['Contacts']);
  });

  test('while a cell limit refuses the rows: the tab says that it is unfinished, and the same search ends it', () => {
    const addon = connected();
    addon.runtime.faults.add({ method: 'Range.setValues', message: 'Too many cells.' });
    expect(messageOf(addon, wish(US))).toMatch(/internal.*says it is unfinished/);
    expect(names(addon)).toEqual(['Contacts', 'Leads (unfinished)']);
    expect(find(addon)).toMatchObject({ name: 'Leads', rows: 100 });
    expect(names(addon)).toEqual(['Contacts', 'Leads']);
  });
});

describe('a tab that was only just made when its execution died', () => {
  test('is taken over by another search', () => {
    const addon = connected();
    addon.runtime.hooks.afterCall = ({ method }) =>
      method === 'Spreadsheet.insertSheet' ? 'kill' : undefined;
    addon.execute('findLeads', wish(US));
    addon.runtime.hooks.afterCall = undefined;
    expect(names(addon)).toEqual(['Contacts', 'Leads (unfinished)']);
    expect(find(addon, ALL)).toMatchObject({ name: 'Leads', rows: 100 });
    expect(names(addon)).toEqual(['Contacts', 'Leads']);
    expect(find(addon)).toMatchObject({ name: 'Leads 2', rows: 100 });
  });

  test('stays the user’s where they typed into it meanwhile', () => {
    const addon = connected();
    addon.runtime.hooks.afterCall = ({ method }) =>
      method === 'Spreadsheet.insertSheet' ? 'kill' : undefined;
    addon.execute('findLeads', wish(US));
    addon.runtime.hooks.afterCall = undefined;
    addon.workbook.named('Leads (unfinished)')?.type(1, 1, 'mine');
    expect(find(addon)).toMatchObject({ name: 'Leads', rows: 100 });
    expect(addon.workbook.named('Leads (unfinished)')?.displayed()).toEqual([['mine']]);
  });
});

function documentKeys(addon: Addon): string[] {
  return [...addon.runtime.properties.document.keys()];
}
