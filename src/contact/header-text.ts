// Owns reading one header: which contact field its words name. Knows no cell and no other header.
import type { ContactField } from './contact';
import { fieldNamed, nearestField } from './header-alias';
import {
  ADDRESS_WORDS,
  ALIASES,
  COMPANY_WORDS,
  CUSTOMER_WORDS,
  DIRECT_WORDS,
  JOINING_WORDS,
  LABEL_WORDS,
  LANDLINE_WORDS,
  MOBILE_WORDS,
  NAME_WORDS,
  NUMBER_WORDS,
  ORGANISATION_WORDS,
  OTHER_WORDS,
  PERSON_WORDS,
  PERSONAL_WORDS,
  PRIMARY_WORDS,
  PROFILE_WORDS,
  SECONDARY_WORDS,
  SITE_WORDS,
  STATUS_WORDS,
  WEAK_LINKEDIN_WORDS,
  WORK_WORDS,
} from './header-vocabulary';
import { wordsOf, isNoise, without, isAll } from './header-words';
import type { WordList } from './word-list';

export type HeaderReading =
  /** Blank, or as good as (`Column 3`, `Unnamed: 2`): only the cells can tell. */
  | { readonly kind: 'meaningless' }
  | {
      readonly kind: 'field';
      readonly field: ContactField;
      readonly certainty: 'exact' | 'guess';
      /** Lower is better among the columns of one field. */
      readonly rank: number;
      /** The cells must show it too. */
      readonly isWeak: boolean;
    }
  /**
   * `Name`, `Nom`, …: whole, first or last name; the neighbours and the cells tell. `customer`: a person's or
   * a company's.
   */
  | { readonly kind: 'some_name'; readonly whose: 'person' | 'unsaid' | 'customer' }
  /** `Customer`, `Kunde`, …: a company rather than a person. */
  | { readonly kind: 'customer' }
  /** Known to be none of the fields. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/**
 * Reads one header in any of the seven languages: CamelCase, snake_case, `Person - Email - Work`, typos, two
 * words for one thing (`Unternehmen / Firma`), remarks in brackets.
 */
export function readHeader(text: string): HeaderReading {
  return read(text, nearestField);
}

/** As {@link readHeader}, but for typos, which cost most of its time: what is certain of a header. */
export function readCertainHeader(text: string): HeaderReading {
  return read(text, () => null);
}

/** The field of words that name none as they are. */
type Guess = (words: string) => ContactField | null;

function read(text: string, guess: Guess): HeaderReading {
  const header = text.slice(0, MAX_HEADER_CHARACTERS);
  const words = wordsOf(header);
  const whole = readWords(words, guess);
  if (header.includes('/') && fieldNamed(words.join('')) === undefined) {
    const parts = header.split('/').map((part) => readWords(wordsOf(part), guess));
    if (parts.every(isClear)) return parts.every(isLike(parts[0])) ? (parts[0] ?? whole) : UNKNOWN;
  }
  if (whole.kind !== 'unknown') return whole;
  const outside = header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  return outside === header || outside.trim() === '' ? whole : readWords(wordsOf(outside), guess);
}

const UNKNOWN: HeaderReading = { kind: 'unknown' };

function isClear(reading: HeaderReading): boolean {
  return reading.kind === 'some_name' || reading.kind === 'field' || reading.kind === 'customer';
}

function isLike(one: HeaderReading | undefined): (other: HeaderReading) => boolean {
  return (other) => meaning(one ?? UNKNOWN) === meaning(other);
}

/** A customer beside a word for a company is a company. */
function meaning(reading: HeaderReading): string {
  if (reading.kind === 'customer') return 'company_name';
  return reading.kind === 'field' ? reading.field : reading.kind;
}

