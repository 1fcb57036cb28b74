// Owns finding repairs that are certain: of rows that are incomplete, and that say who their contact is once a cell or two are
// changed. Pure, and linear in the rows; knows no formula and writes nothing.
import { isCellError, isPlaceholder } from './cell-value';
import type { RowVerdict } from './check';
import type { ContactField, Fingerprint } from './contact';
import { fingerprint } from './fingerprint';
import { fold } from './fold';
import { readHeader } from './header-text';
import { identityOf } from './identity';
import type { Mapping } from './mapping';
import { splitFullName } from './person-name';
import { type Cells, cellText } from './table';
import { splitTwoNames } from './two-names';
import { websiteDomain } from './domain';

/**
 * `split_names`: a first- or last-name cell holds the whole name, the other is blank. `take_domain`: the company's domain is
 * blank, and another column of the row holds its website.
 */
export type FixKind = 'split_names' | 'take_domain';

export interface CellFix {
  readonly field: ContactField;
  /** 0-based. */
  readonly column: number;
  /** As displayed. */
  readonly before: string;
  readonly after: string;
}

export interface RowFix {
  /** 0-based row of the table. */
  readonly row: number;
  /** What the row will say: how it is found again. */
  readonly print: Fingerprint;
  readonly cells: readonly CellFix[];
}

export interface Fix {
  readonly kind: FixKind;
  /** In sheet order, at least one, at most {@link MOST_ROWS}: what is left is offered again. */
  readonly rows: readonly RowFix[];
}

/**
 * Each changed row is a write, and 10,000 take 70 seconds
 * (https://developers.google.com/apps-script/guides/support/best-practices): these take a quarter of a minute.
 */
export const MOST_ROWS = 2_000;

export interface CheckedTable {
  readonly cells: Cells;
  readonly headerRow: number;
  readonly mapping: Mapping;
  /** Of the rows that the user chose. */
  readonly verdicts: readonly RowVerdict[];
}

/** Fixes of rows that would be put right by one of them alone. */
export function findFixes(table: CheckedTable): readonly Fix[] {
  const rows = table.verdicts.filter(isFixable).map(({ row }) => row);
  if (rows.length === 0) return [];
  const fixes: readonly Fix[] = [
    { kind: 'split_names', rows: fixedRows(table, rows, namesOf(table)) },
    { kind: 'take_domain', rows: fixedRows(table, rows, domainOf(table)) },
  ];
  return fixes.filter((fix) => fix.rows.length > 0);
}

type Repair = (cells: readonly string[]) => readonly CellFix[];

/** The others are incomplete beside what they say themselves. */
function isFixable({ verdict }: RowVerdict): boolean {
  return verdict.kind === 'incomplete' && verdict.reason !== 'ambiguous';
}

/** Those that are identified afterwards: the identity is read again as any check would. */
function fixedRows(
  { cells, mapping }: CheckedTable,
  rows: readonly number[],
  repair: Repair | null,
): readonly RowFix[] {
  const fixed: RowFix[] = [];
  for (const row of repair === null ? [] : rows) {
    const texts = cells[row] ?? [];
    const changes = repair?.(texts) ?? [];
    if (changes.length === 0) continue;
    const read = identityOf(changedRow(texts, changes), mapping);
    if (read.kind !== 'identified') continue;
    fixed.push({ row, print: fingerprint(read.identity), cells: changes });
    if (fixed.length === MOST_ROWS) break;
  }
  return fixed;
}

function changedRow(texts: readonly string[], changes: readonly CellFix[]): readonly string[] {
  const changed = [...texts];
  for (const { column, after } of changes) {
    while (changed.length <= column) changed.push('');
    changed[column] = after;
  }
  return changed;
}

