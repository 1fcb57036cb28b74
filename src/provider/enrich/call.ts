// Owns how Enrich is called: its host, its paths, the header of the key. Knows nothing of what is bought.
import type { HttpRequest } from '../provider';

/** Production, in spite of its name: https://doc.enrich.so/api-reference-1951025m0 */
export const ORIGIN = 'https://dev.enrich.so';
const BASE = `${ORIGIN}/api/v3`;

/**
 * The prefix is documented, what follows it differs from page to page: https://doc.enrich.so/authentication-1951026m0
 * The rest is what can stand in a header.
 */
const KEY = /^sk_[\x21-\x7e]+$/;

export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** `path` begins with `/`; what it holds of others is encoded. */
export function get(key: string, path: string): HttpRequest {
  return { method: 'get', url: `${BASE}${path}`, headers: headers(key) };
}

export function post(key: string, path: string, body: unknown): HttpRequest {
  return {
    method: 'post',
    url: `${BASE}${path}`,
    headers: { ...headers(key), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** @throws Error for a text that could not be a key, before it can break out of the header. */
function headers(key: string): Record<string, string> {
  if (!isKey(key)) throw new Error('This text cannot be an Enrich API key.');
  return { 'x-api-key': key, accept: 'application/json' };
}
