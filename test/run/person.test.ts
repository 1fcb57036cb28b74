// Rows with nothing but an e-mail are asked for one by one, in the same run and by the same confirm as the others.
import type { Shares } from '../../local/vendors/results';
import type { Choice } from '../../src/rpc/contract';
import { Addon, type AddonOptions } from '../support/addon';
import { HEADERS, person } from '../support/people';
import { brokenPromises, lines, states } from '../support/witness';

const QUICK = { duration: { min: 30, max: 30 } } as const;
const ALL: Shares = { email: 1, phone: 1, failed: 0 };
const NONE: Shares = { email: 0, phone: 0, failed: 0 };
const PHONES: Partial<Choice> = { channels: ['phone'], route: { phone: ['cleanlist'] } };

function byEmail(index: number): string[] {
  const row = HEADERS.map(() => '');
  row[HEADERS.indexOf('Email')] = `someone.${index}@gmail.com`;
  return row;
}

function allByEmail(count: number): string[][] {
  return Array.from({ length: count }, (_, index) => byEmail(index));
}

function addonOf(
  rows: readonly (readonly string[])[],
  emulator: AddonOptions['emulator'] = {},
  others: AddonOptions['emulators'] = {},
): Addon {
  const addon = new Addon({
    rows: [[...HEADERS], ...rows],
    emulator: { shares: ALL, ...QUICK, ...emulator },
    emulators: others,
  });
  addon.connect();
  return addon;
}

function phonesBought(addon: Addon): (string | undefined)[] {
  const { ledger } = addon.vendor;
  return ledger.purchases.map(({ contact }) => ledger.lookupContact(contact).phones[0]);
}

test('named rows and rows with an e-mail alone are bought in one run, each phone in its own row', () => {
  const rows = [person(0), byEmail(0), person(1), byEmail(1), ['Faye', ...byEmail(2).slice(1)]];
  const addon = addonOf(rows);
  const quote = addon.quote(PHONES);
  expect(quote).toMatchObject({ contacts: { total: 5, phone_only: 5 } });
  expect(quote.maximumCredits).toMatchObject([{ credits: 50 }]);
  const end = addon.workToEnd(addon.start(PHONES));
  expect(end).toMatchObject({ state: 'closed', contacts: 5, done: 5, found: { phone: 5 } });
  expect(end.costs).toMatchObject([{ charged: 50, maximum: 50 }]);
  const asked = addon.vendor.ledger.purchases.map(({ contact }) => Object.values(contact).join());
  expect(asked).toEqual([
    'Faya,Lunda,firm-a.example,Firm a',
    'Fayb,Lundb,firm-b.example,Firm b',
    'someone.0@gmail.com',
    'someone.1@gmail.com',
    'someone.2@gmail.com',
  ]);
  const shown = addon.column('Phone');
  expect([0, 2, 1, 3, 4].map((row) => shown[row])).toEqual(phonesBought(addon));
  expect(new Set(shown).size).toBe(5);
  // One request for those with a name, one each for the others; the list is made once.
  expect(addon.vendor.ledger.requests).toMatchObject({ submit: 4, list: 1 });
  expect(brokenPromises(addon)).toEqual([]);
});

