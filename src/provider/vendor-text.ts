// Owns making a vendor's words fit to be shown, logged and kept. Knows no vendor's message.
import { KEYS } from './keys';
import { cut } from './untrusted';

/** A message is one line in a sidebar of 300 pixels and one cell of the log. */
const MESSAGE_LIMIT = 300;

/** Looked at before it is cut to the message limit: room for keys and markup to be recognised whole. */
const EXAMINED = 10_000;

/** C0 and C1 controls, zero-width characters, and marks that turn the direction of the text after them. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const BEARER =
  /\b(Bearer[\s:]+)(?!(?:tokens?|authentication|authorization|auth|scheme|header|key)(?![\w.~+/=-]))[\w.~+/=-]+/gi;

/** One line of at most 300 characters without control characters, markup or anything that looks like a key. */
export function vendorText(raw: string): string {
  const line = cut(raw, EXAMINED).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  const safe = withoutKeys(line).replace(BEARER, '$1[key]');
  return safe.length <= MESSAGE_LIMIT ? safe : `${cut(safe, MESSAGE_LIMIT - 1)}…`;
}

/** One line for a cell: without control characters or anything that looks like a key, and of at most so many characters. */
export function plainLine(raw: string, limit: number): string {
  const line = cut(raw, EXAMINED).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  const safe = withoutKeys(line);
  return safe.length <= limit ? safe : `${cut(safe, limit - 1)}…`;
}

/** Whether the text is, or holds, a web page's markup. */
export function isMarkup(text: string): boolean {
  return /<(?:[a-z][a-z0-9-]*[\s/>]|!doctype|!--|\/[a-z]|\?xml)/i.test(cut(text, EXAMINED));
}

function withoutKeys(text: string): string {
  return KEYS.reduce((all, key) => all.replace(key, '[key]'), text);
}
