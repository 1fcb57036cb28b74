// What LeadLeap's emulator sells, for how much, and what its ledger says of it.
import {
  ALL,
  answered,
  ask,
  emulator,
  FOREIGN_KEY,
  get,
  KEY,
  kept,
  NOW,
  post,
  SECOND_KEY,
  reply,
} from './leadleap-calls';

const DAY = 86_400_000;
const left = (own: ReturnType<typeof emulator>): number => own.balance('org_a', NOW);

describe('an unlock', () => {
  test('costs a credit once, and nothing ever after, by any key of the organisation', () => {
    const own = emulator({ shares: ALL });
    const [lead_id = ''] = own.leadIds(1);
    const truth = own.lead(lead_id);
    const first = ask(own, 'unlock', { lead_id });
    expect(first.meta).toMatchObject({
      credits_used: 1,
      credits_remaining: 1_999,
      cached: false,
    });
    expect(first.data).toMatchObject({
      id: lead_id,
      full_name: `${truth.firstName} ${truth.lastName}`,
      email_primary: truth.email,
      email_second: truth.secondEmail,
      phone: truth.phone,
      company_phone: truth.companyPhone,
      job_title: truth.jobTitle,
      company_name: truth.company.name,
      linkedin_url: truth.linkedinUrl,
    });
    const again = ask(own, 'unlock', { lead_id }, { as: SECOND_KEY, at: NOW + 400 * DAY });
    expect(again.meta).toMatchObject({
      credits_used: 0,
      credits_remaining: 1_999,
      cached: true,
    });
    expect(again.data).toEqual(first.data);
    expect(own.ledger.charged('org_a')).toBe(1);
  });

  test('is each organisation’s own', () => {
    const own = emulator();
    const [lead_id = ''] = own.leadIds(1);
    ask(own, 'unlock', { lead_id });
    expect(ask(own, 'unlock', { lead_id }, { as: FOREIGN_KEY }).meta.credits_used).toBe(1);
    expect(own.balance('org_b', NOW)).toBe(99);
    expect(own.ledger.charged('org_b')).toBe(1);
  });

  test('costs a credit too when the lead has neither e-mail nor phone', () => {
    const own = emulator({ shares: { email: 0, phone: 0, failed: 0 } });
    const [lead_id = ''] = own.leadIds(1);
    const { data, meta } = ask(own, 'unlock', { lead_id });
    expect(data).toMatchObject({ email_primary: null, email_second: null, phone: null });
    expect(meta.credits_used).toBe(1);
  });

  test('is refused without credits, but for what is unlocked already', () => {
    const own = emulator();
    const [mine = '', other = ''] = own.leadIds(2);
    ask(own, 'unlock', { lead_id: mine });
    own.setBalance('org_a', 0);
    expect(ask(own, 'unlock', { lead_id: other })).toMatchObject({
      status: 402,
      code: 'CREDITS_EXHAUSTED',
    });
    expect(ask(own, 'unlock', { lead_id: mine }).meta).toMatchObject({ cached: true });
    own.setBalance('org_a', 1);
    expect(ask(own, 'unlock', { lead_id: other }).status).toBe(200);
    expect(left(own)).toBe(0);
  });

  test.each(['unlock', 'enrich'] as const)(
    'or %s of an unknown or withdrawn lead is told apart',
    (endpoint) => {
      const own = emulator({ lockedEnrich: 'full' });
      const [gone = ''] = own.withdrawnIds();
      const [known = ''] = own.leadIds(1);
      const unknown = [
        'c_0',
        'x',
        known.toUpperCase(),
        `c_${'f'.repeat(12)}${known.slice(-4)}`,
        `c_${'0'.repeat(12)}ffff`,
      ];
      for (const lead_id of unknown) {
        const { status, code } = ask(own, endpoint, { lead_id });
        expect([status, code]).toEqual([404, 'NOT_FOUND']);
      }
      const { status, code } = ask(own, endpoint, { lead_id: gone });
      expect([status, code]).toEqual([410, 'GONE']);
      expect(own.ledger.purchases).toEqual([]);
      expect(left(own)).toBe(2_000);
    },
  );
});

