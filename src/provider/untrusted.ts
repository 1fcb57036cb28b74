// Owns looking into JSON from outside, whatever its shape. Knows no vendor.

export type JsonRecord = Readonly<Record<string, unknown>>;

/** A cell holds at most 50,000 characters: https://support.google.com/drive/answer/37603 */
const TEXT_LIMIT = 50_000;

/** `undefined` when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the path, following own properties of records only; `undefined` when it is not there. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const name of path) {
    if (!isRecord(at) || !Object.prototype.hasOwnProperty.call(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** Trimmed text of a string or a finite number, cut to what a cell holds; `''` for everything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'string' ? cut(value.trim(), TEXT_LIMIT) : '';
}

/** A finite number, also when it comes as text; else `null`. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}

/** The first field of the record, in the order of the names, that holds text; else `''`. */
export function firstText(record: unknown, names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(field(record, name));
    if (text !== '') return text;
  }
  return '';
}

/** At most `limit` UTF-16 units, never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
