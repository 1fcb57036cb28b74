// Owns which field an alias names, also with a typing error in it. Knows no header.
import { distance } from 'fastest-levenshtein';
import { CONTACT_FIELDS, type ContactField } from './contact';
import { ALIASES } from './header-vocabulary';

interface Alias {
  readonly field: ContactField;
  readonly letters: number;
}

let made: ReadonlyMap<string, Alias> | null = null;

/** Made when it is first asked for: most executions read no header. */
function aliases(): ReadonlyMap<string, Alias> {
  made ??= new Map(
    CONTACT_FIELDS.flatMap((field) =>
      ALIASES[field].all().map((alias) => [alias, { field, letters: lettersOf(alias) }]),
    ),
  );
  return made;
}

/** The field of the text itself. */
export function fieldNamed(text: string): ContactField | undefined {
  return aliases().get(text)?.field;
}

/** The field of the only alias that the text is a typing error away from. An id is not guessed: there are ids of all sorts. */
export function nearestField(text: string): ContactField | null {
  const letters = lettersOf(text);
  for (const [alias, { field, letters: others }] of aliases()) {
    if (field === 'lead_id' || bitsOf(letters ^ others) > MOST_OTHER_LETTERS) continue;
    if (isTypo(text, alias)) return field;
  }
  return null;
}

/** Two letters may be others than they were: two too many, two too few. */
const MOST_OTHER_LETTERS = 4;

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

/** A bit for each letter that occurs. Texts whose letters differ much need not be compared letter by letter. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) % 32);
  return letters;
}

function bitsOf(letters: number): number {
  let bits = 0;
  for (let left = letters; left !== 0; left &= left - 1) bits++;
  return bits;
}
