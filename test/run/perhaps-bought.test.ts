// What was sent, and whose answer was lost, may have been bought, whatever came of it since: sent again and refused, halved, or passed on
// to another vendor. It is told as such, and no retry offers it as certainly not bought.
import { FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer } from '../../local/vendors/http';
import type { Choice } from '../../src/rpc/contract';
import type { RunOutcome, RunView } from '../../src/rpc/contract-run';
import { Addon, choose } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { people } from '../support/people';

const QUICK = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const TWO: Partial<Choice> = { channels: ['email'], route: { email: ['cleanlist', 'enrich'] } };
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

function retryOf(addon: Addon, choice: Partial<Choice>, { id }: RunView): number | string {
  const reply = addon.call('quote', choose({ ...choice, rows: { kind: 'failed', run: id } }));
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
