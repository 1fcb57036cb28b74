// Owns the witness: every contact bought, how often and by whom, and every call. Knows no sheet.
import type { Channel, Identity } from '../../src/contact/contact';
import { contactOf, namesOf, personOf, type VendorContact } from './person';
import type { Found } from './results';

/** What a call is for: `submit` may cost something, and `import` when it is told to; every other one is free. */
export type Endpoint =
  'submit' | 'status' | 'results' | 'balance' | 'validate' | 'quote' | 'list' | 'import' | 'other';

export interface Purchase {
  readonly person: string;
  readonly channel: Channel;
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
  readonly channel: Channel;
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
    quote: 0,
    list: 0,
    import: 0,
    other: 0,
  };
  /** What was found for contacts bought: the truth about a row is asked for again and again. */
  private readonly known = new WeakMap<VendorContact, Found>();
  /** Every name of everyone bought, with the contacts that go by it. */
  private readonly byName = new Map<string, Map<string, VendorContact>>();
  private readonly times = new Map<string, number>();

  /** `find` gives the same for the same contact. */
  constructor(private readonly findNew: (contact: VendorContact) => Found) {}

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
    // A vendor may take other fields for a phone than for an e-mail: then the two were bought of two contacts.
    const email = this.sentFor(contact, 'email') ?? sent;
    const phone = this.sentFor(contact, 'phone') ?? sent;
    const bought = {
      email: this.timesOf(email, 'email'),
      phone: this.timesOf(phone, 'phone'),
      validity: this.timesOf(sent, 'validity'),
      profile: this.timesOf(sent, 'profile'),
    };
    const { phones } = this.find(phone);
    return { ...this.find(email), phones, person: personOf(sent), bought };
  }

  /** Credits charged so far, of one organisation or of all. */
  charged(organizationId?: string): number {
    return this.purchases
      .filter(
        (purchase) => organizationId === undefined || purchase.organizationId === organizationId,
      )
      .reduce((sum, { credits }) => sum + (credits ?? 0), 0);
  }

  private find(contact: VendorContact): Found {
    const found = this.known.get(contact) ?? this.findNew(contact);
    this.known.set(contact, found);
    return found;
  }

  /** With a channel, only what was sent for that one. */
  private sentFor(contact: VendorContact, channel?: Channel): VendorContact | undefined {
    for (const name of namesOf(contact)) {
      const [only, ...others] = this.byName.get(name)?.values() ?? [];
      if (only === undefined || others.length > 0) continue;
      if (channel === undefined || this.timesOf(only, channel) > 0) return only;
    }
    return undefined;
  }

  private timesOf(contact: VendorContact, channel: Channel): number {
    return this.times.get(slotOf(personOf(contact), channel)) ?? 0;
  }
}

function slotOf(person: string, channel: Channel): string {
  return `${channel} ${person}`;
}

function withoutBlanks(contact: VendorContact): VendorContact {
  return Object.fromEntries(Object.entries(contact).filter(([, text]) => text !== ''));
}
