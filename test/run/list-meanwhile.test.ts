// Contacts of an open run who are on a list that is bought before the run has sent them, on the built bundle: nobody is paid for twice,
// unless a confirm said so, and who is left out is told why.
import { DEMO_LIST_ID } from '../../local/vendors/cleanlist/demo';
import { FAULTS } from '../../local/vendors/fault';
import type { ListChannels, ListView } from '../../src/rpc/contract-list';
import type { RunView } from '../../src/rpc/contract-run';
import type { Addon } from '../support/addon';
import { buy, connected, enrich, make, purchases, quote, toEnd } from '../support/lists';
import { people } from '../support/people';

const NOT_SENT = 'Failed: on a list that was, or may have been, bought meanwhile.';
const BOUGHT_ON_LIST = /^3 contacts are on a list that was, or may have been, bought/;

interface Told {
  readonly addon: Addon;
  readonly run: RunView;
  readonly list: ListView;
}

const ON_LIST = expect.stringMatching(/^1 contact is on a list/) as string;

describe('a run that is open when a list is bought', () => {
  /** Made of names; then the rows say more, by which no fingerprint is the same. */
  function begun(channels: ListChannels = ['email']): Told {
    const rows = people(3).map((row, at) => [...row, at === 0 ? 'LinkedIn' : '']);
    const addon = connected({ rows });
    const list = quote(addon, make(addon, channels).list, channels);
    for (const row of [2, 3, 4]) addon.sheet.type(row, 7, `linkedin.com/in/somebody-${row}`);
    return { addon, list, run: addon.start({}) };
  }

  test('does not send who is on it, whatever their rows say by then, and their rows say why', () => {
    const { addon, run, list } = begun();
    expect(buy(addon, list)).toMatchObject({ state: 'submitted' });
    const end = addon.workToEnd(run);
    expect(end).toMatchObject({ state: 'closed', leftOut: 3, found: { email: 0 } });
    expect(addon.column('Enrichment status')).toEqual([NOT_SENT, NOT_SENT, NOT_SENT]);
    const told = addon.ask('outcomeRows', { run: run.id, outcome: 'left_out' });
    expect(told).toMatchObject({ total: 3 });
    expect(addon.log().filter(([, , , event]) => event === 'not sent')).toHaveLength(3);
    expect([purchases(addon), toEnd(addon, addon.ask('list', null)).charged]).toEqual([3, 3]);
    // Once more is a confirm of its own, which says it.
    const again = addon.quote({ rows: { kind: 'failed', run: run.id } });
    expect(again.warnings).toEqual([expect.stringMatching(BOUGHT_ON_LIST)]);
  });

  test('does not send them either where it waited for credits, and is resumed', () => {
    const { addon, run, list } = begun();
    addon.vendor.faults.next('submit', FAULTS['402']);
    expect(addon.work(run).pause).toMatchObject({ reason: 'credits' });
    expect(buy(addon, list).message).toMatch(/has changed since the estimate/);
    toEnd(addon, buy(addon, list));
    addon.ask('resume', { run: run.id });
    expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', leftOut: 3 });
    expect(purchases(addon)).toBe(3);
  });

  test('and whom the run may have bought before is given up, not left out', () => {
    const { addon, run, list } = begun();
    addon.vendor.faults.next('submit', FAULTS['timeout after']);
    expect(addon.workToEnd(run)).toMatchObject({ attention: [{ state: 'unknown' }] });
    addon.vendor.faults.next('submit', FAULTS['402']);
    addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
    expect(addon.goOn(run.id).pause).toMatchObject({ reason: 'credits' });
    buy(addon, list);
    toEnd(addon, buy(addon, list));
    addon.ask('resume', { run: run.id });
    const end = addon.goOn(run.id);
    expect(end).toMatchObject({ state: 'closed', leftOut: 3, givenUp: { contacts: 3 } });
    expect(end.afterwards).toMatchObject({ failed: 0 });
    const of = (outcome: 'given_up' | 'left_out'): number =>
      addon.ask('outcomeRows', { run: run.id, outcome }).total;
    expect([of('given_up'), of('left_out')]).toEqual([3, 0]);
  });

  test.each<[string, boolean]>([
    ['a run that was started before is not sent', true],
    ['the confirm of a run says so', false],
  ])('where one of two rows is a contact of it: %s', (_name, isOpen) => {
    const [headers = [], , , robert = []] = people(3).map((row, at) => [
      ...row,
      at === 0 ? 'LinkedIn' : '',
    ]);
    const addon = connected({ rows: [headers, robert] });
    const list = quote(addon, make(addon).list);
    const profile = 'linkedin.com/in/robert';
    addon.sheet.put([['Bob', ...robert.slice(1, 6), profile]], { row: 2, column: 1 });
    addon.sheet.put([[...robert.slice(0, 6), profile]], { row: 3, column: 1 });
    const run = isOpen ? addon.start({}) : null;
    toEnd(addon, buy(addon, list));
    if (run === null) expect(addon.quote({}).warnings).toEqual([ON_LIST]);
    else expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', leftOut: 1 });
    expect(purchases(addon)).toBe(1);
  });

  test('is left out once, wherever an execution that leaves them out dies', () => {
    const tell = (killAt: number): number => {
      const { addon, run, list } = begun();
      toEnd(addon, buy(addon, list));
      let calls = 0;
      addon.runtime.hooks.beforeCall = ({ remote }) =>
        remote && ++calls === killAt ? 'kill' : undefined;
      addon.execute('work', { run: run.id });
      addon.runtime.hooks.beforeCall = undefined;
      expect([killAt, addon.goOn(run.id)]).toMatchObject([killAt, { state: 'closed', leftOut: 3 }]);
      expect([killAt, addon.column('Enrichment status')[2]]).toEqual([killAt, NOT_SENT]);
      expect(purchases(addon)).toBe(3);
      return calls;
    };
    const calls = tell(-1);
    for (let killAt = 1; killAt <= calls; killAt++) tell(killAt);
  });

  test.each<[string, ListChannels, boolean]>([
    ['it was bought for something else', ['phone'], false],
    ['the vendor refused, and nothing was bought', ['email'], true],
  ])('sends them where %s', (_name, channels, isRefused) => {
    const { addon, run, list } = begun(channels);
    if (isRefused) addon.vendor.faults.next('submit', FAULTS['402']);
    buy(addon, list);
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
  });

  test('sends whom its confirm told of, also when another list is bought meanwhile', () => {
    const addon = connected();
    enrich(addon);
    const run = addon.start({});
    expect(buy(addon, quote(addon, DEMO_LIST_ID))).toMatchObject({ state: 'submitted' });
    expect(addon.workToEnd(run)).toMatchObject({ state: 'closed', found: { email: 3 } });
  });
});
