// Owns Enrich's phone finder: one contact is answered at once, several are a batch. It needs a profile or an e-mail.
import { type Identity, withEmail } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import { BLANK_ITEM } from '../item';
import type { HttpRequest, HttpResult, Item, Service, SubmitOutcome } from '../provider';
import { readPhones } from '../read-phones';
import { field, textOf, type JsonRecord } from '../untrusted';
import { errorWords } from '../vendor-error';
import { byAddress } from './address';
import { checkBatch, NOBODY } from './batch';
import { get, post } from './call';
import { oneOrMany } from './one-or-many';
import type { BatchReading } from './read-batch';
import { readBatchPurchase, readSinglePurchase, type Lists } from './read-purchase';

const SINGLE = '/reverse-lookup/phones';

/**
 * Only for a contact with a phone. Of a batch the vendor's page says 10 and its example 500: the worse is reckoned with, and what
 * an answer says of its own price is believed. https://doc.enrich.so/credits-pricing-1951027m0
 */
const CREDITS = 500;

/**
 * Nobody's is longer; one that is would not fit into the address of a look-up, of which the platform sends 2 KB:
 * https://developers.google.com/apps-script/guides/services/quotas
 */
const LONGEST_PROFILE = 500;

/** The place of an error says so where nobody has a number for the contact. */
const NOT_FOUND = /\bno[ _](?:phones?|numbers?|match(?:es)?|profiles?|results?)\b|\bnot found\b/i;

const READING: BatchReading = {
  path: '/reverse-lookup/phones/bulk',
  channel: 'phone',
  readItem,
};

export const phones: Service = {
  id: 'enrich/phones',
  operation: 'find',
  types: ['phone_only'],
  credits: (found) => (found.includes('phone') ? CREDITS : 0),
  lacks,
  ifShared: 'email_shared',
  sends,
  submit,
  readSubmit,
  ...oneOrMany(READING),
};

function lacks(identity: Identity): Lack | null {
  const { linkedinUrl, email = '' } = sends(identity);
  return linkedinUrl === '' && email === '' ? 'no_profile_or_email' : null;
}

/** A profile is one person's; an e-mail may be an office's. Of both only one is sent. */
function sends(identity: Identity): Identity {
  const profile = identity.linkedinUrl.trim();
  if (profile !== '' && profile.length <= LONGEST_PROFILE) {
    return { ...NOBODY, linkedinUrl: profile };
  }
  return byAddress(identity);
}

/** @throws RangeError for more contacts than a batch holds, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  const asked = checkBatch(contacts).map(questionOf);
  const [first, ...others] = asked;
  if (first !== undefined && others.length === 0) {
    const name = first.list === 'linkedins' ? 'linkedin' : 'email';
    return get(key, `${SINGLE}?${name}=${encodeURIComponent(first.text)}`);
  }
  const lists = Object.entries(listsOf(contacts)).map(([name, indexes]) => {
    return [name, indexes.map((index) => asked[index]?.text)] as const;
  });
  return post(key, READING.path, Object.fromEntries(lists));
}

interface Question {
  readonly list: 'emails' | 'linkedins';
  readonly text: string;
}

function questionOf(identity: Identity): Question {
  const { linkedinUrl, email = '' } = sends(identity);
  return linkedinUrl === ''
    ? { list: 'emails', text: email }
    : { list: 'linkedins', text: linkedinUrl };
}

/** A list that would be empty is not sent. */
function listsOf(contacts: readonly Identity[]): Lists {
  const lists: Record<string, number[]> = {};
  contacts.forEach((contact, index) => {
    (lists[questionOf(contact).list] ??= []).push(index);
  });
  return lists;
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  const [asked, ...others] = sent;
  if (asked === undefined || others.length > 0) {
    return readBatchPurchase(result, listsOf(sent), nowMs);
  }
  // One contact was asked for: the answer, which names nobody, is about that one.
  const readAnswer = (data: JsonRecord): Item | null =>
    Array.isArray(field(data, 'phones')) ? { ...readItem(data), echo: sends(asked) } : null;
  return readSinglePurchase(result, readAnswer, nowMs);
}

/** `{email or linkedin, phones, error}`: https://doc.enrich.so/api-reference-1951025m0 */
function readItem(raw: JsonRecord): Item {
  const numbers = readPhones([raw]);
  const words = numbers.length > 0 ? '' : errorWords(field(raw, 'error'));
  return {
    ...BLANK_ITEM,
    // Its `email` is what was asked with.
    echo: echoOf(raw),
    phones: numbers,
    error: NOT_FOUND.test(words) ? '' : words,
  };
}

function echoOf(raw: JsonRecord): Identity | null {
  const linkedinUrl = textOf(field(raw, 'linkedin'));
  const email = textOf(field(raw, 'email'));
  if (`${linkedinUrl}${email}` === '') return null;
  return { ...NOBODY, linkedinUrl, ...withEmail(email === '' ? undefined : email) };
}
