// What an ended run tells of contacts that were in several batches, one vendor for each channel: its numbers are those of the lists that
// are shown for them, each contact counts once, and a retry offers as many as are told.
import { type Fault, FAULTS } from '../../local/vendors/fault';
import type { Choice } from '../../src/rpc/contract';
import type { RunOutcome, RunView } from '../../src/rpc/contract-run';
import { notSent, outcomesOf } from '../../sidebar/run-words';
import { Addon, choose } from '../support/addon';
import { HEADERS, person } from '../support/people';

const QUICK = { shares: { email: 1, phone: 1, failed: 0 }, duration: { min: 30, max: 30 } };
const NOBODY = { ...QUICK, shares: { email: 0, phone: 0, failed: 0 } };
const BOTH: Partial<Choice> = {
  channels: ['email', 'phone'],
  route: { email: ['cleanlist'], phone: ['enrich'] },
};
const PHONE = 6;
/** Overlap others: a result is told beside the contact's own outcome. */
const BESIDE: readonly RunOutcome[] = ['risky', 'unplaced', 'untied'];
const OUTCOMES = ['found', 'not_found', 'given_up', 'incomplete', 'left_out', 'broken'] as const;

interface Vendors {
  readonly cleanlist?: readonly Fault[];
  readonly enrich?: readonly Fault[];
}

function addonWith(
  contacts: number,
  faults: Vendors = {},
  [cleanlist, enrich]: readonly [typeof QUICK, typeof QUICK] = [QUICK, QUICK],
): Addon {
  const rows = Array.from({ length: contacts }, (_, index) => [
    `https://www.linkedin.com/in/somebody-${index}`,
    ...person(index),
  ]);
  const addon = new Addon({
    rows: [['LinkedIn', ...HEADERS], ...rows],
    emulator: cleanlist,
    emulators: { enrich },
  });
  for (const fault of faults.cleanlist ?? []) addon.vendors.cleanlist.faults.next('submit', fault);
  for (const fault of faults.enrich ?? []) addon.vendors.enrich.faults.next('submit', fault);
  return addon;
}

/** As long as something goes on alone; no number of a view is ever more than there are contacts. */
function goOn(addon: Addon, id: string): RunView {
  let view = addon.ask('work', { run: id });
  for (;;) {
    const { contacts, done, foundContacts, notFound, incomplete, leftOut, givenUp } = view;
    const numbers = [done, foundContacts, notFound, incomplete, leftOut, givenUp.contacts];
    expect(Math.min(...numbers, notSent(view))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers, notSent(view))).toBeLessThanOrEqual(contacts);
    if (view.callAgainInMs === null) return view;
    view = addon.work(view);
  }
}

function decideAll(
  addon: Addon,
  { id, attention }: RunView,
  decision: 'leave_out' | 'send_again',
): RunView {
  for (const { state, number } of attention) {
    if (state === 'unknown') addon.ask('decide', { run: id, batch: number, decision });
  }
  return goOn(addon, id);
}

function stop(addon: Addon, { id }: RunView): RunView {
  addon.ask('stop', { run: id });
  return goOn(addon, id);
}

function listed(addon: Addon, { id }: RunView, outcome: RunOutcome): number {
  const { total, gone } = addon.ask('outcomeRows', { run: id, outcome });
  return total + gone;
}

function offered(addon: Addon, { id }: RunView, kind: 'failed' | 'not_found'): number {
  const reply = addon.call('quote', choose({ ...BOTH, rows: { kind, run: id } }));
  if (!reply.ok) expect(reply.message).toMatch(/^No contact of that run is left/);
  return reply.ok ? reply.value.contacts.total : 0;
}

/** Every number is that of its list, and each contact counts once. */
function expectTrue(addon: Addon, end: RunView): void {
  expect(end.state).toBe('closed');
  const told = new Map(outcomesOf(end).map(({ outcome, contacts }) => [outcome, contacts]));
  for (const outcome of OUTCOMES) {
    const contacts = outcome === 'incomplete' ? end.incomplete : (told.get(outcome) ?? 0);
    expect([outcome, contacts]).toEqual([outcome, listed(addon, end, outcome)]);
  }
  for (const outcome of told.keys()) {
    expect([...OUTCOMES, ...BESIDE]).toContain(outcome);
  }
  const { contacts, foundContacts, notFound, incomplete, leftOut } = end;
  expect(foundContacts + notFound + incomplete + leftOut).toBe(contacts);
  expect(addon.ask('history', null).runs[0]).toMatchObject({ foundContacts, notFound, leftOut });
}

