// Owns making a vendor's requests: its address, the header with the key, JSON. Knows no vendor.
import type { HttpRequest } from './provider';

export interface CallerTerms {
  readonly name: string;
  /** `https://host/path`, before the path of a call. */
  readonly base: string;
  /** What a key looks like; nothing that cannot stand in a header. */
  readonly key: RegExp;
  /** By which a call says whose it is. */
  readonly header: (key: string) => Readonly<Record<string, string>>;
}

/** A path begins with `/`; what it holds of others is encoded. */
export interface Caller {
  readonly isKey: (text: string) => boolean;
  readonly get: (key: string, path: string) => HttpRequest;
  readonly post: (key: string, path: string, body: unknown) => HttpRequest;
}

export function callerOf({ name, base, key: form, header }: CallerTerms): Caller {
  const isKey = (text: string): boolean => form.test(text);
  /** @throws Error for a text that could not be a key, before it can break out of the header. */
  const headers = (key: string): Record<string, string> => {
    if (!isKey(key)) throw new Error(`This text cannot be an API key of ${name}.`);
    return { ...header(key), accept: 'application/json' };
  };
  return {
    isKey,
    get: (key, path) => ({ method: 'get', url: `${base}${path}`, headers: headers(key) }),
    post: (key, path, body) => ({
      method: 'post',
      url: `${base}${path}`,
      headers: { ...headers(key), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  };
}

/** Nothing, or what is no letter or digit: `risk_score` holds no key, `Bearer%20…` and what JSON escapes may. */
const BEFORE = String.raw`(?:(?<![A-Za-z0-9])|(?<=%(?:25){0,3}[0-9a-f]{2}|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt])))`;
const UNDERSCORE = String.raw`(?:_|%(?:25){0,3}5f|\\u005f)`;

/** What looks like a key within a text. `form`: of a regular expression; its first `_` stands for its escapes, too. */
export function keyWithin(form: string): RegExp {
  return new RegExp(`${BEFORE}${form.replace('_', UNDERSCORE)}`, 'gi');
}

export function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}
