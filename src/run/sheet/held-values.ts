// Owns what cells hold beyond what they show, as far as a run may write over it: a number comes back as that number, and dates and
// ticks are never replaced, as no log can hold them. Writes nothing.
import { identityColumns, type Mapping } from '../../contact/mapping';
import { type Cells, cellText } from '../../contact/table';
import { type Area, type CellValue, type Sheet, SheetFault } from '../../ports';
import { OUTPUT_FIELDS, type OutputField } from '../state/output-fields';
import type { Run } from '../state/run';

/** One reading of what the cells of an area hold. */
export class HeldValues {
  constructor(
    private readonly area: Area,
    private readonly values: readonly (readonly CellValue[])[],
  ) {}

  /** `undefined` outside the area. */
  at(row: number, column: number): CellValue | undefined {
    return this.values[row - this.area.row]?.[column - this.area.column];
  }
}

/** Why a cell is not replaced whatever the user asked for. */
export const HOLDS_NO_TEXT = 'The cell holds a date, a time or a tick; it was left as it is.';

/** Whether a value is a text or a number: anything else could not be given back by *Undo*. */
export function canComeBack(value: CellValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Which filled cells of columns that are to be replaced stay. Reads as {@link readHeld} does; throws `SheetFault`. */
export function fixedCells(
  sheet: Sheet,
  shown: Cells,
  headerRow: number,
  mapping: Mapping,
  columns: readonly number[],
): (row: number, column: number) => boolean {
  const held = readHeld(sheet, shown, headerRow, columns, mapping);
  if (held === 'moved') throw new SheetFault(MOVED);
  return (row, column) => !canComeBack(held?.at(row, column) ?? '');
}

export const MOVED = 'The sheet was changed while it was being read.';

/** The fields whose filled cells a run may replace. The word on an e-mail that is replaced goes with it. */
export function replacedFields({
  overwrite,
  outputs,
}: Pick<Run, 'overwrite' | 'outputs'>): readonly OutputField[] {
  return OUTPUT_FIELDS.filter((field) => {
    if (field === 'email' || field === 'phone') return overwrite.includes(field);
    const isBeside = field === 'emailStatus' && outputs.emailStatus?.ours === false;
    return outputs[field]?.always === true || (isBeside && overwrite.includes('email'));
  });
}

/**
 * What the filled cells of these columns hold: one read, none where all are blank. A second one where what is held does not
 * look like what is shown. `moved`: rows have moved since the sheet was shown so. Throws `SheetFault`.
 */
export function readHeld(
  sheet: Sheet,
  shown: Cells,
  headerRow: number,
  columns: readonly number[],
  mapping: Mapping,
): HeldValues | 'moved' | null {
  const first = headerRow + 1;
  const isFilled = shown.some(
    (_, row) => row >= first && columns.some((column) => cellText(shown, row, column) !== ''),
  );
  if (!isFilled) return null;
  // Identity is read with them: it tells whether these are still the same rows.
  const all = [...columns, ...identityColumns(mapping)];
  const left = Math.min(...all);
  const area: Area = {
    row: first,
    column: left,
    rows: shown.length - first,
    columns: Math.max(...all) - left + 1,
  };
  const values = sheet.valuesIn(area);
  const everyCell = (isAsShown: (row: number, column: number, text: string) => boolean): boolean =>
    values.every((_, row) =>
      all.every((column) => isAsShown(row, column - left, cellText(shown, first + row, column))),
    );
  const looksSame = everyCell((row, column, text) => couldShow(values[row]?.[column] ?? '', text));
  if (!looksSame) {
    const now = sheet.displayedIn(area);
    const isStill = everyCell((row, column, text) => cellText(now, row, column) === text);
    if (!isStill) return 'moved';
  }
  return new HeldValues(area, values);
}

/** Formats make numbers and dates look like anything; a plain number and a text look like themselves. */
function couldShow(value: CellValue, text: string): boolean {
  if (typeof value === 'string') return value.trim() === text;
  return typeof value !== 'number' || !/^\d+$/.test(text) || Number(text) === value;
}