function readWords(words: readonly string[], guess: Guess): HeaderReading {
  const whole = words.join('');
  if (whole === '' || MEANINGLESS.test(whole)) return { kind: 'meaningless' };
  if (WEAK_LINKEDIN_WORDS.has(whole)) return field('linkedin_url', words, { isWeak: true });
  if (CUSTOMER_WORDS.has(whole)) return { kind: 'customer' };

  const plain = words.filter((word) => !isNoise(word));
  const core = plain.join('');
  if (isLine(without(plain, COMPANY_WORDS).join(''), words)) return field('phone', words);
  const exact = fieldNamed(whole) ?? fieldNamed(core);
  if (exact !== undefined) {
    return isCompanyOwn(exact, words) ? { kind: 'other' } : field(exact, words);
  }
  if (NAME_WORDS.has(core)) return someName(words);
  if (core === '') {
    const persons = words.filter((word) => PERSON_WORDS.has(word)).length;
    return persons > 0 ? field('full_name', words, { isWeak: persons === 1 }) : UNKNOWN;
  }
  const composed = readParts(plain, words, guess);
  if (composed !== null) return composed;
  if (words.some((word) => OTHER_WORDS.has(word))) return { kind: 'other' };
  const near = guess(core);
  return near === null ? UNKNOWN : field(near, words, { certainty: 'guess' });
}

/** What words mean together that no alias lists: `URL der Firma`, `Email Verified`, `Num. tel.`. */
function readParts(
  plain: readonly string[],
  words: readonly string[],
  guess: Guess,
): HeaderReading | null {
  const others = without(words, STATUS_WORDS);
  if (others.length < words.length) {
    const about = readWords(others, guess);
    if (about.kind !== 'field') return null;
    const isChannel = about.field === 'email' || about.field === 'phone';
    return isChannel ? { ...about, isWeak: true } : null;
  }
  if (plain.includes('linkedin') && isAll(without(plain, COMPANY_WORDS), PROFILE_WORDS)) {
    return isCompanyOwn('linkedin_url', words) ? { kind: 'other' } : field('linkedin_url', words);
  }
  if (isFirstAndLast(without(plain, JOINING_WORDS))) return field('full_name', words);

  const named = without(plain, LABEL_WORDS);
  const sited = without(plain, SITE_WORDS);
  if (named.length < plain.length && isCompany(named)) return field('company_name', words);
  if (sited.length < plain.length && isCompany(sited)) return field('company_domain', words);
  const rest = without(plain, ORGANISATION_WORDS);
  if (rest.length < plain.length) {
    const known = fieldNamed(rest.join(''));
    if (rest.length === 0 || known === 'company_name') return field('company_name', words);
    if (known === 'company_domain') return field('company_domain', words);
  }

  const subject = without(plain, COMPANY_WORDS);
  if (isEmail(subject)) return field('email', words);
  if (!isPhone(subject)) return null;
  return isCompanyOwn('phone', words) ? { kind: 'other' } : field('phone', words);
}

function isCompany(words: readonly string[]): boolean {
  return (
    words.length > 0 &&
    (isAll(words, ORGANISATION_WORDS) || fieldNamed(words.join('')) === 'company_name')
  );
}

/** `Voornaam en achternaam`, `Apellidos y nombre`. */
function isFirstAndLast(words: readonly string[]): boolean {
  const nameOf = (part: readonly string[]): string | undefined =>
    part.length === 1 && isAll(part, NAME_WORDS) ? 'name' : fieldNamed(part.join(''));
  return words.some((_, at) => {
    const names = [nameOf(words.slice(0, at)), nameOf(words.slice(at))];
    const hasFirst = names.includes('first_name');
    const hasLast = names.includes('last_name');
    return hasFirst ? hasLast || names.includes('name') : hasLast && names.includes('name');
  });
}

function isEmail(words: readonly string[]): boolean {
  return (
    fieldNamed(words.join('')) === 'email' ||
    fieldNamed(without(words, ADDRESS_WORDS).join('')) === 'email'
  );
}

function isPhone(words: readonly string[]): boolean {
  return (
    fieldNamed(words.join('')) === 'phone' ||
    fieldNamed(without(words, NUMBER_WORDS).join('')) === 'phone'
  );
}

