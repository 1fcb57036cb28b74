// Owns chance that is the same every time: every number follows from a text. Nothing here is secret.

/** A number in [0, 1) that follows from the text. */
export function chance(text: string): number {
  return hash(text, 0) / 2 ** 53;
}

/** A whole number in [from, to]. */
export function between(text: string, from: number, to: number): number {
  return from + Math.floor(chance(text) * (to - from + 1));
}

/** At most 39 digits. */
export function hex(text: string, digits: number): string {
  return [1, 2, 3]
    .map((salt) => hash(text, salt).toString(16).padStart(14, '0').slice(1))
    .join('')
    .slice(0, digits);
}

/** In the form of a version 4 UUID. */
export function uuid(text: string): string {
  const h = hex(text, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}

/** The same elements in an order that follows from the text. */
export function shuffled<T>(list: readonly T[], text: string): T[] {
  return list
    .map((value, index) => ({ value, rank: chance(`${text}|${index}`) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** Taken out of `Math` once: in a context of `node:vm`, a test's, each look at a global takes longer than the multiplication. */
const { imul } = Math;

/** 53 bits, by the public-domain cyrb53: https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js */
function hash(text: string, salt: number): number {
  let high = 0xdeadbeef ^ salt;
  let low = 0x41c6ce57 ^ salt;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = imul(high ^ unit, 2654435761);
    low = imul(low ^ unit, 1597334677);
  }
  high = imul(high ^ (high >>> 16), 2246822507) ^ imul(low ^ (low >>> 13), 3266489909);
  low = imul(low ^ (low >>> 16), 2246822507) ^ imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
