import { LIMITS } from '../../local/runtime/limits';
import type { UrlFetchAnswer } from '../../local/runtime/url-fetch-transport';
import { ALICE, rig, START } from './script';

const ok: UrlFetchAnswer = { status: 200, headers: { 'X-A': '1' }, body: '{"ok":true}' };
const fetching = (url: string, options = '{}'): string =>
  `UrlFetchApp.fetch('${url}', ${options});`;

describe('UrlFetchApp.fetch', () => {
  test('sends method, headers and body, and takes as long as the other side', () => {
    const { value, requests } = rig(
      `const before = Date.now(); const r = UrlFetchApp.fetch('https://api.example.com/v1/x?y=1', { method: 'POST', contentType: 'application/json', headers: { Authorization: 'Bearer k' }, payload: '{}', muteHttpExceptions: true, timeoutSeconds: 30 }); return [r.getResponseCode(), r.getContentText(), r.getHeaders(), r.getAllHeaders(), Date.now() - before];`,
      { answer: () => ({ ...ok, elapsedMs: 1234 }) },
    );
    expect(value()).toEqual([200, '{"ok":true}', { 'X-A': '1' }, { 'X-A': '1' }, 1234]);
    expect(requests).toEqual([
      {
        method: 'post',
        url: 'https://api.example.com/v1/x?y=1',
        headers: { Authorization: 'Bearer k', 'Content-Type': 'application/json' },
        body: '{}',
      },
    ]);
  });

  test.each([
    [fetching('http://example.com/'), 'Invalid argument: http://example.com/'],
    [fetching('https://user@example.com/'), 'Invalid argument: https://user@example.com/'],
    [fetching('https://example.com/a b'), 'Invalid argument: https://example.com/a b'],
    [
      fetching('https://example.com/', '{ mutehttpexceptions: true }'),
      'NotEmulated: UrlFetchApp option mutehttpexceptions',
    ],
    [
      fetching('https://example.com/', "{ method: 'head' }"),
      'Attribute provided with invalid value: method',
    ],
    [
      fetching('https://example.com/', "{ muteHttpExceptions: 'yes' }"),
      'Attribute provided with invalid value: muteHttpExceptions',
    ],
    [
      fetching('https://example.com/', "{ headers: { Host: 'x' } }"),
      'Attribute provided with invalid value: Header:Host',
    ],
    [
      fetching('https://example.com/', "{ headers: { 'a b': 'x' } }"),
      'Attribute provided with invalid value: Header:a b',
    ],
    [
      fetching('https://example.com/', "{ headers: { a: 'x\\ny' } }"),
      'Attribute provided with invalid value: Header:a',
    ],
    [
      fetching('https://example.com/', "{ headers: { a: 'x'.repeat(8192) } }"),
      LIMITS.headerBytes.text,
    ],
    [
      fetching(
        'https://example.com/',
        '{ headers: Object.fromEntries(Array.from({ length: 101 }, (_, i) => ["h" + i, "x"])) }',
      ),
      LIMITS.headersOfACall.text,
    ],
    [
      fetching('https://example.com/', "{ method: 'get', payload: 'x' }"),
      'NotEmulated: UrlFetchApp payload with method get',
    ],
    [
      fetching('https://example.com/', "{ method: 'post', payload: { a: 1 } }"),
      'NotEmulated: UrlFetchApp payload that is not text',
    ],
    [
      fetching(
        'https://example.com/',
        "{ method: 'post', payload: 'x'.repeat(50 * 1024 * 1024 + 1) }",
      ),
      LIMITS.postBytes.text,
    ],
    [`UrlFetchApp.fetch('https://example.com/' + 'x'.repeat(2063));`, LIMITS.urlCharacters.text],
  ])('refuses %s', (script, message) => {
    const { error, requests } = rig(script);
    expect(error()).toBe(message);
    expect(requests).toEqual([]);
  });

  test('a URL may have 2,082 characters', () => {
    expect(rig(`UrlFetchApp.fetch('https://example.com/' + 'x'.repeat(2062));`).run().kind).toBe(
      'returned',
    );
  });

  test('throws for a status of 400 or more unless muted', () => {
    const answer = (): UrlFetchAnswer => ({ status: 500, headers: {}, body: 'x'.repeat(300) });
    expect(rig(fetching('https://api.example.com/secret'), { answer }).error()).toBe(
      `Request failed for https://api.example.com returned code 500. Truncated server response: ${'x'.repeat(200)} (use muteHttpExceptions option to examine full response)`,
    );
    const muted = rig(
      `return UrlFetchApp.fetch('https://a.com/', { muteHttpExceptions: true }).getResponseCode();`,
      { answer },
    );
    expect(muted.value()).toBe(500);
  });

  test.each([
    ['dns', 'DNS error: a.com'],
    ['connection', 'Address unavailable: https://a.com/'],
    ['timeout', 'Timeout: https://a.com/'],
    [
      'bandwidth',
      'Bandwidth quota exceeded: https://a.com/. Try reducing the rate of data transfer.',
    ],
  ] as const)('throws when there is no answer (%s), muted or not', (error, message) => {
    const one = rig(fetching('https://a.com/', '{ muteHttpExceptions: true }'), {
      answer: () => ({ error }),
    });
    expect(one.error()).toBe(message);
    expect(one.requests).toHaveLength(1);
  });

  test('gives up after timeoutSeconds, though the request was sent', () => {
    const { value, requests } = rig(
      `const t = Date.now(); try { ${fetching('https://a.com/', '{ timeoutSeconds: 30 }')} } catch (e) { return [e.message, Date.now() - t]; }`,
      { answer: () => ({ ...ok, elapsedMs: 31_000 }) },
    );
    expect(value()).toEqual(['Timeout: https://a.com/', 30_000]);
    expect(requests).toHaveLength(1);
  });

  test('waits on when timeoutSeconds is ignored', () => {
    const { run, runtime } = rig(fetching('https://a.com/', '{ timeoutSeconds: 30 }'), {
      answer: () => ({ ...ok, elapsedMs: 31_000 }),
    });
    runtime.faults.conditions.timeoutSeconds = 'ignored';
    expect(run()).toMatchObject({ kind: 'returned', durationMs: 31_000 });
  });

  test('a kill at the deadline leaves what was sent as sent', () => {
    const { run, requests } = rig(`Utilities.sleep(300000); ${fetching('https://a.com/')}`, {
      answer: () => ({ ...ok, elapsedMs: 100_000 }),
    });
    expect(run()).toMatchObject({ kind: 'killed', reason: 'deadline' });
    expect(requests).toHaveLength(1);
  });

  test('an answer of more than 50 MB throws', () => {
    const body = 'x'.repeat(50 * 1024 * 1024 + 1);
    expect(rig(fetching('https://a.com/'), { answer: () => ({ ...ok, body }) }).error()).toBe(
      LIMITS.responseBytes.text,
    );
  });

  test('does not follow redirects; a script must not either', () => {
    const answer = (): UrlFetchAnswer => ({
      status: 302,
      headers: { Location: 'https://b.com/' },
      body: '',
    });
    expect(rig(fetching('https://a.com/'), { answer }).error()).toMatch(/^NotEmulated: following/);
    const script = `return UrlFetchApp.fetch('https://a.com/', { followRedirects: false }).getResponseCode();`;
    expect(rig(script, { answer }).value()).toBe(302);
  });

  test('a host may be blocked by the administrator', () => {
    const { error, runtime } = rig(fetching('https://a.com/x'));
    runtime.faults.conditions.blockedHosts.add('a.com');
    expect(error()).toBe('UrlFetch calls to https://a.com/x are not permitted by your admin');
  });
});