describe('an enrichment', () => {
  test('of an unlocked lead brings everything and costs nothing', () => {
    const own = emulator({ shares: ALL });
    const [lead_id = ''] = own.leadIds(1);
    const unlocked = ask(own, 'unlock', { lead_id }).data;
    const { data, meta } = ask(own, 'enrich', { lead_id }, { at: NOW + 1_000 });
    const { company, jobLevel, department } = own.lead(lead_id);
    expect(data).toMatchObject({
      ...unlocked,
      job_level: jobLevel,
      department,
      sector: company.sector,
      company_size: company.size,
      year_founded: company.founded,
    });
    expect(meta).toMatchObject({ lead_id, enriched_at: new Date(NOW + 1_000).toISOString() });
    expect(left(own)).toBe(1_999);
    expect(own.ledger.purchases).toHaveLength(3);
  });

  test('of a lead that is not unlocked by this organisation is refused', () => {
    const own = emulator();
    const [lead_id = ''] = own.leadIds(1);
    ask(own, 'unlock', { lead_id }, { as: FOREIGN_KEY });
    const { status, code } = ask(own, 'enrich', { lead_id });
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
  });

  test('of such a lead brings masked or full values where told so, and unlocks nothing', () => {
    const values = (lockedEnrich: 'masked' | 'full') => {
      const own = emulator({ shares: ALL, lockedEnrich });
      return own.leadIds(20).map((lead_id) => {
        const { data } = reply(own.handle(post('enrich', { lead_id }), NOW));
        expect(own.ledger.lookupContact({ lead_id }).bought).toMatchObject({ email: 0, phone: 0 });
        expect(ask(own, 'unlock', { lead_id }).meta.cached).toBe(false);
        const { email, phone } = own.lead(lead_id);
        return { data, truth: { email, phone } };
      });
    };
    for (const { data, truth } of values('full')) {
      expect({ email: data.email_primary, phone: data.phone }).toEqual(truth);
    }
    for (const { data } of values('masked')) {
      expect(String(data.email_primary)).toMatch(/\*\*\*|^\[email protected\]$/);
      expect(data.phone).toContain('***');
      expect(data.linkedin_url ?? '***').toContain('***');
    }
  });
});

describe('an export', () => {
  test('charges for what is not unlocked, and counts it in its headers', () => {
    const own = emulator();
    const ids = own.leadIds(20);
    for (const lead_id of ids.slice(0, 3)) ask(own, 'unlock', { lead_id });
    const { headers, items } = ask(own, 'export', { lead_ids: ids, format: 'json' });
    expect(headers).toMatchObject({
      'x-total-leads': '20',
      'x-new-unlocks': '17',
      'x-cached-unlocks': '3',
    });
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(left(own)).toBe(1_980);
    expect(ask(own, 'export', { lead_ids: ids, format: 'json' }).headers).toMatchObject({
      'x-new-unlocks': '0',
      'x-cached-unlocks': '20',
    });
    expect(left(own)).toBe(1_980);
    expect(items[5]).toEqual(ask(own, 'unlock', { lead_id: ids[5] }).data);
    expect(own.ledger.charged('org_a')).toBe(20);
  });

  test('is refused whole when the credits do not cover it', () => {
    const own = emulator();
    const ids = own.leadIds(10);
    own.setBalance('org_a', 9);
    const refused = ask(own, 'export', { lead_ids: ids, format: 'json' });
    expect([refused.status, refused.code]).toEqual([402, 'CREDITS_EXHAUSTED']);
    expect(left(own)).toBe(9);
    expect(own.ledger.purchases).toEqual([]);
    ask(own, 'unlock', { lead_id: ids[0] });
    expect(left(own)).toBe(8);
    own.setBalance('org_a', 9);
    expect(ask(own, 'export', { lead_ids: ids, format: 'json' }).status).toBe(200);
    expect(left(own)).toBe(0);
  });

  test('is refused whole for one lead that is unknown or withdrawn', () => {
    const own = emulator();
    const ids = own.leadIds(5);
    const refusal = (id: string) => {
      const { status, code } = ask(own, 'export', { lead_ids: [...ids, id], format: 'json' });
      return [status, code];
    };
    expect(refusal('c_0')).toEqual([404, 'NOT_FOUND']);
    expect(refusal(own.withdrawnIds()[0] ?? '')).toEqual([410, 'GONE']);
    expect(own.ledger.purchases).toEqual([]);
    expect(left(own)).toBe(2_000);
  });

  test('is CSV unless told otherwise, a line for each lead', () => {
    const own = emulator();
    const lead_ids = own.leadIds(4);
    for (const body of [{ lead_ids }, { lead_ids, format: 'csv' }]) {
      const answer = answered(own.handle(post('export', body), NOW));
      expect(answer.headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="leads-export.csv"',
        'x-total-leads': '4',
      });
      const [names, ...lines] = answer.body.trimEnd().split('\r\n');
      expect(names).toMatch(/^id,full_name,first_name,last_name,email_primary,/);
      expect(lines.map((line) => line.split(',')[0])).toEqual(lead_ids);
    }
  });
});

