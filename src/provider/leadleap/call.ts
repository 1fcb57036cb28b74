// Owns how LeadLeap is called: its host, its paths, the header of the key. Knows nothing of what is bought.
import type { HttpRequest } from '../provider';

/** https://leadleap.net/docs/api */
export const ORIGIN = 'https://api.leadleap.net';
const BASE = `${ORIGIN}/api/v1`;

/** The beginning, and what can stand in a header: lengths and alphabets are no promise. */
const KEY = /^ll[\x21-\x7e]+$/;

export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** `path` begins with `/`. */
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
  if (!isKey(key)) throw new Error('This text cannot be a LeadLeap API key.');
  return { authorization: `Bearer ${key}`, accept: 'application/json' };
}
