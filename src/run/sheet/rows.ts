// Owns one reading of a run's sheet: where its columns are now, and which rows hold which contact. Pure; reads no service.
import { findColumn, findColumnToWrite } from '../../contact/column';
import { CONTACT_FIELDS, type ContactField, type Fingerprint } from '../../contact/contact';
import { fingerprint } from '../../contact/fingerprint';
import { identityOf, type RowIdentity } from '../../contact/identity';
import { identityColumns, type Mapping } from '../../contact/mapping';
import { type Cells, cellText } from '../../contact/table';
import type { CellValue } from '../../ports';
import type { HeldValues } from './held-values';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from '../state/output-fields';
import type { Source } from '../state/run';

/** Where a run's columns are at the moment of a reading. */
export interface FoundColumns {
  readonly headerRow: number;
  readonly mapping: Mapping;
  /** Output columns that are there; a missing one is made when it is needed. */
  readonly outputs: Readonly<Partial<Record<OutputField, number>>>;
  /** Fields that go into columns of the user's own. */
  readonly usersOwn: ReadonlySet<OutputField>;
}

/** Whether the cells of a field hold what is to be kept: all but the statuses in columns of this add-on's own. */
export function isKept(field: OutputField, { usersOwn }: FoundColumns): boolean {
  return field !== 'status' && (field !== 'emailStatus' || usersOwn.has(field));
}

/**
 * Finds a run's columns again. The header row may have moved, as rows were inserted above it. A column that
 * identity is read from and that is gone makes the whole reading useless: its header text is returned.
 */
export function findColumns(
  cells: Cells,
  source: Source,
  outputs: Outputs,
): { kind: 'found'; columns: FoundColumns } | { kind: 'lost'; header: string } {
  const asBefore = columnsAt(cells, source.headerRow, source);
  if (asBefore.kind === 'found')
    return found(cells, source.headerRow, asBefore.mapping, source, outputs);
  for (let row = 0; row < Math.min(cells.length, HEADER_SEARCH); row++) {
    const moved = columnsAt(cells, row, source);
    if (moved.kind === 'found') return found(cells, row, moved.mapping, source, outputs);
  }
  return asBefore;
}

/** Rows in which a header that moved is looked for. */
const HEADER_SEARCH = 50;

/** The columns that are still there when one that identity is read from is gone; only to put things right. */
export function columnsLeft(cells: Cells, source: Source, outputs: Outputs): FoundColumns {
  const known = new Set(Object.values(source.columns).map(({ header }) => header));
  const likeness = (row: number): number =>
    (cells[row] ?? []).filter((text) => known.has(text.trim())).length;
  let headerRow = source.headerRow;
  for (let row = 0; row < Math.min(cells.length, HEADER_SEARCH); row++) {
    if (likeness(row) > likeness(headerRow)) headerRow = row;
  }
  const headers = cells[headerRow] ?? [];
  const mapping: Partial<Record<ContactField, number>> = {};
  for (const field of CONTACT_FIELDS) {
    const ref = source.columns[field];
    const column = ref === undefined ? null : findColumn(headers, ref, source.headerHash);
    if (column !== null) mapping[field] = column;
  }
  return found(cells, headerRow, mapping, source, outputs).columns;
}

function columnsAt(
  cells: Cells,
  row: number,
  source: Source,
): { kind: 'found'; mapping: Mapping } | { kind: 'lost'; header: string } {
  const headers = cells[row] ?? [];
  const mapping: Partial<Record<ContactField, number>> = {};
  const isByEmail = Object.keys(source.columns).every(isNoName);
  for (const field of CONTACT_FIELDS) {
    const ref = source.columns[field];
    if (ref === undefined) continue;
    const column = findColumn(headers, ref, source.headerHash);
    if (column !== null) mapping[field] = column;
    else if (!isNoName(field) || (field === 'email' && isByEmail)) {
      return { kind: 'lost', header: ref.header };
    }
  }
  return { kind: 'found', mapping };
}

/** Whether a field says who a contact is only where nothing else does. */
function isNoName(field: string): boolean {
  return field === 'email' || field === 'phone';
}

function found(
  cells: Cells,
  headerRow: number,
  mapping: Mapping,
  source: Source,
  outputs: Outputs,
): { kind: 'found'; columns: FoundColumns } {
  const headers = cells[headerRow] ?? [];
  const positions: Partial<Record<OutputField, number>> = {};
  const usersOwn = OUTPUT_FIELDS.filter((field) => outputs[field]?.ours === false);
  // Columns of one name may have been moved or deleted: what was the second one may be who the contacts are now.
  const taken = new Set(identityColumns(mapping));
  for (const field of OUTPUT_FIELDS) {
    const output = outputs[field];
    // Ours got names that were new in the sheet: who writes has to know that one is there, and now doubtful.
    const find = output?.ours === true ? findColumn : findColumnToWrite;
    const column = output === undefined ? null : find(headers, output.ref, source.headerHash);
    if (column === null || taken.has(column)) continue;
    positions[field] = column;
    taken.add(column);
  }
  const columns = { headerRow, mapping, outputs: positions, usersOwn: new Set(usersOwn) };
  return { kind: 'found', columns };
}

