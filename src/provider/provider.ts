// Owns the interface to a vendor's API. A provider is pure: it builds requests and reads responses, it never fetches.
import type { Channel, Identity } from '../contact/contact';
import type { Lack } from '../contact/identity';
import type { Operation } from '../contact/operation';
import type { LeadSearch } from './lead-search';
import type { ListService } from './lists';

/** One word for the channels that are bought of a contact together; batches are sent in this order. `lead`: all of a LeadLeap id. */
export const ENRICHMENT_TYPES = [
  'full',
  'partial',
  'phone_only',
  'validity',
  'profile',
  'lead',
] as const;
export type EnrichmentType = (typeof ENRICHMENT_TYPES)[number];

export interface HttpRequest {
  readonly method: 'get' | 'post';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent for GET. */
  readonly body?: string;
  /** It may cost something: its answer is waited for as long as one can. */
  readonly buys?: true;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the transport knows: an answer, or none (DNS, timeout, refused by an administrator, quota …). */
export type HttpResult =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'failed'; readonly message: string };

/** An error as the vendor words it. Never holds a key. */
export interface VendorError {
  /** 0 when there was no HTTP answer. */
  readonly httpStatus: number;
  /** The vendor's machine code, or `''`. */
  readonly code: string;
  /** The vendor's words, at most 300 characters, or a sentence of ours when it gave none. */
  readonly message: string;
  /** From `Retry-After` or its relatives; `null` when the vendor did not say. */
  readonly retryAfterSeconds: number | null;
}

/** What a failed call means for the run. */
export type Refusal =
  /** Wait, then the same call again. */
  | { readonly kind: 'rate_limited'; readonly error: VendorError }
  | { readonly kind: 'out_of_credits'; readonly error: VendorError }
  /** 401, or 403 of any sort: the key or the plan, not the contacts. */
  | { readonly kind: 'key_refused'; readonly error: VendorError };

export type SubmitOutcome =
  | {
      readonly kind: 'accepted';
      readonly workflowId: string;
      /** In the vendor's order; `null` unless it gave exactly one distinct id per contact sent. */
      readonly taskIds: readonly string[] | null;
      /** Credits that it has reserved for all contacts together, where it says so; else `null`. */
      readonly reserved: number | null;
    }
  /** The results came with the answer: nothing is waited for. */
  | ({ readonly kind: 'answered' } & Results)
  | Refusal
  /** Certainly not bought: the vendor names contacts (0-based in the order sent) that it cannot take. */
  | {
      readonly kind: 'bad_contacts';
      readonly contacts: readonly { readonly index: number; readonly message: string }[];
      readonly error: VendorError;
    }
  /** Certainly not bought: what the answer to `prepare` said holds no longer. */
  | { readonly kind: 'unprepared'; readonly error: VendorError }
  /** Certainly not bought, no contact named. */
  | { readonly kind: 'refused'; readonly error: VendorError }
  /** Certainly not bought, because of some of the contacts, and the vendor does not say which: they go again in halves. */
  | { readonly kind: 'some_refused'; readonly error: VendorError }
  /** It may have been bought: timeout, 408, 3xx, 5xx, unreadable 2xx, a thrown error. */
  | { readonly kind: 'unknown'; readonly error: VendorError };

export interface Phone {
  /** As the vendor gave it. */
  readonly number: string;
  /** `''` when the vendor names none. */
  readonly type: string;
}

/** What a vendor says of a person beside what is bought, each as it goes into a cell; `''` where it says nothing. */
export interface Details {
  readonly title: string;
  readonly company: string;
  /** `https://www.linkedin.com/in/<slug>`, or `''`. */
  readonly linkedin: string;
  /** Addresses joined by `, `; never the result's own e-mail. */
  readonly otherEmails: string;
}

/** Who somebody is, bought by itself. Each part as it goes into a cell; `''` where the vendor says nothing. */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly title: string;
  readonly company: string;
  /** `https://www.linkedin.com/in/<slug>`, or `''`. */
  readonly linkedin: string;
}

