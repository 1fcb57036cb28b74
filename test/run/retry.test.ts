// Retries: a new run of its own over the contacts of a closed one that found nothing, or that certainly was not paid for.
import type { Choice } from '../../src/rpc/contract';
import { Addon, choose } from '../support/addon';
import { HEADERS, people, person } from '../support/people';
import { lines, states } from '../support/witness';
import { credits } from '../support/credits';

const NOTHING = { email: 0, phone: 0, failed: 0 };
const MAILS = { email: 1, phone: 0, failed: 0 };

/** The bodies of the submits, in order. */
function sentBodies(
  addon: Addon,
): { enrichment_type: string; contacts: Record<string, string>[] }[] {
  const bodies: { enrichment_type: string; contacts: Record<string, string>[] }[] = [];
  addon.runtime.hooks.beforeCall = ({ method, args }) => {
    const options = args[1] as { payload?: string } | undefined;
    if (method === 'UrlFetchApp.fetch' && options?.payload !== undefined) {
      bodies.push(JSON.parse(options.payload) as (typeof bodies)[number]);
    }
    return undefined;
  };
  return bodies;
}

function withProfiles(count: number): string[][] {
  return [
    ['LinkedIn', ...HEADERS],
    ...Array.from({ length: count }, (_, index) => [
      `https://www.linkedin.com/in/sample-person-${index}-x`,
      ...person(index),
    ]),
  ];
}

describe('what was not found', () => {
  const addon = new Addon({ rows: withProfiles(3), emulator: { shares: NOTHING } });
  const bodies = sentBodies(addon);
  const first = addon.workToEnd(addon.start());
  const counted = (run: string, channels: Choice['channels'] = ['email']) =>
    addon.ask('retryCount', { run, kind: 'not_found', channels });
  const retry = (run: string, change: Partial<Choice> = {}): Partial<Choice> => ({
    rows: { kind: 'not_found', run },
    ...change,
  });

  test('is offered with its number', () => {
    expect(first).toMatchObject({ notFound: 3, afterwards: { notFound: 3, failed: 0 } });
    expect(counted(first.id)).toEqual({ contacts: 3, maximumCredits: credits(3), tried: 0 });
  });

  test('is asked for by name and company instead of the profile, as a run of its own', () => {
    const quote = addon.quote(retry(first.id));
    expect(quote).toMatchObject({ contacts: { total: 3, partial: 3 }, maximumCredits: credits(3) });
    const second = addon.workToEnd(addon.start(retry(first.id)));
    expect(second.id).not.toBe(first.id);
    expect(second.costs[0]?.maximum).toBe(3);
    expect(
      bodies.map(({ contacts }) => Object.keys(contacts[0] ?? {}).includes('linkedin_url')),
    ).toEqual([true, false]);
    expect(bodies[1]?.contacts[0]).toMatchObject({ first_name: 'Faya', company_name: 'Firm a' });
  });

  test('then by the profile alone, and then no way is left but looking for more', () => {
    addon.workToEnd(addon.start(retry(first.id)));
    expect(Object.keys(bodies[2]?.contacts[0] ?? {})).toEqual(['linkedin_url']);
    expect(
      addon.call('quote', { channels: ['email'], rows: { kind: 'not_found', run: first.id } }),
    ).toMatchObject({
      ok: false,
      code: 'nothing_to_send',
    });
    const { check } = addon.ask('inspect', {
      channels: ['email'],
      rows: { kind: 'not_found', run: first.id },
    });
    expect(check?.counts).toMatchObject({ tried: 3, incomplete: 0 });
    expect(check?.rows[0]).toMatchObject({ kind: 'tried' });
    expect(check?.rows[0]?.text).toContain('Nothing was found with all that this row says');
    expect(counted(first.id)).toEqual({ contacts: 0, maximumCredits: credits(0), tried: 3 });
  });

  test('is counted for what is asked: with the fuller lookup there is a way again', () => {
    const both = counted(first.id, ['email', 'phone']);
    expect(both).toEqual({ contacts: 3, maximumCredits: credits(33), tried: 0 });
  });

  test('is asked for in full where only the e-mail was looked for', () => {
    const channels = ['email', 'phone'] as const;
    expect(addon.quote(retry(first.id, { channels }))).toMatchObject({
      contacts: { full: 3 },
      maximumCredits: credits(33),
    });
    addon.workToEnd(addon.start(retry(first.id, { channels })));
    expect(bodies[3]).toMatchObject({ enrichment_type: 'full' });
    expect(bodies).toHaveLength(4);
  });

  test('is still tied to its rows when it is found another way', () => {
    const shares = { email: 0.5, phone: 0, failed: 0 };
    const other = new Addon({ rows: withProfiles(12), emulator: { shares } });
    const before = other.workToEnd(other.start());
    const end = other.workToEnd(other.start(retry(before.id)));
    expect(end).toMatchObject({ state: 'closed', contacts: before.notFound, unplaced: 0 });
    expect(end.found.email).toBeGreaterThan(0);
    for (const [, , last = '', , , email = ''] of other.shown().slice(1)) {
      if (email !== '') expect(email).toContain(last.toLowerCase());
    }
  });
});

