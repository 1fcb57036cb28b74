// Owns proposing a mapping: which column holds which contact field, and how sure that is. Writes and remembers nothing.
import { contradicts, type Evidence, holdsPeople, readEvidence, suggests } from './cell-evidence';
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
 * (`LinkedIn` over company pages). No column is proposed twice. A full name is proposed only where first
 * and last name are not both there.
 */
export function matchHeaders(cells: Cells, headerRow: HeaderRow): HeaderMatch {
  const columns = readColumns(cells, headerRow);
  const fields = new Map<ContactField, FieldMatch>();
  const isFree = ({ column }: Column): boolean =>
    [...fields.values()].every((match) => match.column !== column);
  const take = (field: ContactField, found: Column | undefined, certainty: Certainty): void => {
    if (found !== undefined) fields.set(field, { column: found.column, certainty });
  };

  for (const certainty of ['exact', 'guess'] as const) {
    for (const field of CONTACT_FIELDS) {
      if (fields.has(field) || (field === 'full_name' && hasBothNames(fields))) continue;
      take(field, bestByHeader(columns.filter(isFree), field, certainty), certainty);
    }
    if (certainty === 'exact') takeSomeName(columns.filter(isFree), fields, take);
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
    };
  });
}

function bestByHeader(
  columns: readonly Column[],
  field: ContactField,
  certainty: Certainty,
): Column | undefined {
  let best: Column | undefined;
  let bestRank = Infinity;
  for (const column of columns) {
    const { reading, evidence } = column;
    if (reading.kind !== 'field' || reading.field !== field) continue;
    if (reading.certainty !== certainty || contradicts(evidence, field)) continue;
    if (reading.isWeak && !suggests(evidence, field)) continue;
    const rank = reading.rank + (isSecondChoice(evidence, field) ? 1000 : 0);
    if (rank < bestRank) {
      best = column;
      bestRank = rank;
    }
  }
  return best;
}

/** Addresses that only a subscriber can open, where another column may hold the public ones. */
function isSecondChoice(evidence: Evidence, field: ContactField): boolean {
  return field === 'linkedin_url' && evidence.filled > 0 && evidence.profiles === 0;
}

/**
 * `Name`, `Nom`, `Nombre`, …: whole names where the cells hold them; else what its neighbour leaves over
 * (`Vorname, Name` · `Nombre, Apellidos`); an empty column counts as whole names.
 */
function takeSomeName(
  columns: readonly Column[],
  fields: Fields,
  take: (field: ContactField, column: Column, certainty: Certainty) => void,
): void {
  if (hasBothNames(fields)) return;
  for (const column of columns) {
    if (column.reading.kind !== 'some_name' || contradicts(column.evidence, 'full_name')) continue;
    if (fields.has('first_name') && !holdsWholeNames(column)) {
      take('last_name', column, 'exact');
    } else if (fields.has('last_name') && !holdsWholeNames(column)) {
      take('first_name', column, 'exact');
    } else if (
      !fields.has('full_name') &&
      (column.evidence.filled === 0 || holdsPeople(column.evidence))
    ) {
      take('full_name', column, 'exact');
    } else continue;
    return;
  }
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
