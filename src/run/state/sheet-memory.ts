// Owns what the document remembers of a sheet between runs: the user's mapping, and the columns this add-on made there. Header
// texts only, no cell contents.
import {
  type ColumnRef,
  findColumn,
  type HeaderRowMark,
  isSameHeaderRow,
  markHeaderRow,
  refer,
} from '../../contact/column';
import { CONTACT_FIELDS, type ContactField } from '../../contact/contact';
import type { Cells } from '../../contact/table';
import { OUTPUT_FIELDS, type Outputs } from './run';

/** What the user chose for a field: a column, or that it has none. */
export type ColumnChoices = Readonly<Partial<Record<ContactField, number | null>>>;

/** What the user said of a sheet, apart from what can be found. */
export interface SheetMemory {
  readonly choices: ColumnChoices;
  /** 0-based row that the user named as the header row; `null`: it is found. */
  readonly headerRow: number | null;
}

interface MemoryText {
  readonly mark: HeaderRowMark;
  readonly columns: Readonly<Partial<Record<ContactField, ColumnRef | null>>>;
  readonly row?: number;
}

export function mappingKey(sheetId: number): string {
  return `map:${sheetId}`;
}

export function outputsKey(sheetId: number): string {
  return `made:${sheetId}`;
}

export function encodeMemory(
  { choices, headerRow }: SheetMemory,
  headers: readonly string[],
): string {
  const columns: Partial<Record<ContactField, ColumnRef | null>> = {};
  const chosen: number[] = [];
  for (const field of CONTACT_FIELDS) {
    const choice = choices[field];
    if (choice === undefined) continue;
    columns[field] = choice === null ? null : refer(headers, choice);
    if (choice !== null) chosen.push(choice);
  }
  const mark = markHeaderRow(headers, chosen);
  const text: MemoryText = { mark, columns, ...(headerRow === null ? {} : { row: headerRow }) };
  return JSON.stringify(text);
}

/** The header row that the user named, while it still holds the same headers. */
export function rememberedHeaderRow(text: string | null, cells: Cells): number | null {
  const memory = parse(text) as Partial<MemoryText> | null;
  if (memory?.row === undefined || memory.mark === undefined) return null;
  return isSameHeaderRow(cells[memory.row] ?? [], memory.mark) ? memory.row : null;
}

/** The choices as far as their columns are still there. */
export function rememberedChoices(text: string | null, headers: readonly string[]): ColumnChoices {
  const memory = parse(text) as Partial<MemoryText> | null;
  const choices: Partial<Record<ContactField, number | null>> = {};
  if (memory?.columns === undefined || memory.mark === undefined) return choices;
  for (const field of CONTACT_FIELDS) {
    const ref = memory.columns[field];
    if (ref === undefined) continue;
    const column = ref === null ? null : findColumn(headers, ref, memory.mark);
    if (ref === null || column !== null) choices[field] = column;
  }
  return choices;
}

/** The columns of our own making among a run's, together with those remembered. */
export function encodeMadeColumns(earlier: Outputs, outputs: Outputs): string {
  const made: Partial<Record<string, unknown>> = { ...earlier };
  for (const field of OUTPUT_FIELDS) {
    const output = outputs[field];
    if (output?.ours === true) made[field] = output;
  }
  return JSON.stringify(made);
}

export function decodeMadeColumns(text: string | null): Outputs {
  return (parse(text) as Outputs | null) ?? {};
}

function parse(text: string | null): object | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
