// Owns how many calls a minute are answered. Windows are fixed, so a burst may straddle two of them.

const WINDOW_MS = 60_000;

export class RateLimit {
  private window = -1;
  private counts = new Map<string, number>();

  constructor(
    private readonly perKey: number,
    private readonly perOrganization = Infinity,
  ) {}

  /** `null` when the call may pass, else the whole seconds until it may. A refused call does not count. */
  take(key: string, organizationId: string, nowMs: number): number | null {
    const window = this.windowAt(nowMs);
    const ofKey = this.counts.get(`key ${key}`) ?? 0;
    const ofOrganization = this.counts.get(`org ${organizationId}`) ?? 0;
    if (ofKey >= this.perKey || ofOrganization >= this.perOrganization) {
      return Math.ceil(((window + 1) * WINDOW_MS - nowMs) / 1000);
    }
    this.counts.set(`key ${key}`, ofKey + 1);
    this.counts.set(`org ${organizationId}`, ofOrganization + 1);
    return null;
  }

  /** What is left of the key's minute, and when that ends. */
  left(key: string, nowMs: number): { readonly calls: number; readonly endsMs: number } {
    const endsMs = (this.windowAt(nowMs) + 1) * WINDOW_MS;
    return { calls: this.perKey - (this.counts.get(`key ${key}`) ?? 0), endsMs };
  }

  private windowAt(nowMs: number): number {
    const window = Math.floor(nowMs / WINDOW_MS);
    if (window !== this.window) {
      this.window = window;
      this.counts = new Map();
    }
    return window;
  }
}
