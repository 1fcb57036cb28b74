// Owns the way from a file's bytes to its text and back, without losing one. Knows no commas and no rows.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface FileText {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  /** Without the byte-order mark. */
  readonly text: string;
}

export type Decoded =
  | { readonly kind: 'text'; readonly file: FileText }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_text' };

const MARKS: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/**
 * UTF-8, UTF-16 with a byte-order mark, and what older spreadsheet programs write in Western Europe (Windows-1252).
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const mark = MARKS.find(({ bytes: start }) => start.every((byte, at) => bytes[at] === byte));
  const body = bytes.subarray(mark?.bytes.length ?? 0);
  const found = mark
    ? { encoding: mark.encoding, text: strict(mark.encoding, body) }
    : withoutMark(body);
  if (found.text === null || isBinary(found.text, found.encoding)) return { kind: 'not_text' };
  if (found.text.trim() === '') return { kind: 'empty' };
  return {
    kind: 'text',
    file: { encoding: found.encoding, byteOrderMark: mark !== undefined, text: found.text },
  };
}

/** The same bytes again for the same text. A character that Windows-1252 lacks becomes `?`. */
export function encodeText(file: FileText): Uint8Array {
  const mark = file.byteOrderMark
    ? (MARKS.find(({ encoding }) => encoding === file.encoding)?.bytes ?? [])
    : [];
  return Buffer.concat([Buffer.from(mark), encodeBody(file)]);
}

function encodeBody({ encoding, text }: FileText): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(Array.from(text, toWindows1252));
  }
}

function withoutMark(body: Uint8Array): { encoding: Encoding; text: string | null } {
  const utf8 = strict('utf-8', body);
  if (utf8 !== null) return { encoding: 'utf-8', text: utf8 };
  return { encoding: 'windows-1252', text: Array.from(body, fromWindows1252).join('') };
}

function strict(encoding: Encoding, body: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/**
 * NUL is in no table; of other control characters a few do slip into exports (vertical tabs above all), but not more
 * than one in a hundred. Windows-1252 fits any bytes, so there not one is accepted.
 */
function isBinary(text: string, encoding: Encoding): boolean {
  const controls =
    text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g) ?? [];
  return (
    text.includes('\u0000') ||
    controls.length > (encoding === 'windows-1252' ? 0 : text.length / 100)
  );
}

/** Bytes 0x80 to 0x9f of Windows-1252; a space marks the five that stand for nothing. */
const WINDOWS_1252_UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function fromWindows1252(byte: number): string {
  if (byte < 0x80 || byte > 0x9f) return String.fromCharCode(byte);
  const character = WINDOWS_1252_UPPER.charAt(byte - 0x80);
  return character === ' ' ? String.fromCharCode(byte) : character;
}

function toWindows1252(character: string): number {
  const code = character.charCodeAt(0);
  if (code < 0x80 || (code > 0x9f && code <= 0xff)) return code;
  const upper = WINDOWS_1252_UPPER.indexOf(character);
  return upper === -1 ? 0x3f : 0x80 + upper;
}
