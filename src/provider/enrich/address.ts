// Owns which e-mail addresses Enrich takes. Knows no product.
import { type Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import { NOBODY } from './batch';

/**
 * What the vendor's validator is known to take (https://github.com/colinhacks/zod): one other address would have the whole batch
 * refused.
 */
const EMAIL = /^(?!\.)(?!.*\.\.)[A-Z0-9_'+\-.]*[A-Z0-9_+-]@(?:[A-Z0-9][A-Z0-9-]*\.)+[A-Z]{2,}$/i;
const LONGEST_EMAIL = 254;

/** The address of a contact alone; nobody where there is none, or one that is not taken. */
export function byAddress({ email = '' }: Identity): Identity {
  const address = email.trim();
  const isTaken = address.length <= LONGEST_EMAIL && EMAIL.test(address);
  return isTaken ? { ...NOBODY, email: address } : NOBODY;
}

/** `null`: its address is taken. */
export function lackOfAddress(identity: Identity): Lack | null {
  if (byAddress(identity).email !== undefined) return null;
  return (identity.email ?? '').trim() === '' ? 'no_email' : 'email_not_taken';
}
