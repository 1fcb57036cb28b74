// Owns who else uses the columns of a sheet, its open runs and its schedules, and which writes would change who somebody's contacts
// are. Pure; reads no service.
import type { Channel, Fingerprint } from '../../contact/contact';
import { fingerprint } from '../../contact/fingerprint';
import { identityOf } from '../../contact/identity';
import { identityColumns, readsAlike, type Mapping } from '../../contact/mapping';
import type { Cells } from '../../contact/table';
import { schedulesOf } from '../schedule/schedule';
import type { DocumentState } from '../state/document';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from '../state/output-fields';
import type { Source } from '../state/run';
import { columnsLeft, findColumns, type FoundColumns, identityColumnsRead } from './rows';

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

/** What cells are to show. */
export interface PlannedTexts {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Somebody who would know a contact no more by these writes, with the column that it reads; `null`: nobody. Of a run these are
 * the contacts that it holds; of a schedule all, as somebody who looks new is bought.
 */
export function strangerTo(
  writes: readonly PlannedTexts[],
  cells: Cells,
  uses: readonly ColumnUse[],
  isOpen: (print: Fingerprint) => boolean,
): { readonly column: number; readonly use: ColumnUse } | null {
  for (const use of uses) {
    const { mapping } = use.columns;
    // The e-mail last: where another column changes, too, that one tells more.
    const touched = identityColumnsRead(mapping).flatMap((read) =>
      writes.filter(({ column }) => column === read),
    );
    const rows = new Map<number, string[]>();
    for (const { row, column, text } of touched) {
      const texts = rows.get(row) ?? [...(cells[row] ?? [])];
      texts[column] = text;
      rows.set(row, texts);
    }
    for (const { row, column } of touched) {
      const before = printOf(cells[row] ?? [], mapping);
      if (before === null || (use.by === 'run' && !isOpen(before))) continue;
      if (printOf(rows.get(row) ?? [], mapping) !== before) return { column, use };
    }
  }
  return null;
}

function printOf(row: readonly string[], mapping: Mapping): Fingerprint | null {
  const read = identityOf(row, mapping);
  return read.kind === 'identified' ? fingerprint(read.identity) : null;
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
