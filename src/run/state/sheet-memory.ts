// Owns what the document remembers of a sheet between runs: the user's mapping, where results go, and the columns this add-on
// made there. Header texts only, no cell contents.
import {
  type ColumnRef,
  findColumn,
  findColumnToWrite,
  type HeaderRowMark,
  isSameHeaderRow,
  markHeaderRow,
  refer,
} from '../../contact/column';
import { CONTACT_FIELDS, type ContactField } from '../../contact/contact';
import type { Cells } from '../../contact/table';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from './output-fields';

/** What the user chose for a field: a column, or that it has none. */
export type ColumnChoices = Readonly<Partial<Record<ContactField, number | null>>>;

/** Where a kind of value goes, and into which of its cells. */
export interface OutputWish {
  /** 0-based; `null`: a new column, or the one that this add-on made earlier. */
  readonly column: number | null;
  readonly policy: 'blanks' | 'always';
}

/** `null`: its values are not written. */
export type OutputWishes = Readonly<Partial<Record<OutputField, OutputWish | null>>>;

/** What the user said of a sheet, apart from what can be found. */
export interface SheetMemory {
  readonly choices: ColumnChoices;
  /** 0-based row that the user named as the header row; `null`: it is found. */
  readonly headerRow: number | null;
  readonly outputs: OutputWishes;
}

interface MemoryText {
  readonly mark: HeaderRowMark;
  readonly columns: Readonly<Partial<Record<ContactField, ColumnRef | null>>>;
  readonly row?: number;
  readonly outputs?: Readonly<Partial<Record<OutputField, OutputText | null>>>;
}

interface OutputText {
  /** Absent: a column of this add-on's own. */
  readonly ref?: ColumnRef;
  readonly always?: 1;
}

export function mappingKey(sheetId: number): string {
  return `map:${sheetId}`;
}

export function outputsKey(sheetId: number): string {
  return `made:${sheetId}`;
}

export function encodeMemory(
  { choices, headerRow, outputs }: SheetMemory,
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
  const said: Partial<Record<OutputField, OutputText | null>> = {};
  for (const field of OUTPUT_FIELDS) {
    const wish = outputs[field];
    if (wish === undefined) continue;
    const column = wish?.column ?? null;
    if (column !== null) chosen.push(column);
    said[field] =
      wish === null
        ? null
        : {
            ...(column === null ? {} : { ref: refer(headers, column) }),
            ...(wish.policy === 'always' ? { always: 1 } : {}),
          };
  }
  const text: MemoryText = {
    mark: markHeaderRow(headers, chosen),
    columns,
    ...(headerRow === null ? {} : { row: headerRow }),
    ...(Object.keys(said).length === 0 ? {} : { outputs: said }),
  };
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

/** What was said of outputs; one whose column is gone gets one of this add-on's own. */
export function rememberedOutputs(text: string | null, headers: readonly string[]): OutputWishes {
  const memory = parse(text) as Partial<MemoryText> | null;
  const wishes: Partial<Record<OutputField, OutputWish | null>> = {};
  if (memory?.outputs === undefined || memory.mark === undefined) return wishes;
  for (const field of OUTPUT_FIELDS) {
    const said = memory.outputs[field];
    if (said === undefined) continue;
    const column =
      said?.ref === undefined ? null : findColumnToWrite(headers, said.ref, memory.mark);
    wishes[field] =
      said === null ? null : { column, policy: said.always === 1 ? 'always' : 'blanks' };
  }
  return wishes;
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
