// Owns the batches there are, and settling them when their results are fetched. Knows no request.
import type { Faults } from '../faults';
import type { Ledger } from '../ledger';
import type { VendorContact } from '../person';
import {
  costOf,
  createBatch,
  describe,
  isEnded,
  priceOf,
  reservedFor,
  withoutDuplicates,
  type Batch,
  type Duration,
} from './batch';
import type { BatchMode } from './batch-mode';
import type { World } from './items';
import { OFFERS, type BatchProduct } from './products';
import type { Wallet } from './wallet';

export interface Buyer {
  readonly key: string;
  readonly organizationId: string;
}

export interface BatchOptions {
  readonly world: World;
  readonly duration: Duration;
  readonly perItem: Readonly<Record<BatchProduct, number>>;
}

/** `required`: what the balance must hold and does not. */
export type Started =
  | { readonly kind: 'started'; readonly batch: Batch }
  | { readonly kind: 'too_dear'; readonly required: number };

export class Batches {
  private readonly all = new Map<string, Batch>();

  constructor(
    private readonly wallet: Wallet,
    private readonly ledger: Ledger,
    private readonly faults: Faults<BatchMode>,
    private readonly options: BatchOptions,
  ) {}

  start(
    product: BatchProduct,
    contacts: readonly VendorContact[],
    buyer: Buyer,
    nowMs: number,
  ): Started {
    const { organizationId, key } = buyer;
    const { world, duration } = this.options;
    const perItem = this.options.perItem[product];
    const unique = withoutDuplicates(contacts);
    const required = unique.length * perItem;
    if (!this.wallet.holds(organizationId, required)) return { kind: 'too_dear', required };
    const batch = createBatch(
      {
        seed: `${world.seed}|${this.all.size}`,
        product,
        organizationId,
        mode: this.faults.takeMode(),
        originalCount: contacts.length,
        unique,
        duration,
        perItem,
      },
      world,
      nowMs,
    );
    this.wallet.take(organizationId, reservedFor(batch), describe(batch), nowMs);
    this.all.set(batch.id, batch);
    const channel = OFFERS[product].sold;
    for (const { contact } of batch.items) {
      const workflowId = batch.id;
      this.ledger.buy({ channel, contact, workflowId, organizationId, key, atMs: nowMs });
    }
    return { kind: 'started', batch };
  }

  /** `undefined` for a batch of another sort or of another organisation, or one that nobody knows yet. */
  find(
    id: string,
    product: BatchProduct,
    organizationId: string,
    nowMs: number,
  ): Batch | undefined {
    const batch = this.all.get(id);
    if (batch?.product !== product || batch.organizationId !== organizationId) return undefined;
    const hiddenMs = (batch.mode.hiddenSeconds ?? 0) * 1000;
    return nowMs < batch.startedMs + hiddenMs ? undefined : batch;
  }

  /**
   * On the first fetch of results after the end, and never again: until then the whole reserve stays taken.
   * https://doc.enrich.so/credits-pricing-1951027m0
   */
  settle(batch: Batch, nowMs: number): void {
    if (batch.settlement !== null || !isEnded(batch, nowMs)) return;
    const used = costOf(batch);
    const refunded = reservedFor(batch) - used;
    batch.settlement = { used, refunded };
    this.wallet.refund(batch.organizationId, refunded, `Batch refund: ${batch.id}`, nowMs);
    const items = new Map(batch.items.map((item) => [item.contact, item]));
    this.ledger.settle(batch.id, ({ contact }) => priceOf(batch, items.get(contact)));
  }
}