function someName(words: readonly string[]): HeaderReading {
  if (words.some((word) => SECONDARY_WORDS.has(word))) return { kind: 'other' };
  if (words.some((word) => PERSON_WORDS.has(word))) return { kind: 'some_name', whose: 'person' };
  const isCustomers = words.some((word) => CUSTOMER_WORDS.has(word));
  return { kind: 'some_name', whose: isCustomers ? 'customer' : 'unsaid' };
}

/** `Column 3`, `Spalte1`, `Unnamed: 2`, `F3`, a number or a single letter. */
const MEANINGLESS =
  /^(?:(?:column|col|spalte|colonne|columna|coluna|colonna|kolom|unnamed|field|feld|header|f|untitled)?\d*|[a-z])$/;

/** Longer headers are sentences. */
const MAX_HEADER_CHARACTERS = 80;

/** `Mobile`, `Cell Number`, `Direct No`: but not a bare `Number`. */
function isLine(core: string, words: readonly string[]): boolean {
  if (words.some((word) => MOBILE_WORDS.has(word))) return core === '' || NUMBER_WORDS.has(core);
  const isOther = (word: string): boolean => DIRECT_WORDS.has(word) || LANDLINE_WORDS.has(word);
  return NUMBER_WORDS.has(core) && words.some(isOther);
}

/** `Corporate Phone` and `Company LinkedIn` are not a person's, `Corporate Email` and `Company Mobile` are. */
function isCompanyOwn(name: ContactField, words: readonly string[]): boolean {
  if (name !== 'phone' && name !== 'linkedin_url') return false;
  if (name === 'phone' && words.some((word) => MOBILE_WORDS.has(word))) return false;
  return words.some((word) => COMPANY_WORDS.has(word));
}

function field(
  name: ContactField,
  words: readonly string[],
  how: { readonly certainty?: 'guess'; readonly isWeak?: boolean } = {},
): HeaderReading {
  const aliases = ALIASES[name].all();
  const alias = aliases.findIndex(
    (text) => text === words.join('') || text === words.filter((word) => !isNoise(word)).join(''),
  );
  const isChannel = name === 'email' || name === 'phone';
  return {
    kind: 'field',
    field: name,
    certainty: how.certainty ?? 'exact',
    rank:
      ordinalRank(words) +
      (name === 'company_name' && words.some((word) => PERSON_WORDS.has(word)) ? 100 : 0) +
      (isChannel ? channelRank(name, words) : alias < 0 ? aliases.length : alias),
    isWeak: how.isWeak ?? false,
  };
}

/** The primary one before the second and the other ones. */
function ordinalRank(words: readonly string[]): number {
  const ordinal = words.map(Number).find((value) => Number.isInteger(value)) ?? 1;
  const isSecond = words.some((word) => SECONDARY_WORDS.has(word));
  const isPrimary = words.some((word) => PRIMARY_WORDS.has(word));
  return 200 * (isSecond ? 2 : Math.max(0, ordinal - 1)) - (isPrimary ? 1 : 0);
}

/**
 * E-mail: work, then unsaid, then personal, then a company's own. Phone: mobile, direct, unsaid, landline,
 * work, then personal.
 */
function channelRank(name: 'email' | 'phone', words: readonly string[]): number {
  const has = (list: WordList): boolean => words.some((word) => list.has(word));
  const rank = has(PERSONAL_WORDS) ? 40 : 0;
  if (name === 'email') {
    const isCompanys = has(COMPANY_WORDS) && !has(WORK_WORDS);
    return rank + (isCompanys ? 60 : has(WORK_WORDS) ? 0 : 10);
  }
  if (has(MOBILE_WORDS)) return rank;
  if (has(DIRECT_WORDS)) return rank + 5;
  return rank + (has(WORK_WORDS) ? 20 : has(LANDLINE_WORDS) ? 15 : 10);
}
