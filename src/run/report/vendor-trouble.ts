// Owns the last trouble that this user had with a vendor, as it is told to the vendor's support. Kept in the user's own
// properties, without any key, name, address or number.
import { type KeyValueStore, StoreFault } from '../../ports';
import type { Identity } from '../../contact/contact';
import type { HttpRequest, VendorError } from '../../provider/provider';
import { redact, redactId, redactReadably, TAKEN_OUT, tellNames } from './redact';

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
  /** The request's body without any value of it, and of each list one entry; `''` where it had none. */
  readonly shape: string;
}

/** What a request was about. */
export interface TroubledBatch {
  readonly run: string;
  readonly number: number;
  readonly type: string;
  readonly contacts: readonly unknown[];
  readonly workflowId: string;
  /** Who they are, where the request says it. */
  readonly sent?: readonly Identity[];
}

const TROUBLE = 'trouble';

/** With these a record stays below 600 bytes. */
const MESSAGE_CHARACTERS = 160;
const CODE_CHARACTERS = 40;
const PATH_CHARACTERS = 60;
const SHAPE_CHARACTERS = 160;

export function troubleOf(
  request: HttpRequest,
  error: VendorError,
  nowMs: number,
  batch: TroubledBatch | null,
): VendorTrouble {
  const people = textsOf(batch?.sent ?? []);
  const known = [...people, ...Object.values(request.headers)];
  // Where it is not known who may be named, only words that errors are made of stay.
  const clean = tellNames(people) ? redactReadably : redact;
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
    shape: shapeOf(request.body).slice(0, SHAPE_CHARACTERS),
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
    return typeof value?.at === 'number' && typeof value.shape === 'string'
      ? (value as VendorTrouble)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What contacts were sent with, and their names as people write them: texts that must stay in no record. */
export function textsOf(contacts: readonly Identity[]): string[] {
  return contacts
    .flatMap((contact) => {
      const { firstName: first, lastName: last } = contact;
      return [...(Object.values(contact) as string[]), `${first} ${last}`, `${last} ${first}`];
    })
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function shapeOf(body: string | undefined): string {
  return body === undefined ? '' : JSON.stringify(emptied(JSON.parse(body)));
}

/** Names of fields are the vendor's; whatever stands in them may be somebody's. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) {
    const records = value.filter((entry): entry is object => typeof entry === 'object');
    const fields = records.flatMap((record) => Object.entries(record));
    return [emptied(records.length === 0 ? value[0] : Object.fromEntries(fields))];
  }
  if (typeof value !== 'object' || value === null) return TAKEN_OUT;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, emptied(held)]));
}
