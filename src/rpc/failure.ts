// Owns making a failure: a code for the sidebar, a sentence for the user.
import type { Provider, Refusal, VendorError } from '../provider/provider';
import { rightAdvice } from '../run/report/right-words';
import type { Failure, FailureCode } from './contract';

/** @param vendor the id of the one vendor that it is about */
export function failure(code: FailureCode, message: string, vendor?: string): Failure {
  return { ok: false, code, message, ...(vendor === undefined ? {} : { vendor }) };
}

/** A list that was shown before may still name it. */
export function noSuchRun(): Failure {
  return failure(
    'gone',
    'This run was deleted, or is too old to be kept. Nothing was sent or paid by this click. What it wrote stays in the sheet, and in the Enrichment log while that is there.',
  );
}

/** Somebody else works on this document, or Google lets nobody. */
export function noLock(
  lock: { readonly kind: 'busy' } | { readonly kind: 'unavailable'; readonly message: string },
): Failure {
  return failure(
    'busy',
    lock.kind === 'busy'
      ? `Another tab, another user or the hourly look is still working in this spreadsheet. ${NOTHING_DONE} Try again in a minute.`
      : `Google does not let this add-on work alone in this spreadsheet now, and otherwise it does nothing. ${NOTHING_DONE} Try again later. Google said: ${lock.message}`,
  );
}

const NOTHING_DONE =
  'Nothing was sent, paid or changed by this click, and what was bought before is safe.';

/** A free call to the vendor that gave no value: nothing was sent, nothing was paid. */
export function vendorFailure(
  outcome: Refusal | { readonly kind: 'unreadable'; readonly error: VendorError },
  provider: Provider,
): Failure {
  const { id, name: vendor, keyPlace, origin } = provider;
  const { error } = outcome;
  switch (outcome.kind) {
    case 'key_refused':
      return failure(
        'key_refused',
        error.httpStatus === 403
          ? `${vendor} does not allow this key to be used, so nothing was sent or paid. ${rightAdvice(error, provider)} It said: ${ended(error.message)}`
          : `${vendor} does not accept this key, so nothing was sent or paid. Copy the whole key again from ${keyPlace} at ${vendor}, and look whether it is still active there. It said: ${ended(error.message)}`,
        id,
      );
    case 'out_of_credits':
      return failure(
        'out_of_credits',
        `${vendor} says that your credits are used up. Nothing was sent or paid. Top up, then try again.`,
        id,
      );
    case 'rate_limited':
      return failure(
        'vendor_down',
        `${vendor} had too many requests with this key and asks for a pause. Nothing was sent or paid. Try again in a minute.`,
        id,
      );
    case 'unreadable':
      return failure(
        'vendor_down',
        error.httpStatus === 0
          ? `${vendor} could not be asked, so nothing was sent or paid. ${ended(error.message)} If an administrator blocks it, ask them to allow ${origin}/ for Apps Script. Else try again in a minute.`
          : `${vendor} gave no usable answer, so nothing was sent or paid. ${saidBy(error)} Try again in a minute.`,
        id,
      );
  }
}

/** What came without an error is judged in words of ours. */
function saidBy({ httpStatus, message }: VendorError): string {
  const isOurs = httpStatus >= 200 && httpStatus < 300;
  return `${isOurs ? '' : 'It said: '}${ended(message)}`;
}

/** The words of others, with the full stop that they may lack. */
function ended(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
