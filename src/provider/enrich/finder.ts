// Owns Enrich's e-mail finder: one contact is answered at once, several are a batch. It needs a name and a domain.
import type { Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import { BLANK_ITEM } from '../item';
import type { HttpRequest, HttpResult, Item, Service, SubmitOutcome } from '../provider';
import { readEmail } from '../read-email';
import { field, firstText, textOf, type JsonRecord } from '../untrusted';
import { errorWords } from '../vendor-error';
import { vendorText } from '../vendor-text';
import { checkBatch, NOBODY } from './batch';
import { post } from './call';
import { oneOrMany, readPurchase } from './one-or-many';
import type { BatchReading } from './read-batch';

const SINGLE = '/email-finder';
const LIST = 'leads';

/** Only for an e-mail that is found: https://doc.enrich.so/credits-pricing-1951027m0 */
const CREDITS = 10;

const READING: BatchReading = { path: '/email-finder/batch', channel: 'email', readItem };

export const finder: Service = {
  id: 'enrich/finder',
  operation: 'find',
  types: ['partial'],
  credits: (found) => (found.includes('email') ? CREDITS : 0),
  lacks,
  ifShared: 'name_shared',
  sends: ({ firstName, lastName, companyDomain }) => ({
    ...NOBODY,
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    companyDomain: companyDomain.trim(),
  }),
  submit,
  readSubmit,
  ...oneOrMany(READING),
};

function lacks({ firstName, lastName, companyDomain }: Identity): Lack | null {
  if (firstName.trim() === '' || lastName.trim() === '') return 'no_full_name';
  return companyDomain.trim() === '' ? 'no_domain' : null;
}

/** @throws RangeError for more contacts than a batch holds, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  const [first, ...others] = checkBatch(contacts).map(lead);
  return others.length === 0
    ? post(key, SINGLE, first)
    : post(key, READING.path, { [LIST]: [first, ...others] });
}

/** The documented fields and no other. */
function lead({ firstName, lastName, companyDomain }: Identity): Record<string, string> {
  return {
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    domain: companyDomain.trim(),
  };
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  return readPurchase(result, sent, nowMs, LIST, (data, asked) => {
    const item = readItem(data);
    if (typeof field(data, 'found') !== 'boolean' && item.email === '') return null;
    // One contact was asked for: an answer that names nobody is about that one.
    return { ...item, echo: item.echo ?? finder.sends(asked) };
  });
}

/** `{firstName, lastName, domain, found, email, confidence, isCatchAll}`: https://doc.enrich.so/api-reference-1951025m0 */
function readItem(raw: JsonRecord): Item {
  const isFound = field(raw, 'found') !== false;
  const email = isFound ? readEmail([raw]).email : '';
  return {
    ...BLANK_ITEM,
    echo: echoOf(raw),
    email,
    emailStatus: email === '' ? '' : statusWord(raw),
    error: email === '' ? errorWords(field(raw, 'error')) : '',
  };
}

/** `catch-all`, or `high confidence`: the vendor's word and what it is about, which alone would say little in a cell. */
function statusWord(raw: JsonRecord): string {
  if (field(raw, 'isCatchAll') === true) return 'catch-all';
  const confidence = firstText(raw, ['confidence']);
  return confidence === '' ? '' : vendorText(`${confidence} confidence`);
}

/** Vendors repeat what they were asked. */
function echoOf(raw: JsonRecord): Identity | null {
  const firstName = textOf(field(raw, 'firstName'));
  const lastName = textOf(field(raw, 'lastName'));
  const companyDomain = textOf(field(raw, 'domain'));
  return `${firstName}${lastName}${companyDomain}` === ''
    ? null
    : { ...NOBODY, firstName, lastName, companyDomain };
}
