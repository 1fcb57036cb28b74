// Owns how many calls a minute are answered. Windows are fixed, so a burst may straddle two of them.

/** https://docs.cleanlist.ai/mcp-api/errors : 30 for a key and 60 for an organization, in a fixed window of a minute. */
const CALLS_PER_KEY = 30;
const CALLS_PER_ORGANIZATION = 60;
const WINDOW_MS = 60_000;

export class RateLimit {
  private window = -1;
  private counts = new Map<string, number>();

  /** `null` when the call may pass, else the whole seconds until it may. A refused call does not count. */
  take(key: string, organizationId: string, nowMs: number): number | null {
    const window = Math.floor(nowMs / WINDOW_MS);
    if (window !== this.window) {
      this.window = window;
      this.counts = new Map();
    }
    const ofKey = this.counts.get(`key ${key}`) ?? 0;
    const ofOrganization = this.counts.get(`org ${organizationId}`) ?? 0;
    if (ofKey >= CALLS_PER_KEY || ofOrganization >= CALLS_PER_ORGANIZATION) {
      return Math.ceil(((window + 1) * WINDOW_MS - nowMs) / 1000);
    }
    this.counts.set(`key ${key}`, ofKey + 1);
    this.counts.set(`org ${organizationId}`, ofOrganization + 1);
    return null;
  }
}
