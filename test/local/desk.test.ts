import { join } from 'node:path';
import { channelsOfOperation } from '../../src/contact/operation';
import { VENDORS } from '../../src/provider/vendors';
import { sellersOf } from '../../src/run/plan/route';
import type { Choice, Method, Methods, Reply } from '../../src/rpc/contract';
import { Desk } from '../../local/serve/desk';
import { seededRandom } from '../../local/runtime/random';
import { EmulatedWorld } from '../../local/serve/world';
import type { CellText, ServerEvent } from '../../local/page/protocol';

const dist = process.env.ADDON_DIST ?? join(__dirname, '../../dist');

/** The page without a browser: what it would show, and what it may ask. */
class Page {
  readonly events: ServerEvent[] = [];
  readonly desk = new Desk(
    new EmulatedWorld(dist),
    (event) => this.events.push(event),
    seededRandom(4),
  );

  call<M extends Method>(method: M, args: Methods[M]['args']): Methods[M]['value'] {
    const request = JSON.stringify([JSON.stringify({ method, args })]);
    const answer = this.desk.runFromPage('rpc', request);
    if (answer.kind === 'failed') throw new Error(answer.message);
    const reply = JSON.parse(String(answer.value)) as Reply<M>;
    if (!reply.ok) throw new Error(reply.message);
    return reply.value;
  }

  startRun(): string {
    this.desk.do({ kind: 'connect', vendor: 'cleanlist' });
    const choice: Choice = { channels: ['email'], rows: { kind: 'all' } };
    const quote = this.call('quote', choice);
    const { id, digest } = quote;
    this.call('start', { choice, quote: { id, digest }, pauseWhenUsedUp: false });
    return id;
  }

  changedCells(): readonly CellText[] {
    return this.events.flatMap((event) => (event.kind === 'cells' ? event.cells : []));
  }
}

