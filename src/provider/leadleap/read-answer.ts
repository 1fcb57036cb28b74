// Owns what LeadLeap's answer to a POST means before its data are looked at: data, a refusal, or doubt. Knows no product.
import type { HttpResponse, HttpResult, Refusal, SubmitOutcome, VendorError } from '../provider';
import { refusalOf } from '../refusal';
import { isRecord, parseJson } from '../untrusted';
import { errorOf, noAnswer, reportsError, unusable } from '../vendor-error';

export type Answer =
  | { readonly kind: 'data'; readonly body: unknown; readonly response: HttpResponse }
  | Refusal
  | Extract<SubmitOutcome, { readonly kind: 'refused' | 'unknown' }>;

/** "Use the `code` field, not the HTTP status alone": https://leadleap.net/docs/api */
const KINDS: Readonly<Record<string, (Refusal | { readonly kind: 'refused' })['kind']>> = {
  BAD_REQUEST: 'refused',
  UNAUTHORIZED: 'key_refused',
  CREDITS_EXHAUSTED: 'out_of_credits',
  FORBIDDEN: 'key_refused',
  PLAN_LIMIT: 'key_refused',
  NOT_FOUND: 'refused',
  GONE: 'refused',
  RATE_LIMITED: 'rate_limited',
};

/** Declined by the status alone, where a proxy answered instead. */
const DECLINED: readonly number[] = [400, 404, 410, 413, 422];

/** The request may have been heard all the same. */
const TIMED_OUT = 408;

/** Of an answer by which nothing can have been bought, or may have been: an error of the server's decides nothing. */
export function readAnswer(result: HttpResult, nowMs: number): Answer {
  if (result.kind === 'failed') return { kind: 'unknown', error: noAnswer(result.message) };
  const { response } = result;
  const { status } = response;
  const body = parseJson(response.body);
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && typeof body === 'object' && body !== null && !reportsError(body)) {
    return { kind: 'data', body, response };
  }
  if (isSuccess && !isRecord(body)) {
    const error = unusable(response, 'The answer cannot be read.');
    return { kind: 'unknown', error };
  }
  const error = errorOf(response, nowMs);
  const said = status < 500 && status !== TIMED_OUT ? kindOf(error) : undefined;
  if (said !== undefined) return { kind: said, error };
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal;
  return { kind: DECLINED.includes(status) ? 'refused' : 'unknown', error };
}

/**
 * `402` or `403` where nothing is sold: unlock it first. A plan without the feature, or a key without the scope, is another matter,
 * and the same for all leads.
 */
export function isLocked({ httpStatus, code, message }: VendorError): boolean {
  if (httpStatus === 402 || code === 'CREDITS_EXHAUSTED') return true;
  const isForbidden = httpStatus === 403 || code === 'FORBIDDEN';
  return isForbidden && code !== 'PLAN_LIMIT' && !/\b(?:scopes?|plan)\b/i.test(message);
}

/** A refusal is about the one lead that was asked for. */
export function badLead(error: VendorError, words = wordsFor(error)): SubmitOutcome {
  return { kind: 'bad_contacts', contacts: [{ index: 0, message: words }], error };
}

/** A lead is not there, or no longer; of several the vendor does not say which. */
export function isMissing({ code, httpStatus }: VendorError): boolean {
  return isNone(code, httpStatus) || isGone(code, httpStatus);
}

/** What the request holds is not taken; of several entries the vendor does not say which. */
export function isUnfit({ code, httpStatus }: VendorError): boolean {
  return code === 'BAD_REQUEST' || [400, 413, 422].includes(httpStatus);
}

function wordsFor({ code, httpStatus, message }: VendorError): string {
  if (isGone(code, httpStatus)) return 'LeadLeap has deleted this lead.';
  if (isNone(code, httpStatus)) return 'LeadLeap has no lead with this id.';
  return message;
}

function isGone(code: string, httpStatus: number): boolean {
  return code === 'GONE' || httpStatus === 410;
}

function isNone(code: string, httpStatus: number): boolean {
  return code === 'NOT_FOUND' || httpStatus === 404;
}

function kindOf({ code }: VendorError): (typeof KINDS)[string] | undefined {
  return Object.prototype.hasOwnProperty.call(KINDS, code) ? KINDS[code] : undefined;
}
