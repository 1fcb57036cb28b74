// What was sent, and whose answer was lost, may have been bought, whatever came of it since: sent again and refused, halved, or passed on
// to another vendor. It is told as such, and no retry offers it as certainly not bought.
import { FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer } from '../../local/vendors/http';
import type { Choice } from '../../src/rpc/contract';
import type { RunOutcome, RunView } from '../../src/rpc/contract-run';
import { Addon, choose } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { HEADERS, people } from '../support/people';
import { lines } from '../support/witness';

const QUICK = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const TWO: Partial<Choice> = { channels: ['email'], route: { email: ['cleanlist', 'enrich'] } };
const BY_ENRICH = { email: ['enrich'], phone: ['enrich'] };
const BOTH_CHANNELS: Partial<Choice> = {
  channels: ['email', 'phone'],
  route: { email: ['cleanlist', 'enrich'], phone: ['cleanlist'] },
};
const AT_LEADLEAP: Partial<Choice> = { ...VALIDATE, route: { validity: ['leadleap'] } };

/** A person sends again whatever was lost. */
function sendAgain(addon: Addon, { id, attention }: RunView): RunView {
  const lost = attention.find(({ state }) => state === 'unknown');
  addon.ask('decide', { run: id, batch: lost?.number ?? 0, decision: 'send_again' });
  return addon.goOn(id);
}

function rowsOf(addon: Addon, run: RunView, outcome: RunOutcome): number[] {
  return addon.ask('outcomeRows', { run: run.id, outcome }).rows.map(({ row }) => row);
}

function retryOf(
  addon: Addon,
  choice: Partial<Choice>,
  { id }: RunView,
  kind: 'failed' | 'not_found' = 'failed',
): number | string {
  const reply = addon.call('quote', choose({ ...choice, rows: { kind, run: id } }));
  return reply.ok ? reply.value.contacts.total : reply.message;
}

describe('five whom Cleanlist bought, with its answer lost, and refused when they were sent again', () => {
  test.each(['refused by the next vendor', 'stopped before the next vendor'])('%s', (how) => {
    const addon = new Addon({ rows: people(5), emulator: QUICK });
    const { cleanlist, enrich } = addon.vendors;
    cleanlist.faults.next('submit', FAULTS['timeout after']);
    const run = addon.start(TWO);
    const lost = addon.goOn(run.id);
    expect(cleanlist.ledger.purchases).toHaveLength(5);
    cleanlist.faults.next('submit', FAULTS['413']);
    const isStopped = how.startsWith('stopped');
    enrich.faults.next('submit', FAULTS[isStopped ? '402' : '413']);
    let view = sendAgain(addon, lost);
    if (isStopped) {
      addon.ask('stop', { run: run.id });
      view = addon.goOn(run.id);
    }
    expect(view).toMatchObject({ state: 'closed', leftOut: 5, givenUp: { contacts: 5 } });
    expect(view.givenUp.credits).toMatchObject([{ vendor: 'cleanlist', credits: 5 }]);
    expect(view.afterwards).toMatchObject({ failed: 0 });
    expect(rowsOf(addon, view, 'given_up')).toEqual([2, 3, 4, 5, 6]);
    expect(rowsOf(addon, view, 'left_out')).toEqual([]);
    expect(retryOf(addon, TWO, view)).toMatch(/Nothing was sent/);
  });
});

