// Owns finding the e-mail address of a result, and the vendor's word about it.
import { field, firstText, isRecord, textOf, type JsonRecord } from './untrusted';

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

export interface FoundEmail {
  /** `''` when the result holds no usable address. */
  readonly email: string;
  /** The vendor's word, `''` when it gives none or there is no address. */
  readonly status: string;
}

/** The first usable address, in the order of the sources and of the vendors' field names. */
export function readEmail(sources: readonly JsonRecord[]): FoundEmail {
  for (const source of sources) {
    for (const name of EMAIL_FIELDS) {
      for (const candidate of candidates(field(source, name))) {
        const email = address(candidate);
        if (email === '') continue;
        const own = firstText(candidate, ['status', 'email_status', 'verification']);
        return { email, status: own || statusOf(sources) };
      }
    }
  }
  return { email: '', status: '' };
}

function candidates(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]).slice(0, 20) : [value];
}

function address(candidate: unknown): string {
  const text = isRecord(candidate)
    ? firstText(candidate, ['email', 'value', 'address'])
    : textOf(candidate);
  return isAddress(text) ? text : '';
}

/** Refuses what is no address: masked ones (`j***@acme.com`, `[email protected]`), several in one, markup. */
function isAddress(text: string): boolean {
  return (
    text.length <= LONGEST &&
    !text.includes('**') &&
    /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/.test(text)
  );
}

function statusOf(sources: readonly JsonRecord[]): string {
  for (const source of sources) {
    const status = firstText(source, STATUS_FIELDS);
    if (status !== '') return status;
  }
  return '';
}
