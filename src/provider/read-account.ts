// Owns the free reads: how the answer to one is told from a refusal; whose key it is, and how many credits are left.
import type { Account, AccountOutcome, HttpResponse, HttpResult } from './provider';
import { refusalOf } from './refusal';
import { cut, field, firstText, isRecord, numberOf, parseJson } from './untrusted';
import { errorOf, noAnswer, reportsError, unusable } from './vendor-error';

const ID_LIMIT = 200;

/** `{"valid":true,"user_id":"…","organization_id":"…"}`: https://docs.cleanlist.ai/api-reference/credits */
export function readAccount(result: HttpResult, nowMs: number): AccountOutcome<Account> {
  return readFree(result, nowMs, (body, response) => {
    if (field(body, 'valid') === false) {
      const error = unusable(response, 'This key is not valid.');
      return { kind: 'key_refused', error };
    }
    const organizationId = cut(
      firstText(body, ['organization_id', 'organizationId', 'org_id']),
      ID_LIMIT,
    );
    if (organizationId !== '') return { kind: 'ok', value: { organizationId } };
    const error = unusable(response, 'The answer has no organisation for this key.');
    return { kind: 'unreadable', error };
  });
}

/** `{"organization_id":"…","credits":1234.5}`: https://docs.cleanlist.ai/api-reference/credits */
export function readBalance(result: HttpResult, nowMs: number): AccountOutcome<number> {
  return readFree(result, nowMs, (body, response) => {
    const credits = ['credits', 'balance', 'available_credits', 'credits_left']
      .map((name) => numberOf(field(body, name)))
      .find((number) => number !== null);
    if (typeof credits === 'number') return { kind: 'ok', value: credits };
    const error = unusable(response, 'The answer has no number of credits.');
    return { kind: 'unreadable', error };
  });
}

/** @param readBody what the body of a good answer says; that of an envelope stands there as if without it */
export function readFree<T>(
  result: HttpResult,
  nowMs: number,
  readBody: (body: unknown, response: HttpResponse) => AccountOutcome<T>,
): AccountOutcome<T> {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  const body = parseJson(response.body);
  const success = response.status >= 200 && response.status < 300;
  if (success && isRecord(body) && !reportsError(body)) {
    const data = field(body, 'data');
    return readBody(isRecord(data) ? { ...data, ...body } : body, response);
  }
  const error = errorOf(response, nowMs);
  return refusalOf(error) ?? { kind: 'unreadable', error };
}
