// Owns keeping a user's own address out of a vendor's words: it may hold a secret, and such words go to records and the log.
import type { SubmitOutcome } from '../../provider/provider';

const URL = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]*/gi;

/** The outcome without any web address in what the vendor says. */
export function withoutUrls(outcome: SubmitOutcome): SubmitOutcome {
  if (!('error' in outcome)) return outcome;
  const error = { ...outcome.error, message: clean(outcome.error.message) };
  if (outcome.kind !== 'bad_contacts') return { ...outcome, error };
  const contacts = outcome.contacts.map((one) => ({ ...one, message: clean(one.message) }));
  return { ...outcome, contacts, error };
}

function clean(words: string): string {
  return words.replace(URL, '…');
}
