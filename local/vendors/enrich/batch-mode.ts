// Owns the ways in which one batch, or one look-up that is answered at once, can go wrong. Renders nothing.

/** What goes wrong in one batch; `values`, `shape`, `meta` and `nobody` also in a look-up that is answered at once. */
export interface BatchMode {
  readonly items?: readonly ItemChange[];
  readonly values?: 'masked' | 'hostile';
  /** `older`: verdicts on e-mails as the overview shows them. */
  readonly shape?: 'older';
  /** The vendor documents `meta` as optional. */
  readonly meta?: 'missing';
  /** What the answer about an unknown person holds instead of `found: false`. */
  readonly nobody?: 'empty';
  /** E-mails and domains come back in small letters. */
  readonly echo?: 'lower';
  /** The last word instead of `completed`. */
  readonly word?: string;
  /** `false`: the status says nothing about how many items there are. */
  readonly counters?: boolean;
  /** Fetches after the end that hold no `results` yet; `Infinity` for none ever. */
  readonly readsWithoutResults?: number;
  /** After the submit, for this long, nobody knows the batch (404). */
  readonly hiddenSeconds?: number;
  /** How long it takes; `Infinity` for one that never ends. */
  readonly seconds?: number;
  /** At most so many items a page, whatever was asked for. */
  readonly pageSize?: number;
  /** Every fifth item is taken for a duplicate: neither bought nor answered. */
  readonly duplicates?: 'too_many';
}

type ItemChange =
  /** Every fifth item is not there. */
  | 'missing'
  /** Three items of people who were not sent. */
  | 'extra'
  /** Every third item stands there twice. */
  | 'doubled'
  /** No item says whose it is. */
  | 'anonymous'
  /** No item for whom nothing was found. */
  | 'found_only';
