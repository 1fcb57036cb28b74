// Owns what a Cleanlist answer says of the rows of a file that are not put on the list: how many for which reason, and which ones.
import { field, isRecord, numberOf } from '../untrusted';

/** By the vendor's word for why: at most ten words, each as a machine spells it. */
export function skippedIn(body: unknown): Readonly<Record<string, number>> {
  const reasons = field(body, 'skip_reasons');
  if (!isRecord(reasons)) return {};
  const counts = Object.entries(reasons).flatMap(([word, count]) => {
    const rows = numberOf(count);
    const isSaid = /^[a-z_]{1,40}$/.test(word) && rows !== null && rows > 0;
    return isSaid ? [[word, rows] as const] : [];
  });
  return Object.fromEntries(counts.slice(0, 10));
}

/**
 * The rows of the file that are certainly not on the list, the first contact's as 0; none where the answer does not name every row
 * that was skipped, where its numbers do not agree, or where somebody may be on the list by another row.
 */
export function leftIn(body: unknown): readonly number[] {
  const named = field(body, 'sample_skip_rows');
  const parsed = numberOf(field(body, 'rows_parsed'));
  if (!Array.isArray(named) || parsed === null) return [];
  const places = (named as unknown[]).map((row) => (numberOf(row) ?? 0) - FIRST_ROW);
  const isPlace = (place: number): boolean =>
    Number.isInteger(place) && place >= 0 && place < parsed;
  const reasons = Object.entries(skippedIn(body));
  const ofLeft = reasons.map(([word, rows]) => (LEAVES_OUT.has(word) ? rows : NaN));
  const isWhole =
    new Set(places).size === places.length &&
    places.every(isPlace) &&
    ofLeft.reduce((sum, rows) => sum + rows, 0) === places.length &&
    numberOf(field(body, 'rows_skipped')) === places.length &&
    numberOf(field(body, 'rows_imported')) === parsed - places.length;
  return isWhole ? places : [];
}

/** "1-indexed row numbers (header is row 1)": https://github.com/Cleanlist-ai/cleanlist-python-client , `CsvImportResponse` */
const FIRST_ROW = 2;

/** Whoever is a duplicate is on the list by another row. */
const LEAVES_OUT: ReadonlySet<string> = new Set(['missing_required', 'row_cap_exceeded']);
