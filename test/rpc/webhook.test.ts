// A person's own address is told of the end only where they set it, its text stands in no record, and what became of it can be seen.
// And what the vendor says of the plan behind a key.
import type { VendorRequest } from '../../local/vendors/http';
import { LONGEST_TYPED_URL } from '../../src/rpc/contract-settings';
import { Addon, choose } from '../support/addon';
import { Automatic } from '../support/automatic';
import { HEADERS, people } from '../support/people';
import { brokenPromises } from '../support/witness';

const SECRET = 'https://hooks.example.com/in?token=s3cr3t-9';
const ALL = { email: 1, phone: 1, failed: 0 };

function addonOf(options: ConstructorParameters<typeof Addon>[0]['emulator'] = {}): {
  addon: Addon;
  bodies: Record<string, unknown>[];
} {
  const addon = new Addon({
    rows: people(3),
    emulator: { shares: ALL, duration: { min: 30, max: 30 }, ...options },
  });
  const bodies: Record<string, unknown>[] = [];
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request: VendorRequest, nowMs: number) => {
    if (request.url.endsWith('/enrich/bulk')) {
      bodies.push(JSON.parse(request.body ?? '{}') as Record<string, unknown>);
    }
    return handle(request, nowMs);
  };
  addon.connect();
  return { addon, bodies };
}

function tell(addon: Addon, url: string): void {
  addon.ask('saveSettings', { webhook: { vendor: 'cleanlist', url } });
}

