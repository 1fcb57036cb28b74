// Owns what the body of `POST /enrich/bulk` may hold, more strictly than the vendor. Buys nothing.
import { detail, type HttpAnswer } from '../http';
import type { VendorContact } from '../person';
import {
  extra,
  isObject,
  missing,
  problem,
  readFields,
  textProblem,
  unprocessable,
  wordProblem,
  type Fields,
  type Problem,
} from './body';

/** https://docs.cleanlist.ai/api-reference/enrichment-types */
const TYPES = ['none', 'partial', 'phone_only', 'full', 'prospecting_only'] as const;
export type BulkType = (typeof TYPES)[number];

export interface BulkRequest {
  readonly type: BulkType;
  readonly contacts: readonly VendorContact[];
  /** `''` when nobody is to be told of the end. */
  readonly webhookUrl: string;
}

/** https://docs.cleanlist.ai/guides/troubleshooting */
const MAX_CONTACTS = 250;
const TOO_MANY = 'Bulk enrichment supports up to 250 contacts per request';
const RULE =
  'Each contact must include linkedin_url OR first_name + last_name + (company_domain OR company_name)';

/** The vendor names no limits; these are what its database could plausibly hold. In characters. */
const FIELDS: ReadonlyMap<string, number> = new Map([
  ['linkedin_url', 500],
  ['first_name', 100],
  ['last_name', 100],
  ['company_domain', 253],
  ['company_name', 200],
]);
const MAX_URL = 2_000;
/** In bytes. */
const MAX_BODY = 1_000_000;

const TOP = ['contacts', 'enrichment_type', 'webhook_url'];
const PROFILE = /^https?:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/in\/[^/?#\s]+\/?$/i;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

export type ReadBulk =
  | { readonly kind: 'ok'; readonly request: BulkRequest }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** With `all` every bad contact is named, else the first. */
export function readBulk(text: string, all: boolean): ReadBulk {
  if (Buffer.byteLength(text) > MAX_BODY) return refused(detail(413, 'Request body too large'));
  const read = readFields(text);
  if (read.kind === 'refused') return read;
  const body = read.fields;
  const top = topProblems(body);
  if (top.length > 0) return refused(unprocessable(top));
  const contacts = body['contacts'] as readonly unknown[];
  if (contacts.length === 0) return refused(detail(400, 'At least one contact is required'));
  if (contacts.length > MAX_CONTACTS) return refused(detail(400, TOO_MANY));
  const bad = contacts.flatMap((contact, index) => contactProblem(contact, index) ?? []);
  if (bad.length > 0) return refused(unprocessable(all ? bad : bad.slice(0, 1)));
  return {
    kind: 'ok',
    request: {
      type: body['enrichment_type'] as BulkType,
      contacts: contacts as VendorContact[],
      webhookUrl: (body['webhook_url'] as string | undefined) ?? '',
    },
  };
}

/** What is wrong with the address of a personal profile, or with a domain; `null` when nothing is. */
export function identityProblem(
  loc: readonly (string | number)[],
  name: string,
  value: string,
): Problem | null {
  if (name === 'linkedin_url' && !PROFILE.test(value)) {
    return problem('value_error', loc, 'Not the address of a personal LinkedIn profile', value);
  }
  if ((name === 'company_domain' || name === 'domain') && !DOMAIN.test(value)) {
    return problem('value_error', loc, 'Not a domain', value);
  }
  return null;
}

function topProblems(body: Fields): Problem[] {
  const problems = Object.keys(body)
    .filter((name) => !TOP.includes(name))
    .map((name) => extra([name], body[name]));
  if (body['contacts'] === undefined) {
    problems.push(missing(['contacts'], body));
  } else if (!Array.isArray(body['contacts'])) {
    problems.push(
      problem('list_type', ['contacts'], 'Input should be a valid list', body['contacts']),
    );
  }
  const type = body['enrichment_type'];
  const wrong =
    type === undefined
      ? missing(['enrichment_type'], body)
      : wordProblem(['enrichment_type'], type, TYPES);
  const hook = 'webhook_url' in body ? webhookProblem(body['webhook_url']) : null;
  return [...problems, ...[wrong, hook].filter((found) => found !== null)];
}

/** https://docs.cleanlist.ai/guides/receiving-webhooks : https only. */
function webhookProblem(value: unknown): Problem | null {
  const loc = ['webhook_url'];
  const wrong = textProblem(loc, value, MAX_URL);
  if (wrong !== null) return wrong;
  const isHttps = URL.canParse(String(value)) && new URL(String(value)).protocol === 'https:';
  return isHttps ? null : problem('value_error', loc, 'webhook_url must be an HTTPS URL', value);
}

function contactProblem(contact: unknown, index: number): Problem | null {
  const loc = ['contacts', index];
  if (!isObject(contact)) {
    return problem('model_attributes_type', loc, 'Input should be a valid object', contact);
  }
  for (const [name, value] of Object.entries(contact)) {
    const found = fieldProblem([...loc, name], name, value);
    if (found !== null) return found;
  }
  const has = (name: string): boolean => contact[name] !== undefined;
  const named = has('first_name') && has('last_name');
  const identified =
    has('linkedin_url') || (named && (has('company_domain') || has('company_name')));
  return identified ? null : problem('value_error', loc, RULE, contact);
}

function fieldProblem(
  loc: readonly (string | number)[],
  name: string,
  value: unknown,
): Problem | null {
  const limit = FIELDS.get(name);
  if (limit === undefined) return extra(loc, value);
  return textProblem(loc, value, limit) ?? identityProblem(loc, name, String(value));
}

function refused(answer: HttpAnswer): ReadBulk {
  return { kind: 'refused', answer };
}
