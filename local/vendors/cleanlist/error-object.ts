// Owns the newer generation's error object. Decides nothing.
import type { ErrorShapes } from '../fault';
import { json, type HttpAnswer } from '../http';
import { hex } from '../seeded';
import { problem, unprocessable } from './body';

/** https://docs.cleanlist.ai/mcp-api/errors : what some errors have beside the fields that all have. */
interface More {
  readonly cause?: string;
  readonly fix?: string;
  readonly retry_after_ms?: number;
  readonly estimated_cost_credits?: number;
  readonly available_credits?: number;
  readonly shortfall_credits?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The page's own codes are `validation_error`, `insufficient_credits`, `spend_cap_exceeded`, `missing_column`,
 * `feature_gated`, `insufficient_scope`, `list_cap_reached`, `list_protected` and `quote_required`; every other code here
 * is made up.
 */
export function coded(status: number, code: string, words: string, more: More = {}): HttpAnswer {
  const { retry_after_ms: wait } = more;
  const headers =
    wait === undefined ? undefined : { 'retry-after': String(Math.ceil(wait / 1000)) };
  return json(status, { error: errorObject(status, code, words, more) }, headers);
}

export function shortOfCredits(tool: string, cost: number, balance: number): HttpAnswer {
  return coded(
    400,
    'insufficient_credits',
    `This ${tool} call requires ${cost} credits; organization has ${balance}.`,
    {
      fix: 'Top up, or reduce the scope of the call.',
      estimated_cost_credits: cost,
      available_credits: balance,
      shortfall_credits: cost - balance,
    },
  );
}

export function listCapReached(): HttpAnswer {
  const words = 'Your plan has no room for another lead list.';
  return coded(403, 'list_cap_reached', words, { fix: 'Delete a list, or upgrade your plan.' });
}

export function listProtected({ name }: { readonly name: string }): HttpAnswer {
  return coded(403, 'list_protected', `The list ${name} is protected.`);
}

/** What a call that goes wrong by itself is answered with in the newer generation. */
export const NEWER_ERROR_SHAPES: ErrorShapes = {
  body: (status, words, code) => ({
    error: errorObject(status, code ?? CODES[status] ?? 'internal_error', words, {}),
  }),
  badContact: () =>
    unprocessable([problem('value_error', [], 'This contact cannot be enriched', {})]),
};

const CODES: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'unauthorized',
  402: 'insufficient_credits',
  403: 'insufficient_scope',
  404: 'not_found',
  413: 'payload_too_large',
  422: 'validation_error',
  429: 'rate_limited',
};

function errorObject(status: number, code: string, words: string, more: More): object {
  return {
    code,
    problem: words,
    cause: null,
    fix: null,
    retryable: status === 429 || status >= 500,
    retry_after_ms: null,
    docs_url: `https://docs.cleanlist.ai/errors/${code.replaceAll('_', '-')}`,
    request_id: `req_${hex(`${status}|${code}|${words}`, 16)}`,
    ...more,
  };
}
