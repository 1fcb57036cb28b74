// Owns spelling a text as base64 of its UTF-8 bytes: this code has neither a browser nor Node to do it. Pure.

/** @throws RangeError for half a character */
export function base64Of(text: string): string {
  const bytes = utf8Of(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    parts.push(
      sign(bits >> 18),
      sign(bits >> 12),
      second === undefined ? '=' : sign(bits >> 6),
      third === undefined ? '=' : sign(bits),
    );
  }
  return parts.join('');
}

/** Characters of {@link base64Of}. */
export function base64Length(text: string): number {
  return Math.ceil(utf8Of(text).length / 3) * 4;
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function sign(bits: number): string {
  return SIGNS.charAt(bits & 63);
}

function utf8Of(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('Half a character.');
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(bits: number): number {
  return 0x80 | (bits & 63);
}
