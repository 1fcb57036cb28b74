// Owns how a value is displayed under a number format. Must not know how the value was entered.
import type { Scalar } from './cell';
import type { Locale } from './locale';
import { NotEmulated } from './service-error';

/** Serial number 0 is 30 December 1899. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

export const serialOf = (wallMs: number): number => (wallMs - EPOCH_MS) / DAY_MS;
export const wallMsOf = (serial: number): number => Math.round(serial * DAY_MS) + EPOCH_MS;

const DATE_TOKEN = /"[^"]*"|AM\/PM|am\/pm|y+|M+|d+|h+|H+|m+|s+/g;
const NUMERIC = /^(?:"([^"]*)"|([$€£¥]))?([#0,]*0)(?:\.(0+))?(%|E\+0+)?$/;

/** Whether numbers under this format are dates or times. */
export function isDateFormat(format: string): boolean {
  return /[yMdhHs]/.test(format.replace(/"[^"]*"/g, ''));
}

/** @throws NotEmulated for a number format that `display` cannot show. */
export function assertFormat(format: string): void {
  if (['', '@', 'General', 'general'].includes(format)) return;
  if (!isDateFormat(format) && !NUMERIC.test(format))
    throw new NotEmulated(`number format ${format}`);
}

/** What the cell shows. */
export function display(value: Scalar, format: string, locale: Locale): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (format === '' || format === '@' || /^general$/i.test(format)) {
    return plainNumber(value).replace('.', locale.decimal);
  }
  return isDateFormat(format) ? dateText(value, format) : numberText(value, format, locale);
}

/** A number in automatic format: fifteen significant digits, exponents from 1E+15 on. */
export function plainNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-9) {
    const [mantissa = '', exponent = ''] = value.toExponential(5).split('e');
    return `${String(Number(mantissa))}E${exponent.replace(/^([+-])(\d)$/, '$10$2')}`;
  }
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(15).replace(/0+$/, '') : text;
}

function numberText(value: number, format: string, locale: Locale): string {
  const match = NUMERIC.exec(format);
  if (!match) throw new NotEmulated(`number format ${format}`);
  const [, quoted, symbol, whole = '', decimals = '', suffix = ''] = match;
  const sign = value < 0 ? '-' : '';
  const prefix = sign + (quoted ?? symbol ?? '');
  const size = Math.abs(value);
  if (suffix.startsWith('E')) {
    const [mantissa = '', exponent = ''] = size.toExponential(decimals.length).split('e');
    const digits = exponent.slice(1).padStart(suffix.length - 2, '0');
    return `${prefix}${mantissa.replace('.', locale.decimal)}E${exponent.charAt(0)}${digits}`;
  }
  const [integer = '', fraction] = (suffix === '%' ? size * 100 : size)
    .toFixed(decimals.length)
    .split('.');
  const padded = integer.padStart(whole.replace(/[^0]/g, '').length, '0');
  const grouped = whole.includes(',') ? padded.replace(/\B(?=(\d{3})+$)/g, locale.group) : padded;
  return prefix + grouped + (fraction === undefined ? '' : locale.decimal + fraction) + suffix;
}

const MONTHS = 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'.split(',');

function dateText(serial: number, format: string): string {
  const date = new Date(wallMsOf(serial));
  const twelve = /am\/pm/i.test(format);
  const hour = date.getUTCHours();
  let afterHour = false;
  return format.replace(DATE_TOKEN, (token) => {
    if (token.startsWith('"')) return token.slice(1, -1);
    const pad = (value: number): string => String(value).padStart(token.length, '0');
    const letter = token.charAt(0);
    if (/^am\/pm$/i.test(token)) return hour < 12 ? 'AM' : 'PM';
    if (letter === 'y') {
      return token.length === 2
        ? String(date.getUTCFullYear() % 100).padStart(2, '0')
        : String(date.getUTCFullYear());
    }
    if (letter === 'd') return pad(date.getUTCDate());
    if (letter === 's') return pad(date.getUTCSeconds());
    if (letter === 'h' || letter === 'H') {
      afterHour = true;
      return pad(twelve ? hour % 12 || 12 : hour);
    }
    if (letter === 'm' && afterHour) return pad(date.getUTCMinutes());
    const month = date.getUTCMonth();
    return token.length > 2 ? (MONTHS[month] ?? '') : pad(month + 1);
  });
}
