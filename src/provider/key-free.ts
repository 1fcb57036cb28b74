// Owns taking a key out of what came back from a call that was made with it, however it is spelled there. Knows no vendor.
import { base64Of } from './base64';
import type { HttpRequest } from './provider';

/** What stands for it: JSON stays readable. */
const TAKEN_OUT = '…';

/** All other headers of a request tell whose it is. */
const OPEN_HEADERS: readonly string[] = ['accept', 'content-type'];

/** A shorter text is no vendor's key: it is what somebody typed, and may stand within words. */
const SHORTEST = 8;

/**
 * Frees texts of the key in the request's headers: as it is, as JSON, a URL or a page escapes it, also several times, and in base64.
 * A key never stands in an answer that is of use.
 */
export function keyFree({ headers }: Pick<HttpRequest, 'headers'>): (text: string) => string {
  const keys = Object.entries(headers)
    .filter(([name]) => !OPEN_HEADERS.includes(name.toLowerCase()))
    .map(([, value]) => value.split(' ').pop() ?? '')
    .filter((key) => key.length >= SHORTEST);
  return (text) => keys.reduce(withoutKey, text);
}

function withoutKey(text: string, key: string): string {
  const left = inBase64(key).reduce((all, spelling) => all.split(spelling).join(TAKEN_OUT), text);
  // The pattern of a whole key takes long to compile, and hardly any answer needs it.
  const beginning = new RegExp(spelled(key.slice(0, SHORTEST)));
  return beginning.test(left) ? left.replace(new RegExp(spelled(key), 'g'), TAKEN_OUT) : left;
}

/** Each character as it is or escaped. Repetitions are bounded: a text may be made of nothing else. */
function spelled(key: string): string {
  return Array.from(key, (character) => {
    const code = character.charCodeAt(0);
    const literal = character.replace(/[^A-Za-z0-9]/, '\\$&');
    const hex = code.toString(16).replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`);
    const json = `\\\\{1,7}(?:${literal}|u00${hex}|x${hex})`;
    const url = `%(?:25){0,3}${hex}`;
    const page = `&#(?:0?${code}|[xX]${hex});`;
    return `(?:${literal}|${json}|${url}|${page})`;
  }).join('');
}

/** What base64 of any text with the key in it holds of the key alone, wherever it begins within three bytes. */
function inBase64(key: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = base64Of(`${' '.repeat(before)}${key}`);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + key.length) * 8) / 6);
    const standard = whole.slice(from, to);
    return [standard, standard.replace(/\+/g, '-').replace(/\//g, '_')];
  });
}
