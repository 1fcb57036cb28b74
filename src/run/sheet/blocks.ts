// Owns turning single cells into the fewest rectangles: each is one write call. Adds blanks to what is blank where that joins
// rectangles; never rewrites a cell with content, but for a waiting mark. Pure.
import type { CellWrite } from './cell-write';
import { isKept, type Rows } from './rows';
import { OUTPUT_FIELDS, type OutputField } from '../state/output-fields';
import { WAITING } from './status-text';

/** A rectangle of texts and numbers: what one write call takes. */
interface Block {
  readonly row: number;
  readonly column: number;
  readonly values: (string | number)[][];
}

/** Rows that are bridged at most: their cells cost about as much as the call that they save. */
const LONGEST_BRIDGE = 100;

/**
 * The writes that change something, and with them the blank output cells beside and between them, so that a batch
 * is few rectangles: one where its rows and columns are adjacent, found or not. What is covered is proved and put
 * right like any other write. A cell with content is never rewritten: its displayed text may be less than it holds.
 */
export function withBlanks(writes: readonly CellWrite[], rows: Rows): CellWrite[] {
  const ofBatch = new Map(writes.map(({ row, contact }) => [row, contact]));
  const changes = writes.filter(({ row, field, text }) => {
    const column = rows.columns.outputs[field];
    return column !== undefined && rows.text(row, column) !== text;
  });
  return groupsOf(rows).flatMap((fields) => {
    // Statuses are ours in every row; a value's cell is touched only where its contact was bought.
    const isOurs = fields.every((field) => !isKept(field, rows.columns));
    const isFiller = (row: number, field: OutputField): boolean => {
      const text = rows.text(row, rows.columns.outputs[field]);
      return text === '' || (field === 'status' && isOurs && text === WAITING);
    };
    const canBridge = (row: number): boolean =>
      (isOurs || ofBatch.has(row)) && fields.every((field) => isFiller(row, field));
    const inGroup = changes.filter(({ field }) => fields.includes(field));
    const wanted = new Map(inGroup.map((write) => [`${write.row} ${write.field}`, write]));
    const fillersOf = (row: number): CellWrite[] => {
      const contact = ofBatch.get(row) ?? [rows.printAt(row) ?? ''];
      return fields
        .filter((field) => !wanted.has(`${row} ${field}`))
        .filter((field) => isFiller(row, field))
        .map((field): CellWrite => {
          const text = rows.text(row, rows.columns.outputs[field]);
          return { row, field, text, contact };
        });
    };
    const own = [...new Set(inGroup.map(({ row }) => row))];
    return [...inGroup, ...[...own, ...bridges(own, canBridge)].flatMap(fillersOf)];
  });
}

/** Writes of statuses alone, and with them the blanks and waiting marks between them. */
export function withStatusesBetween(writes: readonly CellWrite[], rows: Rows): CellWrite[] {
  const column = rows.columns.outputs.status;
  const own = writes.map(({ row }) => row);
  const fillers = bridges(own, (row) => ['', WAITING].includes(rows.text(row, column)));
  return [
    ...writes,
    ...fillers.map((row): CellWrite => {
      const contact = [rows.printAt(row) ?? ''] as const;
      return { row, field: 'status', text: rows.text(row, column), contact };
    }),
  ];
}

/** The rows between others where all of a gap can be bridged. */
function bridges(own: readonly number[], canBridge: (row: number) => boolean): number[] {
  const sorted = [...own].sort((a, b) => a - b);
  return sorted.flatMap((row, index) => {
    const gap = rowsBetween(sorted[index - 1] ?? row, row);
    return gap.every(canBridge) ? gap : [];
  });
}

/** Fields whose columns stand side by side. */
function groupsOf({ columns: { outputs } }: Rows): readonly (readonly OutputField[])[] {
  const columnOf = (field: OutputField): number => outputs[field] ?? -1;
  const groups: OutputField[][] = [];
  const present = OUTPUT_FIELDS.filter((field) => outputs[field] !== undefined);
  for (const field of [...present].sort((a, b) => columnOf(a) - columnOf(b))) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    if (last !== undefined && columnOf(last) === columnOf(field) - 1) group?.push(field);
    else groups.push([field]);
  }
  return groups;
}

/** Nothing where they are too many. */
function rowsBetween(above: number, below: number): readonly number[] {
  const count = Math.max(0, below - above - 1);
  return count > LONGEST_BRIDGE ? [] : Array.from({ length: count }, (_, at) => above + 1 + at);
}

/** The fewest rectangles that hold just these cells. */
export function blocksOf(writes: readonly CellWrite[], rows: Rows): readonly Block[] {
  const cells = writes
    .map(({ row, field, text, value = text }) => {
      return { row, column: rows.columns.outputs[field] ?? -1, value };
    })
    .filter(({ column }) => column >= 0)
    .sort((a, b) => a.row - b.row || a.column - b.column);
  const segments: Block[] = [];
  for (const { row, column, value } of cells) {
    const last = segments[segments.length - 1];
    const width = last?.values[0]?.length ?? 0;
    if (last?.row === row && last.column + width === column) last.values[0]?.push(value);
    else segments.push({ row, column, values: [[value]] });
  }
  const open = new Map<string, Block>();
  const blocks: Block[] = [];
  for (const segment of segments) {
    const [values = []] = segment.values;
    const shape = `${segment.column}:${values.length}`;
    const above = open.get(shape);
    if (above !== undefined && above.row + above.values.length === segment.row) {
      above.values.push(values);
    } else {
      open.set(shape, segment);
      blocks.push(segment);
    }
  }
  return blocks;
}
