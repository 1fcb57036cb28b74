// Owns which item of a vendor's answer belongs to which contact of a batch. Pure. What cannot be tied with certainty stays
// untied: it goes to the log, never into a row, and never by position.
import type { Fingerprint, Identity } from '../../contact/contact';
import { type IdentityKey, identityKey } from '../../contact/fingerprint';
import { hashText } from '../../contact/hash';
import type { Item } from '../../provider/provider';
import { firstDetails } from '../../provider/read-details';
import { questionOf } from '../plan/questions';
import type { BatchContact } from '../state/batch';
import { TASK } from '../state/record-size';

export interface Matches {
  /** By index of the batch's contact. */
  readonly byContact: ReadonlyMap<number, Item>;
  /** Items that hold a value and are tied to no contact. */
  readonly untied: readonly Item[];
  /** Of each such item, the contacts without a value whom it may be about, by index: the likely ones, else all possible. */
  readonly mayBe: ReadonlyMap<Item, readonly number[]>;
}

/** Letters below which a name is found by accident inside other words. */
const SHORT_NAME = 5;

/** A vendor's task id as a batch keeps it. */
export function taskHash(taskId: string): string {
  return hashText(taskId, TASK);
}

export function holdsValue(item: Item): boolean {
  const { email, phones, validity, profile } = item;
  return email !== '' || phones.length > 0 || validity !== '' || profile !== null;
}

/**
 * Ties items to contacts: by what the vendor echoes, else by whom it says the result is, where exactly one
 * contact of the batch is that person; and by task id only where the batch confirms the vendor's task order.
 *
 * @param identities what the sheet says now of each contact, by index; `null` where its rows are gone
 * @param tasks hashes of the vendor's task ids in the order sent, or `null`
 * @param asked what each contact was asked for with, by index, where no two were asked for with the same; else `null`
 * @param isAlone the vendor is asked for one contact at a time: what it answers is about that one
 */
export function matchItems(
  items: readonly Item[],
  contacts: readonly BatchContact[],
  identities: readonly (Identity | null)[],
  tasks: readonly string[] | null,
  asked: readonly (Identity | null)[] | null = null,
  isAlone = false,
): Matches {
  const byPrint = new Map<Fingerprint, number>();
  contacts.forEach((prints, index) => {
    for (const print of prints) byPrint.set(print, index);
  });
  const people = new People(identities);
  const byTask = tasks === null ? null : new Map(tasks.map((task, index) => [task, index]));

  const placed = items.map((item) =>
    item.taskId === '' ? undefined : byTask?.get(taskHash(item.taskId)),
  );
  const byEcho = new Map(
    (asked ?? []).flatMap((identity, index) =>
      identity === null ? [] : [[questionOf(identity), index] as const],
    ),
  );
  const named = items.map(
    (item, index) =>
      (isAlone && isOnly(items, contacts) ? 0 : undefined) ??
      (item.echo === null ? undefined : byEcho.get(questionOf(item.echo))) ??
      whoseByName(item, placed[index], byPrint, people),
  );
  const confirmed = isOrderConfirmed(items, named, placed, identities);

  const byContact = new Map<number, Item>();
  const untied = new Untied();
  items.forEach((item, index) => {
    const contact = named[index] ?? (confirmed ? placed[index] : undefined);
    const earlier = contact === undefined ? undefined : byContact.get(contact);
    if (contact === undefined) {
      if (holdsValue(item)) untied.add(item);
    } else if (earlier === undefined) {
      byContact.set(contact, item);
    } else {
      const { both, left } = together(earlier, item);
      byContact.set(contact, both);
      if (holdsValue(left)) untied.add(left);
    }
  });
  const empty = contacts.flatMap((_, index) => {
    const item = byContact.get(index);
    return item === undefined || !holdsValue(item) ? [index] : [];
  });
  const keys = identities.map((identity) => (identity === null ? null : identityKey(identity)));
  const mayBe = new Map(
    untied.all().map((item) => {
      const about = (isAbout: typeof isLikely): readonly number[] =>
        empty.filter((index) => isAbout(item, keys[index] ?? null));
      const likely = about(isLikely);
      return [item, likely.length > 0 ? likely : about(isPossible)] as const;
    }),
  );
  return { byContact, untied: untied.all(), mayBe };
}

