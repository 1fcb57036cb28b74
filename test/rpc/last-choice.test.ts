// What a user chose last is offered again, in every document: the operation, what is wanted, and the order of vendors.
import { decodeChosen } from '../../src/run/state/last-choice';
import type { Choice } from '../../src/rpc/contract';
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';

const THEN = { email: ['cleanlist', 'enrich'] };

function addonOf(...vendors: readonly ('cleanlist' | 'enrich')[]): Addon {
  const addon = new Addon({ rows: people(3) });
  for (const vendor of vendors) addon.connect(undefined, vendor);
  return addon;
}

function chose(addon: Addon, choice: Partial<Choice>): void {
  addon.ask('inspect', choose(choice));
}

/** As the user's own properties hold it. */
function kept(addon: Addon): string {
  return addon.runtime.userProperties(addon.user).get('chosen') ?? '';
}

test('where nothing was chosen, e-mails are found, and nothing is kept', () => {
  const addon = addonOf('cleanlist');
  chose(addon, {});
  expect(addon.home()).toMatchObject({ operation: 'find', channels: ['email'], orders: {} });
  expect(kept(addon)).toBe('');
});

test('what was wanted of whom is there again after a reload', () => {
  const addon = addonOf('cleanlist', 'enrich');
  chose(addon, { channels: ['email', 'phone'], route: THEN });
  const home = addon.home();
  expect(home).toMatchObject({
    operation: 'find',
    channels: ['email', 'phone'],
    orders: { find: { channels: ['email', 'phone'], route: THEN } },
  });
  expect(home.inspection.check?.maximumCredits.map(({ vendor }) => vendor)).toEqual([
    'cleanlist',
    'enrich',
  ]);
  chose(addon, {});
  expect(addon.home().orders).toEqual({ find: { channels: ['email'] } });
});

test('it is the user’s own: another one of the same document begins anew', () => {
  const addon = addonOf('cleanlist', 'enrich');
  chose(addon, { channels: ['phone'] });
  addon.user = 'bob@sample.example';
  expect(addon.home()).toMatchObject({ channels: ['email'], orders: {} });
});

test('a vendor whose key is not connected any more is not asked, and comes back with its key', () => {
  const addon = addonOf('cleanlist', 'enrich');
  chose(addon, { route: { email: ['enrich', 'cleanlist'] } });
  addon.ask('disconnect', { vendor: 'enrich' });
  expect(addon.home().orders.find?.route).toEqual({ email: ['cleanlist'] });
  addon.ask('disconnect', { vendor: 'cleanlist' });
  expect(addon.home().orders.find).toEqual({ channels: ['email'] });
  addon.connect(undefined, 'enrich');
  expect(addon.home().orders.find?.route).toEqual({ email: ['enrich'] });
});

test('an operation in which no connected vendor sells anything gives way to finding', () => {
  const addon = addonOf('cleanlist');
  chose(addon, { channels: ['phone'] });
  chose(addon, { operation: 'leads', channels: ['email', 'phone', 'profile'] });
  expect(addon.home()).toMatchObject({ operation: 'find', channels: ['phone'] });
  expect(JSON.parse(kept(addon))).toMatchObject({ operation: 'leads' });
});

test('a number that is asked for beside the first view, and a retry, are no choice', () => {
  const addon = addonOf('cleanlist');
  const run = addon.workToEnd(addon.start());
  addon.ask('inspect', { ...choose({ channels: ['phone'] }), isAside: true });
  chose(addon, { channels: ['phone'], rows: { kind: 'not_found', run: run.id } });
  expect(addon.home().channels).toEqual(['email']);
});

test('nothing is written where nothing has changed', () => {
  const addon = addonOf('cleanlist');
  const writes = (): number => {
    chose(addon, { channels: ['phone'] });
    return addon.last?.calls.writes.PropertiesService ?? 0;
  };
  expect([writes(), writes()]).toEqual([1, 0]);
});

test('the sample sheet is looked at for e-mails, whatever was chosen last', () => {
  const addon = addonOf('cleanlist');
  chose(addon, { channels: ['phone'] });
  expect(addon.ask('sample', null)).toMatchObject({ operation: 'find', channels: ['email'] });
});

test.each([
  [undefined],
  ['not JSON'],
  ['{"operation":"steal"}'],
  ['{"orders":{"find":{}}}'],
  ['null'],
])('%s in the properties is nothing', (text) => {
  expect(decodeChosen(text)).toEqual({ operation: 'find', orders: {} });
});

test('a choice of an older version keeps what is still sold', () => {
  const text = JSON.stringify({
    operation: 'validate',
    orders: { validate: { channels: ['validity', 'fax'] } },
  });
  expect(decodeChosen(text)).toEqual({
    operation: 'validate',
    orders: { validate: { channels: ['validity'] } },
  });
});
