// What was sent, and whose answer was lost, may have been bought, whatever came of it since: sent again and refused, halved, or passed on
// to another vendor. It is told as such, and no retry offers it as certainly not bought.
import { FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer } from '../../local/vendors/http';
import type { Choice } from '../../src/rpc/contract';
import type { RunOutcome, RunView } from '../../src/rpc/contract-run';
import { Addon, choose } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { HEADERS, people } from '../support/people';

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
