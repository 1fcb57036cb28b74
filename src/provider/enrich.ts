// Owns Enrich as a vendor: whose key it is, what is left, what it sells. The products are in `enrich/`.
import { get, isKey, ORIGIN } from './enrich/call';
import { finder } from './enrich/finder';
import { lookup } from './enrich/lookup';
import { phones } from './enrich/phones';
import { statement } from './enrich/statement';
import { validation } from './enrich/validation';
import type { HttpRequest, Provider } from './provider';
import { readAccount, readBalance } from './read-account';

/**
 * What the smallest plan grants for all calls together (https://doc.enrich.so/rate-limits-1951030m0): safe on every plan, and some
 * seven batches of 250 a minute with their status and results. That plan's tighter limits, 10 look-ups and 2 batches a minute,
 * are not kept beforehand: they would hold everybody to 2 batches. They answer 429, which costs nothing and is obeyed.
 */
const REQUESTS_PER_MINUTE = 60;

export const enrich: Provider = {
  id: 'enrich',
  name: 'Enrich',
  about:
    'Finds e-mails by name and website, and phones by LinkedIn profile or e-mail. Checks e-mails, and says who is behind them.',
  origin: ORIGIN,
  keyPrefix: 'sk_',
  portal: 'https://app.enrich.so',
  // "the API Keys page in your dashboard": https://doc.enrich.so/authentication-1951026m0
  keyPlace: 'Dashboard → API Keys',
  services: [finder, phones, validation, lookup],
  requestsPerMinute: REQUESTS_PER_MINUTE,
  isKey,
  // The one free call that says whose key it is.
  account: wallet,
  readAccount,
  balance: wallet,
  readBalance,
  statement,
};

function wallet(key: string): HttpRequest {
  return get(key, '/wallets/balance');
}
