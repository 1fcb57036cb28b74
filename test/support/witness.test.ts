// The witnesses themselves: each must see what it is there for, at every vendor.
import type { Organization } from '../../local/vendors/accounts';
import { VENDORS } from '../../src/provider/vendors';
import { sellersOf } from '../../src/run/plan/route';
import { Addon } from './addon';
import { people } from './people';
import { brokenPromises, lostValues, wrongValues } from './witness';

const CLEANLIST = 'https://api.cleanlist.ai/api/v1/public';
const ENRICH = 'https://dev.enrich.so/api/v3';
const LEADLEAP = 'https://api.leadleap.net/api/v1';
/** Everybody has an address and a number. */
const SHARES = { email: 1, phone: 1, failed: 0 };

class Scene {
  /** Of the lines that are logged. */
  batch = '1';
  readonly addon: Addon;

  constructor(shares = SHARES) {
    const emulators = { enrich: { shares }, leadleap: { shares } };
    this.addon = new Addon({ rows: people(4), emulators });
  }

  private atEnrich(path: string, body: object): void {
    const { demoKey: key } = this.addon.vendors.enrich;
    this.post(`${ENRICH}${path}`, { 'x-api-key': key }, body);
  }

  /** At Enrich, of the person of a row (0-based). */
  findEmail(row: number): void {
    const [firstName, lastName, , domain] = people(4)[row + 1] ?? [];
    this.atEnrich('/email-finder', { firstName, lastName, domain });
  }

  atCleanlist(row: number): void {
    const { demoKey: key } = this.addon.vendors.cleanlist;
    const [first_name, last_name, , company_domain] = people(4)[row + 1] ?? [];
    const body = {
      enrichment_type: 'partial',
      contacts: [{ first_name, last_name, company_domain }],
    };
    this.post(`${CLEANLIST}/enrich/bulk`, { authorization: `Bearer ${key}` }, body);
  }

  /** At Enrich, whether an e-mail is valid, or who is behind it. */
  ask(channel: 'validity' | 'profile', email: string): void {
    this.atEnrich(channel === 'validity' ? '/email-validation' : '/reverse-lookup/lookup', {
      email,
    });
  }

  findPhones(...emails: string[]): void {
    this.atEnrich('/reverse-lookup/phones/bulk', { emails });
  }

  atLeadleap(path: string, body: object): void {
    const { demoKey: key } = this.addon.vendors.leadleap;
    this.post(`${LEADLEAP}${path}`, { authorization: `Bearer ${key}` }, body);
  }

  unlock(lead_id: string): void {
    this.atLeadleap('/leads/unlock', { lead_id });
  }

  /** What a vendor sold last, as the log would name the contact, and its value. */
  sold(vendor: 'enrich' | 'leadleap', channel: 'email' | 'phone'): string {
    const { ledger } = this.addon.vendors[vendor];
    const purchase = ledger.purchases.filter((one) => one.channel === channel).at(-1);
    if (purchase === undefined) throw new Error('Nothing was sold.');
    const { email, phones } = ledger.lookupContact(purchase.contact);
    return channel === 'email' ? email : (phones[0] ?? '');
  }

  put(row: number, column: number, text: string): void {
    this.addon.sheet.put([[text]], { row: row + 2, column });
  }

  /** Lines of the log: event, contact, sent as, value, field. */
  log(...lines: readonly (readonly [string, string, string, string, string?])[]): void {
    const { workbook } = this.addon;
    const name = 'Enrichment log';
    const grid = workbook.sheets.find((sheet) => sheet.name === name) ?? workbook.addSheet(name);
    const rows = lines.map(([event, contact, sentAs, value, field = '']) => {
      const head = ['', 'run000000001', this.batch, event, contact, sentAs];
      return [...head, '2', field, '', value, '', ''];
    });
    if (grid.displayed().length === 0) rows.unshift(['Time (UTC)']);
    grid.put(rows, { row: grid.displayed().length + 1, column: 1 });
  }

  /** A run that was approved so, at each vendor. */
  approve(...vendors: readonly { readonly id: string; readonly maximum: number }[]): void {
    const run = { vendors, channels: ['validity', 'profile'] };
    this.addon.runtime.properties.document.set('run:run000000001', JSON.stringify(run));
  }

  private post(url: string, headers: Record<string, string>, body: object): void {
    const { addon } = this;
    const api = Object.values(addon.vendors).find(({ origin }) => url.startsWith(`${origin}/`));
    const all = { ...headers, 'content-type': 'application/json' };
    const request = { method: 'POST', url, headers: all, body: JSON.stringify(body) };
    const answer = api?.handle(request, addon.clock.now());
    if (answer === undefined || 'error' in answer || answer.status >= 300) {
      throw new Error(`Not sold: ${JSON.stringify(answer)}`);
    }
  }
}

