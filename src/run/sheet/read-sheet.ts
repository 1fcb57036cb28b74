// Owns one reading of a run's sheet at the start of a slice's sheet work: rows by contact, and output columns fit to be written.
import type { Cells } from '../../contact/table';
import { type Sheet, SheetFault } from '../../ports';
import type { BatchContact } from '../state/batch';
import type { DocumentState } from '../state/document';
import { columnsWithFormulas } from './formula-columns';
import {
  canComeBack,
  type HeldValues,
  HOLDS_NO_TEXT,
  MOVED,
  readHeld,
  replacedFields,
} from './held-values';
import { doubtfulFields, makeMissingColumns, replaceOutputs, withFormulas } from './outputs';
import { columnsLeft, findColumns, type FoundColumns, Rows } from './rows';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from '../state/output-fields';
import type { Run } from '../state/run';
import { decodeMadeColumns, encodeMadeColumns, outputsKey } from '../state/sheet-memory';
import type { Work } from '../slice/work';

export type SheetReading =
  | { readonly kind: 'read'; readonly sheet: Sheet; readonly rows: Rows }
  /** The sheet or a column that identity is read from is gone; `message` says which. */
  | {
      readonly kind: 'gone';
      readonly message: string;
      /** What is left, if the sheet is there: nobody's rows, but enough to take back what was just written. */
      readonly rows?: Rows;
    };

/**
 * Reads displayed values, then the formulas of the output columns: five reads with the list of sheets and the
 * size. Makes output columns that are missing, and new ones in place of those that hold a formula now.
 * Throws `SheetFault`.
 */
export function readSheet(
  { book, document }: Pick<Work, 'book' | 'document'>,
  run: Run,
): SheetReading {
  const sheet = book.sheet(run.source.sheetId);
  if (sheet === null) return { kind: 'gone', message: 'The sheet of this run was deleted.' };
  const cells = sheet.displayed();
  const found = findColumns(cells, run.source, run.outputs);
  if (found.kind === 'lost') return lost(found.header, cells, run);
  const outputs = fitOutputs(
    run,
    cells,
    found.columns,
    formulaColumns(sheet, cells, found.columns),
  );
  const held = heldBy(run, sheet, cells, found.columns);
  if (outputs !== run.outputs) saveOutputs(document, run, outputs);
  const positions = positionsOf(found.columns, run.outputs, outputs);
  const columns = makeMissingColumns(sheet, book, cells, positions, outputs);
  const rows = new Rows(cells, columns, held);
  refuseFixed(run, rows);
  for (const field of OUTPUT_FIELDS) {
    const column = columns.outputs[field];
    if (column !== undefined && positions.outputs[field] === undefined) {
      rows.set(columns.headerRow, column, outputs[field]?.ref.header ?? '');
    }
  }
  return { kind: 'read', sheet, rows };
}

/** Gives a run other columns for these fields; the next reading makes them. */
export function takeOtherColumns(
  document: DocumentState,
  run: Run,
  fields: readonly OutputField[],
  rows: Rows,
): void {
  const headers = Array.from({ length: rows.width() }, (_, column) =>
    rows.text(rows.columns.headerRow, column),
  );
  saveOutputs(document, run, replaceOutputs(run.outputs, fields, headers));
}

function saveOutputs(document: DocumentState, run: Run, outputs: Outputs): void {
  const key = outputsKey(run.source.sheetId);
  const made = encodeMadeColumns(decodeMadeColumns(document.text(key)), outputs);
  document.save({ runs: [{ ...run, outputs }], texts: { [key]: made } });
}

/**
 * The reading itself, or a second one where contacts have no row in it: a row that was inserted while the sheet was
 * read pushes the last one out. Gone is what is gone twice. Throws `SheetFault`.
 */
export function lookTwice(
  reading: SheetReading & { kind: 'read' },
  run: Run,
  contacts: readonly BatchContact[],
): SheetReading & { kind: 'read' } {
  const isGone = contacts.some((contact) => reading.rows.of(contact).length === 0);
  if (!isGone) return reading;
  const { sheet } = reading;
  const cells = sheet.displayed();
  const found = findColumns(cells, run.source, run.outputs);
  if (found.kind === 'lost') return reading;
  const rows = new Rows(cells, found.columns, heldBy(run, sheet, cells, found.columns));
  refuseFixed(run, rows);
  return { kind: 'read', sheet, rows };
}

/** The rows as they are now, to look at what was written: nothing is replaced by this reading. Throws `SheetFault`. */
export function rereadRows(sheet: Sheet, run: Run): SheetReading {
  const cells = sheet.displayed();
  const found = findColumns(cells, run.source, run.outputs);
  if (found.kind === 'lost') return lost(found.header, cells, run);
  return { kind: 'read', sheet, rows: new Rows(cells, found.columns) };
}

/** What the cells hold that the run may replace: no read where it replaces nothing. */
function heldBy(run: Run, sheet: Sheet, cells: Cells, columns: FoundColumns): HeldValues | null {
  const replaced = replacedFields(run).flatMap((field) => columns.outputs[field] ?? []);
  if (replaced.length === 0) return null;
  const held = readHeld(sheet, cells, columns.headerRow, replaced, columns.mapping);
  if (held === 'moved') throw new SheetFault(MOVED);
  return held;
}

/** Dates and ticks stay, also where the user asked for everything to be replaced. */
function refuseFixed(run: Run, rows: Rows): void {
  for (const field of replacedFields(run)) {
    const column = rows.columns.outputs[field];
    if (column === undefined) continue;
    for (let row = rows.columns.headerRow + 1; row < rows.count(); row++) {
      const held = rows.heldAt(row, column);
      if (held === null || canComeBack(held)) continue;
      rows.refuse(row, column, rows.text(row, column), HOLDS_NO_TEXT);
    }
  }
}

function lost(header: string, cells: Cells, run: Run): SheetReading {
  const name = header === '' ? 'A column without a header' : `The column “${header}”`;
  const message = `${name}, which tells who the contacts are, is gone or was renamed.`;
  const rows = new Rows(cells, columnsLeft(cells, run.source, run.outputs));
  return { kind: 'gone', message, rows };
}

/** Output columns that hold a formula in any cell, the header's included: one read. */
export function formulaColumns(
  sheet: Sheet,
  cells: Cells,
  { headerRow, outputs }: FoundColumns,
): ReadonlySet<number> {
  return columnsWithFormulas(sheet, cells, headerRow, Object.values(outputs));
}

/** New columns for those that hold a formula now, for the user's own that are gone, and where ours cannot be told. */
function fitOutputs(
  run: Run,
  cells: Cells,
  columns: FoundColumns,
  formulas: ReadonlySet<number>,
): Outputs {
  const gone = OUTPUT_FIELDS.filter(
    (field) => run.outputs[field]?.ours === false && columns.outputs[field] === undefined,
  );
  const headers = cells[columns.headerRow] ?? [];
  const doubtful = doubtfulFields(run.outputs, columns, headers);
  const unfit = [...withFormulas(columns, formulas), ...gone, ...doubtful];
  if (unfit.length === 0) return run.outputs;
  return replaceOutputs(run.outputs, [...new Set(unfit)], headers);
}

function positionsOf(columns: FoundColumns, before: Outputs, after: Outputs): FoundColumns {
  const outputs: Partial<Record<OutputField, number>> = {};
  for (const field of OUTPUT_FIELDS) {
    const column = columns.outputs[field];
    if (column !== undefined && before[field] === after[field]) outputs[field] = column;
  }
  return { ...columns, outputs };
}
