// What can go wrong in a call to LeadLeap's emulator, and in an answer of it.
import type { VendorAnswer } from '../../local/vendors/http';
import { FAULTS, type Fault, type FaultName } from '../../local/vendors/fault';
import type { AnswerMode } from '../../local/vendors/leadleap/answer-mode';
import { FIXTURES, type FixtureName } from '../../local/vendors/leadleap/fixtures';
import { answerProblems } from '../support/leadleap-contract';
import {
  ALL,
  answered,
  ask,
  emulator,
  get,
  KEY,
  kept,
  NOW,
  post,
  reply,
  type Fields,
} from './leadleap-calls';

/** The status of each fault, or what stands for it; whether the vendor sold something; the code of the error. */
const OUTCOMES: Readonly<Record<FaultName, readonly [number | string, boolean, string?]>> = {
  '400': [400, false, 'BAD_REQUEST'],
  '400 insufficient_credits': [400, false, 'CREDITS_EXHAUSTED'],
  '401': [401, false, 'UNAUTHORIZED'],
  '402': [402, false, 'CREDITS_EXHAUSTED'],
  '403': [403, false, 'PLAN_LIMIT'],
  '404': [404, false, 'NOT_FOUND'],
  '408': [408, false, 'BAD_REQUEST'],
  '413': [413, false],
  '422': [422, false, 'BAD_REQUEST'],
  '422 contact': [400, false, 'BAD_REQUEST'],
  '429': [429, false, 'RATE_LIMITED'],
  '429 seconds': [429, false, 'RATE_LIMITED'],
  '429 date': [429, false, 'RATE_LIMITED'],
  '500': [500, false, 'INTERNAL_ERROR'],
  '500 insufficient_credits': [500, false, 'CREDITS_EXHAUSTED'],
  '502': [502, false, 'INTERNAL_ERROR'],
  '502 page': [502, false],
  '502 accepted': [502, true],
  '503': [503, false, 'INTERNAL_ERROR'],
  '503 page': [503, false],
  '504': [504, false, 'INTERNAL_ERROR'],
  '504 page': [504, false],
  'timeout before': ['timeout', false],
  'timeout after': ['timeout', true],
  'connection before': ['connection', false],
  'connection after': ['connection', true],
  dns: ['dns', false],
  bandwidth: ['bandwidth', false],
  slow: [200, true],
  truncated: [200, true],
  'not json': [200, false],
  'not json accepted': [200, true],
};

/** What came: a status or no answer, and the code of an error in LeadLeap's envelope. */
function read(answer: VendorAnswer): { kind: number | string; code: string | undefined } {
  if ('error' in answer) return { kind: answer.error, code: undefined };
  const kind = answer.status;
  try {
    const { data, meta, code, error } = reply(answer);
    if (error === null) return { kind, code: undefined };
    expect([data, Object.keys(meta), error.status]).toEqual([
      null,
      ['request_id', 'timestamp'],
      kind,
    ]);
    return { kind, code };
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return { kind, code: undefined };
  }
}

