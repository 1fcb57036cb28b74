// Owns the emulated LeadLeap API: routing, keys, limits, credits. Has no clock and knows nothing of the sheet.
import type { Channel } from '../../../src/contact/contact';
import { Accounts, type Organization } from '../accounts';
import type { EmulatedApi } from '../emulated-api';
import { faultyAnswer, isAccepted, isHeard, type Fault } from '../fault';
import { Faults } from '../faults';
import { header, type HttpAnswer, type VendorAnswer, type VendorRequest } from '../http';
import { Ledger, type Endpoint } from '../ledger';
import type { VendorContact } from '../person';
import { RateLimit } from '../rate-limit';
import { SHARES, type Found, type Shares } from '../results';
import { between, hex } from '../seeded';
import type { AnswerMode, LockedEnrich } from './answer-mode';
import { Catalogue } from './catalogue';
import { Counter, type Caller } from './counter';
import { DEMO_KEY, DEMO_ORGANIZATIONS } from './demo';
import { errorShapes, failure, success, type Stamp } from './envelope';
import { foundOf, type Lead } from './lead';
import { ALL_SCOPES, ROUTES, type Route, type Scope } from './routes';
import { LEAD_PRICE, OF_A_LEAD, Sales } from './sales';
import { usageBody } from './usage';
import { verdictOn, type Verdict, type VerdictOptions } from './verdict';

/** https://leadleap.net/docs/api */
const ORIGIN = 'https://api.leadleap.net';
const BASE = '/api/v1';
const CALLS_PER_KEY = 60;

/** Of the well-formed addresses. */
const VALID = 0.8;

export interface EmulatorOptions {
  readonly organizations?: readonly Organization[];
  /** What a key may do; a key that is not listed may do everything. */
  readonly scopes?: Readonly<Record<string, readonly Scope[]>>;
  /** Everything made up follows from it. */
  readonly seed?: string;
  /** Of the leads: `email` and `phone` have one, `failed` were withdrawn. */
  readonly shares?: Shares;
  /** Share of the well-formed addresses that can be delivered to. */
  readonly valid?: number;
  /** Words for addresses that are well formed and not valid, instead of none. */
  readonly reasons?: readonly string[];
  /** Credits for the validation of one address. What it costs is not documented: nothing, when not told otherwise. */
  readonly validationPrice?: 0 | 1;
  /** What `enrich` does with a lead that is not unlocked, which is not documented either: it refuses. */
  readonly lockedEnrich?: LockedEnrich;
}

export class LeadleapEmulator implements EmulatedApi {
  readonly id = 'leadleap';
  readonly name = 'LeadLeap';
  readonly origin = ORIGIN;
  readonly demoKey = DEMO_KEY;
  readonly prices: Readonly<Record<Channel, number>>;
  readonly repeatsFree = OF_A_LEAD;
  readonly accounts: Accounts;
  readonly faults = new Faults<AnswerMode>();
  readonly ledger: Ledger;
  private readonly rateLimit = new RateLimit(CALLS_PER_KEY);
  private readonly catalogue: Catalogue;
  private readonly counter: Counter;
  private readonly scopes: Readonly<Record<string, readonly Scope[]>>;
  private readonly seed: string;
  private readonly verdicts: VerdictOptions;
  private calls = 0;

  constructor(options: EmulatorOptions = {}) {
    this.accounts = new Accounts(options.organizations ?? DEMO_ORGANIZATIONS);
    this.scopes = options.scopes ?? {};
    this.seed = options.seed ?? 'leadleap';
    const { valid = VALID, reasons = [] } = options;
    this.verdicts = { seed: this.seed, valid, reasons };
    this.catalogue = new Catalogue(this.seed, options.shares ?? SHARES);
    this.ledger = new Ledger((contact) => this.truthAbout(contact));
    const { catalogue, faults, verdicts } = this;
    const { validationPrice = 0 } = options;
    // An e-mail and a phone come with the lead.
    this.prices = { email: 0, phone: 0, validity: validationPrice, profile: LEAD_PRICE };
    const sales = new Sales(this.accounts, this.ledger, validationPrice);
    this.counter = new Counter(
      { accounts: this.accounts, catalogue, faults, sales },
      { verdicts, lockedEnrich: options.lockedEnrich ?? 'refused' },
    );
  }

  /** @throws Error `NotEmulated` for what the vendor offers and this does not. */
  handle(request: VendorRequest, nowMs: number): VendorAnswer {
    this.calls += 1;
    const endpoint = endpointOf(request);
    this.ledger.count(endpoint);
    const fault = this.faults.take(endpoint, nowMs);
    if (fault !== null && isHeard(fault) && !isAccepted(fault)) this.spend(request, nowMs);
    const stamp = {
      request_id: `req_${hex(`${this.seed}|request|${this.calls}`, 16)}`,
      timestamp: new Date(nowMs).toISOString(),
    };
    const answer =
      fault === null
        ? this.answer(request, stamp, nowMs)
        : this.disturbed(fault, request, stamp, nowMs);
    return 'error' in answer ? answer : { elapsedMs: this.elapsedMs(endpoint), ...answer };
  }

  setBalance(organizationId: string, credits: number): void {
    this.accounts.setBalance(organizationId, credits);
  }

  /** Nothing is reserved: every call is settled when it is answered. */
  balance(organizationId: string, _nowMs: number): number {
    return this.accounts.balance(organizationId);
  }

  /** Ids of leads that can be bought, for sheets of samples; always the same ones first. */
  leadIds(count: number): readonly string[] {
    const ids = this.catalogue.ids(false, count);
    if (ids.length < count) throw new Error(`There are only ${ids.length} leads.`);
    return ids;
  }