function namesOf({ cells, headerRow, mapping }: CheckedTable): Repair | null {
  const { first_name: first, last_name: last, full_name: full } = mapping;
  if (first === undefined || last === undefined) return null;
  const isOneWord = {
    first: holdsOneWord(cells, headerRow, first, last),
    last: holdsOneWord(cells, headerRow, last, first),
  };
  return (texts) => {
    const firstText = at(texts, first);
    const lastText = at(texts, last);
    if ((firstText === '') === (lastText === '')) return [];
    const text = firstText === '' ? lastText : firstText;
    const fullText = at(texts, full);
    const name = splitTwoNames(text);
    const whole = fullText === '' ? null : splitTwoNames(fullText);
    if (name !== null) {
      const side = firstText === '' ? 'last' : 'first';
      if (!text.includes(',') && !isOneWord[side]()) return [];
      if (fullText !== '' && !isSameName(name, splitFullName(fullText))) return [];
      return changesOf(texts, first, last, name);
    }
    // The full name says what the blank one is, if it agrees with the one that is there.
    if (whole === null || fold(firstText || whole.firstName) !== fold(whole.firstName)) return [];
    if (fold(lastText || whole.lastName) !== fold(whole.lastName)) return [];
    const { firstName, lastName } = whole;
    const kept = { firstName: firstText || firstName, lastName: lastText || lastName };
    return changesOf(texts, first, last, kept);
  };
}

type Name = ReturnType<typeof splitFullName>;

function isSameName(one: NonNullable<Name>, other: Name): boolean {
  if (other === null) return false;
  return (
    fold(one.firstName) === fold(other.firstName) && fold(one.lastName) === fold(other.lastName)
  );
}

function changesOf(
  texts: readonly string[],
  first: number,
  last: number,
  { firstName, lastName }: NonNullable<Name>,
): readonly CellFix[] {
  const cells = [
    { field: 'first_name', column: first, before: texts[first] ?? '', after: firstName },
    { field: 'last_name', column: last, before: texts[last] ?? '', after: lastName },
  ] as const;
  return cells.filter(({ before, after }) => before.trim() !== after);
}

/**
 * Whether the column's own custom is one word a cell, as far as rows with both names tell: where double family names or
 * double given names are usual, two words need not be a whole name. Told once, and only when it is asked.
 */
function holdsOneWord(
  cells: Cells,
  headerRow: number,
  column: number,
  other: number,
): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= countsOneWord(cells, headerRow, column, other);
    return answer;
  };
}

function countsOneWord(cells: Cells, headerRow: number, column: number, other: number): boolean {
  let complete = 0;
  let several = 0;
  for (let row = headerRow + 1; row < cells.length; row++) {
    const text = cellText(cells, row, column);
    if (text === '' || cellText(cells, row, other) === '') continue;
    complete++;
    if (/\s/.test(text)) several++;
  }
  return several <= Math.max(1, complete * FEW);
}

/** A double name now and then is usual anywhere. */
const FEW = 0.1;

function domainOf({ cells, headerRow, mapping }: CheckedTable): Repair | null {
  const target = mapping.company_domain;
  if (target === undefined) return null;
  const mapped = new Set(Object.values(mapping));
  const headers = cells[headerRow] ?? [];
  const sources = headers.flatMap((text, column) => {
    const reading = mapped.has(column) ? null : readHeader(text);
    const isSite =
      reading?.kind === 'field' &&
      reading.field === 'company_domain' &&
      reading.certainty === 'exact';
    return isSite ? [column] : [];
  });
  if (sources.length === 0) return null;
  return (texts) => {
    if (at(texts, target) !== '' || !isNothing(at(texts, mapping.company_name))) return [];
    const found = sources.flatMap((column) => websiteDomain(at(texts, column)) ?? []);
    const [domain] = found;
    if (domain === undefined || found.length > 1) return [];
    const before = texts[target] ?? '';
    return [{ field: 'company_domain', column: target, before, after: domain }];
  };
}

function isNothing(text: string): boolean {
  return text === '' || (!isCellError(text) && isPlaceholder(text));
}

function at(texts: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (texts[column] ?? '').trim();
}
