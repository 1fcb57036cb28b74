// Owns which errors stop a run without harm: too fast, no credits, no right. Nothing was bought by such a call.
import type { Refusal, VendorError } from './provider';

/**
 * `insufficient_credits` and `spend_cap_exceeded` come with HTTP 400 in the vendor's newer API
 * (https://docs.cleanlist.ai/mcp-api/errors); the others are those of comparable vendors.
 */
const OUT_OF_CREDITS: ReadonlySet<string> = new Set([
  'insufficient_credits',
  'insufficient_credit',
  'credits_insufficient',
  'credits_exhausted',
  'credit_exhausted',
  'out_of_credits',
  'no_credits',
  'not_enough_credits',
  'insufficient_balance',
  'insufficient_funds',
  'payment_required',
  'spend_cap_exceeded',
]);

/**
 * The decision table, first match wins: an out-of-credits code with any HTTP status; 402; 401 and 403; 429.
 * `null` for every other error.
 */
export function refusalOf(error: VendorError): Refusal | null {
  if (saysOutOfCredits(error)) return { kind: 'out_of_credits', error };
  switch (error.httpStatus) {
    case 402:
      return { kind: 'out_of_credits', error };
    case 401:
    case 403:
      return { kind: 'key_refused', error };
    case 429:
      return { kind: 'rate_limited', error };
    default:
      return null;
  }
}

/** Some answers carry the code as their only words: `{"detail":"Insufficient credits"}`. */
function saysOutOfCredits(error: VendorError): boolean {
  return [error.code, error.message].some((text) => OUT_OF_CREDITS.has(codeForm(text)));
}

function codeForm(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');
}
