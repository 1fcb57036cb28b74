// Owns the emulated Enrich API: routing, keys, limits, credits. Has no clock and knows nothing of the sheet.
import type { Channel } from '../../../src/contact/contact';
import { Accounts, type Organization } from '../accounts';
import type { EmulatedApi } from '../emulated-api';
import { faultyAnswer, isAccepted, isHeard, type Fault } from '../fault';
import { Faults } from '../faults';
import { json, type VendorAnswer, type VendorRequest } from '../http';
import { Ledger, type Endpoint } from '../ledger';
import type { VendorContact } from '../person';
import { findFor, SHARES, type Shares } from '../results';
import { between, hex, uuid } from '../seeded';
import { isEnded, wordOf, type Batch, type Duration } from './batch';
import { resultsData, resultsMeta, statusData, submitData, submitMeta } from './batch-answer';
import type { BatchMode } from './batch-mode';
import { Batches } from './batches';
import { CallLimits, type Plan } from './call-limits';
import { callerOf, type Caller, type KeyState } from './caller';
import { DEMO_KEY, DEMO_ORGANIZATIONS } from './demo';
import { errorShapes, refusalAnswer, type ErrorShape, type Refusal } from './error-shapes';
import { itemOf, type Body, type World } from './items';
import { OFFERS, type BatchProduct, type Product } from './products';
import { profileBehind, type MadeUpProfile } from './profile';
import { LISTS, readBatch, readCount, readQuery, readSingle } from './requests';
import { callKindOf, endpointOf, ORIGIN, routeOf, type Route } from './routes';
import { VERDICT_SHARES, verdictOf, type Verdict, type VerdictShares } from './verdict';
import { FIRST_TOPUP_MS, TRANSACTION_TYPES, Wallet } from './wallet';

const DURATION: Duration = { min: 30, max: 180 };

/** https://doc.enrich.so/api-reference-1951025m0 */
const RESULTS_PAGE = { usual: 100, max: 1000 };
const TRANSACTIONS_PAGE = { usual: 50, max: 100 };
const MAX_PAGE = 999_999_999;

export interface EmulatorOptions {
  readonly organizations?: readonly Organization[];
  /** Everything made up follows from it. */
  readonly seed?: string;
  readonly shares?: Shares;
  readonly verdicts?: VerdictShares;
  /** How long batches take, in seconds. */
  readonly duration?: Duration;
  /** All organisations have this one. */
  readonly plan?: Plan;
  /** Of one item, in credits: the vendor's page says 10 and its example 500. */
  readonly phoneBatchPrice?: number;
  readonly errorShape?: ErrorShape;
  /** A 400 names every bad contact instead of the first. */
  readonly namesAllBadContacts?: boolean;
}

