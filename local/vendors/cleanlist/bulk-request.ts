// Owns what the body of `POST /enrich/bulk` may hold, more strictly than the vendor. Buys nothing.
import { detail, json, type HttpAnswer } from '../http';
import type { VendorContact } from '../person';

/** https://docs.cleanlist.ai/api-reference/enrichment-types */
const TYPES = ['none', 'partial', 'phone_only', 'full', 'prospecting_only'] as const;
export type BulkType = (typeof TYPES)[number];

export interface BulkRequest {
  readonly type: BulkType;
  readonly contacts: readonly VendorContact[];
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
/** In bytes. */
const MAX_BODY = 1_000_000;

const PROFILE = /^https?:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/in\/[^/?#\s]+\/?$/i;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

interface Problem {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
}

export type ReadBulk =
  | { readonly kind: 'ok'; readonly request: BulkRequest }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/**
 * With `all` every bad contact is named, else the first.
 *
 * @throws Error `NotEmulated` for `webhook_url`, which the vendor would take.
 */
export function readBulk(text: string, all: boolean): ReadBulk {
  if (Buffer.byteLength(text) > MAX_BODY) return refused(detail(413, 'Request body too large'));
  const body = parse(text);
  if (body === undefined) return invalid([problem('json_invalid', [], 'JSON decode error', null)]);
  if (!isObject(body)) {
    return invalid([problem('model_attributes_type', [], 'Input should be a valid object', body)]);
  }
  if ('webhook_url' in body) throw new Error('NotEmulated: cleanlist webhook_url');
  const top = topProblems(body);
  if (top.length > 0) return invalid(top);
  const contacts = body['contacts'] as readonly unknown[];
  if (contacts.length === 0) return refused(detail(400, 'At least one contact is required'));
  if (contacts.length > MAX_CONTACTS) return refused(detail(400, TOO_MANY));
  const bad = contacts.flatMap((contact, index) => contactProblem(contact, index) ?? []);
  if (bad.length > 0) return invalid(all ? bad : bad.slice(0, 1));
  return {
    kind: 'ok',
    request: { type: body['enrichment_type'] as BulkType, contacts: contacts as VendorContact[] },
  };
}

function topProblems(body: Readonly<Record<string, unknown>>): Problem[] {
  const problems = Object.keys(body)
    .filter((name) => name !== 'contacts' && name !== 'enrichment_type')
    .map((name) => extra([name], body[name]));
  if (body['contacts'] === undefined) {
    problems.push(problem('missing', ['contacts'], 'Field required', body));
  } else if (!Array.isArray(body['contacts'])) {
    problems.push(
      problem('list_type', ['contacts'], 'Input should be a valid list', body['contacts']),
    );
  }
  const type = body['enrichment_type'];
  if (type === undefined) {
    problems.push(problem('missing', ['enrichment_type'], 'Field required', body));
  } else if (!TYPES.includes(type as BulkType)) {
    const list = TYPES.map((name) => `'${name}'`).join(', ');
    problems.push(
      problem('literal_error', ['enrichment_type'], `Input should be one of ${list}`, type),
    );
  }
  return problems;
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
  if (typeof value !== 'string') {
    return problem('string_type', loc, 'Input should be a valid string', value);
  }
  if (value.length > limit) {
    return problem('string_too_long', loc, `String should have at most ${limit} characters`, value);
  }
  if (value === '' || value !== value.trim() || /[\u0000-\u001f\u007f]/.test(value)) {
    return problem('value_error', loc, 'Blank, padded or with control characters', value);
  }
  if (/\p{Surrogate}/u.test(value)) {
    return problem('string_unicode', loc, 'Input should be a valid string, unable to parse', null);
  }
  if (name === 'linkedin_url' && !PROFILE.test(value)) {
    return problem('value_error', loc, 'Not the address of a personal LinkedIn profile', value);
  }
  if (name === 'company_domain' && !DOMAIN.test(value)) {
    return problem('value_error', loc, 'Not a domain', value);
  }
  return null;
}

function extra(loc: readonly (string | number)[], input: unknown): Problem {
  return problem('extra_forbidden', loc, 'Extra inputs are not permitted', input);
}

function problem(
  type: string,
  loc: readonly (string | number)[],
  msg: string,
  input: unknown,
): Problem {
  return { type, loc: ['body', ...loc], msg, input };
}

function invalid(problems: readonly Problem[]): ReadBulk {
  return refused(json(422, { detail: problems }));
}

function refused(answer: HttpAnswer): ReadBulk {
  return { kind: 'refused', answer };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
