// Owns how Sheets understands what is typed into a cell (USER_ENTERED), by hand or through setValues.
// Must not know grids. Where Sheets' behaviour is not known, text changes rather than stays: the stricter guess.
import type { Scalar } from './cell';
import type { Locale } from './locale';
import { serialOf } from './number-format';

/** What an entry makes of a cell. `format` is there only when the entry brings one. */
export interface Content {
  value: Scalar;
  formula?: string;
  format?: string;
}

/** What Sheets makes of a leading apostrophe in a cell of format `@`; not documented, so both can be had. */
export type ApostropheInText = 'kept' | 'dropped';

/**
 * Parses an entry. In a cell of format `@` everything stays as it is but, perhaps, a leading apostrophe.
 * See https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption.
 */
export function parseEntry(
  text: string,
  format: string,
  locale: Locale,
  nowMs: number,
  apostrophe: ApostropheInText = 'kept',
): Content {
  if (text === '' || (format === '@' && (apostrophe === 'kept' || !text.startsWith("'")))) {
    return { value: text };
  }
  if (text.startsWith("'")) return { value: text.slice(1) };
  const trimmed = text.trim();
  if (/^(?:true|false)$/i.test(trimmed)) return { value: trimmed.toLowerCase() === 'true' };
  if (/\d/.test(trimmed)) {
    const number = parseNumber(trimmed, locale) ?? parseDate(trimmed, locale, nowMs);
    if (number) return number;
  }
  const formula = FORMULA.exec(text);
  if (!formula) return { value: text };
  const [, sign = '', rest = ''] = formula;
  return {
    value: '',
    formula: /[=＝]/.test(sign) ? `=${rest}` : `=${sign.normalize('NFKC')}${rest}`,
  };
}

/**
 * What may begin a formula: a sign of one, also in full width as an East Asian keyboard types it, also after blanks or
 * characters that do not show (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*([=+\-@＝＋－＠])(.+)$/s;

const numberPatterns = new Map<Locale, RegExp>();

function numberPattern(locale: Locale): RegExp {
  let pattern = numberPatterns.get(locale);
  if (!pattern) {
    const decimal = locale.decimal === '.' ? '\\.' : locale.decimal;
    const group = locale.group === '.' ? '\\.' : locale.group;
    // Where a space groups, any digits with spaces are a number: '22 34' is 2234 (github.com/vlucas/sheetquery/issues/20).
    const grouped = group === ' ' ? '\\d+(?: \\d+)+' : `\\d{1,3}(?:${group}\\d{3})+`;
    pattern = new RegExp(
      `^([+-])?([$€£¥])?([+-])?(${grouped}|\\d+)?(${decimal}\\d*)?(e[+-]?\\d+)?(%)?$`,
      'i',
    );
    numberPatterns.set(locale, pattern);
  }
  return pattern;
}

function parseNumber(text: string, locale: Locale): Content | null {
  const negative = /^\((.+)\)$/.exec(text);
  const match = numberPattern(locale).exec(negative?.[1] ?? text);
  if (!match) return null;
  const [, sign, currency, innerSign, whole = '', fraction = '', exponent = '', percent] = match;
  if (whole === '' && fraction.length < 2) return null;
  if (sign !== undefined && innerSign !== undefined) return null;
  if (negative && (sign ?? innerSign) !== undefined) return null;
  const digits = whole.split(locale.group).join('') + fraction.replace(locale.decimal, '.');
  const size = Number(digits + exponent);
  const value = (sign ?? innerSign) === '-' || negative ? -size : size;
  const decimals = fraction.length > 1 ? '.00' : '';
  if (percent) return { value: value / 100, format: `0${decimals}%` };
  if (currency) return { value, format: `"${currency}"#,##0${decimals}` };
  if (exponent) return { value, format: '0.00E+00' };
  if (whole.includes(locale.group)) return { value, format: `#,##0${decimals}` };
  return { value };
}

const MONTHS = 'jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec'.split(',');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const MONTH_DAY = new RegExp(`^${MONTH}[ -]?(\\d{1,2})(?:,?[ -](\\d{4}))?$`, 'i');
const DAY_MONTH = new RegExp(`^(\\d{1,2})[ -]?${MONTH}(?:,?[ -](\\d{4}))?$`, 'i');
const MONTH_YEAR = new RegExp(`^${MONTH}[ -](\\d{4})$`, 'i');

function parseDate(text: string, locale: Locale, nowMs: number): Content | null {
  const time = !text.includes(':')
    ? null
    : /^(.*?)[ T]?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text);
  if (time) {
    const [, day = '', hour = '', minute = '', second, half] = time;
    const hours = (Number(hour) % (half ? 12 : 24)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
    if (Number(hour) > 23 || Number(minute) > 59) return null;
    const fraction = (hours * 3600 + Number(minute) * 60 + Number(second ?? 0)) / 86_400;
    const clock = `h:mm${second === undefined ? '' : ':ss'}${half ? ' AM/PM' : ''}`;
    if (day === '') return { value: fraction, format: clock };
    const date = parseDay(day.trim(), locale, nowMs);
    if (typeof date?.value !== 'number') return null;
    return { value: date.value + fraction, format: `${date.format ?? ''} ${clock}` };
  }
  return parseDay(text, locale, nowMs);
}

function parseDay(text: string, locale: Locale, nowMs: number): Content | null {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[3]), Number(iso[4]), 'yyyy-MM-dd');
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  if (numeric) {
    const [, a = '', separator = '', b = '', year] = numeric;
    // "1.5" is a number in English and the first of May in German, where the point separates days.
    if (separator === '.' && locale.decimal === '.') return null;
    const [month, date] = locale.dayFirst ? [b, a] : [a, b];
    const order = locale.dayFirst ? `d${separator}M` : `M${separator}d`;
    if (year === undefined) return day(thisYear, Number(month), Number(date), order);
    return day(fullYear(year), Number(month), Number(date), `${order}${separator}yyyy`);
  }
  const monthYear = /^(\d{1,2})[-/]((?:19|20)\d{2})$/.exec(text);
  if (monthYear) return day(Number(monthYear[2]), Number(monthYear[1]), 1, 'M/d/yyyy');
  const named = MONTH_DAY.exec(text) ?? DAY_MONTH.exec(text);
  if (named) {
    const [, one = '', two = '', year] = named;
    const [name, date] = /^\d/.test(one) ? [two, one] : [one, two];
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return day(Number(year ?? thisYear), month, Number(date), year ? 'MMM d yyyy' : 'MMM d');
  }
  const namedYear = MONTH_YEAR.exec(text);
  if (namedYear) {
    return day(
      Number(namedYear[2]),
      MONTHS.indexOf((namedYear[1] ?? '').slice(0, 3).toLowerCase()) + 1,
      1,
      'MMM yyyy',
    );
  }
  return null;
}

const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 30 ? 2000 : 1900);

function day(year: number, month: number, date: number, format: string): Content | null {
  const wallMs = Date.UTC(year, month - 1, date);
  const made = new Date(wallMs);
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return null;
  return { value: serialOf(wallMs), format };
}
