// Owns turning single cells into few rectangles, each one write call, that hold just these cells. Pure.
import type { CellText } from './strays';

export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly string[])[];
}

export function rectanglesOf(cells: readonly CellText[]): readonly Rectangle[] {
  const sorted = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const lines: { row: number; column: number; values: string[][] }[] = [];
  for (const { row, column, text } of sorted) {
    const last = lines[lines.length - 1];
    const width = last?.values[0]?.length ?? 0;
    if (last?.row === row && last.column + width === column) last.values[0]?.push(text);
    else lines.push({ row, column, values: [[text]] });
  }
  const open = new Map<string, (typeof lines)[number]>();
  return lines.filter((line) => {
    const [values = []] = line.values;
    const shape = `${line.column}:${values.length}`;
    const above = open.get(shape);
    if (above !== undefined && above.row + above.values.length === line.row) {
      above.values.push(values);
      return false;
    }
    open.set(shape, line);
    return true;
  });
}
