// Owns how several things are named in one sentence. Knows none of them.

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  const before = words.slice(0, -1).join(', ');
  const end = words.at(-1) ?? '';
  return before === '' ? end : `${before} ${last} ${end}`;
}
