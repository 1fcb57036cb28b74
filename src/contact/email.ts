// Owns e-mail addresses as text: is this one, and what are its parts. Knows nothing about who reads them.

export interface EmailAddress {
  readonly local: string;
  /** In lower case. */
  readonly host: string;
}

/**
 * The first plausible e-mail address in a text (`Jane <jane@acme.example>`, `mailto:`, several separated by
 * commas), or `null`. Plausible means one `@`, a local part, and a host with a dot; whether it exists is
 * the vendor's business. `ja***@acme.example`, of which a part is blacked out, is nobody's.
 */
export function readEmail(text: string): EmailAddress | null {
  if (!text.includes('@')) return null;
  for (const word of text.split(SEPARATOR)) {
    if (word.length > MAX_CHARACTERS) continue;
    const match = ADDRESS.exec(word.replace(/^mailto:/i, ''));
    const [, local = '', host = ''] = match ?? [];
    if (local !== '' && !local.includes('**')) return { local, host: host.toLowerCase() };
  }
  return null;
}

/** Whether a text holds a plausible e-mail address. */
export function holdsEmail(text: string): boolean {
  return readEmail(text) !== null;
}

const SEPARATOR = /[\s,;|<>()[\]"]+/;

/** RFC 5321 4.5.3.1: 64 octets for the local part, 254 for an address (errata 1690 to RFC 3696). */
const MAX_CHARACTERS = 254;
const ADDRESS =
  /^([^@:]{1,64})@((?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,}))\.?$/iu;
