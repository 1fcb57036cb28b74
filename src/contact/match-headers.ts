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
import type { Mapping } from './mapping';
import { type Cells, cellText } from './table';

export interface FieldMatch {
  /** 0-based. */
  readonly column: number;
  /** `exact`: the header is known. `guess`: a typing error away from one, or told by the cells alone. */
  readonly certainty: 'exact' | 'guess';
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
 * name are not both there.
 */
export function matchHeaders(cells: Cells, headerRow: HeaderRow): HeaderMatch {
  const columns = readColumns(cells, headerRow);
  const fields = new Map<ContactField, FieldMatch>();
  const isFree = ({ column }: Column): boolean =>
    [...fields.values()].every((match) => match.column !== column);
  const take = (field: ContactField, found: Column | undefined, certainty: Certainty): void => {
    if (found !== undefined) fields.set(field, { column: found.column, certainty });
  };

  for (const field of CONTACT_FIELDS) {
    if (field === 'full_name' && hasBothNames(fields)) continue;
    const found = bestByHeader(columns, field);
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
  if (hasBothNames(fields)) fields.delete('full_name');

  return {
    fields: Object.fromEntries(fields),
    columns: columns.map(({ column, header, evidence }) => ({
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
type Fields = ReadonlyMap<ContactField, FieldMatch>;

interface Column {
  readonly column: number;
  readonly header: string;
  readonly reading: HeaderReading;
  readonly evidence: Evidence;
  /** How many cells hold something, of all rows. */
  readonly filled: () => number;
}

/** Rows that are looked at for the table's width: a ragged row further down is a stray. */
const WIDTH_ROWS = 200;

function readColumns(cells: Cells, headerRow: HeaderRow): readonly Column[] {
  if (headerRow.kind === 'empty') return [];
  const firstRow = headerRow.kind === 'found' ? headerRow.row + 1 : headerRow.firstRow;
  const rows = cells.slice(Math.max(0, firstRow - 1), firstRow + WIDTH_ROWS);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return Array.from({ length: width }, (_, column) => {
    const header = headerRow.kind === 'found' ? cellText(cells, headerRow.row, column) : '';
    return {
      column,
      header,
      reading: readHeader(header),
      evidence: readEvidence(cells, firstRow, column),
      filled: () => countFilled(cells, firstRow, column),
    };
  });
}

interface Candidate {
  readonly column: Column;
  readonly certainty: Certainty;
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
    if (contradicts(evidence, field) || (reading.isWeak && !suggests(evidence, field))) continue;
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
      if (fields.has('first_name') && !holdsWholeNames(column)) {
        take('last_name', column, 'exact');
      } else if (fields.has('last_name') && !holdsWholeNames(column)) {
        take('first_name', column, 'exact');
      } else if (!fields.has('full_name') && mayBeWholeNames(column, whose)) {
        take('full_name', column, 'exact');
      } else continue;
      return;
    }
  }
}

function mayBeWholeNames({ evidence }: Column, whose: 'person' | 'unsaid' | 'customer'): boolean {
  return whose === 'person' || evidence.filled === 0 || holdsPeople(evidence);
}

/** `Customer`, or a `Customer Name` that was not needed for a person's. */
function isCustomer({ reading, evidence }: Column): boolean {
  const isNamed = reading.kind === 'some_name' && reading.whose === 'customer';
  return (isNamed || reading.kind === 'customer') && !contradicts(evidence, 'company_name');
}

/** Most cells, since family and given names may be of two words too. */
function holdsWholeNames({ evidence }: Column): boolean {
  return suggests(evidence, 'full_name');
}

/** By the cells alone: what only one field looks like under any unknown header, the rest under none. */
function isToldByCells({ reading, evidence }: Column, field: ContactField): boolean {
  if (!suggests(evidence, field)) return false;
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
