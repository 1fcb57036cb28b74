// Owns the hash behind fingerprints, digests and task-id hashes. Knows text only, not what it stands for.

/** A 48-bit hash in eight base64url characters. Not cryptographic: it tells texts apart, it hides nothing. */
export function hash48(text: string): string {
  return hashText(text, 8);
}

/**
 * The first `characters` (1 to 10) of a text's hash, six bits each, base64url. The
 * characters come from two independent 32-bit lanes in turn, so that a short hash is as well mixed as a
 * long one. Hashes UTF-16 code units: the same text always gives the same hash, on every platform.
 */
export function hashText(text: string, characters: number): string {
  if (!Number.isInteger(characters) || characters < 1 || characters > HASH_CHARACTERS) {
    throw new RangeError(`A hash has 1 to ${HASH_CHARACTERS} characters, not ${characters}.`);
  }
  const lanes = mix(text);
  let hash = '';
  for (let index = 0; index < characters; index++) {
    const bits = lanes[index % 2 === 0 ? 0 : 1] >>> (6 * (index >> 1));
    hash += ALPHABET.charAt(bits & 63);
  }
  return hash;
}

/** 30 bits of each of the two lanes. */
const HASH_CHARACTERS = 10;

/** Read once: a global looked up for every letter is what a sandbox makes slow. */
const { imul } = Math;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Two murmur3-like lanes (https://github.com/aappleby/smhasher, MurmurHash3_x86_32) with the constants of
 * its 128-bit variant, crossed before the final mix.
 */
function mix(text: string): readonly [number, number] {
  let first = 0x2f0b4c47;
  let second = 0x5bd1e995;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first ^= imul(rotate(imul(unit, 0xcc9e2d51), 15), 0x1b873593);
    first = (imul(rotate(first, 13), 5) + 0xe6546b64) | 0;
    second ^= imul(rotate(imul(unit, 0x239b961b), 17), 0xab0e9789);
    second = (imul(rotate(second, 19), 5) + 0x561ccd1b) | 0;
  }
  first ^= text.length;
  second ^= text.length;
  first = (first + second) | 0;
  second = (second + first) | 0;
  const mixed = finish(first);
  return [mixed, finish(second ^ mixed)];
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function finish(lane: number): number {
  let value = lane;
  value = imul(value ^ (value >>> 16), 0x85ebca6b);
  value = imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