describe('the witnesses', () => {
  it.each(VENDORS.map(({ id }) => id).filter((id) => sellersOf('find', 'email').includes(id)))(
    'are content with a whole run at %s',
    (vendor) => {
      const addon = new Addon({ rows: people(30) });
      const end = addon.workToEnd(addon.start({ route: { email: [vendor] } }));
      expect(end.state).toBe('closed');
      const { ledger } = Object.values(addon.vendors).find(({ id }) => id === vendor) ?? {};
      expect(ledger?.purchases).toHaveLength(30);
      expect(addon.column('Email').filter((email) => email !== '').length).toBeGreaterThan(10);
      expect(brokenPromises(addon)).toEqual([]);
    },
  );

  it('are content with a value that was approved, sent, written and logged, whoever sold it', () => {
    const scene = new Scene();
    scene.approve({ id: 'enrich', maximum: 10 });
    scene.findEmail(0);
    const email = scene.sold('enrich', 'email');
    scene.put(0, 5, email);
    scene.log(
      ['sent', 'aaaaaaaa', 'Faya Lunda · firm-a.example', ''],
      ['written', 'aaaaaaaa', '', email],
    );
    expect(brokenPromises(scene.addon)).toEqual([]);
  });

  it('see what one vendor sold twice, but not one contact bought at two vendors', () => {
    const scene = new Scene();
    scene.findEmail(0);
    scene.findEmail(1);
    scene.atCleanlist(0);
    expect(brokenPromises(scene.addon).join()).not.toContain('bought');
    scene.findEmail(0);
    const twice = brokenPromises(scene.addon).filter((text) => text.includes('bought'));
    expect(twice).toEqual(['email of at:faya|lunda|firm-a.example bought 2 times at Enrich']);
    expect(brokenPromises(scene.addon, { times: 2 }).join()).not.toContain('bought');
  });

  it('see what was asked for twice although nothing was found, and nothing paid', () => {
    const scene = new Scene({ ...SHARES, email: 0 });
    scene.findEmail(0);
    scene.findEmail(0);
    expect(brokenPromises(scene.addon).join()).toContain('bought 2 times at Enrich');
  });

  it('let a vendor sell again what it gives for nothing the second time', () => {
    const scene = new Scene();
    const [lead = ''] = scene.addon.vendors.leadleap.leadIds(1);
    scene.unlock(lead);
    scene.unlock(lead);
    const broken = brokenPromises(scene.addon);
    expect(broken.join()).not.toContain('bought 2');
    expect(broken).toContain('more than approved: 1 LeadLeap credits, 0 approved');
    const { ledger } = scene.addon.vendors.leadleap;
    ledger.settle(ledger.purchases.at(-1)?.workflowId ?? '', () => 1);
    expect(brokenPromises(scene.addon).join()).toContain('bought 2 times at LeadLeap');
  });

  it('see a validation that LeadLeap sold twice: that the second one is free, nothing says', () => {
    const scene = new Scene();
    for (let times = 0; times < 2; times++) {
      scene.atLeadleap('/email/validate', { email: 'own@home.example' });
    }
    expect(brokenPromises(scene.addon)).toContain(
      'validity of mail:own@home.example bought 2 times at LeadLeap',
    );
  });

  it('see a value of any vendor in the row of another person', () => {
    const scene = new Scene();
    scene.findEmail(0);
    const email = scene.sold('enrich', 'email');
    scene.put(2, 5, email);
    expect(wrongValues(scene.addon)).toEqual([`${email} in row 4`]);
    scene.put(2, 5, '');
    scene.put(0, 5, email);
    expect(wrongValues(scene.addon)).toEqual([]);
  });

  it('know the row of somebody who is known by an e-mail alone', () => {
    const scene = new Scene();
    scene.put(0, 5, 'own@home.example');
    scene.findPhones('own@home.example');
    const phone = scene.sold('enrich', 'phone');
    scene.put(0, 6, phone);
    expect(wrongValues(scene.addon)).toEqual([]);
    scene.put(1, 6, phone);
    expect(wrongValues(scene.addon)).toEqual([`${phone} in row 3`]);
  });

  it.each([
    ['validity', 'Email validity'],
    ['profileTitle', 'Job title'],
  ] as const)(
    'see a %s of an e-mail that is lost, in the wrong row, or not logged',
    (field, header) => {
      const scene = new Scene();
      const { enrich } = scene.addon.vendors;
      const [who, column] = ['own@home.example', 9];
      const { result, isCatchAll } = enrich.verdictOn(who);
      const word = isCatchAll ? 'catch-all' : result;
      const text = field === 'validity' ? word : (enrich.profileBehind(who)?.title ?? '');
      const channel = field === 'validity' ? 'validity' : 'profile';
      scene.approve({ id: 'enrich', maximum: 10 });
      scene.put(-1, column, header);
      scene.put(0, 5, who);
      scene.ask(channel, who);
      scene.log(['sent', 'aaaaaaaa', who, '']);
      expect(lostValues(scene.addon)).toEqual([`${channel} of mail:${who} at Enrich`]);
      scene.put(1, column, text);
      expect(brokenPromises(scene.addon)).toContain(`wrong row: ${text} in row 3`);
      scene.put(1, column, '');
      scene.put(0, column, text);
      expect(brokenPromises(scene.addon)).toContain(`not logged: ${text}`);
      scene.log(['written', 'aaaaaaaa', '', text, field]);
      expect(brokenPromises(scene.addon)).toEqual([]);
      scene.put(0, column, '');
      scene.log(['unplaced', 'aaaaaaaa', '', text, field]);
      expect(brokenPromises(scene.addon)).toEqual([]);
    },
  );

  it.each(['enrich', 'leadleap'] as const)('see what %s sold and nobody finds', (vendor) => {
    const scene = new Scene();
    if (vendor === 'enrich') scene.findPhones('own@home.example');
    else scene.unlock(scene.addon.vendors.leadleap.leadIds(1)[0] ?? '');
    const phone = scene.sold(vendor, 'phone');
    expect(lostValues(scene.addon).join()).toContain(`${phone} of `);
    scene.log(['unplaced', 'aaaaaaaa', '', phone]);
    expect(lostValues(scene.addon).join()).not.toContain(phone);
  });

  it('see a value in the sheet that the log does not know', () => {
    const scene = new Scene();
    scene.findEmail(0);
    const email = scene.sold('enrich', 'email');
    scene.put(0, 5, email);
    expect(brokenPromises(scene.addon)).toContain(`not logged: ${email}`);
  });

  it('see a contact that was sent by its e-mail or its lead id and not logged', () => {
    const scene = new Scene();
    const [lead = ''] = scene.addon.vendors.leadleap.leadIds(1);
    scene.findPhones('own@home.example');
    scene.unlock(lead);
    const missing = [
      'own@home.example sent 1 times, logged 0 times',
      `${lead} sent 1 times, logged 0 times`,
    ];
    expect(brokenPromises(scene.addon)).toEqual(expect.arrayContaining(missing));
    scene.log(['sent', 'aaaaaaaa', 'own@home.example', ''], ['sent', 'bbbbbbbb', lead, '']);
    for (const text of missing) expect(brokenPromises(scene.addon)).not.toContain(text);
  });

  it('tell the requests of two vendors for one contact apart', () => {
    const scene = new Scene();
    scene.findEmail(0);
    scene.findPhones('own@home.example');
    // One contact in the log, under one fingerprint, but in two batches.
    scene.log(['sent', 'aaaaaaaa', 'Faya Lunda · firm-a.example', '']);
    expect(brokenPromises(scene.addon)).toContain('own@home.example sent 1 times, logged 0 times');
  });

  it('count what was taken back for the request that it was', () => {
    const scene = new Scene();
    scene.log(
      ['sent', 'aaaaaaaa', 'Faya Lunda · firm-a.example', ''],
      ['refused', 'aaaaaaaa', '', ''],
    );
    scene.batch = '2';
    scene.log(['sent', 'aaaaaaaa', 'own@home.example', ''], ['refused', 'aaaaaaaa', '', '']);
    expect(brokenPromises(scene.addon)).toEqual([]);
    scene.log(['refused', 'aaaaaaaa', '', 'again']);
    expect(brokenPromises(scene.addon)).toEqual(['own@home.example taken back 2 times']);
  });

  it('never let what was approved at one vendor pay for another', () => {
    const scene = new Scene();
    scene.findPhones('own@home.example');
    scene.approve({ id: 'cleanlist', maximum: 10_000 }, { id: 'enrich', maximum: 499 });
    const complaint = 'more than approved: 500 Enrich credits, 499 approved';
    expect(brokenPromises(scene.addon)).toContain(complaint);
    scene.approve({ id: 'enrich', maximum: 500 });
    expect(brokenPromises(scene.addon).join()).not.toContain('more than approved');
  });

  it('reckon with the price that a vendor was made with, and with what it charged beyond', () => {
    const organizations: readonly Organization[] = [
      { id: 'org', name: 'Own', keys: ['sk_own'], credits: 5_000 },
    ];
    const addon = new Addon({
      rows: people(1),
      emulators: { enrich: { organizations, phoneBatchPrice: 10, shares: SHARES } },
    });
    const { enrich } = addon.vendors;
    const buy = (method: string, path: string, body?: object): void => {
      const headers = { 'x-api-key': 'sk_own', 'content-type': 'application/json' };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      enrich.handle({ method, url: `${ENRICH}${path}`, headers, ...text }, addon.clock.now());
    };
    buy('POST', '/reverse-lookup/phones/bulk', { emails: ['own@home.example'] });
    expect(brokenPromises(addon)).toContain('more than approved: 10 Enrich credits, 0 approved');
    buy('GET', '/reverse-lookup/phones?email=other%40home.example');
    expect(brokenPromises(addon)).toContain('more than approved: 510 Enrich credits, 0 approved');
  });
});