describe('a validation', () => {
  const EMAILS = Array.from({ length: 60 }, (_none, n) => `someone${n}@firm.example`);

  test('says of each address whether it is valid, always the same', () => {
    const own = emulator();
    const { items, meta } = ask(own, 'validate', { emails: [...EMAILS, 'invalid-email'] });
    expect(items.map(({ email }) => email)).toEqual([...EMAILS, 'invalid-email']);
    expect(items.at(-1)).toEqual({
      email: 'invalid-email',
      is_valid: false,
      reason: 'invalid_format',
      cached: false,
    });
    const valid = items.filter((one) => one.is_valid === true).length;
    expect(meta).toMatchObject({ total: 61, valid, invalid: 61 - valid, cached_count: 0 });
    expect(valid).toBeGreaterThan(35);
    expect(valid).toBeLessThan(60);
    for (const { email, is_valid, reason } of items) {
      expect(emulator().verdictOn(String(email))).toEqual({ valid: is_valid, reason });
    }
    const other = ask(emulator(), 'validate', { emails: [...EMAILS].reverse() }).items;
    expect([...other].reverse()).toEqual(items.slice(0, -1));
  });

  test.each(['a@b', '@b.example', 'a@b..example', 'a b@c.example', 'a@b@c.example', 'a@.example'])(
    'calls %s invalid_format',
    (email) => {
      expect(ask(emulator(), 'validate', { email }).data.reason).toBe('invalid_format');
    },
  );

  test('of one address is one verdict, not a list', () => {
    const own = emulator({ valid: 1 });
    const { data, meta } = ask(own, 'validate', { email: 'ada@b.example' });
    expect(data).toEqual({ email: 'ada@b.example', is_valid: true, reason: null, cached: false });
    expect(meta).toMatchObject({ cached: false });
    expect(ask(own, 'validate', { email: 'ada@b.example' })).toMatchObject({
      data: { cached: true },
      meta: { cached: true },
    });
  });

  test('is cached for 24 hours from when it was made, for the organisation, in any letters', () => {
    const own = emulator();
    const cached = (email: string, at: number, as = KEY): boolean =>
      ask(own, 'validate', { email }, { at, as }).data.cached as boolean;
    expect(cached('ada@b.example', NOW)).toBe(false);
    expect(cached('Ada@b.example', NOW + DAY / 2)).toBe(true);
    expect(cached('ada@b.example', NOW + DAY - 1, SECOND_KEY)).toBe(true);
    expect(cached('ada@b.example', NOW + 1, FOREIGN_KEY)).toBe(false);
    expect(cached('ada@b.example', NOW + DAY)).toBe(false);
    const many = ask(
      own,
      'validate',
      { emails: ['new@b.example', 'ada@b.example'] },
      { at: NOW + DAY + 1 },
    );
    expect(many.meta).toMatchObject({ cached_count: 1 });
    expect(many.items.map(({ cached: was }) => was)).toEqual([false, true]);
  });

  test('is free, or a credit for each address where told so, cached or not', () => {
    const free = emulator();
    ask(free, 'validate', { emails: EMAILS });
    expect(left(free)).toBe(2_000);
    const paid = emulator({ validationPrice: 1 });
    ask(paid, 'validate', { email: EMAILS[0] });
    ask(paid, 'validate', { emails: EMAILS });
    expect(left(paid)).toBe(2_000 - 1 - EMAILS.length);
    expect(paid.ledger.charged('org_a')).toBe(1 + EMAILS.length);
    expect(paid.ledger.paidTwice()).toMatchObject([{ channel: 'validity', times: 2 }]);
    paid.setBalance('org_a', 1);
    const two = { emails: ['a@new.example', 'b@new.example'] };
    expect(ask(paid, 'validate', two)).toMatchObject({
      status: 402,
      code: 'CREDITS_EXHAUSTED',
    });
    expect(left(paid)).toBe(1);
    expect(ask(paid, 'validate', { email: 'a@new.example' }).data.cached).toBe(false);
  });

  test('gives other reasons where told so', () => {
    const reasons = ['mailbox_not_found', 'disposable'];
    const own = emulator({ valid: 0, reasons });
    const { items } = reply(own.handle(post('validate', { emails: EMAILS }), NOW));
    expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(reasons));
    expect(ask(own, 'validate', { email: 'x' }).data.reason).toBe('invalid_format');
  });
});

