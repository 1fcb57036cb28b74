// Owns how many contacts a schedule would find new, as an inspection of the new rows tells. Knows no view and no server.
import type { Choice } from '../src/rpc/contract';
import type { Inspection, VendorCredits } from '../src/rpc/contract-check';

export type NewCount =
  | { readonly kind: 'told'; readonly contacts: number; readonly credits: readonly VendorCredits[] }
  | { readonly kind: 'unknown' };

export interface OpenNewCount {
  /** What was asked: an answer to an earlier question counts for nothing. */
  readonly of: Choice;
  /** `null` until it comes. */
  readonly count: NewCount | null;
}

/** @param inspection of the rows that no run has tried */
export function newOf({ check }: Inspection): NewCount {
  if (check === null) return { kind: 'unknown' };
  const { contacts, limit, maximumCredits } = check;
  return { kind: 'told', contacts: contacts.total + (limit?.left ?? 0), credits: maximumCredits };
}
