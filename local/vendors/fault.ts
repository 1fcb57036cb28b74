// Owns the ways in which one call can go wrong, and the answer that each gives. Schedules nothing.
import type { HttpAnswer, TransportError, VendorAnswer } from './http';

/** One call that goes wrong. `accepted`: the vendor does what it was asked, only the answer is lost or replaced. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      /** The error's shape; default `words`. */
      readonly as?: 'words' | 'code' | 'html' | 'empty';
      readonly code?: string;
      /** `Retry-After` in this many seconds; as a number, as a date, or in the body alone where the vendor has a place for it. */
      readonly retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' | 'body' };
      readonly accepted?: boolean;
    }
  /** Names the contact as one that the vendor cannot take. */
  | { readonly kind: 'bad_contact'; readonly index: number }
  | { readonly kind: 'lost'; readonly error: TransportError; readonly accepted: boolean }
  /** The vendor's answer, after this long: a client that waits less gets none. */
  | { readonly kind: 'slow'; readonly elapsedMs: number }
  /** The vendor's answer, cut in the middle. */
  | { readonly kind: 'truncated' }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'not_json'; readonly accepted: boolean };

/** Everything that can happen to a call, by the name that a page or a test picks it by. */
export const FAULTS = {
  '400': { kind: 'status', status: 400 },
  '400 insufficient_credits': status(400, 'insufficient_credits'),
  '401': { kind: 'status', status: 401 },
  '402': { kind: 'status', status: 402 },
  '403': status(403, 'feature_gated'),
  '404': { kind: 'status', status: 404 },
  '408': { kind: 'status', status: 408 },
  '413': { kind: 'status', status: 413, as: 'empty' },
  '422': { kind: 'status', status: 422 },
  '422 contact': { kind: 'bad_contact', index: 0 },
  '429': { kind: 'status', status: 429 },
  '429 seconds': {
    kind: 'status',
    status: 429,
    retryAfter: { seconds: 20, as: 'seconds' },
  },
  '429 date': { kind: 'status', status: 429, retryAfter: { seconds: 20, as: 'date' } },
  '500': { kind: 'status', status: 500 },
  '500 insufficient_credits': status(500, 'insufficient_credits'),
  '502': { kind: 'status', status: 502 },
  '502 page': { kind: 'status', status: 502, as: 'html' },
  '502 accepted': { kind: 'status', status: 502, as: 'html', accepted: true },
  '503': { kind: 'status', status: 503 },
  '503 page': { kind: 'status', status: 503, as: 'html' },
  '504': { kind: 'status', status: 504 },
  '504 page': { kind: 'status', status: 504, as: 'html' },
  'timeout before': { kind: 'lost', error: 'timeout', accepted: false },
  'timeout after': { kind: 'lost', error: 'timeout', accepted: true },
  'connection before': { kind: 'lost', error: 'connection', accepted: false },
  'connection after': { kind: 'lost', error: 'connection', accepted: true },
  dns: { kind: 'lost', error: 'dns', accepted: false },
  bandwidth: { kind: 'lost', error: 'bandwidth', accepted: false },
  slow: { kind: 'slow', elapsedMs: 45_000 },
  truncated: { kind: 'truncated' },
  'not json': { kind: 'not_json', accepted: false },
  'not json accepted': { kind: 'not_json', accepted: true },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;

/** Longer than any client waits, so that a timeout costs the client all of its patience. */
const NEVER_MS = 3_600_000;

/** Whether the vendor does what it was asked before the answer goes wrong. */
export function isAccepted(fault: Fault): boolean {
  switch (fault.kind) {
    case 'status':
      return fault.accepted ?? false;
    case 'lost':
    case 'not_json':
      return fault.accepted;
    case 'truncated':
    case 'slow':
      return true;
    case 'bad_contact':
      return false;
  }
}

/** Whether the call reaches the vendor at all. */
export function isHeard(fault: Fault): boolean {
  return fault.kind !== 'lost' || fault.error === 'timeout';
}

/** How a vendor words its errors. */
export interface ErrorShapes {
  /** The body of an error; `code` where the fault names one, `retryAfter` (seconds) where it says how long to wait. */
  readonly body: (
    status: number,
    words: string,
    code: string | undefined,
    retryAfter: number | undefined,
  ) => unknown;
  /** Names the contact at this index as one that it cannot take. */
  readonly badContact: (index: number) => HttpAnswer;
}

/** `real` is the vendor's own answer when it accepted the call. */
export function faultyAnswer(
  fault: Fault,
  real: VendorAnswer | null,
  shapes: ErrorShapes,
  nowMs: number,
): VendorAnswer {
  switch (fault.kind) {
    case 'lost':
      return fault.error === 'timeout'
        ? { error: fault.error, elapsedMs: NEVER_MS }
        : { error: fault.error };
    case 'slow':
      return { ...(real ?? { error: 'connection' }), elapsedMs: fault.elapsedMs };
    case 'status':
      return statusAnswer(fault, shapes, nowMs);
    case 'bad_contact':
      return shapes.badContact(fault.index);
    case 'not_json':
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' };
    case 'truncated':
      if (real === null || 'error' in real) return { error: 'connection' };
      return { ...real, body: real.body.slice(0, Math.floor(real.body.length / 2)) };
  }
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  402: 'Insufficient credits',
  403: 'Forbidden',
  404: 'Not found',
  408: 'Request timeout',
  422: 'Unprocessable request',
  429: 'Rate limit exceeded',
  500: 'Internal server error',
};

function statusAnswer(
  fault: Extract<Fault, { kind: 'status' }>,
  shapes: ErrorShapes,
  nowMs: number,
): HttpAnswer {
  const words = WORDS[fault.status] ?? 'Service unavailable';
  const headers = { 'content-type': 'application/json', ...retryHeader(fault.retryAfter, nowMs) };
  switch (fault.as ?? 'words') {
    case 'words':
    case 'code': {
      const code = fault.as === 'code' ? (fault.code ?? 'error') : undefined;
      const body = JSON.stringify(
        shapes.body(fault.status, words, code, fault.retryAfter?.seconds),
      );
      return { status: fault.status, headers, body };
    }
    case 'html': {
      const body = `<html><head><title>${fault.status}</title></head><body><h1>${words}</h1></body></html>`;
      return { status: fault.status, headers: { ...headers, 'content-type': 'text/html' }, body };
    }
    case 'empty':
      return { status: fault.status, headers, body: '' };
  }
}

function retryHeader(
  retryAfter: Extract<Fault, { kind: 'status' }>['retryAfter'],
  nowMs: number,
): Record<string, string> {
  if (retryAfter === undefined || retryAfter.as === 'body') return {};
  const { seconds, as } = retryAfter;
  const value = as === 'date' ? new Date(nowMs + seconds * 1000).toUTCString() : String(seconds);
  return { 'retry-after': value };
}

function status(code: number, word: string): Fault {
  return { kind: 'status', status: code, as: 'code', code: word };
}
