// Owns the credits of organisations with the record of every change. Knows no request and no contact's price.
import type { Accounts, Organization } from '../accounts';
import { hex } from '../seeded';

export const TRANSACTION_TYPES = ['deduction', 'topup', 'adjustment', 'refund'] as const;
type TransactionType = (typeof TRANSACTION_TYPES)[number];

/** https://doc.enrich.so/api-reference-1951025m0 */
interface Transaction {
  readonly id: string;
  readonly organizationId: string;
  readonly type: TransactionType;
  /** Negative for deductions. */
  readonly amount: number;
  readonly balanceAfter: number;
  readonly description: string;
  readonly createdAt: string;
}

/** When the credits that an organisation starts with were bought. */
export const FIRST_TOPUP_MS = Date.UTC(2026, 0, 1);

export class Wallet {
  private readonly all: Transaction[] = [];

  constructor(
    private readonly accounts: Accounts,
    private readonly seed: string,
    organizations: readonly Organization[],
  ) {
    for (const { id, credits } of organizations) {
      this.record(id, 'topup', credits, 'Credit purchase', FIRST_TOPUP_MS);
    }
  }

  holds(organizationId: string, credits: number): boolean {
    return this.accounts.balance(organizationId) >= credits;
  }

  /** @throws Error when there is not enough. */
  take(organizationId: string, credits: number, description: string, nowMs: number): void {
    if (credits === 0) return;
    if (!this.accounts.reserve(organizationId, credits)) throw new Error('Not enough credits.');
    this.record(organizationId, 'deduction', -credits, description, nowMs);
  }

  refund(organizationId: string, credits: number, description: string, nowMs: number): void {
    if (credits === 0) return;
    this.accounts.giveBack(organizationId, credits);
    this.record(organizationId, 'refund', credits, description, nowMs);
  }

  set(organizationId: string, credits: number, nowMs: number): void {
    const amount = credits - this.accounts.balance(organizationId);
    this.accounts.setBalance(organizationId, credits);
    this.record(organizationId, 'adjustment', amount, 'Adjustment', nowMs);
  }

  /** The newest first. */
  page(
    organizationId: string,
    type: TransactionType | undefined,
    page: number,
    limit: number,
  ): Readonly<Record<string, unknown>> {
    const all = this.all
      .filter(
        (one) => one.organizationId === organizationId && (type === undefined || one.type === type),
      )
      .reverse();
    return {
      transactions: all.slice((page - 1) * limit, page * limit),
      pagination: { page, limit, total: all.length, totalPages: Math.ceil(all.length / limit) },
    };
  }

  private record(
    organizationId: string,
    type: TransactionType,
    amount: number,
    description: string,
    atMs: number,
  ): void {
    this.all.push({
      id: hex(`${this.seed}|transaction|${this.all.length}`, 24),
      organizationId,
      type,
      amount,
      balanceAfter: this.accounts.balance(organizationId),
      description,
      createdAt: new Date(atMs).toISOString(),
    });
  }
}
