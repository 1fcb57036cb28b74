// Owns what the command itself must remember of a live run between two of its processes. Knows no workbook.
import { createHash } from 'node:crypto';
import type { OutputField } from '../../src/rpc/contract';
import type { Inspection } from '../../src/rpc/contract-check';
import type { StateFolder } from '../live/state-folder';
import type { Options } from './options';
import { NO_EFFORT } from './engine';
import type { Beginning, Effort, Report } from './report';

const FILE = 'run.json';

/** The part of the options that makes two commands the same. */
type SameCommand = Pick<Options, 'operation' | 'channels' | 'rows' | 'route'>;

export interface KeptRun {
  readonly inputHash: string;
  readonly command: SameCommand;
  /** `null` before the first start. */
  readonly run: {
    readonly id: string;
    readonly beginning: Beginning;
    readonly columns: Columns;
  } | null;
  readonly effort: Effort;
  /** The numbers of the finished run; `null` while it is not finished. */
  readonly finished: Report | null;
}

/** Where results belong in the input file. */
export interface Columns {
  /** 0-based. */
  readonly headerRecord: number;
  readonly fillable: readonly number[];
  readonly rewritten: readonly number[];
}

/** The columns that the file has already, and that a run of it may write into. */
export function columnsOf({ headerRow, mapping, outputs }: Inspection): Columns {
  const columnsIn = (isOf: (field: OutputField) => boolean): number[] =>
    outputs.flatMap(({ field, isOn, column }) => (isOn && isOf(field) ? (column ?? []) : []));
  return {
    headerRecord: Math.max(0, headerRow - 1),
    fillable: [
      ...[mapping.email, mapping.phone].flatMap((field) => field?.column ?? []),
      ...columnsIn((field) => field !== 'status'),
    ],
    rewritten: columnsIn((field) => field === 'status'),
  };
}

export function newRun(bytes: Uint8Array, options: Options): KeptRun {
  return {
    inputHash: hashOf(bytes),
    command: commandOf(options),
    run: null,
    effort: NO_EFFORT,
    finished: null,
  };
}

export function readRun(folder: StateFolder): KeptRun | null {
  return folder.read(FILE) as KeptRun | null;
}

export function saveRun(folder: StateFolder, kept: KeptRun): void {
  folder.write(FILE, kept);
}

export function isSameInput(kept: KeptRun, bytes: Uint8Array): boolean {
  return kept.inputHash === hashOf(bytes);
}

export function isSameCommand(kept: KeptRun, options: Options): boolean {
  const before: Omit<SameCommand, 'operation'> & Partial<SameCommand> = kept.command;
  // Of an older version, which could only find.
  const command = { ...before, operation: before.operation ?? 'find' };
  return JSON.stringify(commandOf(command)) === JSON.stringify(commandOf(options));
}

function commandOf({ operation, channels, rows, route }: SameCommand): SameCommand {
  return { operation, channels, rows, route };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
