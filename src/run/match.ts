// Owns which item of a vendor's answer belongs to which contact of a batch. Pure. What cannot be tied with certainty stays
// untied: it goes to the log, never into a row, and never by position.
import type { Fingerprint, Identity } from '../contact/contact';
import { type IdentityKey, identityKey } from '../contact/fingerprint';
import { hashText } from '../contact/hash';
import type { Item } from '../provider/provider';
import type { BatchContact } from './batch';
import { TASK } from './records';

export interface Matches {
  /** By index of the batch's contact. */
  readonly byContact: ReadonlyMap<number, Item>;
  /** Items that hold a value and are tied to no contact. */
  readonly untied: readonly Item[];
}

/** A vendor's task id as a batch keeps it. */
export function taskHash(taskId: string): string {
  return hashText(taskId, TASK);
}

export function holdsValue(item: Item): boolean {
  return item.email !== '' || item.phones.length > 0;
}

/**
 * Ties items to contacts: by what the vendor echoes, else by whom it says the result is, where exactly one
 * contact of the batch is that person; and by task id only where the batch confirms the vendor's task order.
 *
 * @param identities what the sheet says now of each contact, by index; `null` where its rows are gone
 * @param tasks hashes of the vendor's task ids in the order sent, or `null`
 */
export function matchItems(
  items: readonly Item[],
  contacts: readonly BatchContact[],
  identities: readonly (Identity | null)[],
  tasks: readonly string[] | null,
): Matches {
  const byPrint = new Map<Fingerprint, number>();
  contacts.forEach((prints, index) => {
    for (const print of prints) byPrint.set(print, index);
  });
  const people = new People(identities);
  const byTask = tasks === null ? null : new Map(tasks.map((task, index) => [task, index]));

  const named = items.map((item) => whoseByName(item, byPrint, people));
  const placed = items.map((item) =>
    item.taskId === '' ? undefined : byTask?.get(taskHash(item.taskId)),
  );
  const confirmed = isOrderConfirmed(items, named, placed, identities);

  const byContact = new Map<number, Item>();
  const untied: Item[] = [];
  items.forEach((item, index) => {
    const contact = named[index] ?? (confirmed ? placed[index] : undefined);
    const earlier = contact === undefined ? undefined : byContact.get(contact);
    if (contact === undefined) {
      if (holdsValue(item)) untied.push(item);
    } else if (earlier === undefined || (!holdsValue(earlier) && holdsValue(item))) {
      byContact.set(contact, item);
    } else if (holdsValue(item) && !saysTheSame(item, earlier)) {
      untied.push(item);
    }
  });
  return { byContact, untied };
}

/** By the echo where there is one: an echo of nobody in the batch is nobody, whatever the result says. */
function whoseByName(
  item: Item,
  byPrint: ReadonlyMap<Fingerprint, number>,
  people: People,
): number | undefined {
  const said = item.echo ?? item.identity;
  if (said === null) return undefined;
  return byPrint.get(identityKey(said).fingerprint) ?? people.only(said);
}

/**
 * Whether task ids stand in the order of the contacts: at least one item agrees with the contact at its
 * place, and none is somebody else of the batch.
 */
function isOrderConfirmed(
  items: readonly Item[],
  named: readonly (number | undefined)[],
  placed: readonly (number | undefined)[],
  identities: readonly (Identity | null)[],
): boolean {
  const keys = identities.map((identity) => (identity === null ? null : identityKey(identity)));
  let agreed = false;
  for (const [index, item] of items.entries()) {
    const place = placed[index];
    if (place === undefined) continue;
    if (named[index] !== undefined && named[index] !== place) return false;
    if (isInSlugOfAnother(item, place, keys)) return false;
    agreed ||= named[index] === place || agrees(item, place, keys);
  }
  return agreed;
}

/**
 * A weaker sign than being the only one: the same profile or name, a domain that no other contact of the
 * batch has, or a profile's slug that holds the last name.
 */
function agrees(item: Item, place: number, contacts: readonly (IdentityKey | null)[]): boolean {
  const said = item.echo ?? item.identity;
  const ours = contacts[place] ?? null;
  if (said === null || ours === null) return false;
  const theirs = identityKey(said);
  if (theirs.slug !== '' && theirs.slug === ours.slug) return true;
  if (theirs.name !== '' && theirs.name === ours.name) return true;
  if (theirs.domain !== '' && theirs.domain === ours.domain) {
    return contacts.filter((contact) => contact?.domain === theirs.domain).length === 1;
  }
  return holdsName(ours.slug, theirs.name.split('\n').slice(1));
}

/** First and last name stand in the slug of one other contact: then its place is not this one. */
function isInSlugOfAnother(
  item: Item,
  place: number,
  contacts: readonly (IdentityKey | null)[],
): boolean {
  const said = item.echo ?? item.identity;
  if (said === null) return false;
  const names = identityKey(said).name.split('\n');
  const held = contacts.flatMap((contact, index) =>
    contact !== null && names.length === 2 && holdsName(contact.slug, names) ? [index] : [],
  );
  return held.length > 0 && !held.includes(place);
}

/** Whether each of the names, of at least three letters, stands in a profile's slug. */
function holdsName(slug: string, names: readonly string[]): boolean {
  return (
    names.length > 0 &&
    names.every((name) => name.length >= 3 && slug.includes(name.replace(/ /g, '-')))
  );
}

function saysTheSame(one: Item, other: Item): boolean {
  return one.email === other.email && one.phones[0]?.number === other.phones[0]?.number;
}

/** The contacts of a batch by what tells a person apart. */
class People {
  private readonly indexes = new Map<string, Set<number>>();
  private readonly slugs = new Map<number, string>();

  constructor(identities: readonly (Identity | null)[]) {
    identities.forEach((identity, index) => {
      if (identity === null) return;
      this.slugs.set(index, identityKey(identity).slug);
      for (const key of keysOf(identity)) {
        const holders = this.indexes.get(key);
        if (holders === undefined) this.indexes.set(key, new Set([index]));
        else holders.add(index);
      }
    });
  }

  /**
   * The one contact that is this person; `undefined` when none is, or more than one could be. Two profiles are
   * two people, even of one name in one company.
   */
  only(identity: Identity): number | undefined {
    const { slug } = identityKey(identity);
    for (const key of keysOf(identity)) {
      const holders = this.indexes.get(key);
      if (holders === undefined) continue;
      const [index] = holders;
      if (index === undefined || holders.size > 1) return undefined;
      const own = this.slugs.get(index) ?? '';
      return slug !== '' && own !== '' && slug !== own ? undefined : index;
    }
    return undefined;
  }
}

/** From the strongest to the weakest; a name alone is nobody. */
function keysOf(identity: Identity): string[] {
  const key = identityKey(identity);
  const keys: string[] = [];
  if (key.slug !== '') keys.push(`in ${key.slug}`);
  if (key.name !== '' && key.domain !== '') keys.push(`at ${key.domain}\n${key.name}`);
  if (key.name !== '' && key.company !== '') keys.push(`of ${key.company}\n${key.name}`);
  return keys;
}