describe('whom the next vendor does not find', () => {
  const NOBODY = { shares: { email: 0, phone: 0, failed: 0 } };
  const PHONES: Partial<Choice> = { channels: ['email', 'phone'], route: BY_ENRICH };

  function lostAtFirst(shares = QUICK.shares): { readonly addon: Addon; readonly lost: RunView } {
    const profile = (index: number): string => `https://www.linkedin.com/in/sample-${index}`;
    const rows = people(5).map((row, at) => [...row, at === 0 ? 'LinkedIn' : profile(at)]);
    const addon = new Addon({
      rows,
      emulator: { ...QUICK, shares },
      emulators: { enrich: NOBODY },
    });
    addon.vendors.cleanlist.faults.next('submit', FAULTS['timeout after']);
    return { addon, lost: addon.goOn(addon.start(TWO).id) };
  }

  test('may have been bought by the first, which refused them, sent again: no retry offers them', () => {
    const { addon, lost } = lostAtFirst();
    addon.vendors.cleanlist.faults.next('submit', FAULTS['413']);
    const end = sendAgain(addon, lost);
    expect(addon.vendors.cleanlist.ledger.purchases).toHaveLength(5);
    expect(end).toMatchObject({ state: 'closed', done: 5, notFound: 0, leftOut: 5 });
    expect(end).toMatchObject({ foundContacts: 0, givenUp: { contacts: 5 } });
    expect(end.afterwards).toMatchObject({ notFound: 0, failed: 0 });
    expect(rowsOf(addon, end, 'given_up')).toEqual([2, 3, 4, 5, 6]);
    expect(rowsOf(addon, end, 'not_found')).toEqual([]);
    expect(retryOf(addon, TWO, end, 'not_found')).toMatch(/Nothing was sent/);
  });

  test('nor the one alone whom the first named', () => {
    const { addon, lost } = lostAtFirst();
    addon.vendors.cleanlist.faults.next('submit', FAULTS['422 contact']);
    const end = sendAgain(addon, lost);
    expect(end).toMatchObject({ found: { email: 4 }, notFound: 0, givenUp: { contacts: 1 } });
    expect(rowsOf(addon, end, 'given_up')).toHaveLength(1);
    expect(retryOf(addon, TWO, end, 'not_found')).toMatch(/Nothing was sent/);
  });

  test('and whom the first did not find either, sent again, was bought by nobody: they are offered', () => {
    const { addon, lost } = lostAtFirst(NOBODY.shares);
    const end = sendAgain(addon, lost);
    expect(end).toMatchObject({ notFound: 5, leftOut: 0, givenUp: { contacts: 0 } });
    expect(rowsOf(addon, end, 'not_found')).toEqual([2, 3, 4, 5, 6]);
    expect(rowsOf(addon, end, 'given_up')).toEqual([]);
    expect(retryOf(addon, BOTH_CHANNELS, end, 'not_found')).toBe(5);
    // Nor does it count as lost when it is asked for again, and refused.
    const atFirst = { ...BOTH_CHANNELS, route: { email: ['cleanlist'], phone: ['cleanlist'] } };
    addon.vendors.cleanlist.faults.next('submit', FAULTS['413']);
    const rows = { kind: 'not_found', run: end.id } as const;
    const second = addon.goOn(addon.start({ ...atFirst, rows }).id);
    expect(retryOf(addon, atFirst, second)).toBe(5);
  });

  test('given up in another run, they are offered where nobody may have sold them', () => {
    const { addon, lost } = lostAtFirst();
    addon.ask('decide', { run: lost.id, batch: 1, decision: 'leave_out' });
    addon.goOn(lost.id);
    const end = addon.goOn(addon.start({ channels: ['email'], route: { email: ['enrich'] } }).id);
    expect(end).toMatchObject({ state: 'closed', notFound: 5 });
    expect(retryOf(addon, BOTH_CHANNELS, end, 'not_found')).toMatch(/Nothing was sent/);
    expect(retryOf(addon, PHONES, end, 'not_found')).toBe(5);
  });
});

