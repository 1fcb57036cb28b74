// Owns the witness: every contact bought, how often and by whom, and every call. Knows no sheet.
import type { Channel, Identity } from '../../src/contact/contact';
import { contactOf, namesOf, personOf, type VendorContact } from './person';
import type { Found } from './results';

/** What a call is for: `submit` may cost something, every other one is free. */
export type Endpoint = 'submit' | 'status' | 'results' | 'balance' | 'validate' | 'other';

/** What is sold of a contact: a value, a verdict on its e-mail, or who it is. */
export type Sold = Channel | 'validity' | 'profile';

export interface Purchase {
  readonly person: string;
  readonly channel: Sold;
  readonly contact: VendorContact;
  readonly workflowId: string;
  readonly organizationId: string;
  readonly key: string;
  readonly atMs: number;
  /** What it cost; `null` until its workflow is settled, 0 when nothing was found. */
  credits: number | null;
}

export interface BoughtTwice {
  readonly person: string;
  readonly channel: Sold;
  readonly times: number;
  readonly workflowIds: readonly string[];
}

/** What the vendor finds for a person, and how often each channel was bought. */
export interface Lookup extends Found {
  readonly person: string;
  readonly bought: Readonly<Record<Channel, number>>;
}

export class Ledger {
  readonly purchases: Purchase[] = [];
  readonly requests: Record<Endpoint, number> = {
    submit: 0,
    status: 0,
    results: 0,
    balance: 0,
    validate: 0,
    other: 0,
  };
  private readonly find: (contact: VendorContact) => Found;
  /** Every name of everyone bought, with the contacts that go by it. */
  private readonly byName = new Map<string, Map<string, VendorContact>>();
  private readonly times = new Map<string, number>();

  constructor(find: (contact: VendorContact) => Found) {
    this.find = find;
  }

  count(endpoint: Endpoint): void {
    this.requests[endpoint] += 1;
  }

  buy(purchase: Omit<Purchase, 'person' | 'credits'>): void {
    const person = personOf(purchase.contact);
    this.purchases.push({ ...purchase, person, credits: null });
    const slot = slotOf(person, purchase.channel);
    this.times.set(slot, (this.times.get(slot) ?? 0) + 1);
    for (const name of namesOf(purchase.contact)) {
      const people = this.byName.get(name) ?? new Map<string, VendorContact>();
      if (!people.has(person)) people.set(person, purchase.contact);
      this.byName.set(name, people);
    }
  }

  /** `credits` says what each purchase of the workflow cost. */
  settle(workflowId: string, credits: (purchase: Purchase) => number): void {
    for (const purchase of this.purchases) {
      if (purchase.workflowId === workflowId) purchase.credits = credits(purchase);
    }
  }

  /** People for whom a channel was bought more than once, in one batch or in several. */
  boughtTwice(): readonly BoughtTwice[] {
    const slots = new Map<string, Purchase[]>();
    for (const purchase of this.purchases) {
      const slot = slotOf(purchase.person, purchase.channel);
      if ((this.times.get(slot) ?? 0) > 1) slots.set(slot, [...(slots.get(slot) ?? []), purchase]);
    }
    return [...slots.values()].flatMap((list) => {
      const first = list[0];
      if (first === undefined) return [];
      const workflowIds = list.map(({ workflowId }) => workflowId);
      const { person, channel } = first;
      return [{ person, channel, times: list.length, workflowIds }];
    });
  }

  /** Of those, people who cost something more than once, or may still: asking again where nothing was found is free. */
  paidTwice(): readonly BoughtTwice[] {
    return this.boughtTwice().filter(
      ({ person, channel }) =>
        this.purchases.filter(
          (purchase) =>
            purchase.person === person && purchase.channel === channel && purchase.credits !== 0,
        ).length > 1,
    );
  }

  /**
   * The truth about a row. A row with fewer fields than what was sent for it is found by any name it shares with
   * exactly one person bought; a person never bought is looked up as they stand.
   *
   * @throws Error when the identity names nobody.
   */
  lookup(identity: Identity): Lookup {
    return this.lookupContact(withoutBlanks(contactOf(identity)));
  }

  lookupContact(contact: VendorContact): Lookup {
    const sent = this.sentFor(contact) ?? contact;
    const person = personOf(sent);
    const times = (channel: Channel): number => this.times.get(slotOf(person, channel)) ?? 0;
    const bought = { email: times('email'), phone: times('phone') };
    return { ...this.find(sent), person, bought };
  }

  /** Credits charged so far, of one organisation or of all. */
  charged(organizationId?: string): number {
    return this.purchases
      .filter(
        (purchase) => organizationId === undefined || purchase.organizationId === organizationId,
      )
      .reduce((sum, { credits }) => sum + (credits ?? 0), 0);
  }

  private sentFor(contact: VendorContact): VendorContact | undefined {
    for (const name of namesOf(contact)) {
      const people = [...(this.byName.get(name)?.values() ?? [])];
      if (people.length === 1) return people[0];
    }
    return undefined;
  }
}

function slotOf(person: string, channel: Sold): string {
  return `${channel} ${person}`;
}

function withoutBlanks(contact: VendorContact): VendorContact {
  return Object.fromEntries(Object.entries(contact).filter(([, text]) => text !== ''));
}
