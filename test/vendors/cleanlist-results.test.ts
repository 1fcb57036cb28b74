import { personOf, type VendorContact } from '../../local/vendors/person';
import { findFor } from '../../local/vendors/results';
import { answerProblems, type Answered } from '../support/cleanlist-contract';
import {
  answered,
  bodyOf,
  buy,
  emulator,
  END,
  get,
  identity,
  NOW,
  people,
  person,
  post,
  SECOND_KEY,
} from './calls';

const find = (contact: VendorContact) => findFor(contact, 's', { email: 1, phone: 1, failed: 0 });

describe('what the emulated Cleanlist finds', () => {
  test('depends on the person, not on the batch', () => {
    const results = (vendor: ReturnType<typeof emulator>, contacts: VendorContact[]) => {
      const id = buy(vendor, contacts);
      const body = bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END));
      return new Map(
        (body.results as { prospect: { full_name: string }; task_id: string }[]).map(
          ({ task_id: _id, ...rest }) => [rest.prospect.full_name, rest],
        ),
      );
    };
    const first = results(emulator(), people(40));
    const again = results(emulator(), people(40).reverse().slice(5));
    for (const [name, result] of again) expect(first.get(name)).toEqual(result);
  });

  test('has plausible shares', () => {
    const found = people(4_000).map((contact) => findFor(contact, 'cleanlist'));
    const share = (count: number) => Math.round((100 * count) / found.length);
    const word = (status: string) => found.filter((f) => f.emailStatus === status).length;
    expect(share(found.filter((f) => f.email !== '').length)).toBeCloseTo(72, -1);
    expect(share(found.filter((f) => f.phones.length > 0).length)).toBeCloseTo(45, -1);
    expect(word('reliable')).toBeGreaterThan(word('risky'));
    expect(word('risky')).toBeGreaterThan(word('unknown'));
    expect(word('unknown')).toBeGreaterThan(0);
    const failed = found.filter((f) => f.failed).length;
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(60);
  });

  test.each<[string, VendorContact, string]>([
    [
      'a name and a domain',
      { first_name: 'José', last_name: 'Łuczak', company_domain: 'Acme.com' },
      'sample.jose.luczak@acme.com',
    ],
    [
      'a name and a company',
      { first_name: 'Ann', last_name: 'O’Neil', company_name: 'Acme & Søn' },
      'sample.ann.oneil@acmeson.example',
    ],
    [
      'a name without Latin letters',
      { first_name: '山', last_name: '田', company_domain: 'acme.jp' },
      'sample.c',
    ],
    [
      'an address alone',
      { linkedin_url: 'https://www.linkedin.com/in/jane-van-doe-1a2b3c/' },
      'sample.jane.vandoe@',
    ],
  ])('is an address that says it is made up: of %s', (_name, contact, start) => {
    expect(find(contact).email.startsWith(start)).toBe(true);
    expect(find(contact).email).toMatch(/^[a-z0-9.]+@[a-z0-9.]+$/);
  });

  test('is a number set aside for fiction, seldom the same for two people', () => {
    const numbers = people(1_000).flatMap((contact) => find(contact).phones);
    for (const number of numbers) expect(number).toMatch(/^\+1[2-9][0-8][2-9]55501\d\d$/);
    expect(new Set(numbers).size).toBeGreaterThan(numbers.length * 0.97);
  });

  test('comes after 30 to 180 seconds, different for each workflow', () => {
    const vendor = emulator();
    const ids = Array.from({ length: 12 }, () => buy(vendor, people(1), 'none'));
    const word = (id: string, at: number) =>
      bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`, SECOND_KEY), at)).status;
    for (const id of ids) expect(word(id, NOW + 29_999)).toBe('processing');
    const halfway = ids.filter((id) => word(id, NOW + 100_000) !== 'processing');
    expect(halfway.length).toBeGreaterThan(0);
    expect(halfway.length).toBeLessThan(12);
    for (const id of ids) expect(word(id, NOW + 180_000)).toBe('completed');
  });

  test('ends with errors when a contact failed, in either shape', () => {
    for (const shape of ['flat', 'echo'] as const) {
      const vendor = emulator({ shape, shares: { email: 1, phone: 1, failed: 0.5 } });
      const id = buy(vendor, people(20));
      const body = bodyOf(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END));
      expect(body.status).toBe('completed_with_errors');
      const failed = (body.results as { status: string }[]).filter((r) => r.status === 'failed');
      expect(failed.length).toBe((body.summary as { failed: number }).failed);
    }
  });

  test('can be read for one task', () => {
    const vendor = emulator();
    const request = post({ enrichment_type: 'full', contacts: people(2) });
    const { task_ids, workflow_id } = bodyOf(vendor.handle(request, NOW));
    const path = `/enrich/status?task_id=${(task_ids as string[])[1] ?? ''}`;
    expect(bodyOf(vendor.handle(get(path), NOW))).toMatchObject({
      workflow_id,
      status: 'processing',
    });
    expect(bodyOf(vendor.handle(get(path), END))).toMatchObject({
      prospect: { last_name: 'Last1' },
    });
  });

  test.each(['flat', 'echo'] as const)('keeps the contract in every answer (%s)', (shape) => {
    const vendor = emulator({ shape });
    const id = buy(vendor, [...people(100), { linkedin_url: 'https://www.linkedin.com/in/a-b' }]);
    const check = (endpoint: Answered, path: string, at = NOW) => {
      expect(answerProblems(endpoint, answered(vendor.handle(get(path), at)))).toEqual([]);
    };
    const request = post({ enrichment_type: 'partial', contacts: people(3) });
    expect(answerProblems('submit', answered(vendor.handle(request, NOW)))).toEqual([]);
    check('status', `/enrich/status?workflow_id=${id}`);
    check('status', `/enrich/status?workflow_id=${id}`, END);
    check('status', '/enrich/status?workflow_id=unknown');
    check('balance', '/credits/balance');
    check('validate', '/auth/validate-key');
    expect(answerProblems('submit', answered(vendor.handle(post({}), NOW)))).toEqual([]);
  });
});

describe('the ledger', () => {
  test('counts every call by its endpoint', () => {
    const vendor = emulator();
    buy(vendor, people(1));
    vendor.handle(get('/credits/balance', 'clapi_wrong'), NOW);
    vendor.handle(get('/auth/validate-key'), NOW);
    vendor.handle(get('/enrich/status?workflow_id=x'), NOW);
    vendor.handle(get('/elsewhere'), NOW);
    expect(vendor.ledger.requests).toEqual({
      submit: 1,
      status: 1,
      results: 0,
      balance: 1,
      validate: 1,
      quote: 0,
      list: 0,
      import: 0,
      other: 1,
    });
  });

  test('knows who bought whom, when, in which workflow, and what it cost', () => {
    const vendor = emulator({ shares: { email: 1, phone: 0, failed: 0 } });
    const workflowId = buy(vendor, [person(1)], 'full', SECOND_KEY);
    const bought = {
      workflowId,
      organizationId: 'org_a',
      key: SECOND_KEY,
      atMs: NOW,
      contact: person(1),
    };
    expect(vendor.ledger.purchases).toMatchObject([
      { ...bought, channel: 'email', credits: null },
      { ...bought, channel: 'phone', credits: null },
    ]);
    vendor.balance('org_a', END);
    expect(vendor.ledger.purchases.map(({ credits }) => credits)).toEqual([1, 0]);
    expect(vendor.ledger.charged('org_b')).toBe(0);
  });

  test.each<[string, VendorContact, VendorContact]>([
    [
      'spelled otherwise',
      { first_name: 'José', last_name: 'De la Cruz', company_domain: 'acme.com' },
      { first_name: 'JOSE', last_name: 'DELACRUZ', company_domain: 'ACME.com' },
    ],
    [
      'with other fields but one address',
      { linkedin_url: 'https://www.linkedin.com/in/Jane-Doe/' },
      {
        linkedin_url: 'http://uk.linkedin.com/in/jane-doe',
        first_name: 'J',
        last_name: 'D',
        company_name: 'X',
      },
    ],
  ])('sees that a person %s was bought twice', (_name, one, other) => {
    const vendor = emulator();
    const first = buy(vendor, [one], 'partial');
    const second = buy(vendor, [other], 'full');
    expect(vendor.ledger.boughtTwice()).toEqual([
      { person: personOf(one), channel: 'email', times: 2, workflowIds: [first, second] },
    ]);
  });

  test('tells who may have been paid for twice from those asked for again as nothing was found', () => {
    const paid = (email: number): readonly unknown[] => {
      const vendor = emulator({ shares: { email, phone: 0, failed: 0 } });
      buy(vendor, [person(1)], 'partial');
      vendor.balance('org_a', END);
      buy(vendor, [person(1)], 'partial');
      expect(vendor.ledger.boughtTwice()).toHaveLength(1);
      return vendor.ledger.paidTwice();
    };
    expect(paid(1)).toMatchObject([{ channel: 'email', times: 2 }]);
    expect(paid(0)).toEqual([]);
  });

  test('sees a person twice in one batch', () => {
    const vendor = emulator();
    buy(vendor, [person(1), person(1), person(2)], 'phone_only');
    expect(vendor.ledger.boughtTwice()).toMatchObject([{ channel: 'phone', times: 2 }]);
  });

  test('does not mistake two channels, or two people, for one purchase twice', () => {
    const vendor = emulator();
    buy(vendor, [person(1)], 'partial');
    buy(vendor, [person(1)], 'phone_only');
    buy(vendor, [{ ...person(1), linkedin_url: 'https://www.linkedin.com/in/other' }], 'full');
    expect(vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('looks up what a row should hold, also when the row says less than what was sent', () => {
    const vendor = emulator({ shares: { email: 1, phone: 1, failed: 0 } });
    buy(vendor, [
      { ...person(1), linkedin_url: 'https://www.linkedin.com/in/one', company_name: 'One' },
    ]);
    const rows = [
      identity({ linkedinUrl: 'https://www.linkedin.com/in/one' }),
      identity({ firstName: 'first1', lastName: 'LAST1', companyDomain: 'company1.com' }),
      identity({ firstName: 'First1', lastName: 'Last1', companyName: 'ONE' }),
    ];
    for (const row of rows) {
      expect(vendor.ledger.lookup(row)).toMatchObject({
        person: 'in:one',
        email: 'sample.first1.last1@company1.com',
        emailStatus: expect.stringMatching(/./) as unknown,
        bought: { email: 1, phone: 1 },
      });
    }
  });

  test('does not guess between two people of one name', () => {
    const vendor = emulator();
    buy(vendor, [
      { ...person(1), linkedin_url: 'https://www.linkedin.com/in/one' },
      { ...person(1), linkedin_url: 'https://www.linkedin.com/in/two' },
    ]);
    const { first_name = '', last_name = '', company_domain = '' } = person(1);
    const row = identity({
      firstName: first_name,
      lastName: last_name,
      companyDomain: company_domain,
    });
    expect(vendor.ledger.lookup(row)).toMatchObject({ bought: { email: 0, phone: 0 } });
  });

  test('keeps nothing of a call that was refused', () => {
    const vendor = emulator();
    vendor.handle(post({ enrichment_type: 'full', contacts: [person(1), {}] }), NOW);
    vendor.handle(post({ enrichment_type: 'full', contacts: [person(1)] }, 'clapi_wrong'), NOW);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('cannot look up nobody', () => {
    expect(() => emulator().ledger.lookup(identity({}))).toThrow('Nothing of this contact says');
  });
});
