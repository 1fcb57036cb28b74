// Owns which vendors there are. Adding one is a line here. Knows nothing of what they do.
import { cleanlist } from './cleanlist';
import { enrich } from './enrich';
import { leadleap } from './leadleap';
import type { Provider, Service } from './provider';

/** In the order in which they are offered. */
export const VENDORS: readonly Provider[] = [cleanlist, enrich, leadleap];

const SERVICES = new Map(
  VENDORS.flatMap((vendor) => vendor.services.map((service) => [service.id, { vendor, service }])),
);
const BY_ID = new Map(VENDORS.map((vendor) => [vendor.id, vendor]));

/** @throws Error for an id that no record of ours can hold. */
export function vendorOf(id: string): Provider {
  const vendor = BY_ID.get(id) ?? SERVICES.get(id)?.vendor;
  if (vendor === undefined) throw new Error(`There is no vendor ${id}.`);
  return vendor;
}

/** @throws Error for an id that no record of ours can hold. */
export function serviceOf(id: string): Service {
  const found = SERVICES.get(id);
  if (found === undefined) throw new Error(`There is no service ${id}.`);
  return found.service;
}

/** `Cleanlist`, `Cleanlist and Enrich`, `Cleanlist, Enrich and LeadLeap`: the names of these vendors, by id. */
export function namesOf(ids: readonly string[], last: 'and' | 'or'): string {
  const names = ids.map((id) => vendorOf(id).name);
  const end = names.pop() ?? '';
  return names.length === 0 ? end : `${names.join(', ')} ${last} ${end}`;
}

export function isService(id: string): boolean {
  return SERVICES.has(id);
}
