// Owns what is remembered of the last fix of a sheet, and how: a kind, counts, and the headers by which its columns are found
// again. No text of a cell: those stand in the log.
import type { FixKind } from '../../contact/find-fixes';
import type { Source } from '../state/run';

export interface FixRecord {
  /** Under which the log has its lines. */
  readonly id: string;
  readonly kind: FixKind;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly rows: number;
  readonly cells: number;
  /** Where the columns were. */
  readonly source: Source;
  /** What *Undo* of it did, in cells; `null` until then. */
  readonly undone: { readonly restored: number; readonly left: number; readonly at: number } | null;
}

export function fixKey(sheetId: number): string {
  return `fix:${sheetId}`;
}

export function encodeFix(record: FixRecord): string {
  return JSON.stringify(record);
}

/** `null` where nothing is remembered, or what is cannot be read. */
export function decodeFix(text: string | null): FixRecord | null {
  if (text === null || text === '') return null;
  try {
    const value = JSON.parse(text) as Partial<FixRecord> | null;
    return typeof value?.id === 'string' && value.source !== undefined
      ? (value as FixRecord)
      : null;
  } catch {
    return null;
  }
}
