// Owns which place that a run writes its user may not edit, in words. Decides nothing.
import type { Sheet } from '../../ports';
import type { Log } from '../log/log';
import { OUTPUT_FIELDS, type Outputs } from '../state/output-fields';

/**
 * The column, row or sheet that the running user may not edit; `null` when there is none. A read for each column that is
 * there, one for those that are still to be made, and two for the log. Throws `SheetFault`.
 */
export function protectedPlace(
  sheet: Sheet,
  headers: readonly string[],
  headerRow: number,
  outputs: Outputs,
  log: Log,
): string | null {
  const texts = headers.map((text) => text.trim());
  const wanted = OUTPUT_FIELDS.flatMap((field) => outputs[field]?.ref.header ?? []);
  for (const header of wanted) {
    const column = texts.indexOf(header);
    if (column < 0) continue;
    const row = headerRow + 1;
    if (!sheet.canEdit({ row, column, rows: 1, columns: 1 })) return `the column “${header}”`;
  }
  if (wanted.some((header) => !texts.includes(header))) {
    const last = { row: headerRow, column: Math.max(0, texts.length - 1), rows: 1, columns: 1 };
    if (!sheet.canEdit(last)) return 'the row of the headers, where new columns are made';
  }
  const name = log.protectedName();
  return name === null ? null : `the sheet “${name}”`;
}