type Reply =
  | { readonly kind: 'ok'; readonly data: unknown; readonly meta?: Body }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export class EnrichEmulator implements EmulatedApi {
  readonly id = 'enrich';
  readonly name = 'Enrich';
  readonly origin = ORIGIN;
  readonly demoKey = DEMO_KEY;
  readonly prices: Readonly<Record<Channel, number>>;
  readonly repeatsFree = [];
  readonly accounts: Accounts;
  readonly faults = new Faults<BatchMode>();
  /** By key; a key that is not here works. */
  readonly keyStates = new Map<string, KeyState>();
  readonly ledger: Ledger;
  private readonly wallet: Wallet;
  private readonly limits: CallLimits;
  private readonly batches: Batches;
  private readonly world: World;
  private readonly errorShape: ErrorShape;
  private readonly namesAllBadContacts: boolean;
  private readonly nextShapes: ErrorShape[] = [];
  private calls = 0;
  private lastMs = FIRST_TOPUP_MS;

  constructor(options: EmulatorOptions = {}) {
    const { organizations = DEMO_ORGANIZATIONS, seed = 'enrich', shares = SHARES } = options;
    this.accounts = new Accounts(organizations);
    this.world = { seed, shares, verdicts: options.verdicts ?? VERDICT_SHARES };
    this.wallet = new Wallet(this.accounts, seed, organizations);
    this.limits = new CallLimits(options.plan ?? 'growth');
    this.errorShape = options.errorShape ?? 'problem';
    this.namesAllBadContacts = options.namesAllBadContacts ?? false;
    this.ledger = new Ledger((contact) => findFor(contact, seed, shares));
    const { finder, validation, phones, profile } = OFFERS;
    const phonePrice = options.phoneBatchPrice ?? phones.price;
    this.prices = {
      email: finder.price,
      phone: phonePrice,
      validity: validation.price,
      profile: profile.price,
    };
    this.batches = new Batches(this.wallet, this.ledger, this.faults, {
      world: this.world,
      duration: options.duration ?? DURATION,
      perItem: { finder: finder.price, validation: validation.price, phones: phonePrice },
    });
  }

  /** @throws Error `NotEmulated` for what the vendor offers and this does not. */
  handle(request: VendorRequest, nowMs: number): VendorAnswer {
    this.lastMs = nowMs;
    this.calls += 1;
    const route = routeOf(request);
    const endpoint = endpointOf(route);
    this.ledger.count(endpoint);
    const fault = this.faults.take(endpoint, nowMs);
    if (fault !== null && isHeard(fault) && !isAccepted(fault)) this.spend(request, route, nowMs);
    const answer =
      fault === null
        ? this.answer(request, route, nowMs)
        : this.disturbed(fault, request, route, nowMs);
    return 'error' in answer ? answer : { elapsedMs: this.elapsedMs(endpoint), ...answer };
  }

  /** The next errors come in these shapes, one each. */
  nextErrorShapes(...shapes: readonly ErrorShape[]): void {
    this.nextShapes.push(...shapes);
  }

  setBalance(organizationId: string, credits: number): void {
    this.wallet.set(organizationId, credits, this.lastMs);
  }

  /** What is left, without what is reserved for batches whose results nobody fetched: time alone gives nothing back. */
  balance(organizationId: string, _nowMs: number): number {
    return this.accounts.balance(organizationId);
  }

  /** What the vendor says of an address, asked or not. */
  verdictOn(email: string): Verdict {
    return verdictOf(email, this.world.seed, this.world.verdicts);
  }

  /** Who it says is behind an address, asked or not; `null`: nobody it knows. */
  profileBehind(email: string): MadeUpProfile | null {
    return profileBehind(email, this.world.seed, this.world.shares);
  }

  private disturbed(
    fault: Fault,
    request: VendorRequest,
    route: Route | undefined,
    nowMs: number,
  ): VendorAnswer {
    const real = isAccepted(fault) ? this.answer(request, route, nowMs) : null;
    const list = route?.kind === 'submit' ? listOf(route.product, request.body ?? '') : '';
    const shapes = errorShapes(() => this.takeShape(), list, this.instance());
    return faultyAnswer(fault, real, shapes, nowMs);
  }

  private answer(request: VendorRequest, route: Route | undefined, nowMs: number): VendorAnswer {
    if (!request.url.startsWith(`${ORIGIN}/`)) {
      const plain = request.url.startsWith(`${ORIGIN.replace('https', 'http')}/`);
      return plain ? { error: 'connection' } : { error: 'dns' };
    }
    if (route === undefined) return this.refuse({ status: 404, detail: 'Route not found' }, {});
    const caller = callerOf(request, this.accounts, this.keyStates);
    if ('detail' in caller) return this.refuse(caller, {});
    const { organization } = caller;
    const { waitSeconds, headers } = this.limits.take(organization.id, callKindOf(route), nowMs);
    if (waitSeconds !== null) {
      const detail = `Rate limit exceeded. Please retry after ${waitSeconds} seconds.`;
      return this.refuse({ status: 429, detail, retryAfter: waitSeconds }, headers);
    }
    const reply = this.dispatch(request, route, caller, nowMs);
    if (reply.kind === 'refused') return this.refuse(reply.refusal, headers);
    const meta =
      reply.meta === undefined ? {} : { meta: { requestId: this.requestId(), ...reply.meta } };
    return json(200, { success: true, data: reply.data, ...meta }, headers);
  }

  private dispatch(request: VendorRequest, route: Route, caller: Caller, nowMs: number): Reply {
    const { id } = caller.organization;
    switch (route.kind) {
      case 'single':
        return this.single(request, route.product, caller, nowMs);
      case 'submit':
        return this.submit(request, route.product, caller, nowMs);
      case 'status':
      case 'results': {
        const batch = this.batches.find(route.id, route.product, id, nowMs);
        if (batch === undefined) return refused(404, 'No batch found with that ID');
        return route.kind === 'status'
          ? readThen(readQuery(request, []), () => ok(statusData(batch, nowMs)))
          : this.results(request, batch, nowMs);
      }
      case 'balance':
        return readThen(readQuery(request, []), () =>
          ok({
            organizationId: id,
            balance: this.accounts.balance(id),
            currency: 'credits',
            asOf: new Date(nowMs).toISOString(),
          }),
        );
      case 'transactions':
        return this.transactions(request, id);
      case 'not_emulated':
        throw new Error(`NotEmulated: enrich ${route.path}`);
    }
  }

  /** Channel at once: asked for again, it costs again. */
  private single(
    request: VendorRequest,
    product: Product,
    { key, organization }: Caller,
    nowMs: number,
  ): Reply {
    return readThen(readSingle(product, request), (contact: VendorContact) => {
      const { sold, price, title } = OFFERS[product];
      const organizationId = organization.id;
      if (!this.wallet.holds(organizationId, price)) return this.tooDear(organizationId, price);
      const mode = this.faults.takeMode();
      const { body, found } = itemOf(product, contact, this.world, mode);
      const creditsUsed = found ? price : 0;
      const what = contact.email ?? contact.linkedin_url ?? contact.company_domain ?? '';
      this.wallet.take(organizationId, creditsUsed, `${title}: ${what}`, nowMs);
      const workflowId = `single_${this.calls}`;
      this.ledger.buy({ channel: sold, contact, workflowId, organizationId, key, atMs: nowMs });
      this.ledger.settle(workflowId, () => creditsUsed);
      const data = product === 'phones' ? { phones: body['phones'] } : body;
      const creditsRemaining = this.accounts.balance(organizationId);
      const processingTimeMs = between(`${this.world.seed}|processing|${this.calls}`, 200, 2500);
      return ok(data, mode, { creditsUsed, creditsRemaining, processingTimeMs });
    });
  }

  private submit(
    request: VendorRequest,
    product: BatchProduct,
    { key, organization }: Caller,
    nowMs: number,
  ): Reply {
    return readThen(readBatch(product, request, this.namesAllBadContacts), (contacts) => {
      const buyer = { key, organizationId: organization.id };
      const started = this.batches.start(product, contacts, buyer, nowMs);
      if (started.kind === 'too_dear') return this.tooDear(organization.id, started.required);
      const { batch } = started;
      return ok(submitData(batch), batch.mode, submitMeta(batch));
    });
  }

  /** Before the end the page documents nothing: refused, as other downloads are before theirs. */
  private results(request: VendorRequest, batch: Batch, nowMs: number): Reply {
    return readThen(readQuery(request, ['page', 'limit']), (query) =>
      readThen(readCount('page', query.page, 1, MAX_PAGE), (page) =>
        readThen(
          readCount('limit', query.limit, RESULTS_PAGE.usual, RESULTS_PAGE.max),
          (limit): Reply => {
            if (!isEnded(batch, nowMs)) {
              const word = wordOf(batch, nowMs);
              return refused(409, `Batch is not yet completed. Current status: ${word}`);
            }
            this.batches.settle(batch, nowMs);
            batch.reads += 1;
            const remaining = this.accounts.balance(batch.organizationId);
            const data = resultsData(batch, { page, limit }, nowMs);
            return ok(data, batch.mode, resultsMeta(batch, remaining));
          },
        ),
      ),
    );
  }

  private transactions(request: VendorRequest, organizationId: string): Reply {
    return readThen(readQuery(request, ['page', 'limit', 'type']), (query) =>
      readThen(readCount('page', query.page, 1, MAX_PAGE), (page) =>
        readThen(
          readCount('limit', query.limit, TRANSACTIONS_PAGE.usual, TRANSACTIONS_PAGE.max),
          (limit): Reply => {
            const type = TRANSACTION_TYPES.find((one) => one === query.type);
            if (query.type !== undefined && type === undefined) {
              return refused(400, 'querystring/type Invalid enum value');
            }
            return ok(this.wallet.page(organizationId, type, page, limit));
          },
        ),
      ),
    );
  }

  private tooDear(organizationId: string, required: number): Reply {
    const currentBalance = this.accounts.balance(organizationId);
    const detail = `Not enough credits. Required: ${required}, available: ${currentBalance}`;
    const numbers = { currentBalance, required, shortfall: required - currentBalance };
    return { kind: 'refused', refusal: { status: 402, detail, numbers } };
  }

  private refuse(refusal: Refusal, headers: Readonly<Record<string, string>>): VendorAnswer {
    return refusalAnswer(refusal, this.takeShape(), this.instance(), headers);
  }

  private takeShape(): ErrorShape {
    return this.nextShapes.shift() ?? this.errorShape;
  }

  /** A call that goes wrong counts toward the limits like any other. */
  private spend(request: VendorRequest, route: Route | undefined, nowMs: number): void {
    const caller = callerOf(request, this.accounts, this.keyStates);
    if (route === undefined || 'detail' in caller) return;
    this.limits.take(caller.organization.id, callKindOf(route), nowMs);
  }

  private requestId(): string {
    return hex(`${this.world.seed}|request|${this.calls}`, 24);
  }

  private instance(): string {
    return `/requests/${uuid(`${this.world.seed}|request|${this.calls}`)}`;
  }

  /** A purchase takes longer than a read. */
  private elapsedMs(endpoint: Endpoint): number {
    const [from, to] = endpoint === 'submit' ? [400, 2500] : [80, 400];
    return between(`${this.world.seed}|elapsed|${this.calls}`, from, to);
  }
}

function ok(data: unknown, mode: BatchMode = {}, meta?: Body): Reply {
  if (meta === undefined || mode.meta === 'missing') return { kind: 'ok', data };
  return { kind: 'ok', data, meta };
}

function refused(status: number, detail: string): Reply {
  return { kind: 'refused', refusal: { status, detail } };
}

function readThen<T>(
  read:
    | { readonly kind: 'ok'; readonly value: T }
    | { readonly kind: 'refused'; readonly detail: string },
  then: (value: T) => Reply,
): Reply {
  return read.kind === 'ok' ? then(read.value) : refused(400, read.detail);
}

/** The list that a bad contact would stand in. */
function listOf(product: BatchProduct, body: string): string {
  return product === 'phones' && !body.includes('"emails"') ? 'linkedins' : LISTS[product];
}