describe('phones found, and the e-mails', () => {
  test.each(['before', 'after'])('refused %s: all are found, nobody is left', (when) => {
    const late = when === 'after' ? [FAULTS['429 seconds']] : [];
    const addon = addonWith(6, { cleanlist: [...late, FAULTS['400']] });
    const end = goOn(addon, addon.start(BOTH).id);
    expect(end).toMatchObject({ found: { phone: 6 }, foundContacts: 6, leftOut: 0 });
    expect(end).toMatchObject({ refused: { vendor: 'cleanlist', contacts: 6 } });
    expectTrue(addon, end);
    expect([end.afterwards?.failed, offered(addon, end, 'failed')]).toEqual([0, 0]);
  });

  test.each(['before', 'after'])('lost and given up %s: told as that, and as found', (when) => {
    const addon = addonWith(6, { cleanlist: [FAULTS['timeout after']] });
    let view = addon.start(BOTH);
    if (when === 'after') view = goOn(addon, view.id);
    else while (view.attention.length === 0) view = addon.work(view);
    const end = decideAll(addon, view, 'leave_out');
    expect(end).toMatchObject({ foundContacts: 6, leftOut: 0, notFound: 0 });
    expect(end.givenUp).toMatchObject({ contacts: 6, credits: [{ credits: 6 }] });
    expectTrue(addon, end);
  });

  test('stopped: the found are not told as not bought', () => {
    const addon = addonWith(6, { cleanlist: [FAULTS['429 seconds']] });
    const run = addon.start(BOTH);
    addon.work(addon.ask('work', { run: run.id }));
    addon.vendors.cleanlist.faults.next('submit', FAULTS['402'], 9);
    const end = stop(addon, goOn(addon, run.id));
    expect(end).toMatchObject({ foundContacts: 6, leftOut: 0 });
    expectTrue(addon, end);
    expect([end.afterwards?.failed, offered(addon, end, 'failed')]).toEqual([0, 0]);
  });
});

describe('phones lost and given up, and the e-mails', () => {
  test.each(['refused', 'stopped as the credits are used up'])('%s: each counts once', (how) => {
    const fault = how === 'refused' ? FAULTS['400'] : FAULTS['402'];
    const addon = addonWith(6, {
      cleanlist: [FAULTS['429 seconds'], fault],
      enrich: [FAULTS['timeout after']],
    });
    let end = decideAll(addon, goOn(addon, addon.start(BOTH).id), 'leave_out');
    if (end.state !== 'closed') end = stop(addon, end);
    expect(end).toMatchObject({ leftOut: 6, givenUp: { contacts: 6 }, foundContacts: 0 });
    expectTrue(addon, end);
    expect([end.afterwards?.failed, offered(addon, end, 'failed')]).toEqual([0, 0]);
  });

  test('lost and given up as well: each counts once', () => {
    const faults = [FAULTS['timeout after']];
    const addon = addonWith(6, { cleanlist: faults, enrich: faults });
    const end = decideAll(addon, goOn(addon, addon.start(BOTH).id), 'leave_out');
    expect(end).toMatchObject({ leftOut: 6, givenUp: { contacts: 6 }, foundContacts: 0 });
    expectTrue(addon, end);
  });

  test('of four found, two rows being gone: four are found, and all six given up', () => {
    const addon = addonWith(6, {
      cleanlist: [FAULTS['429 seconds']],
      enrich: [FAULTS['timeout after']],
    });
    const run = addon.start(BOTH);
    addon.work(addon.ask('work', { run: run.id }));
    addon.sheet.deleteRows(3, 2);
    const end = decideAll(addon, goOn(addon, run.id), 'leave_out');
    expect(end).toMatchObject({ foundContacts: 4, leftOut: 2, notFound: 0 });
    expect(end.givenUp).toMatchObject({ contacts: 6, found: 4, credits: [{ credits: 3000 }] });
    expectTrue(addon, end);
    expect(end.afterwards).toMatchObject({ failed: 0, notFound: 0 });
  });

  test.each(['before', 'after'])('found of some %s: all are told with what they cost', (when) => {
    const some = { ...QUICK, shares: { email: 0.5, phone: 0, failed: 0 } };
    const addon = addonWith(6, { enrich: [FAULTS['timeout after']] }, [some, QUICK]);
    let view = addon.start(BOTH);
    if (when === 'after') view = goOn(addon, view.id);
    else while (view.attention.length === 0) view = addon.work(view);
    const end = decideAll(addon, view, 'leave_out');
    expect(end.found.email).toBeGreaterThan(0);
    expect(end).toMatchObject({ foundContacts: end.found.email, notFound: 0 });
    expect(end.givenUp).toMatchObject({ contacts: 6, credits: [{ credits: 3000 }] });
    expectTrue(addon, end);
  });
});