describe('contacts that may have been bought, and leave their batch when it is sent again', () => {
  const BROKEN = { shares: { email: 0, phone: 0, failed: 1 } };

  /** The view, the history, the rows and the retry say the same. */
  function expectGivenUp(addon: Addon, end: RunView, rows: readonly number[]): void {
    const contacts = rows.length;
    expect(end).toMatchObject({
      state: 'closed',
      contacts: 5,
      done: 5,
      notFound: 0,
      incomplete: 0,
    });
    expect(end).toMatchObject({ leftOut: contacts, givenUp: { contacts } });
    expect(end.foundContacts).toBe(5 - contacts);
    expect(end.afterwards).toMatchObject({ failed: 0, notFound: 0, broken: 0 });
    expect(addon.ask('history', null).runs[0]).toMatchObject({ givenUp: { contacts } });
    expect(rowsOf(addon, end, 'given_up')).toEqual(rows);
    for (const outcome of ['incomplete', 'left_out', 'broken', 'not_found'] as const) {
      expect(rowsOf(addon, end, outcome)).toEqual([]);
    }
    expect(retryOf(addon, {}, end)).toMatch(/Nothing was sent/);
    expect(retryOf(addon, {}, end, 'not_found')).toMatch(/Nothing was sent/);
  }

  function lostBy(emulator: typeof QUICK): { readonly addon: Addon; readonly lost: RunView } {
    const addon = new Addon({ rows: people(5), emulator });
    addon.vendors.cleanlist.faults.next('submit', FAULTS['timeout after']);
    return { addon, lost: addon.goOn(addon.start({}).id) };
  }

  test('are given up when the vendor names them', () => {
    const { addon, lost } = lostBy(QUICK);
    addon.vendors.cleanlist.faults.next('submit', FAULTS['422 contact']);
    expectGivenUp(addon, sendAgain(addon, lost), [2]);
  });

  test('when their rows are gone, or filled', () => {
    const { addon, lost } = lostBy(QUICK);
    addon.sheet.deleteRows(6, 1);
    addon.sheet.type(4, 5, 'typed@northwind.example');
    const end = sendAgain(addon, lost);
    expect(end).toMatchObject({ leftOut: 2, givenUp: { contacts: 2 }, found: { email: 3 } });
    expect(end.afterwards).toMatchObject({ failed: 0 });
    expect(retryOf(addon, {}, end)).toMatch(/Nothing was sent/);
  });

  test('when their lookup breaks', () => {
    const { addon, lost } = lostBy({ ...QUICK, ...BROKEN });
    expectGivenUp(addon, sendAgain(addon, lost), [2, 3, 4, 5, 6]);
  });
});

describe('phones that were lost beside e-mails, and given up', () => {
  const BESIDE: Partial<Choice> = {
    channels: ['email', 'phone'],
    route: { email: ['cleanlist'], phone: ['enrich'] },
  };

  function givenUp(
    email: number,
    isLate: boolean,
  ): { readonly addon: Addon; readonly end: RunView } {
    const profile = (index: number): string => `https://www.linkedin.com/in/sample-${index}`;
    const rows = people(3).map((row, at) => [...row, at === 0 ? 'LinkedIn' : profile(at)]);
    const emulator = { ...QUICK, shares: { email, phone: 0, failed: 0 } };
    const addon = new Addon({ rows, emulator, emulators: { enrich: QUICK } });
    const { cleanlist, enrich } = addon.vendors;
    enrich.faults.next('submit', FAULTS['timeout after']);
    if (isLate) cleanlist.faults.next('submit', FAULTS['timeout before']);
    const waiting = addon.goOn(addon.start(BESIDE).id);
    for (const { number, vendor } of waiting.attention) {
      const decision = vendor === 'enrich' ? 'leave_out' : 'send_again';
      addon.ask('decide', { run: waiting.id, batch: number, decision });
    }
    // Two answers lost in a row.
    if (isLate) addon.ask('resume', { run: waiting.id });
    return { addon, end: addon.goOn(waiting.id) };
  }

  test.each([
    ['before', false],
    ['after', true],
  ])('nothing found of the others %s: all are given up, and nobody is offered', (_, isLate) => {
    const { addon, end } = givenUp(0, isLate);
    expect(end).toMatchObject({ state: 'closed', foundContacts: 0, notFound: 0, leftOut: 3 });
    expect(end.givenUp).toMatchObject({
      contacts: 3,
      credits: [{ vendor: 'enrich', credits: 1500 }],
    });
    expect(end.afterwards).toMatchObject({ notFound: 0, failed: 0 });
    expect(rowsOf(addon, end, 'given_up')).toEqual([2, 3, 4]);
    expect(rowsOf(addon, end, 'not_found')).toEqual([]);
    expect(retryOf(addon, BESIDE, end, 'not_found')).toMatch(/Nothing was sent/);
  });

  test('who has an e-mail counts as found, and is told as given up with what it may have cost', () => {
    const { addon, end } = givenUp(1, false);
    expect(end).toMatchObject({ state: 'closed', foundContacts: 3, notFound: 0, leftOut: 0 });
    expect(end.givenUp).toMatchObject({ contacts: 3, found: 3, credits: [{ credits: 1500 }] });
    expect(rowsOf(addon, end, 'given_up')).toEqual([2, 3, 4]);
  });
});