/** One contact's result, not yet tied to a contact. All text is the vendor's and untrusted. */
export interface Item {
  /** `''` when the vendor gave none. */
  readonly taskId: string;
  /** What we sent, as the vendor echoes it; `null` when it does not. */
  readonly echo: Identity | null;
  /** Whom the vendor says the result is; `null` when it says nothing. */
  readonly identity: Identity | null;
  readonly email: string;
  /** The vendor's word, e.g. `reliable`. */
  readonly emailStatus: string;
  readonly phones: readonly Phone[];
  /** Where validity was bought, the vendor's word on the e-mail that was sent; else `''`. */
  readonly validity: string;
  /** Where a profile was bought and found; else `null`. */
  readonly profile: Profile | null;
  /** The vendor asks nothing for it, though a value was found. */
  readonly isFree?: true;
  readonly details: Details;
  /** The vendor's words about a contact that failed, or `''`. */
  readonly error: string;
}

/** What came of what was bought. */
export interface Results {
  readonly items: readonly Item[];
  /** Credits charged for it all, when the vendor says; else `null`. */
  readonly charged: number | null;
  /** Values that the vendor counts as found and has not given; absent where it does not count. */
  readonly missing: Readonly<Partial<Record<Channel, number>>>;
  /** What the vendor wants its user to be told about the credits, in its own words; absent: nothing. */
  readonly notice?: string;
}

export type PollOutcome =
  | { readonly kind: 'running'; readonly word: string }
  /** More is to be read, at once: its answer goes with those that there are. */
  | { readonly kind: 'more'; readonly request: HttpRequest }
  /** `word`: the vendor's status. */
  | ({ readonly kind: 'finished'; readonly word: string } & Results)
  /** Finished by its word, but no list of results: read again later. */
  | { readonly kind: 'no_results'; readonly word: string }
  | { readonly kind: 'not_found'; readonly error: VendorError }
  | Refusal
  /** No usable answer: the same read again later. */
  | { readonly kind: 'unreadable'; readonly error: VendorError };

export interface Account {
  readonly organizationId: string;
}

/** One movement of credits. */
export interface Transaction {
  readonly kind: 'spent' | 'bought' | 'given_back' | 'changed';
  /** Below 0 where they became fewer. */
  readonly credits: number;
  /** The vendor's words, at most 120 characters: they may name contacts, and are neither logged nor kept. */
  readonly about: string;
  /** Epoch milliseconds; `null` when the vendor does not say. */
  readonly at: number | null;
}

/** What credits were last used for, the newest first. Free. */
export interface Statement {
  request(key: string): HttpRequest;
  read(result: HttpResult, nowMs: number): AccountOutcome<readonly Transaction[]>;
}

export type AccountOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | Refusal
  | { readonly kind: 'unreadable'; readonly error: VendorError };

/** What a purchase is made with beside its contacts. */
export interface PurchaseTerms {
  /** What the answer to the service's `prepare` said; `''` where it has none. */
  readonly prepared: string;
  /** Where the vendor is to tell of the end, too: `https://…`; `''`: nowhere. */
  readonly webhookUrl: string;
}

/** A free call that has to be answered before a run's first purchase. Made twice it does no more than once. */
export interface Preparation {
  request(key: string): HttpRequest;
  /** At most 100 characters: they are kept with the run. */
  read(result: HttpResult, nowMs: number): AccountOutcome<string>;
}

/** One attempt of the vendor to call a user's own address. */
export interface Delivery {
  /** 1-based. */
  readonly attempt: number;
  /** The vendor's word. */
  readonly status: string;
  /** What the address answered; `null`: nothing. */
  readonly httpStatus: number | null;
  /** The vendor's words, or `''`. */
  readonly message: string;
}

/** How a vendor tells what became of its calls to a user's own address. Free. */
export interface WebhookService {
  deliveries(key: string, workflowId: string): HttpRequest;
  readDeliveries(result: HttpResult, nowMs: number): AccountOutcome<readonly Delivery[]>;
}

