// Owns finding the phone numbers of a result. Numbers stay text as the vendor gave them.
import type { Phone } from './provider';
import { field, firstText, isRecord, textOf, type JsonRecord } from './untrusted';
import { vendorText } from './vendor-text';

/** A field's name, and the type that the name itself says. Personal numbers first: they are what is bought. */
const PHONE_FIELDS: readonly (readonly [name: string, type: string])[] = [
  ['personal_phone_numbers', ''],
  ['phones', ''],
  ['phone_numbers', ''],
  ['phone', ''],
  ['mobile', 'mobile'],
  ['mobile_phone', 'mobile'],
  ['cellphone', 'mobile'],
  ['work_phone', 'work'],
  ['company_phone', 'company'],
];
const NUMBER_FIELDS = [
  'number',
  'phone',
  'phone_number',
  'sanitized_number',
  'raw_number',
  'value',
  'e164',
];
const TYPE_FIELDS = ['type', 'type_cd', 'kind'];

const MAX_PHONES = 20;

/** All numbers of a result, each once. */
export function readPhones(sources: readonly JsonRecord[]): readonly Phone[] {
  const found = new Map<string, Phone>();
  for (const source of sources) {
    for (const [name, type] of PHONE_FIELDS) {
      for (const raw of list(field(source, name))) {
        const phone = readPhone(raw, type);
        if (phone !== null && !found.has(phone.number) && found.size < MAX_PHONES) {
          found.set(phone.number, phone);
        }
      }
    }
  }
  return [...found.values()];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function readPhone(raw: unknown, type: string): Phone | null {
  const number = isRecord(raw) ? firstText(raw, NUMBER_FIELDS) : textOf(raw);
  if (!isNumber(number)) return null;
  return { number, type: vendorText(isRecord(raw) ? firstText(raw, TYPE_FIELDS) : '') || type };
}

/** Refuses words without a digit of any script (`N/A`) and masked numbers (`+1 415 *** ****`, `+1415XXXXXXX`). */
function isNumber(text: string): boolean {
  return /\p{Nd}/u.test(text) && !/\*{2}|x{3}|•{2}/i.test(text);
}
