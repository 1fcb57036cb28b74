// Owns what the sidebar sees of settings, and of what is told to a vendor's support: types, and how long an address can
// be.

/** Characters. More than an address can have, so that one that is too long is refused with a sentence, not cut. */
export const LONGEST_TYPED_URL = 8_000;

export interface SettingsView {
  /** False: a run's lines are taken out of the log when it ends, but for results without a row and further phones. */
  readonly keepsLog: boolean;
  /** `null` when there is no log yet. */
  readonly log: { readonly name: string; readonly lines: number } | null;
  /** Credits that one run of this user may cost at most, in any document; `null`: no such limit. */
  readonly runLimit: number | null;
  /** Where connected vendors that can do so tell of the end of what this user bought; `url` is `''`: nowhere. */
  readonly webhooks: readonly {
    readonly vendor: string;
    readonly name: string;
    readonly url: string;
  }[];
  /** What is kept in this document. */
  readonly stored: {
    readonly openRuns: number;
    readonly endedRuns: number;
    readonly schedules: number;
    /** One of a vendor's that is, or was, enriched here, or made of rows. */
    readonly list: 'none' | 'kept' | 'under_way';
    /** Sheets whose columns are remembered. */
    readonly sheets: number;
  };
  /** Headers that this user has mapped by hand and that are remembered across sheets. */
  readonly learnedHeaders: number;
  /** What would be lost, and what to do first; `''` when everything can be deleted. */
  readonly keptFromDeleting: string;
}

/** What is absent stays as it is. */
export interface SettingsChange {
  readonly keepsLog?: boolean;
  readonly runLimit?: number | null;
  /** `url`: `https://…`, or `''` to tell nobody any more. */
  readonly webhook?: { readonly vendor: string; readonly url: string };
  /** Forgets the headers that were mapped by hand. */
  readonly forgetHeaders?: true;
}

/** What a vendor says credits were last used for, the newest first. */
export interface TransactionsView {
  readonly vendor: string;
  readonly transactions: readonly TransactionView[];
}

export interface TransactionView {
  readonly kind: 'spent' | 'bought' | 'given_back' | 'changed';
  /** Below 0 where they became fewer. */
  readonly credits: number;
  /** The vendor's words; untrusted text. */
  readonly about: string;
  /** `null` when the vendor does not say. */
  readonly at: number | null;
}

export interface SupportRequest {
  /** The run in view, if any. */
  readonly run?: string;
  /** What the sidebar showed. */
  readonly trouble?: { readonly code: string; readonly message: string };
}
