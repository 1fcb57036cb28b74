// Owns the emulated Cleanlist API: routing, keys, limits. Has no clock and knows nothing of the sheet.
import type { Channel } from '../../../src/contact/contact';
import { Accounts, type Organization } from '../accounts';
import type { EmulatedApi } from '../emulated-api';
import { type Fault, faultyAnswer, isAccepted, isHeard } from '../fault';
import { Faults } from '../faults';
import {
  detail,
  header,
  json,
  type HttpAnswer,
  type VendorAnswer,
  type VendorRequest,
} from '../http';
import { Ledger, type Endpoint } from '../ledger';
import { RateLimit } from '../rate-limit';
import type { VendorContact } from '../person';
import { findFor, SHARES, type Found, type Shares } from '../results';
import { between } from '../seeded';
import type { Call, Caller } from './call';
import { DEMO_KEY, DEMO_LIST_ID, DEMO_LISTS, DEMO_ORGANIZATIONS } from './demo';
import { EnrichCalls } from './enrich-calls';
import { EnrichmentCalls } from './enrichment-calls';
import { EnrichmentRuns } from './enrichment-runs';
import { coded, NEWER_ERROR_SHAPES } from './error-object';
import { ERROR_SHAPES } from './error-shapes';
import { estimate } from './estimates';
import { KnownProfiles } from './known-profiles';
import { LeadListCalls } from './lead-list-calls';
import { LeadLists, type ReadyList } from './lead-lists';
import type { ListField } from './list-run-request';
import { FULL_PLAN, scopeRefusal, whoamiBody, type Plan } from './plan';
import { Quotes } from './quotes';
import { endpointOf, ORIGIN, targetOf, type Route } from './routes';
import type { Shape } from './status-answer';
import { deliveries } from './webhooks';
import type { Duration } from './workflow';
import type { WorkflowMode } from './workflow-mode';
import { Workflows } from './workflows';

/** In a fixed window of a minute: https://docs.cleanlist.ai/mcp-api/errors */
const CALLS_PER_KEY = 30;
const CALLS_PER_ORGANIZATION = 60;

/** A waterfall of providers takes its time. */
const DURATION: Duration = { min: 30, max: 180 };

export interface EmulatorOptions {
  readonly organizations?: readonly Organization[];
  /** Everything made up follows from it. */
  readonly seed?: string;
  readonly shares?: Shares;
  /** How long workflows take, in seconds. */
  readonly duration?: Duration;
  /** The results' shape: the documented one, or the later one that echoes the contact. */
  readonly shape?: Shape;
  /** A 422 names every bad contact instead of the first. */
  readonly namesAllBadContacts?: boolean;
  /** What every organisation may do in the newer generation, where it is not all. */
  readonly plan?: Partial<Plan>;
  readonly lists?: readonly ReadyList[];
  /** Lists of an organisation, with those that are there; default: any number. */
  readonly mostLists?: number;
  /** Whether a person is refused without a list; the documents say both, the stricter holds. */
  readonly needsLeadList?: boolean;
  /** The only name for the list that `/enrichment/bulk` knows; default: both that the documents have. */
  readonly listField?: ListField;
}

/** https://docs.cleanlist.ai/api-reference/credits */
const PRICES: Readonly<Record<Channel, number>> = { email: 1, phone: 10, validity: 0, profile: 0 };

export class CleanlistEmulator implements EmulatedApi {
  readonly id = 'cleanlist';
  readonly name = 'Cleanlist';
  readonly origin = ORIGIN;
  readonly demoKey = DEMO_KEY;
  readonly demoList = DEMO_LIST_ID;
  readonly prices = PRICES;
  readonly repeatsFree = [];
  readonly accounts: Accounts;
  readonly faults = new Faults<WorkflowMode>();
  readonly ledger: Ledger;
  private readonly rateLimit = new RateLimit(CALLS_PER_KEY, CALLS_PER_ORGANIZATION);
  private readonly workflows: Workflows;
  private readonly runs: EnrichmentRuns;
  private readonly lists: LeadLists;
  private readonly quotes: Quotes;
  private readonly enrich: EnrichCalls;
  private readonly enrichment: EnrichmentCalls;
  private readonly leadLists: LeadListCalls;
  private readonly plan: Plan;
  private readonly seed: string;
  private calls = 0;

  constructor(options: EmulatorOptions = {}) {
    this.accounts = new Accounts(options.organizations ?? DEMO_ORGANIZATIONS);
    this.seed = options.seed ?? 'cleanlist';
    this.plan = { ...FULL_PLAN, ...options.plan };
    const shares = options.shares ?? SHARES;
    const find = (contact: VendorContact): Found => findFor(contact, this.seed, shares);
    this.ledger = new Ledger(find);
    const { accounts, ledger, faults, seed, plan } = this;
    const duration = options.duration ?? DURATION;
    const making = { seed, duration, find, profiles: new KnownProfiles() };
    this.workflows = new Workflows(accounts, ledger, faults, making);
    this.lists = new LeadLists(seed, options.lists ?? DEMO_LISTS, options.mostLists ?? Infinity);
    this.quotes = new Quotes(seed);
    this.runs = new EnrichmentRuns(accounts, ledger, faults, this.lists, making);
    this.enrich = new EnrichCalls(this.workflows, {
      shape: options.shape ?? 'flat',
      namesAllBadContacts: options.namesAllBadContacts ?? false,
    });
    const { needsLeadList = true, listField } = options;
    const choice = { plan, needsLeadList, listField };
    this.enrichment = new EnrichmentCalls(accounts, this.lists, this.quotes, this.runs, choice);
    this.leadLists = new LeadListCalls(this.lists, this.enrichment, plan);
  }

