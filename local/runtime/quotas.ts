// Owns what each user has used up of the daily quotas. Must not know what the quotas are for.

export type QuotaName = 'properties' | 'urlfetch' | 'triggerMs';

interface Use {
  startMs: number;
  used: number;
}

const DAY_MS = 86_400_000;

/** A quota starts with the first use and is renewed 24 hours later. */
export class Quotas {
  #uses: Record<string, Use> = {};

  /** How much the user has used of it. */
  used(user: string, name: QuotaName, nowMs: number): number {
    return this.#use(user, name, nowMs).used;
  }

  spend(user: string, name: QuotaName, amount: number, nowMs: number): void {
    this.#use(user, name, nowMs).used += amount;
  }

  dump(): Record<string, Use> {
    return structuredClone(this.#uses);
  }

  load(uses: Record<string, Use>): void {
    this.#uses = structuredClone(uses);
  }

  #use(user: string, name: QuotaName, nowMs: number): Use {
    const key = `${name}:${user}`;
    let use = this.#uses[key];
    if (!use || nowMs >= use.startMs + DAY_MS) {
      use = { startMs: nowMs, used: 0 };
      this.#uses[key] = use;
    }
    return use;
  }
}