test('a retry is counted as its check will be: without rows that are gone, changed or filled, and one contact once', () => {
  const rows = withProfiles(5);
  rows.push([...(rows[1] ?? [])]);
  const addon = new Addon({ rows, emulator: { shares: NOTHING } });
  const run = addon.workToEnd(addon.start());
  const count = () =>
    addon.ask('retryCount', { run: run.id, kind: 'not_found', channels: ['email'] });
  expect(run.afterwards?.notFound).toBe(5);
  expect(count()).toEqual({ contacts: 5, maximumCredits: credits(5), tried: 0 });
  addon.sheet.deleteRows(3);
  addon.sheet.type(3, 3, 'Otherwise');
  addon.sheet.type(4, 6, 'typed@firm.example');
  expect(count()).toEqual({ contacts: 2, maximumCredits: credits(2), tried: 0 });
  expect(addon.quote({ rows: { kind: 'not_found', run: run.id } }).contacts.total).toBe(2);
});

test('a retry of a run that is not known, or whose sheet was deleted, says so and what was paid', () => {
  const addon = new Addon({ rows: withProfiles(1), emulator: { shares: NOTHING } });
  const run = addon.workToEnd(addon.start());
  const count = (id: string) =>
    addon.call('retryCount', { run: id, kind: 'failed', channels: ['email'] });
  expect(count('NoSuchRun000')).toMatchObject({ ok: false, code: 'gone' });
  expect(count('NoSuchRun000')).toMatchObject({
    message: expect.stringContaining('Nothing was sent or paid') as string,
  });
  // The same people elsewhere are not the run's.
  addon.workbook.addSheet('Other', { rows: 10, columns: 9 }).put(withProfiles(1));
  addon.workbook.deleteSheet(addon.sheet.id);
  expect(count(run.id)).toMatchObject({
    ok: false,
    code: 'refused',
    message: expect.stringContaining('was deleted') as string,
  });
});

test('two people of one name at one company are never asked for without their profiles', () => {
  const [, one = []] = withProfiles(1);
  const rows = [
    ['LinkedIn', ...HEADERS],
    ['https://www.linkedin.com/in/sample-first-x', ...one.slice(1)],
    ['https://www.linkedin.com/in/sample-second-x', ...one.slice(1)],
  ];
  const addon = new Addon({ rows, emulator: { shares: NOTHING } });
  const bodies = sentBodies(addon);
  const run = addon.workToEnd(addon.start());
  addon.workToEnd(addon.start({ rows: { kind: 'not_found', run: run.id } }));
  expect(bodies[1]?.contacts.map((contact) => Object.keys(contact))).toEqual([
    ['linkedin_url'],
    ['linkedin_url'],
  ]);
});

describe('of two namesakes whose results nothing ties to either', () => {
  const [, one = []] = withProfiles(1);
  const rows = [
    ['LinkedIn', ...HEADERS],
    ['https://www.linkedin.com/in/sample-first-x', ...one.slice(1)],
    ['https://www.linkedin.com/in/sample-second-x', ...one.slice(1)],
    ['https://www.linkedin.com/in/sample-third-x', ...person(7)],
  ];
  const addon = new Addon({ rows, emulator: { shares: MAILS } });
  addon.vendor.faults.nextWorkflow({ shape: 'flat', taskIds: 'missing' });
  const run = addon.workToEnd(addon.start());

  test('neither is asked for again: it may be bought already', () => {
    expect(run).toMatchObject({ foundContacts: 1, unplaced: 1, untied: 1 });
    expect(
      addon.ask('retryCount', { run: run.id, kind: 'not_found', channels: ['email'] }),
    ).toEqual({ contacts: 0, maximumCredits: credits(0), tried: 0 });
    const rows = { kind: 'not_found', run: run.id } as const;
    expect(addon.call('quote', { channels: ['email'], rows })).toMatchObject({ ok: false });
  });

  test('their rows are shown, apart from those of which nothing was found', () => {
    const rowsOf = (outcome: 'untied' | 'not_found' | 'unplaced') =>
      addon.ask('outcomeRows', { run: run.id, outcome }).rows.map(({ row }) => row);
    expect(rowsOf('untied')).toEqual([2, 3]);
    expect(rowsOf('not_found')).toEqual([]);
    expect(rowsOf('unplaced')).toEqual([]);
  });
});

