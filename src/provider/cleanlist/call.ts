// Owns how Cleanlist's Public API is called: its address, its keys. Both generations live under one base path.
import { bearer, callerOf } from '../caller';

/** https://docs.cleanlist.ai/api-reference */
export const ORIGIN = 'https://api.cleanlist.ai';

/** Within a text, the keys of its browser extension and those that its marketing pages show among them. */
export const KEYS: readonly RegExp[] = [/(?:clapi|clext|clnl)(?:_|%5f)[\x21-\x7e]*/gi];

export const { isKey, get, post } = callerOf({
  name: 'Cleanlist',
  base: `${ORIGIN}/api/v1/public`,
  // The prefix is documented (https://docs.cleanlist.ai/api-reference/authentication), the length is not a promise.
  key: /^clapi_[\x21-\x7e]+$/,
  header: bearer,
});
