// Owns the last trouble that this user had with a vendor, as it is told to the vendor's support. Kept in the user's own
// properties, without any key, name, address or number.
import { type KeyValueStore, StoreFault } from '../../ports';
import type { HttpRequest, VendorError } from '../../provider/provider';
import { redact, redactId, redactReadably } from './redact';

export interface VendorTrouble {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** Without host and query. */
  readonly path: string;
  /** 0: there was no HTTP answer. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** `''` where the request was about none. */
  readonly workflowId: string;
  readonly run: string;
  /** 0: none. */
  readonly batch: number;
  readonly contacts: number;
  readonly type: string;
  /** Names of the fields that the contacts were sent with. */
  readonly fields: readonly string[];
}

/** What a request was about. */
export interface TroubledBatch {
  readonly run: string;
  readonly number: number;
  readonly type: string;
  readonly contacts: readonly unknown[];
  readonly workflowId: string;
}

const TROUBLE = 'trouble';

/** With these a record stays below 600 bytes. */
const MESSAGE_CHARACTERS = 160;
const CODE_CHARACTERS = 40;
const PATH_CHARACTERS = 60;

export function troubleOf(
  request: HttpRequest,
  error: VendorError,
  nowMs: number,
  batch: TroubledBatch | null,
): VendorTrouble {
  const contacts = contactsIn(request.body);
  const people = textsIn(request);
  const known = [...people, ...Object.values(request.headers)];
  // Where it is not known who may be named, only words that errors are made of stay.
  const clean = people.length > 0 ? redactReadably : redact;
  return {
    at: nowMs,
    method: request.method.toUpperCase(),
    path: request.url
      .replace(/^https:\/\/[^/]*/, '')
      .replace(/\?.*$/, '')
      .slice(0, PATH_CHARACTERS),
    status: error.httpStatus,
    code: clean(error.code, known).slice(0, CODE_CHARACTERS),
    message: clean(error.message, known).slice(0, MESSAGE_CHARACTERS),
    workflowId: batch === null ? '' : redactId(batch.workflowId),
    run: batch?.run ?? '',
    batch: batch?.number ?? 0,
    contacts: batch?.contacts.length ?? 0,
    type: batch?.type ?? '',
    fields: [...new Set(contacts.flatMap((contact) => Object.keys(contact)))],
  };
}

/** A record that cannot be kept is no harm: nothing is decided by it. */
export function saveTrouble(store: KeyValueStore, trouble: VendorTrouble): void {
  try {
    store.setAll({ [TROUBLE]: JSON.stringify(trouble) });
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}

export function forgetTrouble(store: KeyValueStore): void {
  store.delete(TROUBLE);
}

/** `null` when there was none, or somebody changed the record. */
export function readTrouble(store: KeyValueStore): VendorTrouble | null {
  try {
    const value = JSON.parse(store.get(TROUBLE) ?? 'null') as Partial<VendorTrouble> | null;
    return typeof value?.at === 'number' && Array.isArray(value.fields)
      ? (value as VendorTrouble)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a request holds of its contacts: texts that must stay in no record. */
export function textsIn({ body }: HttpRequest): string[] {
  return contactsIn(body).flatMap(textsOf);
}

/** What a contact was sent with, and its name as people write it. */
function textsOf(contact: Readonly<Record<string, string>>): string[] {
  const { first_name: first = '', last_name: last = '' } = contact;
  return [...Object.values(contact), `${first} ${last}`.trim(), `${last} ${first}`.trim()];
}

/** The contacts that a request holds: all of them text that must not stay. */
function contactsIn(body: string | undefined): Readonly<Record<string, string>>[] {
  if (body === undefined) return [];
  const { contacts, email } = JSON.parse(body) as {
    contacts?: Readonly<Record<string, string>>[];
    email?: string;
  };
  return contacts ?? (typeof email === 'string' ? [{ email }] : []);
}
