// Owns LeadLeap's validation of e-mails: one, or up to a hundred in one request, answered at once.
import { withEmail, type Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import { AT_ONCE } from '../at-once';
import { BLANK_ITEM } from '../item';
import { NOBODY } from '../nobody';
import type { HttpRequest, HttpResult, Item, Service, SubmitOutcome } from '../provider';
import { findList, MAX_ITEMS, readEntries } from '../read-items';
import { readProgress } from '../read-status';
import { field, isRecord, textOf, type JsonRecord } from '../untrusted';
import { unusable } from '../vendor-error';
import { post } from './call';
import { isUnfit, readAnswer } from './read-answer';

/** https://leadleap.net/docs/api */
const BATCH_SIZE = 100;

/** Not documented. One of the only credits that there are is taken for the worst case, and an answer that says another is believed. */
const CREDITS = 1;

/** The longest address that can be delivered to: https://www.rfc-editor.org/errata/eid1690 */
const LONGEST = 254;

export const validation: Service = {
  id: 'leadleap/validation',
  operation: 'validate',
  types: ['validity'],
  batchSize: BATCH_SIZE,
  credits: () => CREDITS,
  // Results are kept for a day, but nothing says that what is kept is free.
  repeatsFree: false,
  // What is no address is answered like the others; whether anything else in one fails all of them is not documented.
  refusesTogether: true,
  lacks,
  sends: ({ email }) => ({ ...NOBODY, ...withEmail(email?.trim()) }),
  submit,
  readSubmit,
  ...AT_ONCE,
};

function lacks({ email = '' }: Identity): Lack | null {
  const address = email.trim();
  return address === '' || address.length > LONGEST ? 'no_email' : null;
}

/** @throws RangeError for more contacts than a request holds, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  if (contacts.length < 1 || contacts.length > BATCH_SIZE) {
    throw new RangeError(`A request holds 1 to ${BATCH_SIZE} e-mails, not ${contacts.length}.`);
  }
  const emails = contacts.map(({ email = '' }) => email.trim());
  const [email, ...others] = emails;
  // Never both, nor neither: what that means is not documented.
  return post(key, '/email/validate', others.length === 0 ? { email } : { emails });
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  const answer = readAnswer(result, nowMs);
  const [asked, ...others] = sent;
  const isOne = asked !== undefined && others.length === 0;
  if (answer.kind === 'refused' && !isOne && isUnfit(answer.error)) {
    return { kind: 'some_refused', error: answer.error };
  }
  if (answer.kind !== 'data') return answer;
  const { body, response } = answer;
  const items = isOne ? oneItem(body, asked) : itemsOf(body, sent.length);
  if (items === null) {
    const error = unusable(response, 'The answer does not say which e-mails are valid.');
    return { kind: 'unknown', error };
  }
  return { kind: 'answered', items, charged: readProgress(body).charged, missing: {} };
}

/** One e-mail was asked about: an answer that names none is about that one. */
function oneItem(body: unknown, asked: Identity): readonly Item[] | null {
  const data = field(body, 'data');
  if (!isRecord(data)) return itemsOf(body, 1);
  const item = readItem(data);
  return item.validity === '' ? null : [{ ...item, echo: item.echo ?? validation.sends(asked) }];
}

function itemsOf(body: unknown, count: number): readonly Item[] | null {
  const list = findList(body, null);
  const items = list === null ? [] : readEntries(list, readItem);
  const isUsable = items.length <= MAX_ITEMS && items.some(({ validity }) => validity !== '');
  return isUsable && count > 0 ? items : null;
}

/** `{email, is_valid, reason, cached}`: https://leadleap.net/docs/api */
function readItem(raw: JsonRecord): Item {
  const isValid = field(raw, 'is_valid');
  return {
    ...BLANK_ITEM,
    echo: echoOf(textOf(field(raw, 'email'))),
    validity: isValid === true ? 'valid' : isValid === false ? 'invalid' : '',
  };
}

/** Of an e-mail that is blacked out nobody can say whose it is. */
function echoOf(email: string): Identity | null {
  return email.includes('@') && !email.includes('**') ? { ...NOBODY, email } : null;
}
