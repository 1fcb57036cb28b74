// Results that come with the answer to their purchase come but once: what becomes of them when a person or the sheet is in the way.
import { QUICK } from '../crash/stage';
import { Addon } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises, lines } from '../support/witness';
import type { RunView } from '../../src/rpc/contract-run';

const SHARES = QUICK.shares;
const LEAP = ['leadleap'];
const LEADS = {
  operation: 'leads',
  channels: ['email', 'phone'],
  route: { email: LEAP, phone: LEAP },
} as const;

/** One person, whose e-mail Enrich finds at once. */
function onePerson(): Addon {
  return new Addon({ rows: people(1), emulators: { enrich: { shares: SHARES } } });
}

function leads(count: number): Addon {
  const addon = new Addon({ rows: [['']], emulators: { leadleap: { shares: SHARES } } });
  const ids = addon.vendors.leadleap.leadIds(count);
  addon.sheet.put([['LeadLeap ID', 'Email', 'Phone'], ...ids.map((id) => [id, '', ''])]);
  return addon;
}

/** Just before the vendor answers its first purchase. */
function meanwhile(addon: Addon, vendor: 'enrich' | 'leadleap', act: () => void): void {
  const api = addon.vendors[vendor];
  const real = api.handle.bind(api);
  api.handle = (request, nowMs) => {
    const before = api.ledger.requests.submit;
    const answer = real(request, nowMs);
    if (before === 0 && api.ledger.requests.submit === 1) act();
    return answer;
  };
}

function find(addon: Addon): RunView {
  return addon.workToEnd(addon.start({ route: { email: ['enrich'] } }));
}

test('a column that says who people are and is gone by then: the value is in the log, and nobody is asked', () => {
  const addon = onePerson();
  meanwhile(addon, 'enrich', () => {
    addon.sheet.type(1, 2, 'Renamed');
  });
  const end = find(addon);
  expect(end).toMatchObject({ state: 'closed', attention: [], unplaced: 1, untied: 0 });
  expect(addon.shown().flat()).not.toContain('Waiting');
  addon.sheet.type(1, 2, 'Last name');
  addon.ask('placeAgain', { run: end.id });
  expect(addon.column('Email')[0]).not.toBe('');
  expect(brokenPromises(addon)).toEqual([]);
});

test('a sheet that moves three times under what is written: the value is in the log, under its contact', () => {
  const addon = onePerson();
  meanwhile(addon, 'enrich', () => {
    let isRead = false;
    let times = 0;
    addon.runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'Range.setValues' && isRead && times++ < 3) addon.sheet.insertRows(2);
      isRead = method === 'Range.getFormulas' || (isRead && method !== 'Range.setValues');
      return undefined;
    };
  });
  const run = addon.work(addon.start({ route: { email: ['enrich'] } }));
  addon.runtime.hooks.beforeCall = undefined;
  const end = addon.workToEnd(run);
  expect(end).toMatchObject({ state: 'closed', unplaced: 1, untied: 0 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('most rows gone by then: whose row is there gets its values without a question', () => {
  const addon = leads(7);
  meanwhile(addon, 'leadleap', () => {
    addon.sheet.deleteRows(3, 6);
  });
  const end = addon.workToEnd(addon.start(LEADS));
  expect(end).toMatchObject({ state: 'closed', attention: [], unplaced: 6 });
  expect(addon.column('Email')[0]).not.toBe('');
  expect(brokenPromises(addon)).toEqual([]);
});

test('an answer that comes when a slice places nothing any more is placed all the same', () => {
  const rows = [['Email'], ['jane.doe@northwind.example'], ['john.roe@fabrikams.example']];
  const addon = new Addon({ rows, emulators: { enrich: { shares: SHARES } } });
  const { enrich } = addon.vendors;
  // Two purchases, one after another in one slice.
  enrich.faults.next('submit', { kind: 'slow', elapsedMs: 17_000 });
  enrich.faults.next('submit', 'slow');
  const end = addon.workToEnd(
    addon.start({ operation: 'lookup', channels: ['profile'], route: { profile: ['enrich'] } }),
  );
  expect(end).toMatchObject({ state: 'closed', found: { profile: 2 }, unplaced: 0 });
  expect(lines(addon, 'unplaced')).toEqual([]);
});