test('what was found is not retried, and a run of another user may be', () => {
  const rows = people(6);
  const addon = new Addon({ rows, emulator: { shares: { email: 0.5, phone: 0, failed: 0 } } });
  const run = addon.workToEnd(addon.start());
  const found = run.found.email ?? 0;
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(6);
  const retry = { channels: ['email', 'phone'], rows: { kind: 'not_found', run: run.id } } as const;
  expect(addon.quote(retry).contacts.total).toBe(6 - found);
  addon.user = 'grace@sample.example';
  addon.connect();
  expect(addon.quote(retry).contacts.total).toBe(6 - found);
});

test('a retry is about the sheet of its run, whichever is open', () => {
  const addon = new Addon({ rows: withProfiles(2), emulator: { shares: NOTHING } });
  const run = addon.workToEnd(addon.start());
  const other = addon.workbook.addSheet('Another', { rows: 10, columns: 10 });
  other.put(people(5));
  addon.workbook.activeSheetId = other.id;
  const rows = { kind: 'not_found', run: run.id } as const;
  expect(addon.ask('inspect', { channels: ['email'], rows, sheet: other.id })).toMatchObject({
    sheet: { name: 'Contacts' },
    check: { contacts: { total: 2 } },
  });
});

test('what was stopped, refused, dropped or failed at the vendor is sent again, as it was', () => {
  const addon = new Addon({ rows: people(600), emulator: { shares: MAILS } });
  const run = addon.start();
  addon.vendor.faults.next('submit', '400', 1);
  let posts = 0;
  addon.runtime.hooks.afterCall = ({ service, args }) => {
    if (service === 'UrlFetchApp' && String(args[0]).endsWith('/bulk') && ++posts === 2) {
      addon.ask('stop', { run: run.id });
    }
    return undefined;
  };
  const end = addon.workToEnd(run);
  delete addon.runtime.hooks.afterCall;
  expect(end).toMatchObject({ state: 'closed', found: { email: 250 }, leftOut: 350 });
  expect(end.afterwards).toMatchObject({ failed: 350, notFound: 0 });
  const retry = { rows: { kind: 'failed', run: run.id } } as const;
  expect(addon.quote(retry)).toMatchObject({
    contacts: { total: 350 },
    maximumCredits: credits(350),
  });
  const second = addon.workToEnd(addon.start(retry));
  expect(second).toMatchObject({ state: 'closed', found: { email: 350 } });
  expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  expect(addon.call('quote', { channels: ['email'], ...retry })).toMatchObject({ ok: false });
});

test('a lookup that broke at the vendor cost nothing and is a failure, not a result', () => {
  const addon = new Addon({ rows: people(4), emulator: { shares: { ...NOTHING, failed: 1 } } });
  const run = addon.workToEnd(addon.start());
  expect(run.afterwards).toMatchObject({ failed: 4, notFound: 0 });
  expect(lines(addon, 'failed')).toHaveLength(4);
  expect(addon.quote({ rows: { kind: 'failed', run: run.id } }).contacts.total).toBe(4);
});

test('what was given up may have been bought: it is offered by neither retry', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: MAILS } });
  const run = addon.start();
  addon.vendor.faults.next('submit', 'timeout after');
  addon.workToEnd(run);
  expect(states(addon)).toEqual(['unknown']);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'leave_out' });
  const end = addon.work(run);
  expect(end).toMatchObject({
    state: 'closed',
    leftOut: 3,
    afterwards: { failed: 0, notFound: 0 },
  });
  expect(lines(addon, 'closed')).toHaveLength(1);
  const none = { contacts: 0, maximumCredits: credits(0), tried: 0 };
  for (const kind of ['not_found', 'failed'] as const) {
    expect(addon.ask('retryCount', { run: run.id, kind, channels: ['email'] })).toEqual(none);
  }
  for (const kind of ['not_found', 'failed'] as const) {
    expect(addon.call('quote', { channels: ['email'], rows: { kind, run: run.id } })).toMatchObject(
      {
        ok: false,
        code: 'sheet_problem',
      },
    );
  }
});

