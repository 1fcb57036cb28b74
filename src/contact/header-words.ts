// Owns splitting a header into words, and which of them say nothing about its field. Knows no field.
import { fold } from './fold';
import {
  COMPOUND_ENDS,
  COMPOUND_STARTS,
  CONTEXT_WORDS,
  CUSTOMER_WORDS,
  DIRECT_WORDS,
  LANDLINE_WORDS,
  MOBILE_WORDS,
  PERSON_WORDS,
  PERSONAL_WORDS,
  PRIMARY_WORDS,
  SECONDARY_WORDS,
  WORK_WORDS,
} from './header-vocabulary';
import type { WordList } from './word-list';

/** Folded words: `E-mail (work)`, `emailWork` and `E_MAIL_WORK` are the same two. Compounds are taken apart. */
export function wordsOf(text: string): readonly string[] {
  const spaced = text
    .replace(ELISION, '$1 ')
    .replace(MEL, 'mail')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return fold(spaced)
    .replace(/\blinked in\b/g, 'linkedin')
    .replace(/\bwhats app\b/g, 'whatsapp')
    .replace(/\be (?=mail)/g, 'e')
    .replace(/\bweb (?=site|page|seite)/g, 'web')
    .split(' ')
    .flatMap((word) => compound().exec(word)?.slice(1) ?? [word]);
}

/** `l'entreprise`, `dell'azienda`. */
const ELISION = /(?<!\p{L})(l|d|dell|all)['’](?=\p{L})/giu;
/** French for an e-mail. Without its accent it is a first name. */
const MEL = /(?<!\p{L})mél(?!\p{L})/giu;

let compounds: RegExp | null = null;

function compound(): RegExp {
  if (compounds === null) {
    const [starts, ends] = [COMPOUND_STARTS, COMPOUND_ENDS].map((list) => list.all().join('|'));
    compounds = new RegExp(`^(${starts})(${ends})$`);
  }
  return compounds;
}

/** Words that any field may carry: numbers, whose it is, of what kind, the first or second of its sort. */
export function isNoise(word: string): boolean {
  return (
    /^\d+$/.test(word) ||
    CONTEXT_WORDS.has(word) ||
    PERSON_WORDS.has(word) ||
    CUSTOMER_WORDS.has(word) ||
    PRIMARY_WORDS.has(word) ||
    SECONDARY_WORDS.has(word) ||
    isGrade(word)
  );
}

/** Which of several of a sort: at work, at home, mobile … */
function isGrade(word: string): boolean {
  return (
    WORK_WORDS.has(word) ||
    PERSONAL_WORDS.has(word) ||
    MOBILE_WORDS.has(word) ||
    DIRECT_WORDS.has(word) ||
    LANDLINE_WORDS.has(word)
  );
}

export function without(words: readonly string[], list: WordList): readonly string[] {
  return words.filter((word) => !list.has(word));
}

export function isAll(words: readonly string[], list: WordList): boolean {
  return words.every((word) => list.has(word));
}
