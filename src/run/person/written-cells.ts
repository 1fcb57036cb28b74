// Owns where the cells that a run wrote are by now: each logged value with the row that it stands in, as far as that can be told. Pure.
import type { LoggedLine } from '../log/log-line';
import { contentOf } from '../sheet/row-content';
import type { Rows } from '../sheet/rows';
import type { OutputField } from '../state/run';

export type WrittenCell =
  | { readonly kind: 'found'; readonly line: LoggedLine; readonly row: number }
  | { readonly kind: 'gone'; readonly line: LoggedLine }
  /** In one of these rows: they held differing values, and nothing tells which row held which. */
  | { readonly kind: 'untold'; readonly line: LoggedLine; readonly rows: readonly number[] };

export function isWritten({ event, field }: LoggedLine): boolean {
  return (event === 'written' || event === 'copied') && field !== '';
}

/** Each line about a value that the run wrote, and where that is now. */
export function writtenCells(
  runId: string,
  log: readonly LoggedLine[],
  rows: Rows,
): readonly WrittenCell[] {
  const ofRun = log.filter((line) => line.run === runId && isWritten(line));
  const isStill = ofRun.every(({ contact, row }) => rows.printAt(row - 1) === contact);
  return [...grouped(ofRun, ({ contact }) => contact).values()].flatMap((lines) =>
    cellsOfContact(lines, rows, isStill),
  );
}

/** A row of a contact as it was when it was written. */
interface OldRow {
  readonly row: number;
  readonly content: string;
  readonly lines: readonly LoggedLine[];
}

function cellsOfContact(
  lines: readonly LoggedLine[],
  rows: Rows,
  isStill: boolean,
): readonly WrittenCell[] {
  const now = new Map(
    rows.of([lines[0]?.contact ?? '']).map((row) => [row, contentOf(row, rows)] as const),
  );
  const cells: WrittenCell[] = [];
  let left: readonly OldRow[] = oldRowsOf(lines);
  for (const [content, alike] of grouped(left, (one) => one.content)) {
    const found = [...now].filter(([, present]) => present === content).map(([row]) => row);
    if (content === '' || found.length !== alike.length) continue;
    // Rows of one content may have changed places: no row shows it, nor what it gets back.
    cells.push(...pairs(alike, found, (one) => one.row - 1).flatMap(cellsIn));
    for (const row of found) now.delete(row);
    left = left.filter((one) => !alike.includes(one));
  }
  const free = [...now.keys()];
  if (isStill && left.every(({ row }) => now.has(row - 1))) {
    return [...cells, ...pairs(left, free, ({ row }) => row - 1).flatMap(cellsIn)];
  }
  const rest = left.flatMap((one) => one.lines);
  for (const [field, ofField] of grouped(rest, (line) => line.field)) {
    cells.push(...cellsByValue(ofField, field as OutputField, free, rows));
  }
  return cells;
}

function cellsIn([{ lines }, row]: readonly [OldRow, number | null]): WrittenCell[] {
  return lines.map((line) => cellOf(line, row));
}

function cellOf(line: LoggedLine, row: number | null): WrittenCell {
  return row === null ? { kind: 'gone', line } : { kind: 'found', line, row };
}

/** Of rows that cannot be told apart: what all of them held alike goes to those that show what was written. */
function cellsByValue(
  lines: readonly LoggedLine[],
  field: OutputField,
  free: readonly number[],
  rows: Rows,
): WrittenCell[] {
  const column = rows.columns.outputs[field];
  const written = new Set(lines.map(({ after }) => after));
  const showing = free.filter((row) => written.has(rows.text(row, column)));
  const held = new Set(lines.map(({ before, number }) => JSON.stringify([before, number])));
  const isCertain = held.size === 1 && written.size === 1 && showing.length <= lines.length;
  if (!isCertain && free.length > 1) {
    return lines.map((line) => ({ kind: 'untold', line, rows: free }));
  }
  const inOrder = [...showing, ...free.filter((row) => !showing.includes(row))];
  return pairs(lines, inOrder, ({ row }) => row - 1).map(([line, row]) => cellOf(line, row));
}

/** Each with a row: its own where that is among them, else the next one; `null` when there is none left. */
function pairs<T>(
  ones: readonly T[],
  rows: readonly number[],
  ownOf: (one: T) => number,
): (readonly [T, number | null])[] {
  const free = new Set(rows);
  const staying = ones.filter((one) => free.delete(ownOf(one)));
  const [...others] = free;
  return ones.map((one) => [one, staying.includes(one) ? ownOf(one) : (others.shift() ?? null)]);
}

function oldRowsOf(lines: readonly LoggedLine[]): readonly OldRow[] {
  const seen = new Map<string, number>();
  const slots = grouped(lines, ({ row, field }) => {
    const nth = (seen.get(`${row} ${field}`) ?? 0) + 1;
    seen.set(`${row} ${field}`, nth);
    return `${row} ${nth}`;
  });
  return [...slots.values()].map((own) => {
    const content = own.find((line) => line.content !== '')?.content ?? '';
    return { row: own[0]?.row ?? 0, content, lines: own };
  });
}

function grouped<T>(
  ones: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of ones) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
