// Owns which vendors keep lists that can be enriched. Knows no list.
import type { ListService } from '../../provider/lists';
import type { Provider } from '../../provider/provider';
import { vendorOf } from '../../provider/vendors';

export type ListVendor = Provider & { readonly lists: ListService };

/** @throws Error for a vendor that no record of ours can hold */
export function listVendorOf(id: string): ListVendor {
  const vendor = vendorOf(id);
  const { lists } = vendor;
  if (lists === undefined) throw new Error(`${vendor.name} keeps no lists.`);
  return { ...vendor, lists };
}
