// Owns Enrich's reverse look-up: who is behind an e-mail, one a call, answered at once. Its batches are not used: they do not say
// which e-mail a person belongs to.
import type { Identity } from '../../contact/contact';
import { profileSlug, profileUrl } from '../../contact/linkedin';
import { splitFullName } from '../../contact/person-name';
import { AT_ONCE } from '../at-once';
import { BLANK_ITEM } from '../item';
import type { HttpRequest, HttpResult, Item, Profile, Service, SubmitOutcome } from '../provider';
import { cleanLine, isMasked } from '../read-details';
import { readSubmit as readAccepted } from '../read-submit';
import { field, firstText, isRecord, type JsonRecord } from '../untrusted';
import { byAddress, lackOfAddress } from './address';
import { post } from './call';
import { readSinglePurchase } from './read-purchase';

const PATH = '/reverse-lookup/lookup';

/** Only for a person that is found: https://doc.enrich.so/credits-pricing-1951027m0 */
const CREDITS = 10;

/** Only the answer about a person has one of these. */
const PERSON_FIELDS = [
  'displayName',
  'firstName',
  'lastName',
  'headline',
  'companyName',
  'profileUrl',
  'positions',
];

export const lookup: Service = {
  id: 'enrich/lookup',
  operation: 'lookup',
  types: ['profile'],
  batchSize: 1,
  credits: (found) => (found.includes('profile') ? CREDITS : 0),
  // A repeated look-up is charged anew: nothing of the API tells that it is one.
  repeatsFree: false,
  lacks: lackOfAddress,
  sends: byAddress,
  submit,
  readSubmit,
  ...AT_ONCE,
};

/** @throws RangeError for more contacts than one, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  const [contact, ...others] = contacts;
  if (contact === undefined || others.length > 0) {
    throw new RangeError(`A look-up is about one contact, not ${contacts.length}.`);
  }
  return post(key, PATH, { email: byAddress(contact).email ?? '' });
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  const [asked, ...others] = sent;
  if (asked === undefined || others.length > 0) return readAccepted(result, sent.length, nowMs);
  // The answer names no e-mail: it is about the one that was asked for.
  const echo = byAddress(asked);
  const readAnswer = (data: JsonRecord): Item | null => {
    const profile = readProfile(data);
    return profile !== null || saysNobody(data) ? { ...BLANK_ITEM, echo, profile } : null;
  };
  return readSinglePurchase(result, readAnswer, nowMs);
}

/** Nobody is behind the e-mail, or nothing that could be shown; a doubt is none of both. */
function saysNobody(data: JsonRecord): boolean {
  if (field(data, 'found') === false || Object.keys(data).length === 0) return true;
  if (PERSON_FIELDS.some((name) => field(data, name) !== undefined)) return true;
  // An envelope around nothing.
  const inside = field(data, 'data');
  const isEmpty = inside === null || (Array.isArray(inside) && inside.length === 0);
  return field(data, 'success') === true && isEmpty;
}

/**
 * `{displayName, firstName, lastName, headline, companyName, profileUrl, positions}`; `null` where nothing of it can be shown.
 * https://doc.enrich.so/api-reference-1951025m0
 */
function readProfile(data: JsonRecord): Profile | null {
  const shown = cleanLine(data, ['displayName']);
  const parts = splitFullName(shown);
  const firstName = cleanLine(data, ['firstName']) || (parts?.firstName ?? '');
  const lastName = cleanLine(data, ['lastName']) || (parts?.lastName ?? '');
  const position = currentPosition(data);
  const profile = {
    firstName,
    lastName,
    fullName: shown || [firstName, lastName].filter((name) => name !== '').join(' '),
    // What people write under their names is often no title: it counts where no position says one.
    title: cleanLine(position, ['title']) || cleanLine(data, ['headline']),
    company: cleanLine(data, ['companyName']) || cleanLine(position, ['companyName']),
    linkedin: linkedinOf(data),
  };
  return Object.values(profile).some((text) => text !== '') ? profile : null;
}

/** The first that has not ended. */
function currentPosition(data: JsonRecord): JsonRecord | null {
  const history = field(data, 'positions', 'positionHistory');
  const positions = Array.isArray(history) ? (history as readonly unknown[]) : [];
  const current = positions.find((one) => (field(one, 'startEndDate', 'end') ?? null) === null);
  return isRecord(current) ? current : null;
}

/** Only a person's public profile, in its plain spelling. */
function linkedinOf(data: JsonRecord): string {
  const text = firstText(data, ['profileUrl']);
  const slug = isMasked(text) ? null : profileSlug(text);
  return slug === null ? '' : profileUrl(slug);
}