test('e-mails that are given up while nothing is found of the phones: each contact counts once', () => {
  const rows = people(3).map((row, at) => [
    ...row,
    at === 0 ? 'LinkedIn' : `linkedin.com/in/a-${at}`,
  ]);
  const nobody = { ...QUICK, shares: { email: 0, phone: 0, failed: 0 } };
  const addon = new Addon({ rows, emulator: QUICK, emulators: { enrich: nobody } });
  addon.vendors.cleanlist.faults.next('submit', FAULTS['timeout after']);
  const route = { email: ['cleanlist'], phone: ['enrich'] };
  let view = addon.start({ channels: ['email', 'phone'], route });
  while (view.attention.length === 0) view = addon.work(view);
  addon.ask('decide', { run: view.id, batch: 1, decision: 'leave_out' });
  const end = addon.goOn(view.id);
  expect(end).toMatchObject({ state: 'closed', leftOut: 3, notFound: 0, foundContacts: 0 });
  expect(end).toMatchObject({ givenUp: { contacts: 3 }, afterwards: { notFound: 0, failed: 0 } });
  expect(rowsOf(addon, end, 'not_found')).toEqual([]);
});

describe('leads that were lost, and are sent again without asking as that costs nothing more', () => {
  const LEAP = ['leadleap'];
  const LEADS: Partial<Choice> = {
    operation: 'leads',
    channels: ['email', 'phone'],
    route: { email: LEAP, phone: LEAP },
  };

  function lostOnce(bad: readonly string[], faults: readonly ('timeout before' | '402')[]): Addon {
    const emulators = { leadleap: { shares: QUICK.shares } };
    const ids = new Addon({ rows: [['']], emulators }).vendors.leadleap.leadIds(3);
    const rows = [...ids, ...bad].map((id) => [id, '', '']);
    const addon = new Addon({ rows: [['LeadLeap ID', 'Email', 'Phone'], ...rows], emulators });
    for (const fault of faults) addon.vendors.leadleap.faults.next('submit', fault);
    return addon;
  }

  test('and are stopped before: all may have been bought, by the view and by the rows', () => {
    const addon = lostOnce([], ['timeout before', '402']);
    const paused = addon.goOn(addon.start(LEADS).id);
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'credits' } });
    addon.ask('stop', { run: paused.id });
    const end = addon.goOn(paused.id);
    expect(end).toMatchObject({ state: 'closed', leftOut: 3, givenUp: { contacts: 3 } });
    expect(end.afterwards).toMatchObject({ failed: 0 });
    expect(rowsOf(addon, end, 'given_up')).toEqual([2, 3, 4]);
    expect(rowsOf(addon, end, 'left_out')).toEqual([]);
    expect(retryOf(addon, LEADS, end)).toMatch(/Nothing was sent/);
  });

  test('but not who is not there now, and was not before', () => {
    const addon = lostOnce(['c_gone'], ['timeout before']);
    const end = addon.goOn(addon.start(LEADS).id);
    expect(end).toMatchObject({ state: 'closed', foundContacts: 3, incomplete: 1, leftOut: 0 });
    expect(end).toMatchObject({ givenUp: { contacts: 0 }, afterwards: { failed: 1 } });
    expect(rowsOf(addon, end, 'incomplete')).toEqual([5]);
    expect(rowsOf(addon, end, 'given_up')).toEqual([]);
  });
});

test('what was lost keeps its cost where it cannot be sent again, and goes on to the next vendor', () => {
  const alone = HEADERS.map((name) => (name === 'Email' ? 'some.1@gmail.com' : ''));
  const addon = new Addon({ rows: [HEADERS, alone], emulator: QUICK });
  const { cleanlist } = addon.vendors;
  cleanlist.faults.next('submit', FAULTS['timeout after']);
  const route = { phone: ['cleanlist', 'enrich'] };
  const lost = addon.goOn(addon.start({ channels: ['phone'], route }).id);
  cleanlist.faults.next('submit', { kind: 'status', status: 404, code: 'not_found' });
  cleanlist.faults.next('list', '404', Infinity);
  const end = sendAgain(addon, lost);
  expect(cleanlist.ledger.purchases).toHaveLength(1);
  expect(end).toMatchObject({ state: 'closed', done: 1, costs: [{ charged: 10 }, {}] });
});

