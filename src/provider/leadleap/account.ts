// Owns LeadLeap's one free read of an account: whose key it is, and how many lead credits are left of the period.
import type { Account, AccountOutcome, HttpRequest, HttpResult } from '../provider';
import { readFree } from '../read-account';
import { cut, field, numberOf, textOf } from '../untrusted';
import { unusable } from '../vendor-error';
import { get } from './call';

const ID_LIMIT = 200;

/** `GET /account/usage`, for keys with `account:read` or `leads:read`: https://leadleap.net/docs/api */
export function usage(key: string): HttpRequest {
  return get(key, '/account/usage');
}

/** Credits are the user's own: there is no organisation, and `company_name` may be changed, or be another's as well. */
export function readUser(result: HttpResult, nowMs: number): AccountOutcome<Account> {
  return readFree(result, nowMs, (body, response) => {
    const organizationId = cut(textOf(field(body, 'account', 'user_id')), ID_LIMIT);
    if (organizationId !== '') return { kind: 'ok', value: { organizationId } };
    const error = unusable(response, 'The answer does not say whose key this is.');
    return { kind: 'unreadable', error };
  });
}

/** What is left; else the limit less what is used. */
export function readBalance(result: HttpResult, nowMs: number): AccountOutcome<number> {
  return readFree(result, nowMs, (body, response) => {
    const [left, limit, used] = ['leads_remaining', 'leads_limit', 'leads_used'].map((name) =>
      numberOf(field(body, 'usage', name)),
    );
    if (typeof left === 'number') return { kind: 'ok', value: left };
    if (typeof limit === 'number' && typeof used === 'number') {
      return { kind: 'ok', value: Math.max(0, limit - used) };
    }
    const error = unusable(response, 'The answer does not say how many credits are left.');
    return { kind: 'unreadable', error };
  });
}
