// Owns proposing a mapping: which column holds which contact field, and how sure that is. Writes and remembers nothing.
import {
  contradicts,
  countFilled,
  type Evidence,
  holdsPeople,
  readEvidence,
  suggests,
} from './cell-evidence';
import { CONTACT_FIELDS, type ContactField } from './contact';
import type { HeaderRow } from './find-header-row';
import { type HeaderReading, readHeader } from './header-text';
import { isUnlearned, learnableHeader, learnedField, type LearnedHeaders } from './learned-headers';
import type { Mapping } from './mapping';
import { type Cells, cellText } from './table';

export interface FieldMatch {
  /** 0-based. */
  readonly column: number;
  /**
   * `learned`: as the user mapped such a header elsewhere. `exact`: the header is known. `guess`: a typing error away from one,
   * or told by the cells alone.
   */
  readonly certainty: 'learned' | 'exact' | 'guess';
}

export interface ColumnSummary {
  /** 0-based. */
  readonly column: number;
  /** Trimmed; `''` for a blank header. */
  readonly header: string;
  /** The first values, at most three, each different and cut to 80 characters. */
  readonly samples: readonly string[];
}

export interface HeaderMatch {
  readonly fields: Readonly<Partial<Record<ContactField, FieldMatch>>>;
  /** Every column of the table, for choosing by hand. */
  readonly columns: readonly ColumnSummary[];
}

/**
 * Proposes a column for each field by header, then by what the cells hold; cells also veto a header
 * (`LinkedIn` over company pages). Of several columns for one field, those that hold values win, then those
 * whose words say it better. No column is proposed twice. A full name is proposed only where first and last
 * name are not both there. What the user taught goes first, where the cells do not speak against it.
 */
export function matchHeaders(
  cells: Cells,
  headerRow: HeaderRow,
  learned: LearnedHeaders = [],
  /** Columns that hold results: proposed for nothing. */
  results: ReadonlySet<number> = new Set(),
): HeaderMatch {
  const all = readColumns(cells, headerRow, learned);
  const columns = all.filter(({ column }) => !results.has(column));
  const fields = new Map<ContactField, FieldMatch>();
  const isFree = ({ column }: Column): boolean =>
    [...fields.values()].every((match) => match.column !== column);
  const take = (field: ContactField, found: Column | undefined, certainty: Certainty): void => {
    if (found !== undefined) fields.set(field, { column: found.column, certainty });
  };

  for (const field of CONTACT_FIELDS) {
    take(field, bestLearned(columns, field), 'learned');
  }
  for (const field of CONTACT_FIELDS) {
    if (fields.has(field) || (field === 'full_name' && hasBothNames(fields))) continue;
    const found = bestByHeader(columns.filter(isFree), field);
    if (found !== undefined) take(field, found.column, found.certainty);
  }
  takeSomeName(columns.filter(isFree), fields, take);
  if (!fields.has('company_name')) {
    take('company_name', columns.filter(isFree).find(isCustomer), 'exact');
  }
  for (const field of CONTACT_FIELDS) {
    if (fields.has(field) || (field === 'full_name' && hasAnyName(fields))) continue;
    take(
      field,
      columns.filter(isFree).find((column) => isToldByCells(column, field)),
      'guess',
    );
  }
  if (hasBothNames(fields) && fields.get('full_name')?.certainty !== 'learned') {
    fields.delete('full_name');
  }

  return {
    fields: Object.fromEntries(fields),
    columns: all.map(({ column, header, evidence }) => ({
      column,
      header,
      samples: evidence.samples,
    })),
  };
}

/** The proposal as a mapping. */
export function mappingOf(match: HeaderMatch): Mapping {
  const mapping: Partial<Record<ContactField, number>> = {};
  for (const field of CONTACT_FIELDS) {
    const found = match.fields[field];
    if (found !== undefined) mapping[field] = found.column;
  }
  return mapping;
}

type Certainty = FieldMatch['certainty'];
/** What a header itself can say. */
type ReadCertainty = 'exact' | 'guess';
type Fields = ReadonlyMap<ContactField, FieldMatch>;

interface Column {
  readonly column: number;
  readonly header: string;
  readonly reading: HeaderReading;
  readonly evidence: Evidence;
  /** How many cells hold something, of all rows. */
  readonly filled: () => number;
  /** The field that the user taught for such a header. */
  readonly learned: ContactField | null;
  /** Whether it cannot be this field: the cells are something else, or the user said so. */
  readonly isNot: (field: ContactField) => boolean;
}

/** Rows that are looked at for the table's width: a ragged row further down is a stray. */
const WIDTH_ROWS = 200;

function readColumns(
  cells: Cells,
  headerRow: HeaderRow,
  lessons: LearnedHeaders,
): readonly Column[] {
  if (headerRow.kind === 'empty') return [];
  const firstRow = headerRow.kind === 'found' ? headerRow.row + 1 : headerRow.firstRow;
  const rows = cells.slice(Math.max(0, firstRow - 1), firstRow + WIDTH_ROWS);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return Array.from({ length: width }, (_, column) => {
    const header = headerRow.kind === 'found' ? cellText(cells, headerRow.row, column) : '';
    const evidence = readEvidence(cells, firstRow, column);
    const known = lessons.length === 0 ? '' : learnableHeader(header);
    return {
      column,
      header,
      reading: readHeader(header),
      evidence,
      filled: () => countFilled(cells, firstRow, column),
      learned: known === '' ? null : learnedField(lessons, known),
      isNot: (field) =>
        contradicts(evidence, field) || (known !== '' && isUnlearned(lessons, known, field)),
    };
  });
}

