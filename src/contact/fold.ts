// Owns folding: the form of a text in which two spellings of one name are equal. Knows letters, not names.

/**
 * Folds a text for comparison: compatibility forms, case, Latin and Greek diacritics, apostrophes and
 * punctuation go; letters and digits of every script stay, words are separated by one space. `O’Brien` and
 * `OBRIEN` fold alike, as do `Jean-Pierre` and `jean pierre`. A text without letters or digits folds to `''`.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return LATIN.test(text) ? foldLatin(text) : foldAny(text).replace(/\s+/g, ' ').trim();
}

/** Letter by letter, since in Latin text without combining marks no letter changes another. */
function foldLatin(text: string): string {
  let folded = '';
  let isGap = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const letter = (foldedLetters[unit] ??= foldAny(text.charAt(index)));
    if (letter === ' ') isGap = true;
    else if (letter !== '') {
      folded += isGap && folded !== '' ? ` ${letter}` : letter;
      isGap = false;
    }
  }
  return folded;
}

/** What single letters fold to, so that a sheet's worth of names folds fast: at most 592 of them. */
const foldedLetters: (string | undefined)[] = [];

function foldAny(text: string): string {
  return text
    .replace(APOSTROPHE, '')
    .normalize('NFKD')
    .replace(DIACRITICS, '')
    .replace(VOCALISATION, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(SPECIAL_LETTER, (letter) => SPECIAL_LETTERS.get(letter) ?? letter)
    .replace(SEPARATORS, ' ');
}

const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
/** Basic Latin to Latin Extended-B: all Western and Central European letters, composed. */
const LATIN = /^[\u0000-\u024f]*$/;

/**
 * The combining marks of the Latin and Greek scripts. After a Cyrillic letter they make another letter (й),
 * and the marks of Indic scripts, Thai and kana, which are not among these, are letters too.
 */
const DIACRITICS = /(?<![\u0400-\u052f])[\u0300-\u036f]+/g;

/** Arabic short vowels and the stretching tatweel, Hebrew points: written or left out at will. */
const VOCALISATION = /[\u0640\u064b-\u0652\u0591-\u05bd\u05bf\u05c1\u05c2]/g;

/** Letters that do not decompose, as they are usually written without them. */
const SPECIAL_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ŋ', 'n'],
  ['ə', 'e'],
  ['ё', 'е'],
  ['ς', 'σ'],
]);
const SPECIAL_LETTER = /[ßøłæœđðþħıŋəёς]/g;

const APOSTROPHE = /['’‘`´ʼʻ′]/g;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;