test('phones lost and sent again, one being filled by hand: that one is told as given up', () => {
  const addon = addonWith(6, { enrich: [FAULTS['timeout after']] });
  const lost = goOn(addon, addon.start(BOTH).id);
  addon.sheet.type(3, PHONE + 1, '(030) 5550100');
  const end = decideAll(addon, lost, 'send_again');
  expect(end).toMatchObject({ foundContacts: 6, leftOut: 0, givenUp: { contacts: 1, found: 1 } });
  expectTrue(addon, end);
});

describe('rows that are deleted', () => {
  test('one before the e-mails are sent, and while its phone is looked up', () => {
    const addon = addonWith(6, { cleanlist: [FAULTS['429 seconds']] });
    const run = addon.start(BOTH);
    addon.work(addon.ask('work', { run: run.id }));
    const row = addon.shown()[3]?.slice(0, PHONE) ?? [];
    addon.sheet.deleteRows(4, 1);
    const end = goOn(addon, run.id);
    expect(end).toMatchObject({ foundContacts: 5, notFound: 0, leftOut: 1, untied: 1 });
    expectTrue(addon, end);
    // The phone that nothing ties to it may be its own: no retry pays for it again.
    addon.sheet.insertRows(4, 1);
    addon.sheet.put([row], { row: 4, column: 1 });
    expect([end.afterwards?.failed, offered(addon, end, 'failed')]).toEqual([0, 0]);
  });

  test('four while results come: what was found of them counts, and is in the log', () => {
    const slow = { ...QUICK, duration: { min: 900, max: 900 } };
    const addon = addonWith(10, {}, [QUICK, slow]);
    const run = addon.start(BOTH);
    addon.ask('work', { run: run.id });
    addon.sheet.deleteRows(8, 4);
    const end = goOn(addon, run.id);
    expect(end).toMatchObject({ found: { email: 10 }, foundContacts: 10, notFound: 0 });
    expectTrue(addon, end);
    expect(addon.ask('outcomeRows', { run: run.id, outcome: 'found' })).toMatchObject({
      ...{ total: 6, gone: 4 },
    });
  });
});

test('what was found of a contact with several rows takes it out of those refused', () => {
  const addon = addonWith(3, { cleanlist: [FAULTS['400']] });
  // The same person, without what tells the website.
  const again = ['https://www.linkedin.com/in/somebody-1', 'Fayb', 'Lundb', 'Firm b', '', '', ''];
  addon.sheet.put([again], { row: 5, column: 1 });
  const end = goOn(addon, addon.start(BOTH).id);
  expect(end).toMatchObject({ contacts: 3, foundContacts: 3, leftOut: 0 });
  expect(end.afterwards?.failed).toBe(0);
  expect(listed(addon, end, 'left_out')).toBe(0);
});

test('who has an e-mail is not offered as not found when the next vendor finds no phone', () => {
  const addon = addonWith(4, {}, [{ ...QUICK, shares: { email: 1, phone: 0, failed: 0 } }, NOBODY]);
  const route = { email: ['cleanlist'], phone: ['cleanlist', 'enrich'] };
  const end = goOn(addon, addon.start({ ...BOTH, route }).id);
  expect(end).toMatchObject({ foundContacts: 4, notFound: 0 });
  expectTrue(addon, end);
  expect(offered(addon, end, 'not_found')).toBe(0);
});

test('nothing found by either: all are told and offered', () => {
  const addon = addonWith(4, {}, [NOBODY, NOBODY]);
  const end = goOn(addon, addon.start(BOTH).id);
  expect(end).toMatchObject({ foundContacts: 0, notFound: 4, afterwards: { notFound: 4 } });
  expectTrue(addon, end);
});

test('values that stand in their cells already were found', () => {
  const addon = addonWith(4);
  goOn(addon, addon.start(BOTH).id);
  const always = { column: null, policy: 'always' } as const;
  const outputs = { email: always, phone: always };
  const end = goOn(addon, addon.start({ ...BOTH, outputs }).id);
  expect(end).toMatchObject({ found: { email: 4, phone: 4 }, foundContacts: 4, notFound: 0 });
  expectTrue(addon, end);
  expect(offered(addon, end, 'not_found')).toBe(0);
});