test('an absent user’s run that is closed tells what an earlier attempt may have bought', () => {
  const addon = new Addon({ rows: people(5), emulator: QUICK });
  const { cleanlist } = addon.vendors;
  cleanlist.faults.next('submit', FAULTS['timeout after']);
  const lost = addon.goOn(addon.start({}).id);
  cleanlist.faults.next('submit', FAULTS['402']);
  expect(sendAgain(addon, lost)).toMatchObject({ state: 'paused' });
  addon.clock.advance(8 * 24 * 3_600_000);
  const end = addon.ask('close', { run: lost.id }, 'bob@sample.example');
  expect(end).toMatchObject({ state: 'closed', leftOut: 5, costs: [{ charged: 5, maximum: 10 }] });
  expect(end.givenUp).toMatchObject({ contacts: 5, credits: [{ credits: 5 }] });
  expect(end.afterwards).toMatchObject({ failed: 0, notFound: 0 });
});

const email = (index: number): string => `sample.number${index}@northwind.example`;

/** So many e-mails at LeadLeap, for a credit each; `answer` may answer in its place. */
function emailsAt(
  count: number,
  answer: (body: string, nth: number, real: () => VendorAnswer) => VendorAnswer | null,
): Addon {
  const rows = Array.from({ length: count }, (_, index) => [email(index), '']);
  const addon = new Addon({
    rows: [['Email', 'Notes'], ...rows],
    emulators: { leadleap: { validationPrice: 1 } },
  });
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  let nth = 0;
  leadleap.handle = (request, nowMs) => {
    const own = (): VendorAnswer => real(request, nowMs);
    if (!request.url.endsWith('/email/validate')) return own();
    nth++;
    return answer(request.body ?? '', nth, own) ?? own();
  };
  return addon;
}

function refusal(status: number, code: string): VendorAnswer {
  const error = { code, message: 'Not this.', status };
  const body = JSON.stringify({ data: null, meta: {}, error });
  return { status, headers: {}, body, elapsedMs: 300 };
}

const LOST: VendorAnswer = { error: 'timeout', elapsedMs: 3_600_000 };

test('halves of what was sent again remember that it may have been bought', () => {
  // Of the first hundred, which were bought, it will not have one again; of the others it has never taken one.
  const addon = emailsAt(140, (body, nth, real) => {
    if (nth === 1) {
      real();
      return LOST;
    }
    return /number(?:60|120)@/.test(body) ? refusal(400, 'BAD_REQUEST') : null;
  });
  const lost = addon.goOn(addon.start(AT_LEADLEAP).id);
  expect(addon.vendors.leadleap.ledger.charged()).toBeGreaterThanOrEqual(100);
  const end = sendAgain(addon, lost);
  expect(end).toMatchObject({ state: 'closed', leftOut: 2, givenUp: { contacts: 1 } });
  expect(end.afterwards).toMatchObject({ failed: 1 });
  expect(rowsOf(addon, end, 'given_up')).toEqual([62]);
  expect(rowsOf(addon, end, 'left_out')).toEqual([122]);
  expect(retryOf(addon, AT_LEADLEAP, end)).toBe(1);
});

test.each([1, 2])(
  'nor is that lost with an execution that dies while it halves them (%s)',
  (save) => {
    let isRefused = false;
    const addon = emailsAt(60, (_, nth, real) => {
      if (nth === 1) {
        real();
        return LOST;
      }
      isRefused = true;
      return refusal(400, 'BAD_REQUEST');
    });
    const lost = addon.goOn(addon.start(AT_LEADLEAP).id);
    const { runtime } = addon;
    runtime.pendingWritesAtKill = 'lost';
    let saves = 0;
    runtime.hooks.afterCall = (call) => {
      if (!isRefused || call.method !== 'Properties.setProperties') return undefined;
      saves++;
      return saves === save ? 'kill' : undefined;
    };
    const { number = 0 } = lost.attention[0] ?? {};
    addon.ask('decide', { run: lost.id, batch: number, decision: 'send_again' });
    addon.clock.advance(60_000);
    expect(addon.execute('work', { run: lost.id })).toMatchObject({ kind: 'killed' });
    addon.ask('stop', { run: lost.id });
    const end = addon.goOn(lost.id);
    expect(end).toMatchObject({ state: 'closed', leftOut: 60, givenUp: { contacts: 60 } });
    expect(rowsOf(addon, end, 'given_up')).toHaveLength(60);
    expect(retryOf(addon, AT_LEADLEAP, end)).toMatch(/Nothing was sent/);
  },
);

