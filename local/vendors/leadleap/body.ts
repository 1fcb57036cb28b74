// Owns what the bodies of LeadLeap's POST calls may hold, more strictly than the vendor. Sells nothing.
import { header, type VendorRequest } from '../http';

/** https://leadleap.net/docs/api */
const MAX_EXPORT = 500;
const MAX_EMAILS = 100;
const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** The vendor names no limits; these are what its database could plausibly hold. In characters, and in bytes. */
const MAX_TEXT = 320;
const MAX_BODY = 1_000_000;

export type Read<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly message: string };

/** The body of `POST /leads/unlock` and `POST /leads/enrich`. */
export function readLeadId(request: VendorRequest): Read<string> {
  const body = fieldsOf(request, ['lead_id']);
  return body.kind === 'refused' ? body : textOf(body.value['lead_id'], 'lead_id');
}

export interface Export {
  readonly ids: readonly string[];
  readonly format: Format;
}

/** The body of `POST /leads/export`. */
export function readExport(request: VendorRequest): Read<Export> {
  const body = fieldsOf(request, ['lead_ids', 'format']);
  if (body.kind === 'refused') return body;
  const ids = textsOf(body.value['lead_ids'], 'lead_ids', MAX_EXPORT);
  if (ids.kind === 'refused') return ids;
  const { format = 'csv' } = body.value;
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) return refused('format must be csv or json.');
  return ok({ ids: ids.value, format: known });
}

export type Addresses =
  | { readonly kind: 'one'; readonly email: string }
  | { readonly kind: 'many'; readonly emails: readonly string[] };

/** The body of `POST /email/validate`: one address or a list, never both. */
export function readAddresses(request: VendorRequest): Read<Addresses> {
  const body = fieldsOf(request, ['email', 'emails']);
  if (body.kind === 'refused') return body;
  const { email, emails } = body.value;
  if ((email === undefined) === (emails === undefined)) {
    return refused('Provide exactly one of email and emails.');
  }
  if (emails === undefined) {
    const one = textOf(email, 'email');
    return one.kind === 'refused' ? one : ok({ kind: 'one', email: one.value });
  }
  const many = textsOf(emails, 'emails', MAX_EMAILS);
  return many.kind === 'refused' ? many : ok({ kind: 'many', emails: many.value });
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(request: VendorRequest, names: readonly string[]): Read<Fields> {
  if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(header(request, 'content-type') ?? '')) {
    return refused('Content-Type must be application/json.');
  }
  const text = request.body ?? '';
  if (Buffer.byteLength(text) > MAX_BODY) return refused('Request body too large.');
  const body = parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refused('Request body must be a JSON object.');
  }
  const stray = Object.keys(body).find((name) => !names.includes(name));
  return stray === undefined ? ok(body as Fields) : refused(`Unknown field: ${stray}`);
}

function textsOf(value: unknown, name: string, most: number): Read<readonly string[]> {
  if (!Array.isArray(value)) return refused(`${name} must be an array of strings.`);
  const list: readonly unknown[] = value;
  if (list.length === 0) return refused(`${name} is empty.`);
  if (list.length > most) return refused(`${name} holds more than ${most} entries.`);
  const texts: string[] = [];
  for (const one of list) {
    const text = textOf(one, name);
    if (text.kind === 'refused') return text;
    texts.push(text.value);
  }
  const different = new Set(texts.map((text) => text.toLowerCase()));
  return different.size < texts.length ? refused(`${name} holds an entry twice.`) : ok(texts);
}

function textOf(value: unknown, name: string): Read<string> {
  if (value === undefined) return refused(`${name} is required.`);
  if (typeof value !== 'string') return refused(`${name} must be a string.`);
  if (value === '' || value.length > MAX_TEXT) return refused(`${name} is empty or too long.`);
  if (value !== value.trim() || /[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value)) {
    return refused(`${name} is padded, or holds what is no text.`);
  }
  return ok(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function ok<T>(value: T): Read<T> {
  return { kind: 'ok', value };
}

function refused(message: string): { readonly kind: 'refused'; readonly message: string } {
  return { kind: 'refused', message };
}
