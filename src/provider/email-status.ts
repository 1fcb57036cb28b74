// Owns what the vendors' words about an e-mail address mean. The vendor's own word is kept beside it by others.

export const EMAIL_STATUSES = [
  'deliverable',
  'probable',
  'risky',
  'undeliverable',
  'unknown',
] as const;
export type EmailStatus = (typeof EMAIL_STATUSES)[number];

/**
 * Meanings of `reliable`, `risky`, `unknown`: https://help.cleanlist.ai/en/articles/14661048-cleanlist-glossary ; of Enrich's
 * confidences, each with that word behind it: https://doc.enrich.so/api-reference-1951025m0
 */
const WORDS: ReadonlyMap<string, EmailStatus> = new Map([
  ['reliable', 'deliverable'],
  ['verified', 'deliverable'],
  ['valid', 'deliverable'],
  ['deliverable', 'deliverable'],
  ['high_confidence', 'deliverable'],
  ['likely_valid', 'probable'],
  ['high_probability', 'probable'],
  ['medium_confidence', 'probable'],
  ['risky', 'risky'],
  ['low_confidence', 'risky'],
  ['catch_all', 'risky'],
  ['accept_all', 'risky'],
  ['role_based', 'risky'],
  ['invalid', 'undeliverable'],
  ['undeliverable', 'undeliverable'],
  ['invalid_domain', 'undeliverable'],
  ['disposable', 'undeliverable'],
]);

/** An open set at the vendor: any word that is not known is `unknown`. */
export function canonicalEmailStatus(word: string): EmailStatus {
  return WORDS.get(nameOf(word)) ?? 'unknown';
}

/** Whether a text is a word that vendors are known to say about an address. */
export function isEmailStatus(text: string): boolean {
  return WORDS.has(nameOf(text)) || nameOf(text) === 'unknown';
}

function nameOf(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
