// Owns how Enrich is called: its host, the header of the key. Knows nothing of what is bought.
import { callerOf, keyWithin } from '../caller';

/** Production, in spite of its name: https://doc.enrich.so/api-reference-1951025m0 */
export const ORIGIN = 'https://dev.enrich.so';

/** Within a text. */
export const KEYS: readonly RegExp[] = [keyWithin(String.raw`sk_[\w.~+/=-][\x21-\x7e]*`)];

export const { isKey, get, post } = callerOf({
  name: 'Enrich',
  base: `${ORIGIN}/api/v3`,
  // The prefix is documented, what follows it differs from page to page: https://doc.enrich.so/authentication-1951026m0
  key: /^sk_[\x21-\x7e]+$/,
  header: (key) => ({ 'x-api-key': key }),
});
