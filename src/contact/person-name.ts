// Owns the names of people: taking decoration off, and splitting a full name. Knows no row and no company.
import { fold } from './fold';

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * Splits a full name, or gives `null` where there are not two names in it.
 *
 * Understood are `Last, First`, family names in capitals (`DUPONT Marie`), family names with particles
 * (`van der Berg`), Chinese, Japanese and Korean order, titles, degrees, nicknames, pronouns and emojis.
 * Every given name stays in `firstName` except middle initials; the last name is the last word, with the
 * particles before it: two family names without a particle (`García Márquez`) cannot be told from a
 * second given name.
 */
export function splitFullName(text: string): PersonName | null {
  const parts = undecorated(text)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  while (parts.length > 1 && isCredentials(parts[parts.length - 1] ?? '', parts[0] ?? '')) {
    parts.pop();
  }
  const [before, after] = parts;
  if (before === undefined || parts.length > 2) return null;
  return after === undefined
    ? splitWords(withoutTitles(before.split(' ')))
    : named(withoutTitles(after.split(' ')), withoutTitles(before.split(' ')));
}

/**
 * A first or last name without what is not name: titles, degrees, nicknames in brackets, emojis. Its own
 * spelling stays. `''` where there is no letter in it.
 */
export function tidyName(text: string): string {
  if (PLAIN_NAME.test(text)) return text;
  const [name = ''] = undecorated(text).split(',');
  const tidy = withoutTitles(name.trim().split(' ')).join(' ');
  const isName = /\p{L}/u.test(tidy) && !(tidy.endsWith('.') && isTitle(tidy));
  return isName ? tidy : '';
}

/** Whether a text looks like the name of one person: two to five words of letters, none of them a company's. */
export function looksLikePersonName(text: string): boolean {
  if (/[\d@/\\_:;!?&+]/.test(text) || text.length > 60) return false;
  const words = text.split(/\s+/).length;
  return words >= 2 && words <= 6 && splitFullName(text) !== null && !COMPANY_WORD.test(fold(text));
}

/** Whether a word is said beside names rather than one: a title, a degree, a particle, a generation. */
export function isNameAddition(word: string): boolean {
  return (
    isTitle(word) || isSuffix(word) || PARTICLES.has(particle(word)) || GENERATIONS.has(fold(word))
  );
}

