// Owns Cleanlist as a vendor: whose key it is, what is left, what it sells. The products are in `cleanlist/`.
import { bulk } from './cleanlist/bulk';
import { get, isKey, ORIGIN } from './cleanlist/call';
import { lists } from './cleanlist/list';
import { person } from './cleanlist/person';
import { plan } from './cleanlist/plan';
import type { Provider } from './provider';
import { readAccount, readBalance } from './read-account';

/** 30 for a key, 60 for an organization: https://docs.cleanlist.ai/mcp-api/errors */
const REQUESTS_PER_MINUTE = 30;

export const cleanlist: Provider = {
  id: 'cleanlist',
  name: 'Cleanlist',
  about: 'Finds e-mails and phones, 250 contacts at a time; phones by e-mail, one at a time.',
  origin: ORIGIN,
  keyPrefix: 'clapi_',
  portal: 'https://portal.cleanlist.ai',
  keyPlace: 'Settings → API Keys',
  // Who has a name goes with the others, in a batch.
  services: [bulk, person],
  lists,
  requestsPerMinute: REQUESTS_PER_MINUTE,
  isKey,
  account: (key) => get(key, '/auth/validate-key'),
  readAccount,
  balance: (key) => get(key, '/credits/balance'),
  readBalance,
  plan,
};
