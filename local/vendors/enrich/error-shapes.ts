// Owns how Enrich words its errors, in the four shapes that its pages show. Decides nothing.
import type { ErrorShapes } from '../fault';
import { json, type HttpAnswer } from '../http';

/**
 * `problem` (RFC 9457) is the one that the API is documented with. The others stand on single pages: `flat` in
 * https://doc.enrich.so/authentication-1951026m0 , `status` in https://doc.enrich.so/rate-limits-1951030m0 ,
 * `pair` with the answers 409, 410 and 422 of https://doc.enrich.so/api-reference-1951025m0
 */
export type ErrorShape = 'problem' | 'flat' | 'status' | 'pair';

export interface Refusal {
  readonly status: number;
  /** The documented word for it; default: by the status. */
  readonly code?: string;
  readonly detail: string;
  readonly retryAfter?: number;
  /** Further members of a `problem`. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** https://doc.enrich.so/api-reference-1951025m0 */
const WORDS: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['validation-error', 'Validation Error'],
  401: ['unauthorized', 'Unauthorized'],
  402: ['insufficient-credits', 'Insufficient Credits'],
  403: ['forbidden', 'Forbidden'],
  404: ['not-found', 'Not Found'],
  409: ['conflict', 'Conflict'],
  422: ['unprocessable', 'Unprocessable Entity'],
  429: ['rate-limit-exceeded', 'Too Many Requests'],
  500: ['internal-error', 'Internal Server Error'],
  502: ['upstream-failure', 'Upstream Failure'],
  503: ['service-unavailable', 'Service Unavailable'],
  504: ['timeout', 'Timeout'],
};

const TYPES = 'https://dev.enrich.so/errors/';

/** `instance` names the request. */
export function refusalAnswer(
  refusal: Refusal,
  shape: ErrorShape,
  instance: string,
  headers: Readonly<Record<string, string>>,
): HttpAnswer {
  const type = shape === 'problem' ? 'application/problem+json' : 'application/json';
  return json(refusal.status, bodyOf(refusal, shape, instance), {
    ...headers,
    'content-type': type,
  });
}

/** `list` is the field of the request that holds the contacts; `''`: it holds one alone. */
export function errorShapes(
  nextShape: () => ErrorShape,
  list: string,
  instance: string,
): ErrorShapes {
  return {
    body: (status, words, code) => {
      const refusal = { status, detail: words };
      const word = code === undefined ? {} : { code: code.replace(/_/g, '-') };
      return bodyOf({ ...refusal, ...word }, nextShape(), instance);
    },
    badContact: (index) => {
      const place = list === '' ? 'body' : `body/${list}/${index}`;
      const refusal = { status: 400, detail: `${place} This contact cannot be enriched` };
      return refusalAnswer(refusal, nextShape(), instance, {});
    },
  };
}

function bodyOf(refusal: Refusal, shape: ErrorShape, instance: string): unknown {
  const { status, detail, retryAfter, numbers = {} } = refusal;
  const [word, title] = WORDS[status] ?? ['error', 'Error'];
  switch (shape) {
    case 'problem':
      return {
        type: `${TYPES}${refusal.code ?? word}`,
        title,
        status,
        detail,
        instance,
        ...numbers,
      };
    case 'flat':
      return { error: detail };
    case 'status': {
      const wait = retryAfter === undefined ? {} : { retryAfter };
      return { statusCode: status, error: title, message: detail, ...wait };
    }
    case 'pair':
      return { error: title, message: detail };
  }
}
