// Owns what a person is told where the plan or the key does not allow a call: what is missing, and what to do.
import type { Provider, VendorError } from '../../provider/provider';

/** Whether a refusal is about what is asked for, not about the key: what was bought can still be read. */
export function isOfPurchases({ code }: Pick<VendorError, 'code'>): boolean {
  return ['feature_gated', 'insufficient_scope', 'list_cap_reached'].includes(code.toLowerCase());
}

/** One or two sentences, after what was refused. */
export function rightAdvice(
  { code }: Pick<VendorError, 'code'>,
  { name, portal, keyPlace }: Pick<Provider, 'name' | 'portal' | 'keyPlace'>,
): string {
  switch (code.toLowerCase()) {
    case 'feature_gated':
      return `Your plan there does not cover it. Check at ${portal} that your plan includes API access and what you ask for, and upgrade it if not.`;
    case 'insufficient_scope':
      return `The key lacks a right for it. Make a key that has it at ${name}, under ${keyPlace}, or ask whoever manages your account there; then connect that key.`;
    case 'list_cap_reached':
      return `Your plan there has no room for another list. Delete one at ${portal}.`;
    default:
      return `Check at ${portal} that your plan includes API access, and that the key has the right for it.`;
  }
}
