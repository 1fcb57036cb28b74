// Owns what the sidebar shows of a fix that was made. Pure.
import type { FixRecord } from '../run/fix/fix-record';
import type { FixReport } from './contract-fix';

/** What was fixed last on a sheet, while there is something to say of it. */
export function lastFixView(record: FixRecord | null, nowMs: number): FixReport | null {
  const undoneAt = record?.undone?.at ?? nowMs;
  return record === null || nowMs - undoneAt > UNDONE_SHOWN_MS ? null : reportOf(record);
}

/** How long an undone fix is still spoken of. */
const UNDONE_SHOWN_MS = 10 * 60_000;

export function reportOf({ kind, at, rows, cells, undone }: FixRecord): FixReport {
  const report = undone === null ? null : { restored: undone.restored, left: undone.left };
  return { kind, at, rows, cells, undone: report };
}
