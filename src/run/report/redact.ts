// Owns taking out of a text what neither the document's records nor a vendor's support may get: names, addresses, numbers, keys. Pure.
//
// Of a vendor's words nobody can tell for certain which are a person's. What is kept in records is strict: only words that errors
// are made of stay. What a person reads before sending it is readable: all stays but what may be somebody's.
import { KEYS } from '../../provider/keys';
import { VENDORS } from '../../provider/vendors';
import { ALSO_NAMES, ERROR_WORDS, PRODUCT_NAMES, TITLES } from './error-words';

/** What stands for what was taken out. */
export const TAKEN_OUT = '…';

/**
 * The text with nothing but words that errors are made of, short numbers, and names of fields.
 *
 * @param known texts that must not stay, whatever they are: of the contacts that a request held, and its key
 */
export function redact(text: string, known: readonly string[]): string {
  return cleaned(text, known, 'strict');
}

/** The text without the known texts, addresses, numbers, keys, what is quoted, and words that are written like names. */
export function redactReadably(text: string, known: readonly string[]): string {
  return cleaned(text, known, 'readable');
}

/** Whether the texts say who may be named: of whom only an e-mail is known, the name is not. */
export function tellNames(known: readonly string[]): boolean {
  return known.some((text) => FULL_NAME.test(text));
}

/** Ids that a vendor gave; `…` for what may be anything else. */
export function redactId(id: string): string {
  return /^[\w-]{0,80}$/.test(id) && (id === '' || /\d/.test(id)) ? id : TAKEN_OUT;
}

type How = 'strict' | 'readable';

function cleaned(text: string, known: readonly string[], how: How): string {
  const people = new Known(known);
  const isTold = how === 'readable' ? known.length > 0 : tellNames(known);
  const nameless: string[] = [];
  let isStart = true;
  const hide = (said: string): string => {
    nameless.push(said);
    return `${OPEN}${'x'.repeat(nameless.length)}${CLOSE}`;
  };
  const whole = people.takenFrom(text.normalize('NFKC').replace(/[\ue000\ue001]/g, ''));
  const kept = how === 'strict' ? CERTAIN : [...CERTAIN, ...NAMELESS];
  const holed = kept.reduce((left, pattern) => left.replace(pattern, hide), whole);
  return PATTERNS.reduce((left, pattern) => left.replace(pattern, TAKEN_OUT), holed)
    .replace(QUOTED, (quoted, words: string) => (isHarmless(words) ? quoted : TAKEN_OUT))
    .split(/\s+/)
    .map((word) => {
      const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
      // An address of the web, or names of fields.
      const isJoined = /[./]\S/.test(core);
      const isSafe = partsOf(core.replace(HOLE, ' ')).every((part) => stays(part, isJoined));
      isStart = /[.:;!?]$/.test(word);
      if (isSafe) return `${before}${core}${after}`;
      return `${TAKEN_OUT}${/[.,;:]$/.exec(after)?.[0] ?? ''}`;
    })
    .join(' ')
    .replace(/…(?:[\s…]*…)+/g, TAKEN_OUT)
    .replace(HOLE, (_, at: string) => nameless[at.length - 1] ?? TAKEN_OUT)
    .trim();

  function stays(part: string, isJoined: boolean): boolean {
    const word = part.toLowerCase();
    if (/^\p{N}+$/u.test(part)) return part.length <= SHORT_NUMBER;
    if (PRODUCT_NAMES.has(word)) return true;
    const hasCapital = part !== word;
    if (people.has(word)) return ERROR_WORDS.has(word) && !hasCapital;
    if (ERROR_WORDS.has(word)) {
      return !hasCapital || isStart || isTold || !ALSO_NAMES.has(word);
    }
    if (how === 'strict' || isJoined) return false;
    return /^[\p{Ll}\p{M}'’]+$/u.test(part) && !people.isWithin(word);
  }
}

/** Texts that must not stay. */
class Known {
  private readonly words = new Set<string>();
  private readonly phrases: readonly string[];

  constructor(texts: readonly string[]) {
    const all = texts.map((text) => text.normalize('NFKC').trim()).filter((text) => text !== '');
    for (const text of all) for (const word of partsOf(text)) this.words.add(word.toLowerCase());
    // A word alone may be one that errors are made of, too.
    this.phrases = [...new Set(all)]
      .filter((text) => /[^\p{L}\p{M}]/u.test(text))
      .sort((a, b) => b.length - a.length);
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** Names that are written together with something else. */
  isWithin(word: string): boolean {
    return [...this.words].some((name) => name.length >= LONG_NAME && word.includes(name));
  }

  takenFrom(text: string): string {
    return this.phrases.reduce((left, phrase) => {
      const literal = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      return left.replace(new RegExp(literal, 'giu'), TAKEN_OUT);
    }, text);
  }
}

/** Of a person or a company. */
const FULL_NAME = /^[\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+)+$/u;

/** Letters of a name below which it is found within other words by accident. */
const LONG_NAME = 4;

/** Digits of a number that says nothing of anybody: an index, a status, a row. */
const SHORT_NUMBER = 6;

const PATTERNS: readonly RegExp[] = [
  ...KEYS.map(({ source }) => new RegExp(`${source}\\S*`, 'giu')),
  /[a-z]+:\/\/\S*|www\.\S*/giu,
  /\S*@\S*/gu,
  // Seven digits or more, however they are set apart: a phone number.
  /\+?\d(?:[^\p{L}\d]{0,3}\d){6,}/gu,
];

/** What this add-on and Google quote is the user's: headers, names of sheets. */
const QUOTED = /[“"„«]([^“”"„«»]*)[”"“»]/gu;

function isHarmless(words: string): boolean {
  return partsOf(words).every((part) => ERROR_WORDS.has(part) || /^\d{1,4}$/.test(part));
}

/** A word between marks that end or enclose it. */
const WORD = /^([("'“‘[{<]*)(.*?)([)"'”’\]}>,.;:!?…]*)$/su;

/** Its words and numbers, also those that are told apart by a capital only: `firstName`. */
function partsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}'’]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .filter((part) => part !== '');
}

/** Nobody is called like a vendor, in an error. */
const VENDOR_NAMES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${VENDORS.map(({ name }) => name).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const CERTAIN: readonly RegExp[] = [TITLES, VENDOR_NAMES];

/** Ids and times, and cells as people name them: `wf_8a1f`, `2026-09-01 12:00`, `F2`. */
const NAMELESS: readonly RegExp[] = [
  /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w@-])/g,
  /(?<![\w-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?(?![\w@-])/g,
  /(?<![\w-])(?:wf|workflow|task|req|request|job|batch|trace|org)[_-](?=[\w-]*\d)[\w-]{1,60}(?![\w@-])/g,
  /(?<![\w-])[A-Z]{1,2}\d{1,6}(?![\w@-])/g,
];

/** Stand for what stays as it is, around its place in a list. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const HOLE = /\ue000(\p{L}+)\ue001/gu;
