// Owns reading one header: which contact field its words name. Knows no cell and no other header.
import { distance } from 'fastest-levenshtein';
import type { ContactField } from './contact';
import { fold } from './fold';
import {
  ALIASES,
  COMPANY_WORDS,
  CONTEXT_WORDS,
  DIRECT_WORDS,
  MOBILE_WORDS,
  NAME_WORDS,
  NUMBER_WORDS,
  OTHER_WORDS,
  PERSONAL_WORDS,
  PRIMARY_WORDS,
  SECONDARY_WORDS,
  WEAK_LINKEDIN_WORDS,
  WEAK_NAME_WORDS,
  WORK_WORDS,
} from './header-vocabulary';

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
  /** `Name`, `Nom`, …: whole, first or last name; the neighbours and the cells tell. */
  | { readonly kind: 'some_name' }
  /** Known to be none of the fields. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/** Reads one header in any of the seven languages: CamelCase, snake_case, `Person - Email - Work`, typos. */
export function readHeader(text: string): HeaderReading {
  const words = wordsOf(text);
  const whole = words.join('');
  if (whole === '' || MEANINGLESS.test(whole)) return { kind: 'meaningless' };
  if (NAME_WORDS.has(whole)) return { kind: 'some_name' };
  if (WEAK_NAME_WORDS.has(whole)) return field('full_name', words, { isWeak: true });
  if (WEAK_LINKEDIN_WORDS.has(whole)) return field('linkedin_url', words, { isWeak: true });

  const core = words.filter((word) => !isNoise(word)).join('');
  const exact = FIELDS.get(whole) ?? FIELDS.get(core);
  if (exact !== undefined && !isCompanyOwn(exact, words)) return field(exact, words);
  if (exact !== undefined) return { kind: 'other' };
  if (isMobileNumber(core, words)) return field('phone', words);
  if (NAME_WORDS.has(core)) return { kind: 'some_name' };

  const personal = FIELDS.get(
    words.filter((word) => !isNoise(word) && !COMPANY_WORDS.has(word)).join(''),
  );
  if (personal === 'email') return field('email', words);
  if (personal === 'phone' || personal === 'linkedin_url') return { kind: 'other' };
  if (words.some((word) => OTHER_WORDS.has(word))) return { kind: 'other' };
  const near = nearestField(core);
  return near === null ? { kind: 'unknown' } : field(near, words, { certainty: 'guess' });
}

const FIELDS: ReadonlyMap<string, ContactField> = new Map(
  (Object.keys(ALIASES) as ContactField[]).flatMap((name) =>
    ALIASES[name].map((alias): [string, ContactField] => [alias, name]),
  ),
);

/** `Column 3`, `Spalte1`, `Unnamed: 2`, `F3`, a number or a single letter. */
const MEANINGLESS =
  /^(?:(?:column|col|spalte|colonne|columna|coluna|colonna|kolom|unnamed|field|feld|header|f|untitled)?\d*|[a-z])$/;

function wordsOf(text: string): readonly string[] {
  const spaced = text
    .slice(0, MAX_HEADER_CHARACTERS)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return fold(spaced)
    .replace(/\blinked in\b/g, 'linkedin')
    .replace(/\be (?=mail)/g, 'e')
    .replace(/\bweb (?=site|page|seite)/g, 'web')
    .split(' ');
}

/** Longer headers are sentences. */
const MAX_HEADER_CHARACTERS = 80;

function isNoise(word: string): boolean {
  return (
    /^\d+$/.test(word) ||
    CONTEXT_WORDS.has(word) ||
    PRIMARY_WORDS.has(word) ||
    SECONDARY_WORDS.has(word) ||
    isGrade(word)
  );
}

function isGrade(word: string): boolean {
  const isLine = MOBILE_WORDS.has(word) || DIRECT_WORDS.has(word);
  return WORK_WORDS.has(word) || PERSONAL_WORDS.has(word) || isLine;
}

/** `Mobile`, `Cell Number`, `Direct No`: but not a bare `Number`. */
function isMobileNumber(core: string, words: readonly string[]): boolean {
  if (words.some((word) => MOBILE_WORDS.has(word))) return core === '' || NUMBER_WORDS.has(core);
  return NUMBER_WORDS.has(core) && words.some((word) => DIRECT_WORDS.has(word));
}

/** `Corporate Phone` and `Company LinkedIn` are not a person's, `Corporate Email` is. */
function isCompanyOwn(name: ContactField, words: readonly string[]): boolean {
  if (name !== 'phone' && name !== 'linkedin_url') return false;
  return words.some((word) => COMPANY_WORDS.has(word));
}

function field(
  name: ContactField,
  words: readonly string[],
  how: { readonly certainty?: 'guess'; readonly isWeak?: boolean } = {},
): HeaderReading {
  const alias = ALIASES[name].findIndex(
    (text) => text === words.join('') || text === words.filter((word) => !isNoise(word)).join(''),
  );
  const isChannel = name === 'email' || name === 'phone';
  return {
    kind: 'field',
    field: name,
    certainty: how.certainty ?? 'exact',
    rank: isChannel ? channelRank(name, words) : alias < 0 ? ALIASES[name].length : alias,
    isWeak: how.isWeak ?? false,
  };
}

/**
 * E-mail: work, then unsaid, then personal, then a company's own. Phone: mobile, direct, unsaid, work, then
 * personal. Before that: the primary one before the second and the other ones.
 */
function channelRank(name: 'email' | 'phone', words: readonly string[]): number {
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const ordinal = words.map(Number).find((value) => Number.isInteger(value)) ?? 1;
  let rank = 100 * (has(SECONDARY_WORDS) ? 2 : Math.max(0, ordinal - 1));
  if (has(PRIMARY_WORDS)) rank -= 1;
  if (has(PERSONAL_WORDS)) rank += 40;
  if (name === 'email') {
    const isCompanys = has(COMPANY_WORDS) && !has(WORK_WORDS);
    return rank + (isCompanys ? 60 : has(WORK_WORDS) ? 0 : 10);
  }
  if (has(MOBILE_WORDS)) return rank;
  return rank + (has(DIRECT_WORDS) ? 5 : has(WORK_WORDS) ? 20 : 10);
}

/** The field of the only alias that the text is a typing error away from. */
function nearestField(text: string): ContactField | null {
  for (const [alias, name] of FIELDS) if (isTypo(text, alias)) return name;
  return null;
}

/** One letter wrong, two neighbours swapped, or in a long word two letters wrong. */
function isTypo(text: string, alias: string): boolean {
  if (alias.length < 5 || Math.abs(text.length - alias.length) > 2) return false;
  const errors = distance(text, alias);
  if (errors === 1) return true;
  return errors === 2 && (alias.length >= 9 || sortedLetters(text) === sortedLetters(alias));
}

function sortedLetters(text: string): string {
  return Array.from(text).sort().join('');
}
