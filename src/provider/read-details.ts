// Owns finding what a vendor says of a person beside e-mail and phone. It comes free, and is as untrusted as the rest.
import { holdsEmail } from '../contact/email';
import { profileSlug, profileUrl } from '../contact/linkedin';
import type { Details } from './provider';
import { addressesOf } from './read-email';
import { cut, field, firstText, isRecord, type JsonRecord } from './untrusted';
import { plainLine } from './vendor-text';

const TITLE_FIELDS = ['job_title', 'jobTitle', 'title', 'headline'];
const COMPANY_FIELDS = ['company_name', 'companyName', 'company'];
const LINKEDIN_FIELDS = ['linkedin_url', 'linkedinUrl', 'linkedin'];
const OTHER_EMAIL_FIELDS = ['other_emails', 'otherEmails', 'additional_emails', 'alternate_emails'];

/** A headline on LinkedIn has at most 220 characters: https://www.linkedin.com/help/linkedin/answer/a519799 */
const LINE_LIMIT = 220;
const MOST_EMAILS = 20;

/** A text in which something is blacked out is no finding. */
const MASK = /\*{2}|•|\bx{4,}\b/i;

export const NO_DETAILS: Details = { title: '', company: '', linkedin: '', otherEmails: '' };

/**
 * The details of a result: flat under `prospect` and `company`, or under `result`
 * (https://docs.cleanlist.ai/api-reference/enrichment-types). A company or a profile alone may be no more than the echo of
 * who was asked for: they count where something else was found, too.
 *
 * @param found the e-mail of the result, and whether it holds any value
 */
export function readDetails(
  sources: readonly JsonRecord[],
  found: { readonly email: string; readonly hasValue: boolean },
): Details {
  const records = sources.flatMap((source) => [field(source, 'prospect'), source]).filter(isRecord);
  const title = firstLine(records, TITLE_FIELDS);
  const otherEmails = otherEmailsOf(records, found.email);
  if (!found.hasValue && title === '' && otherEmails === '') return NO_DETAILS;
  return { title, company: companyOf(records), linkedin: linkedinOf(records), otherEmails };
}

/** Each detail from the first that says anything: what two results say of one person is not mixed. */
export function firstDetails(one: Details, other: Details): Details {
  return Object.values(one).some((text) => text !== '') ? one : other;
}

function companyOf(records: readonly JsonRecord[]): string {
  for (const record of records) {
    const name = cleanLine(field(record, 'company'), ['name']) || cleanLine(record, COMPANY_FIELDS);
    if (name !== '') return name;
  }
  return '';
}

/** Only a person's public profile, in its plain spelling. */
function linkedinOf(records: readonly JsonRecord[]): string {
  for (const record of records) {
    for (const name of LINKEDIN_FIELDS) {
      const text = firstText(record, [name]);
      const slug = isMasked(text) ? null : profileSlug(cut(text, LINE_LIMIT * 4));
      if (slug !== null) return profileUrl(slug);
    }
  }
  return '';
}

/** Each address once, and not the one that has a cell of its own. */
function otherEmailsOf(records: readonly JsonRecord[], email: string): string {
  const found = new Map<string, string>();
  const main = email.toLowerCase();
  for (const record of records) {
    for (const name of OTHER_EMAIL_FIELDS) {
      for (const address of addressesOf(field(record, name))) {
        const key = address.toLowerCase();
        const isNew = key !== main && !found.has(key) && found.size < MOST_EMAILS;
        if (isNew && holdsEmail(address)) found.set(key, address);
      }
    }
  }
  return [...found.values()].join(', ');
}

function firstLine(records: readonly JsonRecord[], names: readonly string[]): string {
  return records.map((record) => cleanLine(record, names)).find((line) => line !== '') ?? '';
}

/** The first of the fields that can be shown whole. */
export function cleanLine(record: unknown, names: readonly string[]): string {
  for (const name of names) {
    const line = plainLine(firstText(record, [name]), LINE_LIMIT);
    if (line !== '' && !isMasked(line)) return line;
  }
  return '';
}

/** Whether something of a text is blacked out. */
export function isMasked(text: string): boolean {
  return MASK.test(text);
}