/** One answer about one contact; an echo of somebody else is another's all the same. */
function isOnly(items: readonly Item[], contacts: readonly BatchContact[]): boolean {
  return contacts.length === 1 && items.length === 1 && items[0]?.echo === null;
}

/** Whether an item and a contact share the profile or the whole name, or the name stands in the profile. */
function isLikely(item: Item, contact: IdentityKey | null): boolean {
  const said = item.echo ?? item.identity;
  if (said === null || contact === null) return false;
  const { slug, name } = identityKey(said);
  if (slug !== '' && slug === contact.slug) return true;
  return name !== '' && (name === contact.name || holdsName(contact.slug, name.split('\n')));
}

/** Whether nothing that is known keeps an item from being about a contact: another name at another place does. */
function isPossible(item: Item, contact: IdentityKey | null): boolean {
  const said = item.echo ?? item.identity;
  if (said === null || contact === null) return true;
  const theirs = identityKey(said);
  if (theirs.name === '' || contact.name === '') return !differs(theirs.slug, contact.slug);
  const names = contact.name.split('\n');
  return (
    theirs.name.split('\n').some((name, at) => name === names[at]) &&
    ((theirs.domain !== '' && theirs.domain === contact.domain) ||
      (theirs.company !== '' && theirs.company === contact.company))
  );
}

/** Items of nobody. The same values said of the same person, or of nobody, are one. */
class Untied {
  private readonly byValues = new Map<string, Item[]>();

  add(item: Item): void {
    const { email, phones, validity, profile } = item;
    const numbers = phones.map(({ number }) => number);
    const values = JSON.stringify([email, numbers, validity, profile]);
    const others = this.byValues.get(values) ?? [];
    const at = others.findIndex((other) => {
      const [one, two] = [other, item].map(({ echo, identity }) =>
        JSON.stringify(echo ?? identity),
      );
      return one === two || one === 'null' || two === 'null';
    });
    const earlier = others[at];
    if (earlier === undefined) others.push(item);
    else if ((earlier.echo ?? earlier.identity) === null) others[at] = item;
    this.byValues.set(values, others);
  }

  all(): readonly Item[] {
    return [...this.byValues.values()].flat();
  }
}

/** Two results of one contact as one: what the first has not, the second may have. `left` is what contradicts the first. */
function together(one: Item, other: Item): { readonly both: Item; readonly left: Item } {
  const details = firstDetails(one.details, other.details);
  if (!holdsValue(other)) return { both: { ...one, details }, left: other };
  const known = new Set(one.phones.map(({ number }) => number));
  const isNewEmail = one.email === '';
  const isOtherEmail = !isNewEmail && other.email !== one.email;
  const both = {
    ...one,
    email: isNewEmail ? other.email : one.email,
    emailStatus: isNewEmail ? other.emailStatus : one.emailStatus,
    phones: known.size === 0 ? other.phones : one.phones,
    validity: one.validity || other.validity,
    profile: one.profile ?? other.profile,
    details: isOtherEmail ? one.details : details,
    error: '',
  };
  const left = {
    ...other,
    email: isOtherEmail ? other.email : '',
    validity: one.validity !== '' && other.validity !== one.validity ? other.validity : '',
    profile: one.profile !== null && !isSame(one.profile, other.profile) ? other.profile : null,
    phones: known.size === 0 ? [] : other.phones.filter(({ number }) => !known.has(number)),
  };
  return { both, left };
}

function isSame(one: object | null, other: object | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** By the echo where there is one: an echo of nobody in the batch is nobody, whatever the result says. */
function whoseByName(
  item: Item,
  placed: number | undefined,
  byPrint: ReadonlyMap<Fingerprint, number>,
  people: People,
): number | undefined {
  const said = item.echo ?? item.identity;
  if (said === null) return undefined;
  return byPrint.get(identityKey(said).fingerprint) ?? people.only(said, placed);
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
    if (isInSlugOfAnother(item, place, keys)) {
      // A namesake of the contact that it names, and stands at: neither a sign against the order nor one for it.
      if (named[index] !== place) return false;
      continue;
    }
    agreed ||= named[index] === place || agrees(item, place, keys);
  }
  return agreed;
}

