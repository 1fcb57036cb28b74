// Owns where the cells that a run wrote are by now: each logged value with the row that it stands in, as far as that can be told. Pure.
import type { Fingerprint } from '../../contact/contact';
import type { LoggedLine } from '../log/log-line';
import { areEqual, rowsLike } from '../sheet/row-content';
import type { Rows } from '../sheet/rows';
import type { OutputField } from '../state/output-fields';

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
  return [...grouped(ofRun, ({ contact }) => contact)].flatMap(([contact, lines]) =>
    lines.some(({ among }) => among !== null)
      ? cellsOfSeveral(contact, lines, rows)
      : lines.map((line) => cellOfOne(line, rows, isStill)),
  );
}

/** Where the contact had one row: that. Where it has more by now, the row that shows the value, or did not move. */
function cellOfOne(line: LoggedLine, rows: Rows, isStill: boolean): WrittenCell {
  const now = rows.of([line.contact]);
  const [first] = now;
  if (first === undefined) return { kind: 'gone', line };
  if (now.length === 1) return { kind: 'found', line, row: first };
  if (isStill) return { kind: 'found', line, row: line.row - 1 };
  const [row = first, ...others] = now.filter((one) => shows(one, line, rows));
  return others.length === 0 ? { kind: 'found', line, row } : { kind: 'untold', line, rows: now };
}

/**
 * Where the contact had several rows, one of them may always have held what the run wrote into another: a row counts as the one
 * that was written only where its cells tell so, or where it makes no difference which one it was.
 */
function cellsOfSeveral(
  contact: Fingerprint,
  lines: readonly LoggedLine[],
  rows: Rows,
): readonly WrittenCell[] {
  const cells: WrittenCell[] = [];
  const free = new Set(rows.of([contact]));
  const left: LoggedLine[] = [];
  for (const [content, alike] of grouped(lines, ({ among }) => among?.content ?? '')) {
    const found = content === '' ? [] : rowsLike(content, contact, rows);
    const had = Math.max(...alike.map(({ among }) => among?.alike ?? 0));
    const isSame = found.length === had && areEqual(found, contact, rows);
    const told = isSame ? cellsOfEqual(alike, found, rows) : null;
    if (told === null) left.push(...alike);
    else {
      cells.push(...told);
      for (const row of found) free.delete(row);
    }
  }
  for (const [field, ofField] of grouped(left, (line) => line.field)) {
    const written = lines.filter((line) => line.field === field).length;
    cells.push(...cellsInAny(ofField, written, [...free], rows));
  }
  return cells;
}

/** Of rows that are equal, as many as there were; `null` where it cannot be told which of them was written. */
function cellsOfEqual(
  lines: readonly LoggedLine[],
  found: readonly number[],
  rows: Rows,
): readonly WrittenCell[] | null {
  const [only] = found;
  if (only === undefined) return null;
  if (found.length === 1) return lines.map((line) => ({ kind: 'found', line, row: only }));
  const old = oldRowsOf(lines);
  if (old.length > found.length) return null;
  const isEverywhere = (line: LoggedLine): boolean => found.every((row) => shows(row, line, rows));
  return pairs(old, found, ({ row }) => row - 1).flatMap(([one, row]) =>
    one.lines.map((line): WrittenCell => {
      const isOwn = row === line.row - 1 && !shows(row, line, rows);
      return row !== null && (isOwn || isEverywhere(line))
        ? { kind: 'found', line, row }
        : { kind: 'untold', line, rows: found };
    }),
  );
}

/** Of rows that cannot be told apart: where all rows of the contact held the same, and got the same, any of them is right. */
function cellsInAny(
  lines: readonly LoggedLine[],
  written: number,
  free: readonly number[],
  rows: Rows,
): readonly WrittenCell[] {
  if (free.length === 0) return lines.map((line) => ({ kind: 'gone', line }));
  const had = Math.max(...lines.map(({ among }) => among?.all ?? 0));
  const same = new Set(
    lines.map(({ before, number, after }) => JSON.stringify([before, number, after])),
  );
  const isAny = same.size === 1 && written === had && free.length <= lines.length;
  if (!isAny) return lines.map((line) => ({ kind: 'untold', line, rows: free }));
  const [line] = lines;
  const showing = free.filter((row) => line !== undefined && shows(row, line, rows));
  const inOrder = [...showing, ...free.filter((row) => !showing.includes(row))];
  return pairs(lines, inOrder, ({ row }) => row - 1).map(([one, row]) =>
    row === null ? { kind: 'gone', line: one } : { kind: 'found', line: one, row },
  );
}

function shows(row: number, { field, after }: LoggedLine, rows: Rows): boolean {
  return rows.text(row, rows.columns.outputs[field as OutputField]) === after;
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

/** Rows as they were when they were written: two values of one field in one place were two rows, moved meanwhile. */
function oldRowsOf(
  lines: readonly LoggedLine[],
): readonly { readonly row: number; readonly lines: readonly LoggedLine[] }[] {
  const seen = new Map<string, number>();
  const slots = grouped(lines, ({ row, field }) => {
    const nth = (seen.get(`${row} ${field}`) ?? 0) + 1;
    seen.set(`${row} ${field}`, nth);
    return `${row} ${nth}`;
  });
  return [...slots.values()].map((own) => ({ row: own[0]?.row ?? 0, lines: own }));
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