describe('the document on the local page', () => {
  it('starts with the sample, the add-on’s menu and its sidebar', () => {
    const { desk } = new Page();
    const state = desk.state();
    expect(state.fileName).toBe('Trade fair leads');
    expect(state.menu[0]).toMatchObject({ caption: 'Contact Enrichment' });
    expect(state.menu[0]?.entries?.map(({ caption }) => caption)).toEqual(
      expect.arrayContaining(['Open sidebar', 'Get results now', 'Help']),
    );
    expect(state.sidebar).not.toBeNull();
    expect(desk.sheet()).toMatchObject({ frozenRows: 2, columnCount: 26 });
  });

  it('tells an edit cell by cell, and the sheet anew when rows come or go', () => {
    const { desk, events } = new Page();
    desk.sheet();
    events.length = 0;
    desk.edit({ kind: 'type', row: 5, column: 3, text: '=1+1' });
    expect(events[0]).toMatchObject({
      kind: 'cells',
      cause: 'person',
      cells: [[5, 3, '2']],
      formulas: [[5, 3, '=1+1']],
    });
    desk.edit({ kind: 'insertRows', at: 4, count: 2 });
    expect(events.some(({ kind }) => kind === 'sheet')).toBe(true);
    expect(desk.sheet().cells[6]?.[2]).toBe('2');
  });

  it('skips to the hourly look: the time passes, and the trigger goes on with the run', () => {
    const page = new Page();
    expect(() => {
      page.desk.do('skipHour');
    }).toThrow('There is no trigger');
    const run = page.startRun();
    page.call('work', { run });
    const before = page.desk.time.now;
    const [trigger] = page.desk.state().triggers;
    page.desk.do('skipHour');
    expect(page.desk.time.now).toBeGreaterThanOrEqual(trigger?.nextAt ?? Infinity);
    expect(page.desk.time.now).toBeGreaterThan(before);
    expect(page.desk.state().executions.at(-1)?.name).toContain('rigger');
    expect(page.desk.state().ledger?.submits).toBeGreaterThan(0);
  });

  it('seats a colleague, who has no key and sees whose the run is', () => {
    const page = new Page();
    const id = page.startRun();
    page.desk.do('otherUser');
    expect(page.desk.state()).toMatchObject({ isColleague: true });
    expect(page.desk.state().vendors[0]?.isConnected).toBe(false);
    const home = page.call('home', null);
    expect(home.accounts[0]?.connected).toBe(false);
    expect(home.runs.map(({ id: run, mine }) => [run, mine])).toEqual([[id, false]]);
    page.desk.do('otherUser');
    expect(page.call('home', null).runs[0]?.mine).toBe(true);
  });

  it('refuses every call of a wrong account as Google does, until it is the right one', () => {
    const page = new Page();
    page.desk.do('wrongAccount');
    expect(() => page.call('home', null)).toThrow('PERMISSION_DENIED');
    page.desk.do('wrongAccount');
    expect(page.call('home', null).inspection.sheet.name).toBe('Trade fair leads');
  });

  it('refuses in words what Sheets would refuse', () => {
    const { desk } = new Page();
    expect(() => {
      desk.edit({ kind: 'hideSheet', sheet: 0 });
    }).toThrow('You can’t hide the only sheet that is shown.');
    expect(() => {
      desk.openFile('x.png', Buffer.from('89504e470d0a1a0a00', 'hex'));
    }).toThrow('x.png is not a text file');
  });

  it('connects the demo key of a vendor with one deed', () => {
    const { desk } = new Page();
    const connected = (): boolean[] => desk.state().vendors.map(({ isConnected }) => isConnected);
    expect(connected()).toEqual(VENDORS.map(() => false));
    VENDORS.forEach(({ id: vendor }, index) => {
      desk.do({ kind: 'connect', vendor });
      expect(connected()).toEqual(VENDORS.map((_vendor, other) => other <= index));
    });
  });

  it('shows the vendors that the add-on can ask, in its order, and no other one', () => {
    const { desk } = new Page();
    expect(desk.state().vendors.map(({ id, name }) => ({ id, name }))).toEqual(
      VENDORS.map(({ id, name }) => ({ id, name })),
    );
    expect(() => {
      desk.do({ kind: 'connect', vendor: 'nobody' });
    }).toThrow('There is no such emulated vendor.');
  });

  it('has credits for e-mails and phones of the whole sample at every vendor', () => {
    const page = new Page();
    for (const { id: vendor } of VENDORS) page.desk.do({ kind: 'connect', vendor });
    const channels = channelsOfOperation('find');
    const route = Object.fromEntries(
      channels.map((channel) => [channel, sellersOf('find', channel)]),
    );
    const quote = page.call('quote', { channels, route, rows: { kind: 'all' } });
    expect(quote.affordable).toBeNull();
    expect(quote.maximumCredits.length).toBeGreaterThan(0);
  });

  it('hurries only while a run is open', () => {
    const page = new Page();
    expect(page.desk.time.speed).toBe(1);
    page.startRun();
    expect(page.desk.time.speed).toBe(20);
  });

  it('finishes a run that is sorted, killed and left to the trigger, with every value in its row', () => {
    const page = new Page();
    const { desk } = page;
    const run = page.startRun();
    page.call('work', { run });
    desk.do('sortSheet');
    desk.do('closeSidebar');
    for (let firing = 0; firing < 12 && desk.state().triggers.length > 0; firing += 1) {
      if (firing < 2) desk.do('kill');
      desk.do('sortSheet');
      desk.do('fireTrigger');
      desk.tick(180_000);
    }
    const { ledger, triggers, executions } = desk.state();
    expect(triggers).toEqual([]);
    expect(ledger).toMatchObject({ paidTwice: 0, wrongRows: [] });
    expect(ledger?.contactsBought).toBeGreaterThan(500);
    expect(desk.state().vendors[0]?.bought).toBe(ledger?.contactsBought);
    expect(ledger?.valuesInSheet).toBeGreaterThan(300);
    expect(executions.length).toBeGreaterThan(0);
    expect(
      page.events.some((event) => event.kind === 'toast' && event.title === 'Execution killed'),
    ).toBe(true);
  });

  it('pauses without credits and goes on with them', () => {
    const page = new Page();
    const { desk } = page;
    desk.do({ kind: 'connect', vendor: 'cleanlist' });
    const choice: Choice = { channels: ['email'], rows: { kind: 'all' } };
    const { id, digest } = page.call('quote', choice);
    desk.do({ kind: 'emptyBalance', vendor: 'cleanlist' });
    page.call('start', { choice, quote: { id, digest }, pauseWhenUsedUp: true });
    expect(page.call('work', { run: id })).toMatchObject({
      state: 'paused',
      pause: { reason: 'credits' },
    });
    expect(desk.state().ledger?.contactsBought).toBe(0);
    expect(desk.state().vendors[0]?.balance).toBe(0);
    desk.do({ kind: 'refillBalance', vendor: 'cleanlist' });
    expect(desk.state().vendors[0]?.balance).toBe(25_000);
    page.call('resume', { run: id });
    page.call('work', { run: id });
    expect(desk.state().ledger?.contactsBought).toBeGreaterThan(0);
  });

  it('moves the grid’s selection only when the add-on does', () => {
    const page = new Page();
    const { desk } = page;
    const before = desk.state().selectionMoves;
    desk.edit({ kind: 'select', area: { row: 9, column: 1, rows: 2, columns: 26 } });
    expect(desk.state().selectionMoves).toBe(before);
    page.call('jump', { sheet: 0, row: 40 });
    expect(desk.state()).toMatchObject({ selectionMoves: before + 1, selection: { row: 40 } });
  });

  it.each([
    [
      'title rows, needless quotes, ragged and blank rows',
      '\ufeffLeads\r\n"Name";Firma;\r\nAda;"X"\r\n;;\r\n\r\n',
    ],
    ['no line end at the end', 'Name\tFirma\nAda Lake\t007'],
    [
      'numbers, dates and what looks like a formula',
      "Name,Firma\nAda,1e5\n=1+1,01/02/2026\n'x,+49 30 1\n",
    ],
  ])('saves an untouched file byte for byte: %s', (_name, text) => {
    const { desk } = new Page();
    desk.openFile('list.csv', Buffer.from(text));
    expect(Buffer.from(desk.download().bytes).toString()).toBe(text);
  });

  it('saves a file that lost a column clean, in its style', () => {
    const { desk } = new Page();
    desk.openFile('list.csv', Buffer.from('"Name";"Company"\n"Ada Lake";"X"\n'));
    desk.edit({ kind: 'type', row: 3, column: 1, text: 'Bea Moor' });
    desk.edit({ kind: 'deleteColumns', at: 2, count: 1 });
    expect(Buffer.from(desk.download().bytes).toString()).toBe('"Name"\n"Ada Lake"\n"Bea Moor"\n');
  });

  it('opens a CSV file and saves it in the same style', () => {
    const { desk } = new Page();
    desk.openFile('my list.csv', Buffer.from('Name;Firma\r\nAda Lake;"X;Y"\r\n'));
    expect(desk.state().fileName).toBe('my list.csv');
    const { name, bytes } = desk.download();
    expect(name).toBe('my list enriched.csv');
    expect(Buffer.from(bytes).toString()).toBe('Name;Firma\r\nAda Lake;"X;Y"\r\n');
  });
});