describe('a webhook', () => {
  test('is off by default: no address is sent, and none can be seen', () => {
    const { addon, bodies } = addonOf();
    expect(addon.ask('settings', null).webhooks).toEqual([
      { vendor: 'cleanlist', name: 'Cleanlist', url: '' },
    ]);
    expect(addon.quote().warnings).toEqual([]);
    expect(addon.ask('schedules', null).told).toEqual({});
    const end = addon.workToEnd(addon.start());
    expect(bodies.map((body) => Object.keys(body))).toEqual([['enrichment_type', 'contacts']]);
    expect(end.hasWebhooks).toBe(false);
    expect(addon.ask('deliveries', { run: end.id })).toEqual({ requests: [], total: 0 });
  });

  test('that is on is said at the confirm, sent with each purchase, and its deliveries are shown, also at the end', () => {
    const { addon, bodies } = addonOf();
    tell(addon, ` ${SECRET} `);
    const warning =
      'Cleanlist also sends these contacts and what it finds to hooks.example.com, as you set in Settings.';
    expect(addon.quote().warnings).toEqual([warning]);
    expect(addon.ask('schedules', null).told).toEqual({ cleanlist: warning });
    const run = addon.work(addon.start());
    expect(bodies).toMatchObject([{ webhook_url: SECRET }]);
    expect(run.hasWebhooks).toBe(true);
    const open = addon.ask('deliveries', { run: run.id });
    expect(open).toMatchObject({ total: 1, requests: [{ vendor: 'cleanlist', attempts: [] }] });
    const end = addon.workToEnd(run);
    addon.clock.advance(60_000);
    const { requests } = addon.ask('deliveries', { run: end.id });
    expect(end).toMatchObject({ state: 'closed', hasWebhooks: true });
    expect(requests.map(({ workflowId }) => workflowId)).toEqual(
      open.requests.map(({ workflowId }) => workflowId),
    );
    const attempts = requests[0]?.attempts ?? [];
    expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, index) => index + 1));
    expect(attempts.length).toBeGreaterThan(0);
    expect(['delivered', 'failed']).toContain(attempts[attempts.length - 1]?.status);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('stands in the user’s own properties alone: in no record, no log, no cell, and nobody else’s settings', () => {
    const { addon } = addonOf();
    tell(addon, SECRET);
    // The vendor repeats it in its words.
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, nowMs) =>
      request.url.endsWith('/enrich/bulk')
        ? {
            status: 422,
            headers: {},
            body: JSON.stringify({
              detail: [
                { loc: ['body', 'contacts', 0], msg: `Bad, see ${SECRET}`, type: 'x' },
                { loc: ['body', 'webhook_url'], msg: `Not called: ${SECRET}`, type: 'x' },
              ],
            }),
            elapsedMs: 1,
          }
        : handle(request, nowMs);
    const end = addon.workToEnd(addon.start());
    expect(end).toMatchObject({ state: 'closed' });
    const kept = JSON.stringify([
      [...addon.runtime.properties.document],
      addon.log(),
      addon.shown(),
      addon.ask('support', { run: end.id }),
    ]);
    expect(kept).not.toContain('s3cr3t');
    expect(kept).not.toContain('hooks.example');
    expect(addon.log().flat().join()).toContain('Bad, see');
    expect(JSON.stringify([...addon.runtime.userProperties(addon.user)])).toContain('s3cr3t');
    addon.connect();
    const others = addon.ask('settings', null, 'bob@sample.example');
    expect(JSON.stringify(others)).not.toContain('hooks.example');
  });

  test('is said at the confirm where only a later vendor of the order would tell it', () => {
    const { addon, bodies } = addonOf();
    addon.connect(undefined, 'enrich');
    addon.vendors.enrich.faults.next('submit', '400');
    tell(addon, SECRET);
    const route = { email: ['enrich', 'cleanlist'] };
    const { warnings } = addon.quote({ route });
    expect(warnings).toEqual([expect.stringMatching(/Cleanlist also sends .* to hooks\./)]);
    addon.workToEnd(addon.start({ route }));
    expect(bodies).toMatchObject([{ webhook_url: SECRET }]);
    // Who is looked up by e-mail alone is told of to nobody.
    addon.sheet.put([HEADERS.map((name) => (name === 'Email' ? 'x@gmail.com' : ''))], {
      row: 2,
      column: 1,
    });
    const first = { rows: { kind: 'first', count: 1 }, channels: ['phone'] } as const;
    expect(addon.quote(first).contacts.total).toBe(1);
    expect(addon.quote(first).warnings).toEqual([]);
  });

  test('is told of no run that was confirmed without it, or with another', () => {
    const { addon, bodies } = addonOf();
    const { id, digest } = addon.quote();
    const confirm = { choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: true };
    tell(addon, SECRET);
    const reply = addon.call('start', confirm);
    expect(reply).toMatchObject({ ok: false, code: 'changed' });
    const other = addon.quote();
    tell(addon, 'https://hooks.example.com/other');
    const quote = { id: other.id, digest: other.digest };
    expect(addon.call('start', { ...confirm, quote })).toMatchObject({ code: 'changed' });
    tell(addon, '');
    const run = addon.start();
    tell(addon, SECRET);
    addon.workToEnd(run);
    addon.sheet.put([...people(6).slice(4)], { row: 5, column: 1 });
    const told = addon.start();
    tell(addon, 'https://hooks.example.com/other');
    const end = addon.workToEnd(told);
    expect(bodies).toHaveLength(2);
    expect(JSON.stringify(bodies)).not.toContain('hooks.example');
    expect(end.hasWebhooks).toBe(false);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('of Automatic is the one that is set as its run starts', () => {
    const automatic = new Automatic();
    const { addon } = automatic;
    addon.connect();
    const bodies: string[] = [];
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, nowMs) => {
      if (request.url.endsWith('/enrich/bulk')) bodies.push(request.body ?? '');
      return handle(request, nowMs);
    };
    automatic.make();
    tell(addon, SECRET);
    automatic.add(2);
    automatic.hours(2);
    expect(bodies.map((body) => body.includes(SECRET))).toEqual([true]);
  });

  test.each([
    'http://hooks.example.com/in',
    'https://',
    'https://localhost/in',
    'https://user:word@hooks.example.com/',
    'https://hooks.example.com/a b',
    'https://hooks.example.com\nx',
    'javascript:alert(1)',
    'hooks.example.com',
  ])('is not set to %j: the one before stays', (url) => {
    const { addon } = addonOf();
    tell(addon, SECRET);
    const reply = addon.call('saveSettings', { webhook: { vendor: 'cleanlist', url } });
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    expect(addon.ask('settings', null).webhooks).toMatchObject([{ url: SECRET }]);
  });

  test.each([2_001, LONGEST_TYPED_URL])(
    'of %i characters is too long, and that is said',
    (length) => {
      const { addon } = addonOf();
      tell(addon, SECRET);
      const url = SECRET.padEnd(length, 'x');
      const reply = addon.call('saveSettings', { webhook: { vendor: 'cleanlist', url } });
      expect(reply).toMatchObject({
        ...{ ok: false, code: 'refused' },
        message: expect.stringMatching(
          /^This address is too long: .* can have 2,000\. Nothing was saved\.$/,
        ) as string,
      });
      expect(addon.ask('settings', null).webhooks).toMatchObject([{ url: SECRET }]);
      tell(addon, SECRET.padEnd(2_000, 'x'));
    },
  );

  test('is gone when it is switched off, and when the key is removed', () => {
    const { addon, bodies } = addonOf();
    tell(addon, SECRET);
    tell(addon, '');
    addon.work(addon.start());
    expect(bodies[0]).not.toHaveProperty('webhook_url');
    tell(addon, SECRET);
    addon.ask('disconnect', { vendor: 'cleanlist' });
    expect(addon.ask('settings', null).webhooks).toEqual([]);
    addon.connect();
    expect(addon.ask('settings', null).webhooks).toMatchObject([{ url: '' }]);
  });

  test('of another user’s run is not theirs to see, and a vendor that is silent is said', () => {
    const { addon } = addonOf();
    tell(addon, SECRET);
    const run = addon.work(addon.start());
    const other = addon.call('deliveries', { run: run.id }, 'bob@sample.example');
    expect(other).toMatchObject({ ok: false, code: 'not_yours' });
    addon.vendor.faults.next('other', '503');
    expect(addon.call('deliveries', { run: run.id })).toMatchObject({ code: 'vendor_down' });
    addon.vendor.faults.next('other', '404');
    expect(addon.ask('deliveries', { run: run.id }).requests).toMatchObject([{ attempts: null }]);
  });
});

