// Owns finding the results in an answer and reading each of them. Ties no result to a contact.
import type { Identity } from '../contact/contact';
import { BLANK_ITEM } from './item';
import { firstDetails, readDetails } from './read-details';
import { readEmail } from './read-email';
import { readPhones } from './read-phones';
import type { Item } from './provider';
import { workflowState } from './status-word';
import { cut, field, firstText, isRecord, textOf, type JsonRecord } from './untrusted';
import { errorWords } from './vendor-error';

/** A batch has at most 500 contacts; a vendor that sends several results a contact still fits. */
export const MAX_ITEMS = 2_000;
const TASK_ID_LIMIT = 200;

const PLACES: readonly (readonly string[])[] = [
  ['results'],
  ['data', 'results'],
  ['result', 'results'],
  ['data'],
  ['contacts'],
  ['items'],
  ['leads'],
  ['tasks'],
  ['matches'],
  ['revealed'],
  ['data', 'results', 'revealed'],
];

/** Only a result has one of these; tells an object keyed by task id from any other object. */
const ITEM_FIELDS = [
  'task_id',
  'primary_email',
  'email',
  'personal_phone_numbers',
  'result',
  'input',
];

/**
 * The results of an answer; `null` when it holds no list of them, which is not the same as an empty list.
 * `total` is the vendor's count of contacts: a single object under `result` is a list of one only for a job of one.
 *
 * Shapes: flat items (https://docs.cleanlist.ai/api-reference/webhooks), `{result, input}` items, and an object
 * keyed by task id. A result that stands there twice, the same in all but its details, is one; of more than
 * {@link MAX_ITEMS} one too many is returned, so that nobody takes them for all.
 */
export function readItems(body: unknown, total: number | null): readonly Item[] | null {
  const list = findList(body, total);
  return list === null ? null : readEntries(list, readItem);
}

/** Each entry that is a record, as {@link readItems} has them; `read` is also given its key, or `''`. */
export function readEntries(
  list: Entries,
  read: (raw: JsonRecord, key: string) => Item,
): readonly Item[] {
  const items = new Map<string, Item>();
  for (const [key, raw] of list) {
    if (!isRecord(raw)) continue;
    const item = read(raw, key);
    const { details, ...rest } = item;
    const same = JSON.stringify(rest);
    const earlier = items.get(same);
    items.set(same, { ...item, details: firstDetails(earlier?.details ?? details, details) });
    if (items.size > MAX_ITEMS) break;
  }
  return [...items.values()];
}

export type Entries = readonly (readonly [key: string, raw: unknown])[];

/** The list of results of an answer, as it stands there; `null` when there is none. */
export function findList(body: unknown, total: number | null): Entries | null {
  let empty: Entries | null = null;
  for (const path of PLACES) {
    const value = field(body, ...path);
    if (Array.isArray(value)) {
      const entries = value.map((raw: unknown) => ['', raw] as const);
      if (value.some(isRecord)) return entries;
      empty ??= entries;
    } else if (isRecord(value) && isKeyed(value)) {
      return Object.entries(value);
    }
  }
  if (empty !== null) return empty;
  const single = field(body, 'result');
  return total === 1 && isRecord(single) ? [['', single]] : null;
}

/** An object keyed by task id may hold nothing for one of them. */
function isKeyed(value: JsonRecord): boolean {
  const values = Object.values(value).filter((entry) => entry !== null);
  return values.every(isRecord) && values.some(isItem);
}

function isItem(value: unknown): boolean {
  return ITEM_FIELDS.some((name) => field(value, name) !== undefined);
}

/** One result of the shapes above. */
export function readItem(raw: JsonRecord, key: string): Item {
  const sources = [field(raw, 'result'), field(raw, 'data'), raw].filter(isRecord);
  const { email, status } = readEmail(sources);
  const phones = readPhones(sources);
  return {
    ...BLANK_ITEM,
    taskId: cut(firstText(raw, ['task_id', 'taskId']) || key, TASK_ID_LIMIT),
    echo: identityOf([field(raw, 'input')]),
    identity: identityOf(sources.flatMap((source) => [field(source, 'prospect'), source])),
    email,
    emailStatus: status,
    phones,
    details: readDetails(sources, { email, hasValue: email !== '' || phones.length > 0 }),
    error: errorOf(raw),
  };
}

/** The vendor may say that a lookup failed without saying why. */
function errorOf(raw: JsonRecord): string {
  const words = errorWords(field(raw, 'error')) || errorWords(field(raw, 'error_message'));
  const hasFailed = workflowState(firstText(raw, ['status'])) === 'failed';
  return words === '' && hasFailed ? 'The lookup broke.' : words;
}

/** Spelled as the vendor spells it; each field from the first source that has it. `null` when none has any. */
export function identityOf(sources: readonly unknown[]): Identity | null {
  const companies = sources.map((source) => field(source, 'company'));
  const identity = {
    linkedinUrl: first(sources, ['linkedin_url', 'linkedinUrl', 'linkedin']),
    firstName: first(sources, ['first_name', 'firstName']),
    lastName: first(sources, ['last_name', 'lastName']),
    companyName:
      first(sources, ['company_name', 'companyName']) ||
      first(companies, ['name']) ||
      first(sources, ['company']),
    companyDomain:
      first(sources, ['company_domain', 'companyDomain', 'domain']) || first(companies, ['domain']),
  };
  return Object.values(identity).some((text) => text !== '') ? identity : null;
}

function first(sources: readonly unknown[], names: readonly string[]): string {
  for (const source of sources) {
    const text = textOf(firstText(source, names));
    if (text !== '' && !text.includes('***')) return text;
  }
  return '';
}
