// Owns credits as the sidebar shows them. Pure.
import { vendorOf } from '../provider/vendors';
import type { Credits } from '../run/state/credits';
import type { VendorCredits } from './contract-check';

export function creditsView(credits: Credits): VendorCredits[] {
  return Object.entries(credits).map(([id, number]) => ({
    vendor: id,
    name: vendorOf(id).name,
    credits: number,
  }));
}
