// Owns what a person is told where the plan or the key does not allow a call: what is missing, and what to do.
import type { Provider, VendorError } from '../../provider/provider';

/** What is missing, by the vendors' codes. */
const MISSING: ReadonlyMap<string, 'plan' | 'right' | 'room'> = new Map([
  ['feature_gated', 'plan'],
  ['insufficient_scope', 'right'],
  ['list_cap_reached', 'room'],
  // LeadLeap's, as it writes them: `forbidden` alone may mean anything. https://leadleap.net/docs/api
  ['PLAN_LIMIT', 'plan'],
  ['FORBIDDEN', 'right'],
]);

/** Whether a refusal is about what is asked for, not about the key: what was bought can still be read. */
export function isOfPurchases(error: Pick<VendorError, 'code'>): boolean {
  return missingOf(error) !== undefined;
}

/** One or two sentences, after what was refused. */
export function rightAdvice(
  error: Pick<VendorError, 'code'>,
  { name, portal, keyPlace }: Pick<Provider, 'name' | 'portal' | 'keyPlace'>,
): string {
  switch (missingOf(error)) {
    case 'plan':
      return `Your plan there does not cover it. Check at ${portal} that your plan includes API access and what you ask for, and upgrade it if not.`;
    case 'right':
      return `The key lacks a right for it. Make a key that has it at ${name}, under ${keyPlace}, or ask whoever manages your account there; then connect that key.`;
    case 'room':
      return `Your plan there has no room for another list. Delete one at ${portal}.`;
    case undefined:
      return `Check at ${portal} that your plan includes API access, and that the key has the right for it.`;
  }
}

function missingOf({ code }: Pick<VendorError, 'code'>): 'plan' | 'right' | 'room' | undefined {
  return MISSING.get(code) ?? MISSING.get(code.toLowerCase());
}
