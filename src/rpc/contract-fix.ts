// Owns what the sidebar sees of fixes: certain repairs of what keeps rows from being sent. Types only.
import type { FixKind } from '../contact/find-fixes';

export type { FixKind };

export interface FixOffer {
  readonly kind: FixKind;
  /** Rows that it would put right. */
  readonly rows: number;
}

/** One cell that a fix changes. Texts are the user's: untrusted. */
export interface FixedCell {
  /** 1-based. */
  readonly row: number;
  /** `A`, `B` … */
  readonly letter: string;
  /** May be blank. */
  readonly header: string;
  readonly before: string;
  readonly after: string;
}

export interface FixPreview {
  readonly kind: FixKind;
  /** Over every change: what `applyFix` must be given back. */
  readonly digest: string;
  /** Rows that are changed. */
  readonly rows: number;
  /** In sheet order, at most 100. */
  readonly cells: readonly FixedCell[];
  /** Cells that are changed in all. */
  readonly total: number;
}

export interface FixReport {
  readonly kind: FixKind;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly rows: number;
  readonly cells: number;
  /** What *Undo* of it did, in cells; `null` until then. */
  readonly undone: { readonly restored: number; readonly left: number } | null;
}