/**
 * Of several columns under such headers the fullest, then the left one. A blank one gives way to a column that holds most people's
 * values under a header that is known: they would be bought again.
 */
function bestLearned(columns: readonly Column[], field: ContactField): Column | undefined {
  const [best] = columns
    .filter((column) => column.learned === field && !column.isNot(field))
    .sort((one, other) => other.filled() - one.filled());
  if (best === undefined) return undefined;
  const rival = bestByHeader(columns, field)?.column;
  return rival !== undefined && best.filled() < rival.filled() * COMPARABLE ? undefined : best;
}

interface Candidate {
  readonly column: Column;
  readonly certainty: ReadCertainty;
  readonly rank: number;
  readonly isSecondChoice: boolean;
}

/**
 * The best of the columns whose header names the field: one that holds values, known before guessed, by the
 * words' rank, the fuller one, the left one. A blank `Work Email` beside a full `Email` would buy everybody
 * again.
 */
function bestByHeader(columns: readonly Column[], field: ContactField): Candidate | undefined {
  const candidates: Candidate[] = [];
  for (const column of columns) {
    const { reading, evidence } = column;
    if (reading.kind !== 'field' || reading.field !== field) continue;
    if (column.isNot(field) || (reading.isWeak && !suggests(evidence, field))) continue;
    const certaintyRank = reading.certainty === 'exact' ? 0 : 10_000;
    candidates.push({
      column,
      certainty: reading.certainty,
      rank: reading.rank + certaintyRank,
      isSecondChoice: isSecondChoice(evidence, field),
    });
  }
  return candidates.length < 2 ? candidates[0] : bestFilled(candidates);
}

function bestFilled(candidates: readonly Candidate[]): Candidate | undefined {
  const counted = candidates.map((candidate) => ({
    candidate,
    filled: candidate.isSecondChoice ? 0 : candidate.column.filled(),
  }));
  const fullest = Math.max(...counted.map(({ filled }) => filled));
  const [best] = counted
    .filter(({ filled }) => filled >= fullest * COMPARABLE)
    .sort((one, other) => one.candidate.rank - other.candidate.rank || other.filled - one.filled);
  return best?.candidate;
}

/**
 * A column that is filled at least this much of the fullest one is comparable to it: mobile numbers for half
 * of the people still go before everybody's switchboard. With less, most people's value is in the other one,
 * and would be bought again.
 */
const COMPARABLE = 0.5;

/** Addresses that only a subscriber can open, where another column may hold the public ones. */
function isSecondChoice(evidence: Evidence, field: ContactField): boolean {
  return field === 'linkedin_url' && evidence.filled > 0 && evidence.profiles === 0;
}

/**
 * `Name`, `Nom`, `Nombre`, …: whole names where the cells hold them; else what its neighbour leaves over
 * (`Vorname, Name` · `Nombre, Apellidos`); an empty column counts as whole names. A person's (`Contact Name`)
 * goes first, a customer's last.
 */
function takeSomeName(
  columns: readonly Column[],
  fields: Fields,
  take: (field: ContactField, column: Column, certainty: Certainty) => void,
): void {
  if (hasBothNames(fields)) return;
  for (const whose of ['person', 'unsaid', 'customer'] as const) {
    for (const column of columns) {
      const { reading, evidence } = column;
      if (reading.kind !== 'some_name' || reading.whose !== whose) continue;
      if (contradicts(evidence, 'full_name')) continue;
      const isWhole = holdsWholeNames(column);
      const field =
        fields.has('first_name') && !isWhole
          ? 'last_name'
          : fields.has('last_name') && !isWhole
            ? 'first_name'
            : 'full_name';
      if (column.isNot(field)) continue;
      if (field === 'full_name' && (fields.has(field) || !mayBeWholeNames(column, whose))) continue;
      take(field, column, 'exact');
      return;
    }
  }
}

function mayBeWholeNames({ evidence }: Column, whose: 'person' | 'unsaid' | 'customer'): boolean {
  return whose === 'person' || evidence.filled === 0 || holdsPeople(evidence);
}

/** `Customer`, or a `Customer Name` that was not needed for a person's. */
function isCustomer({ reading, isNot }: Column): boolean {
  const isNamed = reading.kind === 'some_name' && reading.whose === 'customer';
  return (isNamed || reading.kind === 'customer') && !isNot('company_name');
}

/** Most cells, since family and given names may be of two words too. */
function holdsWholeNames({ evidence }: Column): boolean {
  return suggests(evidence, 'full_name');
}

/** By the cells alone: what only one field looks like under any unknown header, the rest under none. */
function isToldByCells({ reading, evidence, isNot }: Column, field: ContactField): boolean {
  if (!suggests(evidence, field) || isNot(field)) return false;
  const isUnmistakable = field === 'linkedin_url' || field === 'email';
  return reading.kind === 'meaningless' || (isUnmistakable && isUnreadable(reading));
}

function isUnreadable(reading: HeaderReading): boolean {
  return reading.kind === 'unknown' || reading.kind === 'some_name' || reading.kind === 'field';
}

function hasBothNames(fields: Fields): boolean {
  return fields.has('first_name') && fields.has('last_name');
}

function hasAnyName(fields: Fields): boolean {
  return fields.has('first_name') || fields.has('last_name');
}