test('what was stopped after a person wanted it sent again may have been bought the first time: not offered either', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: MAILS } });
  const run = addon.start();
  addon.vendor.faults.next('submit', 'timeout after');
  addon.workToEnd(run);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
  addon.ask('stop', { run: run.id });
  const end = addon.work(run);
  expect(end).toMatchObject({ state: 'closed', leftOut: 3, costs: [{ charged: 3, maximum: 6 }] });
  expect(end.afterwards).toMatchObject({ failed: 0, notFound: 0 });
  const failed = { channels: ['email'], rows: { kind: 'failed', run: run.id } } as const;
  expect(addon.call('quote', failed)).toMatchObject({ ok: false, code: 'sheet_problem' });
});

test('what was sent again and found nothing can be retried', () => {
  const addon = new Addon({ rows: withProfiles(2), emulator: { shares: NOTHING } });
  const run = addon.start();
  addon.vendor.faults.next('submit', 'timeout before');
  addon.workToEnd(run);
  addon.ask('decide', { run: run.id, batch: 1, decision: 'send_again' });
  expect(addon.goOn(run.id).afterwards).toMatchObject({ notFound: 2, failed: 0 });
  expect(addon.quote({ rows: { kind: 'not_found', run: run.id } }).contacts.total).toBe(2);
});

test('what a later run may have bought is not offered as failed of the earlier one', () => {
  const addon = new Addon({ rows: people(3), emulator: { shares: MAILS } });
  const first = addon.start();
  addon.ask('stop', { run: first.id });
  addon.workToEnd(first);
  const retry = { rows: { kind: 'failed', run: first.id } } as const;
  expect(addon.quote(retry).contacts.total).toBe(3);
  const second = addon.start(retry);
  addon.vendor.faults.next('submit', 'timeout after');
  addon.workToEnd(second);
  addon.ask('decide', { run: second.id, batch: 1, decision: 'leave_out' });
  addon.work(second);
  expect(addon.call('quote', { channels: ['email'], ...retry })).toMatchObject({ ok: false });
});

test('a retry that was stopped is asked for in its own way when it is sent after all', () => {
  const addon = new Addon({ rows: withProfiles(2), emulator: { shares: NOTHING } });
  const bodies = sentBodies(addon);
  const first = addon.workToEnd(addon.start());
  const second = addon.start({ rows: { kind: 'not_found', run: first.id } });
  addon.ask('stop', { run: second.id });
  addon.workToEnd(second);
  addon.workToEnd(addon.start({ rows: { kind: 'failed', run: second.id } }));
  expect(bodies).toHaveLength(2);
  expect(bodies[1]?.contacts[0]).not.toHaveProperty('linkedin_url');
});

test('without the log’s lines nothing tells what to retry, and that is said', () => {
  const addon = new Addon({ rows: withProfiles(2), emulator: { shares: NOTHING } });
  const run = addon.workToEnd(addon.start());
  const log = addon.workbook.sheets.find(({ name }) => name === 'Enrichment log');
  log?.deleteRows(2, 2);
  const reply = addon.call('quote', {
    channels: ['email'],
    rows: { kind: 'not_found', run: run.id },
  });
  expect(reply).toMatchObject({ ok: false, code: 'sheet_problem' });
  expect(reply).toMatchObject({ message: expect.stringContaining('log') as string });
});

