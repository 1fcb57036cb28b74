import { readAccount, readBalance } from '../../src/provider/read-account';
import type { HttpResult } from '../../src/provider/provider';
import { answer, FAILED, NOW, PAGE } from './answers';

describe('the free reads', () => {
  test.each<[string, HttpResult, unknown]>([
    [
      'a valid key',
      answer(200, { valid: true, organization_id: 'org_1' }),
      { kind: 'ok', value: { organizationId: 'org_1' } },
    ],
    [
      'an enveloped answer',
      answer(200, { data: { valid: true, organization_id: 'org_1' } }),
      { kind: 'ok', value: { organizationId: 'org_1' } },
    ],
    [
      'valid false',
      answer(200, { valid: false, organization_id: 'org_1' }),
      { kind: 'key_refused' },
    ],
    ['401', answer(401, { detail: 'Not authenticated' }), { kind: 'key_refused' }],
    ['429', answer(429, ''), { kind: 'rate_limited' }],
    ['no organization', answer(200, { valid: true }), { kind: 'unreadable' }],
    ['a web page', answer(200, PAGE), { kind: 'unreadable' }],
    [
      'an error in a 200',
      answer(200, { success: false, organization_id: 'o' }),
      { kind: 'unreadable' },
    ],
    ['no answer', FAILED, { kind: 'unreadable' }],
  ])('say whose key it is: %s', (_name, result, outcome) => {
    expect(readAccount(result, NOW)).toMatchObject(outcome as object);
  });

  test.each<[string, HttpResult, unknown]>([
    [
      'a fraction',
      answer(200, { organization_id: 'o', credits: 1234.5 }),
      { kind: 'ok', value: 1234.5 },
    ],
    ['nothing left', answer(200, { credits: 0 }), { kind: 'ok', value: 0 }],
    ['text', answer(200, { credits: '12' }), { kind: 'ok', value: 12 }],
    ['a wrong type', answer(200, { credits: { left: 3 } }), { kind: 'unreadable' }],
    ['503', answer(503, { detail: 'down' }), { kind: 'unreadable' }],
    ['402', answer(402, ''), { kind: 'out_of_credits' }],
    ['403', answer(403, ''), { kind: 'key_refused' }],
  ])('say how many credits are left: %s', (_name, result, outcome) => {
    expect(readBalance(result, NOW)).toMatchObject(outcome as object);
  });
});
