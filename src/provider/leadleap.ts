// Owns LeadLeap as a vendor: whose key it is, what is left, what it sells. The products are in `leadleap/`.
import { readBalance, readUser, usage } from './leadleap/account';
import { get, isKey, ORIGIN } from './leadleap/call';
import { enrichment } from './leadleap/enrichment';
import { leads } from './leadleap/leads';
import { searchBy } from './leadleap/search';
import { validation } from './leadleap/validation';
import type { Provider } from './provider';

/** For each key, unless it was given more: https://leadleap.net/docs/api */
const REQUESTS_PER_MINUTE = 60;

export const leadleap: Provider = {
  id: 'leadleap',
  name: 'LeadLeap',
  about:
    'Checks e-mails, and unlocks contacts by their LeadLeap id. It cannot look anybody up by name, e-mail or profile.',
  origin: ORIGIN,
  // `ll_` in the document; its sister products have `ll_sk_` and `llk_ext_`.
  keyPrefix: 'll',
  portal: 'https://leadleap.net',
  keyPlace: 'Settings → API Keys',
  services: [validation, leads, enrichment],
  requestsPerMinute: REQUESTS_PER_MINUTE,
  isKey,
  account: usage,
  readAccount: readUser,
  balance: usage,
  readBalance,
  search: searchBy(get),
};
