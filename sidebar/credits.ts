// Owns credits of vendors as the sidebar says and compares them. Those of two vendors are never one sum.
import type { VendorCredits } from '../src/rpc/contract-check';
import { listed } from './vendors';
import { counted } from './words';

/** `12 credits`; of several vendors, or where asked for, with their names: `12 Cleanlist credits and 500 Enrich credits`. */
export function creditsText(all: readonly VendorCredits[], isNamed = all.length > 1): string {
  if (!isNamed) return counted(all[0]?.credits ?? 0, 'credit');
  return listed(all.map(({ name, credits }) => counted(credits, `${name} credit`)));
}

/** What a vendor says is left. */
export function balanceText({ balance }: { readonly balance: number | null }): string {
  return balance === null ? 'Balance not known now' : counted(balance, 'credit');
}

/** Of one vendor; 0 where there are none. */
export function creditsAt(all: readonly VendorCredits[], id: string): number {
  return all.find(({ vendor }) => vendor === id)?.credits ?? 0;
}
