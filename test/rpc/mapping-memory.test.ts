// What is remembered of a sheet is a record like any other: changed under the lock, and not waited for long.
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';

const MAPPED = { ...choose({}), mapping: { company_name: 3, company_domain: null } };

test('a mapping that is chosen while somebody else holds the lock counts, and is remembered with the next look', () => {
  const addon = new Addon({ rows: people(2) });
  const store = addon.runtime.properties.document;
  addon.runtime.faults.conditions.documentLock = 'refused';
  expect(addon.ask('inspect', MAPPED).mapping).toMatchObject({ company_name: { column: 3 } });
  expect([...store.keys()].filter((key) => key.startsWith('map:'))).toEqual([]);
  addon.runtime.faults.conditions.documentLock = 'works';
  addon.ask('inspect', MAPPED);
  expect([...store.keys()].filter((key) => key.startsWith('map:'))).toHaveLength(1);
  expect(addon.home().inspection.mapping).toMatchObject({ company_name: { column: 3 } });
});

test('a look that changes nothing takes no lock and writes nothing', () => {
  const addon = new Addon({ rows: people(2) });
  addon.ask('inspect', MAPPED);
  expect(addon.last?.calls.services.LockService).toBe(2);
  addon.ask('inspect', MAPPED);
  expect(addon.last?.calls.services.LockService).toBeUndefined();
  expect(addon.last?.calls.writes.PropertiesService).toBeUndefined();
});

test('a header row below the last row is refused with a sentence, and not remembered', () => {
  const addon = new Addon({ rows: people(20) });
  const { check, problem, columns, sheet } = addon.ask('inspect', { ...MAPPED, headerRow: 900 });
  expect(check).toBeNull();
  expect(sheet.rows).toBe(21);
  expect(problem?.code).toBe('no_such_row');
  expect(problem?.message).toMatch(/^Row 900 is below the last row .* row 21\./);
  expect(columns.length).toBeGreaterThan(0);
  const keys = [...addon.runtime.properties.document.keys()];
  expect(keys.filter((key) => key.startsWith('map:'))).toEqual([]);
  expect(addon.home().inspection).toMatchObject({ headerRow: 1, problem: null });
  addon.connect();
  expect(addon.call('quote', { ...choose({}), headerRow: 22 })).toMatchObject({ ok: false });
  expect(addon.ask('inspect', { ...choose({}), headerRow: 21 }).problem?.code).not.toBe(
    'no_such_row',
  );
});

test('in an empty sheet no row is below the last one', () => {
  const addon = new Addon({ rows: [] });
  expect(addon.ask('inspect', { ...choose({}), headerRow: 900 }).problem?.code).toBe('empty');
});
