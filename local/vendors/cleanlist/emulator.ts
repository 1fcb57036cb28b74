// Owns the emulated Cleanlist API: routing, keys, limits, credits. Has no clock and knows nothing of the sheet.
import { Accounts, type Organization } from '../accounts';
import { readBulk } from './bulk-request';
import { type Fault, faultyAnswer, isAccepted, isHeard } from '../fault';
import { Faults } from '../faults';
import { detail, header, json, type VendorAnswer, type VendorRequest } from '../http';
import { Ledger, type Endpoint } from '../ledger';
import { RateLimit } from '../rate-limit';
import type { VendorContact } from '../person';
import { findFor, SHARES, type Found, type Shares } from '../results';
import { between } from '../seeded';
import { ERROR_SHAPES } from './error-shapes';
import { DEMO_ORGANIZATIONS } from './demo';
import { taskBody, taskIdsOf, workflowBody, type Shape } from './status-answer';
import type { Duration, Workflow } from './workflow';
import type { WorkflowMode } from './workflow-mode';
import { Workflows } from './workflows';

const ORIGIN = 'https://api.cleanlist.ai';
const BASE = '/api/v1/public';

interface Route {
  readonly method: string;
  readonly endpoint: Endpoint;
}

/** https://docs.cleanlist.ai/api-reference */
const ROUTES: ReadonlyMap<string, Route> = new Map([
  [`${BASE}/enrich/bulk`, { method: 'POST', endpoint: 'submit' }],
  [`${BASE}/enrich/status`, { method: 'GET', endpoint: 'status' }],
  [`${BASE}/credits/balance`, { method: 'GET', endpoint: 'balance' }],
  [`${BASE}/auth/validate-key`, { method: 'GET', endpoint: 'validate' }],
  [`${BASE}/webhooks/deliveries`, { method: 'GET', endpoint: 'other' }],
]);

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
}

interface Caller {
  readonly key: string;
  readonly organization: Organization;
}

export class CleanlistEmulator {
  readonly accounts: Accounts;
  readonly faults = new Faults<WorkflowMode>();
  readonly ledger: Ledger;
  private readonly rateLimit = new RateLimit(CALLS_PER_KEY, CALLS_PER_ORGANIZATION);
  private readonly workflows: Workflows;
  private readonly seed: string;
  private readonly shape: Shape;
  private readonly namesAllBadContacts: boolean;
  private calls = 0;

  constructor(options: EmulatorOptions = {}) {
    this.accounts = new Accounts(options.organizations ?? DEMO_ORGANIZATIONS);
    this.seed = options.seed ?? 'cleanlist';
    this.shape = options.shape ?? 'flat';
    this.namesAllBadContacts = options.namesAllBadContacts ?? false;
    const shares = options.shares ?? SHARES;
    const find = (contact: VendorContact): Found => findFor(contact, this.seed, shares);
    this.ledger = new Ledger(find);
    const duration = options.duration ?? DURATION;
    const { accounts, ledger, faults, seed } = this;
    this.workflows = new Workflows(accounts, ledger, faults, { seed, duration, find });
  }

  /** @throws Error `NotEmulated` for what the vendor offers and this does not. */
  handle(request: VendorRequest, nowMs: number): VendorAnswer {
    this.workflows.settleDue(nowMs);
    this.calls += 1;
    const endpoint = routeOf(request)?.endpoint ?? 'other';
    this.ledger.count(endpoint);
    const fault = this.faults.take(endpoint, nowMs);
    if (fault !== null && isHeard(fault) && !isAccepted(fault)) this.spend(request, nowMs);
    const answer =
      fault === null ? this.answer(request, nowMs) : this.disturbed(fault, request, nowMs);
    return 'error' in answer ? answer : { elapsedMs: this.elapsedMs(endpoint), ...answer };
  }

  private disturbed(fault: Fault, request: VendorRequest, nowMs: number): VendorAnswer {
    const real = isAccepted(fault) ? this.answer(request, nowMs) : null;
    return faultyAnswer(fault, real, ERROR_SHAPES, nowMs);
  }

  setBalance(organizationId: string, credits: number): void {
    this.accounts.setBalance(organizationId, credits);
  }

  /** What is left at that time, without what is reserved for open workflows. */
  balance(organizationId: string, nowMs: number): number {
    this.workflows.settleDue(nowMs);
    return this.accounts.balance(organizationId);
  }