/**
 * A weaker sign than being the only one: the same profile; or a name, a domain or a profile's slug with the last name
 * in it, that no other contact of the batch has.
 */
function agrees(item: Item, place: number, contacts: readonly (IdentityKey | null)[]): boolean {
  const said = item.echo ?? item.identity;
  const ours = contacts[place] ?? null;
  if (said === null || ours === null) return false;
  const theirs = identityKey(said);
  if (theirs.slug !== '' && theirs.slug === ours.slug) return true;
  const last = theirs.name.split('\n').slice(1);
  const signs: ((contact: IdentityKey) => boolean)[] = [
    ({ name }) => theirs.name !== '' && name === theirs.name,
    ({ domain }) => theirs.domain !== '' && domain === theirs.domain,
    ({ slug }) => holdsName(slug, last),
  ];
  return signs.some(
    (sign) => sign(ours) && contacts.filter((one) => one !== null && sign(one)).length === 1,
  );
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

/** Whether each of the names stands in a profile's slug: a short one, "lee", as a part of its own, not in "kathleen". */
function holdsName(slug: string, names: readonly string[]): boolean {
  return (
    names.length > 0 &&
    names.every((name) => {
      const text = name.replace(/ /g, '-');
      if (text.length < SHORT_NAME) return text !== '' && `-${slug}-`.includes(`-${text}-`);
      return slug.includes(text);
    })
  );
}

/** The contacts of a batch by what tells a person apart. */
class People {
  private readonly indexes = new Map<string, Set<number>>();
  private readonly keys = new Map<number, IdentityKey>();
  private isComplete = true;

  constructor(identities: readonly (Identity | null)[]) {
    identities.forEach((identity, index) => {
      if (identity === null) {
        this.isComplete = false;
        return;
      }
      const own = identityKey(identity);
      this.keys.set(index, own);
      for (const { text } of signsOf(own)) {
        const holders = this.indexes.get(text);
        if (holders === undefined) this.indexes.set(text, new Set([index]));
        else holders.add(index);
      }
    });
  }

  /**
   * The one contact that is this person; `undefined` when none is, or more than one could be. Two profiles are
   * two people, even of one name in one company. A contact whose row is gone could be a namesake of whom nothing is
   * known any more: then the vendor's task order has to agree.
   */
  only(identity: Identity, placed: number | undefined): number | undefined {
    const said = identityKey(identity);
    for (const { text, isExact } of signsOf(said)) {
      const holders = this.indexes.get(text);
      if (holders === undefined) continue;
      const [index] = holders;
      if (index === undefined || holders.size > 1) return undefined;
      const own = this.keys.get(index);
      if (own === undefined || differs(said.slug, own.slug)) return undefined;
      return isExact(own) || this.isComplete || placed === index ? index : undefined;
    }
    return undefined;
  }
}

function differs(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other;
}

interface Sign {
  readonly text: string;
  /** Whether no namesake can have stood beside a contact with this sign: rows that share it are one contact. */
  readonly isExact: (contact: IdentityKey) => boolean;
}

/** From the strongest to the weakest; a name alone is nobody. */
function signsOf({ leadId, slug, name, domain, company, email }: IdentityKey): Sign[] {
  const signs: Sign[] = [];
  if (leadId !== '') return [{ text: `lead ${leadId}`, isExact: () => true }];
  if (slug !== '') signs.push({ text: `in ${slug}`, isExact: () => true });
  if (email !== '') signs.push({ text: `by ${email}`, isExact: () => true });
  if (name === '') return signs;
  if (domain !== '') {
    signs.push({ text: `at ${domain}\n${name}`, isExact: (contact) => contact.slug === '' });
  }
  if (company !== '') {
    const isExact = (contact: IdentityKey): boolean => contact.slug === '' && contact.domain === '';
    signs.push({ text: `of ${company}\n${name}`, isExact });
  }
  return signs;
}
