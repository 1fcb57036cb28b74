// What happens within one second: a vendor refuses, the next one is asked, half a batch goes again. Who may be asked for once more
// depends on which of it came last.
import type { VendorRequest } from '../../local/vendors/http';
import { Addon } from '../support/addon';
import { people } from '../support/people';

const ALL = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const STARTS = Array.from({ length: 10 }, (_, index) => index * 100);

test.each(STARTS)(
  'who was refused by one vendor, and perhaps bought from the next, is offered by no retry: %i ms into a second',
  (shift) => {
    const addon = new Addon({ rows: people(3), emulator: ALL, emulators: { enrich: ALL } });
    addon.vendors.enrich.faults.next('submit', '400');
    addon.vendor.faults.next('submit', 'timeout after');
    addon.clock.advance(shift);
    const choice = { channels: ['email'], route: { email: ['enrich', 'cleanlist'] } } as const;
    const run = addon.workToEnd(addon.start(choice));
    const doubt = run.attention.find(({ state }) => state === 'unknown');
    addon.ask('decide', { run: run.id, batch: doubt?.number ?? 0, decision: 'leave_out' });
    expect(addon.goOn(run.id).state).toBe('closed');
    const { route } = choice;
    const retry = { run: run.id, kind: 'failed', channels: ['email'], route } as const;
    expect(addon.ask('retryCount', retry).contacts).toBe(0);
  },
);

test.each(STARTS)(
  'who was answered in a half that went again is not offered as not sent: %i ms into a second',
  (shift) => {
    const rows = Array.from({ length: 4 }, (_, index) => [`p${index}@firm${index}.example`]);
    const addon = new Addon({ rows: [['Email'], ...rows] });
    refuseOne(addon, 'p3@');
    addon.clock.advance(shift);
    const route = { validity: ['leadleap'] };
    const channels = ['validity'] as const;
    const run = addon.workToEnd(addon.start({ operation: 'validate', channels, route }));
    expect(run.state).toBe('closed');
    const retry = { run: run.id, kind: 'failed', channels, route } as const;
    expect(addon.ask('retryCount', retry).contacts).toBe(1);
    const rowsOf = (outcome: 'left_out' | 'not_found'): number =>
      addon.ask('outcomeRows', { run: run.id, outcome }).total;
    expect([rowsOf('left_out'), rowsOf('not_found')]).toEqual([1, 1]);
  },
);

/** The vendor takes no request with this one, and says nothing of the first. */
function refuseOne({ vendors: { leadleap } }: Addon, name: string): void {
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request: VendorRequest, nowMs: number) => {
    if (!request.url.includes('/email/validate')) return real(request, nowMs);
    if ((request.body ?? '').includes(name)) {
      const error = { code: 'BAD_REQUEST', message: 'emails.3', status: 400 };
      const body = JSON.stringify({ data: null, meta: {}, error });
      return { status: 400, headers: {}, elapsedMs: 50, body };
    }
    const answer = real(request, nowMs);
    if (!('body' in answer)) return answer;
    const told = JSON.parse(answer.body) as { data: unknown };
    if (!Array.isArray(told.data)) return { ...answer, elapsedMs: 50 };
    const data = (told.data as { email: string }[]).filter(({ email }) => !email.startsWith('p0@'));
    return { ...answer, elapsedMs: 50, body: JSON.stringify({ ...told, data }) };
  };
}