describe('a key', () => {
  test('is connected with what the vendor says of its plan, and that is kept with it', () => {
    const { addon } = addonOf();
    const [account] = addon.ask('accounts', null);
    expect(account).toMatchObject({
      connected: true,
      plan: {
        tier: 'pro',
        scopes: expect.arrayContaining(['enrich:write']) as string[],
        features: expect.arrayContaining(['enrich_phone']) as string[],
      },
    });
  });

  test.each(['404', '403', '503', 'timeout before', 'not json'] as const)(
    'is connected all the same where the vendor answers that call with %s',
    (fault) => {
      const addon = new Addon({ rows: people(1) });
      addon.vendor.faults.next('validate', { kind: 'slow', elapsedMs: 100 });
      addon.vendor.faults.next('validate', fault);
      addon.connect();
      const [account] = addon.ask('accounts', null);
      expect(account).toMatchObject({ connected: true, keyLastFour: '_key', balance: 25_000 });
      expect(account).not.toHaveProperty('plan');
      expect(addon.ask('quote', choose({})).contacts.total).toBe(1);
    },
  );

  test('whose plan has no access is refused with what to do', () => {
    const addon = new Addon({
      rows: people(1),
      emulator: {
        organizations: [{ id: 'o', name: 'O', keys: ['clapi_free'], credits: 1, apiAccess: false }],
      },
    });
    expect(addon.call('connect', { vendor: 'cleanlist', key: 'clapi_free' })).toMatchObject({
      ok: false,
      code: 'key_refused',
      message: expect.stringMatching(/plan includes API access .* upgrade it if not/) as string,
    });
  });
});
