// Owns whose profile was bought before, as the log tells: what is still blank of it nobody knew, and it would be paid again. Buys
// nothing.
import type { Contact, Fingerprint } from '../../contact/contact';
import { isOfFind, type LoggedLine, printsOf } from '../log/log-line';
import { channelOf } from '../state/output-fields';

/** Fingerprints of the contacts of whom a profile was found, and has not been taken out again. */
export function lookedUp(lines: readonly LoggedLine[]): ReadonlySet<Fingerprint> {
  const known = new Set<Fingerprint>();
  for (const line of lines) {
    if (channelOf(line.field) !== 'profile') continue;
    const isBought = isOfFind(line);
    for (const print of printsOf(line)) {
      if (isBought) known.add(print);
      else if (line.event === 'undone') known.delete(print);
    }
  }
  return known;
}

export function isAmong({ fingerprints }: Contact, known: ReadonlySet<Fingerprint>): boolean {
  return fingerprints.some((print) => known.has(print));
}
