// Owns from whom each contact is bought: the user's order of vendors, as far as they sell it and can look the contact up. Pure.
import type { CheckRequest, IsAlike, ReadyContact } from '../../contact/check';
import { CHANNELS, type Channel, type Identity } from '../../contact/contact';
import type { Operation } from '../../contact/operation';
import type { Lack } from '../../contact/identity';
import { partOf } from '../../contact/identity-part';
import type { EnrichmentType, Provider, Service } from '../../provider/provider';
import { serviceOf, VENDORS, vendorOf } from '../../provider/vendors';
import { channelsOf, creditsPerContact, type Purchase } from '../state/batch';
import { type Credits, creditsOf, together } from '../state/credits';
import { askedAlike } from './questions';

/** The vendors to be asked for a channel, by id, in the user's order: each only for what those before it did not find. */
export type Route = Readonly<Partial<Record<Channel, readonly string[]>>>;

/** One word for channels that are bought together. */
export function typeOf(missing: readonly Channel[]): EnrichmentType {
  const has = (channel: Channel): boolean => missing.includes(channel);
  if (has('validity')) return 'validity';
  if (has('profile')) return has('email') || has('phone') ? 'lead' : 'profile';
  if (has('phone')) return has('email') ? 'full' : 'phone_only';
  return 'partial';
}

/** Why no vendor of the route can look a contact up for a channel; `null`: one can. */
export function lackFor(
  identity: Identity,
  channel: Channel,
  route: Route,
  isAlike?: IsAlike,
): Lack | null {
  let first: Lack | null = null;
  for (const service of servicesOf(route[channel] ?? [], channel)) {
    const lack = lackAt(service, identity, isAlike);
    if (lack === null) return null;
    first ??= lack;
  }
  return first ?? 'no_identity';
}

/** What is bought first of a contact. */
export function firstPurchases(ready: ReadyContact, route: Route): readonly Purchase[] {
  const identity = askedWith(ready);
  const byVendor = new Map<string, Channel[]>();
  for (const channel of ready.missing) {
    const vendor = nextVendor(identity, channel, route, null, ready.isAlike);
    if (vendor !== null) byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), channel]);
  }
  return [...byVendor].flatMap(([vendor, channels]) =>
    purchasesAt(vendor, channels, identity, ready.isAlike),
  );
}

/** What would be bought of a contact after that, were nothing found anywhere. */
export function laterPurchases(ready: ReadyContact, route: Route): readonly Purchase[] {
  const identity = askedWith(ready);
  return ready.missing.flatMap((channel) => {
    const able = (route[channel] ?? []).filter((id) =>
      canLookUp(vendorOf(id), channel, identity, ready.isAlike),
    );
    return able
      .slice(1)
      .flatMap((vendor) => purchasesAt(vendor, [channel], identity, ready.isAlike));
  });
}

/** Whether a service may be asked for a contact: first, or for what those before it do not find. */
export function mayBeAsked(service: Service, ready: ReadyContact, route: Route): boolean {
  const vendor = vendorOf(service.id).id;
  const isInRoute = ready.missing.some(
    (channel) => route[channel]?.includes(vendor) === true && sells(service, channel),
  );
  return isInRoute && lackAt(service, askedWith(ready), ready.isAlike) === null;
}

/** The vendor that is asked for a channel after another one, or first (`null`); `null`: there is none. */
export function nextVendor(
  identity: Identity,
  channel: Channel,
  route: Route,
  after: string | null,
  isAlike?: IsAlike,
): string | null {
  const vendors = route[channel] ?? [];
  const later = after === null ? vendors : vendors.slice(vendors.indexOf(after) + 1);
  return later.find((id) => canLookUp(vendorOf(id), channel, identity, isAlike)) ?? null;
}

/** How a vendor sells these channels of a contact: together where it can, each one by itself where not. */
export function purchasesAt(
  vendor: string,
  channels: readonly Channel[],
  identity: Identity,
  isAlike?: IsAlike,
): readonly Purchase[] {
  const of = (wanted: readonly Channel[]): Purchase | null => {
    const type = typeOf(wanted);
    const service = vendorOf(vendor).services.find(
      (one) => one.types.includes(type) && lackAt(one, identity, isAlike) === null,
    );
    return service === undefined ? null : { service: service.id, type };
  };
  const whole = of(channels);
  if (whole !== null) return [whole];
  return channels.flatMap((channel) => of([channel]) ?? []);
}

