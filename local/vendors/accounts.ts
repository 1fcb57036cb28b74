// Owns organisations, their keys and their credits. Knows no request and no result.

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly credits: number;
  /** A plan without access to the API answers 403. Default: it has access. */
  readonly apiAccess?: boolean;
}

export class Accounts {
  private readonly organizations = new Map<string, Organization>();
  private readonly keys = new Map<string, string>();
  private readonly credits = new Map<string, number>();

  constructor(organizations: readonly Organization[]) {
    for (const organization of organizations) {
      this.organizations.set(organization.id, organization);
      this.credits.set(organization.id, organization.credits);
      for (const key of organization.keys) this.keys.set(key, organization.id);
    }
  }

  /** `null` for a key that is unknown or revoked. */
  ofKey(key: string): Organization | null {
    const id = this.keys.get(key);
    return id === undefined ? null : (this.organizations.get(id) ?? null);
  }

  revoke(key: string): void {
    this.keys.delete(key);
  }

  /** What is left, without what is reserved for open workflows. */
  balance(organizationId: string): number {
    const credits = this.credits.get(organizationId);
    if (credits === undefined) throw new Error(`No organisation ${organizationId}.`);
    return credits;
  }

  setBalance(organizationId: string, credits: number): void {
    this.balance(organizationId);
    this.credits.set(organizationId, credits);
  }

  /** `false`, and nothing taken, when there is not enough. */
  reserve(organizationId: string, credits: number): boolean {
    const left = this.balance(organizationId) - credits;
    if (left < 0) return false;
    this.credits.set(organizationId, left);
    return true;
  }

  giveBack(organizationId: string, credits: number): void {
    this.credits.set(organizationId, this.balance(organizationId) + credits);
  }
}
