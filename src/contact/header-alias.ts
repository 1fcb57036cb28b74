// Owns which field an alias names, also with a typing error in it. Knows no header.
import { distance } from 'fastest-levenshtein';
import type { ContactField } from './contact';
import { ALIASES } from './header-vocabulary';

export const FIELDS: ReadonlyMap<string, ContactField> = new Map(
  (Object.keys(ALIASES) as ContactField[]).flatMap((name) =>
    ALIASES[name].map((alias): [string, ContactField] => [alias, name]),
  ),
);

/** The field of the only alias that the text is a typing error away from. An id is not guessed: there are ids of all sorts. */
export function nearestField(text: string): ContactField | null {
  for (const [alias, name] of FIELDS) if (name !== 'lead_id' && isTypo(text, alias)) return name;
  return null;
}

/** One letter wrong, two neighbours swapped, or in a long word two letters wrong. */
function isTypo(text: string, alias: string): boolean {
  if (alias.length < 5 || Math.abs(text.length - alias.length) > 2) return false;
  const errors = distance(text, alias);
  if (errors === 1) return true;
  return errors === 2 && (alias.length >= 9 || sortedLetters(text) === sortedLetters(alias));
}

function sortedLetters(text: string): string {
  return Array.from(text).sort().join('');
}
