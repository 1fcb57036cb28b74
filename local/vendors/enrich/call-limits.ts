// Owns how many calls an organisation may make, by its plan. Windows are fixed, so a burst may straddle two of them.

export type Plan = 'free' | 'growth' | 'scale' | 'pro';

/** A look-up that is answered at once, the submit of a batch, or anything else. */
export type CallKind = 'enrichment' | 'bulk' | 'other';

interface Rates {
  readonly perSecond?: number;
  readonly perMinute: number;
}

/** Of all calls, and tighter ones of two kinds of calls: https://doc.enrich.so/rate-limits-1951030m0 */
const PLANS: Readonly<Record<Plan, Readonly<Record<'all' | Exclude<CallKind, 'other'>, Rates>>>> = {
  free: {
    all: { perSecond: 5, perMinute: 60 },
    enrichment: { perMinute: 10 },
    bulk: { perSecond: 1, perMinute: 2 },
  },
  growth: {
    all: { perSecond: 25, perMinute: 300 },
    enrichment: { perMinute: 100 },
    bulk: { perSecond: 3, perMinute: 10 },
  },
  scale: {
    all: { perSecond: 50, perMinute: 1000 },
    enrichment: { perMinute: 500 },
    bulk: { perSecond: 5, perMinute: 20 },
  },
  pro: {
    all: { perSecond: 100, perMinute: 5000 },
    enrichment: { perMinute: 2000 },
    bulk: { perSecond: 10, perMinute: 50 },
  },
};

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

interface Window {
  readonly name: string;
  readonly limit: number;
  readonly lengthMs: number;
}

export interface Allowance {
  /** Whole seconds until the call may be made; `null` when it may pass. */
  readonly waitSeconds: number | null;
  readonly headers: Readonly<Record<string, string>>;
}

export class CallLimits {
  private readonly counts = new Map<string, { readonly start: number; count: number }>();

  constructor(private readonly plan: Plan) {}

  /** A refused call does not count. Keys of one organisation share its limits. */
  take(organizationId: string, kind: CallKind, nowMs: number): Allowance {
    const windows = windowsOf(this.plan, kind);
    const left = (window: Window): number =>
      window.limit - this.slot(organizationId, window, nowMs).count;
    const full = windows.filter((window) => left(window) <= 0);
    if (full.length === 0) {
      for (const window of windows) this.slot(organizationId, window, nowMs).count += 1;
    }
    // Which window the headers mean is not documented: the one that refuses, else the tightest minute.
    const shown = (full.length > 0 ? full : windows.filter(isMinute)).reduce((one, other) =>
      left(other) < left(one) || secondsLeft(other, nowMs) > secondsLeft(one, nowMs) ? other : one,
    );
    const seconds = secondsLeft(shown, nowMs);
    const headers = {
      'x-ratelimit-limit': String(shown.limit),
      'x-ratelimit-remaining': String(Math.max(left(shown), 0)),
      'x-ratelimit-reset': String(seconds),
    };
    if (full.length === 0) return { waitSeconds: null, headers };
    return { waitSeconds: seconds, headers: { ...headers, 'retry-after': String(seconds) } };
  }

  private slot(organizationId: string, window: Window, nowMs: number): { count: number } {
    const key = `${organizationId} ${window.name}`;
    const start = Math.floor(nowMs / window.lengthMs);
    const known = this.counts.get(key);
    if (known?.start === start) return known;
    const fresh = { start, count: 0 };
    this.counts.set(key, fresh);
    return fresh;
  }
}

function windowsOf(plan: Plan, kind: CallKind): readonly Window[] {
  const names = kind === 'other' ? (['all'] as const) : (['all', kind] as const);
  return names.flatMap((name) => {
    const { perSecond, perMinute } = PLANS[plan][name];
    const minute = { name: `${name} a minute`, limit: perMinute, lengthMs: MINUTE_MS };
    if (perSecond === undefined) return [minute];
    return [minute, { name: `${name} a second`, limit: perSecond, lengthMs: SECOND_MS }];
  });
}

function isMinute({ lengthMs }: Window): boolean {
  return lengthMs === MINUTE_MS;
}

function secondsLeft({ lengthMs }: Window, nowMs: number): number {
  return Math.ceil((lengthMs - (nowMs % lengthMs)) / SECOND_MS);
}