/** One undecorated word: most first and last names. */
const PLAIN_NAME = /^\p{L}[\p{L}\p{M}]*(?:[-'’][\p{L}\p{M}]+)*$/u;

function undecorated(text: string): string {
  return text
    .normalize('NFC')
    .replace(BRACKETED, ' ')
    .replace(AFTER_NAME, ' ')
    .replace(NOT_NAME, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Nicknames, pronouns, maiden names: `(she/her)`, `"Bob"`, `[Bob]`. */
const BRACKETED = /\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|（[^）]*）/gu;
/** What people add to their name on LinkedIn: `| Growth`, `• Hiring!`, `- she/her`. */
const AFTER_NAME = /\s*[|•·]\s.*$|\s(?:-\s)?(?:she|he|they)\/\w+.*$/iu;
/** Emojis, control characters, symbols: all but letters, marks, spaces and the punctuation of names. */
const NOT_NAME = /[^\p{L}\p{M}\s.,'’‘`´ʼ\u002d‐‑·・]/gu;

/** Takes titles from the front and degrees from the end, but never the last word that is left. */
function withoutTitles(words: readonly string[]): readonly string[] {
  let start = 0;
  let end = words.length;
  while (start < end - 1 && isTitle(words[start] ?? '')) start++;
  while (end > start + 1 && isSuffix(words[end - 1] ?? '')) end--;
  return words.slice(start, end);
}

function isTitle(word: string): boolean {
  const plain = fold(word).replace(/ /g, '');
  return TITLES.has(plain) || (word.endsWith('.') && DOTTED_TITLES.has(plain));
}

function isSuffix(word: string): boolean {
  return SUFFIXES.has(fold(word).replace(/ /g, ''));
}

/** `Smith, PhD, MBA`: known degrees, or capitals after a name that is complete and is not in capitals. */
function isCredentials(part: string, name: string): boolean {
  const words = part.split(' ');
  if (words.every((word) => DEGREES.has(fold(word).replace(/ /g, '')) || isSuffix(word)))
    return true;
  return /^[\p{Lu}.-]{2,8}$/u.test(part) && name.includes(' ') && /\p{Ll}/u.test(name);
}

function splitWords(words: readonly string[]): PersonName | null {
  if (words.length < 2) return null;
  if (words.every((word) => FAMILY_NAME_FIRST.test(word))) {
    return named(words.slice(1), words.slice(0, 1));
  }
  const capitals = words.filter((word) => CAPITALS.test(word)).length;
  if (capitals > 0 && capitals < words.length) {
    const leading = words.findIndex((word) => !CAPITALS.test(word));
    if (leading === capitals) return named(words.slice(leading), words.slice(0, leading));
    const rest = words.slice(-capitals);
    if (capitals > 1 && rest.every((word) => CAPITALS.test(word))) {
      return named(words.slice(0, -capitals), rest);
    }
  }
  const start = lastNameStart(words);
  return named(words.slice(0, start), words.slice(start));
}

function lastNameStart(words: readonly string[]): number {
  let start = words.length - 1;
  if (start > 1 && GENERATIONS.has(fold(words[start] ?? ''))) start--;
  while (start > 1 && PARTICLES.has(particle(words[start - 1] ?? ''))) start--;
  return start > 2 && /^[yei]$/.test(words[start - 1] ?? '') ? start - 2 : start;
}

function particle(word: string): string {
  return word === 'v.' ? 'von' : word.toLowerCase().replace(/[.'’]$/, '');
}

function named(given: readonly string[], family: readonly string[]): PersonName | null {
  const names = given.filter((word, index) => index === 0 || !/^\p{L}\.?$/u.test(word));
  const allInitials = given.every((word) => /^(?:\p{L}\.)+$|^\p{L}$/u.test(word));
  const firstName = (allInitials ? given : names).join(' ');
  const lastName = family.join(' ');
  return /\p{L}/u.test(firstName) && /\p{L}/u.test(lastName) ? { firstName, lastName } : null;
}

/** Chinese characters, Hangul and Hiragana: the family name comes first. Katakana is used for foreign names. */
const FAMILY_NAME_FIRST =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]*[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+[\p{Script=Katakana}]*$/u;

/** A word that is in capitals on purpose: at least three letters with a vowel among them, so no initials. */
const CAPITALS = /^(?=.*[AEIOUYÀ-ÖØ-Ý])[\p{Lu}'’-]{3,}$/u;

const PARTICLES = new Set(
  `van von vom der den de del della delle dello degli di da dal das dos do du des la las le les lo los
  ter ten te 't zu zum zur af av auf d l bin ibn bint ben abu al el ul ur st saint san santa mac mc
  بن ابن بنت أبو ابو آل`.split(/\s+/),
);

/** Part of the last name, after it: `Silva Neto`. */
const GENERATIONS = new Set(['filho', 'neto', 'sobrinho', 'junior']);

/** Titles with or without a dot. None of them is anybody's first name. */
const TITLES = new Set(
  `mr mrs ms mx miss dr drs prof professor doctor mme mlle mmes monsieur madame mademoiselle herr frau
  hr fr sra srta sig sigra signor signora dott dottssa dottoressa dra profa señor señora senor senora
  dhr mevr mevrouw meneer mw rev reverend capt cpt col lt sgt sir diploming dipling dipl ir engr
  доктор профессор`.split(/\s+/),
);
/** Titles only with a dot: without it they are names or initials. */
const DOTTED_TITLES = new Set('m sr sir ing mag d dom don dna hon pr univ habil rernat'.split(' '));

/** After a name without a comma. Degrees that are family names too (Ma, Do) are not here. */
const SUFFIXES = new Set(
  `jr sr ii iii iv phd md mba esq esquire cpa cfa pmp msc bsc mph dds dvm jd llm llb edd psyd dba cissp
  acca cima cphr shrmcp shrmscp sphr phr phrca ceng mba2 emba frm fca aca`.split(/\s+/),
);
/** After a comma also these. */
const DEGREES = new Set(
  `ma ba bs ms mn rn pe ra aia do dmd pharmd csm cspo pspo psm mhrm med meng mfa mpa mpp mres ca cism cisa
  ccna ccie itil leed ap gphr ctp cma cia cfe cfp clu chfc rph pa pac np lcsw lmft pt dpt ot mcipd cipd fcipd
  assoc hons dphil msw bcba abd cpsm cscp cpim lion pcc acc mcc`.split(/\s+/),
);

const COMPANY_WORD =
  /(?:^| )(?:inc|llc|ltd|gmbh|corp|corporation|company|limited|bv|sarl|sas|spa|srl|plc|group|holding|university|bank|solutions|services|consulting|technologies|software|agency|partners|industries|international)(?: |$)/;
