// Owns how LeadLeap is called: its host, the header of the key. Knows nothing of what is bought.
import { bearer, callerOf, keyWithin } from '../caller';

/** https://leadleap.net/docs/api */
export const ORIGIN = 'https://api.leadleap.net';

/** Within a text; what follows the two letters is no promise: so long, it is no word. */
export const KEYS: readonly RegExp[] = [
  keyWithin(String.raw`ll[a-z]?_[\w.~+/=-][\x21-\x7e]*`),
  keyWithin(String.raw`ll[\w.~+/=%-]{16}[\x21-\x7e]*`),
];

export const { isKey, get, post } = callerOf({
  name: 'LeadLeap',
  base: `${ORIGIN}/api/v1`,
  // The beginning: lengths and alphabets are no promise.
  key: /^ll[\x21-\x7e]+$/,
  header: bearer,
});