describe('a call that goes wrong', () => {
  const names = Object.keys(FAULTS) as FaultName[];

  test.each(names)('%s', (name) => {
    const [kind, sold, code] = OUTCOMES[name];
    const own = emulator();
    const lead_ids = own.leadIds(5);
    own.faults.next('submit', name);
    const request = post('export', { lead_ids, format: 'json' });
    expect(read(own.handle(request, NOW))).toEqual({ kind, code });
    expect(own.ledger.charged()).toBe(sold ? 5 : 0);
    expect(own.balance('org_a', NOW)).toBe(sold ? 1_995 : 2_000);
    const again = ask(own, 'export', { lead_ids, format: 'json' });
    expect(again.headers['x-new-unlocks']).toBe(sold ? '0' : '5');
    expect(own.ledger.paidTwice()).toEqual([]);
  });

  test('says how long to wait: in the header, in the body, or not at all', () => {
    const own = emulator();
    const [lead_id = ''] = own.leadIds(1);
    FIXTURES.J.apply(own);
    const waits = [1, 2, 3, 4].map(() => {
      const { headers, error } = reply(own.handle(post('unlock', { lead_id }), NOW));
      return [headers['retry-after'], error?.retry_after];
    });
    expect(waits).toEqual([
      ['20', 20],
      [new Date(NOW + 20_000).toUTCString(), 20],
      [undefined, 20],
      [undefined, undefined],
    ]);
    expect(ask(own, 'unlock', { lead_id }).status).toBe(200);
  });

  test.each(['unlock', 'export', 'validate'] as const)(
    'is one of those that may cost: %s',
    (endpoint) => {
      const own = emulator();
      const [lead_id = ''] = own.leadIds(1);
      const bodies = {
        unlock: { lead_id },
        export: { lead_ids: [lead_id], format: 'json' },
        validate: { email: 'a@b.example' },
      };
      own.faults.next('submit', '500');
      expect(own.handle(get('/account/usage'), NOW)).toMatchObject({ status: 200 });
      expect(own.handle(get('/leads'), NOW)).toMatchObject({ status: 200 });
      expect(own.handle(post(endpoint, bodies[endpoint]), NOW)).toMatchObject({ status: 500 });
      expect(ask(own, endpoint, bodies[endpoint]).status).toBe(200);
      expect(own.ledger.requests).toMatchObject({ submit: 2, balance: 1, other: 1 });
    },
  );

  test('is the enrichment, the balance or the search when told so', () => {
    const own = emulator({ lockedEnrich: 'full' });
    const [lead_id = ''] = own.leadIds(1);
    const calls = [
      ['results', post('enrich', { lead_id })],
      ['balance', get('/account/usage')],
      ['other', get('/leads')],
    ] as const;
    for (const [endpoint, request] of calls) {
      own.faults.next(endpoint, '503');
      expect(own.handle(request, NOW)).toMatchObject({ status: 503 });
      expect(own.handle(request, NOW)).toMatchObject({ status: 200 });
    }
  });

  test('counts toward the limit of calls when the vendor hears it', () => {
    const own = emulator();
    const usage = (): number | string => read(own.handle(get('/account/usage'), NOW)).kind;
    own.faults.next('balance', '503', 59);
    for (let calls = 0; calls < 59; calls++) usage();
    own.faults.next('balance', 'dns');
    expect([usage(), usage(), usage()]).toEqual(['dns', 200, 429]);
  });

  test('goes wrong during an outage and not after, and costs the time that it takes', () => {
    const own = emulator();
    own.faults.outage(NOW, NOW + 60_000);
    expect(own.handle(get('/account/usage'), NOW + 59_999)).toMatchObject({ error: 'timeout' });
    const { elapsedMs } = answered(own.handle(get('/account/usage'), NOW + 60_000));
    expect(elapsedMs).toBeGreaterThanOrEqual(80);
    expect(elapsedMs).toBeLessThanOrEqual(400);
    own.faults.next('any', 'slow');
    expect(own.handle(get('/leads'), NOW + 60_000)).toMatchObject({ elapsedMs: 45_000 });
  });

  test('names the entry that the test names', () => {
    const own = emulator();
    const fault: Fault = { kind: 'bad_contact', index: 7 };
    own.faults.next('submit', fault);
    const answer = answered(own.handle(post('validate', { email: 'a@b.example' }), NOW));
    expect(reply(answer).error).toEqual({
      code: 'BAD_REQUEST',
      message: 'Entry 7 is not valid.',
      status: 400,
    });
  });
});

