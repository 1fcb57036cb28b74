// The most contacts that a document can keep track of: one more is refused, and these fit its properties at every moment.
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import { Addon, choose } from '../support/addon';
import { person } from '../support/people';
import { records } from '../support/witness';

const MOST = 50_000;
/** https://developers.google.com/apps-script/guides/services/quotas */
const STORE_BYTES = 500_000;
/** Few slices, each with much to do: batches are sent, awaited and placed side by side. */
const WAIT_MS = 70_000;
const SLICES = 5;

const RICH = { id: 'org_rich', name: 'Rich', keys: [DEMO_KEY], credits: 1_000_000 };

describe('fifty thousand contacts and one', () => {
  const rows = Array.from({ length: MOST + 1 }, (_, index) => person(index).slice(0, 4));
  const addon = new Addon({
    rows: [['First name', 'Last name', 'Company', 'Website'], ...rows],
    emulator: { organizations: [RICH] },
  });
  const store = addon.runtime.properties.document;
  let peak = 0;
  let awaitedAtOnce = 0;
  addon.connect();

  test('are refused at the plan, with an offer to take the first fifty thousand', () => {
    const reply = addon.call('quote', choose({}));
    expect(reply).toMatchObject({ ok: false, code: 'too_many' });
    expect(reply.ok ? '' : reply.message).toMatch(/first 50,?000 contacts/);
    expect(addon.vendor.ledger.purchases).toEqual([]);
    expect(records(addon)).toEqual([]);
  });

  test('fit without the one while as many batches as there is room for await results', () => {
    addon.runtime.hooks.afterCall = ({ method }) => {
      if (method === 'Properties.setProperties') peak = Math.max(peak, store.bytes());
      return undefined;
    };
    const run = addon.start({ rows: { kind: 'first', count: MOST } });
    expect(run).toMatchObject({ state: 'open', contacts: MOST });
    for (let slice = 0; slice < SLICES; slice++) {
      addon.clock.advance(WAIT_MS);
      addon.ask('work', { run: run.id });
      const awaited = records(addon).filter(({ state }) => state === 'submitted');
      awaitedAtOnce = Math.max(awaitedAtOnce, awaited.length);
    }
    const states = records(addon).map(({ state }) => state);
    expect(states).toHaveLength(MOST / 250);
    expect(states).toContain('completed');
    expect(awaitedAtOnce).toBeGreaterThanOrEqual(10);
    expect(peak).toBeGreaterThan(400_000);
    expect(peak).toBeLessThan(STORE_BYTES);
  });
});
