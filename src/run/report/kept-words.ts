// Owns what of a vendor's or Google's words is kept in the document's records, where no name, address or number may stand. Whole, a
// vendor's words about contacts stand in the log, which is the user's own sheet.
import { redact, redactReadably } from './redact';

/**
 * A vendor's words, after `before`; `''` where none of them may be kept.
 *
 * @param known texts of the contacts that the vendor was asked about, as far as the caller knows them
 */
export function keptWords(before: string, message: string, known: readonly string[] = []): string {
  return after(before, redact(message, known));
}

/** Google's words: they are in the user's language, and quote what the user typed. */
export function keptGoogleWords(before: string, message: string): string {
  return after(before, redactReadably(message, []));
}

function after(before: string, words: string): string {
  return /[\p{L}\d]/u.test(words) ? `${before}${words}` : '';
}