test('phones refused by their vendor: as many are told as it refused, and all are found', () => {
  const addon = addonWith(6, { enrich: [FAULTS['413']] });
  const end = goOn(addon, addon.start(BOTH).id);
  expect(end).toMatchObject({ foundContacts: 6, refused: { vendor: 'enrich', contacts: 6 } });
  expectTrue(addon, end);
});

test('e-mails lost, refused when sent again, and found by the next vendor: nobody is given up', () => {
  const addon = addonWith(4, { cleanlist: [FAULTS['timeout after']] });
  const route = { email: ['cleanlist', 'enrich'], phone: ['enrich'] };
  const lost = goOn(addon, addon.start({ ...BOTH, route }).id);
  addon.vendors.cleanlist.faults.next('submit', FAULTS['413']);
  const end = decideAll(addon, lost, 'send_again');
  expect(end).toMatchObject({ found: { email: 4 }, foundContacts: 4, givenUp: { contacts: 0 } });
  expectTrue(addon, end);
});

describe('while phones of others wait for a decision', () => {
  /** The first two rows have an e-mail: their phones are a request of their own, which is lost. */
  function waiting(faults: Vendors): { readonly addon: Addon; readonly view: RunView } {
    const vendors = [QUICK, NOBODY] as const;
    const enrich = [FAULTS['timeout after'], ...(faults.enrich ?? [])];
    const addon = addonWith(8, { ...faults, enrich }, vendors);
    for (const row of [2, 3]) addon.sheet.type(row, PHONE, `own${row}@home.example`);
    return { addon, view: goOn(addon, addon.start(BOTH).id) };
  }

  test('nothing found of whose e-mails were refused: no number is below none', () => {
    const { addon, view } = waiting({ cleanlist: [FAULTS['400']] });
    expect(view).toMatchObject({ state: 'waiting', foundContacts: 0, leftOut: 6 });
    expectTrue(addon, decideAll(addon, view, 'leave_out'));
  });

  test('whose e-mails and phones were both given up is told once', () => {
    const fault = FAULTS['timeout after'];
    const { addon, view: paused } = waiting({ cleanlist: [fault], enrich: [fault] });
    // Two answers lost in a row.
    addon.ask('resume', { run: paused.id });
    const view = goOn(addon, paused.id);
    const [own, ...both] = [...view.attention].sort((a, b) => a.contacts - b.contacts);
    expect([own?.contacts, ...both.map(({ contacts }) => contacts)]).toEqual([2, 6, 6]);
    for (const { number } of both) {
      addon.ask('decide', { run: view.id, batch: number, decision: 'leave_out' });
    }
    const open = goOn(addon, view.id);
    expect(open).toMatchObject({ state: 'waiting', leftOut: 6, givenUp: { contacts: 6 } });
    expectTrue(addon, decideAll(addon, open, 'leave_out'));
  });
});

describe('where the log does not tell', () => {
  test('as it is switched off, the numbers are true all the same', () => {
    const addon = addonWith(6, { cleanlist: [FAULTS['400']], enrich: [FAULTS['timeout after']] });
    addon.ask('saveSettings', { keepsLog: false });
    const end = decideAll(addon, goOn(addon, addon.start(BOTH).id), 'leave_out');
    expect(end).toMatchObject({ state: 'closed', leftOut: 6, foundContacts: 0 });
    expect(end.givenUp).toMatchObject({ contacts: 6, credits: [{ credits: 3000 }] });
    expect(notSent(end)).toBe(0);
  });

  test.each([
    ['refused', FAULTS['400'], { foundContacts: 6, leftOut: 0, notFound: 0 }],
    ['lost', FAULTS['timeout after'], { foundContacts: 6, givenUp: { contacts: 6, found: 6 } }],
  ])(
    'as its lines were deleted, and the e-mails %s: by what the batches know',
    (_, fault, told) => {
      const addon = addonWith(6, { cleanlist: [FAULTS['429 seconds'], fault] });
      const run = addon.start(BOTH);
      let view = addon.ask('work', { run: run.id });
      while ((view.found.phone ?? 0) === 0) view = addon.work(view);
      const log = addon.workbook.sheets.find(({ name }) => name.startsWith('Enrichment log'));
      log?.deleteRows(2, addon.log().length);
      let end = goOn(addon, run.id);
      end = decideAll(addon, end, 'leave_out');
      expect(end).toMatchObject({ state: 'closed', ...told });
      expect(notSent(end)).toBe(0);
    },
  );
});