  /** @throws Error `NotEmulated` for what the vendor offers and this does not. */
  handle(request: VendorRequest, nowMs: number): VendorAnswer {
    this.settleDue(nowMs);
    this.calls += 1;
    const endpoint = endpointOf(request);
    this.ledger.count(endpoint);
    const fault = this.faults.take(endpoint, nowMs);
    if (fault !== null && isHeard(fault) && !isAccepted(fault)) this.spend(request, nowMs);
    const answer =
      fault === null ? this.answer(request, nowMs) : this.disturbed(fault, request, nowMs);
    return 'error' in answer ? answer : { elapsedMs: this.elapsedMs(endpoint), ...answer };
  }

  private disturbed(fault: Fault, request: VendorRequest, nowMs: number): VendorAnswer {
    const real = isAccepted(fault) ? this.answer(request, nowMs) : null;
    const route = targetOf(request.method, request.url)?.route;
    const shapes = route?.generation === 'newer' ? NEWER_ERROR_SHAPES : ERROR_SHAPES;
    return faultyAnswer(fault, real, shapes, nowMs);
  }

  setBalance(organizationId: string, credits: number): void {
    this.accounts.setBalance(organizationId, credits);
  }

  /** What is left at that time, without what is reserved for open workflows. */
  balance(organizationId: string, nowMs: number): number {
    this.settleDue(nowMs);
    return this.accounts.balance(organizationId);
  }

  private answer(request: VendorRequest, nowMs: number): VendorAnswer {
    if (!request.url.startsWith(`${ORIGIN}/`)) {
      return request.url.startsWith('http://')
        ? detail(403, 'HTTPS is required')
        : { error: 'dns' };
    }
    const target = targetOf(request.method, request.url);
    if (target === undefined) return detail(404, 'Not Found');
    const { route, id } = target;
    if (route.method !== request.method.toUpperCase()) {
      return detail(405, 'Method Not Allowed', { allow: route.method });
    }
    const caller = this.callerOf(request);
    if (caller === null) return refused(route, 401, 'unauthorized', 'Not authenticated');
    const { key, organization } = caller;
    if (organization.apiAccess === false) return withoutAccess(route);
    const wait = this.rateLimit.take(key, organization.id, nowMs);
    if (wait !== null) return tooMany(route, wait);
    const query = [...new URL(request.url).searchParams.entries()];
    const stray = query.find(([name]) => !route.query.includes(name));
    if (stray !== undefined) {
      return refused(route, 400, 'validation_error', `Unexpected query parameter: ${stray[0]}`);
    }
    if (route.method === 'GET' && (request.body ?? '') !== '') {
      return refused(route, 400, 'validation_error', 'A GET request has no body');
    }
    const lacking = scopeRefusal(this.plan, route.scopes);
    return lacking ?? this.dispatch(route, { request, caller, id, query, nowMs });
  }

  private dispatch(route: Route, call: Call): HttpAnswer {
    const { organization } = call.caller;
    switch (route.name) {
      case 'balance': {
        const credits = this.accounts.balance(organization.id);
        return json(200, { organization_id: organization.id, credits });
      }
      case 'validate':
        return json(200, {
          valid: true,
          user_id: `user_${organization.id}`,
          organization_id: organization.id,
        });
      case 'enrich_bulk':
        return this.enrich.submit(call);
      case 'enrich_status':
        return this.enrich.status(call);
      case 'deliveries':
        return deliveries(this.workflows, call);
      case 'whoami':
        return json(200, whoamiBody(organization, this.plan, call.nowMs));
      case 'estimate':
        return estimate(this.quotes, this.lists, this.accounts, call);
      case 'person':
        return this.enrichment.person(call);
      case 'list_run':
        return this.enrichment.list(call);
      case 'run_status':
        return this.enrichment.status(call);
      case 'new_list':
        return this.leadLists.create(call);
      case 'csv_import':
        return this.leadLists.importCsv(call);
      case 'leads':
        return this.leadLists.leads(call);
    }
  }

  private settleDue(nowMs: number): void {
    this.workflows.settleDue(nowMs);
    this.runs.settleDue(nowMs);
  }

  /** A call that goes wrong counts toward the limits like any other. */
  private spend(request: VendorRequest, nowMs: number): void {
    const caller = this.callerOf(request);
    if (caller !== null) this.rateLimit.take(caller.key, caller.organization.id, nowMs);
  }

  /** The key stands in `Authorization: Bearer clapi_…` and nowhere else. */
  private callerOf(request: VendorRequest): Caller | null {
    const match = /^Bearer (clapi_[\x21-\x7e]+)$/.exec(header(request, 'authorization') ?? '');
    const key = match?.[1];
    const organization = key === undefined ? null : this.accounts.ofKey(key);
    return key === undefined || organization === null ? null : { key, organization };
  }

  /** A submit takes longer than a read. */
  private elapsedMs(endpoint: Endpoint): number {
    const [from, to] = endpoint === 'submit' ? [400, 1500] : [80, 400];
    return between(`${this.seed}|elapsed|${this.calls}`, from, to);
  }
}

function refused(route: Route, status: number, code: string, words: string): HttpAnswer {
  return route.generation === 'newer' ? coded(status, code, words) : detail(status, words);
}

function withoutAccess(route: Route): HttpAnswer {
  const [code, words] = ['feature_gated', 'No API access in your plan.'];
  return route.generation === 'newer'
    ? coded(403, code, words, { fix: 'Upgrade your plan.' })
    : json(403, { error: { code, problem: words } });
}

function tooMany(route: Route, seconds: number): HttpAnswer {
  const words = 'Rate limit exceeded';
  return route.generation === 'newer'
    ? coded(429, 'rate_limited', words, { retry_after_ms: seconds * 1000 })
    : detail(429, words, { 'retry-after': String(seconds) });
}
