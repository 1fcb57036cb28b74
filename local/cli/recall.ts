// Owns whether the command can go on with what it has: an input for a sheet, a folder from an earlier process. Starts nothing.
import { basename } from 'node:path';
import { tableCells } from '../csv/table-file';
import type { StateFolder } from '../live/state-folder';
import type { Workbook } from '../runtime/workbook';
import { workbookOf } from '../session/document';
import type { Input } from './input-file';
import type { Options } from './options';
import { isSameCommand, isSameInput, newRun, readRun, type KeptRun } from './run-file';

export type Table = Extract<Input, { kind: 'table' }>;

/** Its message is for the user. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

/** The run that the folder holds for this input, or a new one. @throws Unusable when the folder belongs to something else. */
export function recall(folder: StateFolder | null, input: Table, options: Options): KeptRun {
  const kept = folder ? readRun(folder) : null;
  if (!kept) return newRun(input.bytes, options);
  const place = `${options.output}.run`;
  if (!isSameInput(kept, input.bytes)) {
    throw new Unusable(
      `${place} belongs to another input: name another --out, or delete that folder to start over.`,
    );
  }
  if (kept.run && !kept.finished && !isSameCommand(kept, options)) {
    throw new Unusable(
      `${place} holds a run that is not finished, with another --operation, other --channels, --rows or vendors: finish it with those first, or delete the folder.`,
    );
  }
  return kept;
}

/** @throws Unusable when it is more than a spreadsheet can hold. */
export function workbookFrom(name: string, { table }: Table): Workbook {
  try {
    return workbookOf(basename(name), tableCells(table));
  } catch (error) {
    throw new Unusable(`${name} does not fit into a spreadsheet. ${(error as Error).message}`);
  }
}
