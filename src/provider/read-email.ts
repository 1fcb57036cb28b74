// Owns finding the e-mail address of a result, and the vendor's word about it.
import { field, firstText, isRecord, textOf, type JsonRecord } from './untrusted';
import { vendorText } from './vendor-text';

const EMAIL_FIELDS = [
  'primary_email',
  'email',
  'emailAddress',
  'email_primary',
  'work_email',
  'most_probable_work_email',
  'emails',
  'work_emails',
];
const STATUS_FIELDS = ['primary_email_status', 'email_status', 'emailStatus'];

/** The longest address that can be delivered to: https://www.rfc-editor.org/errata/eid1690 */
const LONGEST = 254;

const ADDRESS = /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/;
const MASK = /\*{2}|•/;
/** `mailto:a@b.co?subject=…` and `Ada Byron <a@b.co>`: nothing else around an address can be told from a part of it. */
const WRAPPED: readonly RegExp[] = [/^mailto:([^?]*)/i, /<([^<>]*)>$/];
/** As many characters as a few addresses may have. */
const EXAMINED = 2_000;

export interface FoundEmail {
  /** `''` when the result holds no usable address. */
  readonly email: string;
  /** The vendor's word, `''` when it gives none or there is no address. */
  readonly status: string;
}

/** Every usable address of a field: a text of one or several, an object that holds one, or a list of such. */
export function addressesOf(value: unknown): readonly string[] {
  return candidates(value).flatMap(addressesIn);
}

/** The first usable address, in the order of the sources and of the vendors' field names. */
export function readEmail(sources: readonly JsonRecord[]): FoundEmail {
  for (const source of sources) {
    for (const name of EMAIL_FIELDS) {
      for (const candidate of candidates(field(source, name))) {
        const email = address(candidate);
        if (email === '') continue;
        const own = firstText(candidate, ['status', 'email_status', 'verification']);
        return { email, status: vendorText(own || statusOf(sources)) };
      }
    }
  }
  return { email: '', status: '' };
}

function candidates(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]).slice(0, 20) : [value];
}

/** Of several in one the first counts: it was paid for. */
function address(candidate: unknown): string {
  return addressesIn(candidate)[0] ?? '';
}

function addressesIn(candidate: unknown): readonly string[] {
  const text = isRecord(candidate)
    ? firstText(candidate, ['email', 'value', 'address'])
    : textOf(candidate);
  if (text.length > EXAMINED || MASK.test(text)) return [];
  const inner = WRAPPED.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  const parts = (inner ?? text).split(/[\s,;]+/).filter((part) => part !== '');
  return parts.every(isAddress) ? parts : [];
}

/** Refuses what is masked (`j***@acme.com`) or no address. */
function isAddress(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text);
}

function statusOf(sources: readonly JsonRecord[]): string {
  for (const source of sources) {
    const status = firstText(source, STATUS_FIELDS);
    if (status !== '') return status;
  }
  return '';
}
