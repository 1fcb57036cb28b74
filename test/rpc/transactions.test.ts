// What credits were last used for: asked of the vendor on demand, shown as plain text, kept nowhere.
import type { TransactionView } from '../../src/rpc/contract-settings';
import type { Addon } from '../support/addon';
import { enriched, LOOKUP, VALIDATE } from '../support/by-email';

const EMAILS = Array.from({ length: 3 }, (_, one) => `sample.number${one}@northwind.example`);

function asked(addon: Addon): readonly TransactionView[] {
  return addon.ask('transactions', { vendor: 'enrich' }).transactions;
}

describe('the last transactions of a wallet', () => {
  const addon = enriched([['Email'], ...EMAILS.map((email) => [email])], {
    verdicts: { valid: 1, invalid: 0 },
  });
  const first = asked(addon);
  addon.workToEnd(addon.start(LOOKUP));
  addon.workToEnd(addon.start(VALIDATE));
  const all = asked(addon);

  test('are there before anything was bought', () => {
    expect(first).toEqual([
      { kind: 'bought', credits: 100_000, about: 'Credit purchase', at: Date.UTC(2026, 0, 1) },
    ]);
  });

  test('say what for and how much, the newest first', () => {
    expect(all.map(({ kind, credits, about }) => [kind, credits, about])).toEqual([
      ['spent', -3, 'Email validation batch: 3 emails'],
      ...[...EMAILS].reverse().map((email) => ['spent', -10, `Reverse lookup: ${email}`]),
      ['bought', 100_000, 'Credit purchase'],
    ]);
    for (const { at } of all) expect(at).toBeGreaterThan(0);
  });

  test('are kept nowhere, and in no log', () => {
    const { properties } = addon.runtime;
    const kept = [...properties.document, ...addon.runtime.userProperties(addon.user)].join('\n');
    expect(kept).not.toMatch(/Reverse lookup|Credit purchase|Email validation/);
    expect(addon.log().flat().join('\n')).not.toMatch(/Reverse lookup|Credit purchase/);
  });

  test('are ten at most', () => {
    const rows = Array.from({ length: 14 }, (_, one) => [`sample.other${one}@northwind.example`]);
    const busy = enriched([['Email'], ...rows], { plan: 'scale' });
    busy.workToEnd(busy.start(LOOKUP));
    expect(asked(busy)).toHaveLength(10);
  });
});

test('only a connected vendor that tells them is asked', () => {
  const addon = enriched([['Email'], ...EMAILS.map((email) => [email])]);
  addon.connect();
  const views = addon.ask('accounts', null);
  expect(views.filter((view) => view.hasTransactions).map(({ vendor }) => vendor)).toEqual([
    'enrich',
  ]);
  expect(addon.call('transactions', { vendor: 'cleanlist' })).toMatchObject({
    ok: false,
    code: 'refused',
  });
  addon.ask('disconnect', { vendor: 'enrich' });
  const calls = addon.vendors.enrich.ledger.requests.other;
  expect(addon.call('transactions', { vendor: 'enrich' })).toMatchObject({
    ok: false,
    code: 'no_key',
  });
  expect(addon.vendors.enrich.ledger.requests.other).toBe(calls);
});

test.each([
  ['401', 'key_refused'],
  ['429 seconds', 'vendor_down'],
  ['502 page', 'vendor_down'],
  ['timeout before', 'vendor_down'],
] as const)('a vendor that does not answer is told in words: %s', (fault, code) => {
  const addon = enriched([['Email'], ...EMAILS.map((email) => [email])]);
  addon.vendors.enrich.faults.next('other', fault);
  const reply = addon.call('transactions', { vendor: 'enrich' });
  expect(reply).toMatchObject({ ok: false, code });
  expect(JSON.stringify(reply)).not.toContain(addon.vendors.enrich.demoKey);
});
