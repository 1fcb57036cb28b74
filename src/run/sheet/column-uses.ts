// Owns who else uses the columns of a sheet, its open runs and its schedules, and which writes would change who somebody's contacts
// are. Pure; reads no service.
import type { Channel } from '../../contact/contact';
import { identityColumns, readsAlike, type Mapping } from '../../contact/mapping';
import type { Cells } from '../../contact/table';
import { schedulesOf } from '../schedule/schedule';
import type { DocumentState } from '../state/document';
import { OUTPUT_FIELDS, type OutputField, type Outputs, type Source } from '../state/run';
import { columnsLeft, findColumns, type FoundColumns } from './rows';

export interface ColumnUse {
  readonly by: 'run' | 'schedule';
  readonly columns: FoundColumns;
  /** Channels whose filled cells it replaces. */
  readonly overwrite: readonly Channel[];
}

/** A value that is to be written. */
export interface PlannedWrite {
  readonly column: number;
  readonly field: OutputField;
  /** Filled cells are replaced. */
  readonly always: boolean;
  /** How whoever writes it reads the sheet. */
  readonly mapping: Mapping;
}

/** Whoever uses columns of a sheet, as they stand now. */
export function columnUses(
  document: DocumentState,
  sheetId: number,
  cells: Cells,
): readonly ColumnUse[] {
  const runs = document.runs().map((run) => ({ by: 'run' as const, ...run }));
  const schedules = schedulesOf(document).map((schedule) => ({
    ...{ by: 'schedule' as const, ...schedule },
  }));
  return [...runs, ...schedules]
    .filter(({ source }) => source.sheetId === sheetId)
    .map(({ by, source, outputs, overwrite }) => ({
      ...{ by, overwrite },
      columns: columnsNow(cells, source, outputs),
    }));
}

/** Somebody whose contacts a write could make others of; `null`: nobody. */
export function disturbedBy(write: PlannedWrite, uses: readonly ColumnUse[]): ColumnUse | null {
  return uses.find(({ columns }) => mayChange(write, columns.mapping)) ?? null;
}

/** Somebody who writes into a column that a mapping reads who the contacts are from; `null`: nobody. */
export function writerInto(
  mapping: Mapping,
  uses: readonly ColumnUse[],
): { readonly column: number; readonly use: ColumnUse } | null {
  for (const use of uses) {
    for (const field of OUTPUT_FIELDS) {
      const column = use.columns.outputs[field];
      if (column === undefined) continue;
      const always = use.overwrite.some((channel) => channel === field);
      const write = { column, field, always, mapping: use.columns.mapping };
      if (mayChange(write, mapping)) return { column, use };
    }
  }
  return null;
}

/**
 * An e-mail that fills a blank cell makes nobody another person; one that replaces another may, where its domain is all that
 * tells the company, unless whoever writes it reads the same and so leaves such a one alone.
 */
function mayChange({ column, field, always, mapping }: PlannedWrite, reader: Mapping): boolean {
  if (identityColumns(reader).includes(column)) return true;
  if (reader.email !== column) return false;
  return field !== 'email' || (always && !readsAlike(mapping, reader));
}

function columnsNow(cells: Cells, source: Source, outputs: Outputs): FoundColumns {
  const found = findColumns(cells, source, outputs);
  return found.kind === 'found' ? found.columns : columnsLeft(cells, source, outputs);
}
