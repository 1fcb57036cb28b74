// Owns the shape of what an execution runs in: the machine, the document, the person. Must not contain logic.
import type { VirtualClock } from './clock';
import type { Faults } from './faults';
import type { Manifest } from './manifest';
import type { Language } from './messages';
import type { Access, AuthMode } from './method';
import type { Meter, MeterCounts } from './meter';
import type { ScriptProject } from './project';
import type { Random } from './random';
import type { KillReason } from './service-error';
import type { UiRecord } from './ui-record';
import type { UrlFetchTransport } from './url-fetch-transport';
import type { Workbook } from './workbook';

export type Caller = 'menu' | 'rpc' | 'onOpen' | 'onInstall' | 'trigger';

export interface Call {
  readonly user: string;
  readonly fn: string;
  readonly args?: readonly unknown[];
  readonly as: Caller;
  readonly authMode?: AuthMode;
  /** Further fields of the event object of onOpen, onInstall and triggers. */
  readonly event?: Readonly<Record<string, unknown>>;
}

export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string }
  | { readonly kind: 'killed'; readonly reason: KillReason };

export type ExecutionResult = Outcome & {
  /** Virtual. */
  readonly durationMs: number;
  /** Remote calls of this execution. */
  readonly calls: MeterCounts;
};

/** One call of a script to a service, as hooks see it. */
export interface HookCall {
  /** 1-based within the execution, local calls included. */
  readonly n: number;
  /** 1-based within the execution, remote calls only; of a local call, the remote calls before it. */
  readonly remoteN: number;
  /** 1-based over all executions of the runtime. */
  readonly total: number;
  /** Number of the execution, from 1. */
  readonly execution: number;
  /** The Apps Script global, e.g. `SpreadsheetApp`. */
  readonly service: string;
  /** E.g. `Sheet.getRange`. */
  readonly method: string;
  readonly access: Access;
  readonly remote: boolean;
  readonly user: string;
  readonly fn: string;
  /** As the script gave them, for hooks that look for a certain write. */
  readonly args: readonly unknown[];
}

/**
 * `beforeCall` → `'kill'`: the call has no effect. `afterCall` → `'kill'`: it had its effect, the answer never arrives. A hook may
 * change the workbook as a person, or run another execution.
 */
export interface Hooks {
  beforeCall?: ((call: HookCall) => 'kill' | undefined) | undefined;
  afterCall?: ((call: HookCall) => 'kill' | undefined) | undefined;
}

export interface LogLine {
  readonly level: 'log' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly user: string;
  readonly fn: string;
}

export interface Environment {
  /** Folder of the built add-on. */
  readonly dist: string;
  readonly manifest: Manifest;
  readonly workbook: Workbook;
  readonly clock: VirtualClock;
  readonly http: UrlFetchTransport;
  readonly project: ScriptProject;
  readonly meter: Meter;
  readonly faults: Faults;
  readonly hooks: Hooks;
  readonly ui: UiRecord;
  readonly logs: LogLine[];
  readonly random: Random;
  readonly published: boolean;
  readonly counter: { calls: number };
  language: Language;
  /** What becomes of writes that were not flushed when an execution is killed. */
  pendingWritesAtKill: 'lost' | 'applied';
}