test('a row whose e-mail was typed over while it was looked up gets nobody else’s phone', () => {
  const addon = addonOf(allByEmail(2));
  const run = addon.work(addon.start(PHONES));
  addon.sheet.type(2, 1 + HEADERS.indexOf('Email'), 'somebody.else@gmail.com');
  const end = addon.workToEnd(run);
  const [first, second] = phonesBought(addon);
  expect(addon.column('Phone')).toEqual(['', second]);
  expect(lines(addon, 'unplaced').map(({ after }) => after)).toEqual([first]);
  expect(end).toMatchObject({ state: 'closed', unplaced: 1, untied: 0 });
  addon.sheet.type(2, 1 + HEADERS.indexOf('Email'), 'someone.0@gmail.com');
  addon.ask('placeAgain', { run: end.id });
  expect(addon.column('Phone')).toEqual([first, second]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('forty rows go over slices, and no request comes before the vendor’s minute has room for it', () => {
  const addon = addonOf(allByEmail(40));
  const answers = addon.vendor;
  const refused: number[] = [];
  const handle = answers.handle.bind(answers);
  answers.handle = (request, nowMs) => {
    const answer = handle(request, nowMs);
    if ('status' in answer && answer.status === 429) refused.push(nowMs);
    return answer;
  };
  expect(addon.quote(PHONES).warnings).toEqual([expect.stringContaining('one at a time')]);
  // Enrich is asked for them together, and Cleanlist for whom it does not find.
  addon.connect(undefined, 'enrich');
  expect(addon.quote({ ...PHONES, route: { phone: ['enrich', 'cleanlist'] } }).warnings).toEqual([
    expect.stringMatching(/^Cleanlist may be asked for up to \d+ .* one at a time/),
  ]);
  const started = addon.clock.now();
  const end = addon.workToEnd(addon.start(PHONES));
  expect(end).toMatchObject({ state: 'closed', found: { phone: 40 }, attention: [] });
  expect(refused).toEqual([]);
  expect(addon.column('Phone')).toEqual(phonesBought(addon));
  expect((addon.clock.now() - started) / 60_000).toBeLessThan(5);
  expect(addon.vendor.ledger.requests.list).toBe(1);
  expect(brokenPromises(addon)).toEqual([]);
});

describe('the property store', () => {
  const addon = addonOf(allByEmail(2_500), {
    organizations: [{ id: 'org_big', name: 'Big', keys: ['clapi_demo_key'], credits: 100_000 }],
  });
  const reply = addon.call('quote', { ...PHONES, channels: ['phone'], rows: { kind: 'all' } });
  const first = reply.ok ? 0 : (reply.first ?? 0);

  test('has room for a record each of the first so many, and says how many', () => {
    expect(reply).toMatchObject({ ok: false, code: 'too_many' });
    expect(first).toBeGreaterThan(1_000);
  });

  test('takes that many, and holds them to the end', () => {
    const choice: Partial<Choice> = { ...PHONES, limit: first };
    let run = addon.start(choice);
    for (let slice = 0; slice < 4; slice++) run = addon.work(run);
    expect(run).toMatchObject({ state: 'open', pause: null });
    addon.ask('stop', { run: run.id });
    const end = addon.goOn(run.id);
    expect(end).toMatchObject({ state: 'closed', done: first });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

describe('credits that the vendor keeps until somebody has looked at a look-up that broke', () => {
  const addon = addonOf([person(0), byEmail(0), byEmail(1), byEmail(2)]);
  addon.vendor.faults.nextWorkflow({});
  addon.vendor.faults.nextWorkflow({ ends: 'failed', keepsCredits: true }, 2);
  const end = addon.workToEnd(addon.start(PHONES));
  const said =
    'This run did not finish. The reserved credits are under review; contact support with the workflow id.';

  test('are charged exactly, and said in the vendor’s words, once for all contacts', () => {
    expect(end).toMatchObject({ state: 'closed', found: { phone: 2 }, notFound: 2 });
    expect(end.costs).toMatchObject([{ charged: 40 }]);
    expect(end.notices).toEqual([
      {
        vendor: 'cleanlist',
        contacts: 2,
        message: said,
        workflowId: expect.stringMatching(/^enrich-/) as string,
      },
    ]);
  });

  test('stand in the log as the vendor said it, each under its id', () => {
    const told = lines(addon, 'notice');
    expect(told.map(({ note }) => note)).toEqual(Array(2).fill(`Cleanlist says: ${said}`));
    expect(told.map(({ after }) => after)).toContain(end.notices?.[0]?.workflowId);
    expect(told.map(({ credits }) => credits)).toEqual(['10', '10']);
    // What the vendor charged and never gave is nobody's to lose but its own.
    const broken = brokenPromises(addon).map((text) => text.split(' of ')[1]);
    expect(broken).toEqual(['mail:someone.0@gmail.com', 'mail:someone.1@gmail.com']);
  });
});

test.each([
  [
    'The credits of ada lovelace (ada.lovelace@mail.example, 415 555 0100) are under review',
    'The credits of …) are under review',
  ],
  ['Ada Lovelace', 'Something about the credits: the Enrichment log has its words.'],
])('whoever is named in such words, %j, is named in the log alone', (words, kept) => {
  const addon = addonOf(allByEmail(1));
  addon.vendor.faults.nextWorkflow({ ends: 'failed', keepsCredits: true });
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, nowMs) => {
    const answer = handle(request, nowMs);
    if (!('body' in answer)) return answer;
    const body = answer.body.replace(/("refund_message":)"[^"]*"/, `$1${JSON.stringify(words)}`);
    return { ...answer, body };
  };
  const run = addon.start(PHONES);
  let records = '';
  let view = run;
  while (view.callAgainInMs !== null) {
    view = addon.work(view);
    records += JSON.stringify([...addon.runtime.properties.document]);
  }
  expect(view.notices).toMatchObject([{ message: kept }]);
  expect(records).not.toMatch(/lovelace|mail\.example|555.?0100/i);
  expect(lines(addon, 'notice').map(({ note }) => note)).toEqual([`Cleanlist says: ${words}`]);
});

test('a look-up that broke and gave its credits back cost nothing, and can be bought again', () => {
  const addon = addonOf(allByEmail(1));
  addon.vendor.faults.nextWorkflow({ ends: 'cancelled' });
  const end = addon.workToEnd(addon.start(PHONES));
  expect(end).toMatchObject({ state: 'closed', notices: [], afterwards: { broken: 1 } });
  expect(end.costs).toMatchObject([{ charged: 0, estimated: false }]);
  const rows = { kind: 'failed', run: end.id } as const;
  expect(addon.workToEnd(addon.start({ ...PHONES, rows }))).toMatchObject({ found: { phone: 1 } });
});

test('nobody found costs nothing: the exact charge of the answer is believed', () => {
  const addon = addonOf(allByEmail(2), { shares: NONE });
  const end = addon.workToEnd(addon.start(PHONES));
  expect(end).toMatchObject({ state: 'closed', notFound: 2, afterwards: { broken: 0 } });
  expect(end.costs).toMatchObject([{ charged: 0, maximum: 20, estimated: false }]);
  expect(addon.column('Enrichment status')).toEqual(['Not found', 'Not found']);
});

test('what the vendor says that it has reserved is believed over the list of prices', () => {
  const addon = addonOf(allByEmail(1));
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, nowMs) => {
    const answer = handle(request, nowMs);
    const isPurchase = request.url.endsWith('/enrichment/person') && 'body' in answer;
    return isPurchase
      ? { ...answer, body: answer.body.replace('"credits_reserved":10', '"credits_reserved":7') }
      : answer;
  };
  addon.work(addon.start(PHONES));
  const [text = ''] = [...addon.runtime.properties.document]
    .filter(([key]) => key.startsWith('batch:'))
    .map(([, value]) => value);
  expect(JSON.parse(text)).toMatchObject({ v: 'cleanlist/person', rv: 7 });
});

describe('the list that everybody asked by e-mail lands in', () => {
  test('is made anew when it was deleted at the vendor meanwhile, and nobody is paid twice', () => {
    const addon = addonOf(allByEmail(2));
    addon.vendor.faults.next('submit', { kind: 'status', status: 404, code: 'not_found' });
    const end = addon.workToEnd(addon.start(PHONES));
    expect(end).toMatchObject({ state: 'closed', found: { phone: 2 } });
    expect(addon.vendor.ledger.requests).toMatchObject({ list: 2, submit: 3 });
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('is given up where the vendor refuses it for good: only those who need it are left out', () => {
    const addon = addonOf([person(0), ...allByEmail(3)]);
    addon.vendor.faults.next('list', '404', Infinity);
    const end = addon.workToEnd(addon.start(PHONES));
    expect(end).toMatchObject({ state: 'closed', found: { phone: 1 }, leftOut: 3 });
    expect(addon.vendor.ledger.requests).toMatchObject({ list: 1, submit: 1 });
    const [found, ...others] = addon.column('Enrichment status');
    expect(found).toBe('Found');
    expect(others).toEqual(
      Array(3).fill('Failed: Cleanlist does not look contacts up by e-mail with this key.'),
    );
    expect(lines(addon, 'not sent')).toHaveLength(3);
    expect(brokenPromises(addon)).toEqual([]);
  });

  describe('is given up, and a next vendor can be asked by e-mail', () => {
    const THEN: Partial<Choice> = {
      channels: ['phone'],
      route: { phone: ['cleanlist', 'enrich'] },
    };
    const refused = (times: number): Addon => {
      const enrich = { enrich: { shares: ALL, ...QUICK } };
      const addon = addonOf(allByEmail(2), {}, enrich);
      addon.vendor.faults.next('list', '404', times);
      return addon;
    };

    test('then they go on to that one, and the log says why', () => {
      const addon = refused(Infinity);
      const end = addon.workToEnd(addon.start(THEN));
      expect(end).toMatchObject({ state: 'closed', contacts: 2, found: { phone: 2 }, leftOut: 0 });
      const { ledger } = addon.vendors.enrich;
      expect(ledger.purchases.map(({ contact }) => contact.email)).toEqual(
        [0, 1].map((index) => byEmail(index)[HEADERS.indexOf('Email')]),
      );
      expect(lines(addon, 'not sent').map(({ note }) => note)).toEqual([
        expect.stringContaining('Cleanlist does not look contacts up by e-mail with this key.'),
        expect.stringContaining('Cleanlist does not look contacts up by e-mail with this key.'),
      ]);
      expect(brokenPromises(addon)).toEqual([]);
    });

    test('and an execution that ends meanwhile has nobody asked for at both', () => {
      // Writes from the refusal until the other vendor is asked.
      const plain = new Map<number, string>();
      const tell = (nth: number): string[] => {
        const addon = refused(1);
        const run = addon.start(THEN);
        const { requests } = addon.vendors.enrich.ledger;
        const { balance } = requests;
        const isMeanwhile = (): boolean =>
          addon.vendor.ledger.requests.list > 0 && requests.balance === balance;
        let calls = 0;
        let isDead = false;
        addon.runtime.hooks.beforeCall = ({ remote, access, method }) => {
          if (!remote || access === 'read' || isDead || !isMeanwhile()) return undefined;
          calls++;
          if (nth === 0) plain.set(calls, method);
          isDead = calls === nth;
          return isDead ? 'kill' : undefined;
        };
        addon.clock.advance(60_000);
        addon.execute('work', { run: run.id });
        isDead = true;
        let end = addon.goOn(run.id);
        for (const { number } of end.attention) {
          addon.ask('decide', { run: run.id, batch: number, decision: 'leave_out' });
          end = addon.goOn(run.id);
        }
        const bought = Object.values(addon.vendors).flatMap(({ ledger }) =>
          ledger.purchases.map(({ contact }) => JSON.stringify(contact)),
        );
        const twice = bought.filter((one, at) => bought.indexOf(one) !== at);
        return [...brokenPromises(addon), ...twice, ...(end.state === 'closed' ? [] : [end.state])];
      };
      expect(tell(0)).toEqual([]);
      const broken = [...plain].flatMap(([nth, method]) =>
        tell(nth).map((what) => `${nth}, ${method}: ${what}`),
      );
      expect(plain.size).toBeGreaterThan(4);
      expect(broken).toEqual([]);
    });
  });

  test('is waited for while the vendor is down, and nothing is bought meanwhile', () => {
    const addon = addonOf(allByEmail(1));
    addon.vendor.faults.next('list', '503');
    const run = addon.work(addon.start(PHONES));
    expect(run).toMatchObject({ state: 'open', pause: null });
    expect(states(addon)).toEqual(['created']);
    expect(addon.workToEnd(run)).toMatchObject({ found: { phone: 1 } });
    expect(addon.vendor.ledger.requests).toMatchObject({ list: 2, submit: 1 });
  });
});

describe('a plan or a key that does not allow it', () => {
  const plan = { features: ['enrich_email'] };

  test('pauses at the purchase, says what to do, and goes on when it is put right', () => {
    const addon = addonOf(allByEmail(1), { plan });
    const paused = addon.workToEnd(addon.start(PHONES));
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
    expect(paused.pause?.message).toMatch(
      /Your plan there does not cover it\. .*upgrade it if not/,
    );
    expect(states(addon)).toEqual(['created']);
    expect(addon.vendor.ledger.purchases).toEqual([]);
  });

  describe('which lacks just the right to make lists', () => {
    const scopes = ['credits:read', 'enrich:read', 'enrich:write'];
    const addon = addonOf([byEmail(0), person(0), person(1)], { plan: { scopes } });
    const end = addon.workToEnd(addon.start(PHONES));
    const [status = '', ...others] = addon.column('Enrichment status');

    test('leaves out who needs one, and everybody else is bought', () => {
      expect(end).toMatchObject({ state: 'closed', found: { phone: 2 }, leftOut: 1 });
      expect(addon.column('Phone').map(Boolean)).toEqual([false, true, true]);
      expect(addon.vendor.ledger.requests).toMatchObject({ list: 1 });
      expect(brokenPromises(addon)).toEqual([]);
    });

    test('says in the row what is missing, and in the log, once, what to do', () => {
      expect(status).toBe(
        'Failed: Cleanlist does not look contacts up by e-mail with this key. The key lacks a right for it.',
      );
      expect(others).toEqual(['Found', 'Found']);
      const notes = lines(addon, 'not sent').map(({ note }) => note);
      expect(notes).toEqual([expect.stringMatching(/lacks a right for it\. .*connect that key\./)]);
    });
  });

  test('which has no room for another list leaves out who needs one, and says what to do', () => {
    const addon = addonOf([byEmail(0), person(0)], { mostLists: 1 });
    const end = addon.workToEnd(addon.start(PHONES));
    expect(end).toMatchObject({ state: 'closed', found: { phone: 1 }, leftOut: 1 });
    expect(addon.column('Enrichment status')[0]).toBe(
      'Failed: Cleanlist does not look contacts up by e-mail with this key. Your plan there has no room for another list.',
    );
    const notes = lines(addon, 'not sent').map(({ note }) => note);
    expect(notes).toEqual([
      expect.stringMatching(/Delete one at https:\/\/portal\.cleanlist\.ai\./),
    ]);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('altogether still pauses where the list cannot be made either', () => {
    const addon = addonOf(allByEmail(1));
    addon.vendor.faults.next('list', '401');
    const paused = addon.workToEnd(addon.start(PHONES));
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'key' } });
    expect(states(addon)).toEqual(['created']);
  });
});

test('a contact that the vendor cannot take by its e-mail is listed with its words, the others are bought', () => {
  const addon = addonOf(allByEmail(2));
  const detail = [{ type: 'value_error', loc: ['body', 'email'], msg: 'Role address', input: 'x' }];
  const handle = addon.vendor.handle.bind(addon.vendor);
  let times = 0;
  addon.vendor.handle = (request, nowMs) =>
    request.url.endsWith('/enrichment/person') && times++ === 0
      ? { status: 422, headers: {}, body: JSON.stringify({ detail }), elapsedMs: 1 }
      : handle(request, nowMs);
  const end = addon.workToEnd(addon.start(PHONES));
  expect(end).toMatchObject({ state: 'closed', incomplete: 1, found: { phone: 1 } });
  expect(addon.column('Enrichment status')[0]).toBe('Incomplete: Role address');
  expect(brokenPromises(addon)).toEqual([]);
});

test('what another vendor did not find by e-mail goes on one by one, within the room that was kept for it', () => {
  const addon = addonOf(allByEmail(30), {}, { enrich: { shares: NONE, ...QUICK } });
  const choice = { channels: ['phone'], route: { phone: ['enrich', 'cleanlist'] } } as const;
  let run = addon.start(choice);
  const bytes = (): number =>
    [...addon.runtime.properties.document]
      .filter(([key]) => key.startsWith('batch:'))
      .reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const [record = '{}'] = [...addon.runtime.properties.document].flatMap(([key, text]) =>
    key === `run:${run.id}` ? [text] : [],
  );
  const { spare } = JSON.parse(record) as { spare: number };
  let most = 0;
  while (run.callAgainInMs !== null) {
    run = addon.work(run);
    most = Math.max(most, bytes());
  }
  expect(run).toMatchObject({ state: 'closed', found: { phone: 30 } });
  expect(spare).toBeGreaterThan(30 * 287);
  expect(most).toBeLessThan(spare + 30 * 20);
  expect(brokenPromises(addon)).toEqual([]);
});
