// Owns what each organisation has unlocked and validated, and charging it. Knows no request and no answer.
import type { Channel } from '../../../src/contact/contact';
import type { Accounts } from '../accounts';
import type { Ledger } from '../ledger';

/** A lead that the organisation has unlocked already costs nothing: https://leadleap.net/docs/api */
export const LEAD_PRICE = 1;

/** Results of validations are cached for 24 hours, which is not said to make them free: https://leadleap.net/docs/api */
const CACHED_MS = 86_400_000;

/** An unlock sells all of a lead for one price, which stands at who it is. */
export const OF_A_LEAD: readonly Channel[] = ['profile', 'email', 'phone'];

/** One call that buys; `requestId` stands in the ledger where others have a workflow's. */
export interface Buyer {
  readonly key: string;
  readonly organizationId: string;
  readonly requestId: string;
  readonly atMs: number;
}

/** For each thing asked for, whether it was there already; `null` when the credits do not cover the rest. */
export type Receipt = readonly boolean[] | null;

export class Sales {
  private readonly unlocked = new Set<string>();
  /** When each was last validated. */
  private readonly validated = new Map<string, number>();

  constructor(
    private readonly accounts: Accounts,
    private readonly ledger: Ledger,
    private readonly validationPrice: number,
  ) {}

  isUnlocked(organizationId: string, leadId: string): boolean {
    return this.unlocked.has(slot(organizationId, leadId));
  }

  /** All of the leads or none. */
  unlock(leadIds: readonly string[], buyer: Buyer): Receipt {
    const cached = leadIds.map((id) => this.isUnlocked(buyer.organizationId, id));
    if (!this.pay(cached.filter((one) => !one).length * LEAD_PRICE, buyer)) return null;
    for (const id of leadIds) {
      this.unlocked.add(slot(buyer.organizationId, id));
      for (const channel of OF_A_LEAD) this.buy(channel, { lead_id: id }, buyer);
    }
    const free = new Set(leadIds.filter((_id, index) => cached[index]));
    this.ledger.settle(buyer.requestId, ({ channel, contact }) =>
      channel === 'profile' && !free.has(contact.lead_id ?? '') ? LEAD_PRICE : 0,
    );
    return cached;
  }

  /** All of the addresses or none. */
  validate(emails: readonly string[], buyer: Buyer): Receipt {
    const slots = emails.map((email) => slot(buyer.organizationId, email.toLowerCase()));
    const cached = slots.map(
      (one) => buyer.atMs - (this.validated.get(one) ?? -Infinity) < CACHED_MS,
    );
    if (!this.pay(emails.length * this.validationPrice, buyer)) return null;
    emails.forEach((email, index) => {
      const one = slots[index];
      if (one !== undefined && cached[index] !== true) this.validated.set(one, buyer.atMs);
      this.buy('validity', { email }, buyer);
    });
    this.ledger.settle(buyer.requestId, () => this.validationPrice);
    return cached;
  }

  private pay(credits: number, { organizationId }: Buyer): boolean {
    return credits === 0 || this.accounts.reserve(organizationId, credits);
  }

  private buy(
    channel: Channel,
    contact: { lead_id: string } | { email: string },
    buyer: Buyer,
  ): void {
    const { key, organizationId, requestId: workflowId, atMs } = buyer;
    this.ledger.buy({ channel, contact, workflowId, organizationId, key, atMs });
  }
}

function slot(organizationId: string, what: string): string {
  return `${organizationId}|${what}`;
}