  /** Ids of leads that were withdrawn. */
  withdrawnIds(): readonly string[] {
    return this.catalogue.ids(true, Infinity);
  }

  /** All that the vendor knows about a lead, sold or not. */
  lead(id: string): Lead {
    const lead = this.catalogue.find(id);
    if (lead === undefined) throw new Error(`No lead ${id}.`);
    return lead;
  }

  /** What the vendor says of an address, asked or not. */
  verdictOn(email: string): Verdict {
    return verdictOn(email, this.verdicts);
  }

  /** An address is not found but brought: nothing is sold of it beside the verdict. */
  private truthAbout({ lead_id: id }: VendorContact): Found {
    const lead = id === undefined ? undefined : this.catalogue.find(id);
    if (lead === undefined) return { email: '', emailStatus: '', phones: [], failed: false };
    return foundOf(lead);
  }

  private disturbed(
    fault: Fault,
    request: VendorRequest,
    stamp: Stamp,
    nowMs: number,
  ): VendorAnswer {
    const real = isAccepted(fault) ? this.answer(request, stamp, nowMs) : null;
    return faultyAnswer(fault, real, errorShapes(stamp), nowMs);
  }

  /** Every answer says how many calls are left. */
  private answer(request: VendorRequest, stamp: Stamp, nowMs: number): VendorAnswer {
    if (!request.url.startsWith(`${ORIGIN}/`)) {
      // "HTTPS only": nobody listens for anything else.
      return { error: request.url.startsWith(`http:${ORIGIN.slice(6)}/`) ? 'connection' : 'dns' };
    }
    const key = keyOf(request);
    const answer = this.admitted(request, key ?? '', stamp, nowMs);
    const left = this.rateLimit.left(key ?? '', nowMs);
    const limits = {
      'x-ratelimit-limit': String(CALLS_PER_KEY),
      'x-ratelimit-remaining': String(left.calls),
      'x-ratelimit-reset': String(left.endsMs / 1000),
    };
    return { ...answer, headers: { ...limits, ...answer.headers } };
  }

  private admitted(request: VendorRequest, key: string, stamp: Stamp, nowMs: number): HttpAnswer {
    const route = routeOf(request);
    if (route === undefined) return failure(stamp, 'NOT_FOUND', 'Not found.');
    const organization = this.accounts.ofKey(key);
    if (organization === null) {
      return failure(stamp, 'UNAUTHORIZED', 'Invalid or missing API key.');
    }
    if (organization.apiAccess === false) {
      return failure(stamp, 'PLAN_LIMIT', 'API access requires the Scale plan or higher.');
    }
    const wait = this.rateLimit.take(key, organization.id, nowMs);
    if (wait !== null) {
      const message = `Rate limit exceeded. You are allowed ${CALLS_PER_KEY} requests per minute.`;
      return failure(stamp, 'RATE_LIMITED', message, wait);
    }
    const scopes = this.scopes[key] ?? ALL_SCOPES;
    if (!route.scopes.some((scope) => scopes.includes(scope))) {
      const message = `API key lacks the required scope: ${route.scopes[0]}`;
      return failure(stamp, 'FORBIDDEN', message);
    }
    return this.dispatch(route, request, { key, organization, stamp, nowMs });
  }

  private dispatch(route: Route, request: VendorRequest, caller: Caller): HttpAnswer {
    const { organization, stamp, nowMs } = caller;
    const query = [...new URL(request.url).searchParams.entries()];
    if (route.name !== 'leads' && query.length > 0) {
      return failure(stamp, 'BAD_REQUEST', 'Unexpected query parameter.');
    }
    if (route.method === 'GET' && (request.body ?? '') !== '') {
      return failure(stamp, 'BAD_REQUEST', 'A GET request has no body.');
    }
    switch (route.name) {
      case 'leads':
        return this.counter.search(query, caller);
      case 'unlock':
        return this.counter.unlock(request, caller);
      case 'enrich':
        return this.counter.enrich(request, caller);
      case 'export':
        return this.counter.export(request, caller);
      case 'validate':
        return this.counter.validate(request, caller);
      case 'usage': {
        const left = this.accounts.balance(organization.id);
        return success(stamp, usageBody(organization, left, nowMs));
      }
      case 'webhooks':
        throw new Error('NotEmulated: leadleap webhooks');
    }
  }

  /** A call that goes wrong counts toward the limits like any other. */
  private spend(request: VendorRequest, nowMs: number): void {
    const key = keyOf(request) ?? '';
    const organization = this.accounts.ofKey(key);
    if (organization !== null) this.rateLimit.take(key, organization.id, nowMs);
  }

  /** What sells something takes longer than a read. */
  private elapsedMs(endpoint: Endpoint): number {
    const [from, to] = endpoint === 'submit' ? [400, 1500] : [80, 400];
    return between(`${this.seed}|elapsed|${this.calls}`, from, to);
  }
}

/** The key stands in `Authorization: Bearer ll_…` and nowhere else. */
function keyOf(request: VendorRequest): string | undefined {
  return /^Bearer (ll_[0-9a-f]{64})$/.exec(header(request, 'authorization') ?? '')?.[1];
}

/** What a call is for. */
export function endpointOf(request: Pick<VendorRequest, 'method' | 'url'>): Endpoint {
  return routeOf(request)?.endpoint ?? 'other';
}

function routeOf(request: Pick<VendorRequest, 'method' | 'url'>): Route | undefined {
  if (!request.url.startsWith(`${ORIGIN}${BASE}/`)) return undefined;
  const [path = ''] = request.url.slice(ORIGIN.length + BASE.length).split('?');
  const method = request.method.toUpperCase();
  return ROUTES.find((route) => route.method === method && route.path.test(path));
}
