// LeadLeap's made-up leads, and what a search shows of them.
import { type Fields, ask, emulator, FOREIGN_KEY, get, KEY, kept, NOW } from './leadleap-calls';

const vendor = emulator();
const leads = [...vendor.leadIds(1_100), ...vendor.withdrawnIds()].map((id) => vendor.lead(id));

/** Each search by a minute of its own. */
let minute = 0;
function search(filters: string, own = vendor, key = KEY) {
  minute += 1;
  return kept('leads', own.handle(get(`/leads${filters}`, key), NOW + minute * 60_000));
}

/** Every row, page by page. */
function rows(filters: string): readonly Fields[] {
  const all: Fields[] = [];
  for (let page = 1; ; page++) {
    const { items, meta } = search(`?${filters}&per_page=100&page=${page}`);
    all.push(...items);
    if (page >= meta.total_pages) return all;
  }
}

describe('a made-up lead', () => {
  test('says that it is made up, and reaches nobody', () => {
    for (const lead of leads) {
      expect(lead.lastName).toMatch(/^Sample/);
      expect(lead.company.name).toMatch(/^Sample Company \d+$/);
      expect(lead.company.domain).toMatch(/\.example$/);
      for (const email of [lead.email, lead.secondEmail]) {
        if (email !== null) expect(email).toMatch(/^sample\.[a-z]+\.[a-z]+@[a-z0-9-]+\.example$/);
      }
      for (const phone of [lead.phone, lead.companyPhone]) {
        if (phone !== null) expect(phone).toMatch(/^\+1[2-9][0-8][2-9]55501\d\d$/);
      }
    }
  });

  test('is nobody else: ids, names, e-mails and own phones differ', () => {
    const different = (list: readonly (string | null)[]) => {
      const given = list.filter((one) => one !== null);
      expect(new Set(given).size).toBe(given.length);
      return given.length;
    };
    expect(different(leads.map(({ id }) => id))).toBe(leads.length);
    different(leads.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
    const emails = different(leads.map(({ email }) => email));
    const phones = different(leads.map(({ phone }) => phone));
    different(leads.map(({ linkedinUrl }) => linkedinUrl));
    expect(emails / leads.length).toBeCloseTo(0.72, 1);
    expect(phones / leads.length).toBeCloseTo(0.45, 1);
    const foreign = new Set(leads.map(({ companyPhone }) => companyPhone));
    expect(leads.some(({ phone }) => phone !== null && foreign.has(phone))).toBe(false);
  });

  test('is the same each time, and another one by another seed', () => {
    const [first = ''] = vendor.leadIds(1);
    expect(emulator().lead(first)).toEqual(vendor.lead(first));
    expect(emulator({ seed: 'other' }).leadIds(1)).not.toEqual([first]);
    expect(() => emulator({ seed: 'other' }).lead(first)).toThrow(`No lead ${first}.`);
  });

  test('is one of 1,200, of whom a few were withdrawn', () => {
    const withdrawn = vendor.withdrawnIds().length;
    expect(withdrawn).toBeGreaterThan(0);
    expect(withdrawn).toBeLessThan(20);
    expect(vendor.leadIds(1_200 - withdrawn)).toHaveLength(1_200 - withdrawn);
    expect(() => vendor.leadIds(1_201 - withdrawn)).toThrow('There are only');
    const whole = emulator({ shares: { email: 1, phone: 1, failed: 0 } });
    expect(whole.withdrawnIds()).toEqual([]);
    const ids = whole.leadIds(200).map((id) => whole.lead(id));
    expect(ids.every(({ email, phone }) => email !== null && phone !== null)).toBe(true);
  });
});

describe('a search', () => {
  const business = leads.filter(({ type, withdrawn }) => type === 'business' && !withdrawn);

  test.each<[string, (lead: (typeof leads)[number]) => boolean]>([
    ['country=US', ({ company }) => company.country === 'US'],
    ['country=US,Canada', ({ company }) => ['US', 'Canada'].includes(company.country)],
    ['country=United%20Kingdom', ({ company }) => company.country === 'United Kingdom'],
    ['sector=Technology,Healthcare', ({ company }) => /Tech|Health/.test(company.sector)],
    ['industry=Software+%26+SaaS', ({ company }) => company.industry === 'Software & SaaS'],
    ['company_size=1-10,11-50', ({ company }) => company.employees <= 50],
    ['size_range=%2410M-%2450M', ({ company }) => company.size === '51-200'],
    ['department=Sales', ({ department }) => department === 'Sales'],
    ['job_level=C-Level,VP', ({ jobLevel }) => ['C-Level', 'VP'].includes(jobLevel)],
    ['state=California', ({ company }) => company.state === 'California'],
    ['year_founded_min=2000', ({ company }) => company.founded >= 2000],
    ['year_founded_max=1960', ({ company }) => company.founded <= 1960],
    ['employee_count_min=51&employee_count_max=200', ({ company }) => company.size === '51-200'],
    [
      'country=US&department=Sales&type=business',
      ({ company, department }) => company.country === 'US' && department === 'Sales',
    ],
    ['country=us', () => false],
    ['country=Atlantis', () => false],
  ])('finds by %s', (filters, expected) => {
    const known = new Set<unknown>(leads.map(({ id }) => id));
    const found = rows(filters)
      .map(({ id }) => id)
      .filter((id) => known.has(id));
    expect(found).toEqual(business.filter(expected).map(({ id }) => id));
  });

  test('finds consumers when asked for them only, and nobody who was withdrawn', () => {
    const of = (type: string) => rows(`type=${type}`).map(({ id }) => String(id));
    const consumers = of('consumer');
    expect(consumers.length).toBeGreaterThan(20);
    expect(consumers.every((id) => vendor.lead(id).type === 'consumer')).toBe(true);
    expect(search('').meta.total).toBe(of('business').length);
    expect(consumers.length + of('business').length).toBe(1_200 - vendor.withdrawnIds().length);
  });

  test('has pages, 25 rows each unless told otherwise', () => {
    const { items, meta } = search('');
    expect(items).toHaveLength(25);
    expect(meta).toMatchObject({ page: 1, per_page: 25, total_pages: Math.ceil(meta.total / 25) });
    const second = search('?page=2&per_page=10');
    expect(second.items.map(({ id }) => id)).toEqual(items.slice(10, 20).map(({ id }) => id));
    const last = search(`?page=${meta.total_pages}`);
    expect(last.items).toHaveLength(meta.total % 25 === 0 ? 25 : meta.total % 25);
    expect(search(`?page=${meta.total_pages + 1}`).items).toEqual([]);
    expect(search('?country=Atlantis').meta).toMatchObject({ total: 0, total_pages: 0 });
  });

  test('masks e-mails and phones until the organisation has unlocked the lead, and costs nothing', () => {
    const own = emulator({ shares: { email: 1, phone: 1, failed: 0 } });
    const [first] = search('', own).items;
    const { email, phone, is_unlocked } = first ?? {};
    const id = String(first?.id);
    const truth = own.lead(id);
    expect(is_unlocked).toBe(false);
    expect(email).toBe(`sa***@${truth.company.domain}`);
    expect(phone).toBe(`${truth.phone?.slice(0, 5) ?? ''}****${truth.phone?.slice(-2) ?? ''}`);
    expect(own.balance('org_a', NOW)).toBe(2_000);
    expect(own.ledger.purchases).toEqual([]);
    ask(own, 'unlock', { lead_id: id });
    expect(search('', own).items[0]).toMatchObject({
      id,
      email: truth.email,
      phone: truth.phone,
      is_unlocked: true,
    });
    expect(search('', own, FOREIGN_KEY).items[0]).toMatchObject({ id, email, is_unlocked: false });
  });
});
