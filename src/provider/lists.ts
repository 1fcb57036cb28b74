// Owns what enriching a list that is kept at a vendor asks of it, and what the answers mean. Pure; knows no vendor.
import type { Identity } from '../contact/contact';
import type {
  AccountOutcome,
  EnrichmentType,
  HttpRequest,
  HttpResult,
  Refusal,
  VendorError,
} from './provider';

/** What can be bought for a whole list. */
export type ListType = Extract<EnrichmentType, 'partial' | 'phone_only' | 'full'>;

/** What the enrichment of a list costs at most. It holds for a while, and for one purchase. */
export interface ListQuote {
  readonly id: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** At most. */
  readonly credits: number;
  /** Of the list. */
  readonly rows: number;
  /** Credits left. */
  readonly balance: number;
  /** Whether they cover it, as the vendor says. */
  readonly isSufficient: boolean;
}

/** A free call that is about a list. */
export type ListOutcome<T> =
  | AccountOutcome<T>
  /** There is no such list, or not for this key. */
  | { readonly kind: 'not_found'; readonly error: VendorError }
  /** The vendor read the request and declined it. */
  | { readonly kind: 'refused'; readonly error: VendorError };

/** What became of a file of contacts. */
export interface Imported {
  readonly rows: number;
  /** By the vendor's word for why a row was skipped, at most ten of them. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Of the file, 0-based, those who certainly are not on the list; nobody where not all of them can be told. */
  readonly left: readonly number[];
}

export type ListPurchase =
  | {
      readonly kind: 'accepted';
      readonly workflowId: string;
      /** `null`: the vendor does not say. */
      readonly reserved: number | null;
    }
  /** Certainly not bought: the vendor knows the list under another field's name. */
  | { readonly kind: 'other_field'; readonly error: VendorError }
  /** By this call certainly not bought. */
  | Refusal
  /** By this call certainly not bought: the quote is used, expired, or of another list. */
  | { readonly kind: 'quote_refused'; readonly isUsed: boolean; readonly error: VendorError }
  /** By this call certainly not bought. */
  | { readonly kind: 'not_found' | 'refused'; readonly error: VendorError }
  /** It may have been bought. */
  | { readonly kind: 'unknown'; readonly error: VendorError };

export type ListStatus =
  | {
      readonly kind: 'running';
      /** Rows, where the vendor says. */
      readonly processed: number | null;
      readonly total: number | null;
    }
  | ({ readonly kind: 'ended' } & ListEnd)
  | { readonly kind: 'not_found'; readonly error: VendorError }
  | Refusal
  | { readonly kind: 'unreadable'; readonly error: VendorError };

/** How it ended. Numbers as the vendor says them; `null`: it does not. */
export interface ListEnd {
  /** The vendor's. */
  readonly word: string;
  /** Ended otherwise than by being done. */
  readonly isBroken: boolean;
  readonly charged: number | null;
  readonly refunded: number | null;
  readonly emails: number | null;
  readonly phones: number | null;
  /** What it wants its user to be told about the credits, in its words; `''`: nothing. */
  readonly notice: string;
}

/** One row of a list. Each text as it goes into a cell; `''` where the vendor says nothing. Untrusted. */
export interface ListLead {
  /** Knows the row again; never blank. */
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly company: string;
  readonly location: string;
  readonly linkedin: string;
  /** Where the vendor has it from, in its words. */
  readonly source: string;
}

export interface ListPage {
  readonly leads: readonly ListLead[];
  /** Where the next page begins; `''`: there is none. */
  readonly next: string;
}

/** A vendor's lists of contacts, and their enrichment. */
export interface ListService {
  /** Names of the two fields under which the vendor may know the list that is bought for. */
  readonly fields: readonly [string, string];
  /** Whether the text can be a list's id at all. */
  isListId(text: string): boolean;
  /** Free. The same name twice is the same list. */
  create(key: string, name: string): HttpRequest;
  readCreated(result: HttpResult, nowMs: number): ListOutcome<string>;
  /** Contacts as they go into files, one request each. */
  filesOf(contacts: readonly Identity[]): readonly (readonly Identity[])[];
  /**
   * Free: contacts are put on a list, nothing is looked up.
   *
   * @param token the same file with the same token is put there once, for a day
   */
  fill(key: string, list: string, contacts: readonly Identity[], token: string): HttpRequest;
  readFilled(result: HttpResult, nowMs: number): ListOutcome<Imported>;
  /** Free. */
  quote(key: string, list: string, type: ListType): HttpRequest;
  readQuote(result: HttpResult, nowMs: number): ListOutcome<ListQuote>;
  /** @param field one of `fields` */
  buy(key: string, list: string, type: ListType, quote: string, field: string): HttpRequest;
  /** @param field that was asked with */
  readBought(result: HttpResult, field: string, nowMs: number): ListPurchase;
  status(key: string, workflowId: string): HttpRequest;
  readStatus(result: HttpResult, nowMs: number): ListStatus;
  /** @param from where the page begins; `''`: the first */
  page(key: string, list: string, from: string): HttpRequest;
  readPage(result: HttpResult, nowMs: number): ListOutcome<ListPage>;
}