  private answer(request: VendorRequest, nowMs: number): VendorAnswer {
    if (!request.url.startsWith(`${ORIGIN}/`)) {
      return request.url.startsWith('http://')
        ? detail(403, 'HTTPS is required')
        : { error: 'dns' };
    }
    const route = routeOf(request);
    if (route === undefined) return detail(404, 'Not Found');
    if (route.method !== request.method.toUpperCase()) {
      return detail(405, 'Method Not Allowed', { allow: route.method });
    }
    const caller = this.callerOf(request);
    if (caller === null) return detail(401, 'Not authenticated');
    const { key, organization } = caller;
    if (organization.apiAccess === false) {
      return json(403, {
        error: { code: 'feature_gated', problem: 'No API access in your plan.' },
      });
    }
    const wait = this.rateLimit.take(key, organization.id, nowMs);
    if (wait !== null) return detail(429, 'Rate limit exceeded', { 'retry-after': String(wait) });
    return this.dispatch(route.endpoint, request, caller, nowMs);
  }

  private dispatch(
    endpoint: Endpoint,
    request: VendorRequest,
    caller: Caller,
    nowMs: number,
  ): VendorAnswer {
    const query = queryOf(request.url);
    const allowed = endpoint === 'status' ? ['workflow_id', 'task_id'] : [];
    const stray = query.find(([name]) => !allowed.includes(name));
    if (stray !== undefined) return detail(400, `Unexpected query parameter: ${stray[0]}`);
    if (endpoint !== 'submit' && (request.body ?? '') !== '') {
      return detail(400, 'A GET request has no body');
    }
    const { organization } = caller;
    switch (endpoint) {
      case 'submit':
        return this.submit(request, caller, nowMs);
      case 'status':
        return this.status(query, organization, nowMs);
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
      case 'results':
      case 'other':
        throw new Error('NotEmulated: cleanlist webhooks/deliveries');
    }
  }

  private submit(request: VendorRequest, caller: Caller, nowMs: number): VendorAnswer {
    if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(header(request, 'content-type') ?? '')) {
      return notJson(request.body ?? null);
    }
    const read = readBulk(request.body ?? '', this.namesAllBadContacts);
    if (read.kind === 'refused') return read.answer;
    const buyer = { key: caller.key, organizationId: caller.organization.id };
    const workflow = this.workflows.start(read.request, buyer, nowMs);
    if (workflow === null) return detail(402, 'Insufficient credits');
    const taskIds = taskIdsOf(workflow);
    return json(200, {
      workflow_id: workflow.id,
      status: 'processing',
      message: 'Bulk enrichment started',
      ...(taskIds === undefined ? {} : { task_ids: taskIds }),
      total_contacts: workflow.members.length,
    });
  }

  private status(
    query: readonly (readonly [string, string])[],
    organization: Organization,
    nowMs: number,
  ): VendorAnswer {
    const [only] = query;
    if (query.length !== 1 || only === undefined || only[1] === '') {
      return detail(400, 'Provide exactly one of workflow_id or task_id');
    }
    const [name, id] = only;
    const task = name === 'task_id' ? this.workflows.findTask(id) : undefined;
    const workflow = task?.workflow ?? this.workflows.find(name === 'workflow_id' ? id : '');
    if (workflow?.organizationId !== organization.id || isHidden(workflow, nowMs)) {
      return detail(404, name === 'workflow_id' ? 'Workflow not found' : 'Task not found');
    }
    if (task !== undefined) return json(200, taskBody(workflow, task.member, this.shape, nowMs));
    if (nowMs >= workflow.endsMs) workflow.readsAtEnd += 1;
    return json(200, workflowBody(workflow, this.shape, nowMs));
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

function notJson(input: string | null): VendorAnswer {
  const msg = 'Input should be a valid object';
  return json(422, { detail: [{ type: 'model_attributes_type', loc: ['body'], msg, input }] });
}

function isHidden(workflow: Workflow, nowMs: number): boolean {
  return nowMs < workflow.startedMs + (workflow.mode.hiddenSeconds ?? 0) * 1000;
}

function routeOf(request: VendorRequest): Route | undefined {
  const [path] = request.url.slice(ORIGIN.length).split('?');
  return request.url.startsWith(`${ORIGIN}/`) ? ROUTES.get(path ?? '') : undefined;
}

function queryOf(url: string): readonly (readonly [string, string])[] {
  return [...new URL(url).searchParams.entries()];
}