describe('urlFetchWhitelist', () => {
  const manifest = { urlFetchWhitelist: ['https://api.a.com/v1/', 'https://*.b.com/'] };
  test.each([
    ['https://api.a.com/v1/x', true],
    ['https://API.A.com/v1/x', true],
    ['https://api.a.com/V1/x', false],
    ['https://api.a.com/v1', false],
    ['https://api.a.com.evil.com/v1/', false],
    ['https://x.api.a.com/v1/', false],
    ['https://api.a.com:8443/v1/', false],
    ['https://x.b.com/anything', true],
    ['https://b.com/', false],
  ])('%s is allowed: %s', (url, allowed) => {
    const { run } = rig(fetching(url), { manifest });
    expect(run()).toMatchObject(
      allowed
        ? { kind: 'returned' }
        : {
            message: `Request to ${url} failed because the URL has not been whitelisted in the script manifest.`,
          },
    );
  });

  test('an entry needs https, a full domain and a path', () => {
    for (const entry of ['http://a.com/', 'https://a.com', 'https://a/', 'https://a.*.com/']) {
      expect(() => rig('', { manifest: { urlFetchWhitelist: [entry] } })).toThrow(
        'urlFetchWhitelist',
      );
    }
  });
});

describe('UrlFetchApp.fetchAll', () => {
  const all = `UrlFetchApp.fetchAll(['https://a.com/1', { url: 'https://a.com/2', method: 'post', payload: 'x' }])`;

  test('answers in the order of the requests and takes as long as the slowest', () => {
    const { value } = rig(
      `const t = Date.now(); return [${all}.map((r) => r.getContentText()), Date.now() - t];`,
      {
        answer: ({ url }) => ({ ...ok, body: url, elapsedMs: url.endsWith('1') ? 900 : 100 }),
      },
    );
    expect(value()).toEqual([['https://a.com/1', 'https://a.com/2'], 900]);
  });

  test('one connection that fails loses every answer, though all were sent', () => {
    const { error, requests } = rig(`${all};`, {
      answer: ({ url }) => (url.endsWith('1') ? { error: 'connection' } : ok),
    });
    expect(error()).toBe('Address unavailable: https://a.com/1');
    expect(requests).toHaveLength(2);
  });

  test('one request that breaks a rule keeps all from being sent', () => {
    const { error, requests } = rig("UrlFetchApp.fetchAll(['https://a.com/', 'http://b.com/']);");
    expect(error()).toBe('Invalid argument: http://b.com/');
    expect(requests).toEqual([]);
  });

  test('counts each request against the day', () => {
    const { error, run, runtime, requests } = rig(`${all};`);
    runtime.project.quotas.spend(ALICE, 'urlfetch', 19_997, START);
    expect(run().kind).toBe('returned');
    expect(error()).toBe('Service invoked too many times for one day: urlfetch.');
    expect(requests).toHaveLength(2);
  });
});
