import { FAULTS, type FaultName } from '../../local/vendors/fault';
import { FIXTURES, type FixtureName } from '../../local/vendors/leadleap/fixtures';
import { leadleap } from '../../src/provider/leadleap';
import type { SubmitOutcome } from '../../src/provider/provider';
import { ALL, emulator, FREE_KEY, KEY, NOW } from './leadleap-calls';
import {
  address,
  answeredBy,
  call,
  enrichment,
  lead,
  leads,
  submit,
  validation,
} from './leadleap-round-trip-calls';

const SHARES = { email: 0.6, phone: 0.6, failed: 0 };
const addresses = (count: number) =>
  Array.from({ length: count }, (_none, index) => address(`Person${index}@firm.example`));

describe('leads against the emulated LeadLeap', () => {
  test.each([1, 2, 500])('%d come back as the vendor knows them, for a credit each', (count) => {
    const vendor = emulator({ shares: SHARES });
    const ids = vendor.leadIds(count);
    const { items, charged } = answeredBy(vendor, leads, ids.map(lead));
    expect([items.length, charged]).toEqual([count, count]);
    expect(charged).toBe(vendor.ledger.charged());
    for (const id of ids) {
      const truth = vendor.lead(id);
      const item = items.find(({ echo }) => echo?.leadId === id);
      expect(item).toMatchObject({ email: truth.email ?? '', validity: '', emailStatus: '' });
      expect(item?.phones.map(({ number }) => number)).toEqual(
        [...new Set([truth.phone, truth.companyPhone])].filter((one) => one !== null),
      );
      expect(item?.profile).toEqual({
        firstName: truth.firstName,
        lastName: truth.lastName,
        fullName: `${truth.firstName} ${truth.lastName}`,
        title: truth.jobTitle,
        company: truth.company.name,
        linkedin: (truth.linkedinUrl ?? '').replace('//', '//www.'),
      });
      expect(item?.details.otherEmails).toBe(truth.secondEmail ?? '');
    }
  });

  test('cost nothing again, and that is told', () => {
    const vendor = emulator({ shares: ALL });
    const [first, ...others] = vendor.leadIds(4).map(lead);
    if (first === undefined) throw new Error('no lead');
    expect(answeredBy(vendor, leads, [first]).charged).toBe(1);
    expect(answeredBy(vendor, leads, [first]).charged).toBe(0);
    expect(answeredBy(vendor, leads, [first, ...others]).charged).toBe(3);
    expect(answeredBy(vendor, leads, [first, ...others]).charged).toBe(0);
    expect(vendor.ledger.paidTwice()).toEqual([]);
  });

  test('in two spellings of one id do not fail the others', () => {
    const vendor = emulator({ shares: ALL });
    const ids = vendor.leadIds(2);
    const both = [...ids, (ids[0] ?? '').toUpperCase()].reverse();
    expect(answeredBy(vendor, leads, both.map(lead)).items).toHaveLength(2);
  });

  test('in two spellings are asked for by the one that came last', () => {
    const request = leads.submit(KEY, 'lead', [lead('C_1'), lead('c_2'), lead('c_1')]);
    expect(JSON.parse(request.body ?? '')).toEqual({ lead_ids: ['c_1', 'c_2'], format: 'json' });
  });

  test('that are not there, or no longer, are told apart one by one', () => {
    const vendor = emulator({ shares: { email: 1, phone: 1, failed: 0.2 } });
    const [gone = ''] = vendor.withdrawnIds();
    for (const service of [leads, enrichment]) {
      expect(submit(vendor, service, [lead('c_nobody')])).toMatchObject({
        kind: 'bad_contacts',
        contacts: [{ index: 0, message: 'LeadLeap has no lead with this id.' }],
      });
      expect(submit(vendor, service, [lead(gone)])).toMatchObject({
        kind: 'bad_contacts',
        contacts: [{ index: 0, message: 'LeadLeap has deleted this lead.' }],
      });
    }
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('are refused as a whole where one of them is not there: nothing says which', () => {
    const vendor = emulator({ shares: ALL });
    const sent = [...vendor.leadIds(3), 'c_nobody'].map(lead);
    expect(submit(vendor, leads, sent)).toMatchObject({
      kind: 'some_refused',
      error: { httpStatus: 404 },
    });
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test.each(['data', 'leads'] as const)(
    'are found in a file that holds them under “%s”',
    (wrapped) => {
      const vendor = emulator({ shares: ALL });
      vendor.faults.nextWorkflow({ wrapped });
      expect(answeredBy(vendor, leads, vendor.leadIds(5).map(lead)).items).toHaveLength(5);
    },
  );

  test.each([
    ['shuffled', 5, 5],
    ['missing', 4, 4],
    ['extra', 8, 5],
    ['doubled', 5, 5],
    ['anonymous', 5, 0],
  ] as const)('are tied by their ids and by nothing else: %s', (change, count, tied) => {
    const vendor = emulator({ shares: ALL });
    const ids = vendor.leadIds(5);
    vendor.faults.nextWorkflow({ items: [change] });
    const { items } = answeredBy(vendor, leads, ids.map(lead));
    expect(items).toHaveLength(count);
    const ours = items.filter(({ echo }) => ids.includes(echo?.leadId ?? ''));
    expect(ours).toHaveLength(tied);
    for (const { echo, email } of ours) expect(email).toBe(vendor.lead(echo?.leadId ?? '').email);
  });

  test('of somebody else are nobody’s that was asked for', () => {
    for (const service of [leads, enrichment]) {
      const vendor = emulator({ shares: ALL, lockedEnrich: 'full' });
      const [id = ''] = vendor.leadIds(1);
      vendor.faults.nextWorkflow({ about: 'stranger' });
      const [item] = answeredBy(vendor, service, [lead(id)]).items;
      expect(item?.echo?.leadId).toMatch(/^c_/);
      expect(item?.echo?.leadId).not.toBe(id);
    }
  });

  test('that are blacked out are not found', () => {
    const vendor = emulator({ shares: ALL });
    const ids = vendor.leadIds(40);
    vendor.faults.nextWorkflow({ values: 'masked' });
    for (const item of answeredBy(vendor, leads, ids.map(lead)).items) {
      expect(item).toMatchObject({ email: '', phones: [], profile: { linkedin: '' } });
      expect(JSON.stringify(item)).not.toMatch(/\*|protected/);
    }
  });

  test('in a CSV that nobody asked for leave it open whether they were bought', () => {
    const vendor = emulator({ shares: ALL });
    vendor.faults.nextWorkflow({ file: 'csv' });
    expect(submit(vendor, leads, vendor.leadIds(3).map(lead)).kind).toBe('unknown');
  });
});

describe('who a lead is', () => {
  test.each([
    ['refused', 'bad_contacts'],
    ['masked', 'answered'],
    ['full', 'answered'],
  ] as const)(
    'is free, and needs an unlock where the vendor says so (%s)',
    (lockedEnrich, kind) => {
      const vendor = emulator({ shares: ALL, lockedEnrich });
      const [id = ''] = vendor.leadIds(1);
      const outcome = submit(vendor, enrichment, [lead(id)]);
      expect(outcome.kind).toBe(kind);
      if (outcome.kind === 'bad_contacts') {
        expect(outcome.contacts[0]?.message).toMatch(/only after it is unlocked/);
      }
      answeredBy(vendor, leads, [lead(id)]);
      expect(answeredBy(vendor, enrichment, [lead(id)])).toMatchObject({
        charged: 0,
        items: [{ profile: { fullName: expect.stringMatching(/^\w+ \w+$/) as string } }],
      });
      expect(vendor.ledger.charged()).toBe(1);
    },
  );

  test('that the key or the plan does not allow is no matter of the lead', () => {
    const vendor = emulator({ shares: ALL, scopes: { [KEY]: ['account:read', 'leads:unlock'] } });
    const [id = ''] = vendor.leadIds(1);
    expect(submit(vendor, enrichment, [lead(id)]).kind).toBe('key_refused');
    expect(submit(vendor, enrichment, [lead(id)], { key: FREE_KEY }).kind).toBe('key_refused');
  });
});

describe('validation against the emulated LeadLeap', () => {
  test.each([1, 2, 100])('%d e-mails get the vendor’s word, each its own', (count) => {
    const vendor = emulator({ valid: 0.5 });
    const sent = addresses(count);
    const { items, charged } = answeredBy(vendor, validation, sent);
    // The answer does not say what it cost.
    expect(charged).toBeNull();
    expect(items).toHaveLength(count);
    for (const { email = '' } of sent) {
      const item = items.find(({ echo }) => echo?.email === email);
      expect(item?.validity).toBe(vendor.verdictOn(email).valid ? 'valid' : 'invalid');
    }
  });

  test('never costs more than is reckoned', () => {
    for (const validationPrice of [0, 1] as const) {
      const vendor = emulator({ validationPrice });
      answeredBy(vendor, validation, addresses(100));
      expect(vendor.ledger.charged()).toBeLessThanOrEqual(100 * validation.credits(['validity']));
    }
  });

  test('in another order, doubled, in lower case and with strangers is tied by the e-mail', () => {
    const vendor = emulator({ valid: 0.5 });
    FIXTURES.Q.apply(vendor);
    const sent = addresses(30);
    const { items } = answeredBy(vendor, validation, sent);
    for (const { email = '' } of sent) {
      const own = items.filter(({ echo }) => echo?.email === email.toLowerCase());
      expect(own.map(({ validity }) => validity)).toEqual([
        vendor.verdictOn(email).valid ? 'valid' : 'invalid',
      ]);
    }
  });

  test('of blacked-out e-mails is tied to nobody, but for one alone', () => {
    const vendor = emulator();
    vendor.faults.nextWorkflow({ values: 'masked' });
    const many = answeredBy(vendor, validation, addresses(2)).items;
    expect(many.map(({ echo }) => echo)).toEqual([null]);
    vendor.faults.nextWorkflow({ values: 'masked' });
    expect(answeredBy(vendor, validation, addresses(1)).items[0]?.echo).toEqual(addresses(1)[0]);
  });
});

describe('LeadLeap’s account', () => {
  test('says whose key it is, and what is left, with one sort of call', () => {
    const vendor = emulator();
    vendor.setBalance('org_a', 1234.5);
    expect(leadleap.readAccount(call(vendor, leadleap.account(KEY)), NOW)).toEqual({
      kind: 'ok',
      value: { organizationId: 'usr_org_a' },
    });
    expect(leadleap.readBalance(call(vendor, leadleap.balance(KEY)), NOW)).toEqual({
      kind: 'ok',
      value: 1234.5,
    });
    for (const key of [`ll_${'0'.repeat(64)}`, FREE_KEY]) {
      const wrong = call(vendor, leadleap.account(key));
      expect(leadleap.readAccount(wrong, NOW).kind).toBe('key_refused');
      expect(leadleap.readBalance(wrong, NOW).kind).toBe('key_refused');
    }
  });

  test('can be asked sixty times a minute, and the next time says how long to wait', () => {
    const vendor = emulator();
    const ask = () => leadleap.readBalance(call(vendor, leadleap.balance(KEY), NOW), NOW);
    for (let times = 0; times < leadleap.requestsPerMinute; times++) expect(ask().kind).toBe('ok');
    expect(ask()).toMatchObject({ kind: 'rate_limited', error: { code: 'RATE_LIMITED' } });
    const limited = ask();
    expect('error' in limited && limited.error.retryAfterSeconds).toBeGreaterThan(0);
  });
});

/** What the provider makes of each fault, and whether the vendor sold something. */
const OUTCOMES: Readonly<Record<FaultName, readonly [SubmitOutcome['kind'], isSold: boolean]>> = {
  '400': ['refused', false],
  '400 insufficient_credits': ['out_of_credits', false],
  '401': ['key_refused', false],
  '402': ['out_of_credits', false],
  '403': ['key_refused', false],
  '404': ['refused', false],
  '408': ['unknown', false],
  '413': ['refused', false],
  '422': ['refused', false],
  '422 contact': ['refused', false],
  '429': ['rate_limited', false],
  '429 seconds': ['rate_limited', false],
  '429 date': ['rate_limited', false],
  '500': ['unknown', false],
  '500 insufficient_credits': ['out_of_credits', false],
  '502': ['unknown', false],
  '502 page': ['unknown', false],
  '502 accepted': ['unknown', true],
  '503': ['unknown', false],
  '503 page': ['unknown', false],
  '504': ['unknown', false],
  '504 page': ['unknown', false],
  'timeout before': ['unknown', false],
  'timeout after': ['unknown', true],
  'connection before': ['unknown', false],
  'connection after': ['unknown', true],
  dns: ['unknown', false],
  bandwidth: ['unknown', false],
  slow: ['answered', true],
  truncated: ['unknown', true],
  'not json': ['unknown', false],
  'not json accepted': ['unknown', true],
};

const OF_ENTRIES: readonly FaultName[] = ['400', '413', '422', '422 contact'];

test.each(Object.keys(FAULTS) as FaultName[])('a call that goes wrong with %s', (name) => {
  for (const [service, contacts] of [
    [leads, emulator({ shares: ALL }).leadIds(3).map(lead)],
    [validation, addresses(3)],
  ] as const) {
    const vendor = emulator({ shares: ALL });
    vendor.faults.next('submit', name);
    const { kind } = submit(vendor, service, contacts);
    // Because of one of them: which one, nobody says.
    const isOfSome = OF_ENTRIES.includes(name) || (service === leads && name === '404');
    const wanted = isOfSome ? ['some_refused', false] : OUTCOMES[name];
    expect([kind, vendor.ledger.purchases.length > 0]).toEqual(wanted);
  }
});

/** What comes of the calls, one after another, until one is answered. */
const WANTS: Readonly<Record<FixtureName, readonly SubmitOutcome['kind'][]>> = {
  C: ['answered'],
  D: ['answered'],
  H: ['some_refused', 'answered'],
  I: ['out_of_credits', 'out_of_credits', 'answered'],
  J: ['rate_limited', 'rate_limited', 'rate_limited', 'rate_limited', 'answered'],
  K: ['unknown', 'answered'],
  N: ['answered'],
  Q: ['answered'],
  R: ['answered'],
  S: ['unknown', 'answered'],
};

test.each(Object.keys(FIXTURES) as FixtureName[])('situation %s', (name) => {
  for (const [service, contacts] of [
    [leads, emulator({ shares: ALL }).leadIds(10).map(lead)],
    [validation, addresses(10)],
  ] as const) {
    const vendor = emulator({ shares: ALL });
    FIXTURES[name].apply(vendor);
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 6 && kinds.at(-1) !== 'answered'; attempt++) {
      kinds.push(submit(vendor, service, contacts, { nowMs: NOW + attempt * 1_000 }).kind);
    }
    expect(kinds).toEqual(WANTS[name]);
  }
});
