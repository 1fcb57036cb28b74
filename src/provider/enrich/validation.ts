// Owns Enrich's validation of e-mails: one is answered at once, several are a batch. It needs nothing but the e-mail.
import { type Identity, withEmail } from '../../contact/contact';
import { isEmailStatus } from '../email-status';
import { BLANK_ITEM } from '../item';
import type { HttpRequest, HttpResult, Item, Service, SubmitOutcome } from '../provider';
import { field, firstText, textOf, type JsonRecord } from '../untrusted';
import { errorWords } from '../vendor-error';
import { vendorText } from '../vendor-text';
import { byAddress, lackOfAddress } from './address';
import { checkBatch, NOBODY } from './batch';
import { post } from './call';
import { oneOrMany, readPurchase } from './one-or-many';
import type { BatchReading } from './read-batch';

const SINGLE = '/email-validation';
const LIST = 'emails';

/** Nothing where the verdict is `risky`: https://doc.enrich.so/credits-pricing-1951027m0 */
const CREDITS = 1;

const READING: BatchReading = { path: '/email-validation/batch', channel: 'validity', readItem };

export const validation: Service = {
  id: 'enrich/validation',
  operation: 'validate',
  types: ['validity'],
  credits: (found) => (found.includes('validity') ? CREDITS : 0),
  lacks: lackOfAddress,
  sends: byAddress,
  submit,
  readSubmit,
  ...oneOrMany(READING),
};

/** @throws RangeError for more contacts than a batch holds, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  const emails = checkBatch(contacts).map((contact) => byAddress(contact).email ?? '');
  return emails.length === 1
    ? post(key, SINGLE, { email: emails[0] })
    : post(key, READING.path, { [LIST]: emails });
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  return readPurchase(result, sent, nowMs, LIST, (data, asked) => {
    const item = readItem(data);
    // One e-mail was asked about: an answer that names none is about that one.
    return item.validity === '' ? null : { ...item, echo: item.echo ?? byAddress(asked) };
  });
}

/**
 * `{email, result, isCatchAll}`, or as the overview shows it `{email, status, subStatus, catchAll}`:
 * https://doc.enrich.so/api-reference-1951025m0
 */
function readItem(raw: JsonRecord): Item {
  const email = textOf(field(raw, 'email'));
  const word = vendorText(firstText(raw, ['result']) || statusIn(raw));
  return {
    ...BLANK_ITEM,
    echo: email === '' ? null : { ...NOBODY, ...withEmail(email) },
    validity: verdictOf(word, raw),
    ...(isSaid(word, 'risky') ? { isFree: true } : {}),
    error: word === '' ? errorWords(field(raw, 'error')) : '',
  };
}

/** An envelope has a status of its own, which is no word on an e-mail. */
function statusIn(raw: JsonRecord): string {
  const word = firstText(raw, ['status']);
  return isEmailStatus(word) ? word : '';
}

/** Why an e-mail is a risk says more than that it is one; what certainly bounces stays that. */
function verdictOf(word: string, raw: JsonRecord): string {
  const isCatchAll =
    field(raw, 'isCatchAll') === true ||
    field(raw, 'catchAll') === true ||
    isSaid(firstText(raw, ['subStatus']), 'catch_all');
  return word !== '' && isCatchAll && !isSaid(word, 'invalid') ? 'catch-all' : word;
}

function isSaid(text: string, word: string): boolean {
  return text.toLowerCase() === word;
}
