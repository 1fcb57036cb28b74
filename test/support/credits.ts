// Credits as the sidebar gets them, of the one vendor that most stories ask.
import type { VendorCredits } from '../../src/rpc/contract-check';

export function credits(number: number): readonly VendorCredits[] {
  return [{ vendor: 'cleanlist', name: 'Cleanlist', credits: number }];
}
