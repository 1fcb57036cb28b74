// Owns which rows of a sheet a check or a run is about. Decides from what was read; buys nothing.
import { fingerprint } from '../../contact/fingerprint';
import { identityOf } from '../../contact/identity';
import type { Mapping } from '../../contact/mapping';
import type { Operation } from '../../contact/operation';
import { type Cells, cellText } from '../../contact/table';
import type { View } from '../../ports';
import { count } from '../report/number-words';
import { statusColumns } from '../sheet/outputs';
import { isUnsought } from '../sheet/status-text';
import type { Retry, RetryKind } from './retry';
import { NOTHING_TO_RETRY, type SheetProblem } from './sheet-problem';

/** Which rows a check or a run is about. */
export type RowChoice =
  | { readonly kind: 'all' | 'selected' | 'visible' | 'new' }
  /** From the top until so many contacts are ready. */
  | { readonly kind: 'first'; readonly count: number }
  /** Contacts of a closed run, on its sheet. */
  | { readonly kind: RetryKind; readonly run: string };

/** Rows up to which hidden ones are told apart: one call a row. */
export const HIDDEN_LIMIT = 1_000;

export type RowPredicate = (row: number) => boolean;

/** What was read of the sheet. */
interface ReadRows {
  readonly view: View;
  readonly cells: Cells;
  readonly headerRow: number;
  readonly mapping: Mapping;
  readonly operation: Operation;
}

export function chooseRows(
  choice: RowChoice,
  { view, cells, headerRow, mapping, operation }: ReadRows,
  retry: Retry | null,
): RowPredicate | SheetProblem {
  switch (choice.kind) {
    case 'all':
    case 'first':
      return () => true;
    case 'selected': {
      const selected = view.selectedRows();
      const hasData = [...selected].some((row) => row > headerRow && row < cells.length);
      if (hasData) return (row) => selected.has(row);
      return {
        code: 'nothing_selected',
        message: 'No row with data is selected. Select rows in the sheet, then press Check again.',
      };
    }
    case 'visible': {
      if (cells.length - headerRow - 1 > HIDDEN_LIMIT) {
        return {
          code: 'nothing_selected',
          message: `Visible rows can be told apart in sheets of up to ${count(HIDDEN_LIMIT)} rows. Select the rows you want instead.`,
        };
      }
      return (row) => !view.isHidden(row);
    }
    case 'new':
      // The status tells of e-mails and phones; whatever else is wanted is new where its cell is blank.
      return operation === 'find' ? isUntried(cells, headerRow) : () => true;
    case 'not_found':
    case 'failed': {
      const chosen = new Set<number>();
      for (let row = headerRow + 1; row < cells.length; row++) {
        const read = identityOf(cells[row] ?? [], mapping);
        if (read.kind !== 'identified') continue;
        if (retry?.includes(fingerprint(read.identity)) === true) chosen.add(row);
      }
      return chosen.size === 0 ? NOTHING_TO_RETRY : (row) => chosen.has(row);
    }
  }
}

/** Rows of which no status column says that they were sought, whichever of them this add-on remembers: in a copy of a sheet it knows none. */
export function isUntried(cells: Cells, headerRow: number): RowPredicate {
  const columns = statusColumns(cells[headerRow] ?? []);
  return (row) => columns.every((column) => isUnsought(cellText(cells, row, column)));
}