/** What a contact costs at each vendor that can be asked for it, if everything is found there, and nothing anywhere before. */
export function worstCost(ready: ReadyContact, route: Route): Credits {
  const identity = askedWith(ready);
  const vendors = new Set(ready.missing.flatMap((channel) => route[channel] ?? []));
  return creditsOf(
    [...vendors].flatMap((id) => {
      const channels = ready.missing.filter(
        (channel) =>
          route[channel]?.includes(id) === true &&
          canLookUp(vendorOf(id), channel, identity, ready.isAlike),
      );
      const purchases =
        channels.length === 0 ? [] : purchasesAt(id, channels, identity, ready.isAlike);
      const credits = purchases.reduce((sum, purchase) => sum + creditsPerContact(purchase), 0);
      return purchases.length === 0 ? [] : [[id, credits] as const];
    }),
  );
}

/** What one contact of whom everything is wanted may cost at a vendor, whoever it is. */
export function dearestAt(vendor: string, wanted: readonly Channel[], route: Route): number {
  const { services } = vendorOf(vendor);
  const price = (channels: readonly Channel[]): number => {
    const sold = services.filter(({ types }) => types.includes(typeOf(channels)));
    return Math.max(0, ...sold.map((service) => service.credits(channels)));
  };
  const channels = wanted.filter((channel) => route[channel]?.includes(vendor) === true);
  return Math.max(
    price(channels),
    channels.reduce((sum, channel) => sum + price([channel]), 0),
  );
}

/** How many contacts, the first ones, so many credits at every vendor cover at worst. */
export function firstThatCost(
  contacts: readonly ReadyContact[],
  route: Route,
  limits: Credits,
): number {
  const left: Record<string, number> = { ...limits };
  for (const [index, contact] of contacts.entries()) {
    for (const [vendor, credits] of Object.entries(worstCost(contact, route))) {
      const after = (left[vendor] ?? Infinity) - credits;
      if (after < 0) return index;
      left[vendor] = after;
    }
  }
  return contacts.length;
}

/** For a check: whom the services of a route could not tell apart. */
export function alikeOn(route: Route): Pick<CheckRequest, 'alike'> {
  const services = CHANNELS.flatMap((channel) => servicesOf(route[channel] ?? [], channel));
  return askedAlike([...new Set(services)]);
}

/** Ids of the vendors that sell a channel in an operation. */
export function sellersOf(operation: Operation, channel: Channel): readonly string[] {
  return VENDORS.filter(({ services }) =>
    services.some((service) => service.operation === operation && sells(service, channel)),
  ).map(({ id }) => id);
}

/** What these contacts cost together, if everything is found everywhere. */
export function worstCosts(contacts: readonly ReadyContact[], route: Route): Credits {
  const none = creditsOf(vendorsOf(route).map((id) => [id, 0]));
  return contacts.reduce((sum, contact) => together(sum, worstCost(contact, route)), none);
}

/** How many vendors come after one. */
export function laterVendors(route: Route, channel: Channel, vendor: string): number {
  const vendors = route[channel] ?? [];
  return vendors.includes(vendor) ? vendors.length - 1 - vendors.indexOf(vendor) : 0;
}

/** Every vendor of a route, in the order in which they are first named. */
export function vendorsOf(route: Route): readonly string[] {
  return [...new Set(CHANNELS.flatMap((channel) => route[channel] ?? []))];
}

/** The same credits at every vendor. */
export function atEach(route: Route, credits: number): Credits {
  return creditsOf(vendorsOf(route).map((id) => [id, credits]));
}

/** Whether one contact may take others with it at a vendor of the route. */
export function mayRefuseTogether(route: Route): boolean {
  return CHANNELS.some((channel) =>
    servicesOf(route[channel] ?? [], channel).some(({ refusesTogether }) => refusesTogether),
  );
}

function askedWith({ contact, part }: ReadyContact): Identity {
  return partOf(contact.identity, part) ?? contact.identity;
}

function canLookUp(
  { services }: Provider,
  channel: Channel,
  identity: Identity,
  isAlike?: IsAlike,
): boolean {
  return services.some(
    (service) => sells(service, channel) && lackAt(service, identity, isAlike) === null,
  );
}

function lackAt({ id, lacks, ifShared }: Service, asked: Identity, isAlike?: IsAlike): Lack | null {
  const lack = lacks(asked);
  if (lack !== null || ifShared === undefined) return lack;
  return isAlike?.(id, asked) === true ? ifShared : null;
}

function servicesOf(vendors: readonly string[], channel: Channel): readonly Service[] {
  return vendors.flatMap((id) =>
    vendorOf(id).services.filter((service) => sells(service, channel)),
  );
}

function sells({ types }: Service, channel: Channel): boolean {
  return types.some((type) => channelsOf(type).includes(channel));
}

/** Contacts of one request, at most. */
export function batchSizeOf({ service }: Purchase): number {
  return serviceOf(service).batchSize;
}
