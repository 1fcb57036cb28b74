// Owns what is said where a permission is missing: Google lets people grant some only, and take back any.
import type { AccountOutcome, Provider } from '../provider/provider';
import type { Failure } from './contract';
import type { Desk } from './desk';
import { failure, vendorFailure } from './failure';

/** `null` when everything that it takes is granted, as far as Google says. One call. */
export function missingPermission(
  { ports }: Desk,
  outcome: string,
  to: 'run' | 'go_on_alone' = 'run',
): Failure | null {
  if (ports.isAuthorized(to)) return null;
  return failure(
    'authorisation',
    `${outcome} Google says that not every permission is granted. Close this sidebar and open it again: Extensions → Contact Enrichment → Open sidebar. Google then asks; tick all four: this spreadsheet (contacts are read there, results written), connecting to an external service (to ask the vendors that look contacts up), showing this sidebar, and working when you are not there (the hourly look).`,
  );
}

/** A call that a person's click made of the vendor, and that gave no value. */
export function callFailure(
  outcome: Exclude<AccountOutcome<unknown>, { readonly kind: 'ok' }>,
  vendor: Provider,
  desk: Desk,
): Failure {
  const isUnanswered = outcome.kind === 'unreadable' && outcome.error.httpStatus === 0;
  const missing = isUnanswered ? missingPermission(desk, 'Nothing was sent.') : null;
  return missing ?? vendorFailure(outcome, vendor);
}