describe('an answer that goes wrong', () => {
  const EMAILS = Array.from({ length: 10 }, (_none, n) => `Someone${n}@firm.example`);

  const validated = (mode: AnswerMode): readonly Fields[] => {
    const own = emulator({ valid: 0.5 });
    own.faults.nextWorkflow(mode);
    const { items, meta } = reply(own.handle(post('validate', { emails: EMAILS }), NOW));
    expect(own.ledger.purchases).toHaveLength(10);
    expect(meta).toMatchObject({ total: 10 });
    return items;
  };
  const exported = (mode: AnswerMode): readonly Fields[] => {
    const own = emulator({ shares: ALL });
    own.faults.nextWorkflow(mode);
    const request = post('export', { lead_ids: own.leadIds(10), format: 'json' });
    const { headers, items } = reply(own.handle(request, NOW));
    expect(headers).toMatchObject({ 'x-total-leads': '10', 'x-new-unlocks': '10' });
    expect(own.ledger.charged()).toBe(10);
    return items;
  };

  test.each<[string, (mode: AnswerMode) => readonly Fields[], string]>([
    ['a validation', validated, 'email'],
    ['an export', exported, 'id'],
  ])('has its items shuffled, missing, doubled, added to, or nobody’s: %s', (_name, items, key) => {
    const keys = (mode: AnswerMode) => items(mode).map((item) => item[key]);
    const sent = keys({});
    expect(sent).toHaveLength(10);
    expect(keys({ items: ['shuffled'] })).not.toEqual(sent);
    expect([...keys({ items: ['shuffled'] })].sort()).toEqual([...sent].sort());
    expect(keys({ items: ['missing'] })).toEqual(sent.filter((_one, index) => index % 5 !== 0));
    expect(keys({ items: ['doubled'] })).toHaveLength(14);
    expect(new Set(keys({ items: ['doubled'] }))).toEqual(new Set(sent));
    const more = keys({ items: ['extra'] });
    expect(more.slice(0, 10)).toEqual(sent);
    expect(new Set(more).size).toBe(13);
    for (const item of items({ items: ['anonymous'] })) expect(item).not.toHaveProperty(key);
  });

  test('holds masked values instead of any that can be used', () => {
    for (const item of exported({ values: 'masked' })) {
      for (const name of ['email_primary', 'phone']) {
        expect(String(item[name])).toMatch(/\*\*\*|^\[email protected\]$/);
      }
      expect(item.linkedin_url ?? '***').toContain('***');
      expect(item.full_name).not.toContain('***');
    }
    expect(validated({ values: 'masked' }).every(({ email }) => email === '***')).toBe(true);
  });

  test('holds hostile values', () => {
    const own = emulator({ shares: ALL });
    own.faults.nextWorkflow({ values: 'hostile' });
    const request = post('export', { lead_ids: own.leadIds(100), format: 'json' });
    const { items } = reply(own.handle(request, NOW));
    expect(items.every((item) => String(item.email_primary).startsWith('='))).toBe(true);
    for (const start of ['=', '+', '-', '@', '<', '\u202e', '\t']) {
      expect(items.some(({ job_title }) => String(job_title).startsWith(start))).toBe(true);
    }
  });

  test.each(['unlock', 'enrich', 'validate'] as const)(
    'speaks of somebody else: %s',
    (endpoint) => {
      const own = emulator({ lockedEnrich: 'full' });
      const [lead_id = ''] = own.leadIds(1);
      const key = endpoint === 'validate' ? 'email' : 'id';
      const asked = endpoint === 'validate' ? 'a@b.example' : lead_id;
      const request = post(endpoint, endpoint === 'validate' ? { email: asked } : { lead_id });
      own.faults.nextWorkflow({ about: 'stranger' });
      const stranger = reply(own.handle(request, NOW)).data;
      expect(typeof stranger[key]).toBe('string');
      expect(stranger[key]).not.toBe(asked);
      expect(reply(own.handle(request, NOW)).data[key]).toBe(asked);
    },
  );

  test('is CSV although JSON was asked for, or JSON with a list inside', () => {
    const own = emulator();
    const lead_ids = own.leadIds(3);
    const request = post('export', { lead_ids, format: 'json' });
    own.faults.nextWorkflow({ file: 'csv' });
    const csv = answered(own.handle(request, NOW));
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(4);
    for (const wrapped of ['data', 'leads'] as const) {
      own.faults.nextWorkflow({ wrapped });
      const body = JSON.parse(answered(own.handle(request, NOW)).body) as Fields;
      expect(Object.keys(body)).toEqual([wrapped]);
      expect(body[wrapped]).toHaveLength(3);
    }
  });

  test('quotes in CSV what would be two cells', () => {
    const own = emulator({ shares: ALL });
    own.faults.nextWorkflow({ values: 'hostile', file: 'csv' });
    const request = post('export', { lead_ids: own.leadIds(100), format: 'json' });
    expect(answered(own.handle(request, NOW)).body).toContain(
      '"=HYPERLINK(""https://evil.example"",""click"")"',
    );
  });

  test('passes over the leads of an export that nobody knows', () => {
    const own = emulator();
    const [one = '', other = ''] = own.leadIds(2);
    own.faults.nextWorkflow({ skipsUnknown: true });
    const lead_ids = [one, 'c_0', own.withdrawnIds()[0], other];
    const { headers, items } = ask(own, 'export', { lead_ids, format: 'json' });
    expect(items.map(({ id }) => id)).toEqual([one, other]);
    expect(headers['x-total-leads']).toBe('2');
    expect(own.ledger.charged()).toBe(2);
  });

  test('enriches a lead that is not unlocked, for once', () => {
    const own = emulator({ shares: ALL });
    const [lead_id = ''] = own.leadIds(1);
    const enrich = () => reply(own.handle(post('enrich', { lead_id }), NOW));
    own.faults.nextWorkflow({ lockedEnrich: 'full' });
    own.faults.nextWorkflow({ lockedEnrich: 'masked' });
    expect(enrich().data.phone).toBe(own.lead(lead_id).phone);
    expect(enrich().data.phone).toContain('***');
    expect(enrich().code).toBe('FORBIDDEN');
  });

  test('gives an unknown reason, and addresses in lower case', () => {
    const items = validated({ reason: 'quantum', lowerCase: true });
    expect(items.map(({ email }) => email)).toEqual(EMAILS.map((email) => email.toLowerCase()));
    const reasons = items.map(({ is_valid, reason }) => [is_valid, reason]);
    expect(reasons).toContainEqual([false, 'quantum']);
    expect(reasons).toContainEqual([true, null]);
  });
});

