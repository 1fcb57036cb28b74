// Owns credits as the command line says and compares them. Those of two vendors are never one sum.
import type { VendorCredits } from '../../src/rpc/contract-check';
import { creditWords } from '../../src/run/report/credit-words';
import { type Credits, creditsOf } from '../../src/run/state/credits';

function byVendor(all: readonly VendorCredits[]): Credits {
  return creditsOf(all.map(({ vendor, credits }) => [vendor, credits]));
}

export function creditsText(all: readonly VendorCredits[]): string {
  return creditWords(byVendor(all));
}

/** The largest number at any vendor. */
export function largest(all: readonly VendorCredits[]): number {
  return Math.max(0, ...all.map(({ credits }) => credits));
}