/** The rows of a sheet at one moment, kept true to the run's own writes after it. */
export class Rows {
  private readonly cells: string[][];
  private widest: number;
  private readonly identities: RowIdentity[] = [];
  private readonly prints: (Fingerprint | null)[] = [];
  private readonly rowsByPrint = new Map<Fingerprint, number[]>();
  /** By column, the rows that showed a text when they were read. */
  private readonly rowsByText = new Map<number, Map<string, number[]>>();
  /** What the cells written since held when they were read. */
  private readonly original = new Map<string, string>();
  /** By cell, why it did not keep what was written into it. */
  private readonly refusals = new Map<string, string>();

  constructor(
    cells: Cells,
    readonly columns: FoundColumns,
    /** What filled cells hold that may be written over, read at the same moment; `null`: nothing is known of that. */
    private readonly held: HeldValues | null = null,
  ) {
    this.cells = cells.map((row) => [...row]);
    this.widest = cells.reduce((width, row) => Math.max(width, row.length), 0);
    for (let row = columns.headerRow + 1; row < this.cells.length; row++) {
      const identity = identityOf(this.cells[row] ?? [], columns.mapping);
      const print = identity.kind === 'identified' ? fingerprint(identity.identity) : null;
      this.identities[row] = identity;
      this.prints[row] = print;
      if (print === null) continue;
      const rows = this.rowsByPrint.get(print);
      if (rows === undefined) this.rowsByPrint.set(print, [row]);
      else rows.push(row);
    }
  }

  /** Rows from the first to the last with content; data rows begin below the header. */
  count(): number {
    return this.cells.length;
  }

  /** Columns from the first to the last with content. */
  width(): number {
    return this.widest;
  }

  /** 0-based rows that hold any of a contact's spellings, ascending. */
  of(prints: readonly Fingerprint[]): number[] {
    const rows = prints.flatMap((print) => this.rowsByPrint.get(print) ?? []);
    return prints.length > 1 ? [...new Set(rows)].sort((a, b) => a - b) : rows;
  }

  identityAt(row: number): RowIdentity {
    return this.identities[row] ?? { kind: 'blank' };
  }

  printAt(row: number): Fingerprint | null {
    return this.prints[row] ?? null;
  }

  text(row: number, column: number | undefined): string {
    return column === undefined ? '' : cellText(this.cells, row, column);
  }

  /** The text as the sheet showed it, before any write of our own. */
  textAsRead(row: number, column: number): string {
    return this.original.get(`${row},${column}`) ?? this.cells[row]?.[column] ?? '';
  }

  /** What the cell held before any write of our own: its text as shown where nothing more is known. */
  valueAsRead(row: number, column: number): CellValue {
    return this.held?.at(row, column) ?? this.textAsRead(row, column);
  }

  /** What a filled cell holds, if that is known and nothing of ours was written since; else `null`. */
  heldAt(row: number, column: number): CellValue | null {
    if (this.original.has(`${row},${column}`)) return null;
    return this.held?.at(row, column) ?? null;
  }

  /** The first row beside these that showed a text in a column when it was read; `null` when none did. */
  showing(column: number, text: string, beside: readonly number[]): number | null {
    let byText = this.rowsByText.get(column);
    if (byText === undefined) {
      byText = new Map();
      for (let row = this.columns.headerRow + 1; row < this.cells.length; row++) {
        const shown = this.textAsRead(row, column).trim();
        if (shown === '') continue;
        const same = byText.get(shown);
        if (same === undefined) byText.set(shown, [row]);
        else same.push(row);
      }
      this.rowsByText.set(column, byText);
    }
    return byText.get(text)?.find((row) => !beside.includes(row)) ?? null;
  }

  /** The first column in which a row shows a text; `null` when none does. */
  columnShowing(row: number, text: string): number | null {
    const column = (this.cells[row] ?? []).findIndex((shown) => shown.trim() === text);
    return column < 0 ? null : column;
  }

  /** Notes a write of our own. */
  set(row: number, column: number, text: string): void {
    const cells = this.cells[row];
    if (cells === undefined) return;
    const key = `${row},${column}`;
    if (!this.original.has(key)) this.original.set(key, cells[column] ?? '');
    while (cells.length <= column) cells.push('');
    cells[column] = text;
    this.widest = Math.max(this.widest, cells.length);
  }

  /** Notes that a cell did not keep what was written, but shows `text`: it is not tried again on this reading. */
  refuse(row: number, column: number, text: string, why: string): void {
    this.set(row, column, text);
    this.refusals.set(`${row},${column}`, why);
  }

  /** Why a cell takes no value, in words; `null` when nothing is known against it. */
  refusalAt(row: number, column: number | undefined): string | null {
    return this.refusals.get(`${row},${column ?? -1}`) ?? null;
  }

  /** The part of a row that identity is read from: equal texts are the same row content. */
  identityText(row: number): string {
    return identityText(this.cells, row, this.columns.mapping);
  }
}

/** @param cells a reading in which columns stand at the positions of `mapping`. */
export function identityText(cells: Cells, row: number, mapping: Mapping): string {
  return JSON.stringify(identityColumnsRead(mapping).map((column) => cellText(cells, row, column)));
}

/** The columns that a fingerprint may depend on: also the e-mail, which some rows lean on. */
export function identityColumnsRead(mapping: Mapping): readonly number[] {
  const own = identityColumns(mapping);
  return mapping.email === undefined ? own : [...own, mapping.email];
}
