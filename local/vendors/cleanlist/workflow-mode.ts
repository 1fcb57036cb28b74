// Owns the ways in which one workflow can go wrong. Renders nothing.

/** What goes wrong in one workflow. */
export interface WorkflowMode {
  readonly taskIds?: 'missing' | 'short' | 'reordered' | 'doubled';
  readonly items?: readonly ItemChange[];
  /** Default: the emulator's. */
  readonly shape?: 'flat' | 'echo';
  readonly phones?: 'strings' | 'objects';
  readonly values?: 'masked' | 'hostile';
  /** Instead of the word about every address found. */
  readonly emailWord?: string;
  /** The last word instead of `completed`; it delivers its results all the same. */
  readonly word?: string;
  /** `processed` and `total` stand in the answer. */
  readonly counters?: boolean;
  /** `credits_charged` stands in the answer at the end. */
  readonly charged?: boolean;
  /** Reads after the end that hold no `results` yet; `Infinity` for none ever. */
  readonly readsWithoutResults?: number;
  /** After the submit, for this long, nobody knows the workflow (404). */
  readonly hiddenSeconds?: number;
  /** How long it takes; `Infinity` for one that never ends. */
  readonly seconds?: number;
  /** Of the newer generation's runs: it ends so, delivers nothing and gives its reserve back. */
  readonly ends?: 'failed' | 'cancelled';
  /** With `ends`: it keeps its reserve until someone has looked at it. */
  readonly keepsCredits?: boolean;
  /** Of the newer generation's runs: nothing is known of anybody in it. */
  readonly nothingFound?: boolean;
}

type ItemChange =
  | 'shuffled'
  /** Every fifth item is not there. */
  | 'missing'
  /** Three items of people who were not sent. */
  | 'extra'
  /** Every third item stands there twice. */
  | 'doubled'
  /** No item says whose it is. */
  | 'anonymous'
  /** No item for whom nothing was found. */
  | 'found_only'
  /** An object keyed by task id instead of a list. */
  | 'keyed';