test('a vendor that may have bought a batch is not said to have taken nobody', () => {
  const addon = emailsAt(200, (_, nth, real) => {
    if (nth > 1) return refusal(400, 'BAD_REQUEST');
    real();
    return LOST;
  });
  const view = addon.goOn(addon.start(AT_LEADLEAP).id);
  expect(addon.vendors.leadleap.ledger.charged()).toBe(100);
  expect(view.pause?.message ?? '').not.toMatch(/taken none|Nothing was bought/);
});

test.each([0, 250, 500, 750])(
  'that a half is sent is told after that it was not sent, within a second of %s ms too',
  (wait) => {
    const addon = emailsAt(4, (_, nth) => {
      if (nth === 1) return refusal(400, 'BAD_REQUEST');
      return nth === 2 ? refusal(402, 'INSUFFICIENT_CREDITS') : null;
    });
    const run = addon.start(AT_LEADLEAP);
    addon.clock.advance(wait);
    const paused = addon.workToEnd(addon.ask('work', { run: run.id }));
    expect(paused).toMatchObject({ state: 'paused' });
    // Whatever a person notes below them, the next slice has to look which lines are there.
    const log = addon.workbook.sheets.find(({ name }) => name.startsWith('Enrichment log'));
    log?.type(addon.log().length + 2, 1, 'Seen by me.');
    addon.ask('resume', { run: run.id });
    expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', found: { validity: 4 } });
    const told = lines(addon).filter(
      ({ batch, event }) => Number(batch) === 1 && event !== 'written',
    );
    expect(told.map(({ event }) => event)).toEqual([
      ...['sent', 'sent', 'sent', 'sent'],
      ...['not sent', 'not sent', 'not sent', 'not sent'],
      ...['sent', 'sent'],
    ]);
  },
);

test('rows that are gone between two halves: Continue sends the others', () => {
  const addon = emailsAt(60, (body, nth) => {
    if (nth === 2) {
      const busy = refusal(429, 'RATE_LIMITED');
      return { ...busy, ...('error' in busy ? {} : { headers: { 'Retry-After': '20' } }) };
    }
    return body.includes('number3@') ? refusal(400, 'BAD_REQUEST') : null;
  });
  const begun = addon.ask('work', { run: addon.start(AT_LEADLEAP).id });
  addon.sheet.deleteRows(42, 15);
  const paused = addon.workToEnd(begun);
  expect(paused.pause?.message).toMatch(/^15 of the next 30 contacts are no longer in the sheet/);
  addon.ask('resume', { run: paused.id });
  expect(addon.goOn(paused.id)).toMatchObject({ state: 'closed', found: { validity: 44 } });
});

test('Continue sends the others of the vendor that was about to be asked, though another waits before it', () => {
  const rows = Array.from({ length: 20 }, (_, index) => [
    `https://www.linkedin.com/in/somebody-${index}`,
    ...['', ''],
  ]);
  const nobody = { shares: { email: 0, phone: 0, failed: 0 }, duration: { min: 30, max: 30 } };
  const addon = new Addon({
    ...{ rows: [['LinkedIn', 'Email', 'Phone'], ...rows], emulator: nobody },
    emulators: { enrich: nobody },
  });
  const route = { email: ['cleanlist'], phone: ['enrich'] };
  const { id } = addon.start({ channels: ['email', 'phone'], route });
  addon.vendor.faults.next('submit', FAULTS['429 seconds']);
  addon.ask('work', { run: id });
  expect(addon.vendors.enrich.ledger.purchases).toHaveLength(0);
  addon.sheet.deleteRows(12, 10);
  expect(addon.ask('work', { run: id }).pause?.message).toMatch(/^10 of the next 20 contacts/);
  addon.ask('resume', { run: id });
  expect(addon.ask('work', { run: id }).pause).toBeNull();
  expect(addon.vendors.enrich.ledger.purchases).toHaveLength(10);
});