describe('the named situations', () => {
  const names = Object.keys(FIXTURES) as FixtureName[];

  test('are those that have a letter', () => {
    expect(names.join('')).toBe('CDHIJKNQRS');
  });

  test.each(names)('%s disturbs what comes next, and nothing after it', (name) => {
    const own = emulator({ shares: ALL, valid: 0.5 });
    const lead_ids = own.leadIds(10);
    const emails = lead_ids.map((id) => `${id.toUpperCase()}@Firm.example`);
    const endpoint = name === 'N' || name === 'Q' ? 'validate' : 'export';
    const body = endpoint === 'validate' ? { emails } : { lead_ids, format: 'json' };
    const request = post(endpoint, body, KEY);
    const plain = answered(emulator({ shares: ALL, valid: 0.5 }).handle(request, NOW)).body;
    FIXTURES[name].apply(own);
    const first = own.handle(request, NOW);
    const disturbed =
      'error' in first || answerProblems(endpoint, first).length > 0 || first.body !== plain;
    expect(disturbed).toBe(true);
    for (let call = 0; call < 4; call++) own.handle(request, NOW);
    const { items } = kept(endpoint, own.handle(request, NOW));
    const keys = items.map(({ email, id }) => email ?? id);
    expect(keys).toEqual(endpoint === 'validate' ? emails : lead_ids);
    expect(own.ledger.paidTwice()).toEqual([]);
  });
});
