// Owns how long a vendor asks us to wait, in whatever way it says so. Reads no clock: `nowMs` serves dates.
import type { HttpResponse } from './provider';
import { field, numberOf } from './untrusted';

/** A longer wait than a day is a vendor's mistake: a batch without an end is given to a person after that time. */
const LONGEST_SECONDS = 86_400;

/** `IMF-fixdate` and the older RFC 850 form: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const HTTP_DATE = /^[A-Z][a-z]{2,8}, .{8,40} GMT$/;

/** From this number on `X-RateLimit-Reset` is a Unix time, below it seconds to go. */
const UNIX_TIMES = 1e9;

const IN_TEXT =
  /(?:retry[ -]after|try again in|retry in)[:\s]+(\d{1,7}(?:\.\d{1,3})?)\s*(milliseconds?|ms\b|minutes?|mins?\b)?/i;

/** Whole seconds to wait, rounded up; `null` when the answer does not say. */
export function retryAfterSeconds(
  response: HttpResponse,
  body: unknown,
  message: string,
  nowMs: number,
): number | null {
  const seconds =
    fromHeader(response, nowMs) ??
    fromBody(body) ??
    fromText(message) ??
    fromReset(response, nowMs);
  if (seconds === null) return null;
  return Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_SECONDS);
}

function fromHeader(response: HttpResponse, nowMs: number): number | null {
  const value = field(response.headers, 'retry-after');
  if (typeof value === 'string' && HTTP_DATE.test(value.trim())) {
    const at = Date.parse(value.trim());
    return Number.isNaN(at) ? null : (at - nowMs) / 1000;
  }
  return positive(numberOf(value));
}

function fromBody(body: unknown): number | null {
  for (const holder of [body, field(body, 'error'), field(body, 'detail')]) {
    const milliseconds = positive(numberOf(field(holder, 'retry_after_ms')));
    if (milliseconds !== null) return milliseconds / 1000;
    for (const name of ['retry_after', 'retryAfter', 'retry_after_seconds']) {
      const seconds = positive(numberOf(field(holder, name)));
      if (seconds !== null) return seconds;
    }
  }
  return null;
}

function fromText(message: string): number | null {
  const match = IN_TEXT.exec(message);
  if (match === null) return null;
  const unit = (match[2] ?? '').toLowerCase();
  const amount = Number(match[1]);
  if (unit.startsWith('ms') || unit.startsWith('milli')) return amount / 1000;
  return unit === '' ? amount : amount * 60;
}

function fromReset(response: HttpResponse, nowMs: number): number | null {
  if (response.status !== 429) return null;
  const value = positive(numberOf(field(response.headers, 'x-ratelimit-reset')));
  if (value === null) return null;
  return value > UNIX_TIMES ? value - nowMs / 1000 : value;
}

function positive(value: number | null): number | null {
  return value !== null && value >= 0 ? value : null;
}