describe('at a vendor that is sent only a part of what a row says', () => {
  const notFound = (choice: Partial<Choice>, rows = withProfiles(2), shares = NOTHING) => {
    const emulators = { enrich: { shares } };
    const addon = new Addon({ rows, emulator: { shares: NOTHING }, emulators });
    const run = addon.workToEnd(addon.start(choice));
    expect(run).toMatchObject({ notFound: 2, afterwards: { notFound: 2 } });
    const again: Partial<Choice> = { ...choice, rows: { kind: 'not_found', run: run.id } };
    return { addon, run, again };
  };
  const checked = (addon: Addon, again: Partial<Choice>) =>
    addon.ask('inspect', choose(again)).check?.counts;
  const MAIL: Partial<Choice> = { channels: ['email'], route: { email: ['enrich'] } };
  const PHONE: Partial<Choice> = { channels: ['phone'], route: { phone: ['enrich'] } };
  const BOTH: Partial<Choice> = {
    channels: ['email', 'phone'],
    route: { email: ['enrich'], phone: ['enrich'] },
  };

  test('an e-mail finder that takes no profile is not asked the same again, nor with a profile', () => {
    const { addon, run, again } = notFound(MAIL);
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
    const { channels, route = {} } = choose(MAIL);
    const count = { run: run.id, kind: 'not_found', channels, route } as const;
    expect(addon.ask('retryCount', count)).toMatchObject({ contacts: 0, tried: 2 });
    expect(addon.call('quote', choose(again))).toMatchObject({
      ok: false,
      code: 'nothing_to_send',
    });
  });

  test('a phone finder that was asked with the profile is asked with the e-mail, and then no more', () => {
    const rows = withProfiles(2).map((row, at) =>
      row.map((text, column) => (at > 0 && column === 5 ? `p${at}@firm.example` : text)),
    );
    const { addon, again } = notFound(PHONE, rows);
    expect(checked(addon, again)).toMatchObject({ ready: 2 });
    const bodies = sentBodies(addon);
    addon.workToEnd(addon.start(again));
    expect(bodies).toEqual([{ emails: ['p1@firm.example', 'p2@firm.example'] }]);
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
  });

  test('and without an e-mail there is no other way', () => {
    const { addon, again } = notFound(PHONE);
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
  });

  test('e-mail and phone, bought one by one there, are not asked for in the same way again', () => {
    const { addon, again } = notFound(BOTH);
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
  });

  test('where only the e-mail was looked for, the phone alone is asked for by the profile', () => {
    const { addon, again } = notFound(MAIL);
    const bodies = sentBodies(addon);
    addon.workToEnd(addon.start({ ...again, ...BOTH }));
    expect(bodies.map((body) => Object.keys(body))).toEqual([['linkedins']]);
  });

  test('a next vendor that takes the profile is asked with it', () => {
    const { addon, again } = notFound({
      channels: ['email'],
      route: { email: ['enrich', 'cleanlist'] },
    });
    const bodies = sentBodies(addon);
    addon.workToEnd(addon.start(again));
    expect(bodies.map(({ contacts }) => contacts.map((one) => Object.keys(one)))).toEqual([
      [['linkedin_url'], ['linkedin_url']],
    ]);
  });

  test('what was asked in every way is asked once more where the other channel was not', () => {
    const MAILS_AT_FIRST: Partial<Choice> = {
      channels: ['email'],
      route: { email: ['cleanlist'] },
    };
    const { addon, again } = notFound(MAILS_AT_FIRST);
    addon.workToEnd(addon.start(again));
    addon.workToEnd(addon.start(again));
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
    const both: Partial<Choice> = {
      ...{ ...again, channels: ['email', 'phone'] },
      route: { email: ['cleanlist'], phone: ['enrich'] },
    };
    expect(checked(addon, both)).toMatchObject({ tried: 0, ready: 2 });
    addon.workToEnd(addon.start(both));
    expect(checked(addon, both)).toMatchObject({ tried: 2, ready: 0 });
  });

  test('an e-mail of which one vendor said nothing is checked by another, and by the same no more', () => {
    const mails = [1, 2, 3, 4, 5].map((at) => [`p${at}@firm.example`]);
    const addon = new Addon({ rows: [['Email'], ...mails] });
    addon.vendors.enrich.faults.nextWorkflow({ items: ['missing'] });
    const at = (vendor: string): Partial<Choice> => ({
      ...{ operation: 'validate', channels: ['validity'], route: { validity: [vendor] } },
    });
    const run = addon.workToEnd(addon.start(at('enrich')));
    expect(run).toMatchObject({ notFound: 1 });
    const rows = { kind: 'not_found', run: run.id } as const;
    expect(checked(addon, { ...at('enrich'), rows })).toMatchObject({ tried: 1, ready: 0 });
    expect(checked(addon, { ...at('leadleap'), rows })).toMatchObject({ tried: 0, ready: 1 });
  });

  test('people who could not be looked up by their e-mails are asked for in no other way', () => {
    const rows = [
      ['Email', 'LinkedIn', 'Name'],
      ...[1, 2].map((at) => [
        `p${at}@firm.example`,
        `https://www.linkedin.com/in/sample-${at}`,
        `Ann Lee ${at}`,
      ]),
    ];
    const { addon, again } = notFound(
      { operation: 'lookup', channels: ['profile'], route: { profile: ['enrich'] } },
      rows,
      { ...NOTHING, failed: 1 },
    );
    expect(checked(addon, again)).toMatchObject({ tried: 2, ready: 0 });
  });
});
