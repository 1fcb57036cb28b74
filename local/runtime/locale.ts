// Owns how a spreadsheet's locale writes numbers and dates. Must not know the language of the user.
import { NotEmulated } from './service-error';

export interface Locale {
  readonly decimal: string;
  readonly group: string;
  /** Whether 1/2 is the first of February. */
  readonly dayFirst: boolean;
  readonly currency: string;
}

const ENGLISH: Locale = { decimal: '.', group: ',', dayFirst: false, currency: '$' };
const EURO: Locale = { decimal: ',', group: '.', dayFirst: true, currency: '€' };

const LOCALES: Record<string, Locale> = {
  en_US: ENGLISH,
  en_GB: { ...ENGLISH, dayFirst: true, currency: '£' },
  de_DE: EURO,
  es_ES: EURO,
  fr_FR: { ...EURO, group: ' ' },
  ja_JP: { ...ENGLISH, currency: '¥' },
};

/** @throws NotEmulated for a locale that is not in the table. */
export function localeOf(name: string): Locale {
  const locale = LOCALES[name];
  if (!locale) throw new NotEmulated(`spreadsheet locale ${name}`);
  return locale;
}
