// Owns telling with certainty that a text is one first and one last name. Knows no row; what may be otherwise is refused.
import { fold } from './fold';
import {
  isNameAddition,
  looksLikePersonName,
  type PersonName,
  splitFullName,
  tidyName,
} from './person-name';

/**
 * The two names of `Jane Doe`, `Doe, Jane`, `DUPONT Marie`, `Dr. Jane Doe, PhD`. `null` wherever a second reading is possible:
 * one word or three, initials, particles (`van Dyk`), all capitals, two given names (`Anna Maria`), two scripts, words that are
 * no names (`Sales Team`).
 */
export function splitTwoNames(text: string): PersonName | null {
  if (isPlainlyNot(text) || !looksLikePersonName(text)) return null;
  const split = splitFullName(text);
  if (split === null) return null;
  const { firstName, lastName } = split;
  if (!isWholeText(text, split)) return null;
  const words = [firstName, lastName];
  if (!words.every(isPlainName)) return null;
  if (words.every(isInCapitals) || isSecondGivenName(lastName)) return null;
  return LATIN.test(firstName) === LATIN.test(lastName) ? split : null;
}

/** One word, a word in small letters (`van`), or three bare words and more: most texts, told fast. */
function isPlainlyNot(text: string): boolean {
  if (!/\s/.test(text)) return !text.includes(',');
  const words = text.split(/\s+/);
  if (words.some((word) => SMALL.test(word))) return true;
  const added = words.filter((word) => !BARE.test(word) || isNameAddition(word)).length;
  return added === 0 && words.length > 2;
}

const BARE = /^\p{L}+$/u;
const SMALL = /^\p{Ll}+$/u;

/** Whether the two names are all that the text says, apart from titles and degrees: nothing was dropped. */
function isWholeText(text: string, { firstName, lastName }: PersonName): boolean {
  const [before = '', after = ''] = text.split(',');
  const words = tidyName(before).split(' ');
  if (words.length === 2) return words.includes(firstName) && words.includes(lastName);
  return words.length === 1 && words[0] === lastName && tidyName(after) === firstName;
}

function isPlainName(word: string): boolean {
  if (word.includes(' ') || isNameAddition(word) || NO_NAMES.has(fold(word))) return false;
  if (!CASED.test(word)) return true;
  const letters = word.replace(/[^\p{L}]/gu, '').length;
  return letters > 1 && !word.endsWith('.') && !(isInCapitals(word) && letters <= LONGEST_INITIALS);
}

/** `JD`, `JRR`: not told from a short name in capitals. */
const LONGEST_INITIALS = 3;

function isInCapitals(word: string): boolean {
  return CASED.test(word) && word === word.toUpperCase();
}

function isSecondGivenName(word: string): boolean {
  return SECOND_GIVEN_NAMES.has(fold(word));
}

const LATIN = /\p{Script=Latin}/u;
/** Letters of a script that has capitals. */
const CASED = /[\p{Lu}\p{Ll}]/u;

/** Second words of double given names that are seldom family names: `Anna Maria`, `Jean Pierre`, `Mary Ann`. */
const SECOND_GIVEN_NAMES = new Set(
  `maria marie mary mari ann anna anne ana luisa luise louise isabel elena teresa jose josef luis luiz
  carlos manuel miguel antonio angel jesus pablo alberto eduardo pierre luc claude jacques francois
  baptiste christophe philippe yves noel lou beth sue jane lynn kate peter heinz dieter`.split(
    /\s+/,
  ),
);

/** Mailboxes, departments and fillers that stand where a name should be. */
const NO_NAMES = new Set(
  `team sales support info office admin administration service services department dept desk help
  accounts accounting reception marketing purchasing procurement manager management director owner
  contact contacts customer client general main new old the and und et y e na none unknown anonymous test
  demo example company hr it vertrieb einkauf buchhaltung zentrale kundenservice personal`.split(
    /\s+/,
  ),
);
