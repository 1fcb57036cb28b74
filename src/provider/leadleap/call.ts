// Owns how LeadLeap is called: its host, the header of the key. Knows nothing of what is bought.
import { bearer, callerOf } from '../caller';

/** https://leadleap.net/docs/api */
export const ORIGIN = 'https://api.leadleap.net';

/** Within a text; what follows the two letters is no promise: so long, it is no word. */
export const KEYS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])ll[a-z]?(?:_|%5f)[\w.~+/=-][\x21-\x7e]*/gi,
  /(?<![A-Za-z0-9])ll[\w.~+/=%-]{16}[\x21-\x7e]*/gi,
];

export const { isKey, get, post } = callerOf({
  name: 'LeadLeap',
  base: `${ORIGIN}/api/v1`,
  // The beginning: lengths and alphabets are no promise.
  key: /^ll[\x21-\x7e]+$/,
  header: bearer,
});