/** What a vendor says of the plan behind a key, in its own words. */
export interface KeyPlan {
  readonly tier: string;
  readonly scopes: readonly string[];
  readonly features: readonly string[];
}

export interface PlanService {
  request(key: string): HttpRequest;
  /** Not every key may know the call: what cannot be read is no reason to refuse one. */
  read(result: HttpResult, nowMs: number): AccountOutcome<KeyPlan>;
}

/** One way in which a vendor sells. */
export interface Service {
  /** `<vendor>/<service>`. Records hold it: it never changes. */
  readonly id: string;
  /** What it is used for. */
  readonly operation: Operation;
  /** What can be bought in one request. */
  readonly types: readonly EnrichmentType[];
  /** Contacts in one submit, at most. */
  readonly batchSize: number;
  /** Credits for a contact of which the values of these channels are found. */
  readonly credits: (found: readonly Channel[]) => number;
  /** Up to so many contacts in one submit, the results come with the answer. Absent: they are always waited for. */
  readonly answersAtOnce?: number;
  /** Whether the same contact, sent again, costs nothing once more. */
  readonly repeatsFree: boolean;
  /** One contact that the vendor does not have, or take, may refuse all that are sent with it (`some_refused`). Absent: it does not. */
  readonly refusesTogether?: true;
  /** `null`: a contact can be looked up here. */
  readonly lacks: (identity: Identity) => Lack | null;
  /** Why a contact is not looked up here about whom it would be asked the same as about another one. Absent: it tells them apart. */
  readonly ifShared?: Lack;
  /** The part of an identity that leaves for the vendor: no more than it needs. */
  readonly sends: (identity: Identity) => Identity;
  readonly prepare?: Preparation;
  /** Absent: it tells no address of the user's of the end. */
  readonly webhook?: WebhookService;
  submit(
    key: string,
    type: EnrichmentType,
    contacts: readonly Identity[],
    terms?: PurchaseTerms,
  ): HttpRequest;
  /** `sent`: the contacts of the submit; `nowMs` serves `Retry-After` dates. */
  readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome;
  poll(key: string, workflowId: string): HttpRequest;
  /** `further`: the answers to what every `more` since asked to be read. */
  readPoll(result: HttpResult, further: readonly HttpResult[], call: PollCall): PollOutcome;
}

/** What a status was asked with. */
export interface PollCall {
  readonly key: string;
  readonly workflowId: string;
  readonly nowMs: number;
}

export interface Provider {
  /** Records and keys are kept under it: it never changes. */
  readonly id: string;
  /** As shown to people. */
  readonly name: string;
  /** One sentence for who chooses among vendors: what it finds, and how. */
  readonly about: string;
  /** The host that is asked, for a list of allowed addresses: `https://…`. */
  readonly origin: string;
  /** How a key of this vendor begins. */
  readonly keyPrefix: string;
  /** Where a person finds the key, e.g. `Settings → API Keys`. */
  readonly keyPlace: string;
  /** The vendor's site for its users: `https://…`. */
  readonly portal: string;
  /** The first that sells a type and can look a contact up is used. */
  readonly services: readonly Service[];
  /** Absent where the vendor has no search for leads. */
  readonly search?: LeadSearch;
  /** Absent where no list that is kept at the vendor can be enriched. */
  readonly lists?: ListService;
  /** Calls a minute that are safe for one key. */
  readonly requestsPerMinute: number;
  /** Whether the text can be a key of this vendor at all; costs no call. */
  isKey(text: string): boolean;
  /** Free: whose key it is. */
  account(key: string): HttpRequest;
  readAccount(result: HttpResult, nowMs: number): AccountOutcome<Account>;
  /** Free: credits left, may be fractional. */
  balance(key: string): HttpRequest;
  readBalance(result: HttpResult, nowMs: number): AccountOutcome<number>;
  /** Absent: the vendor does not tell. */
  readonly statement?: Statement;
  /** Free; absent: the vendor does not say. */
  readonly plan?: PlanService;
}
