// Owns the envelope of every JSON answer of LeadLeap, and how its errors are worded. Decides nothing.
import type { ErrorShapes } from '../fault';
import { json, type HttpAnswer } from '../http';

/** https://leadleap.net/docs/api */
const STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  CREDITS_EXHAUSTED: 402,
  FORBIDDEN: 403,
  PLAN_LIMIT: 403,
  NOT_FOUND: 404,
  GONE: 410,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
} as const;
export type Code = keyof typeof STATUS;

/** What every answer says about itself. */
export interface Stamp {
  readonly request_id: string;
  readonly timestamp: string;
}

export function success(stamp: Stamp, data: unknown, meta: object = {}): HttpAnswer {
  return json(200, { data, meta: { ...stamp, ...meta }, error: null });
}

/** `retryAfter` in seconds. */
export function failure(
  stamp: Stamp,
  code: Code,
  message: string,
  retryAfter?: number,
): HttpAnswer {
  const status = STATUS[code];
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return json(status, errorBody(stamp, { code, message, status }, retryAfter), headers);
}

/** The errors of calls that are made to go wrong; their words of another vendor become LeadLeap's. */
export function errorShapes(stamp: Stamp): ErrorShapes {
  return {
    body: (status, words, code, retryAfter) =>
      errorBody(stamp, { code: codeOf(status, code), message: words, status }, retryAfter),
    badContact: (index) => failure(stamp, 'BAD_REQUEST', `Entry ${index} is not valid.`),
  };
}

function errorBody(stamp: Stamp, error: object, retryAfter: number | undefined): object {
  const wait = retryAfter === undefined ? {} : { retry_after: retryAfter };
  return { data: null, meta: stamp, error: { ...error, ...wait } };
}

function codeOf(status: number, code: string | undefined): Code {
  if (code === 'insufficient_credits') return 'CREDITS_EXHAUSTED';
  if (code === 'feature_gated') return 'PLAN_LIMIT';
  const named = (Object.keys(STATUS) as Code[]).find((one) => STATUS[one] === status);
  return named ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR');
}