describe('the account', () => {
  test('shows the credits left in the plan’s period', () => {
    const own = emulator();
    for (const lead_id of own.leadIds(5)) ask(own, 'unlock', { lead_id });
    const usage = () => kept('usage', own.handle(get('/account/usage'), NOW)).data;
    expect(usage()).toMatchObject({
      usage: { leads_used: 5, leads_limit: 2_000, leads_remaining: 1_995, leads_usage_pct: 0 },
      period: {
        start: '2026-04-01T00:00:00.000Z',
        end: '2026-05-01T00:00:00.000Z',
        days_remaining: 25,
      },
      account: { user_id: 'usr_org_a', company_name: 'A' },
    });
    own.setBalance('org_a', 500);
    expect(usage().usage).toMatchObject({ leads_used: 1_500, leads_usage_pct: 75 });
    own.setBalance('org_a', 3_000);
    expect(usage().usage).toMatchObject({ leads_used: 0, leads_limit: 3_000 });
    expect(own.ledger.requests).toMatchObject({ submit: 5, balance: 3 });
  });
});

describe('the ledger', () => {
  test('knows the e-mail and the phones of a lead, and how often it was bought', () => {
    const own = emulator({ shares: ALL });
    const [one = '', other = ''] = own.leadIds(2);
    ask(own, 'unlock', { lead_id: one });
    const { email, phone, companyPhone } = own.lead(one);
    const phones = [phone, companyPhone].filter((number) => number !== null);
    expect(own.ledger.lookupContact({ lead_id: one })).toEqual({
      ...{ person: `lead:${one}`, email, phones, emailStatus: '', failed: false },
      bought: { email: 1, phone: 1, validity: 0, profile: 1 },
    });
    expect(own.ledger.lookupContact({ lead_id: other })).toMatchObject({
      email: own.lead(other).email,
      bought: { email: 0, phone: 0 },
    });
  });

  test('finds nothing for a withdrawn or unknown lead, and sells no address its own text', () => {
    const own = emulator();
    const nothing = { email: '', phones: [] };
    const [gone = ''] = own.withdrawnIds();
    expect(own.ledger.lookupContact({ lead_id: gone })).toMatchObject({ ...nothing, failed: true });
    expect(own.ledger.lookupContact({ lead_id: 'c_0' })).toMatchObject(nothing);
    ask(own, 'validate', { email: 'ada@b.example' });
    expect(own.ledger.lookupContact({ email: 'ada@b.example' })).toMatchObject(nothing);
  });

  test('says who bought what, in which call, and what it cost', () => {
    const own = emulator({ validationPrice: 1 });
    const [lead_id = ''] = own.leadIds(1);
    const unlocked = ask(own, 'unlock', { lead_id }).meta.request_id;
    ask(own, 'validate', { email: 'Ada@b.example' }, { as: SECOND_KEY, at: NOW + 5 });
    const lead = {
      contact: { lead_id },
      person: `lead:${lead_id}`,
      workflowId: unlocked,
      key: KEY,
    };
    expect(own.ledger.purchases).toMatchObject([
      { ...lead, channel: 'profile', credits: 1, organizationId: 'org_a', atMs: NOW },
      { ...lead, channel: 'email', credits: 0 },
      { ...lead, channel: 'phone', credits: 0 },
      {
        channel: 'validity',
        contact: { email: 'Ada@b.example' },
        person: 'mail:ada@b.example',
        key: SECOND_KEY,
        atMs: NOW + 5,
        credits: 1,
      },
    ]);
  });

  test('sees what was asked for twice, and that the second time was free', () => {
    const own = emulator();
    const lead_ids = own.leadIds(3);
    ask(own, 'unlock', { lead_id: lead_ids[1] });
    ask(own, 'export', { lead_ids, format: 'json' });
    ask(own, 'validate', { email: 'ada@b.example' });
    ask(own, 'validate', { emails: ['b@b.example', 'ADA@b.example'] });
    const twice = own.ledger.boughtTwice();
    expect(twice.map(({ person, channel, times }) => [person, channel, times])).toEqual([
      [`lead:${lead_ids[1] ?? ''}`, 'profile', 2],
      [`lead:${lead_ids[1] ?? ''}`, 'email', 2],
      [`lead:${lead_ids[1] ?? ''}`, 'phone', 2],
      ['mail:ada@b.example', 'validity', 2],
    ]);
    expect(own.ledger.paidTwice()).toEqual([]);
    expect(own.ledger.charged()).toBe(3);
  });

  test('sees what two organisations paid for', () => {
    const own = emulator();
    const [lead_id = ''] = own.leadIds(1);
    ask(own, 'unlock', { lead_id });
    ask(own, 'unlock', { lead_id }, { as: FOREIGN_KEY });
    expect(own.ledger.paidTwice()).toMatchObject([
      { person: `lead:${lead_id}`, channel: 'profile' },
    ]);
  });
});
