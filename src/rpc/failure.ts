// Owns making a failure: a code for the sidebar, a sentence for the user.
import type { VendorError } from '../provider/provider';
import type { Refusal } from '../provider/provider';
import type { Failure, FailureCode } from './contract';

export function failure(code: FailureCode, message: string): Failure {
  return { ok: false, code, message };
}

/** Somebody else works on this document, or Google lets nobody. */
export function noLock(
  lock: { readonly kind: 'busy' } | { readonly kind: 'unavailable'; readonly message: string },
): Failure {
  return failure(
    'busy',
    lock.kind === 'busy'
      ? 'Another execution is still working on this sheet. Try again in a minute.'
      : `Google gives no lock on this document, and without it nothing may be done: ${lock.message} Try again later.`,
  );
}

/** A free call to the vendor that gave no value: nothing was sent, nothing was paid. */
export function vendorFailure(
  outcome: Refusal | { readonly kind: 'unreadable'; readonly error: VendorError },
  vendor: string,
): Failure {
  const { error } = outcome;
  switch (outcome.kind) {
    case 'key_refused':
      return failure(
        'key_refused',
        error.httpStatus === 403
          ? `${vendor} does not allow this key to be used: does your plan include API access? It said: ${error.message}`
          : `${vendor} does not accept this key: is it complete, and still active? It said: ${error.message}`,
      );
    case 'out_of_credits':
      return failure(
        'out_of_credits',
        `${vendor} says that your credits are used up. Top up, then try again.`,
      );
    case 'rate_limited':
      return failure('vendor_down', `${vendor} asks for a pause. Try again in a minute.`);
    case 'unreadable':
      return failure(
        'vendor_down',
        `${vendor} could not be asked; nothing was sent. ${error.message} If an administrator blocks it, ask them to allow https://api.cleanlist.ai/ for Apps Script. Else try again in a minute.`,
      );
  }
}
