// Owns what a sheet is told to be before any money: its columns, their mapping, where results go, a verdict on each row. Types only.
import type { Channel, ContactField } from '../contact/contact';
import type { EnrichmentType } from '../provider/provider';
import type { SheetProblem } from '../run/plan/sheet-problem';
import type { OutputField } from '../run/state/output-fields';
import type { Policy } from './contract';
import type { FixOffer, FixReport } from './contract-fix';

export interface ColumnView {
  /** 0-based. */
  readonly index: number;
  /** `A`, `B` … */
  readonly letter: string;
  /** May be blank. */
  readonly header: string;
  /** Up to three, as displayed; untrusted text. */
  readonly samples: readonly string[];
}

export interface MappedField {
  readonly column: number;
  /**
   * `chosen`: by the user, now or earlier on this sheet. `learned`: as the user mapped such a header on another sheet.
   * `guess`: by similar words or cell contents, worth a look.
   */
  readonly certainty: 'chosen' | 'learned' | 'exact' | 'guess';
}

/** One kind of value that a run may write. */
export interface OutputView {
  readonly field: OutputField;
  readonly isOn: boolean;
  /** 0-based; `null`: a new column. */
  readonly column: number | null;
  /** Header of the column, also of one that is still to be made. */
  readonly header: string;
  readonly policy: Policy;
  /** False where the policy makes no difference: in columns of this add-on's own for what it says of contacts and e-mails. */
  readonly hasPolicy: boolean;
}

export type VerdictKind =
  'ready' | 'waiting' | 'duplicate' | 'filled' | 'incomplete' | 'tried' | 'blank';

/** Credits at one vendor. Those of two vendors are never one sum. */
export interface VendorCredits {
  /** The vendor's id. */
  readonly vendor: string;
  readonly name: string;
  readonly credits: number;
}

export interface CheckedRow {
  /** 1-based row in the sheet. */
  readonly row: number;
  readonly kind: VerdictKind;
  /** One sentence: why it is not ready, or what is bought for it; `''` for a blank row. */
  readonly text: string;
}

/** By what is bought together; absent: none. */
export type ByType<T> = Readonly<Partial<Record<EnrichmentType, T>>>;

export interface CheckView {
  readonly counts: Readonly<Record<VerdictKind, number>>;
  /** Contacts that would be sent, by what is bought for them: no more than the user's limit for a run lets pass. */
  readonly contacts: { readonly total: number } & ByType<number>;
  /** Credits if everything is found, at each vendor that is asked. */
  readonly maximumCredits: readonly VendorCredits[];
  /** The user's limit for a run, in credits, where it leaves ready contacts out, and how many; `null`: it leaves none. */
  readonly limit: { readonly credits: number; readonly left: number } | null;
  /** Of the contacts, those that have the value already and get it bought again and replaced (policy *always*). */
  readonly replaced: Readonly<Partial<Record<Channel, number>>>;
  /** In sheet order, at most 200 of each kind. */
  readonly rows: readonly CheckedRow[];
}

export interface Inspection {
  /** `rows`: those below the headers; all where it is not known which row they are in. */
  readonly sheet: { readonly id: number; readonly name: string; readonly rows: number };
  /** 1-based; 0 when there is none. */
  readonly headerRow: number;
  /** Changes when columns are inserted, deleted, moved or renamed. */
  readonly headerMark: string;
  readonly columns: readonly ColumnView[];
  readonly mapping: Partial<Record<ContactField, MappedField>>;
  /** In the order of new columns; empty when there is a problem. */
  readonly outputs: readonly OutputView[];
  /** The sheet of sample contacts that this add-on made. */
  readonly isSample: boolean;
  /** What is certain enough to be put right by one click. */
  readonly fixes: readonly FixOffer[];
  /** What was fixed last on this sheet, while it can be undone; else `null`. */
  readonly lastFix: FixReport | null;
  readonly hasFilter: boolean;
  /** `null` when there is a problem. */
  readonly check: CheckView | null;
  readonly problem: SheetProblem | null;
}
