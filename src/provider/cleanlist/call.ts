// Owns how Cleanlist's Public API is called: its address, its headers, its keys. Both generations live under one base path.
import type { HttpRequest } from '../provider';

/** https://docs.cleanlist.ai/api-reference */
export const ORIGIN = 'https://api.cleanlist.ai';
const BASE = `${ORIGIN}/api/v1/public`;

/**
 * The prefix is documented (https://docs.cleanlist.ai/api-reference/authentication), the length is not a promise.
 * The rest is what can stand in a header.
 */
const KEY = /^clapi_[\x21-\x7e]+$/;

export function isKey(text: string): boolean {
  return KEY.test(text);
}

export function get(key: string, path: string): HttpRequest {
  return { method: 'get', url: `${BASE}${path}`, headers: headers(key) };
}

export function post(key: string, path: string, body: object): HttpRequest {
  return {
    method: 'post',
    url: `${BASE}${path}`,
    headers: { ...headers(key), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** @throws Error for a text that could not be a key, before it can break out of the header. */
function headers(key: string): Record<string, string> {
  if (!isKey(key)) throw new Error('This text cannot be a Cleanlist API key.');
  return { authorization: `Bearer ${key}`, accept: 'application/json' };
}
