import { CountingTransport } from '../../local/session/counting-transport';
import { EmulatedVendors } from '../../local/session/emulated-vendors';
import { transportTo } from '../../local/session/vendor-transport';
import type { EmulatedApi } from '../../local/vendors/emulated-api';
import { emulate } from '../../local/vendors/emulators';
import type { UrlFetchAnswer, UrlFetchRequest } from '../../local/runtime/url-fetch-transport';
import { VENDORS } from '../../src/provider/vendors';

const NOW = Date.UTC(2026, 8, 1, 12);

/** A free call of each vendor, with its key. */
const BALANCES: Readonly<Record<string, (key: string) => UrlFetchRequest>> = {
  cleanlist: (key) =>
    get('https://api.cleanlist.ai/api/v1/public/credits/balance', {
      authorization: `Bearer ${key}`,
    }),
  enrich: (key) => get('https://dev.enrich.so/api/v3/wallets/balance', { 'x-api-key': key }),
  leadleap: (key) =>
    get('https://api.leadleap.net/api/v1/account/usage', { authorization: `Bearer ${key}` }),
};

function get(url: string, headers: Record<string, string>): UrlFetchRequest {
  return { method: 'get', url, headers, body: '' };
}

function statusOf(answer: UrlFetchAnswer): number | string {
  return 'error' in answer ? answer.error : answer.status;
}

const ALL: readonly EmulatedApi[] = Object.values(emulate());

describe('the emulated vendors of a session', () => {
  it.each(ALL.map(({ id, demoKey }) => [id, demoKey]))(
    '%s is reached at its own address, by its demo key and no other’s',
    (id, demoKey) => {
      const { transport, emulators } = new EmulatedVendors();
      const call = BALANCES[id]?.(demoKey);
      if (call === undefined) throw new Error(`No free call of ${id} is known here.`);
      expect(statusOf(transport.fetch(call, NOW))).toBe(200);
      const asked = Object.values(emulators).filter(({ ledger }) => ledger.requests.balance > 0);
      expect(asked.map((vendor) => vendor.id)).toEqual([id]);
      for (const other of ALL.filter((vendor) => vendor.id !== id)) {
        expect(statusOf(transport.fetch(BALANCES[id]?.(other.demoKey) ?? call, NOW))).toBe(401);
      }
    },
  );

  it.each([
    'https://api.cleanlist.ai.evil.example/api/v1/public/credits/balance',
    'https://dev.enrich.so:8443/api/v3/wallets/balance',
    'http://api.leadleap.net/api/v1/account/usage',
    'https://elsewhere.example/',
  ])('%s is nobody’s address', (url) => {
    const { transport, emulators } = new EmulatedVendors();
    expect(statusOf(transport.fetch(get(url, {}), NOW))).toBe('dns');
    for (const { ledger } of Object.values(emulators)) expect(ledger.requests.other).toBe(0);
  });

  it('are offered as far as the add-on can ask them, in its order', () => {
    expect(new EmulatedVendors().offered.map(({ id }) => id)).toEqual(VENDORS.map(({ id }) => id));
  });

  it('agree with the add-on on the name, the address and the key of a vendor', () => {
    for (const provider of VENDORS) {
      const { id, name, origin } = provider;
      const vendor = ALL.find((one) => one.id === id);
      expect(vendor).toMatchObject({ name, origin });
      expect(provider.isKey(vendor?.demoKey ?? '')).toBe(true);
    }
  });

  it('lose and get back the credits of the demo key', () => {
    const vendors = new EmulatedVendors(500);
    for (const vendor of Object.values(vendors.emulators)) {
      expect(vendors.balance(vendor, NOW)).toBe(500);
      vendors.setBalance(vendor, 0);
      expect(vendors.balance(vendor, NOW)).toBe(0);
      vendors.refill(vendor);
      expect(vendors.balance(vendor, NOW)).toBe(500);
    }
  });

  it('have a key without credits, at Cleanlist', () => {
    const { transport } = new EmulatedVendors();
    const call = BALANCES.cleanlist?.('clapi_demo_no_credits');
    expect(call && transport.fetch(call, NOW)).toMatchObject({
      status: 200,
      body: expect.stringContaining('"credits":0') as string,
    });
  });
});

describe('the count of calls', () => {
  const POST = { method: 'post', headers: {}, body: '{}' } as const;
  const CLEANLIST = 'https://api.cleanlist.ai/api/v1/public';

  it.each([
    ['a batch at Cleanlist', `${CLEANLIST}/enrich/bulk`, 'post', [1, 0]],
    ['its status', `${CLEANLIST}/enrich/status?workflow_id=a`, 'get', [0, 1]],
    ['a balance', `${CLEANLIST}/credits/balance`, 'get', [0, 0]],
    ['a batch at Enrich', 'https://dev.enrich.so/api/v3/email-finder/batch', 'post', [1, 0]],
    ['a single look-up', 'https://dev.enrich.so/api/v3/email-finder', 'post', [1, 0]],
    ['its status', 'https://dev.enrich.so/api/v3/email-finder/batch/a', 'get', [0, 1]],
    ['its results', 'https://dev.enrich.so/api/v3/email-finder/batch/a/results', 'get', [0, 1]],
    ['an unlock at LeadLeap', 'https://api.leadleap.net/api/v1/leads/unlock', 'post', [1, 0]],
    ['its usage', 'https://api.leadleap.net/api/v1/account/usage', 'get', [0, 0]],
    ['what nobody has', 'https://elsewhere.example/enrich/bulk', 'post', [0, 0]],
  ])('%s (%s)', (_name, url, method, [submits, statusReads]) => {
    const counting = new CountingTransport(transportTo(Object.values(emulate())));
    counting.fetch({ ...POST, url, method }, NOW);
    expect(counting).toMatchObject({ submits, statusReads });
  });

  it('remembers which host failed last, and whether it answered', () => {
    const counting = new CountingTransport(transportTo(Object.values(emulate())));
    const key = ALL[0]?.demoKey ?? '';
    const balance = BALANCES.cleanlist?.(key) ?? get('', {});
    counting.fetch(balance, NOW);
    expect(counting.failure).toBeNull();
    counting.fetch(get('https://elsewhere.example/', {}), NOW);
    expect(counting.failure).toEqual({ host: 'elsewhere.example', isAnswered: false });
    counting.fetch({ ...balance, headers: {} }, NOW);
    counting.fetch(balance, NOW);
    expect(counting.failure).toEqual({ host: 'api.cleanlist.ai', isAnswered: true });
  });
});
