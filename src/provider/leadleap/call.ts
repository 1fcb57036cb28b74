// Owns how LeadLeap is called: its host, the header of the key. Knows nothing of what is bought.
import { bearer, callerOf } from '../caller';

/** https://leadleap.net/docs/api */
export const ORIGIN = 'https://api.leadleap.net';

export const { isKey, get, post } = callerOf({
  name: 'LeadLeap',
  base: `${ORIGIN}/api/v1`,
  // The beginning: lengths and alphabets are no promise.
  key: /^ll[\x21-\x7e]+$/,
  header: bearer,
});
