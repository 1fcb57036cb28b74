// Owns whose a request to Enrich is: its key, and whether that may call at all. Counts nothing.
import type { Accounts, Organization } from '../accounts';
import { header, type VendorRequest } from '../http';
import type { Refusal } from './error-shapes';

export interface Caller {
  readonly key: string;
  readonly organization: Organization;
}

/** What else the vendor refuses a key for: it was switched off in the dashboard, or its organisation is gone. */
export type KeyState = 'disabled' | 'orphaned';

const NO_KEY =
  'This endpoint requires API key authentication. Provide key via x-api-key header or Authorization: Bearer sk_*';

/**
 * The key stands in one of two headers and nowhere else; two keys are none.
 * https://doc.enrich.so/authentication-1951026m0
 */
export function callerOf(
  request: VendorRequest,
  accounts: Accounts,
  states: ReadonlyMap<string, KeyState>,
): Caller | Refusal {
  const own = header(request, 'x-api-key');
  const bearer = header(request, 'authorization');
  const key = own ?? /^Bearer (\S+)$/.exec(bearer ?? '')?.[1] ?? '';
  const isTwice = own !== undefined && bearer !== undefined;
  if (isTwice || !/^sk_[\x21-\x7e]+$/.test(key)) return { status: 401, detail: NO_KEY };
  const organization = accounts.ofKey(key);
  if (organization === null) {
    return { status: 401, detail: 'The API key provided is invalid or has been revoked' };
  }
  switch (states.get(key)) {
    case 'disabled':
      return { status: 401, detail: 'API key is disabled. Re-enable it from the dashboard.' };
    case 'orphaned':
      return {
        status: 403,
        detail: 'The organization associated with this API key no longer exists',
      };
    case undefined:
      break;
  }
  return organization.apiAccess === false
    ? { status: 403, detail: 'Your account has been suspended. API access is disabled.' }
    : { key, organization };
}
